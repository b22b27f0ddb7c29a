"""What rows by the million cost from Python: the figures of docs/banyak.md, of sides that take turns in one run.

    python tests/ukur.py [--rows 10000000] [--rounds 5]    the wheel, the library without it, and expressions of polars
    python tests/ukur.py --only memory                     what `stream` holds in memory
    python tests/ukur.py --spark [--rows 5000000]          takar.spark and Spark's own SQL, on a master and two workers here

Needs the wheel, polars and pyarrow; with --spark also pyspark and Java.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
from conftest import INPUTS, REFERENCE, ROOT, _module, reference_rows

import takar


#: Rows of a batch, and how many different ones there are: together they fit no cache.
BATCH, BATCHES = 250_000, 8


def batches(form: str) -> list[pa.RecordBatch]:
    """Rows of the reference work, as whole numbers or as decimals."""
    known = reference_rows(20_000, seed=21)
    found = []
    for at in range(BATCHES):
        rows = [known[(at * 977 + row * 7) % len(known)] for row in range(BATCH // 10)]
        columns = {}
        for place, (name, (scale, _, _)) in enumerate(INPUTS.items()):
            if form == "int64":
                one = pa.array([int(row[place].scaleb(scale)) for row in rows], pa.int64())
            else:
                one = pa.array([row[place] for row in rows], pa.decimal128(18, scale))
            columns[name] = pa.concat_arrays([one] * 10)
        found.append(pa.RecordBatch.from_pydict(columns))
    return found


def turns(rounds: int, sides: dict[str, Callable[[], None]], clock: Callable[[], float]) -> dict[str, list[float]]:
    """Seconds of each side, one after the other in each round; the first round is not counted. The clock is that of the
    processor where all is in this process, so that others may work here."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for at in range(rounds + 1):
        for name, side in sides.items():
            begin = clock()
            side()
            if at > 0:
                taken[name].append(clock() - begin)
    return taken


def tell(rows: int, taken: dict[str, list[float]]) -> None:
    first = next(iter(taken))
    for name, seconds in taken.items():
        shares = [a / b for a, b in zip(taken[first], seconds)]
        rate = rows / min(seconds) / 1e6
        print(f"{name:44} {min(seconds):8.2f} s {rate:8.2f} M rows/s   {statistics.median(shares):5.2f} of the first")


