#!/usr/bin/env bash
# Runs the hooks of this repository in a scratch repository with the real pre-commit (https://pre-commit.com), which must
# be on the path:
#
#   pip install pre-commit
#   bash tests/hooks/pre_commit.sh [PATH OF A psl BINARY]     target/release/psl by default; seconds
#   bash tests/hooks/pre_commit.sh --build                    lets pre-commit build psl, as users do; minutes
#
# With a binary, the hooks are those of .pre-commit-hooks.yaml with `language: system` in place of `language: rust`.
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"

fail() {
  echo "pre_commit.sh: $1" >&2
  exit 1
}

command -v pre-commit >/dev/null || fail "pre-commit is not on the path; pip install pre-commit"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
export GIT_CONFIG_GLOBAL="$scratch/gitconfig" PRE_COMMIT_HOME="$scratch/cache"
git config --global user.name tester
git config --global user.email tester@example.org
git config --global init.defaultBranch main

if [ "${1:-}" = --build ]; then
  hooks="$root"
else
  binary="$(realpath "${1:-$root/target/release/psl}")"
  [ -x "$binary" ] || fail "there is no binary at $binary; cargo build --release makes it"
  mkdir "$scratch/bin"
  ln -s "$binary" "$scratch/bin/psl"
  PATH="$scratch/bin:$PATH"
  hooks="$scratch/hooks"
  git init --quiet "$hooks"
  sed 's/language: rust/language: system/' "$root/.pre-commit-hooks.yaml" >"$hooks/.pre-commit-hooks.yaml"
  git -C "$hooks" add .
  git -C "$hooks" commit --quiet --message hooks
fi

git init --quiet "$scratch/project"
cd "$scratch/project"
configure() {
  {
    echo "repos:"
    echo "  - repo: $hooks"
    echo "    rev: $(git -C "$hooks" rev-parse HEAD)"
    echo "    hooks:"
    printf '      - id: %s\n' "$@"
  } >.pre-commit-config.yaml
  git add .pre-commit-config.yaml
}

# commit CODE WORDS…: a commit ends with that code, and its output has each of the words.
commit() {
  local expected="$1" code=0 output
  shift
  output="$(git commit --message change 2>&1)" || code=$?
  [ "$code" = "$expected" ] || fail "a commit ended with $code, not $expected: $output"
  for words in "$@"; do
    [[ "$output" == *"$words"* ]] || fail "the output of a commit does not have '$words': $output"
  done
}

configure psl-fmt psl-validate
pre-commit install >/dev/null

mkdir prisma
printf 'datasource db {\nprovider = "sqlite"\n}\n' >prisma/base.prisma
printf 'model Room {\nid Int @id\nname String\n}\n' >prisma/room.prisma
git add .
commit 1 "lay out Prisma schemas" "files were modified by this hook"
[ "$(sed -n 3p prisma/room.prisma)" = "  name String" ] || fail "the schema was not laid out"
git add .
commit 0 "validate Prisma schemas" Passed
echo "an untidy schema is laid out, then passes"

printf 'model Door {\n  id   Int  @id\n  room Rom\n}\n' >prisma/door.prisma
git add .
commit 1 "error[type-unknown]" "prisma/door.prisma:3:8" "exit code: 1"
echo "a broken schema is refused, with the place"

printf 'model Door {\n  id Int @id\n}\n' >prisma/door.prisma
echo "# Rooms and doors" >README.md
git add .
commit 0 Passed
echo "# Doors" >README.md
git add .
commit 0 "(no files to check)Skipped"
echo "a commit without a schema skips the hooks"

configure psl-fmt-check
printf 'model Door {\nid Int @id\n}\n' >prisma/door.prisma
git add .
commit 1 "check the layout of Prisma schemas" "prisma/door.prisma"
[ "$(sed -n 2p prisma/door.prisma)" = "id Int @id" ] || fail "the check changed the schema"
echo "the check of the layout names the file and leaves it alone"
