//! `bantuan`: in general, and on each thing that can be typed.

use super::statement::COMMANDS;
use super::table::aligned;

/// The general help.
pub fn general() -> String {
    let rows = [
        ("IKPP", "nilai, target, capaian, dan predikatnya"),
        ("capaian IKPP - target IKPP[2023]", "hitungan apa pun, seperti rumus"),
        ("IKM = 92", "andaikan angka lain; juga  target IKPP = 8,7"),
        ("IKPP = 1,5*(IKM/25) + IPP", "andaikan rumus lain"),
        ("ubah IKPP batas 0..120", "andaikan baris aturan lain"),
        ("cari IKM agar IKPP = 8,7", "cari angka yang memenuhi syarat"),
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
    let rows: Vec<Vec<String>> = rows.iter().map(|(a, b)| vec![a.to_string(), b.to_string()]).collect();
    format!("{}  bantuan cari  menjelaskan satu perintah\n", aligned(&rows, false))
}

/// The help on one thing; none when it is no command.
pub fn on(topic: &str) -> Option<String> {
    let first = topic.split_whitespace().next()?.to_lowercase();
    let text = match first.as_str() {
        "cari" => {
            "cari MASUKAN agar SYARAT\n  cari IKM agar IKPP = 8,7\n  cari realisasi AKIP agar predikat IKU = \"Istimewa\"\n  \
             cari target IKPP agar capaian IKPP >= 100\n  cari IKM; IPP agar IKPP = 8,7      dua masukan: tabel pilihan\n\
             Dicari tepat pada semua angka yang dapat diisikan: skala dan langkah masukan itu.\n\
             Tanda = dibandingkan sesudah pembulatan menurut aturan, bukan menurut tampilan.\n"
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
            "ubah NAMA BARIS\n  ubah IKPP batas 0..120\n  ubah IKU capaian terkecil(capaian anggota)\n  ubah IKPP predikat Ordinal\n\
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
        "bantuan" => return Some(general()),
        "keluar" => "keluar\nSelesai; Ctrl-D sama artinya. Andaian yang belum disimpan hilang.\n",
        _ => return None,
    };
    Some(text.to_string())
}

/// The commands that have help.
pub fn topics() -> String {
    COMMANDS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
}
