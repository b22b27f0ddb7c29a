#!/usr/bin/env python3
"""Statements about related values: the greater of two where a condition says which it is, a quotient whose sides are
compared, a cap and what it caps, and what moves with a count, a share of a sum, a quotient.

As in statements.py, whether each holds is determined by trying every value of every column; of columns with values between those of the
grid (no `langkah`) some are tried, and if none of them refutes it, it is unknown (`entah`).

    related.py SEED COUNT > cases.txt
"""

import random
import sys
from fractions import Fraction

from statements import ERR, NA, NF, Package, divide, either, missing, negate, strict, worst

SIGNS = {">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, "<": lambda a, b: a < b, "=": lambda a, b: a == b}


class Related(Package):
    def make(self):
        d = self.dice
        self.dense = d.random() < 0.5
        self.cap = d.choice([None, (0, 100), (0, 120), (50, 110), (-50, 150)])
        zero = d.choice(["tidak terdefinisi \"target nol\"", "100"])
        self.lines += ["aturan capaian C", f"  jika target = 0 : {zero}", "  makin tinggi : realisasi / target * 100",
                       "  makin rendah : (2*target - realisasi) / target * 100"]
        self.lines += [f"  batas {self.cap[0]}..{self.cap[1]}"] if self.cap else []
        self.zero = ERR if zero.startswith("tidak") else Fraction(100)
        self.lower, self.skips = {}, False
        for name in "XY":
            self.lower[name] = d.random() < 0.4
            low = d.choice([(0, 3), (0, 3), (1, 3), (-2, 2)])
            self.lines += ["", f"indikator {name} \"i\"", "  satuan nilai", f"  skala {low[0]}..{low[1]}"] + self.stepped()
            self.lines += ["  arah makin " + ("rendah" if self.lower[name] else "tinggi"), "  capaian C"]
            for role in ("realisasi", "target"):
                self.values_of(role, name, low)
        for name in "AB":
            low = d.choice([(0, 3), (-2, 2), (1, 4), (0, 2)])
            self.lines += ["", f"besaran {name} \"b\"", "  satuan nilai", f"  skala {low[0]}..{low[1]}"] + self.stepped()
            self.values_of("realisasi", name, low)
        self.how = d.choice(["banyaknya_bila(capaian anggota >= 50)", "banyaknya_bila(capaian anggota < 100)", "rata_rata(capaian anggota)",
                             "median(capaian anggota)", "persentil(50%; capaian anggota)", "terkecil(capaian anggota)"])
        self.lines += ["", "kelompok G \"g\"", "  anggota X; Y", f"  capaian {self.how}"]

    def stepped(self):
        return [] if self.dense else ["  langkah 1"]

    def values_of(self, role, name, ends):
        low, high = map(Fraction, ends)
        step = Fraction(1, 2) if self.dense else Fraction(1)
        own = [low + step * i for i in range(int((high - low) / step) + 1)]
        if self.dense:
            own = sorted(set(own) | {low + Fraction(1, 10), high - Fraction(1, 100)})
            own = self.dice.sample(own, min(len(own), 7))
        self.columns[(role, name)] = own + [NF, NA]

    def raw(self, name):
        keys = [("realisasi", name), ("target", name)]

        def value(at):
            r, t = at[keys[0]], at[keys[1]]
            if missing(t):
                return worst(r, t)
            if t == 0:
                return self.zero
            if missing(r):
                return r
            return ((2 * t - r) if self.lower[name] else r) / t * 100
        return f"capaian_asli {name}", keys, value

    def done(self, name):
        _, keys, raw = self.raw(name)
        held = lambda x: x if missing(x) or not self.cap else min(max(x, Fraction(self.cap[0])), Fraction(self.cap[1]))
        return f"capaian {name}", keys, lambda at: held(raw(at))

    def of_group(self):
        x, y = self.done("X"), self.done("Y")

        def value(at):
            both = [x[2](at), y[2](at)]
            if ERR in both:
                return ERR
            if NF in both:
                return NF
            there = [one for one in both if not missing(one)]
            if not there:
                return NA
            if self.how.startswith("banyaknya_bila"):
                return Fraction(sum(one >= 50 if ">=" in self.how else one < 100 for one in there))
            return min(there) if self.how.startswith("terkecil") else sum(there) / len(there)
        return "capaian G", x[1] + y[1], value

    def two(self):
        """Two values in the same unit, with what stands for each."""
        d = self.dice
        if d.random() < 0.5:
            return self.quantity("A"), self.quantity("B")
        name = d.choice("XY")
        keys = [("realisasi", name), ("target", name)]
        return (f"realisasi {name}", [keys[0]], lambda at: at[keys[0]]), (f"target {name}", [keys[1]], lambda at: at[keys[1]])

    def made_of(self, one, other):
        """What is made of two values, and what it may be held against."""
        d = self.dice
        keys = one[1] + other[1]
        of = lambda function: lambda at: strict(function)(one[2](at), other[2](at))
        kind = d.choice(["maks", "min", "over", "abs", "between"])
        if kind in ("maks", "min"):
            return (f"{kind}({one[0]}; {other[0]})", keys, of(max if kind == "maks" else min)), d.choice([one, other])
        if kind == "over":
            return (f"{one[0]} / {other[0]}", keys, of(divide)), ("1", [], lambda at: Fraction(1))
        if kind == "abs":
            return (f"abs({one[0]} - {other[0]})", keys, of(lambda a, b: abs(a - b))), (f"{one[0]} - {other[0]}", keys, of(lambda a, b: a - b))
        return (f"{one[0]} / ({one[0]} + {other[0]})", keys, of(lambda a, b: divide(a, a + b))), (d.choice(["1", "0"]), [], None)

    def compared(self, left, right, sign=None):
        sign = sign or self.dice.choice(list(SIGNS))
        value = right[2] or (lambda at: Fraction(right[0]))
        return f"{left[0]} {sign} {right[0]}", left[1] + right[1], lambda at: strict(SIGNS[sign])(left[2](at), value(at))

    def conclusion(self):
        d = self.dice
        kind = d.random()
        if kind < 0.3:
            name = d.choice("XY")
            return self.compared(self.done(name), self.raw(name))
        if kind < 0.4:
            return self.compared(self.done(d.choice("XY")), (d.choice(["100", "0", "50"]), [], None))
        return self.compared(*self.made_of(*self.two()))

    def statement(self):
        d = self.dice
        if d.random() < 0.35:
            made = d.choice([self.of_group, self.of_group, lambda: self.raw(d.choice("XY")), lambda: self.made_of(*self.two())[0]])()
            found = self.moved(made)
        elif d.random() < 0.65:
            one, other = self.two()
            premise = self.compared(one, other)
            if d.random() < 0.5:
                conclusion = self.compared(*self.made_of(one, other))
            elif one[0].startswith("realisasi"):
                conclusion = self.compared(self.done(one[0][-1]), ("100", [], None))
            else:
                conclusion = self.conclusion()
            keys = premise[1] + conclusion[1]
            value = lambda at: either(negate(premise[2](at)), conclusion[2](at))
            found = f"jika {premise[0]} maka {conclusion[0]}", keys, all(value(at) is not False for at in self.each(keys))
        else:
            text, keys, value = self.conclusion()
            found = text, keys, all(value(at) is not False for at in self.each(keys))
        text, keys, holds = found
        return text, "salah" if not holds else "entah" if self.dense else "benar"

    def moved(self, term):
        d = self.dice
        text, keys, value = term
        keys = sorted(set(keys))
        moving, along = d.choice(keys), d.random() < 0.5
        what = moving[1] if moving[0] == "realisasi" else f"target {moving[1]}"
        numbers = sorted(number for number in self.columns[moving] if not missing(number))
        holds = True
        for at in self.each([key for key in keys if key != moving]):
            there = [found for found in (value({**at, moving: number}) for number in numbers) if not missing(found)]
            holds = holds and all((a <= b) if along else (a >= b) for a, b in zip(there, there[1:]))
        return f"{text} tidak {'turun' if along else 'naik'} bila {what} naik", keys, holds


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    made = 0
    while made < count:
        seed += 1
        dice = random.Random(seed)
        package = Related(dice)
        text, holds = package.statement()
        # Most of such statements are wrong.
        if holds == "salah" and dice.random() < 0.6:
            continue
        made += 1
        print(f"==== {holds} {seed}")
        print("\n".join(package.lines + ["", f"buktikan {text}"]))


main()
