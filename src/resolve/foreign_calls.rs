//! Calls of functions that spreadsheets have and the language has other words for.

use super::program::Role;
use crate::diagnostic::{Edit, Suggestion};
use crate::number;
use crate::source::{Sources, Span};
use crate::syntax::ast;

/// A call of a function that is not known.
pub(super) struct Called<'a> {
    /// Its name in small letters.
    pub word: &'a str,
    pub name: Span,
    pub arguments: &'a [ast::Expr],
    /// With its brackets.
    pub whole: Span,
}

impl Called<'_> {
    /// The call in the words of the language.
    pub fn meant(&self, sources: &Sources) -> Option<Suggestion> {
        let mends = [
            self.as_choice(sources),
            self.of_period(sources),
            self.as_role(),
            self.joined(),
            self.without_catch(),
            self.rounded(sources),
            self.counted(sources),
        ];
        mends.into_iter().flatten().next()
    }

    /// `JIKA(A > 1; 2; 3)`
    fn as_choice(&self, sources: &Sources) -> Option<Suggestion> {
        let [condition, then, otherwise] = self.arguments else { return None };
        let edits = vec![
            between(self.start(), condition.span, "(jika "),
            between(condition.span, then.span, " maka "),
            between(then.span, otherwise.span, " selain itu "),
            between(otherwise.span, self.whole.after(), ")"),
        ];
        let said = [condition, then, otherwise].map(|part| sources.slice(part.span).trim());
        let text = match said.iter().map(|part| part.len()).sum::<usize>() {
            0..=60 => format!("tulis  jika {} maka {} selain itu {}", said[0], said[1], said[2]),
            _ => "tulis jika … maka … selain itu …".to_string(),
        };
        matches!(self.word, "jika" | "if" | "iif").then_some(Suggestion::new(text, edits))
    }

    /// `pagu("7.01")`: a role precedes its thing without brackets.
    fn as_role(&self) -> Option<Suggestion> {
        let [of] = self.arguments else { return None };
        let role = Role::from_word(self.word)?.word()?;
        let is_thing = matches!(of.kind, ast::ExprKind::Text(_) | ast::ExprKind::Reference(_));
        let edits = vec![
            Edit::replace(Span { end: of.span.start, ..self.name }, format!("{role} ")),
            Edit::replace(Span { start: of.span.end, ..self.whole }, ""),
        ];
        is_thing.then(|| Suggestion::new(format!("tulis \"{role}\" di depan namanya, tanpa tanda kurung"), edits))
    }

    /// `realisasi(tahun-1)`, `IKM(2024)`: a year stands in square brackets.
    fn of_period(&self, sources: &Sources) -> Option<Suggestion> {
        let [period] = self.arguments else { return None };
        let edits = vec![
            Edit::replace(Span { start: self.name.end, end: period.span.start, ..self.whole }, "["),
            Edit::replace(Span { start: period.span.end, ..self.whole }, "]"),
        ];
        let text = format!("tulis  {}[{}]", sources.slice(self.name).trim(), sources.slice(period.span).trim());
        self.is_period(sources).then_some(Suggestion::new(text, edits))
    }

    /// Whether what stands between the brackets is a time.
    pub fn is_period(&self, sources: &Sources) -> bool {
        let [period] = self.arguments else { return false };
        let written = sources.slice(period.span).trim();
        let first = written.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_year =
            written.len() == 4 && written.starts_with(['1', '2']) && written.bytes().all(|b| b.is_ascii_digit());
        is_year || ["tahun", "triwulan", "awal", "akhir"].iter().any(|word| first.eq_ignore_ascii_case(word))
    }

    /// `AND(A > 1; B > 2)`, `NOT(A > 1)`
    fn joined(&self) -> Option<Suggestion> {
        let word = match self.word {
            "and" | "dan" => "dan",
            "or" | "atau" => "atau",
            "not" | "tidak" => "tidak",
            _ => return None,
        };
        let (first, last) = (self.arguments.first()?, self.arguments.last()?);
        let start = if word == "tidak" { "tidak (" } else { "(" };
        let mut edits = vec![between(self.start(), first.span, start)];
        edits.extend(self.arguments.windows(2).map(|pair| between(pair[0].span, pair[1].span, &format!(" {word} "))));
        edits.push(between(last.span, self.whole.after(), ")"));
        let is_one = self.arguments.len() == 1;
        let text = if is_one { "tulis  tidak (SYARAT)".into() } else { format!("tulis  SYARAT {word} SYARAT") };
        (is_one == (word == "tidak")).then_some(Suggestion::new(text, edits))
    }

    /// `IFERROR(A / B; 0)`: what has no value says so by itself.
    fn without_catch(&self) -> Option<Suggestion> {
        let first = self.arguments.first().filter(|_| matches!(self.word, "iferror" | "ifna" | "jikagalat"))?;
        let edits = vec![between(self.start(), first.span, "("), between(first.span, self.whole.after(), ")")];
        let text = "tulis isinya saja: yang tidak dapat dihitung sudah disebut begitu, bukan 0".to_string();
        Some(Suggestion::new(text, edits))
    }

    /// `ROUNDUP(A; 1)`, `INT(A)`: rounding is one function, which is told how.
    fn rounded(&self, sources: &Sources) -> Option<Suggestion> {
        let way = match self.word {
            "roundup" | "ceiling" | "ceil" => "ke_atas",
            "rounddown" | "trunc" => "pangkas",
            "int" | "floor" => "ke_bawah",
            _ => return None,
        };
        let (first, last) = (self.arguments.first()?, self.arguments.last()?);
        let written = |part: &ast::Expr| sources.slice(part.span).trim();
        // The second argument of `CEILING` and `FLOOR` is a step, and only a step of 1 leaves no decimals.
        let is_step = matches!(self.word, "ceiling" | "ceil" | "floor");
        let places = match self.arguments {
            [_] => "0",
            [_, step] if is_step => (written(step) == "1").then_some("0")?,
            [_, places] => written(places),
            _ => return None,
        };
        let edits = vec![
            Edit::replace(self.name, "bulat"),
            between(first.span, Span { end: last.span.end, start: last.span.end, ..last.span }, &format!("; {places}")),
            between(last.span, self.whole.after(), &format!("; {way})")),
        ];
        let below = if self.word == "roundup" { "; di bawah nol Excel menjauhi nol" } else { "" };
        Some(Suggestion::new(format!("tulis  bulat({}; {places}; {way}){below}", written(first)), edits))
    }

    /// `COUNTIF(capaian anggota; ">=100")`: the condition is one of the language.
    fn counted(&self, sources: &Sources) -> Option<Suggestion> {
        let [of, condition] = self.arguments else { return None };
        let ast::ExprKind::Text(text) = &condition.kind else { return None };
        let signs = text.len() - text.trim_start_matches(['<', '>', '=']).len();
        let (sign, value) = text.split_at(signs);
        let value = value.trim();
        // Of `1.000` nobody knows whether it is a thousand.
        let behind = value.split_once('.').map(|(_, behind)| behind.len());
        let is_number = number::parse_decimal(&value.replace(',', ".")).is_ok();
        let value = if is_number { value.replace('.', ",") } else { format!("\"{value}\"") };
        let condition = format!(" {} {value}", if sign.is_empty() { "=" } else { sign });
        let of = sources.slice(of.span).trim();
        let edits = vec![Edit::replace(self.whole, format!("banyaknya_bila({of}{condition})"))];
        let is_known = matches!(sign, "" | "=" | "<>" | "<" | ">" | "<=" | ">=");
        let text = format!("tulis  banyaknya_bila({of}{condition})");
        let is_clear = !is_number || behind != Some(3);
        (self.word == "countif" && is_known && is_clear).then_some(Suggestion::new(text, edits))
    }

    fn start(&self) -> Span {
        Span { end: self.whole.start, ..self.whole }
    }
}

