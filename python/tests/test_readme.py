"""The examples of the README run as they stand."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import polars as pl
import pytest
from conftest import ROOT

import takar

README = Path(__file__).resolve().parents[1] / "README.md"


def test_the_readme(tmp_path: Path, monkeypatch: object) -> None:
    text = README.read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    known: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(README), "exec"), known)


def test_the_page_of_the_handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its example without Spark, in a folder that has what it speaks of."""
    page = (ROOT / "docs" / "banyak.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```text\n(import .*?)```", page, re.DOTALL)
    block = next(block for block in blocks if "spark" not in block)
    (tmp_path / "rules").symlink_to(ROOT / "rules")
    headers = takar.Package(ROOT / "rules" / "ikpp").columns(2024)
    cells = {"unit": ["Mojoagung"], "tahun": [2024], **{header: ["1"] for header in headers}}
    pl.DataFrame(cells).write_parquet(tmp_path / "kantor.parquet")
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {}
    exec(compile(block, "banyak.md", "exec"), known)
    assert isinstance(known["hasil"], pl.DataFrame) and len(known["hasil"]) == 1


def test_the_first_example_of_the_package() -> None:
    failed, tried = doctest.testmod(takar)
    assert tried > 2 and failed == 0
