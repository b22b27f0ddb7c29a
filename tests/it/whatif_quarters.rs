//! A quarter that is read is all up to it, one that is assumed or sought is itself: each answer tells of the other.

use super::whatif::session;
use super::whatif_parts::of_year;
use takar::engine::Package;
use takar::whatif::{Kept, Screen, Session};

const RULES: &str = "paket \"P\"\n  tahun 2024\nbesaran SURAT\n  satuan surat\n  triwulan jumlah\nbesaran TAMU\n  \
     satuan surat\n  triwulan terakhir\nbesaran NILAI\n  triwulan rata_rata\nIKU = SURAT / 100\ndata \"d.csv\"\n";
const DATA: &str = "kode;tahun;triwulan;realisasi;serapan\nSURAT;2024;1;280;10\nSURAT;2024;2;310;20\n\
     SURAT;2024;3;305;30\nSURAT;2024;4;299;40\nTAMU;2024;1;5;\nTAMU;2024;2;6;\nNILAI;2024;1;60;\nNILAI;2024;2;80;\n";

#[test]
fn a_quarter_read_and_a_quarter_assumed() {
    let mut session = session(RULES, DATA);
    let lines = [
        "SURAT[triwulan 2]",
        "SURAT[triwulan 1]",
        "TAMU[triwulan 2]",
        "NILAI[triwulan 2]",
        "serapan SURAT[triwulan 2]",
        "SURAT[triwulan 2] + TAMU[triwulan 2]",
        "SURAT[triwulan 2] = SURAT[triwulan 2] + 10",
        "SURAT[triwulan 2] = SURAT[triwulan 2] * 0,9",
        "SURAT[triwulan 3] = SURAT[triwulan 2] + 10",
        "NILAI[triwulan 2] = NILAI[triwulan 2] - 5",
        "serapan SURAT[triwulan 2] = serapan SURAT[triwulan 2] + 5",
        "SURAT[triwulan 1] = SURAT[triwulan 1] + 10",
        "TAMU[triwulan 2] = TAMU[triwulan 2] + 1",
        "awal",
        "SURAT[triwulan 2] naik 10",
        "SURAT[triwulan 2] = 590",
        "awal",
        "cari SURAT[triwulan 2] agar SURAT[triwulan 2] = 600",
        "cari SURAT[triwulan 2] agar IKU >= 12",
    ];
    let mut transcript = String::new();
    for line in lines {
        let reply = session.answer(line, &mut Kept::default());
        transcript += &format!("> {line}\n{}\n", reply.text.trim_end());
    }
    insta::assert_snapshot!(transcript);
}

const OTHERS: &str = "paket \"P\"\n  tahun 2025\naturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  \
     makin tinggi : realisasi / target * 100\naturan predikat Q\n  < 100 : \"Kurang\"\n  >= 100 : \"Baik\"\n\
     indikator S\n  arah makin tinggi\n  capaian C\n  predikat Q\n  triwulan jumlah\nbesaran N\n  triwulan rata_rata\n\
     besaran L\n  triwulan terakhir\nbesaran X\nS2 = S * 2\numum \"7\"\n  triwulan jumlah\n  triwulan pagu jumlah\n\
     pastikan jumlah(serapan turunan \"7\") >= 0 \"ada\"\ndata \"d.csv\"\n";
const OTHER_DATA: &str = "kode;tahun;triwulan;target;realisasi;pagu;serapan\nS;2024;1;270;280;;\nS;2024;2;400;310;;\n\
     S;2025;1;250;290;;\nS;2025;2;300;;;\nN;2024;1;;60;;\nN;2024;2;;80;;\nL;2025;1;;5;;\nX;2025;;;7;;\n\
     7.1;2025;1;;3;100;10\n7.1;2025;2;;4;100;20\n7.2;2025;1;;5;50;5\n7.2;2025;2;;6;50;6\n";

