"""What kind of number an expression gives, from the table of the language: n % is n/100, and a chain of factors is read
as a whole. Written from that table, not from the crate.

A measure is (unit, sort, number): the unit is None, "persen", "poin" or a word; the sort says what a number without a unit
is; the number is that of a literal. The sort "power" is for values without a unit that are multiplied or divided: its
number is how many of them there are, negative if in the denominator, and what it counts as when combined with others. The doubt is whether it
is meaningless in percent because of its parts: no factor, list, condition or name removes that.
"""

from collections import namedtuple
from fractions import Fraction

Measure = namedtuple("Measure", "unit sort number doubt", defaults=(False,))


class Refused(Exception):
    """Cannot be meant."""


class PartOfLoose(Refused):
    """A share of something without a unit, or a weight on it."""


class SmallEnds(Refused):
    """Ends of ranges that may be parts, held against percent."""


class OtherUnits(Refused):
    """Two words that are no percent: refused only where both are certain before there are data."""


PERCENT = ("persen", "poin")
# Numbers without a unit that say how much of one they are: true as they stand beside percent.
PARTS = ("ratio", "part", "weight")
# Numbers without a unit of which nobody can say whether they are percentages.
UNCLEAR = ("thing", "mixed", "whole", "count", "compound")


def thing(unit):
    return Measure(unit, "thing", None)


def plain(sort, number=None):
    return Measure(None, sort, number)


def literal(number, percent):
    return Measure("persen" if percent else None, "lit", number)


def named(measure):
    """What is left of it behind a name."""
    if measure.sort == "mixed" and measure.unit:
        return thing(measure.unit)
    # What the data report of it is some number all the same.
    if measure.sort == "absent":
        return plain("unknown")
    kept_sorts = ("ratio", "hundredth", "multiple", "mixed", "whole", "compound", "weight", "unknown", "part", "power")
    return measure if measure.sort in kept_sorts else thing(measure.unit)


def worked(measure):
    """What is left of it behind a name whose unit nobody says: all but what its unit says."""
    return named(measure) if measure.sort == "mixed" and measure.unit or measure.sort == "absent" else measure


def counted(measure):
    """What it counts as beside others and where a unit is wanted."""
    return plain(measure.number[1])._replace(doubt=measure.doubt) if measure.sort == "power" else measure


def powered(count, kind):
    """Values without a unit, so many of them."""
    return plain("thing") if count == 1 else plain("power", (count, kind))


def raised(measure, exponent):
    """A number without a unit to a power."""
    return raised_alone(measure, exponent)._replace(doubt=measure.doubt)


def raised_alone(measure, exponent):
    if exponent == 1:
        return measure
    if exponent == 0:
        return counted(measure)
    if measure.sort == "power":
        count, kind = measure.number
        if count * exponent > 0:
            return powered(count * exponent, "thing")
        return powered(count * exponent, "ratio" if kind == "thing" else kind)
    if exponent > 0:
        return powered(exponent, "thing") if measure.sort == "thing" else measure
    # One over it is no longer a percent number, whatever it was.
    if measure.sort in ("thing", "small thing", "whole"):
        return powered(exponent, "ratio")
    if measure.sort in ("score", "hundreds", "small score"):
        return powered(-1 if measure.sort != "small score" else exponent, "ratio")
    return plain("ratio") if measure.sort == "count" else measure


class Taken(namedtuple("Taken", "above below times written share divided beside many scored points apart products", defaults=(0, False, False, 0))):
    """How many times something is taken: hundreds above and below the line, all other numbers, whether one of these is
    above 1, and whether it is a share of something with a unit. Whether it is divided by a number above 2, the greatest
    number that is written beside it, and whether nobody knows how many values it adds up. Whether it is of a value whose
    scale goes up to a hundred (and how many such values are multiplied), and whether it is points of a percentage that are no
    percent number, as K / 100% * 6; whether a number is taken off a value in it, or a value off a number, X - 2; and how
    many values without a unit are multiplied beyond the first."""

    def joined(self, other, up):
        above, below = (other.above, other.below) if up else (other.below, other.above)
        times = self.times * other.times if up else self.times / other.times if other.times else Fraction(0)
        written = self.written or other.written and up
        beside = max(self.beside * other.mass(), other.beside * self.mass()) if up else self.beside / other.mass() if other.times else Fraction(0)
        # (X - 2) / 2, where 2 is what 4 - 2 comes to, is a place on a scale.
        is_length = self.apart and other.times > 1 and not other.above and not other.below
        divided = self.divided or up and other.divided or not up and (other.times > 2 or is_length)
        products = max(self.products, other.products) if up else self.products
        return Taken(self.above + above, self.below + below, times, written, self.share or other.share, divided, beside,
                     self.many or up and other.many, self.scored + (other.scored if up else 0), False,
                     self.apart or up and other.apart, products).counted()

    def mass(self):
        return self.times * Fraction(100) ** (self.above - self.below)

    def is_part(self):
        """So little is left of a value that it is no percent number, and no number beside it tells that it is one."""
        hundreds, times = self.degree()
        hundreds += self.products
        is_small = self.divided and (times < Fraction(1, 2) or self.apart and times == Fraction(1, 2))
        is_little = hundreds < 0 or self.few_hundredths() or not hundreds and is_small
        return self.beside <= 2 and self.above <= self.below and not self.many and is_little

    def few_hundredths(self):
        """A hundredth, taken twice at most: of 2 * (X / 100) nobody can say whether two percent of it are meant."""
        return not self.products and self.above < self.below and 1 < self.times <= 2

    def points_of_points(self, count):
        """So many values out of a hundred multiplied are no number out of a hundred."""
        return self.mass() * Fraction(100) ** (min(count, 8) - 1) > 12

    def number_of_hundred(self):
        """Its number is out of a hundred."""
        return self.above > self.below or self.value_of_hundred()

    def value_of_hundred(self):
        """Most of a value out of a hundred, and no more than that."""
        return bool(self.scored) and Fraction(1, 10) <= self.mass() <= 1

    def as_percentage(self):
        """What a percent number says beside percentages."""
        found = self._replace(above=self.above - 1) if self.above > self.below else ONCE
        hundreds, times = self.degree()
        return found._replace(points=not self.above and not self.below and times * Fraction(100) ** hundreds > 2)

    def of_percent(self, points=0):
        """Of a percentage, or so many percent numbers: K / 40 * 100 is what K is of 40; over 12 and less it may be a mean."""
        hundreds, times = self.degree()
        if hundreds == points + 1 and 0 < times < Fraction(1, 12):
            return self._replace(**{name: getattr(of_degree(points, times * 100), name) for name in ("above", "below", "times", "written")})
        return self

    def over_number(self):
        """It is over a number above 12, and no hundred takes it back: K / 80."""
        hundreds, times = self.degree()
        return self.divided and not self.many and not hundreds and 0 < times < Fraction(1, 12)

    def more_beside(self):
        """A number beside it is more than twice all of it."""
        return self.beside > (200 if self.degree()[0] > 0 else 2)

    def counted(self):
        for count, hundred in ((1, Fraction(100)), (2, Fraction(10000))):
            if self.times == hundred:
                return self._replace(above=self.above + count, times=Fraction(1), written=False)
            if self.times == 1 / hundred:
                return self._replace(below=self.below + count, times=Fraction(1), written=False)
        return self

    def degree(self):
        """In hundreds, and so many times beside: 60 / 100 is 0.6, and 100 / 80 is 1.25."""
        above, below, times = self.above, self.below, self.times
        while self.written and below and times > 1:
            below, times = below - 1, times / 100
        while above > below and times and times * 100 <= 2:
            above, times = above - 1, times * 100
        return above - below, times


