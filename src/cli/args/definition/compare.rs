//! `bandingkan`.

use super::*;

pub(super) fn compare() -> Command {
    page(COMPARE, "compare", "Bandingkan dua aturan dan akibatnya pada data")
        .override_usage("takar bandingkan LAMA BARU [PILIHAN]\n  takar bandingkan PAKET --tahun 2024 --tahun 2025")
        .after_help(
            "Contoh:\n  takar bandingkan ../lama kecamatan --format md\n  takar bandingkan kecamatan --tahun 2024 --tahun 2025",
        )
        .arg(
            Arg::new("lama")
                .value_name("LAMA")
                .required(true)
                .value_parser(NonEmptyStringValueParser::new())
                .help("Folder paket dengan aturan lama, atau satu-satunya paket"),
        )
        .arg(
            Arg::new("baru")
                .value_name("BARU")
                .value_parser(NonEmptyStringValueParser::new())
                .help("Folder paket dengan aturan baru; datanya yang dipakai"),
        )
        .arg(
            years_option()
                .action(ArgAction::Append)
                .help("Tahun aturannya. Untuk satu paket ditulis dua kali:\nlama, lalu baru; datanya dari tahun yang baru\n(juga: --year)"),
        )
        .arg(format_option::<Format>(
            "Bentuk hasil: terminal, md, csv, atau json.\nBila tidak ditulis: menurut akhiran berkas --keluar,\nselain itu terminal",
        ))
        .arg(
            option("keluar", "output", "BERKAS")
                .value_parser(value_parser!(std::path::PathBuf))
                .help("Simpan hasil ke berkas ini (juga: --output)"),
        )
        .arg(
            Arg::new("timpa")
                .long("timpa")
                .alias("overwrite")
                .action(ArgAction::SetTrue)
                .help("Dengan --keluar: ganti berkas itu walaupun bukan hasil\nTakar yang masih utuh (juga: --overwrite)"),
        )
        .arg(help_flag())
}
