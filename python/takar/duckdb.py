"""Results of a query of DuckDB as a relation that can be queried again.

>>> import duckdb, takar.duckdb
>>> con = duckdb.connect()
>>> takar.duckdb.evaluate(con, "select * from 'kantor.parquet'", package).write_parquet("hasil.parquet")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any, Optional, Union

import duckdb
import pyarrow

from ._package import Package, warn_of_faults


def evaluate(
    con: duckdb.DuckDBPyConnection,
    query: Union[str, duckdb.DuckDBPyRelation],
    package: Package,
    *,
    into: Optional[duckdb.DuckDBPyConnection] = None,
    **asked: Any,
) -> duckdb.DuckDBPyRelation:
    """The results of a query, or of a relation; ``asked`` is what :meth:`takar.Package.stream` takes.

    The query runs on ``con`` itself and sees what it sees: registered frames, temporary tables, its transaction. What it gives
    and its results are held in memory, so the relation can be read as often as one likes, and a faulty cell is a ``DataError``
    before DuckDB hears of it: the transaction of ``con`` goes on. With ``errors="state"`` a :class:`takar.TakarWarning` says how
    many faulty cells there are and tells the first.

    Where no memory holds that, name another connection for the results: ``into=con.cursor()`` reads the query batch by batch
    while they are read, which can be done once, and ``con`` answers nothing else until then. Cells mean what they mean to
    :meth:`takar.Package.stream` there; a fault further down than the first batch comes out of DuckDB as its own exception,
    whose text has row, column and mend, and ends a transaction of the connection that reads. A frame that is a variable of
    Python is found by ``con.sql(…)`` where it stands: pass that relation.
    """
    if into is con:
        raise ValueError("into is the connection that the query runs on; pass into=con.cursor(), or leave it out")
    found = con.sql(query) if isinstance(query, str) else query
    if into is None:
        rows = found.to_arrow_table() if hasattr(found, "to_arrow_table") else found.fetch_arrow_table()
        whole = package.evaluate(rows, **asked)
        warn_of_faults(whole, "states=True shows which")
        return con.from_arrow(pyarrow.table(whole))
    reader = found.to_arrow_reader() if hasattr(found, "to_arrow_reader") else found.fetch_arrow_reader()
    tables = package.stream(reader, **asked)
    first = next(tables, None)
    if first is None:
        first = package.evaluate(reader.schema.empty_table(), **asked)
    begin = pyarrow.RecordBatchReader.from_stream(first)

    def batches() -> Any:
        last = first
        yield from begin
        for last in tables:
            yield from pyarrow.RecordBatchReader.from_stream(last)
        warn_of_faults(last, "states=True shows which")

    return into.from_arrow(pyarrow.RecordBatchReader.from_batches(begin.schema, batches()))
