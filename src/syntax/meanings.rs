//! What the fixed words of the language mean, one line each with an example: for whoever types or reads a rule.

use super::functions;
use super::words::{Block, is_word};

/// A word of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// The word.
    pub word: &'static str,
    /// How it is written.
    pub example: &'static str,
    /// What it says.
    pub text: &'static str,
}

const fn meaning(word: &'static str, example: &'static str, text: &'static str) -> Meaning {
    Meaning { word, example, text }
}

/// What definitions begin with.
pub const OF_HEADS: &[Meaning] = &[
    meaning("paket", "paket \"LKjIP Kecamatan 2024\"", "judul paket, dengan tahun dan periodenya"),
    meaning(
        "besaran",
        "besaran IKM \"Indeks Kepuasan Masyarakat\"",
        "sebuah nilai: diisi di data, atau dihitung dengan rumus",
    ),
    meaning("indikator", "indikator AKIP \"Nilai Evaluasi AKIP\"", "sebuah nilai dengan target dan capaian"),
    meaning("kelompok", "kelompok IKU \"Indikator Kinerja Utama\"", "beberapa indikator dengan satu capaian"),
    meaning("tabel", "tabel T31 \"Tabel 3.1 Capaian Kinerja\"", "tabel yang ditampilkan: baris, kolom, penutup"),
    meaning("aturan", "aturan capaian Baku", "cara menghitung capaian, predikat, atau konversi"),
    meaning("umum", "umum \"7.01\"", "aturan bagi semua kode yang diawali kode ini, atau bagi seluruh paket"),
    meaning("gunakan", "gunakan \"skm\"", "memakai aturan paket lain"),
    meaning("data", "data \"data/iku.csv\" angka id", "berkas data yang dibaca"),
    meaning("contoh", "contoh \"IKPP 2023\"", "hitungan yang hasilnya diketahui; diperiksa oleh  takar uji"),
    meaning("pastikan", "pastikan jumlah(pagu rincian) = pagu \"pagu sama\"", "syarat yang harus dipenuhi datanya"),
    meaning("buktikan", "buktikan capaian IKU <= 100", "pernyataan yang harus benar untuk semua data"),
    meaning("klaim", "klaim \"rata-rata capaian 97,69%\" halaman 41", "kalimat laporan yang diperiksa angkanya"),
    meaning("skenario", "skenario \"optimis\"", "andaian yang disimpan"),
    meaning("ubah", "ubah AKIP", "dalam skenario: isian yang menggantikan isian sebuah definisi"),
    meaning("ganti", "ganti aturan capaian Baku", "menggantikan definisi dari paket yang dipakai"),
];

/// What lines below a head begin with.
pub const OF_CLAUSES: &[Meaning] = &[
    meaning("tahun", "tahun 2024", "tahun yang dilaporkan atau diandaikan"),
    meaning("periode", "periode 2024..2026", "tahun pertama dan terakhir rencana"),
    meaning("satuan", "satuan dokumen", "satuan nilainya: persen, rupiah, nilai, dokumen, orang, atau kata lain"),
    meaning("skala", "skala 25..100", "nilai yang mungkin"),
    meaning("urutan", "urutan \"TMP\"; \"WTP\"", "kata yang mungkin, dari yang terendah"),
    meaning("triwulan", "triwulan jumlah", "cara menggabungkan nilai triwulan menjadi setahun"),
    meaning("induk", "induk LAYANAN", "bagian dari apa"),
    meaning("langkah", "langkah 0,01", "kelipatan yang dipakai orang saat mengisi"),
    meaning("rumus", "rumus 1,25*(IKM/25) + IPP", "cara menghitung nilainya"),
    meaning("target", "target IKM[tahun-1] + 1", "rumus target, bila tidak diisi di data"),
    meaning("sasaran", "sasaran \"Meningkatnya layanan\"", "sasaran tempatnya bernaung"),
    meaning("arah", "arah makin tinggi", "ke mana yang lebih baik"),
    meaning("capaian", "capaian Baku", "nama aturan capaiannya; dalam kelompok rumusnya"),
    meaning("predikat", "predikat Ordinal", "nama aturan predikatnya"),
    meaning("batas", "batas 0..100", "capaian di luarnya menjadi batas ini"),
    meaning("bulat", "bulat 2 biasa", "pembulatan yang ikut dihitung"),
    meaning("tampil", "tampil 2 biasa", "banyak desimal saat ditampilkan; tidak memengaruhi hitungan"),
    meaning("berlaku", "berlaku mulai 2024", "tahun berlakunya"),
    meaning(
        "jika",
        "jika target = 0 : tidak terdefinisi \"target nol\"",
        "keadaan yang didahulukan sebelum rumus menurut arah",
    ),
    meaning("makin", "makin tinggi : realisasi / target * 100", "rumus capaian menurut arahnya"),
    meaning("rentang", "rentang : 100", "rumus capaian bagi target rentang"),
    meaning(
        "tanpa",
        "tanpa predikat > 80 .. 90 \"skala melompat\"",
        "nilai yang memang tidak punya predikat, dengan alasan",
    ),
    meaning(
        "terima",
        "terima tak terjangkau \"Istimewa\" \"dibatasi 100\"",
        "menerima yang biasanya menjadi pesan, dengan alasan",
    ),
    meaning("anggota", "anggota AKIP; IKPP", "anggota kelompok ini"),
    meaning("bobot", "bobot AKIP 60%; IKPP 40%", "bobot tiap anggota; jumlahnya 100%"),
    meaning("wajib", "wajib lengkap", "anggota yang kosong membuat kelompoknya belum diisi"),
    meaning("abaikan", "abaikan yang kosong", "yang belum diisi tidak ikut dihitung"),
    meaning("baris", "baris anggota IKU", "baris tabel; pada data lembar, letak barisnya"),
    meaning("sanding", "sanding AKIP; IKPP", "baris lain di samping baris yang pertama"),
    meaning("kolom", "kolom capaian \"Capaian\" tampil 2", "satu kolom tabel, atau kolom tambahan di data"),
    meaning("penutup", "penutup rata_rata(capaian) \"Rata-rata\"", "baris di bawah tabel"),
    meaning("subtotal", "subtotal jumlah(pagu) \"Jumlah\"", "penutup setiap kumpulan"),
    meaning("kelompokkan", "kelompokkan sasaran", "baris dikumpulkan, dengan judul"),
    meaning("saring", "saring capaian < 100", "hanya baris yang memenuhi syarat"),
    meaning("urut", "urut capaian turun", "urutan baris"),
    meaning("diketahui", "diketahui IKM = 98,15; IPP = 3,74", "angka yang dipakai contoh atau skenario ini"),
    meaning("hasil", "hasil IKPP = 8,6475", "yang harus keluar"),
    meaning("kecuali", "kecuali \"7.01.01\" \"laporan mencetak lain\"", "yang tidak ikut dipastikan, dengan alasan"),
    meaning("dasar", "dasar \"PermenPANRB 14/2017\"", "peraturannya"),
    meaning("catatan", "catatan \"…\"", "keterangan"),
];