ONCE = Taken(0, 0, Fraction(1), False, False, False, Fraction(0), False)
HUNDRED = ONCE._replace(above=1)


def taken_of(number):
    return ONCE._replace(times=abs(number), written=abs(number) > 1).counted()


def of_degree(hundreds, times):
    return ONCE._replace(above=max(hundreds, 0), below=max(-hundreds, 0), times=times, written=times > 1)


class Weighted(namedtuple("Weighted", "unit sort number doubt taken points")):
    """A sum, with what its terms are taken times together."""


def weighted(measure, taken):
    """60 * A + 40 * B is a hundred times a mean."""
    if taken is None or measure.sort == "lit":
        return measure
    unit, sort, number, doubt = measure
    points = points_in(measure)
    doubt = doubt or unit is None and sort == "small score"
    sort = {"multiple": "ratio", "score": "ratio", "hundreds": "ratio", "small score": "ratio", "hundredth": "ratio"}.get(sort, sort) if unit is None else sort
    if sort == "power" and number[1] == "multiple":
        number = (number[0], "ratio")
    return Weighted(unit, sort, number, doubt, taken, points)


def points_in(one):
    """How many percent numbers a factor is, below the line where negative."""
    if isinstance(one, Weighted):
        return one.points
    return {"score": 1, "small score": 1, "hundreds": 2, "hundredth": -1}.get(one.sort, 0) if one.unit is None else 0


def taken_alone(measure):
    """How often a value is taken of which only the measure is known; none of what is written."""
    if measure.sort == "lit":
        return None
    return {"score": HUNDRED, "small score": HUNDRED, "hundreds": ONCE._replace(above=2), "hundredth": ONCE._replace(below=1)}.get(measure.sort, ONCE) if measure.unit is None else ONCE


def together(terms, in_percent=False):
    """What a sum is taken times, whose terms are (taken, sign); of what is written, (number, sign)."""
    numbers = [abs(one) for one, _ in terms if isinstance(one, Fraction)]
    written, signs = {sign for one, sign in terms if isinstance(one, Fraction) and one}, {sign for _, sign in values_of(terms)}
    are_apart = any(-sign in written for sign in signs)
    terms = values_of(terms)
    degrees = [(taken.degree(), sign) for taken, sign in terms]
    if not degrees:
        return None
    masses = [times * Fraction(100) ** hundreds for (hundreds, times), _ in degrees]
    total = abs(sum(mass * sign for mass, (_, sign) in zip(masses, degrees)))
    least = min(hundreds for (hundreds, _), _ in degrees)
    same = all(hundreds == least for (hundreds, _), _ in degrees)
    are_large = all(mass > 2 for mass in masses)
    is_alone = len(degrees) == 1
    are_hundreds = are_large and not is_alone and all(mass % 100 == 0 for mass in masses)
    if least == 0 and not are_large and any(mass > 2 for mass in masses) and not (in_percent and are_weights_of(terms)):
        # 100 * X + Y is no sum of weights, K + 40 * L of percentages is.
        return None
    mass = total if total > 2 or not are_large and total else max(masses)
    hundreds = least
    if are_hundreds:
        hundreds = max(least, 1)
    elif not is_alone and least == 0 and mass == 100 and any(one > 2 for one in masses):
        hundreds = 1
    are_weights = not is_alone and (not same or any(times > 2 for (_, times), _ in degrees))
    found = of_degree(hundreds, mass / Fraction(100) ** hundreds)
    found = found._replace(written=found.written and are_weights, share=any(taken.share for taken, _ in terms),
                           divided=any(taken.divided for taken, _ in terms), many=any(taken.many for taken, _ in terms),
                           scored=int(any(taken.scored for taken, _ in terms)),
                           apart=are_apart, products=min(taken.products for taken, _ in terms),
                           beside=max(numbers + [taken.beside for taken, _ in terms]))
    return found.counted() if are_weights else found


def are_weights_of(terms):
    """Though they do not come to a hundred: nobody adds up percentages thirty times and twenty times, or once and forty."""
    masses = [times * Fraction(100) ** hundreds for hundreds, times in (taken.degree() for taken, _ in values_of(terms))]
    return len(masses) > 1 and min(masses) >= 1 and max(masses) > 12


def is_weight_beside(terms):
    """One is taken so often that the number beside it makes a hundred of it: `60 * K + 40`."""
    values = [taken for taken, _ in values_of(terms)]
    if len(values) != 1:
        return False
    beside = max([abs(one) for one, _ in terms if isinstance(one, Fraction)] + [values[0].beside])
    return 12 < values[0].mass() < 100 and values[0].mass() + beside == 100


def are_unlike(terms):
    """Weights of a hundred beside parts of one: `60% * K + 40 * L`, six points of K beside four times L."""
    values = [(taken.points, times * Fraction(100) ** hundreds) for taken, (hundreds, times) in ((taken, taken.degree()) for taken, _ in values_of(terms))]
    if any(points for points, _ in values) and any(not points and mass > 2 for points, mass in values):
        return True
    has_number = any(isinstance(one, Fraction) and one for one, _ in terms) or any(taken.beside for taken, _ in values_of(terms))
    if has_number and any(mass > 100 for _, mass in values):
        return True
    return any(0 < mass < 1 for _, mass in values) and any(mass > 12 for _, mass in values)


