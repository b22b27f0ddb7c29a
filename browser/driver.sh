#!/usr/bin/env bash
# What drives Chromium, installed where it is not yet: browser/driver.sh FOLDER. Ends with 3 where it cannot be had.
set -euo pipefail
driver=$1
command -v node >/dev/null && command -v npm >/dev/null && command -v chromium >/dev/null || exit 3
[ -d "$driver/node_modules/axe-core" ] || {
    mkdir -p "$driver"
    (cd "$driver" && npm install --no-save --ignore-scripts playwright-core@1.65.1 axe-core@4.14.1) >/dev/null 2>&1 || exit 3
}
