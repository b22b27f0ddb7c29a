#!/usr/bin/env python3
"""Random pairs of small packages that differ in some edits, the data of both, and what a comparison has to report: which changes
there are, which cells differ with both values, in which order, and which smallest sets of edits give each new value, found
by applying every set of edits and computing the package again in exact fractions. Independent of the program; based only on
docs/bahasa.md.

    pairs.py SEED COUNT > pairs.jsonl
"""

import copy
import itertools
import json
import random
import sys
from fractions import Fraction

NF, NA, ERR, WRONG = "belum diisi", "tidak berlaku", "tidak terdefinisi", "keliru"
WORST = [NA, NF, ERR, WRONG]
ABSENT = "tidak ada"
# A value of what the rules do not have, and its grade.
NOTHING = (ABSENT, NA)
YEAR, PAST = 2024, 2023


def missing(x):
    return isinstance(x, str) and x in (*WORST, ABSENT)


def worst(*xs):
    found = [x for x in xs if missing(x)]
    return max(found, key=WORST.index) if found else None


def half_away(x, places):
    step = Fraction(10) ** -places
    whole = int(abs(x) / step + Fraction(1, 2))
    return whole * step if x >= 0 else -whole * step


def clamp(x, cap):
    return min(max(x, Fraction(cap[0])), Fraction(cap[1])) if cap else x


def steps(x, cap, places):
    """The cap first, where both stand in one rule in that order."""
    x = clamp(x, cap)
    return half_away(x, places) if places is not None else x


# ---------------------------------------------------------------------------------------------------- a package

def base(dice):
    """Everything that edits touch, in one dictionary each."""
    pick = dice.choice
    model = {
        "plan": {"first": PAST},
        "rule Baku": {"zero": pick(["tidak terdefinisi \"nol\"", "100", "0"]), "up": 0, "cap": pick([None, (0, 100), (0, 120)]),
                      "places": pick([None, None, 2, 0])},
        "rule Lain": {"zero": "0", "up": 1, "cap": (0, 150), "places": None},
        "bands P": {"edges": (70, 90), "places": pick([None, 0])},
        "bands Q": {"edges": (50, 100), "places": None},
        "B": {"scale": pick([None, (0, 1000), (0, 90)])},
        "U": {"unit": "surat"},
        "C": {"formula": pick(["A * 2", "A + B", "A - 5"]), "past": None},
        "D": {"formula": "C - C[tahun-1]"},
        "E": {"formula": pick(["min(C; 100)", "jika B > 50 maka C selain itu B"])},
        "F": {"formula": "E + 1"},
        "K": {"formula": "A - A[awal]"},
        "X": {"formula": pick([None, "C"]), "target": None, "way": "tinggi", "rule": "Baku", "cap": None, "bands": "P"},
        "Y": {"formula": None, "target": None, "way": pick(["tinggi", "rendah"]), "rule": "Baku", "cap": None, "bands": None},
        "Z": {"formula": None, "target": pick([None, "B"]), "way": "tinggi", "rule": pick(["Baku", "Lain"]), "cap": None, "bands": "Q"},
        "W": {"formula": None, "target": None, "way": "tinggi", "rule": "Baku", "cap": None, "bands": pick([None, "P"])},
        "G": {"members": pick([["X", "Y"], ["X", "Y"], ["X"], ["Y"]]), "how": pick(["rata_rata", "terbesar"]), "skips": dice.random() < 0.5, "weights": None, "cap": None, "bands": "P"},
        "H": {"members": ["G", "Z"], "how": "rata_rata_tertimbang", "skips": True, "weights": (50, 50), "cap": None, "bands": "P"},
    }
    if dice.random() < 0.3:
        model["C"]["past"] = "A * 4"
    return model


FORMULAS = ["A * 2", "A * 3", "A + B", "A - 5", "A / B", "bulat(A / 7; 1)"]


