#!/usr/bin/env python3
"""Seeded random packages with what each must give, computed here over Fraction and not by the crate.

    generate.py --count N --seed S [--small]

prints N packages. Each begins with `=== NUMBER`, followed by its files, each under `--- NAME`, and for each year and unit
`--- harap YEAR UNIT` with what is expected: a line per name and per table row. Counts go to stderr.

A value is written as a whole number, as numerator/denominator, or as a text in quotes; a missing one as `-` (belum diisi),
`n/a` (tidak berlaku), `?` (tidak terdefinisi) or `!` (keliru); a cell that does not exist as `_`.
"""

import random
from collections import Counter
from fractions import Fraction

from evaluate import Evaluator, Oversized, show
from packages import options, write
from percent import Refused, placed
from syntax import block_lines

YEARS = [2022, 2023, 2024]
MODES = ["biasa", "genap", "pangkas", "ke_atas", "ke_bawah"]
NAMES = ["IKM", "IPP", "danau", "atauran", "padanan", "minus", "jikalau", "maksud", "tidakada", "tekstil", '"7.01.02"',
         "A1", "_x", "Nilai_SKM", "tampilan", "selainnya", "makaroni", "Indeks", "skor2", '"1.2"']
AGGREGATES = ["jumlah", "rata_rata", "terkecil", "terbesar", "banyaknya"]
GRADES = ["A", "B", "C", "D", "E"]


