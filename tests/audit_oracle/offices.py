"""Reports as offices lay them out, over exact fractions: budgets with totals and what follows from them, headings of two levels,
shares of totals, targets that are ranges, several years side by side, claims, unreadable cells.

As in planted.py, a report is printed first, then one person makes one mistake, or none. Each output line is one case in the same
format; what follows from the mistake further down is printed as that person would compute it.
"""
import random
from fractions import Fraction as F

from planted import grouped, half_away, main, of_makers, plain, swapped

PROGRAMMES = ["Penunjang Urusan Pemerintahan", "Pemberdayaan Masyarakat", "Koordinasi Ketertiban", "Pembinaan Desa", "Pelayanan Publik",
              "Penyelenggaraan Pemerintahan Umum", "Pengelolaan Aset", "Peningkatan Kapasitas Aparatur"]
THINGS = ["Nilai SAKIP", "Indeks Kepuasan Masyarakat", "Jumlah desa mandiri", "Rasio elektrifikasi", "Angka kemiskinan", "Cakupan air minum",
          "Tingkat pengangguran", "Indeks SPBE", "Surat selesai tepat waktu"]
TORN = ["9 9,4", "3.012.572.30,00", "1OO", "12,5,7"]


def money(amount, way):
    return {"plain": str(amount), "points": grouped(str(amount), "."), "rp": "Rp" + grouped(str(amount), "."),
            "full": "Rp. " + grouped(str(amount), ".") + ",00"}[way]


def share(part, whole, places=2):
    return plain(half_away(F(part, whole) * 100, places), places)


def slip(dice, amount):
    """A figure with two digits swapped."""
    new = swapped(dice, str(amount))
    return int(new) if new and not new.startswith("0") else None


def budget(dice):
    """Programmes with what they were given and spent, what is left, shares of the row and of the total; totals and what follows."""
    count = dice.randint(3, 8)
    names = dice.sample(PROGRAMMES, count)
    given = [dice.randint(20_000, 4_000_000) * 1000 + dice.choice([0, 0, dice.randint(1, 999)]) for _ in names]
    spent = [int(one * dice.uniform(0.6, 1)) for one in given]
    has_left, has_part = dice.random() < 0.5, dice.random() < 0.5
    words = dice.choice([("Pagu", "Realisasi", "%", "Sisa", "Porsi (%)"), ("Anggaran", "Realisasi Anggaran", "Serapan (%)", "Sisa Anggaran", "% Total"),
                         ("Pagu (Rp)", "Serapan (Rp)", "% Serapan", "Sisa (Rp)", "Porsi")])
    rules = ['paket "Uji"', "  tahun 2024", "", 'data "d.csv"', ""]
    for at, name in enumerate(names):
        rules += [f'besaran P{at} "{name}"', "  satuan rupiah", ""]
    total = " + ".join(f"pagu P{at}" for at in range(count))
    rules += [f"SEMUA = {total}", "", "tabel T1", "  baris " + "; ".join(f"P{at}" for at in range(count)), '  kolom nama "Program"',
              f'  kolom pagu "{words[0]}"', f'  kolom serapan "{words[1]}"', f'  kolom serapan / pagu * 100% "{words[2]}" tampil 2']
    footer = "jumlah(pagu); jumlah(serapan); jumlah(serapan) / jumlah(pagu) * 100% pada serapan / pagu * 100%"
    if has_left:
        rules.append(f'  kolom pagu - serapan "{words[3]}"')
        footer += "; jumlah(pagu - serapan)"
    if has_part:
        rules.append(f'  kolom pagu / SEMUA * 100% "{words[4]}" tampil 2')
    rules += [f'  penutup {footer} "Jumlah"']
    data = ["kode;tahun;pagu;serapan"] + [f"P{at};2024;{given[at]};{spent[at]}" for at in range(count)]
    kind = dice.choice(["office_nothing", "office_nothing", "office_total", "office_row", "office_share"])
    shown_given, shown_spent, sums, touched = list(given), list(spent), [sum(given), sum(spent)], []
    if kind == "office_total":
        at = dice.randrange(2)
        sums[at] = slip(dice, sums[at])
        touched = [(count, at)]
    if kind == "office_row":
        row, at = dice.randrange(count), dice.randrange(2)
        cells = (shown_given, shown_spent)[at]
        cells[row] = slip(dice, cells[row])
        touched = [(row, at)]
    if None in sums + shown_given + shown_spent or sums[0] in (0, None):
        return None
    # Whoever works a row out again has its printed figures before them, or the right ones.
    again = dice.random() < 0.7
    way = dice.choice(["plain", "points", "rp", "full"])
    lines = []
    for row in range(count + 1):
        a, b = (sums if row == count else (shown_given[row], shown_spent[row]))
        x, y = (a, b) if again or kind != "office_row" or row == count else (given[row], spent[row])
        cells = [money(a, way), money(b, way), share(y, x) + dice.choice(["", "%", " %"])]
        if has_left:
            left = x - y
            cells.append(("-" if left < 0 else "") + money(abs(left), way))
        if has_part:
            cells.append("" if row == count else share(given[row], sum(given)))
        lines.append(cells)
    # The total is that of the printed rows where it was added up again.
    if kind == "office_share":
        row = dice.randrange(count)
        new = swapped(dice, share(spent[row], given[row]))
        if not new or new.startswith("0"):
            return None
        lines[row][2] = new
        touched = [(row, 2)]
    titles = [words[0], words[1], words[2]] + ([words[3]] if has_left else []) + ([words[4]] if has_part else [])
    out = [";".join(["Program"] + titles)] + [";".join([name] + cells) for name, cells in zip(names + ["Jumlah"], lines)]
    if kind == "office_nothing" and dice.random() < 0.4:
        # A figure right of the titles, and a cell that cannot be read.
        out[dice.randrange(1, count + 1)] += ";" + dice.choice(["99,99", "12"])
    names_of = {"office_total": ["ketik", "salah", "jumlah"], "office_row": ["ketik", "masukan", "bertentangan"], "office_share": ["ketik"]}
    return rules, data, out, [[row + 2, titles[at]] for row, at in touched], kind, names_of.get(kind, [])


