//! Files that are no report, and such as harm: a message each, and bounded memory.

use crate::manuscript::{Kantor, fixture};
use crate::manuscript_runs::{packed, report};
use std::io::{Cursor, Read};

/// What is said of a file.
fn said(bytes: &[u8]) -> String {
    let told = Kantor::mojoagung().fill(Cursor::new(bytes), "a.docx").map(|_| ()).expect_err("refused");
    told.lines().next().unwrap_or_default().to_string()
}

/// A file of old programs, as far as it is told by the names of its streams.
fn compound(names: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(1 << 20, 0);
    for name in names {
        let from = bytes.len();
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(from + 128, 0);
        // Its length, with the zero behind it.
        bytes[from + 64] = 2 * name.len() as u8 + 2;
    }
    bytes
}

#[test]
fn what_is_no_report_is_told() {
    let mut whole = Vec::new();
    fixture("laporan.docx").read_to_end(&mut whole).expect("the report");
    let other = |main: &str, kind: &str| {
        let types = format!("<Types><Override PartName=\"/{main}\" ContentType=\"application/{kind}\"/></Types>");
        let links =
            format!("<Relationships><Relationship Type=\"x/officeDocument\" Target=\"{main}\"/></Relationships>");
        packed(&[("[Content_Types].xml", types.as_bytes()), ("_rels/.rels", links.as_bytes()), (main, b"<a/>")])
    };
    let word = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("text", b"Capaian {capaian IKU}".to_vec()),
        ("old", compound(&["Root Entry", "WordDocument"])),
        ("locked", compound(&["EncryptionInfo", "EncryptedPackage"])),
        ("old workbook", compound(&["Workbook"])),
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("archive", packed(&[("a.txt", b"a")])),
        ("workbook", other("xl/workbook.xml", "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")),
        ("macros", other("word/document.xml", "vnd.ms-word.document.macroEnabled.main+xml")),
        (
            "template",
            other("word/document.xml", "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        ),
        ("odt", packed(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")])),
        ("torn markup", {
            let links = "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"d.xml\"/></Relationships>";
            let types = format!("<Types><Override PartName=\"/d.xml\" ContentType=\"application/{word}\"/></Types>");
            packed(&[
                ("[Content_Types].xml", types.as_bytes()),
                ("_rels/.rels", links.as_bytes()),
                ("d.xml", b"<w:p><w:r></w:p>"),
            ])
        }),
        ("texts of its own", report("<!DOCTYPE a [<!ENTITY b \"c\">]>")),
        ("deep", report(&("<w:p>".repeat(5_000) + &"</w:p>".repeat(5_000)))),
        ("no fields", report("<w:p><w:r><w:t>a</w:t></w:r></w:p>")),
    ];
    let told: Vec<String> = files.iter().map(|(what, bytes)| format!("{what}: {}", said(bytes))).collect();
    insta::assert_snapshot!(told.join("\n"));
}

/// A few hundred kilobytes that become hundreds of megabytes, also with a small size declared.
#[test]
fn a_file_that_swells_is_refused() {
    let swollen = report(&"<w:p/>".repeat(10 << 20));
    assert!(swollen.len() < 1 << 20, "{}", swollen.len());
    assert!(said(&swollen).contains("terlalu besar"), "{}", said(&swollen));
    let mut lying = swollen;
    let size = (("<w:document xmlns:w=\"w\"><w:body><w:sectPr/></w:body></w:document>".len() + 6 * (10 << 20)) as u32)
        .to_le_bytes();
    let at: Vec<usize> = lying.windows(4).enumerate().filter(|(_, four)| *four == size).map(|(at, _)| at).collect();
    assert!(!at.is_empty());
    at.into_iter().for_each(|at| lying[at..at + 4].copy_from_slice(&1_000u32.to_le_bytes()));
    let told = said(&lying);
    assert!(told.contains("rusak") || told.contains("terlalu besar"), "{told}");
}
