"""Packages whose printed table has another form: repeated headings in other words and order, titles above, columns and rows of
other years, columns of other things, completely wrong columns under similar titles, totals under another label, notes.

As in planted.py, a report is printed first, then one person makes one mistake. Each output line is one case in the same format; the
title of a cell may be one of several, separated by a slash.
"""
import random
from fractions import Fraction as F

import looks
from planted import BANDS, KINDS, Package, grade, half_away, leave_out, main, name_in_print, plain, plant, swapped

NEAR = {
    "target": ["Target", "TARGET KINERJA", "Target Kinerja 2024", "Target Tahun 2024", "Besaran Target", "Target PK", "Target 2024 (satuan)"],
    "value": ["Realisasi", "REALISASI KINERJA", "Realisasi 2024", "Realisasi Tahun 2024", "Nilai Realisasi", "Realisasi Thn. 2024"],
    "achieved": ["% Capaian", "Capaian Kinerja", "CAPAIAN KINERJA (%)", "Capaian", "Tingkat Capaian (%)", "Capaian 2024 (%)",
                 "Capaian Indikator (%)"],
    "name": ["Indikator", "Indikator Kinerja", "INDIKATOR KINERJA UTAMA"], "unit": ["Satuan", "SATUAN"], "weight": ["Bobot", "Bobot (%)"],
    "money": ["Pagu", "Pagu Anggaran", "PAGU (Rp)"], "grade": ["Predikat", "PREDIKAT KINERJA"], "past": ["Realisasi 2023", "Realisasi Tahun Lalu"],
}
STRANGE = {"target": "Rencana", "value": "Yang dicapai", "achieved": "Persentase"}
TOTALS = ["Jumlah", "TOTAL", "Jumlah Capaian"]
MEANS = ["Rata-rata", "RATA-RATA", "Rata-rata Capaian", "Rata-Rata Capaian Kinerja", "Rerata", "Rata-rata Capaian IKU"]
NOTES = ["Sumber: Bagian Organisasi, 2024", "Keterangan: data sementara", "*) angka sementara per 31 Desember 2024", "Catatan: realisasi diolah dari 12 laporan"]
MORE = ["twice", "truncation", "point", "swap", "drop", "no_cap", "wrong_mean", "neighbour", "column_no_cap", "column_target", "column_cut", "column_other_way",
        "nothing", "nothing", "other_year", "past_cell", "past_cell", "column_points", "grade_beside", "input"]


class Column:
    """A printed column: what it is called, and the text of each row of the report."""

    def __init__(self, key, title, cells, above=""):
        self.key, self.title, self.cells, self.above = key, title, cells, above


def others(dice, p, n):
    """Columns of other years and of other things, right or of no concern."""
    past = [p.past_value(i) for i in range(n)]
    target23, real23 = [str(x) for x in p.past], [str(x) for x in past]
    done23 = [plain(half_away(p.held(F(2 * t - v, t) * 100 if low else F(v, t) * 100), 2), 2) for t, v, low in zip(p.past, past, p.lower)]
    near = [str(max(1, x + dice.choice([-1, 0, 0, 1]))) for x in p.value]
    near_target = [str(max(1, x + dice.choice([0, 0, 0, 5]))) for x in p.target]
    choices = [("target23", dice.choice(["Target 2023", "TARGET TAHUN 2023"]), target23, ""), ("target23", "Target", target23, "Tahun 2023"),
               ("real23", dice.choice(["Realisasi 2023", "Realisasi Tahun Lalu", "Realisasi Tahun Sebelumnya", "Realisasi n-1"]), real23, ""),
               ("real23", "2023", real23, "Realisasi"), ("done23", dice.choice(["Capaian 2023", "% Capaian Tahun 2023", "Capaian (%) 2023"]), done23, ""),
               ("real22", "Realisasi 2022", near, ""), ("target25", "Target 2025", near_target, ""), ("end", "Target Akhir Renstra", near_target, ""),
               ("tw", dice.choice(["Realisasi TW III", "Realisasi s.d. Triwulan III", "Realisasi Semester I"]), near, ""),
               ("prov", dice.choice(["Realisasi Provinsi", "Realisasi Nasional", "Realisasi Fisik"]), near, ""),
               ("rpjmd", "Target RPJMD", near_target, ""), ("done_fin", "Capaian Keuangan (%)", [plain(F(dice.randint(5000, 10000), 100), 2) for _ in range(n)], "")]
    choices += looks.of_wholes(dice, p) + looks.of_spans(dice, p, near_target)
    picked, keys = [], set()
    for one in dice.sample(choices, dice.randint(1, 4)):
        if one[0] not in keys and not ("past" in p.more and one[0] == "real23"):
            keys.add(one[0])
            picked.append(Column(*one))
    return picked


