//! A report filled, filled again, and filled after another program saved it.

use crate::document::part;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use takar::data::{Dataset, Field};
use takar::document::{Filled, Manuscript};
use takar::engine::Package;
use takar::folder::{self, Folder};
use takar::report::diagnostics;
use takar::source::Sources;

/// A package with its data.
pub struct Kantor {
    pub package: Package,
    pub data: Dataset,
}

impl Kantor {
    pub fn mojoagung() -> Kantor {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/mojoagung-2024");
        let mut folder: Folder = folder::open(&path).expect("the shipped report");
        let read = folder.read_data().expect("its data");
        Kantor { package: folder.package, data: read.data }
    }

    /// Fills a report; its bytes, and what is said of it, or what keeps it from being filled.
    pub fn fill(&self, file: impl Read + Seek, name: &str) -> Result<(Vec<u8>, String), String> {
        let mut sources: Sources = self.package.sources().clone();
        let told = |sources: &Sources, findings: &[_]| diagnostics::render_within(sources, findings, 90, false);
        let mut manuscript = Manuscript::open(file, name).map_err(|finding| told(&sources, &[*finding]))?;
        let year = self.package.year(None, &self.data).expect("a year");
        let planned = self.package.planned(&self.data, year).expect("sound rules");
        let filled = manuscript.fill(&planned, 0, &mut sources);
        let filled: Filled = filled.map_err(|findings| told(&sources, &findings))?;
        let said = told(&sources, &filled.findings);
        let mut out = Cursor::new(Vec::new());
        manuscript.write(filled, &mut out).expect("memory");
        Ok((out.into_inner(), said))
    }
}

pub fn fixture(name: &str) -> BufReader<File> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/naskah").join(name);
    BufReader::new(File::open(path).expect(name))
}

/// The words of each paragraph that has some.
pub fn paragraphs(xml: &str) -> Vec<String> {
    let ends = xml.replace("<w:tab/>", "<w:t>\t</w:t>");
    let all = ends.split("</w:p>").map(|paragraph| {
        let texts = paragraph.split("<w:t").skip(1).filter(|text| text.starts_with([' ', '>']));
        texts
            .filter_map(|text| text.split_once('>')?.1.split_once("</w:t>").map(|(words, _)| words))
            .collect::<String>()
    });
    all.filter(|words| !words.is_empty()).collect()
}

const BODY: &str = "word/document.xml";

#[test]
fn every_field_is_filled_in_its_place() {
    let (bytes, said) = Kantor::mojoagung().fill(fixture("laporan.docx"), "laporan.docx").expect("filled");
    let body = part(&bytes, BODY);
    let words = paragraphs(&body);
    let says = |wanted: &str| assert!(words.iter().any(|words| words == wanted), "{wanted}\n{words:#?}");
    // Of fields split over runs, between marks of the spelling, with quotes of Word, behind tabs and hard spaces.
    says("Capaian IKU tahun 2024 adalah 97,69% dengan predikat Baik (target: 73,5 &amp; realisasi: 73,48).");
    says("Nilai AKIP naik dari 73,12 menjadi 73,48; selisihnya 0,36.");
    says("Capaian:\tIKU\u{a0}97,69%, program penunjang 100%, pagu 3.012.572.307.");
    says("Kotak: 95,40%");
    says("Belum ada: belum diisi.");
    // A caption of the table where the office has none of its own.
    says("Tabel 3.1 Capaian Indikator Kinerja Utama Tahun 2024");
    assert_eq!(words.iter().filter(|words| words.starts_with("Tabel 3.4")).count(), 1, "{words:#?}");
    assert_eq!(words.iter().filter(|words| *words == "99,97%").count(), 3, "in a cell, and in two tables");
    let of = |name: &str| paragraphs(&part(&bytes, name)).concat();
    assert_eq!(of("word/header1.xml"), "LKjIP 2024 · capaian 97,69%");
    assert_eq!(of("word/footer1.xml"), "Predikat Baik");
    assert_eq!(of("word/footnotes.xml"), " Target akhir 73,5.");
    insta::assert_snapshot!(said);
}

/// The style of the place: the field was bold and half of it oblique, where it begins only bold.
#[test]
fn a_value_looks_as_its_field_began() {
    let (bytes, _) = Kantor::mojoagung().fill(fixture("laporan.docx"), "laporan.docx").expect("filled");
    let body = part(&bytes, BODY);
    let (before, value) = body.split_once(">97,69%<").expect("the value");
    let run = &before[before.rfind("<w:r>").expect("its run")..];
    assert!(run.contains("<w:b/>") && !run.contains("<w:i/>"), "{run}{}", &value[..10]);
    assert!(
        body.contains("<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\"/><w:b/><w:bCs/><w:sz w:val=\"20\"/>"),
        "the table has the fonts of its field"
    );
}

