"""Workbooks against what Takar says: every printed cell, computed anew by LibreOffice.

    recalculate.py TAKAR FOLDER

Three rounds over the shipped packages and the packages of the handbooks: as they are (with every cached result taken out),
with every number of the data changed, and with cells emptied and filled; and a package of every way to round, whose data are
changed to numbers where the rounding turns. In each the workbook of the *first* data is edited
in its sheet of inputs, and Takar computes the changed data itself. A last package has cells that are empty when its workbook
is written, and are filled then, within their scale and beyond it (`gaps.py`). A mistake is planted, which has to be found.
"""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path

import gaps
import openpyxl
from openpyxl.utils import coordinate_to_tuple

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = re.compile(r"(?:(Masukan|Hitungan|Skala)!)?\$?([A-Z]{1,2})\$?(\d+)(?::\$?([A-Z]{1,2})\$?(\d+))?")


def run(takar, *words):
    """What Takar prints; warnings are no failure, and a cell that is wrong is a result too."""
    done = subprocess.run([takar, *map(str, words)], capture_output=True, text=True)
    return done.stdout if done.returncode in (0, 1) else None


# Packages.


def shipped():
    """The packages that come with the program and have data."""
    for folder in sorted((ROOT / "rules").iterdir()):
        if any((folder / "data").glob("*.csv")):
            yield folder.name, folder, None


def of_handbooks(into):
    """Packages written in the handbooks: a block of rules, its data, its result, sometimes of several years."""
    for page in ["bahasa", "panduan"]:
        blocks = re.findall(r"^```([^\n]*)\n(.*?)^```$", (ROOT / f"docs/{page}.md").read_text(), re.M | re.S)
        folder, count = None, 0
        for head, text in blocks:
            kind, *words = head.split()[:1] + head.split()[1:] if head.split() else [""]
            named = next((word[5:] for word in words if word.startswith("nama=")), None)
            if kind == "takar" and not named:
                count += 1
                folder = into / f"{page}-{count:02}"
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(parents=True)
                (folder / "aturan.takar").write_text(text)
            elif kind in ("takar", "csv") and named and folder and ".." not in named:
                file = folder / named
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            elif kind == "hasil" and folder and (folder / "data").is_dir():
                year = next((word for word in words if word.isdigit()), None)
                yield f"{folder.name}-{year or 'tahunnya'}", folder, year


TIES = [(80, 82), (200, 201), (40, 41), (1000, 1005), (1000, 1015), (400, 402), (400, 406), (80, 86), (200, 57), (200, 59),
        (1000, 575), (1000, 1145), (60, "54,3"), (30, "27,15"), (3, 3), (7, 7), (49, 49), (300, 290), (41, 41)]


def ties(into):
    """A package of indicators that round an achievement in every way, and grade one by bands or by a scale that rounds."""
    folder = into / "ties"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    ways = [(mode, places) for mode in ["biasa", "genap", "pangkas", "ke_atas", "ke_bawah"] for places in (-1, 0, 1, 2)]
    rules, data, names = ["paket \"Ties\"\n  tahun 2024", "data \"data/iku.csv\" angka id"], ["kode;tahun;target;realisasi"], []
    for rule, (mode, places) in enumerate(ways):
        rules.append(f"aturan capaian C{rule}\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n"
                     f"  bulat {places} {mode}")
        rules.append(f"aturan predikat P{rule}\n  bulat {places} {mode}\n  >= 90,5 : \"A\"\n  >= 50 .. < 90,5 : \"B\"\n  .. < 50 : \"C\"")
        for at, (target, _) in enumerate(TIES):
            name = f"K{rule}x{at}"
            names.append(name)
            rules.append(f"indikator {name} \"{mode} {places} {at}\"\n  arah makin tinggi\n  capaian C{rule}\n  predikat P{rule}")
            data.append(f"{name};2024;{target};{target + 1}")
    rules.append("tabel T1 \"Ties\"\n  baris " + "; ".join(names) + "\n  kolom nama\n  kolom capaian\n  kolom predikat")
    (folder / "aturan.takar").write_text("\n\n".join(rules) + "\n")
    (folder / "data/iku.csv").write_text("\n".join(data) + "\n")
    return folder


def to_a_tie(cell, at, _column, head):
    """The realisation that makes a rounding turn."""
    return str(TIES[(at - 1) % len(TIES)][1]) if head == "realisasi" else cell


