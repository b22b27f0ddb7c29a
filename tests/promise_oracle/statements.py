#!/usr/bin/env python3
"""Random small packages with one `buktikan` each, and whether it holds: by trying every value, blank and state of every
column, in exact fractions. Independent of the program; based only on docs/bahasa.md.

    statements.py SEED COUNT > cases.txt
"""

import itertools
import random
import sys
from fractions import Fraction

NF, NA, ERR = "belum diisi", "tidak berlaku", "keliru"
WORST = [NA, NF, ERR]


def missing(x):
    return isinstance(x, str) and x in (NF, NA, ERR)


def worst(*xs):
    found = [x for x in xs if missing(x)]
    return max(found, key=WORST.index) if found else None


def strict(function):
    def lifted(*xs):
        return worst(*xs) or function(*xs)
    return lifted


def negate(a):
    return a if missing(a) else not a


def both(a, b):
    if a is False or b is False:
        return False
    return worst(a, b) or True


def either(a, b):
    if a is True or b is True:
        return True
    return worst(a, b) or False


def divide(a, b):
    return ERR if b == 0 else a / b


def half_away(x, places):
    step = Fraction(10) ** -places
    whole = int(abs(x) / step + Fraction(1, 2))
    return whole * step if x >= 0 else -whole * step


class Package:
    """Columns A B (plain) and X Y (indicators with targets); what they hold, and the rules over them."""

    def __init__(self, dice):
        self.dice = dice
        self.lines, self.columns, self.values = [], {}, {}
        self.bands = None
        self.make()

    def scale(self, name, role, low, high, step):
        count = int((high - low) / step)
        self.columns[(role, name)] = [low + step * i for i in range(count + 1)] + [NF, NA]

    def make(self):
        d = self.dice
        cap = d.choice([None, (0, 100), (0, 120), (50, 110)])
        rounding = d.choice([None, 0, 1, -1])
        zero = d.choice(["tidak terdefinisi \"target nol\"", "100", "0"])
        formulas = {
            "naik": ("realisasi / target * 100", lambda r, t: r / t * 100),
            "turun": ("(2*target - realisasi) / target * 100", lambda r, t: (2 * t - r) / t * 100),
        }
        self.lines += ["aturan capaian C", f"  jika target = 0 : {zero}"]
        self.lines += ["  makin tinggi : " + formulas["naik"][0], "  makin rendah : " + formulas["turun"][0]]
        order = d.random() < 0.5
        if cap and order:
            self.lines.append(f"  batas {cap[0]}..{cap[1]}")
        if rounding is not None:
            self.lines.append(f"  bulat {rounding} biasa")
        if cap and not order:
            self.lines.append(f"  batas {cap[0]}..{cap[1]}")

        def achieve(formula):
            def value(r, t):
                if missing(t):
                    return worst(r, t)
                if t == 0:
                    result = ERR if zero.startswith("tidak") else Fraction(int(zero))
                elif missing(r):
                    return r
                else:
                    result = formula(r, t)
                if missing(result):
                    return result
                clamp = lambda x: min(max(x, Fraction(cap[0])), Fraction(cap[1])) if cap else x
                turn = lambda x: half_away(x, rounding) if rounding is not None else x
                return turn(clamp(result)) if order else clamp(turn(result))
            return value

        edges = sorted(d.sample([30, 50, 75, 90, 100], 2))
        self.edges = edges
        self.lines += ["", "aturan predikat P", f"  > {edges[1]} : \"A\"", f"  > {edges[0]} .. {edges[1]} : \"B\"",
                       f"  .. {edges[0]} : \"C\""]
        self.achievements = {}
        for name in "XY":
            way = d.choice(["naik", "turun"])
            top = d.choice([2, 3, 4])
            self.lines += ["", f"indikator {name} \"i\"", "  satuan nilai", f"  skala 0..{top}", "  langkah 1",
                           "  arah makin " + ("tinggi" if way == "naik" else "rendah"), "  capaian C", "  predikat P"]
            self.scale(name, "realisasi", Fraction(0), Fraction(top), Fraction(1))
            self.scale(name, "target", Fraction(0), Fraction(top), Fraction(1))
            self.achievements[name] = achieve(formulas[way][1])
        for name in "AB":
            low, high, step = d.choice([(0, 3, Fraction(1)), (-1, 1, Fraction(1, 2)), (1, 4, Fraction(1)), (0, 2, Fraction(1, 2))])
            written = str(float(step)).replace(".", ",") if step != 1 else "1"
            self.lines += ["", f"besaran {name} \"b\"", "  satuan nilai", f"  skala {low}..{high}", f"  langkah {written}"]
            self.scale(name, "realisasi", Fraction(low), Fraction(high), step)
        self.skips = d.random() < 0.5
        self.how = d.choice(["rata_rata", "terkecil", "terbesar", "jumlah"])
        self.lines += ["", "kelompok G \"g\"", "  anggota X; Y", f"  capaian {self.how}(capaian anggota)"]
        self.lines += ["  abaikan yang kosong"] if self.skips else []
        self.lines += ["  predikat P"]

    def members(self, values):
        if ERR in values:
            return ERR
        if NF in values and not self.skips:
            return NF
        there = [value for value in values if not missing(value)]
        if not there:
            return NA
        return {"rata_rata": sum(there) / len(there), "terkecil": min(there), "terbesar": max(there),
                "jumlah": sum(there)}[self.how]

    def grade(self, value):
        if missing(value):
            return value
        return 2 if value > self.edges[1] else 1 if value > self.edges[0] else 0

    # Each term: its text, the columns it rests on, and its value where the columns hold something.
    def achievement(self, name):
        keys = [("realisasi", name), ("target", name)]
        return f"capaian {name}", keys, lambda at: self.achievements[name](at[keys[0]], at[keys[1]])

    def group(self):
        x, y = self.achievement("X"), self.achievement("Y")
        return "capaian G", x[1] + y[1], lambda at: self.members([x[2](at), y[2](at)])

    def quantity(self, name):
        key = ("realisasi", name)
        return name, [key], lambda at: at[key]

    def number(self, depth=0):
        d = self.dice
        kind = d.random()
        if kind < 0.45 or depth > 1:
            return d.choice([lambda: self.quantity(d.choice("AB")), lambda: self.quantity(d.choice("AB"))])()
        left, right = self.number(depth + 1), self.number(depth + 1)
        keys = left[1] + right[1]
        sign = d.choice(["+", "-", "*", "min", "maks", "jika", "bulat"])
        if sign in "+-*":
            function = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}[sign]
            return f"({left[0]} {sign} {right[0]})", keys, lambda at: strict(function)(left[2](at), right[2](at))
        if sign in ("min", "maks"):
            function = min if sign == "min" else max
            return f"{sign}({left[0]}; {right[0]})", keys, lambda at: strict(function)(left[2](at), right[2](at))
        if sign == "bulat":
            return f"bulat({left[0]}; 0)", left[1], lambda at: strict(lambda a: half_away(a, 0))(left[2](at))
        other = self.quantity(d.choice("AB"))
        edge = d.choice([0, 1, 2])

        def chosen(at):
            condition = strict(lambda a: a > edge)(other[2](at))
            if missing(condition):
                return worst(condition, left[2](at), right[2](at))
            return left[2](at) if condition else right[2](at)
        return f"(jika {other[0]} > {edge} maka {left[0]} selain itu {right[0]})", keys + other[1], chosen

    def compare(self):
        d = self.dice
        sign = d.choice([">=", "<=", ">", "<", "="])
        holds = {">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
                 "<": lambda a, b: a < b, "=": lambda a, b: a == b}[sign]
        kind = d.random()
        if kind < 0.30:
            left = self.achievement(d.choice("XY")) if d.random() < 0.7 else self.group()
            bound = d.choice([0, 50, 75, 90, 100, 110, 120, 200])
            return f"{left[0]} {sign} {bound}", left[1], lambda at: strict(lambda a: holds(a, bound))(left[2](at))
        if kind < 0.45:
            of = self.achievement(d.choice("XY")) if d.random() < 0.6 else self.group()
            word = d.choice("ABC")
            place = "CBA".index(word)
            text = f"predikat {of[0].split()[1]} {sign} \"{word}\""
            return text, of[1], lambda at: strict(lambda a: holds(a, place))(self.grade(of[2](at)))
        if kind < 0.55:
            one = self.quantity(d.choice("AB"))
            return f"ada({one[0]})", one[1], lambda at: not missing(one[2](at))
        left = self.number()
        if d.random() < 0.5:
            bound = d.choice([-2, -1, 0, 1, 2, 3, 4, 8])
            return f"{left[0]} {sign} {bound}", left[1], lambda at: strict(lambda a: holds(a, bound))(left[2](at))
        right = self.number()
        return f"{left[0]} {sign} {right[0]}", left[1] + right[1], lambda at: strict(holds)(left[2](at), right[2](at))

    def condition(self, depth=0):
        d = self.dice
        kind = d.random()
        if kind < 0.6 or depth > 1:
            return self.compare()
        left, right = self.condition(depth + 1), self.condition(depth + 1)
        keys = left[1] + right[1]
        if kind < 0.75:
            return f"({left[0]}) dan ({right[0]})", keys, lambda at: both(left[2](at), right[2](at))
        if kind < 0.9:
            return f"({left[0]}) atau ({right[0]})", keys, lambda at: either(left[2](at), right[2](at))
        return f"tidak ({left[0]})", left[1], lambda at: negate(left[2](at))

    def each(self, keys):
        keys = sorted(set(keys))
        for values in itertools.product(*(self.columns[key] for key in keys)):
            yield dict(zip(keys, values))

    def statement(self):
        d = self.dice
        if d.random() < 0.3:
            return self.movement()
        if d.random() < 0.4:
            premise, conclusion = self.condition(1), self.condition(1)
            text = f"jika {premise[0]} maka {conclusion[0]}"
            value = lambda at: either(negate(premise[2](at)), conclusion[2](at))
            keys = premise[1] + conclusion[1]
        else:
            text, keys, value = self.condition()
        if len(set(keys)) > 5:
            return None
        return text, all(value(at) is not False for at in self.each(keys))

    def movement(self):
        d = self.dice
        term = d.choice([lambda: self.achievement(d.choice("XY")), self.group, self.number, lambda: self.graded()])()
        text, keys, value = term
        keys = sorted(set(keys))
        if len(keys) > 5:
            return None
        moving = d.choice(keys)
        falls, along = d.random() < 0.5, d.random() < 0.5
        what = moving[1] if moving[0] == "realisasi" else f"target {moving[1]}"
        text = f"{text} tidak {'turun' if along == (not falls) else 'naik'} bila {what} {'turun' if falls else 'naik'}"
        others = [key for key in keys if key != moving]
        numbers = [number for number in self.columns[moving] if not missing(number)]
        for at in self.each(others):
            best = None
            for number in numbers:
                found = value({**at, moving: number})
                if missing(found):
                    continue
                if best is not None and (found < best if along else found > best):
                    return text, False
                best = found if best is None else (max if along else min)(best, found)
        return text, True

    def graded(self):
        of = self.achievement(self.dice.choice("XY")) if self.dice.random() < 0.6 else self.group()
        return f"predikat {of[0].split()[1]}", of[1], lambda at: self.grade(of[2](at))


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    made = 0
    while made < count:
        seed += 1
        package = Package(random.Random(seed))
        stated = package.statement()
        if stated is None:
            continue
        text, holds = stated
        made += 1
        print(f"==== {'benar' if holds else 'salah'} {seed}")
        print("\n".join(package.lines + ["", f"buktikan {text}"]))


if __name__ == "__main__":
    main()
