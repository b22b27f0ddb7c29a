#!/bin/sh
# Compares a large fresh set of packages with the Python evaluator, in one process; fails on any difference.
# usage: full.sh [packages, default 20000] [seed, default 1]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
packages=$(mktemp)
trap 'rm -f "$packages"' EXIT
echo "python:"
python3 "$here/generate.py" --count "${1:-20000}" --seed "${2:-1}" >"$packages"
python3 "$here/quarters.py" --count "${1:-20000}" --seed "${2:-1}" >>"$packages"
python3 "$here/covers.py" --count "${1:-20000}" --seed "${2:-1}" >>"$packages"
python3 "$here/spans.py" --count "${1:-20000}" --seed "${2:-1}" >>"$packages"
cd "$here/../.."
TAKAR_EVAL_ORACLE=$packages cargo test --release --quiet --test it eval_oracle::full -- --ignored --nocapture
