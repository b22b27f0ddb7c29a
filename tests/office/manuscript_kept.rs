//! A filled report that people worked on: what they wrote stays, and what cannot be told apart keeps it from being filled.

use crate::document::part;
use crate::manuscript::{Kantor, paragraphs};
use crate::manuscript_runs::{packed, report};
use std::io::Cursor;
use takar::data::{Dataset, Field};
use takar::engine::Package;

const BODY: &str = "word/document.xml";

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph for each of these fields or texts.
fn lines(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<w:p>{}</w:p>", run(text))).collect()
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

/// The words after another fill, of which nothing is said.
fn quietly(body: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    let (body, said) = again(body, change).unwrap_or_else(|said| panic!("{said}"));
    assert_eq!(said, "");
    paragraphs(&body)
}

/// What is said of it in its first line.
fn refused(body: &str, change: impl Fn(&str) -> String) -> String {
    again(body, change).expect_err("refused").lines().next().unwrap_or_default().to_string()
}

const START: &str = "<w:bookmarkStart w:id=\"71000001\" w:name=\"takar_1\"/>";
const END: &str = "<w:bookmarkEnd w:id=\"71000001\"/>";

/// In Word what is typed right before a figure, or behind it, belongs to its mark.
#[test]
fn words_beside_a_figure_stay() {
    let body = lines(&["Nilai {AKIP} akhir"]);
    let typed = quietly(&body, |xml| {
        let xml = xml.replace(START, &format!("{START}{}", run("sebesar ")));
        xml.replace(END, &format!("{}{END}", run(" (naik)")))
    });
    assert_eq!(typed, ["Nilai sebesar 74,99 (naik) akhir"]);
    let around = quietly(&body, |xml| {
        let xml = xml.replace(START, "").replace(END, "");
        let xml = xml.replace("<w:p><w:r>", &format!("<w:p>{START}<w:r>"));
        xml.replace("</w:p>", &format!("{END}</w:p>"))
    });
    assert_eq!(around, ["Nilai 74,99 akhir"]);
}

#[test]
fn notes_and_comments_of_a_figure_stay() {
    let note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let comment = "<w:r><w:commentReference w:id=\"0\"/></w:r>";
    let (body, said) = again(&lines(&["Nilai {AKIP}."]), |xml| {
        let opened = "<w:sdtContent><w:commentRangeStart w:id=\"0\"/>".to_string();
        let closed = format!("{note}<w:commentRangeEnd w:id=\"0\"/>{comment}</w:sdtContent>");
        xml.replace("<w:sdtContent>", &opened).replace("</w:sdtContent>", &closed)
    })
    .expect("filled");
    assert_eq!(said, "");
    let order = ["commentRangeStart", "74,99", "footnoteReference", "commentRangeEnd", "commentReference"];
    let places: Vec<usize> = order.iter().map(|what| body.find(what).expect(what)).collect();
    assert!(places.is_sorted(), "{places:?}");
}

/// Every report counts its fields from one: what comes from another has the tag of one that is here.
#[test]
fn a_figure_of_another_report_is_refused() {
    let foreign = |xml: &str| {
        let control = &xml[xml.find("<w:sdt>").expect("one")..xml.find("</w:sdt>").expect("its end") + 8];
        let control = control.replace("w:alias w:val=\"AKIP\"", "w:alias w:val=\"target IKPP\"").replace("73,48", "9");
        xml.replace("</w:body>", &format!("<w:p>{}{control}</w:p></w:body>", run("Salinan ")))
    };
    insta::assert_snapshot!(again(&lines(&["{AKIP}"]), foreign).expect_err("refused"));
}

#[test]
fn controls_around_a_paragraph_are_filled() {
    let around = |text: &'static str| {
        move |xml: &str| {
            let control = format!(
                "<w:sdt><w:sdtPr><w:alias w:val=\"AKIP\"/><w:tag w:val=\"takar_1\"/></w:sdtPr><w:sdtContent>{text}</w:sdtContent></w:sdt>"
            );
            xml.replace("</w:body>", &format!("{control}</w:body>"))
        }
    };
    let one = quietly(&lines(&["{AKIP}"]), around("<w:p><w:pPr/><w:r><w:t>73,48</w:t></w:r></w:p>"));
    assert_eq!(one, ["74,99", "74,99"]);
    let two = refused(&lines(&["{AKIP}"]), around("<w:p><w:r><w:t>73,48</w:t></w:r></w:p><w:p/>"));
    assert!(two.contains("lebih dari satu paragraf"), "{two}");
}

