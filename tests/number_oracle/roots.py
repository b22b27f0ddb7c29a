#!/usr/bin/env python3
"""Seeded calculations with roots and their exact results, by Decimal with 420 digits and Fraction.

Each line is a calculation in postfix form, a tab, and the result as numerator/denominator, or
`none` if it has no result (division by zero, the root of a negative number). The tokens are
decimals, + - * / neg abs min max cmp (-1, 0 or 1), pow:EXPONENT, root:DEGREE, mean:COUNT
(geometric) and round:PLACES:MODE. The result is rational: it was rounded, compared, or constructed
from irrational parts so that they cancel.

What 420 digits cannot decide is not decided here: a result nearer than 1e-100 to a decision
point is only used if it was constructed, so that its exact value is known beforehand.

    roots.py --count N --seed S

prints N lines; counts go to stderr.
"""

import argparse
import random
import sys
from collections import Counter
from decimal import Decimal, getcontext
from fractions import Fraction
from math import comb

from generate import HALF, MODES, is_tie, round_to

getcontext().prec = 420
getcontext().Emax, getcontext().Emin = 10**6, -(10**6)
NEAR = Decimal(10) ** -100
AGREE = Decimal(10) ** -300


class Undecided(Exception):
    """420 digits leave a decision open, or a number becomes too large to be worthwhile."""


class Value:
    """Digits, and the exact value where it is known to be rational."""

    def __init__(self, digits, exact=None):
        self.digits, self.exact = digits, exact
        if digits is not None and digits and abs(digits.adjusted()) > 60:
            raise Undecided

    @staticmethod
    def of(fraction):
        fraction = Fraction(fraction)
        return Value(Decimal(fraction.numerator) / Decimal(fraction.denominator), fraction)

    def sign(self):
        if self.exact is not None:
            return (self.exact > 0) - (self.exact < 0)
        if abs(self.digits) < NEAR:
            raise Undecided
        return 1 if self.digits > 0 else -1


def root(value, degree):
    if not value:
        return value
    return value.sqrt() if degree == 2 else (value.ln() / degree).exp()


def literal(fraction):
    """Tokens of a rational."""
    fraction = Fraction(fraction)
    if fraction.denominator == 1:
        return [str(fraction.numerator)]
    return [str(fraction.numerator), str(fraction.denominator), "/"]


def apply(kind, x, y):
    """The result of an operator on two values; None if it has none."""
    if kind in ("min", "max", "cmp"):
        if x.exact is not None and y.exact is not None:
            order = (x.exact > y.exact) - (x.exact < y.exact)
        else:
            order = Value(x.digits - y.digits).sign()
        if kind == "cmp":
            return Value.of(order)
        return x if (order < 0) == (kind == "min") else y
    if kind == "/" and y.sign() == 0:
        return None
    both = x.exact is not None and y.exact is not None
    exact = None
    if both:
        exact = {"+": lambda: x.exact + y.exact, "-": lambda: x.exact - y.exact,
                 "*": lambda: x.exact * y.exact, "/": lambda: x.exact / y.exact}[kind]()
        return Value.of(exact)
    digits = {"+": lambda: x.digits + y.digits, "-": lambda: x.digits - y.digits,
              "*": lambda: x.digits * y.digits, "/": lambda: x.digits / y.digits}[kind]()
    return Value(digits)


def rounded(value, places, mode):
    if value.exact is not None:
        return round_to(value.exact, places, mode)
    halves = value.digits * 2 * Decimal(10) ** places
    if abs(halves - halves.to_integral_value()) < NEAR:
        raise Undecided
    return round_to(Fraction(value.digits), places, mode)


def evaluate(tokens):
    """The digits of a calculation, to check the value claimed for a constructed one."""
    stack = []
    for token in tokens:
        if token in "+-*/":
            y, x = stack.pop(), stack.pop()
            stack.append({"+": x + y, "-": x - y, "*": x * y}[token] if token != "/" else x / y)
        elif token == "neg":
            stack.append(-stack.pop())
        elif token.startswith("pow:"):
            stack.append(stack.pop() ** int(token[4:]))
        elif token.startswith("root:"):
            stack.append(root(stack.pop(), int(token[5:])))
        elif token.startswith("mean:"):
            count = int(token[5:])
            product = Decimal(1)
            for _ in range(count):
                product *= stack.pop()
            stack.append(root(product, count))
        else:
            stack.append(Decimal(token))
    (value,) = stack
    return value