def with_part(terms):
    """A part of a value beside values that are none, unless they are taken once in all."""
    values = values_of(terms)
    parts = [taken.mass() for taken, _ in values if taken.is_part()]
    beside = max([abs(one) for one, _ in terms if isinstance(one, Fraction)] + [taken.beside for taken, _ in values] + [Fraction(0)])
    if not parts or len(parts) == len(values) and beside <= 2 or abs(sum(taken.degree()[1] * Fraction(100) ** taken.degree()[0] * sign for taken, sign in values)) == 1:
        return None
    return ONCE._replace(times=min(parts), divided=True)


def values_of(terms):
    return [term for term in terms if not isinstance(term[0], Fraction)]


def beside_others(terms, parts):
    """A percentage taken a hundred times stands beside one that is not."""
    degrees = [taken.degree() for taken, _ in values_of(terms)]
    if any(one.sort == "lit" and one.unit in PERCENT for one in parts) and any(hundreds < 0 for hundreds, _ in degrees):
        raise Refused("a hundredth of a percentage")
    if all(one[0] == degrees[0][0] for one in degrees):
        return
    if any(hundreds < 0 or not hundreds and times <= 2 or hundreds > 0 and times > 2 for hundreds, times in degrees):
        raise Refused("hundred")


def as_a_whole(measure, terms, parts):
    """A sum whose numbers come to a hundred: ratios in it are percent numbers, percentages a hundred times themselves."""
    has_weighted = any(one.unit in PERCENT and one.sort == "multiple" or one.unit is None and one.sort == "hundreds" for one in parts)
    if measure.unit in PERCENT and values_of(terms):
        beside_others(terms, parts)
        is_unsettled = has_weighted and together(terms, True) is None
        if measure.sort == "thing" and (are_unlike(terms) or is_unsettled):
            raise Refused("weights of a hundred beside parts")
    # Percent numbers go together as percentages do.
    of_percentages = [(taken._replace(below=taken.below + 1) if isinstance(taken, Taken) else taken, sign) for taken, sign in terms]
    if measure.unit is None and values_of(terms):
        are_scored = all(taken.scored for taken, _ in values_of(terms))
        if measure.sort in ("score", "hundreds") and are_unlike(of_percentages) or measure.sort == "thing" and are_scored and are_unlike(terms):
            measure = measure._replace(doubt=measure.doubt or True)
    if measure.unit not in PERCENT + (None,) and measure.sort == "thing":
        degrees = [taken.degree()[0] for taken, _ in values_of(terms)]
        if any(taken.share for taken, _ in values_of(terms)) and len(set(degrees)) > 1:
            return measure._replace(sort="mixed")
    if measure.unit not in PERCENT and measure.sort in ("thing", "small thing", "small score") and with_part(terms):
        return measure._replace(doubt=measure.doubt or "part")
    taken = together(terms, measure.unit in PERCENT)
    if taken is None:
        return measure
    hundreds = taken.degree()[0]
    if measure.unit in PERCENT:
        is_multiple = hundreds or has_weighted or are_weights_of(terms)
        return measure._replace(sort="multiple") if measure.sort == "thing" and is_multiple else measure
    if measure.unit is None:
        is_multiple = measure.sort == "multiple" or measure.sort == "power" and measure.number[1] == "multiple"
        if hundreds == 1 and is_multiple:
            return plain("score")._replace(doubt=measure.doubt)
        if hundreds > 1 and measure.sort in ("score", "multiple"):
            return plain("hundreds")._replace(doubt=measure.doubt)
        if measure.sort == "score" and (are_weights_of(of_percentages) or is_weight_beside(of_percentages)):
            return plain("hundreds")._replace(doubt=measure.doubt)
    return measure


def folded(factors):
    """What stands in brackets or has a name: numbers in front multiply and divide into one: 60 / 100 is 0.6, and no hundred
    divides what comes behind it."""
    rest = list(factors)
    if not rest or rest[0][1] < 0 or not is_number(rest[0]):
        return rest
    number = rest.pop(0)[0].number
    taken = taken_of(number)
    while rest and is_number(rest[0]) and (rest[0][1] > 0 or rest[0][0].number):
        value, up = rest[0][0].number, rest[0][1] > 0
        rest.pop(0)
        number = number * value if up else number / value
        taken = taken.joined(taken_of(value), up)
        if not taken.degree()[0] and not taken.above:
            taken = taken_of(number)
    parts = [(plain("lit", Fraction(100)), 1)] * taken.above + [(plain("lit", Fraction(100)), -1)] * taken.below
    alone = taken.times if number >= 0 else -taken.times
    # A hundred alone stays the number that it is.
    if alone == 1 and len(parts) == 1:
        parts, alone = [], number
    return [(plain("lit", alone), 1)] + parts + rest


def is_number(factor):
    one, _ = factor
    return not isinstance(one, Weighted) and one.unit is None and one.sort == "lit" and one.number is not None


def is_mark(one):
    return not isinstance(one, Weighted) and one.sort in ("mark", "absorbed", "hundredths", "over", "number", "thirty")


def loose_in(factors):
    """How many values without a unit, below the line where negative."""
    found = 0
    for one, exponent in factors:
        unit, sort, value = one[:3]
        if sort == "compound" and value is not None:
            found += sum(often for word, often in value if not word) * exponent
        elif unit is None:
            found += exponent * (value[0] if sort == "power" else sort in ("thing", "mixed", "whole", "small thing"))
    return found


def marked(factors, sort):
    """How often something is noted of factors: "absorbed", values without a unit in brackets that are so many of what stands there
    with one, 40% * (X * R) / T; "hundredths", hundreds that a name divides its value by, D = R / 100; "over", 100% below the line in
    brackets, 30 * K * (R / T / 100%), "number" and "thirty", a number above 2 with it, K * (5 / L / 100%)."""
    return sum(one.number * exponent for one, exponent in factors if is_mark(one) and one.sort == sort)


def has_mark(factors, sort):
    return any(is_mark(one) and one.sort == sort and exponent > 0 for one, exponent in factors)


def mark(sort, count, exponent=1):
    return [(Measure(None, sort, count), exponent)] if count else []


def shares_left(factors):
    """Percentages left when those above and below the line have cancelled, and the written ones those."""
    left, written = 0, [0, 0]
    for one, exponent in factors:
        if one.unit in PERCENT and one.sort == "lit":
            written[exponent < 0] += 1
        elif one.unit in PERCENT:
            left += 1 if exponent > 0 else -1
    return left - min(left, written[1]) if left > 0 else left + min(-left, written[0])


