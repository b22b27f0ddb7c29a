"""Results on a cluster: the engine inside the executors of Spark, over ``mapInArrow``.

Rules travel with the job and are compared by their digest where they arrive; a task writes nothing anywhere, so one that is
tried again gives the same rows once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow

from ._package import Package, digest_of, unpacked
from ._takar import VERSION
from .errors import PackageDiffersError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def evaluate(df: DataFrame, package: Package, **asked: Any) -> DataFrame:
    """The results of a frame of Spark; ``asked`` is what :meth:`takar.Package.stream` takes.

    The wheel has to be installed on every worker. A faulty cell ends the job with a ``DataError`` in its message, whose row
    counts from the beginning of the partition. Cells mean what they mean to :meth:`takar.Package.stream`, wherever Spark cuts
    its partitions; with ``errors="state"`` only ``states=True`` tells which results faulty cells cost.

    :raises TableError: before the job begins, for whatever the columns tell.
    """
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    asked = {**asked, "words": "string", "threads": asked.get("threads", 1)}
    empty = to_arrow_schema(df.schema).empty_table()
    schema = from_arrow_schema(pyarrow.schema(package.evaluate(empty, **asked)))
    packed, digest, version = package.packed(), package.digest, VERSION

    def task(batches: Iterator[Any]) -> Iterator[Any]:
        # Sent by value: only here does a worker look for the wheel.
        try:
            from takar.spark import computed
        except ImportError as error:
            raise RuntimeError(
                f"this worker has no takar {version}: pip install the wheel into the Python of every worker"
            ) from error
        yield from computed(batches, packed, digest, version, asked)

    return df.mapInArrow(task, schema)


_here: dict[str, Package] = {}


def arrived(packed: str, digest: str, version: str) -> Package:
    """The package that was sent, opened once for each process.

    :raises PackageDiffersError: when it is not the same here.
    """
    if VERSION != version:
        raise PackageDiffersError(
            f"this worker has takar {VERSION} and the driver {version}; install one version of takar everywhere"
        )
    if digest not in _here or digest_of(packed) != digest:
        _here[digest] = unpacked(packed, digest)
    return _here[digest]


def computed(
    batches: Iterator[pyarrow.RecordBatch], packed: str, digest: str, version: str, asked: dict[str, Any]
) -> Iterator[pyarrow.RecordBatch]:
    """The results of a partition: what a task does."""
    package = arrived(packed, digest, version)
    first = next(batches, None)
    if first is None:
        return

    def all_batches() -> Iterator[pyarrow.RecordBatch]:
        yield first
        yield from batches

    reader = pyarrow.RecordBatchReader.from_batches(first.schema, all_batches())
    for table in package.stream(reader, **asked):
        yield from pyarrow.RecordBatchReader.from_stream(table)
