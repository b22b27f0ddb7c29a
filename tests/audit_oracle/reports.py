"""Reports in further forms, over exact fractions: programmes over activities with money in rupiah or millions, often with only one
part; performance beside budget under titles that occur twice; objectives as rows of words, with means that the rules do not have;
differences of shares; years as columns with the remainder of a plan.

As in planted.py, a report is printed first, then one person makes one mistake, or none; what follows from it is printed accordingly.
"""
import random
from fractions import Fraction as F

from planted import cut, grouped, half_away, main, of_makers, plain, swapped

ACTS = ["Perencanaan dan Evaluasi Kinerja", "Administrasi Keuangan", "Administrasi Kepegawaian", "Administrasi Umum", "Pengadaan Barang Milik Daerah",
        "Penyediaan Jasa Penunjang", "Pemeliharaan Barang Milik Daerah", "Koordinasi Penyelenggaraan Kegiatan", "Fasilitasi Musrenbang", "Pembinaan Lembaga Kemasyarakatan",
        "Penyusunan Dokumen Perencanaan", "Penyediaan Gaji dan Tunjangan", "Rapat Koordinasi dan Konsultasi", "Penyediaan Bahan Logistik", "Pengadaan Pakaian Dinas",
        "Penyediaan Jasa Komunikasi", "Pemeliharaan Kendaraan Dinas", "Pemeliharaan Gedung Kantor", "Sinkronisasi Program", "Peningkatan Partisipasi Masyarakat"]
GOALS = ["Meningkatnya akuntabilitas kinerja", "Meningkatnya kualitas layanan publik", "Terwujudnya desa mandiri", "Meningkatnya ketertiban umum"]
THINGS = ["Nilai Evaluasi AKIP", "Indeks Kepuasan Masyarakat", "Persentase desa mandiri", "Persentase surat yang dijawab", "Angka kemiskinan", "Cakupan air minum layak",
          "Tingkat pengangguran terbuka", "Indeks SPBE", "Persentase aduan yang selesai", "Jumlah dokumen perencanaan", "Nilai Paten Kecamatan", "Indeks Inovasi Daerah"]


def slip(dice, text):
    """Another figure with two digits swapped, no slip of the point."""
    new = swapped(dice, text)
    return new if new and not new.startswith("0") else None


def head(*lines):
    return ['paket "Uji"', "  tahun 2024", "", 'data "d.csv"' + (" angka id" if "id" in lines else ""), ""]


