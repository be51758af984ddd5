#!/usr/bin/env bash
# Fuzzes one target for some minutes: fuzz/run.sh parse|edit|format|validate|session MINUTES [libFuzzer options]
#
# Needs cargo-fuzz (`cargo install cargo-fuzz`); stable Rust is enough. The corpus grows in fuzz/corpus, starting with the
# schemas of the project or the sessions in fuzz/seeds. A finding is printed and kept in fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:?a target: parse, edit, format, validate or session}
minutes=${2:?how many minutes}
shift 2

corpus=fuzz/corpus/$target
dictionary=fuzz/schema.dict
mkdir -p "$corpus"
if [ "$target" = session ]; then
  dictionary=fuzz/session.dict
  cp fuzz/seeds/session/* "$corpus"
else
  find examples tests/cases psl-validate/tests psl-format/tests -name '*.prisma' -size -4k -print0 |
    while IFS= read -r -d '' file; do
      cp "$file" "$corpus/seed-$(sha1sum <"$file" | cut -c1-16)"
    done
fi

exec cargo fuzz run --sanitizer none --fuzz-dir fuzz "$target" -- \
  -max_total_time=$((minutes * 60)) -timeout=20 -max_len=8192 -dict="$dictionary" -print_final_stats=1 "$@"
