"""The reference workload of benches/reference/acuan.takar in exact fractions.

check.py DATA RESULT     compares every cell of a result with its own; fails on any difference
check.py DATA            prints the lines it expects
"""

import sys
from fractions import Fraction
from math import floor

WORDS = ["Sangat Kurang", "Kurang", "Cukup", "Baik", "Istimewa"]
NONE = "tidak terdefinisi"


def half_away(value, places):
    scaled = abs(value) * 10**places
    steps = floor(scaled + Fraction(1, 2))
    digits = str(steps).rjust(places + 1, "0")
    sign = "-" if value < 0 and steps else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def automatic(value):
    four = half_away(value, 4)
    if Fraction(four) == value:
        return four.rstrip("0").rstrip(".")
    return half_away(value, 2)


def grade(value):
    return WORDS[sum(value > edge for edge in (50, 70, 90, 110))]


def shown(value):
    return NONE if value is None else half_away(value, 2)


def graded(value):
    return [shown(value), NONE if value is None else grade(value)]


def mean(values):
    return None if None in values else sum(values) / len(values)


def result(cells):
    unit, year = cells[:2]
    (ikm, ipp, t1, t2, r2, t3, r3, t4, r4, t5, r5, t6, r6, t7, r7, t8, budget, spent) = [
        Fraction(cell.replace(",", ".")) for cell in cells[2:]
    ]
    ikpp, i8 = Fraction(5, 4) * ikm + ipp, 25 * ikm
    real = [ikpp, r2, r3, r4, r5, r6, r7, i8]
    raw = [None if t == 0 else r / t * 100 for r, t in zip(real, [t1, t2, t3, t4, t5, t6, t7, t8])]
    capped = [None if value is None else min(value, Fraction(120)) for value in raw]
    line = [unit, year, automatic(ikpp)]
    for value in capped[:7]:
        line += graded(value)
    line += [automatic(i8)] + graded(capped[7])
    line += graded(mean(capped[:4])) + graded(mean(capped))
    line += [shown(value) for value in raw[1:7]]
    line += [shown(spent / budget * 100), shown((budget - spent) / budget * 100)]
    return ",".join(line)


def main():
    wrong = rows = 0
    found = open(sys.argv[2], encoding="utf-8") if len(sys.argv) > 2 else None
    if found:
        next(found)
    with open(sys.argv[1], encoding="utf-8") as data:
        next(data)
        for line in data:
            rows += 1
            expected = result(line.rstrip("\n").split(";"))
            if not found:
                print(expected)
            elif next(found).rstrip("\n") != expected:
                wrong += 1
                if wrong <= 5:
                    print("expected", expected)
    if found:
        more = sum(1 for _ in found)
        print(f"{rows} rows, {wrong} of them differ, {more} too many")
        sys.exit(1 if wrong or more else 0)


if __name__ == "__main__":
    main()
