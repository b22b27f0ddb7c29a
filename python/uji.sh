#!/usr/bin/env bash
# The wheel: built, installed in a fresh environment, its tests there; with Spark where Java and pyspark can be had.
#
#   python/uji.sh              all of it, under the target folder; what was built is removed, the wheel stays
#   TAKAR_KEEP=1 python/uji.sh the same, and nothing is removed
#   TAKAR_SPARK=0 python/uji.sh without Spark
set -euo pipefail
cd "$(dirname "$0")"

target=${CARGO_TARGET_DIR:-../target}
mkdir -p "$target"
target=$(cd "$target" && pwd)/python
export CARGO_TARGET_DIR="$target"
env="$target/env"
log="$target/env.log"
mkdir -p "$target"

pip() { "$env/bin/python" -m pip install -q --no-cache-dir --disable-pip-version-check "$@" >>"$log" 2>&1; }

if ! python3 -m venv --clear "$env" >"$log" 2>&1; then
    echo "NOT CHECKED: python3 cannot make environments here"
    exit 0
fi
if ! pip maturin==1.16.0 pytest==9.2.0 mypy==2.4.1 pyarrow==26.0.1 polars==2.1.0 pandas==3.1.1 duckdb==2.0.1; then
    echo "NOT CHECKED: maturin and the libraries of tables cannot be had here"
    exit 0
fi

cargo fmt --check
cargo clippy --locked --profile uji -- -D warnings

rm -rf "$target/wheels"
"$env/bin/maturin" build --locked --profile uji --out "$target/wheels" >>"$log" 2>&1 || { tail -30 "$log"; exit 1; }
pip "$target"/wheels/takar-*.whl

# From a folder without sources: what is installed is tried, not what lies here.
tests=$PWD/tests
config=$PWD/pyproject.toml
cd "$target"
"$env/bin/python" -m mypy --config-file "$config" --cache-dir "$target/mypy"
"$env/bin/python" -m pytest -q -p no:cacheprovider --ignore "$tests/test_spark.py" "$tests"

if [ "${TAKAR_SPARK:-1}" = 0 ]; then
    echo "NOT RUN: takar.spark on a cluster of this machine; TAKAR_SPARK=1 asks for it"
elif ! command -v java >/dev/null; then
    echo "NOT CHECKED: takar.spark, there is no Java here"
elif ! pip pyspark==4.3.0; then
    echo "NOT CHECKED: takar.spark, pyspark cannot be had here"
else
    "$env/bin/python" -m pytest -q -rP -p no:cacheprovider "$tests/test_spark.py"
fi

if [ -z "${TAKAR_KEEP:-}" ]; then
    rm -rf "$env" "$target/uji" "$target/mypy"
fi
ls "$target/wheels"
