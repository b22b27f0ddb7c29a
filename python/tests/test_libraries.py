"""The same table from polars, pyarrow, pandas and duckdb, and back."""

from __future__ import annotations

import warnings
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet
import pytest
from conftest import RULES

import takar
import takar.duckdb
import takar.polars

EXPECTED = [Decimal("100.55"), Decimal("58.14"), None]


@pytest.fixture(scope="module")
def package() -> takar.Package:
    return takar.Package.of_texts({"ikpp.takar": RULES})


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    columns = {"unit": ["A", "B", "C"], "tahun": 2024, "IKM": ["98,15", "80", "90"], "IPP": ["3,74", "1", "1"]}
    return pl.DataFrame({**columns, "target IKPP": ["8,6", "8,6", "0"]})


def test_polars(package: takar.Package, frame: pl.DataFrame) -> None:
    decimals = frame.with_columns(pl.col("IKM", "IPP", "target IKPP").str.replace(",", ".").cast(pl.Decimal(38, 2)))
    found = pl.DataFrame(package.evaluate(decimals))
    assert found["capaian IKPP"].to_list() == EXPECTED
    assert found["predikat IKPP"].to_list() == ["Baik", "Baik", None]
    assert found.schema["capaian IKPP"] == pl.Decimal(38, 2)


def test_polars_lazy(package: takar.Package, frame: pl.DataFrame) -> None:
    lazy = takar.polars.evaluate(frame.lazy(), package).filter(pl.col("capaian IKPP") > 60)
    assert lazy.collect()["unit"].to_list() == ["A"]
    assert takar.polars.evaluate(frame, package, results=["predikat IKPP"]).columns == ["unit", "tahun", "predikat IKPP"]


def test_polars_piece_by_piece(package: takar.Package, frame: pl.DataFrame) -> None:
    many = pl.concat([frame] * 70_000)
    lazy = takar.polars.evaluate(many.lazy(), package).filter(pl.col("capaian IKPP") > 60)
    found = lazy.collect(engine="streaming")
    assert found["unit"].value_counts().to_dicts() == [{"unit": "A", "count": 70_000}]
    assert found["predikat IKPP"].cast(pl.String).unique().to_list() == ["Baik"]


def test_a_long_table_of_polars_is_pivoted(package: takar.Package) -> None:
    """As the message says that refuses it."""
    long = pl.DataFrame(
        {
            "unit": ["A"] * 3,
            "tahun": [2024] * 3,
            "kode": ["IKM", "IPP", "IKPP"],
            "realisasi": ["98,15", "3,74", None],
            "target": [None, None, "8,6"],
        }
    )
    with pytest.raises(takar.TableError) as raised:
        package.evaluate(long)
    pivot = str(raised.value).partition("in polars ")[2]
    assert pivot.startswith("df.pivot(")
    wide = eval(pivot, {"df": long})
    kept = [name for name in wide.columns if name in ("unit", "tahun") or wide[name].null_count() < len(wide)]
    assert takar.polars.evaluate(wide.select(kept), package)["capaian IKPP"].to_list() == EXPECTED[:1]


def test_pyarrow(package: takar.Package, frame: pl.DataFrame) -> None:
    table = frame.to_arrow()
    assert pa.table(package.evaluate(table))["capaian IKPP"].to_pylist() == EXPECTED
    batch = table.to_batches()[0]
    assert pa.table(package.evaluate(batch))["capaian IKPP"].to_pylist() == EXPECTED
    reader = pa.RecordBatchReader.from_batches(table.schema, iter(table.to_batches(max_chunksize=1)))
    assert [len(one) for one in package.stream(reader)] == [1, 1, 1]
    again = pa.table(package.evaluate(package.evaluate(table, keep=["IKM", "IPP", "target IKPP"]), keep=[]))
    assert again["capaian IKPP"].to_pylist() == EXPECTED