/// What is asked of a thing in formulas.
pub const OF_ROLES: &[Meaning] = &[
    meaning("realisasi", "realisasi AKIP", "nilai yang dicapai"),
    meaning("nilai", "nilai IKM", "sama dengan realisasi"),
    meaning("target", "target AKIP", "targetnya"),
    meaning("capaian", "capaian AKIP", "capaian sesudah semua batas dan pembulatan"),
    meaning("capaian_asli", "capaian_asli AKIP", "capaian menurut rumus, belum dibatasi"),
    meaning("capaian_terbatas", "capaian_terbatas AKIP", "capaian sesudah batas, belum dibulatkan"),
    meaning("predikat", "predikat AKIP", "predikatnya"),
    meaning("nama", "nama AKIP", "nama panjangnya"),
    meaning("sebutan", "sebutan AKIP", "kata-kata di belakang predikat"),
    meaning("kode", "kode AKIP", "kodenya"),
    meaning("sasaran", "sasaran AKIP", "sasaran tempatnya bernaung"),
    meaning("satuan", "satuan AKIP", "satuannya"),
    meaning("anggota", "capaian anggota IKU", "semua anggota sebuah kelompok"),
    meaning("tahun", "tahun", "angka tahunnya"),
    meaning("unit", "unit", "nama kantornya"),
    meaning("kelas", "baris kelas capaian anggota IKU > 100 \"…\"", "anggota dibagi menurut nilainya"),
    meaning("bobot", "bobot", "bobotnya dalam kelompok"),
    meaning("pagu", "pagu \"7.01\"", "anggarannya"),
    meaning("serapan", "serapan \"7.01\"", "anggaran yang terserap"),
    meaning("rincian", "jumlah(pagu rincian)", "bagian-bagian langsungnya"),
    meaning("turunan", "baris turunan \"7.01\"", "bagian-bagiannya sampai yang terdalam"),
    meaning("induk", "induk \"7.01.02\"", "yang memuatnya"),
    meaning("target_bawah", "target_bawah AKIP", "ujung bawah target rentang"),
    meaning("target_atas", "target_atas AKIP", "ujung atas target rentang"),
    meaning("skala_bawah", "skala_bawah AKIP", "nilai terkecil menurut skalanya"),
    meaning("skala_atas", "skala_atas AKIP", "nilai terbesar menurut skalanya"),
];

/// Words that begin a line: of a block its clauses, else its heads.
pub fn of_lines(block: Option<Block>) -> Vec<Meaning> {
    let clauses = block.into_iter().flat_map(Block::clauses);
    clauses.filter_map(|word| find(OF_CLAUSES, word)).collect()
}

/// What a word at the beginning of a line says, and what it says elsewhere.
pub fn of_word(word: &str, begins_line: bool) -> Option<Meaning> {
    let of_function = || functions::help(word).map(|(example, text)| Meaning { word: "", example, text });
    match begins_line {
        true => find(OF_HEADS, word).or_else(|| find(OF_CLAUSES, word)).or_else(|| of_word(word, false)),
        false => find(OF_ROLES, word).or_else(of_function),
    }
}

fn find(among: &[Meaning], word: &str) -> Option<Meaning> {
    among.iter().find(|one| is_word(word, one.word)).copied()
}
