"""Random packages that combine values over different quarters: formulas beside reported quarters, targets by formula and
of other years, extra columns, ranges, words, half years. The expected results and findings are computed here from
the language page, over Fraction; every value carries the quarters it is about.

usage: spans.py --count N --seed S
"""

import random
from collections import Counter
from fractions import Fraction
from itertools import combinations

from evaluate import FAULTY, NOT_APPLICABLE, NOT_FILLED, UNDEFINED, Fault, round_to, show, together, worst
from generate import decimal
from packages import options, write
from quarters import TOKEN, any_of, caught, filled, of_these, over_quarters

YEAR = 2024
YEARS = [2023, 2024]
STATES = (NOT_FILLED, NOT_APPLICABLE, UNDEFINED, FAULTY)
WAYS = ["jumlah", "jumlah", "jumlah", "terakhir", "rata_rata", "terbesar", "terkecil"]
WORDS = ["TMP", "TW", "WDP", "WTP"]
FIELDS = ["target", "realisasi", "kab"]
RULES = {
    "Baku": ['jika target = 0 : tidak terdefinisi "nol"',
             "rentang makin tinggi : jika realisasi > target_atas maka realisasi / target_atas * 100 selain itu "
             "jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu 100",
             "makin tinggi : realisasi / target * 100"],
    "Cukup": ["jika realisasi >= target : 100", "rentang makin tinggi : 50", "makin tinggi : 50"],
    "Tumbuh": ['jika realisasi[tahun-1] = 0 : tidak terdefinisi "nol"',
               "makin tinggi : realisasi / realisasi[tahun-1] * 100"],
}
# The line of a rule at which values over different quarters are told.
MEETS = {"Baku": [RULES["Baku"][1], RULES["Baku"][2]], "Cukup": RULES["Cukup"][:1], "Tumbuh": RULES["Tumbuh"][1:]}
MOST = ["terbesar", "terkecil", "median"]
OPEN = "~"


class Open(Exception):
    """The pages leave open what this is."""


class Spanned:
    """A number, and what it is made of that has quarters: what counts for it, and what counts against it.

    A span is a year, the quarter that was named (if any), the last quarter with a number, whether a cell of the year says
    all of it, and the thing.
    """

    def __init__(self, number, with_it=(), against_it=()):
        self.number, self.with_it, self.against_it = number, frozenset(with_it), frozenset(against_it)

    @property
    def spans(self):
        return self.with_it | self.against_it


def fit(one, two):
    """Quarters that are named may meet, and a quarter the year of its own thing; years meet where they go equally far."""
    if one[1] and two[1] or (one[1] or two[1]) and (one[0], one[4]) == (two[0], two[4]):
        return True
    return one[2] == two[2]


def all_fit(ones, twos):
    return all(fit(one, two) for one in ones for two in twos)


def middle(numbers):
    ordered = sorted(numbers)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def low(target):
    return target[0] if isinstance(target, tuple) else target


def high(target):
    return target[1] if isinstance(target, tuple) else target


def as_target(first, second):
    return first if first == second else (first, second)


def by_ends(compute, cells):
    """What becomes of targets of which some are ranges: end by end."""
    ends = [compute([end(cell) for cell in cells]) for end in (low, high)]
    return as_target(*ends)


