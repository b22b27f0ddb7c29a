"""The same table from polars, pyarrow, pandas and duckdb, and back."""

from __future__ import annotations

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
