#!/usr/bin/env python3
"""Random hierarchies whose things appear and disappear by year, and what each year's table must show, by a model of docs/bahasa.md.

Codes of an `umum`, with and without the column `induk`; things of the rules with `berlaku` and `induk`. Nothing may be lost:
every row of a year is under its root, and the spending of the leaves equals that of their roots.
Run: hierarchy.py --count 300 --seed 1 > hierarchy.txt
"""
import random

from many import run

YEARS = range(2022, 2026)
BLANK, NONE = "belum-diisi", "tidak-berlaku"


class Package:
    def __init__(self, r):
        self.r = r
        self.codes = self.tree("7", 0)
        self.rules = ["P", "Q", "R"][:r.randint(0, 3)]
        self.top = r.random() < 0.5
        self.general = r.choice([None, *self.rules, *(["TOP"] if self.top else [])])
        # Each version: first year, last year (or none), what it is a part of.
        self.versions = {}
        for at, name in enumerate(self.rules):
            above = [None, *self.rules[:at], *(["TOP"] if self.top else [])]
            years = r.choice([[(None, None)], [(None, 2023)], [(2024, None)], [(None, 2022), (2024, None)],
                              [(2022, 2023), (2024, 2024)]])
            self.versions[name] = [(*span, r.choice(above)) for span in years]
        if self.top:
            self.versions["TOP"] = [(None, None, None)]
        # (code, year): words, `induk`, money
        self.rows = {}
        for code in self.codes:
            for year in YEARS:
                if r.random() < 0.55:
                    self.rows[code, year] = self.row(code)
        if not self.rows:
            self.rows[self.codes[0], 2024] = self.row(self.codes[0])
        for code in self.codes:
            known = [year for one, year in self.rows if one == code]
            if known:
                # What its parts add up to needs no row of its own.
                known += [year for (one, year), row in self.rows.items() if one.startswith(code + ".") and not row[1]]
                self.versions[code] = [(min(known), max(known), None)]
        self.codes = [code for code in self.codes if code in self.versions]
        for (code, year), row in self.rows.items():
            # What has parts is mostly summed up.
            if self.parts(code, year) and r.random() < 0.9:
                row[2] = ""

    def tree(self, prefix, depth):
        codes = [prefix]
        for at in range(1, self.r.randint(1, 3) + (depth < 2)):
            if depth < 2 and self.r.random() < 0.75:
                codes += self.tree(f"{prefix}.{at}", depth + 1)
        return codes

    def row(self, code):
        r = self.r
        words = r.choice(["", "", "Satu", "Dua"])
        # Only what stands higher, so that nothing goes round.
        higher = [one for one in self.codes if one.count(".") < code.count(".")] + list(self.versions)
        higher = [one for one in higher if one in self.versions or one in self.codes]
        parent = r.choice(higher) if higher and r.random() < 0.25 else ""
        return [words, parent, str(r.randint(1, 9999)) if r.random() < 0.95 else ""]

    def is_there(self, name, year):
        return any((first or 0) <= year <= (last or 9999) for first, last, _ in self.versions.get(name, []))

    def said(self, code, year):
        """What the column `induk` says that year: a blank cell names none. A year without a row goes with the one before."""
        rows = sorted((at, row) for (one, at), row in self.rows.items() if one == code)
        before = [row for at, row in rows if at <= year]
        row = before[-1] if before else rows[0][1] if rows else ["", "", ""]
        return row[1]

    def candidates(self, name, year):
        """What may name the parent, the nearest first, each with its kind."""
        found = []
        versions = self.versions.get(name, [])
        now = [one for one in versions if (one[0] or 0) <= year <= (one[1] or 9999)]
        ended = [one for one in versions if (one[1] or 9999) < year]
        version = (now or ended[-1:] or versions[:1] or [(None, None, None)])[0]
        if version[2]:
            found.append(("aturan", version[2]))
        if self.said(name, year) in self.versions:
            found.append(("data", self.said(name, year)))
        if name.startswith("7"):
            pieces = name.split(".")
            prefixes = [".".join(pieces[:at]) for at in range(len(pieces) - 1, 0, -1)]
            found += [("kode", prefix) for prefix in prefixes if self.is_there(prefix, year)][:1]
            if self.general:
                found.append(("umum", self.general))
        return found

    def upward(self, name, year):
        """A thing if it is there, else the nearest above it that is."""
        if self.is_there(name, year):
            return name
        above = (self.upward(parent, year) for _, parent in self.candidates(name, year))
        return next((found for found in above if found), None)

    def parent(self, name, year):
        above = (self.upward(parent, year) for _, parent in self.candidates(name, year))
        return next((found for found in above if found), None)

    def there(self, year):
        return [name for name in self.versions if self.is_there(name, year)]

    def parts(self, name, year):
        return [one for one in self.there(year) if self.parent(one, year) == name]

    def sum(self, parts, year):
        values = [self.money(part, year) for part in parts]
        return BLANK if BLANK in values else sum(values)

    def money(self, name, year):
        own = self.rows.get((name, year), ["", "", ""])[2]
        parts = self.parts(name, year)
        return int(own) if own else self.sum(parts, year) if parts else BLANK

    def orphans(self):
        """Rows that name, or whose rules name, what is not there that year, nor anything above it."""
        found = []
        for code, year in sorted(self.rows):
            kind, parent = next(iter(self.candidates(code, year)), (None, None))
            if parent and not self.upward(parent, year):
                has_ended = any((last or 9999) < year for _, last, _ in self.versions[parent])
                if kind == "data" or (kind in ("aturan", "umum") and has_ended):
                    found.append(f"temuan {code} {parent} {year}")
        return found

    def shown(self, year):
        lines = []
        for name in self.there(year):
            if not (name[0] == "7" or self.parts(name, year) or self.parent(name, year)):
                continue
            parts = self.parts(name, year)
            before = self.money(name, year - 1) if self.is_there(name, year - 1) else NONE
            cells = [self.money(name, year), self.sum(parts, year) if parts else NONE, before]
            lines.append(" ".join([name, *map(str, cells)]))
        self.nothing_is_lost(year)
        return sorted(lines)

    def nothing_is_lost(self, year):
        """A property of the model: from every row there is a way up to a root, and money comes up whole."""
        there = self.there(year)
        leaves = [name for name in there if not self.parts(name, year)]
        roots = [name for name in there if not self.parent(name, year)]
        inner = [name for name in there if self.parts(name, year) and self.rows.get((name, year), "   ")[2].strip()]
        if not inner and roots:
            assert self.sum(roots, year) == self.sum(leaves, year)
        for name in there:
            for _ in there:
                name = self.parent(name, year) or name
            assert name in roots


