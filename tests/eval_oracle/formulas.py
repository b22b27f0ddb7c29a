#!/usr/bin/env python3
"""Seeded random formulas with percent in every position, many to a package, with what each must give, or that it is
refused; by the model of percent.py.

    formulas.py --count FORMULAS --seed S

Each package begins with `=== NUMBER`, followed by its files under `--- NAME`, then `--- harap` with a line `NAME UNIT VALUE`
for each formula that has a meaning, then `--- tolak` with the names of those that are refused; their text is in
`tolak.takar`, which is read together with the rest.
"""

from fractions import Fraction

import evaluate
from evaluate import Evaluator, Fault, Oversized, round_to, together
from generate import AGGREGATES, MODES, Generator, decimal
from packages import options, write
from percent import (PERCENT, Refused, SmallEnds, counted, ends, is_mark, kept, level, limited, named, placed, plain, small, thing, true,
                     true_beside, within)
from syntax import Writer, signed

INPUTS = {"A": "rupiah", "B": "rupiah", "H": "kunjungan", "K": "persen", "L": "persen", "M": "persen", "P": "poin",
          "X": None, "Y": None, "W": None, "V": None, "N1": "nilai", "N2": "nilai", "N3": "nilai"}
# Without a unit, on a scale up to a hundred.
SCALED = {"W", "V"}
PER_PACKAGE = 120


def side_by_side(expr):
    """What a sum adds up, or a choice or a list is of."""
    if expr[0] == "bin" and expr[1] in "+-":
        parts = expr[2:4]
    elif expr[0] == "jika":
        parts = expr[2:4]
    elif expr[0] in ("abs", "bulat"):
        parts = expr[1:2]
    elif expr[0] in ("ext", "list"):
        parts = expr[2]
    else:
        return [expr]
    return [one for part in parts for one in side_by_side(part)]


