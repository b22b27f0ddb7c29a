//! The wording of findings about names and about the contents of a definition.

use super::column_words;
use super::mends;
use super::structure::StructureProblem;
use super::unlike_units;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::resolve::names::Version;
use crate::resolve::said::say_years;
use crate::source::{Sources, Span};
use crate::syntax::ast::{Direction, Years};

/// How many places of a repeated mistake are shown.
pub(super) const SHOWN: usize = 3;

impl StructureProblem {
    /// The whole message.
    pub fn into_diagnostic(self, sources: &Sources) -> Diagnostic {
        let error = |code: Code, title: String| Diagnostic::new(code, Severity::Error, title);
        let warning = |code: Code, title: String| Diagnostic::new(code, Severity::Warning, title);
        match self {
            StructureProblem::SameName { name, first, second } => {
                // A copy beside the original is the superfluous one, whichever is read first.
                let is_copy = |one: &Version| mends::is_copy(sources.get(one.span.source).name());
                let (first, second) =
                    if is_copy(&first) && !is_copy(&second) { (second, first) } else { (first, second) };
                let always = first.years == Years::ALWAYS && second.years == Years::ALWAYS;
                let years = match always {
                    true => String::new(),
                    false => {
                        let (first, second) = (say_years(first.years), say_years(second.years));
                        format!(" untuk tahun yang sama ({first} dan {second})")
                    }
                };
                let base = error(Code::K0101, format!("nama \"{name}\" didefinisikan dua kali{years}"))
                    .at(second.span, "")
                    .at(first.span, "yang pertama di sini");
                // Of two definitions with different years neither is superfluous; with different labels the second may
                // be about another thing, whose code was copied by mistake.
                let base = match (first.years == second.years, first.label == second.label) {
                    (true, true) => mends::either(base, sources, (first.span, first.item), (second.span, second.item)),
                    (true, false) => {
                        base.advise("bila yang kedua hal lain, beri kode lain; bila sama, hapus salah satunya")
                    }
                    (false, _) => base,
                };
                base.advise(match always {
                    true => "bila rumusnya berganti pada suatu tahun, tulis  berlaku mulai TAHUN  pada yang kedua",
                    false => "sesuaikan  berlaku  agar setiap tahun hanya punya satu definisi",
                })
            }
            StructureProblem::SameGeneral { prefix, first, second, block } => {
                let head = prefix.as_ref().map_or("umum".to_string(), |prefix| format!("umum \"{prefix}\""));
                let years = match first.1 == Years::ALWAYS && second.1 == Years::ALWAYS {
                    true => String::new(),
                    false => format!(" untuk tahun yang sama ({} dan {})", say_years(first.1), say_years(second.1)),
                };
                error(Code::K0101, format!("{head} ditulis dua kali{years}"))
                    .at(second.0, "")
                    .at(first.0, "yang pertama di sini")
                    .suggest("hapus yang kedua", vec![Edit::replace(block, "")])
                    .advise(
                        "gabungkan isinya; bila berganti pada suatu tahun, tulis  berlaku mulai TAHUN  pada yang kedua",
                    )
            }
            StructureProblem::NearUnit { span, written, near } => unlike_units::near(span, &written, near),
            StructureProblem::ReservedName { span, name, column: Some(column) } => {
                column_words::reserved(span, &name, column)
            }
            StructureProblem::ReservedName { span, name, column: None } => {
                let title = format!("\"{name}\" sudah dipakai bahasa ini, tidak dapat menjadi nama");
                let capitals = name.to_uppercase();
                error(Code::K0107, title).at(span, "").suggest(
                    format!("pakai nama lain, misalnya dalam huruf besar: {capitals}"),
                    vec![Edit::replace(span, capitals)],
                )
            }
            StructureProblem::UnknownHeading { span, line, name, header, near } => {
                column_words::unknown_heading((span, line), &name, &header, near)
            }
            StructureProblem::RepeatedHeading { span, first, role, header } => {
                column_words::repeated_heading((span, first), role, header)
            }
            StructureProblem::FieldIsName { span, value, name } => {
                error(Code::K0123, format!("\"{name}\" menjadi nama kolom data sekaligus nama nilai"))
                    .at(span, "")
                    .at(value, "nama nilai di sini")
                    .suggest(
                        format!("beri kolom nama lain, misalnya {name}_1"),
                        vec![Edit::replace(span, format!("{name}_1"))],
                    )
            }
            StructureProblem::FieldDiffers { span, first, name } => error(
                Code::K0124,
                format!("kolom \"{name}\" dinyatakan dua kali dengan satuan, jenis, atau triwulan berbeda"),
            )
            .at(span, "")
            .at(first, "yang pertama di sini")
            .suggest("samakan, atau hapus pernyataan kedua", vec![Edit::replace(span, "")]),
            StructureProblem::ParentOfAll { span } => {
                error(Code::K0003, "\"induk\" tidak dipakai di dalam umum tanpa awalan".into())
                    .at(span, "")
                    .suggest("hapus baris ini", vec![Edit::replace(span, "")])
                    .advise("tulis  induk  pada definisinya, atau pada umum yang berawalan, misalnya  umum \"7.01\"")
            }
            StructureProblem::UnitOfGroup { span, unit } => error(
                Code::K0003,
                format!("\"satuan {unit}\" tidak dipakai di dalam kelompok: capaiannya selalu persen"),
            )
            .at(span, "")
            .suggest("hapus baris ini", vec![Edit::replace(span, "")]),
            StructureProblem::RepeatedClause { span, first, word } => {
                let base = error(Code::K0103, format!("\"{word}\" ditulis dua kali; hanya satu yang berlaku"))
                    .at(span, "")
                    .at(first, "yang pertama di sini");
                match word {
                    "baris" => {
                        let head = Span { end: span.start + word.len() as u32, ..span };
                        base.suggest(
                            "bila tabel kedua berdampingan dengan yang pertama, tulis  sanding",
                            vec![Edit::replace(head, "sanding")],
                        )
                        .advise("baris yang berurutan ditulis dalam satu  baris , dipisah titik koma")
                    }
                    _ => mends::either(base, sources, (first, first), (span, span)),
                }
            }
            StructureProblem::TwoPolicies { span, first } => {
                error(Code::K0151, "\"wajib lengkap\" dan \"abaikan yang kosong\" tidak dapat berlaku bersama".into())
                    .at(span, "")
                    .at(first, "")
                    .suggest("hapus yang ini", vec![Edit::replace(span, "")])
                    .suggest("hapus yang pertama", vec![Edit::replace(first, "")])
            }
            StructureProblem::MissingClause { span, block, what, earlier: Some(earlier), .. } => {
                error(Code::K0104, format!("{} ini belum punya {what}", block.word()))
                    .at(span, "")
                    .at(earlier, "versi sebelumnya di sini")
                    .because("versi baru menggantikan seluruh isi yang lama, bukan hanya barisnya yang berubah")
                    .advise("salin isi versi sebelumnya ke sini, lalu ubah yang berubah")
            }
            StructureProblem::MissingClause { span, block, what, after, lines, advice, earlier: None } => {
                let base = error(Code::K0104, format!("{} ini belum punya {what}", block.word())).at(span, "");
                let base = lines.into_iter().fold(base, |base, line| {
                    let edit = Edit::insert_after(after, format!("\n  {line}"));
                    base.propose(format!("tambahkan baris  {line}"), vec![edit])
                });
                if advice.is_empty() { base } else { base.advise(advice) }
            }
            StructureProblem::OneNumber { span, word, number, mends } => {
                let title = match word {
                    "batas" => format!("batas ini membuat setiap capaian menjadi {number}"),
                    _ => format!("skala ini hanya memuat satu nilai, yaitu {number}"),
                };
                let base = error(Code::K0150, title).at(span, "");
                let base = if mends.is_empty() {
                    base.advise(format!("tulis kedua ujungnya, misalnya  {word} 0..100"))
                } else {
                    base
                };
                mends.into_iter().fold(base, |base, mend| {
                    // Of one number the other end is not known, unless a sign parts the two.
                    let line = format!("{word} {mend}");
                    let edits = vec![Edit::replace(span, line.as_str())];
                    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                    let parts = digits(sources.slice(span)) == digits(&line);
                    let text = format!("tulis  {line}");
                    if parts { base.suggest(text, edits) } else { base.propose(text, edits) }
                })
            }
            StructureProblem::NoStep { span } => error(Code::K0152, "\"langkah\" harus lebih dari nol".into())
                .at(span, "")
                .suggest("hapus bila nilainya tidak berlangkah", vec![Edit::replace(span, "")])
                .advise("misalnya  langkah 0,01  untuk nilai berdesimal dua"),
            StructureProblem::SecondPackage { span, first, block } => {
                error(Code::K0122, "\"paket\" hanya boleh satu".into())
                    .at(span, "")
                    .at(first, "yang pertama di sini")
                    .suggest("hapus yang kedua", vec![Edit::replace(block, "")])
            }
            StructureProblem::SecondData { span, first, block, path } => {
                error(Code::K0125, format!("berkas data \"{path}\" disebut dua kali"))
                    .at(span, "")
                    .at(first, "yang pertama di sini")
                    .suggest("hapus yang kedua", vec![Edit::replace(block, "")])
            }
            StructureProblem::SecondTable { span, first, name } => {
                error(Code::K0126, format!("nama tabel \"{name}\" dipakai dua kali"))
                    .at(span, "")
                    .at(first, "yang pertama di sini")
                    .suggest(format!("beri nama lain, misalnya {name}_1"), vec![Edit::insert_after(span, "_1")])
            }
            StructureProblem::RepeatedMember { span, name, rest } => {
                error(Code::K0116, format!("anggota \"{name}\" disebut dua kali, jadi akan dihitung dua kali"))
                    .at(span, "")
                    .suggest("hapus yang kedua", vec![Edit::replace(rest, "")])
            }
            StructureProblem::OwnMember { span, name, rest } => {
                let base = error(Code::K0154, format!("kelompok {name} menjadi anggota dirinya sendiri")).at(span, "");
                match rest {
                    Some(rest) => base.suggest("hapus dari anggotanya", vec![Edit::replace(rest, "")]),
                    None => base.advise("sebut indikator yang menjadi anggotanya"),
                }
            }
            StructureProblem::ColumnsFirst { span, head, rows, text } => {
                error(Code::K0156, "kolom ini ditulis sebelum  baris , padahal isinya mengikuti baris".into())
                    .at(span, "")
                    .at(rows, "barisnya baru di sini")
                    .suggest(
                        "pindahkan  baris  ke atas kolom yang pertama",
                        vec![Edit::insert_after(head, format!("\n  {text}")), Edit::replace(rows, "")],
                    )
            }
            StructureProblem::UnknownRule { spans, kind, name, nearest, unused, other, all } => {
                let base = error(Code::K0105, format!("aturan {kind} \"{name}\" tidak ada"));
                let base = spans.iter().take(SHOWN).fold(base, |base, span| base.at(*span, ""));
                let base = match spans.len() {
                    0..=SHOWN => base,
                    more => base.because(format!("aturan ini disebut di {} tempat lain juga", more - SHOWN)),
                };
                let edits = |text: &str| spans.iter().map(|span| Edit::replace(*span, text)).collect();
                match (nearest, other) {
                    (_, Some(other)) => base.advise(format!("{name} adalah aturan {other}, bukan aturan {kind}")),
                    (Some(near), _) => {
                        let unused = unused.map(|at| (at, sources.place(at)));
                        mends::near_rule(base, &name, &near, edits(&near), unused)
                    }
                    (None, None) if !all.is_empty() => base
                        .advise(format!("aturan {kind} yang ada: {all}"))
                        .advise(format!("atau tulis  aturan {kind} {name}")),
                    (None, None) => base.advise(format!("tulis dulu  aturan {kind} {name}")),
                }
            }
            StructureProblem::NoFormulaForDirection { rule, block, name, direction, users } => {
                let words = direction.words();
                let title = format!("aturan capaian {name} tidak punya rumus untuk {words}");
                let base = error(Code::K0120, title).at(rule, "");
                let base = users.iter().take(SHOWN).fold(base, |base, (indicator, span)| {
                    base.at(*span, format!("{indicator} memakainya dan {words}"))
                });
                proposals(direction).iter().fold(base, |base, formula| {
                    let line = format!("{words} : {formula}");
                    let edit = Edit::insert_after(block, format!("\n  {line}"));
                    base.propose(format!("tambahkan baris  {line}"), vec![edit])
                })
            }
            StructureProblem::RuleNotInForce { spans, kind, name, years, known, begun } => {
                mends::not_in_force(&spans, (kind, &name), years, &known, begun)
            }
            StructureProblem::Unused { span, block, kind, name, places } => {
                mends::unused(span, block, (kind, &name), &places)
            }
            StructureProblem::Cycle { path, through_time } => {
                let step = |(name, span): &(String, Span)| format!("{name} ({})", sources.place(*span));
                let mut steps: Vec<String> = match path.len() {
                    0..=9 => path.iter().map(step).collect(),
                    more => {
                        let skipped = format!("… {} langkah lagi …", more - 6);
                        path[..5].iter().map(step).chain([skipped]).chain(path.last().map(step)).collect()
                    }
                };
                let first = path.first().map(|(name, _)| name.clone()).unwrap_or_default();
                steps.push(first.clone());
                let base = error(Code::K0108, format!("{first} dihitung dari dirinya sendiri"));
                let base = path.iter().take(1).fold(base, |base, (_, span)| base.at(*span, ""));
                let base = if path.len() > 1 { base.because(steps.join(" → ")) } else { base };
                if through_time {
                    base.advise("hitungan antartahun harus berujung: beri  berlaku mulai TAHUN , dan data untuk tahun sebelumnya")
                } else {
                    base.advise("putuskan salah satu langkahnya; setiap nilai harus berujung pada data")
                }
            }
            StructureProblem::TwoPackages { name, packages: [first, second], years, span } => {
                let base = error(Code::K0131, format!("nama \"{name}\" ada di paket {first} dan di paket {second}"));
                not_replaced(base.at(span, ""), years)
                    .advise("pakai salah satu paket saja, atau tulis definisi Anda sendiri dengan  ganti")
            }
            StructureProblem::TwoGenerals { prefix, packages: [first, second], places, years, span } => {
                let head = prefix.map_or("umum".to_string(), |prefix| format!("umum \"{prefix}\""));
                let base = error(Code::K0131, format!("{head} ada di paket {first} dan di paket {second}"))
                    .at(span, "")
                    .at(places[0], format!("paket {first}"))
                    .at(places[1], format!("paket {second}"));
                not_replaced(base, years).advise(format!(
                    "pakai salah satu paket saja, atau tulis  {head}  di paket ini: yang di paket ini yang berlaku"
                ))
            }
            StructureProblem::ReplacesNothing { span, name } => {
                error(Code::K0130, format!("tidak ada {name} dari paket lain yang dapat diganti"))
                    .at(span, "")
                    .suggest("hapus kata \"ganti\"", vec![Edit::replace(span, "")])
            }
            StructureProblem::NeedsReplace { span, head, name, package, original } => {
                error(Code::K0132, format!("{name} sudah ada di paket {package}"))
                    .at(span, "")
                    .at(original, "di sini")
                    .suggest(
                        "tulis \"ganti\" di depannya bila memang diganti",
                        vec![Edit::insert_before(head, "ganti ")],
                    )
            }
            StructureProblem::NoSuchPackage { span, name, nearest, known } => {
                let base = error(Code::K0133, format!("paket \"{name}\" tidak ada")).at(span, "");
                let base = match nearest {
                    Some(near) => base.suggest(
                        format!("apakah maksud Anda \"{near}\"?"),
                        vec![Edit::replace(span, format!("\"{near}\""))],
                    ),
                    None => base,
                };
                base.advise(format!("paket yang tersedia: {}", known.join(", ")))
            }
            StructureProblem::WeightSum { span, sum, whole, percent, lack } => {
                mends::weight_sum(span, &sum, whole, percent, lack)
            }
            StructureProblem::WeightOfStranger { span, name, near, member, group } => {
                mends::stranger(span, &name, near.as_deref(), member, &group)
            }
            StructureProblem::RepeatedWeight { span, first, name } => {
                error(Code::K0143, format!("bobot {name} ditulis dua kali"))
                    .at(span, "")
                    .at(first, "yang pertama di sini")
                    .advise("hapus salah satunya; tiap anggota satu bobot")
            }
            StructureProblem::MissingWeight { span, names, rest, group } => {
                mends::missing_weight(span, &names, rest, &group)
            }
            StructureProblem::NoWeights { span, group } => error(Code::K0137, format!("{group} belum punya bobot"))
                .at(span, "")
                .advise("tulis  bobot NAMA 60%; NAMA 40%  di dalam kelompoknya"),
            StructureProblem::NeedlessAcceptance { span, words } => {
                warning(Code::K0138, format!("\"{words}\" tidak diperlukan"))
                    .at(span, "")
                    .suggest("hapus baris ini", vec![Edit::replace(span, "")])
            }
            StructureProblem::SharedMember { span, other, name, first, second, whole: (whole, at), only_once } => {
                let accept = "terima anggota ganda \"…\"";
                let title = format!("{name} menjadi anggota {first} dan {second}, jadi dihitung dua kali");
                let base = error(Code::K0139, title).at(span, "").at(other, "juga di sini");
                let base = match only_once {
                    Some(edit) => base.suggest(format!("hapus {name} dari {whole}"), vec![edit]),
                    None => base.advise("sebut di salah satu kelompok saja"),
                };
                base.suggest(
                    format!("bila memang dihitung dua kali menurut pedomannya, tulis pada {whole}:  {accept}"),
                    vec![Edit::insert_after(at, format!("\n  {accept}"))],
                )
            }
            StructureProblem::NoPlanPeriod { span, word, package } => {
                let base =
                    error(Code::K0140, format!("[{word}] belum jelas: periode rencana belum disebut")).at(span, "");
                match package {
                    Some(package) => base.propose(
                        "tulis  periode 2024..2026  di bawah paket",
                        vec![Edit::insert_after(package, "\n  periode 2024..2026")],
                    ),
                    None => base.advise("tulis  periode 2024..2026  di bawah paket"),
                }
            }
            StructureProblem::RepeatedWord { span, word } => {
                error(Code::K0141, format!("\"{word}\" disebut dua kali dalam urutan")).at(span, "")
            }
            StructureProblem::DeepConversion { span, name } => {
                error(Code::K0142, format!("konversi {name} memanggil konversi lain lebih dari tiga tingkat"))
                    .at(span, "")
                    .advise("tulis rumusnya langsung, atau hitung bertahap lewat beberapa rumus bernama")
            }
            StructureProblem::Assumed { spans, names, at } => {
                let declarations: String = names.iter().map(|name| format!("besaran {name}\n")).collect();
                let (shown, rest) = names.split_at(names.len().min(5));
                let more = if rest.is_empty() { String::new() } else { format!(", dan {} nama lain", rest.len()) };
                let title = format!("{}{more} belum dinyatakan; dianggap masukan dari data", shown.join(", "));
                let base = spans.into_iter().take(1).fold(warning(Code::K0115, title), |base, span| base.at(span, ""));
                base.suggest(
                    format!("nyatakan  besaran {}{more}", shown.join("; besaran ")),
                    vec![Edit::insert_before(at, declarations)],
                )
            }
        }
    }
}

/// Adds that an own version is in force only in other years.
fn not_replaced(base: Diagnostic, years: Option<Years>) -> Diagnostic {
    match years {
        Some(years) => base.because(format!("di paket ini tidak ada yang berlaku {}", say_years(years))),
        None => base,
    }
}

/// The formulas suggested for a direction without one.
fn proposals(direction: Direction) -> &'static [&'static str] {
    match direction {
        Direction::Higher => &["realisasi / target * 100"],
        Direction::Lower => &["(2*target - realisasi) / target * 100", "target / realisasi * 100"],
        Direction::Range => &[
            "jika realisasi > target_atas maka target_atas / realisasi * 100 selain itu jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu 100",
        ],
    }
}
