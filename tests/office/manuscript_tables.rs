//! Tables of a filled report that people worked on: their texts below, page breaks, marks and rows.

use crate::document::part;
use crate::manuscript::{Kantor, paragraphs};
use crate::manuscript_runs::{packed, report};
use std::io::Cursor;
use takar::data::Field;

const BODY: &str = "word/document.xml";

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A report filled, changed by somebody, and filled with later data: its body, and what is said.
fn again(body: &str, change: impl Fn(&str) -> String) -> Result<(String, String), String> {
    let mut kantor = Kantor::mojoagung();
    let (first, _) = kantor.fill(Cursor::new(report(body)), "a.docx").expect("filled");
    let before = part(&first, BODY);
    let changed = change(&before);
    assert_ne!(before, changed, "the change finds its place");
    let others = ["[Content_Types].xml", "_rels/.rels", "docProps/custom.xml"].map(|name| (name, part(&first, name)));
    let mut parts = vec![(BODY, changed.as_bytes())];
    parts.extend(others.iter().map(|(name, text)| (*name, text.as_bytes())));
    kantor.data.set_number("AKIP", Field::Value, 2024, "74.99".parse().expect("a number"));
    let (bytes, said) = kantor.fill(Cursor::new(packed(&parts)), "a.docx")?;
    Ok((part(&bytes, BODY), said))
}

fn table() -> String {
    format!("<w:p>{}</w:p><w:p>{}</w:p><w:p>{}</w:p>", run("Awal"), run("{tabel T31}"), run("Penutup"))
}

/// The first line of what is said where the report is not filled.
fn refused(change: impl Fn(&str) -> String) -> String {
    again(&table(), change).expect_err("refused").lines().next().unwrap_or_default().to_string()
}

const BELOW: &str = "w:name=\"takar_tabel_1_bawah1\"/>";

/// A table without notes leaves an empty line, the very place where people write. A note that was changed is refused.
#[test]
fn what_is_typed_below_a_table_stays() {
    for (before, behind) in [("ANALISIS", ""), ("", "ANALISIS")] {
        let (body, said) = again(&table().replace("T31", "T151"), |xml| {
            let at = xml.find(BELOW).expect("the line below");
            let from = xml[..at].rfind("<w:bookmarkStart").expect("its mark");
            let to = at + xml[at..].find("</w:p>").expect("its end");
            format!("{}{}{}{}{}", &xml[..from], run(before), &xml[from..to], run(behind), &xml[to..])
        })
        .unwrap_or_else(|said| panic!("{said}"));
        assert_eq!(said, "");
        let words = paragraphs(&body);
        assert_eq!(words.iter().filter(|words| *words == "ANALISIS").count(), 1, "{words:#?}");
        assert_eq!(body.matches("<w:tbl>").count(), 1);
    }
    let noted = refused(|xml| xml.replace("dihitung dari rumusnya<", "dihitung, tulisan saya<"));
    assert!(noted.contains("catatan di bawah tabel ini diubah"), "{noted}");
}

#[test]
fn what_would_be_lost_with_a_table_is_refused() {
    let row = "<w:tr><w:tc><w:p><w:r><w:t>TABEL SAYA</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let grown = refused(|xml| xml.replace("</w:tbl>", row));
    assert!(grown.contains("B0705") && grown.contains("baris"), "{grown}");
    let comment = refused(|xml| {
        xml.replace(
            "</w:p></w:tc></w:tr></w:tbl>",
            "<w:r><w:commentReference w:id=\"0\"/></w:r></w:p></w:tc></w:tr></w:tbl>",
        )
    });
    assert!(comment.contains("memuat komentar"), "{comment}");
    let parted = refused(|xml| xml.replace("<w:tbl>", "<w:p><w:r><w:t>Sisipan</w:t></w:r></w:p><w:tbl>"));
    assert!(parted.contains("terpisah dari tabelnya"), "{parted}");
}