class Model(Evaluator):
    """With conversions and weights, which the other oracle has not."""

    conversions, depth, argument = {}, 0, None

    def among(self, where="terms"):
        return "conversion" if self.depth > 0 else where

    def measure(self, expr, this, year, each=None):
        key = (id(expr), this, year, each, self.argument and self.argument[0])
        if key not in self.measures:
            self.measures[key] = (getattr(self, "m_" + expr[0], self.m_other)(expr, this, year, each), expr)
        return self.measures[key][0]

    def measure_of(self, name, role, year):
        if name in INPUTS and role in ("main", "realisasi"):
            return thing(INPUTS[name])
        return super().measure_of(name, role, year)

    # Conversions map numbers to numbers of a scale, unless a result is written in percent: then all of them are.

    def converted(self, expr, this, year, each):
        rule = self.conversions[expr[1]]
        self.no_share_beside_points(expr[2], rule["ends"], this, year, each)
        return within(named(self.measure(expr[2], this, year, each)), *ends(rule["ends"]), self.taken_alone(expr[2], this, year, each))

    def no_share_beside_points(self, inner, edges, this, year, each):
        """Refuses a share of a target, of money or of all against ends that are all numbers such as 75."""
        bare = [abs(number) for number, is_signed in edges if not is_signed and number]
        is_far = (100 in bare or all(one > 12 for one in bare), of_hundred(bare))
        measure = named(self.measure(inner, this, year, each))
        is_bare = len(bare) > 1 and all(one > 2 for one in bare) and not any(is_signed for _, is_signed in edges)
        if is_bare and measure.unit is None and measure.sort == "ratio" and self.are_shares(inner, is_far, this, year, each):
            raise Refused("a share beside points")

    def are_shares(self, inner, is_far, this, year, each):
        shares = [one for one in side_by_side(inner) if one[0] != "num" or one[2]]
        return bool(shares) and all(self.is_share(one, is_far, this, year, each) for one in shares)

    def is_share(self, expr, is_far, this, year, each):
        factors = list(all_factors(expr))
        roles = [(one[:1] + one[2:], one[1], is_above) for one, is_above in factors if one[0] == "own"]
        if len(factors) == len(roles) == 2 and roles[0][2] and not roles[1][2]:
            if roles[0][0] == roles[1][0] and {roles[0][1], roles[1][1]} == {"realisasi", "target"}:
                return True
        others = [one for one in factors if one[0][0] != "num" or one[0][2]]
        if len(others) == 1 and len(factors) > 1 and others[0][1] and len(side_by_side(others[0][0])) > 1:
            return self.are_shares(others[0][0], is_far, this, year, each)
        of_money, of_others = is_far
        unit = self.cancelled(expr, this, year, each)
        if unit is not None and (of_money if unit == "rupiah" else of_others):
            return True
        return of_money and self.is_over_whole(expr, this, year, each)

    def cancelled(self, expr, this, year, each):
        """The first unit of a product, where nothing is left over of any."""
        counts = {}
        for measure, exponent in self.factors(expr, this, year, each, 1):
            if measure.unit is not None and measure.unit not in PERCENT:
                counts[measure.unit] = counts.get(measure.unit, 0) + exponent
        return next(iter(counts), None) if not any(counts.values()) else None

    def is_over_whole(self, expr, this, year, each):
        """K / 100%"""
        factors = [one for one in self.factors(expr, this, year, each, 1) if not is_mark(one[0])]
        shares = [exponent for one, exponent in factors if one.unit in PERCENT and one.sort != "lit"]
        wholes = [exponent for one, exponent in factors if one.unit in PERCENT and one.sort == "lit" and one.number == 100]
        plain_ones = [one for one, _ in factors if one.unit is None and one.sort == "lit" and abs(one.number or 0) == 1]
        return shares == [1] and wholes == [-1] and len(factors) == 2 + len(plain_ones)

    def check_condition(self, expr, this, year, each):
        super().check_condition(expr, this, year, each)
        if expr[0] == "cmp" and expr[3][0] != "text":
            self.no_share_beside_number(expr[2], expr[3], this, year, each)

    def no_share_beside_number(self, left, right, this, year, each):
        """Refuses a share that a number like 50 is held against: it never comes near."""
        sides = [self.measure(one, this, year, each) for one in (left, right)]
        far = [one.unit is None and one.sort == "lit" and one.number is not None and abs(one.number) > 12 for one in sides]
        if far[0] == far[1]:
            return
        share, measure = (right, sides[1]) if far[0] else (left, sides[0])
        if measure.unit is None and measure.sort == "ratio" and self.are_shares(share, (True, of_hundred([abs(one.number) for one, it in zip(sides, far) if it])), this, year, each):
            raise Refused("a share beside a number")

    def results(self, expr, this, year, each):
        """The measures of the pieces, and that of percent which all of them are in, if they are."""
        given = (self.converted(expr, this, year, each), Fraction(7))
        pieces = [piece for _, _, piece in self.conversions[expr[1]]["pieces"]]
        found = [self.inside(piece, given, lambda: self.measure(piece, None, year)) for piece in pieces]
        # What is no percentage itself becomes one by what is written only.
        is_all = given[0].unit not in PERCENT
        is_said = any(measure.unit in PERCENT and (is_all or is_percent_written(piece)) for piece, measure in zip(pieces, found))
        return found, level(found) if is_said else None

    def m_conv(self, expr, this, year, each):
        found, percent = self.results(expr, this, year, each)
        if percent:
            return thing(percent.unit)
        sorts = {counted(one).sort if one.unit is None else "thing" for one in found}
        if sorts == {"lit"}:
            little = [one for one in found if small(one, 2)]
            if little and not any(abs(one.number) > 2 for one in found):
                return plain("small thing", min((one.number for one in little), key=abs))
            return plain("thing")
        sorts -= {"lit"}
        if sorts == {"hundredth"} and len(found) == sum(one.sort == "hundredth" for one in found):
            return plain("hundredth")
        sorts = {"ratio" if sort == "hundredth" else sort for sort in sorts}
        for wanted in ("whole", "mixed", "multiple", "ratio"):
            of_ratios = {"ratio", "part", "weight"} if wanted == "ratio" else {wanted}
            if sorts & of_ratios:
                others = sorts - {"ratio", "part", "weight", "multiple", "mixed", "whole"}
                if wanted in ("ratio", "multiple") and not others and any(one.sort == "lit" and abs(one.number) > 2 for one in found):
                    return plain("power", (0, "mixed"))
                return plain("mixed" if others and wanted != "whole" else wanted)
        return thing(None)

    def on_conv(self, expr, this, year, each):
        measure = self.converted(expr, this, year, each)
        value = self.num(expr[2], this, year, each)
        shown = kept(value, measure)
        rule = self.conversions[expr[1]]
        if rule["bulat"]:
            shown = round_to(shown, *rule["bulat"])
        found, percent = self.results(expr, this, year, each)
        for (low, high, piece), of_piece in zip(rule["pieces"], found):
            if (low is None or shown >= low) and (high is None or shown < high):
                result = self.inside(piece, (measure, true(shown, measure)), lambda: self.num(piece, None, year, None))
                return true_beside(result, of_piece, percent) if percent else kept(result, of_piece)
        raise Fault("?")

    def inside(self, piece, given, work):
        before = self.argument
        self.argument, self.depth = given, self.depth + 1
        try:
            return work()
        finally:
            self.argument, self.depth = before, self.depth - 1

    def m_arg(self, expr, this, year, each):
        return self.argument[0]

    def on_arg(self, expr, this, year, each):
        return self.argument[1]

    # Weights are plain parts, however they are written.

    def weight(self, group, member, year):
        return self.version(self.defs[group], year)["bobot"][member]

    def m_each(self, expr, this, year, each):
        return plain("weight") if expr[1] == "bobot" else super().m_each(expr, this, year, each)

    def on_each(self, expr, this, year, each):
        if expr[1] == "bobot":
            return self.num(self.weight(this, each, year), None, year, None)
        return super().on_each(expr, this, year, each)

    def m_weighted(self, expr, this, year, each):
        members = self.version(self.defs[this], year)["anggota"]
        return level([self.measure(expr[1], this, year, one) for one in members], "members")

    def on_weighted(self, expr, this, year, each):
        members = self.version(self.defs[this], year)["anggota"]
        measures = [self.measure(expr[1], this, year, one) for one in members]
        common = level(measures, "members")
        values = together(lambda one=one: self.num(expr[1], this, year, one) for one in members)
        values = [true_beside(value, measure, common) for value, measure in zip(values, measures)]
        weights = [self.num(self.weight(this, one, year), None, year, None) for one in members]
        return sum(v * w for v, w in zip(values, weights)) / sum(weights)

    # Growth and difference.

    def m_growth(self, expr, this, year, each):
        self.few_points(expr[1:], level([self.measure(one, this, year, each) for one in expr[1:]]), this, year, each)
        return thing("persen")

    def on_growth(self, expr, this, year, each):
        new, old = self.beside(expr[1:], this, year, each)
        if old == 0:
            raise Fault("?")
        return (new - old) / old


def of_hundred(numbers):
    """Whether numbers can only be of a hundred: a teacher may have forty pupils, a doctor two thousand patients."""
    return (100 in numbers or all(one >= 50 for one in numbers)) and all(one <= 200 for one in numbers)


def is_percent_written(expr):
    """Whether a result is in percent as it is written, not only because what is converted is."""
    kind = expr[0]
    if kind == "num":
        return expr[2]
    if kind == "bin" and expr[1] in "+-":
        return is_percent_written(expr[2]) or is_percent_written(expr[3])
    if kind == "bin":
        above = list(factors_above(expr))
        whole = ("num", Fraction(100), True) in above
        return whole or "'arg'" not in repr(expr) and any(is_percent_written(one) for one in above)
    if kind == "neg":
        return is_percent_written(expr[1])
    if kind == "jika":
        return is_percent_written(expr[2]) or is_percent_written(expr[3])
    if kind == "ext":
        return any(is_percent_written(one) for one in expr[2])
    return kind in ("ref", "growth", "conv")


def all_factors(expr, is_above=True):
    """Every factor of a product, with whether it stands above the line."""
    if expr[0] == "neg":
        yield from all_factors(expr[1], is_above)
    elif expr[0] == "bin" and expr[1] in "*/":
        yield from all_factors(expr[2], is_above)
        yield from all_factors(expr[3], is_above != (expr[1] == "/"))
    else:
        yield expr, is_above


