#!/usr/bin/env python3
"""Seeded random formulas over numbers of a hundred (percent, without a unit, on a scale up to a hundred), places on a scale, and
shares of one, each written from what it means: caps, places, hundredths, products, weighted sums, comparisons.

    scaled.py --count FORMULAS --seed S

Each formula is a package that begins with `=== NUMBER`, followed by its files under `--- NAME`. `--- diam` has the values of F
that may be shown without a word, `--- suntingan` those that may be shown once a fix that was proposed has been made: for percent
the percent number. What is shown and stands in neither is a figure that is wrong a hundredfold, or by a hundredth.
"""

import argparse
import random
from fractions import Fraction

UNITS = {"K": "  satuan persen\n", "W": "", "S": "  skala 0..100\n"}


def written(value):
    """A number as rules write it."""
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


class Case:
    def __init__(self, rng):
        self.rng, self.rules, self.data, self.names = rng, "", "kode;tahun;nilai\n", 0

    def value(self, kind, number, rules=None):
        """A value with its declaration and its cell."""
        self.names += 1
        name = f"{kind}{self.names}"
        self.rules += f"besaran {name}\n{UNITS[kind] if rules is None else rules}"
        self.data += f"{name};2024;{written(number)}{'%' if kind == 'K' else ''}\n"
        return name

    def ratio(self, above, below):
        unit = self.rng.choice(["rupiah", "orang"])
        over = self.value("R", above, f"  satuan {unit}\n")
        return f"{over} / {self.value('T', below, f'  satuan {unit}' + chr(10) + '  skala > 0' + chr(10))}"

    def named(self, text):
        """Perhaps behind a name, or in brackets."""
        how = self.rng.randrange(4)
        if how > 1:
            return text
        if how == 1:
            return f"({text})"
        self.names += 1
        self.rules += f"D{self.names} = {text}\n"
        return f"D{self.names}"


def capped(case):
    """What a value is of so many, with a cap: a percentage beside 1,2."""
    rng = case.rng
    kind, number, whole = rng.choice("KWS"), Fraction(rng.randrange(20, 100)), Fraction(rng.choice([40, 60, 80]))
    value, cap = case.value(kind, number), rng.choice([Fraction(6, 5), Fraction(3, 2), Fraction(2), Fraction(120)])
    share = number / whole * 100
    text = case.named(f"{value} / {written(whole)} * 100")
    how = rng.randrange(4)
    if how == 0:
        text, meant, other = f"min({text}; {written(cap)})", min, None
    elif how == 1:
        text, meant, other = f"min({written(cap)}; {text})", min, None
    elif how == 2:
        text, meant, other = f"jika {text} > 100 maka {written(cap)} selain itu {text}", lambda a, b: b if a > 100 else a, None
    else:
        text, meant, other = f"{written(cap)} - {text}", lambda a, b: b - a, None
    top = cap * 100 if cap <= 2 else cap
    fixed = {meant(share, top), meant(share, cap)} if kind == "K" else {meant(share, top)}
    return text, {meant(share, top)}, fixed


def place(case):
    """Where a value stands on a scale."""
    rng = case.rng
    low, high = rng.choice([(2, 4), (2, 4), (1, 3), (1, 5), (3, 5), (25, 100), (0, 4), (2, 10)])
    number = Fraction(rng.randrange(low * 4 + 1, high * 4), 4)
    value = case.value("I", number, rng.choice(["", f"  skala {low}..{high}\n"]))
    length = rng.choice([f"({high} - {low})", str(high - low)])
    text, share = rng.choice([(f"({value} - {low}) / {length}", (number - low) / (high - low)),
                              (f"({high} - {value}) / {length}", (high - number) / (high - low))])
    if rng.random() < 0.3:
        text, share = f"1 - {text}", 1 - share
    how = rng.randrange(3)
    if how == 0:
        return f"({text}) * 100", {share * 100}, {share * 100}
    return case.named(text) if how == 1 else text, {share * 100}, {share * 100, share}


def hundredths(case):
    """A hundredth of a value, taken a few times or often."""
    rng = case.rng
    kind, number, times = rng.choice("KWS"), Fraction(rng.randrange(20, 100)), rng.choice([Fraction(3, 2), Fraction(2), Fraction(25), Fraction(60)])
    value = case.value(kind, number)
    text = rng.choice([f"{written(times)} * ({value} / 100)", f"{value} / 100 * {written(times)}", f"{value} * {written(times)} / 100"])
    share = number * times / 100
    return text, set() if times <= 2 else {share}, {share, number * times}


