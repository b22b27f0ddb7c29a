"""Groups as their page describes them, over exact fractions: members, weights, absence, what was left out, other years.

Random packages with groups of groups, and the expected results: for every group and formula a value or a state, and the
codes that were left out on the way to it. Independent of how the crate computes.
usage: groups.py [--count N] [--seed S]
"""

import argparse
import random
from fractions import Fraction

NOT_APPLICABLE, NOT_FILLED, UNDEFINED, FAULTY = "n/a", "-", "?", "!"
GRAVITY = {NOT_APPLICABLE: 1, NOT_FILLED: 2, UNDEFINED: 3, FAULTY: 4}
YEARS = (2023, 2024)


class Lack(Exception):
    def __init__(self, state):
        super().__init__(state)
        self.state = state


class Value:
    """A number, and whom it went without."""

    def __init__(self, number, left=frozenset()):
        self.number, self.left = number, left


def worst(lacks):
    return max(lacks, key=lambda lack: GRAVITY[lack.state])


def attempt(compute):
    try:
        return compute()
    except Lack as lack:
        return lack


# Expressions: each gives its text, its value in a place (year, member, group), and which years of changing groups the
# rules make it of, whatever the data: years that may not meet are refused before any value is looked at.


class Number:
    def __init__(self, text, number):
        self.text, self.number = text, number

    def value(self, model, at):
        return Value(self.number)

    def years(self, model, at):
        return frozenset()

    def aggregates(self):
        return []


class Role:
    """`capaian anggota` of the member at hand, `capaian K` or `capaian K[2023]` of a name, `bobot anggota`."""

    def __init__(self, role, name=None, year=None):
        self.role, self.name, self.year = role, name, year
        who = "anggota" if name is None else name
        self.text = f"{role} {who}" if role else who
        self.text += f"[{year}]" if year else ""

    def value(self, model, at):
        name, year = self.name or at.member, self.year or at.year
        if self.role == "bobot":
            return Value(model.groups[at.group].version(at.year)["weights"][at.member])
        return model.get(name, self.role, year)

    def years(self, model, at):
        if self.role in ("bobot", "realisasi", "target"):
            return frozenset()
        return model.years(self.name or at.member, self.year or at.year)

    def aggregates(self):
        return []


class Binary:
    def __init__(self, sign, left, right):
        self.sign, self.left, self.right = sign, left, right
        self.text = f"({left.text} {sign} {right.text})"

    def years(self, model, at):
        return model.meet([side.years(model, at) for side in (self.left, self.right)])

    def value(self, model, at):
        self.years(model, at)
        sides = [attempt(lambda side=side: side.value(model, at)) for side in (self.left, self.right)]
        lacks = [side for side in sides if isinstance(side, Lack)]
        if lacks:
            raise worst(lacks)
        a, b = sides
        left = a.left | b.left
        if self.sign == "/" and b.number == 0:
            raise Lack(UNDEFINED)
        number = {
            "+": lambda: a.number + b.number,
            "-": lambda: a.number - b.number,
            "*": lambda: a.number * b.number,
            "/": lambda: a.number / b.number,
            ">": lambda: a.number > b.number,
        }[self.sign]()
        return Value(number, left)

    def aggregates(self):
        return self.left.aggregates() + self.right.aggregates()


class Round:
    def __init__(self, inner):
        self.inner, self.text = inner, f"bulat({inner.text}; 1)"

    def value(self, model, at):
        inner = self.inner.value(model, at)
        scaled = abs(inner.number) * 10
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return Value(Fraction(whole if inner.number >= 0 else -whole, 10), inner.left)

    def years(self, model, at):
        return self.inner.years(model, at)

    def aggregates(self):
        return self.inner.aggregates()


