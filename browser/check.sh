#!/usr/bin/env bash
# The page built and driven in Chromium, its figures and messages held against the program: browser/check.sh TAKAR [PICTURES].
# It is built in little time, larger than it is sent around; TAKAR_WASM_PROFILE=release looks at that one, with its size.
set -euo pipefail
cd "$(dirname "$0")/.."
takar=$(realpath "$1")
target=${TAKAR_WASM_TARGET:-${CARGO_TARGET_DIR:-$PWD/target}-browser}

missing() { ! [ -x /usr/bin/rustc ] || ! [ -d /usr/share/doc/rust-web-src ] || ! command -v chromium >/dev/null || ! command -v node >/dev/null; }
if missing; then
    # Nothing is installed for it: the compiler alone takes as long as all tests.
    echo "NOT CHECKED: the page was not built; it needs  apt-get install rustc-web rust-web-src chromium nodejs npm"
    exit 0
fi
status=0
export TAKAR_WASM_PROFILE=${TAKAR_WASM_PROFILE:-quick}
browser/build.sh "$target/takar.html" || status=$?
[ $status != 3 ] || { echo "NOT CHECKED: the page was not built"; exit 0; }
[ $status = 0 ] || exit $status

driver=$target/driver
if ! [ -d "$driver/node_modules/axe-core" ]; then
    mkdir -p "$driver"
    (cd "$driver" && npm install --no-save --ignore-scripts playwright-core@1.65.1 axe-core@4.14.1) >/dev/null 2>&1 || {
        echo "NOT CHECKED: playwright-core or axe-core cannot be had here; the page was built and not driven"
        exit 0
    }
fi
export NODE_PATH=$driver/node_modules
node browser/check.cjs "$target/takar.html" "$takar" "${2:-}"
node browser/answers.cjs "$target/takar.html" "$takar" "${2:-}"
