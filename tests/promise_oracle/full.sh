#!/bin/sh
# Checks proofs and refutations of many statements by trying every value in Python; fails on the first wrong one.
# usage: full.sh [statements, default 10000] [seed]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
cases=$(mktemp)
trap 'rm -f "$cases"' EXIT
python3 "$here/statements.py" "${2:-1000000}" "${1:-10000}" > "$cases"
python3 "$here/quarters.py" "${2:-1000000}" "$((${1:-10000} / 5))" >> "$cases"
python3 "$here/related.py" "${2:-1000000}" "$((${1:-10000} / 5))" >> "$cases"
TAKAR_PROMISE_ORACLE=$cases cargo test --release --quiet --test it promise_oracle::many -- --ignored --nocapture
