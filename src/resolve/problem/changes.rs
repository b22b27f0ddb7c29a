//! Findings about changes to rules, with their wording.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity, nearest};
use crate::source::Span;
use crate::syntax::ast::{Clause, ClauseKind, Head, Item, Word};
use crate::syntax::words::Block;

/// `skenario` and `ubah` among the rules of a package.
pub fn outside_scenarios(items: &[&Item]) -> Vec<Diagnostic> {
    let only_there = |item: &&&Item| matches!(item.head, Head::Scenario { .. } | Head::Alter { .. });
    let finding = |item: &&Item| {
        error(
            Code::K0160,
            format!("\"{}\" tidak boleh ada di antara aturan paket", item.block().word()),
            item.head_span,
        )
        .advise("simpan di folder skenario dari paketnya, misalnya  skenario/optimis.takar")
        .advise("periksa bersama paketnya:  takar periksa PAKET")
    };
    items.iter().filter(only_there).map(finding).collect()
}

/// A scenario that changes what cannot be changed.
pub fn not_changeable(item: &Item) -> Diagnostic {
    error(Code::K0161, format!("skenario tidak dapat mengubah \"{}\"", item.block().word()), item.head_span)
        .advise("yang dapat diubah: besaran, indikator, kelompok, aturan, tabel, dan rumus  NAMA = …")
}

/// `ubah` of a name that does not exist in this year.
pub fn alters_nothing<'n>(name: &Word, year: i32, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    let base = error(Code::K0162, format!("tidak ada \"{}\" yang berlaku tahun {year}", name.text), name.span);
    match nearest(&name.text, known) {
        Some(near) => base.suggest(format!("apakah maksud Anda {near}?"), vec![Edit::replace(name.span, near)]),
        None => base.advise("\"ubah\" hanya untuk yang sudah ada; yang baru ditulis lengkap"),
    }
}

/// `ubah` with a clause that the thing cannot have.
pub fn not_for_it(clause: &Clause, name: &str, block: Block) -> Diagnostic {
    let allowed: Vec<&str> = block.clauses().collect();
    let title = format!("{name} adalah {}, tidak dapat diberi baris ini", block.word());
    let finding = error(Code::K0163, title, clause.span);
    match (&clause.kind, block) {
        // The edge of one grade is an edge of its neighbour, too.
        (ClauseKind::BandRow { .. } | ClauseKind::Piece { .. }, Block::BandRule) => {
            finding.advise(format!("tulis lagi seluruh aturannya, dengan semua predikatnya:  aturan predikat {name}"))
        }
        (ClauseKind::BandRow { .. } | ClauseKind::Piece { .. }, Block::Indicator | Block::Group | Block::Quantity) => {
            finding.advise("batas predikat milik aturannya: tulis lagi seluruh  aturan predikat  itu")
        }
        _ => finding.advise(format!("yang dapat ditulis: {}", allowed.join(", "))),
    }
}

fn error(code: Code, title: String, span: Span) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, title).at(span, "")
}
