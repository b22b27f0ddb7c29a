"""Small tables whose titles and names leave one thing open: a short or similar title over a column with one wrong figure, a mere `%` over
a column that is completely wrong, a total with a label for both kinds of it, and columns of other things under equally similar
titles, which are not mistakes. Also wrong uses of existing figures: a mean of what is printed above it, a duplicated
row, last year's column, a column shifted down by one, a shifted decimal point with zeros filled in.

As in planted.py, a report is printed first, then one person makes one mistake, or none; each output line is one case.
"""
import random
from fractions import Fraction as F

from nearby import ANY, TITLES, enlarge, row, rules
from planted import cut, half_away, main, other_figure, plain, swapped

MORE = ["short", "short", "short", "whole", "decoy", "decoy", "closing", "mean", "mean", "twice", "padded", "last_year", "moved", "twin", "twin", "part", "each", "each"]
SHORT = {
    "achieved": ["%", "(%)", "Persen", "Persentase", "Tingkat Capaian", "Capaian Kinerja", "Persentase Capaian Kinerja", "Capaian s.d. TW IV"],
    "value": ["Hasil", "Realisasi Kinerja Tahun 2024", "Realisasi s/d TW IV", "Realisasi Akhir"],
    "target": ["Target Kinerja 2024", "Target (T)"],
}
# As near in words, and of another thing.
DECOYS = {
    "achieved": ["% Kenaikan", "Capaian Provinsi (%)", "Capaian Nasional", "Persentase Penduduk", "Capaian 2022 (%)", "Selisih (%)"],
    "value": ["Realisasi Provinsi", "Realisasi Fisik", "Realisasi Anggaran (Rp)", "Rata-rata Nasional", "Realisasi 2022", "Realisasi TW II"],
    "target": ["Target Renstra", "Target Provinsi", "Target 2026", "Target Nasional", "Target TW I", "Target Awal"],
}
BOTH = ["Jumlah / Rata-rata", "Rata-rata / Jumlah", "Jumlah/Rata-Rata", "TOTAL / RATA-RATA"]
OFFICES = ["Kecamatan Sumberjo", "Kabupaten Jatiasri", "Kota Randu"]


def package(dice, least=3):
    """A table of few rows."""
    p = enlarge(dice)
    p.count = min(p.count, dice.randint(least, 6))
    p.names, p.present, p.goal = p.names[:p.count], list(range(p.count)), p.goal[:p.count]
    p.columns = [key for key in TITLES if key in ("name", "target", "value", "achieved") or key in ("goal", "unit", "grade") and dice.random() < 0.4]
    p.closing = []
    return p


def slip(dice, cell):
    new = other_figure(cell, swapped(dice, cell))
    return new if new and new != cell else None


def telling(rows, key):
    """Whether figures of a column say which it is: two of them, none of which many columns have."""
    return len({one[key] for one in rows} - {"0,00", "100,00"}) >= 3


def printed(dice, p, rows, titles, below=()):
    """The table; the rules may have columns at its end that are not printed."""
    shown = [key for key in p.columns if key != "grade" or dice.random() < 0.6]
    has_goal = "goal" in shown
    out = [";".join(titles[key] for key in shown)]
    out += [";".join(one[key] for key in shown) for one in rows]
    for cells in below:
        place = dice.choice(["goal", "name"]) if has_goal else "name"
        out.append(";".join(cells["name"] if key == place else cells.get(key, "") if key != "name" else "" for key in shown))
    return out


def short(dice):
    p = package(dice)
    rows, titles = [row(p, i) for i in range(p.count)], dict(TITLES)
    key, i = dice.choice(list(SHORT)), dice.randrange(p.count)
    titles[key] = dice.choice(SHORT[key])
    new = slip(dice, rows[i][key])
    others = [one for k, one in enumerate(rows) if k != i]
    if not new or not telling(rows, key) or len({one[key] for one in others} - {"0,00", "100,00"}) < 2:
        return None
    rows[i][key] = new
    return p, printed(dice, p, rows, titles), [[i + 2, titles[key]]], ANY


def whole(dice):
    p = package(dice, 4)
    rows, titles = [row(p, i) for i in range(p.count)], dict(TITLES)
    titles["achieved"] = dice.choice(SHORT["achieved"][:4])
    old = [one["achieved"] for one in rows]
    how = dice.choice(["target", "moved", "turned"])
    for i, one in enumerate(rows):
        new = {"target": one["target"], "moved": old[i - 1], "turned": plain(half_away(F(p.target[i], p.value[i]) * 100, 2), 2)}
        one["achieved"] = new[how]
    cells = [[i + 2, titles["achieved"]] for i in range(p.count) if F(rows[i]["achieved"].replace(",", ".")) != F(old[i].replace(",", "."))]
    return (p, printed(dice, p, rows, titles), cells, ["kolom"] + ANY) if len(cells) == p.count and telling(rows, "achieved") else None


