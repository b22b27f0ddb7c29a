//! Office files as plain values: workbooks, documents and web pages in, one model of sheets for all of them.
//!
//! A reader turns bytes into a [`Book`]; it knows nothing of indicators. Where tables stand on a sheet, and which row is a
//! heading, is found afterwards, the same way for every kind of file.

mod bounds;
mod day;
mod docx;
mod figure;
mod format;
mod found;
mod html;
mod laid;
mod levels;
mod look;
mod merges;
mod model;
mod ods;
mod open;
mod pack;
mod raised;
mod refused;
mod text;
mod whole;
mod words;
mod xlsx;
mod xml;

pub use found::{
    Choice, Found, FoundRow, Head, Remark, RowIs, Titled, as_shown, bare_heading, first_of_figures, is_of_quarters,
    is_of_times, is_up_to, names_quarter, names_whole_year, quarter_of, rows_under, said, tables, tables_of,
    tables_with, without_heading, year_of,
};
pub use laid::{lay, merged_told, rows_told, seen, sheet_named, wrong_sums};
pub use levels::tops;
pub use model::{Book, Cell, Content, Kind, Line, Merge, Row, Sheet, Shown, Worded, letters};
#[cfg(feature = "docx")]
pub(crate) use open::compound;
pub use open::open;
#[cfg(feature = "docx")]
pub(crate) use pack::{Parts, target};
pub use refused::{Foreign, Refusal, Refused};
pub use whole::whole;
