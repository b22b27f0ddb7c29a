"""Packages with a printed table in which one thing is wrong on purpose, over exact fractions.

Written without the auditor's hypotheses: a report is printed, and then one person makes one mistake.
Each output line is one case as JSON: rules, data, printed, and what was done (kind, row, column), or nothing.
"""
import json
import random
import sys
from fractions import Fraction as F


def half_away(x, places):
    scale = 10 ** places
    y = abs(x) * scale
    n = (2 * y.numerator + y.denominator) // (2 * y.denominator)
    return F(n if x >= 0 else -n, scale)


def cut(x, places):
    scale = 10 ** places
    n = int(abs(x) * scale)
    return F(n if x >= 0 else -n, scale)


def half_even(x, places):
    return F(round(x * 10 ** places), 10 ** places)


def plain(x, places):
    n = abs(x) * 10 ** places
    assert n.denominator == 1, (x, places)
    digits = str(n.numerator).rjust(places + 1, "0")
    text = digits[:-places] + "," + digits[-places:] if places else digits
    return ("-" if x < 0 else "") + text


NAMES = ["Nilai akuntabilitas", "Kepuasan masyarakat", "Surat yang dijawab", "Pengaduan selesai", "Jalan mantap", "Angka kemiskinan",
         "Penduduk ber-KTP", "Sekolah terakreditasi", "Ibu hamil terlayani", "Pelanggaran perda", "Arsip tertata", "Aset tercatat"]
COUNTED = ["surat", "orang", "dokumen", "unit", "kasus"]


OTHERS = ["yang lain", "yang tidak tercapai", "belum tuntas", "tertinggal"]
# What people print where there is nothing: of all forms of nothing the table has one habit, and slips from it.
NOTHING = ["N/A", "n/a", "-", "–", "", "NA", "N.A.", "—", "belum ada data", "Belum dirilis", "tidak diukur", "...", "n.a"]
BANDS = [(F(90), "Sangat Baik"), (F(75), "Baik"), (F(60), "Cukup"), (None, "Kurang")]


def shares(dice, count):
    """Weights in whole percent that make 100."""
    cuts = sorted(dice.sample(range(1, 100), count - 1))
    return [b - a for a, b in zip([0] + cuts, cuts + [100])]


def grade(x):
    return next(word for edge, word in BANDS if edge is None or x > edge)


