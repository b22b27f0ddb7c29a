//! Every factor and unit as offices spell them, in every place of a file, for every kind of thing: a figure either has
//! the intended value, or it is reported. The same holds after applying the fix that a message suggests: no fix drops a
//! factor.

use takar::diagnostic::{Diagnostic, Severity, apply_edits};
use takar::engine::Package;

const RULES: &str = "\
paket \"U\"
  tahun 2025

aturan capaian B
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100

besaran RP \"Uang\"
  satuan rupiah

besaran OR \"Orang\"
  satuan orang

umum \"7.01\"

";

/// What a text in the place of a unit means.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meant {
    /// So many zeros, of whatever is counted.
    Zeros(usize),
    /// So many zeros of things in this unit, and nothing of others.
    Of(usize, &'static str),
    /// Nobody can tell: it has to be told.
    Unclear,
    /// No unit at all: the figure is as it is written, and no error.
    Nothing,
}

use Meant::{Nothing, Of, Unclear, Zeros};

const SPELLINGS: &[(&str, Meant)] = &[
    ("ribu", Zeros(3)),
    ("juta", Zeros(6)),
    ("jutaan", Zeros(6)),
    ("000", Zeros(3)),
    ("'000", Zeros(3)),
    ("x 1.000", Zeros(3)),
    ("1.000.000", Zeros(6)),
    ("10^3", Zeros(3)),
    ("mlyr", Zeros(9)),
    ("Mrd", Zeros(9)),
    ("ribu rupiah", Of(3, "rupiah")),
    ("000 rupiah", Of(3, "rupiah")),
    ("Rp 000", Of(3, "rupiah")),
    ("Rp. 1.000,-", Of(3, "rupiah")),
    ("Rp (juta)", Of(6, "rupiah")),
    ("Rp. (juta)", Of(6, "rupiah")),
    ("Rp_juta", Of(6, "rupiah")),
    ("Rp – juta", Of(6, "rupiah")),
    ("dlm. jutaan rupiah", Of(6, "rupiah")),
    ("juta rupiah, kecuali %", Of(6, "rupiah")),
    ("Rp mlyr", Of(9, "rupiah")),
    ("Rp M", Of(9, "rupiah")),
    ("Rp. T,-", Of(12, "rupiah")),
    ("ribu orang", Of(3, "orang")),
    ("000 orang", Of(3, "orang")),
    ("x 1.000 orang", Of(3, "orang")),
    ("10^3 orang", Of(3, "orang")),
    ("orang", Of(0, "orang")),
    ("000 ton", Of(3, "ton")),
    ("ton (000)", Of(3, "ton")),
    ("000 km", Of(3, "km")),
    ("kilometer", Of(0, "km")),
    ("meter", Of(0, "m")),
    ("000 m", Of(3, "m")),
    ("kw", Of(0, "kw")),
    ("‰", Of(0, "permil")),
    ("0/00", Of(0, "permil")),
    ("o/oo", Of(0, "permil")),
    ("USD", Of(0, "USD")),
    ("juta USD", Of(6, "USD")),
    ("puluh orang", Unclear),
    ("seratus ribu", Unclear),
    ("ratusan juta", Unclear),
    ("10 juta", Unclear),
    ("100 ribu", Unclear),
    ("100", Unclear),
    ("jutra", Unclear),
    ("orng", Unclear),
    ("Rp jutra", Unclear),
    ("K", Nothing),
    ("n", Nothing),
    ("R", Nothing),
    ("IKU", Nothing),
    ("DAK", Nothing),
    ("2025", Nothing),
    ("7", Nothing),
    ("0-100", Nothing),
    ("1 s.d. 4", Nothing),
    ("4/3*100", Nothing),
    ("5=4/3x100%", Nothing),
    ("sementara", Nothing),
    ("*", Nothing),
];

/// Parts of one, of which percent alone must not be taken as written.
const PARTS: &[&str] = &["rasio", "desimal", "0-1", "0 – 1", "/100", "pecahan"];

