#!/bin/sh
# Compares the tables of a large fresh set of packages, of hierarchies over years, and of footers over rows that contain each
# other, with the models of their page, in one process; fails on any difference.
# usage: full.sh [packages, default 20000] [seed, default 1]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
packages=$(mktemp)
hierarchies=$(mktemp)
footers=$(mktemp)
trap 'rm -f "$packages" "$hierarchies" "$footers"' EXIT
python3 "$here/tables.py" --count "${1:-20000}" --seed "${2:-1}" >"$packages"
python3 "$here/hierarchy.py" --count "$((${1:-20000} / 4))" --seed "${2:-1}" >"$hierarchies"
python3 "$here/footers.py" --count "$((${1:-20000} / 2))" --seed "${2:-1}" >"$footers"
cd "$here/../.."
TAKAR_TABLE_ORACLE=$packages TAKAR_HIERARCHY_ORACLE=$hierarchies TAKAR_FOOTERS_ORACLE=$footers \
  cargo test --release --quiet --test it -- \
  --ignored --nocapture table_oracle::full hierarchy_oracle::full footers_oracle::full
