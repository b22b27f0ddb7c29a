//! The command of reports: `susun`.

use super::*;

pub(super) fn compose() -> Command {
    page(COMPOSE, "compose", "Tulis hasil dalam semua bentuk, atau isi naskah")
        .override_usage("takar susun [PAKET] [PILIHAN]\n  takar susun [PAKET] --naskah BERKAS --keluar BERKAS [PILIHAN]")
        .after_help(
            "Contoh:\n  takar susun kecamatan\n  takar susun kecamatan --pantau\n  takar susun kecamatan --naskah laporan.docx --keluar jadi.docx\n\nIsian dalam naskah, misalnya:\n  {capaian IKU}\n  {tabel T31}\n  {jika capaian IKU > capaian IKU[2023] : \"naik\" : \"turun\"}",
        )
        .arg(package())
        .arg(
            option("keluar", "output", "FOLDER")
                .value_parser(value_parser!(std::path::PathBuf))
                .help("Folder hasil: halaman, buku kerja, dokumen, Markdown,\nJSON, dan naskah terisi. Bila tidak ditulis: di samping\npaket, misalnya kecamatan-hasil. Nama berkas .docx:\nnaskah yang terisi saja (juga: --output)"),
        )
        .arg(
            option("naskah", "manuscript", "BERKAS")
                .value_parser(value_parser!(std::path::PathBuf))
                .help("Laporan .docx dengan isian di antara { dan }, atau\nhasil sebelumnya untuk diisi lagi. Bila tidak ditulis:\nnaskah.docx dalam paket, bila ada (juga: --manuscript)"),
        )
        .arg(
            Arg::new("pantau")
                .long("pantau")
                .alias("watch")
                .action(ArgAction::SetTrue)
                .help("Susun lagi tiap kali paketnya disimpan, sampai Ctrl-C;\nhalaman yang terbuka memuat dirinya lagi\n(juga: --watch)"),
        )
        .arg(over())
        .arg(year_option("Tahun yang dihitung (juga: --year)."))
        .arg(unit_option("Unit ini saja, bila datanya memuat beberapa unit\n(juga: --office)"))
        .arg(tables())
        .arg(
            option("skenario", "scenario", "NAMA")
                .value_parser(NonEmptyStringValueParser::new())
                .help("Hitung dengan skenario ini di atas data paket\n(juga: --scenario)"),
        )
        .arg(help_flag())
}
