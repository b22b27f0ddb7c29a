#!/usr/bin/env python3
"""Every way in which indicator, rule and `umum` can state `batas` and `bulat`, and the result, by docs/bahasa.md.

The nearest of each kind counts, in the order of the rule; a rule without both leaves the order to the indicator, then to
the `umum`. Run: steps.py > steps.txt
"""
from fractions import Fraction
from itertools import permutations

# The cap and the decimals that each of the three writes; with these every order and every level gives another number.
LEVELS = {"indikator": (Fraction("101.4"), 0), "aturan": (Fraction("102.46"), 1), "umum": (Fraction("103.256"), 2)}
WAYS = [way for size in range(3) for way in permutations(["batas", "bulat"], size)]


def half_away(value, places):
    scaled = value * 10 ** places
    return Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10 ** places)


def lines(level, way):
    cap, places = LEVELS[level]
    text = {"batas": f"  batas 0..{str(float(cap)).replace('.', ',')}", "bulat": f"  bulat {places}"}
    return [text[kind] for kind in way]


def achievement(raw, own, rule, general):
    written = {"indikator": own, "aturan": rule, "umum": general}
    order = next((way for way in (rule, own, general) if len(way) == 2), ("batas", "bulat"))
    capped = value = raw
    for kind in order:
        level = next((level for level, way in written.items() if kind in way), None)
        if level and kind == "batas":
            value = capped = min(value, LEVELS[level][0])
        elif level:
            value = half_away(value, LEVELS[level][1])
    return capped, value



def main():
    number = 0
    for own in WAYS:
        for rule in WAYS:
            for general in WAYS:
                text = ["aturan capaian Baku", '  jika target = 0 : tidak terdefinisi "nol"',
                        "  makin tinggi : realisasi / target * 100", *lines("aturan", rule)]
                text += ["umum", *(lines("umum", general) or ["  tampil 3"])]
                values = {"A": Fraction("103.2567"), "B": Fraction("101.3951")}
                for code in values:
                    text += [f"indikator {code}", "  arah makin tinggi", "  capaian Baku", *lines("indikator", own)]
                print(f"=== {number}\n--- a.takar\n" + "\n".join(text) + '\ndata "d.csv" angka en')
                print("--- d.csv\nkode;tahun;target;realisasi")
                print("\n".join(f"{code};2024;100;{float(value)}" for code, value in values.items()))
                print("--- harap 2024")
                for code, raw in values.items():
                    capped, value = achievement(raw, own, rule, general)
                    print(f"{code} realisasi={raw} target=100 capaian_asli={raw} capaian_terbatas={capped} capaian={value}")
                number += 1


main()
