"""Packages with a printed table in which one thing is wrong on purpose, over exact fractions.

Written without the auditor's hypotheses: here a report is printed, and then one person makes one mistake.
Each line of the output is one case as JSON: rules, data, printed, and what was done (kind, row, column), or nothing.
"""
import json
import random
import sys
from fractions import Fraction as F


def half_away(x, places):
    scale = 10 ** places
    y = abs(x) * scale
    n = (2 * y.numerator + y.denominator) // (2 * y.denominator)
    return F(n if x >= 0 else -n, scale)


def cut(x, places):
    scale = 10 ** places
    n = int(abs(x) * scale)
    return F(n if x >= 0 else -n, scale)


def half_even(x, places):
    return F(round(x * 10 ** places), 10 ** places)


def plain(x, places):
    n = abs(x) * 10 ** places
    assert n.denominator == 1, (x, places)
    digits = str(n.numerator).rjust(places + 1, "0")
    text = digits[:-places] + "," + digits[-places:] if places else digits
    return ("-" if x < 0 else "") + text


NAMES = ["Nilai akuntabilitas", "Kepuasan masyarakat", "Surat yang dijawab", "Pengaduan selesai", "Jalan mantap", "Angka kemiskinan",
         "Penduduk ber-KTP", "Sekolah terakreditasi", "Ibu hamil terlayani", "Pelanggaran perda", "Arsip tertata", "Aset tercatat"]
COUNTED = ["surat", "orang", "dokumen", "unit", "kasus"]


class Package:
    def __init__(self, dice):
        self.dice = dice
        self.count = dice.randint(5, 11)
        self.names = dice.sample(NAMES, self.count)
        self.capped = dice.random() < 0.7
        self.cap = dice.choice([100, 100, 120])
        self.places = 2
        self.lower = [dice.random() < 0.25 for _ in self.names]
        self.target = [dice.randint(30, 990) for _ in self.names]
        self.past = [dice.randint(30, 990) for _ in self.names]
        self.value = [max(7, int(t * dice.uniform(0.55, 1.3))) for t in self.target]
        self.units = [dice.choice(COUNTED) for _ in self.names]

    def raw(self, i, target=None, value=None, lower=None):
        t = self.target[i] if target is None else target
        v = self.value[i] if value is None else value
        low = self.lower[i] if lower is None else lower
        return F(2 * t - v, t) * 100 if low else F(v, t) * 100

    def held(self, x, capped=None):
        capped = self.capped if capped is None else capped
        return min(max(x, F(0)), F(self.cap)) if capped else x

    def achieved(self, i, **other):
        capped = other.pop("capped", None)
        return self.held(self.raw(i, **other), capped)

    def mean(self, **other):
        return sum(self.achieved(i, **other) for i in range(self.count)) / self.count

    def rules(self):
        cap = f"  batas 0..{self.cap}\n" if self.capped else ""
        text = ["paket \"Uji\"\n  tahun 2024\n\ndata \"d.csv\" angka id\n",
                "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"target nol\"\n  makin tinggi : realisasi / target * 100\n"
                f"  makin rendah : (2*target - realisasi) / target * 100\n{cap}  tampil 2 biasa\n"]
        for i, name in enumerate(self.names):
            way = "rendah" if self.lower[i] else "tinggi"
            text.append(f"indikator K{i} \"{name}\"\n  satuan {self.units[i]}\n  arah makin {way}\n  capaian Baku\n")
        members = "; ".join(f"K{i}" for i in range(self.count))
        text.append(f"kelompok IKU \"Indikator Kinerja Utama\"\n  anggota {members}\n  capaian rata_rata(capaian anggota)\n  tampil 2 biasa\n")
        text.append("tabel T1 \"Capaian\"\n  baris anggota IKU\n  kolom nama \"Indikator\"\n  kolom target \"Target\"\n"
                    "  kolom realisasi \"Realisasi\"\n  kolom capaian \"% Capaian\"\n  penutup rata_rata(capaian) pada capaian \"Rata-rata\"\n")
        return "\n".join(text)

    def data(self):
        lines = ["kode;tahun;target;realisasi"]
        for i in range(self.count):
            lines.append(f"K{i};2024;{self.target[i]};{self.value[i]}")
            lines.append(f"K{i};2023;{self.past[i]};{max(5, self.past[i] - 3 - i)}")
        return "\n".join(lines) + "\n"

    def right(self):
        rows = [[self.names[i], str(self.target[i]), str(self.value[i]), plain(half_away(self.achieved(i), 2), 2)] for i in range(self.count)]
        return rows + [["Rata-rata", "", "", plain(half_away(self.mean(), 2), 2)]]


def swapped(dice, text):
    at = [i for i in range(len(text) - 1) if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]]
    if not at:
        return None
    i = dice.choice(at)
    return text[:i] + text[i + 1] + text[i] + text[i + 2:]


def other_figure(text, new):
    """Whether a slip made another figure, and none that a slip of the point makes as well."""
    if new is None or (new.startswith("0") and not new.startswith("0,")):
        return None
    a, b = F(text.replace(",", ".")), F(new.replace(",", "."))
    tens = [F(10) ** k for k in range(-3, 4)]
    return None if any(a * ten == b for ten in tens) else new


def dropped(dice, text):
    at = [i for i in range(len(text) - 1) if text[i].isdigit()]
    i = dice.choice(at)
    out = text[:i] + text[i + 1:]
    return out if out[0].isdigit() and not out.startswith("0") else None


