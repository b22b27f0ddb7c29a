//! What is to be said of printed tables, as messages.

use super::outcome::Audit;
use super::remark::Remark;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::source::Sources;

/// Rows that are listed in one message; the rest is counted.
const MOST_ROWS: usize = 6;

/// The remarks of an audit as messages: what was passed over, and what was taken for something of another name.
pub fn diagnostics(audit: &Audit) -> Vec<Diagnostic> {
    audit.unclaimed.iter().cloned().chain(audit.remarks.iter().filter_map(diagnostic)).collect()
}

impl Audit {
    /// Notes what could not be read at all, so that every form says so: files that are no tables, statements and claims that
    /// mean nothing. They are no part of the audit, and messages tell them only to who runs it.
    pub fn pass<'d>(&mut self, sources: &Sources, found: impl IntoIterator<Item = &'d Diagnostic>) {
        // How a table was read is told by what was done, not by its title.
        let is_how = |one: &Diagnostic| one.code == Code::C0016 && !one.reasons.is_empty();
        let said = |one: &Diagnostic| if is_how(one) { one.reasons.join("; ") } else { one.title.clone() };
        let told = found.into_iter().map(|one| match one.labels.first().map(|label| &label.place) {
            Some(Place::Text(span)) => (sources.place(*span), said(one)),
            Some(Place::Cell(cell)) => (sources.called(cell.source).into_owned(), said(one)),
            Some(Place::File(name)) => (name.clone(), said(one)),
            None => (String::new(), said(one)),
        });
        self.passed.extend(told.collect::<Vec<_>>());
    }
}

