#!/usr/bin/env bash
# Pages of Takar opened in a browser: figures, requests, keyboard, contrast, labels, print: check.sh TAKAR [FOLDER]
set -euo pipefail
takar=$(realpath "$1")
folder=${2:-$(mktemp -d)}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }
missing() { [ -z "$(browser)" ] || ! command -v npm >/dev/null; }

if missing && command -v apt-get >/dev/null; then
    (apt-get update && apt-get install -y --no-install-recommends chromium nodejs npm) >/dev/null 2>&1 || true
fi
if missing; then
    echo "NOT CHECKED: Chromium or npm cannot be had here; no page was opened"
    exit 0
fi
tools="$folder/tools"
mkdir -p "$tools"
if ! npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund playwright-core@1.55.0 axe-core@4.14.1 >/dev/null 2>&1; then
    echo "NOT CHECKED: playwright-core or axe-core cannot be had here; no page was opened"
    exit 0
fi
for package in "$here/kecil" "$here/tepi" "$here/celah" "$here/sanding" "$here/nama" "$here/unit" "$root/rules/mojoagung-2024"; do
    name=$(basename "$package")
    # What does not hold in a package is told, and is none of the page's.
    "$takar" hitung "$package" --format json >"$folder/$name.json" 2>/dev/null || [ -s "$folder/$name.json" ]
    "$takar" hitung "$package" --timpa --keluar "$folder/$name.html" 2>/dev/null || [ -s "$folder/$name.html" ]
    node "$here/check.mjs" "$tools" "$(browser)" "$folder/$name"
done
node "$here/pantau.mjs" "$tools" "$(browser)" "$takar" "$here/kecil" "$(mktemp -d "$folder/pantau.XXXX")"
