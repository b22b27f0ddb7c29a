//! `takar baru --dari`: the files of a package drafted from a table that an office has.

use super::super::args::NewArgs;
use super::Stop;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::draft::{self, Asked, Draft, Kept, Lacks, Refused};
use crate::folder::files;
use crate::office::{self, Book, Choice, Found, Kind, Line, Titled, letters, tables_of, year_of};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// The name that a file has in the package, and its bytes.
type Original = (String, Vec<u8>);

/// The draft from a file, and that file where it is the data: its name in the package, and its bytes.
pub fn drafted(args: &NewArgs, path: &Path, title: &str) -> Result<(Draft, Option<Original>), Stop> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (book, bytes) = book(path, &name)?;
    if book.sheets.iter().all(|sheet| sheet.rows.is_empty() || sheet.rows.len() > MOST_ROWS) {
        return Err(Box::new(lacking(Lacks::Bounds, &name)).into());
    }
    let (book, joined) = office::whole(&book);
    let book = &*book;
    let tables = tables_of(book);
    let (first, sheet) = chosen(book, &tables, args, &name)?;
    let (table, earlier) = if args.year.is_none() { latest(book, &tables, args, first) } else { (first, Vec::new()) };
    let sheet = if table.sheet == first.sheet { sheet } else { told_of(book, table) };
    let source = if sheet.is_empty() { name.clone() } else { format!("{name}, {sheet}") };
    // In a document each indicator may have a table of its own; sheets of one form are those of other offices or times.
    let may = |other: &Found| args.sheet.is_none() && (book.kind == Kind::Docx || other.sheet == table.sheet);
    let used = draft::alike(table, &tables, &may);
    let (whole, parts) = draft::join(&used, &|part| {
        (part.sheet != table.sheet || book.kind == Kind::Docx).then(|| book.sheets[part.sheet].name.clone())
    });
    let hints = vec![book.sheets[table.sheet].name.as_str(), name.as_str()];
    let file = format!("data/{name}");
    let has_others = tables.iter().filter(|other| other.sheet == table.sheet).count() > 1;
    let kept = Kept { book, file: &file, sheet: &book.sheets[table.sheet].name, has_others };
    // A text of cells is read by its lines, and a name that rules cannot say stays outside.
    let can_stay = book.kind != Kind::Csv && files::safe_name(&name) == name && !name.contains('"');
    let kept = (can_stay && parts.is_empty()).then_some(kept);
    let asked = Asked { title, source: &source, year: args.year, hints, parts: &parts, kept };
    let (drafted, titled) = match (draft::draft(&whole, &asked), year_before(&tables, table)) {
        // Below another table it is of the year that the title above that one names.
        (Err(Refused::Lacks(Lacks::Year)), Some((year, row))) => {
            let told = format!("tahun {year} menurut judul tabel di atasnya (baris {row}); bila lain, tulis  --tahun");
            (draft::draft(&whole, &Asked { year: Some(year), ..asked }), Some(told))
        }
        (drafted, _) => (drafted, None),
    };
    let mut draft = drafted.map_err(|refused| stop(refused, &source))?;
    draft.told.insert(0, format!("disusun dari {source}:"));
    draft.told.extend(titled);
    if !earlier.is_empty() {
        let years: Vec<String> = earlier.iter().map(i32::to_string).collect();
        let others = years.join(", ");
        draft.told.push(format!(
            "tabel sejenis dari tahun {others} tidak dipakai; untuk itu  --tahun {}",
            earlier[earlier.len() - 1]
        ));
    }
    draft.told.extend(joined);
    draft.told.extend(together(book, &tables, &used));
    draft.told.extend(others(book, &tables, &used));
    draft.told.extend(office::without_heading(book, &tables).map(|names| format!("{names} tidak dibaca")));
    let kept = draft.keeps.then_some((file, bytes));
    Ok((draft, kept))
}

/// So many columns are named in one message.
const MOST_NAMED: usize = 8;

/// Of so many rows most are figures of many units; they are not looked at one by one.
const MOST_ROWS: usize = 3 * draft::MOST_THINGS;

/// So large a file of tables is none.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

