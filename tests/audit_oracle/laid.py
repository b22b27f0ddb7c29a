"""Reports laid out with blanks and unrelated rows between figures: cells left blank below figures, means of objectives merged
over their rows or in a row of their own above them, codes beside heading rows, unrelated rows inside totals, columns truncated
as the rules say, figures decorated on both sides, shares beside figures of a million, units that the rules do not name.

As in planted.py, a report is printed first, then one person makes one mistake, or none; each output line is one case.
"""
import random
from fractions import Fraction as F

from looks import GOALS, begins
from nearby import ANY, TITLES, enlarge, row, rules
from planted import BANDS, cut, grouped, half_away, main, other_figure, plain, swapped

MORE = ["blank", "blank", "merged", "above", "coded", "coded", "total", "total", "cut", "cut", "dressed", "dressed", "dressed"]
BEFORE = ["", "", "", "▲ ", "↓ ", "↑", "*", "±"]
BEHIND = ["", "", "", " ▼", "↑", "*", " *)", "⁽¹⁾", "#", " 1)", "†"]
BOUNDS = ["Min. ", "min ", "minimal ", "Maks. ", "maks ", "lebih dari ", "≥ ", "> ", "paling banyak ", ""]


def dress(dice, key, cell):
    """A figure with what offices put around it, which changes nothing."""
    if not cell or key not in ("target", "value", "achieved", "progress"):
        return cell
    if key == "target":
        return dice.choice(BOUNDS) + cell
    if dice.random() < 0.1:
        return f"[{cell}]"
    before, behind = dice.choice(BEFORE), dice.choice(BEHIND)
    return before + cell + behind


def wrong(dice, key, old):
    """What one slip makes of a cell."""
    if key == "grade":
        return dice.choice([word for _, word in BANDS if word != old])
    new = other_figure(old, swapped(dice, old))
    return new if new and new != old else None


def spoil(dice, rows, columns, open_rows, share=0.6):
    """A mistake in one cell, or none: its row and column; nothing where the slip leaves no trace."""
    if dice.random() > share:
        return []
    key, i = dice.choice([key for key in columns if key in ("target", "value", "achieved", "progress", "grade")]), dice.choice(open_rows)
    new = rows[i][key] and wrong(dice, key, rows[i][key])
    if not new or key != "grade" and len({one[key] for one in rows if one[key]}) < 3:
        return None
    rows[i][key] = new
    return [(i, key)]


