"""The same figures from a cluster, also when a worker dies in the middle of a stage."""

from __future__ import annotations

import os
import threading
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
import pytest
from cluster import Cluster, lacking, session
from conftest import INPUTS, ROOT, RULES, reference_rows

import takar
import takar.spark

#: Rows of the whole job; 5000000 is what docs/banyak.md tells of.
ROWS = int(os.environ.get("TAKAR_SPARK_ROWS", "200000"))

PARTITIONS = 16

needs_a_cluster = pytest.mark.skipif(lacking() is not None, reason=f"NOT RUN: {lacking()}")


def write_inputs(folder: Path, rows: int) -> Path:
    """Rows of the reference work in four files, each row with a number of its own."""
    known = reference_rows(5_000, seed=11)
    columns = {
        name: pa.array([row[at] for row in known], pa.decimal128(12, scale))
        for at, (name, (scale, _, _)) in enumerate(INPUTS.items())
    }
    block = pa.table(columns)
    folder.mkdir()
    each = rows // 4
    for file in range(4):
        with pq.ParquetWriter(folder / f"{file}.parquet", pa.schema([("id", pa.int64()), *block.schema])) as into:
            for at in range(file * each, (file + 1) * each, 5_000):
                # Rows of a block stand elsewhere in each.
                turned = pa.concat_tables([block.slice(at // 5_000 % 5_000), block.slice(0, at // 5_000 % 5_000)])
                ids = pa.array(range(at, at + 5_000), pa.int64())
                into.write_table(turned.combine_chunks().add_column(0, "id", ids))
    return folder


def in_order(folder: Path, column: str) -> pa.ChunkedArray:
    table = pq.read_table(folder, columns=["id", column])
    return table.sort_by("id")[column]


def hold_against_one_machine(inputs: Path, found: Path, package: takar.Package, rows: int) -> None:
    """Every cell of every result, and each row once."""
    ids = pq.read_table(found, columns=["id"])["id"].sort()
    assert ids.combine_chunks().equals(pa.array(range(rows), pa.int64())), "rows lost or doubled"
    whole = pq.read_table(inputs).sort_by("id")
    expected = pa.table(package.evaluate(whole, keep=["id"], words="string"))
    del whole
    for name in expected.column_names[1:]:
        assert in_order(found, name).combine_chunks().equals(expected[name].combine_chunks()), name


def kill_in_the_middle(cluster: Cluster, tracker: object, killed: list[int], done: threading.Event) -> None:
    """Waits until some tasks of the stage that computes are done and others are not."""
    while not done.wait(0.02):
        for stage in tracker.getActiveStageIds():  # type: ignore[attr-defined]
            info = tracker.getStageInfo(stage)  # type: ignore[attr-defined]
            if info is not None and info.numTasks == PARTITIONS and 3 <= info.numCompletedTasks < PARTITIONS - 4:
                cluster.kill(0)
                killed.append(info.numCompletedTasks)
                return


@needs_a_cluster
def test_a_worker_dies(reference: takar.Package, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path / "masukan", ROWS)
    with session(tmp_path) as (cluster, spark):
        df = spark.read.parquet(str(inputs)).repartition(PARTITIONS, "id")
        killed: list[int] = []
        done = threading.Event()
        tracker = spark.sparkContext.statusTracker()
        watch = threading.Thread(target=kill_in_the_middle, args=(cluster, tracker, killed, done), daemon=True)
        watch.start()
        takar.spark.evaluate(df, reference, keep=["id"]).write.parquet(str(tmp_path / "hasil"))
        done.set()
        watch.join(10)
        assert killed, "no worker was killed in the middle of the stage"
        again = cluster.stages_tried_again()
        assert again, "no stage was tried again"
        print(f"killed after {killed[0]} of {PARTITIONS} tasks; tried again: {', '.join(again)}")
    hold_against_one_machine(inputs, tmp_path / "hasil", reference, ROWS)


@needs_a_cluster
def test_what_a_job_says(tmp_path: Path) -> None:
    package = takar.Package.of_texts({"ikpp.takar": RULES})
    with session(tmp_path, workers=1) as (_, spark):
        rows = [("A", 2024, Decimal("98.15"), Decimal("3.74"), "8,6"), ("B", 2024, Decimal("90"), None, "8,6")]
        kinds = "unit string, tahun int, IKM decimal(38,18), IPP decimal(38,18), `target IKPP` string"
        df = spark.createDataFrame(rows, kinds)
        found = takar.spark.evaluate(df, package, states=True).orderBy("unit").collect()
        assert [row["capaian IKPP"] for row in found] == [Decimal("100.55"), None]
        assert [row["keadaan capaian IKPP"] for row in found] == [None, "belum diisi"]
        # What columns tell is told before a job begins.
        with pytest.raises(takar.TableError, match="holds floats"):
            takar.spark.evaluate(df.selectExpr("tahun", "cast(IKM as double) IKM", "IPP", "`target IKPP`"), package)
        bad = df.selectExpr("unit", "tahun", "IKM * 2 IKM", "IPP", "`target IKPP`")
        with pytest.raises(Exception, match="di luar skala 25..100"):
            takar.spark.evaluate(bad, package).collect()


@needs_a_cluster
def test_a_worker_without_the_wheel(tmp_path: Path) -> None:
    without = tmp_path / "tanpa"
    without.mkdir()
    (without / "sitecustomize.py").write_text(
        "import sys\n"
        "class Without:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] == 'takar':\n"
        "            raise ModuleNotFoundError('No module named ' + repr(name), name=name)\n"
        "sys.meta_path.insert(0, Without())\n"
    )
    package = takar.Package.of_texts({"ikpp.takar": RULES})
    with session(tmp_path, workers=1, **{"spark.executorEnv.PYTHONPATH": str(without)}) as (_, spark):
        df = spark.createDataFrame([(2024, "90", "1", "8")], "tahun int, IKM string, IPP string, `target IKPP` string")
        with pytest.raises(Exception, match="this worker has no takar .*: pip install the wheel"):
            takar.spark.evaluate(df, package).collect()


def test_a_package_that_differs() -> None:
    package = takar.Package(ROOT / "rules" / "capaian")
    here = takar.spark.arrived(package.packed(), package.digest, takar.__version__)
    assert here.digest == package.digest
    with pytest.raises(takar.PackageDiffersError, match="install one version"):
        takar.spark.arrived(package.packed(), package.digest, "0.0.9")
    with pytest.raises(takar.PackageDiffersError, match="the rules came as"):
        takar.spark.arrived(package.packed().replace("batas 0..100", "batas 0..110"), package.digest, takar.__version__)
