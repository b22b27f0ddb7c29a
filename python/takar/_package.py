"""`Package`: rules, and what is asked of them."""

from __future__ import annotations

import hashlib
import inspect
import operator
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Optional, Union

from . import _takar
from ._takar import Table
from .errors import Finding, PackageDiffersError, RulesError, TakarWarning, findings_of

Number = Union[int, str, Decimal]


class Package:
    """A package of rules, read and checked.

    ``Package("rules/ikpp")`` reads a folder or a ``.takar`` file; :meth:`of_texts` takes rules from memory. A package can be
    pickled: rules travel with it, data do not.

    :raises RulesError: when the rules have errors, each with its line and its mend.
    """

    def __init__(self, path: Union[str, os.PathLike[str]]) -> None:
        self._begin(_takar.Package(os.fspath(path)))

    def _begin(self, native: _takar.Package) -> None:
        self._native = native
        found, text, is_sound = native.findings()
        self._findings = findings_of(found)
        if not is_sound:
            errors = sum(finding.is_error for finding in self._findings)
            raise RulesError(found, text, max(errors, len(self._findings)))

    @classmethod
    def of_texts(cls, texts: Mapping[str, str], title: str = "paket") -> Package:
        """Rules from memory, by the names that messages show: ``{"ikpp.takar": "besaran IKM …"}``."""
        if not isinstance(texts, Mapping):
            raise TypeError("texts are rules by their names, like {'ikpp.takar': 'besaran IKM …'}")
        if not texts:
            raise ValueError("there are no rules: texts are rules by their names, like {'ikpp.takar': 'besaran IKM …'}")
        for name, text in texts.items():
            if not isinstance(name, str) or not isinstance(text, str):
                raise TypeError(f"{name!r}: {type(text).__name__} is no text of rules; texts are rules by their names")
        package = cls.__new__(cls)
        package._begin(_takar.Package.of_texts(title, list(texts.items())))
        return package

    def __reduce__(self) -> tuple[Any, ...]:
        return (unpacked, (self.packed(), self.digest))

    def packed(self) -> str:
        """The rules with those of the packages they use, as one text."""
        return self._native.packed()

    @property
    def digest(self) -> str:
        """SHA-256 of rules and engine: two packages with one digest compute the same."""
        return digest_of(self.packed())

    def check(self) -> tuple[Finding, ...]:
        """What a person should know of the rules although they are sound: warnings, examples among them."""
        return self._findings

    def columns(self, year: Optional[int] = None, results: Optional[Sequence[str]] = ()) -> list[str]:
        """The columns that results rest on in a year: ``["IKM", "target IKM"]``; all results when none is named.

        A table with these columns and ``unit`` can be computed. Results that rest on codes which the rules know by an ``umum``
        alone have no columns: :meth:`evaluate` tells of them, and gives ``belum diisi``.
        """
        year = _in_range("year", year, 1900, 2199)
        return self._native.columns(year, _names("results", results))

    def evaluate(
        self,
        table: Any,
        *,
        year: Optional[int] = None,
        results: Optional[Sequence[str]] = (),
        places: Optional[int] = None,
        numbers: Optional[str] = None,
        scales: Optional[Mapping[str, int]] = None,
        decimal: bool = False,
        as_shortest: bool = False,
        states: bool = False,
        reasons: bool = False,
        exact: bool = False,
        keep: Optional[Sequence[str]] = (),
        allow_missing: bool = False,
        bare_percent: bool = False,
        errors: str = "raise",
        words: str = "dictionary",
        threads: Optional[int] = None,
        name: str = "tabel",
    ) -> Table:
        """The results of a table, row by row.

        :param table: anything that speaks Arrow's PyCapsule interface: a polars, pandas or pyarrow table, a duckdb relation.
            One row for each unit and year; columns headed as the rules name values: ``IKM``, ``target IKM``, ``pagu 7.01``,
            with ``unit`` and ``tahun``. Decimals and whole numbers come in as they are, texts are read as people write them.
        :param year: the year of every row, where no column ``tahun`` says it.
        :param results: the results wanted, like ``capaian IKPP`` or ``predikat IKPP``; all when none is named.
        :param places: decimals of every number, instead of those that the rules show.
        :param numbers: how numbers are written in columns of text: ``"id"`` for 1.250,5, ``"en"`` for 1,250.5. Without it a
            number that can be read in two ways is a fault.
        :param scales: decimals of columns of whole numbers: ``{"IKM": 2}`` takes 9769 as 97,69.
        :param decimal: take floats as the decimal each is exactly. NaN is blank.
        :param as_shortest: take floats as the shortest decimal that is read as the same float; where two are equally near, the
            one further from 0. NaN is blank. Whatever its column is, a number has at most 28 digits.
        :param states: give ``keadaan X`` beside each result: why it has no value, in a word.
        :param reasons: give ``alasan X`` too: why, in a sentence.
        :param exact: give numbers as ratios of two whole numbers, ``pembilang X`` and ``penyebut X``, not rounded.
        :param keep: columns to hand through, whatever they hold. ``unit`` and ``tahun`` always are.
        :param allow_missing: let columns be missing: what rests on them is ``belum diisi``.
        :param bare_percent: in columns of percent, numbers without a sign are percent as they stand: 0,5 is 0,5%. Without it one
            up to 1 is a fault (D0049) where another cell of its code has a sign, whichever comes first: it may be a part.
        :param errors: ``"raise"`` ends with the first faulty cells; ``"state"`` gives results without a value for them
            (``keliru``), keeps their rows, and tells the first faults as :func:`findings` of the table, all of them counted by
            ``fault_count``. Numbers that are too long, infinities and results that no decimal holds are such cells.
        :param words: ``"dictionary"`` or ``"string"``: how grades come.
        :param threads: as many as the machine has, unless said otherwise.
        :param name: what messages call the table.
        :returns: a table that speaks the same interface: ``polars.DataFrame(t)``, ``pyarrow.table(t)``.
        :raises DataError: cells that are wrong, with row, column and mend.
        :raises TableError: a table or an argument that cannot be meant.
        """
        call = self._call(locals())
        found = self._native.evaluate(table, call, False)
        _warn(found, told=set())
        return found

    def _piece(self, table: Any, **asked: Any) -> Table:
        """The results of some rows of a table, of which nobody has all at once: what a cell means depends on no other row."""
        given = inspect.signature(self.evaluate).bind(table, **asked)
        given.apply_defaults()
        return self._native.evaluate(table, self._call(given.arguments), True)

    def stream(
        self,
        table: Any,
        *,
        year: Optional[int] = None,
        results: Optional[Sequence[str]] = (),
        places: Optional[int] = None,
        numbers: Optional[str] = None,
        scales: Optional[Mapping[str, int]] = None,
        decimal: bool = False,
        as_shortest: bool = False,
        states: bool = False,
        reasons: bool = False,
        exact: bool = False,
        keep: Optional[Sequence[str]] = (),
        allow_missing: bool = False,
        bare_percent: bool = False,
        errors: str = "raise",
        words: str = "dictionary",
        threads: Optional[int] = None,
        name: str = "tabel",
    ) -> Iterator[Table]:
        """The same batch by batch, in as much memory as a few batches take: for tables that no memory holds.

        ``table`` is read as far as results are asked for; a ``pyarrow.RecordBatchReader`` or a duckdb relation need never be
        whole. An exception comes with the batch that it is about. What a cell means depends on no other row: a percentage up to 1
        without a sign is a fault (D0049) where a column of its code that is read holds texts, since a later one may have a sign;
        ``bare_percent=True`` says that such numbers are percent, and a column of decimals has no signs. ``fault_count`` and :func:`findings` of each table are of all
        rows up to its end: those of the last are those of the whole.
        """
        call = self._call(locals())

        def tables() -> Iterator[Table]:
            told: set[str] = set()
            for found in self._native.stream(table, call):
                _warn(found, told)
                yield found

        return tables()

    @staticmethod
    def _call(given: dict[str, Any]) -> dict[str, Any]:
        results, keep = (_names(word, given[word]) for word in ("results", "keep"))
        for word in ("numbers", "name"):
            if not isinstance(given[word], str) and not (word == "numbers" and given[word] is None):
                raise TypeError(f"{word}={given[word]!r}: a text is meant")
        for word, known in (("errors", ("raise", "state")), ("words", ("dictionary", "string"))):
            if given[word] not in known:
                raise ValueError(f"{word}={given[word]!r}: one of {known}")
        if given["decimal"] and given["as_shortest"]:
            raise ValueError("decimal=True and as_shortest=True are two ways to take a float: pass one of them")
        ranges = (("year", 1900, 2199), ("places", 0, 38), ("threads", 1, 1_024))
        whole = {word: _in_range(word, given[word], least, most) for word, least, most in ranges}
        if not isinstance(given["scales"] or {}, Mapping):
            raise TypeError(f"scales={given['scales']!r}: decimals by their columns are meant, like {{'IKM': 2}}")
        scales = dict(given["scales"] or {})
        for column, scale in scales.items():
            if not isinstance(column, str):
                raise TypeError(f"scales[{column!r}]: the header of a column is meant")
            if scale is None:
                raise TypeError(f"scales[{column!r}]=None: a whole number is meant")
            scales[column] = _in_range(f"scales[{column!r}]", scale, 0, 18)
        call = {word: given[word] for word in _SAME}
        call.update(whole)
        call.update({word: bool(given[word]) for word in _SWITCHES})
        call.update(
            results=results,
            keep=keep,
            scales=list(scales.items()),
            strict=given["errors"] == "raise",
            plain_words=given["words"] == "string",
        )
        return call

    def explain(
        self,
        words: str,
        *,
        year: Optional[int] = None,
        unit: str = "",
        row: Optional[Mapping[str, Optional[Number]]] = None,
        numbers: Optional[str] = None,
    ) -> str:
        """Why a value is what it is: ``package.explain("capaian IKPP", row={"IKM": "97.69", …}, year=2024)``.

        Without ``row``, over the data that the rules of the folder name. Headers and texts of a row are read as those of a
        table; ``numbers`` is as for :meth:`evaluate`.
        """
        year = _in_range("year", year, 1900, 2199)
        return self._native.explain(words, year, unit, _row(row, numbers))

    def solve(
        self,
        question: str,
        *,
        year: Optional[int] = None,
        row: Optional[Mapping[str, Optional[Number]]] = None,
        numbers: Optional[str] = None,
    ) -> str:
        """Answers a line as ``takar coba`` does: ``package.solve("cari IKM agar IKPP >= 9", row={…}, year=2024)``."""
        year = _in_range("year", year, 1900, 2199)
        return self._native.ask(question, year, _row(row, numbers))

    def __repr__(self) -> str:
        return f"<takar.Package {self.digest[:12]}>"


