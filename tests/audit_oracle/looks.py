"""What tables of reports contain beside their figures: columns of parents, of periods of years, words in merged
cells, numbers in other notations, names with a year, cells of two lines."""
from fractions import Fraction as F

from planted import MARKS, grade, grouped, half_away, plain

GOALS = ["Meningkatnya mutu pelayanan", "Terwujudnya tata kelola yang baik", "Meningkatnya kesejahteraan", "Terpenuhinya hak dasar",
         "Tertibnya lingkungan", "Berkurangnya kesenjangan"]
WHOLES = ["Capaian Sasaran (%)", "Capaian Program (%)", "Rata-rata Capaian Sasaran", "Capaian Kinerja Sasaran Strategis (%)", "% Capaian Tujuan",
          "Capaian Kegiatan", "Capaian Kelompok (%)"]


class Lines(list):
    """Lines of a file, some of which break within a cell."""

    height = 0

    def append(self, line):
        self.height += 1 + line.count("\n")
        super().append(line)


def enlarge(dice, p):
    """Objectives that the rows are parts of, each of some rows one below the other; and here and there numbers of four digits."""
    p.goal, at = [], 0
    while len(p.goal) < p.count:
        p.goal += [at] * dice.choice([1, 1, 2, 3])
        at += 1
    p.goal = p.goal[:p.count]
    for i in range(p.count):
        if dice.random() < 0.15:
            p.target[i], p.past[i] = p.target[i] * 37, p.past[i] * 37
            p.value[i] = p.value[i] * 37 + dice.randint(0, 36) if i not in p.none else 0


def begins(p, i):
    return i == 0 or p.goal[i - 1] != p.goal[i]


def goals(dice, p, make):
    """A column of the objectives, merged over their rows."""
    words = dice.sample(GOALS, len(GOALS)) * 2
    title = dice.choice(["Sasaran", "Sasaran Strategis", "Program", "SASARAN / PROGRAM"])
    return make("goal", title, [words[p.goal[i]] if begins(p, i) else "" for i in range(p.count)] + [""])


def whole(dice, p):
    """What the objective of a row achieves, in each of its rows or in the first alone, with its grade."""
    merged = dice.random() < 0.6
    means = []
    for i in range(p.count):
        own = [p.achieved(k) for k in p.present if p.goal[k] == p.goal[i]]
        means.append(sum(own) / len(own) if own else None)
    shown = [begins(p, i) or not merged for i in range(p.count)]
    say = lambda mean, make: p.nothing() if mean is None else make(half_away(mean, 2))
    done = [say(mean, lambda x: plain(x, 2)) if show else "" for mean, show in zip(means, shown)]
    words = [say(mean, grade) if show else "" for mean, show in zip(means, shown)]
    return done, words


def of_wholes(dice, p):
    """The same under titles that say so."""
    done, words = whole(dice, p)
    return [("done_whole", dice.choice(WHOLES), done, ""), ("done_whole", dice.choice(WHOLES), done, ""), ("done_whole", "Capaian (%)", done, "Sasaran"),
            ("grade_whole", dice.choice(["Predikat Sasaran", "Predikat Program", "Kategori Capaian Sasaran"]), words, "")]


def spread(dice, p, rows):
    """Puts what objectives achieve in the place of what their rows do, their grades or the mean of them as well; whether any row
    has another figure now."""
    done, words = whole(dice, p)
    graded, differs = dice.random() < 0.5, False
    for row in rows[:-1]:
        i = p.names.index(row["name"])
        differs = differs or i in p.present and done[i] not in ("", row["achieved"])
        row["achieved"] = done[i]
        if graded:
            row["grade"] = words[i]
    told = [F(text.replace(",", ".")) for i, text in enumerate(done) if text[:1].isdigit() and begins(p, i)]
    if told and dice.random() < 0.5:
        rows[-1]["achieved"] = plain(half_away(sum(told) / len(told), 2), 2)
    return differs


def of_spans(dice, p, end):
    """This year beside others: how far the end of the plan is, what was gained, what came together; and whether it was enough."""
    so_far = [plain(half_away(F(v, int(t)) * 100, 2), 2) for v, t in zip(p.value, end)]
    gained = [plain(half_away(F(v - p.past_value(i), p.past_value(i)) * 100, 2), 2) for i, v in enumerate(p.value)]
    together = [str(v + p.past_value(i) * dice.choice([0, 1, 1])) for i, v in enumerate(p.value)]
    enough = [p.nothing() if i in p.gone else "Tercapai" if v >= t else "Tidak tercapai" for i, (v, t) in enumerate(zip(p.value, p.target))]
    return [("to_end", dice.choice(["Tingkat Kemajuan terhadap Target Akhir Renstra (%)", "Capaian terhadap Target Akhir Renstra (%)",
                                    "Tingkat Kemajuan (%)", "% Capaian terhadap Target RPJMD"]), so_far, ""),
            ("gained", dice.choice(["Peningkatan 2023–2024 (%)", "Kenaikan/Penurunan (%)", "Perbandingan 2022–2023"]), gained, ""),
            ("until", dice.choice(["Realisasi s.d. 2024", "Realisasi s/d Tahun 2024", "Realisasi 2022-2024"]), together, ""),
            ("enough", dice.choice(["Tercapai/Tidak Tercapai", "Status", "Keterangan"]), enough, "")]


def written(dice, p, kind):
    """How cells are written, column by column; a table has few habits."""
    percent, point = dice.random() < 0.3, dice.random() < 0.3
    mark = dice.choice(["", "", ".", " "])
    unit = dice.random() < 0.2
    broken, noted = dice.random() < 0.2, dice.random() < 0.3

    def write(k, key, text):
        if key in ("name", "goal") and broken and " " in text:
            return '"' + text.replace(" ", "\n", 1) + '"'
        if not text or not text[0].isdigit():
            return text
        if key in ("achieved", "done_whole") and text.replace(",", "").isdigit():
            text = (text.replace(",", ".") if point else text) + (" %" if percent and dice.random() < 0.9 else "")
        elif key in ("target", "value", "past") and text.isdigit():
            text = grouped(text, mark) if mark else text
            text += f" {p.units[k]}" if unit and isinstance(k, int) and k < p.count and kind != "twice" else ""
        return text + (dice.choice(MARKS) if noted and dice.random() < 0.05 and key in ("target", "value", "achieved") else "")
    return write


def dated(dice, p, rules, shown):
    """A year in names: of the report where the rules have none, and in the rules where it has none."""
    for _, cells in shown[:-1]:
        if dice.random() < 0.1:
            cells["name"] += dice.choice([" Tahun 2024", " tahun 2024", " (2024)", " TA 2024"])
    for i, name in enumerate(p.names):
        if dice.random() < 0.05:
            rules = rules.replace(f'K{i} "{name}"', f'K{i} "{name} Tahun 2024"')
    return rules