const THINGS: &[(&str, &str)] =
    &[("J", "km"), ("P", "persen"), ("O", "orang"), ("D", "rupiah"), ("N", "ton"), ("7.01.04", "rupiah")];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Brackets,
    Named,
    Behind,
    Led,
    Comma,
    NamedComma,
    Above,
    Below,
    Cell,
    Stroke,
    Note,
    UnitColumn,
}

use Place::{Above, Behind, Below, Brackets, Cell, Comma, Led, Named, NamedComma, Note, Stroke, UnitColumn};

const PLACES: [Place; 12] =
    [Brackets, Named, Behind, Led, Comma, NamedComma, Above, Below, Cell, Stroke, Note, UnitColumn];

/// The lines of the rules about the file, and the file.
fn written(place: Place, text: &str, code: &str) -> (String, String) {
    let column = if code.starts_with('7') { "pagu" } else { "target" };
    let (mut lines, row) = (String::new(), format!("{code};2025;4"));
    let file = match place {
        Brackets => format!("kode;tahun;{column} ({text})\n{row}\n"),
        Named => {
            lines = format!("  kolom {column} = \"Kolom X ({text})\"\n");
            format!("kode;tahun;Kolom X ({text})\n{row}\n")
        }
        Behind => format!("kode;tahun;{column} {text}\n{row}\n"),
        Led => format!("kode;tahun;{column} dalam {text}\n{row}\n"),
        Comma => format!("kode;tahun;{column}, {text}\n{row}\n"),
        NamedComma => {
            lines = format!("  kolom {column} = \"Kolom X, {text}\"\n");
            format!("kode;tahun;\"Kolom X, {text}\"\n{row}\n")
        }
        Above => format!("(dalam {text})\nkode;tahun;{column}\n{row}\n"),
        Below => format!("kode;tahun;{column}\n;;({text})\n{row}\n"),
        Cell => format!("kode;tahun;{column}\n{row} {text}\n"),
        Stroke => format!("kode;tahun;{column}/{text}\n{row}\n"),
        Note => format!("kode;tahun;{column}\n{row}\nCatatan: dalam {text};;\n"),
        UnitColumn => format!("kode;tahun;satuan;{column}\n{code};2025;{text};4\n"),
    };
    (lines, file)
}

/// The figure as it counts, and what is told.
fn computed(rules: &str, file: &str, code: &str) -> (Option<String>, Vec<Diagnostic>, Package) {
    let mut package = Package::new("u", [("a.takar", rules)]);
    let (data, mut told) = package.read_data(|_| Ok(file.to_string()));
    told.extend(package.diagnostics().iter().cloned());
    let plain = package.run(&data, 2025).and_then(|run| {
        let words = if code.starts_with('7') { format!("pagu \"{code}\"") } else { format!("target {code}") };
        let cell = run.value(&words, "").ok()?;
        cell.value.map(|value| value.to_string())
    });
    (plain, told, package)
}

fn wanted(meant: Meant, unit: &str) -> Option<String> {
    let zeros = match meant {
        Zeros(zeros) => zeros,
        Of(zeros, of) if of == unit => zeros,
        Nothing => 0,
        Of(..) | Unclear => return None,
    };
    Some(format!("4{}", "0".repeat(zeros)))
}

/// What is wrong with a figure: it is neither what is meant nor told.
fn fault(plain: Option<&str>, told: &[Diagnostic], wanted: Option<&str>) -> Option<String> {
    match plain {
        Some(plain) if Some(plain) == wanted => None,
        _ if !told.is_empty() => None,
        other => Some(format!("{other:?} without a word, meant {wanted:?}")),
    }
}

