#!/usr/bin/env bash
# Types the beginning of a command line into the real shells and looks at what they offer. Shells that are not there are
# passed over.
#
#   bash tests/completions/check.sh [PATH OF A psl BINARY]     target/release/psl by default
#
# Functions are called by names put together, and other shells have code in quotes:
# shellcheck disable=SC2016,SC2317
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
binary="$(realpath "${1:-$root/target/release/psl}")"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
mkdir bin prisma zsh
ln -s "$binary" bin/psl
touch prisma/schema.prisma
PATH="$scratch/bin:$PATH"
psl completions bash >psl.bash
psl completions zsh >zsh/_psl
psl completions fish >psl.fish

# What each shell offers for a line, one on each line.
offers_bash() {
  bash --norc -c '
    source ./psl.bash
    read -r -a COMP_WORDS <<<"$1"
    [[ $1 == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _psl psl "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf "%s\n" "${COMPREPLY[@]}"' _ "$1"
}

offers_fish() {
  # Without the descriptions.
  fish --no-config -c 'source psl.fish; complete -C "$argv[1]"' -- "$1" | cut -f 1
}

offers_zsh() {
  # An interactive zsh on a pseudo-terminal, in which each match is also written to a file.
  cat >type.zsh <<'ZSH'
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT=; fpath=($PWD/zsh \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w shell 'offer() { compadd() { local -a opts found; zparseopts -E -a opts O: A: D:; (( $#opts )) || { builtin compadd -O found "$@"; print -rl -- $found >> offered; }; builtin compadd "$@" }; _main_complete; print done >> ended }'
zpty -w shell 'zle -C offer list-choices offer; bindkey "^I" offer; print -n rea; print dy'
zpty -r -m shell output '*ready*'
zpty -w -n shell "$1"$'\t'
repeat 100; do [[ -e ended ]] && break; sleep 0.05; done
zpty -d shell
ZSH
  rm -f ended
  : >offered
  zsh -f type.zsh "$1"
  cat offered
}

failed=0
check() {
  local shell="$1" line="$2" expected="$3" offered
  command -v "$shell" >/dev/null || return 0
  offered="$("offers_$shell" "$line")"
  if ! grep -qxF -e "$expected" <<<"$offered"; then
    echo "$shell: '$line' does not offer '$expected' but:" "$offered" >&2
    failed=1
  fi
}

for shell in bash fish zsh; do
  command -v "$shell" >/dev/null || echo "$shell is not here"
  for command in fmt validate explain files lsp completions; do
    check "$shell" "psl ${command:0:2}" "$command"
  done
  check "$shell" "psl fmt --ch" --check
  check "$shell" "psl validate --err" --errors-only
  check "$shell" "psl validate --unsa" --unsafe
  check "$shell" "psl validate --format gi" gitlab
  check "$shell" "psl validate --rules " 7
  check "$shell" "psl validate --allow enum-" enum-unused
  check "$shell" "psl validate --deny warn" warnings
  check "$shell" "psl explain type-unknown-" type-unknown-case
  check "$shell" "psl files --format j" json
  check "$shell" "psl completions po" powershell
  check "$shell" "psl --col" --color
done
[ "$failed" = 0 ] && echo "shells offer what they should"
exit "$failed"
