"""Packages whose printed table is similar to the rules but not the same: rows of other indicators beside those of one
objective, similar titles over a column with one wrong figure, totals below objectives that are repeated in every row, similar names over a row
with a misprinted input from which its result follows.

As in planted.py, a report is printed first, then one person makes one mistake; each output line is one case in the same format.
"""
import random
from fractions import Fraction as F

from looks import GOALS, begins
from planted import BANDS, OTHERS, Package, grade, half_away, main, other_figure, plain, swapped

MORE = ["foreign", "foreign", "near_title", "near_title", "closing", "near_row", "near_row"]
NEAR = {
    "value": ["Realisasi s.d. Desember 2024", "Realisasi s/d TW IV", "Realisasi Kinerja", "Realisasi 2024", "REALISASI (Output)"],
    "target": ["Target Kinerja", "TARGET 2024", "Target PK", "Rencana"],
    "achieved": ["Capaian (%)", "Tingkat Capaian", "Persentase Capaian Kinerja", "Capaian 2024 (%)"],
    "progress": ["% Kemajuan", "Persentase Kemajuan", "Kemajuan (%)", "TINGKAT KEMAJUAN"],
    "grade": ["Kategori", "Kriteria", "PREDIKAT"],
}
TITLES = {"code": "Kode", "goal": "Sasaran", "name": "Indikator Kinerja", "unit": "Satuan", "target": "Target", "value": "Realisasi",
          "achieved": "% Capaian", "progress": "Tingkat Kemajuan", "grade": "Predikat"}
ANY = ["ketik", "salah", "salin", "satuan", "cara lain", "masukan", "bertentangan", "predikat", "dalam pembulatan masukan"]


def enlarge(dice):
    """A package all of whose rows have figures, in objectives of several rows, with the columns of its table."""
    p = Package(dice)
    p.gone, p.none, p.present, p.more = set(), set(), list(range(p.count)), ["grade"]
    p.value = [max(11, value) for value in p.value]
    p.goal, at = [], 0
    while len(p.goal) < p.count:
        p.goal += [at] * dice.choice([1, 2, 3, 4])
        at += 1
    p.words = dice.sample(GOALS, len(GOALS)) * 2
    p.columns = [key for key in TITLES if key in ("goal", "name", "target", "value", "achieved") or dice.random() < 0.4]
    p.closing = dice.choice([["mean"], ["mean", "grade"], ["mean", "grade"], []])
    return p


def rules(p):
    text = p.rules()
    for i in range(p.count):
        text = text.replace(f'indikator K{i} "{p.names[i]}"\n', f'indikator K{i} "{p.names[i]}"\n  sasaran "{p.words[p.goal[i]]}"\n')
    text = text.replace("  tampil 2 biasa\n\ntabel", "  predikat Mutu\n\ntabel")
    says = {"code": "kode", "goal": "sasaran", "name": "nama", "unit": "satuan", "target": "target", "value": "realisasi", "achieved": "capaian",
            "progress": "realisasi / target * 100%", "grade": "predikat"}
    columns = "".join(f'  kolom {says[key]} "{TITLES[key]}"{" tampil 2" if key == "progress" else ""}\n' for key in p.columns)
    below = {"mean": '  penutup rata_rata(capaian) pada capaian "Rata-rata"\n', "grade": '  penutup predikat IKU pada capaian "Predikat"\n'}
    table = f'tabel T1 "Capaian"\n  baris anggota IKU\n{columns}' + "".join(below[key] for key in p.closing)
    return text[:text.index("tabel T1")] + table


def row(p, i, value=None):
    value = p.value[i] if value is None else value
    done = p.achieved(i, value=value)
    return {"code": f"K{i}", "goal": p.words[p.goal[i]], "name": p.names[i], "unit": p.units[i], "target": str(p.target[i]), "value": str(value),
            "achieved": plain(half_away(done, 2), 2), "progress": plain(half_away(F(value, p.target[i]) * 100, 2), 2), "grade": grade(done)}