def tree(dice):
    """Programmes, activities and what these are made of, with money: in rupiah or in millions, with codes or without."""
    names = dice.sample(ACTS, len(ACTS))
    rows, at = [], 0  # code, name, level, parts

    def grow(code, level):
        nonlocal at
        again = f" tahap {at // len(names) + 1}" if at >= len(names) else ""
        row = {"code": code, "name": names[at % len(names)] + again, "level": level, "parts": []}
        at += 1
        rows.append(row)
        if level < depth:
            for part in range(dice.choice([1, 1, 2, 2, 3])):
                if at < len(names):
                    row["parts"].append(grow(f"{code}.{part + 1:02}", level + 1))
        return row

    depth = dice.choice([1, 2])
    tops = [grow(f"5.01.{top + 1:02}", 0) for top in range(dice.choice([1, 2, 2, 3]))]
    for row in rows:
        if not row["parts"]:
            row["pagu"] = dice.randint(2000, 900_000) * 1000 + dice.choice([0, 0, dice.randint(1, 999)])
            row["spent"] = int(row["pagu"] * dice.uniform(0.6, 1)) if dice.random() < 0.85 else row["pagu"]

    def add(row):
        for part in row["parts"]:
            add(part)
        if row["parts"]:
            row["pagu"], row["spent"] = (sum(part[key] for part in row["parts"]) for key in ("pagu", "spent"))

    for top in tops:
        add(top)
    millions = dice.random() < 0.4
    given, spent, share, left = dice.choice([("Pagu", "Realisasi", "%", "Sisa"), ("Anggaran", "Realisasi Anggaran", "Capaian (%)", "Sisa Anggaran"),
                                             ("Pagu Anggaran (Rp)", "Realisasi (Rp)", "% Serapan", "Sisa Pagu")])
    has_left, has_total = dice.random() < 0.4, dice.random() < 0.6
    by = " / 1_000_000" if millions else ""
    show = " tampil 2" if millions else ""
    rules = head("id") + ['umum "5.01"', "  satuan rupiah", "", "tabel T1", "  baris " + "; ".join(f'"{top["code"]}"; turunan "{top["code"]}"' for top in tops)]
    coded = dice.random() < 0.5
    rules += ['  kolom kode "Kode"'] if coded else []
    rules += ['  kolom sasaran "Program/Kegiatan"', f'  kolom pagu{by} "{given}"{show}', f'  kolom serapan{by} "{spent}"{show}',
              f'  kolom serapan / pagu * 100% "{share}" tampil 2']
    total = " + ".join(f'pagu "{top["code"]}"' for top in tops), " + ".join(f'serapan "{top["code"]}"' for top in tops)
    if has_left:
        rules.append(f'  kolom (pagu - serapan){by} "{left}"{show}')
    if has_total:
        below = [f"({total[0]}){by} pada pagu{by}", f"({total[1]}){by} pada serapan{by}", f"({total[1]}) / ({total[0]}) * 100% pada serapan / pagu * 100%"]
        rules.append("  penutup " + "; ".join(below) + ' "Jumlah"')
    data = ["kode;uraian;tahun;pagu;serapan"] + [f'{row["code"]};{row["name"]};2024;' + (f'{row["pagu"]};{row["spent"]}' if not row["parts"] else ";") for row in rows]
    way = dice.choice(["points", "points", "rp", "full", "plain"])

    def money(amount):
        sign, amount = ("-" if amount < 0 else ""), abs(amount)
        if millions:
            whole, rest = plain(half_away(F(amount, 1_000_000), 2), 2).split(",")
            return f"{sign}{grouped(whole, '.')},{rest}"
        text = str(amount) if way == "plain" else grouped(str(amount), ".")
        return sign + {"rp": "Rp", "full": "Rp. "}.get(way, "") + text + (",00" if way == "full" else "")

    kind = dice.choice(["tree_nothing", "tree_nothing", "tree_share", "tree_leaf", "tree_top", "tree_chain", "tree_cut", "tree_row"])
    lines = [[money(row["pagu"]), money(row["spent"]), None] for row in rows]

    def work_out(at, pagu, real):
        lines[at][2] = plain(half_away(F(real, pagu) * 100, 2), 2)
        if has_left:
            del lines[at][3:]
            lines[at].append(money(pagu - real))

    for at, row in enumerate(rows):
        work_out(at, row["pagu"], row["spent"])
    all_given, all_spent = sum(top["pagu"] for top in tops), sum(top["spent"] for top in tops)
    lines.append([money(all_given), money(all_spent), plain(half_away(F(all_spent, all_given) * 100, 2), 2)])
    touched, names_of = [], {"tree_share": ["ketik"], "tree_leaf": ["ketik"], "tree_top": ["ketik"], "tree_chain": ["ketik"], "tree_cut": ["cara lain"],
                             "tree_row": ["ketik", "masukan", "bertentangan", "salah"]}
    leaves = [at for at, row in enumerate(rows) if not row["parts"]]
    others = [at for at, row in enumerate(rows) if row["parts"]]
    only = [at for at, row in enumerate(rows) if len(row["parts"]) == 1]

    def put(at, column, text):
        if text is None or text == lines[at][column]:
            return False
        lines[at][column] = text
        touched.append((at, column))
        return True

    if kind == "tree_share":
        at = dice.randrange(len(rows))
        if not put(at, 2, slip(dice, lines[at][2])):
            return None
    elif kind in ("tree_leaf", "tree_top"):
        at, column = dice.choice(leaves if kind == "tree_leaf" else others or leaves), dice.randrange(2)
        if not put(at, column, slip(dice, lines[at][column])):
            return None
    elif kind == "tree_chain":
        # What stands above its only part has the same figure, copied or worked out from it.
        if not only:
            return None
        at, column = dice.choice(only), dice.choice([0, 1, 2, 2])
        new = slip(dice, lines[at][column])
        if not put(at, column, new) or not put(at + 1, column, new):
            return None
    elif kind == "tree_cut":
        able = [at for at, row in enumerate(rows) if cut(F(row["spent"], row["pagu"]) * 100, 2) != half_away(F(row["spent"], row["pagu"]) * 100, 2)]
        if not able:
            return None
        at = dice.choice(able)
        put(at, 2, plain(cut(F(rows[at]["spent"], rows[at]["pagu"]) * 100, 2), 2))
    elif kind == "tree_row":
        # A figure that was typed wrong before the row was worked out.
        at = dice.choice(leaves)
        new = slip(dice, str(rows[at]["spent"]))
        if new is None or int(new) == 0 or money(int(new)) == lines[at][1]:
            return None
        put(at, 1, money(int(new)))
        work_out(at, rows[at]["pagu"], int(new))
    titles = [given, spent, share] + ([left] if has_left else [])
    printed_code, numbered = coded and dice.random() < 0.8, dice.random() < 0.3
    prefix = dice.choice([["", "", ""], ["Program: ", "Kegiatan: ", "Sub Kegiatan: "], ["PROGRAM ", "KEGIATAN ", "SUB KEGIATAN "], ["", "- ", "-- "]])
    front = (["No"] if numbered else []) + (["Kode"] if printed_code else []) + [dice.choice(["Program/Kegiatan", "Program / Kegiatan / Sub Kegiatan", "Uraian"])]
    out = [";".join(front + titles)]
    for at, row in enumerate(rows):
        name = prefix[row["level"]] + (row["name"].upper() if prefix[0].isupper() and row["level"] == 0 else row["name"])
        out.append(";".join(([str(at + 1)] if numbered else []) + ([row["code"]] if printed_code else []) + [name] + lines[at]))
    if has_total:
        out.append(";".join([""] * (len(front) - 1) + [dice.choice(["Jumlah", "JUMLAH", "TOTAL", "Total Anggaran"])] + lines[-1]))
    return rules, data, out, [[row + 2, titles[at]] for row, at in touched], kind, names_of.get(kind, [])


