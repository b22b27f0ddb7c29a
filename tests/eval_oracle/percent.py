"""What sort of number an expression gives, from the table of the language: n % is n/100, and a chain of factors is read
as a whole. Written from that table, not from the crate.

A measure is (unit, sort, number): the unit is None, "persen", "poin" or a word; the sort tells what a number without a unit
is; the number is that of a literal. The sort "power" is of values without a unit that are multiplied or divided by: its
number is how many of them, below the line where negative, and what it counts as beside others.
"""

from collections import namedtuple
from fractions import Fraction

Measure = namedtuple("Measure", "unit sort number")


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
    kept_sorts = ("ratio", "multiple", "mixed", "whole", "compound", "weight", "unknown", "part", "power")
    return measure if measure.sort in kept_sorts else thing(measure.unit)


def worked(measure):
    """What is left of it behind a name whose unit nobody says: all but what its unit says."""
    return named(measure) if measure.sort == "mixed" and measure.unit else measure


def counted(measure):
    """What it counts as beside others and where a unit is wanted."""
    return plain(measure.number[1]) if measure.sort == "power" else measure


def powered(count, kind):
    """Values without a unit, so many of them."""
    return plain("thing") if count == 1 else plain("power", (count, kind))


def raised(measure, exponent):
    """A number without a unit to a power."""
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
    if measure.sort in ("score", "small score"):
        return powered(-1 if measure.sort == "score" else exponent, "ratio")
    return plain("ratio") if measure.sort == "count" else measure


class Weighted(namedtuple("Weighted", "unit sort number times")):
    """A sum whose terms are taken times plain numbers: what these come to, as one more factor."""


def weighted(expr, measure):
    """60 * A + 40 * B is a hundred times a mean."""
    times = numbers(expr)
    if times is None:
        return measure
    unit, sort, number = measure
    sort = {"multiple": "ratio"}.get(sort, sort)
    if sort == "score" and abs(times) in (100, 10000):
        sort = "ratio"
    if sort == "power" and number[1] == "multiple":
        number = (number[0], "ratio")
    return Weighted(unit, sort, number, times)


def numbers(expr):
    """What the numbers above 2 in all terms of a sum come to."""
    terms = list(sum_terms(expr, 1))
    if len(terms) < 2:
        return None
    found = []
    for term, sign in terms:
        factors = list(written_factors(term, 1))
        known = [(one[1], up) for one, up in factors if one[0] == "num" and not one[2]]
        number = Fraction(1)
        for value, up in known:
            if not value and up < 0:
                return None
            number = number * abs(value) if up > 0 else number / abs(value)
        if len(known) == len(factors) or number <= 2:
            return None
        found.append(sign * number)
    total = sum(found)
    if all(number % 100 == 0 for number in found):
        return total if abs(total) == 10000 else Fraction(100)
    return total if abs(total) > 2 else max(abs(number) for number in found)


def sum_terms(expr, sign):
    if expr[0] == "neg":
        yield from sum_terms(expr[1], -sign)
    elif expr[0] == "bin" and expr[1] in "+-":
        yield from sum_terms(expr[2], sign)
        yield from sum_terms(expr[3], sign if expr[1] == "+" else -sign)
    else:
        yield expr, sign


def written_factors(expr, up):
    if expr[0] == "neg":
        yield from written_factors(expr[1], up)
    elif expr[0] == "bin" and expr[1] in "*/":
        yield from written_factors(expr[2], up)
        yield from written_factors(expr[3], up if expr[1] == "*" else -up)
    else:
        yield expr, up


def as_a_whole(expr, measure):
    """A sum whose numbers come to a hundred: ratios in it are percent numbers, percentages a hundred times themselves."""
    times = numbers(expr)
    if times is not None and abs(times) == 10000 and measure.unit is None and measure.sort == "score":
        return plain("multiple")
    if times is None or abs(times) != 100:
        return measure
    if measure.unit is None and (measure.sort == "multiple" or measure.sort == "power" and measure.number[1] == "multiple"):
        return plain("score")
    return measure._replace(sort="multiple") if measure.unit in PERCENT and measure.sort == "thing" else measure