def edits(dice, model, two_years):
    """Edits of the base, each with the changes that are said of it: (where, what). None touches what another one does."""
    pick = dice.choice
    other = lambda options, now: pick([one for one in options if one != now])

    def put(thing, **values):
        def make(edited):
            edited[thing].update(values)
        return make

    found = []
    rule = model["rule Baku"]
    cap, places = pick([None, (0, 100), (0, 110), (0, 120)]), pick([rule["places"], rule["places"], 1, 2])
    if (cap, places) != (rule["cap"], rule["places"]):
        what = "batas" if places == rule["places"] else "pembulatan" if cap == rule["cap"] else "batas dan pembulatan"
        found.append((("aturan capaian Baku", what), put("rule Baku", cap=cap, places=places)))
    key = pick(["zero", "up"])
    value = other(["tidak terdefinisi \"nol\"", "100", "0"], rule["zero"]) if key == "zero" else 1
    found.append((("aturan capaian Baku", "rumus"), put("rule Baku", **{key: value})))
    found.append((("aturan predikat P", "rentang"), put("bands P", edges=pick([(75, 90), (70, 95), (60, 80)]))))
    found.append((("aturan predikat P", "pembulatan sebelum rentang"),
                  put("bands P", places=other([None, 0, 1], model["bands P"]["places"]))))
    found.append((("besaran U", "satuan"), put("U", unit="lembar")))
    found.append((("besaran B", "skala"), put("B", scale=pick([(0, 2000), (-10, 5000), (0, 60), (10, 120)]))))
    found.append((("besaran C", "rumus"), put("C", formula=other(FORMULAS, model["C"]["formula"]))))
    if not two_years:
        found.append((("paket", "periode"), put("plan", first=YEAR)))
    if model["C"]["past"] and not two_years:
        found.append((("besaran C (sampai 2023)", "rumus"), put("C", past="A * 5")))
    found.append((("besaran E", "rumus"), put("E", formula=pick(["min(C; 90)", "maks(C; B)"]))))
    for name in "XYZ":
        thing = f"indikator {name}"
        found.append(((thing, "arah"), put(name, way={"tinggi": "rendah", "rendah": "tinggi"}[model[name]["way"]])))
        found.append(((thing, "target"), put(name, target=other([None, "B", "50"], model[name]["target"]))))
        found.append(((thing, "aturan capaian"), put(name, rule={"Baku": "Lain", "Lain": "Baku"}[model[name]["rule"]])))
        found.append(((thing, "batas"), put(name, cap=pick([(0, 90), (10, 105)]))))
        found.append(((thing, "aturan predikat"), put(name, bands=other([None, "P", "Q"], model[name]["bands"]))))
    found.append((("indikator X", "rumus"), put("X", formula=other([None, "C", "A + 1"], model["X"]["formula"]))))
    found.append((("kelompok G", "anggota"), put("G", members=other([["X", "Y"], ["X"], ["Y"]], model["G"]["members"]))))
    found.append((("kelompok G", "isian kosong"), put("G", skips=not model["G"]["skips"])))
    found.append((("kelompok G", "rumus"), put("G", how=other(["rata_rata", "terbesar", "terkecil"], model["G"]["how"]))))
    found.append((("kelompok G", "batas"), put("G", cap=(0, 95))))
    found.append((("kelompok H", "bobot"), put("H", weights=pick([(60, 40), (30, 70), (45, 55)]))))
    dice.shuffle(found)
    # What judges cells and what moves years is seldom and matters.
    often = [one for one in found if one[0][1] in ("skala", "periode") and dice.random() < 0.25]
    found = often + [one for one in found if one not in often]
    count = pick([0, 1, 1, 2, 2, 3, 3, 4, 5, 6])
    chosen = found[:count]
    # What is typed stands by itself, and its scale judges it.
    scale = (("indikator W", "skala"), put("W", scale=pick([(0, 70), (50, 2000), (0, 2000)])))
    if dice.random() < 0.25:
        chosen = chosen[:5] + [scale]
    # Things that come and go move nothing but their own values.
    extra = []
    if dice.random() < 0.15:
        extra.append((("besaran M", "baru"), lambda edited: edited.update(M={})))
    if dice.random() < 0.15 and scale not in chosen:
        extra.append((("indikator W", "dihapus"), lambda edited: edited.pop("W")))
    if dice.random() < 0.2:
        extra.append((("besaran N", "baru"), lambda edited: edited.update(N={"formula": "A + B"})))
    if dice.random() < 0.2:
        extra.append((("besaran F", "dihapus"), lambda edited: edited.pop("F")))
    return chosen, extra


