#!/bin/sh
# Compares a large fresh set of calculations with roots with 420-digit decimals; fails on any difference.
# usage: roots.sh [cases, default 20000] [seed, default 1]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cases=$(mktemp)
trap 'rm -f "$cases"' EXIT
echo "python:"
PYTHONDONTWRITEBYTECODE=1 python3 "$here/roots.py" --count "${1:-20000}" --seed "${2:-1}" >"$cases"
cd "$here/../.."
TAKAR_ROOTS_ORACLE=$cases cargo test --quiet --test it real_oracle::full -- --ignored --nocapture
