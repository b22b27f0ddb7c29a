//! `bantuan`: in general, and on each thing that can be typed.

use super::aligned::aligned;
use super::state::written_name;
use super::statement::COMMANDS;
use crate::program::{Definition, Program};
use crate::syntax::functions;

/// The general help, with names of the package at hand.
pub fn general(names: &Names) -> String {
    let rows = [
        ("IKPP", "nilai, target, capaian, dan predikatnya"),
        ("AKIP - AKIP[2023]", "hitungan apa pun, seperti rumus"),
        ("IKM = 92", "andaikan angka lain; juga  target AKIP = 80"),
        ("RATA = (IKM + IPP) / 2", "rumus lain, atau rumus baru"),
        ("ubah IKPP batas 0..120", "andaikan baris aturan lain"),
        ("cari IKM agar IKPP = 8,7", "cari angka yang memenuhi syarat"),
        ("buktikan capaian IKU <= 100", "benarkah untuk semua data"),
        ("kepekaan IKPP", "masukan mana yang paling berpengaruh"),
        ("jelaskan IKPP", "dari mana angkanya"),
        ("tabel T31", "tabel dengan angka yang diandaikan"),
        ("tahun 2023", "pindah tahun; juga  unit \"…\""),
        ("andaian", "apa saja yang sedang diandaikan"),
        ("batal, maju lagi, awal", "mundur, maju, atau kembali ke data"),
        ("skenario simpan optimis", "simpan andaian; juga  skenario buka  dan  skenario daftar"),
        ("bandingkan optimis; dasar", "dua skenario berdampingan"),
        ("keluar", "selesai"),
    ];
    let rows: Vec<Vec<String>> = rows.iter().map(|(a, b)| vec![names.put(a), names.put(b)]).collect();
    format!("{}  bantuan cari  menjelaskan satu perintah\n", aligned(&rows, false))
}

/// The help on one thing; none when it is no command.
pub fn on(topic: &str, names: &Names) -> Option<String> {
    let first = topic.split_whitespace().next()?.to_lowercase();
    let text = match first.as_str() {
        "cari" => {
            "cari MASUKAN agar SYARAT\n  cari IKM agar IKPP = 8,7\n  cari realisasi AKIP agar predikat IKU = \"Istimewa\"\n  \
             cari target AKIP agar capaian AKIP >= 100\n  cari IKM; IPP agar IKPP = 8,7      dua masukan: tabel pilihan\n\
             Dicari tepat pada semua angka yang dapat diisikan: skala dan langkah masukan itu.\n\
             Tanda = dibandingkan sesudah pembulatan menurut aturan, bukan menurut tampilan.\n"
        }
        "buktikan" => {
            "buktikan PERNYATAAN\n  buktikan capaian IKU <= 100\n  buktikan capaian IKU tidak turun bila realisasi AKIP naik\n  \
             buktikan jika capaian AKIP >= 100 maka predikat IKU = \"Istimewa\"\n\
             Benarkah untuk semua data dalam skala, terisi atau kosong? Jawabnya terbukti, terbantah dengan contoh, atau belum terputuskan.\n"
        }
        "kepekaan" => {
            "kepekaan NAMA\n  kepekaan IKPP\nSetiap masukan: berapa NAMA berubah bila masukan itu berubah satu langkah,\n\
             dan seberapa jauh ia dari predikat lain. Yang paling berpengaruh di atas.\n"
        }
        "jelaskan" => {
            "jelaskan NAMA\n  jelaskan capaian AKIP\n  jelaskan K0210\nDari mana sebuah angka: rumus, pembulatan, batas, dan sel datanya.\n\
             Kode pesan juga dapat dijelaskan.\n"
        }
        "tabel" => {
            "tabel NAMA\n  tabel T31\n  tabel              semua nama tabel\nAngkanya menurut andaian yang sedang berlaku.\n"
        }
        "tahun" => {
            "tahun ANGKA\n  tahun 2023\nPindah ke tahun lain. Andaian tetap menempel pada tahunnya masing-masing.\n"
        }
        "unit" => {
            "unit NAMA\n  unit \"Kecamatan Mojoagung\"\n  unit               semua nama unit\nPindah ke unit kerja lain dalam data.\n"
        }
        "ubah" => {
            "ubah NAMA BARIS\n  ubah IKPP batas 0..120\n  ubah IKU capaian terkecil(capaian anggota)\n  ubah AKIP predikat Ordinal\n\
             Baris itu menggantikan baris yang sama dalam aturannya, dan diperiksa dulu seperti berkas aturan.\n\
             Aturan utuh juga dapat ditulis: awali dengan kata awalnya (aturan, indikator, …), akhiri dengan baris kosong.\n"
        }
        "andaian" => "andaian\nDaftar semua yang sedang diandaikan, seperti akan ditulis dalam skenario.\n",
        "batal" | "maju" | "awal" => {
            "batal        mundur satu perubahan\nbatal IKM    buang andaian IKM saja\nmaju lagi    ulangi perubahan yang dibatalkan\nawal         buang semua andaian, kembali ke data\n"
        }
        "skenario" => {
            "skenario simpan NAMA          tulis andaian ke skenario/NAMA.takar\nskenario simpan NAMA ganti    timpa yang sudah ada\n\
             skenario buka NAMA            pakai andaian itu\nskenario daftar               semua skenario paket ini\n"
        }
        "bandingkan" => {
            "bandingkan A; B\n  bandingkan optimis; dasar\n  bandingkan optimis; sekarang\n\
             Berdampingan dengan selisihnya. \"dasar\" adalah data apa adanya, \"sekarang\" andaian saat ini.\n"
        }
        "triwulan" => {
            "NAMA[triwulan 1]\n  IKM[triwulan 2]             sampai triwulan 2, menurut baris  triwulan  dalam aturannya\n  \
             IKM[triwulan 2] = 80        andaikan angka triwulan 2 itu sendiri\n  IKM[2023 triwulan 4]        triwulan tahun lain\n\
             Dalam berkas data, triwulan ditulis di kolom  triwulan .\n"
        }
        "fungsi" => return Some(functions()),
        "bantuan" => return Some(general(names)),
        "keluar" => "keluar\nSelesai; Ctrl-D sama artinya. Andaian yang belum disimpan hilang.\n",
        _ => return None,
    };
    Some(names.put(text))
}

