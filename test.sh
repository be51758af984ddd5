#!/usr/bin/env bash
# Runs everything that has to hold before a change is good: layout, lints, all tests, packages, the extension.
set -euo pipefail
cd "$(dirname "$0")"

cargo fmt --all --check
cargo clippy --workspace --all-targets --all-features -- -D warnings
cargo test --workspace --all-features

node --test tests/packaging/*.test.mjs

cargo build
cd vscode-extension
npm ci
PSL_BINARY_PATH="$PWD/../target/debug/psl" npm test