class Package:
    def __init__(self, dice):
        self.dice = dice
        self.count = dice.randint(5, 11)
        self.names = dice.sample(NAMES, self.count)
        self.capped = dice.random() < 0.7
        self.cap = dice.choice([100, 100, 120])
        self.places = 2
        self.lower = [dice.random() < 0.25 for _ in self.names]
        self.target = [dice.randint(30, 990) for _ in self.names]
        self.past = [dice.randint(30, 990) for _ in self.names]
        self.value = [max(7, int(t * dice.uniform(0.55, 1.3))) for t in self.target]
        self.units = [dice.choice(COUNTED) for _ in self.names]
        # Nothing of some was done: 0, or a dash for it.
        self.none = {i for i in range(self.count) if dice.random() < 0.02}
        for i in self.none:
            self.value[i] = 0
        # Columns beside target, realisation and achievement.
        self.money = [dice.randint(3, 4000) * 1_000_000 + dice.choice([0, 0, 250_000, dice.randint(0, 999_999)]) for _ in self.names]
        self.weights = shares(dice, self.count)
        self.more = [key for key in ["unit", "weight", "money", "past", "grade"] if dice.random() < 0.3]
        # Rows without an achievement, all for one reason: not measured that year, not filled in, no target, a target of 0.
        self.gone = set(dice.sample(range(self.count), dice.randint(1, self.count - 4))) if dice.random() < 0.35 else set()
        self.reason = dice.choice(["n/a", "n/a", "", "no target", "zero"])
        self.none -= self.gone
        self.present = [i for i in range(self.count) if i not in self.gone]
        self.habit = dice.choice(NOTHING)

    def nothing(self):
        """A cell without a figure."""
        return self.dice.choice(NOTHING) if self.dice.random() < 0.15 else self.habit

    def has_mean(self):
        return not self.gone or self.reason in ("n/a", "no target")

    def target_text(self, i):
        if i not in self.gone or self.reason in ("n/a", ""):
            return str(self.target[i])
        return "0" if self.reason == "zero" else self.nothing()

    def value_text(self, i):
        if i in self.gone and self.reason in ("n/a", ""):
            return self.nothing()
        return self.dice.choice(["0", "-", "–", "nihil", "Nihil"]) if i in self.none else str(self.value[i])

    def raw(self, i, target=None, value=None, lower=None):
        t = self.target[i] if target is None else target
        v = self.value[i] if value is None else value
        low = self.lower[i] if lower is None else lower
        return F(2 * t - v, t) * 100 if low else F(v, t) * 100

    def held(self, x, capped=None):
        capped = self.capped if capped is None else capped
        return min(max(x, F(0)), F(self.cap)) if capped else x

    def achieved(self, i, **other):
        capped = other.pop("capped", None)
        return self.held(self.raw(i, **other), capped)

    def mean(self, **other):
        return sum(self.achieved(i, **other) for i in self.present) / len(self.present)

    def rules(self):
        cap = f"  batas 0..{self.cap}\n" if self.capped else ""
        bands = '  > 90 : "Sangat Baik"\n  > 75 .. 90 : "Baik"\n  > 60 .. 75 : "Cukup"\n  .. 60 : "Kurang"\n'
        text = ["paket \"Uji\"\n  tahun 2024\n\ndata \"d.csv\" angka id\n",
                "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"target nol\"\n  makin tinggi : realisasi / target * 100\n"
                f"  makin rendah : (2*target - realisasi) / target * 100\n{cap}  tampil 2 biasa\n"]
        if "grade" in self.more:
            text.append(f"aturan predikat Mutu\n{bands}")
        of_grade = "  predikat Mutu\n" if "grade" in self.more else ""
        for i, name in enumerate(self.names):
            way = "rendah" if self.lower[i] else "tinggi"
            text.append(f"indikator K{i} \"{name}\"\n  satuan {self.units[i]}\n  arah makin {way}\n  capaian Baku\n{of_grade}")
        members = "; ".join(f"K{i}" for i in range(self.count))
        weights = "; ".join(f"K{i} {weight}%" for i, weight in enumerate(self.weights))
        text.append(f"kelompok IKU \"Indikator Kinerja Utama\"\n  anggota {members}\n"
                    + (f"  bobot {weights}\n  capaian rata_rata_tertimbang(capaian anggota)\n" if "weight" in self.more else "  capaian rata_rata(capaian anggota)\n")
                    + "  tampil 2 biasa\n")
        words = {"name": "nama \"Indikator\"", "unit": "satuan \"Satuan\"", "weight": "bobot \"Bobot\" tampil 2", "money": "pagu \"Pagu\"",
                 "past": "realisasi[2023] \"Realisasi 2023\"", "target": "target \"Target\"", "value": "realisasi \"Realisasi\"",
                 "achieved": "capaian \"% Capaian\"", "grade": "predikat \"Predikat\""}
        columns = "".join(f"  kolom {words[key]}\n" for key in self.keys())
        text.append(f"tabel T1 \"Capaian\"\n  baris anggota IKU\n{columns}  penutup rata_rata(capaian) pada capaian \"Rata-rata\"\n")
        return "\n".join(text)

    def keys(self):
        order = ["name", "unit", "weight", "money", "past", "target", "value", "achieved", "grade"]
        return [key for key in order if key in self.more or key in ("name", "target", "value", "achieved")]

    def past_value(self, i):
        return max(5, self.past[i] - 3 - i)

    def data(self):
        lines = ["kode;tahun;target;realisasi;pagu"]
        for i in range(self.count):
            target, value = self.target[i], self.value[i]
            if i in self.gone:
                target, value = {"n/a": (target, "n/a"), "": (target, self.dice.choice(["", "-"])), "no target": ("n/a", value), "zero": (0, value)}[self.reason]
            lines.append(f"K{i};2024;{target};{value};{self.money[i]}")
            lines.append(f"K{i};2023;{self.past[i]};{self.past_value(i)};")
        return "\n".join(lines) + "\n"

    def right(self):
        """The rows as they should be, each by column; the mean last."""
        rows = [{"name": self.names[i], "unit": self.units[i], "weight": plain(F(self.weights[i], 100), 2), "money": str(self.money[i]),
                 "past": str(self.past_value(i)), "target": self.target_text(i), "value": self.value_text(i),
                 "achieved": self.nothing() if i in self.gone else plain(half_away(self.achieved(i), 2), 2),
                 "grade": self.nothing() if i in self.gone else grade(self.achieved(i))} for i in range(self.count)]
        # Without one of the rows there is no mean, or whoever printed it left that one out.
        is_told = self.has_mean() or self.reason == "" and self.dice.random() < 0.5
        return rows + [{"name": "Rata-rata", "achieved": plain(half_away(self.mean(), 2), 2) if is_told else self.nothing()}]