def edited(model, made):
    model = copy.deepcopy(model)
    for _, make in made:
        make(model)
    return model


# ------------------------------------------------------------------------------------------------------ as text

def comma(x):
    return str(x).replace(".", ",")


def blocks(model, names):
    """The text of each thing by its key."""
    n = lambda text: "".join(names.get(one, one) for one in words(text))
    found = {}
    for key, one in model.items():
        kind = key.split()[0]
        if key == "plan":
            found[key] = ["paket \"acak\"", f"  periode {one['first']}..2025"]
            continue
        if kind == "rule":
            up = ["realisasi / target * 100", "(realisasi + 1) / target * 100"][one["up"]]
            lines = [f"  jika target = 0 : {one['zero']}", f"  makin tinggi : {up}", "  makin rendah : (2 * target - realisasi) / target * 100"]
            lines += [f"  batas {one['cap'][0]}..{one['cap'][1]}"] if one["cap"] else []
            lines += [f"  bulat {one['places']} biasa"] if one["places"] is not None else []
            found[key] = [f"aturan capaian {names.get(key, key.split()[1])}"] + lines
        elif kind == "bands":
            low, high = one["edges"]
            lines = [f"  bulat {one['places']} biasa"] if one["places"] is not None else []
            lines += [f"  > {high} : \"Baik\"", f"  > {low} .. {high} : \"Cukup\"", f"  .. {low} : \"Kurang\""]
            found[key] = [f"aturan predikat {names.get(key, key.split()[1])}"] + lines
        elif key in "XYZW":
            lines = [f"indikator {n(key)} \"Butir {key}\"", f"  arah makin {one['way']}"]
            lines += [f"  skala {one['scale'][0]}..{one['scale'][1]}"] if one.get("scale") else []
            lines += [f"  capaian {names.get('rule ' + one['rule'], one['rule'])}"]
            lines += [f"  rumus {n(one['formula'])}"] if one["formula"] else []
            lines += [f"  target {n(one['target'])}"] if one["target"] else []
            lines += [f"  batas {one['cap'][0]}..{one['cap'][1]}"] if one["cap"] else []
            lines += [f"  predikat {names.get('bands ' + one['bands'], one['bands'])}"] if one["bands"] else []
            found[key] = lines
        elif key in "GH":
            lines = [f"kelompok {n(key)}", "  anggota " + "; ".join(n(member) for member in one["members"])]
            if one["weights"]:
                pairs = zip(one["members"], one["weights"])
                lines += ["  bobot " + "; ".join(f"{n(member)} {weight}%" for member, weight in pairs)]
            lines += [f"  capaian {one['how']}(capaian anggota)"]
            lines += ["  abaikan yang kosong"] if one["skips"] else []
            lines += [f"  batas {one['cap'][0]}..{one['cap'][1]}"] if one["cap"] else []
            lines += [f"  predikat {names.get('bands ' + one['bands'], one['bands'])}"] if one["bands"] else []
            found[key] = lines
        else:
            lines = [f"besaran {n(key)}" + (f" \"Angka {key}\"" if key in "BF" else "")]
            lines += [f"  satuan {one['unit']}"] if one.get("unit") else []
            lines += [f"  skala {one['scale'][0]}..{one['scale'][1]}"] if one.get("scale") else []
            if one.get("past"):
                found[key] = lines + ["  berlaku mulai 2024", f"  rumus {n(one['formula'])}"]
                found[key + " past"] = lines + ["  berlaku sampai 2023", f"  rumus {n(one['past'])}"]
                continue
            lines += [f"  rumus {n(one['formula'])}"] if one.get("formula") else []
            found[key] = lines
    found["A"] = ["besaran " + names.get("A", "A") + " \"Masukan\""]
    return found