/// LibreOffice gives a copy a name of its own and takes the tag away: only what still says what was written is a copy.
#[test]
fn copies_of_libreoffice_are_filled_or_told() {
    let copy = |says: &'static str| {
        move |xml: &str| {
            let mark = format!(
                "<w:sdt><w:sdtPr/><w:sdtContent><w:bookmarkStart w:id=\"9\" w:name=\"takar_1_Copy_2\"/>{}</w:sdtContent></w:sdt>\
                 <w:bookmarkEnd w:id=\"9\"/>",
                run(says)
            );
            xml.replace("</w:body>", &format!("<w:p>{mark}</w:p></w:body>"))
        }
    };
    assert_eq!(quietly(&lines(&["{AKIP}"]), copy("73,48")), ["74,99", "74,99"]);
    let other = refused(&lines(&["{AKIP}"]), copy("10 temuan"));
    assert!(other.contains("B0705"), "{other}");
}

/// LibreOffice puts a control right behind another into it.
#[test]
fn fields_beside_each_other_are_taken_apart() {
    let words = quietly(&lines(&["Dua {AKIP}{predikat IKU} x"]), |xml| {
        let from = xml.find(START).expect("the first");
        let to = xml.rfind("<w:bookmarkEnd").expect("the last");
        let to = to + xml[to..].find("/>").expect("its end") + 2;
        let nested = format!(
            "<w:sdt><w:sdtPr></w:sdtPr><w:sdtContent><w:bookmarkStart w:id=\"2\" w:name=\"takar_1\"/><w:r><w:rPr></w:rPr></w:r>{}\
             <w:sdt><w:sdtPr></w:sdtPr><w:sdtContent><w:bookmarkStart w:id=\"3\" w:name=\"takar_2\"/><w:bookmarkEnd w:id=\"2\"/>\
             <w:r><w:rPr></w:rPr></w:r></w:sdtContent></w:sdt>{}</w:sdtContent></w:sdt><w:bookmarkEnd w:id=\"3\"/>",
            run("73,48"),
            run("Baik")
        );
        format!("{}{nested}{}", &xml[..from], &xml[to..])
    });
    assert_eq!(words, ["Dua 74,99Baik x"]);
    // By way of an OpenDocument text the second mark stands before its control.
    let words = quietly(&lines(&["Dua {AKIP}{predikat IKU} x"]), |xml| {
        let from = xml.find(START).expect("the first");
        let to = xml.rfind("<w:bookmarkEnd").expect("the last");
        let to = to + xml[to..].find("/>").expect("its end") + 2;
        let (control, bare) = ("<w:sdt><w:sdtPr></w:sdtPr><w:sdtContent>", "<w:r><w:rPr></w:rPr></w:r>");
        let nested = format!(
            "{control}{bare}<w:bookmarkStart w:id=\"2\" w:name=\"takar_1\"/>{}<w:bookmarkStart w:id=\"3\" w:name=\"takar_2\"/>\
             <w:bookmarkEnd w:id=\"2\"/>{bare}{control}{bare}</w:sdtContent></w:sdt>{}<w:bookmarkEnd w:id=\"3\"/>{bare}</w:sdtContent></w:sdt>",
            run("73,48"),
            run("Baik")
        );
        format!("{}{nested}{}", &xml[..from], &xml[to..])
    });
    assert_eq!(words, ["Dua 74,99Baik x"]);
}

/// What has its mark and stands where it is not filled would keep its old figure.
#[test]
fn a_mark_that_is_not_found_is_told() {
    let told = refused(&lines(&["{AKIP} dan {predikat IKU}"]), |xml| {
        let mark = "<w:bookmarkStart w:id=\"9\" w:name=\"takar_7\"/><w:bookmarkEnd w:id=\"9\"/>";
        xml.replacen("73,48", &format!("73,48</w:t></w:r>{mark}<w:r><w:t>"), 1)
    });
    assert!(told.contains("B0705"), "{told}");
}

