#!/usr/bin/env bash
# Packs the extension for VS Code: takar-VERSION.vsix, the same bytes whoever packs it and when. Needs python3, no network.
#
#     editors/vscode/kemas.sh [FOLDER | FILE.vsix]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
exec python3 "$here/kemas.py" "${1:-${CARGO_TARGET_DIR:-$here/../../target}/vscode}"
