"""Results of a query of DuckDB as a relation that can be queried again.

>>> import duckdb, takar.duckdb
>>> con = duckdb.connect()
>>> takar.duckdb.evaluate(con, "select * from 'kantor.parquet'", package).write_parquet("hasil.parquet")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any, Optional, Union

import duckdb
import pyarrow

from ._package import Package


def evaluate(
    con: duckdb.DuckDBPyConnection,
    query: Union[str, duckdb.DuckDBPyRelation],
    package: Package,
    *,
    into: Optional[duckdb.DuckDBPyConnection] = None,
    **asked: Any,
) -> duckdb.DuckDBPyRelation:
    """The results of a query, or of a relation; ``asked`` is what :meth:`takar.Package.stream` takes.

    The query runs on ``con`` itself and sees what it sees: registered frames, temporary tables, its transaction. A connection
    has one open result at a time, so what the query gives is held in memory before results, which are computed as they are
    read, come on the same connection. Where no memory holds it, name another connection for the results:
    ``into=con.cursor()`` reads the query batch by batch while they are, and ``con`` answers nothing else until then. A frame
    that is a variable of Python is found by ``con.sql(…)`` where it stands: pass that relation.

    A faulty cell of the first batch is a ``DataError``; one further down comes out of DuckDB as its own exception, whose text
    has row, column and mend.
    """
    found = con.sql(query) if isinstance(query, str) else query
    if into is None:
        table = found.to_arrow_table() if hasattr(found, "to_arrow_table") else found.fetch_arrow_table()
        reader = table.to_reader()
    else:
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

    return (con if into is None else into).from_arrow(pyarrow.RecordBatchReader.from_batches(begin.schema, batches()))
