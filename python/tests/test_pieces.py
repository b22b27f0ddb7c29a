"""What one cell means may hang on another: percentages with and without their sign, wherever a table is cut."""

from __future__ import annotations

import json
import random
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Callable, Optional

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pytest

import takar
import takar.duckdb
import takar.polars
import takar.spark

RULES = "besaran A\n  satuan persen\n  skala 0..100\nQ = A * 2\n  tampil 2\n"

TWO = "besaran A\n  skala 0..100\nbesaran B\n  skala 0..100\nQ = A + B\n"

Cells = list[Optional[str]]


@pytest.fixture(scope="module")
def package() -> takar.Package:
    return takar.Package.of_texts({"a.takar": RULES})


def in_batches(table: pa.Table, sizes: Callable[[], int]) -> pa.RecordBatchReader:
    def batches() -> Iterator[pa.RecordBatch]:
        at = 0
        while at < len(table):
            many = sizes()
            yield from table.slice(at, many).combine_chunks().to_batches() or []
            at += many

    return pa.RecordBatchReader.from_batches(table.schema, batches())


def results(table: Any, column: str = "Q") -> list[Any]:
    return pa.table(table)[column].to_pylist()


def is_bare(cell: Optional[str]) -> bool:
    return cell is not None and not cell.endswith("%") and 0 < Decimal(cell.replace(",", ".")) <= 1


def expected(cells: Cells, is_doubtful: bool) -> list[Optional[Decimal]]:
    def number(cell: Optional[str]) -> Optional[Decimal]:
        if cell is None or (is_doubtful and is_bare(cell)):
            return None
        return Decimal(cell.rstrip("%").replace(",", ".")) * 2

    return [number(cell) for cell in cells]


@pytest.mark.filterwarnings("ignore::takar.TakarWarning")
@pytest.mark.parametrize("seed", range(12))
def test_whoever_cuts(package: takar.Package, seed: int) -> None:
    """All rows at once: doubtful beside a sign. In pieces: doubtful wherever there may be one. Nothing depends on the cuts."""
    dice = random.Random(seed)
    words = ["5%", "1%", "0,5%", "7", "12,5", "0", None, *(["1", "0,5"] if seed % 3 else [])]
    if seed % 4 == 0:
        words = [word for word in words if word is None or "%" not in word]
    cells: Cells = [dice.choice(words) for _ in range(dice.choice([2, 9, 700, 3_000]))]
    table = pa.table({"A": pa.array(cells, pa.string())})
    has_sign = any(cell is not None and "%" in cell for cell in cells)
    asked: dict[str, Any] = {"year": 2024, "errors": "state", "numbers": "id"}
    whole, pieces = expected(cells, has_sign), expected(cells, True)
    counts = [sum(map(is_bare, cells)) if doubtful else 0 for doubtful in (has_sign, True)]

    def sizes() -> int:
        return dice.choice([1, 2, 7, 513, 5_000])

    for source in (table, in_batches(table, sizes), table.set_column(0, "A", table["A"].dictionary_encode())):
        found = package.evaluate(source, **asked)
        assert (results(found), found.fault_count) == (whole, counts[0])
    for source in (table, in_batches(table, sizes)):
        tables = list(package.stream(source, **asked))
        assert sum(map(results, tables), []) == pieces and tables[-1].fault_count == counts[1]
    frame = pl.DataFrame(table)
    assert takar.polars.evaluate(frame, package, **asked)["Q"].to_list() == whole
    assert takar.polars.evaluate(frame.lazy(), package, **asked).collect(engine="streaming")["Q"].to_list() == whole
    cut = takar.polars.evaluate(frame.lazy(), package, in_pieces=True, **asked)
    assert cut.collect(engine="streaming")["Q"].to_list() == pieces
    assert cut.collect(engine="in-memory")["Q"].to_list() == pieces
    con = duckdb.connect()
    con.register("t", table)
    assert [row[0] for row in takar.duckdb.evaluate(con, "select * from t", package, **asked).fetchall()] == whole
    streamed = takar.duckdb.evaluate(con, "select * from t", package, into=con.cursor(), **asked)
    assert [row[0] for row in streamed.fetchall()] == pieces
    sent = (package.packed(), package.digest, takar.__version__, asked)
    partitions = [table.slice(at, 400) for at in range(0, len(table), 400)]
    tasks = [takar.spark.computed(iter(part.to_batches(max_chunksize=9)), *sent) for part in partitions]
    assert sum((results(pa.table([batch.column(0)], ["Q"])) for task in tasks for batch in task), []) == pieces
    for found in (package.evaluate(table, bare_percent=True, **asked), *package.stream(table, bare_percent=True, **asked)):
        assert results(found) == expected(cells, False) and found.fault_count == 0


