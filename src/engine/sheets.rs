//! Data files that are sheets: what rules look for in them, and fixes worded as instructions, since workbooks are not
//! edited here.

use super::Package;
use crate::data::csv::knows_header;
use crate::data::header::measure_in;
use crate::data::schema::Schema;
use crate::data::split::unquoted;
use crate::data::wide::{WideColumn, wide_column};
use crate::diagnostic::{Code, Diagnostic, Edit, Place, Severity, Suggestion};
use crate::program::DataSource;
use crate::source::sheet::{Laid, Wanted};
use crate::source::{SourceId, Sources, Span};

/// The content of a data file.
#[derive(Debug, Clone)]
pub enum Contents {
    /// Text.
    Text(String),
    /// A sheet of a workbook or a table of a document, laid out as text.
    Sheet(Box<Laid>),
}

/// Opens a data file and registers its text; also returns how it was read.
pub(super) fn open(
    package: &mut Package,
    file: &DataSource,
    read: &mut impl FnMut(&Wanted) -> Result<Contents, Box<Diagnostic>>,
) -> Result<(SourceId, Vec<Diagnostic>), Box<Diagnostic>> {
    let contents = package.looking_for(Some(file), (&file.path, None), false, |wanted| {
        read(&Wanted { span: Some(file.span), ..*wanted }).map_err(|problem| match problem.span() {
            Some(_) => problem,
            None => Box::new(problem.at(file.span, "")),
        })
    })?;
    Ok(match contents {
        Contents::Text(text) => (package.sources.add(file.path.clone(), text), Vec::new()),
        Contents::Sheet(laid) => {
            let told = told(&laid);
            (package.sources.add_sheet(laid.name, laid.text, laid.sheet), told)
        }
    })
}

impl Package {
    /// What rules look for in a file: on this sheet, if they name it, else on any. `may_be_wide` where its columns may be headed by
    /// codes.
    pub(crate) fn looking_for<T>(
        &self,
        known: Option<&DataSource>,
        (file, sheet): (&str, Option<&str>),
        may_be_wide: bool,
        look: impl FnOnce(&Wanted) -> T,
    ) -> T {
        let schema = self.schema_of(known);
        let (headers, codes) = known.map(|known| headers(self, known)).unwrap_or_default();
        look(&Wanted {
            file,
            sheet: sheet.or(known.and_then(|known| known.sheet.as_deref())),
            first_row: known.and_then(|known| known.first_row),
            hidden_rows: known.and_then(|known| known.hidden_rows),
            headers: &headers,
            codes: &codes,
            span: None,
            year: schema.default_year,
            knows: &|code| knows_code(code, &schema),
            is_known: &|header| {
                knows_header(header, &schema)
                    || may_be_wide && !matches!(wide_column(header, &schema), WideColumn::Unknown(_))
            },
            measure: &|text| measure_in(text, &schema),
        })
    }
}

/// The headers that rules name for a file, and which of them are those of codes.
fn headers(package: &Package, file: &DataSource) -> (Vec<(String, Span)>, Vec<String>) {
    let named = file.headings.iter().map(|heading| (heading.header.clone(), heading.span));
    let fields = package.program.iter().flat_map(|program| {
        file.headers.iter().map(|(id, header)| (header.clone(), program.fields[id.0 as usize].span))
    });
    let codes = file.headings.iter().filter(|heading| heading.role == "kode").map(|heading| heading.header.clone());
    (named.chain(fields).collect(), codes.collect())
}

fn knows_code(code: &str, schema: &Schema) -> bool {
    schema.codes.contains_key(code) || (code.contains('.') && schema.is_covered(code))
}

/// Whether a data file is this one of the rules.
pub(super) fn is_of(name: &str, file: &DataSource) -> bool {
    if name == file.path || name == file.name() {
        return true;
    }
    let rest = name.strip_prefix(file.path.as_str()).and_then(|rest| rest.strip_prefix(", "));
    rest.is_some_and(|rest| file.sheet.as_deref().is_none_or(|sheet| rest == sheet))
}