def heading(dice, columns, two):
    """The lines of a heading, and for each column its title as the audit names it."""
    above = [c.above for c in columns]
    if two and not any(above):
        over = [at for at, c in enumerate(columns) if c.key in ("target", "value", "achieved")]
        run = over if over == list(range(over[0], over[-1] + 1)) else []
        for at in run:
            above[at] = "Tahun 2024"
    if not any(above):
        return [";".join(c.title for c in columns)], [c.title for c in columns]
    written = dice.random() < 0.3
    first, second, full = [], [], []
    for at, c in enumerate(columns):
        if not above[at]:
            first.append(c.title), second.append(c.title if written and False else ""), full.append(c.title)
            continue
        is_run = at > 0 and above[at - 1] == above[at]
        first.append(above[at] if written or not is_run else "")
        second.append(c.title)
        full.append(f"{above[at]} · {c.title}")
    return [";".join(first), ";".join(second)], full


def case(seed, kind=None):
    dice = random.Random(seed)
    kind = kind or dice.choice(MORE)
    p = Package(dice)
    looks.enlarge(dice, p)
    n = p.count
    if kind == "grade_beside" and "grade" not in p.more:
        p.more.append("grade")
    rows, touched = plant(dice, p, kind) if kind in KINDS else (p.right(), [])
    if kind == "column_points":
        for i in p.present:
            rows[i]["achieved"] = plain(half_away(p.achieved(i), 2) + F(dice.randint(211, 999), 100), 2)
            touched.append((i, "achieved"))
    if kind == "grade_beside":
        i = dice.choice(p.present)
        rows[i]["beside"] = dice.choice([word for _, word in BANDS if word != grade(half_away(p.achieved(i), 2))])
        touched.append((i, "achieved"))
    if kind in KINDS and kind != "nothing" and not touched:
        return None
    # 03 for 30 is as well a slip of the point.
    # With a digit less behind the comma it may be right, or cut.
    if kind == "drop" and len(rows[touched[0][0]]["achieved"].split(",")[1]) < 2:
        return None
    if kind == "input" and rows[touched[0][0]]["value"].startswith("0"):
        return None
    names = {"column_points": ["salah", "kolom", "cara lain", "salin", "ketik", "satuan", "masukan"], "grade_beside": ["predikat"],
             "past_cell": ["ketik", "masukan", "salin", "bertentangan", "cara lain"]}.get(kind) or KINDS[kind]
    names = names + (["jumlah", "salah"] if kind == "wrong_mean" else [])
    keys = p.keys()
    if kind != "grade_beside":
        leave_out(dice, rows, {row for row, _ in touched}, kind)
    by_row = kind not in ("twice", "input") and dice.random() < 0.3
    # In the place of what a row achieves what its objective does.
    spread = kind in ("nothing", "input", "past_cell", "twice") and not by_row and dice.random() < 0.35
    if spread and not looks.spread(dice, p, rows):
        return None
    columns = [Column(key, dice.choice(NEAR[key]), [row.get(key, "") for row in rows]) for key in keys]
    if dice.random() < 0.5:
        for c in columns:
            c.title = NEAR[c.key][0]
    # A cell with its grade beside it.
    if "grade" in keys and (kind == "grade_beside" or dice.random() < 0.2):
        sign = dice.choice([" / {}", " ({})", " {}", " - {}"])
        done = next(c for c in columns if c.key == "achieved")
        done.cells = [text + sign.format(rows[at].get("beside") or grade(half_away(p.achieved(at), 2)))
                      if at in p.present and text and text[0].isdigit() and len(rows) == n + 1 and (at, "achieved") not in touched or "beside" in rows[at] else text
                      for at, text in enumerate(done.cells)]
        if kind != "grade_beside" or dice.random() < 0.5:
            columns = [c for c in columns if c.key != "grade"]
    extra = [] if by_row else [c for c in others(dice, p, n) if len(rows) == n + 1 and not (spread and c.key.endswith("_whole"))]
    if kind == "past_cell" and not by_row:
        extra = [c for c in others(dice, p, n) if c.key in ("real23", "target23")][:1]
        if not extra:
            return None
        i = dice.randrange(n)
        new = swapped(dice, extra[0].cells[i])
        if not new or new.startswith("0"):
            return None
        extra[0].cells[i] = new
        touched = [(i, extra[0].key)]
    for c in extra:
        c.cells = c.cells + [""] * (len(rows) - n)
        at = dice.randrange(1, len(columns) + 1)
        columns.insert(at, c)
    for c in extra:
        if c.above == "Tahun 2023":
            columns.remove(c)
            columns.insert(1, c)
    if not by_row and len(rows) == n + 1 and dice.random() < 0.4:
        columns.insert(dice.choice([0, 0, columns.index(next(c for c in columns if c.key == "name"))]), looks.goals(dice, p, Column))
    out = looks.Lines()
    if dice.random() < 0.3:
        out.append(dice.choice(["Tabel 3.1 Capaian Kinerja, Tahun 2024", "Capaian Indikator Kinerja Utama" + ";" * (len(columns) - 1), "Tabel 3.1" + ";" * (len(columns) - 1)]))
    if dice.random() < 0.15:
        columns.insert(dice.randrange(1, len(columns)), Column("blank", "", [""] * len(rows)))
    if by_row and dice.random() < 0.5:
        columns.insert(dice.choice([0, 1]), Column("year", dice.choice(["Tahun", "TAHUN"]), ["2024"] * len(rows)))
    numbered = dice.random() < 0.3
    front = ["No"] if numbered else []
    lines, full = heading(dice, columns, dice.random() < 0.2)
    two = len(lines) > 1
    pad = [";".join([*front, line] if at == 0 else [""] * len(front) + [line]) for at, line in enumerate(lines)]
    for line in pad:
        out.append(line)
    if dice.random() < 0.2:
        out.append(";".join(f"({at + 1})" for at in range(len(columns) + len(front))))
    elif dice.random() < 0.1 and not numbered:
        out.append(";".join({"achieved": "(%)", "target": "(nilai)"}.get(c.key, "") for c in columns))
        full = [t + {"achieved": " · (%)", "target": " · (nilai)"}.get(c.key, "") for t, c in zip(full, columns)]
    titles = {c.key: {t} for t, c in zip(full, columns)}
    mean = dice.choice(TOTALS if dice.random() < 0.1 else MEANS)
    wrong = {row for row, _ in touched}
    shown = []
    for k in range(len(rows)):
        cells = {c.key: c.cells[k] for c in columns}
        if k == len(rows) - 1:
            cells["name"] = mean
        elif k not in wrong and not by_row and dice.random() < 0.3 and kind != "twice":
            cells["name"] = name_in_print(dice, cells["name"])
        shown.append((k, cells))
    written = looks.written(dice, p, kind)
    rules = p.rules()
    if not by_row:
        rules = looks.dated(dice, p, rules, shown)
    if by_row:
        shown = with_years(dice, p, shown, columns, out, kind, touched)
        if shown is None:
            return None
    again = dice.randrange(2, max(3, n - 1)) if dice.random() < 0.5 and not two and not by_row and kind != "twice" else None
    where, order, number = {}, list(columns), 0
    for at, (k, cells) in enumerate(shown):
        if at == again:
            way = dice.choice(["same", "near", "near", "strange", "below"])
            if way == "below":
                out.append(dice.choice(["Lanjutan Tabel 3.1", "Tabel 3.1 (lanjutan)"]) + ";" * (len(columns) - 1))
            new = {c.key: c.title for c in order}
            if way in ("near", "below"):
                new = {key: dice.choice(NEAR[key]) if key in NEAR else title for key, title in new.items()}
            if way == "strange":
                new = {key: STRANGE.get(key, title) for key, title in new.items()}
            if way != "strange" or dice.random() < 0.5:
                tail = [c for c in order if c.key not in ("name", "year")]
                dice.shuffle(tail)
                order = [c for c in order if c.key in ("name", "year")] + tail
            out.append(";".join(front + [new[c.key] for c in order]))
            for key, title in new.items():
                titles[key].add(title)
            if way == "strange" and {column for _, column in touched} & set(STRANGE):
                return None
        number += 1
        if k is not None:
            where[k] = out.height + 1
        out.append(";".join(([str(number)] if numbered else []) + [written(k, c.key, cells.get(c.key, "")) for c in order]))
        if dice.random() < 0.05 and not by_row:
            out.append(";".join(front and [""]) + (";" if front else "") + dice.choice(["Meningkatnya mutu pelayanan", p.names[0]]) + ";" * (len(order) - 1))
    if dice.random() < 0.3:
        out.append(dice.choice(NOTES) + (";" * (len(columns) - 1) if dice.random() < 0.5 else ""))
    cells = [[where[row], "|".join(sorted(titles[column])) if column else ""] for row, column in touched if row in where]
    data = p.data()
    if dice.random() < 0.3:
        data += "".join(f"K{i};2025;{p.target[i] + 5};;\n" for i in range(n)) if not any(c.key == "target25" for c in columns) else ""
    return {"kind": kind, "names": names, "rules": rules, "data": data, "printed": "\n".join(out) + "\n", "cells": cells}