class Generator:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.seen = Counter()

    # Random calculations.

    def leaf(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.5:
            text = f"{rng.randrange(1, 20000) / 100:.2f}"
        elif kind < 0.8:
            text = str(rng.randrange(1, 60))
        elif kind < 0.85:
            text = "0"
        else:
            text = f"-{rng.randrange(1, 500) / 10:.1f}"
        return [text], Value.of(Fraction(text))

    def tree(self, size):
        rng = self.rng
        if size <= 0:
            return self.leaf()
        kind = rng.random()
        if kind < 0.30:
            return self.root(*self.tree(size - 1))
        if kind < 0.50:
            return self.mean(size - 1)
        if kind < 0.58:
            return self.unary(*self.tree(size - 1))
        left = rng.randint(0, size - 1)
        (a, x), (b, y) = self.tree(left), self.tree(size - 1 - left)
        operator = rng.choice(["+", "+", "-", "*", "*", "/", "min", "max"])
        return a + b + [operator], None if x is None or y is None else apply(operator, x, y)

    def root(self, tokens, value):
        degree = self.rng.choice([1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 10, 12])
        if value is not None and value.sign() < 0 and self.rng.random() < 0.9:
            tokens, value = tokens + ["neg"], apply("-", Value.of(0), value)
        tokens = tokens + [f"root:{degree}"]
        if value is None or value.sign() < 0:
            return tokens, None
        if degree == 1 or value.sign() == 0:
            return tokens, value
        return tokens, Value(root(value.digits, degree), self.rational_root(value.exact, degree))

    def rational_root(self, exact, degree):
        """The root of a rational if it is rational, by trying the nearest whole numbers."""
        if exact is None:
            return None
        found = []
        for part in (exact.numerator, exact.denominator):
            near = int(root(Decimal(part), degree).to_integral_value())
            if near**degree != part:
                return None
            found.append(near)
        return Fraction(*found)

    def mean(self, size):
        rng = self.rng
        count = rng.choice([1, 2, 2, 3, 3, 4, 5, 8, 10])
        tokens, values = [], []
        for at in range(count):
            more, value = self.tree(size // 2 if at < 2 else 0)
            if value is not None and value.sign() < 0 and rng.random() < 0.95:
                more, value = more + ["abs"], apply("-", Value.of(0), value)
            tokens, values = tokens + more, values + [value]
        tokens = tokens + [f"mean:{count}"]
        if None in values or any(value.sign() < 0 for value in values):
            return tokens, None
        product = Value.of(1)
        for value in values:
            product = apply("*", product, value)
        if product.sign() == 0:
            return tokens, Value.of(0)
        return tokens, Value(root(product.digits, count), self.rational_root(product.exact, count))

    def unary(self, tokens, value):
        kind = self.rng.choice(["neg", "abs", "pow"])
        if kind == "pow":
            exponent = self.rng.randint(-3, 4)
            tokens = tokens + [f"pow:{exponent}"]
            if value is None or (exponent < 0 and value.sign() == 0):
                return tokens, None
            result = Value.of(1)
            for _ in range(abs(exponent)):
                result = apply("*", result, value)
            return tokens, apply("/", Value.of(1), result) if exponent < 0 else result
        if value is not None and (kind == "neg" or value.sign() < 0):
            value = apply("-", Value.of(0), value)
        return tokens + [kind], value

    # Calculations whose irrational parts cancel: tokens and the exact result.

    def constructed(self):
        return self.rng.choice([self.powers, self.conjugates, self.denested, self.denested_difference,
                                self.power_of_binomial, self.same_ratio, self.inverse, self.nested_means,
                                self.sum_of_roots, self.root_of_power, self.golden])()

    def small(self, top=30):
        return self.rng.randrange(2, top)

    def powers(self):
        """root(a^i x) root(a^(n-i) y^n / x) = a y"""
        n, a, y, x = self.rng.choice([2, 3, 4, 5, 7]), self.small(), self.small(), self.small()
        i = self.rng.randrange(0, n + 1)
        first, second = Fraction(a**i * x), Fraction(a ** (n - i) * y**n, x)
        return literal(first) + [f"root:{n}"] + literal(second) + [f"root:{n}", "*"], Fraction(a * y)

    def conjugates(self):
        """(root a + b)(root a - b) = a - b^2"""
        a, b = self.small(90), Fraction(self.small(90), 10)
        side = lambda sign: [str(a), "root:2"] + literal(b) + [sign]
        return side("+") + side("-") + ["*"], a - b * b

    def denested(self):
        """root(a + b + 2 root(ab)) - root a - root b = 0"""
        a, b = self.small(), self.small()
        return [str(a + b), "2", str(a * b), "root:2", "*", "+", "root:2",
                str(a), "root:2", "-", str(b), "root:2", "-"], Fraction(0)

    def denested_difference(self):
        """root(a + b - 2 root(ab)) + root b = root a, for a > b; squared, it is a"""
        b = self.small()
        a = b + self.small()
        return [str(a + b), "2", str(a * b), "root:2", "*", "-", "root:2", str(b), "root:2", "+", "pow:2"], Fraction(a)

    def power_of_binomial(self):
        """root_n(A + B root d) - root d = m, where A + B root d is (m + root d)^n"""
        n, m, d = self.rng.choice([2, 3, 3, 4, 5]), self.rng.randrange(1, 9), self.small()
        a = sum(comb(n, k) * m ** (n - k) * d ** (k // 2) for k in range(0, n + 1, 2))
        b = sum(comb(n, k) * m ** (n - k) * d ** (k // 2) for k in range(1, n + 1, 2))
        return [str(a), str(b), str(d), "root:2", "*", "+", f"root:{n}", str(d), "root:2", "-"], Fraction(m)

    def same_ratio(self):
        """(root(k^n a) + root(k^n b)) / (root a + root b) = k"""
        n, k, a, b = self.rng.choice([2, 2, 3]), self.small(12), self.small(), self.small()
        pair = lambda x, y: [str(x), f"root:{n}", str(y), f"root:{n}", "+"]
        return pair(k**n * a, k**n * b) + pair(a, b) + ["/"], Fraction(k)

    def inverse(self):
        """1 / (root a + root b) - (root a - root b) / (a - b) = 0"""
        b = self.small()
        a = b + self.small()
        pair = lambda sign: [str(a), "root:2", str(b), "root:2", sign]
        return ["1"] + pair("+") + ["/"] + pair("-") + [str(a - b), "/", "-"], Fraction(0)

    def nested_means(self):
        """The mean of means of numbers whose product is t^(rows columns)."""
        rng = self.rng
        rows, columns = rng.randint(2, 4), rng.randint(2, 4)
        target = Fraction(rng.randrange(1, 12000), 100)
        values = [Fraction(rng.randrange(1, 12000), 100) for _ in range(rows * columns - 1)]
        product = Fraction(1)
        for value in values:
            product *= value
        values.append(target ** (rows * columns) / product)
        rng.shuffle(values)
        tokens = []
        for row in range(rows):
            for value in values[row * columns:(row + 1) * columns]:
                tokens += literal(value)
            tokens.append(f"mean:{columns}")
        return tokens + [f"mean:{rows}"], target

    def sum_of_roots(self):
        """Multiples of a few roots, each time under another root sign, that add up to nothing."""
        rng = self.rng
        tokens, left = ["0"], {}
        for _ in range(rng.randint(2, 8)):
            n, a = rng.choice([(2, 2), (2, 3), (3, 2), (3, 5), (4, 2), (5, 7), (10, 83)])
            k, c = rng.randrange(1, 9), Fraction(rng.randrange(1, 100), 10)
            tokens += literal(c) + [str(k**n * a), f"root:{n}", "*", rng.choice("+-")]
            left[n, a] = left.get((n, a), 0) + (c * k if tokens[-1] == "+" else -c * k)
        for (n, a), factor in left.items():
            tokens += literal(-factor) + [str(a), f"root:{n}", "*", "+"]
        return tokens, Fraction(0)

    def root_of_power(self):
        """root_n((root a + root_3 b)^n) - root a - root_3 b = 0, the power taken by multiplying"""
        n, a, b = self.rng.choice([2, 3]), self.small(), self.small()
        pair = [str(a), "root:2", str(b), "root:3", "+"]
        power = pair + (pair + ["*"]) * (n - 1)
        return power + [f"root:{n}", str(a), "root:2", "-", str(b), "root:3", "-"], Fraction(0)

    def golden(self):
        """root_3(root d + m) - root_3(root d - m) for d = m^2 + 1 and m = (t^3 + 3 t) / 2 is t"""
        t = self.rng.randrange(1, 12)
        m = Fraction(t**3 + 3 * t, 2)
        side = lambda sign: literal(m * m + 1) + ["root:2"] + literal(m) + [sign, "root:3"]
        return side("+") + side("-") + ["-"], Fraction(t)

    # Lines.

    def built_line(self):
        """A constructed value, scaled, brought to or very near a tie or a point of the grid."""
        rng = self.rng
        tokens, exact = self.constructed()
        digits = evaluate(tokens)
        if abs(digits - Decimal(exact.numerator) / exact.denominator) > AGREE:
            sys.exit(f"a wrong construction: {' '.join(tokens)} is not {exact}")
        if rng.random() < 0.3:
            factor = Fraction(rng.randrange(1, 300), 100)
            tokens, exact = tokens + literal(factor) + ["*"], exact * factor
        kind = rng.random()
        if kind < 0.1:
            self.seen["rational"] += 1
            return tokens, exact
        if kind < 0.25:
            near = exact + rng.choice([0, 0, 0, 1, -1]) * Fraction(1, 10 ** rng.choice([5, 30, 90]))
            self.seen["equal" if near == exact else "nearly equal"] += 1
            order = (exact > near) - (exact < near)
            return tokens + literal(near) + ["cmp"], Fraction(order)
        if kind < 0.3 and exact == 0:
            self.seen["division by zero"] += 1
            return ["1"] + tokens + ["/"], None
        places, mode = rng.choice([0, 1, 2, 2, 2, 3, 4, 8, -1]), rng.choice(MODES)
        lack = Fraction(0)
        if kind < 0.8:
            grid = Fraction(10) ** places
            lack = (exact * grid // 1 + rng.choice([0, 0, 0, 1]) + HALF) / grid - exact
            if rng.random() < 0.35:
                lack = lack - HALF / grid
            if rng.random() < 0.25:
                lack += rng.choice([1, -1]) * Fraction(1, 10 ** rng.choice([20, 60, 120]))
        if lack:
            tokens, exact = tokens + literal(lack) + ["+"], exact + lack
        self.seen["roundings"] += 1
        self.seen["ties"] += is_tie(exact, places)
        return tokens + [f"round:{places}:{mode}"], round_to(exact, places, mode)

    def random_line(self):
        rng = self.rng
        tokens, value = self.tree(rng.choice([1, 2, 2, 3, 3, 4, 5, 6]))
        if rng.random() < 0.2:
            more, other = self.tree(rng.choice([0, 1, 2]))
            result = None if value is None or other is None else apply("cmp", value, other)
            self.seen["comparisons"] += 1
            return tokens + more + ["cmp"], None if result is None else result.exact
        places, mode = rng.choice([0, 1, 2, 2, 2, 2, 3, 4, 6, 20, -1, -2]), rng.choice(MODES)
        tokens = tokens + [f"round:{places}:{mode}"]
        if value is None:
            return tokens, None
        self.seen["roundings"] += 1
        self.seen["irrational"] += value.exact is None
        self.seen["ties"] += value.exact is not None and is_tie(value.exact, places)
        return tokens, rounded(value, places, mode)

    def line(self):
        built = self.rng.random() < 0.35
        while True:
            before = self.seen.copy()
            try:
                tokens, result = self.built_line() if built else self.random_line()
                break
            except Undecided:
                self.seen = before
                self.seen["set aside"] += 1
        self.seen["cases"] += 1
        self.seen["constructed"] += built
        self.seen["without result"] += result is None
        text = "none" if result is None else f"{result.numerator}/{result.denominator}"
        return " ".join(tokens) + "\t" + text


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, required=True)
    options.add_argument("--seed", type=int, required=True)
    chosen = options.parse_args()
    generator = Generator(chosen.seed)
    for _ in range(chosen.count):
        print(generator.line())
    print(", ".join(f"{count} {name}" for name, count in generator.seen.items()), file=sys.stderr)


if __name__ == "__main__":
    main()
