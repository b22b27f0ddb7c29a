#!/usr/bin/env python3
"""Random statements over a year and its quarters, over money with quarters and along a hierarchy, and over years that conditions name; each with
whether it holds, by trying every value, blank and state. Either a year is given or its quarters are, never both: combining quarters
is tested by tests/eval_oracle/quarters.py, in exact fractions.

    quarters.py SEED COUNT > cases.txt
"""

import itertools
import os
import random
import sys
from fractions import Fraction

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "eval_oracle"))
from evaluate import NOT_APPLICABLE as NA, NOT_FILLED as NF  # noqa: E402
from quarters import caught, kept, over_quarters, value  # noqa: E402

SIGNS = {">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, "<": lambda a, b: a < b,
         "=": lambda a, b: a == b, "<>": lambda a, b: a != b}


def there(x):
    return isinstance(x, Fraction)


class Quarters:
    """One indicator whose year comes of quarters."""

    def __init__(self, dice):
        self.dice, self.way = dice, dice.choice(["jumlah", "jumlah", "terakhir", "rata_rata", "terbesar", "terkecil"])
        self.top = dice.choice([1, 2, 3])
        self.thing = {"skala": (Fraction(0), Fraction(self.top)), "triwulan": self.way}
        self.lines = ["aturan capaian C", "  makin tinggi : realisasi / target * 100", "", "indikator A \"a\"", "  satuan surat",
                      f"  skala 0..{self.top}", "  langkah 1", "  arah makin tinggi", "  capaian C", f"  triwulan {self.way}"]
        numbers = [Fraction(one) for one in range(self.top + 1)]
        self.numbers = numbers
        each = numbers + [NF, NA]
        self.all = [(year, (NF,) * 4) for year in each] + [(NF, cells) for cells in itertools.product(each, repeat=4)]

    def value(self, data, quarter):
        year, cells = data
        if quarter is None and year != NF:
            return year
        return caught(lambda: kept(self.thing, over_quarters(self.way, list(cells), quarter)))

    def term(self):
        quarter = self.dice.choice([None, None, 1, 2, 3, 4])
        return ("A" if quarter is None else f"A[triwulan {quarter}]"), lambda data: self.value(data, quarter)

    def compare(self):
        d = self.dice
        sign, left = d.choice(list(SIGNS)), self.term()
        right = self.term() if d.random() < 0.6 else None
        bound = Fraction(d.randrange(-1, self.top + 2))
        if right is not None and right[0] == left[0]:
            right = None

        def holds(data):
            a, b = left[1](data), right[1](data) if right else bound
            return SIGNS[sign](a, b) if there(a) and there(b) else None
        return f"{left[0]} {sign} {right[0] if right else bound}", holds

    def statement(self):
        d = self.dice
        if d.random() < 0.35:
            return self.movement()
        if d.random() < 0.35:
            premise, follows = self.compare(), self.compare()
            return (f"jika {premise[0]} maka {follows[0]}",
                    all(not (premise[1](data) is True and follows[1](data) is False) for data in self.all))
        text, holds = self.compare()
        return text, all(holds(data) is not False for data in self.all)

    def movement(self):
        d = self.dice
        text, found = self.term()
        moving, along = d.choice([None, 1, 2, 3, 4]), d.random() < 0.5
        what = "A" if moving is None else f"A[triwulan {moving}]"
        said = f"{text} tidak {'turun' if along else 'naik'} bila {what} naik"
        groups = {}
        for year, cells in self.all:
            moved = year if moving is None else cells[moving - 1]
            if not there(moved):
                continue
            rest = cells if moving is None else (*cells[:moving - 1], None, *cells[moving:])
            groups.setdefault((moving is None or year, rest), []).append((moved, found((year, cells))))
        for pairs in groups.values():
            known = [result for _, result in sorted(pairs, key=lambda one: one[0]) if there(result)]
            if any((a > b) if along else (a < b) for a, b in zip(known, known[1:])):
                return said, False
        return said, True


