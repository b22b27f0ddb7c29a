"""Random packages over quarters: yearly rows beside quarterly ones, blanks, faulty cells, targets in data and rules, budgets
and their hierarchy. The expected results are computed here from the language page, over Fraction.

usage: quarters.py --count N --seed S
"""

import random
from collections import Counter
from fractions import Fraction

from evaluate import FAULTY, NOT_APPLICABLE, NOT_FILLED, UNDEFINED, Fault, show, together, worst
from generate import decimal
from packages import options, write

YEAR = 2024
WAYS = ["jumlah", "jumlah", "jumlah", "terakhir", "rata_rata", "terbesar", "terkecil"]
FIELDS = ["target", "realisasi", "pagu", "serapan"]
TOKEN = {NOT_FILLED: ["", "", "-"], NOT_APPLICABLE: ["n/a"], UNDEFINED: ["tidak terdefinisi"], FAULTY: ["#REF!", "(1)"]}


def value(cell):
    if not isinstance(cell, Fraction):
        raise Fault(cell)
    return cell


def caught(compute):
    try:
        return compute()
    except Fault as fault:
        return fault.code


def bad(cells):
    """The worst of cells that are neither a number, nor blank, nor not applicable."""
    found = [cell for cell in cells if cell in (UNDEFINED, FAULTY)]
    return worst(found) if found else None


def filled(cell):
    """Whether a cell has a number; what is wrong neither has one nor not."""
    if cell in (UNDEFINED, FAULTY):
        raise Fault(cell)
    return isinstance(cell, Fraction)


def any_of(conditions):
    """One that holds is enough, whatever the others are."""
    found = [caught(condition) for condition in conditions]
    if True in found:
        return True
    faults = [one for one in found if one is not False]
    if faults:
        raise Fault(worst(faults))
    return False


def joined(way, numbers):
    return {"jumlah": sum(numbers), "rata_rata": sum(numbers) / len(numbers),
            "terbesar": max(numbers), "terkecil": min(numbers)}[way]


def latest(cells):
    """The last number, whatever stands before it; what is wrong after it may be one too."""
    last = max((at for at, cell in enumerate(cells) if isinstance(cell, Fraction)), default=-1)
    wrong = bad(cells[last + 1:])
    if wrong:
        raise Fault(wrong)
    if last < 0:
        raise Fault(NOT_FILLED if NOT_FILLED in cells else NOT_APPLICABLE)
    return cells[last]


def of_these(way, cells, complete):
    """Numbers become one; not applicable ones are left out, blank ones where that is allowed."""
    if way == "terakhir":
        return latest(cells)
    wrong = bad(cells)
    if wrong:
        raise Fault(wrong)
    if complete and NOT_FILLED in cells:
        raise Fault(NOT_FILLED)
    numbers = [cell for cell in cells if isinstance(cell, Fraction)]
    if not numbers:
        raise Fault(NOT_FILLED if NOT_FILLED in cells else NOT_APPLICABLE)
    return joined(way, numbers)


def over_quarters(way, cells, until):
    """A quarter that is asked for has to be there; a year goes up to its last quarter with a number, without a gap."""
    if until:
        cells = cells[:until]
        return value(cells[-1]) if way == "terakhir" else of_these(way, cells, True)
    if way == "terakhir" or bad(cells):
        return of_these(way, cells, False)
    last = max((at for at, cell in enumerate(cells) if isinstance(cell, Fraction)), default=None)
    if last is None:
        raise Fault(NOT_FILLED if NOT_FILLED in cells else NOT_APPLICABLE)
    return of_these(way, cells[: last + 1], True)


def chosen(cases, otherwise):
    """The first whose condition holds. While one is not known, the worst counts of what may still be chosen."""
    faults = []
    for condition, found in cases:
        holds = caught(condition)
        if holds is False:
            continue
        if holds is True and not faults:
            return found()
        if holds is not True:
            faults.append(holds)
        faults += [one for one in [caught(found)] if not isinstance(one, Fraction)]
        if holds is True:
            raise Fault(worst(faults))
    if not faults:
        return otherwise()
    raise Fault(worst(faults + [one for one in [caught(otherwise)] if not isinstance(one, Fraction)]))


