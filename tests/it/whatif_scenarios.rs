//! Scenarios in a session: kept, opened, compared, refused.

use super::whatif::{DATA, Kept, RULES, session, transcript};

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
