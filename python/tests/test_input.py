"""Tables that are wrong: what is said, where, and what to do."""

from __future__ import annotations

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
    error = said(package, takar.TableError, floats, decimal=True)
    assert (error.column, error.row) == ("IKM", 0)
    assert "98.15 has too many digits as a decimal; pass as_shortest=True" in str(error)


def test_whole_numbers_that_pandas_made_floats(package: takar.Package) -> None:
    frame = pd.DataFrame({"tahun": [2024, 2024], "IKM": [96.0, None], "IPP": [3.0, 4.5], "target IKPP": [8, 8]})
    found = pa.table(package.evaluate(frame, decimal=True, states=True))
    assert found["realisasi IKPP"].to_pylist() == [Decimal("7.8000"), None]
    assert found["keadaan realisasi IKPP"].to_pylist() == [None, "belum diisi"]
    error = said(package, takar.TableError, pa.table(frame.assign(IPP=[float("inf"), 1])), decimal=True)
    assert (error.column, error.row) == ("IPP", 0)


def test_types_that_hold_no_figures(package: takar.Package) -> None:
    for column in (pa.array([True]), pa.array([[1]]), pa.array([0], pa.date32())):
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
    error = said(package, takar.TableError, table(**{"target IKPP": many}))
    assert (error.column, error.row) == ("target IKPP", 0)
    assert "a number of more than 38 digits" in str(error)
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
    error = said(package, takar.TableError, rows, as_shortest=True)
    assert (error.column, error.row) == ("target IKPP", 2)
    assert "inf has too many digits" in str(error)
    steps = pa.array([Decimal(1), Decimal(10**30)], pa.decimal128(38, 0))
    zeros = pa.Array.from_buffers(pa.decimal128(38, -20), 2, steps.buffers())
    two = {"tahun": [2024] * 2, "IKM": [90] * 2, "IPP": [1] * 2}
    error = said(package, takar.TableError, pa.table({**two, "target IKPP": zeros}))
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
