//! Slips whose every word and number means something: the mend keeps all of it.

use super::expected::expected_with;
use super::{Refused, branch, listed};
use crate::diagnostic::nearest::one_slip;
use crate::diagnostic::{Edit, Suggestion, nearest};
use crate::number;
use crate::source::Span;
use crate::syntax::lines::{is_quote, leading_word};
use crate::syntax::parser::{Rule, parse_line};
use crate::syntax::problem::{Extra, WritingProblem};
use crate::syntax::stray;
use crate::syntax::words::{self, Block, clause};

fn instead(span: Span, found: &str, instead: &str) -> WritingProblem {
    let edits = vec![Edit::replace(span, instead)];
    WritingProblem::ForeignOperator { span, found: found.to_string(), instead: instead.to_string().into(), edits }
}

/// What was expected, with one mend and no example beside it.
fn mended(refused: &Refused, text: String, edit: Edit) -> WritingProblem {
    let mut problem = expected_with(refused, vec![Suggestion::new(text, vec![edit])]);
    if let WritingProblem::Expected { hints, .. } = &mut problem {
        hints.example = None;
    }
    problem
}

/// `kalau A > 0 maka 1 selain itu 0`: what people say for `jika`, with which the line is whole.
pub fn said_if(refused: &Refused) -> Option<WritingProblem> {
    let is_it = |word: &str| CALLED.iter().any(|(said, meant)| *meant == "jika" && word.eq_ignore_ascii_case(said));
    let line = refused.line;
    let all: Vec<(usize, &str)> = branch::words(line).into_iter().filter(|(at, word)| *at > 0 && is_it(word)).collect();
    let (first, found) = *all.first().filter(|(at, _)| *at <= refused.mismatch.at)?;
    // Of `… kalau tidak 0` only the first stands for `jika`.
    let whole = |known: &[(usize, &str)]| {
        let (mut mended, mut from) = (String::new(), 0);
        for (at, word) in known {
            mended = mended + &line[from..*at] + "jika";
            from = at + word.len();
        }
        parse_line(refused.rule, &(mended + &line[from..])).is_ok()
    };
    let known = (1..=all.len()).rev().map(|count| &all[..count]).find(|known| whole(known));
    let begins = ["maka", "selain"].iter().any(|word| leading_word(refused.rest()).eq_ignore_ascii_case(word));
    let known = known.or(begins.then_some(&all[..1]))?;
    let edits = known.iter().map(|(at, word)| Edit::replace(refused.span(*at, word.len()), "jika")).collect();
    let span = refused.span(first, found.len());
    Some(WritingProblem::ForeignOperator { span, found: found.to_string(), instead: "jika".into(), edits })
}

/// `rentang : jiak A < B maka …`: a `maka` to which no `jika` belongs, and a word before it that is nearly one.
pub fn jika(refused: &Refused) -> Option<WritingProblem> {
    if !["maka", "selain"].iter().any(|word| leading_word(refused.rest()).eq_ignore_ascii_case(word)) {
        return None;
    }
    let before = refused.before();
    let start = before.rfind([':', '=', '(']).map_or(leading_word(before).len(), |at| at + 1);
    let words = branch::words(before);
    let (at, word) = words.into_iter().find(|(at, word)| *at >= start && one_slip(word, "jika"))?;
    let is_slip = !word.eq_ignore_ascii_case("jika");
    is_slip.then(|| instead(refused.span(at, word.len()), word, "jika"))
}

/// `jika target = 0 = tidak terdefinisi "target nol"`: the words are right, and the sign in front of them is not.
pub fn undefined_behind_equals(refused: &Refused) -> Option<WritingProblem> {
    let line = refused.line;
    let words = branch::words(line);
    let is_it = |pair: &&[(usize, &str)]| {
        pair[0].1.eq_ignore_ascii_case("tidak") && pair[1].1.eq_ignore_ascii_case("terdefinisi")
    };
    let (at, _) = words.windows(2).find(is_it).filter(|_| refused.rule == Rule::case_line)?[0];
    let before = line[..at].trim_end().strip_suffix('=')?;
    let is_whole = parse_line(refused.rule, &format!("{before}: {}", &line[at..])).is_ok();
    is_whole.then(|| instead(refused.span(before.len(), 1), "=", ":"))
}

/// `tiidak terdefinisi "target nol"`
pub fn undefined(refused: &Refused) -> Option<WritingProblem> {
    let words = branch::words(refused.before());
    let [.., (at, denied), (_, last)] = words.as_slice() else { return None };
    let is_it = refused.rest().starts_with(is_quote) && one_slip(last, "terdefinisi") && one_slip(denied, "tidak");
    let end = refused.before().len();
    is_it.then(|| instead(refused.span(*at, end - at), &refused.before()[*at..], "tidak terdefinisi"))
}