fn book(path: &Path, name: &str) -> Result<(Book, Vec<u8>), Stop> {
    let shown = path.display().to_string();
    let unreadable = |error: io::Error| {
        let known = error.kind() == io::ErrorKind::NotFound;
        let why = if known {
            format!("berkas \"{shown}\" tidak ada")
        } else {
            format!("\"{shown}\" tidak dapat dibaca: {error}")
        };
        let advice = "periksa nama berkas dan foldernya";
        Box::new(problem(&shown, why).advise(advice))
    };
    let length = fs::metadata(path).map_err(unreadable)?.len();
    if length > MOST_BYTES {
        return Err(Box::new(problem(&shown, format!("\"{shown}\" terlalu besar untuk sebuah tabel"))).into());
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let book = office::open(&bytes, name).map_err(|refused| Box::new(refused.into_diagnostic(&shown)))?;
    Ok((book, bytes))
}

/// The table that is asked for, or the one most like a table of indicators; and how its sheet is told.
fn chosen<'t>(book: &Book, tables: &'t [Found], args: &NewArgs, name: &str) -> Result<(&'t Found, String), Stop> {
    let asked = args.sheet.as_deref();
    let names = || book.sheets.iter().map(|sheet| format!("\"{}\"", sheet.name)).collect::<Vec<_>>().join(", ");
    let same = |sheet: &str, asked: &str| sheet.trim().to_lowercase() == asked.trim().to_lowercase();
    let (asked, row) = at_row(book, asked, &same);
    if let Some(asked) = asked.filter(|asked| !book.sheets.iter().any(|sheet| same(&sheet.name, asked))) {
        let title = format!("lembar \"{asked}\" tidak ada di {name}");
        return Err(Box::new(problem(name, title).advise(format!("yang ada: {}", names()))).into());
    }
    let own = tables.iter().filter(|table| asked.is_none_or(|asked| same(&book.sheets[table.sheet].name, asked)));
    let own = own.filter(|table| row.as_ref().is_none_or(|row| spot(tables, table) == *row));
    // What nobody sees is no table of the office while there is another; of tables that look alike the first.
    let is_seen = |table: &Found| is_seen(book, table);
    // Of tables of several years that of the year asked for.
    let is_asked = |table: &Found| args.year.is_some() && Titled::of(&table.above).year == args.year;
    let best = own
        .rev()
        .max_by_key(|table| (is_seen(table), draft::weight(table) / 1000, is_asked(table), draft::weight(table)));
    let Some(table) = best else {
        if let (Some(asked), Some(row)) = (asked, row) {
            let title = format!("lembar \"{asked}\" tidak punya tabel dengan judul di baris {row}");
            let rows: Vec<String> = tables
                .iter()
                .filter(|table| same(&book.sheets[table.sheet].name, asked))
                .map(|table| format!("\"{asked}:{}\"", spot(tables, table)))
                .collect();
            return Err(Box::new(problem(name, title).advise(format!("yang ada: {}", rows.join(", ")))).into());
        }
        let own = book.sheets.iter().filter(|sheet| asked.is_none_or(|asked| same(&sheet.name, asked)));
        let mut bare = own.filter_map(|sheet| Some((sheet, office::bare_heading(sheet, &Choice::default())?)));
        if let Some((sheet, row)) = bare.next() {
            let at = if book.kind == Kind::Csv { String::new() } else { format!("lembar \"{}\", ", sheet.name) };
            let title = format!("{at}baris {row} berisi judul kolom, tanpa baris data di bawahnya");
            return Err(Box::new(problem(name, title).advise("isi tabelnya dulu, lalu jalankan lagi")).into());
        }
        let title = format!("tidak ada tabel di {name}");
        let advice = "tabel dikenali dari judul kolomnya, misalnya Indikator, Target, Realisasi, Capaian";
        return Err(Box::new(problem(name, title).advise(advice)).into());
    };
    Ok((table, told_of(book, table)))
}

/// The sheet of a table as it is told.
fn told_of(book: &Book, table: &Found) -> String {
    let sheet = &book.sheets[table.sheet].name;
    let told = match book.kind {
        Kind::Csv => String::new(),
        Kind::Docx => sheet.clone(),
        Kind::Xlsx | Kind::Ods | Kind::Html => format!("lembar \"{sheet}\""),
    };
    told + if is_seen(book, table) { "" } else { " (tersembunyi)" }
}

fn is_seen(book: &Book, table: &Found) -> bool {
    !book.sheets[table.sheet].hidden
}

