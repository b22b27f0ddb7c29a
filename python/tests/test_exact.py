"""Results against Python's fractions, cell by cell, whatever the columns are made of."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
from conftest import INPUTS, ROOT, half_away, reference_rows

import takar

ROWS = 3_000


def indonesian(number: Decimal, scale: int) -> str:
    whole, _, part = f"{number:,.{scale}f}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def column(numbers: list[Decimal], scale: int, form: str) -> pa.Array:
    if form == "decimal128":
        return pa.array(numbers, pa.decimal128(38, scale))
    if form == "wide decimal":  # as databases have them
        return pa.array(numbers, pa.decimal128(38, 18))
    if form == "decimal256":
        return pa.array(numbers, pa.decimal256(60, scale))
    if form == "int64":
        return pa.array([int(number.scaleb(scale)) for number in numbers], pa.int64())
    texts = [indonesian(number, scale) for number in numbers]
    if form == "dictionary":
        return pa.array(texts).dictionary_encode()
    if form == "chunked":
        return pa.chunked_array([texts[:1], texts[1:700], [], texts[700:]])
    if form == "view":
        return pa.array(texts, pa.string_view())
    return pa.array(texts, pa.large_string())


FORMS = ["decimal128", "wide decimal", "decimal256", "int64", "dictionary", "chunked", "view", "text", "mixed"]


def texts(table: takar.Table) -> list[list[str]]:
    """Results as the oracle writes them."""
    data = pa.table(table)
    columns: list[list[str]] = []
    for name in data.column_names:
        if name.startswith("keadaan "):
            continue
        states = data[f"keadaan {name}"].to_pylist()
        places = {"realisasi IKPP": 4, "realisasi I8": 4}.get(name)
        cells = zip(data[name].to_pylist(), states)
        columns.append([state or written(cell, places is not None) for cell, state in cells])
    return [list(row) for row in zip(*columns)]


def written(cell: Any, is_automatic: bool) -> str:
    text = str(cell)
    return text.rstrip("0").rstrip(".") if is_automatic and "." in text else text


@pytest.mark.parametrize("form", FORMS)
def test_the_reference_work(
    reference: takar.Package, in_fractions: Callable[[list[str]], list[str]], form: str
) -> None:
    rows = reference_rows(ROWS, seed=FORMS.index(form) + 1)
    forms = [form] * len(INPUTS)
    if form == "mixed":
        forms = [random.Random(at).choice(FORMS[:-1]) for at in range(len(INPUTS))]
    columns = {
        name: column([row[at] for row in rows], scale, forms[at])
        for at, (name, (scale, _, _)) in enumerate(INPUTS.items())
    }
    scales = {name: scale for (name, (scale, _, _)), one in zip(INPUTS.items(), forms) if one == "int64"}
    table = pa.table(columns)
    found = texts(reference.evaluate(table, scales=scales, numbers="id", states=True))
    expected = [in_fractions([str(cell) for cell in row]) for row in rows]
    assert len(found) == ROWS
    wrong = [(at, a, b) for at, (a, b) in enumerate(zip(found, expected)) if a != b]
    assert not wrong, wrong[0]


def achievement(target: Fraction, value: Fraction, rises: bool) -> Fraction | None:
    """`Baku` of the package capaian."""
    if target == 0:
        return Fraction(100) if value == 0 else None
    raw = value / target * 100 if rises else (2 * target - value) / target * 100
    return min(max(raw, Fraction(0)), Fraction(100))


def ordinal(number: Fraction) -> str:
    rounded = half_away(number, 2)
    grades = [(110, "Istimewa"), (90, "Baik"), (70, "Butuh Perbaikan"), (50, "Kurang")]
    return next((grade for edge, grade in grades if rounded > edge), "Sangat Kurang")


def test_the_shipped_achievements() -> None:
    package = takar.Package(ROOT / "rules" / "capaian")
    dice = random.Random(5)
    numbers = [[Decimal(dice.choice([0, dice.randint(0, 20_000)])).scaleb(-2) for _ in range(ROWS)] for _ in range(4)]
    names = ["target ContohNaik", "ContohNaik", "target ContohTurun", "ContohTurun"]
    table = pa.table({name: pa.array(column, pa.decimal128(9, 2)) for name, column in zip(names, numbers)})
    found = pa.table(package.evaluate(table, year=2024, words="string", exact=False)).to_pydict()
    ratios = pa.table(package.evaluate(table, year=2024, exact=True)).to_pydict()
    for code, rises, at in (("ContohNaik", True, 0), ("ContohTurun", False, 2)):
        for row in range(ROWS):
            expected = achievement(Fraction(numbers[at][row]), Fraction(numbers[at + 1][row]), rises)
            shown = None if expected is None else half_away(expected, 2)
            assert found[f"capaian {code}"][row] == shown
            assert found[f"predikat {code}"][row] == (None if expected is None else ordinal(expected))
            parts = (ratios[f"pembilang capaian {code}"][row], ratios[f"penyebut capaian {code}"][row])
            assert parts == ((None, None) if expected is None else expected.as_integer_ratio())


PACKAGES = ["akip", "capaian", "ikpp", "ipp", "mojoagung-2024", "permendagri-86", "permenpanrb-8-2021", "pmk-22-2021", "skm"]


@pytest.mark.parametrize("name", PACKAGES)
@pytest.mark.filterwarnings("ignore::takar.TakarWarning")
def test_every_package_rounds_what_is_exact(name: str) -> None:
    """Columns and the exact evaluator are two ways; between them only the rounding of Python's fractions is left."""
    package = takar.Package(ROOT / "rules" / name)
    dice = random.Random(name)
    headers = package.columns(2024)
    if not headers:
        pytest.skip("its rules are of other years")
    cells: dict[str, pa.Array] = {}
    for header in headers:
        scale = dice.choice([0, 1, 2, 4])
        most = dice.choice([1, 4, 100, 100, 1_000])
        numbers = [
            None if dice.random() < 0.1 else Decimal(dice.randint(0, most * 10**scale)).scaleb(-scale)
            for _ in range(80)
        ]
        cells[header] = pa.array(numbers, pa.decimal128(30, scale))
    table = pa.table(cells)
    asked: dict[str, Any] = {"year": 2024, "errors": "state", "states": True, "words": "string"}
    # Codes that rules know by an `umum` alone stand in no column.
    asked["allow_missing"] = name == "mojoagung-2024"
    rounded = package.evaluate(table, **asked)
    titles = [title for title in rounded.column_names if not title.startswith("keadaan ")]
    found = pa.table(rounded)
    seen = 0
    for title in titles:
        if not pa.types.is_decimal(found[title].type):
            continue
        places = found[title].type.scale
        try:
            ratios = pa.table(package.evaluate(table, results=[title], exact=True, **asked))
        except takar.TableError as error:
            # A root, or a fraction of more than 38 digits.
            assert "root" in str(error) or "38 digits" in str(error)
            continue
        assert found[f"keadaan {title}"].to_pylist() == ratios[f"keadaan {title}"].to_pylist()
        parts = zip(ratios[f"pembilang {title}"].to_pylist(), ratios[f"penyebut {title}"].to_pylist())
        for cell, (num, den) in zip(found[title].to_pylist(), parts):
            if cell is None:
                assert num is None and den is None
                continue
            exact = Fraction(int(num), int(den))
            # Without declared decimals: as many as are needed if four are enough, else two.
            short = half_away(exact, 2)
            assert cell in (half_away(exact, places), short), (title, cell, exact)
            if cell != half_away(exact, places):
                assert places == 4
            seen += 1
    assert seen > 0
