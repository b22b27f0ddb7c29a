//! The command of reports: `susun`.

use super::*;

pub(super) fn compose() -> Command {
    page(COMPOSE, "compose", "Isi naskah laporan Word dengan hasil hitungan")
        .override_usage("takar susun [PAKET] --naskah BERKAS --keluar BERKAS [PILIHAN]")
        .after_help(
            "Contoh:\n  takar susun kecamatan --naskah laporan.docx --keluar jadi.docx\n\nIsian dalam naskah, misalnya:\n  {capaian IKU}\n  {tabel T31}\n  {jika capaian IKU > capaian IKU[2023] : \"naik\" : \"turun\"}",
        )
        .arg(package())
        .arg(
            option("naskah", "manuscript", "BERKAS")
                .value_parser(value_parser!(std::path::PathBuf))
                .help("Laporan .docx dengan isian di antara { dan }, atau hasil\nsebelumnya untuk diisi lagi (juga: --manuscript)"),
        )
        .arg(
            option("keluar", "output", "BERKAS")
                .value_parser(value_parser!(std::path::PathBuf))
                .help("Simpan laporan yang terisi ke berkas ini\n(juga: --output)"),
        )
        .arg(over())
        .arg(year_option("Tahun yang dihitung (juga: --year)."))
        .arg(unit_option("Unit yang melapor, bila datanya memuat beberapa unit\n(juga: --office)"))
        .arg(help_flag())
}