def with_years(dice, p, shown, columns, out, kind, touched):
    """The rows of last year beside those of this one: in a column of years, or below a row that is only a year."""
    keys = [c.key for c in columns]
    old = []
    for i in range(p.count):
        t, v = p.past[i], p.past_value(i)
        done = p.held(F(2 * t - v, t) * 100 if p.lower[i] else F(v, t) * 100)
        cells = {"name": p.names[i], "unit": p.units[i], "year": "2023", "target": str(t), "value": str(v), "achieved": plain(half_away(done, 2), 2)}
        old.append((("old", i), cells))
    if kind == "past_cell":
        i = dice.randrange(p.count)
        new = swapped(dice, old[i][1]["value"])
        if not new or new.startswith("0"):
            return None
        old[i][1]["value"] = new
        touched.append((("old", i), "value"))
    if "year" not in keys and dice.random() < 0.4:
        # Each year in the name of its row.
        named = [(k, dict(cells, name=cells["name"] + tail)) for year, all in (("2023", old), ("2024", shown[:-1]))
                 for tail in [dice.choice([" Tahun ", " tahun "]) + year] for k, cells in all]
        pairs = [one for pair in zip(named[:len(old)], named[len(old):]) for one in pair]
        return (pairs if dice.random() < 0.5 else named) + shown[-1:]
    if "year" in keys:
        if dice.random() < 0.5:
            merged = []
            for (a, one), (b, two) in zip(old, shown):
                if dice.random() < 0.3:
                    two = dict(two, name="", unit=two.get("unit", ""))
                merged += [(a, one), (b, two)]
            tail = [(k, dict(cells, year="")) for k, cells in shown[-1:]]
            return merged + tail
        return old + shown
    first, second = dice.choice([("2023", "2024"), ("Tahun 2023", "Tahun 2024"), ("TAHUN ANGGARAN 2023", "TAHUN ANGGARAN 2024")])
    key = "name"
    return [(None, {key: first})] + old + [(None, {key: second})] + shown


if __name__ == "__main__":
    main(case)