/// `anggota` alone, and its list on the lines below.
pub fn list_below(refused: &Refused) -> Option<WritingProblem> {
    let end = refused.base + refused.line.len();
    let (length, list) = listed::below(&refused.text[end..], refused.rule, refused.line)?;
    let edit = Edit::replace(refused.file_span(end, length), format!(" {list}"));
    let word = refused.line.trim().to_lowercase();
    let text = format!("tulis di satu baris, dipisah titik koma:  {word} {}", crate::syntax::problem::to_type(&list));
    Some(mended(refused, text, edit))
}

/// `batas maksimal 120`
pub fn cap(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest().split('#').next().unwrap_or_default();
    let word = leading_word(rest);
    let text = stray::cap(word, rest[word.len()..].trim_start()).filter(|_| refused.rule == Rule::cap_line)?;
    let start = leading_word(refused.line).len();
    let edit = Edit::replace(
        refused.span(start, refused.mismatch.at + rest.trim_end().len() - start),
        text.strip_prefix("batas")?,
    );
    Some(mended(refused, format!("tulis  {text}"), edit))
}

/// `arah semakin rendah`, `arah stabil`, `arah makin rendah makin baik`
pub fn direction(refused: &Refused) -> Option<WritingProblem> {
    if refused.rule != Rule::direction_line {
        return None;
    }
    let (rest, at) = (refused.rest(), refused.mismatch.at);
    let words: Vec<&str> = rest.split('#').next().unwrap_or_default().split_whitespace().collect();
    let says = |word: &str, known: &[&str]| known.iter().any(|one| word.eq_ignore_ascii_case(one));
    let is_way = |word: &str| says(word, &["makin", "semakin", "kian", "lebih"]);
    if let [way, "baik" | "bagus"] = words.as_slice()
        && refused.wants(Rule::EOI)
        && is_way(way)
    {
        let gap = refused.before().len();
        let end = at + rest.trim_end().len();
        let extra = Extra::Piece(refused.span(gap, end - gap));
        return Some(WritingProblem::ExtraText { span: refused.span(at, end - at), found: refused.found(), extra });
    }
    if !refused.wants(Rule::direction) && !refused.wants(Rule::kw_makin) {
        return None;
    }
    let steady = ["stabil", "tetap", "range", "kisaran", "interval", "antara"];
    let (found, meant) = match words.as_slice() {
        [way, turned, ..] if is_way(way) || one_slip(way, "makin") => {
            let end = rest.find(turned)? + turned.len();
            (&rest[..end], format!("makin {}", nearest(turned, ["tinggi", "rendah"]).or(super::words::meant(turned))?))
        }
        [word, ..] if says(word, &steady) || nearest(word, ["rentang"]).is_some() => {
            (&rest[..word.len()], "rentang".to_string())
        }
        _ => return None,
    };
    let edit = Edit::replace(refused.span(at, found.len()), meant.as_str());
    Some(mended(refused, format!("tulis  {meant}"), edit))
}

/// `urutan TMP; WDP; WTP`
pub fn words_of_order(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest().split('#').next().unwrap_or_default().trim_end();
    if refused.rule != Rule::order_line || rest.contains(is_quote) || !rest.contains([';', ',']) {
        return None;
    }
    let words: Vec<&str> = rest.split([';', ',']).map(str::trim).filter(|word| !word.is_empty()).collect();
    let list = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join("; ");
    let edit = Edit::replace(refused.span(refused.mismatch.at, rest.len()), list.as_str());
    Some(mended(refused, format!("tulis  {list}"), edit))
}

/// `skala 0..Rp5000`
pub fn currency(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest();
    let word = rest.get(..2).filter(|word| word.eq_ignore_ascii_case("rp"))?;
    let number = rest[2..].trim_start_matches(['.', ' ']);
    let is_limit = takes_numbers(refused.rule) && number.starts_with(|c: char| c.is_ascii_digit());
    let span = refused.span(refused.mismatch.at, rest.len() - number.len());
    is_limit.then(|| WritingProblem::ExtraText { span, found: format!("\"{word}\""), extra: Extra::Currency })
}