class Extreme:
    def __init__(self, word, parts):
        self.word, self.parts = word, parts
        self.text = f"{word}({'; '.join(part.text for part in parts)})"

    def years(self, model, at):
        return model.meet([part.years(model, at) for part in self.parts])

    def value(self, model, at):
        self.years(model, at)
        found = [attempt(lambda part=part: part.value(model, at)) for part in self.parts]
        lacks = [one for one in found if isinstance(one, Lack)]
        if lacks:
            raise worst(lacks)
        pick = min if self.word == "min" else max
        left = frozenset().union(*(one.left for one in found))
        return Value(pick(one.number for one in found), left)

    def aggregates(self):
        return [one for part in self.parts for one in part.aggregates()]


class If:
    def __init__(self, condition, then, other):
        self.condition, self.then, self.other = condition, then, other
        self.text = f"jika {condition.text} maka {then.text} selain itu {other.text}"

    def value(self, model, at):
        condition = attempt(lambda: self.condition.value(model, at))
        if isinstance(condition, Lack):
            # While the condition is not known, what may still be chosen counts.
            branches = [attempt(lambda one=one: one.value(model, at)) for one in (self.then, self.other)]
            raise worst([condition] + [one for one in branches if isinstance(one, Lack)])
        chosen = (self.then if condition.number else self.other).value(model, at)
        return Value(chosen.number, condition.left | chosen.left)

    def years(self, model, at):
        """A choice brings nothing together, but may be made of either."""
        parts = [attempt(lambda one=one: one.years(model, at)) for one in (self.condition, self.then, self.other)]
        return frozenset().union(*(part for part in parts if not isinstance(part, Lack)))

    def aggregates(self):
        return [one for part in (self.condition, self.then, self.other) for one in part.aggregates()]