def swapped(dice, text):
    at = [i for i in range(len(text) - 1) if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]]
    if not at:
        return None
    i = dice.choice(at)
    return text[:i] + text[i + 1] + text[i] + text[i + 2:]


def other_figure(text, new):
    """Whether a slip made another figure, and none that a slip of the point makes as well."""
    if new is None or (new.startswith("0") and not new.startswith("0,")):
        return None
    a, b = F(text.replace(",", ".")), F(new.replace(",", "."))
    tens = [F(10) ** k for k in range(-3, 4)]
    return None if any(a * ten == b for ten in tens) else new


def dropped(dice, text):
    at = [i for i in range(len(text) - 1) if text[i].isdigit()]
    i = dice.choice(at)
    out = text[:i] + text[i + 1:]
    return out if out[0].isdigit() and not out.startswith("0") else None


# kind -> what the audit has to call it; several where two are as true.
KINDS = {
    "truncation": ["cara lain"], "half_even": ["cara lain"], "point": ["satuan"], "swap": ["ketik"], "drop": ["ketik"],
    "wrong_mean": ["cara lain"], "no_cap": ["cara lain"], "other_way": ["cara lain"], "stale": ["mengikuti"], "neighbour": ["salin"],
    "other_year": ["cara lain"], "column_no_cap": ["kolom"], "column_target": ["kolom"], "column_cut": ["kolom"],
    "column_other_way": ["kolom"], "input": ["ketik", "masukan", "salin", "bertentangan"], "twice": ["berulang"], "nothing": [],
    "money_swap": ["ketik"], "weight": ["salin", "ketik"], "grade": ["predikat"], "unit": ["satuan"], "past": ["cara lain", "salin"],
}


def plant(dice, p, kind):
    """The printed rows and the cells that were changed, (row, column); none where the mistake leaves no trace."""
    rows = p.right()
    n = p.count
    touched = []

    def put(row, column, text):
        if text is None or text == rows[row][column]:
            return
        rows[row][column] = text
        touched.append((row, column))

    here, m = p.present, len(p.present)
    i = dice.choice(here)
    if kind in ("wrong_mean", "stale") and not p.has_mean():
        return rows, []
    if kind == "truncation":
        for i in dice.sample(here, m):
            if cut(p.achieved(i), 2) != half_away(p.achieved(i), 2):
                put(i, "achieved", plain(cut(p.achieved(i), 2), 2))
                break
    elif kind == "half_even":
        for i in here:
            if half_even(p.achieved(i), 2) != half_away(p.achieved(i), 2):
                put(i, "achieved", plain(half_even(p.achieved(i), 2), 2))
                break
    elif kind == "point":
        x = half_away(p.achieved(i), 2)
        put(i, "achieved", plain(x * 10, 1) if dice.random() < 0.5 else plain(x / 10, 3))
    elif kind == "swap":
        put(i, "achieved", other_figure(rows[i]["achieved"], swapped(dice, rows[i]["achieved"])))
    elif kind == "drop":
        new = other_figure(rows[i]["achieved"], dropped(dice, rows[i]["achieved"]))
        # 126,99 without its 1 is as well 100 less.
        if new and F(rows[i]["achieved"].replace(",", ".")) - F(new.replace(",", ".")) != 100:
            put(i, "achieved", new)
    elif kind == "wrong_mean":
        put(n, "achieved", plain(half_away(p.mean() * m / (m + dice.choice([-1, 1])), 2), 2))
    elif kind == "no_cap":
        over = [i for i in here if p.held(p.raw(i)) != p.raw(i)]
        if over:
            i = dice.choice(over)
            put(i, "achieved", plain(half_away(p.raw(i), 2), 2))
    elif kind == "other_way":
        put(i, "achieved", plain(half_away(p.achieved(i, lower=not p.lower[i]), 2), 2))
    elif kind == "stale":
        wrong = p.achieved(i) + F(dice.randint(3, 17))
        put(i, "achieved", plain(half_away(wrong, 2), 2))
        mean = (sum(p.achieved(k) for k in here) - p.achieved(i) + half_away(wrong, 2)) / m
        put(n, "achieved", plain(half_away(mean, 2), 2))
    elif kind == "neighbour":
        at = here.index(i)
        k = here[at + 1] if at + 1 < m else here[at - 1]
        # All at the cap look alike whatever was done.
        if rows[k]["achieved"] != plain(F(p.cap), 2):
            put(i, "achieved", rows[k]["achieved"])
    elif kind == "other_year":
        put(i, "achieved", plain(half_away(p.achieved(i, target=p.past[i]), 2), 2))
    elif kind == "column_no_cap":
        for k in here:
            put(k, "achieved", plain(half_away(p.raw(k), 2), 2))
    elif kind == "column_target":
        for k in here:
            put(k, "achieved", plain(F(p.target[k]), 2))
    elif kind == "column_cut":
        for k in here:
            put(k, "achieved", plain(cut(p.achieved(k), 2), 2))
    elif kind == "column_other_way":
        for k in here:
            put(k, "achieved", plain(half_away(p.achieved(k, lower=not p.lower[k]), 2), 2))
    elif kind == "input":
        put(i, "value", swapped(dice, rows[i]["value"]))
    elif kind == "twice":
        rows.insert(i + 1, dict(rows[i]))
        touched.append((i + 1, None))
    elif kind == "money_swap" and "money" in p.more:
        put(i, "money", other_figure(rows[i]["money"], swapped(dice, rows[i]["money"])))
    elif kind == "weight" and "weight" in p.more:
        put(i, "weight", rows[i + 1 if i + 1 < n else i - 1]["weight"])
    elif kind == "grade" and "grade" in p.more:
        put(i, "grade", dice.choice([word for _, word in BANDS if word != rows[i]["grade"]]))
    elif kind == "unit" and "unit" in p.more:
        put(i, "unit", dice.choice([word for word in COUNTED if word != rows[i]["unit"]]))
    elif kind == "past" and "past" in p.more:
        put(i, "past", rows[i]["value"])
    if kind.startswith("column") and len(touched) < 3:
        return rows, []
    return rows, touched


