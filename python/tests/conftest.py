"""What the tests share: the packages of this repository, and the reference work in exact fractions."""

from __future__ import annotations

import importlib.util
import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Callable

import pytest

import takar

ROOT = Path(__file__).resolve().parents[2]

REFERENCE = ROOT / "benches" / "reference" / "acuan.takar"

RULES = """
aturan capaian Baku
  jika target = 0 : tidak terdefinisi "target nol"
  makin tinggi : realisasi / target * 100
  batas 0..120

aturan predikat Mutu
  < 50 : "Kurang"
  >= 50 : "Baik"

besaran IKM "Indeks Kepuasan Masyarakat"
  skala 25..100
besaran IPP
  skala 0..5

indikator IKPP
  rumus 1,25*(IKM/25) + IPP
  arah makin tinggi
  capaian Baku
  predikat Mutu
"""

#: The inputs of the reference work, with their decimals, and the least and greatest of each in steps.
INPUTS = {
    "IKM": (2, 100, 400),
    "IPP": (2, 0, 500),
    "target IKPP": (2, 100, 1000),
    **{f"{word}I{at}": (2, 0, 15000) for at in range(2, 8) for word in ("target ", "")},
    "target I8": (2, 2500, 10000),
    "pagu I2": (0, 1_000_000, 9_000_000_000),
    "serapan I2": (0, 0, 9_000_000_000),
}


@pytest.fixture(scope="session")
def reference() -> takar.Package:
    return takar.Package(REFERENCE)


@pytest.fixture(scope="session")
def in_fractions() -> Callable[[list[str]], list[str]]:
    """A line of results of the reference work out of a line of inputs, in Python's fractions."""
    check = _module(ROOT / "tests" / "columns_oracle" / "check.py")
    return lambda cells: check.result(["U", "2024", *cells]).split(",")[2:]


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reference_rows(count: int, seed: int) -> list[list[Decimal]]:
    """Inputs of the reference work, a target now and then 0."""
    dice = random.Random(seed)
    rows = []
    for _ in range(count):
        row = []
        for name, (scale, low, high) in INPUTS.items():
            steps = dice.randint(low, high)
            if name.startswith("target I") and name[8:9] in "234567" and dice.random() < 0.02:
                steps = 0
            row.append(Decimal(steps).scaleb(-scale))
        rows.append(row)
    return rows


def half_away(number: Fraction, places: int) -> Decimal:
    """Rounded, a tie away from 0."""
    scaled = abs(number) * 10**places
    steps = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return (Decimal(steps) if number >= 0 else -Decimal(steps)).scaleb(-places)
