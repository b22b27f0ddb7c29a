//! The generated parser, and its rules in the words of a planner.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use pest::Parser;
use pest::iterators::Pair;
use pest_derive::Parser;

/// Generated from `grammar/takar.pest`.
#[derive(Parser)]
#[grammar = "../grammar/takar.pest"]
pub struct TakarParser;

/// What pest says when a line does not fit its rule.
pub struct Mismatch {
    /// Byte offset in the line.
    pub at: usize,
    /// What could have stood there.
    pub expected: Vec<Rule>,
}

/// Reads one line by its rule.
pub fn parse_line(rule: Rule, line: &str) -> Result<Pair<'_, Rule>, Mismatch> {
    let nothing = || Mismatch { at: 0, expected: Vec::new() };
    match TakarParser::parse(rule, line) {
        Ok(mut pairs) => pairs.next().ok_or_else(nothing),
        Err(error) => {
            let at = match error.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
            };
            let expected = match error.variant {
                pest::error::ErrorVariant::ParsingError { positives, .. } => positives,
                pest::error::ErrorVariant::CustomError { .. } => Vec::new(),
            };
            Err(Mismatch { at, expected })
        }
    }
}

/// The words for something expected; none for rules that only group others.
pub fn describe(rule: Rule) -> Option<&'static str> {
    use Rule::*;
    Some(match rule {
        expr | side | group | operand | outcome | footer_value | prefix => "rumus",
        literal | signed | number | single | lower | upper => "angka",
        range | between | span => "rentang",
        rows | class_rows | year_rows => "nama, \"anggota …\", \"tahun …\", atau \"kelas …\"",
        assignment | expectation => "nama dengan nilainya",
        claimed => "pernyataan",
        state | kw_belum => "\"tidak terdefinisi\", \"tidak berlaku\", atau \"belum diisi\"",
        not_there => "n/a",
        blank => "-",
        kw_diisi => "\"diisi\"",
        about => "tanda = atau ≈",
        integer | year_range | shift => "angka tahun",
        page => "nomor halaman",
        weight => "nama dengan bobotnya",
        short_code => "kode",
        combination | kw_terakhir | kw_rata_rata | kw_terbesar | kw_terkecil => {
            "jumlah, terakhir, rata_rata, terbesar, atau terkecil"
        }
        kw_pagu => "\"pagu\"",
        kw_serapan => "\"serapan\"",
        unreachable | weight_sum | jump | backwards | other_members | members_twice => {
            "\"tak terjangkau\", \"jumlah bobot\", \"loncatan\", \"arah terbalik\", \"anggota berbeda\", atau \"anggota ganda\""
        }
        kw_jumlah => "\"jumlah\"",
        kw_anggota => "\"anggota\"",
        kw_bobot => "\"bobot\"",
        kw_loncatan => "\"loncatan\"",
        kw_terbalik => "\"terbalik\"",
        kw_berbeda => "\"berbeda\"",
        kw_ganda => "\"ganda\"",
        kw_konversi => "\"konversi\"",
        kw_rentang => "\"rentang\"",
        quarter | kw_triwulan => "\"triwulan …\"",
        kw_awal => "\"awal\"",
        kw_akhir => "\"akhir\"",
        kw_naik | kw_turun => "\"naik\" atau \"turun\"",
        from_year => "\"mulai\"",
        until_year => "\"sampai\"",
        text | text_body | quote => "teks dalam tanda kutip",
        name | plain_name | word | reference | function | call | code | segment => "nama",
        open => "\"(\"",
        open_period => "\"[\"",
        close => "\")\"",
        close_period => "\"]\"",
        semicolon => "titik koma (;)",
        colon => "titik dua (:)",
        dots => "dua titik (..)",
        equals => "tanda =",
        plus | minus | negative | times | divide | power | infix | arithmetic => "tanda hitung",
        class | comparison | not_equal | less | less_equal | greater | greater_equal => "pembanding (= < >)",
        and | or | connective => "\"dan\" atau \"atau\"",
        EOI => "akhir baris",
        direction | ranged | kw_makin => "\"makin tinggi\", \"makin rendah\", atau \"rentang\"",
        rounding | mode | kw_biasa | kw_genap | kw_pangkas | kw_ke_atas | kw_ke_bawah => {
            "cara membulatkan (biasa, genap, pangkas, ke_atas, ke_bawah)"
        }
        kw_tinggi => "\"tinggi\"",
        kw_rendah => "\"rendah\"",
        kw_capaian => "\"capaian\"",
        kw_predikat => "\"predikat\"",
        kw_angka | number_format => "\"angka\"",
        kw_lembar => "\"lembar\"",
        kw_di | under => "\"di bawah\"",
        kw_bawah => "\"bawah\"",
        kw_tersembunyi => "\"tersembunyi\"",
        kw_ikut => "\"ikut\"",
        kw_id => "\"id\"",
        kw_en => "\"en\"",
        kw_mulai => "\"mulai\"",
        kw_sampai => "\"sampai\"",
        kw_maka => "\"maka\"",
        kw_bila => "\"bila\"",
        kw_halaman => "\"halaman\" dan nomornya",
        way => "\"naik\" atau \"turun\"",
        kw_selain => "\"selain itu …\"",
        kw_itu => "\"itu\"",
        kw_jika | conditional | implication => "\"jika\"",
        kw_tidak | undefined | not => "\"tidak\"",
        kw_terdefinisi => "\"terdefinisi\"",
        kw_tak => "\"tak\"",
        kw_terjangkau => "\"terjangkau\"",
        kw_lengkap => "\"lengkap\"",
        kw_yang => "\"yang\"",
        kw_kosong => "\"kosong\"",
        kw_kelas => "\"kelas\"",
        kw_tahun | period => "\"tahun\"",
        kw_pada => "\"pada\"",
        kw_tampil | show => "\"tampil\"",
        kw_teks => "\"teks\"",
        kw_satuan => "\"satuan\"",
        no_unit => "\"tanpa satuan\"",
        percent => "tanda %",
        kw_paket | kw_besaran | kw_indikator | kw_kelompok | kw_tabel | kw_aturan | kw_data | kw_contoh
        | kw_pastikan | kw_buktikan | kw_klaim | kw_skala | kw_langkah | kw_rumus | kw_target | kw_sasaran
        | kw_arah | kw_batas | kw_bulat | kw_berlaku | kw_dasar | kw_catatan | kw_tanpa | kw_terima | kw_wajib
        | kw_abaikan | kw_baris | kw_sanding | kw_kolom | kw_penutup | kw_diketahui | kw_hasil | kw_umum
        | kw_gunakan | kw_induk | kw_urutan | kw_kecuali | kw_periode | kw_subtotal | kw_kelompokkan | kw_saring
        | kw_urut | kw_skenario | kw_ubah => "kata awal baris",
        package_line | quantity_line | indicator_line | group_line | table_line | rule_line | data_line
        | example_line | assert_line | prove_line | claim_line | claimed_line | formula_line | year_line
        | unit_line | scale_line | step_line | formula_clause_line | target_line | goal_line | direction_line
        | achievement_line | band_name_line | cap_line | round_line | show_line | in_force_line | basis_line
        | note_line | case_line | by_direction_line | band_line | no_band_line | accept_line | members_line
        | complete_line | skip_line | rows_line | beside_line | column_line | footer_line | field_line
        | sheet_rows_line | given_line | expect_line | general_line | use_line | parent_line | order_line
        | quarter_line | plan_line | piece_line | except_line | weights_line | subtotal_line | grouping_line
        | filter_line | sort_line | scenario_line | alter_line | set_line | value_line | names_line => return None,
        WHITESPACE | COMMENT | movement | idch | reserved | joining | in_capitals | joins | code_tail => return None,
    })
}