class Model:
    def __init__(self, things, cells, columns, groups):
        self.things, self.cells, self.columns, self.groups = things, cells, columns, groups
        # Lines at which values over different quarters met.
        self.met = set()

    def cell(self, code, field, year, quarter=None):
        return self.cells.get((code, field, year, quarter), NOT_FILLED)

    def quarters(self, code, field, year):
        return [self.cell(code, field, year, quarter) for quarter in (1, 2, 3, 4)]

    # Formulas.

    def eval(self, expr, place, year, until):
        return getattr(self, "on_" + expr[0])(expr, place, year, until)

    def on_num(self, expr, place, year, until):
        return Spanned(expr[1])

    def on_ref(self, expr, place, year, until):
        _, role, code, named, quarter = expr
        if named is not None:
            # A year that is named stays whole; `tahun-1` seen from a quarter is that quarter.
            year, until = (year - 1, until) if named == "tahun-1" else (named, None)
        return self.read(role, code, year, quarter or until)

    def on_bin(self, expr, place, year, until):
        _, sign, left, right = expr
        one, two = together([lambda side=side: self.eval(side, place, year, until) for side in (left, right)])
        if sign in "+*":
            number = one.number + two.number if sign == "+" else one.number * two.number
            return self.met_in(place, Spanned(number, one.with_it | two.with_it, one.against_it | two.against_it))
        met = self.met_in(place, Spanned(None, one.with_it | two.against_it, one.against_it | two.with_it))
        if sign == "-":
            met.number = one.number - two.number
        elif two.number == 0:
            raise Fault(UNDEFINED)
        else:
            met.number = one.number / two.number
        return met

    def met_in(self, place, found):
        if not all_fit(found.with_it, found.against_it):
            self.met.add(place)
            raise Fault(NOT_FILLED)
        return found

    def on_if_there(self, expr, place, year, until):
        """One of two: what is asked before says nothing of the quarters of what is taken."""
        asked = caught(lambda: self.eval(expr[1], place, year, until))
        if asked == FAULTY:
            raise Fault(FAULTY)
        return self.eval(expr[2] if isinstance(asked, Spanned) else expr[3], place, year, until)

    def on_last(self, expr, place, year, until):
        """The last one with a value, which has the quarters that it has."""
        found = [caught(lambda item=item: self.eval(item, place, year, until)) for item in expr[1]]
        wrong = [one for one in found if one in (UNDEFINED, FAULTY)]
        if wrong:
            raise Fault(worst(wrong))
        there = [one for one in found if isinstance(one, Spanned)]
        if not there:
            raise Fault(NOT_FILLED if NOT_FILLED in found else NOT_APPLICABLE)
        return there[-1]

    def on_members(self, expr, place, year, until):
        """The members of a group, which may leave out blank ones."""
        members, may_lack = self.groups[expr[2]]
        items = [("ref", "realisasi", code, None, None) for code in members]
        if may_lack:
            found = [(item, caught(lambda item=item: self.eval(item, place, year, until))) for item in items]
            if any(isinstance(one, Spanned) for _, one in found):
                items = [item for item, one in found if one != NOT_FILLED]
        return self.eval(("most" if expr[1] in MOST else "sum", expr[1], items), place, year, until)

    def on_sum(self, expr, place, year, until):
        """A list leaves out what does not apply."""
        return self.list(expr[2], place, year, until, {"jumlah": sum, "rata_rata": lambda found: sum(found) / len(found)}[expr[1]])

    def on_most(self, expr, place, year, until):
        found = self.list(expr[2], place, year, until, {"terbesar": max, "terkecil": min, "median": middle}[expr[1]])
        each = [self.eval(item, place, year, until) for item in expr[2] if isinstance(caught(lambda: self.eval(item, place, year, until)), Spanned)]
        if not all(all_fit(one.spans, two.spans) for one, two in combinations(each, 2)):
            self.met.add(place)
            raise Fault(NOT_FILLED)
        return found

    def list(self, items, place, year, until, join):
        found = [caught(lambda item=item: self.eval(item, place, year, until)) for item in items]
        faults = [one for one in found if not isinstance(one, Spanned)]
        if any(one != NOT_APPLICABLE for one in faults):
            raise Fault(worst(faults))
        found = [one for one in found if isinstance(one, Spanned)]
        if not found:
            raise Fault(NOT_APPLICABLE)
        of = lambda side: frozenset().union(*(side(one) for one in found))
        return Spanned(join([one.number for one in found]), of(lambda one: one.with_it), of(lambda one: one.against_it))

    def on_at_least(self, expr, place, year, until):
        one, two = together([lambda side=side: self.eval(side, place, year, until) for side in expr[1:]])
        self.met_in(place, Spanned(None, one.with_it | two.against_it, one.against_it | two.with_it))
        return Spanned(Fraction(1 if low(one.number) >= high(two.number) else 0))

    # What things have.

    def read(self, role, code, year, until):
        found = getattr(self, role)(code, year, until)
        if isinstance(found.number, tuple):
            raise Open
        return found

    def realisasi(self, code, year, until=None):
        formula = self.things[code]["rumus"]
        if formula and until and self.names_a_year(formula):
            raise Open
        if formula:
            try:
                # What has a name is one value, whichever way its parts count.
                found = self.eval(formula, f"rumus {code}", year, until)
                if until:
                    return Spanned(found.number, [(year, until, until, False, code)] if found.spans else [])
                return Spanned(found.number, {(year, named, last, whole and of == year, code) for of, named, last, whole, _ in found.spans})
            except Fault as fault:
                if fault.code != NOT_FILLED:
                    raise
        return self.reported(code, "realisasi", self.things[code]["triwulan"], year, until)

    def kab(self, code, year, until=None):
        # A further column has quarters whatever its thing says of its own.
        way = self.columns["kab"]
        if not way and FAULTY in self.quarters(code, "kab", year):
            raise Open
        return self.reported(code, "kab", way, year, until)

    def reported(self, code, field, way, year, until):
        if until:
            if not way:
                raise Fault(NOT_FILLED)
            return Spanned(over_quarters(way, self.quarters(code, field, year), until), [(year, until, until, False, code)])
        whole, cells = self.cell(code, field, year), self.quarters(code, field, year)
        if whole != NOT_FILLED:
            if whole in STATES:
                raise Fault(whole)
            return Spanned(whole, [(year, None, 4, True, code)] if way or field == "realisasi" and self.may_have_quarters(code) else [])
        if not way:
            raise Fault(NOT_FILLED)
        return Spanned(over_quarters(way, cells, None), [(year, None, last_of(cells), False, code)])

    def target_bawah(self, code, year, until=None):
        found = self.target(code, year, until)
        return Spanned(low(found.number), found.with_it, found.against_it)

    def target_atas(self, code, year, until=None):
        found = self.target(code, year, until)
        return Spanned(high(found.number), found.with_it, found.against_it)

    def target(self, code, year, until=None):
        thing = self.things[code]
        whole = self.cell(code, "target", year)

        def stated():
            if until and self.names_a_year(thing["target"]):
                raise Open
            found = self.eval(thing["target"], f"target {code}", year, until)
            return Spanned(found.number, {(*span[:4], code) for span in found.spans})

        targets = self.quarters(code, "target", year) if thing["triwulan"] else [NOT_FILLED] * 4

        def of_year():
            if whole == NOT_FILLED and thing["target"]:
                return stated()
            if whole in STATES:
                raise Fault(whole)
            return Spanned(whole)

        if not until and whole != NOT_FILLED:
            return of_year()
        # A wrong cell may be a target or none.
        if any(one in (UNDEFINED, FAULTY) for one in targets) and not any(is_there(one) for one in targets):
            if thing["target"] or until:
                raise Open
        if any(is_there(one) for one in targets):
            return self.of_quarters(thing, code, year, until)
        if until or thing["target"]:
            return of_year()
        if thing["rumus"] and thing["triwulan"] and any(caught(lambda at=at: self.realisasi(code, year, at)) in (UNDEFINED, FAULTY)
                                                      for at in (None, 1, 2, 3, 4)):
            raise Open
        return self.written(thing, code, year, targets)

    def of_quarters(self, thing, code, year, until):
        """Targets of the quarters that were measured; of all of them for a year that was measured as a whole."""
        way, targets = thing["triwulan"], self.quarters(code, "target", year)[: until or 4]
        counts = self.measured(thing, code, year, until)
        if counts == "year" and way == "terakhir" and not is_there(targets[3]):
            raise Fault(targets[3])
        if counts == "year":
            return Spanned(joined(way, targets, True), [(year, None, 4, False, code)])
        counts = counts[: until or 4]
        if until and counts[until - 1] is False:
            # Still to come: its own target, and those written before it, but for quarters that are not measured at all.
            # One that is not applicable is passed over, but for the last.
            passed = way != "terakhir" and targets[until - 1] == NOT_APPLICABLE
            if not is_there(targets[until - 1]) and not passed:
                raise Fault(targets[until - 1])
            may_count = lambda target, one: one or one is False and (is_there(target) or target in (UNDEFINED, FAULTY))
            counted = [target for target, one in zip(targets, counts) if may_count(target, one)]
            number = targets[until - 1] if way == "terakhir" else joined(way, counted, True)
            return Spanned(number, [(year, until, until, False, code)])
        if not any(counts):
            return self.written(thing, code, year, targets, until)
        last = max(at for at, one in enumerate(counts) if one)
        if way == "terakhir":
            if not is_there(targets[last]):
                raise Fault(targets[last])
            number = targets[last]
        else:
            counted = [target for target, one in zip(targets, counts) if one]
            number = joined(way, counted, True)
        return Spanned(number, [(year, until, until or last + 1, False, code)])

    def written(self, thing, code, year, targets, until=None):
        number = joined(thing["triwulan"] or "jumlah", targets, False)
        last = max(at for at, one in enumerate(targets) if is_there(one))
        return Spanned(number, [(year, until, until or last + 1, False, code)])

    def measured(self, thing, code, year, until):
        """For each quarter whether its target counts, none where it is said not to be measured; or that the year was measured as
        a whole."""
        is_one = lambda one, there: None if one == NOT_APPLICABLE else there
        formula = thing["rumus"]
        if formula:
            found = None if until else caught(lambda: self.eval(formula, f"rumus {code}", year, None))
            if found in (UNDEFINED, FAULTY, NOT_APPLICABLE) or self.names_a_year(formula):
                raise Open
            if isinstance(found, Spanned):
                if any(span[1] for span in found.spans):
                    raise Open
                if not found.spans and any(self.may_have_quarters(one[2]) for one in self.inputs(formula)):
                    # What could be of quarters and took none of them.
                    raise Open
                if not found.spans or any(span[0] == year and span[3] for span in found.spans):
                    return "year"
            elif not until and self.cell(code, "realisasi", year) not in STATES:
                return "year"
            if any(named or not self.may_have_quarters(code) for _, _, code, named, _ in self.inputs(formula)):
                raise Open
            # The quarters of which there is a realisation, computed or reported.
            found = [caught(lambda quarter=quarter: self.realisasi(code, year, quarter)) for quarter in (1, 2, 3, 4)]
            if any(one in (UNDEFINED, FAULTY) for one in found[: until or 4]):
                raise Open
            return [is_one(one, isinstance(one, Spanned)) for one in found]
        whole, cells = self.cell(code, "realisasi", year), self.quarters(code, "realisasi", year)
        if not until:
            if whole == FAULTY:
                raise Fault(FAULTY)
            if whole not in STATES:
                return "year"
        if any(one in (UNDEFINED, FAULTY) for one in cells[: until or 4]):
            raise Open
        return [is_one(one, one not in STATES) for one in cells]

    def inputs(self, expr):
        if expr[0] == "ref":
            inner = self.things[expr[2]]["rumus"] if expr[1] == "realisasi" else None
            return [expr] + (self.inputs(inner) if inner else [])
        if expr[0] == "members":
            return [one for code in self.groups[expr[2]][0] for one in self.inputs(("ref", "realisasi", code, None, None))]
        if expr[0] == "if_there":
            return self.inputs(expr[2]) + self.inputs(expr[3])
        return [one for part in expr[1:] for one in ([part] if isinstance(part, tuple) else part if isinstance(part, list) else [])
                for one in self.inputs(one)]

    def may_have_quarters(self, code):
        """Whether quarters can enter a realisation: its own, or those of what it is computed of."""
        thing = self.things[code]
        if thing["triwulan"]:
            return True
        return bool(thing["rumus"]) and any(self.may_have_quarters(one[2]) for one in self.inputs(thing["rumus"]))

    def names_a_year(self, formula):
        """Whether a whole year is named in it, of which the pages do not say what it is in a quarter."""
        return any(named not in (None, "tahun-1") for _, _, _, named, _ in self.inputs(formula))

    # Achievements.

    def capaian(self, code, year, until=None):
        rule = self.things[code]["capaian"]
        own = lambda: self.realisasi(code, year, until)
        aim = lambda: self.target(code, year, until)
        if rule == "Tumbuh":
            aim = lambda: self.realisasi(code, year - 1, until)
        found = caught(aim)
        measured = caught(own)
        is_uneven = isinstance(found, Spanned) and isinstance(measured, Spanned) and not all_fit(
            measured.with_it | found.against_it, measured.against_it | found.with_it)
        if is_uneven:
            self.met.update(MEETS[rule])
        # What the formula that is not chosen holds against each other may be told all the same.
        if rule != "Cukup" and isinstance(found, Spanned) and low(found.number) == 0 and high(found.number) == 0:
            raise Fault(UNDEFINED)
        real, aim = together([own, aim])
        if is_uneven:
            raise Fault(NOT_FILLED)
        number, bottom, top = real.number, low(aim.number), high(aim.number)
        if rule == "Cukup":
            return Spanned(Fraction(100 if number >= top else 50))
        if bottom == top or rule == "Tumbuh":
            return Spanned(number / top * 100)
        if number > top:
            return Spanned(number / top * 100)
        return Spanned(number / bottom * 100 if number < bottom else Fraction(100))

    # What has to be told, and what may be.

    def told(self):
        lines = {}
        for code, thing in self.things.items():
            for year in YEARS:
                # What is reported or aimed at is held against the formula, which says itself where quarters meet in it.
                for role in ("rumus", "target"):
                    if thing[role]:
                        for until in (None, 1, 2, 3):
                            try:
                                self.eval(thing[role], f"{role} {code}", year, until)
                            except (Fault, Open):
                                pass
                for field, way in (("realisasi", thing["triwulan"]), ("target", thing["triwulan"]), ("kab", self.columns["kab"])):
                    told = self.twice(code, field, way, year)
                    if told is not False:
                        of = f"H0010 {field} {code} tahun {year}"
                        lines[of] = "harus" if told and year == YEAR and field != "kab" else "boleh"
                for role, other in (("rumus", "realisasi"), ("target", "target")):
                    if thing[role]:
                        told = self.differs(code, other, year)
                        if told is not False:
                            of = f"H0001 {code} tahun {year}" if role == "rumus" else f"H0011 target {code} tahun {year}"
                            lines[of] = "harus" if told and year == YEAR else "boleh"
                        elif role == "rumus" and any(is_there(one) for one in self.quarters(code, other, year)):
                            # Each quarter is held against the formula too.
                            lines[f"H0001 {code} tahun {year}"] = "boleh"
        return lines

    def twice(self, code, field, way, year):
        """Whether the year says other than its quarters; None where that is not looked at here."""
        whole, cells = self.cell(code, field, year), self.quarters(code, field, year)
        if whole == NOT_FILLED or not way or all(one in STATES for one in cells):
            return False
        if whole in STATES or any(one in (UNDEFINED, FAULTY) for one in cells):
            return None
        last = 4 if field == "target" else last_of(cells)
        if NOT_FILLED in cells[:last] and way != "terakhir":
            if way != "jumlah" or self.things[code]["urutan"]:
                return None
            if isinstance(whole, tuple) or any(isinstance(one, tuple) for one in cells):
                return None
            return sum(one for one in cells if one not in STATES) > whole
        if field == "target" and (NOT_FILLED in cells or way == "terakhir" and not is_there(cells[3])):
            return None
        found = joined(way, cells, False)
        if way != "rata_rata":
            return any(end(found) != end(whole) for end in (low, high))
        # A mean cannot always be written out.
        places = self.things[code]["places"].get((field, year), 0)
        return any(round_to(end(found), places, "biasa") != end(whole) for end in (low, high))

    def differs(self, code, field, year):
        """Whether what is reported is another figure than that of the formula."""
        thing = self.things[code]
        whole = self.cell(code, field, year)
        if whole in (UNDEFINED, FAULTY, NOT_APPLICABLE) or whole == NOT_FILLED and any(is_there(one) for one in self.quarters(code, field, year)):
            return None
        if whole == NOT_FILLED:
            return False if not thing["triwulan"] or all(one == NOT_FILLED for one in self.quarters(code, field, year)) else None
        place = f"{'rumus' if field == 'realisasi' else 'target'} {code}"
        try:
            found = self.eval(thing["rumus" if field == "realisasi" else "target"], place, year, None)
        except Open:
            return None
        except Fault as fault:
            return False if fault.code == NOT_FILLED else None
        if isinstance(whole, tuple):
            return True
        return round_to(found.number, thing["places"].get((field, year), 0), "biasa") != whole


