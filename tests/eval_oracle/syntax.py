"""Packages as text: expressions with as few brackets as precedence allows, clauses in any order."""

from fractions import Fraction


def plain(value, point=","):
    """A decimal literal; every denominator here divides a power of ten."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str((value * 10**places).numerator).rjust(places + 1, "0")
    return digits[:-places] + point + digits[-places:] if places else digits


def signed(value):
    value = Fraction(value)
    return ("-" if value < 0 else "") + plain(abs(value))


class Writer:
    def __init__(self, rng, main):
        """`main` says for each name which role its name alone has."""
        self.rng, self.main = rng, main

    def expr(self, expr, needed=0):
        text, level = getattr(self, "on_" + expr[0])(expr)
        # A bracket more than needed changes nothing.
        if level < needed or self.rng.random() < 0.05:
            return f"({text})"
        return text

    def glue(self, left, sign, right):
        """A line may go on after an operator, unless what comes next would begin a line of its own."""
        if self.rng.random() < 0.04 and right[0] == "(":
            return f"{left} {sign}\n    {right}"
        return f"{left} {sign} {right}"

    def on_num(self, expr):
        text = plain(expr[1], "," if self.rng.random() < 0.9 else ".")
        if "." in text and len(text.split(".")[1]) == 3:
            text = text.replace(".", ",")
        if len(text) > 4 and text.isdigit() and self.rng.random() < 0.3:
            text = text[:-3] + "_" + text[-3:]
        return text + ("%" if expr[2] else ""), 9

    def on_text(self, expr):
        return f'"{expr[1]}"', 9

    def on_year(self, expr):
        return "tahun", 9

    def on_ref(self, expr):
        _, role, name, period = expr
        # A quoted code alone reads as a text, so a role stands before it.
        if role == "main" and name.startswith('"'):
            role = self.main[name]
        return ("" if role == "main" else role + " ") + name + write_period(period), 9

    def on_own(self, expr):
        return expr[1] + write_period(expr[2]), 9

    def on_each(self, expr):
        _, role, group, period = expr
        return f"{role} anggota" + (f" {group}" if group else "") + write_period(period), 9

    def on_bin(self, expr):
        level = 5 if expr[1] in "+-" else 6
        sign = {"*": self.rng.choice(["*", "*", "×"]), "-": self.rng.choice(["-", "-", "−"])}.get(expr[1], expr[1])
        return self.glue(self.expr(expr[2], level), sign, self.expr(expr[3], level + 1)), level

    def on_pow(self, expr):
        return f"{self.expr(expr[1], 9)}^{expr[2]}", 8

    def on_neg(self, expr):
        return f"-{self.expr(expr[1], 7)}", 7

    def on_abs(self, expr):
        return f"abs({self.expr(expr[1])})", 9

    def on_bulat(self, expr):
        _, inner, places, mode = expr
        words = [self.expr(inner), str(places), mode]
        if mode == "biasa" and self.rng.random() < 0.5:
            # `bulat(2,5)` is taken for a slip of `bulat(2; 5)`.
            alone = places == 0 and "," not in words[0]
            words = words[:1] if alone and self.rng.random() < 0.5 else words[:2]
        return f"bulat({'; '.join(words)})", 9

    def on_ext(self, expr):
        return f"{expr[1]}({'; '.join(self.expr(one) for one in expr[2])})", 9

    def on_list(self, expr):
        return self.on_ext(expr)

    def on_jika(self, expr):
        # It reaches as far to the right as it can, so it stands in brackets except alone.
        return f"jika {self.expr(expr[1])} maka {self.expr(expr[2])} selain itu {self.expr(expr[3])}", 0.5

    def on_ada(self, expr):
        return f"ada({self.expr(expr[1])})", 9

    def on_tidak(self, expr):
        return f"tidak {self.expr(expr[1], 3)}", 3

    def on_cmp(self, expr):
        sign = {"<=": self.rng.choice(["<=", "≤"]), "<>": self.rng.choice(["<>", "≠"])}.get(expr[1], expr[1])
        return f"{self.expr(expr[2], 5)} {sign} {self.expr(expr[3], 5)}", 4

    def on_log(self, expr):
        level = 2 if expr[1] == "dan" else 1
        return f"{self.expr(expr[2], level)} {expr[1]} {self.expr(expr[3], level + 1)}", level

    def on_members(self, expr):
        return f"{expr[1]}({self.expr(expr[4])})", 9

    def steps(self, steps):
        for kind, *rest in steps:
            if kind == "batas":
                low, high, sharp = rest
                low = "" if low is None else ("> " if sharp else "") + signed(low)
                high = "" if high is None else ("< " if sharp else "") + signed(high)
                yield f"  batas {low}..{high}"
            else:
                yield f"  bulat {rest[0]} {rest[1]}"


def write_period(period):
    if period is None:
        return ""
    return f"[{period[1]}]" if period[0] == "at" else f"[tahun{period[1]:+d}]"


def block_lines(defs, rules, band_rules, tables, rng):
    """Every definition as a list of lines."""
    groups = {name for name, versions in defs.items() if any(v["kind"] == "kelompok" for _, _, v in versions)}
    writer = Writer(rng, {name: "capaian" if name in groups else "realisasi" for name in defs})
    blocks = []
    for name, versions in rules.items():
        for _, _, rule in versions:
            lines = [f'aturan capaian {name} "Rumus {name}"']
            for condition, outcome in rule["cases"]:
                result = 'tidak terdefinisi "sebab"' if outcome is None else writer.expr(outcome)
                lines.append(f"  jika {writer.expr(condition)} : {result}")
            middle = [f"  makin tinggi : {writer.expr(rule['tinggi'])}", f"  makin rendah : {writer.expr(rule['rendah'])}"]
            rng.shuffle(middle)
            blocks.append(lines + middle + list(writer.steps(rule["steps"])) + in_force(rule))
    for name, versions in band_rules.items():
        for _, _, rule in versions:
            lines = [f"aturan predikat {name}"]
            if rule["bulat"]:
                lines.append(f"  bulat {rule['bulat'][0]} {rule['bulat'][1]}")
            for low, high, grade in rule["bands"]:
                range_ = band_range(low, high)
                lines.append(f"  tanpa predikat {range_} \"belum diatur\"" if grade is None else f'  {range_} : "{grade}"')
            blocks.append(lines + in_force(rule))
    for name, versions in defs.items():
        for _, _, definition in versions:
            blocks.append(write_definition(name, definition, writer, rng))
    for index, table in enumerate(tables):
        blocks.append(write_table(index, table, writer))
    return blocks


def write_definition(name, definition, writer, rng):
    kind = definition["kind"]
    lines = []
    if "skala" in definition:
        low, high = definition["skala"]
        lines.append([f"  skala {low}..{high}"])
    if "rumus" in definition:
        lines.append([f"  rumus {writer.expr(definition['rumus'])}"])
    if "target" in definition:
        target = writer.expr(definition["target"])
        # A bare difference of two numbers could be a range, and is asked about.
        is_range = definition["target"][:2] == ("bin", "-") and not target.startswith("(")
        lines.append([f"  target ({target})" if is_range else f"  target {target}"])
    if kind == "indikator":
        lines.append([f"  arah makin {definition['arah']}"])
        lines.append([f"  capaian {definition['aturan']}"])
    if kind == "kelompok":
        lines.append([f"  anggota {'; '.join(definition['anggota'])}"])
        lines.append([f"  capaian {writer.expr(definition['capaian'])}"])
        if definition.get("ganda"):
            lines.append(['  terima anggota ganda "begitu"'])
        if definition["kosong"]:
            lines.append([f"  {definition['kosong']}"])
    if definition.get("steps"):
        lines.append(list(writer.steps(definition["steps"])))
    if definition.get("predikat"):
        lines.append([f"  predikat {definition['predikat']}"])
    lines.append(in_force(definition))
    if definition.get("satuan"):
        lines.append([f"  satuan {definition['satuan']}"])
    if kind == "besaran" and "rumus" in definition and rng.random() < 0.4 and "\n" not in lines[0][0]:
        head = f"{name} = " + lines.pop(0)[0].removeprefix("  rumus ")
    else:
        head = f"{kind} {name}"
    rng.shuffle(lines)
    return [head] + sum(lines, [])


def in_force(definition):
    return [f"  {definition['berlaku']}"] if definition.get("berlaku") else []


def band_range(low, high):
    if low is None and high is None:
        return "..0"
    if low is None:
        return ("<= " if high[1] else "< ") + signed(high[0])
    if high is None:
        return (">= " if low[1] else "> ") + signed(low[0])
    return ("" if low[1] else "> ") + signed(low[0]) + " .. " + ("" if high[1] else "< ") + signed(high[0])


def write_table(index, table, writer):
    lines = [f'tabel T{index} "Tabel {index}"']
    if "classes" in table:
        role, group, edge = table["classes"]
        edge = plain(edge)
        lines.append(f'  baris kelas {role} anggota {group} > {edge} "lebih"; = {edge} "sama"; < {edge} "kurang"')
    else:
        rows = [name if kind == "name" else f"anggota {name}" for kind, name, _ in table["rows"]]
        lines.append("  baris " + "; ".join(rows))
    columns = [writer.expr(column) for column in table["columns"]]
    lines += [f'  kolom {text} "K{at}"' for at, text in enumerate(columns)]
    for at, footer in enumerate(table.get("footers", [])):
        _, kind, column = footer[0]
        lines.append(f'  penutup {kind}({columns[column]}) pada {columns[column]} "P{at}"')
    return lines
