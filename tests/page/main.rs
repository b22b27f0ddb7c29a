//! Pages of tables: held against the tables they show, read by plain code. `check.sh` opens them in a browser.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read their packages from disk and write beside them"
)]

mod charts;
mod command;
mod figures;
mod harmless;
mod live;
mod read;

use std::path::{Path, PathBuf};
use takar::data::Dataset;
use takar::engine::Package;
use takar::page::Page;
use takar::report::table::Table;

/// A package of these tests, or one that is shipped.
fn place(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = root.join("tests/page").join(name);
    if own.exists() { own } else { root.join("rules").join(name) }
}

/// The page of a package, as the program writes it, and the tables of the same run.
fn made(package: &Package, data: &Dataset) -> (String, Vec<Table>) {
    let year = package.year(None, data).expect("a year");
    let planned = package.planned(data, year).expect("sound rules");
    let back = planned.looking_back();
    let mut page = Page::new(back.program(), back.plan(), data).expect("templates");
    let mut all = Vec::new();
    for lane in 0..data.units().len().max(1) {
        let tables = planned.unit(lane).tables_of(0);
        page.add(&back.unit(lane), 0, &tables, package.sources()).expect("a page");
        all.extend(tables);
    }
    (page.finish().expect("a page"), all)
}

/// The same of a package in a folder.
fn of_folder(name: &str) -> (String, Vec<Table>) {
    let mut folder = takar::folder::open(place(name)).expect("a package");
    let data = folder.read_data().expect("data");
    made(&folder.package, &data.data)
}