/// What the right side of an assumption reads of a quarter is never taken for the figure of that quarter: of another year,
/// a target, money, members of a set, other things it is refused, with what the quarter has added; what cannot be meant
/// otherwise is told.
#[test]
fn a_quarter_is_not_made_of_what_has_come_together() {
    let mut shelf = Kept::default();
    let mut session = of_year(OTHERS, OTHER_DATA, 2025);
    let lines = [
        "S[triwulan 2] = S[2024 triwulan 2] + 10",
        "S[triwulan 2] = (S[2024 triwulan 2] - S[2024 triwulan 1]) + 10",
        "awal",
        "S[triwulan 2] = S[2024 triwulan 2]",
        "S[triwulan 2] = S[2024 triwulan 1] + 10",
        "awal",
        "S[triwulan 2] = target S[triwulan 2]",
        "S[triwulan 2] = target S[triwulan 2] * 2",
        "target S[triwulan 2] = 2 * S[2024 triwulan 2] - S[2024 triwulan 2]",
        "S[triwulan 2] = N[2024 triwulan 2]",
        "S[triwulan 2] = maks(N[2024 triwulan 2]; S[2024 triwulan 2])",
        "S[2024 triwulan 1] = S[2024 triwulan 2]",
        "serapan \"7.1\"[triwulan 2] = pagu \"7.1\"[triwulan 2] / 2",
        "\"7.1\"[triwulan 2] = jumlah(nilai turunan \"7\"[triwulan 2])",
        // What is left to reach a target, what lies between, and figures that have no other reading.
        "S[2024 triwulan 3] = target S[2024] - S[2024 triwulan 2]",
        "S[2024 triwulan 2] = target S[2024 triwulan 2] + 5",
        "awal",
        "S[triwulan 2] = S2[2024 triwulan 2] / 2",
        "X = S[2024 triwulan 2] + 10",
        "L[triwulan 2] = S[2024 triwulan 2]",
        "skenario simpan s",
        "awal",
        "skenario buka s",
        "bandingkan sekarang; dasar",
        "S2[2024 triwulan 2]",
        "cari S[triwulan 2] agar S[triwulan 2] >= S[2024 triwulan 2]",
        "cari X agar X >= S[2024 triwulan 2]",
        "kepekaan S[triwulan 2]",
        "jelaskan S[triwulan 2]",
    ];
    let mut transcript = String::new();
    for line in lines {
        let reply = session.answer(line, &mut shelf);
        assert!(reply.text.contains(&reply.read), "{}", reply.read);
        transcript += &format!("> {line}\n{}\n", reply.text.trim_end());
    }
    insta::assert_snapshot!(transcript);
}