# Changed data.


def changed(text, turn):
    """The text of a data file with its cells changed; `turn` says what becomes of the number in a row and column."""
    delimiter = max(";,\t", key=text.split("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    keep = {"tahun", "triwulan", "tw", "kode", "nama", "unit", "satuan", "induk", "catatan", "uraian", "indikator"}
    head = [cell.strip().lower() for cell in rows[0]]
    for at, row in enumerate(rows[1:], 1):
        for column, cell in enumerate(row):
            if column < len(head) and head[column] not in keep:
                row[column] = turn(cell, at, column, head[column])
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


NUMBER = re.compile(r"^(Rp\.? ?)?(\d[\d.]*)(,\d+)?( ?%| \w+)?$")


def other_number(cell, at, column, _head):
    """Another number with as many decimals, near enough to keep the scale: a few hundredths less, differing by row."""
    found = NUMBER.match(cell.strip())
    if not found or cell.strip() in ("0",):
        return cell
    before, whole, behind, unit = found.groups()
    # A point among the digits is one of thousands only where three digits follow each.
    if "." in whole and not re.fullmatch(r"\d{1,3}(\.\d{3})+", whole):
        whole, behind = whole.split(".", 1)[0], "." + whole.split(".", 1)[1]
    sign = behind[0] if behind else ","
    places = len(behind) - 1 if behind else 0
    number = Decimal(whole.replace(".", "") + ("." + behind[1:] if behind else ""))
    part = Decimal(1) - Decimal(1 + (at * 7 + column * 3) % 8) / 100
    new = (number * part).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if new == number and number > 1:
        new -= Decimal(1).scaleb(-places)
    digits = f"{new:f}"
    whole, _, behind = digits.partition(".")
    if "." in (found.group(2) or "") and sign != ".":
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{before or ''}{whole}{sign + behind if behind else ''}{unit or ''}"


def other_state(cell, at, column, head):
    """Some cells emptied or said not to apply, some zero."""
    if not NUMBER.match(cell.strip()):
        return cell
    choice = (at * 5 + column * 3) % 9
    return {0: "", 4: "n/a", 7: "0" if head == "target" else cell}.get(choice, cell)


def with_data(folder, into, turn):
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(folder, into)
    for file in into.glob("data/*.csv"):
        file.write_text(changed(file.read_text(encoding="utf-8-sig"), turn), encoding="utf-8")
    return into


# Workbooks.


def without_results(source, target):
    """The same workbook with every cached result of a formula replaced: what is right afterwards was computed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry.filename)
            if entry.filename.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>77</v>", data)
                data = re.sub(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?) t="(?:str|b)"(><f>)', rb"\1\2", data)
            new.writestr(entry, data)


def edited(source, other, target):
    """The first workbook with the inputs of another one, and how many of its input cells have become others."""
    book, wanted = openpyxl.load_workbook(source), openpyxl.load_workbook(other)
    sheet, new = book["Masukan"], wanted["Masukan"]
    head = [cell.value for cell in sheet[3]]
    own = next(at for at, word in enumerate(head) if word == "Tahun") + 1 + ("Triwulan" in head)
    other_head = [cell.value for cell in new[3]]
    key = lambda row, titles: tuple(
        cell.value for cell, title in zip(row, titles) if title in ("Unit", "Kode", "Tahun", "Triwulan")
    )
    rows = {key(row, other_head): row for row in new.iter_rows(min_row=4)}
    count = total = 0
    for row in sheet.iter_rows(min_row=4):
        found = rows.get(key(row, head))
        for title, cell in list(zip(head, row))[own:]:
            if not is_input(cell):
                continue
            value = found[other_head.index(title)].value if found and title in other_head else None
            total += cell.value is not None
            count += cell.value != value
            cell.value = value
    book.save(target)
    return count, total


def is_input(cell):
    return cell.fill.fgColor.rgb == "FFFFF8DC"


def planted(source, target):
    """A workbook in which one formula divides the wrong way."""
    book = openpyxl.load_workbook(source)
    sheet = book["Hitungan"]
    for row in sheet.iter_rows(min_row=5):
        cell = row[3]
        if isinstance(cell.value, str) and re.search(r"D\d+/D\d+", cell.value):
            cell.value = re.sub(r"(D\d+)/(D\d+)", r"\2/\1", cell.value)
            break
    book.save(target)


def references(path):
    """References of formulas to cells that hold nothing, or that are no input."""
    book = openpyxl.load_workbook(path)
    wrong, formulas = [], 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if not isinstance(cell.value, str) or not cell.value.startswith("="):
                    continue
                formulas += 1
                text = re.sub(r'"[^"]*"', '""', cell.value)
                for where, column, line, to_column, to_line in REFERENCE.findall(text):
                    target = book[where] if where else sheet
                    for at in {column + line, (to_column or column) + (to_line or line)}:
                        found = target[at]
                        # The target of a range is made of its two ends.
                        is_made = isinstance(found.value, str) and found.value.startswith("=")
                        is_typed = target.title == "Masukan" and not is_made
                        is_good = is_input(found) if is_typed else found.value is not None
                        if not is_good:
                            wrong.append(f"{sheet.title}!{cell.coordinate} refers to {target.title}!{at}")
    return formulas, wrong


def recalculate(folder, files):
    """LibreOffice computes all workbooks anew, in one call."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    always = "".join(
        f'<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="{name}" oor:op="fuse">'
        "<value>0</value></prop></item>"
        for name in ("OOXMLRecalcMode", "ODFRecalcMode")
    )
    (profile / "user/registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{always}</oor:items>'
    )
    out = folder / "computed"
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(out), *map(str, files)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=1500,
    )
    return out


