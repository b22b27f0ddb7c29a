#!/bin/sh
# Holds a large fresh set of formulas over numbers of a hundred against what they mean, with every fix that is proposed.
# usage: scaled.sh [formulas, default 20000] [seed, default 1]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
formulas=$(mktemp)
trap 'rm -f "$formulas"' EXIT
python3 "$here/scaled.py" --count "${1:-20000}" --seed "${2:-1}" >"$formulas"
cd "$here/../.."
TAKAR_SCALED=$formulas cargo test ${TAKAR_PROFILE---release} --quiet --test it scaled_oracle::full -- --ignored --nocapture
