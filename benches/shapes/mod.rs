//! Rules of one shape in any number, to see how the check grows with them.

/// A shape and what writes it.
pub type Shape = (&'static str, fn(usize) -> String);

/// Every shape.
pub const SHAPES: [Shape; 9] = [
    ("rantai", chain),
    ("kelompok lebar", wide_group),
    ("kelompok bersarang", nested_groups),
    ("versi satu nama", versions),
    ("predikat", bands),
    ("arah terbalik", directions),
    ("arah kata", words),
    ("anggota berulang", repeated),
    ("tabel", tables),
];

const RULE: &str =
    "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";

fn each(many: usize, one: impl Fn(usize) -> String) -> String {
    (0..many).map(one).collect()
}

fn indicators(many: usize) -> String {
    RULE.to_string() + &each(many, |at| format!("indikator I{at}\n  arah makin tinggi\n  capaian Baku\n"))
}

fn chain(many: usize) -> String {
    let next = |at| format!("besaran A{}\n  rumus A{at} + 1\n", at + 1);
    String::from("besaran A0\n  skala 0..100\n") + &each(many, next)
}

fn wide_group(many: usize) -> String {
    let members: Vec<String> = (0..many).map(|at| format!("I{at}")).collect();
    let group = format!("kelompok K\n  anggota {}\n  capaian rata_rata(capaian anggota)\n", members.join("; "));
    indicators(many) + &group
}

fn nested_groups(many: usize) -> String {
    let group = |at| format!("kelompok K{}\n  anggota I{at}; K{at}\n  capaian rata_rata(capaian anggota)\n", at + 1);
    // Each indicator stands in one group only.
    let first = format!("kelompok K0\n  anggota I{many}\n  capaian rata_rata(capaian anggota)\n");
    indicators(many + 1) + &first + &each(many, group)
}

/// As many versions as there are years, of several names.
fn versions(many: usize) -> String {
    let version = |at: usize| {
        let year = 2_000 + at % 50;
        format!("besaran N{}\n  berlaku {year}\n  rumus A + {at}\n", at / 50)
    };
    String::from("besaran A\n  skala 0..100\n") + &each(many, version)
}

fn bands(many: usize) -> String {
    each(many, |at| {
        let edge = at % 50 + 1;
        format!(
            "aturan predikat P{at}\n  0 .. < {edge} : \"a\"\n  {edge} .. 100 : \"b\"\nbesaran B{at}\n  skala 0..100\n  predikat P{at}\n"
        )
    })
}

fn directions(many: usize) -> String {
    each(many, |at| {
        format!(
            "aturan capaian R{at}\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : target / (realisasi + {}) * 100\n\
             indikator I{at}\n  arah makin tinggi\n  capaian R{at}\n",
            at + 1
        )
    })
}

fn words(many: usize) -> String {
    each(many, |at| {
        format!(
            "aturan capaian R{at}\n  makin tinggi : jika realisasi >= target maka 100 selain itu 50\n\
             indikator I{at}\n  urutan \"rendah\"; \"cukup\"; \"baik\"\n  arah makin tinggi\n  capaian R{at}\n"
        )
    })
}

fn repeated(many: usize) -> String {
    let group = |at: usize| format!("kelompok K{at}\n  anggota I0; I1; I2\n  capaian rata_rata(capaian anggota)\n");
    indicators(3) + &each(many, group)
}

fn tables(many: usize) -> String {
    let table = |at: usize| format!("tabel T{at}\n  baris I{}\n  kolom kode\n  kolom capaian\n", at % 10);
    indicators(10) + &each(many, table)
}
