#!/usr/bin/env bash
# Starts real editors without a screen, with the configurations of docs/editors.md, and looks at what they show. Editors that
# are not there are passed over; on Debian they are the packages neovim, emacs-nox and elpa-eglot.
#
#   bash tests/editors/check.sh [PATH OF A psl BINARY]     target/release/psl by default
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
binary="$(realpath "${1:-$root/target/release/psl}")"
[ -x "$binary" ] || {
  echo "check.sh: there is no binary at $binary; cargo build --release makes it" >&2
  exit 2
}
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/bin" "$scratch/home"
ln -s "$binary" "$scratch/bin/psl"
export PATH="$scratch/bin:$PATH" HOME="$scratch/home"

# The first block of that language in docs/editors.md.
block() {
  sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$root/docs/editors.md" | sed -e '1d' -e '/^```$/,$d'
}

project() {
  mkdir -p "$scratch/$1/prisma"
  cd "$scratch/$1"
  printf 'datasource db {\n  provider = "sqlite"\n}\n\nmodel Seat {\n  id Int @id\n}\n' >prisma/base.prisma
  printf 'model Room {\n  id Int @id\n  title string\n  seat Sea\n}\n' >prisma/room.prisma
}

failed=0
run() {
  local editor="$1"
  shift
  command -v "$editor" >/dev/null || {
    echo "$editor is not here"
    return 0
  }
  project "$editor"
  if timeout 60 "$@" >"$scratch/$editor.log" 2>&1; then
    echo "$editor: $("$editor" --version | head -n 1): fine"
  else
    echo "$editor: failed" >&2
    cat "$scratch/$editor.log" >&2
    failed=1
  fi
}

block lua >"$scratch/init.lua"
block elisp >"$scratch/init.el"
run nvim nvim --headless -u "$scratch/init.lua" -i NONE -c "luafile $here/nvim.lua"
run emacs emacs --batch --eval "(progn (require 'package) (package-initialize))" \
  --load "$scratch/init.el" --load "$here/emacs.el"
exit "$failed"
