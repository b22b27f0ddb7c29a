#!/bin/sh
# Many packages with one planted mistake each, made by planted.py, in other forms by forms.py and as
# offices lay them out by offices.py and reports.py: how many the audit names, and
# that it accuses nothing else.
# What is near and not the same makes nearby.py, blanks and rows of others among the figures laid.py, words and titles that
# stand more than once parts.py, figures dressed in marks, signs and words marks.py, titles that leave one thing open left.py,
# headings of several lines heads.py, figures of several rows merged.py,
# titles in the words of the office and of others whose.py.
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
python3 tests/audit_oracle/merged.py 1000000 "$many" >> "$file"
python3 tests/audit_oracle/whose.py 1000000 "$many" >> "$file"
TAKAR_PLANTED="$file" cargo test --release --test it -- --ignored --nocapture audit::planted
