//! Which printed file belongs to which table, column by column; and the words of the page.

/// A printed file against a table.
pub struct Compared {
    /// Name of the file without its ending.
    pub file: &'static str,
    /// Only rows of this year.
    pub year: Option<i32>,
    /// The table of the rules.
    pub table: &'static str,
    /// Its heading on the page.
    pub heading: &'static str,
    /// Printed columns and the headings of the computed ones.
    pub columns: &'static [(&'static str, &'static str)],
    /// Codes of the file that are a footer or a row known by its words.
    pub names: &'static [(&'static str, &'static str)],
    /// A word before the figures.
    pub note: &'static str,
}

/// Printed columns that hold words and no figures.
pub const WORDS: &[&str] =
    &["tercetak_lke_sebutan", "tercetak_t23_satuan", "tercetak_t26_formulasi", "tercetak_t312_menunjang"];

pub const BEFORE: &str = "# Cocok dengan cetakan

Halaman ini membandingkan setiap angka tercetak dalam LKjIP 2024 Kecamatan Mojoagung dengan hasil `rules/mojoagung-2024`. Ia ditulis oleh pengujian, jadi
selalu sesuai dengan aturan dan data yang sekarang.

Angka tercetak dibandingkan dengan hasil yang tepat, dibulatkan biasa sampai sebanyak desimal yang tercetak.

- **Cocok**: keduanya sama, juga satuannya bila tercetak.
- **Berbeda**: keduanya ditunjukkan. *Dipotong, cocok* berarti laporan membuang desimalnya, tidak membulatkan.
- **Tidak terbaca**: cetakannya rusak atau terpotong.
- **Tidak dihitung**: tidak ada hasil untuk dibandingkan, dengan sebabnya.

Target, realisasi, pagu, dan serapan adalah masukan. Bila di sini berbeda, tabel-tabel laporan saling bertentangan; yang dipakai disebut dalam
`rules/mojoagung-2024/data/BACA.md`.

| Tabel laporan | Tabel Takar | Angka | Cocok | Berbeda | Tidak terbaca | Tidak dihitung |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
";

