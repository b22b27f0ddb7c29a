#!/usr/bin/env python3
"""Random tables whose rows are classes of members, and what they must show, by a model of docs/bahasa.md in exact fractions.

Members of groups and parts of codes, classed by any role in this year, a named one or one counted from here, also by a quarter.
Run: classes.py --count 100 --seed 1 > classes.txt
"""
import random
from fractions import Fraction as F

from many import run
from tables import plain, token, State, NONE

YEARS = range(2021, 2027)


class Package:
    def __init__(self, r):
        self.members = ["ABCDEF"[at] for at in range(r.randint(2, 5))]
        self.parts = [f"7.{at + 1}" for at in range(r.randint(2, 5))]
        self.groups = {"K": r.sample(self.members, r.randint(1, len(self.members)))}
        self.groups["L"] = self.members
        self.cap = r.random() < 0.4
        self.quarterly = r.random() < 0.6
        self.cells = {}
        for code in [*self.members, *self.parts]:
            for year in YEARS:
                quarters = [2, 4] if self.quarterly else [None]
                self.cells[code, year] = {at: (F(r.choice([50, 80, 100])), F(r.randint(20, 140))) for at in quarters}

    def value(self, role, code, year, quarter=None):
        cells = self.cells[code, year]
        target, result = cells[max(at for at in cells if at <= quarter)] if quarter else cells[max(cells, key=lambda at: at or 0)]
        if role in ("target", "realisasi"):
            return target if role == "target" else result
        value = result / target * 100
        return min(max(value, F(0)), F(100)) if role == "capaian" and self.cap else value


def period(r, package, year):
    """How a year, and a quarter of it, is written in a table of another year, and which they are."""
    at = r.choice([year, year, year - 1, year - 1, year - 2, year + 1])
    ways = [str(at)] if at != year else [str(at), None]
    if at != year:
        ways += [f"tahun{at - year:+}"] * 2
    way = r.choice(ways)
    if package.quarterly and r.random() < 0.3:
        return (f"[{way} triwulan 2]" if way else "[triwulan 2]"), at, 2
    return (f"[{way}]" if way else ""), at, None


def table(r, package, name, year):
    kind = r.choice(["anggota K", "anggota L", 'rincian "7"'])
    codes = package.parts if "7" in kind else package.groups[kind[-1]]
    role = r.choice(["capaian", "capaian", "capaian_asli", "realisasi", "target"])
    said, at, quarter = period(r, package, year)
    edge = F(r.choice([50, 70, 80, 100]))
    labels = ['"Atas"', '"Bawah"']
    lines = [f"tabel {name}", f"  baris kelas {role} {kind}{said} >= {edge} {labels[0]}; < {edge} {labels[1]}",
             "  kolom nama", "  kolom banyaknya(anggota) tampil 0"]
    what = r.choice(["capaian", "realisasi"])
    lines += [f"  kolom rata_rata({what} anggota) tampil 2", "  kolom terbesar(realisasi anggota) tampil 1"]
    wanted = []
    for label, inside in zip(labels, (True, False)):
        there = [code for code in codes if (package.value(role, code, at, quarter) >= edge) == inside]
        values = [package.value(what, code, at, quarter) for code in there]
        best = [package.value("realisasi", code, at, quarter) for code in there]
        cells = [label, token(F(len(there)), 0), token(sum(values) / len(values) if values else State(NONE), 2),
                 token(max(best) if best else State(NONE), 1)]
        wanted.append(f"{name} " + " ".join(cells))
    wanted.append(f"{name} tersaring 0")
    return lines, wanted


def generate(number, seed):
    r = random.Random(f"{seed}-{number}")
    package = Package(r)
    year = 2024
    rule = ["  arah makin tinggi", "  capaian Baku"] + ["  triwulan terakhir"] * package.quarterly
    lines = ['paket "Uji"', f"  tahun {year}", "aturan capaian Baku", '  jika target = 0 : tidak terdefinisi "target nol"',
             "  makin tinggi : realisasi / target * 100"] + ["  batas 0..100"] * package.cap
    for code in package.members:
        lines += [f"indikator {code}", *rule]
    for group, members in package.groups.items():
        lines += [f"kelompok {group}", f"  anggota {'; '.join(members)}", "  capaian rata_rata(capaian anggota)"]
    lines += ['umum "7"', *rule, 'data "d.csv" angka id']
    wanted = []
    for at in range(r.randint(1, 3)):
        more, rows = table(r, package, f"T{at}", year)
        lines += more
        wanted += rows
    print(f"=== {number}\n--- a.takar\n" + "\n".join(lines) + "\n--- d.csv\nkode;tahun;triwulan;target;realisasi")
    for (code, at), cells in package.cells.items():
        for quarter, (target, result) in cells.items():
            print(f"{code};{at};{quarter or ''};{target};{result}")
    print(f"--- harap {year}\n" + "\n".join(wanted))


if __name__ == "__main__":
    run(generate, 100)