def years(dice):
    """Targets, realisations and achievements of two or three years beside each other, under headings of one or two levels."""
    count = dice.randint(3, 7)
    names = dice.sample(THINGS, count)
    span = list(range(2025 - dice.choice([2, 3]), 2025))
    lower = [dice.random() < 0.2 for _ in names]
    target = {(at, year): dice.randint(20, 990) for at in range(count) for year in span}
    value = {key: max(5, int(one * dice.uniform(0.6, 1.3))) for key, one in target.items()}
    cap = dice.choice([None, 100, 120])

    def done(at, year):
        t, r = target[at, year], value[at, year]
        x = F(2 * t - r, t) * 100 if lower[at] else F(r, t) * 100
        return min(max(x, F(0)), F(cap)) if cap else x

    rules = ['paket "Uji"', "  tahun 2024", "", 'data "d.csv"', "", "aturan capaian C", '  jika target = 0 : tidak terdefinisi "nol"',
             "  makin tinggi : realisasi / target * 100", "  makin rendah : (2*target - realisasi) / target * 100"]
    rules += [f"  batas 0..{cap}"] if cap else []
    rules += [""]
    for at, name in enumerate(names):
        rules += [f'indikator K{at} "{name}"', f"  arah makin {'rendah' if lower[at] else 'tinggi'}", "  capaian C", ""]
    rules += ["tabel T1", "  baris " + "; ".join(f"K{at}" for at in range(count)), '  kolom nama "Indikator"']
    columns, by_kind = [], dice.random() < 0.3
    order = [(year, key) for year in span for key in ("target", "realisasi", "capaian")]
    if by_kind:
        order = [(year, key) for key in ("target", "realisasi", "capaian") for year in span]
    said = {"target": "Target", "realisasi": "Realisasi", "capaian": "Capaian (%)"}
    for year, key in order:
        when = "" if year == 2024 else f"[{year}]"
        title = f"{said[key]} {year}"
        rules.append(f'  kolom {key}{when} "{title}"' + (" tampil 2" if key == "capaian" else ""))
        columns.append((year, key, title))
    data = ["kode;tahun;target;realisasi"]
    data += [f"K{at};{year};{target[at, year]};{value[at, year]}" for at in range(count) for year in span]
    kind = dice.choice(["office_nothing", "office_cell", "office_cell", "office_torn", "office_neighbour_year"])
    cells = [[plain(half_away(done(at, year), 2), 2) if key == "capaian" else str({"target": target, "realisasi": value}[key][at, year])
              for year, key, _ in columns] for at in range(count)]
    touched, names_of = [], {"office_cell": ["ketik"], "office_torn": ["tidak terbaca", "satuan", "ketik", "salah"],
                             "office_neighbour_year": ["salin", "cara lain", "ketik", "masukan", "salah", "satuan"]}
    row, place = dice.randrange(count), dice.choice([at for at, (_, key, _) in enumerate(columns) if key == "capaian"])
    if kind == "office_cell":
        new = swapped(dice, cells[row][place])
        if not new or new.startswith("0"):
            return None
    elif kind == "office_torn":
        new = dice.choice(TORN)
    elif kind == "office_neighbour_year":
        others = [at for at, (year, key, _) in enumerate(columns) if key == "capaian" and at != place]
        new = cells[row][dice.choice(others)]
    if kind != "office_nothing":
        if new == cells[row][place]:
            return None
        cells[row][place] = new
        touched = [(row, place)]
    two = dice.random() < 0.6
    if two:
        above = [str(year) if not by_kind else said[key] for year, key, _ in columns]
        above = [one if by_kind else f"Tahun {one}" for one in above]
        first = [one if at == 0 or above[at - 1] != one else "" for at, one in enumerate(above)]
        leaf = [said[key] if not by_kind else str(year) for year, key, _ in columns]
        if not by_kind and dice.random() < 0.4:
            leaf = ["%" if one == "Capaian (%)" else one for one in leaf]
        out = [";".join(["Indikator"] + first), ";".join([""] + leaf)]
        full = [f"{a} · {b}" for a, b in zip(above, leaf)]
    else:
        out, full = [";".join(["Indikator"] + [title for _, _, title in columns])], [title for _, _, title in columns]
    where = len(out) + 1
    out += [";".join([name] + line) for name, line in zip(names, cells)]
    return rules, data, out, [[where + row, full[at]] for row, at in touched], kind, names_of.get(kind, [])


