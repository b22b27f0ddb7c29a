#!/usr/bin/env bash
# Makes dist/klien.js of src/klien.js and the client library of VS Code, in one file. Its result lies in the repository, so
# that kemas.sh needs no network; with --periksa it only tells whether that is what comes out.
#
#     editors/vscode/bundel.sh [--periksa]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
built=${CARGO_TARGET_DIR:-$here/../../target}/vscode
mkdir -p "$built"
built=$(cd "$built" && pwd)
cd "$here"
alat/pasang.sh "$built"

cp src/klien.js "$built/klien.js"
made=$built/bundel.js
(cd "$built" && node_modules/@esbuild/*/bin/esbuild klien.js --bundle --minify --platform=node --target=node18 \
    --external:vscode --legal-comments=none --log-level=warning --outfile=bundel.js)

# The licences of what is in the bundle stand beside it.
licences=$built/PIHAK-KETIGA.txt
{
    echo "klien.js memuat paket-paket ini, masing-masing dengan lisensinya."
    for name in vscode-languageclient vscode-languageserver-protocol vscode-languageserver-types vscode-jsonrpc \
        minimatch brace-expansion balanced-match semver; do
        folder=$built/node_modules/$name
        printf '\n== %s %s\n\n' "$name" "$(node -p "require('$folder/package.json').version")"
        cat "$folder"/[Ll][Ii][Cc][Ee][Nn][SsCc][Ee]*
    done
} >"$licences"

if [ "${1:-}" = --periksa ]; then
    cmp "$made" dist/klien.js && cmp "$licences" dist/PIHAK-KETIGA.txt
else
    cp "$made" dist/klien.js
    cp "$licences" dist/PIHAK-KETIGA.txt
fi