def folded(factors):
    """What stands in brackets or has a name: numbers in front multiply and divide into one: 60 / 100 is 0.6, and no hundred
    divides what comes behind it. All numbers of a weighted sum count together."""
    rest = list(factors)
    if rest and rest[0][1] > 0 and isinstance(rest[0][0], Weighted):
        begun, times = rest[0][0], rest[0][0].times
        taken = [one for one in rest[1:] if is_number(one) and (one[1] > 0 or one[0].number)]
        for one, exponent in taken:
            times = power(times, one.number, exponent > 0)
        return [(begun._replace(times=times), 1)] + [one for one in rest[1:] if one not in taken]
    if not rest or rest[0][1] < 0 or not is_number(rest[0]):
        return rest
    number = rest.pop(0)[0].number
    has_hundred = abs(number) == 100
    while rest and is_number(rest[0]) and (rest[0][1] > 0 or rest[0][0].number):
        value, up = rest[0][0].number, rest[0][1] > 0
        rest.pop(0)
        number = number * value if up else number / value
        has_hundred = (has_hundred or abs(value) == (100 if up else Fraction(1, 100))) and abs(number) > 2
    parts = [(plain("lit", Fraction(100)), 1)] if has_hundred and abs(number) not in (100, 10000) else []
    return [(plain("lit", number / 100 if parts else number), 1)] + parts + rest


def is_number(factor):
    one, _ = factor
    return not isinstance(one, Weighted) and one.unit is None and one.sort == "lit" and one.number is not None