def ranges(dice):
    """Targets that are ranges beside single ones, with claims about what was achieved."""
    count = dice.randint(3, 6)
    names = dice.sample(THINGS, count)
    low = [F(dice.randint(2000, 9000), 100) for _ in names]
    high = [one + F(dice.randint(1, 400), 100) if dice.random() < 0.5 else one for one in low]
    value = [half_away(one * F(dice.randint(80, 115), 100), 2) for one in low]
    rules = ['paket "Uji"', "  tahun 2024", "", 'data "d.csv"', "", "aturan capaian C", '  jika target = 0 : tidak terdefinisi "nol"',
             "  makin tinggi : realisasi / target * 100",
             "  rentang makin tinggi : jika realisasi > target_atas maka realisasi / target_atas * 100 selain itu jika realisasi < "
             "target_bawah maka realisasi / target_bawah * 100 selain itu 100", "  batas 0..120", ""]
    for at, name in enumerate(names):
        rules += [f'indikator K{at} "{name}"', "  arah makin tinggi", "  capaian C", ""]
    rules += ["tabel T1", "  baris " + "; ".join(f"K{at}" for at in range(count)), '  kolom nama "Indikator"', '  kolom target "Target"',
              '  kolom realisasi "Realisasi"', '  kolom capaian "Capaian (%)" tampil 2', '  penutup rata_rata(capaian) "Rata-rata"', ""]
    def achieved(r, a, b):
        return r / b * 100 if r > b else r / a * 100 if r < a else F(100)

    done = [min(achieved(value[at], low[at], high[at]), F(120)) for at in range(count)]
    mean = sum(done) / count
    rules += [f'klaim "rata-rata {plain(half_away(mean, 2), 2)}" halaman 3',
              "  rata_rata(" + "; ".join(f"capaian K{at}" for at in range(count)) + f") ≈ {plain(half_away(mean, 2), 2)}%"]
    text = lambda x: plain(x, 2)
    sign = dice.choice(["-", " – ", "–", " s.d. ", " - "])
    target = [text(a) if a == b else text(a) + "-" + text(b) for a, b in zip(low, high)]
    printed = [text(a) if a == b else text(a) + sign + text(b) for a, b in zip(low, high)]
    data = ["kode;tahun;target;realisasi"] + [f"K{at};2024;{target[at]};{text(value[at])}" for at in range(count)]
    cells = [[printed[at], text(value[at]), plain(half_away(done[at], 2), 2)] for at in range(count)]
    kind = dice.choice(["office_nothing", "office_cell", "office_range"])
    touched, names_of = [], {"office_cell": ["ketik"], "office_range": ["bertentangan", "ketik", "masukan"]}
    row = dice.randrange(count)
    at = {"office_cell": 2, "office_range": 0}.get(kind)
    if kind == "office_range" and low[row] == high[row]:
        return None
    if at is not None:
        new = swapped(dice, cells[row][at].split(sign)[0]) if kind == "office_range" else swapped(dice, cells[row][at])
        if not new or new.startswith("0"):
            return None
        cells[row][at] = new + sign + text(high[row]) if kind == "office_range" else new
        touched = [(row, at)]
    out = ["Indikator;Target;Realisasi;Capaian (%)"] + [";".join([name] + line) for name, line in zip(names, cells)]
    out.append(f"Rata-rata;;;{plain(half_away(mean, 2), 2)}")
    titles = ["Target", "Realisasi", "Capaian (%)"]
    return rules, data, out, [[row + 2, titles[at]] for row, at in touched], kind, names_of.get(kind, [])