class Sums:
    """A formula over something with quarters and something without, beside what it is made of."""

    def __init__(self, dice):
        self.dice, self.top, self.other = dice, dice.choice([2, 5, 30]), dice.choice([2, 4, 40])
        self.more, self.low = dice.choice([0, 1, 3]), dice.choice([0, 0, 1])
        way = dice.choice(["jumlah", "jumlah", "terakhir", "rata_rata", "terbesar"])
        tail = f" + {self.more}" if self.more else ""
        self.lines = ["aturan capaian C", "  makin tinggi : realisasi / target * 100", "", "indikator A \"a\"", "  satuan surat",
                      f"  skala 0..{self.top}", "  langkah 1", "  arah makin tinggi", "  capaian C", f"  triwulan {way}", "", "besaran X",
                      "  satuan surat", f"  skala {self.low}..{self.other}", "  langkah 1", "", f"F = A + X{tail}", "  satuan surat"]
        self.tail = tail

    def statement(self):
        # A whole year of every kind is among the data, and quarters give no other years.
        d, least = self.dice, self.low + self.more
        bound = d.randrange(0, 4)
        return d.choice([
            (f"F = A + X{self.tail}", True), (f"F = X + A{self.tail}", True), (f"A + X{self.tail} = F", True), ("A + X = X + A", True),
            ("F >= A", True), ("F > A", least > 0), ("F = A", False), ("A + X >= A", True), ("A + X > A", self.low > 0), ("F < A", False),
            (f"F >= A + {bound}", bound <= least), (f"F <= A + {self.other + bound}", self.more <= bound), ("2 * A + X >= F", self.more == 0 ),
            (f"jika A >= {bound + 1} maka F >= {bound + 1 + least}", True), ("F tidak turun bila X naik", True), ("F tidak naik bila X naik", False),
        ])


class Money:
    """Money that adds up over quarters: no end, so each of these is told by what it says."""

    def __init__(self, dice):
        self.dice = dice
        self.lines = ["aturan capaian C", "  makin tinggi : realisasi / target * 100", "", "indikator A \"a\"", "  satuan surat",
                      "  arah makin tinggi", "  capaian C", "  triwulan pagu jumlah", "  triwulan serapan jumlah"]

    def statement(self):
        d = self.dice
        field, quarter = d.choice(["pagu", "serapan"]), d.choice([1, 2, 3])
        low = d.choice([0, 1, 5, 1000])
        return d.choice([
            (f"{field} A >= 0", True), (f"{field} A >= {low}", low == 0), (f"{field} A <= {low}", False),
            (f"{field} A >= {field} A[triwulan {quarter}]", True), (f"{field} A > {field} A[triwulan {quarter}]", False),
            (f"{field} A[triwulan {quarter + 1}] >= {field} A[triwulan {quarter}]", True),
            ("pagu A - serapan A >= 0", False), ("pagu A + serapan A >= 0", True),
            (f"{field} A tidak turun bila {field} A naik", True), (f"{field} A tidak naik bila {field} A naik", False),
            (f"{field} A tidak turun bila {field} A[triwulan {quarter}] naik", True),
            (f"jika pagu A >= {low + 1} maka pagu A > {low}", True),
        ])


