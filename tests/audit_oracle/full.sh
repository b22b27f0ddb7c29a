#!/bin/sh
# Many packages with one planted mistake each: how many the audit finds, and that it calls nothing else wrong.
# planted.py makes the basic ones, forms.py other forms, offices.py and reports.py layouts of offices, nearby.py similar
# names, laid.py blanks and unrelated rows among the figures, parts.py words and titles that occur more than once, marks.py
# decorated figures, left.py titles that leave one thing open, heads.py headings of several lines.
# usage: tests/audit_oracle/full.sh [how many, 10000]
set -e
cd "$(dirname "$0")/../.."
many=${1:-10000}
file=$(mktemp)
trap 'rm -f "$file"' EXIT
python3 tests/audit_oracle/planted.py 1000000 "$many" > "$file"
python3 tests/audit_oracle/forms.py 1000000 "$many" >> "$file"
python3 tests/audit_oracle/offices.py 1000000 "$many" >> "$file"
python3 tests/audit_oracle/reports.py 1000000 "$many" >> "$file"
python3 tests/audit_oracle/nearby.py 1000000 "$many" >> "$file"
python3 tests/audit_oracle/laid.py 1000000 "$many" >> "$file"
python3 tests/audit_oracle/parts.py 1000000 "$many" >> "$file"
python3 tests/audit_oracle/marks.py 1000000 "$many" >> "$file"
python3 tests/audit_oracle/left.py 1000000 "$many" >> "$file"
python3 tests/audit_oracle/heads.py 1000000 "$many" >> "$file"
TAKAR_PLANTED="$file" cargo test --release --test it -- --ignored --nocapture audit::planted
