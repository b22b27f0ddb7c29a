//! Why something was not written, in words.

use std::io;
use std::path::Path;
use takar::cli::write::problem::{Step, explain, explain_on};
use takar::diagnostic::Code;

#[test]
fn a_file_open_in_excel_is_named_as_such_on_windows_only() {
    let error = io::Error::from_raw_os_error(32);
    let told = |step, windows| explain_on(Path::new("hasil.csv"), step, &error, windows);
    assert_eq!(told(Step::Replace, true).code, Code::B0201);
    assert!(told(Step::Replace, true).advice[0].starts_with("tutup berkas itu di Excel"));
    assert_eq!(told(Step::Create, true).code, Code::B0205);
    assert_eq!(told(Step::Replace, false).code, Code::B0205);
}

#[test]
fn a_file_that_excel_does_not_let_go_is_told_as_such_when_it_is_read() {
    let told = |number, windows| {
        takar::folder::files::unreadable_on("data.csv", &io::Error::from_raw_os_error(number), windows).to_string()
    };
    insta::assert_snapshot!(told(32, true), @r#"B0111: "data.csv" sedang dibuka di program lain; tutup berkas itu di Excel, lalu ulangi"#);
    assert_eq!(told(33, true), told(32, true));
    assert_ne!(told(32, false), told(32, true));
}

#[test]
fn a_full_disk_keeps_what_was_there_and_nothing_else() {
    let (error, old) = (io::ErrorKind::StorageFull.into(), tempfile::NamedTempFile::new().expect("a file"));
    let told = |path: &Path| explain(path, Step::Fill, &error).advice;
    assert_eq!(told(&old.path().with_extension("baru")), ["kosongkan sebagian disk, lalu ulangi"]);
    assert_eq!(told(old.path()), ["kosongkan sebagian disk, lalu ulangi; isi lamanya tidak berubah"]);
}
