#!/usr/bin/env bash
# Workbooks of Takar computed anew by LibreOffice and compared cell by cell: recalculate.sh TAKAR [FOLDER]
set -euo pipefail
takar=$(realpath "$1")
folder=${2:-$(mktemp -d)}
here=$(cd "$(dirname "$0")" && pwd)

missing() { ! command -v soffice >/dev/null || ! python3 -c 'import openpyxl' 2>/dev/null; }

if missing && command -v apt-get >/dev/null; then
    (apt-get update && apt-get install -y --no-install-recommends libreoffice-calc python3-openpyxl) >/dev/null 2>&1 || true
fi
if missing; then
    echo "NOT CHECKED: LibreOffice Calc or python3-openpyxl cannot be had here; no workbook was computed anew"
    exit 0
fi
python3 "$here/recalculate.py" "$takar" "$folder"
