//! Fields in small documents made here: wherever Word cuts a line into runs, and whatever stands between.

use crate::document::part;
use crate::manuscript::{Kantor, paragraphs};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A container of parts.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// A document with this body.
pub fn report(body: &str) -> Vec<u8> {
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{body}<w:sectPr/></w:body></w:document>");
    packed(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", LINKS.as_bytes()),
        ("word/document.xml", body.as_bytes()),
    ])
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn filled(kantor: &Kantor, body: &str) -> String {
    let (bytes, _) = kantor.fill(Cursor::new(report(body)), "a.docx").unwrap_or_else(|told| panic!("{body}\n{told}"));
    part(&bytes, "word/document.xml")
}

#[test]
fn a_field_is_found_wherever_its_line_is_cut() {
    let line = "Nilai {AKIP}, dulu {AKIP[2023]}.";
    let mut body = String::new();
    let mut all = 0;
    for first in 0..line.len() {
        for second in [first, line.len() / 2, line.len() - 2].into_iter().filter(|second| *second >= first) {
            for between in ["", "<w:proofErr w:type=\"spellStart\"/>", "<w:bookmarkStart w:id=\"9\" w:name=\"_Toc1\"/>"]
            {
                let parts = [&line[..first], &line[first..second], &line[second..]].map(run);
                body += &format!("<w:p>{}</w:p>", parts.join(between));
                all += 1;
            }
        }
    }
    let filled = filled(&Kantor::mojoagung(), &body);
    let words = paragraphs(&filled);
    assert_eq!(words.len(), all);
    for (at, words) in words.iter().enumerate() {
        assert_eq!(words, "Nilai 73,48, dulu 73,12.", "{at}");
    }
    assert_eq!(filled.matches("_Toc1").count(), body.matches("_Toc1").count(), "marks of others stay");
}

#[test]
fn fields_stand_in_links_of_no_kind_but_beside_them() {
    let kantor = Kantor::mojoagung();
    let says = |body: &str, wanted: &str| assert_eq!(paragraphs(&filled(&kantor, body)).join("|"), wanted, "{body}");
    let link = "<w:hyperlink><w:r><w:t>tautan</w:t></w:r></w:hyperlink>";
    says(&format!("<w:p>{}{link}{}</w:p>", run("{AKIP} "), run(" {AKIP}")), "73,48 tautan 73,48");
    // Inside controls of the office, and what else only holds runs.
    let control = format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", run("a {AKIP} b"));
    says(&format!("<w:p>{control}{}</w:p>", run(" c {AKIP}")), "a 73,48 b c 73,48");
    says(&format!("<w:p><w:smartTag>{}</w:smartTag></w:p>", run("{AKIP}")), "73,48");
    // A list of headings is made anew by Word.
    let toc = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>\
               <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Nilai {AKIP}</w:t></w:r></w:p>\
               <w:p><w:r><w:t>Nilai {AKIP}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    says(&format!("{toc}<w:p>{}</w:p>", run("Nilai {AKIP}")), "Nilai {AKIP}|Nilai {AKIP}|Nilai 73,48");
    // Names for signs stay names.
    says(&format!("<w:p>{}</w:p>", run("A &amp; &lt;b&gt; {AKIP} &#8211;")), "A &amp; &lt;b&gt; 73,48 –");
}

#[test]
fn conditions_are_written_with_colons_or_words() {
    let kantor = Kantor::mojoagung();
    let (mut body, mut all) = (String::new(), Vec::new());
    for (field, wanted) in [
        ("jika AKIP &gt; AKIP[2023] : “naik” : “turun”", "naik"),
        ("jika AKIP &lt; 10 : \"a\" : jika AKIP &lt; 20 : \"b : c\" : \"d\"", "d"),
        ("jika AKIP &gt; AKIP[2023] maka \"naik\" selain itu \"turun\"", "naik"),
        ("Jika predikat IKU = \"Baik\" : \"x\" : \"y\"", "x"),
        ("jika AKIP &gt; 10 : AKIP : 0", "73,48"),
        ("AKIP &gt; 10", "ya"),
        ("IKU", "97,69%"),
        ("capaian IKU", "97,69%"),
        ("nama AKIP", "Nilai Evaluasi AKIP"),
        ("bulat(AKIP; 1)", "73,5"),
        ("capaian_asli AKIP", "99,97%"),
        ("realisasi AKIP - target AKIP", "−0,02"),
    ] {
        body += &format!("<w:p>{}</w:p>", run(&format!("{{{field}}}")));
        all.push(wanted);
    }
    assert_eq!(paragraphs(&filled(&kantor, &body)), all);
}