def is_there(cell):
    return cell not in STATES


def last_of(cells):
    return max(at for at, one in enumerate(cells, 1) if is_there(one))


def joined(way, cells, complete):
    if any(isinstance(one, tuple) for one in cells):
        return by_ends(lambda ends: of_these(way, ends, complete), cells)
    return of_these(way, cells, complete)


class Generator:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.seen = Counter()

    def chance(self, share):
        return self.rng.random() < share

    def number(self):
        places = self.rng.choice([0, 0, 0, 1, 2])
        number = Fraction(self.rng.randint(0 if self.chance(0.05) else 1, 20 * 10**places), 10**places)
        return decimal(number, places), number, places

    def state(self, state):
        return self.rng.choice(TOKEN[state]), state, 0

    def cell(self, thing, field):
        share = self.rng.random()
        if share < self.spoilt:
            return self.state(self.rng.choice([NOT_APPLICABLE, NOT_APPLICABLE, UNDEFINED, FAULTY, FAULTY]))
        if share < self.spoilt + 0.06:
            return self.state(NOT_FILLED)
        if thing["urutan"] and field != "kab":
            word = self.rng.randrange(len(WORDS))
            return WORDS[word], Fraction(word), 0
        text, number, places = self.number()
        if field == "target" and thing["rentang"] and self.chance(0.7):
            upper = number + self.rng.choice([0, 0, 1, 5, 12])
            return f"{text}-{decimal(upper, places)}", as_target(number, upper), places
        return text, number, places

    # Formulas.

    def ref(self, code, whole=0.75):
        share = self.rng.random()
        if share < whole:
            return ("ref", "realisasi", code, None, None)
        return ("ref", "realisasi", code, self.rng.choice(["tahun-1", "tahun-1", YEAR - 1]), None)

    def formula(self, codes):
        """Sums, differences, quotients, lists; names of other formulas only in sums."""
        rng = self.rng
        plain = [code for code in codes if not self.things[code]["rumus"]] or codes
        pick = lambda: self.ref(rng.choice(plain))
        kind = rng.random()
        if kind < 0.25:
            return ("bin", "*", self.ref(rng.choice(plain), 0.9), ("num", Fraction(rng.randint(1, 3))))
        if kind < 0.5:
            return ("bin", "+", self.ref(rng.choice(codes)), self.ref(rng.choice(codes)))
        if kind < 0.65:
            return ("sum", rng.choice(["jumlah", "rata_rata"]), [self.ref(code) for code in rng.sample(codes, min(len(codes), rng.randint(1, 3)))])
        if kind < 0.75:
            return ("bin", "/", pick(), pick())
        if kind < 0.85:
            return ("bin", "-", ("bin", "+", pick(), ("num", Fraction(500))), pick())
        return self.list(codes, plain)

    def list(self, codes, plain):
        """A list of which members may be left out, some of them products or one of two."""
        rng = self.rng
        items = [self.item(codes, plain) for _ in range(rng.randint(1, 4))]
        how = rng.choice(["jumlah", "rata_rata", "terakhir"] + MOST)
        if how == "terakhir":
            return ("last", items)
        return ("most" if how in MOST else "sum", how, items)

    def item(self, codes, plain):
        kind = self.rng.random()
        if kind < 0.6:
            return self.ref(self.rng.choice(codes))
        one, two = (self.ref(self.rng.choice(plain), 0.9) for _ in range(2))
        if kind < 0.85:
            return ("bin", "*", one, two)
        return ("if_there", self.ref(self.rng.choice(plain), 1), one, two)

    def target(self, code, others):
        rng = self.rng
        kind = rng.random()
        single = [one for one in others if not self.things[one]["rentang"] and self.things[one]["kind"] == "indikator"]
        if kind < 0.45 and single:
            found = ("ref", "target", rng.choice(single), rng.choice([None, None, "tahun-1"]), None)
        elif kind < 0.6:
            found = ("ref", "realisasi", code, rng.choice(["tahun-1", YEAR - 1]), None)
        elif kind < 0.75:
            return ("num", Fraction(rng.randint(1, 60)))
        else:
            return self.formula([one for one in others if self.things[one]["kind"] == "besaran"])
        return ("bin", "*", found, ("num", Fraction(rng.randint(1, 3)))) if self.chance(0.4) else found

    def thing(self, kind):
        return {"kind": kind, "triwulan": self.rng.choice(WAYS) if self.chance(0.9) else None, "rumus": None, "target": None,
                "urutan": False, "rentang": False, "capaian": None, "places": {}}

    def package(self, number):
        rng = self.rng
        self.things = things = {}
        self.spoilt = rng.choice([0, 0, 0.04, 0.12])
        # Quarters go equally far for many, or nothing ever meets.
        self.until = rng.randint(1, 4)
        for code in ["QA", "QB", "QC"][: rng.randint(2, 3)]:
            things[code] = self.thing("besaran")
        for code in ["A", "B", "C", "D", "E"][: rng.randint(2, 5)]:
            thing = self.thing("indikator")
            others = list(things)
            thing["capaian"] = rng.choice(["Baku", "Baku", "Baku", "Cukup", "Tumbuh"])
            if self.chance(0.45):
                thing["rumus"] = self.formula([one for one in others if not things[one]["urutan"]])
            thing["rentang"] = self.chance(0.3) and thing["capaian"] != "Tumbuh"
            if self.chance(0.4) and not thing["rentang"]:
                things[code] = thing
                thing["target"] = self.target(code, [one for one in others if not things[one]["urutan"]])
            things[code] = thing
        if self.chance(0.4):
            things["W"] = dict(self.thing("indikator"), triwulan="terakhir", urutan=True, capaian="Cukup")
        columns = {"kab": rng.choice([None, "jumlah", "jumlah", "terakhir", "terbesar"])}
        rows, cells = self.rows()
        quantities = [code for code in things if things[code]["kind"] == "besaran"]
        self.groups = {"G": (rng.sample(quantities, rng.randint(1, len(quantities))), self.chance(0.8))} if self.chance(0.6) else {}
        model = Model(things, cells, columns, self.groups)
        indicators = [code for code, thing in things.items() if thing["kind"] == "indikator"]
        tables = self.tables(indicators)
        sums = [(f"F{at}", self.statement([code for code in things if not things[code]["urutan"]])) for at in range(rng.randint(0, 3))]
        expected = [f"--- harap {YEAR}"] + self.expected(model, indicators, tables, sums)
        told = model.told()
        places = self.places(tables, sums) if self.is_open else model.met
        met = {"H0014 " + self.line(place, sums): "boleh" for place in places}
        met.update({"H0014 " + line: "harus" for line in self.must})
        told.update(met)
        expected += ["--- pesan"] + [f"{how} {what}" for what, how in sorted(told.items())]
        self.seen["packages"] += 1
        self.seen["met"] += len(self.must)
        self.seen["told"] += sum(how == "harus" for how in told.values())
        blocks = self.rules(columns, tables, sums)
        rng.shuffle(blocks)
        return ([f"=== {number}", "--- a.takar", 'paket "Uji"', f"  tahun {YEAR}"] + sum(blocks, [])
                + ["--- d.csv", "kode;tahun;triwulan;target;realisasi;kab"] + [";".join(row) for row in rows] + expected)

    def places(self, tables, sums):
        """Every line at which values can meet."""
        lines = [line for rule in MEETS.values() for line in rule] + [name for name, _ in sums]
        lines += [f"{role} {code}" for code, thing in self.things.items() for role in ("rumus", "target") if thing[role]]
        return lines + [f'kolom {column} "K{at}"' for _, _, columns in tables for at, (column, _) in enumerate(columns)]

    def rows(self):
        rows, cells = [], {}
        for code, thing in self.things.items():
            for year in YEARS:
                if year != YEAR and self.chance(0.25):
                    continue
                if thing["kind"] == "besaran" and self.chance(0.15):
                    # Nothing to count, or nothing at all.
                    if self.chance(0.7):
                        rows.append([code, str(year), "", "", "n/a", ""])
                        cells[code, "realisasi", year, None] = NOT_APPLICABLE
                        thing["places"]["realisasi", year] = 0
                    continue
                until = 4 if year != YEAR and self.chance(0.5) else self.until if self.chance(0.6) else self.rng.randint(0, 4)
                has_whole = not thing["triwulan"] or self.chance(0.2)
                reported = 0.35 if thing["rumus"] else 1
                aimed = 0.4 if thing["target"] else 1
                has = {"realisasi": self.chance(reported), "target": self.chance(aimed) and thing["kind"] == "indikator", "kab": self.chance(0.5)}
                whole_target = self.chance(0.25)
                for time in [None] + ([1, 2, 3, 4] if thing["triwulan"] else []):
                    row = []
                    for field in FIELDS:
                        late = time is not None and time > until and field != "target"
                        whole = time is None and not has_whole and not (field == "target" and whole_target)
                        if not has[field] or late or whole or field == "kab" and thing["kind"] == "besaran":
                            row.append("")
                            continue
                        text, known, places = self.cell(thing, field)
                        row.append(text)
                        cells[code, field, year, time] = known
                        if time is None:
                            thing["places"][field, year] = places
                    if any(row) or not thing["triwulan"]:
                        rows.append([code, str(year), str(time or "")] + row)
        self.rng.shuffle(rows)
        return rows, cells

    def statement(self, codes):
        """What a formula of its own says: two things that meet, of one year or of two."""
        rng = self.rng
        one, two = (self.ref(rng.choice(codes), 0.6) for _ in range(2))
        kind = rng.random()
        if kind < 0.3:
            quarter = lambda code: ("ref", "realisasi", code, rng.choice([None, None, "tahun-1"]), rng.choice([1, 2, 3]))
            one = quarter(rng.choice(codes))
            if self.chance(0.5):
                two = quarter(rng.choice(codes))
        elif kind < 0.45 and not self.things[codes[-1]]["rentang"] and self.things[codes[-1]]["kind"] == "indikator":
            two = ("ref", "target", codes[-1], None, None)
        if self.chance(0.45):
            plain = [code for code in codes if not self.things[code]["rumus"]] or codes
            one = self.list(codes, plain)
        elif self.groups and self.chance(0.4):
            one = ("members", rng.choice(["jumlah", "rata_rata"] + MOST), rng.choice(list(self.groups)))
        if one == two:
            two = ("num", Fraction(7))
        if self.chance(0.35):
            return ("at_least", one, two)
        return ("bin", rng.choice("-/"), ("bin", "+", one, ("num", Fraction(900))), two)

    def tables(self, indicators):
        """Columns of the rows, each as a formula over the code of its row."""
        own = lambda role, named=None, quarter=None: lambda code: ("ref", role, code, named, quarter)
        less = lambda left, right: lambda code: ("bin", "-", ("bin", "+", left(code), ("num", Fraction(900))), right(code))
        columns = [("realisasi[triwulan 2]", own("realisasi", None, 2)), ("target_bawah", own("target_bawah")),
                   ("target_atas", own("target_atas")), ("target_atas[triwulan 2]", own("target_atas", None, 2)),
                   ("capaian[triwulan 1]", own("capaian", None, 1)), ("capaian[triwulan 2]", own("capaian", None, 2)),
                   ("capaian[tahun-1]", own("capaian", "tahun-1")), ("kab", own("kab")),
                   ("realisasi + 900 - kab", less(own("realisasi"), own("kab"))),
                   ("realisasi + 900 - realisasi[tahun-1]", less(own("realisasi"), own("realisasi", "tahun-1"))),
                   ("realisasi[triwulan 3] + 900 - realisasi[triwulan 2]", less(own("realisasi", None, 3), own("realisasi", None, 2)))]
        return [("T0", [code for code in indicators if not self.things[code]["urutan"]], columns),
                ("T1", [code for code in indicators if self.things[code]["urutan"]],
                 [("realisasi[triwulan 2]", own("realisasi", None, 2)), ("capaian[triwulan 2]", own("capaian", None, 2)),
                  ("capaian[tahun-1]", own("capaian", "tahun-1"))])]

    def rules(self, columns, tables, sums):
        way = f" triwulan {columns['kab']}" if columns["kab"] else ""
        blocks = [['data "d.csv" angka id', f'  kolom kab "Kab"{way}']]
        used = {thing["capaian"] for thing in self.things.values()}
        blocks += [[f"aturan capaian {name}"] + ["  " + line for line in lines] for name, lines in RULES.items() if name in used]
        for code, thing in self.things.items():
            clauses = ["  arah makin tinggi", f"  capaian {thing['capaian']}"] if thing["kind"] == "indikator" else []
            if thing["triwulan"]:
                clauses.append(f"  triwulan {thing['triwulan']}")
            if thing["urutan"]:
                clauses.append("  urutan " + "; ".join(f'"{word}"' for word in WORDS))
            for role in ("rumus", "target"):
                if thing[role]:
                    clauses.append("  " + self.line(f"{role} {code}", sums))
            self.rng.shuffle(clauses)
            blocks.append([f"{thing['kind']} {code}"] + clauses)
        blocks += [[self.line(name, sums)] for name, _ in sums]
        for name, (members, may_lack) in self.groups.items():
            blocks.append([f"kelompok {name}", "  anggota " + "; ".join(members), "  capaian banyaknya(anggota)",
                           "  abaikan yang kosong" if may_lack else "  wajib lengkap"])
        for name, rows, shown in tables:
            if rows:
                blocks.append([f"tabel {name}", "  baris " + "; ".join(rows)]
                              + [f'  kolom {column} "K{at}"' for at, (column, _) in enumerate(shown)])
        return blocks

    def line(self, place, sums):
        """A place as the line of the rules that it is."""
        word, _, code = place.partition(" ")
        if word in ("rumus", "target") and code in self.things:
            return f"{word} {said(self.things[code][word])}"
        formulas = dict(sums)
        if place in formulas:
            return f"{place} = {said(formulas[place])}"
        return place

    def expected(self, model, indicators, tables, sums):
        lines, self.must, self.is_open = [], set(), False
        self.sums = sums
        for code, thing in self.things.items():
            values = {"realisasi": lambda: model.realisasi(code, YEAR)}
            if thing["kind"] == "indikator":
                values["target"] = lambda: model.target(code, YEAR)
                for role in ("capaian_asli", "capaian_terbatas", "capaian"):
                    values[role] = lambda: model.capaian(code, YEAR)
            lines.append(" ".join([code] + [f"{role}={self.say(model, compute, thing['urutan'] and 'c' not in role)}" for role, compute in values.items()]))
        for name, formula in sums:
            lines.append(f"{name} realisasi={self.say(model, lambda: model.eval(formula, name, YEAR, None))}")
        for name, rows, columns in tables:
            for code in rows:
                cells = []
                for column, formula in columns:
                    words = self.things[code]["urutan"] and column.startswith("realisasi")
                    place = f'kolom {column} "K{columns.index((column, formula))}"'
                    cells.append(self.say(model, lambda: model.eval(formula(code), place, YEAR, None), words))
                lines.append(" ".join([name] + cells))
        return lines

    def say(self, model, compute, words=False):
        before = set(model.met)
        model.met = set()
        try:
            found = compute().number
            text = f'"{WORDS[int(found)]}"' if words else OPEN if isinstance(found, tuple) else show(found)
        except Open:
            text, self.is_open = OPEN, True
        except Fault as fault:
            text = fault.code
        if text == NOT_FILLED and len(model.met) == 1:
            self.must |= {self.line(place, self.sums) for place in model.met}
        model.met |= before
        self.seen["numbers" if text[0].isdigit() else "texts" if words and len(text) > 3 else f"cells {text}"] += 1
        return text


