"""Random packages with computed realisations and targets by formula over values of different quarters. The quarters that each
covers are computed here as sets, and values of different quarters are not compared with each other.

usage: covers.py --count N --seed S
"""

import argparse
import random
from fractions import Fraction

ALL = {1, 2, 3, 4}
WAYS = {"jumlah(QA; QB)": ["QA", "QB"], "QA + QB": ["QA", "QB"], "rata_rata(QA; QB)": ["QA", "QB"], "QA * 2": ["QA"],
        "QA + QB + QC": ["QA", "QB", "QC"], "QB": ["QB"]}
STATED = ["target B", "target B / 2", "QC * 2", "100", "target B + QC"]


class Given:
    """Cells of a year (None in the list of quarters) and how many of the first quarters are filled."""

    def __init__(self, rng, most=40):
        self.quarters = [rng.randint(1, most) for _ in range(rng.choice([0, 1, 1, 2, 2, 3, 4]))]
        self.year = rng.randint(1, 4 * most) if rng.random() < 0.2 else None

    def value(self):
        return self.year if self.year is not None else sum(self.quarters) if self.quarters else None

    def covers(self):
        return ALL if self.year is not None else set(range(1, len(self.quarters) + 1))


def computed(way, values):
    if any(value is None for value in values):
        return None
    total = sum(Fraction(value) for value in values)
    return {"rata_rata(QA; QB)": total / 2, "QA * 2": total * 2}.get(way, total)


def target(own, measured, is_whole):
    """The value and the sets of quarters of a target that the data write; no sets for one of the year."""
    if own.year is not None:
        return own.year, []
    counted = ALL if is_whole else measured or set(range(1, len(own.quarters) + 1))
    complete = counted and max(counted) <= len(own.quarters)
    return (sum(own.quarters[quarter - 1] for quarter in counted) if complete else None), [counted]


class Package:
    def __init__(self, rng):
        self.rng = rng
        self.given = {code: Given(rng) for code in ("QA", "QB", "QC", "B")}
        self.targets = {code: Given(rng) for code in ("B", "I")}
        self.way, self.stated = rng.choice(list(WAYS)), rng.choice([None, *STATED])
        self.from_data = rng.random() < 0.4
        if self.from_data:
            self.way = None
            self.given["I"] = Given(rng)
        if self.stated and rng.random() < 0.7:
            self.targets["I"].quarters, self.targets["I"].year = [], None

    def rules(self):
        formula = [f"  rumus {self.way}"] if self.way else []
        stated = [f"  target {self.stated}"] if self.stated else []
        indicator = ["  arah makin tinggi", "  capaian Baku", "  triwulan jumlah"]
        lines = ['paket "Uji"', "  tahun 2024", "aturan capaian Baku", '  jika target = 0 : tidak terdefinisi "nol"',
                 "  makin tinggi : realisasi / target * 100"]
        blocks = [[f"besaran {code}", "  triwulan jumlah"] for code in ("QA", "QB", "QC")]
        blocks += [["indikator B", *indicator], ["indikator I", *indicator, *formula, *stated]]
        # Nothing depends on which stands first.
        self.rng.shuffle(blocks)
        return "\n".join([*lines, *sum(blocks, []), 'data "d.csv" angka id'])

    def data(self):
        rows = ["kode;tahun;triwulan;target;realisasi"]
        for code in ("QA", "QB", "QC", "B", "I"):
            target, value = self.targets.get(code), self.given.get(code)
            of = lambda one, at: one.quarters[at] if one and at < len(one.quarters) else ""
            year = [one.year if one and one.year is not None else "" for one in (target, value)]
            cells = [("", year)] + [(at + 1, [of(target, at), of(value, at)]) for at in range(4)]
            rows += [f"{code};2024;{quarter};{a};{b}" for quarter, (a, b) in cells if f"{a}{b}"]
        return "\n".join(rows)

    def realisation(self):
        """The value, the sets of quarters of its parts, the quarters it has, whether it is of the whole year."""
        parts = [self.given[code] for code in (WAYS[self.way] if self.way else ["I"])]
        value = computed(self.way, [part.value() for part in parts])
        # A quarter of a formula has a value where each of its parts has that quarter.
        measured = set(range(1, min(len(part.quarters) for part in parts) + 1))
        is_whole = value is not None and any(part.year is not None for part in parts)
        return value, [part.covers() for part in parts], measured, is_whole

    def targets_of_b(self):
        own = self.given["B"]
        return target(self.targets["B"], set(range(1, len(own.quarters) + 1)), own.year is not None)

    def target(self, measured, is_whole):
        own = self.targets["I"]
        if not self.stated or own.year is not None or own.quarters:
            return target(own, measured, is_whole)
        b, of_b = self.targets_of_b()
        c, of_c = self.given["QC"].value(), [self.given["QC"].covers()]
        if self.stated == "100":
            return 100, []
        if self.stated == "QC * 2":
            return (None if c is None else 2 * c), of_c
        if self.stated == "target B + QC":
            # A target of the year beside a value of quarters covers them all.
            return (None if b is None or c is None else b + c), (of_b or [ALL]) + of_c
        return (None if b is None else Fraction(b, 2 if "/" in self.stated else 1)), of_b

    def expected(self):
        shown = lambda value: "-" if value is None else str(Fraction(value))
        value, of_value, measured, is_whole = self.realisation()
        goal, of_goal = self.target(measured, is_whole)
        even = all(one == other for one in of_value for other in of_goal)
        found = Fraction(value) / Fraction(goal) * 100 if None not in (value, goal) and even else None
        lines = [f"{code} realisasi={shown(self.given[code].value())}" for code in ("QA", "QB", "QC")]
        reached = " ".join(f"{role}={shown(found)}" for role in ("capaian_asli", "capaian_terbatas", "capaian"))
        return "\n".join([*lines, f"I realisasi={shown(value)} target={shown(goal)} {reached}"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    for number in range(arguments.count):
        package = Package(rng)
        print(f"=== {number}\n--- a.takar\n{package.rules()}\n--- d.csv\n{package.data()}\n--- harap 2024\n{package.expected()}")


main()
