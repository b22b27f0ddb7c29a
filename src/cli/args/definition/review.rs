//! The commands of reviewers: `audit`.

use super::super::AuditFormat;
use super::*;

pub(super) fn audit() -> Command {
    Command::new(AUDIT)
        .about("Periksa laporan tercetak terhadap aturan, angka demi angka")
        .override_usage("takar audit [PAKET] [PILIHAN]")
        .help_template(PAGE)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .after_help("Contoh:\n  takar audit kecamatan\n  takar audit kecamatan --keluar temuan.md")
        .arg(
            package()
                .help("Folder berisi berkas .takar dan folder cetakan.\nBila tidak ditulis: folder tempat Anda berada"),
        )
        .arg(year_option("Tahun laporannya (juga: --year)."))
        .arg(unit_option("Unit yang melapor, bila datanya memuat beberapa unit\n(juga: --office)"))
        .arg(format_option::<AuditFormat>(
            "Bentuk temuan: terminal, md, csv, json, junit, atau\ngithub. Bila tidak ditulis: menurut akhiran berkas\n--keluar (.xml: junit), selain itu terminal",
        ))
        .arg(
            option("keluar", "output", "BERKAS")
                .value_parser(value_parser!(std::path::PathBuf))
                .help("Simpan temuan ke berkas ini (juga: --output)"),
        )
        .arg(over())
        .arg(help_flag())
}