def leave_out(dice, rows, wrong, kind):
    """Here and there a figure that is not printed though there is one."""
    # A copy is one of a neighbour that is there.
    if kind in ("neighbour", "weight", "twice", "past") or dice.random() < 0.6:
        return
    for k, row in enumerate(rows[:-1]):
        for key in row:
            if k not in wrong and key != "name" and dice.random() < 0.05:
                row[key] = dice.choice(["", "-", "–", "n/a", "N/A"])


TITLES = {
    "name": ["Indikator", "INDIKATOR KINERJA", "Indikator Kinerja Utama", "Uraian Indikator"], "unit": ["Satuan", "SATUAN"],
    "weight": ["Bobot", "BOBOT"], "money": ["Pagu", "PAGU", "Pagu Anggaran"], "past": ["Realisasi 2023", "REALISASI 2023", "Realisasi tahun 2023"],
    "target": ["Target", "TARGET", "Target 2024"], "value": ["Realisasi", "REALISASI", "Realisasi 2024"],
    "achieved": ["% Capaian", "CAPAIAN (%)", "Capaian %"], "grade": ["Predikat", "PREDIKAT"],
}
MARKS = ["*", " *)", "¹", "¹)", " 1)", "²)", " (*)"]


def grouped(digits, mark):
    return digits if len(digits) <= 3 else grouped(digits[:-3], mark) + mark + digits[-3:]


def name_in_print(dice, name):
    """A name as another person writes it."""
    words = name.split()
    way = dice.randrange(8)
    if way == 0:
        return name + " Kecamatan Sumberjo"
    if way == 1:
        return f"{name} ({''.join(word[0] for word in words).upper()})"
    if way == 2:
        return name.upper()
    if way == 3:
        long = max(words, key=len)
        at = dice.randrange(1, len(long) - 2)
        return name.replace(long, long[:at] + long[at + 1] + long[at] + long[at + 2:])
    return name