def product(factors, is_term=False):
    """The measure of a product of (measure, exponent); a term's hundred is judged in its sum."""
    units = {}
    loose = shares = written = 0
    above = below = lit_above = lit_below = 0
    number, percents = Fraction(1), Fraction(1)
    # Times 100 %, and no percentage is divided by behind it.
    ends = False
    # The last percentage stands above the line, behind a plain number.
    tail = False
    # A number above 2 stands behind `/ 100%`.
    thirty = False
    has = {"quotient"} if any(exponent < 0 for _, exponent in factors) else set()
    is_weighted = bool(factors) and factors[0][1] > 0 and isinstance(factors[0][0], Weighted)
    for one, exponent in factors if is_weighted else folded(factors):
        unit, sort, value = one[:3]
        up = exponent > 0
        is_thing = unit is not None and not (unit in PERCENT and sort == "lit") or unit is None and sort not in ("lit", "count", "weight", "part")
        if not up and is_thing and loose + sum(units.values()) == 1 and not above and not below and not has & {"x100", "unknown", "unknown below", "compound"}:
            # So many hundreds of a value are a value.
            has.discard("/100")
        if unit not in PERCENT and sort not in ("lit", "part"):
            has.add("others")
        if isinstance(one, Weighted):
            has.add("lit")
            if abs(one.times) in (100, 10000):
                has.add("x100" if up else "/100")
            number = power(number, one.times, up)
        if unit in PERCENT and sort == "lit" and not up and value is not None and abs(value) == 1:
            has.add("x100")
        if unit in PERCENT:
            ends = up and (ends or sort == "lit" and value == 100)
            tail = up and not loose and not any(units.values())
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
            has.add("things")
        elif sort == "lit":
            has.add("lit")
            if value is not None:
                thirty |= up and "whole below" in has and abs(value) > 2
                if abs(value) == 100:
                    has.add("x100" if up else "/100")
                if abs(value) == Fraction(1, 100):
                    has.add("/100" if up else "x100")
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
            elif sort == "unknown":
                has.add("unknown" if up else "unknown below")
            elif sort != "ratio":
                has.add({"small score": "score"}.get(sort, sort))
    left = {unit: count for unit, count in units.items() if count}
    if is_weighted:
        has -= {"x100", "/100"}
    if has & {"unknown", "unknown below"}:
        return Measure(None, "unknown", None)
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
    twice = bool(has & {"x100", "/100"}) and not of_one or abs(number) in (100, 10000, Fraction(1, 100), Fraction(1, 10000))
    is_percent = shares > 0 and not left and not loose
    if shares and twice and not (is_term and is_percent) or not shares and "weight" in has and "/100" in has:
        raise Refused("hundred")
    hundred = "score" in has or "x100" in has and "/100" not in has or abs(number) in ((100,) if is_weighted else (100, 10000))
    if "compound" in has:
        return plain("compound")
    if left:
        is_word = len(left) == 1 and list(left.values()) == [1]
        if ends and (loose < 0 or not is_word):
            raise Refused("percent of what is none")
        if is_word:
            return thing(list(left)[0])
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
            return plain("score")
        if ends:
            return thing("persen")
        if written > 0 or "part above" in has:
            return powered(loose, "part")
        return powered(loose, "multiple" if "multiple" in has or abs(number) > 2 else "ratio")
    # A ratio in percent, whatever percentages stood below the line before: D / K / W * 100%.
    ends_in_percent = ends or tail
    # Now a part, now a number: in percent it has two values.
    two = "mixed" in has and not ends
    if shares > 0:
        if two or thirty and abs(number) > 2:
            raise Refused("two readings")
        return Measure("persen", "mixed" if below and not ends_in_percent else "thing", None)
    if shares < 0 and not ends_in_percent:
        return plain("ratio")
    # Counts over counts are a ratio, and a weight in a product is one.
    worked = has & {"lit", "count", "part"} or lit_above or lit_below
    if "things" in has or {"count", "quotient"} <= has or "weight" in has and worked:
        if hundred and ends:
            raise Refused("percent, or a hundred times that?")
        if hundred:
            return plain("score")
        if written > 0 or ends_in_percent:
            # A percentage of points: points, or percent?
            if two or thirty and abs(number) > 2:
                raise Refused("two readings")
            return thing("persen")
        if "mixed" in has:
            return plain("power", (0, "mixed"))
        # K / 100% * 30 is 30 points for 100 %.
        if abs(number) > 2 and "multiple" not in has and thirty and not lit_above:
            return plain("score")
        return plain("multiple" if "multiple" in has or abs(number) > 2 or {"x100", "/100"} <= has else "ratio")
    # A number times 100 % is that number in percent.
    one_whole = (lit_above, lit_below) == (1, 0) and abs(percents) == 100
    if written > 0 and not has & {"count", "weight", "part"} and (one_whole or "lit" not in has):
        return Measure("persen", "lit", number * percents / Fraction(100) ** (lit_above - lit_below - 1))
    if "part" not in has and not lit_above and not lit_below:
        for sort in ("weight", "count"):
            if sort in has:
                return plain(sort)
        return plain("lit", number)
    # A part a hundred times is its percent number, as a ratio is.
    return plain("score" if hundred else "part")


def power(number, value, up):
    value = Fraction(1) if value is None else value
    if up:
        return number * value
    return number / value if value else Fraction(0)


def small(measure):
    return measure.unit is None and measure.sort == "lit" and measure.number and abs(measure.number) <= 1