class Parts:
    """Money along a hierarchy, of rules or of codes that data will name. A figure is the sum of its parts where all of them are
    there, and not below what is there of them; where nothing is written it is that sum."""

    def __init__(self, dice):
        self.dice, self.field = dice, dice.choice(["pagu", "pagu", "serapan"])
        shape = dice.choice(["rules", "rules", "deep", "data"])
        if shape == "data":
            # What is named, and one more of which nothing is known.
            self.tree = {'"7"': ['"7.1"', "?"], '"7.1"': [], "?": []}
            self.lines = ["umum \"7\"", ""]
        else:
            self.tree = {"P": ["K", "L"], "K": ["G", "H"] if shape == "deep" else [], "L": []}
            if shape == "deep":
                self.tree.update({"G": [], "H": []})
            self.lines = ["aturan capaian C", "  jika target = 0 : tidak terdefinisi \"nol\"",
                          "  makin tinggi : realisasi / target * 100", ""]
            for name in self.tree:
                whole = [one for one, parts in self.tree.items() if name in parts]
                self.lines += [f"indikator {name} \"a\"", "  arah makin tinggi", "  capaian C"]
                self.lines += [f"  induk {one}" for one in whole] + [""]
        each = [Fraction(one) for one in range(3 if shape == "deep" else 4)] + [NF, NA]
        self.named = [name for name in self.tree if name != "?"]
        data = (dict(zip(self.tree, cells)) for cells in itertools.product(each, repeat=len(self.tree)))
        self.all = [one for one in data if all(self.is_right(name, one) for name in self.tree)]

    def value(self, name, data):
        if data[name] != NF or not self.tree[name]:
            return data[name]
        parts = [self.value(part, data) for part in self.tree[name]]
        if NF in parts:
            return NF
        return sum(part for part in parts if there(part)) if any(map(there, parts)) else NA

    def least(self, name, data):
        value = self.value(name, data)
        return value if there(value) else sum((self.least(part, data) for part in self.tree[name]), Fraction(0))

    def is_right(self, name, data):
        own, parts = data[name], self.tree[name]
        values = [self.value(part, data) for part in parts]
        if own == NF or not parts:
            return True
        if own == NA:
            return NF in values or not any(map(there, values))
        least = sum(self.least(part, data) for part in parts)
        return own == least or (not any(map(there, values)) and least == 0) or (NF in values and own > least)

    def term(self):
        d = self.dice
        names = d.sample(self.named, 2) if len(self.named) > 2 and d.random() < 0.4 else [d.choice(self.named)]

        def found(data):
            values = [self.value(name, data) for name in names]
            return sum(values) if all(map(there, values)) else None
        return " + ".join(f"{self.field} {name}" for name in names), found

    def compare(self):
        d = self.dice
        whole = self.named[0]
        left = (f"{self.field} {whole}", lambda data: self.value(whole, data))
        right = self.term()
        if right[0] == left[0] or d.random() < 0.2:
            bound = Fraction(d.randrange(0, 3))
            right = (str(bound), lambda data: bound)
        sign = d.choice(list(SIGNS) + [">=", "="])

        def holds(data):
            a, b = left[1](data), right[1](data)
            return SIGNS[sign](a, b) if there(a) and there(b) else None
        return f"{left[0]} {sign} {right[0]}", holds

    def statement(self):
        d = self.dice
        text, holds = self.compare()
        kind = d.random()
        if kind < 0.15:
            name = d.choice(self.named[1:])
            return (f"jika {self.field} {self.named[0]} = 0 maka {self.field} {name} = 0",
                    all(self.value(name, data) in (0, NF, NA) for data in self.all if self.value(self.named[0], data) == 0))
        if kind < 0.3:
            name = d.choice(self.named)
            return (f"jika ada({self.field} {name}) maka {text}",
                    all(holds(data) is not False for data in self.all if there(self.value(name, data))))
        if kind < 0.4:
            name, along = d.choice(self.named), d.random() < 0.7
            groups = {}
            for data in self.all:
                value = self.value(self.named[0], data)
                if there(data[name]) and there(value):
                    rest = tuple(cell for one, cell in data.items() if one != name)
                    groups.setdefault(rest, []).append((data[name], value))
            wrong = any((a[1] > b[1]) if along else (a[1] < b[1])
                        for pairs in groups.values() for a, b in itertools.combinations(sorted(pairs), 2))
            words = "turun" if along else "naik"
            return f"{self.field} {self.named[0]} tidak {words} bila {self.field} {name} naik", not wrong
        return text, all(holds(data) is not False for data in self.all)


