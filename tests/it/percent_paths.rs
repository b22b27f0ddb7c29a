//! Formulas with percent give one number by whatever path they come in: in the rules, asked at the prompt, defined at the
//! prompt. Columns have their own test (`columns::plans_of_percent`), the rules themselves theirs (`percent_oracle`).

use super::desk::Desk;
use crate::dice::Dice;
use crate::package::{Seen, Texts};
use crate::sample;
use std::collections::BTreeSet;
use takar::program::units::Unit;
use takar::program::{Role, When};
use takar::whatif::{Kept, Screen, Session};

#[test]
fn at_the_prompt() {
    let (mut compared, part) = (0, sample::of(4, 1));
    for (at, package) in include_str!("../eval_oracle/formulas.txt").split("=== ").skip(1).step_by(2 * part).enumerate()
    {
        let part = |name: &str| package.split("--- ").find_map(|part| part.strip_prefix(name)).expect("a part");
        let texts = Texts::new(part("a.takar\n"), part("d.csv\n"));
        let mut rules = texts.package();
        let (data, _) = rules.read_data(|_| Ok(texts.data[0].1.clone()));
        let mut session = Session::new(rules, data, 2024, Screen { width: 10_000, colour: false }).expect("a session");
        let mut shelf = Kept::default();
        for (name, formula) in without_unit(part("a.takar\n")) {
            let mut ask = |question: &str| session.answer(question, &mut shelf);
            let named = ask(name);
            // Without a value the reason is told in other words.
            let Some((_, value)) = named.text.trim_end().rsplit_once(" = ") else { continue };
            let asked = ask(&format!("({formula})"));
            let found = asked.text.trim_end().rsplit_once(" = ").map(|(_, value)| value);
            assert_eq!(found, Some(value), "{name} = {formula}\n{}", asked.text);
            compared += 1;
            // To define one changes the rules, so a few have to do.
            if at % 4 == 0 && compared % 3 == 0 {
                let said = ask(&format!("besaran BARU\n  rumus {formula}\n"));
                assert!(!said.failed, "{formula}\n{}", said.text);
                let defined = ask("BARU");
                let found = defined.text.trim_end().rsplit_once(" = ").map(|(_, value)| value);
                assert_eq!(found, Some(value), "{name} = {formula}\n{}", defined.text);
                ask("batal");
            }
        }
    }
    assert!(part * compared > 250, "only {compared}");
}

/// A code that the rules name and of which the data have no row is what it is in a run, at the prompt too.
#[test]
fn codes_without_a_row_at_the_prompt() {
    let rules = r#"paket "P"
  tahun 2024
umum "1"
kelompok G
  anggota "1.1"; "1.9"
  abaikan yang kosong
  capaian rata_rata(nilai anggota / nilai "1.2") * 100%
F = terakhir(nilai "1.1" / nilai "1.2"; nilai "1.9" / nilai "1.2") * 100%
H = (jika ada(nilai "1.9") maka nilai "1.9" / nilai "1.2" selain itu nilai "1.1" / nilai "1.2") * 100%
S = (nilai "1.1" + (jika ada(nilai "1.9") maka nilai "1.9" selain itu 0)) / nilai "1.2" * 100%
data "d.csv"
"#;
    let texts = Texts::new(rules, "kode;tahun;nilai\n1.1;2024;3\n1.2;2024;4\n");
    let mut package = texts.package();
    let (data, _) = package.read_data(|_| Ok(texts.data[0].1.clone()));
    let mut session = Session::new(package, data, 2024, Screen { width: 10_000, colour: false }).expect("a session");
    let mut ask = |question: &str| session.answer(question, &mut Kept::default()).text;
    for question in ["G", "F", "H", "S"] {
        assert!(ask(question).contains(&format!("{question} = 75,00%")), "{}", ask(question));
    }
    assert!(ask("cari nilai \"1.1\" agar G >= 50%").starts_with("\"1.1\" paling rendah 2\n"));
}

/// The formulas without a declared unit, each with its name.
fn without_unit(rules: &str) -> Vec<(&str, &str)> {
    let lines: Vec<&str> = rules.lines().collect();
    let is_bare = |at: usize| lines.get(at + 1).is_none_or(|next| !next.starts_with(' '));
    let heads = lines.iter().enumerate().filter(|(at, line)| line.starts_with('F') && is_bare(*at));
    // A name alone is shown as its cell is written.
    let is_name = |formula: &str| formula.chars().all(char::is_alphanumeric);
    heads.filter_map(|(_, line)| line.split_once(" = ")).filter(|(_, formula)| !is_name(formula)).collect()
}