def beside(dice):
    """Performance and budget beside each other, with titles that stand twice, objectives as rows of words, means nobody declared."""
    count = dice.randint(3, 8)
    names = dice.sample(THINGS, count)
    target = [F(dice.randint(200, 990), 10) if dice.random() < 0.5 else F(dice.randint(5, 300)) for _ in names]
    value = [half_away(one * F(dice.randint(60, 125), 100), 1) for one in target]
    pagu = [dice.randint(2000, 900_000) * 1000 for _ in names]
    spent = [int(one * dice.uniform(0.5, 1)) for one in pagu]
    cap = dice.choice([None, 100, 120])
    done = [half if cap is None else min(half, F(cap)) for half in (v / t * 100 for v, t in zip(value, target))]
    rules = head("id") + ["aturan capaian C", '  jika target = 0 : tidak terdefinisi "nol"', "  makin tinggi : realisasi / target * 100"]
    rules += ([f"  batas 0..{cap}"] if cap else []) + [""]
    of_goal = sorted(dice.randrange(2 if count < 5 else 3) for _ in names)
    goals = dice.sample(GOALS, 3)
    for at, name in enumerate(names):
        rules += [f'indikator K{at} "{name}"', f'  sasaran "{goals[of_goal[at]]}"', "  arah makin tinggi", "  capaian C", ""]
    same = dice.choice(["Realisasi", "Realisasi", "Capaian"])
    keys = ["target", "value", "done", "pagu", "spent", "share"]
    said = {"target": "Target", "value": "Realisasi", "done": "Capaian", "pagu": dice.choice(["Pagu", "Anggaran", "Alokasi (Rp)"]),
            "spent": "Realisasi" if same == "Realisasi" else "Serapan", "share": "Capaian" if dice.random() < 0.5 else "%"}
    has_gap = dice.random() < 0.4
    words = {"target": "target", "value": "realisasi", "done": "capaian", "pagu": "pagu", "spent": "serapan", "share": "serapan / pagu * 100%",
             "gap": "capaian - serapan / pagu * 100%"}
    rules += ["tabel T1", "  baris " + "; ".join(f"K{at}" for at in range(count)), '  kolom sasaran "Sasaran Strategis"', '  kolom nama "Indikator Kinerja"']
    for key in keys:
        rules.append(f'  kolom {words[key]} "{said[key]}"' + (" tampil 2" if key in ("done", "share") else ""))
    if has_gap:
        keys, said["gap"] = keys + ["gap"], dice.choice(["Efisiensi", "Tingkat Efisiensi (%)"])
        rules.append(f'  kolom {words["gap"]} "{said["gap"]}" tampil 2')
    has_mean = dice.random() < 0.6
    if has_mean:
        rules.append('  penutup rata_rata(capaian) pada capaian; jumlah(pagu); jumlah(serapan); jumlah(serapan) / jumlah(pagu) * 100% pada serapan / pagu * 100% "Rata-rata"')
    number = lambda x: str(x.numerator) if x.denominator == 1 else plain(x, 1)
    data = ["kode;tahun;target;realisasi;pagu;serapan"] + [f"K{at};2024;{number(target[at])};{number(value[at])};{pagu[at]};{spent[at]}" for at in range(count)]
    percent = dice.choice(["", "%", " %"])
    two = lambda x: plain(half_away(x, 2), 2)
    rows = [{"target": number(target[at]), "value": number(value[at]), "done": two(done[at]), "pagu": grouped(str(pagu[at]), "."), "spent": grouped(str(spent[at]), "."),
             "share": two(F(spent[at], pagu[at]) * 100), "gap": two(done[at] - F(spent[at], pagu[at]) * 100)} for at in range(count)]
    mean = {"done": two(sum(done) / count), "pagu": grouped(str(sum(pagu)), "."), "spent": grouped(str(sum(spent)), "."), "share": two(F(sum(spent), sum(pagu)) * 100)}
    kind = dice.choice(["beside_nothing", "beside_nothing", "beside_cell", "beside_column", "beside_copy", "beside_mean"])
    touched, names_of = [], {"beside_cell": ["ketik", "cara lain"], "beside_column": ["kolom", "salah", "ketik", "bertentangan", "salin", "masukan"], "beside_copy": ["salin"],
                             "beside_mean": ["cara lain", "ketik", "salah"]}
    if kind == "beside_cell":
        at, key = dice.randrange(count), dice.choice(["done", "share", "spent"])
        new = slip(dice, rows[at][key])
        if not new:
            return None
        # What is a hundred less is that as well, and what follows from a figure does.
        touched.append((at, key))
        rows[at][key] = new
    elif kind == "beside_column":
        for at in range(count):
            new = slip(dice, rows[at]["spent"])
            if new:
                rows[at]["spent"] = new
                touched.append((at, "spent"))
        if len(touched) < 2:
            return None
    elif kind == "beside_copy":
        at = dice.randrange(1, count)
        new = rows[at - 1]["share"]
        if new == rows[at]["share"] or spent[at - 1] == pagu[at - 1]:
            return None
        rows[at]["share"] = new
        touched.append((at, "share"))
    elif kind == "beside_mean":
        if not has_mean or two(sum(done) / (count - 1)) == mean["done"]:
            return None
        mean["done"] = two(sum(done) / (count - 1))
        touched.append((count, "done"))
    units = dice.random() < 0.3
    torn = dice.random() < 0.2
    split = dice.random() < 0.4
    titles = dict(said)
    shown = keys
    if dice.random() < 0.3:
        shown = ["pagu", "spent", "share"] + [key for key in keys if key not in ("pagu", "spent", "share")] if said["spent"] != said["value"] and said["share"] != said["done"] else keys
    goal_rows = dice.random() < 0.4
    first = (["No"] if dice.random() < 0.5 else []) + ([] if goal_rows else ["Sasaran Strategis"]) + ["Indikator Kinerja"]
    heads, above, ids = [], [], []
    for key in shown:
        over = "Kinerja" if key in ("target", "value", "done") else "Anggaran" if key in ("pagu", "spent", "share") else ""
        heads.append(titles[key]), above.append(over), ids.append(key)
        if key == "value" and units:
            heads.append("Satuan"), above.append("Kinerja"), ids.append("unit")
        elif key == "value" and torn:
            heads.append(titles[key]), above.append("Kinerja"), ids.append("unit")
    if split and not (torn and not units):
        out = [";".join(first + [one if at == 0 or above[at - 1] != one else "" for at, one in enumerate(above)]), ";".join([""] * len(first) + heads)]
        full = {key: f"{over} · {title}" if over else title for key, over, title in zip(ids, above, heads)}
        # What has no level above it stands in the first line.
        if "gap" in ids:
            lines = [line.split(";") for line in out]
            lines[0][-1], lines[1][-1] = titles["gap"], ""
            out = [";".join(line) for line in lines]
    else:
        out, full = [";".join(first + heads)], dict(zip(ids, heads))
    where, before = {}, None
    for at in range(count):
        if goal_rows and of_goal[at] != before:
            out.append(goals[of_goal[at]] if dice.random() < 0.7 else f"Sasaran {of_goal[at] + 1}: {goals[of_goal[at]]}")
        front = ([str(at + 1)] if first[0] == "No" else []) + ([] if goal_rows else [goals[of_goal[at]] if of_goal[at] != before else ""]) + [names[at]]
        before = of_goal[at]
        cells = [dict(rows[at], unit=dice.choice(["nilai", "indeks", "%"]) if units else "nilai")[key] + (percent if key in ("done", "share") else "") for key in ids]
        out.append(";".join(front + cells))
        where[at] = len(out)
        last = at + 1 == count or of_goal[at + 1] != of_goal[at]
        if last and goal_rows and has_mean and dice.random() < 0.3:
            mine = [done[k] for k in range(count) if of_goal[k] == of_goal[at]]
            out.append(";".join([""] * (len(first) - 1) + [f"Rata-rata capaian sasaran {of_goal[at] + 1}"] + [two(sum(mine) / len(mine)) if key == "done" else "" for key in ids]))
    if has_mean:
        out.append(";".join([""] * (len(first) - 1) + [dice.choice(["Rata-rata", "RATA-RATA", "Rata-rata dan Jumlah"])] + [mean.get(key, "") + (percent if key in ("done", "share") else "") for key in ids]))
        where[count] = len(out)
    return rules, data, out, [[where[row], full[key]] for row, key in touched], kind, names_of.get(kind, [])


if __name__ == "__main__":
    main(of_makers(tree, beside))