def instead(first, second):
    """The first; the second where it is not filled."""
    found = caught(first)
    return second() if found == NOT_FILLED else value(found)


def kept(thing, found):
    """A sum of quarters has to keep the scale that each of them keeps."""
    low, high = thing["skala"] or (None, None)
    if thing["skala"] and thing["triwulan"] == "jumlah" and not low <= found <= high:
        raise Fault(FAULTY)
    return found


class Model:
    def __init__(self, things, cells):
        self.things, self.cells = things, cells

    def cell(self, code, field, quarter=None):
        found = self.cells.get((code, field, quarter), NOT_FILLED)
        # Quarters of money let no others in.
        idle = quarter and field in ("target", "realisasi") and not self.things[code]["triwulan"]
        return FAULTY if idle and found != NOT_FILLED else found

    def quarters(self, code, field):
        return [self.cell(code, field, quarter) for quarter in (1, 2, 3, 4)]

    def realisation(self, code, until=None):
        thing = self.things[code]
        year = self.cell(code, "realisasi")
        if not thing["triwulan"]:
            return value(year if until is None else self.cell(code, "realisasi", until))

        def measured():
            return kept(thing, over_quarters(thing["triwulan"], self.quarters(code, "realisasi"), until))

        return measured() if until else instead(lambda: value(year), measured)

    def target(self, code, until=None):
        thing = self.things[code]
        year = lambda: value(self.cell(code, "target"))
        stated = thing["target"]
        or_stated = lambda first: instead(first, lambda: stated) if stated is not None else first()
        if not thing["triwulan"]:
            return or_stated(year)
        targets = self.quarters(code, "target")
        has_any = lambda: any_of([lambda one=one: filled(one) for one in targets])
        if until:
            return chosen([(has_any, lambda: self.of_quarters(thing, code, until))], lambda: or_stated(year))
        if stated is None:
            return instead(year, lambda: self.of_quarters(thing, code, None))

        none = lambda: or_stated(lambda: of_these(thing["triwulan"], targets, False))
        return instead(year, lambda: chosen([(has_any, lambda: self.of_quarters(thing, code, None))], none))

    def of_quarters(self, thing, code, until):
        return kept(thing, self.added_targets(thing, code, until))

    def added_targets(self, thing, code, until):
        """Targets of the quarters that were measured; of all of them for a year that was measured as a whole."""
        way = thing["triwulan"]
        targets = self.quarters(code, "target")[: until or 4]
        measured = self.quarters(code, "realisasi")[: until or 4]
        if not until:
            year = self.cell(code, "realisasi")
            if year == FAULTY:
                raise Fault(FAULTY)
            if isinstance(year, Fraction):
                return value(targets[3]) if way == "terakhir" else of_these(way, targets, True)
        written = lambda: of_these(way, targets, False)
        if until and measured[-1] in (NOT_FILLED, UNDEFINED, FAULTY):
            to_come = lambda: not filled(measured[-1])
            return chosen([(to_come, lambda: self.planned(way, targets, measured))],
                          lambda: self.held_against(way, targets, measured, written))
        return self.held_against(way, targets, measured, written)

    def planned(self, way, targets, measured):
        """Up to a quarter that is asked for and still to come: its own target, those written before it, and those of what
        was measured; never one of a quarter that is said not to be measured."""
        if way == "terakhir":
            return value(targets[-1])
        counted, faults = [targets[-1]], []
        for target, real in zip(targets[:-1], measured[:-1]):
            if real == NOT_APPLICABLE or real == NOT_FILLED and target in (NOT_FILLED, NOT_APPLICABLE):
                continue
            counted.append(target)
            faults += [real] if real in (UNDEFINED, FAULTY) else []
        faults += [one for one in counted if one in (NOT_FILLED, UNDEFINED, FAULTY)]
        # What is wrong in the quarter itself may be one that was measured.
        faults += [measured[-1]] if measured[-1] in (UNDEFINED, FAULTY) else []
        if faults:
            raise Fault(worst(faults))
        return of_these(way, counted, True)

    def held_against(self, way, targets, measured, written):
        if way == "terakhir":
            cases = [(lambda real=real: filled(real), lambda target=target: value(target))
                     for target, real in zip(reversed(targets), reversed(measured))]
            return chosen(cases, written)

        def of_measured():
            wrong = bad(measured)
            counted = [target for target, real in zip(targets, measured) if isinstance(real, Fraction)]
            faults = [one for one in [wrong] + counted if one in (NOT_FILLED, UNDEFINED, FAULTY)]
            # A target counts as soon as it is not known that its quarter does not.
            unknown = [target for target, real in zip(targets, measured) if real in (UNDEFINED, FAULTY)]
            faults += [one for one in unknown if one in (NOT_FILLED, UNDEFINED, FAULTY)]
            if faults:
                raise Fault(worst(faults))
            return of_these(way, counted, True)

        return chosen([(lambda: any_of([lambda one=one: filled(one) for one in measured]), of_measured)], written)

    def achievement(self, code):
        target = self.target(code)
        if target == 0:
            raise Fault(UNDEFINED)
        return self.realisation(code) / target * 100

    def achieved(self, code, until=None):
        """A target of which it is not known whether it is 0 leaves the formula open: the worse of both counts."""
        target, found = caught(lambda: self.target(code, until)), caught(lambda: self.realisation(code, until))
        if target == 0:
            raise Fault(UNDEFINED)
        target, found = together([lambda: value(target), lambda: value(found)])
        return found / target * 100

    def group(self, members, complete):
        return of_these("rata_rata", [caught(lambda one=one: self.achieved(one)) for one in members], complete)

    def money(self, code, field, until=None):
        thing = self.things[code]
        declared = thing[field]
        way = declared or ("terakhir" if field == "pagu" else "jumlah")
        year = lambda: value(self.cell(code, field))

        def quarters():
            cells = self.quarters(code, field)
            if field == "pagu" and way == "terakhir":
                return of_these(way, cells[: until or 4], False)
            return over_quarters(way, cells, until)

        if until:
            own = (lambda: instead(quarters, year)) if field == "pagu" else quarters
        else:
            own = lambda: instead(year, quarters)
        parts = [part for part, other in self.things.items() if other["induk"] == code]
        if not parts:
            return own()
        amounts = lambda: [caught(lambda part=part: self.money(part, field, until)) for part in parts]
        sums = lambda: of_these("jumlah", amounts(), not thing["abaikan"])
        # Quarters of its own with a gap are not all there, and the parts do not stand in for them.
        begun = self.quarters(code, field)[: until or 4] if not (until and way == "terakhir") else []
        return instead(own, lambda: chosen([(lambda: any_of([lambda one=one: filled(one) for one in begun]), own)], sums))

    def ratio(self, sign, left, right):
        # What has no value says so itself, whatever the other covers.
        a, b = together([lambda: self.realisation(left), lambda: self.realisation(right)])
        if all(self.things[code]["triwulan"] for code in (left, right)) and self.covered(left) != self.covered(right):
            raise Fault(NOT_FILLED)
        if sign == "/":
            if b == 0:
                raise Fault(UNDEFINED)
            return a / b
        return a - b

    def covered(self, code):
        """How many quarters a value covers that is there: the year, or up to the last one with a number."""
        if isinstance(self.cell(code, "realisasi"), Fraction):
            return 4
        return max(at + 1 for at, cell in enumerate(self.quarters(code, "realisasi")) if isinstance(cell, Fraction))


