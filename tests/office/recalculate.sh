#!/usr/bin/env bash
# Workbooks of Takar computed anew by LibreOffice and compared cell by cell: recalculate.sh TAKAR [FOLDER]
set -euo pipefail
takar=$(realpath "$1")
folder=${2:-$(mktemp -d)}
here=$(cd "$(dirname "$0")" && pwd)

# The system's packages are those of its own Python, which need not be the first on the path.
python=""
missing() {
    for one in python3 /usr/bin/python3; do
        if "$one" -c 'import openpyxl' 2>/dev/null; then python=$one; fi
    done
    ! command -v soffice >/dev/null || [ -z "$python" ]
}

if missing && command -v apt-get >/dev/null; then
    (apt-get update && apt-get install -y --no-install-recommends libreoffice-calc python3-openpyxl) >/dev/null 2>&1 || true
fi
if missing; then
    echo "NOT CHECKED: LibreOffice Calc or python3-openpyxl cannot be had here; no workbook was computed anew"
    exit 0
fi
"$python" "$here/recalculate.py" "$takar" "$folder"