def test_pandas(package: takar.Package, frame: pl.DataFrame) -> None:
    table = pd.DataFrame(frame.to_dict(as_series=False))
    found = pa.table(package.evaluate(table)).to_pandas()
    assert list(found["capaian IKPP"].astype(object))[:2] == EXPECTED[:2]
    category = table.assign(IKM=table["IKM"].astype("category"))
    assert pa.table(package.evaluate(category))["capaian IKPP"].to_pylist() == EXPECTED


def test_duckdb(package: takar.Package, frame: pl.DataFrame, tmp_path: Path) -> None:
    pyarrow.parquet.write_table(frame.to_arrow(), tmp_path / "kantor.parquet")
    con = duckdb.connect()
    query = f"""select unit, tahun, replace("IKM", ',', '.')::decimal(9, 2) as "IKM", "IPP", "target IKPP"
        from '{tmp_path / "kantor.parquet"}'"""
    found = takar.duckdb.evaluate(con, query, package)
    assert found.aggregate("max(\"capaian IKPP\")").fetchall() == [(Decimal("100.55"),)]
    direct = package.evaluate(con.sql(query))
    assert con.sql("select unit from direct where \"predikat IKPP\" is null").fetchall() == [("C",)]


def test_pandas_with_rows_of_its_own_numbers(package: takar.Package, frame: pl.DataFrame) -> None:
    """Those are no column that somebody forgot."""
    table = pd.DataFrame(frame.to_dict(as_series=False), index=[5, 7, 9])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = pa.table(package.evaluate(table))
    assert found["capaian IKPP"].to_pylist() == EXPECTED


def test_duckdb_sees_what_its_connection_sees(package: takar.Package, frame: pl.DataFrame) -> None:
    """Registered frames, temporary tables before those of the same name, what its transaction wrote."""
    con = duckdb.connect()
    con.register("kantor", frame.to_arrow())
    found = takar.duckdb.evaluate(con, "select * from kantor", package)
    assert [row[0] for row in found.project('"capaian IKPP"').fetchall()] == EXPECTED
    con.execute("create table t as select * from kantor limit 0")
    con.execute("create temp table t as select * from kantor where unit <> 'C'")
    assert takar.duckdb.evaluate(con, "select * from t", package).aggregate("count(*)").fetchall() == [(2,)]
    con.execute("create table u as select * from kantor")
    con.begin()
    con.execute("delete from u where unit = 'A'")
    found = takar.duckdb.evaluate(con, "select * from u", package)
    assert [row[0] for row in found.project("unit").fetchall()] == ["B", "C"]
    con.rollback()
    own = frame.to_arrow()
    assert len(own) == 3
    found = takar.duckdb.evaluate(con, con.sql("select * from own"), package)
    assert found.aggregate("count(*)").fetchall() == [(3,)]


def test_duckdb_from_one_connection_into_another(package: takar.Package, frame: pl.DataFrame) -> None:
    con = duckdb.connect()
    con.register("kantor", frame.to_arrow())
    found = takar.duckdb.evaluate(con, "select * from kantor, range(50_000)", package, into=con.cursor())
    assert found.aggregate('count(*), max("capaian IKPP")').fetchall() == [(150_000, Decimal("100.55"))]
    assert con.sql("select 1").fetchall() == [(1,)]


def test_duckdb_and_a_faulty_cell(package: takar.Package, frame: pl.DataFrame) -> None:
    con = duckdb.connect()
    con.register("kantor", frame.with_columns(IKM=pl.lit("190")).to_arrow())
    with pytest.raises(takar.DataError) as raised:
        takar.duckdb.evaluate(con, "select * from kantor", package)
    assert (raised.value.row, raised.value.column) == (0, "IKM")


def test_faults_of_a_stream_are_counted_from_its_beginning(package: takar.Package, frame: pl.DataFrame) -> None:
    rows = pl.concat([frame, frame.with_columns(IKM=pl.lit("190")), frame]).to_arrow()
    batches = pa.Table.from_batches(rows.combine_chunks().to_batches(max_chunksize=3))
    found = list(package.stream(batches, errors="state"))
    assert [one.fault_count for one in found] == [0, 3, 3]
    assert [len(takar.findings(one)) for one in found] == [0, 3, 3]