def mark_of(inside, exponent):
    """What is known of factors in brackets or behind a name as one: how many percent numbers it is, beside those of its
    factors, and whether it is a divisor that nobody can mean."""
    points = points_of(inside)
    inside = [one for one in inside if not is_mark(one[0])]
    units, has_things = {}, False
    for one, often in inside:
        unit, sort, value = one[:3]
        has_things |= sort != "lit" and (unit is not None or sort not in ("count", "weight", "part"))
        if unit is not None:
            units[unit] = units.get(unit, 0) + often
        elif sort == "compound" and value is not None:
            for word, count in value:
                units[word] = units.get(word, 0) + count * often
        elif sort == "power":
            units[""] = units.get("", 0) + value[0] * often
        elif sort in ("thing", "mixed", "whole", "small thing", "unknown", "absent"):
            units[""] = units.get("", 0) + often
    taken, ones = taken_by(inside)
    is_plain = has_things and not any(one.unit in PERCENT for one, _ in inside) and not any(units.values())
    of_one = max(points, taken.degree()[0]) if is_plain else points
    is_mixed = any(one.sort == "mixed" and one.unit not in PERCENT or one.sort == "power" and one.number[1] == "mixed" for one, _ in inside)
    # A percent number beside a ratio.
    is_beyond = exponent < 0 and is_mixed and in_all(inside, taken, ones).more_beside()
    is_beyond |= exponent < 0 and any(one.sort == "mixed" and one.unit not in PERCENT + (None,) for one, _ in inside)
    flat = sum(points_in(one) * often for one, often in inside)
    return [(Measure(None, "mark", of_one - flat, is_beyond), exponent)] if of_one != flat or is_beyond else []


def is_torn_by(factors):
    """A value with a unit that is now a ratio, now none; without one, where no other such value cancels it."""
    is_mixed = False
    for one, exponent in factors:
        unit, sort, value = one[:3]
        if sort == "mixed" and unit not in PERCENT + (None,):
            return True
        is_mixed |= unit is None and (sort == "mixed" or sort == "power" and value[1] == "mixed")
    return is_mixed and loose_in(factors) < 0


def points_of(factors):
    points = lambda one: one.number if is_mark(one) and one.sort == "mark" else points_in(one)
    return sum(points(one) * exponent for one, exponent in factors)


def in_all(factors, taken, ones):
    written = sum(exponent for one, exponent in factors if one.unit in PERCENT and one.sort == "lit")
    percents = Fraction(1)
    for one, exponent in factors:
        if one.unit in PERCENT and one.sort == "lit":
            percents = power(percents, one.number, exponent > 0)
    return taken._replace(below=taken.below + 1) if is_one_percent(taken, ones, written, percents) else taken


def hundredths_of(factors):
    """The hundreds below the line that a name has for a value, of which so many hundreds are one."""
    units = 0
    for one, exponent in factors:
        unit, sort, value = one[:3]
        if unit in PERCENT or sort in ("unknown", "absent") or sort == "compound" and value is None:
            return []
        if sort == "compound":
            units += sum(often for _, often in value) * exponent
        elif unit is not None and not is_mark(one):
            units += exponent
    taken, ones = taken_by(factors)
    is_one = units + loose_in([one for one in factors if one[0].sort != "compound"]) == 1
    count = max(0, -taken.degree()[0]) - marked(factors, "hundredths")
    return mark("hundredths", count) if is_one and not taken.above and ones <= 0 and count > 0 else []


def over_whole(factors, found):
    """What is kept of a number above 2 and of 100% below the line in brackets."""
    if found.unit in PERCENT or found.sort in ("score", "hundreds", "hundredth"):
        return []
    plain_ones = [one for one in folded(factors) if not is_mark(one[0])]
    is_whole = any(one.unit in PERCENT and one.sort == "lit" and one.number == 100 and up < 0 for one, up in plain_ones)
    if not is_whole and not has_mark(factors, "over"):
        return mark("thirty", int(has_mark(factors, "thirty")))
    has_number = any(one.unit is None and one.sort == "lit" and one.number is not None and abs(one.number) > 2 and up > 0 for one, up in plain_ones)
    has_number |= has_mark(factors, "number")
    hundreds, times = in_all(factors, *taken_by(factors)).degree()
    has_thirty = has_mark(factors, "thirty") or has_number and times > 2
    return mark("over", 1) + mark("number", int(has_number)) + mark("thirty", int(has_thirty))


def in_hundreds(found, factors):
    """What factors in brackets come to, in as many hundreds as they are."""
    hundreds = in_all(factors, *taken_by(factors)).degree()[0]
    if not hundreds or found.unit in PERCENT or found.sort not in ("thing", "whole", "mixed", "compound", "power", "small thing"):
        return found
    return weighted(found, of_degree(hundreds, Fraction(1)))


def product(factors, is_term=False):
    """The measure of a product, with what cannot be meant of its factors in percent."""
    points = points_of(factors)
    doubt = any(one.doubt is True or one.sort == "small score" for one, _ in factors)
    is_part_of = any(one.doubt == "part" for one, _ in factors)
    hidden = marked(factors, "absorbed")
    found = product_alone(factors, is_term)
    whole, factors = factors, [one for one in factors if not is_mark(one[0])]
    if found.sort in ("lit", "count", "absent", "unknown"):
        return found
    taken, ones = taken_by(whole)
    is_hundredth = points < 0 and taken.above < -points
    if found.unit is None and found.sort in ("ratio", "multiple", "score") and is_hundredth:
        found = plain("hundredth")
    is_weighted = any(one.unit in PERCENT and one.sort == "multiple" and exponent > 0 for one, exponent in factors)
    is_weighted |= any(one.unit is None and points_in(one) == 2 and exponent > 0 for one, exponent in factors)
    hundreds, times = taken_in_all(whole, found).degree()
    if found.unit is None and found.sort == "score" and is_weighted and hundreds == 1 and times > 2:
        found = found._replace(sort="hundreds")
    if found.unit in PERCENT and is_weighted and not hundreds and times > 2 and found.sort == "thing":
        found = found._replace(sort="multiple")
    # A small number beside a value, unless it is taken so often that it is small no more.
    mass = taken_in_all(whole, found).mass()
    smalls = [one for one, up in factors if isinstance(one.doubt, Fraction) and abs(one.doubt) * often_beside(one, up, mass) <= 2]
    small = next((one.doubt for one in smalls if not is_of_quotient(one, factors, taken_in_all(whole, found))), False)
    is_told = found.sort in ("ratio", "multiple", "score", "hundreds") or found.sort == "power" and found.number[1] in ("ratio", "multiple")
    is_torn = is_torn_by(factors) and (found.unit is None and is_told or found.unit in PERCENT)
    # What is a part of a value is none of a ratio of two.
    part = is_part_of and found.sort in ("thing", "whole", "mixed")
    # Eighty times fifty of a hundred each is forty of a hundred once it is over a hundred.
    in_all_taken = taken_in_all(whole, found)
    points_of_points = next((one.doubt for one, _ in factors if isinstance(one.doubt, tuple)), None)
    if points_of_points and not is_told and in_all_taken.points_of_points(points_of_points[1]):
        doubt = doubt or points_of_points
    if found.unit is None and found.sort == "power" and found.number[1] == "thing" and found.number[0] > 1:
        count = found.number[0]
        if in_all_taken.scored >= count and in_all_taken.points_of_points(count):
            doubt = doubt or ("points", count)
    if found.unit in PERCENT and (doubt or part or small or is_torn or is_hundredth):
        raise Refused("what cannot be meant of a factor")
    is_share = found.unit in PERCENT or found.sort == "part" or found.sort == "power" and found.number[1] == "part"
    if is_share and hidden > 0 and loose_in(factors) + hidden > 0 and not shares_left(factors):
        raise PartOfLoose("so many of something, or a percent number")
    is_value = found.unit is None and (found.sort in ("thing", "mixed", "whole", "small thing") or found.sort == "power" and found.number[1] == "thing")
    if is_value and 0 < loose_in(factors) <= -hidden and any(one.unit in PERCENT for one, _ in factors):
        raise PartOfLoose("a percent number, or a percentage")
    return found._replace(doubt=doubt or part and "part" or small or is_torn)


