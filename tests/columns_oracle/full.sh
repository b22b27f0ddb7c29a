#!/bin/sh
# Compares the reference workload over many rows with Python fractions; fails on any differing row.
# usage: full.sh [rows, default 1000000]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$here/../.."
cargo bench --quiet --bench columns -- --rows "${1:-1000000}" --write "$folder/data.csv"
cargo build --quiet --release
./target/release/takar hitung benches/reference/acuan.takar --data "$folder/data.csv" --keluar "$folder/result.csv" || [ $? -eq 1 ]
python3 "$here/check.py" "$folder/data.csv" "$folder/result.csv"
