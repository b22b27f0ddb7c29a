#!/usr/bin/env bash
# The page built and driven in Chromium, its figures and messages held against the program: browser/check.sh [--share] TAKAR [PICTURES].
# With --share what has to be the same as in the program, and one report that answers; what it needs is then installed where
# that can be. It is built in little time, larger than it is sent around; TAKAR_WASM_PROFILE=release looks at that one, with its size.
set -euo pipefail
cd "$(dirname "$0")/.."
share=""
if [ "$1" = --share ]; then share=1; shift; fi
takar=$(realpath "$1")
target=${TAKAR_WASM_TARGET:-${CARGO_TARGET_DIR:-$PWD/target}-browser}

# What is not there yet, as Debian calls it.
lacking() {
    { [ -x /usr/bin/rustc ] && [ -d /usr/share/doc/rust-web-src ]; } || printf 'rustc-web rust-web-src '
    command -v chromium >/dev/null || printf 'chromium '
    command -v node >/dev/null || printf 'nodejs '
    command -v npm >/dev/null || printf 'npm '
}
if [ -n "$share" ] && [ -n "$(lacking)" ] && command -v apt-get >/dev/null; then
    # shellcheck disable=SC2046
    (apt-get update && apt-get install -y --no-install-recommends $(lacking)) >/dev/null 2>&1 || true
fi
if [ -n "$(lacking)" ]; then
    echo "NOT CHECKED: the page was not built; it needs  apt-get install $(lacking)"
    exit 0
fi
status=0
export TAKAR_WASM_PROFILE=${TAKAR_WASM_PROFILE:-quick}
browser/build.sh "$target/takar.html" || status=$?
[ $status != 3 ] || { echo "NOT CHECKED: the page was not built"; exit 0; }
[ $status = 0 ] || exit $status

driver=$target/driver
browser/driver.sh "$driver" || {
    echo "NOT CHECKED: playwright-core or axe-core cannot be had here; the page was built and not driven"
    exit 0
}
export NODE_PATH=$driver/node_modules TAKAR_SHARE=$share
node browser/check.cjs "$target/takar.html" "$takar" "${2:-}"
node browser/answers.cjs "$target/takar.html" "$takar" "${2:-}"
