"""Results of a query of DuckDB as a relation that can be queried again, batch by batch.

>>> import duckdb, takar.duckdb
>>> con = duckdb.connect()
>>> takar.duckdb.evaluate(con, "select * from 'kantor.parquet'", package).write_parquet("hasil.parquet")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow

from ._package import Package


def evaluate(con: duckdb.DuckDBPyConnection, query: str, package: Package, **asked: Any) -> duckdb.DuckDBPyRelation:
    """The results of a query; ``asked`` is what :meth:`takar.Package.stream` takes.

    The query is read while the results are: it runs on a connection of its own, over the same database.
    """
    found = con.cursor().sql(query)
    reader = found.to_arrow_reader() if hasattr(found, "to_arrow_reader") else found.fetch_arrow_reader()
    tables = package.stream(reader, **asked)
    first = next(tables, None)
    if first is None:
        first = package.evaluate(reader.schema.empty_table(), **asked)
    begin = pyarrow.RecordBatchReader.from_stream(first)

    def batches() -> Any:
        yield from begin
        for table in tables:
            yield from pyarrow.RecordBatchReader.from_stream(table)

    return con.from_arrow(pyarrow.RecordBatchReader.from_batches(begin.schema, batches()))
