#!/bin/sh
# Compares the tables of a large fresh set of packages, and of hierarchies over years, with the models of their page, in one
# process; fails on any difference.
# usage: full.sh [packages, default 20000] [seed, default 1]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
packages=$(mktemp)
hierarchies=$(mktemp)
trap 'rm -f "$packages" "$hierarchies"' EXIT
python3 "$here/tables.py" --count "${1:-20000}" --seed "${2:-1}" >"$packages"
python3 "$here/hierarchy.py" --count "$((${1:-20000} / 4))" --seed "${2:-1}" >"$hierarchies"
cd "$here/../.."
TAKAR_TABLE_ORACLE=$packages TAKAR_HIERARCHY_ORACLE=$hierarchies cargo test --release --quiet --test it -- \
  --ignored --nocapture table_oracle::full hierarchy_oracle::full