def report(dice, kind):
    p = enlarge(dice)
    p.closing = [] if kind != "coded" else p.closing
    if kind in ("merged", "above"):
        p.columns = [key for key in p.columns if key != "grade"]
    p.columns = [key for key in p.columns if key != "code"]
    if kind == "dressed":
        # The figures of all rows but some are millions, and some are percent.
        for i in range(p.count):
            p.units[i] = dice.choice(["persen", p.units[i]])
            if p.units[i] != "persen" and dice.random() < 0.7:
                p.target[i], p.value[i] = p.target[i] * 12_345, p.value[i] * 12_345
    rows = [row(p, i) for i in range(p.count)]
    text = rules(p)
    if kind == "dressed" and dice.random() < 0.3:
        text = "".join(line for line in text.splitlines(True) if not line.startswith("  satuan "))
    if kind == "cut":
        text = text.replace("  tampil 2 biasa\n", "  tampil 2 pangkas\n", 1).replace(" tampil 2\n", " tampil 2 pangkas\n")
        for i, one in enumerate(rows):
            one["achieved"] = plain(cut(p.achieved(i), 2), 2)
            one["progress"] = plain(cut(F(p.value[i], p.target[i]) * 100, 2), 2)
    means = {}
    for i in range(p.count):
        own = [k for k in range(p.count) if p.goal[k] == p.goal[i]]
        means[i] = plain(half_away(sum(p.achieved(k) for k in own) / len(own), 2), 2)
    open_rows = list(range(p.count))
    if kind == "merged":
        # What the objective attains stands in the first of its rows; a mistake is in another column.
        if all(begins(p, i) for i in range(p.count)):
            return None
        for i in range(p.count):
            rows[i]["achieved"] = means[i] if begins(p, i) else ""
    columns = [key for key in p.columns if kind != "merged" or key != "achieved"]
    touched = spoil(dice, rows, columns, open_rows)
    if touched is None:
        return None
    if kind == "blank":
        key = dice.choice(["target", "value", "achieved", "achieved"])
        for i in dice.sample(open_rows, dice.randint(1, max(1, p.count * 2 // 3))):
            if (i, key) not in touched:
                rows[i][key] = ""
            # Nobody measured it, so nothing came of it.
            if key == "value":
                for other in ("achieved", "progress", "grade"):
                    if (i, other) not in touched:
                        rows[i][other] = ""
    if kind == "dressed":
        rows = [{key: dress(dice, key, cell) for key, cell in one.items()} for one in rows]
    shown, own = [key for key in p.columns], dict(TITLES)
    if kind == "coded":
        shown = ["code"] + [key for key in shown if key != "goal"]
    if kind == "above" and "goal" not in shown:
        shown = ["goal"] + shown
    out, where, last = [";".join(own[key] for key in shown)], {}, None
    written = dice.random() < 0.5
    for i, cells in enumerate(rows):
        cells = dict(cells)
        first = begins(p, i)
        goal = p.words[p.goal[i]]
        if kind == "coded" and first:
            blank = {key: "" for key in shown}
            side = dice.choice(["words", "words", "target", "figure"])
            blank["name"] = goal if side != "figure" else "Program penunjang urusan"
            if side == "target":
                blank["target"] = "100"
            if side == "figure":
                # A row of another thing, which leaves a cell blank.
                blank.update({key: "100" if key in ("target", "value") else "100,00" for key in shown if key in ("target", "value", "achieved", "progress")})
                blank[dice.choice([key for key in shown if key in blank and key not in ("code", "name")])] = ""
            out.append(";".join(blank[key] for key in shown))
        if kind == "above":
            if first:
                out.append(";".join({"goal": goal, "achieved": means[i]}.get(key, "") for key in shown))
            cells["goal"] = ""
        elif not written and not first:
            cells["goal"] = ""
        out.append(";".join(cells[key] for key in shown))
        where[i] = len(out)
    if kind == "coded":
        for key in p.closing:
            label = {"mean": ("Rata-rata", plain(half_away(p.mean(), 2), 2)), "grade": ("Predikat", None)}[key]
            if label[1]:
                out.append(";".join({"name": label[0], "achieved": label[1]}.get(key, "") for key in shown))
    cells = [[where[i], own[key]] for i, key in touched]
    return {"kind": kind, "names": ANY if touched else [], "rules": text, "data": p.data(), "printed": "\n".join(out) + "\n", "cells": cells}


def total(dice):
    """Money of programmes, and of one that the rules do not have, within the total."""
    names = dice.sample(GOALS, 3) + ["Belanja rutin kantor", "Urusan penunjang lain"]
    count = dice.choice([3, 4, 5])
    pagu = [dice.randint(3000, 900_000) * 1000 for _ in range(count)]
    spent = [int(one * dice.uniform(0.6, 1)) for one in pagu]
    label = dice.choice(["Jumlah", "Total"])
    text = 'paket "Uji"\n  tahun 2024\n\ndata "d.csv" angka id\n\numum "5.01"\n  satuan rupiah\n\ntabel T1 "Anggaran"\n  baris ' + "; ".join(
        f'"5.01.0{i + 1}"' for i in range(count)) + '\n  kolom nama "Program"\n  kolom pagu "Pagu"\n  kolom serapan "Realisasi"\n'
    text += f'  kolom serapan / pagu * 100% "%" tampil 2 biasa\n  penutup jumlah(pagu); jumlah(serapan); jumlah(serapan) / jumlah(pagu) * 100% pada serapan / pagu * 100% "{label}" tampil 2 biasa\n'
    data = "kode;uraian;tahun;pagu;serapan\n" + "".join(f"5.01.0{i + 1};{names[i]};2024;{pagu[i]};{spent[i]}\n" for i in range(count))
    share = lambda a, b: plain(half_away(F(a, b) * 100, 2), 2)
    lines = [[names[i], pagu[i], spent[i]] for i in range(count)]
    other = dice.randint(3000, 900_000) * 1000
    at = dice.randint(0, count)
    foreign = ["Program tugas pembantuan", other, int(other * dice.uniform(0.6, 1))]
    lines.insert(at, foreign)
    is_in = dice.random() < 0.8
    sums = [sum(one[k] for one in lines if is_in or one is not foreign) for k in (1, 2)]
    out = ["Program;Pagu;Realisasi;%"] + [f"{one[0]};{grouped(str(one[1]), '.')};{grouped(str(one[2]), '.')};{share(one[2], one[1])}" for one in lines]
    out.append(f"{label};{grouped(str(sums[0]), '.')};{grouped(str(sums[1]), '.')};{share(sums[1], sums[0])}")
    kind = dice.choice(["total", "total", "total_row", "total_sum"])
    cells = []
    if kind != "total":
        line = len(out) if kind == "total_sum" else next(i for i in range(1, count + 2) if i != at + 1) + 1
        cell = out[line - 1].split(";")
        digits = cell[2].replace(".", "")
        new = swapped(dice, digits)
        if not new or new.startswith("0") or F(digits) / F(new) in [F(10) ** k for k in range(-3, 4)]:
            return None
        cell[2] = grouped(new, ".")
        out[line - 1] = ";".join(cell)
        cells = [[line, "Realisasi"]]
    return {"kind": kind, "names": ANY if cells else [], "rules": text, "data": data, "printed": "\n".join(out) + "\n", "cells": cells}


def case(seed, kind=None):
    dice = random.Random(seed)
    kind = kind or dice.choice(MORE)
    return total(dice) if kind == "total" else report(dice, kind)


if __name__ == "__main__":
    main(case)