pub(super) fn diagnostic(remark: &Remark) -> Option<Diagnostic> {
    let warn = |code, title: String, file: &str| {
        Diagnostic::new(code, Severity::Warning, title).at_place(Place::File(file.to_string()), "")
    };
    Some(match remark {
        Remark::UnknownTable { file, table, near } => {
            let found = warn(
                Code::C0001,
                format!("tabel \"{table}\" tidak ada dalam aturan; \"{file}\" tidak diperiksa"),
                file,
            );
            match near {
                Some(near) => found.advise(format!("apakah maksud Anda {near}? Namai berkasnya {near}.csv")),
                None => found.advise("namai berkasnya menurut tabel, seperti  cetakan/T31.csv  untuk  tabel T31"),
            }
        }
        Remark::StrangeTable { file, table } => warn(
            Code::C0013,
            format!("tidak satu angka pun dalam \"{file}\" berdiri di baris dan kolom tabel {table}"),
            file,
        )
        .advise("periksa nama berkasnya: isinya mungkin tabel lain, atau tabel paket lain")
        .advise("bila isinya memang tabel itu, nyatakan kolom dan barisnya dalam berkas .takar di sampingnya"),
        Remark::UnknownColumn { file, column, below, title, twin, instead, may_be, holds, .. } => {
            let why = match (instead, may_be.as_slice()) {
                (Some(other), _) => format!("berjudul seperti dalam aturan, tetapi yang sesuai aturan kolom \"{other}\""),
                (None, [one, other, ..]) => format!("dapat berarti \"{one}\" atau \"{other}\""),
                (None, [_] | []) => "tidak dikenal".to_string(),
            };
            let lines: Vec<String> = holds.iter().take(2).map(|holds| format!(" kolom {column} = {holds} ")).collect();
            let lines = match lines.is_empty() {
                true => format!(" kolom {column} = …  menurut  kolom  dalam aturan"),
                false => lines.join(", "),
            };
            let which = if *twin { format!(" di kolom {column}") } else { String::new() };
            let found = warn(Code::C0002, format!("kolom \"{title}\"{which} {why}; angkanya tidak diperiksa"), file);
            told_below(found, *column, *below).advise(format!(
                "nyatakan isinya dalam berkas .takar di sampingnya: {lines}, atau  kolom {column} = lewati"
            ))
        }
        Remark::Beyond { file, cells } => {
            let said = |(row, column, text): &(usize, usize, String)| {
                format!("\"{text}\" di baris {row} di bawah judul, kolom {column}")
            };
            let listed = cells.iter().take(MOST_ROWS).map(said).collect::<Vec<_>>().join("; ");
            let more = cells.len().saturating_sub(MOST_ROWS);
            let more = if more > 0 { format!("; dan {more} lagi") } else { String::new() };
            warn(Code::C0002, format!("di kanan semua judul berdiri {listed}{more}; tidak diperiksa"), file)
                .advise("beri kolom itu judulnya, atau kembalikan isinya ke bawah judulnya: mungkin satu tanda pemisah terlalu banyak")
        }
        Remark::OfSeveral { file, column, below, rows, title, of, is_sure } => {
            let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
            let maybe = if *is_sure { "" } else { "mungkin " };
            let among = if rows.is_empty() { String::new() } else { format!(", baris {},", rows.join(", ")) };
            let found = warn(
                Code::C0002,
                format!("kolom \"{title}\"{among} {maybe}memuat satu isi untuk beberapa baris sekaligus, seperti capaian sasaran atau programnya; isinya tidak diperiksa"),
                file,
            );
            told_below(found, *column, *below)
            .advise(format!("bila isinya memang milik tiap baris, nyatakan dalam berkas .takar di sampingnya:  kolom {column} = {of} ; bila bukan:  kolom {column} = lewati"))
        }
        Remark::UnknownRow { file, row, words, is_sum: true, .. } => {
            let why = "cocok dengan baris-baris di atasnya; aturan tidak punya baris itu, maka angkanya tidak diperiksa";
            warn(Code::C0003, format!("baris {row} di bawah judul (\"{words}\") {why}"), file)
                .advise("tambahkan  subtotal  atau  penutup  pada tabelnya dalam aturan agar ikut diperiksa")
                .advise(format!("atau nyatakan dalam berkas .takar di sampingnya:  baris {row} = lewati"))
        }
        Remark::UnknownRow { file, row, words, unclear, .. } => {
            let why = if *unclear { "dapat berarti beberapa baris" } else { "tidak dikenal" };
            warn(Code::C0003, format!("baris {row} di bawah judul (\"{words}\") {why}; angkanya tidak diperiksa"), file)
                .advise(format!("tulis kodenya di baris itu, atau nyatakan dalam berkas .takar di sampingnya, misalnya  baris {row} = penutup , atau  baris {row} = lewati"))
        }
        Remark::AbsentRows { file, table, rows } => {
            let listed = rows.iter().take(MOST_ROWS).map(|row| format!("\"{row}\"")).collect::<Vec<_>>().join(", ");
            let more = rows.len().saturating_sub(MOST_ROWS);
            let more = if more > 0 { format!(", dan {more} lagi") } else { String::new() };
            let title = format!("{} baris tabel {table} tidak ada dalam \"{file}\": {listed}{more}", rows.len());
            warn(Code::C0014, title, file)
                .advise("bila laporan memuatnya, tambahkan baris itu dengan angka yang tercetak, agar ikut diperiksa")
                .advise("bila laporan memang melewatkannya, keluarkan dari  baris  tabel itu dalam aturan, atau pakai  saring")
        }
        Remark::OtherYear { file, row, words, year } => warn(
            Code::C0003,
            format!("baris {row} di bawah judul (\"{words}\") memuat angka tahun {year}, yang tidak ada dalam paket; angkanya tidak diperiksa"),
            file,
        )
        .advise(format!("tulis data tahun {year}, atau nyatakan barisnya dalam berkas .takar di sampingnya:  baris {row} = lewati")),
        Remark::UnknownLine { file, line } => {
            let title = format!("\"{line}\" tidak menunjuk apa pun dalam tabelnya");
            Diagnostic::new(Code::C0005, Severity::Error, title)
                .at_place(Place::File(file.clone()), "")
                .advise("kolom dan baris dihitung dari 1, judul tidak ikut; isinya ditulis seperti dalam aturan")
        }
        // Told in the report, where the figures stand.
        Remark::NearTable { .. } => return None,
        Remark::NearColumn { .. } | Remark::NearRow { .. } | Remark::OpenClaim { .. } => return None,
        Remark::OtherSigns { .. } => return None,
    })
}

/// A column that only a further heading has is counted on behind those of the first; a reader sees it elsewhere.
fn told_below(found: Diagnostic, column: usize, below: Option<(usize, usize)>) -> Diagnostic {
    match below {
        Some((heading, at)) => found.because(format!(
            "judul ke-{heading} tabel itu memuatnya di kolom {at}; kolom yang tidak ada di judul pertama dihitung sesudahnya: kolom {column}"
        )),
        None => found,
    }
}