def often_beside(one, up, mass):
    """How often a small number is taken that stands beside a value in brackets, (1 - (X - 25) / 75) * 100."""
    inside = one.taken.mass() if isinstance(one, Weighted) and up > 0 else 1
    return max(mass, mass / inside) if inside else mass


def is_of_quotient(small, factors, taken):
    """Whether a small number beside a value is no percentage: the value is divided by one like it, or by the length of its scale."""
    there = [one.number for one, _ in factors if one.sort == "small thing"]
    if small.sort != "small thing":
        return False
    if loose_in(factors) == 0:
        return not any(isinstance(one, From) for one in there) and (abs(small.doubt) == 1 or not taken.scored)
    is_off = all(isinstance(one, Off) for one in there) and abs(small.doubt) == 1
    is_whole = any(one.unit in PERCENT and one.sort == "lit" and one.number == 100 and up > 0 for one, up in factors)
    return loose_in(factors) == 1 and is_off and taken.divided and (taken.above > taken.below or is_whole)


def product_alone(factors, is_term=False):
    """The measure of a product of (measure, exponent); a term's hundred is judged in its sum."""
    units = {}
    loose = shares = written = 0
    above = below = lit_above = lit_below = 0
    number, percents = Fraction(1), Fraction(1)
    taken, ones = taken_by(factors)
    has_thirty, over_whole, thirty = (has_mark(factors, sort) for sort in ("thirty", "over", "number"))
    factors = [one for one in factors if not is_mark(one[0])]
    # Times 100 %, and no percentage is divided by behind it.
    ends = False
    # The last percentage stands above the line, behind a plain number.
    tail = False
    has = {"quotient"} if any(exponent < 0 for _, exponent in factors) else set()
    for one, exponent in folded(factors):
        unit, sort, value = one[:3]
        up = exponent > 0
        if unit not in PERCENT and sort not in ("lit", "part"):
            has.add("others")
        if unit in PERCENT:
            ends = up and (ends or sort == "lit" and value == 100)
            tail = up and not loose and not any(units.values()) and ("others" in has or above or not (below or lit_above or lit_below))
        if unit in PERCENT and sort == "lit":
            lit_above, lit_below = lit_above + up, lit_below + (not up)
            percents = power(percents, value, up)
            if value == 100:
                has.add("whole" if up else "whole below")
        elif unit in PERCENT:
            above, below = above + up, below + (not up)
            has.add("things")
        elif unit is not None:
            units[unit] = units.get(unit, 0) + exponent
            has |= {"things", {"mixed": "mixed", "whole": "was whole"}.get(sort, "things")}
        elif sort == "lit":
            has.add("lit")
            if value is not None:
                thirty |= up and abs(value) > 2
                number = power(number, value, up)
        elif sort in ("count", "weight", "part"):
            has.add(sort)
            if sort == "part" and up:
                has.add("part above")
        elif sort == "compound" and value is not None:
            has.add("things")
            for word, often in value:
                if word:
                    units[word] = units.get(word, 0) + often * exponent
                else:
                    loose += often * exponent
        else:
            has.add("things")
            if sort == "power":
                loose += value[0] * exponent
                # A product that is divided is no part of the quotient: 1 / (80% / X).
                has |= {"part": {"part above"} if up else set(), "multiple": {"multiple"}, "mixed": {"mixed"}}.get(value[1], set())
            elif sort in ("thing", "mixed", "whole", "small thing"):
                loose += exponent
                if sort == "whole":
                    has.add("was whole")
                if sort == "mixed":
                    has.add("mixed")
            elif sort in ("unknown", "absent"):
                has.add(sort)
            elif sort != "ratio":
                has.add({"small score": "score"}.get(sort, sort))
    left = {unit: count for unit, count in units.items() if count}
    for sort in ("absent", "unknown"):
        if sort in has:
            return plain(sort)
    # A written percentage takes away one that is measured: K / 100%.
    shares, written = above - below, lit_above - lit_below
    if shares > 0:
        away = min(shares, lit_below)
        shares, written = shares - away, written + away
    else:
        away = min(-shares, lit_above)
        shares, written = shares + away, written - away
    # K * 25 / 100 is one number, whatever K is read as.
    of_one = (above, below, lit_above, lit_below) == (1, 0, 0, 0) and "others" not in has
    one_percent = is_one_percent(taken, ones, lit_above - lit_below, percents)
    in_all_taken = taken._replace(below=taken.below + 1) if one_percent else taken
    hundreds, times = (in_all_taken.of_percent() if shares > 0 else in_all_taken).degree()
    is_large = not hundreds and times > 2
    is_few = taken.few_hundredths()
    twice = hundreds or (is_few or not of_one) and (taken.above or taken.below) and not one_percent
    # A number above 2 stands above the line, over 100%.
    thirty = thirty and ("whole below" in has or over_whole)
    is_percent = shares > 0 and not left and not loose
    # `100%` makes a percentage of a ratio, and so a share of what has a unit.
    is_whole = written > 0 and "whole" in has or "was whole" in has
    is_ratio = "things" in has and not left and not loose and hundreds < 0
    is_share = taken.share or is_whole and left or (is_whole or written > 0) and is_ratio
    if shares and twice and not (is_term and is_percent) or not shares and is_share and hundreds:
        raise Refused("hundred")
    if not shares and "weight" in has and hundreds < 0:
        raise Refused("hundred")
    hundred = hundreds > 0
    score = "hundreds" if in_all_taken.of_percent(1).degree()[0] > 1 else "score"
    if "compound" in has:
        return plain("compound")
    if left:
        is_word = len(left) == 1 and list(left.values()) == [1]
        if ends and (loose < 0 or not is_word):
            raise Refused("percent of what is none")
        if is_word:
            # Nine of twelve months are 75 % of something, and 0,75 months.
            if (is_whole or shares > 0) and (hundreds, times) != (0, 1):
                return Measure(list(left)[0], "whole", None)
            return Measure(list(left)[0], "mixed" if "mixed" in has else "thing", None)
        return plain("compound", tuple(sorted(left.items())) + ((("", loose),) if loose else ()))
    if loose:
        if shares:
            raise PartOfLoose("share of something without a unit")
        if loose > 0:
            if "was whole" in has or ends:
                return plain("whole")
            return plain("mixed") if "mixed" in has else powered(loose, "thing")
        # Only a plain number can be divided by: what is above stays the part, or the ratio, that it is.
        if hundred and ends:
            raise Refused("percent, or a hundred times that?")
        if hundred:
            return plain(score)
        if ends:
            return thing("persen")
        if written > 0 or "part above" in has:
            return powered(loose, "part")
        return powered(loose, "multiple" if "multiple" in has or times > 2 else "ratio")
    # A ratio in percent, whatever percentages stood below the line before: D / K / W * 100%.
    ends_in_percent = ends or tail
    # A percent number beside a ratio, of which both are taken a hundred times.
    beyond = "mixed" in has and (taken._replace(below=taken.below + 1) if one_percent else taken).more_beside()
    # Now a part, now a number: in percent it has two values.
    two = "mixed" in has and not ends or beyond
    if shares > 0:
        if two or thirty and is_large or has_thirty:
            raise Refused("two readings")
        if taken.over_number():
            raise Refused("of a number")
        return Measure("persen", "mixed" if below and not ends_in_percent else "thing", None)
    if shares < 0 and not ends_in_percent:
        return plain("ratio")
    # Counts over counts are a ratio, and a weight in a product is one.
    worked = has & {"lit", "count", "part"} or lit_above or lit_below
    if "things" in has or {"count", "quotient"} <= has or "weight" in has and worked:
        if hundred and ends:
            raise Refused("percent, or a hundred times that?")
        if hundred and beyond:
            raise Refused("a percent number beside a ratio")
        if hundred:
            return plain(score)
        if written > 0 or ends_in_percent:
            # A percentage of points: points, or percent?
            if two or thirty and is_large or has_thirty:
                raise Refused("two readings")
            return thing("persen")
        if "mixed" in has:
            return plain("power", (0, "mixed"))
        # K / 100% * 30 is 30 points for 100 %.
        if is_large and "multiple" not in has and thirty and not lit_above:
            return plain("score")
        return plain("multiple" if "multiple" in has or is_large else "ratio")
    # A number times 100 % is that number in percent.
    one_whole = (lit_above, lit_below) == (1, 0) and abs(percents) == 100
    # 100% * 100 is a hundred, as 50% * 100 is fifty.
    is_score = hundred and abs(number) >= 100
    if written > 0 and not has & {"count", "weight", "part"} and (one_whole or "lit" not in has) and not is_score:
        if one_whole and "lit" in has and abs(number) > 12 and "quotient" not in has:
            raise Refused("thousands of percent")
        return Measure("persen", "lit", number * percents / Fraction(100) ** (lit_above - lit_below - 1))
    if "part" not in has and not lit_above and not lit_below:
        for sort in ("weight", "count"):
            if sort in has:
                return plain(sort)
        return plain("lit", number)
    # A part a hundred times is its percent number, as a ratio is.
    return plain(score if hundred else "part")


