"""Figures as offices decorate them: footnote marks on both sides, letters for revised figures, arrows and words for the direction
of change, brackets and signs for negative numbers, currencies, percent and units in every position, unknown marks.

As in planted.py, a report is printed first, then one person makes one mistake, or none; then every figure is decorated. A figure with
unknown decoration is right here: it may be skipped and reported, but not called wrong.
"""
import random
from fractions import Fraction as F

from planted import NAMES, grouped, half_away, main, of_makers, other_figure, plain, swapped

# Behind a figure; what says nothing of it.
NOTES = ["*", "**", " *", " *)", "*)", "**)", " **)", "***", "†", "‡", " §", "#", "¹", "²)", "⁽¹⁾", "¹⁾", "ᵃ", "ᵇ⁾", "ʳ", "ˣ", "ˣˣ⁾", "ⁿ", " a)", "a)", " b)", "r)", " r)", "r", "x",
         "xx", "xx)", " xx)", "p", " e", " ii)", " iv)", " 1)", " 12)", " (1)", " (*)", " [1]", " [2,3]", " {1}", "^1", " ^a)", " 1,2)", " a,b)", " 1) 2)", " a) b)", "*)**)", "¹,²", " *a)", "+",
         " (a)", " (r)", " +)"]
STATES = [" (sementara)", " sementara", " (angka sementara)", " (tetap)", " tetap", " est.", " (estimasi)", " (tercapai)", " tercapai", " / tercapai", " (Tidak Tercapai)", " - tercapai"]
LOOKS = [" →", " ↔", " ✓", " ✔", " ●", " ★", " 🟢", " !", " ?", " |", "'", "”", " =", " ≈", " .", ";", ":"]
BEFORE = ["→ ", "→", "≈ ", "~", "= ", "'", "‘", "“", "| ", "● ", "✓ ", "* ", "**", "± ", "± ", "+/- ", "sekitar ", "sebesar ", "kurang lebih ", "ca. ", "$"]
PERCENT = ["%", " %", " persen", " (%)", "％", " prosen", " persen *)", " *) persen", "% a)", "%*", " %¹", "% xx)"]
UNKNOWN = [" ‰", "$", " €", " ¤", " ¶¤", " /", " \\", " ¬"]
DOWN = ["-{}", "- {}", "−{}", "–{}", "({})", "( {} )", "(-{})", "-({})", "({})*)", "({}) *", "({})¹", "({}) a)", "({})r", "-{}*", "-{} *)", "-{}r", "{}-", "{} -", "({}) poin", "-{} poin", "({}) poin persen",
        "turun {}", "Turun {}", "turun ({})", "menurun {}", "turun -{}", "turun sebesar {}", "{} (turun)", "({}) (turun)", "-{} (menurun)", "▼ {}", "▼{}", "{} ▼", "▼ ({})", "▼ -{}", "↓{}", "↓ -{}", "({}) ▼",
        "minus {}", "(-) {}", "(turun) {}", "{} (-)", "{} (turun)*)", "{} poin lebih rendah", "penurunan {}", "berkurang {}", "({})%", "-{} %", "[-{}]", "({}", "[{}]"]
UP = ["{}", "+{}", "+ {}", "naik {}", "{} (naik)", "▲ {}", "{} ▲", "↑{}", "{} naik", "{} poin", "meningkat {}", "{} (meningkat)", "naik sebesar {}", "{} lebih tinggi", "{} *)"]
MONEY_DOWN = ["Rp({})", "Rp ({})", "(Rp{})", "(Rp {},00)", "-Rp{}", "-Rp {}", "Rp-{}", "Rp -{}", "Rp. ({},00)", "({})", "-{}", "(Rp. {},-)", "Rp -{},-", "Rp({})*", "Rp ({}) turun", "IDR ({})", "minus Rp{}", "Rp {}-"]
MONEY = ["{}", "Rp{}", "Rp {}", "Rp. {}", "Rp. {},00", "{},00", "{},-", "Rp {},-", "Rp{},-*)", "Rp {} a)", "IDR {}", "Rp{} *", "{}r", "Rp. {},--"]


def dressed(dice, p, text, is_percent):
    """A figure that is not below nothing."""
    roll = dice.random()
    if roll > p["dress"]:
        return text
    unit = dice.choice(PERCENT) if is_percent and dice.random() < 0.4 else ""
    if unit and dice.random() < 0.5:
        return text + unit
    way = dice.randrange(5)
    if way == 0:
        return dice.choice([one for one in BEFORE if one != "$"]) + text
    if way == 1:
        return text + dice.choice(STATES)
    if way == 2:
        return text + dice.choice(LOOKS)
    if way == 3 and p["strange"]:
        return text + dice.choice(UNKNOWN)
    note = dice.choice(NOTES)
    if unit and note[0] in "rxpe^+":
        return text + note
    return text + (unit if unit in ("%", " %") else "") + note


