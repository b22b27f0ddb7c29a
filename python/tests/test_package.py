"""Packages: opened, checked, carried elsewhere, asked why; and that nothing is held that need not be."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import INPUTS, ROOT, RULES, reference_rows
from test_input import table

import takar


def test_a_shipped_package_and_those_it_uses() -> None:
    package = takar.Package(ROOT / "rules" / "ikpp")
    assert not any(finding.is_error for finding in package.check())
    assert {"IKM", "IPP"} <= set(package.columns(2024, ["IKPP"])) or package.columns(2024, ["IKPP"])
    again = pickle.loads(pickle.dumps(package))
    assert again.digest == package.digest
    assert again.columns(2024) == package.columns(2024)


def test_a_package_that_differs() -> None:
    package = takar.Package.of_texts({"ikpp.takar": RULES})
    unpacked, (packed, digest) = package.__reduce__()
    with pytest.raises(takar.PackageDiffersError, match="install one version of takar everywhere"):
        unpacked(packed.replace("1,25*", "1,26*"), digest)


def test_why() -> None:
    package = takar.Package.of_texts({"ikpp.takar": RULES})
    row = {"IKM": "98.15", "IPP": "3.74", "target IKPP": "8.6"}
    why = package.explain("capaian IKPP", row=row, year=2024)
    assert "8,6475" in why and "100,55" in why
    answer = package.solve("cari IKM agar IKPP = 9", row=row, year=2024)
    assert "IKM" in answer
    with pytest.raises(TypeError, match="no exact number"):
        package.explain("capaian IKPP", row={"IKM": 98.15}, year=2024)  # type: ignore[dict-item]
    with pytest.raises(takar.TableError, match="no data of their own"):
        package.explain("capaian IKPP", year=2024)
    report = takar.Package(ROOT / "rules" / "mojoagung-2024")
    assert report.explain("capaian AKIP")


def test_a_row_is_read_as_one_of_a_table() -> None:
    package = takar.Package.of_texts({"ikpp.takar": RULES})
    plain = {"IKM": Decimal("98.15"), "IPP": Decimal("3.74"), "target IKPP": 9}
    why = package.explain("capaian IKPP", row=plain, year=2024)
    written = {"unit": "Mojoagung", "tahun": 2024, "realisasi IKM": "98,15", "IPP": "3,74", "Target IKPP": "9"}
    found = package.explain("capaian IKPP", row=written, unit="Mojoagung", numbers="id")
    assert found.removeprefix("unit Mojoagung\n\n") == why
    with pytest.raises(takar.TableError) as raised:
        package.explain("capaian IKPP", row={**plain, "ikm": 1}, year=2024)
    assert str(raised.value) == "column 'ikm': the rules do not know the column; did you mean \"IKM\"?"
    with pytest.raises(takar.DataError) as wrong:
        package.solve("cari IPP agar IKPP = 9", row={**plain, "IKM": 188}, year=2024)
    assert (wrong.value.column, wrong.value.findings[0].title) == ("IKM", "IKM = 188 di luar skala 25..100")
    with pytest.raises(takar.DataError):
        package.explain("capaian IKPP", row={**plain, "target IKPP": "1.250"}, year=2024)
    with pytest.raises(takar.TableError, match="nothing says which year"):
        package.explain("capaian IKPP", row=plain)
    assert "belum diisi" in package.explain("capaian IKPP", row={**plain, "IKM": None}, year=2024)
    with pytest.raises(TypeError, match="a cell for each column"):
        package.explain("capaian IKPP", row=["IKM"], year=2024)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="rules by their names"):
        takar.Package.of_texts(RULES)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="is no number; leave it out"):
        package.explain("capaian IKPP", row={**plain, "IKM": Decimal("NaN")}, year=2024)


def test_codes_that_stand_in_no_column() -> None:
    report = takar.Package(ROOT / "rules" / "mojoagung-2024")
    headers = report.columns(2024)
    assert headers and "7.01.01.2.06" not in headers
    row = pa.table({header: pa.nulls(1) for header in headers})
    with pytest.raises(takar.TableError) as raised:
        report.evaluate(row, year=2024, results=["capaian 7.01.01.2.06"])
    assert "rest on codes that the rules know by an \"umum\" alone: 7.01.01.2.06" in str(raised.value)
    assert len(report.evaluate(row, year=2024, allow_missing=True)) == 1
    # Of all results those that have columns are enough.
    with pytest.warns(takar.TakarWarning, match="belum diisi di semua baris tahun 2024: capaian 7.01.01.2.06; "):
        found = pa.table(report.evaluate(row, year=2024, states=True))
    assert found["keadaan capaian 7.01.01.2.06"].to_pylist() == ["belum diisi"]


def test_exceptions_can_be_carried() -> None:
    package = takar.Package.of_texts({"ikpp.takar": RULES})
    for bad in (table(IKM=["x"]), table(IPP=None)):
        with pytest.raises(takar.TakarError) as raised:
            package.evaluate(bad)
        again = pickle.loads(pickle.dumps(raised.value))
        assert (str(again), again.column, again.row) == (str(raised.value), raised.value.column, raised.value.row)


def test_threads_change_nothing_and_hold_no_lock(reference: takar.Package) -> None:
    rows = reference_rows(2_000, seed=9)
    columns = {
        name: pa.array([row[at] for row in rows] * 100, pa.decimal128(20, scale))
        for at, (name, (scale, _, _)) in enumerate(INPUTS.items())
    }
    whole = pa.table(columns)
    one, two = (pa.table(reference.evaluate(whole, threads=threads, words="string")) for threads in (1, 2))
    assert one.equals(two)
    counted = 0
    done = threading.Event()

    def compute() -> None:
        reference.evaluate(whole, threads=1)
        done.set()

    thread = threading.Thread(target=compute)
    thread.start()
    while not done.wait(0.0005):
        counted += 1
    thread.join()
    assert counted > 3, "Python ran on while rows were computed"


def test_a_stream_holds_a_few_batches(reference: takar.Package) -> None:
    """Batches are made only as results are asked for."""
    rows = reference_rows(1_000, seed=3)
    columns = {
        name: pa.array([row[at] for row in rows], pa.decimal128(20, scale))
        for at, (name, (scale, _, _)) in enumerate(INPUTS.items())
    }
    batch = pa.table(columns).to_batches()[0]
    made = 0

    def batches():  # type: ignore[no-untyped-def]
        nonlocal made
        for _ in range(1_000):
            made += 1
            yield batch

    tables = reference.stream(pa.RecordBatchReader.from_batches(batch.schema, batches()))
    for seen, one in zip(range(1, 101), tables):
        assert len(one) == 1_000
        assert made <= seen + 3
    del tables


def test_a_long_batch_comes_in_several_tables(reference: takar.Package) -> None:
    """And what was let go of and written again is right again, whoever still holds what came before."""
    rows = reference_rows(3_000, seed=4)
    columns = {
        name: pa.array([row[at] for row in rows] * 70, pa.decimal128(20, scale))
        for at, (name, (scale, _, _)) in enumerate(INPUTS.items())
    }
    whole = pa.table(columns).combine_chunks()
    expected = pa.table(reference.evaluate(whole, words="string", states=True))
    held = [pa.table(one) for one in reference.stream(whole, words="string", states=True)]
    assert [len(one) for one in held] == [65_536, 65_536, 65_536, 13_392]
    assert pa.concat_tables(held).combine_chunks().equals(expected.combine_chunks())
    del held
    at = 0
    for one in reference.stream(whole, words="string", states=True):
        found = pa.table(one)
        assert found.combine_chunks().equals(expected.slice(at, len(found)).combine_chunks()), at
        at += len(found)
        del found, one


def test_types_are_told(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    user = tmp_path / "user.py"
    user.write_text(
        "import takar\n"
        "from typing_extensions import assert_type\n"
        "package = takar.Package('rules')\n"
        "assert_type(package.columns(2024), list[str])\n"
        "assert_type(package.evaluate(object(), year=2024), takar.Table)\n"
        "for table in package.stream(object()):\n"
        "    assert_type(len(table), int)\n"
        "package.evaluate(object(), year='2024')\n"
    )
    run = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(user)]
    told = subprocess.run(run, capture_output=True, text=True, cwd=tmp_path).stdout
    assert 'Argument "year" to "evaluate" of "Package" has incompatible type "str"' in told, told
    assert "Found 1 error" in told, told


@pytest.mark.parametrize("folder", sorted(path.name for path in (ROOT / "rules").iterdir() if path.is_dir()))
@pytest.mark.filterwarnings("ignore::takar.TakarWarning")
def test_the_columns_that_results_rest_on_are_enough(folder: str) -> None:
    package = takar.Package(ROOT / "rules" / folder)
    # One of them was in force for a year.
    year = 2024 if package.columns(2024) else 2021
    columns = package.columns(year)
    assert columns
    rows = pa.table({"unit": ["A"], **{column: pa.nulls(1) for column in columns}})
    found = pa.table(package.evaluate(rows, year=year, states=True))
    assert len(found) == 1
    for at in range(0, len(columns), 1 + len(columns) // 3):
        with pytest.raises(takar.TableError):
            package.evaluate(rows.drop_columns([columns[at]]), year=year)