/// The words a rule can be met with, for guessing what a misspelt word means.
pub fn key_word(rule: Rule) -> Option<&'static [&'static str]> {
    use Rule::*;
    Some(match rule {
        kw_capaian => &["capaian"],
        kw_predikat => &["predikat"],
        kw_angka | number_format => &["angka"],
        kw_lembar => &["lembar"],
        under | kw_di => &["di bawah"],
        kw_bawah => &["bawah"],
        kw_tersembunyi => &["tersembunyi"],
        kw_ikut => &["ikut"],
        kw_mulai | from_year => &["mulai"],
        kw_sampai | until_year => &["sampai"],
        and => &["dan"],
        or => &["atau"],
        kw_maka => &["maka"],
        kw_bila => &["bila"],
        kw_halaman => &["halaman"],
        kw_selain => &["selain"],
        kw_terdefinisi => &["terdefinisi"],
        kw_terjangkau => &["terjangkau"],
        kw_lengkap => &["lengkap"],
        kw_yang => &["yang"],
        kw_kosong => &["kosong"],
        kw_tampil | show => &["tampil"],
        kw_teks => &["teks"],
        kw_satuan => &["satuan"],
        no_unit => &["tanpa satuan"],
        kw_makin | direction => &["makin"],
        kw_tinggi => &["tinggi"],
        kw_rendah => &["rendah"],
        combination => &["jumlah", "terakhir", "rata_rata", "terbesar", "terkecil"],
        kw_pagu => &["pagu"],
        kw_serapan => &["serapan"],
        kw_konversi => &["konversi"],
        kw_loncatan | jump => &["loncatan"],
        backwards => &["arah terbalik"],
        kw_terbalik => &["terbalik"],
        kw_berbeda => &["berbeda"],
        kw_ganda => &["ganda"],
        mode => &["biasa", "genap", "pangkas", "ke_atas", "ke_bawah"],
        _ => return None,
    })
}
