#!/usr/bin/env bash
# Fetches the packages that the extension is bundled of and tested with, by the versions of package-lock.json, into a folder
# for what is built. Needs npm and its registry; fails without.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
into=$1
mkdir -p "$into"
cp "$here/package.json" "$here/package-lock.json" "$into/"
cd "$into"
[ -d node_modules/vscode-tmgrammar-test ] || npm ci --ignore-scripts --no-audit --no-fund