/// Word keeps the control and drops the marks where a filled line is copied.
#[test]
fn a_copied_value_becomes_one_of_its_own() {
    let kantor = Kantor::mojoagung();
    let (first, _) =
        kantor.fill(Cursor::new(report(&format!("<w:p>{}</w:p>", run("{AKIP}")))), "a.docx").expect("filled");
    let body = part(&first, "word/document.xml");
    let control = &body[body.find("<w:sdt>").expect("a control")..body.find("</w:sdt>").expect("its end") + 8];
    let with_copy = body.replace("</w:body>", &format!("<w:p>{control}</w:p></w:body>")).replace("73,48", "0");
    let mut parts = vec![("word/document.xml", with_copy)];
    for name in ["[Content_Types].xml", "_rels/.rels", "docProps/custom.xml"] {
        parts.push((name, part(&first, name)));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let (again, _) = kantor.fill(Cursor::new(packed(&parts)), "a.docx").expect("filled");
    let body = part(&again, "word/document.xml");
    assert_eq!(paragraphs(&body), ["73,48", "73,48"]);
    assert!(body.contains("w:name=\"takar_1\"") && body.contains("w:name=\"takar_2\""));
    assert_eq!(part(&again, "docProps/custom.xml").matches(">AKIP<").count(), 2);
}

#[test]
fn long_fields_are_kept_whole() {
    let kantor = Kantor::mojoagung();
    let sum = vec!["AKIP"; 120].join(" + ");
    let (first, _) = kantor
        .fill(Cursor::new(report(&format!("<w:p>{}</w:p>", run(&format!("{{{sum}}}"))))), "a.docx")
        .expect("filled");
    let (again, _) = kantor.fill(Cursor::new(&first), "a.docx").expect("filled");
    assert_eq!(paragraphs(&part(&again, "word/document.xml")), ["8.817,6"]);
    assert!(part(&again, "docProps/custom.xml").contains("takar_1.4"));
}

#[test]
fn what_was_filled_and_spoilt_is_refused() {
    let kantor = Kantor::mojoagung();
    let lost = report(
        "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"takar_7\"/><w:r><w:t>73</w:t></w:r><w:bookmarkEnd w:id=\"1\"/></w:p>",
    );
    insta::assert_snapshot!(kantor.fill(Cursor::new(lost), "a.docx").expect_err("refused"));
    let (first, _) =
        kantor.fill(Cursor::new(report(&format!("<w:p>{}</w:p>", run("a {AKIP} b")))), "a.docx").expect("filled");
    let torn = part(&first, "word/document.xml").replacen("<w:bookmarkEnd", "</w:p><w:p><w:bookmarkEnd", 1);
    // As long as there is its control, that tells the figure.
    let control = &torn[torn.find("<w:sdt>").expect("a control")..torn.find("</w:sdt>").expect("its end") + 8];
    let torn = torn.replace(control, &run("73,48"));
    let mut parts = vec![("word/document.xml", torn)];
    for name in ["[Content_Types].xml", "_rels/.rels", "docProps/custom.xml"] {
        parts.push((name, part(&first, name)));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    insta::assert_snapshot!(kantor.fill(Cursor::new(packed(&parts)), "a.docx").expect_err("refused"));
}

/// A table keeps the section that ended with its paragraph, and two of them do not become one.
#[test]
fn tables_keep_sections_and_distance() {
    let kantor = Kantor::mojoagung();
    let section =
        "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\"/><w:pgMar w:left=\"1000\" w:right=\"1000\"/></w:sectPr>";
    let body = filled(
        &kantor,
        &format!("<w:p>{}</w:p><w:p><w:pPr>{section}</w:pPr>{}</w:p>", run("{tabel T31}"), run("{tabel T32}")),
    );
    assert_eq!(body.matches(section).count(), 1);
    assert_eq!(body.matches("<w:tbl>").count(), 2);
    assert!(!body.contains("</w:tbl><w:tbl>"));
    assert!(body.contains("<w:tblW w:w=\"14838\""), "as wide as its page");
}