# kind -> what the audit has to call it; several where two are as true.
KINDS = {
    "truncation": ["cara lain"], "half_even": ["cara lain"], "point": ["satuan"], "swap": ["ketik"], "drop": ["ketik"],
    "wrong_mean": ["cara lain"], "no_cap": ["cara lain"], "other_way": ["cara lain"], "stale": ["mengikuti"], "neighbour": ["salin"],
    "other_year": ["cara lain"], "column_no_cap": ["kolom"], "column_target": ["kolom"], "column_cut": ["kolom"],
    "column_other_way": ["kolom"], "input": ["ketik", "masukan", "salin", "bertentangan"], "twice": ["berulang"], "nothing": [],
}


def plant(dice, p, kind):
    """The printed rows and the cells that were changed, (row, column); none where the mistake leaves no trace."""
    rows = p.right()
    n = p.count
    touched = []

    def put(row, column, text):
        if text is None or text == rows[row][column]:
            return
        rows[row][column] = text
        touched.append((row, column))

    i = dice.randrange(n)
    if kind == "truncation":
        for i in dice.sample(range(n), n):
            if cut(p.achieved(i), 2) != half_away(p.achieved(i), 2):
                put(i, 3, plain(cut(p.achieved(i), 2), 2))
                break
    elif kind == "half_even":
        for i in range(n):
            if half_even(p.achieved(i), 2) != half_away(p.achieved(i), 2):
                put(i, 3, plain(half_even(p.achieved(i), 2), 2))
                break
    elif kind == "point":
        x = half_away(p.achieved(i), 2)
        put(i, 3, plain(x * 10, 1) if dice.random() < 0.5 else plain(x / 10, 3))
    elif kind == "swap":
        put(i, 3, other_figure(rows[i][3], swapped(dice, rows[i][3])))
    elif kind == "drop":
        put(i, 3, other_figure(rows[i][3], dropped(dice, rows[i][3])))
    elif kind == "wrong_mean":
        put(n, 3, plain(half_away(p.mean() * n / (n + dice.choice([-1, 1])), 2), 2))
    elif kind == "no_cap":
        over = [i for i in range(n) if p.held(p.raw(i)) != p.raw(i)]
        if over:
            i = dice.choice(over)
            put(i, 3, plain(half_away(p.raw(i), 2), 2))
    elif kind == "other_way":
        put(i, 3, plain(half_away(p.achieved(i, lower=not p.lower[i]), 2), 2))
    elif kind == "stale":
        wrong = p.achieved(i) + F(dice.randint(3, 17))
        put(i, 3, plain(half_away(wrong, 2), 2))
        mean = (sum(p.achieved(k) for k in range(n)) - p.achieved(i) + half_away(wrong, 2)) / n
        put(n, 3, plain(half_away(mean, 2), 2))
    elif kind == "neighbour":
        k = i + 1 if i + 1 < n else i - 1
        # All at the cap look alike whatever was done.
        if rows[k][3] != plain(F(p.cap), 2):
            put(i, 3, rows[k][3])
    elif kind == "other_year":
        put(i, 3, plain(half_away(p.achieved(i, target=p.past[i]), 2), 2))
    elif kind == "column_no_cap":
        for k in range(n):
            put(k, 3, plain(half_away(p.raw(k), 2), 2))
    elif kind == "column_target":
        for k in range(n):
            put(k, 3, plain(F(p.target[k]), 2))
    elif kind == "column_cut":
        for k in range(n):
            put(k, 3, plain(cut(p.achieved(k), 2), 2))
    elif kind == "column_other_way":
        for k in range(n):
            put(k, 3, plain(half_away(p.achieved(k, lower=not p.lower[k]), 2), 2))
    elif kind == "input":
        put(i, 2, swapped(dice, rows[i][2]))
    elif kind == "twice":
        rows.insert(i + 1, list(rows[i]))
        touched.append((i + 1, -1))
    if kind.startswith("column") and len(touched) < 3:
        return rows, []
    return rows, touched


def printed(dice, rows):
    """As a person types it: other titles, point or comma, signs, a column of numbers."""
    header = dice.choice([["Indikator", "Target", "Realisasi", "% Capaian"], ["INDIKATOR KINERJA", "TARGET", "REALISASI", "CAPAIAN (%)"],
                          ["Indikator Kinerja Utama", "Target 2024", "Realisasi 2024", "Capaian %"]])
    numbered = dice.random() < 0.4
    percent, point = dice.random() < 0.5, dice.random() < 0.3
    lines = []
    for k, row in enumerate(rows):
        cells = list(row)
        if point:
            cells[3] = cells[3].replace(",", ".")
        if percent:
            cells[3] += dice.choice(["%", " %"])
        lines.append(([str(k + 1)] if numbered else []) + cells)
    head = (["No"] if numbered else []) + header
    return "\n".join(";".join(row) for row in [head] + lines) + "\n", 1 if numbered else 0


def case(seed, kind=None):
    dice = random.Random(seed)
    kind = kind or dice.choice(list(KINDS))
    p = Package(dice)
    rows, touched = plant(dice, p, kind)
    if kind != "nothing" and not touched:
        return None
    text, shift = printed(dice, rows)
    return {"kind": kind, "names": KINDS[kind], "rules": p.rules(), "data": p.data(), "printed": text,
            "cells": [[row + 2, column + shift if column >= 0 else -1] for row, column in touched]}


if __name__ == "__main__":
    first, many = int(sys.argv[1]), int(sys.argv[2])
    made, seed = 0, first
    while made < many:
        one = case(seed)
        seed += 1
        if one:
            print(json.dumps(one, ensure_ascii=False))
            made += 1
