"""Tables that are wrong: what is said, where, and what to do."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import RULES

import takar


@pytest.fixture(scope="module")
def package() -> takar.Package:
    return takar.Package.of_texts({"ikpp.takar": RULES})


def table(**other: Any) -> pa.Table:
    """One row that is right, but for what is said otherwise."""
    columns: dict[str, Any] = {
        "unit": ["Mojoagung"],
        "tahun": pa.array([2024], pa.int32()),
        "IKM": pa.array([Decimal("98.15")], pa.decimal128(5, 2)),
        "IPP": pa.array([Decimal("3.74")], pa.decimal128(5, 2)),
        "target IKPP": ["8,6"],
    }
    columns.update(other)
    return pa.table({name: column for name, column in columns.items() if column is not None})


def said(package: takar.Package, kind: type[takar.TakarError], asked: pa.Table, **how: Any) -> Any:
    with pytest.raises(kind) as raised:
        package.evaluate(asked, **how)
    return raised.value


def test_what_is_right(package: takar.Package) -> None:
    found = pa.table(package.evaluate(table(), numbers="id"))
    assert found.column_names == ["unit", "tahun", "realisasi IKPP", "capaian IKPP", "predikat IKPP"]
    assert found.to_pylist() == [
        {
            "unit": "Mojoagung",
            "tahun": 2024,
            "realisasi IKPP": Decimal("8.6475"),
            "capaian IKPP": Decimal("100.55"),
            "predikat IKPP": "Baik",
        }
    ]
    assert pa.types.is_dictionary(found.schema.field("predikat IKPP").type)


def test_a_missing_column(package: takar.Package) -> None:
    error = said(package, takar.TableError, table(IPP=None))
    assert error.column == "IPP"
    assert str(error) == (
        "column 'IPP': the results of 2024 rest on columns that the table does not have: \"IPP\"; add them, ask for other "
        'results with results=[…], or pass allow_missing=True: what rests on them is then "belum diisi"'
    )
    found = pa.table(package.evaluate(table(IPP=None), allow_missing=True, states=True, reasons=True))
    assert found["capaian IKPP"].to_pylist() == [None]
    assert found["keadaan capaian IKPP"].to_pylist() == ["belum diisi"]
    assert found["alasan capaian IKPP"].to_pylist() == ["realisasi IPP tahun 2024 belum diisi"]


def test_a_name_in_other_case(package: takar.Package) -> None:
    error = said(package, takar.TableError, table(IKM=None, ikm=["98,15"]))
    assert (error.column, error.row) == ("ikm", None)
    assert str(error) == (
        "column 'ikm': the rules do not know the column; did you mean \"IKM\"? If not, hand it through with "
        'keep=["ikm"], or drop it'
    )


def test_a_column_that_nobody_knows_is_told(package: takar.Package) -> None:
    with pytest.warns(takar.TakarWarning, match="the rules do not know 'Camat': not used"):
        package.evaluate(table(Camat=["Budi"]))
    kept = pa.table(package.evaluate(table(Camat=[{"nama": "Budi"}]), keep=["Camat"]))
    assert kept["Camat"].to_pylist() == [{"nama": "Budi"}]


@pytest.mark.parametrize("kind", [pa.float64(), pa.float32()])
def test_floats(package: takar.Package, kind: pa.DataType) -> None:
    floats = table(IKM=pa.array([98.15], kind))
    error = said(package, takar.TableError, floats)
    assert error.column == "IKM"
    assert "holds floats, which are no exact numbers; cast it to a decimal" in str(error)
    assert "as_shortest=True" in str(error) and "decimal=True" in str(error)
    found = pa.table(package.evaluate(floats, as_shortest=True))
    assert found["realisasi IKPP"].to_pylist() == [Decimal("8.6475")]
    if kind == pa.float32():
        # 98.15000152587890625, which is not what was meant, and what it is.
        found = pa.table(package.evaluate(floats, decimal=True, results=["realisasi IKPP"], exact=True))
        assert found["penyebut realisasi IKPP"].to_pylist() == [13_107_200]
        return
    error = said(package, takar.DataError, floats, decimal=True)
    assert (error.column, error.row, error.findings[0].code) == ("IKM", 0, "D0019")
    assert error.mend.startswith("lewatkan as_shortest=True")


def test_whole_numbers_that_pandas_made_floats(package: takar.Package) -> None:
    frame = pd.DataFrame({"tahun": [2024, 2024], "IKM": [96.0, None], "IPP": [3.0, 4.5], "target IKPP": [8, 8]})
    found = pa.table(package.evaluate(frame, decimal=True, states=True))
    assert found["realisasi IKPP"].to_pylist() == [Decimal("7.8000"), None]
    assert found["keadaan realisasi IKPP"].to_pylist() == [None, "belum diisi"]
    error = said(package, takar.DataError, pa.table(frame.assign(IPP=[float("inf"), 1])), decimal=True)
    assert (error.column, error.row) == ("IPP", 0)
    assert "tak hingga bukan angka: kosongkan selnya (null)" in error.mend


def test_types_that_hold_no_figures(package: takar.Package) -> None:
    struct = pa.array([{"a": 1}])
    columns = [
        pa.array([True]),
        pa.array([[1]]),
        pa.array([0], pa.date32()),
        struct,
        pa.DictionaryArray.from_arrays(pa.array([0]), struct),
        pa.RunEndEncodedArray.from_arrays(pa.array([1], pa.int32()), pa.array([[1]])),
    ]
    for column in columns:
        error = said(package, takar.TableError, table(IKM=column))
        assert error.column == "IKM"
        assert "and the rules want numbers or texts there" in str(error)


def test_nulls_and_empty_batches(package: takar.Package) -> None:
    nulls = table(IKM=pa.nulls(1))
    assert pa.table(package.evaluate(nulls, states=True))["keadaan realisasi IKPP"].to_pylist() == ["belum diisi"]
    empty = pa.Table.from_batches(
        [table().to_batches()[0].slice(0, 0), *table().to_batches(), table().to_batches()[0].slice(1)]
    )
    assert len(package.evaluate(empty)) == 1
    nothing = package.evaluate(table().slice(0, 0))
    assert len(nothing) == 0 and "capaian IKPP" in nothing.column_names


def test_a_slice_of_a_table(package: takar.Package) -> None:
    """Bits of nulls begin anywhere."""
    numbers = [None if at % 3 == 0 else Decimal(25 + at % 75) for at in range(2_000)]
    whole = pa.table(
        {
            "tahun": [2024] * 2_000,
            "IKM": pa.array(numbers, pa.decimal128(10, 4)),
            "IPP": pa.array([at % 5 for at in range(2_000)], pa.int8()),
            "target IKPP": pa.array(["5", None] * 1_000).dictionary_encode(),
        }
    )
    all_rows = pa.table(package.evaluate(whole, states=True, words="string"))
    part = pa.table(package.evaluate(whole.slice(13, 1_501), states=True, words="string"))
    assert part.to_pylist() == all_rows.slice(13, 1_501).to_pylist()
    assert [cell is None for cell in all_rows["realisasi IKPP"].to_pylist()] == [cell is None for cell in numbers]


def test_a_cell_out_of_its_scale(package: takar.Package) -> None:
    column = pa.array([Decimal("98.15"), Decimal("188.3")], pa.decimal128(5, 2))
    error = said(package, takar.DataError, pa.concat_tables([table(), table()]).set_column(2, "IKM", column))
    assert (error.row, error.column, error.count) == (1, "IKM", 1)
    assert error.findings[0].title == "IKM = 188,3 di luar skala 25..100"
    assert str(error).startswith("kesalahan D0020: IKM = 188,3 di luar skala 25..100\n")
    assert 'tabel, baris 2, kolom "IKM"' in str(error)


def test_a_cell_that_is_no_number(package: takar.Package) -> None:
    error = said(package, takar.DataError, table(IKM=["sembilan"]))
    assert (error.row, error.column) == (0, "IKM")
    assert error.mend
    doubtful = said(package, takar.DataError, table(**{"target IKPP": ["1.250"]}))
    assert doubtful.findings[0].code == "D0012"
    found = package.evaluate(table(**{"target IKPP": ["1.250"]}), numbers="id")
    assert pa.table(found)["capaian IKPP"].to_pylist() == [Decimal("0.69")]


def test_faults_as_states(package: takar.Package) -> None:
    found = package.evaluate(table(IKM=["sembilan"]), errors="state", states=True)
    assert found.fault_count == 1
    assert takar.findings(found)[0].places[0].row == 0
    assert pa.table(found)["keadaan realisasi IKPP"].to_pylist() == ["keliru"]


def test_a_year_that_is_none(package: takar.Package) -> None:
    error = said(package, takar.DataError, table(tahun=["dua ribu"]))
    assert (error.row, error.column) == (0, "tahun")
    assert "bukan tahun" in str(error)
    error = said(package, takar.TableError, table(tahun=None))
    assert str(error) == "nothing says which year the rows are about; add a column 'tahun', or pass year=2024"


def test_huge_decimals(package: takar.Package) -> None:
    many = pa.array([Decimal("9" * 50)], pa.decimal256(60, 0))
    error = said(package, takar.DataError, table(**{"target IKPP": many}))
    assert (error.column, error.row) == ("target IKPP", 0)
    assert error.findings[0].title.endswith("terdiri dari 50 angka, paling banyak 28")
    long = pa.array([Decimal("9" * 37)], pa.decimal128(38, 0))
    error = said(package, takar.DataError, table(**{"target IKPP": long}))
    assert (error.column, error.row) == ("target IKPP", 0)
    tiny = pa.array([Decimal("8.6000000000000000001")], pa.decimal128(38, 19))
    found = pa.table(package.evaluate(table(**{"target IKPP": tiny}), exact=True)).to_pylist()[0]
    ratio = Fraction(int(found["pembilang capaian IKPP"]), int(found["penyebut capaian IKPP"]))
    assert ratio == Fraction("864.75") / Fraction("8.6000000000000000001")


def test_results_and_arguments(package: takar.Package) -> None:
    assert package.evaluate(table(), results=["capaian IKPP"]).column_names[2:] == ["capaian IKPP"]
    assert package.columns(2024, ["realisasi IKPP"]) == ["IKM", "IPP"]
    error = said(package, takar.TableError, table(), results=["capaian IKP"])
    assert str(error) == "there is no result \"capaian IKP\"; did you mean \"capaian IKPP\"?"
    with pytest.raises(ValueError, match="one of"):
        package.evaluate(table(), errors="ignore")
    with pytest.raises(TypeError, match="lists of names"):
        package.evaluate(table(), results="capaian IKPP")
    error = said(package, takar.TableError, table(), numbers="de")
    assert "numbers=\"de\" is no way to write numbers" in str(error)
    places = pa.table(package.evaluate(table(), results=["capaian IKPP"], places=5))
    assert places["capaian IKPP"].to_pylist() == [Decimal("100.55233")]


@pytest.mark.parametrize(
    ("asked", "kind", "what"),
    [
        ({"year": 1}, ValueError, "year=1: from 1900 to 2199"),
        ({"year": "2024"}, TypeError, "year='2024': a whole number is meant"),
        ({"places": -1}, ValueError, "places=-1: from 0 to 38"),
        ({"threads": 0}, ValueError, "threads=0: from 1 to 1024"),
        ({"scales": {"IKM": -1}}, ValueError, "scales['IKM']=-1: from 0 to 18"),
        ({"decimal": True, "as_shortest": True}, ValueError, "two ways to take a float"),
        ({"scales": {"IKM": 3}}, takar.TableError, "this one holds Decimal128(5, 2); leave it out of scales"),
        ({"scales": {"target IKPP": 1}}, takar.TableError, "this one holds Utf8; leave it out of scales"),
        ({"scales": {"ikm": 1}}, takar.TableError, 'did you mean "IKM"?'),
        ({"scales": {1: 2}}, TypeError, "scales[1]: the header of a column is meant"),
        ({"scales": [1]}, TypeError, "scales=[1]: decimals by their columns are meant"),
        ({"results": [1]}, TypeError, "results has 1: results and keep are lists of names"),
        ({"results": 5}, TypeError, "results=5: results and keep are lists of names"),
        ({"keep": [3]}, TypeError, "keep has 3: results and keep are lists of names"),
        ({"numbers": 5}, TypeError, "numbers=5: a text is meant"),
        ({"name": 5}, TypeError, "name=5: a text is meant"),
    ],
)
def test_arguments_that_cannot_be_meant(package: takar.Package, asked: Any, kind: type[Exception], what: str) -> None:
    with pytest.raises(kind) as raised:
        package.evaluate(table(), **asked)
    assert what in str(raised.value)


def test_too_long_in_a_dictionary_and_below_0(package: takar.Package) -> None:
    """Rows are those of the table, not those of the words; what stands where there is nothing is of nobody."""
    floats = pa.DictionaryArray.from_arrays(pa.array([1, 1, 0, 2], pa.int8()), pa.array([float("inf"), 8.5, 9.0]))
    rows = pa.table({"tahun": [2024] * 4, "IKM": [90] * 4, "IPP": [1] * 4, "target IKPP": floats})
    error = said(package, takar.DataError, rows, as_shortest=True)
    assert (error.column, error.row) == ("target IKPP", 2)
    assert 'berisi "inf", padahal harus angka' in str(error)
    unused = pa.DictionaryArray.from_arrays(pa.array([1, 1, 1, 2], pa.int8()), pa.array([float("inf"), 8.5, 9.0]))
    found = package.evaluate(rows.set_column(3, "target IKPP", unused), as_shortest=True)
    assert None not in pa.table(found)["capaian IKPP"].to_pylist()
    steps = pa.array([Decimal(1), Decimal(10**30)], pa.decimal128(38, 0))
    zeros = pa.Array.from_buffers(pa.decimal128(38, -20), 2, steps.buffers())
    two = {"tahun": [2024] * 2, "IKM": [90] * 2, "IPP": [1] * 2}
    error = said(package, takar.DataError, pa.table({**two, "target IKPP": zeros}))
    assert (error.column, error.row) == ("target IKPP", 1)
    bits = pa.array([True, None]).buffers()[0]
    blank = pa.Array.from_buffers(pa.decimal128(38, -20), 2, [bits, steps.buffers()[1]])
    found = pa.table(package.evaluate(pa.table({**two, "target IKPP": blank}), states=True))
    assert found["keadaan capaian IKPP"].to_pylist() == [None, "belum diisi"]


def test_what_is_no_number_in_a_dictionary(package: takar.Package) -> None:
    """Blank as it is in a column of floats; a dictionary of a dictionary is what both say together."""
    nan = float("nan")
    rows = {"tahun": [2024] * 3, "IPP": [3] * 3, "target IKPP": [8] * 3}
    floats = pa.DictionaryArray.from_arrays(pa.array([1, 0, 2], pa.int8()), pa.array([nan, 96.0, 92.0]))
    found = pa.table(package.evaluate(pa.table({**rows, "IKM": floats}), as_shortest=True, states=True))
    assert found["realisasi IKPP"].to_pylist() == [Decimal("7.8000"), None, Decimal("7.6000")]
    assert found["keadaan realisasi IKPP"].to_pylist() == [None, "belum diisi", None]
    for kind, how in ((pa.float16(), "decimal"), (pa.float32(), "as_shortest"), (pa.float64(), "decimal")):
        values = pa.array([nan, 8.0, 9.0], kind)
        runs = pa.RunEndEncodedArray.from_arrays(pa.array([1, 2, 3], pa.int32()), values.take([1, 0, 2]))
        for column in (floats.from_arrays(pa.array([1, 0, 2]), values), values.take([1, 0, 2]), runs):
            targets = pa.table({"tahun": [2024] * 3, "IPP": [3] * 3, "IKM": [96] * 3, "target IKPP": column})
            found = pa.table(package.evaluate(targets, states=True, **{how: True}))
            assert found["capaian IKPP"].to_pylist() == [Decimal("97.50"), None, Decimal("86.67")], (kind, column.type)
            assert found["keadaan predikat IKPP"].to_pylist() == [None, "belum diisi", None]
    inner = pa.DictionaryArray.from_arrays(pa.array([1, 0], pa.int8()), pa.array(["92", "96"]))
    twice = pa.DictionaryArray.from_arrays(pa.array([0, None, 1], pa.int8()), inner)
    found = pa.table(package.evaluate(pa.table({**rows, "IKM": twice})))
    assert found["realisasi IKPP"].to_pylist() == [Decimal("7.8000"), None, Decimal("7.6000")]


def test_a_long_table(package: takar.Package) -> None:
    error = said(package, takar.TableError, pa.table({"kode": ["IKM"], "tahun": [2024], "realisasi": ["98,15"]}))
    assert error.column == "kode" and "pivot it" in error.mend


def test_a_column_twice(package: takar.Package) -> None:
    error = said(package, takar.TableError, pa.table([pa.array([1]), pa.array([2])], names=["IKM", "IKM "]), year=2024)
    assert "stands twice" in str(error)


def test_no_table(package: takar.Package) -> None:
    error = said(package, takar.TableError, [{"IKM": 1}])
    assert str(error) == (
        "a list is no Arrow table; pass what has __arrow_c_stream__: a polars, pandas or pyarrow table, a duckdb relation"
    )


def test_a_column_is_no_table(package: takar.Package) -> None:
    for one in [pa.array([1]), pa.chunked_array([[1]]), pa.array([{"IKM": 1}, None]), pl.Series([1])]:
        error = said(package, takar.TableError, one)
        assert str(error).endswith("is no Arrow table; pass what has __arrow_c_stream__: a polars, pandas or pyarrow table, a duckdb relation")


def test_rules_with_errors() -> None:
    with pytest.raises(takar.RulesError) as raised:
        takar.Package.of_texts({"a.takar": "besaran IKM\nNILAI = IKN * 2\n"})
    finding = raised.value.findings[0]
    assert (finding.code, finding.places[0].file, finding.places[0].line) == ("K0102", "a.takar", 2)
    assert raised.value.mend and "IKM" in raised.value.mend
    with pytest.raises(takar.RulesError, match="tidak"):
        takar.Package("tidak-ada")


def test_years_in_whatever_order(package: takar.Package) -> None:
    """Bits and keys of rows that lie anywhere, and rows of no year at all."""
    years = ["2023", "2024", "dua ribu", "2025", "2024", None, "2025", "2023", "2024"] * 400
    numbers = [str(25 + at % 75) if at % 7 else None for at in range(len(years))]
    columns = {"IKM": numbers, "IPP": ["1"] * len(years), "target IKPP": ["5"] * len(years)}
    rows = pa.table({"tahun": years, **columns})
    found = pa.table(package.evaluate(rows, errors="state", states=True, reasons=True))
    found.validate(full=True)
    alone = pa.table(package.evaluate(pa.table(columns), year=2024, states=True)).to_pydict()
    cells = found.to_pydict()
    for at, year in enumerate(years):
        is_year = year is not None and year.isdigit()
        for title in ("realisasi IKPP", "capaian IKPP", "predikat IKPP"):
            assert cells[title][at] == (alone[title][at] if is_year else None), (at, title)
            state = alone[f"keadaan {title}"][at] if is_year else "keliru"
            assert cells[f"keadaan {title}"][at] == state, (at, title)


@pytest.mark.parametrize("seed", range(6))
def test_runs_of_years_that_end_anywhere(seed: int) -> None:
    """Every value is there, wherever a run of rows of one year ends, and whichever year follows."""
    package = takar.Package.of_texts({"a.takar": "besaran A\n  skala 0..100\nQ = A * 2\n"})
    dice = random.Random(seed)
    for _ in range(60):
        years: list[int] = []
        while len(years) < dice.choice([2, 3, 5, 9, 17, 40, 70]):
            years += [dice.choice([2021, 2022, 2023])] * dice.choice([1, 2, 3, 7, 8, 9])
        numbers = [dice.randrange(50) for _ in years]
        for batch in (len(years), 5):
            table = pa.table({"A": numbers, "tahun": years})
            reader = pa.Table.from_batches(table.to_batches(max_chunksize=batch))
            found = pa.table(package.evaluate(reader)).to_pydict()
            assert [None if one is None else int(one) for one in found["Q"]] == [2 * one for one in numbers], years


def test_what_a_rule_asks_for_is_a_column() -> None:
    """`ada(A)` does without it, and gives another figure with it: who reads the named columns has them all."""
    texts = {"a.takar": "besaran A\n  skala 0..100\nbesaran B\n  skala 0..100\nQ = (jika ada(A) maka A selain itu 0) + B\n"}
    package = takar.Package.of_texts(texts)
    assert sorted(package.columns(2024)) == ["A", "B"]
    assert pa.table(package.evaluate(pa.table({"B": ["1"]}), year=2024)).num_rows == 1


def test_several_years_and_rows_far_in(package: takar.Package) -> None:
    """Rows of the years alternate; a fault in the last row of the third batch has its number in the table."""
    years = [2023 + at % 3 for at in range(3_000)]
    frame = pl.DataFrame(
        {"tahun": years, "IKM": ["90"] * 3_000, "IPP": ["1"] * 2_999 + ["x"], "target IKPP": ["5"] * 3_000}
    )
    error = said(package, takar.DataError, frame.to_arrow())
    assert error.row == 2_999
    batches = pa.Table.from_batches(frame.to_arrow().to_batches(max_chunksize=1_000))
    with pytest.raises(takar.DataError) as raised:
        for _ in package.stream(batches):
            pass
    assert raised.value.row == 2_999


#: One formula over one column of numbers.
ONE = "besaran A\n  skala -1000000..1000000\nQ = A / 3\n  tampil 3\n"


@pytest.fixture(scope="module")
def one() -> takar.Package:
    return takar.Package.of_texts({"a.takar": ONE})


def column_of(scale: int, steps: list[int]) -> pa.Array:
    plain = pa.array([Decimal(one) for one in steps], pa.decimal128(38, 0))
    return pa.Array.from_buffers(pa.decimal128(38, scale), len(steps), plain.buffers())


INF = float("inf")

#: Columns whose second cell nobody can read; the first is 6.
UNREADABLE: dict[str, tuple[pa.Array, dict[str, Any]]] = {
    "inf": (pa.array([6.0, INF]), {"as_shortest": True}),
    "-inf": (pa.array([6.0, -INF]), {"decimal": True}),
    "inf of 32 bits": (pa.array([6.0, INF], pa.float32()), {"as_shortest": True}),
    "inf of 16 bits": (pa.array([6.0, INF], pa.float16()), {"as_shortest": True}),
    "inf in a dictionary": (pa.array([6.0, INF]).dictionary_encode(), {"as_shortest": True}),
    "1e300": (pa.array([6.0, 1e300]), {"as_shortest": True}),
    "5e-324": (pa.array([6.0, 5e-324]), {"as_shortest": True}),
    "0.1 as it is": (pa.array([6.0, 0.1]), {"decimal": True}),
    "50 digits": (pa.array([Decimal(6), Decimal("9" * 50)], pa.decimal256(76, 0)), {}),
    "50 decimals": (pa.array([Decimal(6), Decimal("0." + "1" * 50)], pa.decimal256(76, 50)), {}),
    "60 zeros": (column_of(-60, [0, 1]), {}),
    "30 digits": (pa.array([Decimal(6), Decimal("9" * 30)], pa.decimal128(38, 0)), {}),
    "words": (pa.array(["6", "enam"]), {}),
    "out of scale": (pa.array([6, 2_000_000]), {}),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_one_cell_that_nobody_can_read(one: takar.Package, kind: str) -> None:
    """It alone is keliru, with its reason; as an exception it has column, row and mend."""
    column, how = UNREADABLE[kind]
    rows = pa.table({"A": column, "unit": ["U", "V"]})
    found = one.evaluate(rows, year=2024, errors="state", states=True, reasons=True, **how)
    assert found.fault_count == 1
    cells = pa.table(found).to_pydict()
    assert cells["unit"] == ["U", "V"]
    assert cells["Q"] == [Decimal("0.000" if kind == "60 zeros" else "2.000"), None]
    assert cells["keadaan Q"] == [None, "keliru"] and cells["alasan Q"][1]
    fault = takar.findings(found)[0]
    assert (fault.places[0].row, fault.places[0].column) == (1, "A") and fault.mends
    error = said(one, takar.DataError, rows, year=2024, **how)
    assert (error.row, error.column, error.count) == (1, "A", 1) and error.mend


def test_long_numbers_that_end_in_zeros(one: takar.Package) -> None:
    """Digits count, not how many the type has room for."""
    columns = [
        (pa.array([Decimal("5.25")], pa.decimal256(76, 70)), {}),
        (pa.array([Decimal("5.25"), Decimal("0." + "1" * 70)], pa.decimal256(76, 70)).slice(0, 1), {}),
        (pa.array([5.25], pa.float16()), {"as_shortest": True}),
        (pa.array([5.25], pa.float16()), {"decimal": True}),
        (pa.RunEndEncodedArray.from_arrays(pa.array([1], pa.int32()), pa.array(["5,25"])), {}),
    ]
    for column, how in columns:
        found = pa.table(one.evaluate(pa.table({"A": column}), year=2024, **how))
        assert found["Q"].to_pylist() == [Decimal("1.750")], column.type
    found = one.evaluate(pa.table({"A": [1.333933529978888e-05]}), year=2024, as_shortest=True, exact=True)
    cells = pa.table(found).to_pylist()[0]
    assert Fraction(int(cells["pembilang Q"]), int(cells["penyebut Q"])) == Fraction("1.333933529978888e-05") / 3


def test_floats_of_16_bits(one: takar.Package) -> None:
    np = pytest.importorskip("numpy")
    for text in ("0.1", "97.7", "1e-3", "65500", "0.333"):
        half = np.float16(text)
        found = one.evaluate(pa.table({"A": pa.array([half], pa.float16())}), year=2024, as_shortest=True, exact=True)
        cells = pa.table(found).to_pylist()[0]
        got = 3 * Fraction(int(cells["pembilang Q"]), int(cells["penyebut Q"]))
        assert np.float16(float(got)) == half and len(str(got.numerator).rstrip("0")) <= 5, text
    error = said(one, takar.TableError, pa.table({"A": pa.array([half], pa.float16())}), year=2024)
    assert "floats" in str(error) and "as_shortest=True" in error.mend


def test_runs(one: takar.Package) -> None:
    runs = pa.RunEndEncodedArray.from_arrays(pa.array([2, 3, 6], pa.int16()), pa.array([6, None, 9]))
    found = pa.table(one.evaluate(pa.table({"A": runs.slice(1, 4)}), year=2024, scales={"A": 0}))
    assert found["Q"].to_pylist() == [Decimal(2), None, Decimal(3), Decimal(3)]


@pytest.mark.parametrize(
    ("rules", "how", "why"),
    [
        ("Q = A * A * A * A\n  tampil 20\n", {}, "hasilnya lebih dari 38 angka"),
        ("Q = A\n", {"places": 36}, "hasilnya lebih dari 38 angka"),
        ("Q = 1 / (A * A * A * A * A * A * A)\n", {"exact": True}, "pecahannya berisi bilangan lebih dari 38 angka"),
    ],
)
def test_a_result_that_no_decimal_holds(rules: str, how: dict[str, Any], why: str) -> None:
    package = takar.Package.of_texts({"a.takar": "besaran A\n  skala -1000000..1000000\n" + rules})
    rows = pa.table({"A": [2, 999_999, 3], "unit": ["U", "V", "W"]})
    found = package.evaluate(rows, year=2024, errors="state", states=True, reasons=True, **how)
    cells = pa.table(found).to_pydict()
    assert cells["keadaan Q"] == [None, "keliru", None]
    assert cells["alasan Q"] == [None, why, None]
    title = "pembilang Q" if "exact" in how else "Q"
    assert [cell is None for cell in cells[title]] == [False, True, False]
    assert found.fault_count == 1 and takar.findings(found)[0].places[0].row == 1
    error = said(package, takar.TableError, rows, year=2024, **how)
    assert (error.row, error.column) == (1, "Q") and 'errors="state"' in error.mend


def test_why_there_is_nothing_is_always_said() -> None:
    rules = "besaran A\naturan capaian Baku\n  makin tinggi : realisasi / target * 100\nindikator X\n  berlaku mulai 2023\n  rumus A\n  capaian Baku\n  arah makin tinggi\n"
    package = takar.Package.of_texts({"a.takar": rules})
    rows = pa.table({"A": [1, 1, None, -1], "tahun": ["2022", "1", "2024", "2024"], "target X": [1] * 4})
    cells = pa.table(package.evaluate(rows, errors="state", states=True, reasons=True)).to_pydict()
    for title in [title for title in cells if title.startswith("keadaan")]:
        reasons = cells[title.replace("keadaan", "alasan")]
        assert [bool(reason) for reason in reasons] == [state is not None for state in cells[title]], title
        assert cells[title][0] == "tidak berlaku" and "2022" in reasons[0]
        assert cells[title][1] == "keliru" and "tahun baris ini tidak terbaca" == reasons[1]


def test_a_number_with_two_readings(one: takar.Package) -> None:
    """What to do is said of the call, not of a file."""
    error = said(one, takar.DataError, pa.table({"A": ["1.250"]}), year=2024)
    assert 'numbers="id"' in error.mend and 'numbers="en"' in str(error) and "angka id" not in str(error)
    assert pa.table(one.evaluate(pa.table({"A": ["1.250"]}), year=2024, numbers="en"))["Q"].to_pylist() == [Decimal("0.417")]
    with pytest.raises(takar.DataError, match='numbers="id"'):
        one.explain("Q", row={"A": "1.250"}, year=2024)


def test_many_faults_cost_what_sound_cells_do(one: takar.Package) -> None:
    """All are counted, twenty of each batch are told."""
    import time

    def cost(column: pa.Array) -> float:
        begun = time.process_time()
        one.evaluate(pa.table({"A": column}), year=2024, errors="state", threads=1)
        return time.process_time() - begun

    rows = 20_000
    for sound, faulty in [
        (pa.array(["7", "8"] * (rows // 2)), pa.array(["n7", "8000000"] * (rows // 2))),
        (pa.array([7, 8] * (rows // 2)), pa.array([8_000_000, -9_000_000] * (rows // 2))),
    ]:
        found = one.evaluate(pa.table({"A": faulty}), year=2024, errors="state")
        assert found.fault_count == rows and len(takar.findings(found)) == 20
        # It was 400 times as much; a slow moment of the machine is no fault.
        assert min(cost(faulty) for _ in range(3)) < 20 * min(cost(sound) for _ in range(3)) + 0.2


def test_columns_that_nobody_uses_may_hold_anything(one: takar.Package) -> None:
    strange = [
        pl.Series("z", [None, None]),
        pl.Series("z", [[None], [None]]),
        pl.Series("z", [1, 2], pl.Int128),
        pl.Series("z", [{"a": None}, {"a": None}]),
        pl.Series("z", ["a", "b"], pl.Categorical),
        pl.Series("z", [b"a", b"b"]),
        pl.Series("z", [1.5, None]),
    ]
    if hasattr(pl, "UInt128"):
        strange.append(pl.Series("z", [1, 2], pl.UInt128))
    for column in strange:
        frame = pl.DataFrame([pl.Series("A", [3, 6]), column])
        with pytest.warns(takar.TakarWarning, match="'z'"):
            found = pl.DataFrame(one.evaluate(frame, year=2024))
        assert found["Q"].to_list() == [Decimal(1), Decimal(2)], column.dtype
        with pytest.warns(takar.TakarWarning, match="'z'"):
            assert sum(len(one) for one in one.stream(frame, year=2024)) == 2
    kept = pl.DataFrame(one.evaluate(pl.DataFrame({"A": [3], "z": [None]}), year=2024, keep=["z"]))
    assert kept.to_dicts() == [{"z": None, "Q": Decimal(1)}]


def test_used_columns_of_types_of_polars_alone(one: takar.Package) -> None:
    blank = one.evaluate(pl.DataFrame({"A": [None, None], "unit": [None, None]}), year=2024, states=True)
    assert pa.table(blank)["keadaan Q"].to_pylist() == ["belum diisi"] * 2
    whole = pl.DataFrame([pl.Series("A", [3], pl.Int128)])
    error = said(one, takar.TableError, whole, year=2024)
    assert error.column == "A" and "Int128 of polars" in str(error)
    mended = whole.with_columns(pl.col("A").cast(pl.Decimal(38, 0)))
    assert pa.table(one.evaluate(mended, year=2024))["Q"].to_pylist() == [Decimal(1)]
    error = said(one, takar.TableError, pl.DataFrame([pl.Series("A", [3]), pl.Series("z", [1], pl.Int128)]), year=2024, keep=["z"])
    assert error.column == "z" and "leave it out of keep" in error.mend


def test_rows_of_nothing_and_structs(one: takar.Package) -> None:
    """A struct is a table, and may be a slice of one; a row of it that is nothing is none."""
    whole = pa.array([{"A": 9}, {"A": 3}, {"A": 6}])
    assert pa.table(one.evaluate(whole.slice(1), year=2024))["Q"].to_pylist() == [Decimal(1), Decimal(2)]
    said(one, takar.TableError, pa.array([{"A": 1}, None]), year=2024)
    error = said(one, takar.TableError, pa.chunked_array([pa.array([{"A": 1}, None])]), year=2024)
    assert "a row of the table is nothing" in str(error)
    nested = pa.table({"A": pa.array([{"a": 1}])})
    error = said(one, takar.TableError, nested, year=2024)
    assert error.column == "A"
    found = one.evaluate(pa.table({"A": [3], "z": pa.array([{"a": [1, None]}])}), year=2024, keep=["z"])
    assert pa.table(found)["z"].to_pylist() == [{"a": [1, None]}]


def test_a_table_that_breaks(one: takar.Package) -> None:
    def batches() -> Any:
        yield pa.record_batch({"A": [1]})
        raise RuntimeError("the source broke")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"A": pa.int64()}), batches())
    error = said(one, takar.TakarError, reader, year=2024)
    assert str(error).startswith("the table could not be read to its end") and "the source broke" in str(error)


def test_names_that_are_nearly_right(one: takar.Package) -> None:
    error = said(one, takar.TableError, pa.table({"a": [1]}), year=2024)
    assert error.column == "a" and 'did you mean "A"?' in error.mend
    twice = pa.table([pa.array([1]), pa.array(["x"]), pa.array(["y"])], names=["A", "z", "z"])
    error = said(one, takar.TableError, twice, year=2024, keep=["z"])
    assert error.column == "z" and "stands twice" in str(error)
    found = one.evaluate(pa.table({" A ": [300]}), year=2024, scales={"A": 2})
    assert pa.table(found)["Q"].to_pylist() == [Decimal(1)]
    with pytest.raises(TypeError, match="lists of names"):
        one.columns(2024, "Q")
    with pytest.raises(ValueError, match="there are no rules"):
        takar.Package.of_texts({})


def test_results_of_another_year() -> None:
    rules = "besaran A\nLalu = A - A[tahun-1]\nDua = A * 2\nAwal = A - A[2020]\n"
    package = takar.Package.of_texts({"a.takar": rules})
    error = said(package, takar.TableError, pa.table({"A": [1]}), year=2024, results=["Lalu"])
    assert "Lalu needs A[tahun-1]" in str(error)
    error = said(package, takar.TableError, pa.table({"A": [1]}), year=2024, results=["Awal"])
    assert "Awal needs A[2020]" in str(error)
    with pytest.warns(takar.TakarWarning, match="D0108.*Lalu, Awal"):
        assert pa.table(package.evaluate(pa.table({"A": [1]}), year=2024)).to_pydict() == {"Dua": [Decimal(2)]}