_SAME = ("name", "numbers")

_SWITCHES = ("decimal", "as_shortest", "states", "reasons", "exact", "allow_missing", "bare_percent")


def _names(word: str, given: Optional[Sequence[str]]) -> list[str]:
    """A list of names; none is none of them."""
    if given is None:
        return []
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        raise TypeError(f"{word}={given!r}: results and keep are lists of names, like ['capaian IKPP']")
    names = list(given)
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"{word} has {name!r}: results and keep are lists of names, like ['capaian IKPP']")
    return names


def _in_range(name: str, number: Optional[int], least: int, most: int) -> Optional[int]:
    if number is None:
        return None
    whole = _whole(number)
    if whole is None:
        raise TypeError(f"{name}={number!r}: a whole number is meant")
    if not least <= whole <= most:
        raise ValueError(f"{name}={whole}: from {least} to {most}")
    return whole


def _whole(number: Any) -> Optional[int]:
    """A whole number, those of numpy among them."""
    if isinstance(number, bool):
        return None
    try:
        return operator.index(number)
    except TypeError:
        return None


def findings(table: Table) -> tuple[Finding, ...]:
    """What was found beside the results of a table: faulty cells with ``errors="state"``, and what a person should look at."""
    return findings_of(table.findings_json)


def digest_of(packed: str) -> str:
    """SHA-256 of packed rules and this engine."""
    return hashlib.sha256(f"{_takar.VERSION}\n{packed}".encode()).hexdigest()