/// `langkah 1/2`: the decimal that it is, where there is one.
pub fn fraction(refused: &Refused) -> Option<WritingProblem> {
    let under = refused.rest().strip_prefix('/')?.split('#').next()?.trim();
    let over = refused.last_token();
    if !takes_numbers(refused.rule) || !over.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = |text: &str| number::parse_decimal(&text.replace(',', ".")).ok();
    let quotient = number(over).zip(number(under)).and_then(|(over, under)| {
        let quotient = over.checked_div(under)?;
        (quotient.checked_mul(under)? == over && quotient.scale() < 10)
            .then(|| number::with_comma(quotient.normalize()))
    });
    let start = refused.before().len() - over.len();
    let length = refused.mismatch.at + refused.rest().split('#').next()?.trim_end().len() - start;
    let span = refused.span(start, length);
    let mends = quotient
        .into_iter()
        .map(|number| Suggestion::new(format!("tulis {number}"), vec![Edit::replace(span, number)]));
    let what = "di sini hanya angka, bukan hitungan".to_string();
    let extra =
        Extra::Elsewhere { what, mends: mends.collect(), advice: Some("tulis hasil hitungannya sebagai desimal") };
    Some(WritingProblem::ExtraText { span, found: String::new(), extra })
}

/// `batas 0..1 20`: two numbers are one, or one of them says something else; none of them is superfluous.
pub fn split_number(refused: &Refused) -> Option<WritingProblem> {
    let (first, second) = (refused.last_token(), refused.token());
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let is_grouped = first.len() < 4 && second.len() == 3;
    if !takes_numbers(refused.rule)
        || !is_number(first)
        || !second.starts_with(|c: char| c.is_ascii_digit())
        || is_grouped
    {
        return None;
    }
    let gap = refused.before().len();
    let mut mends = Vec::new();
    if is_number(second) {
        let edits = vec![Edit::replace(refused.span(gap, refused.mismatch.at - gap), "")];
        mends.push(Suggestion::new(format!("tulis {first}{second} bila satu angka"), edits));
    }
    let what = format!("antara {first} dan {second} ada spasi");
    let extra = Extra::Elsewhere {
        what,
        mends,
        advice: Some("ujung sebuah rentang satu angka saja; dua ujung dipisah dua titik (..)"),
    };
    Some(WritingProblem::ExtraText { span: refused.here(), found: String::new(), extra })
}

/// `> 50  100 : "B"`, `0 60 : 1`: the ends of a range side by side. What may be one number of thousands is asked about, unless
/// more than a space stands there.
pub fn lost_dots(refused: &Refused) -> Option<WritingProblem> {
    let (low, high) = (refused.last_token(), refused.token());
    let gap = refused.before().len();
    let number = |text: &str| number::parse_decimal(&text.replace('_', "").replace(',', ".")).ok();
    let takes_ranges = matches!(refused.rule, Rule::band_line | Rule::piece_line | Rule::no_band_line);
    let part = refused.rest().split([':', '"']).next().unwrap_or_default();
    let is_range = takes_ranges && refused.wants(Rule::dots) && !part.contains("..") && gap < refused.mismatch.at;
    if !is_range || number(low)? >= number(high)? {
        return None;
    }
    let is_group = high.len() == 3 && low.len() < 4 && !low.starts_with('0');
    let is_group = is_group && [low, high].iter().all(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let edit = refused.insert("..");
    if !is_group || refused.mismatch.at - gap > 1 {
        let (span, before) = (refused.here(), refused.found());
        return Some(WritingProblem::MissingSign { span, sign: "..", before, edit });
    }
    let one = Edit::replace(refused.span(gap, refused.mismatch.at - gap), "_");
    let mends = vec![
        Suggestion::new(format!("tulis {low} .. {high} bila rentang"), vec![edit]),
        Suggestion::new(format!("tulis {low}_{high} bila satu angka"), vec![one]),
    ];
    let extra = Extra::Elsewhere { what: format!("antara {low} dan {high} ada spasi"), mends, advice: None };
    Some(WritingProblem::ExtraText { span: refused.here(), found: String::new(), extra })
}

/// Lines that hold numbers and nothing that is reckoned.
fn takes_numbers(rule: Rule) -> bool {
    matches!(rule, Rule::scale_line | Rule::cap_line | Rule::step_line)
}

/// `jikka target = 0 : 0`, `formula 40%*IKM`, `grup IKU`: the line begins as one of the language does but for its first
/// word, and fits it then; what begins it so.
pub fn begun_so(word: &str, body: &str, clauses: &[(&'static str, Rule)]) -> Option<&'static str> {
    let fits = |known: &str, rule: Rule| parse_line(rule, &format!("{known}{}", &body[word.len()..])).is_ok();
    let fitting = |meant: &'static str| {
        let known = clauses.iter().find(|(known, _)| *known == leading_word(meant));
        known.is_some_and(|(_, rule)| fits(meant, *rule))
    };
    if let Some((_, meant)) = CALLED.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)) {
        // `IKU "Utama"` is a name and its title.
        let behind = body[word.len()..].trim_start();
        let is_name = words::in_capitals(word) && behind.starts_with(is_quote);
        return Some(*meant).filter(|meant| !is_name && fitting(meant));
    }
    // A number in the word says something that none of the language does.
    let has_number = word.contains(|c: char| c.is_ascii_digit());
    let near = |known: &&str| !has_number && nearest(word, [*known]).is_some();
    let fitting: Vec<&str> = clauses.iter().map(|(known, _)| *known).filter(near).filter(|one| fitting(one)).collect();
    nearest(word, fitting)
}

/// The word that a line of a definition has lost in front: `target = 0 : tidak terdefinisi`, `capaian turun`, `capaian "C"`.
pub fn lost_word(line: &str, block: Block) -> Option<&'static str> {
    let line = line.split('#').next().unwrap_or_default().trim();
    let behind = line[leading_word(line).len()..].trim_start();
    let is_sorted = ["turun", "naik"].iter().any(|way| line.ends_with(way));
    let word = match block == Block::AchievementRule {
        true => "jika",
        false if block != Block::Table => return None,
        false if is_sorted => "urut",
        false if behind.is_empty() || behind.starts_with(is_quote) => "kolom",
        false => return None,
    };
    let (_, rule, _) = clause(word)?;
    parse_line(*rule, &format!("{word} {line}")).is_ok().then_some(word)
}