# Comparing.


def tables_of(sheets, tables):
    """Each table with the rows of its sheet, where it begins and which cells are values by intent."""
    for table in tables:
        name = table["nama"] or table["judul"]
        sheet = sheets.get(name) or next((found for title, found in sheets.items() if name[:31].strip() == title), None)
        yield table, sheet


def rows_of(sheet, table):
    """The rows of a table in its sheet; those of a unit stand below its name."""
    first = 5
    if table["unit"]:
        for row in range(5, sheet.max_row + 1):
            if sheet.cell(row, 1).value == table["unit"]:
                first = row + 1
                break
    return first


def shown(number, places):
    """As it is shown: of fifteen digits, half away from zero."""
    value = Decimal(f"{float(number):.15g}")
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def agrees(cell, value):
    """Whether what a sheet has in a cell is what Takar says."""
    if "angka" in cell:
        places = len(cell["angka"].partition(".")[2])
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return False
        try:
            wanted = Decimal(cell["angka"])
            # A format of numbers shows a sign before what is zero at these places.
            return shown(value, places) == wanted and not (wanted == 0 and value < 0)
        except InvalidOperation:
            return False
    text = "" if value is None else str(value)
    return text in (cell["tampil"], cell.get("teks"))


def compare(json_text, computed, first_text, source):
    """Every cell of every table; rows are those of the first data, found again by their words."""
    sheets = {sheet.title: sheet for sheet in openpyxl.load_workbook(computed, data_only=True)}
    marked = fixed_cells(source)
    now, before = json.loads(json_text)["tabel"], json.loads(first_text)["tabel"]
    counts, wrong = Counter(), []
    for (table, sheet), old in zip(tables_of(sheets, now), before):
        if sheet is None:
            wrong.append(f"no sheet of {table['nama']}")
            continue
        first = rows_of(sheet, table)
        words = lambda row: tuple(cell.get("teks") for cell, column in zip(row, table["kolom"]) if not column["angka"])
        left = {}
        for at, row in enumerate(old["baris"]):
            left.setdefault(words(row), []).append(at)
        pairs = []
        for at, row in enumerate(table["baris"]):
            # A row in its place is known by its first word; the others, its grade among them, may have become others.
            same = len(old["baris"]) == len(table["baris"]) and words(row)[:1] == words(old["baris"][at])[:1]
            places = left.get(words(row), [])
            if same:
                pairs.append((row, at))
            elif len(places) == 1:
                pairs.append((row, places[0]))
            else:
                counts["rows not found again"] += 1
        footers = [
            (footer["sel"], len(old["baris"]) + at) for at, footer in enumerate(table["penutup"])
        ]
        for cells, at in pairs + footers:
            is_footer = at >= len(old["baris"])
            for column, cell in enumerate(cells):
                place = sheet.cell(first + at, column + 1)
                if not cell["tampil"] and (is_footer or "angka" not in cell):
                    continue
                counts["cells"] += 1
                if agrees(cell, place.value):
                    continue
                if (sheet.title, place.coordinate) in marked and json_text != first_text:
                    counts["values that stay"] += 1
                    continue
                wrong.append(f"{sheet.title}!{place.coordinate}: {place.value!r}, Takar {cell['tampil']!r}")
    return counts, wrong