/// A divisor in brackets is worth the same as a name for it, also where a number stands beside what is divided.
#[test]
fn divisors_in_brackets_and_by_name() {
    let desk = Desk::new();
    desk.put("p/d.csv", "kode;tahun;nilai\nR;2024;6\nT;2024;8\nU;2024;8\nV;2024;6\nK;2024;80%\nL;2024;40%\n");
    let things = "besaran R\n  satuan rupiah\nbesaran T\n  satuan rupiah\n  skala > 0\nbesaran U\n  skala > 0\nbesaran V\n\
        besaran K\n  satuan persen\n  skala > 0\nbesaran L\n  satuan persen\n  skala > 0\n";
    for (divided, divisor) in [
        ("R / T", "K / 100%"),
        ("R", "T * (K / 100%)"),
        ("R", "T * K / 100%"),
        ("R", "T / K"),
        ("R", "T / 50%"),
        ("R", "T / 100%"),
        ("V / U", "K / 100%"),
        ("4 * (K / L)", "L / 100%"),
        ("R / T", "(K + 10%) / 100%"),
        ("R / T", "K * L / 100%"),
        ("R / T", "K / 50%"),
        ("K", "L / 100%"),
        ("50%", "K / 100%"),
        ("1", "K / 100%"),
        ("banyaknya(R; T) / 4", "K / 100%"),
    ] {
        for form in ["A + 3", "bulat(A; 1)", "maks(A; 3)", "jika A > 5 maka 1 selain itu 2"] {
            let of = |quotient: String| form.replace('A', &quotient);
            let rules = format!(
                "paket \"P\"\n  tahun 2024\n{things}D = {divisor}\nX = {}\nY = {}\ndata \"d.csv\"\n",
                of(format!("{divided} / ({divisor})")),
                of(format!("{divided} / D")),
            );
            desk.put("p/aturan.takar", &rules);
            let run = desk.run("hitung p --format csv --angka en");
            // Behind the name stands the unit that is sure before anything is planned; the value has its own.
            let value = |name: &str| {
                let rest = run.lines().find_map(|line| line.split_once(&format!(",baris,{name},")));
                rest.and_then(|(_, rest)| Some(rest.split_once(',')?.1.to_string()))
            };
            assert!(value("X").is_some(), "{rules}\n{run}");
            assert_eq!(value("X"), value("Y"), "{rules}\n{run}");
        }
    }
}

/// What is computed without a unit is read in percent wherever the plan has it in percent: as a target, reported, in a further
/// column, in an example. Elsewhere no part of one is advised.
#[test]
fn cells_of_what_is_computed() {
    let desk = Desk::new();
    let things = "paket \"P\"\n  tahun 2024\numum \"1\"\nbesaran R\nbesaran X\n  skala > 0\nbesaran D\n  satuan dokumen\nbesaran K\n  satuan persen\n\
        aturan capaian C\n  makin tinggi : realisasi / target * 100\nA = R / X\n";
    let rows = "R;2024;;30;;\nX;2024;;40;;\nD;2024;;3;;\nK;2024;;50%;;\n1.1;2024;;30;;\n1.2;2024;;40;;\n";
    for formula in [
        "R / X * 100%",
        "A * 100%",
        "akar(R / X) * akar(R / X) * 100%",
        "(R / X) ^ 2 / (R / X) * 100%",
        "persentil(50%; R / X; R / X) * 100%",
        "rata_rata(R; R) / X * 100%",
        "R / X * 50% + 37,5%",
        "maks(R / X * 100%; 0)",
        "nilai \"1.1\" / nilai \"1.2\" * 100%",
    ] {
        let rules = format!(
            "{things}indikator F\n  rumus {formula}\n  arah makin tinggi\n  capaian C\nG = selisih(kab F; F[2023])\n\
             contoh \"c\"\n  diketahui F[2023] = 80%\n  hasil F[2023] = 80%\ndata \"d.csv\"\n  kolom kab \"kab\"\n"
        );
        desk.put("p/aturan.takar", &rules);
        desk.put("p/d.csv", format!("kode;tahun;target;nilai;satuan;kab\n{rows}F;2024;80%;;;90%\nF;2023;;70%;;\n"));
        let run = desk.run("hitung p --format csv --angka en");
        let row = |name: &str| run.lines().find(|line| line.contains(&format!(",baris,{name},"))).unwrap_or_default();
        assert!(row("F").contains(",80,") || row("F").contains(",80%,"), "{formula}\n{run}");
        assert!(row("F").contains("75"), "{formula}\n{run}");
        assert!(row("G").contains("20"), "{formula}\n{run}");
        assert!(!desk.run("uji p").contains("K04"), "{formula}\n{}", desk.run("uji p"));
    }
    let rules = format!("{things}indikator F\n  rumus X + 5\n  arah makin tinggi\n  capaian C\ndata \"d.csv\"\n");
    desk.put("p/aturan.takar", &rules);
    let rows = rows.replace("40;;\n", "40;persen\n").replace(";;\n", ";\n");
    desk.put("p/d.csv", format!("kode;tahun;target;nilai;satuan\n{rows}F;2024;80%;;\n"));
    let run = desk.run("hitung p");
    assert!(run.contains("D0015") && !run.contains("0,8"), "{run}");
}

