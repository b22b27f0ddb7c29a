#!/bin/sh
# Compares a large fresh set of formulas with percent in every position with the Python model; fails on any difference.
# usage: formulas.sh [formulas, default 1000000] [seed, default 1]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
count=${1:-1000000}
seed=${2:-1}
formulas=$(mktemp)
trap 'rm -f "$formulas"' EXIT
cd "$here/../.."
# In parts, so that no file grows large.
while [ "$count" -gt 0 ]; do
  part=$((count < 50000 ? count : 50000))
  python3 "$here/formulas.py" --count "$part" --seed "$seed" >"$formulas"
  TAKAR_FORMULAS=$formulas cargo test ${TAKAR_PROFILE---release} --quiet --test it percent_oracle::full -- --ignored --nocapture
  count=$((count - part))
  seed=$((seed + 1))
done
