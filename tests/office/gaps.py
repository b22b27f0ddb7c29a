"""A package whose cells are empty, or filled otherwise, while its workbook is written, and what is typed into them afterwards.

What is typed here goes into the sheet of inputs as it is, not by way of another workbook of Takar, which says `keliru` where
it was given a number out of a scale.
"""

import csv
import shutil

import openpyxl

RULES = """paket "Gaps"
  tahun 2024

data "data/d.csv" angka id

aturan capaian Baku
  jika target = 0 : tidak terdefinisi "target nol"
  makin tinggi : realisasi / target * 100
  makin rendah : (2*target - realisasi) / target * 100

aturan capaian Rentang
  jika target_bawah = 0 : tidak terdefinisi "target nol"
  rentang : jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu jika realisasi > target_atas maka target_atas / realisasi * 100 selain itu 100

aturan capaian Campur
  jika target = 0 : tidak terdefinisi "target nol"
  rentang makin tinggi : jika realisasi > target_atas maka realisasi / target_atas * 100 selain itu 100
  makin tinggi : realisasi / target * 100

aturan capaian Kata
  jika realisasi >= target : 100
  makin tinggi : 0

besaran A
  skala 0..100

besaran S
  skala -50..50

indikator O "Opini"
  urutan "TMP"; "WDP"; "WTP"
  arah makin tinggi
  capaian Kata

indikator T "Tinggi"
  skala 0..100
  arah makin tinggi
  capaian Baku

indikator L "Rendah"
  arah makin rendah
  capaian Baku

indikator R "Rentang"
  skala 0..100
  arah rentang
  capaian Rentang

indikator P "Rentang persen"
  satuan persen
  skala 0..100
  arah rentang
  capaian Rentang

indikator C "Campur"
  skala 0..100
  arah makin tinggi
  capaian Campur

KECIL = (A - 50) / 100000
BEDA = A - S

tabel T1 "Semua"
  baris T; L; R; P; C; O
  kolom kode
  kolom target
  kolom realisasi
  kolom realisasi[2023] "2023"
  kolom capaian

tabel T2 "Lain"
  baris A; S; KECIL; BEDA
  kolom kode
  kolom nilai tampil 2
  kolom nilai[2023] "2023" tampil 2
"""

HEAD = "kode;tahun;target;realisasi"

FIRST = """A;2024;;
A;2023;;60
S;2024;;
S;2023;;-10
O;2024;;
O;2023;;WDP
T;2024;;
T;2023;90;80
L;2024;;
R;2024;;
R;2023;40-50;30
P;2024;n/a;
P;2023;40-50;30
C;2024;;
C;2023;70;65
"""

# What is typed: all filled, ends of ranges among it; what the scale or the order does not have; all empty.
TYPED = {
    "filled": """A;2024;;49,9
A;2023;;50,1
S;2024;;-7
S;2023;;7
O;2024;WDP;WTP
O;2023;;TMP
T;2024;80;76
L;2024;12;30
T;2023;;75
R;2024;40-50;30
R;2023;;60
P;2024;60-70;65
P;2023;;55
C;2024;60-80;90
C;2023;;66
""",
    "single": """A;2024;;50
A;2023;;49,999
S;2024;;50
S;2023;;-50
O;2024;TMP;TMP
O;2023;;WTP
T;2024;0;0
L;2024;8;8
T;2023;;100
R;2024;45;30
R;2023;;0
P;2024;45-45;44
P;2023;;100
C;2024;65;60
C;2023;;70
""",
    "outside": """A;2024;;150
A;2023;;-1
S;2024;;-51
S;2023;;50,5
O;2024;XYZ;WTP
O;2023;;bagus
T;2024;120;76
L;2024;-3;30
T;2023;;101
R;2024;90-110;30
R;2023;;-1
P;2024;60-70;165
P;2023;;101
C;2024;60;101
C;2023;;200
""",
    "emptied": """A;2024;;n/a
A;2023;;
S;2024;;
S;2023;;-
O;2024;;
O;2023;;n/a
T;2024;;
L;2024;n/a;3
T;2023;;
R;2024;n/a;30
R;2023;;
P;2024;;
P;2023;;n/a
C;2024;;
C;2023;;-
""",
}


def package(into, text=FIRST):
    """The package with some data."""
    shutil.rmtree(into, ignore_errors=True)
    (into / "data").mkdir(parents=True)
    (into / "aturan.takar").write_text(RULES)
    (into / "data/d.csv").write_text(f"{HEAD}\n{text}")
    return into


def value(text):
    """A cell as a person types it."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text or None


def typed(source, text, target, is_input):
    """The workbook with these data typed into its yellow cells; how many."""
    book = openpyxl.load_workbook(source)
    sheet = book["Masukan"]
    at = {cell.value: cell.column for cell in sheet[3] if cell.value}
    rows = {(row[at["Kode"] - 1].value, row[at["Tahun"] - 1].value): row for row in sheet.iter_rows(min_row=4)}
    count = 0
    for code, year, wanted, measured in csv.reader(text.splitlines(), delimiter=";"):
        row = rows.get((code, int(year)))
        if row is None:
            continue
        low, dash, high = wanted.partition("-")
        is_range = bool(low and dash and high)
        cells = {"Target": None if is_range else value(wanted), "Realisasi": value(measured)}
        cells["Nilai"] = cells["Realisasi"]
        cells["Target bawah"], cells["Target atas"] = (value(low), value(high)) if is_range else (None, None)
        for head, new in cells.items():
            cell = row[at[head] - 1] if head in at else None
            if cell is not None and is_input(cell):
                count += cell.value != new
                cell.value = new
    book.save(target)
    return count