def decoy(dice):
    p = package(dice)
    rows, titles = [row(p, i) for i in range(p.count)], dict(TITLES)
    key = dice.choice(list(DECOYS))
    titles[key] = dice.choice(DECOYS[key])
    for one in rows:
        # A target of the plan is often that of the year.
        if key == "target" and dice.random() < 0.5 and "TW" not in titles[key]:
            continue
        one[key] = str(dice.randint(20, 990)) if key != "achieved" else plain(F(dice.randint(-900, 12000), 100), 2)
    if "Rp" in titles[key]:
        for one in rows:
            one[key] = str(dice.randint(10 ** 7, 10 ** 9))
    # Rows that nothing else tells are not there: target and realisation of others stay.
    return p, printed(dice, p, rows, titles), [], []


def closing(dice):
    p = package(dice)
    p.closing = ["mean"]
    rows, mean = [row(p, i) for i in range(p.count)], plain(half_away(p.mean(), 2), 2)
    new = slip(dice, mean) if dice.random() < 0.7 else mean
    if not new:
        return None
    out = printed(dice, p, rows, TITLES, [{"name": dice.choice(BOTH), "achieved": new}])
    return p, out, [[len(out), TITLES["achieved"]]] if new != mean else [], ANY + ["jumlah"] if new != mean else []


def mean(dice):
    """A mean of what is printed above it, right or wrong; also of more decimals, or cut."""
    p = package(dice)
    p.closing = ["mean"]
    rows, i = [row(p, i) for i in range(p.count)], dice.randrange(p.count)
    right = F(rows[i]["achieved"].replace(",", "."))
    wrong = half_away(right * F(dice.randint(40, 80), 100) + F(dice.randint(1, 999), 100), 2)
    if abs(wrong - right) < 5 or not telling(rows, "achieved"):
        return None
    rows[i]["achieved"] = plain(wrong, 2)
    whole = sum(F(one["achieved"].replace(",", ".")) for one in rows) / p.count
    exact = (sum(p.achieved(k) for k in range(p.count) if k != i) + wrong) / p.count
    said = dice.choice([plain(half_away(whole, 2), 2), plain(half_away(whole, 3), 3), plain(half_away(exact, 2), 2), plain(cut(whole, 2), 2)])
    titles = dict(TITLES)
    return p, printed(dice, p, rows, titles, [{"name": "Rata-rata", "achieved": said}]), [[i + 2, titles["achieved"]]], ANY


def twice(dice):
    p = package(dice)
    rows = [row(p, i) for i in range(p.count)]
    i = dice.randrange(p.count)
    office = dice.choice(OFFICES)
    rows[i]["name"] += f" {office}"
    last = None
    for one in rows:
        last, one["goal"] = one["goal"], "" if one["goal"] == last else one["goal"]
    again = dict(rows[i], goal=p.words[p.goal[i]])
    out = printed(dice, p, rows + [again], TITLES)
    return p, out, [[len(out), ""]], ["berulang"]


def padded(dice):
    p = package(dice)
    rows, i = [row(p, i) for i in range(p.count)], dice.randrange(p.count)
    shown = half_away(p.achieved(i), 2)
    if shown in (0, 100) or not telling(rows, "achieved"):
        return None
    rows[i]["achieved"] = plain(shown * 10, 2)
    return p, printed(dice, p, rows, TITLES), [[i + 2, TITLES["achieved"]]], ["satuan"]


def last_year(dice):
    p = package(dice, 4)
    rows, cells = [row(p, i) for i in range(p.count)], []
    for i, one in enumerate(rows):
        new = plain(half_away(p.achieved(i, target=p.past[i], value=p.past_value(i)), 2), 2)
        if new != one["achieved"]:
            cells.append([i + 2, TITLES["achieved"]])
        one["achieved"] = new
    return (p, printed(dice, p, rows, TITLES), cells, ["kolom"]) if len(cells) == p.count and telling(rows, "achieved") else None


def moved(dice):
    p = package(dice, 4)
    rows = [row(p, i) for i in range(p.count)]
    old = [one["achieved"] for one in rows]
    for i, one in enumerate(rows):
        one["achieved"] = old[i - 1]
    cells = [[i + 2, TITLES["achieved"]] for i in range(p.count) if rows[i]["achieved"] != old[i]]
    return (p, printed(dice, p, rows, TITLES), cells, ["kolom"]) if len(cells) == p.count and telling(rows, "achieved") else None


