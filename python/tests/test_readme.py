"""The examples of the README run as they stand."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import takar

README = Path(__file__).resolve().parents[1] / "README.md"


def test_the_readme(tmp_path: Path, monkeypatch: object) -> None:
    text = README.read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    known: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(README), "exec"), known)


def test_the_first_example_of_the_package() -> None:
    failed, tried = doctest.testmod(takar)
    assert tried > 2 and failed == 0