def words(text):
    out, word = [], ""
    for sign in text:
        if sign.isalnum() or sign == "_":
            word += sign
        else:
            out += [word, sign]
            word = ""
    return out + [word]


def text(found, dice=None):
    parts = ["\n".join(lines) for lines in found.values()]
    if dice:
        first, *parts = parts
        dice.shuffle(parts)
        parts.insert(0, first)
        noisy = []
        for part in parts:
            part = part.replace(" * 100\n", "  *  100   # seratus\n") if dice.random() < 0.3 else part
            part = part.replace("rumus A + B", "rumus (A) + B") if dice.random() < 0.3 else part
            noisy.append(("# catatan pemeriksa\n" if dice.random() < 0.3 else "") + part + "\n" * dice.choice([0, 1, 2]))
        parts = noisy
    return "\n\n".join(parts) + "\n"


def two_years(before, after):
    """One package with versions where the two differ."""
    parts = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if old == new:
            parts.append("\n".join(old))
            continue
        for lines, when in ((old, "sampai 2023"), (new, "mulai 2024")):
            if lines:
                parts.append("\n".join([lines[0], f"  berlaku {when}", *lines[1:]]))
    return "\n\n".join(parts) + "\n"


# ----------------------------------------------------------------------------------------------------- its values

class World:
    """One unit's values under the rules of each year."""

    def __init__(self, models, data):
        self.models, self.data, self.known = models, data, {}

    def value(self, name, year):
        key = ("nilai", name, year)
        if key not in self.known:
            self.known[key] = self.make_value(name, year)
        return self.known[key]

    def make_value(self, name, year):
        own = self.models[year].get(name) or {}
        if name == "A" or not own.get("formula"):
            typed, scale = self.data.get((name, year, "realisasi"), NF), own.get("scale")
            # A cell off the scale of its rules is no value.
            return WRONG if scale and not missing(typed) and not scale[0] <= typed <= scale[1] else typed
        formula = own["past"] if own.get("past") and year <= PAST else own["formula"]
        return self.formula(formula, year)

    def formula(self, written, year):
        v = lambda name: self.value(name, year)
        a, b, c, e = (lambda: v("A")), (lambda: v("B")), (lambda: v("C")), (lambda: v("E"))

        def strict(function, *xs):
            return worst(*xs) or function(*xs)
        if written.startswith("A * "):
            times = int(written[4:])
            return strict(lambda x: x * times, a())
        if written == "A + B":
            return strict(lambda x, y: x + y, a(), b())
        if written == "A - 5":
            return strict(lambda x: x - 5, a())
        if written == "A + 1":
            return strict(lambda x: x + 1, a())
        if written == "A / B":
            return strict(lambda x, y: ERR if y == 0 else x / y, a(), b())
        if written == "bulat(A / 7; 1)":
            return strict(lambda x: half_away(x / 7, 1), a())
        if written == "A - A[awal]":
            return strict(lambda x, y: x - y, a(), self.value("A", self.models[year]["plan"]["first"]))
        if written == "C - C[tahun-1]":
            return strict(lambda x, y: x - y, c(), self.value("C", year - 1))
        if written.startswith("min(C; "):
            edge = Fraction(int(written[7:-1]))
            return strict(lambda x: min(x, edge), c())
        if written == "maks(C; B)":
            return strict(max, c(), b())
        if written.startswith("jika B > 50"):
            if missing(b()):
                return worst(b(), c(), b())
            return c() if b() > 50 else b()
        if written == "E + 1":
            return strict(lambda x: x + 1, e())
        if written == "C":
            return c()
        if written == "B":
            return b()
        if written == "50":
            return Fraction(50)
        raise ValueError(written)

    def target(self, name, year=YEAR):
        own = self.models[year][name]
        if own["target"]:
            return self.formula(own["target"], year)
        typed, scale = self.data.get((name, year, "target"), NF), own.get("scale")
        return WRONG if scale and not missing(typed) and not scale[0] <= typed <= scale[1] else typed

    def achievement(self, name):
        own = self.models[YEAR][name]
        if name in "GH":
            return self.group(own)
        rule = self.models[YEAR]["rule " + own["rule"]]
        r, t = self.value(name, YEAR), self.target(name)
        if missing(t):
            return worst(r, t)
        if t == 0:
            result = ERR if rule["zero"].startswith("tidak") else Fraction(int(rule["zero"]))
        elif missing(r):
            return r
        elif own["way"] == "tinggi":
            result = (r + rule["up"]) / t * 100
        else:
            result = (2 * t - r) / t * 100
        if missing(result):
            return result
        # The cap of the indicator in the place of that of the rule.
        return steps(result, own["cap"] or rule["cap"], rule["places"])

    def group(self, own):
        values = [self.achievement(member) for member in own["members"]]
        if WRONG in values or ERR in values:
            return WRONG if WRONG in values else ERR
        if NF in values and not own["skips"]:
            return NF
        weights = own["weights"] or [1] * len(values)
        there = [(value, Fraction(weight)) for value, weight in zip(values, weights) if not missing(value)]
        if not there:
            return NF if NF in values else NA
        numbers = [value for value, _ in there]
        if own["how"].startswith("rata_rata"):
            result = sum(value * weight for value, weight in there) / sum(weight for _, weight in there)
        else:
            result = max(numbers) if own["how"] == "terbesar" else min(numbers)
        return steps(result, own["cap"], None)

    def grade(self, name):
        bands = self.models[YEAR][name]["bands"]
        if not bands:
            return NA
        value, rule = self.achievement(name), self.models[YEAR]["bands " + bands]
        if missing(value):
            return value
        value = half_away(value, rule["places"]) if rule["places"] is not None else value
        low, high = rule["edges"]
        return "Baik" if value > high else "Cukup" if value > low else "Kurang"

    def cells(self):
        """Every computed value with its grade, as it is called."""
        found = {}
        for name, own in self.models[YEAR].items():
            if name in "ABUCDEFKNM":
                found[("nilai", name)] = (self.value(name, YEAR), NA)
            if name in "XYZW":
                found[("nilai", name)] = (self.value(name, YEAR), NA)
                found[("target", name)] = (self.target(name), NA)
            if name in "XYZWGH":
                found[("capaian", name)] = (self.achievement(name), self.grade(name))
        return found

    def column(self, value, name):
        """What stands in a row of a table under a column, and the value of a thing that it is, where it is one."""
        if value in ("realisasi", "target"):
            own = self.value(name, YEAR) if value == "realisasi" else self.target(name)
            return own, (name, value)
        own = self.achievement(name)
        if value == "capaian":
            return own, (name, value)
        return own if missing(own) else own / int(value.split(" / ")[1]), None

    def printed(self, table):
        """The cells of a table by row and title: their values, and of which thing they are the value."""
        found = {}
        for name in table["rows"]:
            for value, title in table["columns"]:
                if value != "nama":
                    found[(name, title)] = self.column(value, name)
        for how, value, label in table["footer"]:
            there = [self.column(value, name)[0] for name in table["rows"]]
            there = [one for one in there if one != NA]
            if worst(*there):
                result = worst(*there)
            elif not there:
                result = NA
            else:
                result = {"rata_rata": sum(there) / len(there), "jumlah": sum(there), "terbesar": max(there)}[how]
            found[(f'"{label}"', title_of(table, value))] = (result, None)
        return found


