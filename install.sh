#!/bin/sh
# Installs a released psl binary, after comparing its SHA-256 with the list of the release.
#
#   sh install.sh --help
set -eu

# The workflow that makes a release writes its address here.
RELEASED_AT=""
FROM_SOURCE="build it in a clone of the repository: cargo install --locked --path ."

main() {
  version="${PSL_VERSION:-}"
  folder="${PSL_INSTALL_DIR:-${HOME:-}/.local/bin}"
  releases="${PSL_RELEASES:-$RELEASED_AT}"
  while [ $# -gt 0 ]; do
    case "$1" in
      --version | --to | --from)
        [ $# -ge 2 ] || fail "$1 needs a value" "sh install.sh --help shows the flags"
        case "$1" in
          --version) version="$2" ;;
          --to) folder="$2" ;;
          --from) releases="$2" ;;
        esac
        shift 2
        ;;
      -h | --help)
        usage
        exit 0
        ;;
      *) fail "there is no flag \`$1\`" "sh install.sh --help shows the flags" ;;
    esac
  done
  version="${version#v}"
  [ -n "$releases" ] || fail "the address of the releases is not known" "name it with --from URL"
  target="$(find_target)"
  case "$target" in
    *windows*) exe=psl.exe ;;
    *) exe=psl ;;
  esac

  scratch="$(mktemp -d)" || fail "cannot make a temporary folder" "set TMPDIR to a folder that can be written"
  trap 'rm -rf "$scratch"' EXIT
  trap 'exit 130' INT TERM

  if [ -n "$version" ]; then
    from="${releases%/}/download/v$version"
  else
    from="${releases%/}/latest/download"
  fi
  download "$from/SHA256SUMS" "$scratch/SHA256SUMS" \
    "check the version and the address; your network may also block it"
  line="$(grep -- "-$target\\.tar\\.gz\$" "$scratch/SHA256SUMS" | head -n 1)" ||
    fail "this release has no binary for $target" "$FROM_SOURCE"
  [ -n "$line" ] || fail "this release has no binary for $target" "$FROM_SOURCE"
  expected="${line%% *}"
  archive="${line##* }"
  archive="${archive#\*}"
  download "$from/$archive" "$scratch/$archive" "try again; the release may be incomplete"

  actual="$(sha256 "$scratch/$archive")"
  [ "$actual" = "$expected" ] ||
    fail "\`$archive\` is not what was released: its SHA-256 is $actual, not $expected" \
      "nothing was installed; try again, and report it if it happens again"

  tar -xzf "$scratch/$archive" -C "$scratch" || fail "cannot unpack \`$archive\`" "tar and gzip are needed"
  binary="$scratch/${archive%.tar.gz}/$exe"
  [ -f "$binary" ] || fail "\`$archive\` has no $exe in it" "report it"
  said="$("$binary" --version 2>&1)" ||
    fail "the binary for $target does not run here: $said" "nothing was installed; $FROM_SOURCE"

  mkdir -p "$folder" 2>/dev/null || fail "cannot make \`$folder\`" "name another folder with --to"
  # Beside the old one first, so that a failure leaves the old one whole.
  { cp "$binary" "$folder/.$exe.new" && chmod 755 "$folder/.$exe.new" && mv -f "$folder/.$exe.new" "$folder/$exe"; } \
    2>/dev/null || fail "cannot write to \`$folder\`" "name another folder with --to"
  echo "installed $said as $folder/$exe"
  case ":$PATH:" in
    *":$folder:"*) ;;
    *) echo "note: $folder is not on PATH; add it, or call psl by its whole path" ;;
  esac
}

usage() {
  cat <<'TEXT'
Installs a released psl binary, after comparing its SHA-256 with the list of the
release.

  sh install.sh [--version X.Y.Z] [--to FOLDER] [--from URL]

  --version  the release; the latest by default, or $PSL_VERSION
  --to       the folder for the binary; ~/.local/bin by default, or
             $PSL_INSTALL_DIR
  --from     where the releases are, or $PSL_RELEASES; below it are
             download/vX.Y.Z/ and latest/download/, each with the archives
             psl-X.Y.Z-TARGET.tar.gz and the list SHA256SUMS
TEXT
}

fail() {
  echo "install.sh: $1" >&2
  echo "  help: $2" >&2
  exit 2
}

# Linux binaries are static, so there is one for every distribution.
find_target() {
  case "$(uname -m)" in
    x86_64 | amd64) cpu=x86_64 ;;
    aarch64 | arm64) cpu=aarch64 ;;
    armv7* | armv8l) cpu=armv7 ;;
    *) no_binary ;;
  esac
  case "$(uname -s)-$cpu" in
    Linux-armv7) echo "$cpu-unknown-linux-musleabihf" ;;
    *-armv7) no_binary ;;
    Linux-*) echo "$cpu-unknown-linux-musl" ;;
    Darwin-*) echo "$cpu-apple-darwin" ;;
    MINGW* | MSYS* | CYGWIN*) echo "$cpu-pc-windows-msvc" ;;
    *) no_binary ;;
  esac
}

no_binary() {
  fail "there is no released binary for $(uname -s) on $(uname -m)" "$FROM_SOURCE"
}

# download URL FILE ADVICE
download() {
  if command -v curl >/dev/null 2>&1; then
    said="$(curl --fail --silent --show-error --location --retry 2 --output "$2" "$1" 2>&1)" ||
      fail "cannot download $1: $said" "$3"
  elif command -v wget >/dev/null 2>&1; then
    said="$(wget -q -O "$2" "$1" 2>&1)" || fail "cannot download $1${said:+: $said}" "$3"
  else
    fail "neither curl nor wget is here" "install one of them"
  fi
}

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum "$1" | cut -d ' ' -f 1
  elif command -v shasum >/dev/null 2>&1; then
    shasum -a 256 "$1" | cut -d ' ' -f 1
  elif command -v openssl >/dev/null 2>&1; then
    openssl dgst -sha256 "$1" | sed 's/.*= *//'
  else
    fail "nothing here computes SHA-256" "install sha256sum, shasum or openssl"
  fi
}

# At the end, so that half of a download does nothing.
main "$@"
