//! Takar: exact performance indicators from declarative rules.