def title_of(table, value):
    return next(title for own, title in table["columns"] if own == value)


# ------------------------------------------------------------------------------------------------------- one pair

def figure(dice):
    kind = dice.random()
    if kind < 0.08:
        return NF
    if kind < 0.14:
        return NA
    return Fraction(dice.choice([0, 7, 20, 35, 45, 50, 55, 60, 63, 68, 72, 77, 80, 84, 91, 95, 100, 110, 130]))


def rows(units, names):
    """The data as text."""
    shown = lambda x: "" if x == NF else "n/a" if x == NA else comma(x)
    lines = ["unit;kode;tahun;target;realisasi"]
    for unit, data in units.items():
        for name in "ABXYZW":
            for year in (PAST, YEAR):
                cells = [data.get((name, year, role), NF) for role in ("target", "realisasi")]
                lines.append(";".join([unit, names.get(name, name), str(year), *map(shown, cells)]))
    return "\n".join(lines) + "\n"


def exact(x):
    return x if isinstance(x, str) else f"{x.numerator}/{x.denominator}"


def least(key, at, chosen, worlds):
    """The sets with the fewest edits that give the new value."""
    whole = frozenset(range(len(chosen)))
    goal = worlds[whole].get(key, NOTHING)
    for size in range(len(chosen) + 1):
        found = [sorted(made) for made in itertools.combinations(range(len(chosen)), size)
                 if worlds[frozenset(made)].get(key, NOTHING)[at] == goal[at]]
        if found:
            return [[list(chosen[one][0]) for one in made] for made in found]
    raise ValueError(key)