/// A ratio in percent is what it is behind a name, too: what the next percentage makes of it does not depend on how it is written.
#[test]
fn ratios_behind_names() {
    let things = "besaran R\n  satuan rupiah\nbesaran T\n  satuan rupiah\nbesaran K\n  satuan persen\nbesaran L\n  satuan persen\n";
    let data = "kode;tahun;nilai\nR;2024;6\nT;2024;8\nK;2024;80%\nL;2024;40%\n";
    let pairs = [
        ("R / T * 100%", "NAMA / K"),
        ("R / T * 100%", "NAMA / 90%"),
        ("100% * R / T", "NAMA / K"),
        ("R / T / K", "NAMA * 50%"),
        ("R / T / K", "NAMA * L"),
        ("1 / K", "NAMA * 100%"),
        ("R / T / 50%", "NAMA * 20%"),
        ("R / T / K", "NAMA * 100%"),
        ("R / T * 100% / K", "NAMA * 100%"),
    ];
    let lines = pairs.iter().enumerate().map(|(at, (inside, whole))| {
        format!(
            "D{at} = {inside}\nX{at} = {} + 3\nY{at} = {} + 3\n",
            whole.replace("NAMA", inside),
            whole.replace("NAMA", &format!("D{at}"))
        )
    });
    let texts = Texts::new(&format!("{things}{}data \"d.csv\"\n", lines.collect::<String>()), data);
    texts.run(Some(2024), |seen| {
        for (at, pair) in pairs.iter().enumerate() {
            assert_eq!(value(seen, &format!("X{at}")), value(seen, &format!("Y{at}")), "{pair:?}");
        }
    });
}

/// What a name is worth, with its unit.
fn value(seen: &Seen, name: &str) -> (Unit, String) {
    let (plan, program) = (seen.run.plan(), seen.package.program().expect("sound rules"));
    let slot = plan.value(program.by_code[name], Role::Value, When::year(2024)).expect("a value");
    (plan.slot(slot).unit.clone(), crate::oracle::shown(seen.run.evaluation().cell(slot, 0)))
}