def generate(number, seed):
    r = random.Random(f"{seed}-{number}")
    package = Package(r)
    lines = ['paket "Uji"', "  tahun 2024", "aturan capaian Baku", '  jika target = 0 : tidak terdefinisi "nol"',
             "  makin tinggi : realisasi / target * 100"]
    for name, versions in package.versions.items():
        if name[0] == "7":
            continue
        for first, last, parent in versions:
            lines += [f"indikator {name}", "  arah makin tinggi", "  capaian Baku"]
            if first and last:
                lines.append(f"  berlaku {first}..{last}")
            elif first or last:
                lines.append(f"  berlaku mulai {first}" if first else f"  berlaku sampai {last}")
            if parent:
                lines.append(f"  induk {parent}")
    lines += ['umum "7"'] + ([f"  induk {package.general}"] if package.general else [])
    lines += ["tabel T", "  baris turunan", "  kolom kode", "  kolom serapan tampil 0",
              "  kolom jumlah(serapan rincian) tampil 0", "  kolom serapan[tahun-1] tampil 0", 'data "d.csv" angka id']
    rows = [f"{code};{year};{';'.join(row)}" for (code, year), row in package.rows.items()]
    r.shuffle(rows)
    print(f"=== {number}\n--- a.takar\n" + "\n".join(lines))
    print("--- d.csv\nkode;tahun;uraian;induk;serapan\n" + "\n".join(rows))
    for year in YEARS:
        print("\n".join([f"--- harap {year}"] + package.shown(year)))
    print("\n".join(["--- temuan"] + package.orphans()))


if __name__ == "__main__":
    run(generate, 300)