class Tahun:
    """Rules and statements that ask for the year."""

    def __init__(self, dice):
        self.dice, self.edge, self.top = dice, dice.choice([2023, 2024, 2025]), dice.choice([2, 4])
        self.sign = dice.choice(list(SIGNS))
        self.more = dice.choice([1, 2])
        self.lines = ["besaran X", f"  skala 0..{self.top}", "  langkah 1", "",
                      f"Q = jika tahun {self.sign} {self.edge} maka X + {self.more} selain itu X"]

    def statement(self):
        d = self.dice
        sign, bound = d.choice(list(SIGNS)), d.randrange(-1, self.top + 4)
        year_sign, year = d.choice(list(SIGNS)), d.choice([2022, 2023, 2024, 2025, 2026])
        has_premise, past = d.random() < 0.8, d.random() < 0.3
        text = f"Q {sign} {bound}" if not past else f"Q[tahun-1] {sign} {bound}"
        near = [1901, *range(2019, 2030), 2999]

        def q(x, at):
            return x + self.more if SIGNS[self.sign](at, self.edge) else x
        holds = all(SIGNS[sign](q(x, at - past), bound) for at in near for x in range(self.top + 1)
                    if not has_premise or SIGNS[year_sign](at, year))
        return (f"jika tahun {year_sign} {year} maka {text}" if has_premise else text), holds


class Named:
    """Values of years that are named beside those of the year at hand and of years before it."""

    def __init__(self, dice):
        self.dice, self.top = dice, dice.choice([1, 2])
        named, self.more = dice.choice([2022, 2023, 2024]), dice.choice([0, 1])
        tail = f" + {self.more}" if self.more else ""
        self.lines = ["paket \"P\"", "  tahun 2024", "", "besaran X", f"  skala 0..{self.top}", "  langkah 1", "", f"F = X[{named}]{tail}",
                      "L = X[tahun-1]"]
        year = dice.choice([2021, 2022, 2023, 2024, 2025])
        self.terms = [("X", lambda at: (at, 0)), (f"X[{year}]", lambda at: (year, 0)), ("X[tahun-1]", lambda at: (at - 1, 0)),
                      ("F", lambda at: (named, self.more)), ("L", lambda at: (at - 1, 0)), ("L[tahun-1]", lambda at: (at - 2, 0)),
                      (f"L[{year}]", lambda at: (year - 1, 0)), ("X[tahun-2]", lambda at: (at - 2, 0))]

    def statement(self):
        d = self.dice
        until = d.choice([None, None, None, (1900, d.choice([2021, 2022, 2023])), (d.choice([2024, 2025]), 2999), (2020, 2023)])
        said = "" if not until else "\n  berlaku " + (
            f"sampai {until[1]}" if until[0] == 1900 else f"mulai {until[0]}" if until[1] == 2999 else f"{until[0]}..{until[1]}")
        first, last = until or (1900, 2999)
        near = [at for at in [1910, *range(2014, 2034), 2990] if first <= at <= last]
        numbers = [Fraction(one) for one in range(self.top + 1)]
        (a, left), (b, right) = d.sample(self.terms, 2)

        def worlds(at, *places):
            years = sorted(set(places))
            return (dict(zip(years, cells)) for cells in itertools.product(numbers, repeat=len(years)))
        if d.random() < 0.3:
            along = d.random() < 0.5
            text, place = d.choice([one for one in self.terms[:3]])
            holds = True
            for at in near:
                (one, _), (other, _), (moving, _) = left(at), right(at), place(at)
                # Twice one less the other: what it is where they are the same one, too.
                slope = 2 * (one == moving) - (other == moving)
                holds = holds and (slope >= 0 if along else slope <= 0)
            return f"2*{a} - {b} tidak {'turun' if along else 'naik'} bila {text} naik{said}", holds
        sign = d.choice(list(SIGNS))
        holds = all(SIGNS[sign](world[one] + more, world[other] + less) for at in near
                    for (one, more), (other, less) in [(left(at), right(at))] for world in worlds(at, one, other))
        return f"{a} {sign} {b}{said}", holds


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    for one in range(count):
        dice = random.Random(seed + one)
        package = dice.choices([Quarters, Sums, Money, Tahun, Parts, Named], [6, 3, 1, 3, 5, 5])[0](dice)
        text, holds = package.statement()
        print(f"==== {'benar' if holds else 'salah'} {seed + one}")
        print("\n".join(package.lines + ["", f"buktikan {text}"]))


main()