def products(case):
    """Numbers of a hundred, multiplied."""
    rng = case.rng
    first, second = Fraction(rng.choice([36, 49, 64, 81])), Fraction(rng.choice([25, 100, 4]))
    kinds = rng.choice(["SS", "KK"])
    one, other = case.value(kinds[0], first), case.value(kinds[1], second)
    share, root = first * second / 100, {36: 6, 49: 7, 64: 8, 81: 9}[int(first)] * {25: 5, 100: 10, 4: 2}[int(second)]
    how = rng.randrange(6)
    if how == 0:
        return f"akar({one} * {other})", {Fraction(root)}, {Fraction(root)}
    if how == 1:
        square = first * first / 100
        # The fraction of a percentage, squared, is a plain number; its percent number is that a hundred times.
        return f"{one}^2", {square}, {square, square / 100} if kinds == "KK" else {square}
    if how == 2 and kinds == "SS":
        third = Fraction(rng.randrange(10, 90))
        text = f"({one} * {other} + {case.value('S', third)} * {one}) / 2"
        return text, {(share + third * first / 100) / 2}, {(share + third * first / 100) / 2}
    if how == 3 and kinds == "SS":
        return f"{one} * {other} / 100", {share}, {share}
    if how == 4 and kinds == "SS":
        number = Fraction(rng.randrange(10, 90))
        return f"{one} * {other} / 100 + {case.value('S', number)}", {share + number}, {share + number}
    return case.named(f"{one} * {other}"), {share}, {share}


def mixed(case):
    """A value of a hundred beside a share of one."""
    rng = case.rng
    number, above, below = Fraction(rng.randrange(20, 100)), Fraction(rng.randrange(20, 90)), Fraction(100)
    value, ratio = case.value("S", number), case.ratio(above, below)
    share = above / below * 100
    weight = rng.choice([Fraction(1, 2), Fraction(3, 5), Fraction(1, 4)])
    times = rng.choice(["", "", " * 100"])
    how = rng.randrange(4)
    if how == 0:
        text, meant = f"{written(weight)} * {value} + {written(1 - weight)} * ({ratio}{times})", weight * number + (1 - weight) * share
    elif how == 1:
        text, meant = f"({value} + {ratio}{times}) / 2", (number + share) / 2
    elif how == 2:
        text, meant = f"min({value}; {ratio}{times})", min(number, share)
    else:
        text, meant = f"jika {value} > {ratio}{times} maka 10 selain itu 20", Fraction(10 if number > share else 20)
    return text, {meant}, {meant}


def beside(case):
    """A share of one that is held against numbers of a hundred."""
    rng = case.rng
    number = Fraction(rng.randrange(10, 100), 100)
    if rng.random() < 0.5:
        share = case.value("Q", number, "  skala 0..1\n")
    else:
        share = case.named(case.ratio(number * 200, Fraction(200)))
    meant = Fraction(10 if number * 100 > 50 else 20)
    times = rng.choice(["", "", " * 100"])
    if rng.random() < 0.5:
        return f"jika {share}{times} > 50 maka 10 selain itu 20", {meant}, {meant}
    case.rules += 'aturan konversi KON\n  .. <= 50 : 20\n  > 50 : 10\n  terima loncatan "menurut pedoman"\n'
    return f"KON({share}{times})", {meant}, {meant}


def share_of_one(case):
    """A share of one by its scale, where percent is wanted."""
    rng = case.rng
    number = Fraction(rng.randrange(10, 100), 100)
    value = case.value("Q", number, "  skala 0..1\n")
    text, share = rng.choice([(value, number), (f"{value} / 2 + {value} / 2", number), (f"min({value}; 1)", number), (f"{value} * 100", number)])
    fixed = {share * 100} if "100" in text else {share * 100, share}
    return text, {share * 100}, fixed


KINDS = [capped, place, hundredths, products, mixed, beside, share_of_one]


def package(rng):
    case, kind = Case(rng), rng.choice(KINDS)
    text, silent, fixed = kind(case)
    wants_percent = kind not in (mixed, beside) or kind is mixed and "jika" not in text and rng.random() < 0.5
    head = "  satuan persen\n" if wants_percent else ""
    rules = f'paket "Uji"\n  tahun 2024\n\n{case.rules}besaran F\n{head}  rumus {text}\n\ndata "d.csv" angka id\n'
    numbers = lambda values: " ".join(str(value) for value in sorted(values))
    return f"--- a.takar\n{rules}--- d.csv\n{case.data}--- diam\n{numbers(silent)}\n--- suntingan\n{numbers(fixed | silent)}"


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--count", type=int, default=600)
    reader.add_argument("--seed", type=int, default=1)
    options = reader.parse_args()
    rng = random.Random(options.seed)
    for number in range(options.count):
        print(f"=== {number}\n{package(rng)}")


main()
