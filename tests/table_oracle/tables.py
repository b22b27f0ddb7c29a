#!/usr/bin/env python3
"""Random packages with tables, and what their tables must show, by a model of docs/bahasa.md in exact fractions.

Rows (lists, years), filters, order, groups with subtotals, footers, blocks side by side, grades beside their figures, units
that only the data state; over data with every state. Run: tables.py --count 300 > sample.txt
"""
import random
from fractions import Fraction

from many import run

BLANK, NONE, UNDEFINED, WRONG = "belum diisi", "tidak berlaku", "tidak terdefinisi", "keliru"
SEVERITY = [NONE, BLANK, UNDEFINED, WRONG]
YEAR = 2024
UNITS = {"": "", "dokumen": " dokumen", "orang": " orang"}


class State:
    def __init__(self, name):
        self.name = name


def worst(*values):
    """The worst state among values, or none when all are there."""
    states = [value.name for value in values if isinstance(value, State)]
    return State(max(states, key=SEVERITY.index)) if states else None


def half_away(value, places):
    scaled = abs(value) * 10 ** places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10 ** places)


def plain(value, places):
    rounded = half_away(value, places)
    digits = str(abs(rounded.numerator) * 10 ** places // rounded.denominator).rjust(places + 1, "0")
    text = digits[:-places] + "." + digits[-places:] if places else digits
    return ("-" if rounded < 0 else "") + text


class Package:
    def __init__(self, random):
        self.r = random
        r = random
        self.cap = r.random() < 0.4
        # Values that may come of quarters, and here come of the year: they all cover the same.
        self.quarterly = r.random() < 0.5
        self.named = ["ABCDEF"[at] for at in range(r.randint(1, 4))]
        self.coded = [f"7.{at + 1}" for at in range(r.randint(0, 4))]
        self.codes = self.named + self.coded
        self.goal = {code: r.choice(["Satu", "Dua", "Tiga"]) for code in self.named}
        self.unit = {code: r.choice(["dokumen", "dokumen", "orang"]) for code in self.coded}
        self.edges = sorted(r.sample([20, 50, 75, 90, 100, 105], 2))
        self.cell = {}
        for code in self.codes:
            for year in (2023, YEAR):
                for role in ("target", "realisasi"):
                    self.cell[code, role, year] = self.content()
                if r.random() < 0.2:
                    # Just below a band, or on its edge.
                    self.cell[code, "target", year] = Fraction(1000)
                    self.cell[code, "realisasi", year] = Fraction(r.choice(self.edges) * 10 - r.choice([0, 1, 4, 5, 6]))

    def content(self):
        r, at = self.r, self.r.random()
        if at < 0.07:
            return State(BLANK)
        if at < 0.13:
            return State(NONE)
        if at < 0.15:
            return State(WRONG)
        if at < 0.20:
            return Fraction(0)
        return Fraction(r.choice([1, 2, 3, 7, 10, 20, 25, 50, 99, 100, 149, 179, 199, 200]))

    def raw(self, code, year):
        target, result = self.cell[code, "target", year], self.cell[code, "realisasi", year]
        # A target of which it is not known whether it is 0 leaves the formula open, so the worse of both counts.
        if isinstance(target, State):
            return worst(target, result)
        if target == 0:
            return State(UNDEFINED)
        return result if isinstance(result, State) else result / target * 100

    def role(self, code, role, year):
        """A value of a thing in a year, with its unit."""
        if role in ("target", "realisasi"):
            return self.cell[code, role, year], self.unit.get(code, "")
        value = self.raw(code, year)
        if role == "capaian" and self.cap and not isinstance(value, State):
            value = min(max(value, Fraction(0)), Fraction(100))
        return value, "%"

    def grade(self, value):
        low, high = self.edges
        return "kurang" if value < low else "cukup" if value < high else "baik"


# An expression is (text, evaluate(package, code, year) -> (value, unit), is it a role of achievement).
def expressions(package, r):
    role = r.choice(["target", "realisasi", "capaian", "capaian", "capaian_asli"])
    kind = r.random()
    if kind < 0.6:
        return role, lambda code, year: package.role(code, role, year)
    if kind < 0.8:
        return f"{role}[2023]", lambda code, year: package.role(code, role, 2023)

    def difference(code, year):
        (a, unit), (b, _) = package.role(code, "realisasi", year), package.role(code, "target", year)
        return worst(a, b) or a - b, unit

    return "realisasi - target", difference


AGGREGATES = ["jumlah", "rata_rata", "terbesar", "terkecil", "median", "terakhir", "banyaknya"]


def aggregate(how, rows):
    """rows: (keep, value, unit) in the order shown."""
    units = {unit for _, _, unit in rows if unit}
    if how != "banyaknya" and len(units) > 1:
        return State(WRONG), ""
    unit = "" if how == "banyaknya" else next(iter(units), "")
    values, bad, left_blank = [], [], False
    for keep, value, _ in rows:
        # A row whose filter is not applicable is not shown, whatever it has or lacks.
        if keep is False or isinstance(keep, State) and keep.name == NONE:
            continue
        # Of a row of which it is not known and that has no value, the worse counts.
        state = worst(keep, value)
        if state is None:
            values.append(value)
        elif state.name == NONE:
            pass
        elif state.name == BLANK and how in ("terakhir", "banyaknya"):
            left_blank = True
        else:
            bad.append(state)
    if bad:
        return worst(*bad), unit
    if how == "banyaknya":
        return Fraction(len(values)), unit
    if not values:
        return State(BLANK if left_blank else NONE), unit
    total = sum(values, Fraction(0))
    found = {"jumlah": total, "rata_rata": total / len(values), "terbesar": max(values), "terkecil": min(values),
             "median": (sorted(values)[(len(values) - 1) // 2] + sorted(values)[len(values) // 2]) / 2, "terakhir": values[-1]}
    return found[how], unit


def token(value, places):
    if value is None:
        return "_"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, State):
        return value.name.replace(" ", "-")
    return f"{value.numerator}/{value.denominator}~{plain(value, places)}"


class Block:
    def __init__(self, package, r, first):
        self.package, self.r = package, r
        self.year = r.choice([YEAR, YEAR, YEAR, 2023])
        self.codes = r.sample(package.codes, r.randint(1, len(package.codes)))
        self.columns = []  # text, evaluate, places, or ("kode" | "predikat")
        names = set()
        for _ in range(r.randint(1, 3)):
            text, evaluate = expressions(package, r)
            if text not in names:
                names.add(text)
                self.columns.append((text, evaluate, r.choice([0, 0, 1, 2])))
        if r.random() < 0.5:
            self.columns.append(("predikat", None, 0))
        self.columns.insert(0, ("kode", None, 0))
        self.filter = self.order = None
        if r.random() < 0.4:
            text, evaluate = expressions(package, r)
            self.filter = (text, evaluate, r.choice(["<", ">="]), Fraction(r.choice([0, 10, 50, 90, 100])))
        if r.random() < 0.4:
            text, evaluate = expressions(package, r)
            self.order = (text, evaluate, r.random() < 0.5)
        self.grouped = r.random() < 0.25
        self.subtotals = self.plan_footers("Sub") if self.grouped else []
        self.footers = self.plan_footers("Penutup")

    def plan_footers(self, label):
        found = []
        for at in range(self.r.choice([0, 1, 1, 2])):
            columns = [at for at, column in enumerate(self.columns) if column[1]]
            found.append((f"{label} {at}", self.r.choice(AGGREGATES), self.r.choice(columns)))
        return found

    def text(self, word):
        rows = "; ".join(f'"{code}"' if "." in code else code for code in self.codes)
        period = f"[{self.year}]" if self.year != YEAR else ""
        if period:
            rows = "; ".join(row + period for row in rows.split("; "))
        lines = [f"  {word} {rows}"]
        if self.filter:
            text, _, sign, limit = self.filter
            lines.append(f"  saring {text} {sign} {limit}")
        if self.order:
            text, _, descending = self.order
            lines.append(f"  urut {text} {'turun' if descending else 'naik'}")
        if self.grouped:
            lines.append("  kelompokkan sasaran")
        for text, evaluate, places in self.columns:
            shown = f' tampil {places}' if evaluate else ""
            lines.append(f"  kolom {text}{shown}")
        for kind, footers in (("subtotal", self.subtotals), ("penutup", self.footers)):
            for label, how, at in footers:
                lines.append(f'  {kind} {how}({self.columns[at][0]}) "{label}"')
        return lines

    def keep(self, code):
        if not self.filter:
            return True
        _, evaluate, sign, limit = self.filter
        value, _ = evaluate(code, self.year)
        if isinstance(value, State):
            return value
        return value < limit if sign == "<" else value >= limit

    def arranged(self, codes):
        """In the order shown, those not shown among them."""
        if not self.order:
            return list(codes)
        _, evaluate, descending = self.order
        keyed = [(code, evaluate(code, self.year)[0]) for code in codes]
        there = [pair for pair in keyed if not isinstance(pair[1], State)]
        there.sort(key=lambda pair: -pair[1] if descending else pair[1])
        return [code for code, _ in there] + [code for code, value in keyed if isinstance(value, State)]

    def groups(self):
        if not self.grouped:
            return [(None, self.codes)]
        groups = {}
        for code in self.codes:
            groups.setdefault(self.package.goal.get(code, ""), []).append(code)
        return list(groups.items())

    def cells(self, code):
        cells = []
        figures = {}
        for at, (text, evaluate, places) in enumerate(self.columns):
            if text == "kode":
                cells.append(token(code, 0))
            elif text == "predikat":
                value, _ = self.package.role(code, "capaian", self.year)
                cells.append(token(value if isinstance(value, State) else self.package.grade(value), 0))
            else:
                value, _ = evaluate(code, self.year)
                cells.append(token(value, places))
                # Only the figure that was graded may contradict its grade.
                graded = ("capaian",) if self.package.cap else ("capaian", "capaian_asli")
                role, _, period = text.partition("[")
                same = role in graded and (not period or self.year == 2023)
                if same and not isinstance(value, State):
                    figures[at] = (value, places)
        if any(column[0] == "predikat" for column in self.columns):
            for at, (value, places) in figures.items():
                if self.package.grade(half_away(value, places)) != self.package.grade(value):
                    cells[at] += "*"
        return cells

    def footer(self, codes, how, at):
        _, evaluate, places = self.columns[at]
        rows = [(self.keep(code), *evaluate(code, self.year)) for code in codes]
        value, _ = aggregate(how, rows)
        return token(value, places)

    def shown(self):
        """The rows shown, how many are hidden, and those of which it cannot be told."""
        rows, hidden, unknown = [], 0, []
        blank = ["_"] * len(self.columns)
        for words, codes in self.groups():
            kept = [self.keep(code) for code in codes]
            # A group whose rows are all filtered out is not there; what cannot be told may be in it.
            is_there = any(keep is True or isinstance(keep, State) and keep.name != NONE for keep in kept)
            words = words if is_there else None
            if words is not None:
                rows.append([f'"{words}"' if words else "_"] + blank[1:])
            for code in self.arranged(codes):
                keep = self.keep(code)
                if keep is True:
                    rows.append(self.cells(code))
            for code in codes:
                keep = self.keep(code)
                hidden += keep is False
                if isinstance(keep, State):
                    unknown.append(code)
            for label, how, at in self.subtotals if words is not None else []:
                cells = list(blank)
                cells[at] = self.footer(self.arranged(codes), how, at)
                if cells[0] == "_":
                    cells[0] = f'"{label}"'
                rows.append(cells)
        return rows, hidden, unknown

    def footer_rows(self):
        codes = [code for _, group in self.groups() for code in self.arranged(group)]
        found = []
        for label, how, at in self.footers:
            cells = ["_"] * len(self.columns)
            cells[at] = self.footer(codes, how, at)
            found.append(cells)
        return found


def generate(number, seed):
    r = random.Random(f"{seed}-{number}")
    package = Package(r)
    low, high = package.edges
    lines = ['paket "Uji"', f"  tahun {YEAR}", "aturan capaian Baku", '  jika target = 0 : tidak terdefinisi "target nol"',
             "  makin tinggi : realisasi / target * 100"]
    if package.cap:
        lines.append("  batas 0..100")
    lines += ["aturan predikat Warna", f'  < {low} : "kurang"', f'  {low} .. < {high} : "cukup"', f'  >= {high} : "baik"']
    if package.cap and high > 100:
        lines.append('  terima tak terjangkau "baik" "batasnya 100"')
    for code in package.named:
        lines += [f"indikator {code}", f'  sasaran "{package.goal[code]}"', "  arah makin tinggi", "  capaian Baku",
                  "  predikat Warna"] + ["  triwulan jumlah"] * package.quarterly
    lines += ['umum "7"', "  arah makin tinggi", "  capaian Baku", "  predikat Warna"] + ["  triwulan jumlah"] * package.quarterly
    lines += ['data "d.csv" angka id']
    wanted = []
    for name in range(r.randint(1, 2)):
        blocks = [Block(package, r, at == 0) for at in range(r.choice([1, 1, 2]))]
        lines.append(f"tabel T{name}")
        for at, block in enumerate(blocks):
            lines += block.text("baris" if at == 0 else "sanding")
        parts = [block.shown() for block in blocks]
        height = max(len(rows) for rows, _, _ in parts)
        for at in range(height):
            cells = []
            for block, (rows, _, _) in zip(blocks, parts):
                cells += rows[at] if at < len(rows) else ["_"] * len(block.columns)
            wanted.append(f"T{name} " + " ".join(cells))
        width = [len(block.columns) for block in blocks]
        for at, block in enumerate(blocks):
            for cells in block.footer_rows():
                before, after = sum(width[:at]), sum(width[at + 1:])
                wanted.append(f"T{name} penutup " + " ".join(["_"] * before + cells + ["_"] * after))
        hidden = sum(hidden for _, hidden, _ in parts)
        unknown = [code for _, _, unknown in parts for code in unknown]
        wanted.append(f"T{name} tersaring {hidden} {','.join(unknown)}".rstrip())
    data = ["kode;tahun;satuan;target;realisasi"]
    for code in package.codes:
        for year in (2023, YEAR):
            cells = []
            for role in ("target", "realisasi"):
                value = package.cell[code, role, year]
                words = {BLANK: r.choice(["", "-"]), NONE: "n/a", WRONG: "abc"}
                cells.append(words[value.name] if isinstance(value, State) else str(value))
            data.append(f"{code};{year};{package.unit.get(code, '')};{cells[0]};{cells[1]}")
    print(f"=== {number}\n--- a.takar")
    print("\n".join(lines))
    print("--- d.csv")
    print("\n".join(data))
    print(f"--- harap {YEAR}")
    print("\n".join(wanted))


if __name__ == "__main__":
    run(generate, 200)
