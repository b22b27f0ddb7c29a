//! Scenarios in a session: kept, opened, compared, refused.

use super::whatif::{DATA, RULES, session, transcript};
use proptest::prelude::*;
use std::sync::LazyLock;
use takar::whatif::{Kept, Session};

#[test]
fn scenarios() {
    let (mut session, mut shelf) = (session(RULES, DATA), Kept::default());
    let told = transcript(
        &mut session,
        &mut shelf,
        &[
            "skenario daftar",
            "skenario simpan optimis",
            "SAKIP = 80",
            "target Aduan = 12",
            "ubah Baku batas 0..110",
            "skenario simpan optimis",
            "SAKIP = 90",
            "skenario simpan optimis",
            "skenario simpan dasar",
            "skenario simpan optimis ganti",
            "skenario daftar",
            "awal",
            "bandingkan optimis; dasar",
            "bandingkan optimis",
            "bandingkan sekarang; dasar",
            "bandingkan optimos; dasar",
            "skenario buka optimis",
            "IKU",
            "skenario buka pesimis",
            "skenario hapus optimis",
            "bandingkan",
        ],
    );
    let texts: String = shelf.0.iter().map(|(name, text)| format!("── {name} ──\n{text}")).collect();
    insta::assert_snapshot!(format!("{told}{texts}"));
}

#[test]
fn scenarios_that_cannot_be_read() {
    let mut shelf = Kept::default();
    for (name, text) in [
        ("kosong", ""),
        ("tanpa-kepala", "ubah SAKIP\n  batas 0..1\n"),
        ("salah-tulis", "skenario \"x\"\n  diketahui SAKIP 90\n"),
        ("di-luar-skala", "skenario \"x\"\n  diketahui SAKIP = 900\n"),
        ("asing", "skenario \"x\"\n  diketahui SAKOP = 90\nubah Ordinal\n  batas 0..1\n"),
        ("data", "skenario \"x\"\ndata \"lain.csv\"\n"),
        ("dua", "skenario \"x\"\n  diketahui SAKIP = 71\n\nskenario \"y\"\n  diketahui SAKIP = 72\n"),
        ("ribuan", "skenario \"x\"\n  diketahui SAKIP = 1.000\n"),
        ("tahun-lain", "skenario \"x\"\n  tahun 2023\n  diketahui SAKIP = 69,5\n"),
    ] {
        shelf.0.insert(name.into(), text.into());
    }
    let opens: Vec<String> = shelf.0.keys().map(|name| format!("skenario buka {name}")).collect();
    let opens: Vec<&str> = opens.iter().map(String::as_str).collect();
    insta::assert_snapshot!(transcript(&mut session(RULES, DATA), &mut shelf, &opens));
}

#[test]
fn units_and_years_keep_their_own() {
    insta::assert_snapshot!(transcript(
        &mut session(RULES, DATA),
        &mut Kept::default(),
        &[
            "SAKIP = 80",
            "unit Sumobito",
            "SAKIP",
            "andaian",
            "skenario simpan lain",
            "Aduan = 9",
            "unit Mojoagung",
            "andaian",
            "ubah Baku batas 0..100",
            "tahun 2023",
            "ubah IKU capaian terkecil(capaian anggota)",
            "andaian",
            "skenario simpan campur",
            "batal",
            "tahun 2024",
            "IKU",
            "skenario simpan mojoagung",
            "tahun 2023",
            "bandingkan mojoagung; dasar",
        ],
    ));
}

/// A scenario of one unit says so where it is used for another.
#[test]
fn a_scenario_of_another_unit() {
    insta::assert_snapshot!(transcript(
        &mut session(RULES, DATA),
        &mut Kept::default(),
        &[
            "SAKIP = 80",
            "skenario simpan optimis",
            "skenario buka optimis",
            "unit Sumobito",
            "skenario buka optimis",
            "bandingkan optimis; dasar",
            "skenario simpan a”b",
            "skenario simpan a\u{2028}b",
        ],
    ));
}

/// Names of every kind, values that fit and values that do not.
fn assumption() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "SAKIP",
        "target SAKIP",
        "realisasi Aduan",
        "target Aduan",
        "Opini",
        "target Opini",
        "EKO",
        "target EKO",
        "target_bawah EKO",
        "target_atas EKO",
        "\"1a1\"",
        "nilai \"1a1\"",
        "TURUN",
        "DAN",
        "nilai \"DAN\"",
        "pagu SAKIP",
        "ket SAKIP",
        "SAKIP[2023]",
        "SURAT[triwulan 2]",
        "capaian IKU",
    ]);
    let number =
        (0..1000_i64, 0..4_u32).prop_map(|(digits, scale)| rust_decimal::Decimal::new(digits, scale).to_string());
    let value = prop_oneof![
        4 => number.prop_map(|number| number.replace('.', ",")),
        1 => prop::sample::select(vec!["\"WTP\"", "\"x # y\"", "\"\"", "-5", "1,000", "4..5", "5..4", "60%", "1/3", "SAKIP", "ket Aduan", "1_000", "10 / 4",
            "jika 1 = 1 maka \"a\" selain itu \"b\""]).prop_map(String::from),
    ];
    (name, value).prop_map(|(name, value)| format!("{name} = {value}"))
}

