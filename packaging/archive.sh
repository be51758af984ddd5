#!/bin/sh
# Makes a release archive, psl-VERSION-TARGET.tar.gz, around a binary that was built before.
#
#   sh packaging/archive.sh TARGET BINARY FOLDER
#
# The archive goes to FOLDER; its name is printed.
set -eu

[ $# -eq 3 ] || {
  echo "archive.sh: three arguments are needed: TARGET BINARY FOLDER" >&2
  exit 2
}
root="$(cd "$(dirname "$0")/.." && pwd)"
version="$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)"
name="psl-$version-$1"
case "$1" in
  *windows*) exe=psl.exe ;;
  *) exe=psl ;;
esac

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/$name"
cp "$2" "$scratch/$name/$exe"
chmod 755 "$scratch/$name/$exe"
cp "$root/LICENSE" "$root/README.md" "$root/CHANGELOG.md" "$scratch/$name/"
cp -R "$root/packaging/man" "$scratch/$name/man"
mkdir -p "$3"
tar -czf "$3/$name.tar.gz" -C "$scratch" "$name"
echo "$name.tar.gz"