def said(expr):
    """A formula as it is written."""
    kind = expr[0]
    if kind == "num":
        return str(expr[1])
    if kind == "ref":
        _, role, code, named, quarter = expr
        period = " ".join(str(part) for part in (named, f"triwulan {quarter}" if quarter else None) if part)
        return (f"{role} " if role != "realisasi" else "") + code + (f"[{period}]" if period else "")
    if kind == "bin":
        left, right = (f"({said(side)})" if side[0] == "bin" and expr[1] in "*/" else said(side) for side in expr[2:])
        return f"{left} {expr[1]} {right}"
    if kind == "if_there":
        return f"(jika ada({said(expr[1])}) maka {said(expr[2])} selain itu {said(expr[3])})"
    if kind == "last":
        return f"terakhir({'; '.join(map(said, expr[1]))})"
    if kind == "members":
        return f"{expr[1]}(nilai anggota {expr[2]})"
    if kind == "at_least":
        return f"jika {said(expr[1])} >= {said(expr[2])} maka 1 selain itu 0"
    return f"{expr[1]}({'; '.join(map(said, expr[2]))})"


def main():
    chosen = options(__doc__)
    generator = Generator(chosen.seed)
    write((generator.package(number) for number in range(chosen.count)), generator.seen)


if __name__ == "__main__":
    main()