#[test]
fn what_is_typed_over_a_figure_is_replaced_with_a_word() {
    let (body, said) = again(&lines(&["Nilai {AKIP}."]), |xml| xml.replace("73,48", "80")).expect("filled");
    assert_eq!(paragraphs(&body), ["Nilai 74,99."]);
    insta::assert_snapshot!(said);
}

#[test]
fn the_place_of_a_figure_without_a_control_must_say_what_was_written() {
    let bare = |says: &'static str| {
        move |xml: &str| {
            let control = &xml[xml.find("<w:sdt>").expect("one")..xml.find("</w:sdt>").expect("its end") + 8];
            xml.replace(control, &run(says))
        }
    };
    assert_eq!(quietly(&lines(&["{AKIP}"]), bare("73,48")), ["74,99"]);
    let changed = refused(&lines(&["{AKIP}"]), bare("73,48 dan naik"));
    assert!(changed.contains("batasnya tidak dikenal lagi"), "{changed}");
}

#[test]
fn years_are_no_figures_and_braces_can_be_text() {
    let kantor = Kantor::mojoagung();
    let body = lines(&[
        "{tahun - 1} {tahun+1} {tahun}",
        "{\"{1; 2}\"} dan {\"{\"}{AKIP}{“}”}",
        "{jika AKIP &gt; 1 : (jika AKIP &gt; 99 : ‘a’ : ‘b’) : \"c\"}",
    ]);
    let (bytes, _) = kantor.fill(Cursor::new(report(&body)), "a.docx").unwrap_or_else(|said| panic!("{said}"));
    assert_eq!(paragraphs(&part(&bytes, BODY)), ["2023 2025 2024", "{1; 2} dan {73,48}", "b"]);
    // Filled again, braces are still no fields.
    let (bytes, said) = kantor.fill(Cursor::new(&bytes), "a.docx").unwrap_or_else(|said| panic!("{said}"));
    assert_eq!(paragraphs(&part(&bytes, BODY)), ["2023 2025 2024", "{1; 2} dan {73,48}", "b"]);
    assert_eq!(said, "");
    let refused = kantor.fill(Cursor::new(report(&lines(&["a {{AKIP}} b"]))), "a.docx").expect_err("refused");
    insta::assert_snapshot!(refused);
}

#[test]
fn fields_where_word_writes_itself_are_named() {
    let kantor = Kantor::mojoagung();
    let control = |own: &str| {
        format!("<w:p><w:sdt><w:sdtPr>{own}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>", run("{AKIP}"))
    };
    let body = control("<w:dataBinding w:xpath=\"a\"/><w:text/>") + &control("<w:text/>");
    let refused = kantor.fill(Cursor::new(report(&body)), "a.docx").expect_err("refused");
    insta::assert_snapshot!(refused);
    let body = lines(&["{AKIP}"])
        + "<w:p><m:oMath><m:r><m:t>{AKIP}</m:t></m:r></m:oMath></w:p>\
           <w:p><w:r><w:instrText>QUOTE \"{AKIP}\"</w:instrText></w:r></w:p>";
    let (_, said) = kantor.fill(Cursor::new(report(&body)), "a.docx").expect("filled");
    insta::assert_snapshot!(said);
}

