"""Tables in which one figure stands for several rows: in a cell merged over them, as workbooks and documents say, or written out in each of
them. Money is added up, achievements are their mean, the share that was spent is that of the sums or the mean of the shares.

As in planted.py a report is printed first, then one person makes one mistake, or none: a slip in a figure of several rows or of one, the
figure of a single row or of fewer rows in its place, a slip in one or two copies. `merged` says of merged cells their line, their column and the
line of the last row. Of an achievement between those of its rows nobody knows how it was made; it may be left open, and so may a column of
which most is wrong.
"""
import random
from fractions import Fraction as F

from left import slip
from nearby import ANY
from planted import NAMES, half_away, main, plain

TITLES = {"target": "Target", "value": "Realisasi", "achieved": "% Capaian", "money": "Pagu", "spent": "Serapan", "share": "% Serapan"}
SAYS = {"target": "target", "value": "realisasi", "achieved": "capaian", "money": "pagu", "spent": "serapan", "share": "serapan / pagu * 100%"}
GOALS = ["Meningkatnya mutu", "Terwujudnya tata kelola", "Meningkatnya daya saing", "Terpenuhinya hak dasar"]
OPEN = ["tidak diperiksa"]


class Rows:
    def __init__(self, dice):
        self.count = dice.randint(4, 9)
        self.names = dice.sample(NAMES, self.count)
        self.target = [dice.randint(30, 990) for _ in self.names]
        self.value = [max(7, int(t * dice.uniform(0.6, 1.2))) for t in self.target]
        grid = dice.choice([1, 1000, 1_000_000])
        self.money = [max(grid, dice.randint(20_000_000, 900_000_000) // grid * grid) for _ in self.names]
        self.spent = [m * dice.randint(700, 990) // 1000 for m in self.money]
        self.by_mean = dice.random() < 0.4

    def of(self, key, rows):
        """What rows have together."""
        if key in ("money", "spent"):
            return grouped(sum(getattr(self, key)[i] for i in rows))
        if key == "achieved":
            x = sum(F(self.value[i], self.target[i]) for i in rows) * 100 / len(rows)
        elif self.by_mean:
            x = sum(F(self.spent[i], self.money[i]) for i in rows) * 100 / len(rows)
        else:
            x = F(sum(self.spent[i] for i in rows), sum(self.money[i] for i in rows)) * 100
        return plain(half_away(x, 2), 2)

    def one(self, key, i):
        return str(getattr(self, key)[i]) if key in ("target", "value") else self.of(key, [i])


def grouped(number):
    return f"{number:,}".replace(",", ".")


def spans(dice, count):
    found, at = [], 0
    while at < count:
        found.append(list(range(at, min(count, at + dice.choice([1, 2, 2, 3, 4])))))
        at = found[-1][-1] + 1
    return found


def slipped(dice, text):
    new = slip(dice, text.replace(".", ""))
    return new if "," in text or new is None else grouped(int(new))


def mistake(dice, p, key, all_of, kind):
    """One span of several rows and what stands there in its place; or nothing."""
    many = [rows for rows in all_of if len(rows) > 1]
    rows = dice.choice(many)
    right = p.of(key, rows)
    if kind == "own":
        new = p.of(key, [dice.choice(rows)])
    elif kind == "fewer":
        new = p.of(key, dice.choice([rows[:-1], rows[1:]]))
    else:
        new = slipped(dice, right)
    return (rows, new) if new and new != right else None


def case(seed):
    dice = random.Random(seed)
    p = Rows(dice)
    key = dice.choice(["achieved", "money", "spent", "share"])
    keys = [one for one in TITLES if one == key or one in dice.choice([[], ["target", "value"], ["money", "spent"], list(TITLES)])]
    all_of = spans(dice, p.count)
    if all(len(rows) == 1 for rows in all_of):
        return None
    is_merged = dice.random() < 0.7
    kind = dice.choice(["nothing", "nothing", "slip", "own", "fewer"] if is_merged else ["nothing", "copy", "copies"])
    cells = {one: [p.one(one, i) for i in range(p.count)] for one in keys}
    for rows in all_of:
        for i in rows:
            cells[key][i] = p.of(key, rows) if i == rows[0] or not is_merged else ""
    touched = []
    if kind in ("slip", "own", "fewer"):
        made = mistake(dice, p, key, all_of, kind)
        if made is None:
            return None
        rows, new = made
        cells[key][rows[0]] = new
        touched = rows[:1]
    elif kind in ("copy", "copies"):
        least = 3 if kind == "copy" else 5
        many = [rows for rows in all_of if len(rows) >= least] or [rows for rows in [list(range(p.count))] if kind == "copies"]
        if not many:
            return None
        rows = dice.choice(many)
        if rows not in all_of:
            cells[key] = [p.of(key, rows)] * p.count
        touched = sorted(dice.sample(rows, 1 if kind == "copy" else 2))
        for i in touched:
            new = slipped(dice, cells[key][i])
            if new is None:
                return None
            cells[key][i] = new
    has_goals = dice.random() < 0.5
    goals = [GOALS[at % len(GOALS)] if i == rows[0] else "" for at, rows in enumerate(all_of) for i in rows]
    out = [";".join((["Sasaran"] if has_goals else []) + ["Indikator"] + [TITLES[one] for one in keys])]
    out += [";".join(([goals[i]] if has_goals else []) + [p.names[i]] + [cells[one][i] for one in keys]) for i in range(p.count)]
    rules = ['paket "Uji"', "  tahun 2024", 'data "d.csv" angka id', "aturan capaian Baku", "  makin tinggi : realisasi / target * 100", "  tampil 2 biasa"]
    for i, name in enumerate(p.names):
        rules += [f'indikator K{i} "{name}"', "  arah makin tinggi", "  capaian Baku"]
    rules += ["kelompok IKU", "  anggota " + "; ".join(f"K{i}" for i in range(p.count)), "  capaian rata_rata(capaian anggota)",
              'tabel T1 "Capaian"', "  baris anggota IKU", '  kolom nama "Indikator"']
    rules += [f'  kolom {SAYS[one]} "{TITLES[one]}"{" tampil 2" if one == "share" else ""}' for one in keys]
    data = ["kode;tahun;target;realisasi;pagu;serapan"]
    data += [f"K{i};2024;{p.target[i]};{p.value[i]};{p.money[i]};{p.spent[i]}" for i in range(p.count)]
    text = lambda lines: "\n".join(lines) + "\n"
    at = (1 if has_goals else 0) + 1 + keys.index(key)
    merged = [[rows[0] + 2, column, rows[-1] + 2] for rows in all_of if len(rows) > 1 and is_merged
              for column in [at] + ([0] if has_goals else [])]
    names = ANY + (OPEN if key == "achieved" and is_merged else [])
    return {"kind": f"{kind}_{key}", "names": names if touched else [], "rules": text(rules), "data": text(data), "printed": text(out),
            "cells": [[i + 2, TITLES[key]] for i in touched], "merged": merged}


if __name__ == "__main__":
    main(case)
