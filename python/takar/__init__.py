"""Exact performance indicators from declarative rules, over tables that speak Arrow.

>>> import polars, takar
>>> rules = "besaran IKM\\n  skala 25..100\\n\\nMutu = IKM / 7\\n  tampil 2\\n"
>>> package = takar.Package.of_texts({"mutu.takar": rules})
>>> table = polars.DataFrame({"IKM": ["88,3", "97,6"]})
>>> polars.DataFrame(package.evaluate(table, year=2024, numbers="id"))["Mutu"].to_list()
[Decimal('12.61'), Decimal('13.94')]
"""

from ._package import Package, findings
from ._takar import VERSION as __version__
from ._takar import Table
from .errors import DataError, Finding, PackageDiffersError, Place, RulesError, TableError, TakarError, TakarWarning

__all__ = [
    "DataError",
    "Finding",
    "Package",
    "PackageDiffersError",
    "Place",
    "RulesError",
    "Table",
    "TableError",
    "TakarError",
    "TakarWarning",
    "__version__",
    "findings",
]