fn between(from: Span, to: Span, text: &str) -> Edit {
    Edit::replace(Span { start: from.end, end: to.start, ..from }, text)
}

/// What the language has in the place of a function of spreadsheets that is no other name of one of its own.
pub(super) fn has_instead(name: &str) -> Option<&'static str> {
    let table = [
        ("sumif", SUM_IF),
        ("sumifs", SUM_IF),
        ("averageif", MEAN_IF),
        ("averageifs", MEAN_IF),
        ("countifs", "tulis  banyaknya_bila(SYARAT dan SYARAT) , misalnya  banyaknya_bila(capaian anggota IKU >= 100)"),
        ("counta", "yang terisi dihitung  banyaknya(capaian anggota IKU)"),
        ("countblank", "yang kosong dihitung  banyaknya_bila(tidak ada(nilai anggota IKU))"),
        (
            "sumproduct",
            "tulis  jumlah(A anggota IKU * B anggota IKU) ; dengan  bobot  pada kelompok:  rata_rata_tertimbang(capaian anggota)",
        ),
        ("mod", "sisa pembagian A oleh B ditulis  A - B * bulat(A / B; 0; ke_bawah)"),
        ("ceiling", "ke kelipatan N ditulis  bulat(A / N; 0; ke_atas) * N"),
        ("floor", "ke kelipatan N ditulis  bulat(A / N; 0; ke_bawah) * N"),
        ("mround", "ke kelipatan N ditulis  bulat(A / N; 0) * N"),
    ];
    table.into_iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, instead)| instead)
}

const SUM_IF: &str = "tulis  jumlah(jika SYARAT maka NILAI selain itu 0) , misalnya  jumlah(jika capaian anggota IKU >= 100 maka 1 selain itu 0)";
const MEAN_IF: &str = "tulis  jumlah(jika SYARAT maka NILAI selain itu 0) / banyaknya_bila(SYARAT)";

/// What stands for functions that look something up.
pub(super) fn looks_up(name: &str) -> bool {
    let known = ["vlookup", "hlookup", "xlookup", "lookup", "index", "match", "choose", "ifs", "switch"];
    known.iter().any(|known| name.eq_ignore_ascii_case(known))
}