def package(dice):
    count = dice.randint(4, 9)
    names = dice.sample(NAMES, count)
    target = [dice.randint(30, 990) for _ in names]
    value = [max(11, int(t * dice.uniform(0.55, 1.3))) for t in target]
    past = [max(11, int(t * dice.uniform(0.55, 1.3))) for t in target]
    given = [dice.randint(40, 9000) * 100_000 + dice.choice([0, dice.randint(1, 99_999)]) for _ in names]
    spent = [int(one * dice.uniform(0.6, 1.15)) for one in given]
    rules = ['paket "Uji"', "  tahun 2024", "", 'data "d.csv" angka id', "", "aturan capaian C", "  makin tinggi : realisasi / target * 100", ""]
    for at, name in enumerate(names):
        rules += [f'indikator K{at} "{name}"', "  arah makin tinggi", "  capaian C", ""]
    rules += ["tabel T1", "  baris " + "; ".join(f"K{at}" for at in range(count)), '  kolom nama "Indikator"', '  kolom target "Target"', '  kolom realisasi[2023] "Realisasi 2023"',
              '  kolom realisasi "Realisasi"', '  kolom realisasi - realisasi[2023] "Naik/Turun"', '  kolom capaian "Capaian (%)" tampil 2', '  kolom pagu "Pagu"',
              '  kolom serapan "Serapan"', '  kolom serapan - pagu "Lebih/Kurang"']
    data = ["kode;tahun;target;realisasi;pagu;serapan"]
    for at in range(count):
        data += [f"K{at};2024;{target[at]};{value[at]};{given[at]};{spent[at]}", f"K{at};2023;{target[at]};{past[at]};;"]
    rows = [[str(target[at]), str(past[at]), str(value[at]), str(value[at] - past[at]), plain(half_away(F(value[at], target[at]) * 100, 2), 2),
             str(given[at]), str(spent[at]), str(spent[at] - given[at])] for at in range(count)]
    return names, rows, rules, data


TITLES = ["Target", "Realisasi 2023", "Realisasi", "Naik/Turun", "Capaian (%)", "Pagu", "Serapan", "Lebih/Kurang"]


def dress_all(dice, rows, wrong, strange):
    p = {"dress": dice.choice([0.15, 0.4, 1.0]), "strange": strange}
    out = []
    for row, cells in enumerate(rows):
        line = []
        for column, text in enumerate(cells):
            below, bare = text.startswith("-"), text.lstrip("-")
            own = dict(p, strange=strange and (row, column) not in wrong)
            if column >= 5:
                bare = grouped(bare, ".")
                way = dice.choice(MONEY_DOWN) if below else dice.choice(MONEY)
                line.append(way.format(bare) if dice.random() < p["dress"] else ("-" if below else "") + bare)
            elif column == 3:
                way = dice.choice(DOWN if below else UP)
                line.append(way.format(bare) if dice.random() < p["dress"] else ("-" if below else "") + bare)
            else:
                line.append(dressed(dice, own, bare, column == 4))
        out.append(line)
    return out


def printed(dice, names, rows, wrong, strange=False):
    cells = dress_all(dice, rows, wrong, strange)
    quote = lambda text: '"' + text.replace('"', '""') + '"' if ";" in text or '"' in text else text
    return ["Indikator;" + ";".join(TITLES)] + [";".join([name] + [quote(one) for one in line]) for name, line in zip(names, cells)]


def marks_nothing(dice):
    names, rows, rules, data = package(dice)
    return rules, data, printed(dice, names, rows, set()), [], "marks_nothing", []


def marks_strange(dice):
    names, rows, rules, data = package(dice)
    return rules, data, printed(dice, names, rows, set(), True), [], "marks_strange", []


def marks_cell(dice):
    names, rows, rules, data = package(dice)
    row, column = dice.randrange(len(rows)), dice.choice([0, 1, 2, 3, 4, 5, 6, 7])
    old = rows[row][column]
    sign = "-" if old.startswith("-") else ""
    new = other_figure(old.lstrip("-"), swapped(dice, old.lstrip("-")))
    if not new or len(old.lstrip("-")) < 2:
        return None
    rows[row][column] = sign + new
    names_of = ["ketik", "masukan", "salin", "bertentangan", "cara lain"]
    return rules, data, printed(dice, names, rows, {(row, column)}), [[row + 2, TITLES[column]]], "marks_cell", names_of


def marks_sign(dice):
    """A fall that is printed as a rise."""
    names, rows, rules, data = package(dice)
    able = [at for at, row in enumerate(rows) if row[3].startswith("-") and len(row[3]) > 2]
    if not able:
        return None
    row = dice.choice(able)
    rows[row][3] = rows[row][3].lstrip("-")
    return rules, data, printed(dice, names, rows, {(row, 3)}), [[row + 2, TITLES[3]]], "marks_sign", ["salah", "cara lain", "ketik", "salin", "masukan", "bertentangan"]


if __name__ == "__main__":
    main(of_makers(marks_nothing, marks_nothing, marks_strange, marks_cell, marks_cell, marks_sign))