/// A session before anything is assumed.
static PLAIN: LazyLock<Session> = LazyLock::new(|| session(RULES, DATA));

/// The same over names and columns of every kind, before anything is assumed.
static BEGUN: LazyLock<Session> = LazyLock::new(|| {
    let rules = format!(
        "{RULES}  kolom ket\naturan capaian Rentang\n  rentang : 100\nindikator EKO\n  skala 0..20\n  arah rentang\n  \
         capaian Rentang\nbesaran \"1a1\"\nbesaran TURUN\nbesaran DAN\nbesaran SURAT\n  triwulan jumlah\n\
         pastikan jumlah(nilai \"1a1\"; TURUN; DAN; SURAT; EKO) >= 0 atau 1 = 1 \"dipakai\"\n"
    )
    .replace("data \"data/iku.csv\" angka id\n", "data \"data/iku.csv\" angka id\n  kolom ket \"Keterangan\" teks\n");
    // Only a cell of a file may hold quotes; what is assumed has to fit between those of a scenario.
    let rows = DATA.lines().enumerate().map(|(at, line)| match at {
        0 => format!("{line};Keterangan\n"),
        2 => format!("{line};kata “baru” lagi\n"),
        _ => format!("{line};\n"),
    });
    let data: String = rows.collect();
    session(&rules, &data)
});

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::sample::of(60, 150), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is assumed and kept can be opened again, and says the same.
    #[test]
    fn what_is_kept_can_be_opened(lines in prop::collection::vec(assumption(), 1..8)) {
        let mut before = BEGUN.clone();
        let mut shelf = Kept::default();
        for line in &lines {
            before.answer(line, &mut shelf);
        }
        let kept = before.answer("skenario simpan uji", &mut shelf);
        if kept.failed {
            prop_assert!(before.answer("andaian", &mut shelf).text.starts_with("belum ada"), "{lines:?}: {}", kept.text);
            return Ok(());
        }
        let mut after = BEGUN.clone();
        let opened = after.answer("skenario buka uji", &mut shelf);
        prop_assert!(!opened.failed, "{lines:?}\n{}\n{}", shelf.0["uji"], opened.text);
        prop_assert_eq!(after.answer("andaian", &mut shelf).text, before.answer("andaian", &mut shelf).text);
    }

    /// A name under which something is kept opens it, whatever signs are in it.
    #[test]
    fn names_that_are_kept_can_be_opened(
        name in prop::collection::vec(prop::sample::select("ab 1'\"“”„#;()=\\\u{b}\u{c}\u{85}\u{a0}\u{200b}\u{202e}\u{202f}\u{2028}\u{2029}\u{feff}é".chars().collect::<Vec<_>>()), 1..5)
    ) {
        let name: String = name.into_iter().collect();
        let mut session = PLAIN.clone();
        let mut shelf = Kept::default();
        session.answer("SAKIP = 71", &mut shelf);
        session.answer(&format!("skenario simpan {name}"), &mut shelf);
        for name in shelf.0.clone().into_keys() {
            let opened = session.answer(&format!("skenario buka {name}"), &mut shelf);
            prop_assert!(!opened.failed, "{name:?}\n{}\n{}", shelf.0[&name], opened.text);
        }
    }
}

/// Opening a scenario in one unit keeps what was assumed of another, and says what it takes the place of.
#[test]
fn what_was_assumed_of_other_units_stays() {
    let mut session = session(RULES, DATA);
    let mut shelf = Kept::default();
    shelf.0.insert("z".into(), "skenario \"z\"\n  tahun 2024\n  diketahui SAKIP = 62\n".into());
    let mut say = |line: &str| {
        let reply = session.answer(line, &mut shelf);
        assert!(!reply.failed, "{line}: {}", reply.text);
        (reply.text, session.farewell())
    };
    say("SAKIP = 71");
    say("unit Sumobito");
    let (text, farewell) = say("skenario buka z");
    assert!(!text.contains("menggantikan") && farewell.contains("1 andaian untuk unit lain"), "{text}{farewell}");
    // Saved is what is saved of this unit alone.
    assert!(say("skenario simpan y").1.contains("1 andaian untuk unit lain"));
    say("unit Mojoagung");
    assert!(say("andaian").0.contains("SAKIP = 71"));
    let (text, farewell) = say("skenario buka z");
    assert!(
        text.contains("menggantikan yang belum disimpan: SAKIP = 71; kembali dengan  batal") && farewell.is_empty()
    );
    say("unit Sumobito");
    assert!(say("batal").0.contains("andaian sekarang: SAKIP = 62; 1 andaian untuk unit lain"));
}
