#!/usr/bin/env python3
"""Seeded calculations with their exact results, by Python's Fraction and an independent rounding.

Each line is a calculation in postfix form, a tab, and the result as numerator/denominator, or
`none` if it has no result (division by zero, a negative power of zero). The tokens are decimals,
+ - * / neg abs min max, pow:EXPONENT and round:PLACES:MODE.

    generate.py --count N --seed S

prints N lines; counts of roundings and exact ties go to stderr.
"""

import argparse
import random
import sys
from collections import Counter
from fractions import Fraction

MODES = ["biasa", "genap", "pangkas", "ke_atas", "ke_bawah"]
HALF = Fraction(1, 2)
MAX_BITS = 3000


def round_to(value, places, mode):
    """By the floor and the gap above it: not the way the crate does it."""
    steps = value * Fraction(10) ** places
    low = steps.numerator // steps.denominator
    gap = steps - low
    if gap == 0:
        chosen = low
    elif mode == "ke_bawah":
        chosen = low
    elif mode == "ke_atas":
        chosen = low + 1
    elif mode == "pangkas":
        chosen = low if steps > 0 else low + 1
    elif gap != HALF:
        chosen = low if gap < HALF else low + 1
    elif mode == "biasa":
        chosen = low + 1 if steps > 0 else low
    else:
        chosen = low if low % 2 == 0 else low + 1
    return Fraction(chosen) / Fraction(10) ** places


def is_tie(value, places):
    steps = value * Fraction(10) ** places
    return steps.denominator == 2


def bits(value):
    return max(abs(value.numerator).bit_length(), value.denominator.bit_length())


class Generator:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.seen = Counter()

    def decimal(self, digits, places):
        """A decimal literal with up to `digits` digits, `places` of them after the point."""
        rng = self.rng
        mantissa = rng.randrange(10 ** rng.randint(1, digits))
        text = str(mantissa).rjust(places + 1, "0")
        if places:
            text = text[:-places] + "." + text[-places:]
        if rng.random() < 0.3:
            text = "-" + text
        return [text], Fraction(text)

    def leaf(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.35:
            return self.decimal(5, rng.randint(0, 3))
        if kind < 0.55:
            return self.decimal(2, 0)
        if kind < 0.70:
            return self.decimal(28, rng.randint(0, 28))
        if kind < 0.80:
            mantissa = rng.randrange(10**27, 10**28)
            return [str(mantissa)], Fraction(mantissa)
        if kind < 0.94:
            top, bottom = rng.randrange(-(10**20), 10**20), rng.randrange(10**18, 10**28)
            return [str(top), str(bottom), "/"], Fraction(top, bottom)
        # Near 2^63, 2^64, 2^127 and 2^128, where machine numbers end.
        power, near = rng.choice([63, 64, 126, 127, 128]), rng.randint(-2, 2)
        tokens, value = ["2", f"pow:{power}", str(near), "+"], Fraction(2**power + near)
        if rng.random() < 0.5:
            tokens, value = tokens + ["neg"], -value
        if rng.random() < 0.3:
            tokens, value = ["1"] + tokens + ["/"], 1 / value
        return tokens, value

    def tree(self, size):
        """Tokens and value of a calculation with about `size` operators; the value may be None."""
        rng = self.rng
        if size <= 0:
            return self.leaf()
        kind = rng.random()
        if kind < 0.30:
            return self.rounding(*self.tree(size - 1))
        if kind < 0.40:
            return self.unary(*self.tree(size - 1))
        left = rng.randint(0, size - 1)
        return self.binary(self.tree(left), self.tree(size - 1 - left))

    def unary(self, tokens, value):
        rng = self.rng
        kind = rng.choice(["neg", "abs", "pow"])
        if kind == "pow":
            exponent = rng.randint(-5, 7)
            if value is not None and bits(value) * abs(exponent) > MAX_BITS:
                exponent = rng.choice([0, 1, -1])
            tokens = tokens + [f"pow:{exponent}"]
            if value is None or (value == 0 and exponent < 0):
                return tokens, None
            return tokens, value**exponent
        if value is not None:
            value = -value if kind == "neg" else abs(value)
        return tokens + [kind], value

    def binary(self, left, right):
        (a, x), (b, y) = left, right
        kind = self.rng.choice(["+", "-", "*", "/", "/", "*", "min", "max"])
        if x is not None and y is not None and bits(x) + bits(y) > MAX_BITS:
            kind = self.rng.choice(["min", "max"])
        tokens = a + b + [kind]
        if x is None or y is None or (kind == "/" and y == 0):
            return tokens, None
        value = {
            "+": lambda: x + y,
            "-": lambda: x - y,
            "*": lambda: x * y,
            "/": lambda: x / y,
            "min": lambda: min(x, y),
            "max": lambda: max(x, y),
        }[kind]()
        return tokens, value

    def rounding(self, tokens, value):
        rng = self.rng
        kind = rng.random()
        if kind < 0.7:
            places = rng.randint(0, 4)
        elif kind < 0.9:
            places = rng.randint(-6, 28)
        else:
            places = rng.randint(-30, 60)
        mode = rng.choice(MODES)
        if value is not None and rng.random() < 0.4 and bits(value) < MAX_BITS // 4:
            tokens, value = self.toward_tie(tokens, value, places)
        tokens = tokens + [f"round:{places}:{mode}"]
        if value is None:
            return tokens, None
        self.seen["roundings"] += 1
        self.seen["ties"] += is_tie(value, places)
        return tokens, round_to(value, places, mode)

    def toward_tie(self, tokens, value, places):
        """Adds what the value lacks to a point halfway between two points of the grid."""
        steps = value * Fraction(10) ** places
        low = steps.numerator // steps.denominator + self.rng.choice([-1, 0, 0, 1])
        tie = (low + HALF) / Fraction(10) ** places
        lack = tie - value
        added = [str(lack.numerator), str(lack.denominator), "/"]
        return tokens + added + ["+"], tie

    def line(self):
        tokens, value = self.tree(self.rng.choice([1, 1, 2, 2, 3, 4, 6]))
        self.seen["cases"] += 1
        self.seen["without result"] += value is None
        result = "none" if value is None else f"{value.numerator}/{value.denominator}"
        return " ".join(tokens) + "\t" + result


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, required=True)
    options.add_argument("--seed", type=int, required=True)
    chosen = options.parse_args()
    generator = Generator(chosen.seed)
    for _ in range(chosen.count):
        print(generator.line())
    counts = ", ".join(f"{generator.seen[name]} {name}" for name in
                       ["cases", "roundings", "ties", "without result"])
    print(counts, file=sys.stderr)


if __name__ == "__main__":
    main()
