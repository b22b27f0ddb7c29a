#!/usr/bin/env bash
# refill.sh TAKAR: a report is filled, saved by LibreOffice, and filled again with other data; then it says what the report
# says that is filled once with these data. Tables of every shipped package open as documents.
set -euo pipefail
cd "$(dirname "$0")/../.."
takar=$(realpath "$1")

if ! command -v soffice >/dev/null 2>&1; then
    echo "NOT CHECKED: reports filled again after LibreOffice saved them; there is no LibreOffice here"
    exit 0
fi

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
export XDG_STATE_HOME="$room/state"
office() { # KIND FOLDER FILE…
    local kind=$1 folder=$2
    shift 2
    soffice "-env:UserInstallation=file://$room/profile" --headless --convert-to "$kind" --outdir "$folder" "$@" >/dev/null 2>&1
}
fill() { # PACKAGE REPORT RESULT
    "$takar" susun "$1" --naskah "$2" --keluar "$3" >/dev/null 2>"$room/said" || { cat "$room/said"; exit 1; }
}

cp -r rules/mojoagung-2024 "$room/before"
cp -r rules/mojoagung-2024 "$room/after"
sed -i 's/73,48/74,99/' "$room/after/data/iku.csv"
same() { diff "$room/text/$1.txt" "$room/text/$2.txt" || { echo "$1 and $2 say something else"; exit 1; }; }
# What is said of a report that nobody changed but another program would be wrong.
quiet() { ! grep -q B0709 "$room/said" || { cat "$room/said"; exit 1; }; }

mkdir "$room/text"
for name in laporan rapat; do
    report=tests/office/fixtures/naskah/$name.docx
    fill "$room/before" "$report" "$room/$name-filled.docx"
    office 'docx:MS Word 2007 XML' "$room/saved" "$room/$name-filled.docx"
    fill "$room/after" "$room/saved/$name-filled.docx" "$room/$name-again.docx"
    quiet
    fill "$room/after" "$report" "$room/$name-once.docx"
    # Once more through LibreOffice: what it makes of its own is filled, too.
    office 'docx:MS Word 2007 XML' "$room/twice" "$room/$name-again.docx"
    fill "$room/before" "$room/twice/$name-again.docx" "$room/$name-back.docx"
    quiet
    office 'txt:Text (encoded):UTF8' "$room/text" "$room/$name"-{filled,again,once,back}.docx
    same "$name-again" "$name-once"
    same "$name-back" "$name-filled"
    if diff -q "$room/text/$name-filled.txt" "$room/text/$name-again.txt" >/dev/null; then
        echo "the new figure is not there"
        exit 1
    fi
    # The text of a report has no footers.
    footers() { unzip -p "$1" 'word/footer*.xml' | sed 's/<[^>]*>//g'; }
    if [ "$name" = rapat ] && footers "$room/$name-again.docx" | grep -q '73,48'; then
        echo "a footer is old: $(footers "$room/$name-again.docx")"
        exit 1
    fi
done

tables=0
for package in rules/*/; do
    name=$(basename "$package")
    if "$takar" hitung "$package" --keluar "$room/$name.docx" >/dev/null 2>&1 && [ -e "$room/$name.docx" ]; then
        tables=$((tables + 1))
    fi
done
mkdir "$room/pdf"
office pdf "$room/pdf" "$room"/*.docx
made=$(find "$room" -maxdepth 1 -name '*.docx' | wc -l)
pages=$(find "$room/pdf" -name '*.pdf' | wc -l)
[ "$made" = "$pages" ] || { echo "$made documents, $pages of them opened"; exit 1; }
echo "reports filled again after LibreOffice saved them: alike; documents opened: $pages, of them tables of packages: $tables"
