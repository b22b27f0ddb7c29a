//! Takar: exact performance indicators from declarative rules.
//!
//! A planner writes rules in Indonesian (`docs/bahasa.md`), this crate reads, checks and computes them. A value goes
//! through these stages, each a module that knows only those before it:
//!
//! 1. [`source`] holds the rule texts; every later finding points into them.
//! 2. [`syntax`] cuts a text into lines and reads each one. It never fails: what it cannot read becomes a finding.
//! 3. [`resolve`] settles names, units and years, and gives a [`program::Program`]; [`check`] checks it as a whole.
//!    Neither evaluates data.
//! 4. [`plan`] lays the program out for one year: an ordered list of slots over a small closed set of operations.
//!    [`prove`] proves on the plan, over all possible data, what the rules promise: every value falls in one band, no
//!    divisor is zero. [`range`] bounds what a slot can be.
//! 5. [`data`] reads CSV, or takes numbers from memory, into columns that remember the cell each value came from.
//! 6. [`eval`] runs the plan over the columns: per slot and unit an exact value, or a state with its reason.
//!    [`columns`] gives the same digits for millions of units, in chunks and without the reasons; [`stream`] reads and
//!    writes files of them.
//! 7. [`report`] shows tables and findings: terminal, Markdown, CSV, JSON.
//!
//! [`explain`] walks plan and values backwards: why a value is what it is, down to the data cells. It also explains the
//! codes of messages.
//!
//! [`number`] serves them all: exact ratios, declared rounding, intervals. [`library`] holds the built-in rule
//! packages. [`diagnostic`] is the form of every finding, [`finding`] makes those about results. [`format`](mod@format)
//! lays a rule text out in its one canonical form. [`engine`] puts the stages together and is the entry point;
//! [`folder`] reads a package from disk; [`cli`] is the shell around them, the only module that writes files.
//!
//! # Doors
//!
//! A program that embeds Takar needs eight of these: [`engine`] to read rules and run them (or [`folder`], which reads
//! them from disk; feature `folder`), [`data`] to hand figures over, [`report`] and [`diagnostic`] for the output,
//! [`whatif`] for questions about changes, [`audit`] to check a printed report against rules, [`frame`] for tables of
//! millions of rows. The other modules are described here so that the code can be read; they are not part of the public
//! interface.
//!
//! # From a rule to a table
//!
//! ```
//! use rust_decimal::Decimal;
//! use takar::data::Field;
//! use takar::engine::Package;
//! use takar::report::terminal;
//!
//! let rules = r#"
//!     aturan capaian Baku
//!       jika target = 0 : tidak terdefinisi "target nol"
//!       makin tinggi : realisasi / target * 100
//!       batas 0..100
//!
//!     indikator IKPP "Indeks Kualitas Pelayanan Publik"
//!       rumus 1,25*(IKM/25) + IPP
//!       arah makin tinggi
//!       capaian Baku
//!
//!     besaran IKM
//!     besaran IPP
//!     data "data/iku.csv"
//!
//!     tabel T1 "Capaian"
//!       baris IKPP
//!       kolom nama "Indikator"
//!       kolom target
//!       kolom realisasi
//!       kolom capaian
//! "#;
//!
//! // Rules: any number of named texts. Findings come all at once.
//! let mut package = Package::new("contoh", [("iku.takar", rules)]);
//! assert!(package.diagnostics().is_empty());
//!
//! // Data: CSV text, read by whoever has it …
//! let csv = "kode;tahun;target;realisasi\nIKPP;2023;8,6;\nIKM;2023;;98,15\n";
//! let (mut data, findings) = package.read_data(|name| {
//!     assert_eq!(name, "data/iku.csv");
//!     Ok(csv.to_string())
//! });
//! assert!(findings.is_empty());
//!
//! // … and numbers from memory.
//! data.set_number("IPP", Field::Value, 2023, Decimal::new(374, 2));
//!
//! let run = package.run(&data, 2023).unwrap();
//! assert!(run.findings().is_empty());
//!
//! // A table is a plain value: cells with their exact number, what is shown of it, and why one is empty.
//! let tables = run.tables();
//! let achievement = &tables[0].rows[0][3];
//! assert_eq!(achievement.shown, "100,00%");
//! assert_eq!(tables[0].rows[0][2].value.as_ref().unwrap().to_exact_plain().unwrap(), "8.6475");
//! assert_eq!(
//!     terminal(&tables[0], 80, false),
//!     "\
//! T1 · Capaian · 2023
//!
//! Indikator                         Target  Realisasi  Capaian
//! ────────────────────────────────────────────────────────────
//! Indeks Kualitas Pelayanan Publik     8,6     8,6475  100,00%
//! "
//! );
//! ```
//!
//! # What does not happen
//!
//! No result depends on a float, a clock, the network, or hash order. Nothing is rounded unless a rule says so. A
//! missing value is never taken for zero. A mistake in one line or one cell hides no other.

#![warn(missing_docs)]
#![cfg_attr(
    not(feature = "audit"),
    allow(dead_code, unused_imports, reason = "what only those rooms call stands where it belongs")
)]

#[cfg(feature = "audit")]
pub mod audit;
pub mod data;
pub mod diagnostic;
pub mod engine;
#[cfg(feature = "audit")]
pub mod frame;
pub mod report;
pub mod whatif;

pub use number::Exact;

// Modules behind the doors. Hidden, and free to change: only the program itself (`cli`), the tests, benches and fuzz
// targets of this repository use them.
#[doc(hidden)]
pub mod calendar;
#[doc(hidden)]
pub mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "audit")]
#[doc(hidden)]
pub mod columns;
#[cfg(feature = "audit")]
#[doc(hidden)]
pub mod compare;
#[cfg(feature = "docx")]
#[doc(hidden)]
pub mod document;
#[cfg(feature = "office")]
#[doc(hidden)]
pub mod draft;
#[doc(hidden)]
pub mod eval;
#[doc(hidden)]
pub mod explain;
#[doc(hidden)]
pub mod finding;
#[cfg(feature = "folder")]
pub mod folder;
#[doc(hidden)]
pub mod format;
#[doc(hidden)]
pub mod library;
#[cfg(feature = "lsp")]
#[doc(hidden)]
pub mod lsp;
#[doc(hidden)]
pub mod number;
#[cfg(feature = "office")]
#[doc(hidden)]
pub mod office;
#[cfg(feature = "page")]
#[doc(hidden)]
pub mod page;
#[doc(hidden)]
pub mod plan;
#[doc(hidden)]
pub mod program;
#[doc(hidden)]
pub mod prove;
#[doc(hidden)]
pub mod range;
#[doc(hidden)]
pub mod resolve;
#[doc(hidden)]
pub mod seek;
#[doc(hidden)]
pub mod source;
#[cfg(feature = "audit")]
#[doc(hidden)]
pub mod stream;
#[doc(hidden)]
pub mod syntax;
#[cfg(feature = "xlsx")]
#[doc(hidden)]
pub mod workbook;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
