"""Results as columns of polars, eager or lazy.

>>> import polars as pl, takar.polars
>>> takar.polars.evaluate(pl.scan_parquet("kantor/*.parquet"), package).collect()  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any, TypeVar, overload

import polars

from ._package import Package, warn_of_faults

Frame = TypeVar("Frame", polars.DataFrame, polars.LazyFrame)


@overload
def evaluate(
    frame: polars.DataFrame, package: Package, *, in_pieces: bool = False, **asked: Any
) -> polars.DataFrame: ...
@overload
def evaluate(
    frame: polars.LazyFrame, package: Package, *, in_pieces: bool = False, **asked: Any
) -> polars.LazyFrame: ...
def evaluate(frame: Any, package: Package, *, in_pieces: bool = False, **asked: Any) -> Any:
    """The results of a frame; ``asked`` is what :meth:`takar.Package.evaluate` takes.

    A lazy frame is computed once all its rows are there, as an eager one is. With ``in_pieces=True`` it is computed as polars
    cuts it (``collect(engine="streaming")``, ``sink_parquet``), for what no memory holds: cells mean what they mean to
    :meth:`takar.Package.stream` then, and rows of a ``DataError`` count from the beginning of a piece.

    With ``errors="state"`` faulty cells come as a :class:`takar.TakarWarning` that says how many there are and tells the first;
    ``states=True`` shows which results they cost.
    """

    def computed(rows: polars.DataFrame) -> polars.DataFrame:
        is_piece = in_pieces and isinstance(frame, polars.LazyFrame)
        found = package._piece(rows, **asked) if is_piece else package.evaluate(rows, **asked)
        warn_of_faults(found, "states=True shows which" + (", and this is one piece of several" if is_piece else ""))
        return polars.DataFrame(found)

    if isinstance(frame, polars.LazyFrame):
        empty = frame.collect_schema().to_frame()
        # What is asked of results behind goes past this only where rows do not depend on each other; never by columns.
        past = {"predicate_pushdown": in_pieces, "slice_pushdown": in_pieces, "projection_pushdown": False}
        return frame.map_batches(computed, schema=computed(empty).schema, streamable=in_pieces, **past)
    return computed(frame)