def is_one_percent(taken, ones, written, percents):
    """Whether 1% takes a hundred away."""
    return ones == -1 and written == 1 and abs(percents) == 1 and taken.degree()[0] > 0


def taken_by(factors):
    """How often the factors of a product take it, without its percentages but for 1% below the line, which takes it a
    hundred times; and how often 1% stands below the line, less how often above."""
    taken, units, is_open, ones, forgotten, of_hundred = ONCE, 0, True, 0, 0, Fraction(1)
    named_hundredths = marked([one for one in factors if one[1] > 0], "hundredths")
    factors = [one for one in factors if not is_mark(one[0])]
    for one, exponent in folded(factors):
        unit, sort, value = one[:3]
        up = exponent > 0
        is_literal = sort == "lit"
        is_thing = not is_literal and (unit is not None or sort not in ("count", "weight", "part"))
        if not up and is_thing and unit not in PERCENT and units == 1 and is_open and not taken.above and ones <= 0:
            # So many hundreds of a value with a name are a value.
            hundreds, times = taken.degree()
            count = min(max(0, -hundreds), named_hundredths)
            if count:
                forgotten, named_hundredths = forgotten + count, named_hundredths - count
                above, below, _, written = of_degree(hundreds + count, times)[:4]
                taken = taken._replace(above=above, below=below, times=times, written=written)
        if isinstance(one, Weighted):
            taken = taken.joined(one.taken, up)
        elif unit in PERCENT and is_literal:
            of_hundred = power(of_hundred, value, up)
            if value is not None and abs(value) == 1:
                ones += -1 if up else 1
        elif unit is None and is_literal and value is not None:
            taken = taken.joined(taken_of(value), up)
        elif not is_literal:
            taken = taken.joined(taken_alone(one), up)
        if unit in PERCENT:
            is_open = False
        elif unit is not None:
            units += exponent
        elif sort == "power":
            units += value[0] * exponent
        elif sort in ("thing", "mixed", "whole", "small thing"):
            units += exponent
        elif sort == "compound" and value is not None:
            units += sum(often for _, often in value) * exponent
        elif sort in ("compound", "unknown", "absent"):
            is_open = False
    for _ in range(ones):
        taken = taken.joined(HUNDRED, True)
    if any(one.unit in PERCENT and one.sort == "lit" for one, _ in factors) and abs(of_hundred) != 100:
        # A percentage divided by a hundred is one wherever the hundred stands.
        taken = taken._replace(below=taken.below + forgotten)
    return taken, ones


