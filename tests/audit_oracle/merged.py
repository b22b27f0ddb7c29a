"""Tables in which one figure stands for several rows: in a cell merged over them, as workbooks and documents say, or written out in each of
them. Money is added up, achievements are their mean, the share that was spent is that of the sums or the mean of the shares.

As in planted.py a report is printed first, then one person makes one mistake, or none: a slip in a figure of several rows or of one, the
figure of a single row or of fewer rows in its place, a slip in one or two copies. `merged` says of merged cells their line, their column and the
line of the last row. Of an achievement between those of its rows nobody knows how it was made; it may be left open, and so may a column of
which most is wrong.

A cell may go on behind a heading that stands again, its figure printed once or on both pages, or stand in a lower row of blank ones
(`page`, `lower`); the share beside the sums may be the mean of the shares, a budget be the same in all rows and printed once, the money of one row
stand over a row that the rules do not have (`mean_share`, `alike`, `stranger`).
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


def laid(dice, p, kind, keys):
    """Figures of several rows laid out otherwise: the cells, the merged ones as rows and keys, the rows in which something is wrong, and the names
    of what is said of these."""
    cells = {one: [p.one(one, i) for i in range(p.count)] for one in keys}
    first = dice.randint(0, p.count - 3)
    rows = list(range(first, dice.randint(first + 2, p.count - 1) + 1))
    joint = [one for one in keys if one in ("money", "spent", "share", "achieved")] if kind in ("page", "lower") else keys
    if kind == "page":
        at = dice.randint(1, len(rows) - 1)
        pieces, is_twice = [rows[:at], rows[at:]], dice.random() < 0.5
        for one in joint:
            for i in rows:
                cells[one][i] = p.of(one, rows) if i == rows[0] or is_twice and i == rows[at] else ""
        return cells, [(piece, one) for piece in pieces if len(piece) > 1 for one in joint], rows[at], [], []
    if kind == "lower":
        at = dice.choice(rows[1:])
        for one in joint:
            for i in rows:
                cells[one][i] = p.of(one, rows) if i == at else ""
        return cells, [], None, [], []
    if kind == "mean_share":
        for one in ("money", "spent", "share"):
            for i in rows:
                cells[one][i] = p.of(one, rows) if i == rows[0] else ""
        shares = sum(F(p.spent[i], p.money[i]) for i in rows) * 100 / len(rows)
        right, cells["share"][rows[0]] = cells["share"][rows[0]], plain(half_away(shares, 2), 2)
        is_wrong = cells["share"][rows[0]] != right
        return cells, [(rows, one) for one in ("money", "spent", "share")], None, rows[:1] if is_wrong else [], ["cara lain"]
    one = "money"
    if kind == "alike":
        for i in rows:
            p.money[i] = p.money[rows[0]]
            cells[one][i] = p.one(one, rows[0]) if i == rows[0] else ""
            cells["spent"][i], cells["share"][i] = p.one("spent", i), p.one("share", i)
        return cells, [(rows, one)], None, rows[:1], ANY + OPEN
    cells[one][rows[0]] = p.of(one, rows[:1])
    return cells, [(rows[:1], one)], None, rows[:1], ANY + OPEN


def otherwise(dice, p):
    kind = dice.choice(["page", "page", "lower", "lower", "mean_share", "alike", "stranger"])
    p.by_mean = False
    all_keys = list(TITLES) if dice.random() < 0.5 else ["money", "spent", "share"]
    keys = all_keys if kind in ("page", "lower") else ["money", "spent", "share"]
    cells, merged, again, touched, names = laid(dice, p, kind, keys)
    head = ";".join(["Indikator"] + [TITLES[one] for one in keys])
    lines, where = [head], {}
    for i in range(p.count):
        if i == again:
            lines.append(head)
        lines.append(";".join([p.names[i]] + [cells[one][i] for one in keys]))
        where[i] = len(lines)
        if kind == "stranger" and i == touched[0]:
            lines.append(";".join(["Kegiatan Lain", "", grouped(dice.randint(10 ** 6, 10 ** 8)), plain(F(dice.randint(5000, 9900), 100), 2)]))
    last = lambda rows: where[rows[-1]] + (1 if kind == "stranger" else 0)
    spans = [[where[rows[0]], 1 + keys.index(one), last(rows)] for rows, one in merged]
    key = "share" if kind == "mean_share" else "money"
    return {"kind": kind, "names": names if touched else [], "rules": rules_of(p, keys), "data": data_of(p), "printed": "\n".join(lines) + "\n",
            "cells": [[where[i], TITLES[key]] for i in touched], "merged": spans}


def rules_of(p, keys):
    rules = ['paket "Uji"', "  tahun 2024", 'data "d.csv" angka id', "aturan capaian Baku", "  makin tinggi : realisasi / target * 100", "  tampil 2 biasa"]
    for i, name in enumerate(p.names):
        rules += [f'indikator K{i} "{name}"', "  arah makin tinggi", "  capaian Baku"]
    rules += ["kelompok IKU", "  anggota " + "; ".join(f"K{i}" for i in range(p.count)), "  capaian rata_rata(capaian anggota)",
              'tabel T1 "Capaian"', "  baris anggota IKU", '  kolom nama "Indikator"']
    rules += [f'  kolom {SAYS[one]} "{TITLES[one]}"{" tampil 2" if one == "share" else ""}' for one in keys]
    return "\n".join(rules) + "\n"


def data_of(p):
    data = ["kode;tahun;target;realisasi;pagu;serapan"]
    data += [f"K{i};2024;{p.target[i]};{p.value[i]};{p.money[i]};{p.spent[i]}" for i in range(p.count)]
    return "\n".join(data) + "\n"


def case(seed):
    dice = random.Random(seed)
    p = Rows(dice)
    if dice.random() < 0.3:
        return otherwise(dice, p)
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
    at = (1 if has_goals else 0) + 1 + keys.index(key)
    merged = [[rows[0] + 2, column, rows[-1] + 2] for rows in all_of if len(rows) > 1 and is_merged
              for column in [at] + ([0] if has_goals else [])]
    names = ANY + (OPEN if key == "achieved" and is_merged else [])
    return {"kind": f"{kind}_{key}", "names": names if touched else [], "rules": rules_of(p, keys), "data": data_of(p), "printed": "\n".join(out) + "\n",
            "cells": [[i + 2, TITLES[key]] for i in touched], "merged": merged}


if __name__ == "__main__":
    main(case)