/// Factors in brackets are worth the same as a name for them, wherever both have a meaning.
#[test]
fn brackets_and_names() {
    const FACTORS: [&str; 16] =
        ["R", "T", "R", "T", "K", "L", "X", "V", "N", "100%", "100%", "50%", "90%", "100", "4", "banyaknya(R; T)"];
    const INSIDE: [&str; 11] = ["R", "T", "K", "L", "N", "X", "V", "100%", "50%", "90%", "4"];
    let things = "besaran R\n  satuan rupiah\nbesaran T\n  satuan rupiah\nbesaran N\n  satuan orang\nbesaran V\nbesaran X\n\
        besaran K\n  satuan persen\nbesaran L\n  satuan persen\n";
    let data = "kode;tahun;nilai\nR;2024;6\nT;2024;8\nN;2024;5\nX;2024;7\nV;2024;3\nK;2024;80%\nL;2024;40%\n";
    let mut dice = Dice(7);
    let (mut compared, mut refused, mut unlike) = (0, 0, Vec::new());
    let part = sample::of(4, 1);
    for _ in 0..20 / part {
        let pairs: Vec<(String, String, String)> = (0..120)
            .map(|_| {
                let mut product = |from: &[&str], least: u64| {
                    let count = least + dice.below(2);
                    let mut text = dice.pick(from).to_string();
                    for _ in 1..count {
                        text.push_str(&format!(" {} {}", dice.pick(&["*", "/"]), dice.pick(from)));
                    }
                    text
                };
                let left = product(&FACTORS, 1);
                let rest = product(&INSIDE, 1);
                let inside = format!("{} {rest}", dice.pick(&["R *", "R /", "K *", "L /"]));
                let sign = dice.pick(&["*", "/", "/"]);
                let behind = dice.pick(&["", "", " * 100%", " * 100%", " * 100", " * X", " / K", " / K * 100%"]);
                let form = dice.pick(&["E + 3", "E", "maks(E; 3)", "E + K", "jika E > 5 maka 1 selain itu 2"]);
                let of = |inside: &str| form.replace('E', &format!("{left} {sign} {inside}{behind}"));
                let unit = if form == "E" { "\n  satuan persen" } else { "" };
                (inside.clone(), format!("{}{unit}", of(&format!("({inside})"))), format!("{}{unit}", of("NAMA")))
            })
            .collect();
        let rules = |out: &BTreeSet<usize>| {
            let kept = pairs.iter().enumerate().filter(|(at, _)| !out.contains(at));
            let lines = kept.map(|(at, (inside, bracket, name))| {
                format!("D{at} = {inside}\nX{at} = {bracket}\nY{at} = {}\n", name.replace("NAMA", &format!("D{at}")))
            });
            format!("{things}{}data \"d.csv\"\n", lines.collect::<String>())
        };
        let mut out = BTreeSet::new();
        loop {
            let heads = crate::percent_oracle::refused_in(&Texts::new(&rules(&out), data));
            let before = out.len();
            out.extend(heads.iter().filter_map(|head| head.get(1..)?.parse::<usize>().ok()));
            if out.len() == before {
                break;
            }
        }
        refused += out.len();
        let texts = Texts::new(&rules(&out), data);
        texts.run(Some(2024), |seen| {
            for at in (0..pairs.len()).filter(|at| !out.contains(at)) {
                let (inside, bracket, _) = &pairs[at];
                let (bracketed, named) = (value(seen, &format!("X{at}")), value(seen, &format!("Y{at}")));
                if bracketed != named {
                    unlike.push(format!("{bracket} is {bracketed:?}, with a name for {inside} {named:?}"));
                }
                compared += 1;
            }
        });
    }
    assert!(unlike.is_empty(), "{}", unlike.join("\n"));
    assert!(part * compared > 300 && part * refused > 300, "{compared} compared, {refused} refused");
}

/// A 1 beside a plain number is a 1: the root of such a sum is asked about nothing. That of points of a ratio is.
#[test]
fn roots_beside_small_numbers() {
    let desk = Desk::new();
    for (formula, of_three) in [
        ("akar(X + 1)", "2"),
        ("akar(1 + X)", "2"),
        ("akar(X - 1 + 2)", "2"),
        ("akar(X + 0,5 + 0,5)", "2"),
        ("akar(X ^ 2 - 1 + X / 3)", "3"),
        ("akar(X * X)", "3"),
        ("akar(maks(X - 2; 1))", "1"),
        ("akar(jika X > 1 maka X selain itu 1) ^ 2", "3"),
        ("akar(jumlah(X; 1)) * 50%", "1"),
    ] {
        let example = format!("contoh \"a\"\n  diketahui X = 3\n  hasil F = {of_three}\n");
        desk.put("p/aturan.takar", format!("paket \"P\"\n  tahun 2024\nbesaran X\nF = {formula}\n{example}"));
        let run = desk.run("uji p");
        assert!(run.contains("1 contoh dihitung"), "{formula}\n{run}");
    }
    let scored = "paket \"P\"\n  tahun 2024\nbesaran X\nbesaran Y\n  skala > 0\nF = akar(maks(X / Y * 100; 0,5))\n";
    desk.put("p/aturan.takar", scored);
    assert!(desk.run("periksa p").contains("K0337"));
}