def cells(unit, prints, everything, now):
    """The cells of tables that are others and are no value of a thing that is told by itself."""
    found = []
    none = (ABSENT, None)
    worlds = {made: {place: (cell[0],) for place, cell in one.items()} for made, one in prints.items()}
    before, after = prints[frozenset()], prints[frozenset(range(len(everything)))]
    for place in dict.fromkeys([*before, *after]):
        sides = [side[place] for side in (before, after) if place in side]
        if all(of for _, of in sides) and len({of for _, of in sides}) == 1:
            continue
        old, new = before.get(place, none)[0], after.get(place, none)[0]
        if old == new or ABSENT in (old, new) and {old, new} & {NF, NA}:
            continue
        both = not missing(old) and not missing(new)
        row, title = place
        found.append({
            "unit": unit, "peran": "penutup" if row.startswith('"') else "sel", "kode": f'T: {now(row)}, kolom "{title}"',
            "lama": exact(old), "baru": exact(new), "selisih": exact(new - old) if both else None,
            "berat": "angka" if both else "keadaan", "predikat": None,
            "sebab": least(place, 0, everything, worlds), "sebab_predikat": None,
        })
    return found


def with_parts(tables, parts):
    """The table of before with some parts of now; what is only called otherwise is called as it is now."""
    before, after = tables
    table = dict(before)
    key = {"baris": "rows", "kolom": "columns", "penutup": "footer"}
    for part in parts:
        table[key[part]] = after[key[part]]
    known = [title for _, title in after["columns"]]
    called = {title: next((now for own, now in after["columns"] if own == value), title)
              for value, title in before["columns"] if title not in known}
    table["columns"] = [(value, called.get(title, title)) for value, title in table["columns"]]
    labels = [label for _, _, label in after["footer"]]
    renamed = {label: next((now for how2, what2, now in after["footer"] if (how2, what2) == (how, what)), label)
               for how, what, label in before["footer"] if label not in labels}
    table["footer"] = [(how, what, renamed.get(label, label)) for how, what, label in table["footer"]]
    return table