def unpacked(packed: str, digest: str) -> Package:
    """The package that was packed, if it is still the same.

    :raises PackageDiffersError: when rules or engine are others than where it was packed.
    """
    package = Package.__new__(Package)
    if digest_of(packed) == digest:
        package._begin(_takar.Package.unpacked(packed))
    if digest_of(packed) != digest or package.digest != digest:
        raise PackageDiffersError(
            f"the rules came as {digest_of(packed)[:12]} and were sent as {digest[:12]}; install one version of takar everywhere"
        )
    return package


def _row(row: Optional[Mapping[str, Optional[Number]]], numbers: Optional[str]) -> Optional[dict[str, Any]]:
    if row is None:
        return None
    if not isinstance(row, Mapping):
        raise TypeError("row is a cell for each column, like {'IKM': Decimal('97.69')}")
    cells: list[tuple[str, str, bool]] = []
    for column, cell in row.items():
        if cell is None:
            continue
        whole = _whole(cell)
        cell = cell if whole is None else whole
        if isinstance(cell, (float, bool)) or not isinstance(cell, (int, str, Decimal)):
            raise TypeError(f"column {column!r}: {cell!r} is no exact number; pass a Decimal, an int or text")
        if isinstance(cell, Decimal) and not cell.is_finite():
            raise TypeError(f"column {column!r}: {cell!r} is no number; leave it out")
        is_number = not isinstance(cell, str)
        text = cell if isinstance(cell, str) else f"{Decimal(cell):f}".replace(".", ",")
        cells.append((column, text, is_number))
    return {"cells": cells, "numbers": numbers}


def warn_of_faults(table: Table, hint: str) -> None:
    """Tells of faulty cells whoever gets no :class:`Table`, and so cannot ask it."""
    if table.fault_count:
        first = next((finding for finding in findings(table) if finding.is_error), None)
        said = "" if first is None else f"; the first is {first.code}: {first.title}"
        cells = "1 cell is" if table.fault_count == 1 else f"{table.fault_count} cells are"
        warnings.warn(f"{cells} faulty, and what rests on them is null{said}; {hint}", TakarWarning, stacklevel=3)


def _warn(table: Table, told: set[str]) -> None:
    if table.unused and "unused" not in told:
        told.add("unused")
        names = ", ".join(repr(name) for name in table.unused)
        warnings.warn(f"the rules do not know {names}: not used; keep=[…] hands columns through", TakarWarning, stacklevel=3)
    for finding in findings(table):
        if not finding.is_error and finding.title not in told:
            told.add(finding.title)
            warnings.warn(f"{finding.code}: {finding.title}", TakarWarning, stacklevel=3)