class Generator:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.seen = Counter()

    def chance(self, share):
        return self.rng.random() < share

    def number(self, scale):
        places = self.rng.choice([0, 0, 1, 2])
        low, high = scale or (0, self.rng.choice([5, 20, 100]))
        number = Fraction(self.rng.randint(low * 10**places, high * 10**places), 10**places)
        return decimal(number, places), number

    def cell(self, scale, blank):
        kind = self.rng.random()
        if kind < blank:
            state = NOT_FILLED
        elif kind < blank + 0.06:
            state = NOT_APPLICABLE
        elif kind < blank + 0.075:
            state = UNDEFINED
        elif kind < blank + 0.095:
            state = FAULTY
        else:
            return self.number(scale)
        return self.rng.choice(TOKEN[state]), state

    def thing(self, of_data, induk=None, quantity=False):
        rng = self.rng
        return {
            "besaran": quantity,
            "triwulan": rng.choice(WAYS) if self.chance(0.85) else None,
            "skala": (0, 40) if self.chance(0.25) and not of_data else None,
            "target": Fraction(rng.randint(0, 40)) if self.chance(0.25) and not of_data and not quantity else None,
            "pagu": rng.choice([None, None, "jumlah", "terakhir", "terbesar"]),
            "serapan": rng.choice([None, None, "jumlah", "terakhir"]),
            "abaikan": self.chance(0.3),
            "induk": induk,
            "of_data": of_data,
        }

    def package(self, number):
        rng = self.rng
        things = {code: self.thing(False) for code in rng.sample(["A", "B", "C", "D"], rng.randint(1, 3))}
        quantities = rng.sample(["X", "Y"], 2) if self.chance(0.5) else []
        things.update({code: self.thing(False, quantity=True) for code in quantities})
        if self.chance(0.6):
            shared = self.thing(True)
            codes = ["7.01", "7.01.01", "7.01.02", "7.01.02.1", "7.01.02.2"][: rng.randint(2, 5)]
            for code in codes:
                parent = code.rsplit(".", 1)[0]
                things[code] = dict(shared, induk=parent if parent in codes else None)
        rows, cells = [], {}
        for code, thing in things.items():
            quarterly = thing["triwulan"] or thing["pagu"] or thing["serapan"]
            times = [None] + ([1, 2, 3, 4] if quarterly else [])
            filled_until = rng.randint(0, 4)
            for time in times:
                if time and self.chance(0.1) or time is None and quarterly and self.chance(0.5):
                    continue
                row = []
                for field in FIELDS:
                    late = time and time > filled_until and field != "target"
                    blank = 0.85 if late else 0.55 if time is None and quarterly else 0.12
                    if thing["besaran"] and field != "realisasi":
                        blank = 2
                    scale = thing["skala"] if field in ("target", "realisasi") else None
                    text, known = self.cell(scale, blank)
                    row.append(text)
                    cells[code, field, time] = known
                rows.append([code, str(YEAR), str(time or "")] + row)
            if not any(row[0] == code for row in rows):
                # What an `umum` speaks for is there when the data know it.
                rows.append([code, str(YEAR), "", "", "", "", ""])
        rng.shuffle(rows)
        indicators = [code for code, thing in things.items() if not thing["besaran"]]
        members = rng.sample(indicators, rng.randint(1, len(indicators)))
        complete = self.chance(0.6)
        lines = self.rules(things, members, complete, quantities)
        columns = ["pagu", "serapan", "pagu[triwulan 2]", "serapan[triwulan 2]", "realisasi[triwulan 1]",
                   "realisasi[triwulan 3]", "target[triwulan 3]", "target[triwulan 4]", "capaian[triwulan 3]"]
        lines.append(["tabel T0", "  baris " + "; ".join(map(written, indicators))]
                     + [f'  kolom {column} "K{at}"' for at, column in enumerate(columns)])
        rng.shuffle(lines)
        model = Model(things, cells)
        expected = [f"--- harap {YEAR}"] + self.expected(model, things, members, complete, quantities, indicators)
        self.seen["packages"] += 1
        header = "kode;tahun;triwulan;" + ";".join(FIELDS)
        return ([f"=== {number}", "--- a.takar", f'paket "Uji"', f"  tahun {YEAR}"] + sum(lines, [])
                + ["--- d.csv", header] + [";".join(row) for row in rows] + expected)

    def rules(self, things, members, complete, quantities):
        rng = self.rng
        blocks = [['data "d.csv" angka id'],
                  ["aturan capaian Baku", '  jika target = 0 : tidak terdefinisi "nol"',
                   "  makin tinggi : realisasi / target * 100%"],
                  ["kelompok G", "  anggota " + "; ".join(map(written, members)), "  capaian rata_rata(capaian anggota)",
                   "  wajib lengkap" if complete else "  abaikan yang kosong"]]
        for sign, name in (("/", "HASIL"), ("-", "SELISIHNYA")):
            if quantities:
                blocks.append([f"besaran {name}", f"  rumus {quantities[0]} {sign} {quantities[1]}"])
        shared = False
        for code, thing in things.items():
            if thing["of_data"] and shared:
                continue
            shared |= thing["of_data"]
            clauses = []
            if thing["triwulan"]:
                clauses.append(f"  triwulan {thing['triwulan']}")
            for money in ("pagu", "serapan"):
                if thing[money] and not thing["besaran"]:
                    clauses.append(f"  triwulan {money} {thing[money]}")
            if thing["skala"]:
                clauses.append("  skala {}..{}".format(*thing["skala"]))
            if thing["target"] is not None:
                clauses.append(f"  target {thing['target']}")
            if thing["abaikan"] and not thing["besaran"]:
                clauses.append("  abaikan yang kosong")
            if not thing["besaran"]:
                clauses += ["  arah makin tinggi", "  capaian Baku"]
            rng.shuffle(clauses)
            head = 'umum "7"' if thing["of_data"] else f"besaran {code}" if thing["besaran"] else f"indikator {code}"
            blocks.append([head] + clauses)
        return blocks

    def expected(self, model, things, members, complete, quantities, indicators):
        lines = []
        for code, thing in things.items():
            values = {"realisasi": lambda: model.realisation(code)}
            if not thing["besaran"]:
                values["target"] = lambda: model.target(code)
                for role in ("capaian_asli", "capaian_terbatas", "capaian"):
                    values[role] = lambda: model.achieved(code)
            lines.append(" ".join([code] + [f"{role}={self.say(compute)}" for role, compute in values.items()]))
        group = self.say(lambda: model.group(members, complete))
        lines.append(f"G capaian_asli={group} capaian_terbatas={group} capaian={group}")
        for sign, name in (("/", "HASIL"), ("-", "SELISIHNYA")):
            if quantities:
                lines.append(f"{name} realisasi={self.say(lambda: model.ratio(sign, *quantities))}")
        for code in indicators:
            cells = [lambda: model.money(code, "pagu"), lambda: model.money(code, "serapan"),
                     lambda: model.money(code, "pagu", 2), lambda: model.money(code, "serapan", 2),
                     lambda: model.realisation(code, 1), lambda: model.realisation(code, 3),
                     lambda: model.target(code, 3), lambda: model.target(code, 4), lambda: model.achieved(code, 3)]
            lines.append(" ".join(["T0"] + [self.say(cell) for cell in cells]))
        return lines

    def say(self, compute):
        found = caught(compute)
        self.seen["numbers" if isinstance(found, Fraction) else f"cells {found}"] += 1
        return show(found) if isinstance(found, Fraction) else found


def written(code):
    return f'"{code}"' if "." in code else code


def main():
    chosen = options(__doc__)
    generator = Generator(chosen.seed)
    write((generator.package(number) for number in range(chosen.count)), generator.seen)


if __name__ == "__main__":
    main()