def test_a_sign_in_a_faulty_cell_is_a_sign(package: takar.Package) -> None:
    """`150%` is out of its scale, and says all the same that percentages are written with a sign here."""
    found = pa.table(package.evaluate(pa.table({"A": ["150%", "1", "7"]}), year=2024, errors="state", states=True))
    assert found.to_pydict()["Q"] == [None, None, Decimal("14.00")]
    assert found.to_pydict()["keadaan Q"] == ["keliru", "keliru", None]


def test_one_fault_is_one(package: takar.Package) -> None:
    table = pa.table({"A": ["5%", "1"]})
    with pytest.raises(takar.DataError) as raised:
        package.evaluate(table, year=2024)
    error = raised.value
    assert (error.count, len(error.findings), error.row, error.column) == (1, 1, 1, "A")
    assert error.findings[0].title == "A = 1 tanpa tanda persen, dapat berarti 1% atau 100%"
    assert "bare_percent=True" in str(error)
    found = package.evaluate(table, year=2024, errors="state", states=True)
    assert (results(found), found.fault_count) == ([Decimal(10), None], 1)
    assert results(found, "keadaan Q") == [None, "keliru"]


def test_every_lazy_frame_says_so(package: takar.Package) -> None:
    for cells in (["1", "5%"], ["5%", "1"], ["5%", "1", "7", "8"]):
        for frame in (pl.LazyFrame({"A": cells}), pl.LazyFrame({"A": cells * 50_000})):
            for in_pieces in (False, True):
                lazy = takar.polars.evaluate(frame, package, year=2024, in_pieces=in_pieces)
                with pytest.raises(Exception, match="D0049"):
                    lazy.collect()
                with pytest.raises(Exception, match="D0049"):
                    lazy.head(1).collect() if not in_pieces else lazy.collect(engine="streaming")


def test_numbers_have_no_signs(package: takar.Package) -> None:
    decimals = pa.table({"A": pa.array([Decimal("0.5"), Decimal(1)], pa.decimal128(5, 2))})
    assert [results(one) for one in package.stream(decimals, year=2024)] == [[Decimal(1), Decimal(2)]]


def test_a_wrapper_tells_what_is_faulty(package: takar.Package) -> None:
    frame = pl.DataFrame({"A": ["x", "7"]})
    said = r"1 cell is faulty.*the first is D0041: .*states=True"
    with pytest.warns(takar.TakarWarning, match=said):
        found = takar.polars.evaluate(frame, package, year=2024, errors="state")
    assert found["Q"].to_list() == [None, Decimal(14)]
    with pytest.warns(takar.TakarWarning, match=said):
        takar.polars.evaluate(frame.lazy(), package, year=2024, errors="state").collect()
    con = duckdb.connect()
    con.register("t", frame.to_arrow())
    with pytest.warns(takar.TakarWarning, match=said):
        takar.duckdb.evaluate(con, "select * from t", package, year=2024, errors="state")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        takar.polars.evaluate(frame[1:], package, year=2024, errors="state")


