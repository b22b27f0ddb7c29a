//! The commands that ask: `coba`, `cari`.

use super::*;

pub(super) fn attempt() -> Command {
    page(TRY, "try", "Andaikan angka atau aturan lain, lihat akibatnya")
        .after_help(
            "Contoh:\n  takar coba kecamatan\n  takar coba kecamatan --tahun 2023\n\nDi dalamnya, ketik  bantuan .",
        )
        .arg(package())
        .arg(year_option("Tahun yang ditanyakan (juga: --year)."))
        .arg(help_flag())
}

pub(super) fn seek() -> Command {
    page(SEEK, "seek", "Cari masukan yang menghasilkan nilai tertentu")
        .override_usage("takar cari PERTANYAAN [PAKET] [PILIHAN]")
        .after_help(
            "Contoh:\n  takar cari \"IKM agar IKPP = 8,7\" kecamatan\n  takar cari \"IKM agar IKPP = 8,7\" kecamatan --andaikan \"IPP = 3,74\"",
        )
        .arg(
            Arg::new("pertanyaan")
                .value_name("PERTANYAAN")
                .required(true)
                .value_parser(NonEmptyStringValueParser::new())
                .help("MASUKAN agar SYARAT, dalam tanda kutip"),
        )
        .arg(package())
        .arg(year_option("Tahun yang dicari (juga: --year)."))
        .arg(unit_option("Unit yang dicari, bila datanya memuat beberapa unit\n(juga: --office)"))
        .arg(
            option("andaikan", "suppose", "ANDAIAN")
                .value_parser(NonEmptyStringValueParser::new())
                .action(ArgAction::Append)
                .help("Andaikan dahulu, misalnya \"IPP = 3,74\";\ndapat ditulis beberapa kali (juga: --suppose)"),
        )
        .arg(
            option("waktu", "time", "DETIK")
                .value_parser(value_parser!(u16).range(1..=3600))
                .help("Lama mencari, dalam detik. Bila tidak ditulis: 5.\nYang belum diperiksa disebut (juga: --time)"),
        )
        .arg(help_flag())
}