/// The mends of a message: its edits, and the lines of rules that it names.
fn mended(told: &[Diagnostic], package: &Package, rules: &str, file: &str) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for one in told {
        for mend in &one.suggestions {
            let of = |is_rules: bool| -> Vec<_> {
                let is_it = |source| package.sources().get(source).name().ends_with(".takar") == is_rules;
                mend.edits.iter().filter(|edit| is_it(edit.span.source)).cloned().collect()
            };
            let text = format!("{}: {}", one.code.as_str(), mend.text);
            all.push((text, apply_edits(rules, &of(true)), apply_edits(file, &of(false))));
        }
        for line in &one.advice {
            if let Some(at) = line.find("kolom ").filter(|_| line.contains(" = \"") && line.ends_with('"')) {
                let text = format!("{}: {line}", one.code.as_str());
                all.push((text, format!("{rules}  {}\n", &line[at..]), file.to_string()));
            }
        }
    }
    all
}

/// One case: what is wrong with it, and with what is proposed for it.
fn look(place: Place, text: &str, meant: Meant, (code, unit): (&str, &str), faults: &mut Vec<String>) -> usize {
    // `4 100` is one number, `target orang` a sentence; a slip of a word for a unit multiplies nothing.
    if text == "orng" && matches!(place, Behind | Cell | UnitColumn) {
        return 0;
    }
    if place == Cell && text.starts_with(|c: char| c.is_ascii_digit()) || place == Behind && matches!(meant, Of(0, _)) {
        return 0;
    }
    // Of money the column `satuan` tells nothing but a factor, and a rate behind a stroke is no unit.
    let is_money = code.starts_with('7');
    let is_factor = matches!(meant, Zeros(_) | Of(1.., "rupiah"));
    if place == UnitColumn && is_money && !is_factor
        || place == Stroke && !(is_factor && text.starts_with(char::is_alphabetic))
    {
        return 0;
    }
    let (lines, file) = written(place, text, code);
    let thing = match code.starts_with('7') {
        true => String::new(),
        false => format!("indikator {code} \"Hal\"\n  satuan {unit}\n  arah makin tinggi\n  capaian B\n\n"),
    };
    let rules = format!("{RULES}{thing}data \"d.csv\" angka id\n{lines}");
    let (plain, told, package) = computed(&rules, &file, code);
    let wanted = wanted(meant, unit);
    let at = |what: &str| format!("{place:?} {text:?} {code}: {what}");
    faults.extend(fault(plain.as_deref(), &told, wanted.as_deref()).map(|what| at(&what)));
    // Over rupiah a letter may be a factor.
    let is_letter = text.len() == 1 && text.starts_with(char::is_alphabetic) && unit == "rupiah";
    let is_label = meant == Nothing && matches!(place, Brackets | Named) && !is_letter;
    if is_label && place == Named && told.iter().any(|one| one.severity == Severity::Error) {
        faults.push(at(&format!("an error for what is no unit: {:?}", told[0].title)));
    }
    let mends = mended(&told, &package, &rules, &file);
    for (mend, rules, file) in &mends {
        // What a mend says of the figures is then what is meant.
        let says_so = [" memang ", "hapus baris"].iter().any(|words| mend.contains(words));
        let has_factor = matches!(meant, Zeros(_) | Unclear | Of(1.., _));
        if says_so && !has_factor {
            continue;
        }
        let (plain, told, _) = computed(rules, file, code);
        let what = fault(plain.as_deref(), &told, wanted.as_deref());
        faults.extend(what.map(|what| at(&format!("{what}, behind {mend}"))));
    }
    1 + mends.len()
}

#[test]
fn no_factor_is_dropped_in_silence() {
    let (mut faults, mut cases, mut at) = (Vec::new(), 0, 0);
    let parts = |unit: &str| if unit == "persen" { Unclear } else { Nothing };
    for place in PLACES {
        for &thing in THINGS {
            let parts = PARTS.iter().map(|text| (*text, parts(thing.1)));
            for (text, meant) in SPELLINGS.iter().copied().chain(parts) {
                at += 1;
                // A number without a common divisor with those of the lists, so that every pair of them comes up.
                if at % crate::sample::of(11, 1) == 0 {
                    cases += look(place, text, meant, thing, &mut faults);
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} of {cases}:\n{}", faults.len(), faults.join("\n"));
    assert!(cases > crate::sample::of(300, 3000), "{cases}");
}