def pair(seed):
    dice = random.Random(seed)
    model = base(dice)
    is_one = dice.random() < 0.3
    if is_one:
        model["C"]["past"] = None
    chosen, extra = edits(dice, model, is_one)
    new_model = edited(model, chosen + extra)
    names, renamed = {}, []
    if not is_one:
        for key, kind, now in [("X", "indikator", "XBARU"), ("A", "besaran", "MASUK"), ("G", "kelompok", "GABUNG"),
                               ("rule Lain", "aturan capaian", "Khusus"), ("bands Q", "aturan predikat", "Mutu")]:
            if dice.random() < 0.08:
                # A rule is found again by who uses it.
                if " " in key:
                    users = lambda m: sorted(n for n in "XYZGH" for u in [m[n].get("rule"), m[n]["bands"]] if u == key.split()[1])
                    if not users(model) or users(model) != users(new_model):
                        continue
                if key == "G" and model["G"]["members"] != new_model["G"]["members"]:
                    continue
                names[key] = now
                renamed.append([f"{kind} {now}", "nama"])
    units = {}
    for unit in dice.sample(["Dinas Satu", "Dinas Dua", "Dinas Tiga"], dice.choice([1, 2, 3])):
        units[unit] = {(name, year, role): figure(dice) for name in "ABXYZW" for year in (PAST, YEAR)
                       for role in (["realisasi"] if name in "AB" else ["target", "realisasi"])}
        for name in "XYZ":
            for year in (PAST, YEAR):
                # What a formula gives is not typed beside it.
                if model[name]["formula"] or new_model[name]["formula"]:
                    units[unit].pop((name, year, "realisasi"), None)
                if model[name]["target"] or new_model[name]["target"]:
                    units[unit].pop((name, year, "target"), None)
    now = lambda key: names.get(key, key)
    everything = chosen + extra
    # One package has the table that it had.
    was, is_now, told, tables, changed = shown(seed, {} if is_one else names)
    if is_one:
        tables, changed = [tables[0], tables[0]], []
    effects = []
    for unit, data in units.items():
        worlds, prints = {}, {}
        for size in range(len(everything) + 1):
            for made in itertools.combinations(range(len(everything)), size):
                with_edits = edited(model, [everything[one] for one in made])
                models = {YEAR: with_edits, PAST: model if is_one else with_edits}
                world = World(models, data)
                worlds[frozenset(made)] = world.cells()
                for many in range(len(changed) + 1):
                    for parts in itertools.combinations(range(len(changed)), many):
                        key = frozenset(made) | {len(everything) + part for part in parts}
                        prints[key] = world.printed(with_parts(tables, [changed[part] for part in parts]))
        before, after = worlds[frozenset()], worlds[frozenset(range(len(everything)))]
        keys = list(dict.fromkeys([*before, *after]))
        gone_or_come = {key[1] for key in keys} - {key[1] for key in before if key in after}
        told_of = set()
        own = {name: "capaian" if name in "XYZWGH" else "nilai" for name in gone_or_come}
        for key in keys + [(role, name) for name, role in own.items()]:
            (old, old_grade), (new, new_grade) = before.get(key, NOTHING), after.get(key, NOTHING)
            must = key[1] in own and key[0] == own[key[1]] and key in told_of
            # What is not filled is no value that comes or goes, but where nothing else says that its name does.
            is_idle = ABSENT in (old, new) and {old, new} & {NF, NA}
            told_of.add(key)
            if must and any(one["unit"] == unit and one["kode"] == now(key[1]) for one in effects):
                continue
            if (old, old_grade) == (new, new_grade) or is_idle and not must:
                continue
            both = not missing(old) and not missing(new)
            is_state, is_grade = old != new and not both, old_grade != new_grade
            is_graded = is_grade and not (missing(old_grade) and missing(new_grade))
            effects.append({
                "unit": unit, "peran": key[0], "kode": now(key[1]), "lama": exact(old), "baru": exact(new),
                "selisih": exact(new - old) if both and new != old else None,
                "berat": "keadaan" if is_state else "predikat" if is_graded else "angka",
                "predikat": [old_grade, new_grade] if is_grade else None,
                "sebab": least(key, 0, everything, worlds) if old != new else None,
                "sebab_predikat": least(key, 1, everything, worlds) if is_grade else None,
            })
        effects += cells(unit, prints, everything + [((("tabel T"), part), None) for part in changed], now)
    said = [list(one[0]) for one in chosen + extra] + renamed
    for sets in [said] + [one for effect in effects for key in ("sebab", "sebab_predikat") for one in effect[key] or []]:
        for change in (one for one in sets if " " in one[0]):
            kind, name = change[0].rsplit(" ", 1) if "(" not in change[0] else (change[0], "")
            for key in names:
                if name == key.split()[-1] and (kind.split()[0] != "aturan") == (" " not in key):
                    change[0] = f"{kind} {names[key]}"
    before, after = blocks(model, {}), blocks(new_model, names)
    if is_one:
        package = two_years(before, after) + was
        return {"seed": seed, "lama": package, "baru": package, "tahun": [PAST, YEAR], "data": rows(units, {}),
                "perubahan": sorted(said), "akibat": effects}
    return {"seed": seed, "lama": text(before) + was, "baru": text(after, dice) + is_now, "tahun": [YEAR, YEAR],
            "data": rows(units, names), "perubahan": sorted(said + told), "akibat": effects}