/// Findings about how a sheet was read, and about its sum rows, each reported once.
pub(crate) fn told(laid: &Laid) -> Vec<Diagnostic> {
    let one = |code, title: &str, reasons: &[String]| {
        let found = Diagnostic::new(code, Severity::Warning, title).at_place(Place::File(laid.name.clone()), "");
        reasons.iter().cloned().fold(found, Diagnostic::because)
    };
    let mut all = Vec::new();
    if !laid.sums.is_empty() {
        let title = "baris jumlah lain dari jumlah baris-barisnya";
        all.push(
            one(Code::B0136, title, &laid.sums).advise("baris jumlah tidak ikut dihitung; periksa mana yang benar"),
        );
    }
    if !laid.told.is_empty() {
        all.push(one(Code::B0135, "cara tabel ini dibaca perlu dilihat sekali", &laid.told));
    }
    all
}

/// The same finding with edits of a sheet worded as instructions.
pub(super) fn in_words(finding: Diagnostic, sources: &Sources) -> Diagnostic {
    let is_sheet = |edit: &Edit| sources.get(edit.span.source).sheet().is_some();
    let stands_there = finding.labels.iter().any(|label| match &label.place {
        Place::Cell(cell) => sources.get(cell.source).sheet().is_some(),
        Place::Text(_) | Place::File(_) => false,
    });
    if !stands_there {
        return finding;
    }
    let (told, kept): (Vec<Suggestion>, Vec<Suggestion>) =
        finding.suggestions.into_iter().partition(|mend| mend.edits.iter().any(is_sheet));
    let told = told.into_iter().map(|mend| word(&mend, sources));
    let advice = told.chain(finding.advice).filter(|advice| !advice.contains(ROW_OF_SUM)).collect();
    Diagnostic { suggestions: kept, advice, ..finding }
}

/// Marks the advice about sum rows, which are recognised when a sheet is read.
const ROW_OF_SUM: &str = "bila ini baris jumlah";

/// A fix in words: what to type into which cell.
fn word(mend: &Suggestion, sources: &Sources) -> String {
    let typed: Vec<Typed> = mend.edits.iter().filter_map(|edit| typed(edit, sources)).collect();
    let bare = if typed.iter().any(|one| one.is_worded) { ", dengan format angka biasa" } else { "" };
    let typed: Vec<String> = typed.into_iter().map(|one| one.text).collect();
    let text = mend.text.trim_end_matches(['.', ':']);
    // `tulis 80,5 saja bila …` already says what to type.
    if let ([edit], [typed]) = (mend.edits.as_slice(), typed.as_slice())
        && let Some(rest) = text.strip_prefix("tulis ").and_then(|rest| rest.strip_prefix(&*unquoted(&edit.text)))
        && (rest.is_empty() || rest.starts_with(' '))
    {
        return format!("{typed}{bare}{}", rest.strip_prefix(" saja").unwrap_or(rest));
    }
    match typed.is_empty() || typed.len() < mend.edits.len() {
        true => text.to_string(),
        false => format!("{text}: {}{bare}", typed.join(", ")),
    }
}

/// What is typed into a cell.
struct Typed {
    text: String,
    /// Whether its format writes words around it, or leaves thousands out: what is typed there gets them, too.
    is_worded: bool,
}

/// `ketik 80 di sel D7`; none if an edit does not replace one whole cell.
fn typed(edit: &Edit, sources: &Sources) -> Option<Typed> {
    let source = sources.get(edit.span.source);
    let sheet = source.sheet()?;
    let position = source.position(edit.span.start as usize);
    let (start, line) = source.line(position.line);
    let at = edit.span.start as usize - start;
    let (mut column, mut is_open) = (0, false);
    for byte in line.as_bytes().get(..at)? {
        match byte {
            b'"' => is_open = !is_open,
            b';' if !is_open => column += 1,
            _ => {}
        }
    }
    let text = unquoted(&edit.text);
    if is_open || text.is_empty() || text.contains(['\n', ';']) {
        return None;
    }
    Some(Typed {
        text: format!("ketik {text} di {}", sheet.cell(position.line, column)),
        is_worded: sheet.worded.contains(&(position.line, column)),
    })
}