def compared(dice):
    """Own figures beside those of other offices, in groups of one and of several columns under headings of two or three lines; the target of
    the end of the plan under its year."""
    count = dice.randint(4, 7)
    names = dice.sample(THINGS, count)
    target = [F(dice.randint(3000, 9500), 100) for _ in names]
    value = [half_away(one * F(dice.randint(70, 118), 100), 2) for one in target]
    end = [one + F(dice.randint(100, 900), 100) for one in target]
    has_end = dice.random() < 0.5
    text = lambda x: plain(x, 2)
    rules = ['paket "LKjIP Kabupaten Sumberjo"', "  tahun 2024", "  periode 2022..2026", "", 'data "d.csv"', "", "aturan capaian C",
             "  makin tinggi : realisasi / target * 100", ""]
    for at, name in enumerate(names):
        rules += [f'indikator K{at} "{name}"', "  arah makin tinggi", "  capaian C", ""]
    rules += ["tabel T1", "  baris " + "; ".join(f"K{at}" for at in range(count)), '  kolom nama "Indikator"', '  kolom target "Target"',
              '  kolom realisasi "Realisasi"', '  kolom capaian "Capaian (%)" tampil 2']
    rules += ['  kolom target[akhir] "Target Akhir RPJMD"'] if has_end else []
    data = ["kode;tahun;target;realisasi"] + [f"K{at};2024;{text(target[at])};{text(value[at])}" for at in range(count)]
    data += [f"K{at};2026;{text(end[at])};" for at in range(count)]
    own = [[text(target[at]), text(value[at]), text(half_away(value[at] / target[at] * 100, 2))] for at in range(count)]

    def other(at, leaf):
        """A figure of another office: often its own, sometimes the same."""
        near = lambda x: text(half_away(x * F(dice.choice([100, 97, 98, 99, 101, 103]), 100), 2))
        return {"Target": near(target[at]), "Realisasi": near(value[at]), "Rata-rata": near(value[at]),
                "Capaian (%)": near(value[at] / target[at] * 100)}[leaf]

    own_leaves = ["Target", "Realisasi", "Capaian (%)"]
    lower = dice.random() < 0.5
    groups = [("Kabupaten Sumberjo" if lower else None, own_leaves)]
    if lower:
        others = [("Kabupaten Lembayung", own_leaves), ("Kota Mentari", dice.choice([own_leaves, ["Capaian (%)"]]))]
        groups += others[: dice.randint(1, 2)]
    else:
        others = [("Provinsi", ["Target", "Realisasi"]), ("Nasional", [dice.choice(["Realisasi", "Rata-rata"])]), ("Kabupaten Lembayung", ["Realisasi"])]
        groups += others[: dice.randint(1, 3)]
    three = lower and dice.random() < 0.4
    first, second, third, full, cells = ["Indikator"], [""], [""], [], [[] for _ in names]
    for name, leaves in groups:
        for at, leaf in enumerate(leaves):
            if name is None:
                levels, above = [leaf, "", ""], leaf
            else:
                levels, above = [name if at == 0 else "", leaf, ""], f"{name} · {leaf}"
                if three:
                    levels, above = ["Tahun 2024" if len(full) == 0 else "", levels[0], leaf], f"Tahun 2024 · {above}"
            first, second, third = first + levels[:1], second + levels[1:2], third + levels[2:]
            full.append(above)
            for row in range(count):
                is_own = name in (None, "Kabupaten Sumberjo")
                cells[row].append(own[row][at] if is_own else other(row, leaf))
    if has_end:
        title = dice.choice(["Target Akhir RPJMD", "Target 2026", "Target RPJMD 2026", "Target Akhir RPJMD (2026)"])
        first, second, third, full = first + [title], second + [""], third + [""], full + [title]
        if three:
            # It stands beside what the year is merged over, under a title of its own in the first line.
            full[-1] = title
        for row in range(count):
            cells[row].append(text(end[row]))
    kind = dice.choice(["office_nothing", "office_own", "office_own"] + (["office_end"] if has_end else []))
    touched, row = [], dice.randrange(count)
    at = {"office_own": 2, "office_end": len(full) - 1}.get(kind)
    if at is not None:
        new = swapped(dice, cells[row][at])
        if not new or new.startswith("0"):
            return None
        cells[row][at] = new
        touched = [(row, at)]
    out = [";".join(line) for line in (first, second, third) if any(line)]
    where = len(out) + 1
    out += [";".join([name] + line) for name, line in zip(names, cells)]
    named = {"office_own": ["ketik"], "office_end": ["ketik", "bertentangan", "masukan"]}.get(kind, [])
    return rules, data, out, [[where + row, full[at]] for row, at in touched], kind, named


if __name__ == "__main__":
    main(of_makers(budget, budget, years, years, ranges, compared, compared))