/// Of tables of one form and several years the last, and the years of the others; the one that was chosen where they are not told
/// apart so.
fn latest<'t>(book: &Book, tables: &'t [Found], args: &NewArgs, chosen: &'t Found) -> (&'t Found, Vec<i32>) {
    let year = |table: &Found| {
        let of_heads = || table.heads.iter().flat_map(|head| &head.levels).filter_map(|level| year_of(level)).max();
        Titled::of(&table.above).year.or_else(|| year_of(&book.sheets[table.sheet].name)).or_else(of_heads)
    };
    let form = |table: &Found| -> Vec<String> {
        let bare = |level: &String| level.to_lowercase().replace(|c: char| !c.is_alphabetic(), "");
        table.heads.iter().map(|head| head.levels.iter().map(bare).collect()).collect()
    };
    let own = form(chosen);
    let is_alike = |table: &&Found| {
        let may = args.sheet.is_none() || table.sheet == chosen.sheet && spot(tables, table) == spot(tables, chosen);
        may && is_seen(book, table) == is_seen(book, chosen) && form(table) == own
    };
    let mut years: BTreeMap<i32, &Found> = BTreeMap::new();
    for table in tables.iter().filter(is_alike) {
        let Some(year) = year(table) else { return (chosen, Vec::new()) };
        years.entry(year).or_insert(table);
    }
    match years.pop_last() {
        Some((_, last)) if year(chosen) != year(last) => (last, years.into_keys().collect()),
        Some(_) | None => (chosen, years.into_keys().collect()),
    }
}

/// The year that the title of the nearest table above one on its sheet names, and the row of that title.
fn year_before(tables: &[Found], table: &Found) -> Option<(i32, u32)> {
    let is_above = |other: &&Found| other.sheet == table.sheet && heading(other) < heading(table);
    let year = |line: &&Line| line.row > 0 && year_of(&line.text).is_some();
    let mut above: Vec<&Found> = tables.iter().filter(is_above).collect();
    above.sort_by_key(|other| heading(other));
    above.into_iter().rev().find_map(|other| {
        let line = other.above.iter().rfind(|line| year(line))?;
        Some((Titled::of(&other.above).year?, line.row))
    })
}

/// `IKU:27`, `IKU:H27`: the sheet, and where the heading of one of its tables stands.
fn at_row<'a>(
    book: &Book,
    asked: Option<&'a str>,
    same: &dyn Fn(&str, &str) -> bool,
) -> (Option<&'a str>, Option<String>) {
    let is_sheet = |asked: &str| book.sheets.iter().any(|sheet| same(&sheet.name, asked));
    let parts = asked.filter(|asked| !is_sheet(asked)).and_then(|asked| asked.rsplit_once(':'));
    let is_spot = |text: &str| {
        let row = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
        !row.is_empty() && row.bytes().all(|byte| byte.is_ascii_digit())
    };
    match parts.map(|(sheet, spot)| (sheet, spot.trim().to_uppercase())).filter(|(_, spot)| is_spot(spot)) {
        Some((sheet, spot)) if is_sheet(sheet) => (Some(sheet), Some(spot)),
        Some(_) | None => (asked, None),
    }
}

/// The last row of the heading of a table.
fn heading(table: &Found) -> u32 {
    table.heads.iter().map(|head| head.row).max().unwrap_or(0)
}

/// Where the heading of a table stands: its last row, `27`; of tables side by side with the column that it begins in, `H27`.
fn spot(tables: &[Found], table: &Found) -> String {
    let row = heading(table);
    let is_beside = |other: &Found| other.sheet == table.sheet && heading(other) == row && !std::ptr::eq(other, table);
    let column = |table: &Found| table.heads.first().map(|head| letters(head.column)).unwrap_or_default();
    if tables.iter().any(is_beside) { format!("{}{row}", column(table)) } else { row.to_string() }
}

/// Where a table stands, with its heading.
fn place(book: &Book, tables: &[Found], table: &Found) -> String {
    let sheet = &book.sheets[table.sheet];
    let hidden = if sheet.hidden { "tersembunyi, " } else { "" };
    let spot = spot(tables, table);
    let where_it_is = if spot.starts_with(|c: char| c.is_ascii_digit()) { "baris" } else { "sel" };
    format!("{} ({hidden}judul di {where_it_is} {spot})", sheet.name)
}

/// The tables that were read as one.
fn together(book: &Book, tables: &[Found], used: &[&Found]) -> Option<String> {
    let [first, .., last] = used else { return None };
    Some(format!(
        "{} tabel berjudul kolom sama dibaca sebagai satu, {} sampai {}; untuk satu saja  --lembar \"{}:{}\"",
        used.len(),
        place(book, tables, first),
        place(book, tables, last),
        book.sheets[first.sheet].name,
        spot(tables, first)
    ))
}