def twin(dice):
    """A title that the rules have once stands over two columns, the other one of another office or an earlier time: in most rows it may
    be the same. The right one is right, or has a wrong figure; then it agrees in more rows all the same."""
    p = package(dice, 4)
    rows, key = [row(p, i) for i in range(p.count)], dice.choice(["target", "value", "achieved"])
    right = [one[key] for one in rows]
    other = list(right)
    for i in dice.sample(range(p.count), dice.randint(1, p.count)):
        new = str(int(F(right[i].replace(",", "."))) + dice.randint(3, 60))
        other[i] = new + ",00" if "," in right[i] else new
    wrong = sum(F(a.replace(",", ".")) != F(b.replace(",", ".")) for a, b in zip(right, other))
    cells = []
    if wrong >= 2 and dice.random() < 0.5:
        i = dice.choice([i for i in range(p.count) if other[i] != right[i]])
        new = slip(dice, right[i])
        if not new or F(new.replace(",", ".")) == F(other[i].replace(",", ".")):
            return None
        right[i] = new
        cells = [[i + 2, TITLES[key]]]
    if len(set(right)) < 3 or not telling(rows, key):
        return None
    p.columns = [one for one in p.columns if one != key] + [key]
    sides = (other, right) if dice.random() < 0.7 else (right, other)
    for i, one in enumerate(rows):
        one[key], one["twin"] = sides[0][i], sides[1][i]
    out = [";".join(TITLES[one] for one in p.columns + [key])]
    out += [";".join(one[at] for at in p.columns + ["twin"]) for one in rows]
    return p, out, cells, ANY if cells else []


def part(dice):
    """Objectives as rows of words, and a mean of the last one alone, above that of all or without it."""
    p = package(dice, 4)
    p.goal = [0] * dice.randint(1, p.count - 2)
    p.goal += [1] * (p.count - len(p.goal))
    p.closing = ["mean"]
    p.columns = [one for one in p.columns if one not in ("goal", "unit", "grade")]
    rows = [row(p, i) for i in range(p.count)]
    of = [i for i in range(p.count) if p.goal[i] == 1]
    own = plain(half_away(sum(p.achieved(i) for i in of) / len(of), 2), 2)
    whole = plain(half_away(p.mean(), 2), 2)
    if own == whole:
        return None
    word, total = dice.choice(["Rata-rata", "Rata-rata Sasaran", "Rerata"]), dice.choice(["Rata-rata", "Rata-rata Keseluruhan", "Rata-rata Capaian Kinerja", None])
    new = slip(dice, whole) if total and dice.random() < 0.5 else whole
    if not new or new == own:
        return None
    out, shown, last = [";".join(TITLES[key] for key in p.columns)], p.columns, None
    words = lambda name, achieved: ";".join({"name": name, "achieved": achieved}.get(key, "") for key in shown)
    for i, one in enumerate(rows):
        if p.goal[i] != last:
            last = p.goal[i]
            out.append(words(p.words[last], ""))
        out.append(";".join(one[key] for key in shown))
    out.append(words(word, own))
    if total:
        out.append(words(total, new))
    return p, out, [[len(out), TITLES["achieved"]]] if new != whole else [], ANY + ["jumlah"] if new != whole else []


def each(dice):
    """Below each objective its mean, below all that of all, under words that are often the same; objectives as rows of words, or beside
    every row and the mean; often all is attained, and one mean is like the other."""
    p = package(dice, 4)
    first = dice.randint(1, p.count - 1)
    p.goal = [0] * first + [1] * (p.count - first)
    p.closing = ["mean"]
    is_beside = dice.random() < 0.5
    p.columns = [one for one in p.columns if one not in ("unit", "grade") and (one != "goal" or is_beside)]
    if is_beside and "goal" not in p.columns:
        p.columns.insert(0, "goal")
    if dice.random() < 0.4:
        p.value = list(p.target)
    rows = [row(p, i) for i in range(p.count)]
    of = lambda goal: [i for i in range(p.count) if p.goal[i] == goal]
    mean = lambda goal: plain(half_away(sum(p.achieved(i) for i in of(goal)) / len(of(goal)), 2), 2)
    whole = plain(half_away(p.mean(), 2), 2)
    word = dice.choice(["Rata-rata", "Rata-rata Sasaran", "Rata-rata Capaian Sasaran", "Rerata"])
    total = dice.choice(["Rata-rata", "Rata-rata Keseluruhan", "Rata-rata Capaian Kinerja"])
    new = slip(dice, whole) if dice.random() < 0.5 else whole
    if not new:
        return None
    words = lambda goal, name, achieved: ";".join({"goal": goal, "name": name, "achieved": achieved}.get(key, "") for key in p.columns)
    out = [";".join(TITLES[key] for key in p.columns)]
    for goal in (0, 1):
        if not is_beside:
            out.append(words("", p.words[goal], ""))
        out += [";".join(rows[i][key] for key in p.columns) for i in of(goal)]
        out.append(words(p.words[goal] if is_beside and dice.random() < 0.6 else "", word, mean(goal)))
    out.append(words("", total, new))
    return p, out, [[len(out), TITLES["achieved"]]] if new != whole else [], ANY + ["jumlah"] if new != whole else []


MADE = {"short": short, "whole": whole, "decoy": decoy, "closing": closing, "mean": mean, "twice": twice, "padded": padded,
        "last_year": last_year, "moved": moved, "twin": twin, "part": part, "each": each}


def case(seed, kind=None):
    dice = random.Random(seed)
    kind = kind or dice.choice(MORE)
    made = MADE[kind](dice)
    if made is None:
        return None
    p, out, cells, names = made
    return {"kind": kind, "names": names, "rules": rules(p), "data": p.data(), "printed": "\n".join(out) + "\n", "cells": cells}


if __name__ == "__main__":
    main(case)