pub const COMPARED: &[Compared] = &[
    Compared {
        file: "tercetak-lke",
        year: None,
        table: "T151",
        heading: "Bab 1.5.1, hasil evaluasi AKIP",
        columns: &[
            ("tercetak_lke_nilai", "Nilai"),
            ("tercetak_lke_capaian", "% Capaian"),
            ("tercetak_lke_predikat", "Predikat"),
        ],
        names: &[("AKIP", "Jumlah")],
        note: "Capaian komponen dihitung dari nilainya yang tercetak dua desimal. Predikat komponen dalam laporan bukan dari kategori nilai AKIP.",
    },
    Compared {
        file: "tercetak-t23",
        year: None,
        table: "T23",
        heading: "Tabel 2.3, Perjanjian Kinerja",
        columns: &[("tercetak_t23_target", "Target")],
        names: &[],
        note: "",
    },
    Compared {
        file: "tercetak-pk",
        year: None,
        table: "T23",
        heading: "Lampiran, Perjanjian Kinerja dan perubahannya",
        columns: &[
            ("tercetak_pk_target", "Target"),
            ("tercetak_pk_anggaran", "Anggaran sebelum perubahan"),
            ("tercetak_pkp_target", "Target"),
            ("tercetak_pkp_anggaran", "Anggaran setelah perubahan"),
        ],
        names: &[("PK.JUMLAH", "Jumlah")],
        note: "",
    },
    Compared {
        file: "tercetak-t25",
        year: None,
        table: "T25",
        heading: "Tabel 2.5, pengukuran kinerja kegiatan",
        columns: &[
            ("tercetak_t25_target", "Target"),
            ("tercetak_t25_realisasi", "Realisasi"),
            ("tercetak_t25_capaian", "% Capaian"),
        ],
        names: &[],
        note: "",
    },
    Compared {
        file: "tercetak-t26",
        year: None,
        table: "T26",
        heading: "Tabel 2.6, target program dan kegiatan",
        columns: &[("tercetak_t26_target", "Target")],
        names: &[],
        note: "",
    },
    Compared {
        file: "tercetak-t31",
        year: None,
        table: "T31",
        heading: "Tabel 3.1, capaian IKU",
        columns: &[
            ("tercetak_t31_target", "Target"),
            ("tercetak_t31_realisasi", "Realisasi"),
            ("tercetak_t31_capaian", "% Capaian"),
        ],
        names: &[("T31.RATA-RATA", "Rata-Rata Capaian IKU")],
        note: "",
    },
    Compared {
        file: "tercetak-t32",
        year: None,
        table: "T32",
        heading: "Tabel 3.2, pencapaian kinerja sasaran",
        columns: &[("tercetak_t32_capaian", "Capaian")],
        names: &[
            ("T32.MELEBIHI", "Melebihi/melampaui target"),
            ("T32.SESUAI", "Sesuai target"),
            ("T32.TIDAK-MENCAPAI", "Tidak mencapai target"),
        ],
        note: "",
    },
    Compared {
        file: "tercetak-t33",
        year: None,
        table: "T33",
        heading: "Tabel 3.3, capaian kinerja kegiatan",
        columns: &[
            ("tercetak_t33_target", "Target"),
            ("tercetak_t33_realisasi", "Realisasi"),
            ("tercetak_t33_capaian", "% Capaian"),
        ],
        names: &[("T33.RATA-RATA", "IKU")],
        note: "",
    },
    Compared {
        file: "tercetak-t34",
        year: None,
        table: "T34",
        heading: "Tabel 3.4, analisis pencapaian IKU",
        columns: &[
            ("tercetak_t34_target", "Target {tahun}"),
            ("tercetak_t34_realisasi", "Realisasi {tahun}"),
            ("tercetak_t34_capaian", "% {tahun}"),
        ],
        names: &[("T34.RATA-RATA", "Rata-rata capaian, sebagaimana dalam laporan")],
        note: "Laporan merata-ratakan capaian yang tidak dibatasi, padahal menyatakan batas 100. Di sini keduanya dihitung; yang dibandingkan yang tidak dibatasi.",
    },
    Compared {
        file: "tercetak-t35",
        year: Some(2023),
        table: "T35",
        heading: "Tabel 3.5, kegiatan 2023",
        columns: &[("tercetak_t35_capaian", "% 2023")],
        names: &[],
        note: "Kolom berjudul Capaian (%) berisi jumlah, bukan persentase, pada kegiatan yang targetnya bukan persen.",
    },
    Compared {
        file: "tercetak-t35",
        year: Some(2024),
        table: "T35b",
        heading: "Tabel 3.5, kegiatan 2024",
        columns: &[
            ("tercetak_t35_capaian", "Target 2024"),
            ("tercetak_t35_target", "Realisasi 2024"),
            ("tercetak_t35_realisasi", "% 2024"),
        ],
        names: &[],
        note: "Judul kolomnya Capaian, Target, Realisasi; isinya target, realisasi, capaian. Dibandingkan menurut isinya.",
    },
    Compared {
        file: "tercetak-t36",
        year: None,
        table: "T36",
        heading: "Tabel 3.6, sampai akhir Renstra",
        columns: &[
            ("tercetak_t36_target_akhir", "Target Akhir Renstra"),
            ("tercetak_t36_realisasi", "Realisasi"),
            ("tercetak_t36_kemajuan", "Persentase realisasi terhadap target akhir Renstra"),
        ],
        names: &[("T36.RATA-RATA", "Rata-Rata Tingkat Kemajuan")],
        note: "",
    },
    Compared {
        file: "tercetak-t37",
        year: None,
        table: "T37",
        heading: "Tabel 3.7, perbandingan dengan kabupaten, provinsi, nasional",
        columns: &[
            ("tercetak_t37_realisasi", "Realisasi"),
            ("tercetak_t37_kabupaten", "Realisasi Kabupaten"),
            ("tercetak_t37_provinsi", "Realisasi Provinsi"),
            ("tercetak_t37_nasional", "Realisasi Nasional"),
        ],
        names: &[],
        note: "",
    },
    Compared {
        file: "tercetak-t37-teks",
        year: None,
        table: "T37",
        heading: "Kalimat di bawah Tabel 3.7, selisih",
        columns: &[
            ("tercetak_t37_selisih_kabupaten", "Selisih Kabupaten (poin)"),
            ("tercetak_t37_selisih_provinsi", "Selisih Provinsi (poin)"),
            ("tercetak_t37_selisih_nasional", "Selisih Nasional (poin)"),
        ],
        names: &[],
        note: "",
    },
    Compared {
        file: "tercetak-t312-anggaran",
        year: None,
        table: "T312",
        heading: "Tabel 3.12 pertama, program, kegiatan, anggaran",
        columns: &[
            ("tercetak_t312_target", "Target"),
            ("tercetak_t312_pagu", "Pagu Anggaran"),
            ("tercetak_t312_realisasi", "Realisasi"),
            ("tercetak_t312_persen", "% Serapan"),
        ],
        names: &[("T312.JUMLAH", "Jumlah")],
        note: "Pagu dan realisasi setiap kegiatan adalah masukan dari tabel ini. Yang dibandingkan hanya yang dicetak dua kali, dan jumlahnya.",
    },
    Compared {
        file: "tercetak-t38",
        year: None,
        table: "T38",
        heading: "Tabel 3.8, kinerja dan anggaran",
        columns: &[
            ("tercetak_t38_target", "Target"),
            ("tercetak_t38_realisasi", "Realisasi"),
            ("tercetak_t38_capaian", "Capaian"),
            ("tercetak_t38_pagu", "Pagu"),
            ("tercetak_t38_serapan", "Serapan"),
            ("tercetak_t38_capaian_anggaran", "% Serapan"),
        ],
        names: &[("T38.JUMLAH", "Rata-rata dan jumlah")],
        note: "",
    },
    Compared {
        file: "tercetak-t39",
        year: None,
        table: "T39",
        heading: "Tabel 3.9, efisiensi anggaran",
        columns: &[
            ("tercetak_t39_capaian", "% Capaian Kinerja"),
            ("tercetak_t39_realisasi_anggaran", "% Realisasi Anggaran"),
            ("tercetak_t39_efisiensi", "Tingkat Efisiensi"),
        ],
        names: &[("T39.EFISIENSI", "Total efisiensi")],
        note: "Laporan menyalin capaian ke kolom efisiensi. Di sini dihitung menurut uraiannya: capaian dikurangi serapan.",
    },
    Compared {
        file: "tercetak-t311",
        year: None,
        table: "T311",
        heading: "Tabel 3.11, efisiensi SDM",
        columns: &[
            ("tercetak_t311_target", "Target"),
            ("tercetak_t311_realisasi", "Realisasi"),
            ("tercetak_t311_capaian", "Capaian"),
            ("tercetak_t311_ketersediaan", "% Ketersediaan"),
        ],
        names: &[("T311.RATA-RATA", "Rata-rata sasaran"), ("T311.EFISIENSI", "Tingkat efisiensi SDM")],
        note: "",
    },
    Compared {
        file: "tercetak-t312-sarpras",
        year: None,
        table: "T312b",
        heading: "Tabel 3.12 kedua, ketersediaan sarana dan prasarana",
        columns: &[("tercetak_t312_ketersediaan", "% Ketersediaan")],
        names: &[],
        note: "",
    },
    Compared {
        file: "tercetak-t313-sarpras",
        year: None,
        table: "T313",
        heading: "Tabel 3.13 pertama, efisiensi sarana dan prasarana",
        columns: &[("tercetak_t313_capaian", "Capaian"), ("tercetak_t313_ketersediaan", "% Ketersediaan")],
        names: &[("T313.RATA-RATA", "Rata-rata sasaran"), ("T313.EFISIENSI", "Tingkat efisiensi sarpras")],
        note: "",
    },
    Compared {
        file: "tercetak-t313-sarpras",
        year: None,
        table: "T33",
        heading: "Tabel 3.13 pertama, target dan realisasi",
        columns: &[("tercetak_t313_target", "Target"), ("tercetak_t313_realisasi", "Realisasi")],
        names: &[("T313.RATA-RATA", "IKU")],
        note: "",
    },
    Compared {
        file: "tercetak-t313-pagu",
        year: None,
        table: "T313b",
        heading: "Tabel 3.13 kedua, rincian pagu dan realisasi",
        columns: &[("tercetak_t313_anggaran", "Anggaran (Rp)"), ("tercetak_t313_persen_anggaran", "% Anggaran")],
        names: &[("T313.TOTAL", "Total")],
        note: "",
    },
    Compared {
        file: "tercetak-t314",
        year: None,
        table: "T314",
        heading: "Tabel 3.14, efektivitas anggaran",
        columns: &[
            ("tercetak_t314_target", "Target"),
            ("tercetak_t314_realisasi", "Realisasi"),
            ("tercetak_t314_capaian", "Capaian"),
            ("tercetak_t314_alokasi", "Alokasi (Rp)"),
            ("tercetak_t314_serapan", "Realisasi (Rp)"),
            ("tercetak_t314_capaian_anggaran", "Capaian Anggaran"),
        ],
        names: &[("T314.RATA-RATA", "Rata-rata capaian kinerja dan anggaran")],
        note: "",
    },
    Compared {
        file: "renstra-2024-2026",
        year: Some(2026),
        table: "T61",
        heading: "Tabel 6.1, jumlah pagu Renstra",
        columns: &[("pagu_akhir_periode", "Jumlah pagu")],
        names: &[],
        note: "Pagu akhir periode yang tercetak dibandingkan dengan jumlah pagu tiga tahunnya.",
    },
];