/// The other tables of the file, which are not used.
fn others(book: &Book, tables: &[Found], used: &[&Found]) -> Option<String> {
    let is_used = |table: &Found| used.iter().any(|used| std::ptr::eq(*used, table));
    let other = || tables.iter().filter(|table| !is_used(table));
    let names: Vec<String> = other().map(|table| place(book, tables, table)).collect();
    // Of another sheet its name is enough.
    let beside = other().find(|table| used.iter().any(|used| table.sheet == used.sheet));
    let how = beside.map(|table| {
        format!("; untuk yang selembar  --lembar \"{}:{}\"", book.sheets[table.sheet].name, spot(tables, table))
    });
    let how = how.unwrap_or_default();
    (!names.is_empty()).then(|| format!("{} tabel lain tidak dipakai: {}{how}", names.len(), names.join("; ")))
}

fn stop(refused: Refused, source: &str) -> Stop {
    match refused {
        Refused::Lacks(lacks) => Box::new(lacking(lacks, source)).into(),
        Refused::Unsound(sources, findings) => Stop { sources: *sources, findings, status: 2 },
    }
}

fn lacking(lacks: Lacks, source: &str) -> Diagnostic {
    let (title, advice) = match lacks {
        Lacks::Unnamed(columns) => {
            let title = format!(
                "{} kolom berisi angka, tetapi judulnya tidak menyebut target, realisasi, atau pagu",
                columns.len()
            );
            let advice = "beri satu di antaranya judul yang menyebut isinya:  Realisasi  (dan  Target  bila ada),  Pagu , atau  Nilai ; atau pilih lembar lain dengan  --lembar";
            let columns = columns.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join("; ")
                + if columns.len() > MOST_NAMED { "; …" } else { "" };
            return problem(source, title).because(format!("kolomnya: {columns}")).advise(advice);
        }
        Lacks::YearsInText(years) => {
            let last = years.last().copied().unwrap_or_default();
            let years: Vec<String> = years.iter().map(i32::to_string).collect();
            let title = "judul dan kolom tabel ini tidak menyebut tahun".to_string();
            return problem(source, title)
                .because(format!("kalimat di atasnya menyebut {}", years.join(", ")))
                .advise(format!("pilih tahun tabel itu, misalnya  --tahun {last}"));
        }
        Lacks::YearsApart(years) => {
            let last = years.last().copied().unwrap_or_default();
            let years: Vec<String> = years.iter().map(i32::to_string).collect();
            let title = "judul tabel dan judul kolomnya menyebut tahun yang berbeda".to_string();
            return problem(source, title)
                .because(format!("yang disebut: {}; judul kolom lain tidak menyebut tahun", years.join(", ")))
                .advise(format!("pilih tahun kolom yang tidak menyebutnya, misalnya  --tahun {last}"));
        }
        Lacks::Names => (
            "tabel ini tidak punya kolom nama indikator",
            "pilih lembar lain dengan  --lembar , atau beri kolom itu judul  Indikator",
        ),
        Lacks::Figures => (
            "tabel ini tidak memuat target, realisasi, atau nilai",
            "pilih lembar lain dengan  --lembar , atau beri kolomnya judul  Target  dan  Realisasi",
        ),
        Lacks::Year => ("tabel ini tidak menyebut tahun", "sebut tahunnya, misalnya  --tahun 2024"),
        Lacks::YearsInRows(last) => {
            let advice = format!("pilih satu tahun, misalnya  --tahun {last}");
            return problem(source, "baris tabel ini dari beberapa tahun".into()).advise(advice);
        }
        Lacks::OtherYears => (
            "tidak ada baris tahun itu di tabel ini",
            "periksa kolom  Tahun  tabel itu, atau tulis  --tahun  yang lain",
        ),
        Lacks::Bounds => (
            "tabel ini memuat lebih dari 20.000 indikator",
            "satu baris untuk satu unit dihitung dengan  takar hitung PAKET --data BERKAS ; selain itu pilih bagiannya dulu",
        ),
        Lacks::Persons => ("tabel ini daftar orang, bukan indikator", "pilih lembar lain dengan  --lembar"),
    };
    problem(source, title.to_string()).advise(advice)
}

fn problem(name: &str, title: String) -> Diagnostic {
    Diagnostic::new(Code::B0405, Severity::Error, title).at_place(Place::File(name.to_string()), "")
}
