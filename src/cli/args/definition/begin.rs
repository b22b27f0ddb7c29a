//! The command that begins: `baru`.

use super::*;

pub(super) fn new() -> Command {
    page(NEW, "new", "Buat folder paket baru yang siap diisi")
        .override_usage("takar baru FOLDER [PILIHAN]")
        .after_help(
            "Contoh:\n  takar baru kecamatan\n  takar baru kecamatan --templat lkjip --judul \"Kecamatan Mojoagung\"\n  \
             takar baru kecamatan --dari iku.xlsx --lembar IKU",
        )
        .arg(
            Arg::new("folder")
                .value_name("FOLDER")
                .required(true)
                .value_parser(NonEmptyStringValueParser::new())
                .help("Folder yang dibuat; bila sudah ada, harus kosong"),
        )
        .arg(
            option("judul", "title", "JUDUL")
                .value_parser(NonEmptyStringValueParser::new())
                .help("Judul paket (juga: --title).\nBila tidak ditulis: nama foldernya"),
        )
        .arg(
            option("templat", "template", "TEMPLAT")
                .value_parser(EnumValueParser::<Template>::new())
                .ignore_case(true)
                .hide_possible_values(true)
                .help("Siapkan untuk: lkjip (Bab III laporan kinerja),\npk (perjanjian kinerja), atau triwulan (pemantauan).\nIsinya buku kerja Excel yang tinggal diisi, aturan,\ndan naskah Word (juga: --template)"),
        )
        .arg(
            option("dari", "from", "BERKAS")
                .value_parser(value_parser!(std::path::PathBuf))
                .help("Susun dari tabel dalam berkas ini: Excel, Word, ODS,\natau CSV (juga: --from)"),
        )
        .arg(option("lembar", "sheet", "LEMBAR").value_parser(NonEmptyStringValueParser::new()).help(
            "Lembar yang dibaca; dalam dokumen \"tabel 3\".\nBila tidak ditulis: yang paling mirip tabel indikator",
        ))
        .arg(years_option().help("Tahun templat; dengan --dari: tahun tabelnya, bila\ntidak tertulis di dalamnya"))
        .arg(help_flag())
}
