#!/usr/bin/env bash
# Puts code-server (VS Code in a browser) and playwright-core into a scratch folder outside the repository.
#
# The folder is $PSL_E2E_DIR, or `psl-e2e` in the temporary directory. Run it once; running it again only
# does what is missing. Needs npm, chromium, ripgrep and the headers named below from the system's packages.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dir=${PSL_E2E_DIR:-${TMPDIR:-/tmp}/psl-e2e}
log=$dir/setup.log
mkdir -p "$dir"
: >"$log"

fail() {
  echo "setup: $1" >&2
  exit 2
}

step() {
  echo "setup: $1"
}

for tool in npm chromium rg pkg-config; do
  command -v "$tool" >/dev/null || fail "'$tool' is missing. On Debian: apt-get install -y chromium ripgrep libkrb5-dev libsecret-1-dev pkg-config"
done

if [ -f "$dir/ready" ] && cmp -s "$here/package-lock.json" "$dir/package-lock.json"; then
  step "already done in $dir"
  exit 0
fi
rm -f "$dir/ready"

step "installing code-server and playwright-core into $dir (log: $log)"
cp "$here/package.json" "$here/package-lock.json" "$dir/"
# Without install scripts: code-server's own one downloads ripgrep, which the system already has.
(cd "$dir" && npm ci --ignore-scripts >>"$log" 2>&1) || fail "npm ci failed, see $log"

vscode=$dir/node_modules/code-server/lib/vscode
step "installing the editor's own packages"
(cd "$vscode" && npm install --omit=dev --ignore-scripts >>"$log" 2>&1) || fail "npm install in $vscode failed, see $log"
(cd "$vscode/extensions" && npm install --omit=dev --ignore-scripts >>"$log" 2>&1) || fail "npm install in $vscode/extensions failed, see $log"

step "building the native modules"
(cd "$vscode" && npm rebuild @parcel/watcher @vscode/spdlog native-watchdog kerberos @vscode/deviceid >>"$log" 2>&1) \
  || fail "native modules did not build, see $log"
# The last step of node-pty's build fails, after the one file that is needed has been written.
(cd "$vscode" && npm rebuild node-pty >>"$log" 2>&1) || true
[ -f "$vscode/node_modules/node-pty/build/Release/pty.node" ] || fail "node-pty did not build, see $log"

mkdir -p "$vscode/node_modules/@vscode/ripgrep/bin"
ln -sf "$(command -v rg)" "$vscode/node_modules/@vscode/ripgrep/bin/rg"
ln -sfn node_modules "$vscode/node_modules.asar"
# Hashes passwords, which `--auth none` never does; its native part does not build everywhere.
echo '"use strict";' >"$dir/node_modules/argon2/argon2.js"

node "$dir/node_modules/code-server/out/node/entry.js" --version >>"$log" 2>&1 || fail "code-server does not start, see $log"
touch "$dir/ready"
step "done"