/// The same of a line that begins with no word of the language: `A; B` of a group, `0..100` of a quantity. Of several words that
/// fit the one that the definition needs, else none. `has` tells which lines it has.
pub fn lost_first(line: &str, block: Block, has: impl Fn(&str) -> bool) -> Option<&'static str> {
    let line = line.split('#').next().unwrap_or_default().trim();
    let first = leading_word(line);
    let is_role = words::reserved().any(|known| first == known);
    if block == Block::Table && is_role && !line.contains('(') {
        return lost_word(line, block);
    }
    // `arah5 makin tinggi` has a word too much, not one too few.
    let is_begun = words::begins_a_line(first.trim_end_matches(|c: char| c.is_ascii_digit()));
    if block == Block::Data || is_begun {
        return None;
    }
    let is_reckoned = line.contains(|c| "+-*/^(".contains(c));
    let fits = |word: &&'static str| {
        let is_fine = match *word {
            "rumus" | "capaian" | "target" => is_reckoned,
            "bobot" => line.contains(|c: char| c.is_ascii_digit()),
            "berlaku" => line.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4),
            _ => SEVERAL.contains(word) || !has(word),
        };
        is_fine && clause(word).is_some_and(|(_, rule, _)| parse_line(*rule, &format!("{word} {line}")).is_ok())
    };
    let fitting: Vec<&'static str> = block.clauses().filter(fits).collect();
    let needed = match line.contains(';') {
        true if block == Block::Group => Some("anggota"),
        true if block == Block::Table => Some("baris"),
        false if line == "persen" => Some("satuan"),
        true | false => None,
    };
    match fitting.as_slice() {
        [only] => Some(*only),
        all => needed.filter(|word| all.contains(word)),
    }
}

/// Lines of which a definition may have several.
const SEVERAL: [&str; 10] =
    ["kolom", "penutup", "subtotal", "jika", "catatan", "dasar", "terima", "diketahui", "hasil", "kecuali"];

/// What people call a line otherwise.
const CALLED: &[(&str, &str)] = &[
    ("formula", "rumus"),
    ("perhitungan", "rumus"),
    ("polaritas", "arah"),
    ("unit", "satuan"),
    ("pembulatan", "bulat"),
    ("dibulatkan", "bulat"),
    ("komponen", "besaran"),
    ("variabel", "besaran"),
    ("parameter", "besaran"),
    ("grup", "kelompok"),
    ("group", "kelompok"),
    ("iku", "indikator"),
    ("ikk", "indikator"),
    ("ikd", "indikator"),
    ("kriteria", "aturan predikat"),
    ("total", "penutup"),
    ("jumlah", "penutup"),
    ("keterangan", "catatan"),
    ("sumber", "dasar"),
    ("kalau", "jika"),
    ("bila", "jika"),
    ("apabila", "jika"),
    ("bilamana", "jika"),
    ("jikalau", "jika"),
    ("andai", "jika"),
    ("semakin", "makin"),
    ("kian", "makin"),
];
