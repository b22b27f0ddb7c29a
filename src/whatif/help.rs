//! `bantuan`: in general, and on each thing that can be typed.

use super::aligned::aligned;
use super::statement::COMMANDS;
use crate::syntax::functions;

/// What can be typed: examples, of which the first that goes with the package at hand is shown, and what each does.
const GENERAL: &[(&[&str], &str)] = &[
    (&["AKIP", "IKPP", "IKM"], "nilai, target, capaian, dan predikatnya"),
    (&["AKIP - AKIP[2023]", "IKPP - IKPP[2023]", "IKM - IKM[2023]"], "hitungan apa pun, seperti rumus"),
    (&["IKM = 92"], "andaikan angka lain"),
    (&["target AKIP = 80"], "andaikan target lain"),
    (&["RATA = (IKM + IPP) / 2", "RATA = IKM / 2"], "rumus lain, atau rumus baru"),
    (&["ubah AKIP batas 0..120", "ubah IKU batas 0..120", "ubah IKM langkah 1"], "andaikan baris aturan lain"),
    (&["cari IKM agar IKPP = 8,7"], "cari angka yang memenuhi syarat"),
    (&["buktikan capaian IKU <= 100", "buktikan IKPP <= 8,7", "buktikan IKM >= 0"], "benarkah untuk semua data"),
    (&["kepekaan IKPP"], "masukan mana yang paling berpengaruh"),
    (&["jelaskan IKPP", "jelaskan IKM"], "dari mana angkanya"),
    (&["tabel T31"], "tabel dengan angka yang diandaikan"),
    (&["grafik T31"], "capaian sebagai batang, dengan tahun-tahunnya"),
    (&["tahun 2023"], "pindah tahun"),
    (&["unit \"Kecamatan Mojoagung\""], "pindah unit kerja"),
    (&["andaian"], "apa saja yang sedang diandaikan"),
    (&["batal"], "mundur satu perubahan; juga  maju lagi"),
    (&["awal"], "kembali ke data, tanpa andaian"),
    (&["skenario daftar"], "andaian yang tersimpan; juga  skenario simpan  dan  skenario buka"),
    (&["bandingkan optimis; dasar", "bandingkan sekarang; dasar"], "dua skenario berdampingan"),
    (&["keluar"], "selesai"),
];

/// The general help, with names of the package at hand; an example that the package has nothing for is left out.
pub fn general(own: &dyn Fn(&[&str]) -> Option<String>) -> String {
    let rows = GENERAL.iter().filter_map(|(written, does)| Some(vec![own(written)?, does.to_string()]));
    format!(
        "{}  bantuan cari  menjelaskan satu perintah, bantuan simpan  hasil ke Excel\n",
        aligned(&rows.collect::<Vec<_>>(), false)
    )
}

/// The help on one thing; none when it is no command.
pub fn on(topic: &str, own: &dyn Fn(&[&str]) -> Option<String>) -> Option<String> {
    let first = topic.split_whitespace().next()?.to_lowercase();
    let text = match first.as_str() {
        "cari" => {
            "cari MASUKAN agar SYARAT\n  cari IKM agar IKPP = 8,7\n  cari realisasi AKIP agar predikat IKU = \"Istimewa\"\n  \
             cari target AKIP agar capaian AKIP >= 100\n  cari IKM; Aduan agar IKPP = 8,7      dua masukan: tabel pilihan\n\
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
        "grafik" => {
            "grafik NAMA\n  grafik T31\n  grafik IKM         satu hal saja\n  grafik             semua tabel yang memuat capaian\n\
             Capaian sebagai batang dengan angkanya, lalu perkembangannya dari tahun ke tahun, menurut andaian yang berlaku.\n"
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
             Aturan utuh juga dapat ditulis: awali dengan kata awalnya (aturan, indikator, …), akhiri dengan baris kosong.\n\
             Batas predikat diubah begitu:  bantuan predikat\n"
        }
        "andaian" => "andaian\nDaftar semua yang sedang diandaikan, seperti akan ditulis dalam skenario.\n",
        "batal" | "maju" | "awal" => {
            "batal        mundur satu perubahan\nbatal NAMA   buang andaian NAMA saja\nmaju lagi    ulangi perubahan yang dibatalkan\nawal         buang semua andaian, kembali ke data\n"
        }
        "skenario" => {
            "skenario simpan NAMA          tulis andaian ke skenario/NAMA.takar\nskenario simpan NAMA ganti    timpa yang sudah ada\n\
             skenario buka NAMA            pakai andaian itu\nskenario daftar               semua skenario paket ini\n"
        }
        "simpan" => {
            "simpan hasil.xlsx             keadaan sekarang sebagai buku kerja Excel, rumusnya hidup\n\
             simpan A; B ke hasil.xlsx     dua keadaan atau skenario, dengan lembar selisihnya\n\
             skenario simpan NAMA          andaiannya saja, untuk dibuka lagi di sini\n"
        }
        "bandingkan" => {
            "bandingkan A; B\n  bandingkan optimis; dasar\n  bandingkan optimis; sekarang\n  bandingkan sekarang; dasar\n\
             Berdampingan dengan selisihnya. \"dasar\" adalah data apa adanya, \"sekarang\" andaian saat ini.\n"
        }
        "triwulan" => {
            "NAMA[triwulan 1]\n  SKM[triwulan 2]             sampai triwulan 2, menurut baris  triwulan  dalam aturannya\n  \
             SKM[triwulan 2] = 90        andaikan angka triwulan 2 itu sendiri\n  SKM[2023 triwulan 4]        triwulan tahun lain\n\
             Dalam berkas data, triwulan ditulis di kolom  triwulan .\n"
        }
        "fungsi" => return Some(functions()),
        "bantuan" => return Some(general(own)),
        "keluar" => "keluar\nSelesai; Ctrl-D sama artinya. Andaian yang belum disimpan hilang.\n",
        _ => return None,
    };
    let line = |line: &str| {
        // Examples are indented; behind one may stand what it does.
        let Some(example) = line.strip_prefix("  ") else { return Some(line.to_string()) };
        let (example, does) = example.split_once("  ").unwrap_or((example, ""));
        let example = own(&[example])?;
        Some(format!("  {example:<26}  {}", does.trim_start()).trim_end().to_string())
    };
    Some(text.lines().filter_map(line).map(|line| line + "\n").collect())
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