def taken_in_all(factors, measure):
    """The same with its percentages."""
    (taken, ones), percents, written, values = taken_by(factors), Fraction(1), 0, 0
    is_whole = was_whole = False
    for one, exponent in folded(factors):
        if one.unit in PERCENT and one.sort == "lit":
            percents = power(percents, one.number, exponent > 0)
            written += exponent
            is_whole |= exponent > 0 and one.number == 100
        elif one.unit in PERCENT:
            values += exponent
        was_whole |= one.unit not in PERCENT and one.sort == "whole"
    if is_one_percent(taken, ones, written, percents):
        return taken._replace(below=taken.below + 1)
    share = abs(percents) / Fraction(100) ** (written + max(ones, 0))
    taken = taken._replace(products=max(taken.products, loose_in([one for one in factors if not is_mark(one[0])]) - 1))
    taken = taken._replace(times=taken.times * share, divided=taken.divided or share <= Fraction(1, 100))
    is_share = (values or is_whole and written > 0 or was_whole) and measure.unit is not None and measure.unit not in PERCENT
    return taken._replace(share=bool(taken.share or is_share))


def power(number, value, up):
    value = Fraction(1) if value is None else value
    if up:
        return number * value
    return number / value if value else Fraction(0)


def small(measure, most=1):
    return measure.unit is None and measure.sort == "lit" and measure.number and abs(measure.number) <= most


def may_be_part(measure, among, units):
    """Whether a literal may as well be a part: `2 - R / T * 100%` is two less a share. Two percent are often asked for, and
    two points are two points."""
    if among == "conversion" or not small(measure, 2):
        return False
    return among != "compared" or small(measure) or "persen" in units and measure.number % 1 != 0


def least_small(measures, most):
    """The least of the literals that may be parts, and of those behind names and brackets."""
    found = [one for one in measures if small(one, most) or one.sort in ("small thing", "small score") and abs(one.number) <= most]
    return min(found, key=lambda one: abs(one.number), default=None)


def small_beside_points(found, measures, all_taken, stands=Fraction):
    """Beside a value in points a number up to 2 that caps it, or that it is taken off, may as well be so many of one."""
    if found.unit is not None or found.sort != "thing":
        return found
    little = [one.number for one in measures if small(one, 2)]
    if not little or not any(taken and taken.number_of_hundred() for taken in all_taken):
        return found
    number = stands(little[0])
    return found._replace(sort="small thing", number=number, doubt=found.doubt or number)


class Off(Fraction):
    """A small number that is taken off a value: `W - 1`."""


class From(Fraction):
    """One that a value is taken off, as from all of it: `1 - X`."""


def stood(measures, number):
    """A small number, as the most telling of them stands there."""
    there = [type(one.number) for one in measures if small(one) or one.sort == "small thing"]
    if From in there:
        return From(number)
    return Off(number) if all(one is Off for one in there) else Fraction(number)


def taken_off(found, left, right):
    """A difference, with how a small number in it stands there."""
    if found.sort != "small thing" or found.unit is not None:
        return found
    kind = type(found.number)
    if left.sort == "lit":
        kind = From
    elif right.sort == "lit" and left.sort != "small thing":
        kind = Off
    elif right.sort == "small thing" and kind is Off:
        kind = Fraction
    doubt = kind(found.doubt) if isinstance(found.doubt, Fraction) else found.doubt
    return found._replace(number=kind(found.number), doubt=doubt)


def level(measures, among="terms", is_counted=False):
    """What numbers side by side are, in a sum or a choice, compared, or in a conversion; with what cannot be meant in percent."""
    # What is not there says nothing of the rest.
    there = [one for one in measures if one.sort != "absent"]
    if measures and not there:
        return plain("absent")
    measures = there
    # A percent number beside a bare ratio, 73 beside 0,73; members that rules do not name are not told apart.
    sorts = {one.sort for one in measures}
    if among not in ("conversion", "members") and not is_counted and not any(one.unit in PERCENT for one in measures):
        if sorts & {"score", "hundreds", "small score"} and sorts & {"ratio", "part"}:
            raise Refused("a percent number beside a ratio")
    is_told = [one.doubt if among != "conversion" else False for one in measures]
    of_percent = any(one.unit in PERCENT for one in measures)
    if of_percent and any(one.sort == "hundredth" for one in measures):
        raise Refused("a hundredth of a ratio")
    if any(one.sort == "hundredth" for one in measures) and any(one.sort != "hundredth" for one in measures):
        is_told = [one.sort == "hundredth" or told for told, one in zip(is_told, measures)]
        measures = [one._replace(sort="ratio") if one.sort == "hundredth" else one for one in measures]
    found = side_by_side(measures, among)
    # A conversion has its own numbers; one that is written beside a value may be a part of one.
    if found.sort == "small thing" and any(small(one, 2) for one in measures):
        found = found._replace(doubt=found.number)
    if any(is_told) and found.unit in PERCENT:
        raise Refused("what cannot be meant of one of them")
    return found._replace(doubt=found.doubt or next((told for told in is_told if told), False))


def all_of(measures, among="terms"):
    """The same of what has no value where one of them has none: a sum, the least of several."""
    found = level(measures, among)
    return plain("absent") if found.unit is None and any(one.sort == "absent" for one in measures) else found


