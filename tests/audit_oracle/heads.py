"""Tables under headings of two and three lines: years, the office itself beside others, and one group inside another; groups of several
columns and of one, in any order, with columns below no group. Whether the figures of others are right is unknown.

As in planted.py, a report is printed first, then one person makes one mistake, or none; each output line is one case. In `printed` a
title is above the blank cells to its right and below it, as in a workbook without merged cells (`tests/office/heads.rs`).
"""
import random
from fractions import Fraction as F

from left import package, slip, telling
from nearby import ANY, TITLES, row, rules
from planted import half_away, main, plain

MORE = ["years", "office", "office", "both", "both"]
OWN = "Kabupaten Jatiasri"
OTHERS = ["Provinsi", "Nasional", "Kabupaten Randu", "Kota Sumberjo", "Provinsi Jatiraya", "RPJMD"]
KINDS = {"target": "Target", "value": "Realisasi", "achieved": "% Capaian", "grade": "Predikat"}
FIGURES = ["target", "value", "achieved"]
# Words beside the figures of others, also under titles that no table begins with.
WORDS = ["Interpretasi", "Predikat", "Makna", "Kondisi"]


def block(levels, columns):
    return [(levels, KINDS[key], cells, known) for key, cells, known in columns]


def of_year(p, rows, year, keys):
    """The columns of the office itself."""
    if year == "2024":
        return [(key, [one[key] for one in rows], key) for key in keys]
    done = lambda i: plain(half_away(p.achieved(i, target=p.past[i], value=p.past_value(i)), 2), 2)
    past = {"target": lambda i: str(p.past[i]), "value": lambda i: str(p.past_value(i)), "achieved": done}
    return [(key, [past[key](i) for i in range(p.count)], None) for key in keys]


def of_other(dice, p, keys):
    """Those of another office: near its figures, and others."""
    near = lambda i: str(max(7, int(p.target[i] * dice.uniform(0.6, 1.3))))
    share = lambda i: plain(F(dice.randint(6000, 12000), 100), 2)
    return [(key, [share(i) if key == "achieved" else near(i) for i in range(p.count)], None) for key in keys]


def some(dice):
    return dice.choice([["target", "value", "achieved"], ["value", "achieved"], ["target", "value"], ["value"], ["achieved"], ["target"]])


def blocks(dice, p, rows, kind):
    all_of = FIGURES + (["grade"] if "grade" in p.columns and dice.random() < 0.6 else [])
    if kind == "years":
        years = dice.choice([["2023", "2024"], ["2024"], ["2024", "2023"]])
        made = [block((f"Tahun {year}",), of_year(p, rows, year, all_of if year == "2024" else some(dice))) for year in years]
    elif kind == "office":
        made = [block((OWN,), of_year(p, rows, "2024", all_of))]
    else:
        made = [block(dice.choice([("Tahun 2024", OWN), (OWN, "Tahun 2024")]), of_year(p, rows, "2024", all_of))]
    for other in dice.sample(OTHERS, dice.randint(0 if kind == "years" else 1, 3)):
        is_within = kind == "both" and made[0][0][0][0] == "Tahun 2024" and dice.random() < 0.6
        levels = ("Tahun 2024", other) if is_within else (other,)
        has_words, keys = dice.random() < 0.3, some(dice)
        of_it = block(levels, of_other(dice, p, [] if has_words and dice.random() < 0.3 else keys))
        if has_words:
            of_it.append((levels, dice.choice(WORDS), [dice.choice(["Baik", "Cukup", "Kurang"]) for _ in range(p.count)], None))
        made.append(of_it)
    if dice.random() < 0.5:
        dice.shuffle(made)
    # What stands within one group stands together.
    made.sort(key=lambda one: kind == "both" and one[0][0][0] != "Tahun 2024")
    return [column for one in made for column in one]


def heading(columns, before):
    depth = 1 + max(len(levels) for levels, *_ in columns)
    lines = [list(before)] + [[""] * len(before) for _ in range(depth - 1)]
    for at, (levels, title, *_) in enumerate(columns):
        path = list(levels) + [title]
        for level in range(depth):
            above = columns[at - 1][0][:level + 1] if at else None
            is_same = level < len(levels) and above == levels[:level + 1]
            lines[level].append("" if is_same or level >= len(path) else path[level])
    return lines


def case(seed, kind=None):
    dice = random.Random(seed)
    kind = kind or dice.choice(MORE)
    p = package(dice, 4)
    p.columns = ["name"] + FIGURES + (["grade"] if dice.random() < 0.5 else [])
    rows = [row(p, i) for i in range(p.count)]
    columns = blocks(dice, p, rows, kind)
    before = ["No", TITLES["name"]] if dice.random() < 0.7 else [TITLES["name"]]
    lines = heading(columns, before)
    touched = []
    if dice.random() < 0.6:
        levels, title, cells, key = dice.choice([one for one in columns if one[3] in FIGURES])
        i = dice.randrange(p.count)
        new = slip(dice, cells[i])
        if not new or not telling(rows, key):
            return None
        cells[i] = new
        touched = [[len(lines) + 1 + i, " · ".join(levels + (title,))]]
    out = [";".join(line) for line in lines]
    for i, one in enumerate(rows):
        out.append(";".join(([str(i + 1)] if len(before) == 2 else []) + [one["name"]] + [cells[i] for _, _, cells, _ in columns]))
    own = rules(p).replace('paket "Uji"', f'paket "LKjIP {OWN}"')
    return {"kind": kind, "names": ANY if touched else [], "rules": own, "data": p.data(), "printed": "\n".join(out) + "\n", "cells": touched}


if __name__ == "__main__":
    main(case)
