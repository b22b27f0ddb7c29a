#!/bin/sh
# Compares a large fresh set of groups with their model in Python, in one process; fails on any difference.
# usage: groups.sh [packages, default 20000] [seed, default 1]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
packages=$(mktemp)
trap 'rm -f "$packages"' EXIT
python3 "$here/groups.py" --count "${1:-20000}" --seed "${2:-1}" >"$packages"
cd "$here/../.."
TAKAR_GROUPS_ORACLE=$packages cargo test --quiet --test it groups_oracle::full -- --ignored --nocapture
