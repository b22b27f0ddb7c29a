#!/bin/sh
# Compares the tables of a large fresh set of packages with the model of their page, in one process; fails on any difference.
# usage: full.sh [packages, default 20000] [seed, default 1]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
packages=$(mktemp)
trap 'rm -f "$packages"' EXIT
python3 "$here/tables.py" --count "${1:-20000}" --seed "${2:-1}" >"$packages"
cd "$here/../.."
TAKAR_TABLE_ORACLE=$packages cargo test --release --quiet --test it table_oracle::full -- --ignored --nocapture
