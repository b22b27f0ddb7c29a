//! A clause under a head that does not take it.

use super::pieces::list;
use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::words::Block;

pub(super) fn misplaced(
    base: Diagnostic,
    word: &'static str,
    span: Span,
    lost: Option<&'static str>,
    block: Block,
) -> Diagnostic {
    if let Some(lost) = lost {
        return base.suggest(format!("tulis  {lost} {word} …"), vec![Edit::insert_before(span, format!("{lost} "))]);
    }
    // `gunakan` and `data` between the lines of `paket` end it: what follows is not too much, it stands too low.
    let is_cut_off = matches!(block, Block::Use | Block::Data) && Block::Package.clauses().any(|known| known == word);
    if is_cut_off {
        return base.advise(format!("pindahkan ke bawah paket, sebelum baris  {}", block.word()));
    }
    // `AKI = 10` on a line of its own ends the example above it.
    if block == Block::Formula && Block::Example.clauses().any(|known| known == word) {
        return base
            .advise("bila baris di atasnya lanjutan sebuah contoh, awali dengan  diketahui")
            .advise("contoh berakhir di baris yang tidak diawali kata miliknya");
    }
    // What the line says is not thrown away: where it belongs is for a person to know.
    if word == "bobot" && matches!(block, Block::Indicator | Block::Quantity) {
        return base.advise("bobot ditulis di bawah kelompok yang menghitungnya, misalnya  bobot IKM 60%; AKIP 40%");
    }
    base.advise(format!("yang dipakai di dalam {}: {}", block.word(), list(block.clauses())))
}