/// By its name, or by what it says: the copy of a table is filled, too.
#[test]
fn a_table_without_its_mark_is_found() {
    let marks = |xml: &str| {
        let mut text = xml.to_string();
        for name in ["bookmarkStart", "bookmarkEnd"] {
            while let Some(from) = text.find(&format!("<w:{name} ")) {
                let to = from + text[from..].find("/>").expect("its end") + 2;
                text.replace_range(from..to, "");
            }
        }
        text
    };
    let copied = |xml: &str| {
        let (from, to) = (xml.find("<w:tbl>").expect("a table"), xml.find("</w:tbl>").expect("its end") + 8);
        let copy = marks(&xml[from..to]);
        xml.replace("<w:sectPr/>", &format!("{copy}<w:p/><w:sectPr/>"))
    };
    let unnamed = |xml: &str| {
        let xml = copied(xml);
        let from = xml.rfind("<w:tblDescription").expect("its name");
        let to = from + xml[from..].find("/>").expect("its end") + 2;
        format!("{}{}", &xml[..from], &xml[to..])
    };
    for change in [&copied as &dyn Fn(&str) -> String, &unnamed] {
        let (body, said) = again(&table(), change).unwrap_or_else(|said| panic!("{said}"));
        assert_eq!(said, "");
        assert_eq!(body.matches("<w:tbl>").count(), 2);
        assert_eq!(body.matches(">74,99<").count(), 2);
        assert!(body.contains("takar_tabel_2"));
    }
    // The first row, with the mark in it, was taken away.
    let cut = refused(|xml| {
        let (from, to) = (xml.find("<w:tr>").expect("a row"), xml.find("</w:tr>").expect("its end") + 7);
        format!("{}{}", &xml[..from], &xml[to..])
    });
    assert!(cut.contains("B0705"), "{cut}");
}

/// What stands in the paragraph of the field goes with the caption, and stays there.
#[test]
fn page_breaks_and_marks_stay_with_the_caption() {
    let body = format!(
        "<w:p><w:r><w:br w:type=\"page\"/></w:r><w:bookmarkStart w:id=\"3\" w:name=\"_Ref1\"/>{}<w:bookmarkEnd w:id=\"3\"/></w:p>",
        run("{tabel T31}")
    );
    let (body, said) =
        again(&body, |xml| xml.replace("</w:body>", " </w:body>")).unwrap_or_else(|said| panic!("{said}"));
    assert_eq!(said, "");
    let caption = &body[..body.find("<w:tbl>").expect("a table")];
    for what in ["<w:pageBreakBefore/>", "w:name=\"_Ref1\"/>", "<w:bookmarkEnd w:id=\"3\"/>"] {
        assert_eq!(caption.matches(what).count(), 1, "{what}");
    }
}

/// A cross reference marks the label and number of a caption; a footnote stands behind its words.
#[test]
fn what_the_office_puts_into_a_caption_stays() {
    let (body, said) = again(&table(), |xml| {
        let end = "<w:fldChar w:fldCharType=\"end\"/></w:r>";
        let at = xml.find("w:name=\"takar_tabel_1_judul1\"/>").expect("a caption") + 31;
        let xml = format!("{}<w:bookmarkStart w:id=\"5\" w:name=\"_Ref9\"/>{}", &xml[..at], &xml[at..]);
        let xml = xml.replacen(end, &format!("{end}<w:bookmarkEnd w:id=\"5\"/>"), 1);
        let close = xml[at..].find("</w:p>").expect("its end") + at;
        format!("{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}", &xml[..close], &xml[close..])
    })
    .unwrap_or_else(|said| panic!("{said}"));
    assert_eq!(said, "");
    let order =
        ["_Ref9", "fldCharType=\"end\"", "<w:bookmarkEnd w:id=\"5\"/>", "Capaian Indikator", "footnoteReference"];
    let places: Vec<usize> = order.iter().map(|what| body.find(what).expect(what)).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_caption_that_was_changed_stays_with_a_word() {
    let (body, said) = again(&table(), |xml| xml.replace(" Capaian Indikator Kinerja Utama", " Judul Saya"))
        .unwrap_or_else(|said| panic!("{said}"));
    assert_eq!(body.matches("Judul Saya").count(), 1);
    assert!(body.contains(">74,99<"));
    insta::assert_snapshot!(said);
}
