#!/bin/sh
# Checks comparisons of many pairs of packages by applying every set of edits in Python; fails on the first difference.
# usage: full.sh [pairs, default 5000] [seed]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
pairs=$(mktemp)
trap 'rm -f "$pairs"' EXIT
python3 "$here/pairs.py" "${2:-1000000}" "${1:-5000}" > "$pairs"
TAKAR_COMPARE_ORACLE=$pairs cargo test --release --quiet --test it compare_oracle::many -- --ignored --nocapture
