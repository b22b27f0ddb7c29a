"""Tables of columns of every kind at once, with holes, slices, chunks and long decimals, against Python's fractions."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal, getcontext
from fractions import Fraction
from typing import Any, Optional

import pyarrow as pa
import pytest
from conftest import INPUTS, half_away

import takar

Cell = Optional[Decimal]

getcontext().prec = 60

GRADES = [(110, "Istimewa"), (90, "Baik"), (70, "Cukup"), (50, "Kurang")]


def raw(scale: int, type_: pa.DataType, cells: list[Cell]) -> pa.Array:
    """Steps of a scale that pyarrow itself takes no numbers for, as one below 0."""
    steps = pa.array([None if cell is None else Decimal(int(cell.scaleb(scale))) for cell in cells], type_(38, 0))
    return pa.Array.from_buffers(type_(38, scale), len(steps), steps.buffers())


def indonesian(cell: Cell, scale: int) -> Optional[str]:
    if cell is None:
        return None
    whole, _, part = f"{cell:,.{scale}f}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def whole(type_: pa.DataType) -> Callable[[list[Cell], int, random.Random], pa.Array]:
    def made(cells: list[Cell], scale: int, _: random.Random) -> pa.Array:
        return pa.array([None if cell is None else int(cell.scaleb(scale)) for cell in cells], type_)

    return made


def texts(type_: pa.DataType) -> Callable[[list[Cell], int, random.Random], pa.Array]:
    return lambda cells, scale, _: pa.array([indonesian(cell, scale) for cell in cells], type_)


def blank_texts(cells: list[Cell], scale: int, dice: random.Random) -> pa.Array:
    """What is not there is empty as often as null."""
    return pa.array([dice.choice(["", " ", None]) if cell is None else f" {indonesian(cell, scale)}" for cell in cells])


def coded(values: Callable[[list[Cell], int, random.Random], pa.Array]) -> Callable[..., pa.Array]:
    """A dictionary whose values stand in another order, one of them for nobody, and one null."""

    def made(cells: list[Cell], scale: int, dice: random.Random) -> pa.Array:
        known: list[Cell] = list(dict.fromkeys(cells))
        dice.shuffle(known)
        known += [None, Decimal(1)]
        number = {cell: at for at, cell in enumerate(known)}
        keys = [None if cell is None and dice.random() < 0.5 else number[cell] for cell in cells]
        key = dice.choice([pa.int16(), pa.int32(), pa.uint32(), pa.int64()])
        return pa.DictionaryArray.from_arrays(pa.array(keys, key), values(known, scale, dice))

    return made


def in_runs(cells: list[Cell], scale: int, _: random.Random) -> pa.Array:
    """Each cell once, with the row behind the last that holds it."""
    ends = [at + 1 for at, cell in enumerate(cells) if cells[at + 1 : at + 2] != [cell]]
    values = [indonesian(cells[end - 1], scale) for end in ends]
    return pa.RunEndEncodedArray.from_arrays(pa.array(ends, pa.int32()), pa.array(values, pa.string()))


def floats(cells: list[Cell], _s: int, dice: random.Random) -> pa.Array:
    """What is not there is NaN as often as null."""
    nothing = [None, float("nan")]
    return pa.array([dice.choice(nothing) if cell is None else float(cell) for cell in cells], pa.float64())


#: How cells of a scale become a column; `whole` ones need their scale beside them.
FORMS: dict[str, Callable[[list[Cell], int, random.Random], pa.Array]] = {
    "decimal128": lambda cells, scale, _: pa.array(cells, pa.decimal128(38, scale)),
    "decimal128 of 18": lambda cells, _s, _d: pa.array(cells, pa.decimal128(38, 18)),
    "decimal128 beyond 28": lambda cells, _s, dice: raw(dice.choice([24, 27]), pa.decimal128, cells),
    "decimal256": lambda cells, scale, _: pa.array(cells, pa.decimal256(76, scale)),
    "decimal256 of 24": lambda cells, _s, _d: pa.array(cells, pa.decimal256(60, 24)),
    "decimal64": lambda cells, scale, _: pa.array(cells, pa.decimal64(18, scale)),
    "int64": whole(pa.int64()),
    "uint64": whole(pa.uint64()),
    "text": texts(pa.string()),
    "large text": texts(pa.large_string()),
    "view": texts(pa.string_view()),
    "blank text": blank_texts,
    "decimal256 of 60": lambda cells, _s, _d: pa.array(cells, pa.decimal256(76, 60)),
    "runs": in_runs,
    "floats": floats,
    "dictionary of floats": coded(floats),
    "dictionary of text": coded(texts(pa.string())),
    "dictionary of decimals": coded(lambda cells, scale, _: pa.array(cells, pa.decimal128(30, scale))),
    "dictionary of int64": coded(whole(pa.int64())),
}

#: Those for small numbers of many decimals, and for great ones that end in zeros.
FINE = {"decimal128 of 33": lambda cells, _s, _d: raw(33, pa.decimal128, cells)}
ROUND = {
    "decimal128 of -3": lambda cells, _s, _d: raw(-3, pa.decimal128, cells),
    "decimal256 of -6": lambda cells, _s, _d: raw(-6, pa.decimal256, cells),
}


def rows(dice: random.Random, count: int) -> list[dict[str, Cell]]:
    found = []
    for _ in range(count):
        row: dict[str, Cell] = {}
        for name, (scale, low, high) in INPUTS.items():
            cell = Decimal(dice.randint(low, high)).scaleb(-scale)
            if name in ("pagu I2", "serapan I2"):
                cell = Decimal(dice.randint(1, 9_000)) * 1_000_000
            if name.startswith("target I") and name != "target IKPP" and name != "target I8" and dice.random() < 0.05:
                cell = Decimal(0)
            row[name] = None if dice.random() < 0.04 else cell
        found.append(row)
    return found


def column(dice: random.Random, name: str, cells: list[Cell], scale: int) -> tuple[pa.ChunkedArray, bool]:
    """A column, and whether its scale has to be told: chunks of it are slices of longer arrays."""
    forms = dict(FORMS)
    if max((cell for cell in cells if cell is not None), default=Decimal(0)) < 10_000:
        forms.update(FINE)
    if name in ("pagu I2", "serapan I2"):
        forms.update(ROUND)
    form = dice.choice(sorted(forms))
    before, behind = dice.randrange(20), dice.randrange(20)
    padded = cells[:1] * before + cells + cells[-1:] * behind
    array = forms[form](padded, scale, dice).slice(before, len(cells))
    cuts = sorted(dice.choice([0, len(cells), dice.randrange(len(cells) + 1)]) for _ in range(dice.randrange(5)))
    chunks = [array.slice(at, until - at) for at, until in zip([0, *cuts], [*cuts, len(cells)])]
    return pa.chunked_array(chunks, array.type), "int" in form


def exact(row: dict[str, Cell]) -> dict[str, Optional[Fraction]]:
    """The numbers of a row before they are rounded; none where there is none."""
    given = {name: None if cell is None else Fraction(cell) for name, cell in row.items()}

    def of(*names: str) -> Optional[list[Fraction]]:
        cells = [given[name] for name in names]
        return None if any(cell is None for cell in cells) else [cell for cell in cells if cell is not None]

    both, ikm = of("IKM", "IPP"), of("IKM")
    real = {f"I{at}": given[f"I{at}"] for at in range(2, 8)}
    real["IKPP"] = None if both is None else Fraction(5, 4) * both[0] + both[1]
    real["I8"] = None if ikm is None else 25 * ikm[0]
    found: dict[str, Optional[Fraction]] = {"realisasi IKPP": real["IKPP"], "realisasi I8": real["I8"]}
    capped: list[Optional[Fraction]] = []
    for code in ["IKPP", *(f"I{at}" for at in range(2, 9))]:
        value, target = real[code], given[f"target {code}"]
        ratio = None if value is None or not target else value / target * 100
        if code not in ("IKPP", "I8"):
            found[f"R{code[1:]}"] = ratio
        capped.append(None if ratio is None else min(ratio, Fraction(120)))
        found[f"capaian {code}"] = capped[-1]
    for code, members in (("K1", capped[:4]), ("K2", capped)):
        whole_ones = [member for member in members if member is not None]
        found[f"capaian {code}"] = sum(whole_ones) / len(members) if len(whole_ones) == len(members) else None
    budget = of("pagu I2", "serapan I2")
    found["SERAP"] = None if budget is None else budget[1] / budget[0] * 100
    found["HEMAT"] = None if budget is None else (budget[0] - budget[1]) / budget[0] * 100
    return found


def grade(number: Fraction) -> str:
    return next((word for edge, word in GRADES if number > edge), "Sangat Kurang")


def strange(dice: random.Random, count: int) -> pa.Array:
    """A column of a type that no rules want."""
    return dice.choice(
        [
            pa.nulls(count),
            pa.array([[None]] * count),
            pa.array([{"a": [1]}] * count),
            pa.array([b"x"] * count, pa.binary_view()),
            pa.array([True] * count).dictionary_encode(),
            pa.array([1.5] * count, pa.float16()),
        ]
    )


@pytest.mark.filterwarnings("ignore::takar.TakarWarning")
@pytest.mark.parametrize("seed", range(24))
def test_whatever_the_columns_are(reference: takar.Package, seed: int) -> None:
    dice = random.Random(seed)
    count = dice.choice([1, 7, 64, 513, 700, 1_300])
    all_rows = rows(dice, count)
    columns: dict[str, pa.ChunkedArray] = {}
    scales: dict[str, int] = {}
    for name, (scale, _, _) in INPUTS.items():
        columns[name], is_whole = column(dice, name, [row[name] for row in all_rows], scale)
        if is_whole:
            scales[name] = scale
    names = list(columns)
    dice.shuffle(names)
    table = pa.table({name: columns[name] for name in names})
    table = table.add_column(dice.randrange(len(names)), "Catatan camat", strange(dice, count))
    asked: dict[str, Any] = {"scales": scales, "numbers": "id", "as_shortest": True, "states": True}
    asked["words"] = dice.choice(["string", "dictionary"])
    asked["threads"] = dice.choice([1, 2, 3])
    found = pa.table(reference.evaluate(table, **asked))
    pieces = [pa.table(one) for one in reference.stream(table, **{**asked, "words": "string"})]
    ratios = pa.table(reference.evaluate(table, **asked, exact=True))
    found.validate(full=True)
    streamed = pa.concat_tables(pieces)
    assert len(found) == count
    cells = found.to_pydict()
    fractions = ratios.to_pydict()
    for at, row in enumerate(all_rows):
        for title, number in exact(row).items():
            shown, state = cells[title][at], cells[f"keadaan {title}"][at]
            parts = (fractions[f"pembilang {title}"][at], fractions[f"penyebut {title}"][at])
            where = (seed, at, title)
            if number is None:
                assert shown is None and parts == (None, None), where
                assert state in ("belum diisi", "tidak terdefinisi"), where
            else:
                places = 4 if title.startswith("realisasi") else 2
                assert state is None and shown in (half_away(number, places), half_away(number, 2)), where
                assert Fraction(int(parts[0]), int(parts[1])) == number, where
            if title.startswith("capaian"):
                word = cells[title.replace("capaian", "predikat")][at]
                assert word == (None if number is None else grade(number)), where
    for name in streamed.column_names:
        assert streamed[name].to_pylist() == cells[name], name


@pytest.mark.parametrize("seed", range(8))
def test_cells_that_nobody_can_read_among_many(reference: takar.Package, seed: int) -> None:
    """They are what a word in their place is, and change no other cell."""
    dice = random.Random(seed)
    count = dice.choice([3, 100, 1_100])
    all_rows = rows(dice, count)
    names = list(INPUTS)
    wrong = {(dice.randrange(count), dice.choice(names)) for _ in range(1 + dice.randrange(2 * count))}

    def as_floats(cells: list[Any], odd: float) -> pa.Array:
        numbers = [odd if cell == "x" else None if cell is None else float(cell) for cell in cells]
        return pa.array(numbers, pa.float64())

    unreadable: dict[str, Callable[[list[Any]], pa.Array]] = {
        "inf": lambda cells: as_floats(cells, float("inf")),
        "coded": lambda cells: as_floats(cells, 1e300).dictionary_encode(),
        "long": lambda cells: pa.array([Decimal("9" * 70) if cell == "x" else cell for cell in cells], pa.decimal256(76, 4)),
    }
    odd: dict[str, pa.Array] = {}
    plain: dict[str, pa.Array] = {}
    for name, (scale, _, _) in INPUTS.items():
        cells = ["x" if (at, name) in wrong else row[name] for at, row in enumerate(all_rows)]
        odd[name] = unreadable[dice.choice(sorted(unreadable))](cells)
        plain[name] = pa.array(["x" if cell == "x" else indonesian(cell, scale) for cell in cells])
    asked: dict[str, Any] = {"year": 2024, "numbers": "id", "states": True, "words": "string", "errors": "state"}
    there = reference.evaluate(pa.table(odd), as_shortest=True, **asked)
    words = reference.evaluate(pa.table(plain), **asked)
    assert there.fault_count == words.fault_count == len(wrong)
    assert pa.table(there).to_pydict() == pa.table(words).to_pydict()
    assert len(takar.findings(there)) >= min(20, len(wrong))
