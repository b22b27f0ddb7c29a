"""What a package gives, by its meaning alone: expressions over Fraction, one name, role and year at a time.

Expressions give true values, in which 80 % is 4/5; what is stored and shown of a percentage is its percent number. States
are exceptions; of the operands without a value the worst decides, whatever their order.
"""

from collections import Counter
from fractions import Fraction

import percent
from percent import (PERCENT, Measure, OtherUnits, PartOfLoose, Refused, kept, level, literal, named, placed, plain, product, raised, thing, true,
                     true_beside, worked)

HALF = Fraction(1, 2)
MAX_BITS = 3000


class Oversized(Exception):
    """Longer than any report can mean; such packages are not compared."""


class Fault(Exception):
    """No value; the code is that of the expected lines."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


NOT_FILLED, NOT_APPLICABLE, UNDEFINED, FAULTY = "-", "n/a", "?", "!"
GRAVITY = [NOT_APPLICABLE, NOT_FILLED, UNDEFINED, FAULTY]


def worst(codes):
    return max(codes, key=GRAVITY.index)


def together(computations):
    """The values of several computations, or the worst of what keeps them from having one."""
    values, faults = [], []
    for compute in computations:
        try:
            values.append(compute())
        except Fault as fault:
            faults.append(fault.code)
    if faults:
        raise Fault(worst(faults))
    return values


def lacks(compute):
    """What keeps a computation from having a value, if anything."""
    try:
        compute()
    except Fault as fault:
        return [fault.code]
    return []


def fallback(first, second):
    """The first; the second where the first is not filled."""
    try:
        return first()
    except Fault as fault:
        if fault.code != NOT_FILLED:
            raise
    return second()


def show(value):
    if isinstance(value, str):
        return f'"{value}"'
    return str(value)


def round_to(value, places, mode):
    """By the floor and the gap above it."""
    steps = value * Fraction(10) ** places
    low = steps.numerator // steps.denominator
    gap = steps - low
    up = {"ke_bawah": False, "ke_atas": gap > 0, "pangkas": gap > 0 and steps < 0}.get(mode)
    if up is None:
        tie = steps > 0 if mode == "biasa" else low % 2 == 1
        up = tie if gap == HALF else gap > HALF
    return Fraction(low + 1 if up else low) / Fraction(10) ** places


def number(value):
    if not isinstance(value, Fraction):
        raise Fault(FAULTY)
    return value


def checked(value):
    if isinstance(value, Fraction) and max(abs(value.numerator).bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise Oversized
    return value


def added(expr):
    """What a sum adds up and takes off."""
    if expr[0] == "bin" and expr[1] in "+-":
        return added(expr[2]) + [expr[3]]
    return [expr]


class Evaluator:
    def __init__(self, defs, rules, band_rules, data, unit, year):
        self.defs, self.rules, self.band_rules = defs, rules, band_rules
        self.data, self.unit, self.year = data, unit, year
        self.known, self.measures, self.open = {}, {}, set()
        self.seen = Counter()

    # Names.

    def version(self, versions, year):
        found = [v for low, high, v in versions if low <= year <= high]
        return found[0] if found else None

    def get(self, name, role, year):
        """A role of a name in a year, or the fault that keeps it from having a value."""
        key = (name, role, year)
        if key not in self.known:
            try:
                self.known[key] = checked(self.compute(name, role, year))
            except Fault as fault:
                self.known[key] = fault
        found = self.known[key]
        if isinstance(found, Fault):
            raise Fault(found.code)
        return found

    def compute(self, name, role, year):
        version = self.version(self.defs[name], year)
        if version is None:
            raise Fault(NOT_APPLICABLE)
        kind = version["kind"]
        if role == "main":
            role = "capaian" if kind == "kelompok" else "realisasi"
        if role == "anggaran":
            return self.cell(name, "anggaran", year)
        if role == "realisasi":
            return self.value(version, name, year)
        if role == "target":
            if kind != "indikator":
                raise Fault(NOT_APPLICABLE)
            formula = version.get("target")
            if not formula:
                return self.cell(name, "target", year)
            return fallback(lambda: self.cell(name, "target", year), lambda: self.formula(formula, name, year))
        if role in ("predikat", "sebutan"):
            if not version.get("predikat"):
                raise Fault(NOT_APPLICABLE)
            value = self.get(name, "realisasi" if kind == "besaran" else "capaian", year)
            return self.grade(version["predikat"], value, year)
        if kind == "besaran":
            raise Fault(NOT_APPLICABLE)
        return self.achievement(version, name, year)[role]

    def value(self, version, name, year):
        if version["kind"] == "kelompok":
            raise Fault(NOT_APPLICABLE)
        if "rumus" not in version:
            return self.cell(name, "realisasi", year)
        return fallback(lambda: self.formula(version["rumus"], name, year), lambda: self.cell(name, "realisasi", year))

    def formula(self, expr, name, year):
        """The number that is kept of a formula in the unit of its name."""
        unit = self.version(self.defs[name], year).get("satuan")
        value = number(self.eval(expr, name, year))
        return placed(value, self.measure(expr, name, year), unit, False, self.taken_alone(expr, name, year))

    def outcome(self, expr, name, year):
        """The number that is kept of an achievement."""
        value = number(self.eval(expr, name, year))
        return placed(value, self.measure(expr, name, year), "persen", True, self.taken_alone(expr, name, year))

    def cell(self, name, role, year):
        text = self.data.get((self.unit, name, year, role), NOT_FILLED)
        if text in (NOT_FILLED, NOT_APPLICABLE, UNDEFINED, FAULTY):
            raise Fault(text)
        return text[1:-1] if text.startswith('"') else Fraction(text)

    # Achievements and grades.

    def achievement(self, version, name, year):
        if version["kind"] == "kelompok":
            raw = self.outcome(version["capaian"], name, year)
            steps = version["steps"]
        else:
            rule = self.version(self.rules[version["aturan"]], year)
            raw = self.rule(rule, version, name, year)
            steps = nearest(rule["steps"], version["steps"])
        capped = value = raw
        for kind, *rest in steps:
            if kind == "batas":
                low, high, _ = rest
                value = max(value, Fraction(low)) if low is not None else number(value)
                value = min(value, Fraction(high)) if high is not None else value
                capped = value
            else:
                value = round_to(number(value), *rest)
        return {"capaian_asli": raw, "capaian_terbatas": capped, "capaian": value}

    def rule(self, rule, version, name, year):
        faults = []
        for condition, outcome in rule["cases"]:
            try:
                holds = self.eval(condition, name, year)
            except Fault as fault:
                faults.append(fault.code)
                holds = None
            if holds and not faults:
                if outcome is None:
                    raise Fault(UNDEFINED)
                return self.outcome(outcome, name, year)
            # While a condition is not known, what may still be chosen counts, but not what a rule only states.
            if holds is not False and outcome is not None:
                faults += lacks(lambda outcome=outcome: self.outcome(outcome, name, year))
            if holds:
                raise Fault(worst(faults))
        otherwise = rule[version["arah"]]
        if faults:
            raise Fault(worst(faults + lacks(lambda: self.outcome(otherwise, name, year))))
        return self.outcome(otherwise, name, year)

    def grade(self, band_rule, value, year):
        rule = self.version(self.band_rules[band_rule], year)
        value = number(value)
        if rule["bulat"]:
            value = round_to(value, *rule["bulat"])
        for low, high, grade in rule["bands"]:
            above = low is None or value > low[0] or (value == low[0] and low[1])
            below = high is None or value < high[0] or (value == high[0] and high[1])
            if above and below:
                if grade is None:
                    raise Fault(NOT_APPLICABLE)
                return grade
        raise Fault(UNDEFINED)

    # What sort of number an expression is, whatever the data hold.

    def measure(self, expr, this, year, each=None):
        key = (id(expr), this, year, each)
        if key not in self.measures:
            # The expression is kept too, so that its id stays its own.
            found = getattr(self, "m_" + expr[0], self.m_other)(expr, this, year, each)
            self.measures[key] = (found, expr)
        return self.measures[key][0]

    def measure_of(self, name, role, year):
        version = self.version(self.defs[name], year)
        if version is None:
            return self.measure_in_other_years(name, role)
        kind, unit = version["kind"], version.get("satuan")
        if role == "main":
            role = "capaian" if kind == "kelompok" else "realisasi"
        if role in ("predikat", "sebutan"):
            return thing(None)
        if role == "anggaran":
            return thing("persen") if kind == "kelompok" else self.measure_of_row(name, version, year)
        lacking = {"besaran": ("target", "capaian", "capaian_asli", "capaian_terbatas"), "kelompok": ("realisasi", "target")}
        if role in lacking.get(kind, ()):
            return plain("absent")
        if role.startswith("capaian"):
            return thing("persen")
        if role == "target" and unit is None and "target" in version:
            stated = named(self.measure(version["target"], name, year))
            return self.measure_of_row(name, version, year) if stated == thing(None) else stated
        return self.measure_of_row(name, version, year, worked if role == "realisasi" else named)

    def measure_of_row(self, name, version, year, left=named):
        """What data say of a thing is the sort of number of its formula, where it has no unit."""
        if version.get("satuan") is not None or "rumus" not in version:
            return thing(version.get("satuan"))
        if (name, year) in self.open:
            return thing(None)
        self.open.add((name, year))
        found = left(self.measure(version["rumus"], name, year))
        self.open.discard((name, year))
        return found

    def measure_in_other_years(self, name, role):
        """What is not there in a year is of the same sort as in the others."""
        versions = [version for _, _, version in self.defs[name]]
        if role.startswith("capaian") or role in ("main", "anggaran") and versions[0]["kind"] == "kelompok":
            return thing("persen")
        units = {version.get("satuan") for version in versions}
        if role in ("main", "realisasi", "target", "anggaran") and len(units) == 1 and None not in units:
            return thing(units.pop())
        return plain("absent")

    def m_other(self, expr, this, year, each):
        return thing(None)

    def m_num(self, expr, this, year, each):
        return literal(expr[1], expr[2])

    def m_year(self, expr, this, year, each):
        return plain("count")

    def m_ref(self, expr, this, year, each):
        _, role, name, period = expr
        return self.measure_of(name, role, at(period, year))

    def m_own(self, expr, this, year, each):
        return self.measure_of(this, expr[1], at(expr[2], year))

    def m_each(self, expr, this, year, each):
        return self.measure_of(each, expr[1], at(expr[3], year))

    def factors(self, expr, this, year, each, exponent):
        if expr[0] == "neg":
            return self.factors(expr[1], this, year, each, exponent)
        if expr[0] == "bin" and expr[1] in "*/":
            other = exponent if expr[1] == "*" else -exponent
            if expr[1] == "/" and is_hundred(expr[3]) and expr[2][:2] == ("bin", "*") and is_hundred(expr[2][3]):
                # As if neither hundred were written.
                return self.factors(expr[2][2], this, year, each, exponent)
            return self.factors(expr[2], this, year, each, exponent) + self.bracket(expr[3], this, year, each, other)
        asked = self.formula_of(expr, this, year, each)
        if asked is None and expr[0] in ("own", "each"):
            # What a rule speaks of is one value, held against a target of its kind.
            measure = self.measure(expr, this, year, each)
            is_asked = isinstance(measure.doubt, Fraction) and measure.unit not in PERCENT
            if is_asked or measure.sort in ("lit", "score", "hundreds", "small score", "small thing"):
                return [(percent.thing(measure.unit), exponent)]
        if asked is None:
            taken = self.taken(expr, this, year, each) or (percent.ONCE._replace(scored=True) if self.is_scored(expr, this, year, each) else None)
            return [(percent.weighted(self.measure(expr, this, year, each), taken), exponent)]
        formula, name, of_year = asked
        self.open.add((name, of_year))
        inside = percent.folded(self.factors(formula, name, of_year, None, 1))
        self.open.discard((name, of_year))
        inside += percent.hundredths_of(inside)
        return [(one, often * exponent) for one, often in inside] + percent.mark_of(inside, exponent)

    def is_scored(self, expr, this, year, each):
        """Whether a value without a unit goes up to a hundred by its scale."""
        if expr[0] == "own":
            expr = ("ref", expr[1], this, expr[2])
        elif expr[0] == "each" and len(expr) > 3:
            expr = ("ref", expr[1], each, expr[3])
        if expr[0] != "ref" or expr[2] not in self.defs or expr[1] not in ("main", "realisasi", "target"):
            return False
        version = self.version(self.defs[expr[2]], at(expr[3], year))
        scale = version and version.get("skala")
        return bool(scale and version.get("satuan") is None and scale[1] >= 50)

    def formula_of(self, expr, this, year, each):
        """The formula that a name stands for whose unit nobody says, with its name and year."""
        if expr[0] == "ref":
            role, name, period = expr[1:]
        else:
            # The realisation that a rule speaks of is one value.
            return None
        year = at(period, year)
        version = self.version(self.defs[name], year) if name in self.defs and role in ("main", "realisasi") else None
        if version is None or version["kind"] == "kelompok" or version.get("satuan") is not None or "rumus" not in version:
            return None
        return None if (name, year) in self.open else (version["rumus"], name, year)

    def bracket(self, expr, this, year, each, exponent):
        """What stands behind a sign: a product with a percentage in it is one number, as if it had a name."""
        inside = percent.folded(self.factors(expr, this, year, each, 1))
        marks, noted = percent.mark_of(inside, exponent), [one for one in inside if percent.is_mark(one[0]) and one[0].sort != "mark"]
        inside = [one for one in inside if not percent.is_mark(one[0])]
        is_known = all(one.sort not in ("unknown", "absent") for one, _ in inside)
        has_percent = any(one.unit in PERCENT for one, _ in inside)
        # Numbers alone multiply one after another, and divide as one.
        is_one = is_of_things(inside) or exponent < 0
        if len(inside) > 1 and (has_percent or is_mixed(inside)) and is_one and is_known:
            try:
                found = product(inside + noted)
                hidden = percent.marked(noted, "absorbed") + percent.loose_in(inside) - percent.loose_in([(found, 1)])
                marks = percent.mark("absorbed", hidden) + percent.over_whole(inside + noted, found)
                all_of_it = [(percent.in_hundreds(found, inside + noted), 1)] + marks
                return [(one, often * exponent) for one, often in all_of_it] + percent.mark_of([(found, 1)], exponent)
            except PartOfLoose:
                raise
            except Refused:
                pass
        if exponent < 0:
            # What they come to first multiplies, then divides.
            inside.sort(key=lambda factor: (0 if factor[1] < 0 else 3) if factor[0].unit in PERCENT else 2 if percent.is_number(factor) else 1)
        return [(one, often * exponent) for one, often in inside + noted] + marks

    def m_neg(self, expr, this, year, each):
        found = product(self.factors(expr, this, year, each, 1))
        signs = self.signs(expr, this, year, each)
        return found._replace(number=-found.number) if signs % 2 and found.sort == "lit" and found.number is not None else found

    def signs(self, expr, this, year, each):
        """The minus signs in front of a product and its factors."""
        if expr[0] == "neg":
            return 1 + self.signs(expr[1], this, year, each)
        if expr[0] == "bin" and expr[1] in "*/":
            return self.signs(expr[2], this, year, each) + self.signs(expr[3], this, year, each)
        asked = self.formula_of(expr, this, year, each)
        return self.signs(*asked, None) if asked else 0

    def m_bin(self, expr, this, year, each):
        _, sign, left, right = expr
        if sign in "*/":
            return self.m_neg(expr, this, year, each)
        found = self.sum_of(expr, this, year, each)
        parts = [self.term(one, this, year, each) for one in added(expr)]
        return percent.as_a_whole(found, self.terms(expr, this, year, each, points_of(found)), parts)

    def taken(self, expr, this, year, each):
        """How often what a sum adds up is taken, or the value in brackets."""
        is_list = expr[0] == "list" and expr[1] == "jumlah"
        if is_list or expr[0] == "bin" and expr[1] in "+-":
            measure = self.measure(expr, this, year, each)
            terms = (self.items if is_list else self.terms)(expr, this, year, each, points_of(measure))
            is_value = measure.sort == "thing" and measure.unit not in PERCENT
            is_value = is_value or measure.sort in ("small thing", "small score")
            part = percent.with_part(terms) if is_value else None
            return part or percent.together(terms, measure.unit in PERCENT) or (percent.ONCE._replace(many=True) if is_value and measure.sort == "thing" else None)
        if expr[0] == "members" and expr[1] == "jumlah":
            is_value = self.measure(expr, this, year, each).sort == "thing"
            return percent.ONCE._replace(many=True) if is_value else None
        if expr[0] in ("members", "weighted"):
            _, kind, group, period, body = expr if expr[0] == "members" else ("members", "rata_rata", None, None, expr[1])
            version = self.version(self.defs[group or this], at(period, year))
            is_known = version is not None and version["kind"] == "kelompok" and kind != "banyaknya"
            return self.taken_of_one(expr, [(body, one) for one in version["anggota"]], this, year, each) if is_known else None
        if expr[0] in ("list", "ext"):
            return self.taken_of_one(expr, [(one, each) for one in expr[2]], this, year, each)
        if expr[0] == "jika":
            return self.taken_of_one(expr, [(one, each) for one in expr[2:4]], this, year, each)
        if expr[0] in ("abs", "bulat"):
            inner = expr[1]
            if inner[0] == "neg" or inner[0] == "bin" and inner[1] in "*/":
                return percent.taken_in_all(self.factors(inner, this, year, each, 1), self.measure(inner, this, year, each))
            if inner[0] == "ref" and self.formula_of(inner, this, year, each):
                return percent.taken_in_all(self.factors(inner, this, year, each, 1), self.measure(inner, this, year, each))
            return self.taken(inner, this, year, each)
        return None

    def taken_alone(self, expr, this, year, each=None):
        """How often what a formula comes to is taken; none where it is written."""
        found = self.taken_by(expr, 1, this, year, each, False)
        return found[0][0] if found and not isinstance(found[0][0], Fraction) else None

    def taken_of_one(self, expr, parts, this, year, each):
        """Of several values, each with the member that it is of, one is a part or beyond its scale."""
        measures = [self.measure(one, this, year, member) for one, member in parts]
        of_all = self.measure(expr, this, year, each)
        if of_all.sort == "power" and of_all.number[1] == "mixed":
            # A number in it is beside the ratios.
            written = [abs(one.number) for one in measures if one.unit is None and one.sort == "lit" and one.number is not None]
            others = [self.taken_alone(part, this, year, member) for part, member in parts]
            return percent.ONCE._replace(beside=max(written + [one.beside for one in others if one] + [Fraction(0)]))
        if self.measure(expr, this, year, each).sort != "thing":
            return None
        all_taken = [self.taken_alone(part, this, year, member) for part, member in parts]
        beyond = [taken for measure, taken in zip(measures, all_taken) if percent.is_beyond_scale(measure, taken)]
        if beyond:
            return beyond[0]
        for measure, taken in zip(measures, all_taken):
            if percent.is_part(measure, taken):
                return percent.ONCE._replace(times=taken.mass(), divided=True)
        return None

    def items(self, expr, this, year, each, is_percent):
        return [one for item in expr[2] for one in self.taken_by(item, 1, this, year, each, is_percent)]

    def terms(self, expr, this, year, each, is_percent):
        """How often each term of a sum is taken, with its sign; none for what is written."""
        _, sign, left, right = expr
        is_sum = left[0] == "bin" and left[1] in "+-"
        found = self.terms(left, this, year, each, is_percent) if is_sum else self.taken_by(left, 1, this, year, each, is_percent)
        return found + self.taken_by(right, 1 if sign == "+" else -1, this, year, each, is_percent)

    def taken_by(self, expr, sign, this, year, each, is_percent):
        measure = self.term(expr, this, year, each)
        if measure.sort == "lit":
            return [(measure.number, sign)] if measure.unit is None and isinstance(measure.number, Fraction) else []
        found = self.taken(expr, this, year, each)
        if not found and (expr[0] in ("neg", "ref") or expr[0] == "bin" and expr[1] in "*/"):
            found = percent.taken_in_all(self.factors(expr, this, year, each, 1), measure)
        if not found and expr[0] in ("own", "each"):
            # Of a name whose unit nobody says, whoever it is.
            name, period = (this, expr[2]) if expr[0] == "own" else (each, expr[3])
            asked = ("ref", expr[1], name, period)
            if name in self.defs and self.formula_of(asked, this, year, each):
                found = percent.taken_in_all(self.factors(asked, this, year, each, 1), measure)
        found = found or percent.taken_alone(measure)
        # Beside percent a percent number is the percentage that it says, and so are points beside a value without a unit.
        is_number = is_percent == "percent" and measure.unit not in PERCENT or is_percent == "points" and measure.sort == "score" and measure.unit is None
        are_points = is_number and is_percent == "percent" and measure.sort == "score" and not found.above and not found.below
        if are_points and 2 < found.mass() <= 12:
            raise Refused("a few points, or a percentage taken a few times")
        found = found.as_percentage() if is_number else found
        return [(found.of_percent() if is_percent == "percent" else found, sign)]

    def term(self, expr, this, year, each):
        if expr[0] == "bin" and expr[1] in "*/":
            return product(self.factors(expr, this, year, each, 1), True)
        return self.measure(expr, this, year, each)

    def side(self, expr, this, year, each):
        is_sum = expr[0] == "bin" and expr[1] in "+-"
        return (self.sum_of if is_sum else self.term)(expr, this, year, each)

    def sum_of(self, expr, this, year, each):
        """A sum from its left end; what a hundred makes of a term is judged in the whole."""
        _, sign, left, right = expr
        sides = [self.side(left, this, year, each), self.term(right, this, year, each)]
        found = percent.all_of(sides, self.among("sum"))
        if sign == "-":
            found = percent.taken_off(found, *sides)
        if sign == "-" and sides[0].sort == "lit":
            found = self.beside_points([left, right], found, this, year, each, percent.From)
        if sign == "-" and found.unit == "persen" and all(one.unit != "poin" for one in sides):
            found = found._replace(unit="poin")
        if found.sort == "lit":
            known = all(one.number is not None for one in sides)
            second = sides[1].number if sign == "+" or not known else -sides[1].number
            found = found._replace(number=sides[0].number + second if known else None)
        return found

    def among(self, where="terms"):
        """Where numbers stand side by side, which tells what a small literal may mean there."""
        return where

    def m_pow(self, expr, this, year, each):
        base = self.measure(expr[1], this, year, each)
        if base.unit in percent.PERCENT:
            raise Refused("a power of percent")
        if base.unit is not None:
            return plain("compound", ((base.unit, expr[2]),))
        if base.sort == "compound" and base.number is not None:
            return plain("compound", tuple((word, often * expr[2]) for word, often in base.number))
        if base.sort == "lit" and base.number is not None:
            known = base.number != 0 or expr[2] >= 0
            return plain("lit", base.number ** expr[2] if known else None)
        found = raised(base, expr[2])
        is_power = expr[2] > 1 and found.sort == "power" and found.number == (expr[2], "thing")
        if is_power and self.is_scored(expr[1], this, year, each):
            found = found._replace(doubt=found.doubt or ("points", expr[2]))
        return found

    def m_abs(self, expr, this, year, each):
        return self.measure(expr[1], this, year, each)

    m_bulat = m_abs

    def m_ext(self, expr, this, year, each):
        return self.few_points(expr[2], percent.all_of([self.measure(one, this, year, each) for one in expr[2]], self.among()), this, year, each)

    def m_jika(self, expr, this, year, each):
        self.check_condition(expr[1], this, year, each)
        return self.few_points(expr[2:], level([self.measure(one, this, year, each) for one in expr[2:]], self.among()), this, year, each)

    def few_points(self, exprs, found, this, year, each):
        """Refuses few points of a percentage beside percent."""
        if self.among() == "conversion":
            return found
        if found.unit in PERCENT:
            for one in exprs:
                self.taken_by(one, 1, this, year, each, "percent")
            return found
        return self.beside_points(exprs, found, this, year, each)

    def beside_points(self, exprs, found, this, year, each, stands=Fraction):
        """A small number beside a value out of a hundred."""
        measures = [self.measure(one, this, year, each) for one in exprs]
        if found.unit is not None or found.sort != "thing" or not any(percent.small(one, 2) for one in measures):
            return found
        return percent.small_beside_points(found, measures, [self.taken_alone(one, this, year, each) for one in exprs], stands)

    def m_list(self, expr, this, year, each):
        measures = [self.measure(one, this, year, each) for one in expr[2]]
        if expr[1] == "jumlah":
            found = self.few_points(expr[2], level(measures, self.among()), this, year, each)
            return percent.as_a_whole(found, self.items(expr, this, year, each, points_of(found)), measures)
        if expr[1] != "banyaknya":
            return self.few_points(expr[2], level(measures, self.among()), this, year, each)
        units = {"persen" if one.unit in PERCENT else one.unit for one in measures if one.unit is not None}
        if len(units) > 1:
            raise OtherUnits(units)
        return plain("count")

    def m_members(self, expr, this, year, each):
        _, kind, group, period, body = expr
        version = self.version(self.defs[group or this], at(period, year))
        if version is None or version["kind"] != "kelompok":
            return plain("absent")
        measures = [self.measure(body, this, year, one) for one in version["anggota"]]
        return plain("count") if kind == "banyaknya" else level(measures, self.among("members"))

    def check_condition(self, expr, this, year, each):
        """A condition is refused with what it compares."""
        if expr[0] == "log":
            self.check_condition(expr[2], this, year, each)
            self.check_condition(expr[3], this, year, each)
        elif expr[0] == "tidak":
            self.check_condition(expr[1], this, year, each)
        elif expr[0] == "ada":
            self.measure(expr[1], this, year, each)
        elif expr[0] == "cmp":
            sides = [self.measure(one, this, year, each) for one in expr[2:]]
            if expr[3][0] != "text":
                self.few_points(expr[2:], level(sides, self.among("compared")), this, year, each)

    def check(self, tables):
        """Refuses what cannot be meant anywhere in this year."""
        for table in tables:
            if "rows" in table:
                for at, column in enumerate(table["columns"]):
                    measures = [self.measure(column, name, self.year) for name in self.table_names(table)]
                    if any(footer[0][2] == at and footer[0][1] != "banyaknya" for footer in table["footers"]):
                        level(measures, "members")
        for name, versions in self.defs.items():
            version = self.version(versions, self.year)
            if version is not None:
                self.check_version(version, name, self.year)

    def check_version(self, version, name, year):
        zero = Fraction(7)
        if "rumus" in version:
            placed(zero, self.measure(version["rumus"], name, year), version.get("satuan"), False, self.taken_alone(version["rumus"], name, year))
        if "target" in version:
            placed(zero, self.measure(version["target"], name, year), version.get("satuan"), False, self.taken_alone(version["target"], name, year))
        if version["kind"] == "kelompok":
            placed(zero, self.measure(version["capaian"], name, year), "persen", True, self.taken_alone(version["capaian"], name, year))
        if version["kind"] == "indikator":
            rule = self.version(self.rules[version["aturan"]], year)
            for condition, outcome in rule["cases"]:
                self.check_condition(condition, name, year, None)
                if outcome is not None:
                    placed(zero, self.measure(outcome, name, year), "persen", True, self.taken_alone(outcome, name, year))
            placed(zero, self.measure(rule[version["arah"]], name, year), "persen", True,
                   self.taken_alone(rule[version["arah"]], name, year))

    # Expressions, in true values.

    def eval(self, expr, this, year, each=None):
        return checked(getattr(self, "on_" + expr[0])(expr, this, year, each))

    def num(self, expr, this, year, each):
        return number(self.eval(expr, this, year, each))

    def beside(self, exprs, this, year, each, measure=None):
        """The values of expressions side by side, each as it counts there: the first fault decides."""
        measures = [(measure or self.measure)(one, this, year, each) for one in exprs]
        common = level(measures, self.among("sum" if measure else "terms"))
        values = together(lambda one=one: self.num(one, this, year, each) for one in exprs)
        return [true_beside(value, measure, common) for value, measure in zip(values, measures)]

    def on_num(self, expr, this, year, each):
        return expr[1] / 100 if expr[2] else expr[1]

    def on_text(self, expr, this, year, each):
        return expr[1]

    def on_year(self, expr, this, year, each):
        return Fraction(year)

    def on_ref(self, expr, this, year, each):
        _, role, name, period = expr
        return true(self.get(name, role, at(period, year)), self.measure(expr, this, year, each))

    def on_own(self, expr, this, year, each):
        _, role, period = expr
        return true(self.get(this, role, at(period, year)), self.measure(expr, this, year, each))

    def on_each(self, expr, this, year, each):
        _, role, _, period = expr
        return true(self.get(each, role, at(period, year)), self.measure(expr, this, year, each))

    def on_bin(self, expr, this, year, each):
        _, sign, left, right = expr
        if sign in "+-":
            # What a hundred makes of a term is judged in the whole.
            a, b = self.beside([left, right], this, year, each, self.side)
            return a + b if sign == "+" else a - b
        a, b = together(lambda one=one: self.num(one, this, year, each) for one in (left, right))
        if sign == "/":
            if b == 0:
                raise Fault(UNDEFINED)
            return a / b
        return a * b

    def on_pow(self, expr, this, year, each):
        base = self.num(expr[1], this, year, each)
        if base == 0 and expr[2] < 0:
            raise Fault(UNDEFINED)
        return base ** expr[2]

    def on_neg(self, expr, this, year, each):
        return -self.num(expr[1], this, year, each)

    def on_abs(self, expr, this, year, each):
        return abs(self.num(expr[1], this, year, each))

    def on_bulat(self, expr, this, year, each):
        """A percentage is rounded as it is shown."""
        measure = self.measure(expr[1], this, year, each)
        value = kept(self.num(expr[1], this, year, each), measure)
        return true(round_to(value, expr[2], expr[3]), measure)

    def on_ext(self, expr, this, year, each):
        values = self.beside(expr[2], this, year, each)
        return min(values) if expr[1] == "min" else max(values)

    def on_jika(self, expr, this, year, each):
        try:
            chosen = 2 if self.eval(expr[1], this, year, each) else 3
        except Fault as fault:
            branches = [lacks(lambda one=one: self.eval(one, this, year, each)) for one in expr[2:]]
            raise Fault(worst([fault.code] + branches[0] + branches[1]))
        measures = [self.measure(one, this, year, each) for one in expr[2:]]
        value = self.eval(expr[chosen], this, year, each)
        return true_beside(value, measures[chosen - 2], level(measures, self.among()))

    def on_ada(self, expr, this, year, each):
        try:
            self.eval(expr[1], this, year, each)
        except Fault as fault:
            if fault.code == FAULTY:
                raise
            return False
        return True

    def on_tidak(self, expr, this, year, each):
        return not self.eval(expr[1], this, year, each)

    def on_cmp(self, expr, this, year, each):
        a, b = together(lambda one=one: self.eval(one, this, year, each) for one in expr[2:])
        if isinstance(a, str) != isinstance(b, str):
            raise Fault(FAULTY)
        if not isinstance(a, str):
            measures = [self.measure(one, this, year, each) for one in expr[2:]]
            common = level(measures, self.among("compared"))
            a, b = true_beside(a, measures[0], common), true_beside(b, measures[1], common)
        return {"<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b, "=": a == b, "<>": a != b}[expr[1]]

    def on_log(self, expr, this, year, each):
        """One side can decide even when the other has no value."""
        deciding = expr[1] == "atau"
        sides = []
        for side in expr[2:]:
            try:
                sides.append(self.eval(side, this, year, each))
            except Fault as fault:
                sides.append(fault)
        if any(side is deciding for side in sides):
            return deciding
        faults = [side.code for side in sides if isinstance(side, Fault)]
        if faults:
            raise Fault(worst(faults))
        return not deciding

    # Aggregates.

    def on_list(self, expr, this, year, each):
        cells = [lambda one=one: self.eval(one, this, year, each) for one in expr[2]]
        return self.aggregate(expr[1], cells, expr[1] != "banyaknya",
                              [self.measure(one, this, year, each) for one in expr[2]])

    def on_members(self, expr, this, year, each):
        _, kind, group, period, body = expr
        version = self.version(self.defs[group or this], at(period, year))
        if version is None or version["kind"] != "kelompok":
            raise Fault(NOT_APPLICABLE)
        cells = [lambda one=one: self.eval(body, this, year, one) for one in version["anggota"]]
        measures = [self.measure(body, this, year, one) for one in version["anggota"]]
        return self.aggregate(kind, cells, version["kosong"] != "abaikan yang kosong", measures)

    def aggregate(self, kind, cells, complete, measures):
        """Each cell is a function; what does not apply is left out, what is not filled where the group says so."""
        values, left_out, fatal = [], [], []
        common = level(measures, self.among("members")) if kind != "banyaknya" else None
        for cell, measure in zip(cells, measures):
            try:
                value = cell()
                values.append(value if kind == "banyaknya" else true_beside(number(value), measure, common))
            except Fault as fault:
                if fault.code == NOT_APPLICABLE or (fault.code == NOT_FILLED and not complete):
                    left_out.append(fault.code)
                else:
                    fatal.append(fault.code)
        if fatal:
            raise Fault(worst(fatal))
        if kind == "banyaknya":
            return Fraction(len(values))
        if not values:
            raise Fault(NOT_FILLED if NOT_FILLED in left_out else NOT_APPLICABLE)
        return {"jumlah": sum(values), "rata_rata": sum(values) / len(values), "terkecil": min(values),
                "terbesar": max(values)}[kind]

    # What is expected.

    def say(self, compute):
        try:
            value = compute()
        except Fault as fault:
            self.seen[f"cells {fault.code}"] += 1
            return fault.code
        self.seen["texts" if isinstance(value, str) else "numbers"] += 1
        return show(value)

    def lines(self, tables):
        lines = []
        for name, versions in self.defs.items():
            version = self.version(versions, self.year)
            if version is None:
                continue
            roles = {"besaran": ["realisasi"], "indikator": ["realisasi", "target"], "kelompok": []}[version["kind"]][:]
            if version["kind"] != "besaran":
                roles += ["capaian_asli", "capaian_terbatas", "capaian"]
            if version.get("predikat"):
                roles.append("predikat")
            values = [f"{role}={self.say(lambda: self.get(name, role, self.year))}" for role in roles]
            lines.append(" ".join([name.strip('"')] + values))
        for index, table in enumerate(tables):
            if "classes" in table:
                lines += self.classes(index, table)
            else:
                lines += self.table(index, table)
        return lines

    def table_names(self, table):
        names = []
        for kind, name, _ in table["rows"]:
            version = self.version(self.defs[name], self.year)
            # A group that is not there stands in its own row, with the reason.
            more = [name] if kind == "name" or version is None else version["anggota"]
            names += [one for one in more if one not in names]
        return names

    def table(self, index, table):
        names = self.table_names(table)
        lines = []
        for name in names:
            cells = [self.shown(column, name) for column in table["columns"]]
            lines.append(" ".join([f"T{index}"] + cells))
        for footer in table["footers"]:
            for _, kind, column in footer:
                expr = table["columns"][column]
                cells = [lambda name=name: self.eval(expr, name, self.year) for name in names]
                measures = [self.measure(expr, name, self.year) for name in names]
                common = plain("count") if kind == "banyaknya" else level(measures, "members")
                lines.append(f"T{index} penutup {column} " + self.say(
                    lambda: kept(self.aggregate(kind, cells, kind != "banyaknya", measures), common)))
        return lines

    def shown(self, column, name):
        if column[0] == "own":
            version = self.version(self.defs[name], at(column[2], self.year))
            kind = version and version["kind"]
            missing = {"realisasi": ["kelompok"], "target": ["kelompok", "besaran"]}.get(column[1], ["besaran"])
            if kind in missing:
                return "_"
        measure = self.measure(column, name, self.year)
        return self.say(lambda: kept(self.eval(column, name, self.year), measure))

    def classes(self, index, table):
        role, group, edge = table["classes"]
        version = self.version(self.defs[group], self.year)
        members = version["anggota"] if version else []
        complete = not version or version["kosong"] != "abaikan yang kosong"
        lines = []
        for holds in (lambda v: v > edge, lambda v: v == edge, lambda v: v < edge):
            cells = []
            for _, kind, _, _, body in table["columns"]:
                def member(name):
                    if not holds(number(self.get(name, role, self.year))):
                        raise Fault(NOT_APPLICABLE)
                    return self.eval(body, None, self.year, name)
                measures = [self.measure(body, None, self.year, name) for name in members]
                common = plain("count") if kind == "banyaknya" else level(measures, "members")
                cells.append(self.say(lambda: kept(self.aggregate(
                    kind, [lambda name=name: member(name) for name in members], complete, measures), common)))
            lines.append(" ".join([f"T{index}"] + cells))
        return lines


def nearest(rule, own):
    """The nearest cap and the nearest rounding, in the order of the rule; where it has not both, in the indicator's own."""
    kinds = next(([kind for kind, *_ in steps] for steps in (rule, own) if len(steps) == 2), ["batas", "bulat"])
    found = {step[0]: step for step in [*rule, *own]}
    return [found[kind] for kind in kinds if kind in found]


def is_hundred(expr):
    return expr[0] == "num" and expr[1:] == (Fraction(100), False)


def at(period, year):
    if period is None:
        return year
    return year + period[1] if period[0] == "by" else period[1]


def points_of(measure):
    """How numbers in points count in a sum of it."""
    if measure.unit in PERCENT:
        return "percent"
    return "points" if measure.unit is None and measure.sort == "thing" else ""


def is_of_things(factors):
    """Whether something is among them that is not written in the rules."""
    return any(one.sort not in ("lit", "count", "weight", "part") for one, _ in factors)


def is_mixed(factors):
    """Whether something with a unit and something without one are left over."""
    units = {}
    for (unit, sort, value, *_), exponent in factors:
        if sort == "compound" and value is not None:
            left = value
        elif unit is not None and unit not in PERCENT:
            left = ((unit, 1),)
        elif sort in ("thing", "mixed", "whole", "small thing", "power") and unit is None:
            left = (("", value[0] if sort == "power" else 1),)
        else:
            left = ()
        for word, often in left:
            units[word] = units.get(word, 0) + often * exponent
    return bool(units.get("")) and any(often for word, often in units.items() if word)
