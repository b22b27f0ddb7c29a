#!/bin/sh
# Compares goal seek with trying every value on more than 10,000 random rule sets; fails on any difference.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
cargo test --release --quiet --test it seek_oracle::many -- --ignored --nocapture