def fixed_cells(path):
    """The cells that are marked: values, and what rests on them."""
    found = set()
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            found.update((sheet.title, cell.coordinate) for cell in row if cell.fill.fgColor.rgb == "FFFCE4D6")
    return found


def values(path):
    """How many cells are values in the place of a formula, by reason."""
    sheet = openpyxl.load_workbook(path)["Hitungan"]
    return Counter(row[4].value for row in sheet.iter_rows(min_row=5) if row[4].value)


def main(takar, folder):
    folder.mkdir(parents=True, exist_ok=True)
    packages = []
    for name, source, year in [*shipped(), *of_handbooks(folder / "handbooks"), ("ties", ties(folder), None)]:
        words = ["--tahun", year] if year else []
        json_text = run(takar, "hitung", source, *words, "--format", "json")
        if not json_text or not json.loads(json_text)["tabel"]:
            continue
        book = folder / f"{name}.xlsx"
        if run(takar, "hitung", source, *words, "--keluar", book, "--timpa") is None:
            sys.exit(f"{name}: no workbook")
        packages.append((name, source, words, json_text, book))

    jobs, kinds = [], Counter()
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    failed = []
    for name, source, words, json_text, book in packages:
        kinds.update(values(book))
        formulas, wrong = references(book)
        kinds["formulas"] += formulas
        failed += [f"{name}: {one}" for one in wrong]
        bare = work / f"{name}.first.xlsx"
        without_results(book, bare)
        jobs.append(("as they are", name, json_text, json_text, bare, book))
        rounds = [("all numbers changed", other_number), ("cells emptied", other_state)]
        if name == "ties":
            rounds = [("turning points", to_a_tie)]
        for round_name, turn in rounds:
            short = round_name.split()[0]
            copy = with_data(source, work / f"{name}.{short}", turn)
            new_json = run(takar, "hitung", copy, *words, "--format", "json")
            other = work / f"{name}.{short}.takar.xlsx"
            if not new_json or run(takar, "hitung", copy, *words, "--keluar", other) is None:
                kinds[f"not computable: {round_name}"] += 1
                continue
            target = work / f"{name}.{short}.xlsx"
            count, total = edited(book, other, target)
            kinds[f"inputs {round_name}"] += count
            jobs.append((round_name, name, new_json, json_text, target, book))
    source = gaps.package(folder / "gaps")
    book, json_text = folder / "gaps.xlsx", run(takar, "hitung", source, "--format", "json")
    if run(takar, "hitung", source, "--keluar", book, "--timpa") is None:
        sys.exit("gaps: no workbook")
    failed += [f"gaps: {one}" for one in references(book)[1]]
    for round_name, text in gaps.TYPED.items():
        new_json = run(takar, "hitung", gaps.package(work / f"gaps.{round_name}", text), "--format", "json")
        target = work / f"gaps.{round_name}.xlsx"
        kinds["inputs typed into gaps"] += gaps.typed(book, text, target, is_input)
        jobs.append(("gaps filled", f"gaps {round_name}", new_json, json_text, target, book))
    name, source, words, json_text, book = packages[0]
    wrong_way = work / "planted.xlsx"
    planted(book, wrong_way)

    out = recalculate(folder, [job[4] for job in jobs] + [wrong_way])
    by_round = {}
    for round_name, name, new_json, first_json, file, book in jobs:
        counts, wrong = compare(new_json, out / file.name, first_json, book)
        by_round.setdefault(round_name, Counter()).update(counts + Counter({"workbooks": 1, "differ": len(wrong)}))
        failed += [f"{name}, {round_name}: {one}" for one in wrong]
    _, found = compare(json_text, out / wrong_way.name, json_text, book)
    for round_name, counts in by_round.items():
        print(f"{round_name}: " + ", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    print("; ".join(f"{count} {what}" for what, count in kinds.most_common()))
    print(f"a planted mistake: {len(found)} cells differ")
    if not found:
        failed.append("the planted mistake was not found")
    if failed:
        print("\n".join(failed[:60]))
        sys.exit(f"{len(failed)} cells or references are wrong")


main(sys.argv[1], Path(sys.argv[2]).resolve())