def level(measures, lenient=False):
    """What numbers side by side are; `lenient` inside conversions."""
    words = [one.unit for one in measures if one.unit not in PERCENT + (None,)]
    if words:
        if any(one.unit in PERCENT for one in measures):
            raise Refused("percent beside another unit")
        if len(set(words)) > 1:
            raise OtherUnits(words)
        # Beside a ratio it is now one, now none.
        return Measure(words[0], "mixed" if any(counted(one).sort in ("ratio", "multiple", "mixed") for one in measures) else "thing", None)
    if any(one.unit in PERCENT for one in measures):
        bare = any(one.unit is None and one.sort == "lit" and one.number != 0 for one in measures)
        for one in measures:
            if one.unit in PERCENT and one.sort == "multiple":
                raise Refused("weights that come to a hundred")
            if bare and one.unit in PERCENT and one.sort == "mixed":
                raise Refused("a ratio of percentages, or a percentage")
            unclear = one.unit is None and counted(one).sort in UNCLEAR + ("multiple", "small thing")
            unclear = unclear or one.sort == "power" and one.number[1] in ("ratio", "mixed")
            if unclear or (small(one) or one.sort == "small score") and not lenient:
                raise Refused("beside percent")
        unit = "persen" if any(one.unit == "persen" for one in measures) else "poin"
        return Measure(unit, "lit" if all(one.sort == "lit" for one in measures) else "thing", None)
    if any(one.sort == "power" for one in measures):
        # As deep below the line as the deepest of them.
        deepest = min(one.number[0] if one.sort == "power" else 0 for one in measures)
        together = level([counted(one) for one in measures], lenient)
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
        others = sorts & {"thing", "compound", "score", "small thing", "small score"}
        if "mixed" in sorts or sorts & {"ratio", "multiple", "part", "weight"} and others:
            return plain("mixed")
        # A value or a score beside a literal that may be meant as a part.
        values = sorts & {"thing", "small thing"}
        lone = next((one.number for one in measures if small(one) or one.sort in ("small thing", "small score")), None)
        if lone is not None and (values or sorts & {"score", "small score"}):
            return plain("small thing" if values else "small score", lone)
    # 10 beside a half may be meant as 10 %.
    if sorts & {"part", "weight"} and not sorts - {"part", "weight", "count", "lit"}:
        if any(one.sort == "lit" and (one.number is None or abs(one.number) > 1) for one in measures):
            return plain("power", (0, "mixed"))
    # Beside a ratio 100 may be meant as 100 %.
    if sorts & {"ratio", "multiple"} and not sorts & {"unknown", "whole"}:
        if any(one.sort == "lit" and (one.number is None or abs(one.number) > 2) for one in measures):
            return plain("power", (0, "mixed"))
    for sort in ("unknown", "whole", "thing", "compound", "score", "multiple", "ratio", "part", "weight", "count"):
        if sort == "compound" and sort in sorts:
            others = [one for one in measures if one.sort != "lit"]
            return others[0] if all(one == others[0] for one in others) else plain(sort)
        if any(one.sort == sort for one in measures):
            return plain(sort)
    return next((one for one in measures if small(one)), plain("lit"))


def ends(edges):
    """Of ends of ranges, (number, signed): whether some have a sign of percent, and whether some have none and may be
    meant as parts of one."""
    bare = [abs(number) for number, is_signed in edges if not is_signed]
    return any(is_signed for _, is_signed in edges), not any(one > 2 for one in bare) and any(bare)


def within(measure, signed, small):
    """The measure of what is converted, beside the ends of the ranges."""
    if measure.unit not in PERCENT and (not signed or measure.sort == "unknown"):
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


def placed(value, measure, unit, achievement):
    """A value as the number that is kept where a unit is declared; None for no unit."""
    measure = counted(measure)
    if unit not in PERCENT:
        if measure.unit not in (None, unit) and unit is not None and not achievement:
            raise Refused("percent in another unit") if measure.unit in PERCENT else OtherUnits(unit)
        return value * 100 if measure.unit in PERCENT else value
    if measure.unit in PERCENT and measure.sort == "multiple":
        raise Refused("weights that come to a hundred")
    if measure.unit in PERCENT:
        return value * 100
    if measure.unit is not None and not achievement:
        raise Refused("unlike units")
    if measure.sort == "mixed":
        raise Refused("a ratio is no percentage")
    if measure.unit is None:
        if measure.sort == "compound":
            raise Refused("a unit without a word is no percentage")
        if measure.sort in ("ratio", "multiple", "whole", "small thing", "small score") or small(measure):
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