class Generator:
    def __init__(self, seed, small):
        self.rng = random.Random(seed)
        self.small = small
        self.seen = Counter()

    def chance(self, share):
        return self.rng.random() < share

    # Numbers.

    def literal(self, zero=True):
        rng = self.rng
        places = rng.choice([0, 0, 0, 1, 2, 2, 4])
        digits = rng.choice([1, 2, 2, 3, 4, 12 if self.chance(0.1) else 3])
        value = Fraction(rng.randrange(0 if zero else 1, 10**digits), 10**places)
        return ("num", value, self.chance(0.06))

    def precision(self):
        rng = self.rng
        return rng.choice([0, 0, 1, 2, 2, 3, -1, 6]), rng.choice(MODES)

    # Expressions. `scope` lists the names that may be used; `own` the roles of the thing at hand.

    def number(self, depth, scope, own=()):
        rng = self.rng
        if depth <= 0 or self.chance(0.12):
            return self.leaf(scope, own)
        deeper = lambda: self.number(depth - 1 - rng.randint(0, 1), scope, own)
        kind = rng.choice(["+", "+", "-", "-", "*", "*", "/", "/", "/", "^", "neg", "abs", "min", "maks", "bulat",
                           "bulat", "jika", "jika", "agg"])
        if kind == "/":
            right = deeper()
            while right[0] == "num" and right[1] == 0:
                right = self.literal(zero=False)
            return ("bin", "/", deeper(), right)
        if kind in "+-*":
            return ("bin", kind, deeper(), deeper())
        if kind == "^":
            return ("pow", deeper(), rng.choice([-2, -1, 0, 1, 2, 2, 3]))
        if kind in ("neg", "abs"):
            return (kind, deeper())
        if kind in ("min", "maks"):
            return ("ext", kind, [deeper() for _ in range(rng.randint(2, 3))])
        if kind == "bulat":
            return ("bulat", deeper(), *self.precision())
        if kind == "jika":
            return ("jika", self.condition(depth - 1, scope, own), deeper(), deeper())
        return ("list", rng.choice(AGGREGATES), [deeper() for _ in range(rng.randint(2, 3))])

    def condition(self, depth, scope, own=()):
        rng = self.rng
        kind = rng.random()
        inner = lambda: self.condition(depth - 1, scope, own)
        if depth > 0 and kind < 0.35:
            return ("log", rng.choice(["dan", "atau"]), inner(), inner())
        if depth > 0 and kind < 0.45:
            return ("tidak", inner())
        if kind < 0.60:
            return ("ada", self.leaf(scope, own))
        graded = [name for name in scope if any(v.get("predikat") for _, _, v in self.defs[name])]
        if graded and kind < 0.70:
            return ("cmp", rng.choice(["=", "<>"]), ("ref", "predikat", rng.choice(graded), None),
                    ("text", rng.choice(GRADES)))
        sign = rng.choice(["<", ">", "<=", ">=", "=", "<>"])
        return ("cmp", sign, self.number(depth - 1, scope, own), self.number(depth - 1, scope, own))

    def leaf(self, scope, own):
        rng = self.rng
        if own and self.chance(0.5):
            return ("own", rng.choice(own), None)
        if not scope or self.chance(0.4):
            return ("year",) if self.chance(0.05) else self.literal()
        name = rng.choice(scope)
        kinds = {v["kind"] for _, _, v in self.defs[name]}
        roles = ["main", "main"]
        if kinds - {"kelompok"}:
            roles += ["realisasi"]
        if "indikator" in kinds:
            roles += ["target"]
        if kinds - {"besaran"}:
            roles += ["capaian", "capaian_asli", "capaian_terbatas"]
        if self.field and kinds != {"kelompok"}:
            roles += ["anggaran"]
        period = None
        if self.chance(0.25):
            fixed = [y for y in YEARS if any(lo <= y <= hi for lo, hi, _ in self.defs[name])]
            period = ("by", rng.choice([-1, -1, -2, 1])) if self.chance(0.6) or not fixed else ("at", rng.choice(fixed))
        role = rng.choice(roles)
        if period and period[0] == "at":
            # What the name is in that year decides; a role it does not have then is refused (K0106).
            kind = next(v["kind"] for low, high, v in self.defs[name] if low <= period[1] <= high)
            lacking = {"besaran": {"target", "capaian", "capaian_asli", "capaian_terbatas"}, "kelompok": {"realisasi", "target"}}
            role = "main" if role in lacking.get(kind, ()) else role
        return ("ref", role, name, period)

    # What cannot be meant is refused (K0330 and on); such formulas are made again.

    def judge(self, low, high, accepted):
        """Whether something can be meant in every year of its version: `accepted(evaluator, year)` raises if not."""
        years = range(max(low, YEARS[0] - 3), min(high, YEARS[-1] + 1) + 1)
        try:
            for year in years:
                accepted(Evaluator(self.defs, self.rules, self.band_rules, {}, "", year), year)
        except Refused:
            self.seen["formulas refused"] += 1
            return False
        except Oversized:
            return False
        return True

    def formula(self, name, depth, scope, unit, low, high):
        """A formula that gives a unit; a number where none is found."""
        for _ in range(12):
            expr = self.number(depth, scope)
            if self.judge(low, high, lambda one, year: placed(Fraction(7), one.measure(expr, name, year), unit, False, one.taken_alone(expr, name, year))):
                return expr
        return ("num", Fraction(self.rng.randrange(2, 100)), False)

    def unit(self):
        return self.rng.choice([None, None, "persen", "persen", "nilai", "nilai", "poin"])

    # Definitions.

    def versions(self, make):
        """Version years with how they are written; the years are those after later versions ended earlier ones."""
        kind = self.rng.random()
        first, last = -9999, 9999
        if kind < 0.72:
            parts = [(first, last, None)]
        elif kind < 0.80:
            parts = [(first, 2023, "berlaku sampai 2023"), (2024, last, "berlaku mulai 2024")]
        elif kind < 0.86:
            parts = [(first, 2022, None), (2023, last, "berlaku mulai 2023")]
        elif kind < 0.92:
            parts = [(2020, 2023, "berlaku mulai 2020"), (2024, 2024, "berlaku 2024")]
        else:
            low = self.rng.choice(YEARS)
            parts = [(low, 2024, f"berlaku {low}..2024")]
        made = []
        for low, high, words in parts:
            definition = make(low, high)
            definition["berlaku"] = words
            made.append((low, high, definition))
        return made

    def steps(self, share):
        rng = self.rng
        steps = []
        if self.chance(share):
            low, high = rng.choice([(0, 100), (0, 120), (None, 100), (0, None), (Fraction(-5, 2), Fraction(1111, 10)),
                                    (0, Fraction(33333, 1000))])
            sharp = self.chance(0.2)
            steps.append(("batas", low, high, sharp))
        if self.chance(share):
            steps.append(("bulat", *self.precision()))
        rng.shuffle(steps)
        return steps

    def rule(self, low, high):
        own = ("realisasi", "target") + (("anggaran",) if self.field else ())
        cases = []
        if self.chance(0.5):
            cases.append((("cmp", "=", ("own", "target", None), ("num", Fraction(0), False)),
                          self.rng.choice([("num", Fraction(100), False), None])))
        if self.chance(0.3):
            cases.append((self.condition(2, [], own), self.number(1, [], own) if self.chance(0.7) else None))
        usual = ("bin", "*", ("bin", "/", ("own", "realisasi", None), ("own", "target", None)),
                 ("num", Fraction(100), self.chance(0.2)))
        twice = ("bin", "*", ("num", Fraction(2), False), ("own", "target", None))
        lower = ("bin", "*", ("bin", "/", ("bin", "-", twice, ("own", "realisasi", None)), ("own", "target", None)),
                 ("num", Fraction(100), False))
        return {
            "cases": cases,
            "tinggi": usual if self.chance(0.7) else self.number(3, [], own),
            "rendah": lower if self.chance(0.7) else self.number(2, [], own),
            "steps": self.steps(0.5),
        }

    def bands(self, low, high):
        """Bands over all numbers, some parts without a grade on purpose."""
        rng = self.rng
        places = rng.choice([None, 0, 2, 2])
        finer = [0] if places == 0 else [0, 0, 0, Fraction(1, 2), Fraction(1, 100)]
        edges = sorted({Fraction(rng.choice([0, 50, 70, 80, 90, 100, 110, rng.randint(1, 119)])) + rng.choice(finer)
                        for _ in range(rng.randint(1, 4))})
        # A band must hold a value on its grid, so edges keep a distance.
        edges = [edge for at, edge in enumerate(edges) if at == 0 or edge - edges[at - 1] >= 2]
        # Where none is greater than 2, percent or parts may be meant.
        if 0 < edges[-1] <= 2:
            edges[-1] += 50
        bands, start = [], None
        for at, edge in enumerate(edges + [None]):
            upper_in = self.chance(0.5)
            hole = self.chance(0.12) and 0 < at
            bands.append((start, None if edge is None else (edge, upper_in), None if hole else GRADES[at]))
            start = None if edge is None else (edge, not upper_in)
        rng.shuffle(bands)
        return {"bands": bands, "bulat": None if places is None else (places, rng.choice(MODES))}

    def quantity(self, name, scope):
        def make(low, high):
            made = {"kind": "besaran", "satuan": self.unit()}
            kind = self.rng.random()
            if scope and kind < 0.55:
                made["rumus"] = self.formula(name, self.depth, scope, made["satuan"], low, high)
            elif kind < 0.8:
                made["skala"] = self.rng.choice([(0, 100), (-50, 200), (1, 4)])
            if self.chance(0.25):
                made["predikat"] = self.rng.choice(list(self.band_rules))
            return made
        self.defs[name] = self.versions(make)

    def indicator(self, name, scope):
        def make(low, high):
            made = {"kind": "indikator", "arah": self.rng.choice(["tinggi", "tinggi", "rendah"]),
                    "aturan": self.rng.choice(list(self.rules)), "steps": self.steps(0.2), "satuan": self.unit()}
            if scope and self.chance(0.35):
                made["rumus"] = self.formula(name, self.depth, scope, made["satuan"], low, high)
                # A unit that only the formula tells would have to be that of the target too.
                year = min(max(low, 2024), high)
                found = Evaluator(self.defs, self.rules, self.band_rules, {}, "", year).measure(made["rumus"], name, year)
                if made["satuan"] is None and found.unit is not None:
                    made["satuan"] = found.unit
            if self.chance(0.2):
                made["target"] = self.formula(name, 2, scope, made["satuan"], low, high)
            if self.chance(0.5):
                made["predikat"] = self.rng.choice(list(self.band_rules))
            if self.chance(0.1):
                return {"kind": "besaran", "satuan": made["satuan"]}
            return made
        self.defs[name] = self.versions(make)
        for low, high, version in self.defs[name]:
            for aturan in [version.get("aturan")] + list(self.rules) * 3:
                if version["kind"] == "besaran":
                    break
                version["aturan"] = aturan
                if self.judge(low, high, lambda one, year: one.check_version(version, name, year)):
                    break
                version["satuan"] = self.unit() if "rumus" not in version and "target" not in version else version["satuan"]

    def group(self, name, scope):
        achieving = [n for n in scope if all(v["kind"] != "besaran" for _, _, v in self.defs[n])]
        if not achieving:
            return
        groups = [n for n in achieving if any(v["kind"] == "kelompok" for _, _, v in self.defs[n])]

        def make(low, high):
            rng = self.rng
            members = rng.sample(achieving, rng.randint(1, min(4, len(achieving))))
            other = rng.choice(groups) if groups and self.chance(0.2) else None
            period = ("by", -1) if other and self.chance(0.5) else None
            role = rng.choice(["capaian", "capaian", "capaian", "capaian_asli", "capaian_terbatas"])
            body = ("each", role, other, period)
            if self.chance(0.25):
                body = rng.choice([
                    ("bin", "/", body, ("num", Fraction(7), False)),
                    ("ext", "min", [body, ("num", Fraction(120), False)]),
                    ("bin", "-", body, ("each", "capaian_terbatas", other, period)),
                    ("bulat", body, *self.precision()),
                    ("bin", "+", body, self.number(1, scope)),
                ])
            expr = ("members", rng.choice(AGGREGATES + ["rata_rata", "rata_rata"]), other, period, body)
            if self.chance(0.2):
                expr = ("bin", rng.choice("+-*"), expr, self.number(1, scope))
            made = {"kind": "kelompok", "anggota": members, "capaian": expr, "steps": self.steps(0.35),
                    "kosong": rng.choice([None, "wajib lengkap", "abaikan yang kosong"])}
            self.defs[name] = [(-9999, 9999, made)]
            if not self.judge(low, high, lambda one, year: one.check_version(made, name, year)):
                made["capaian"] = ("members", rng.choice(AGGREGATES), None, None, ("each", role, None, None))
            if self.chance(0.5):
                made["predikat"] = rng.choice(list(self.band_rules))
            return made
        self.defs[name] = self.versions(make)

    # Tables.

    def tables(self, year):
        rng = self.rng
        names = list(self.defs)
        indicators = [n for n in names if any(v["kind"] == "indikator" for _, _, v in self.defs[n])]
        groups = [n for n in names if all(v["kind"] == "kelompok" for _, _, v in self.defs[n])]
        tables = []
        if indicators and self.chance(0.5):
            rows = [("name", n, None) for n in rng.sample(indicators, rng.randint(1, len(indicators)))]
            if groups and self.chance(0.4):
                rows.insert(rng.randint(0, len(rows)), ("set", rng.choice(groups), None))
            columns = []
            for _ in range(rng.randint(1, 3)):
                role = rng.choice(["capaian", "capaian_asli", "realisasi", "target"])
                period = rng.choice([None, None, ("by", -1)])
                simple = ("own", role, period)
                columns.append(rng.choice([simple, simple, ("bin", "-", simple, ("own", "target", None)),
                                           ("bulat", simple, 1, "genap")]))
            columns = [c for at, c in enumerate(columns) if c not in columns[:at]]
            # What adds a group to its own members is refused.
            twice = any(kind == "set" for kind, _, _ in rows)
            kinds = ("terbesar", "terkecil") if twice else AGGREGATES
            footers = [[("rows", rng.choice(kinds), at)] for at in range(len(columns)) if self.chance(0.5)]
            tables.append({"rows": rows, "columns": columns, "footers": footers})
        if groups and self.chance(0.4):
            edge = Fraction(rng.choice([100, 90, 95]))
            tables.append({"classes": (rng.choice(["capaian", "capaian_asli"]), rng.choice(groups), edge),
                           "columns": [("members", rng.choice(AGGREGATES), None, None, ("each", "capaian", None, None)),
                                       ("members", "banyaknya", None, None, ("each", "capaian", None, None))]})
        return tables

    # Rules that no indicator uses are refused where they have no meaning in percent, in a word and without a unit.

    def settle_idle(self):
        for name, versions in self.rules.items():
            for low, high, rule in versions:
                for way in ("tinggi", "rendah"):
                    if not self.users(name, way, low, high):
                        self.settle_way(name, way, low, high, rule)

    def users(self, rule, way, low, high):
        return any(v["kind"] == "indikator" and (v["aturan"], v["arah"]) == (rule, way) and lo <= high and low <= hi
                   for found in self.defs.values() for lo, hi, v in found)

    def settle_way(self, name, way, low, high, rule):
        def means(accepted):
            found = False
            for unit in ("persen", "nilai", None):
                self.defs["*"] = [(low, high, {"kind": "indikator", "arah": way, "aturan": name, "steps": [], "satuan": unit})]
                found = found or self.judge(low, high, accepted)
            del self.defs["*"]
            return found

        number = lambda expr: lambda one, year: placed(Fraction(7), one.measure(expr, "*", year), "persen", True, one.taken_alone(expr, "*", year))
        if not means(number(rule[way])):
            rule[way] = ("num", Fraction(100), False)
        rule["cases"] = [
            (condition, outcome) for condition, outcome in rule["cases"]
            if means(lambda one, year: one.check_condition(condition, "*", year, None)) and (outcome is None or means(number(outcome)))]

    # Data.

    def cell(self, scale, has_formula):
        rng = self.rng
        kind = rng.random()
        if kind < 0.08:
            return rng.choice([("", "-"), ("-", "-"), ("–", "-")])
        if kind < 0.12:
            return ("n/a", "n/a")
        if kind < 0.13:
            return ("tidak terdefinisi", "?")
        if kind < 0.14:
            return rng.choice([("BB", "!"), ("8l,5", "!"), ("(12)", "!")])
        low, high = scale or (0, rng.choice([5, 100, 100, 150, 10**6]))
        places = rng.choice([0, 1, 2, 2])
        if kind < 0.17:
            value = rng.choice([Fraction(low), Fraction(high), Fraction(0)])
            places = 0
        else:
            value = Fraction(rng.randint(low * 10**places, high * 10**places), 10**places)
        fits = low <= value <= high if scale else value >= 0
        return (decimal(value, places), show(value) if fits else "!")

    def data(self, units):
        rows, values = [], {}
        for unit in units:
            for name, versions in self.defs.items():
                for year in YEARS:
                    found = [v for lo, hi, v in versions if lo <= year <= hi]
                    version = found[0] if found else None
                    if version is None and self.chance(0.7) or version and version["kind"] == "kelompok":
                        continue
                    if self.chance(0.06) or version and "rumus" in version and self.chance(0.6):
                        continue
                    scale = version and version.get("skala")
                    cells = [self.cell(scale, False) for _ in range(2)]
                    if self.field:
                        cells.append(self.cell((-10**9, 10**9), False) if self.chance(0.7) else ("", "-"))
                    rows.append([unit, name.strip('"'), str(year)] + [text for text, _ in cells])
                    for role, (_, value) in zip(["target", "realisasi", "anggaran"], cells):
                        values[unit, name, year, role] = value
        self.rng.shuffle(rows)
        header = ["unit", "kode", "tahun", "target", "realisasi", "Anggaran Kegiatan"][: 6 if self.field else 5]
        skip = 1 if units == [""] else 0
        lines = [";".join(row[skip:]) for row in [header] + rows]
        order = list(dict.fromkeys(row[0] for row in rows))
        return lines, values, order

    # A package.

    def admit_twice(self):
        """Groups that reach a member on two ways in some year say that they mean it (else K0139)."""
        def reached(name, year):
            members = [one for low, high, v in self.defs.get(name, []) if v["kind"] == "kelompok" and low <= year <= high
                       for one in v["anggota"]]
            return [one for member in members for one in [member, *reached(member, year)]]

        years = {year for found in self.defs.values() for low, high, _ in found for year in (low, high)}
        for name in self.defs:
            for low, high, version in self.defs[name]:
                ways = [reached(name, year) for year in years if low <= year <= high]
                if version["kind"] == "kelompok" and any(len(found) > len(set(found)) for found in ways):
                    version["ganda"] = True
                    self.seen["groups that count a member twice"] += 1

    def package(self, number):
        rng = self.rng
        self.depth = 3 if self.small else rng.choice([2, 3, 4, 5])
        self.field = self.chance(0.2)
        self.defs = {}
        self.rules = {name: self.versions_of_rule(self.rule) for name in ["Baku", "Lain"][: rng.randint(1, 2)]}
        self.band_rules = {name: self.versions_of_rule(self.bands) for name in ["Skala", "Ordinal"][: rng.randint(1, 2)]}
        names = rng.sample(NAMES, rng.randint(3, 5) if self.small else rng.randint(3, 9))
        for at, name in enumerate(names):
            scope = list(self.defs)
            kind = "besaran" if at == 0 else rng.choice(["besaran", "indikator", "indikator", "kelompok"])
            if kind == "kelompok":
                self.group(name, scope)
            elif kind == "besaran":
                self.quantity(name, scope)
            else:
                self.indicator(name, scope)
        self.admit_twice()
        self.settle_idle()
        units = [""] if self.chance(0.85) else ["Dinas A", "Bagian B"][: rng.randint(1, 2)]
        year = rng.choice([2024, 2024, 2023])
        tables = self.tables(year)
        csv, values, order = self.data(units)
        if units != [""] and set(order) != set(units):
            return None
        expected = []
        try:
            for at in range(YEARS[0] - 3, YEARS[-1] + 2):
                Evaluator(self.defs, self.rules, self.band_rules, {}, "", at).check(tables)
        except Refused:
            self.seen["packages refused, left out"] += 1
            return None
        try:
            for unit in order or [""]:
                evaluator = Evaluator(self.defs, self.rules, self.band_rules, values, unit, year)
                expected.append(f"--- harap {year} {unit}".rstrip())
                expected += evaluator.lines(tables)
                self.seen.update(evaluator.seen)
        except Refused:
            self.seen["packages refused, left out"] += 1
            return None
        except Oversized:
            self.seen["oversized, left out"] += 1
            return None
        blocks = block_lines(self.defs, self.rules, self.band_rules, tables, rng)
        data = ['data "d.csv" angka id'] + (['  kolom anggaran "Anggaran Kegiatan"'] if self.field else [])
        blocks.append(data)
        rng.shuffle(blocks)
        cut = rng.randint(0, len(blocks))
        lines = [f"=== {number}", "--- a.takar"] + sum(blocks[:cut], []) + ["--- b.takar"] + sum(blocks[cut:], [])
        self.seen["packages"] += 1
        return lines + ["--- d.csv"] + csv + expected

    def versions_of_rule(self, make):
        """One version for ever, or two that leave no year out."""
        if self.chance(0.8):
            return [(-9999, 9999, dict(make(-9999, 9999), berlaku=None))]
        return [(-9999, 2023, dict(make(-9999, 2023), berlaku="berlaku sampai 2023")),
                (2024, 9999, dict(make(2024, 9999), berlaku="berlaku mulai 2024"))]


def decimal(value, places):
    """`-1,50`"""
    text = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    text = text[:-places] + "," + text[-places:] if places else text
    return ("-" if value < 0 else "") + text


def main():
    chosen = options(__doc__, "--small")
    generator = Generator(chosen.seed, chosen.small)
    write(packages_of(generator, chosen.count), generator.seen)


def packages_of(generator, count):
    """So many packages, without those that are too large to be computed."""
    done = 0
    while done < count:
        lines = generator.package(done)
        if lines:
            yield lines
            done += 1


if __name__ == "__main__":
    main()
