#!/usr/bin/env bash
# What the GitHub action does: installs a released binary, checks the layout, validates, writes a summary. Reads its
# inputs from INPUT_* variables, so that no input is ever part of a script.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
version="${INPUT_VERSION:-}"
if [ -z "$version" ]; then
  # The binary of the action's own version.
  version="$(sed -n 's/^version = "\(.*\)"$/\1/p' "$here/Cargo.toml" | head -n 1)"
fi

# Git's shell on Windows has names of its own for folders; PATH and $PWD are in them.
posix() {
  if command -v cygpath >/dev/null; then
    cygpath --unix "$1"
  else
    echo "$1"
  fi
}

folder="$(posix "${RUNNER_TEMP:?}")/psl-$version"
sh "$here/install.sh" --version "$version" --to "$folder" | grep -v '^note:'
echo "$RUNNER_TEMP/psl-$version" >>"${GITHUB_PATH:-/dev/null}"
PATH="$folder:$PATH"

summary="${GITHUB_STEP_SUMMARY:-/dev/null}"
{
  echo "### psl $version"
  echo
  echo "| check | result |"
  echo "| --- | --- |"
} >>"$summary"

# describe WHAT CODE
describe() {
  case "$2" in
    0) echo "| \`$1\` | nothing to report |" ;;
    1) echo "| \`$1\` | findings, see the log |" ;;
    *) echo "| \`$1\` | could not run, see the log |" ;;
  esac >>"$summary"
}

cd "${INPUT_WORKING_DIRECTORY:-.}"
# Annotations name files below the root of the checkout.
below="${PWD#"$(posix "${GITHUB_WORKSPACE:-$PWD}")"}/"
worst=0

# What would end a property of a workflow command.
property() {
  local text="${1//%/%25}"
  text="${text//:/%3A}"
  echo "${text//,/%2C}"
}

if [ "${INPUT_FMT:-true}" = true ]; then
  code=0
  untidy="$(psl fmt --check)" || code=$?
  while IFS= read -r file; do
    if [ -n "$file" ]; then
      echo "::error file=$(property "${below#/}$file"),title=psl fmt::not laid out; run \`psl fmt\` and commit the result"
    fi
  done <<<"$untidy"
  describe "psl fmt --check" "$code"
  worst=$code
fi

# Words of the input are arguments, as on a command line without quotes.
read -r -a arguments <<<"${INPUT_ARGS:-validate}"
if [ "${arguments[0]}" = validate ]; then
  arguments+=(--format github)
  if [ -n "${INPUT_SARIF:-}" ]; then
    arguments+=(--format "sarif=$INPUT_SARIF")
  fi
fi
code=0
psl "${arguments[@]}" || code=$?
describe "psl ${INPUT_ARGS:-validate}" "$code"
if [ "$code" -gt "$worst" ]; then
  worst=$code
fi
exit "$worst"
