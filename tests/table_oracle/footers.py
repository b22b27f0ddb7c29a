#!/usr/bin/env python3
"""Random tables in which some rows contain what others have, and what their footers and subtotals must show, by a model of
docs/bahasa.md in exact fractions.

Trees whose parents change between years; groups whose members do; rows by every row word; filters; groupings;
formulas of money that are additive and of money that are not, of achievements, of extra columns.
Run: footers.py --count 300 --seed 1 > footers.txt
"""
import random
from fractions import Fraction as F

from many import run

YEAR = 2024
NA, BLANK, UNDEF, FAULTY = "tidak-berlaku", "belum-diisi", "tidak-terdefinisi", "keliru"
WORST = [NA, BLANK, UNDEF, FAULTY]


def missing(value):
    return isinstance(value, str)


def worst(values):
    return max((one for one in values if missing(one)), key=WORST.index)


def rounded(value, places):
    """Half away from zero."""
    scaled = abs(value) * 10 ** places + F(1, 2)
    whole = F(scaled.numerator // scaled.denominator, 10 ** places)
    return whole if value >= 0 else -whole


class Package:
    def __init__(self, r):
        self.r = r
        self.codes = ["4", "5"]
        for top in ("4", "5"):
            for at in range(1, r.randint(1, 3) + 1):
                self.codes.append(f"{top}.{at}")
                if r.random() < 0.4:
                    self.codes += [f"{top}.{at}.{one}" for one in range(1, r.randint(1, 2) + 1)]
        self.parent, self.data = {}, {}
        for year in (YEAR - 1, YEAR):
            for code in self.codes:
                depth = code.count(".")
                above = [one for one in self.codes if one.count(".") < depth]
                own = code.rpartition(".")[0] or None
                moved = depth and r.random() < 0.25
                self.parent[code, year] = r.choice(above) if moved else own
        for year in (YEAR - 1, YEAR):
            for code in self.codes:
                inner = any(parent == code for (_, at), parent in self.parent.items() if at == year)
                money = lambda: BLANK if r.random() < (0.85 if inner else 0.04) else F(r.randint(1, 90))
                self.data[code, year] = {
                    "pagu": money(), "serapan": money(), "ang": r.choices([F(r.randint(1, 20)), NA, BLANK], [92, 5, 3])[0],
                    "target": F(100), "realisasi": F(r.randint(40, 130)) if r.random() < 0.97 else BLANK}
        self.groups = {}
        leaves = self.codes[2:]
        now = r.sample(leaves, min(len(leaves), r.randint(1, 3)))
        old = now if r.random() < 0.6 else r.sample(leaves, min(len(leaves), r.randint(1, 3)))
        self.groups["L"] = {YEAR - 1: old, YEAR: now}
        if r.random() < 0.4:
            rest = [one for one in leaves if one not in now + old]
            more = r.sample(rest, min(len(rest), r.randint(0, 1)))
            self.groups["M"] = {YEAR - 1: ["L", *more], YEAR: ["L", *more]}
        for group in self.groups:
            for year in (YEAR - 1, YEAR):
                money = lambda: BLANK if r.random() < 0.5 else F(r.randint(1, 90))
                self.data[group, year] = {"pagu": money(), "serapan": money(), "ang": F(r.randint(1, 20)),
                                          "target": BLANK, "realisasi": BLANK}
        self.goals = {code: r.choice(["satu", "dua"]) for code in [*self.codes, *self.groups]}
        self.is_spread = self.groups["L"][YEAR] != self.groups["L"][YEAR - 1]

    # The tree of a year.
    def parts(self, code, year):
        return [one for one in self.codes if self.parent[one, year] == code] if code in self.codes else []

    def wholes(self, code, year):
        found, at = [], self.parent.get((code, year))
        while at and at not in found:
            found.append(at)
            at = self.parent[at, year]
        return found

    def in_groups(self, name, year):
        return [group for group, members in self.groups.items() if name in members[year]]

    def inside(self, name, year, by_tree):
        """Everything above a name by groups, and by the tree on the way."""
        found, left = [], [name]
        while left:
            at = left.pop()
            parent = [self.parent[at, year]] if by_tree and self.parent.get((at, year)) else []
            for one in self.in_groups(at, year) + parent:
                if one not in found:
                    found.append(one)
                    left.append(one)
        return found

    # Values.
    def money(self, name, role, year):
        own = self.data[name, year][role]
        parts = self.parts(name, year)
        if own != BLANK or not parts:
            return own
        return self.sum([self.money(one, role, year) for one in parts])

    def sum(self, values):
        there = [one for one in values if one != NA]
        if any(missing(one) for one in there):
            return worst(there)
        return sum(there) if there else NA

    def achievement(self, name, year):
        if name in self.groups:
            values = [self.achievement(one, year) for one in self.groups[name][year]]
            if any(missing(one) for one in values):
                return worst(values)
            return sum(values) / len(values)
        value = self.data[name, year]["realisasi"]
        return value if missing(value) else value / self.data[name, year]["target"] * 100


class Formula:
    """How it is written, what it is at a row, whether it adds up, and what of the row goes into it: role and year."""

    def __init__(self, text, value, reads=(), adds_up=False, or_nothing=False):
        self.text, self.value, self.reads = text, value, list(reads)
        self.adds_up, self.or_nothing = adds_up, or_nothing


def lift(function, *values):
    return worst(values) if any(missing(one) for one in values) else function(*values)


def formulas(p):
    pagu = lambda year: lambda row: p.money(row, "pagu", year)
    now, last = pagu(YEAR), pagu(YEAR - 1)
    spent = lambda row: p.money(row, "serapan", YEAR)
    ang = lambda row: p.data[row, YEAR]["ang"]
    score = lambda row: p.achievement(row, YEAR)
    four = lambda row: p.money("4", "pagu", YEAR)
    m, s, old, c = ("pagu", YEAR), ("serapan", YEAR), ("pagu", YEAR - 1), ("capaian", YEAR)
    of = lambda function, *parts: lambda row: lift(function, *[part(row) for part in parts])
    parts = lambda row: p.sum([p.money(one, "pagu", YEAR) for one in p.parts(row, YEAR)])

    def chosen(asked, holds, then, otherwise):
        return lambda row: asked(row) if missing(asked(row)) else then(row) if holds(asked(row)) else otherwise

    def branch(asked, holds, then, otherwise):
        """A branch that may still be chosen counts while the condition is not known."""
        def value(row):
            condition = asked(row)
            if missing(condition):
                return worst([condition, then(row)])
            return then(row) if holds(condition) else otherwise
        return value

    all_of = [
        Formula("pagu", now, [m], True),
        Formula("pagu - serapan", of(lambda a, b: a - b, now, spent), [m, s], True),
        Formula("selisih(pagu; serapan)", of(lambda a, b: a - b, now, spent), [m, s], True),
        Formula("pagu / 10", of(lambda a: a / 10, now), [m], True),
        Formula("2 * pagu - serapan / 3", of(lambda a, b: 2 * a - b / 3, now, spent), [m, s], True),
        Formula("bulat(pagu / 7; 1)", of(lambda a: rounded(a / 7, 1), now), [m], True),
        Formula("pagu / pagu \"4\" * 100%", of(lambda a, b: a / b * 100, now, four), [m], True),
        Formula("pagu[tahun-1]", last, [old], True),
        Formula("pagu - pagu[tahun-1]", of(lambda a, b: a - b, now, last), [m, old], True),
        Formula("jika ada(pagu) maka pagu selain itu 0", lambda row: F(0) if missing(now(row)) else now(row), [m],
                True, True),
        Formula("jumlah(pagu rincian)", parts, [m], True),
        Formula("-pagu", of(lambda a: -a, now), [m], True),
        Formula("jika capaian < 100 maka pagu selain itu 0", branch(score, lambda one: one < 100, now, F(0)), [m]),
        Formula("jika kode = \"4.1\" maka pagu selain itu 0", lambda row: now(row) if row == "4.1" else F(0), [m]),
        Formula("jika serapan = pagu maka pagu selain itu 0",
                branch(of(lambda a, b: a == b, spent, now), lambda one: one, now, F(0)), [m]),
        Formula("ang + pagu", of(lambda a, b: a + b, ang, now), [m]),
        Formula("maks(pagu; serapan)", of(max, now, spent), [m, s]),
        Formula("abs(pagu - serapan)", of(lambda a, b: abs(a - b), now, spent), [m, s]),
        Formula("pagu / ang", of(lambda a, b: a / b, now, ang), [m]),
        Formula("serapan / pagu * 100%", of(lambda a, b: a / b * 100, spent, now), [s, m]),
        Formula("pagu - jumlah(pagu rincian)", of(lambda a, b: a - b, now, parts), [m]),
        Formula("ang", ang),
        Formula("jika pagu > 40 maka 1 selain itu 0", chosen(now, lambda one: one > 40, lambda row: F(1), F(0))),
        Formula("capaian", score, [c]),
        Formula("100% - capaian", of(lambda a: 100 - a, score), [c]),
        Formula("bulat(capaian; 0)", of(lambda a: rounded(a, 0), score), [c]),
        Formula("capaian[tahun-1]", lambda row: p.achievement(row, YEAR - 1), [("capaian", YEAR - 1)]),
    ]
    return all_of


def aggregate(word, values):
    there = [one for one in values if one != NA]
    if any(missing(one) for one in there):
        return worst(there)
    if word == "banyaknya":
        return F(len(there))
    if not there:
        return NA
    if word == "jumlah":
        return sum(there)
    if word == "rata_rata":
        return sum(there) / len(there)
    if word == "terbesar":
        return max(there)
    if word == "terkecil":
        return min(there)
    there.sort()
    middle = len(there) // 2
    return there[middle] if len(there) % 2 else (there[middle - 1] + there[middle]) / 2


def footer(p, word, formula, rows):
    """What a footer says of the rows that are shown; whether one of them holds what another has for sure, by the rules."""
    item = {row: formula.value(row) for row in rows}
    reads = [one for one in formula.reads if word == "jumlah" or word in ("rata_rata", "median") and one[0] == "capaian"]
    clashes, left_out = [], set()
    value = lambda row, read: p.achievement(row, read[1]) if read[0] == "capaian" else p.money(row, *read)
    for row in rows:
        sure = {read: [one for one in p.wholes(row, read[1]) if one in rows] for read in reads if read[0] != "capaian"}
        groups = {read: [one for one in p.inside(row, read[1], read[0] != "capaian")
                         if one in rows and one != row and one not in sure.get(read, [])] for read in reads}
        is_out = {bool(above) for above in sure.values()}
        for read in reads:
            above = list(groups[read])
            if not formula.adds_up or len(is_out) > 1:
                above += sure.get(read, [])
            clashes += [(row, one, read) for one in above]
        if formula.adds_up and is_out == {True}:
            above = [one for read in reads for one in sure[read]]
            if not formula.or_nothing or any(not missing(p.money(one, *reads[0])) for one in above):
                left_out.add(row)
    maybe = any(read[0] == "capaian" for _, _, read in clashes)
    for row, above, read in clashes:
        if not missing(item[row]) and not missing(item[above]) \
                and not missing(value(row, read)) and not missing(value(above, read)):
            return FAULTY, maybe
    return aggregate(word, [item[row] for row in rows if row not in left_out]), maybe


def generate(number, seed):
    r = random.Random(f"{seed}-{number}")
    p = Package(r)
    written, rows = [], []

    def add(text, names):
        written.append(text)
        rows.extend(name for name in names if name not in rows)

    def below(code):
        return [one for part in p.parts(code, YEAR) for one in [part, *below(part)]]

    for _ in range(r.randint(1, 3)):
        pick = r.random()
        code = r.choice(p.codes)
        if pick < 0.25:
            add(f'"{code}"', [code])
        elif pick < 0.45:
            top = r.choice(["4", "5"])
            add(f'"{top}"', [top])
            add(f'rincian "{top}"', p.parts(top, YEAR))
        elif pick < 0.6:
            top = r.choice(["4", "5"])
            add(f'turunan "{top}"', below(top))
        elif pick < 0.85:
            group = r.choice(list(p.groups))
            add(group, [group])
            how = r.choice(["anggota L", f"anggota L[{YEAR}]", "anggota L[tahun]", None])
            if how:
                add(how, p.groups["L"][YEAR])
        else:
            add(r.choice(["anggota L"]), p.groups["L"][YEAR])
    if not rows:
        add('"4"', ["4"])
    # A filter that the rules decide, or the data.
    shown, saring = list(rows), None
    pick = r.random()
    if pick < 0.25:
        out = r.choice(rows)
        saring, shown = f'kode <> "{out}"', [one for one in rows if one != out]
    elif pick < 0.45 and all(p.data[row, YEAR]["ang"] != BLANK for row in rows):
        least = r.randint(2, 12)
        # What is not applicable is not shown, whatever it has or lacks.
        is_shown = lambda ang: not missing(ang) and ang > least
        saring, shown = f"ang > {least}", [one for one in rows if is_shown(p.data[one, YEAR]["ang"])]
    chosen = r.sample(formulas(p), 3)
    if p.is_spread:
        # Years of a group whose members differ are not brought together, and that is another page.
        chosen = [one for one in chosen if len({year for role, year in one.reads if role == "capaian"}) < 2]
    words = [r.choice(["jumlah", "jumlah", "jumlah", "rata_rata", "median", "terbesar"]) for _ in chosen]
    heaps = r.random() < 0.35
    members = lambda group, year: "; ".join(f'"{one}"' if one[0].isdigit() else one for one in p.groups[group][year])
    lines = ['paket "Uji"', f"  tahun {YEAR}", "aturan capaian Baku", '  jika target = 0 : tidak terdefinisi "nol"',
             "  makin tinggi : realisasi / target * 100", 'umum "4"', "  arah makin tinggi", "  capaian Baku",
             'umum "5"', "  arah makin tinggi", "  capaian Baku"]
    for group, years in p.groups.items():
        for year, words_of in ((YEAR - 1, f"  berlaku sampai {YEAR - 1}"), (YEAR, f"  berlaku mulai {YEAR}")):
            spread = [] if years[YEAR] == years[YEAR - 1] else [words_of]
            if not spread and year != YEAR:
                continue
            lines += [f"kelompok {group}", f'  sasaran "{p.goals[group]}"', *spread, f"  anggota {members(group, year)}",
                      "  capaian rata_rata(capaian anggota)"]
    lines += ["tabel T", "  baris " + "; ".join(written)] + ([f"  saring {saring}"] if saring else [])
    lines += ["  kelompokkan sasaran"] if heaps else []
    lines += ["  kolom kode"] + [f"  kolom {one.text}" for one in chosen]
    values = "; ".join(f"{word}({one.text}) pada {one.text}" for word, one in zip(words, chosen))
    lines += [f'  subtotal {values} "S"'] if heaps else []
    lines += [f'  penutup {values} "J"', 'data "d.csv" angka id', '  kolom ang "Ang" satuan rupiah']
    print(f"=== {number}\n--- a.takar\n" + "\n".join(lines))
    print("--- d.csv\nkode;tahun;uraian;induk;pagu;serapan;ang;target;realisasi")
    cell = lambda value: ("n/a" if value == NA else "") if missing(value) else str(value)
    for (code, year), row in p.data.items():
        induk = p.parent.get((code, year)) or ""
        goal = p.goals[code] if code in p.codes else ""
        cells = [row[name] for name in ("pagu", "serapan", "ang", "target", "realisasi")]
        print(";".join([code, str(year), goal, induk, *map(cell, cells)]))
    print("--- harap")
    maybe = False
    token = lambda value: value if missing(value) else f"{value.numerator}/{value.denominator}"

    def said(of):
        nonlocal maybe
        found = [footer(p, word, one, of) for word, one in zip(words, chosen)]
        maybe = maybe or any(is_maybe for _, is_maybe in found)
        return " ".join(token(value) for value, _ in found)

    found = []
    if heaps:
        # A group whose rows are all filtered out is not there.
        goals = list(dict.fromkeys(p.goals[row] for row in rows if row in shown))
        found += ["S " + said([row for row in shown if p.goals[row] == goal]) for goal in goals]
    found.append("J " + said(shown))
    print("\n".join((["mungkin"] if maybe else []) + found))


if __name__ == "__main__":
    run(generate, 300)