def foreign(dice, p, i):
    """A row of another indicator of the same objective, with figures of its own that go together."""
    name = p.names[i]
    other = dice.choice([f"Jumlah {name.lower()}", f"{name} {dice.choice(OTHERS)}", f"Persentase {name.lower()} {dice.choice(OTHERS)}",
                         f"{name.split()[0]} {dice.choice(OTHERS)}"])
    target, value = dice.randint(1000, 1990), dice.randint(1000, 1990)
    done = F(value, target) * 100
    return dict(row(p, i), code=f"K{i}.9", name=other, target=str(target), value=str(value), achieved=plain(half_away(done, 2), 2),
                progress=plain(half_away(done, 2), 2), grade=grade(done))


def case(seed, kind=None):
    dice = random.Random(seed)
    kind = kind or dice.choice(MORE)
    p = enlarge(dice)
    titles, rows, touched = dict(TITLES), [row(p, i) for i in range(p.count)], []
    if kind in ("near_title", "closing"):
        key = dice.choice([key for key in p.columns if key in NEAR])
        if kind == "near_title":
            titles[key] = dice.choice(NEAR[key])
        i = dice.randrange(p.count)
        old = rows[i][key]
        new = dice.choice([word for _, word in BANDS if word != old]) if key == "grade" else other_figure(old, swapped(dice, old))
        # What two of three figures of a table do not say, nobody can.
        if not new or new == old or len({one[key] for one in rows}) < 4 and key != "grade":
            return None
        rows[i][key] = new
        touched = [(i, key)]
    if kind == "near_row":
        i = dice.randrange(p.count)
        new = other_figure(str(p.value[i]), swapped(dice, str(p.value[i])))
        if not new or new == str(p.value[i]) or row(p, i, int(new))["achieved"] == rows[i]["achieved"]:
            return None
        rows[i] = row(p, i, int(new))
        name = p.names[i]
        rows[i]["name"] = dice.choice([f"{name} ({p.units[i]})", f"{i + 1}. {name}", f"{'abcdefghijklm'[i]}) {name}", f"{name} Kecamatan Sumberjo",
                                       f"Jumlah {name.lower()}", name])
        touched = [(i, "value")]
    caps = [F(one["achieved"].replace(",", ".")) for one in rows]
    is_held = kind in ("near_title", "closing") and touched[0][1] == "achieved"
    mean = p.mean() if is_held or kind != "near_row" else (sum(p.achieved(k) for k in range(p.count) if k != touched[0][0]) + caps[touched[0][0]]) / p.count
    right = p.mean()
    below = {"mean": {"name": "Rata-rata", "achieved": plain(half_away(mean, 2), 2)}, "grade": {"name": "Predikat", "achieved": grade(mean)}}
    if kind == "near_row" and grade(mean) != grade(right):
        return None
    if "grade" in p.closing and dice.random() < 0.3:
        below["grade"]["name"] = "Kategori"
    shown = list(enumerate(rows))
    # The place alone tells a row of a longer name.
    is_alone = kind == "near_row" and rows[touched[0][0]]["name"].endswith(("Sumberjo", p.names[touched[0][0]].lower()))
    if kind == "foreign" or not is_alone and dice.random() < 0.4:
        for _ in range(dice.choice([1, 1, 2, 3])):
            i = dice.randrange(p.count)
            at = next(at for at, (k, _) in enumerate(shown) if k == i)
            shown.insert(at + dice.choice([0, 1]), (None, foreign(dice, p, i)))
        if kind == "foreign" and dice.random() < 0.3:
            # In the place of the row itself.
            gone = dice.randrange(p.count)
            if any(k is None for k, _ in shown) and len(shown) > 4:
                shown = [(None, foreign(dice, p, gone)) if k == gone else (k, one) for k, one in shown]
    is_written = dice.random() < 0.6
    last = None
    out = [";".join(titles[key] for key in p.columns)]
    where = {}
    for k, cells in shown:
        cells = dict(cells)
        if not is_written and cells["goal"] == last:
            cells["goal"] = ""
        last = cells["goal"] or last
        out.append(";".join(cells[key] for key in p.columns))
        if k is not None:
            where[k] = len(out)
    label = dice.choice(["name", "goal"])
    for key in p.closing:
        cells = below[key] if label == "name" else {"goal": below[key]["name"], "achieved": below[key]["achieved"]}
        out.append(";".join(cells.get(key, "") for key in p.columns))
    cells = [[where[i], titles[key]] for i, key in touched]
    return {"kind": kind, "names": ANY if touched else [], "rules": rules(p), "data": p.data(), "printed": "\n".join(out) + "\n", "cells": cells}


if __name__ == "__main__":
    main(case)