# --------------------------------------------------------------------------------- what tables show and what has to hold

def shown(seed, names):
    """A table and a `pastikan` on both sides, and how they are told where they differ."""
    dice = random.Random(f"tabel {seed}")
    x, y, z = (names.get(one, one) for one in "XYZ")
    say = dice.choice

    def table(rows, title, columns, footer):
        lines = ["tabel T" + f' "{title}"', "  baris " + "; ".join(rows)]
        lines += [f'  kolom {value} "{words}"' for value, words in columns]
        lines += [f'  penutup {how}({what}) "{words}"' for how, what, words in footer]
        return lines

    columns = [("nama", "Butir"), ("realisasi", "Realisasi"), ("capaian", "Capaian"), ("capaian / 2", "Separuh")]
    footer = [("rata_rata", "capaian", "Rata-rata")]
    before, plain = table(["X", "Y", "Z"], "Rekap", columns, footer), "XYZ"
    tables = [{"rows": list(plain), "columns": columns, "footer": footer}]
    rows, title, told = [x, y, z], "Rekap", []
    if dice.random() < 0.15:
        title = "Rekapitulasi"
        told.append(["tabel T", "judul"])
    if dice.random() < 0.2:
        rows = say([[x, z, y], [x, y], [z, y, x], [y]])
        told.append(["tabel T", "baris"])
    if dice.random() < 0.35:
        columns = say([
            columns[:1] + [("target", "Realisasi")] + columns[2:],
            columns[:1] + [("realisasi", "Hasil")] + columns[2:],
            columns[:1] + columns[2:],
            columns[:2] + [("target", "Target")] + columns[2:],
            [columns[0], columns[2], columns[1], columns[3]],
            columns[:3] + [("capaian / 4", "Separuh")],
            columns[:3] + [("capaian / 2", "Setengah")],
            columns[:3],
            columns + [("capaian / 4", "Seperempat")],
        ])
        told.append(["tabel T", "kolom"])
    if dice.random() < 0.25:
        footer = say([[("jumlah", "capaian", "Rata-rata")], [("rata_rata", "capaian", "Rerata")], [],
                      footer + [("terbesar", "capaian", "Tertinggi")]])
        told.append(["tabel T", "penutup"])
    after = table(rows, title, columns, footer)
    back = {x: "X", y: "Y", z: "Z"}
    tables.append({"rows": [back[row] for row in rows], "columns": columns, "footer": footer})
    changed = [part for _, part in told if part != "judul"]
    words, limit, checks = "capaian X ada batasnya", 500, []
    checks.append([f'pastikan capaian X <= {limit} "{words}"'])
    if dice.random() < 0.15:
        checks.append([])
        told.append([f'pastikan "{words}"', "dihapus"])
    else:
        new, new_words = (400, words) if dice.random() < 0.2 else (limit, words)
        if new == limit and dice.random() < 0.2:
            new_words = "capaian X berbatas"
            told.append([f'pastikan "{new_words}"', "uraian"])
        if new != limit:
            told.append([f'pastikan "{new_words}"', "syarat"])
        checks.append([f'pastikan capaian {x} <= {new} "{new_words}"'])
    if dice.random() < 0.15:
        checks[1] = checks[1] + [f'pastikan capaian {y} >= 0 "tidak kurang dari nol"']
        told.append(['pastikan "tidak kurang dari nol"', "baru"])
    both = lambda lines, more: "\n" + "\n".join(lines) + "\n\n" + "\n".join(more) + "\n"
    return both(before, checks[0]), both(after, checks[1]), told, tables, changed


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    for one in range(count):
        print(json.dumps(pair(seed + one), ensure_ascii=False))


main()