def factors_above(expr, is_above=True):
    """The factors of a product above the line."""
    if expr[0] == "neg":
        yield from factors_above(expr[1], is_above)
    elif expr[0] == "bin" and expr[1] in "*/":
        yield from factors_above(expr[2], is_above)
        yield from factors_above(expr[3], is_above != (expr[1] == "/"))
    elif is_above:
        yield expr


def other_order(expr, rng):
    """The same product or sum with its factors or terms in another order, some of them in brackets."""
    signs = "+-" if expr[0] == "bin" and expr[1] in "+-" else "*/"
    plus, minus = signs
    parts, first = [], expr
    while first[0] == "bin" and first[1] in signs:
        parts.append((first[1], first[3]))
        first = first[2]
    parts.append((plus, first))
    rng.shuffle(parts)
    start = next(at for at, (sign, _) in enumerate(parts) if sign == plus)
    _, made = parts.pop(start)
    if rng.random() < 0.3 and len(parts) > 1 and parts[0][0] == plus:
        (_, one), (sign, other) = parts[:2]
        parts = [(plus, ("bin", sign, one, other))] + parts[2:]
    for sign, one in parts:
        made = ("bin", sign, made, one)
    return made


def parts_of(expr):
    """The products within a product: what stands in brackets, and where it begins."""
    if expr[0] == "bin" and expr[1] in "*/":
        for side in expr[2:4]:
            if side[0] == "bin" and side[1] in "*/":
                yield side
                yield from parts_of(side)


def replaced(expr, part, by):
    """An expression with something in the place of a part of it."""
    if expr is part:
        return by
    return expr[:2] + tuple(replaced(side, part, by) for side in expr[2:4]) if expr[0] == "bin" and expr[1] in "*/" else expr


class Text(Writer):
    def on_conv(self, expr):
        return f"{expr[1]}({self.expr(expr[2])})", 9

    def on_arg(self, expr):
        return "nilai", 9

    def on_weighted(self, expr):
        return f"rata_rata_tertimbang({self.expr(expr[1])})", 9

    def on_growth(self, expr):
        return f"pertumbuhan({self.expr(expr[1])}; {self.expr(expr[2])})", 9

    def glue(self, left, sign, right):
        return f"{left} {sign} {right}"