class Aggregate:
    def __init__(self, word, body, group=None, year=None):
        self.word, self.body, self.group, self.year = word, body, group, year
        self.text = f"{word}({body.text})"
        self.beside = []

    def aggregates(self):
        return [self]

    def value(self, model, at):
        group, year = self.group or at.group, self.year or at.year
        version = model.groups[group].version(year)
        if version is None:
            raise Lack(NOT_APPLICABLE)
        self.years(model, at)
        taken, weights, left, fatal, skipped = [], [], set(), [], []
        for member in version["members"]:
            place = Place(at.year, member, group)
            own = attempt(lambda: self.body.value(model, place))
            lacks = [attempt(lambda one=one: one.body.value(model, place)) for one in self.beside]
            lacks = [lack for lack in lacks + [own] if isinstance(lack, Lack)]
            if not lacks:
                taken.append(own)
                weights.append(version["weights"].get(member))
                continue
            lack = worst(lacks)
            blanks = not version["complete"]
            if lack.state == NOT_APPLICABLE or lack.state == NOT_FILLED and blanks:
                left.add(member)
                skipped.append(lack)
            else:
                fatal.append(lack)
        if fatal:
            raise worst(fatal)
        if self.word == "banyaknya":
            return Value(Fraction(len(taken)), frozenset(left))
        if not taken:
            raise worst(skipped + [Lack(NOT_APPLICABLE)])
        left = frozenset(left).union(*(one.left for one in taken))
        return Value(self.combined([one.number for one in taken], weights), left)

    def years(self, model, at):
        group, year = self.group or at.group, self.year or at.year
        version = model.groups[group].version(year)
        if version is None or self.word == "banyaknya":
            return frozenset()
        places = [Place(at.year, member, group) for member in version["members"]]
        parts = [attempt(lambda place=place: self.body.years(model, place)) for place in places]
        years = model.meet([part for part in parts if not isinstance(part, Lack)])
        if group not in model.changing:
            return years
        return (frozenset() if model.groups[group].admits else years) | {(group, year)}

    def combined(self, numbers, weights):
        count = len(numbers)
        match self.word:
            case "jumlah":
                return sum(numbers)
            case "rata_rata":
                return sum(numbers) / count
            case "terkecil":
                return min(numbers)
            case "terbesar":
                return max(numbers)
            case "terakhir":
                return numbers[-1]
            case "median":
                ordered = sorted(numbers)
                return (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
            case "persentil":
                ordered, place = sorted(numbers), self.share * (count - 1)
                at = place.numerator // place.denominator
                following = ordered[min(at + 1, count - 1)]
                return ordered[at] + (following - ordered[at]) * (place - at)
            case "banyaknya_bila":
                return Fraction(sum(1 for holds in numbers if holds))
            case "peringkat":
                return Fraction(1 + sum(1 for better in numbers if better))
            case "rata_rata_tertimbang":
                if sum(weights) == 0:
                    raise Lack(UNDEFINED)
                return sum(n * w for n, w in zip(numbers, weights)) / sum(weights)


class Percentile(Aggregate):
    """The least at 0 %, the greatest at 100 %, the others evenly between them."""

    def __init__(self, percent, body):
        super().__init__("persentil", body)
        self.share = Fraction(percent) / 100
        self.text = f"persentil({percent.replace('.', ',')}%; {body.text})"


class Rank(Aggregate):
    """How many are better, and one; it is among all, whomever another aggregate leaves out."""

    def __init__(self, own, group):
        super().__init__("peringkat", Binary(">", Role("capaian"), own), group)
        self.text = f"peringkat({own.text}; capaian anggota {group})"

    def aggregates(self):
        return []


class Place:
    def __init__(self, year, member=None, group=None):
        self.year, self.member, self.group = year, member, group


class Group:
    def __init__(self, versions, admits):
        self.versions, self.admits = versions, admits

    def version(self, year):
        return self.versions.get(year)


class Model:
    def __init__(self):
        self.data, self.groups, self.formulas, self.known = {}, {}, {}, {}
        self.changing = set()

    def get(self, name, role, year):
        key = (name, role, year)
        if key not in self.known:
            self.known[key] = attempt(lambda: self.compute(name, role, year))
        found = self.known[key]
        if isinstance(found, Lack):
            raise Lack(found.state)
        return found

    def compute(self, name, role, year):
        if name in self.formulas:
            return formula_value(self, self.formulas[name], Place(year))
        if name in self.groups:
            version = self.groups[name].version(year)
            if version is None or role in ("realisasi", "target"):
                raise Lack(NOT_APPLICABLE)
            return formula_value(self, version["formula"], Place(year, None, name))
        if role in ("", "realisasi", "target"):
            cell = self.data.get((name, role or "realisasi", year), NOT_FILLED)
            if cell in GRAVITY:
                raise Lack(cell)
            return Value(Fraction(cell))
        target, found = [attempt(lambda role=role: self.get(name, role, year)) for role in ("target", "realisasi")]
        if isinstance(target, Value) and target.number == 0:
            raise Lack(UNDEFINED)
        # A target of which it is not known whether it is 0 leaves the formula open: the worse of both counts.
        wrong = [one for one in (target, found) if isinstance(one, Lack)]
        if wrong:
            raise worst(wrong)
        return Value(found.number / target.number * 100)

    def years(self, name, year):
        """Which years of changing groups a name is made of; nothing, where it is refused itself."""
        if name in self.formulas:
            found = attempt(lambda: self.formulas[name].years(self, Place(year)))
        elif name in self.groups and self.groups[name].version(year):
            formula = self.groups[name].version(year)["formula"]
            found = attempt(lambda: formula.years(self, Place(year, None, name)))
        else:
            return frozenset()
        return frozenset() if isinstance(found, Lack) else found

    def meet(self, parts):
        """Values become one: years of a group whose members differ may not."""
        met = frozenset()
        for part in parts:
            for group, year in part:
                for other, second in met:
                    if group == other and self.differ(group, year, second) and not self.groups[group].admits:
                        raise Lack(NOT_APPLICABLE)
            met |= part
        return met

    def differ(self, group, a, b):
        of = lambda year: sorted((self.groups[group].version(year) or {"members": []})["members"])
        return of(a) != of(b)


def formula_value(model, expr, at):
    together(expr)
    return expr.value(model, at)


def together(expr):
    """Aggregates of one formula over the same members leave out the same ones."""
    found = expr.aggregates()
    for one in found:
        one.beside = [o for o in found if o is not one and (o.group, o.year) == (one.group, one.year)]


# Generation.


class Maker:
    def __init__(self, random):
        self.random = random
        self.inside = {}

    def package(self):
        pick, model, rules = self.random, Model(), []
        rules.append('aturan capaian Baku\n  jika target = 0 : tidak terdefinisi "target nol"')
        rules.append("  makin tinggi : realisasi / target * 100")
        names = [f"I{n}" for n in range(pick.randint(2, 5))]
        # Values that may come of quarters, and here come of the year.
        quarterly = "\n  triwulan jumlah" if pick.random() < 0.5 else ""
        for name in names:
            rules.append(f"indikator {name}\n  arah makin tinggi\n  capaian Baku{quarterly}")
        model.groups, members = {}, list(names)
        for n in range(pick.randint(1, 4)):
            name = f"K{n}"
            rules += self.group(model, name, members)
            members.append(name)
        for n in range(pick.randint(0, 4)):
            name, expr = f"F{n}", self.formula(model, n)
            model.formulas[name] = expr
            rules.append(f"{name} = {expr.text}")
        rows = ["kode;tahun;target;realisasi"]
        for year in YEARS:
            for name in names:
                target, value = self.cell(0.1, [5, 8, 10, 50, 80, 100]), self.cell(0.3, [0, 1, 2, 5, 10, 50, 120])
                model.data[name, "target", year], model.data[name, "realisasi", year] = target, value
                say = {NOT_FILLED: "", UNDEFINED: "tidak terdefinisi", NOT_APPLICABLE: "n/a"}
                rows.append(f"{name};{year};{say.get(target, target)};{say.get(value, value)}")
        return model, rules, rows

    def cell(self, missing, numbers):
        if self.random.random() < missing:
            return self.random.choice([NOT_FILLED] * 6 + [NOT_APPLICABLE] * 3 + [UNDEFINED])
        return str(self.random.choice(numbers))

    def group(self, model, name, members):
        pick, lines, versions = self.random, [], {}
        two = pick.random() < 0.4
        admits = two and pick.random() < 0.25
        for years in [(2023,), (2024,)] if two else [YEARS]:
            chosen = self.apart(pick.sample(members, pick.randint(1, min(4, len(members)))))
            complete = pick.random() < 0.5
            weights = self.weights(chosen)
            formula = self.of_group()
            lines.append(f"kelompok {name}\n  anggota {'; '.join(chosen)}")
            if "bobot" in formula.text or "tertimbang" in formula.text:
                lines.append("  bobot " + "; ".join(f"{one} {weights[one]}%" for one in chosen))
            lines.append(f"  capaian {formula.text}")
            lines.append("  " + ("wajib lengkap" if complete else "abaikan yang kosong"))
            if admits:
                lines.append('  terima anggota berbeda "diganti"')
            if two:
                lines.append("  berlaku sampai 2023" if years == (2023,) else "  berlaku mulai 2024")
            # A weight in percent is a plain number, 60 % being 0,6.
            shares = {one: Fraction(weight, 100) for one, weight in weights.items()}
            for year in years:
                versions[year] = {"members": chosen, "complete": complete, "weights": shares, "formula": formula}
        model.groups[name] = Group(versions, admits)
        members = {member for version in versions.values() for member in version["members"]}
        self.inside[name] = {name, *members}.union(*(self.inside.get(member, set()) for member in members))
        if two and model.differ(name, *YEARS):
            model.changing.add(name)
        return lines

    def apart(self, members):
        """Nobody is counted twice: a member that stands in a group taken already is passed over."""
        taken, chosen = set(), []
        for member in members:
            if not taken & self.inside.get(member, {member}):
                taken |= self.inside.get(member, {member})
                chosen.append(member)
        return chosen

    def weights(self, members):
        cuts = sorted(self.random.sample(range(1, 20), len(members) - 1))
        ends = [0, *cuts, 20]
        return {member: (b - a) * 5 for member, a, b in zip(members, ends, ends[1:])}

    def of_group(self):
        pick = self.random
        capaian = Role("capaian")
        agg = lambda word, body=capaian: Aggregate(word, body)
        simple = lambda: agg(pick.choice(["rata_rata", "terkecil", "terbesar", "terakhir", "rata_rata_tertimbang", "median"]))
        one, whole = Number("1", Fraction(1)), Number("100%", Fraction(100))
        return pick.choice(
            [
                simple,
                simple,
                simple,
                lambda: Percentile(pick.choice(["0", "12.5", "25", "50", "75", "99.9", "100"]), capaian),
                lambda: agg("banyaknya_bila", Binary(">", capaian, Number("50", Fraction(50)))),
                lambda: Binary("*", Binary("/", agg("banyaknya_bila", Binary(">", capaian, Number("80", Fraction(80)))), agg("banyaknya", Role(""))), whole),
                lambda: Binary("*", simple(), one),
                lambda: Round(simple()),
                lambda: Binary("/", agg("jumlah"), agg("banyaknya", Role(""))),
                lambda: Binary("/", agg("jumlah"), agg("banyaknya", Role("capaian"))),
                lambda: Binary("/", agg("jumlah", Binary("*", Role("bobot"), capaian)), agg("jumlah", Role("bobot"))),
                lambda: Binary("-", agg("terbesar"), agg("terkecil")),
                lambda: Extreme("maks", [agg("terkecil"), agg("rata_rata")]),
                lambda: If(Binary(">", agg("banyaknya", Role("")), Number("2", Fraction(2))), simple(), agg("terkecil")),
            ]
        )()

    def formula(self, model, n):
        pick = self.random
        name = pick.choice(list(model.groups))
        now, then = Role("capaian", name), Role("capaian", name, 2023)
        one, none = Number("1", Fraction(1)), Number("0", Fraction(0))
        earlier = [f for f in model.formulas]
        forms = [
            lambda: Binary("-", now, then),
            lambda: Binary("-", Round(now), Round(then)),
            lambda: If(Binary(">", now, then), one, none),
            lambda: Extreme(pick.choice(["min", "maks"]), [now, then]),
            lambda: Binary("+", now, Binary("*", then, one)),
            lambda: Binary("*", now, Number("2", Fraction(2))),
            lambda: now,
            lambda: Rank(Role("capaian", pick.choice([name, "I0", "I1"])), name),
            lambda: Binary("-", Rank(Role("capaian", "I1"), name), Rank(Role("capaian", "I0", 2023), name)),
            lambda: Aggregate("rata_rata", Role("capaian", None), name).named(name),
        ]
        if earlier:
            alias = pick.choice(earlier)
            forms += [lambda: Binary("*", Role("", alias), one)] * 2
        return pick.choice(forms)()


def named(self, name):
    self.text = f"{self.word}({self.body.text} {name})"
    return self


Aggregate.named = named


def show(found):
    if isinstance(found, Lack):
        return found.state, ""
    return str(found.number), ",".join(sorted(found.left))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()
    for number in range(options.count):
        maker = Maker(random.Random(f"{options.seed}/{number}"))
        model, rules, rows = maker.package()
        print(f"=== {number}\n--- a.takar")
        print("\n".join(rules) + '\ndata "d.csv" angka id')
        print("--- d.csv\n" + "\n".join(rows))
        print("--- harap")
        for name in [*model.groups, *model.formulas]:
            role = "capaian" if name in model.groups else "realisasi"
            value, left = show(attempt(lambda: model.get(name, role, 2024)))
            print(f"{name} {value} [{left}]")


if __name__ == "__main__":
    main()