#[test]
fn what_is_not_filled_is_kept_byte_for_byte() {
    let (bytes, _) = Kantor::mojoagung().fill(fixture("laporan.docx"), "laporan.docx").expect("filled");
    let mut before = Vec::new();
    fixture("laporan.docx").read_to_end(&mut before).expect("the report");
    let mut zip = zip::ZipArchive::new(Cursor::new(&before)).expect("a container");
    let anew =
        ["[Content_Types].xml", "_rels/.rels", BODY, "word/header1.xml", "word/footer1.xml", "word/footnotes.xml"];
    let mut after = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a container");
    assert_eq!(after.len(), zip.len() + 1, "the properties that hold the fields");
    for at in 0..zip.len() {
        let mut own = zip.by_index_raw(at).expect("a part");
        let name = own.name().expect("a name").into_owned();
        let mut other = after.by_index_raw(at).expect("a part");
        assert_eq!(other.name().expect("a name"), name, "parts keep their order");
        if !anew.contains(&name.as_str()) {
            let (mut a, mut b) = (Vec::new(), Vec::new());
            own.read_to_end(&mut a).expect("bytes");
            other.read_to_end(&mut b).expect("bytes");
            assert!(a == b, "{name}");
        }
    }
    let (old, new) = (part(&before, BODY), part(&bytes, BODY));
    for paragraph in old.split_inclusive("</w:p>").filter(|paragraph| !paragraph.contains(['{', '}'])) {
        assert!(new.contains(paragraph), "{paragraph}");
    }
}

/// Filling twice is filling once with the later data.
#[test]
fn filling_again_gives_the_new_figures() {
    let mut kantor = Kantor::mojoagung();
    let (first, _) = kantor.fill(fixture("laporan.docx"), "laporan.docx").expect("filled");
    kantor.data.set_number("AKIP", Field::Value, 2024, "74.99".parse().expect("a number"));
    kantor.data.set_number("AKIP", Field::Value, 2023, "75".parse().expect("a number"));
    let (again, _) = kantor.fill(Cursor::new(&first), "jadi.docx").expect("filled again");
    let (once, _) = kantor.fill(fixture("laporan.docx"), "laporan.docx").expect("filled once");
    for name in [BODY, "word/header1.xml", "word/footnotes.xml", "docProps/custom.xml"] {
        assert_eq!(part(&again, name), part(&once, name), "{name}");
    }
    assert!(part(&again, BODY).contains("turun"));
    assert_ne!(part(&again, BODY), part(&first, BODY));
    // With the same data nothing changes at all.
    let (same, _) = kantor.fill(Cursor::new(&again), "jadi.docx").expect("filled");
    assert_eq!(part(&same, BODY), part(&again, BODY));
}

/// The report was filled, opened in LibreOffice and saved there.
#[test]
fn fields_are_found_again_after_another_program_saved() {
    let mut kantor = Kantor::mojoagung();
    kantor.data.set_number("AKIP", Field::Value, 2024, "74.99".parse().expect("a number"));
    let (again, _) = kantor.fill(fixture("ulang.docx"), "ulang.docx").expect("filled");
    let (once, _) = kantor.fill(fixture("laporan.docx"), "laporan.docx").expect("filled");
    let words = |bytes: &[u8], name: &str| paragraphs(&part(bytes, name));
    let boxes = |mut all: Vec<String>| {
        // LibreOffice writes boxes elsewhere.
        all.retain(|words| !words.starts_with("Kotak"));
        all
    };
    assert_eq!(boxes(words(&again, BODY)), boxes(words(&once, BODY)));
    assert!(words(&again, BODY).iter().any(|words| words == "Kotak: 95,40%"));
    // It gave the style of captions another name, and has one of the same name that looks otherwise.
    let caption =
        part(&again, BODY).split_inclusive("</w:p>").find(|one| one.contains(">Tabel 3.<")).map(str::to_string);
    assert!(caption.is_some_and(|caption| caption.contains("<w:pStyle w:val=\"Caption1\"/>")));
    assert_eq!(words(&again, "word/header1.xml"), words(&once, "word/header1.xml"));
    assert_eq!(words(&again, "word/footnotes.xml"), words(&once, "word/footnotes.xml"));
}

#[test]
fn what_cannot_be_filled_is_named_with_its_paragraph() {
    let refused = Kantor::mojoagung().fill(fixture("ditolak.docx"), "ditolak.docx").expect_err("refused");
    insta::assert_snapshot!(refused);
}