def wheel(rows: int, rounds: int, threads: int) -> None:
    package = takar.Package(REFERENCE)
    scales = {name: scale for name, (scale, _, _) in INPUTS.items()}
    for form in ("int64", "decimal128"):
        own = batches(form)
        asked: dict[str, Any] = {"scales": scales if form == "int64" else None, "threads": threads}
        times = max(1, rows // (BATCH * BATCHES))

        def reader() -> pa.RecordBatchReader:
            return pa.RecordBatchReader.from_batches(own[0].schema, (one for _ in range(times) for one in own))

        def by_wheel() -> None:
            for table in package.stream(reader(), **asked):
                for _ in pa.RecordBatchReader.from_stream(table):
                    pass

        def looked_at() -> None:
            package._native.computed(reader(), package._call(_all(asked)), False)

        def held() -> None:
            package._native.computed(reader(), package._call(_all(asked)), True)

        count = times * BATCH * BATCHES
        print(f"\n{count:,} rows, columns of {form}, {threads} threads")
        # All three read the same columns of Arrow without a copy. The library hands results over by 512 rows as floats and
        # bytes: the first side looks at them there, the second copies them into columns that last as long as their batch.
        # The third makes decimals of 128 bits, dictionaries and bits of them, and pyarrow takes every column over.
        sides = {
            "library, results held in its own columns": held,
            "library, results only looked at": looked_at,
            "wheel, results as Arrow in pyarrow": by_wheel,
        }
        tell(count, turns(rounds, sides, time.process_time))


def memory(rows: int) -> None:
    """How much more memory is taken while rows go through `stream`, by Linux' own count, which begins anew."""
    package = takar.Package(REFERENCE)
    own = batches("decimal128")

    def taken(line: str) -> float:
        found = next(one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith(line))
        return int(found.split()[1]) / 1024

    for count in (BATCH, BATCH * BATCHES, max(rows, BATCH * BATCHES)):
        source = pa.RecordBatchReader.from_batches(own[0].schema, (own[at % BATCHES] for at in range(count // BATCH)))
        Path("/proc/self/clear_refs").write_text("5")
        before, seen = taken("VmRSS"), 0
        for table in package.stream(source):
            seen += sum(batch.num_rows for batch in pa.RecordBatchReader.from_stream(table))
        print(f"{seen:,} rows through stream: {taken('VmHWM') - before:.0f} MiB more than the {before:.0f} MiB before")


def _all(asked: dict[str, Any]) -> dict[str, Any]:
    usual: dict[str, Any] = dict(
        year=None, results=(), places=None, numbers=None, scales=None, decimal=False, as_shortest=False, states=False,
        reasons=False, exact=False, keep=(), allow_missing=False, errors="raise", words="dictionary", threads=None,
        name="tabel",
    )  # fmt: skip
    return {**usual, **asked}


def in_polars() -> list[pl.Expr]:
    """The reference work as expressions over decimals, as somebody would write it who knows of scales."""
    fine = pl.Decimal(38, 12)
    grades = ["Sangat Kurang", "Kurang", "Cukup", "Baik", "Istimewa"]

    def grade(value: pl.Expr) -> pl.Expr:
        found = pl.when(value > 110).then(pl.lit(grades[4]))
        for edge, word in ((90, grades[3]), (70, grades[2]), (50, grades[1])):
            found = found.when(value > edge).then(pl.lit(word))
        return found.when(value.is_not_null()).then(pl.lit(grades[0]))

    def percent(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
        divisor = pl.when(whole != 0).then(whole)
        return (part * 100).cast(fine) / divisor.cast(fine)

    def shown(value: pl.Expr) -> pl.Expr:
        return value.round(2, mode="half_away_from_zero")

    ikm = pl.col("IKM")
    # A product of polars has no more decimals than its factors.
    ikpp, i8 = ikm.cast(pl.Decimal(38, 4)) * Decimal("1.25") + pl.col("IPP"), ikm * 25
    real = [ikpp, *(pl.col(f"I{at}") for at in range(2, 8)), i8]
    codes = ["IKPP", *(f"I{at}" for at in range(2, 9))]
    raw = [percent(value, pl.col(f"target {code}")) for code, value in zip(codes, real)]
    hundred = pl.lit(Decimal(120)).cast(fine)
    capped = [pl.when(value > hundred).then(hundred).otherwise(value) for value in raw]
    found = [ikpp.alias("realisasi IKPP"), i8.alias("realisasi I8")]
    for code, value in zip(codes, capped):
        found += [shown(value).alias(f"capaian {code}"), grade(value).alias(f"predikat {code}")]
    for code, members in (("K1", capped[:4]), ("K2", capped)):
        mean = sum(members[1:], members[0]) / len(members)
        found += [shown(mean).alias(f"capaian {code}"), grade(mean).alias(f"predikat {code}")]
    found += [shown(value).alias(f"R{at}") for at, value in enumerate(raw[1:7], start=2)]
    budget, spent = pl.col("pagu I2"), pl.col("serapan I2")
    found += [shown(percent(spent, budget)).alias("SERAP"), shown(percent(budget - spent, budget)).alias("HEMAT")]
    return found


def beside_polars(rounds: int) -> None:
    package = takar.Package(REFERENCE)
    table = pa.Table.from_batches(batches("decimal128"))
    frame = pl.DataFrame(table.slice(0, BATCH))
    expressions = in_polars()
    sides = {
        "polars, expressions over decimals": lambda: frame.select(expressions),
        "takar, the same table": lambda: pl.DataFrame(package.evaluate(frame)),
    }
    print(f"\n{len(frame):,} rows in memory, as many threads as there are ({pl.thread_pool_size()})")
    tell(len(frame), turns(rounds, sides, time.process_time))  # type: ignore[arg-type]
    found = {"polars": frame.select(expressions), "takar": pl.DataFrame(package.evaluate(frame))}
    count_wrong({name: one.head(20_000).to_arrow() for name, one in found.items()}, table.slice(0, 20_000))


def count_wrong(found: dict[str, pa.Table], inputs: pa.Table) -> None:
    """Cells that differ from Python's fractions."""
    check = _module(ROOT / "tests" / "columns_oracle" / "check.py")
    rows = list(zip(*(column.to_pylist() for column in inputs.select(list(INPUTS)).columns)))
    expected = [check.result(["U", "2024", *map(str, row)]).split(",")[2:] for row in rows]
    titles = [name for name, _ in takar_results()]
    for side, table in found.items():
        wrong, wrong_grades = 0, 0
        for at, title in enumerate(titles):
            for row, cell in enumerate(table[title].to_pylist()):
                want = expected[row][at]
                if title.startswith("predikat"):
                    wrong_grades += cell != (None if want == check.NONE else want)
                else:
                    wrong += (None if cell is None else Fraction(cell)) != (
                        None if want == check.NONE else Fraction(want)
                    )
        cells = len(rows) * len(titles)
        print(f"  {side}: of {cells:,} cells {wrong:,} numbers and {wrong_grades:,} grades differ from exact fractions")


def takar_results() -> list[tuple[str, str]]:
    """The results of the reference work in the order of the rules."""
    empty = pa.RecordBatch.from_pydict({name: pa.array([], pa.decimal128(18, 2)) for name in INPUTS})
    return [(name, "") for name in takar.Package(REFERENCE).evaluate(empty).column_names]


def in_spark() -> list[str]:
    """The reference work in Spark's SQL, over its widest decimals."""
    fine = "decimal(38,12)"

    def percent(part: str, whole: str) -> str:
        return f"cast(({part}) * 100 as {fine}) / cast(nullif({whole}, 0) as {fine})"

    def grade(value: str) -> str:
        cases = [(110, "Istimewa"), (90, "Baik"), (70, "Cukup"), (50, "Kurang")]
        rest = f"when ({value}) is not null then 'Sangat Kurang' end"
        return "case " + " ".join(f"when ({value}) > {edge} then '{word}'" for edge, word in cases) + f" {rest}"

    ikpp, i8 = "1.25 * IKM + IPP", "25 * IKM"
    codes = ["IKPP", *(f"I{at}" for at in range(2, 9))]
    real = [ikpp, *codes[1:7], i8]
    raw = [percent(value, f"`target {code}`") for code, value in zip(codes, real)]
    capped = [f"case when ({value}) > 120 then cast(120 as {fine}) else ({value}) end" for value in raw]
    found = [f"{ikpp} as `realisasi IKPP`", f"{i8} as `realisasi I8`"]
    for code, value in zip(codes, capped):
        found += [f"round({value}, 2) as `capaian {code}`", f"{grade(value)} as `predikat {code}`"]
    for code, members in (("K1", capped[:4]), ("K2", capped)):
        mean = "(" + " + ".join(f"({value})" for value in members) + f") / {len(members)}"
        found += [f"round({mean}, 2) as `capaian {code}`", f"{grade(mean)} as `predikat {code}`"]
    found += [f"round({value}, 2) as R{at}" for at, value in enumerate(raw[1:7], start=2)]
    found.append(f"round({percent('`serapan I2`', '`pagu I2`')}, 2) as SERAP")
    found.append(f"round({percent('`pagu I2` - `serapan I2`', '`pagu I2`')}, 2) as HEMAT")
    return found


def spark(rows: int, rounds: int) -> None:
    import pyarrow.parquet as pq
    from cluster import session
    from test_spark import write_inputs

    import takar.spark

    package = takar.Package(REFERENCE)
    with tempfile.TemporaryDirectory() as folder, session(Path(folder)) as (_, driver):
        inputs = write_inputs(Path(folder) / "masukan", rows)
        df = driver.read.parquet(str(inputs))

        def whole(frame: Any) -> None:
            # Every cell is computed and none is written.
            frame.write.format("noop").mode("overwrite").save()

        sides = {
            "takar.spark": lambda: whole(takar.spark.evaluate(df, package, keep=["id"])),
            "Spark SQL, decimal(38, 12)": lambda: whole(df.selectExpr("id", *in_spark())),
        }
        print(f"\n{rows:,} rows, two workers of one core")
        tell(rows, turns(rounds, sides, time.perf_counter))
        one = driver.read.parquet(str(inputs / "0.parquet")).limit(20_000)
        one.write.parquet(f"{folder}/sedikit")
        few = driver.read.parquet(f"{folder}/sedikit")
        takar.spark.evaluate(few, package, keep=["id"]).write.parquet(f"{folder}/takar")
        few.selectExpr("id", *in_spark()).write.parquet(f"{folder}/sql")
        read = {name: pq.read_table(f"{folder}/{name}").sort_by("id") for name in ("takar", "sql")}
        count_wrong(read, pq.read_table(f"{folder}/sedikit").sort_by("id"))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--threads", type=int, default=2)
    asked.add_argument("--spark", action="store_true")
    asked.add_argument("--only", default="")
    given = asked.parse_args()
    if given.spark:
        spark(given.rows or 5_000_000, min(given.rounds, 2))
        return
    if given.only in ("", "wheel"):
        for threads in sorted({1, given.threads}):
            wheel(given.rows or 10_000_000, given.rounds, threads)
    if given.only in ("", "polars"):
        beside_polars(given.rounds)
    if given.only == "memory":
        memory(given.rows or 10_000_000)


if __name__ == "__main__":
    main()
