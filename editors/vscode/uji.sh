#!/usr/bin/env bash
# What the extension is made of, looked at: the bundle is that of its sources, the grammar colours as uji/*.takar say, the
# package opens. Without npm and its registry only the last can be looked at, and that is told.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
built=${CARGO_TARGET_DIR:-$here/../../target}/vscode
mkdir -p "$built"
built=$(cd "$built" && pwd)
cd "$here"
if command -v npm >/dev/null && alat/pasang.sh "$built" >"$built.log" 2>&1; then
    ./bundel.sh --periksa
    node "$built/node_modules/vscode-tmgrammar-test/dist/unit.js" 'uji/*.takar'
else
    echo "NOT CHECKED: the bundle and the colours of the extension, for which npm and its registry are needed"
fi
if command -v python3 >/dev/null; then
    ./kemas.sh "$built" >/dev/null
    first=$(cksum <"$built"/takar-*.vsix)
    ./kemas.sh "$built"
    [ "$first" = "$(cksum <"$built"/takar-*.vsix)" ] || { echo "packed twice, the package is not the same"; exit 1; }
    python3 -m zipfile -t "$built"/takar-*.vsix
else
    echo "NOT CHECKED: the package of the extension, for which python3 is needed"
fi