def printed(dice, p, rows, touched, kind):
    """As a person types it: titles of one or two lines, marks, other forms of numbers, merged cells, rows of other things, a
    heading once more in another order. The text, and for each row its line, for each column its title."""
    keys = p.keys()
    style = dice.randrange(3)
    titles = {key: TITLES[key][min(style, len(TITLES[key]) - 1)] for key in keys}
    percent, point = dice.random() < 0.5, dice.random() < 0.3
    weight_as, money_as = dice.choice(["0,60", "60%", "60 %", "60"]), dice.choice(["plain", "points", "Rp", "Rp,00", "spaces", "juta", "title"])
    if kind == "money_swap" and money_as in ("juta", "title"):
        money_as = "points"
    if money_as == "title" and "money" in keys:
        titles["money"] += dice.choice([" (juta rupiah)", " (Rp juta)"])

    def form(key, text):
        if not any(letter.isdigit() for letter in text):
            return text
        if key == "achieved":
            return (text.replace(",", ".") if point else text) + (dice.choice(["%", " %"]) if percent else "")
        if key == "weight":
            whole = str(int(F(text.replace(",", ".")) * 100))
            return text if weight_as == "0,60" else whole + weight_as[2:]
        if key == "money":
            amount = F(text)
            millions = plain(half_away(amount / 1_000_000, 2), 2)
            return {"plain": text, "points": grouped(text, "."), "Rp": "Rp" + grouped(text, "."), "Rp,00": f"Rp. {grouped(text, '.')},00",
                    "spaces": grouped(text, " "), "juta": f"Rp{millions} juta", "title": millions}[money_as]
        return text

    wrong = {row for row, _ in touched}
    leave_out(dice, rows, wrong, kind)
    lines, where = [], {}
    merged = dice.random() < 0.25
    numbered = dice.random() < 0.4
    order = list(keys)
    for k, row in enumerate(rows):
        cells = {key: form(key, text) if key != "name" else text for key, text in row.items() if key in keys}
        if k not in wrong and len(row) > 2 and kind != "twice":
            cells["name"] = name_in_print(dice, row["name"])
        for key in ("target", "value", "past", "achieved"):
            if cells.get(key) and dice.random() < 0.04:
                cells[key] += dice.choice(MARKS)
        lines.append((k, cells))
    if dice.random() < 0.15 and kind != "twice":
        lines.insert(0, lines.pop())
    if dice.random() < 0.2:
        words = dice.choice(p.names).split()
        other = {key: str(dice.randint(3, 900)) for key in ("target", "value", "past", "achieved") if key in keys}
        lines.insert(dice.randrange(len(lines) + 1), (None, {"name": " ".join(words[:-1] + [dice.choice(OTHERS)]), **other}))

    extra = (["No"] if numbered else []) + (["Sasaran"] if merged else [])
    out = ["# halaman 34"] if dice.random() < 0.3 else []
    full = dict(titles)
    if dice.random() < 0.2:
        over = [key for key in order if key in ("target", "value", "achieved")]
        first = [titles[key] if key not in over else ("Tahun 2024" if key == over[0] else "") for key in order]
        second = [titles[key] if key in over else "" for key in order]
        out.append(";".join(extra + first))
        out.append(";".join([""] * len(extra) + second))
        full.update({key: f"Tahun 2024 · {titles[key]}" for key in over})
    else:
        out.append(";".join(extra + [titles[key] for key in order]))
    if dice.random() < 0.2:
        out.append(";".join(str(at + 1) for at in range(len(extra) + len(order))))
    again = dice.randrange(2, len(lines)) if dice.random() < 0.15 and len(full) == len([1 for key in full if " · " not in full[key]]) else None
    for at, (k, cells) in enumerate(lines):
        if at == again:
            tail = order[1:]
            dice.shuffle(tail)
            order = order[:1] + tail
            out.append(";".join(extra + [titles[key] for key in order]))
        front = ([str(at + 1)] if numbered else []) + ([("Meningkatnya mutu pelayanan" if at % 3 == 0 else "")] if merged else [])
        out.append(";".join(front + [cells.get(key, "") for key in order]))
        if k is not None:
            where[k] = len(out)
    return "\n".join(out) + "\n", where, full


def case(seed, kind=None):
    dice = random.Random(seed)
    kind = kind or dice.choice(list(KINDS))
    p = Package(dice)
    if kind in ("weight", "grade", "unit", "past") and kind not in p.more:
        p.more.append(kind)
    if kind == "money_swap" and "money" not in p.more:
        p.more.append("money")
    rows, touched = plant(dice, p, kind)
    if kind != "nothing" and not touched:
        return None
    text, where, titles = printed(dice, p, rows, touched, kind)
    return {"kind": kind, "names": KINDS[kind], "rules": p.rules(), "data": p.data(), "printed": text,
            "cells": [[where[row], titles[column] if column else ""] for row, column in touched]}


def of_makers(*makers):
    """What makes a case of a seed with one of these, each of which gives rules, data, what is printed, the cells and the kind of the
    mistake with its names in print, or nothing."""

    def case(seed):
        dice = random.Random(seed)
        made = dice.choice(makers)(dice)
        if made is None:
            return None
        rules, data, out, cells, kind, names = made
        text = lambda lines: "\n".join(lines) + "\n"
        return {"kind": kind, "names": names, "rules": text(rules), "data": text(data), "printed": text(out), "cells": cells}

    return case


def main(make):
    """Prints as many cases as are asked for, one for each seed that gives one."""
    first, many = int(sys.argv[1]), int(sys.argv[2])
    made, seed = 0, first
    while made < many:
        one = make(seed)
        seed += 1
        if one:
            print(json.dumps(one, ensure_ascii=False))
            made += 1


if __name__ == "__main__":
    main(case)