def side_by_side(measures, among):
    words = [one.unit for one in measures if one.unit not in PERCENT + (None,)]
    if words:
        if any(one.unit in PERCENT for one in measures):
            raise Refused("percent beside another unit")
        if len(set(words)) > 1:
            raise OtherUnits(words)
        # Beside a ratio it is now one, now none.
        sorts = {counted(one).sort for one in measures}
        sort = "mixed" if sorts & {"ratio", "multiple", "mixed"} else "whole" if "whole" in {one.sort for one in measures} else "thing"
        return Measure(words[0], sort, None)
    if any(one.unit in PERCENT for one in measures):
        bare = any(one.unit is None and one.sort == "lit" and one.number != 0 for one in measures)
        units = {one.unit for one in measures}
        for one in measures:
            if one.unit in PERCENT and one.sort == "multiple" and among != "sum":
                raise Refused("weights that come to a hundred")
            if one.sort == "hundreds" and among != "sum":
                raise Refused("a hundred times a percent number")
            if bare and one.unit in PERCENT and one.sort == "mixed":
                raise Refused("a ratio of percentages, or a percentage")
            unclear = one.unit is None and counted(one).sort in UNCLEAR + ("multiple", "small thing")
            unclear = unclear or one.sort == "power" and one.number[1] in ("ratio", "mixed")
            if unclear or may_be_part(one, among, units) or one.sort == "small score" and among != "conversion":
                raise Refused("beside percent")
        unit = "persen" if any(one.unit == "persen" for one in measures) else "poin"
        return Measure(unit, "lit" if all(one.sort == "lit" for one in measures) else "thing", None)
    if any(one.sort == "power" for one in measures):
        # As deep below the line as the deepest of them.
        deepest = min(one.number[0] if one.sort == "power" else 0 for one in measures)
        together = level([counted(one) for one in measures], among, True)
        kind = together.sort if together.sort != "power" else together.number[1]
        # Parts and numbers alone are one number, which in percent may be read in two ways.
        only_parts = all(one.sort in ("lit", "part", "weight") or one.sort == "power" and one.number[1] in ("part", "mixed")
                         for one in measures)
        if together.sort == "mixed" and only_parts:
            return plain("power", (min(deepest, 0), "mixed"))
        if deepest < 0 and kind in ("part", "ratio", "multiple") or together.sort == "power":
            return plain("power", (min(deepest, 0), kind))
        return together
    sorts = {one.sort for one in measures}
    if not sorts & {"unknown", "whole"}:
        # Now a ratio, now none.
        others = sorts & {"thing", "compound", "score", "hundreds", "small thing", "small score"}
        twice = among != "sum" and "hundreds" in sorts and sorts & {"score", "small score", "small thing"}
        if twice or "mixed" in sorts or sorts & {"ratio", "multiple", "part", "weight"} and others:
            return plain("mixed")
        # A value or a score beside a literal that may be meant as a part.
        values = sorts & {"thing", "small thing"}
        lone = least_small(measures, 1 if values else 2)
        if lone is not None and (values or sorts & {"score", "hundreds", "small score"}):
            return plain("small thing", stood(measures, lone.number)) if values else plain("small score", lone.number)
    # 10 beside a half may be meant as 10 %.
    if sorts & {"part", "weight"} and not sorts - {"part", "weight", "count", "lit"}:
        if any(one.sort == "lit" and (one.number is None or abs(one.number) > 1) for one in measures):
            return plain("power", (0, "mixed"))
    # Beside a ratio 100 may be meant as 100 %.
    if sorts & {"ratio", "multiple"} and not sorts & {"unknown", "whole"}:
        if any(one.sort == "lit" and (one.number is None or abs(one.number) > 2) for one in measures):
            return plain("power", (0, "mixed"))
    for sort in ("unknown", "whole", "thing", "compound", "hundreds", "score", "multiple", "ratio", "hundredth", "part", "weight", "count"):
        if sort == "compound" and sort in sorts:
            others = [one for one in measures if one.sort != "lit"]
            return others[0] if all(one == others[0] for one in others) else plain(sort)
        if any(one.sort == sort for one in measures):
            return plain(sort)
    return least_small([one for one in measures if one.sort == "lit"], 2) or plain("lit")


def ends(edges):
    """Of ends of ranges, (number, signed): whether some have a sign of percent, and whether some have none and may be
    meant as parts of one."""
    bare = [abs(number) for number, is_signed in edges if not is_signed]
    return any(is_signed for _, is_signed in edges), not any(one > 2 for one in bare) and any(bare)


def settled(measure):
    """At the end of a formula nothing takes back what weights made of percentages."""
    if measure.unit in PERCENT and measure.sort == "multiple":
        raise Refused("weights that come to a hundred")


def is_part(measure, taken):
    """A value of which so little is left that it is no percent number."""
    is_value = measure.unit not in PERCENT and measure.sort in ("thing", "whole", "small thing", "small score")
    return bool(is_value and taken and taken.is_part())


def is_beyond_scale(measure, taken):
    """A value whose scale goes up to a hundred, taken a hundred times once more."""
    is_value = measure.unit is None and measure.sort in ("thing", "small thing")
    return bool(is_value and taken and taken.scored and taken.mass() > 12)


def within(measure, signed, small, taken=None):
    """The measure of what is converted, beside the ends of the ranges."""
    settled(measure)
    if is_part(measure, taken) and (signed or measure.sort == "whole"):
        raise Refused("a part of a value")
    if measure.unit not in PERCENT and (not signed or measure.sort in ("unknown", "absent")):
        return measure
    if measure.unit not in PERCENT:
        level([measure, Measure("persen", "lit", None)])
    if small:
        raise SmallEnds("a part, or percent?")
    return measure if measure.unit in PERCENT else thing("persen")


def limited(unit, signed, small):
    """Judges the ends of a range that a value in a unit is held against."""
    if unit in PERCENT and small or unit not in PERCENT and signed:
        raise Refused("percent, or none?")


def true_beside(value, measure, common):
    """A number as it counts beside others: what has no unit and is no part takes theirs."""
    if common.unit in PERCENT and measure.unit is None and counted(measure).sort not in PARTS:
        return value / 100
    return value


def placed(value, measure, unit, achievement, taken=None):
    """A value as the number that is kept where a unit is declared; None for no unit."""
    is_part_of_value = is_part(measure, taken) or is_beyond_scale(measure, taken)
    if measure.doubt and unit in PERCENT:
        raise Refused("what cannot be meant in percent")
    measure = counted(measure)
    settled(measure)
    if unit not in PERCENT:
        if measure.unit not in (None, unit) and unit is not None and not achievement:
            raise Refused("percent in another unit") if measure.unit in PERCENT else OtherUnits(unit)
        return value * 100 if measure.unit in PERCENT else value
    if measure.unit in PERCENT:
        return value * 100
    if measure.unit is not None and not achievement:
        raise Refused("unlike units")
    if measure.sort == "mixed" or measure.unit is not None and measure.sort == "whole" or is_part_of_value:
        raise Refused("a ratio is no percentage")
    if measure.unit is None:
        if measure.sort == "compound":
            raise Refused("a unit without a word is no percentage")
        if measure.sort in ("ratio", "hundredth", "multiple", "hundreds", "whole", "small thing", "small score") or small(measure, 2 if achievement else 1):
            raise Refused("a ratio is no percentage")
        if measure.sort in ("part", "weight"):
            return value * 100
    return value


def kept(value, measure):
    """The number that is kept of a true value."""
    return value * 100 if measure.unit in PERCENT and isinstance(value, Fraction) else value


def true(value, measure):
    """The true value of a kept number."""
    return value / 100 if measure.unit in PERCENT and isinstance(value, Fraction) else value