def test_a_transaction_survives_a_faulty_cell(package: takar.Package) -> None:
    con = duckdb.connect()
    con.execute("create table u (x int)")
    con.begin()
    con.execute("insert into u values (1)")
    with pytest.raises(takar.DataError) as raised:
        takar.duckdb.evaluate(con, "select '12' as \"A\" union all select 'x'", package, year=2024)
    assert (raised.value.row, raised.value.column) == (1, "A")
    con.commit()
    assert con.sql("select * from u").fetchall() == [(1,)]
    relation = takar.duckdb.evaluate(con, "select '12' as \"A\"", package, year=2024)
    assert relation.fetchall() == relation.fetchall() == [(Decimal(24),)]
    with pytest.raises(ValueError, match="into=con.cursor"):
        takar.duckdb.evaluate(con, "select 1", package, into=con)


@pytest.mark.parametrize("chunk", [1, 7, 1_000])
def test_faults_are_told_by_rows(chunk: int) -> None:
    package = takar.Package.of_texts({"a.takar": TWO})
    a = [50] * 10 + [900] * 30
    b = [900, 900] + [50] * 38
    table = pa.Table.from_batches(pa.table({"B": b, "A": a}).to_batches(max_chunksize=chunk))
    with pytest.raises(takar.DataError) as raised:
        package.evaluate(table, year=2024)
    error = raised.value
    assert (error.row, error.column, error.count) == (0, "B", 32)
    rows = [finding.places[0].row for finding in error.findings]
    assert rows == [0, 1, *range(10, 28)]
    assert str(error).endswith("… dan 12 lagi")
    for found in (package.evaluate(table, year=2024, errors="state"), *package.stream(table, year=2024, errors="state")):
        last = found
    for found in (package.evaluate(table, year=2024, errors="state"), last):
        assert [finding.places[0].row for finding in takar.findings(found)] == rows
        told = json.loads(found.findings_json)
        assert (told["kesalahan"], told["menurut_kode"], len(told["temuan"])) == (32, {"D0020": 32}, 20)
        assert found.findings_text.endswith("… dan 12 kesalahan lagi\n")


def test_whole_numbers_of_numpy(package: takar.Package) -> None:
    table = pa.table({"A": [400]})
    asked: dict[str, Any] = {"year": np.int64(2024), "places": np.int32(1), "scales": {"A": np.int64(2)}}
    assert results(package.evaluate(table, **asked)) == [Decimal("8.0")]
    assert package.columns(np.int64(2024)) == ["A"]  # type: ignore[arg-type]
    assert "8" in package.explain("Q", row={"A": np.int64(4)}, year=np.int16(2024))  # type: ignore[arg-type, dict-item]
    for wrong in (np.float64(2024), np.bool_(True), True):
        with pytest.raises(TypeError, match="a whole number is meant"):
            package.evaluate(table, year=wrong)


@pytest.mark.parametrize("kind", [pa.float64(), pa.bool_(), pa.date32(), pa.string(), pa.struct([("a", pa.int8())])])
def test_what_no_result_uses_is_not_read(kind: pa.DataType) -> None:
    package = takar.Package.of_texts({"a.takar": TWO + "P = A * 3\n"})
    values: Any = {pa.string(): "abc", pa.bool_(): True}.get(kind, {"a": 1} if pa.types.is_struct(kind) else 1)
    table = pa.table({"A": [2], "B": pa.array([values], kind)})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = package.evaluate(table, year=2024, results=["P"], errors="state")
        assert (results(found, "P"), found.fault_count) == ([Decimal(6)], 0)
        kept = pa.table(package.evaluate(table, year=2024, results=["P"], keep=["B"]))
    assert kept["B"].to_pylist() == table["B"].to_pylist()
    with_year = table.append_column("tahun", pa.array([2031]))
    assert results(package.evaluate(with_year, results=["P"]), "P") == [Decimal(6)]
    with pytest.raises(takar.TakarError):
        package.evaluate(table, year=2024, results=["Q"])