class Formulas(Generator):
    field = None

    def literal(self, zero=True):
        rng = self.rng
        if self.chance(0.35):
            return ("num", Fraction(rng.choice([100, 100, 50, 20, 10, 80, 90, 1, 200])), self.chance(0.5))
        if self.chance(0.15):
            return ("num", rng.choice([Fraction(1, 100), Fraction(1, 2), Fraction(9, 10), Fraction(6, 10), Fraction(2)]), False)
        places = rng.choice([0, 0, 1, 2])
        return ("num", Fraction(rng.randrange(0 if zero else 1, 1000), 10**places), self.chance(0.3))

    def number(self, depth, scope, own=()):
        rng = self.rng
        if depth > 0 and self.chance(0.12):
            return self.divided(scope, own)
        if depth > 0 and self.chance(0.30):
            return self.idiom(depth, scope, own)
        if depth > 0 and self.chance(0.05) and self.convs:
            return ("conv", rng.choice(self.convs), self.number(depth - 1, scope, own))
        return super().number(depth, scope, own)

    def idiom(self, depth, scope, own):
        """What people write."""
        rng = self.rng
        leaf = lambda: self.leaf(scope, own)
        num = lambda value, percent=False: ("num", Fraction(value), percent)
        ratio = lambda: ("bin", "/", leaf(), leaf())
        share = ("bin", "*", leaf(), leaf())
        first, second = rng.choice([(60, 40), (50, 50), (100, 100), (30, 20), (200, 100)])
        sign, times = rng.choice("+++-"), lambda number, what: ("bin", "*", num(number), what)
        weighted = ("bin", sign, times(first, leaf()), times(second, rng.choice([leaf(), ratio()])))
        if self.chance(0.08):
            return self.points(scope, own)
        if self.chance(0.06):
            return self.small_beside(scope, own)
        if self.chance(0.1):
            return rng.choice([weighted, ("bin", "/", weighted, num(100)), ("bin", "/", weighted, leaf()),
                               ("bin", "/", ("bin", "/", weighted, leaf()), num(100)), ("bin", "/", weighted, num(100, True)),
                               ("bin", "*", ("bin", "/", num(first), num(100)), leaf()), ("bin", "/", ratio(), num(1, True)),
                               ("bin", "/", ("bin", "*", leaf(), num(first)), num(100)),
                               ("bin", "*", ("bin", "/", ("bin", "/", leaf(), num(100)), leaf()), num(100))])
        return rng.choice([
            ("bin", "*", ratio(), num(100, True)), ("bin", "*", ratio(), num(100)), ("bin", "/", share, num(100)),
            ("bin", "/", ("bin", "*", leaf(), num(100)), leaf()), ("bin", "*", leaf(), self.literal()),
            ("bin", "*", ("bin", "/", leaf(), num(100, True)), self.literal()),
            ("bin", "*", ("bin", "/", ("bin", "*", num(rng.choice([2, 3, 4, 5, 12])), leaf()), leaf()), num(rng.choice([100, 100, 10, 12]), True)),
            ("bin", "*", ("bin", "/", ratio(), num(rng.choice([2, 4, Fraction(2, 5)]))), num(100, True)),
            ("bin", "*", ("bin", "/", num(rng.randrange(1, 9)), num(rng.randrange(2, 9))), num(100, True)),
            ("bin", "-", num(rng.choice([1, 2, 100, 200]), self.chance(0.4)), rng.choice([leaf(), ("bin", "*", ratio(), num(100, self.chance(0.6)))])),
            ("bin", "*", leaf(), ("bin", "-", num(100, True), leaf())), ("bin", "/", leaf(), self.literal(zero=False)),
            ("bin", "+", ("bin", "*", self.literal(), leaf()), ("bin", "*", self.literal(), leaf())),
            ("bin", "*", ("bin", "/", ("bin", "/", leaf(), leaf()), leaf()), num(100, True)),
            ("bin", "*", ("bin", "/", ("bin", "/", leaf(), num(rng.choice([90, 50]), True)), leaf()), num(rng.choice([100, 100, 20]), True)),
            ("bin", "/", ("bin", "*", num(100, True), ratio()), leaf()), ("bin", "/", num(100, True), leaf()),
            ("jika", self.condition(0, scope, own), ("ext", "maks", [leaf(), num(100)]), ratio()),
            ("ext", rng.choice(["min", "maks"]), [ratio(), leaf(), leaf()]),
            ("growth", leaf(), leaf()), ("bin", "+", leaf(), ("bin", "*", self.literal(), leaf())), share, ratio(),
            ("bin", "*", self.number(depth - 1, scope, own), leaf()),
            ("bin", "/", self.number(depth - 1, scope, own), leaf()),
        ])

    def points(self, scope, own):
        """Percent numbers of ratios, R / T * 100, weighted and beside each other, and sums of weighted sums."""
        rng, leaf = self.rng, lambda: self.leaf(scope, own)
        num = lambda value, percent=False: ("num", Fraction(value), percent)
        times = lambda number, what: ("bin", "*", number, what)
        like = rng.choice([("A", "B"), ("B", "A"), ("N1", "N2"), ("H", "H"), ("X", "Y")])
        ratio = lambda: ("bin", "/", ("ref", "main", like[0], None), ("ref", "main", like[1], None))
        share = lambda: ("ref", "main", rng.choice("KLMWV"), None)
        scored = self.chance(0.15)
        value = lambda: ("ref", "main", rng.choice("WV"), None) if scored else times(ratio(), num(100, self.chance(0.2))) if self.chance(0.7) else share()
        many, rest = rng.choice([(60, 40), (30, 20), (40, 1), (24, 12), (3, 2)])
        first = rng.choice([num(many), num(many), num(many, True), num(Fraction(many, 100))])
        second = rng.choice([num(rest), num(rest), num(rest, True), num(Fraction(rest, 100))])
        term = lambda number: times(number, value())
        both = ("bin", "+", term(first), rng.choice([term(second), term(second), value(), num(100 - many)]))
        inner = ("bin", "+", times(num(30), value()), times(num(20), value()))
        nested = ("bin", "+", ("bin", "/", times(num(60), inner), num(50)), times(num(40), value()))
        return rng.choice([
            both, both, both, ("bin", "/", both, num(many + rest)), ("bin", "/", both, num(100)), ("bin", "/", nested, num(100)), nested,
            ("bin", "+", inner, times(num(50), value())), ("bin", "/", ("bin", "+", inner, times(num(50), value())), num(100)),
            ("bin", "-", num(rng.choice([1, 100]), self.chance(0.5)), ("bin", "/", share(), num(100))),
            ("jika", ("cmp", rng.choice(["<", ">="]), rng.choice([ratio(), ratio(), ("bin", "/", share(), num(100, True))]),
                      num(rng.choice([50, 75, 100, 10, 3]), self.chance(0.2))), leaf(), leaf()),
            times(num(rng.choice([12, 60])), value()), ("ext", "min", [both, num(100)])])

    def small_beside(self, scope, own):
        """A small number beside a value in a quotient, few points beside percent, hundreds of written percentages, a percent number
        beside a ratio."""
        rng, leaf = self.rng, lambda: self.leaf(scope, own)
        num = lambda value, percent=False: ("num", Fraction(value), percent)
        value = lambda: ("ref", "main", rng.choice("XYWV"), None)
        one, other, low = value(), value(), num(rng.choice([1, 1, 1, Fraction(1, 2), 2]))
        if self.chance(0.3):
            ratio = ("bin", "/", ("ref", "main", "A", None), ("ref", "main", "B", None))
            few = ("bin", "/", ("bin", "*", num(rng.choice([2, 3, 6, 12, 30])), rng.choice([ratio, leaf()])), num(100, True))
            hundred = ("bin", "*", num(rng.choice([50, 100, 100, 200]), True), num(rng.choice([100, 100, 40])))
            if self.chance(0.4):
                like = ("bin", "/", ("ref", "main", "N1", None), ("ref", "main", "N2", None))
                two = [rng.choice([ratio, like]), ("bin", "*", rng.choice([ratio, like]), num(100, self.chance(0.2)))]
                two = [rng.choice([one, ("bin", "*", num(Fraction(3, 5), self.chance(0.3)), one)]) for one in rng.sample(two, 2)]
                return rng.choice([
                    ("bin", rng.choice("+-"), *two), ("ext", rng.choice(["min", "maks"]), two), ("list", "rata_rata", two),
                    ("jika", self.condition(0, scope, own), *two), ("jika", ("cmp", rng.choice(["<", ">="]), *two), leaf(), leaf()),
                    ("jika", ("cmp", rng.choice(["<", ">="]), like, num(rng.choice([40, 50, 75, 100, 250]))), leaf(), leaf())])
            if self.chance(0.3):
                return ("ext", rng.choice(["min", "maks"]), [few, leaf()])
            return ("bin", rng.choice("+-"), rng.choice([few, hundred]), rng.choice([leaf(), num(5, True), ("bin", "*", ratio, num(100))]))
        above = rng.choice([one, ("bin", "-", one, low), ("bin", "-", one, low), ("bin", "+", one, low), ("bin", "-", low, one)])
        below = rng.choice([
            ("bin", "-", other, low), ("bin", "+", other, low), ("ext", "maks", [other, low]), num(99), num(75), ("bin", "-", num(100), low),
            ("jika", ("cmp", "=", other, num(0)), low, other), ("bin", "-", low, other)])
        return ("bin", "*", ("bin", "/", above, below), num(100, self.chance(0.5)))

    def divided(self, scope, own):
        """Over what has no unit, and parts that later formulas stand on."""
        rng, leaf = self.rng, lambda: self.leaf(scope, own)
        num = lambda value, percent=False: ("num", Fraction(value), percent)
        share = num(rng.choice([80, 30, 50, 100, 10]), True)
        loose = ("ref", "main", rng.choice(["X", "Y"]), None)
        other = ("ref", "main", rng.choice(["X", "Y"]), None)
        over = lambda what: ("bin", "/", what, rng.choice([loose, loose, ("pow", loose, 2), ("bin", "*", loose, other)]))
        part = ("bin", rng.choice("*/"), share, num(rng.choice([2, 4, 5, 10])))
        quotient = rng.choice([
            over(share), over(share), over(("bin", "-", num(100, True), num(20, True))), over(("bin", "/", leaf(), leaf())),
            over(num(rng.choice([1, 2, 5, 12, 100]))), over(("bin", "*", num(rng.choice([2, 4, 100])), share)), over(leaf()), over(part),
            over(("bin", "*", share, ("bin", "/", leaf(), leaf()))), ("pow", loose, rng.choice([-1, -2])), part, part,
            ("list", rng.choice(AGGREGATES), [over(share), over(share), part])])
        return rng.choice([
            quotient, quotient, quotient, ("bin", "*", quotient, num(100, self.chance(0.7))), ("bin", "*", quotient, leaf()),
            ("bin", "/", quotient, leaf()), ("bin", "/", leaf(), quotient), ("bin", rng.choice("+-"), quotient, leaf()),
            ("bin", "*", leaf(), quotient), ("bulat", quotient, *self.precision()), ("neg", quotient), ("pow", quotient, rng.choice([-1, 2])),
            ("ext", rng.choice(["min", "maks"]), [quotient, self.literal()]),
            ("jika", self.condition(0, scope, own), num(rng.choice([0, 0, 1, 12])), quotient)])

    def leaf(self, scope, own):
        rng = self.rng
        if own and self.chance(0.6):
            return ("own", rng.choice(own), None)
        if self.chance(0.3):
            return ("year",) if self.chance(0.03) else self.literal()
        name = rng.choice(scope)
        return ("ref", "capaian" if name[0] in "IG" else "main", name, None)

    # A package.

    def package(self, number_):
        rng = self.rng
        scale = lambda name: {"skala": (Fraction(0), Fraction(100))} if name in SCALED else {}
        self.defs = {name: [(-9999, 9999, {"kind": "besaran", "satuan": unit} | scale(name))] for name, unit in INPUTS.items()}
        self.rules, self.band_rules, self.convs = {}, {}, []
        model = Model(self.defs, self.rules, self.band_rules, self.cells(), "", 2024)
        model.conversions = {}
        writer = Text(rng, {})
        scope = list(INPUTS)
        lines, expected, refused, refused_lines = [], [], [], []
        for name, unit in INPUTS.items():
            lines += [f"besaran {name}"] + ([f"  satuan {unit}"] if unit else []) + (["  skala 0..100"] if name in SCALED else [])
        for at in range(PER_PACKAGE):
            # Later formulas stand on the last few, so that what a name makes of its formula counts too.
            near = list(INPUTS) + scope[len(INPUTS):][-6:]
            make = rng.choice([self.plain, self.plain, self.plain, self.plain, self.achievement, self.weighted, self.conversion,
                               self.idle if self.chance(0.5) else self.plain,
                               rng.choice([self.plain, self.classes, self.limit, self.bands])])
            text, said, name = make(at, near, model, writer)
            if text is None:
                continue
            if said is None:
                refused.append(name)
                refused_lines += text
                self.seen["refused"] += 1
            else:
                lines += text
                expected += said
                if name[0] in "FIG":
                    scope.append(name)
                self.seen["computed"] += 1
            for text, said, name in self.twins(at, near, model, writer):
                if said is None:
                    refused.append(name)
                    refused_lines += text
                else:
                    lines += text
                    expected += said
                self.seen["in another order"] += 1
        data = [";".join(["kode", "tahun", "target", "realisasi"])]
        for (_, name, _, role), value in sorted(model.data.items()):
            if role == "realisasi":
                target = model.data.get(("", name, 2024, "target"), "")
                data.append(";".join([name, "2024", comma(target), comma(value)]))
        head = [f"=== {number_}", "--- a.takar"]
        return (head + ['data "d.csv" angka id'] + lines + ["--- tolak.takar"] + refused_lines
                + ["--- d.csv"] + data + ["--- harap"] + expected + ["--- tolak"] + refused)

    def cells(self):
        values = {}
        for name in INPUTS:
            values["", name, 2024, "realisasi"] = self.number_of("nilai" if name in SCALED else INPUTS[name])
        return values

    def number_of(self, unit):
        rng = self.rng
        top = {"persen": 150, "poin": 20, "nilai": 100, "rupiah": 10**6}.get(unit, 500)
        places = rng.choice([0, 0, 1, 2])
        return str(Fraction(rng.choice([0, rng.randrange(top * 10**places)] + [rng.randrange(1, top * 10**places)] * 12), 10**places))

    def tried(self, model, work):
        """What the model says: a result, None where it is refused."""
        model.known.clear()
        try:
            return work()
        except Refused:
            return None

    def said(self, model, name, role, measure):
        try:
            value = evaluate.show(model.get(name, role, 2024))
        except Fault as fault:
            value = fault.code
        return [f"{name} {measure.unit or '-'} {value}"]

    def plain(self, at, scope, model, writer):
        name, rng = f"F{at}", self.rng
        unit = rng.choice([None, None, None, "persen", "persen", "poin", "nilai"])
        expr = self.number(rng.choice([1, 2, 2, 3, 4]), scope)
        self.defs[name] = [(-9999, 9999, {"kind": "besaran", "satuan": unit, "rumus": expr})]

        def work():
            measure = model.measure(expr, name, 2024)
            placed(Fraction(7), measure, unit, False, model.taken_alone(expr, name, 2024))
            return self.said(model, name, "realisasi", thing(unit) if unit else measure)

        text = [f"{name} = {writer.expr(expr)}"] + ([f"  satuan {unit}"] if unit else [])
        return self.decided(name, text, model, work)

    def twins(self, at, scope, model, writer):
        """A product or a sum in percent, and the same in another order, with other brackets or with a name for a part of it: no way
        to write it makes another value."""
        rng = self.rng
        if not self.chance(0.15):
            return
        expr = self.chained(scope) if self.chance(0.6) else self.number(rng.choice([1, 2, 2, 3]), scope)
        found, named_parts = [], []
        for turn in range(4):
            if turn:
                expr = other_order(expr, rng)
            name = f"F{1000 + 10 * at + turn}"
            parts = list(parts_of(expr)) if turn else []
            if parts and self.chance(0.5):
                part, of_part = rng.choice(parts), f"F{1004 + 10 * at + turn}"
                self.defs[of_part] = [(-9999, 9999, {"kind": "besaran", "satuan": None, "rumus": part})]
                said_of = lambda: self.said(model, of_part, "realisasi", model.measure(part, of_part, 2024))
                text, said, _ = self.decided(of_part, [f"{of_part} = {writer.expr(part)}"], model, said_of)
                if said is not None:
                    named_parts.append((text, said, of_part))
                    expr = replaced(expr, part, ("ref", "main", of_part, None))
            self.defs[name] = [(-9999, 9999, {"kind": "besaran", "satuan": "persen", "rumus": expr})]

            def work():
                measure = model.measure(expr, name, 2024)
                placed(Fraction(7), measure, "persen", False, model.taken_alone(expr, name, 2024))
                return self.said(model, name, "realisasi", thing("persen"))

            text, said, _ = self.decided(name, [f"{name} = {writer.expr(expr)}", "  satuan persen"], model, work)
            if text is None:
                return
            found.append((text, said, name))
        values = {said[0].split(" ", 1)[1] for _, said, _ in found if said and said[0].rsplit(" ", 1)[1][-1].isdigit()}
        if len(values) > 1:
            told = "\n".join(f"{text[0]} -> {said}" for text, said, _ in named_parts + found)
            raise SystemExit(f"order makes another value:\n{told}")
        yield from named_parts + found

    def chained(self, scope):
        """A chain of numbers, ratios and shares, such as weights are written in."""
        rng, num = self.rng, lambda value, percent: ("num", Fraction(value), percent)
        ratio = rng.choice([("A", "B"), ("B", "A"), ("N1", "N2"), ("X", "Y"), ("K", "L")])
        above = [("ref", "main", ratio[0], None)] if self.chance(0.7) else [("ref", "main", rng.choice("KLMWV"), None)]
        below = [("ref", "main", ratio[1], None)] if above[0][2] == ratio[0] else []
        above += [num(rng.choice([100, 100, 60, 40, 12, 5, Fraction(6, 10)]), self.chance(0.35)) for _ in range(rng.choice([0, 1, 1, 2]))]
        below += [num(rng.choice([100, 100, 80, 40, 12, 4]), self.chance(0.2)) for _ in range(rng.choice([0, 1, 1]))]
        above += [self.leaf(scope, ())] if self.chance(0.15) else []
        expr = above[0]
        for sign, one in [("*", one) for one in above[1:]] + [("/", one) for one in below]:
            expr = ("bin", sign, expr, one)
        return expr

    def achievement(self, at, scope, model, writer):
        name, rule, rng = f"I{at}", f"R{at}", self.rng
        unit = rng.choice([None, "persen", "persen", "poin", "nilai", "rupiah"])
        own = ("realisasi", "target")
        cases = [(("cmp", "=", ("own", "target", None), ("num", Fraction(0), False)), ("num", Fraction(100), self.chance(0.3)))]
        if self.chance(0.4):
            cases.append((self.condition(1, scope, own), self.number(1, scope, own)))
        formula = self.number(rng.choice([1, 2, 3]), scope, own)
        made = {"cases": cases, "tinggi": formula, "rendah": formula, "steps": []}
        self.rules[rule] = [(-9999, 9999, made)]
        earlier = None
        if self.chance(0.15):
            # What counted in other years is judged as well.
            earlier = self.number(rng.choice([1, 2]), scope, own)
            self.rules[rule] = [(-9999, 2023, dict(made, cases=[], tinggi=earlier)), (2024, 9999, made)]
        steps = [("bulat", rng.choice([0, 1, 2]), rng.choice(MODES))] if self.chance(0.3) else []
        cap = [(Fraction(0), self.chance(0.3)), (rng.choice([Fraction(100), Fraction(120), Fraction(6, 5), Fraction(1)]), self.chance(0.5))]
        if self.chance(0.2):
            made["steps"].append(("batas", cap[0][0], cap[1][0], False))
        definition = {"kind": "indikator", "satuan": unit, "arah": "tinggi", "aturan": rule, "steps": steps}
        self.defs[name] = [(-9999, 9999, definition)]
        for role in ("realisasi", "target"):
            model.data["", name, 2024, role] = self.number_of(unit)

        def work():
            if made["steps"]:
                limited("persen", *ends(cap))
            model.check_version(definition, name, 2024)
            model.check_version(definition, name, 2023)
            return self.said(model, name, "capaian", thing("persen"))

        text = [f"aturan capaian {rule}", f"  makin tinggi : {writer.expr(earlier)}", "  berlaku sampai 2023"] if earlier else []
        text += [f"aturan capaian {rule}"] + (["  berlaku mulai 2024"] if earlier else [])
        text += [f"  jika {writer.expr(condition)} : {writer.expr(outcome)}" for condition, outcome in cases]
        text += [f"  batas {edge(cap[0])}..{edge(cap[1])}"] if made["steps"] else []
        text += [f"  makin tinggi : {writer.expr(formula)}", f"indikator {name}", "  arah makin tinggi", f"  capaian {rule}"]
        text += ([f"  satuan {unit}"] if unit else []) + list(writer.steps(steps))
        text, said, _ = self.decided(rule, text, model, work)
        return text, said, name if said else rule

    def idle(self, at, scope, model, writer):
        """A rule that nobody uses: refused where a formula has no meaning in percent, in a word and without a unit."""
        rule, rng, own = f"R{at}", self.rng, ("realisasi", "target")
        cases = []
        if self.chance(0.4):
            cases.append((self.condition(1, scope, own), self.number(1, scope, own)))
        formula, way = self.number(rng.choice([1, 2, 3]), scope, own), rng.choice(["tinggi", "rendah"])
        self.rules[rule] = [(-9999, 9999, {"cases": cases, "tinggi": formula, "rendah": formula, "steps": []})]

        def means(judged):
            for unit in ("persen", "nilai", None):
                self.defs["*"] = [(-9999, 9999, {"kind": "indikator", "satuan": unit, "arah": way, "aturan": rule, "steps": []})]
                model.measures.clear()
                try:
                    return judged()
                except Refused:
                    pass
            raise Refused("whatever the unit")

        def work():
            try:
                for condition, outcome in cases:
                    means(lambda: model.check_condition(condition, "*", 2024, None))
                    means(lambda: placed(Fraction(7), model.measure(outcome, "*", 2024), "persen", True, model.taken_alone(outcome, "*", 2024)))
                means(lambda: placed(Fraction(7), model.measure(formula, "*", 2024), "persen", True, model.taken_alone(formula, "*", 2024)))
            finally:
                del self.defs["*"]
                model.measures.clear()
            return []

        text = [f"aturan capaian {rule}"]
        text += [f"  jika {writer.expr(condition)} : {writer.expr(outcome)}" for condition, outcome in cases]
        return self.decided(rule, text + [f"  makin {way} : {writer.expr(formula)}"], model, work)

    def weighted(self, at, scope, model, writer):
        """A group whose weights are written in both ways."""
        name, rng = f"G{at}", self.rng
        # Groups that share a member are refused for that.
        likely = [one for one in scope if one[0] != "G" and (one not in ("H", "A", "B") or self.chance(0.2))]
        members = rng.sample(likely, rng.choice([2, 3]))
        shares = {2: [60, 40], 3: [50, 30, 20]}[len(members)]
        weights = {}
        for member, share in zip(members, shares):
            weights[member] = self.weight(share)
        role = "capaian" if all(one[0] in "IG" for one in members) else "main"
        each = ("each", role, None, None)
        weight = ("each", "bobot", None, None)
        body = rng.choice([
            ("members", "jumlah", None, None, ("bin", "*", weight, each)),
            ("members", "jumlah", None, None, ("bin", "*", each, weight)),
            ("weighted", each), ("members", rng.choice(AGGREGATES), None, None, each),
            ("members", "jumlah", None, None, ("bin", "/", ("bin", "*", weight, each), ("num", Fraction(100), self.chance(0.5)))),
            ("bin", "*", ("members", "jumlah", None, None, ("bin", "*", weight, each)), self.literal()),
            ("members", "jumlah", None, None, ("bin", "*", ("bin", "/", each, self.literal(zero=False)), weight)),
        ])
        if "bobot" not in repr(body) and body[0] != "weighted":
            weights = None
        definition = {"kind": "kelompok", "satuan": None, "anggota": members, "capaian": body, "steps": [],
                      "kosong": None, "bobot": weights}
        self.defs[name] = [(-9999, 9999, definition)]

        def work():
            for weight in (weights or {}).values():
                model.measure(weight, None, 2024)
            if weights and sum(model.num(weight, None, 2024, None) for weight in weights.values()) != 1:
                raise Refused("the sum of the weights")
            model.check_version(definition, name, 2024)
            return self.said(model, name, "capaian", thing("persen"))

        listed = "; ".join(members)
        text = [f"kelompok {name}", f"  anggota {listed}"]
        if weights:
            text.append("  bobot " + "; ".join(f"{one} {writer.expr(weights[one])}" for one in members))
        # `main anggota` is written without a role.
        writer.main = {}
        text.append("  capaian " + writer.expr(body).replace("main anggota", "anggota"))
        return self.decided(name, text, model, work)

    def weight(self, share):
        """A part of a hundred as somebody writes it, now and then wrong."""
        rng, num = self.rng, lambda value, percent=False: ("num", Fraction(value), percent)
        share = Fraction(share) + (rng.choice([1, Fraction(-1, 2)]) if self.chance(0.05) else 0)
        forms = [
            num(share, True), num(share, True), num(share / 100), num(share / 100), ("bin", "+", num(share / 2, True), num(share / 2, True)),
            ("bin", "-", num(100, True), num(100 - share, True)), ("bin", "*", num(share / 100), num(100, True)),
            ("bin", "/", num(share), num(100)), ("bin", "*", ("bin", "/", num(share, True), num(2)), num(2)),
            ("bin", "-", num(1), num(1 - share / 100)),
        ]
        return ("bin", "+", num(share - 10, True), num(Fraction(1, 10))) if self.chance(0.03) else rng.choice(forms)

    def classes(self, at, scope, model, writer):
        """Members in classes, in a table."""
        rng, name = self.rng, f"K{at}"
        groups = [one for one in scope if one[0] == "G"]
        if not groups:
            return None, None, name
        group = rng.choice(groups)
        members = model.version(self.defs[group], 2024)["anggota"]
        of_achievements = [one[0] in "IG" for one in members]
        if any(of_achievements) and not all(of_achievements):
            return None, None, name
        number, signs = self.end(), (self.chance(0.4), self.chance(0.4))

        def work():
            role = "capaian" if all(of_achievements) else "main"
            for member in members:
                within(model.measure(("ref", role, member, None), None, 2024), *ends([(number, is_signed) for is_signed in signs]))
            return []

        what = "capaian" if all(of_achievements) else "nilai"
        first, second = (edge((number, is_signed)) for is_signed in signs)
        text = [f"tabel {name}", f'  baris kelas {what} anggota {group} >= {first} "atas"; < {second} "bawah"']
        return self.decided(name, text + ["  kolom nama", "  kolom banyaknya(anggota)"], model, work)

    def limit(self, at, scope, model, writer):
        """What bounds a value, and its steps."""
        rng, name, unit = self.rng, f"S{at}", self.rng.choice([None, "persen", "persen", "poin", "rupiah"])
        low, high = rng.choice([(0, 1), (0, 100), (0, Fraction(6, 5)), (Fraction(1, 2), 100), (-1, 1), (-50, 2)])
        range_ = [(Fraction(low), self.chance(0.3)), (Fraction(high), self.chance(0.4))]
        step, is_signed = rng.choice([Fraction(1, 10), Fraction(1), None]), self.chance(0.4)

        def work():
            limited(unit, *ends(range_))
            if step is not None and is_signed and unit not in PERCENT:
                raise Refused("a step in percent")
            return []

        text = [f"besaran {name}"] + ([f"  satuan {unit}"] if unit else []) + [f"  skala {edge(range_[0])}..{edge(range_[1])}"]
        return self.decided(name, text + ([f"  langkah {edge((step, is_signed))}"] if step is not None else []), model, work)

    def bands(self, at, scope, model, writer):
        """A value with its grades."""
        rng, unit = self.rng, self.rng.choice([None, "persen", "persen", "poin", "rupiah"])
        rule, name = f"B{at}", f"S{at}"
        number, signs = self.end(), (self.chance(0.4), self.chance(0.4))

        edges = [(number, is_signed) for is_signed in signs]
        of = rng.choice([("A", "B"), ("B", "A"), ("N1", "N2"), ("K", None)])
        below = ("ref", "main", of[1], None) if of[1] else ("num", Fraction(100), True)
        formula = ("bin", "/", ("ref", "main", of[0], None), below) if unit is None and not any(signs) and self.chance(0.7) else None

        def work():
            limited(unit, *ends(edges))
            if formula:
                model.no_share_beside_points(formula, edges, name, 2024, None)
            return []

        first, second = (edge((number, is_signed)) for is_signed in signs)
        text = [f"aturan predikat {rule}", f'  >= {first} : "atas"', f'  < {second} : "bawah"', f"besaran {name}"]
        text += ([f"  satuan {unit}"] if unit else []) + ([f"  rumus {writer.expr(formula)}"] if formula else []) + [f"  predikat {rule}"]
        return self.decided(rule if unit in PERCENT else name, text, model, work)

    def end(self):
        return Fraction(self.rng.choice([50, 80, 10, 50, 80, 10, 1, Fraction(1, 2), Fraction(9, 10), Fraction(6, 5), 2]))

    def conversion(self, at, scope, model, writer):
        """A conversion with a call of it."""
        rng, rule, name = self.rng, f"V{at}", f"F{at}"
        middle, signs = self.end(), (self.chance(0.3), self.chance(0.3))
        pieces = [(None, middle, self.piece()), (middle, None, self.piece())]
        bulat = (rng.choice([0, 2]), rng.choice(MODES)) if self.chance(0.5) else None
        model.conversions[rule] = {"pieces": pieces, "bulat": bulat, "ends": [(middle, is_signed) for is_signed in signs]}
        inner = self.leaf(scope, ()) if self.chance(0.6) else self.number(1, scope)
        expr, place = ("conv", rule, inner), [rule]
        self.defs[name] = [(-9999, 9999, {"kind": "besaran", "satuan": None, "rumus": expr})]

        def work():
            try:
                model.measure(inner, name, 2024)
                model.converted(expr, name, 2024, None)
            except Refused as refused:
                place[0] = rule if isinstance(refused, SmallEnds) else name
                # Two mistakes in one block are told at two places.
                has_small_ends = ends(model.conversions[rule]["ends"])[1]
                if place[0] == name and (has_small_ends or any("%" in writer.expr(piece) for _, _, piece in pieces)):
                    raise Oversized
                raise
            return self.said(model, name, "realisasi", model.measure(expr, name, 2024))

        text = [f"aturan konversi {rule}"] + ([f"  bulat {bulat[0]} {bulat[1]}"] if bulat else [])
        first, second = (edge((middle, is_signed)) for is_signed in signs)
        text += [f"  < {first} : {writer.expr(pieces[0][2])}", f"  >= {second} : {writer.expr(pieces[1][2])}"]
        text += ['  terima loncatan "begitu aturannya"', f"{name} = {rule}({writer.expr(inner)})"]
        text, said, _ = self.decided(rule, text, model, work)
        # What not every value can be given is refused at its piece or its ends; others call what takes any.
        takes_any = all("'arg'" not in repr(piece) for _, _, piece in pieces)
        if said and takes_any and not ends(model.conversions[rule]["ends"])[1]:
            self.convs = self.convs[-4:] + [rule]
        return text, said, name if said else place[0]

    def piece(self):
        rng = self.rng
        arg = ("arg",)
        num = lambda value: ("num", Fraction(value), self.chance(0.2))
        share = lambda: ("num", Fraction(rng.choice([10, 25, 50, 100, 120, 1])), True)
        bare = lambda: ("num", Fraction(rng.choice([0, 1, 2, 80, Fraction(1, 2), Fraction(1, 10)])), False)
        if self.chance(0.5):
            return rng.choice([
                share(), share(), share(), bare(), bare(), ("neg", share()), ("bin", "+", share(), share()), ("bin", "-", share(), bare()),
                ("bin", "*", share(), num(rng.choice([2, 3]))), ("bin", "/", share(), num(2)), ("bin", "*", arg, share()),
                ("bin", "+", arg, share()), ("bin", "+", share(), ("bin", "/", arg, num(2))),
                ("bin", "*", ("bin", "/", arg, share()), ("num", Fraction(100), True)), ("bin", "/", arg, share()),
                ("ext", rng.choice(["min", "maks"]), [share(), arg]), ("ext", "min", [share(), bare()]),
                ("jika", ("cmp", ">", arg, num(5)), share(), rng.choice([bare(), share(), arg])),
                ("bin", "*", ("bin", "/", num(1), num(4)), ("num", Fraction(100), True))])
        return rng.choice([
            num(rng.randrange(2, 120)), arg, ("bin", "+", num(70), ("bin", "*", ("bin", "/", num(19), num(19)), ("bin", "-", arg, num(80)))),
            ("bin", "*", arg, num(rng.choice([2, 50, 100]))), ("bin", "/", arg, num(rng.choice([2, 100]))),
            ("bin", "*", ("bin", "/", arg, ("num", Fraction(100), True)), num(30)), ("bin", "-", num(100), arg)])

    def decided(self, name, text, model, work):
        try:
            said = self.tried(model, work)
        except (Oversized, ZeroDivisionError):
            return None, None, name
        if any(len(line) > 900 for line in text) or "/ 0" in " ".join(text):
            return None, None, name
        return text, said, name


def edge(end):
    """An end of a range as it is written."""
    number, is_signed = end
    return signed(number) + ("%" if is_signed else "")


def comma(value):
    """A cell of the data."""
    if value == "":
        return ""
    value = Fraction(value)
    return decimal(value, 2)


def main():
    chosen = options(__doc__)
    generator = Formulas(chosen.seed, False)
    write(packages_of(generator, chosen.count), generator.seen)


def packages_of(generator, formulas):
    """Packages until there are so many formulas."""
    number = 0
    while generator.seen["computed"] + generator.seen["refused"] < formulas:
        yield generator.package(number)
        number += 1


if __name__ == "__main__":
    main()
