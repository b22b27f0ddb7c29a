#!/bin/sh
# Compares a large fresh set of calculations with Python's Fraction; fails on any difference.
# usage: full.sh [cases, default 200000] [seed, default 1]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cases=$(mktemp)
trap 'rm -f "$cases"' EXIT
echo "python:"
python3 "$here/generate.py" --count "${1:-200000}" --seed "${2:-1}" >"$cases"
cd "$here/../.."
TAKAR_NUMBER_ORACLE=$cases cargo test --quiet --test it number_oracle::full -- --ignored --nocapture