/// Charts, shapes of SmartArt, what is said of pictures and of the document: read, not filled, and told.
#[test]
fn fields_where_nothing_is_filled_are_named() {
    let kantor = Kantor::mojoagung();
    let body =
        lines(&["{AKIP}"]) + "<w:p><w:r><w:drawing><wp:docPr id=\"1\" descr=\"Grafik {IKM}\"/></w:drawing></w:r></w:p>";
    let bytes = report(&body);
    let parts = ["[Content_Types].xml", BODY].map(|name| (name, part(&bytes, name)));
    let link =
        |kind: &str, target: &str| format!("<Relationship Id=\"{kind}\" Type=\"x/{kind}\" Target=\"{target}\"/>");
    let links = |all: &[String]| format!("<Relationships>{}</Relationships>", all.concat());
    let of_file = links(&[link("officeDocument", BODY), link("core-properties", "docProps/core.xml")]);
    let of_body = links(&[link("chart", "charts/chart1.xml"), link("diagramData", "diagrams/data1.xml")]);
    let paragraph = "<a:p><a:r><a:t>Capaian {capa</a:t></a:r><a:r><a:t>ian IKU}</a:t></a:r></a:p>";
    let (chart, diagram) =
        (format!("<c:chart>{paragraph}</c:chart>"), format!("<dgm:dataModel>{paragraph}</dgm:dataModel>"));
    let core = "<cp:coreProperties><dc:title>LKjIP {tahun}</dc:title></cp:coreProperties>";
    let more = [
        ("_rels/.rels", &*of_file),
        ("word/_rels/document.xml.rels", &*of_body),
        ("word/charts/chart1.xml", &*chart),
        ("word/diagrams/data1.xml", &*diagram),
        ("docProps/core.xml", core),
    ];
    let all = parts.iter().map(|(name, text)| (*name, text.as_str())).chain(more);
    let all: Vec<(&str, &[u8])> = all.map(|(name, text)| (name, text.as_bytes())).collect();
    let (bytes, said) = kantor.fill(Cursor::new(packed(&all)), "a.docx").unwrap_or_else(|said| panic!("{said}"));
    assert_eq!(part(&bytes, "word/charts/chart1.xml"), chart);
    insta::assert_snapshot!(said);
}

/// A word that nobody states is told as a value is that is not there.
#[test]
fn words_that_nobody_states_are_told() {
    let rules = "paket \"Uji\"\n  tahun 2024\n\nbesaran A\n\nB = A / (A - 1)\n\n\
                 tabel T1 \"Isi\"\n  baris A; B\n  kolom nama\n  kolom nilai\n";
    let package = Package::new("uji", [("aturan.takar", rules)]);
    let mut data = Dataset::new();
    data.set_number("A", Field::Value, 2024, "1".parse().expect("a number"));
    let kantor = Kantor { package, data };
    let body = lines(&["{satuan A}|{A}|{jika A &gt; 5 : \"x\" : \"\"}|", "{tabel T1}"]);
    let (bytes, said) = kantor.fill(Cursor::new(report(&body)), "a.docx").unwrap_or_else(|said| panic!("{said}"));
    assert_eq!(paragraphs(&part(&bytes, BODY))[0], "belum diisi|1||");
    insta::assert_snapshot!(said);
}

/// What is deleted or moved away under tracked changes is no longer in the report, whether it was filled before or not.
#[test]
fn fields_that_are_deleted_are_left() {
    let deleted = |text: &str| format!("<w:del w:id=\"5\"><w:r><w:delText>{text}</w:delText></w:r></w:del>");
    let moved = |text: &str| format!("<w:moveFrom w:id=\"6\">{}</w:moveFrom>", run(text));
    for gone in [deleted("lama {capaian ZZZ}"), moved("{AKIP"), deleted("{tabel T99}")] {
        let filled = quietly(&format!("<w:p>{gone}{}</w:p>", run("Nilai {AKIP}.")), |xml| {
            xml.replace("</w:body>", " </w:body>")
        });
        assert_eq!(filled.last().map(|line| line.ends_with("Nilai 74,99.")), Some(true), "{gone} {filled:?}");
    }
    let body = lines(&["Nilai {AKIP}.", "Capaian {capaian IKU}."]);
    let struck = |xml: &str| {
        let text = run("73,48");
        assert!(xml.contains(&text), "{xml}");
        xml.replace(&text, &deleted("73,48"))
    };
    let (xml, said) = again(&body, struck).expect("filled");
    assert_eq!(said, "");
    assert!(xml.contains(&deleted("73,48")), "{xml}");
    // Beside words that stay nobody knows what is meant.
    let half = |xml: &str| xml.replace(&run("73,48"), &format!("{}{}", run("73"), deleted(",48")));
    assert_eq!(refused(&body, half), "kesalahan B0703: isian di dalam perubahan yang dilacak tidak dapat diisi");
    assert_eq!(
        refused(&lines(&["{AKIP}"]), |xml| xml
            .replace("</w:body>", &format!("<w:p>{}{}{}</w:p></w:body>", run("{AK"), deleted("X"), run("IP}")))),
        "kesalahan B0703: isian di dalam perubahan yang dilacak tidak dapat diisi"
    );
}