/// In every way that quarters come together: what goes through without a word is the figure of the quarter itself, and so is
/// what a mend gives.
#[test]
fn nothing_to_date_goes_through_without_a_word() {
    let own = [[280, 310, 304], [270, 400, 290], [10, 25, 16]];
    type Form = (&'static str, fn(i32) -> i32);
    let forms: [Form; 5] = [
        ("{}", |x| x),
        ("{} + 10", |x| x + 10),
        ("2 * {}", |x| 2 * x),
        ("maks({}; 5)", |x| x.max(5)),
        ("900 - {}", |x| 900 - x),
    ];
    let (mut through, mut mended, mut told) = (0, 0, 0);
    for way in ["jumlah", "terakhir", "rata_rata", "terbesar", "terkecil"] {
        let rules = format!(
            "paket \"P\"\n  tahun 2025\naturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : \
             realisasi / target * 100\nindikator S\n  arah makin tinggi\n  capaian C\n  triwulan {way}\n  triwulan serapan {way}\n\
             besaran L\n  skala -1000..9999\n  triwulan terakhir\ndata \"d.csv\"\n"
        );
        let mut data = "kode;tahun;triwulan;target;realisasi;serapan\n".to_string();
        for (at, ((value, target), spent)) in own[0].iter().zip(own[1]).zip(own[2]).enumerate() {
            data += &format!(
                "S;2024;{0};{target};{value};{spent}\nS;2025;{0};{target};7;{spent}\nL;2025;{0};;1;\n",
                at + 1
            );
        }
        let session = wide(&rules, &data, 2025);
        for (left, is_own) in [("S[triwulan 2]", way != "terakhir"), ("L[triwulan 2]", false)] {
            for (at, role) in ["", "target ", "serapan "].into_iter().enumerate() {
                for (quarter, (form, right)) in (1..=3).flat_map(|quarter| forms.map(|form| (quarter, form))) {
                    let read = format!("{role}S[2024 triwulan {quarter}]");
                    let line = format!("{left} = {}", form.replace("{}", &read));
                    let right = right(own[at][quarter - 1]);
                    let mut trial = session.clone();
                    let reply = trial.answer(&line, &mut Kept::default());
                    let comes_together = way != "terakhir" && quarter > 1;
                    assert_eq!(reply.failed, comes_together && is_own, "{way}: {line}\n{}", reply.text);
                    assert_eq!(!reply.read.is_empty(), comes_together && !is_own, "{way}: {line}\n{}", reply.text);
                    let is =
                        |text: &str| text.lines().next().unwrap_or_default().contains(&format!(" = {right} (andaian"));
                    if !reply.failed {
                        assert!(is(&reply.text) || comes_together, "{way}: {line}\n{}", reply.text);
                        told += u32::from(comes_together);
                        through += 1;
                    } else if let Some((_, mend)) = reply.text.split_once("saran: tulis  ") {
                        let done = trial.answer(mend.trim(), &mut Kept::default());
                        assert!(!done.failed && is(&done.text), "{way}: {line}\n{mend}\n{}", done.text);
                        mended += 1;
                    }
                }
            }
        }
    }
    assert!(through > 200 && mended > 40 && told > 60, "{through}, {mended}, {told}");
}

/// Targets of quarters that are measured, blank, to come, or said not to be measured: a mend gives the target of the quarter
/// itself, or there is none.
#[test]
fn targets_to_come_are_taken_apart_only_where_that_is_the_quarter() {
    type Form = (&'static str, fn(i32) -> i32);
    let forms: [Form; 3] = [("{}", |x| x), ("{} + 10", |x| x + 10), ("2 * {}", |x| 2 * x)];
    let own = [270, 400, 290];
    let (mut mended, mut whole) = (0, 0);
    for way in ["jumlah", "rata_rata", "terakhir"] {
        let rules = format!(
            "paket \"P\"\n  tahun 2025\naturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : \
             realisasi / target * 100\nindikator S\n  arah makin tinggi\n  capaian C\n  triwulan {way}\nbesaran N\n  triwulan \
             jumlah\ndata \"d.csv\"\n"
        );
        for measured in
            [["", "", ""], ["280", "", ""], ["", "310", ""], ["280", "310", ""], ["280", "n/a", ""], ["n/a", "", "5"]]
        {
            let mut data = "kode;tahun;triwulan;target;realisasi\nN;2025;1;;1\n".to_string();
            for ((quarter, value), target) in (1..).zip(measured).zip(own) {
                data += &format!("S;2025;{quarter};{target};{value}\n");
            }
            let session = wide(&rules, &data, 2025);
            for (quarter, (form, right)) in [2usize, 3].into_iter().flat_map(|at| forms.map(|form| (at, form))) {
                let line = format!("N[triwulan 2] = {}", form.replace("{}", &format!("target S[triwulan {quarter}]")));
                let right = right(own[quarter - 1]);
                let is = |text: &str| text.lines().next().unwrap_or_default().contains(&format!(" = {right} (andaian"));
                let mut trial = session.clone();
                let text = trial.answer(&line, &mut Kept::default()).text;
                if is(&text) {
                    // What is read is the target of the quarter.
                    assert!(way == "terakhir", "{measured:?}: {line}\n{text}");
                    whole += 1;
                    continue;
                }
                assert!(text.contains("T0022"), "{way} {measured:?}: {line}\n{text}");
                let Some((_, mend)) = text.split_once("saran: tulis  ") else { continue };
                let done = trial.answer(mend.trim(), &mut Kept::default());
                assert!(!done.failed && is(&done.text), "{way} {measured:?}: {line}\n{mend}\n{}", done.text);
                mended += 1;
            }
        }
    }
    assert!(mended > 30 && whole > 20, "{mended}, {whole}");
}

/// The last figure up to a quarter is another one than its own where that is blank, or where a target is of what is not
/// measured at all; the target of a quarter to come is its own.
#[test]
fn the_last_figure_may_be_of_an_earlier_quarter() {
    let rules = "paket \"P\"\n  tahun 2025\naturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  \
                 makin tinggi : realisasi / target * 100\nindikator S\n  arah makin tinggi\n  capaian C\n  triwulan terakhir\n\
                 besaran N\n  triwulan jumlah\ndata \"d.csv\"\n";
    let data = "kode;tahun;triwulan;target;realisasi;pagu\nS;2025;1;250;240;100\nS;2025;2;300;n/a;\nS;2025;3;310;;\nN;2025;1;;5;\nN;2025;2;;6;\n";
    let mut session = wide(rules, data, 2025);
    for (line, part) in [
        ("target S[triwulan 2]", "= 250 (sampai triwulan 2; triwulan 2 sendiri 300)"),
        ("target S[triwulan 1]", "= 250\n"),
        ("target S[triwulan 3]", "= 310\n"),
        ("pagu S[triwulan 2]", "= 100 (sampai triwulan 2; triwulan 2 sendiri belum diisi)"),
        (
            "S[triwulan 2] = target S[triwulan 2]",
            "target S[triwulan 2] dibaca sampai triwulan 2: 250; triwulan 2 sendiri 300\n",
        ),
    ] {
        super::whatif_parts::holds(&mut session, line, part);
    }
    // Measured now, the target counts.
    super::whatif_parts::holds(&mut session, "target S[triwulan 2]", "= 300\n");
    session.answer("awal", &mut Kept::default());
    let refused = super::whatif_parts::refusal(&mut session, "N[triwulan 2] = target S[triwulan 2]");
    assert!(refused.contains("T0022") && refused.contains("tulis  N[triwulan 2] = 300"), "{refused}");
}

/// A session whose answers are not broken into lines.
fn wide(rules: &str, data: &str, year: i32) -> Session {
    let mut package = Package::new("contoh", [("aturan.takar", rules)]);
    let (data, findings) = package.read_data(|_| Ok(data.to_string()));
    assert!(findings.is_empty(), "{findings:#?}");
    Session::new(package, data, year, Screen { width: 400, colour: false }).expect("a session")
}

/// What is read of quarters up to them has one name, the cell of a quarter another; an assumed cell says so.
#[test]
fn explanations_call_a_quarter_by_its_own_name() {
    let mut session = session(RULES, DATA);
    let lines = [
        "jelaskan SURAT[triwulan 2]",
        "SURAT[triwulan 1] = 60",
        "jelaskan SURAT[triwulan 1]",
        "bandingkan sekarang; dasar",
        "SURAT[triwulan 2] = 530",
        "bandingkan sekarang; dasar",
    ];
    let mut transcript = String::new();
    for line in lines {
        let reply = session.answer(line, &mut Kept::default());
        transcript += &format!("> {line}\n{}\n", reply.text.trim_end());
    }
    insta::assert_snapshot!(transcript);
}
