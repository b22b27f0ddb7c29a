#!/bin/sh
# Compares random runs with what was proved of their rules; fails on the first value outside.
# usage: full.sh [packages, default 100000]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
TAKAR_PROVE_ORACLE=${1:-100000} cargo test --release --quiet --test it prove_oracle::many -- --ignored --nocapture
