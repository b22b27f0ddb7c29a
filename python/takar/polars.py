"""Results as columns of polars, eager or lazy.

>>> import polars as pl, takar.polars
>>> takar.polars.evaluate(pl.scan_parquet("kantor/*.parquet"), package).collect()  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any, TypeVar, overload

import polars

from ._package import Package

Frame = TypeVar("Frame", polars.DataFrame, polars.LazyFrame)


@overload
def evaluate(frame: polars.DataFrame, package: Package, **asked: Any) -> polars.DataFrame: ...
@overload
def evaluate(frame: polars.LazyFrame, package: Package, **asked: Any) -> polars.LazyFrame: ...
def evaluate(frame: Any, package: Package, **asked: Any) -> Any:
    """The results of a frame; ``asked`` is what :meth:`takar.Package.evaluate` takes.

    A lazy frame is computed piece by piece where it is collected so (``collect(engine="streaming")``, ``sink_parquet``); rows
    of a ``DataError`` count from the beginning of a piece then.
    """

    def computed(batch: polars.DataFrame) -> polars.DataFrame:
        return polars.DataFrame(package.evaluate(batch, **asked))

    if isinstance(frame, polars.LazyFrame):
        empty = frame.collect_schema().to_frame()
        return frame.map_batches(computed, schema=computed(empty).schema, streamable=True)
    return computed(frame)
