"""Reports in which words and titles occur more than once: means below each objective and below all of them with the same label, titles of
two levels where the lower one is a mere `%`, a wrongly filled column with the title of the rules beside one that has its
figures under another title.

As in planted.py, a report is printed first, then one person makes one mistake, or none; each output line is one case.
"""
import random
from fractions import Fraction as F

from looks import begins
from nearby import ANY, TITLES, enlarge, row, rules
from planted import half_away, main, other_figure, plain, swapped

MORE = ["part", "part", "part", "level", "level", "twin", "copy", "twin"]
CLOSING = ["Rata-rata", "Rata-rata", "Rata-rata Capaian", "Rata-rata Capaian Kinerja"]
ABOVE = ["Kinerja", "Capaian Kinerja", "2024", "Tahun 2024"]
SHARES = ["%", "(%)", "Persen", "% Capaian", "Capaian"]
BESIDE = {"target": ["Target PK", "Target Kinerja", "Rencana"], "value": ["Hasil", "Realisasi Kinerja", "Nilai"],
          "achieved": ["Capaian Kinerja (%)", "Capaian (%)", "Persentase Capaian"]}


def package(dice):
    p = enlarge(dice)
    p.columns = [key for key in TITLES if key in ("goal", "name", "target", "value", "achieved")]
    p.closing = []
    return p


def slip(dice, cell):
    new = other_figure(cell, swapped(dice, cell))
    return new if new and new != cell else None


def part(dice):
    """The mean of each objective below its rows, and that of all below the last, or none of all."""
    p = package(dice)
    if p.goal[-1] == 0:
        return None
    p.closing = ["mean"]
    rows, label, own = [row(p, i) for i in range(p.count)], dice.choice(CLOSING), dice.choice(CLOSING)
    text = rules(p).replace('pada capaian "Rata-rata"', f'pada capaian "{own}"')
    mean, cells = plain(half_away(p.mean(), 2), 2), []
    # What has one row alone may have no mean below it.
    all_of = dice.random() < 0.7
    wrong = dice.choice(["none", "mean", "mean", "row"])
    closes = wrong == "mean" or dice.random() < 0.7
    if wrong == "mean":
        new = slip(dice, mean)
        if not new or not all_of:
            return None
        mean = new
    if wrong == "row":
        key, i = dice.choice(["target", "value", "achieved"]), dice.randrange(p.count)
        new = slip(dice, rows[i][key])
        if not new or len({one[key] for one in rows}) < 4:
            return None
        rows[i][key], cells = new, [(i, key)]
    side = dice.choice(["name", "goal"])
    write = lambda cells: out.append(";".join(cells.get(key, "") for key in p.columns))
    out, where = [";".join(TITLES[key] for key in p.columns)], {}
    for i, one in enumerate(rows):
        write(dict(one, goal=one["goal"] if begins(p, i) else ""))
        where[i] = len(out)
        if i + 1 == p.count or begins(p, i + 1):
            done = [p.achieved(k) for k in range(p.count) if p.goal[k] == p.goal[i]]
            if all_of or len(done) > 1:
                write({side: label, "achieved": plain(half_away(sum(done) / len(done), 2), 2)})
    if closes:
        write({dice.choice(["name", "goal"]): own if dice.random() < 0.6 else label, "achieved": mean})
    cells = [[where[i], TITLES[key]] for i, key in cells] or ([[len(out), "% Capaian"]] if wrong == "mean" else [])
    return text, p, out, cells


def level(dice):
    """Below titles of another level the last is a mere `%`: right, or the wrong way round from top to bottom."""
    p = package(dice)
    rows = [row(p, i) for i in range(p.count)]
    above, below = dice.choice(ABOVE), dice.choice(SHARES)
    cells = []
    if dice.random() < 0.7:
        for one, i in zip(rows, range(p.count)):
            new = plain(half_away(F(p.target[i], p.value[i]) * 100, 2), 2)
            if new != one["achieved"]:
                cells.append([i + 3, f"{above} · {below}"])
            one["achieved"] = new
        if len(cells) < p.count or p.count < 3:
            return None
    out = [f"{TITLES['goal']};{TITLES['name']};{above};;", f";;Target;Realisasi;{below}"]
    out += [";".join(one[key] for key in p.columns) for one in rows]
    return rules(p), p, out, cells


def twin(dice):
    """Slips in some cells of a column, and the right figures once more in a column of another title."""
    p = package(dice)
    rows = [row(p, i) for i in range(p.count)]
    key = "achieved"
    beside = dice.choice(BESIDE[key])
    spoiled = dice.sample(range(p.count), dice.randint(1, p.count))
    right, cells = [one[key] for one in rows], []
    for i in spoiled:
        new = slip(dice, rows[i][key])
        # Of short numbers a slip makes any other, and what is all slips may be another thing.
        if new and len(new) >= 4:
            rows[i][key] = new
            cells.append([i + 2, TITLES[key]])
    if not cells or len({one[key] for one in rows}) < 3:
        return None
    return rules(p), p, besides(dice, p, rows, beside, right, key), cells


def copy(dice):
    """The targets again under `Realisasi`, and what was attained under a title that says nothing."""
    p = package(dice)
    rows = [row(p, i) for i in range(p.count)]
    right = [one["value"] for one in rows]
    if p.count < 3 or len(set(p.target)) < 2 or any(p.target[i] == p.value[i] for i in range(p.count)):
        return None
    for one in rows:
        one["value"] = one["target"]
    out = besides(dice, p, rows, dice.choice(["Hasil", "Output", "Angka"]), right, "value")
    return rules(p), p, out, [[i + 2, "Realisasi"] for i in range(p.count)]


def besides(dice, p, rows, title, figures, key):
    """The table with a column more, right behind another one or at the end."""
    at = dice.choice([p.columns.index(key) + 1, len(p.columns)])
    shown = [TITLES[one] for one in p.columns]
    out = [";".join(shown[:at] + [title] + shown[at:])]
    for one, figure in zip(rows, figures):
        cells = [one[key] for key in p.columns]
        out.append(";".join(cells[:at] + [figure] + cells[at:]))
    return out


def case(seed, kind=None):
    dice = random.Random(seed)
    kind = kind or dice.choice(MORE)
    made = {"part": part, "level": level, "twin": twin, "copy": copy}[kind](dice)
    if made is None:
        return None
    text, p, out, cells = made
    names = ["kolom"] + ANY if cells else []
    return {"kind": kind, "names": names, "rules": text, "data": p.data(), "printed": "\n".join(out) + "\n", "cells": cells}


if __name__ == "__main__":
    main(case)