/// Every function: how it is written, and what it gives.
fn functions() -> String {
    let rows = functions::words().filter_map(functions::help);
    let rows: Vec<Vec<String>> = rows.map(|(a, b)| vec![a.to_string(), b.to_string()]).collect();
    aligned(&rows, false)
}

/// The commands that have help.
pub fn topics() -> String {
    COMMANDS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
}

/// Words of the examples above, each with what the package at hand has in its place.
#[derive(Debug, Default)]
pub struct Names(Vec<(&'static str, String)>);

impl Names {
    /// The first things of a program that the examples could be about.
    pub fn of(program: &Program, year: i32, (units, years): (&[String], &[String])) -> Names {
        let versions = || program.in_order().into_iter().filter_map(|name| program.version(name, year));
        let code = |definition: &Definition| written_name(program.code(definition.name));
        let first = |is: &dyn Fn(&Definition) -> bool| versions().find(|definition| is(definition)).map(code);
        let computed = |definition: &Definition| definition.formula.is_some();
        let input = |definition: &Definition| {
            definition.formula.is_none() && definition.order.is_empty() && definition.kind.group().is_none()
        };
        let indicator = first(&|definition| definition.kind.indicator().is_some());
        let group = first(&|definition| definition.kind.group().is_some());
        let inputs: Vec<String> = versions().filter(|definition| input(definition)).take(2).map(code).collect();
        let result = first(&|d| computed(d) && d.kind.indicator().is_some())
            .or_else(|| first(&computed))
            .or_else(|| group.clone())
            .or_else(|| indicator.clone());
        let found = [
            ("IKPP", result.clone()),
            ("IKM", inputs.first().cloned()),
            ("IPP", inputs.get(1).or(inputs.first()).cloned()),
            ("AKIP", indicator.or_else(|| result.clone())),
            ("IKU", group.or(result)),
            ("T31", program.tables.first().map(|table| table.name.clone())),
            ("Ordinal", program.band_rules.first().map(|rule| rule.name.clone())),
            ("Istimewa", program.band_rules.first().and_then(|rule| Some(rule.bands.first()?.grade.clone()))),
            ("Kecamatan Mojoagung", units.iter().find(|unit| !unit.is_empty()).cloned()),
            ("2023", years.first().cloned()),
        ];
        Names(found.into_iter().filter_map(|(word, own)| Some((word, own?))).collect())
    }

    /// A text with the names of the package; what it has none for stays.
    pub fn put(&self, text: &str) -> String {
        let (mut rest, mut shown) = (text, String::new());
        while let Some(next) = rest.chars().next() {
            let begins = !shown.ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let found = self.0.iter().find(|(word, _)| {
                let after = rest.strip_prefix(word);
                begins && after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
            });
            let (length, own) = match found {
                Some((word, own)) => (word.len(), own.as_str()),
                None => (next.len_utf8(), &rest[..next.len_utf8()]),
            };
            shown.push_str(own);
            rest = &rest[length..];
        }
        shown
    }
}
