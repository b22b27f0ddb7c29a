"""Tables with a column under the words of the office itself or of one of its documents (`Realisasi OPD`, `Target Renja`, `Anggaran
Program`), up to half of it wrong in any way; and under the words of somebody or something else (`Realisasi Provinsi`, `Pagu DAK`,
`Estimasi Target`), whose figures are those of the office in most rows and no mistakes where they are not, alone or beside the office's own.

As in planted.py a report is printed first; each output line is one case.
"""
import random
from fractions import Fraction as F

from left import slip
from merged import TITLES as OWN, Rows, data_of, grouped, rules_of
from nearby import ANY
from planted import half_away, main, plain

HOSTS = ["Kecamatan Sumberjo", "Dinas Tenaga Kerja Kabupaten Randu", "Badan Riset Kota Jati"]
OFFICE = ["{} OPD", "{} SKPD", "{} PD", "{} Perangkat Daerah", "{} s.d. TW IV", "{} PK", "{} Renja", "{} RKPD"]
MONEY = ["Anggaran Program", "Pagu Kegiatan", "Anggaran Belanja", "Pagu DPA", "Alokasi Anggaran"]
OTHERS = ["{} Provinsi", "{} Kabupaten", "{} Kab. Randu", "{} Kota", "{} Nasional", "{} Kementerian", "{} Dinas Sosial", "{} Kecamatan Randu", "{} Puskesmas",
          "{} Desa", "{} Inspektorat", "{} Tahun Depan", "{} Tahun Mendatang", "Usulan {}", "Estimasi {}", "Prakiraan {}", "Perkiraan {}", "Rencana {}", "Proyeksi {}",
          "Kebutuhan {}", "Sisa {}", "{} RPJPD", "{} DAK", "{} APBN", "{} ASEAN", "{} Januari", "{} Perempuan", "{} Laki-laki", "{} Fisik", "{} Randu Barat", "{} OPD Lain"]


def other(dice, key, text):
    """Another figure of the same kind: of the last digit, a slip, or far away."""
    how = dice.choice(["last", "slip", "far"])
    if how == "slip":
        new = slip(dice, text.replace(".", ""))
        return None if new is None else new if "," in new else grouped(int(new)) if key in ("money", "spent") else new
    if how == "last":
        return text[:-1] + str((int(text[-1]) + dice.randint(1, 8)) % 10)
    value = F(text.replace(".", "").replace(",", ".")) * dice.randint(40, 160) / 100 + 1
    return plain(half_away(value, 2), 2) if "," in text else grouped(int(value)) if key in ("money", "spent") else str(int(value))


def changed(dice, key, cells, rows):
    """The cells with other figures in some rows; nothing where one of them does not change."""
    new = list(cells)
    for i in rows:
        new[i] = other(dice, key, cells[i])
        if new[i] in (None, cells[i]) or new[i].startswith("0"):
            return None
    return new


def case(seed):
    dice = random.Random(seed)
    p, host = Rows(dice), dice.choice(HOSTS)
    p.by_mean = False
    office = OFFICE + [f"{{}} {host}", f"{{}} {host.split()[0]}"]
    keys = dice.choice([["target", "value", "achieved"], ["money", "spent", "share"], list(OWN)])
    key = dice.choice(keys)
    cells = {one: [p.one(one, i) for i in range(p.count)] for one in keys}
    if len(set(cells[key])) < p.count:
        return None
    kind = dice.choice(["own", "own", "own_beside", "foreign", "foreign", "foreign_beside"])
    head, body = [OWN[one] for one in keys], [cells[one] for one in keys]
    at, foreign = keys.index(key), dice.choice(OTHERS).format(OWN[key])
    touched, title = [], OWN[key]
    if kind.startswith("own"):
        title = head[at] = dice.choice(office + MONEY if key == "money" else office).format(OWN[key])
        touched = sorted(dice.sample(range(p.count), dice.randint(1, p.count // 2)))
        new = changed(dice, key, cells[key], touched)
        if new is None:
            return None
        body[at] = new
    if kind in ("foreign", "foreign_beside", "own_beside"):
        most = range(p.count) if kind == "own_beside" else dice.sample(range(p.count), dice.randint(1, p.count // 2))
        theirs = list(cells[key]) if kind == "own_beside" and dice.random() < 0.7 else changed(dice, key, cells[key], list(most)[:2])
        if theirs is None:
            return None
        if kind == "foreign":
            head[at], body[at] = foreign, theirs
        else:
            place = at + dice.choice([0, 1])
            head.insert(place, foreign)
            body.insert(place, theirs)
    out = [";".join(["Indikator"] + head)] + [";".join([p.names[i]] + [column[i] for column in body]) for i in range(p.count)]
    return {"kind": f"{kind}_{key}", "names": ANY + ["kolom"] if touched else [], "rules": rules_of(p, keys).replace('"Uji"', f'"{host}"'), "data": data_of(p),
            "printed": "\n".join(out) + "\n",
            "cells": [[i + 2, title] for i in touched]}


if __name__ == "__main__":
    main(case)
