"""What can go wrong, as exceptions that carry the place and the mend.

What is wrong with rules or data is told in Indonesian, in the words of the engine, for whoever keeps them. What is wrong
with a call is told in English, for whoever writes the program.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Optional


@dataclass(frozen=True)
class Place:
    """Where a finding points."""

    file: str
    """The rule file, or the name of the table."""
    line: Optional[int] = None
    """Line of a rule file, from 1."""
    row: Optional[int] = None
    """Row of a table, from 0."""
    column: Optional[str] = None
    """Header of the column of a table."""


@dataclass(frozen=True)
class Finding:
    """One message about rules or data."""

    code: str
    """Its stable code, like ``D0020``; ``takar jelaskan D0020`` tells more."""
    severity: str
    """``kesalahan`` or ``peringatan``."""
    title: str
    """What is wrong, with the figures."""
    places: tuple[Place, ...]
    """Where, the most telling first."""
    reasons: tuple[str, ...]
    """Why."""
    mends: tuple[str, ...]
    """What to do, the likeliest first."""

    @property
    def is_error(self) -> bool:
        """Whether it has to be mended before a result counts."""
        return self.severity == "kesalahan"


class TakarWarning(UserWarning):
    """What a person should look at although there is a result."""


class TakarError(Exception):
    """Whatever Takar raises."""


class FindingsError(TakarError):
    """Findings about rules or data."""

    def __init__(self, findings_json: str, text: str, count: int) -> None:
        self.findings: tuple[Finding, ...] = findings_of(findings_json)
        """What is wrong, the first of it."""
        self.count: int = count
        """How many faults there are, those among them that are not told one by one."""
        self._made_of = (findings_json, text, count)
        more = count - len(self.findings)
        super().__init__(text.rstrip() + (f"\n… dan {more} lagi" if more > 0 else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), self._made_of)

    def _place(self) -> Optional[Place]:
        return next((place for finding in self.findings for place in finding.places), None)

    @property
    def row(self) -> Optional[int]:
        """The row of the first finding, from 0."""
        place = self._place()
        return place.row if place else None

    @property
    def column(self) -> Optional[str]:
        """The column of the first finding."""
        place = self._place()
        return place.column if place else None

    @property
    def mend(self) -> Optional[str]:
        """What to do about the first finding."""
        return next((mend for finding in self.findings for mend in finding.mends), None)


class RulesError(FindingsError):
    """The rules have errors, or cannot be read: nothing can be computed."""


class DataError(FindingsError):
    """Cells of a table are wrong."""


class TableError(TakarError, ValueError):
    """A call that cannot be meant: a column that is missing, a float, a result that there is not."""

    def __init__(self, what: str, column: Optional[str] = None, row: Optional[int] = None, mend: str = "") -> None:
        self.what = what
        """What is wrong."""
        self.column = column
        """The column it is about."""
        self.row = row
        """The row it is about, from 0."""
        self.mend = mend
        """What to do."""
        place = "" if column is None else f"column {column!r}" + ("" if row is None else f", row {row}") + ": "
        super().__init__(f"{place}{what}" + (f"; {mend}" if mend else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.what, self.column, self.row, self.mend))


class PackageDiffersError(TakarError):
    """Rules are not the same where they were sent and where they came from."""


def findings_of(findings_json: str) -> tuple[Finding, ...]:
    """Findings out of the JSON of the engine."""
    return tuple(_finding(one) for one in json.loads(findings_json)["temuan"])


def _finding(one: dict[str, Any]) -> Finding:
    mends = [mend["teks"] for mend in one["saran"]] + one["petunjuk"]
    places = tuple(_place(place) for place in one["tempat"])
    return Finding(one["kode"], one["tingkat"], one["judul"], places, tuple(one["karena"]), tuple(mends))


def _place(place: dict[str, Any]) -> Place:
    if "awal" in place:
        return Place(place["berkas"], line=place["baris"])
    row = place.get("baris")
    return Place(place["berkas"], row=None if row is None else row - 1, column=place.get("judul_kolom"))
