//! How a line may be mended whose first word is unknown.

use super::LineMend;
use super::pieces::{list, short, to_type};
use crate::diagnostic::{Diagnostic, Edit, Suggestion};
use crate::source::Span;
use crate::syntax::words::{Block, HEADS};

/// The finding with its mend, or with what may stand there.
pub(super) fn unknown_line(base: Diagnostic, span: Span, block: Option<Block>, mend: LineMend) -> Diagnostic {
    let has_formula = block.is_some_and(|block| block.clauses().any(|word| word == "rumus"));
    match mend {
        LineMend::Near(near) => {
            return base.suggest(format!("apakah maksud Anda \"{near}\"?"), vec![Edit::replace(span, near)]);
        }
        // A mark says nothing, however long it is.
        LineMend::Bullet => {
            return base.mend(Suggestion::restoring("hapus tanda ini", vec![Edit::replace(span, "")]));
        }
        LineMend::Formula { text, .. } if !has_formula => {
            return base.advise(format!("tulis nama hasilnya di depan:  NAMA = {}", short(&text)));
        }
        LineMend::Formula { text, sign } => {
            let edit = match sign {
                Some(sign) => Edit::replace(sign, "rumus "),
                None => Edit::insert_before(span, "rumus "),
            };
            return base.propose(format!("tulis  rumus {}", to_type(&text)), vec![edit]);
        }
        // A name alone may be that of a group as well.
        LineMend::Whole { text, line } if text.starts_with("besaran ") => {
            return base.propose(format!("tulis  {}", to_type(&text)), vec![Edit::replace(line, text)]);
        }
        LineMend::Whole { text, line } => {
            return base.suggest(format!("tulis  {}", to_type(&text)), vec![Edit::replace(line, text)]);
        }
        LineMend::Rounding(text) => {
            let takes = |word: &&&str| block.is_none_or(|block| block.clauses().any(|clause| clause == **word));
            return ["bulat", "tampil"].iter().filter(takes).fold(base, |base, word| {
                let edit = Edit::insert_before(span, format!("{word} "));
                base.suggest(format!("tulis  {word} {}", short(&text)), vec![edit])
            });
        }
        LineMend::Assumption(text) => {
            return base.advise(format!("angka diandaikan naik atau turun dalam  takar coba:  {}", short(&text)));
        }
        LineMend::Unknown => {}
    }
    match block {
        Some(Block::BandRule) => base.advise(format!(
            "tulis rentang seperti  > 90 .. 110 : \"Baik\"  atau awali dengan salah satu dari: {}",
            list(Block::BandRule.clauses())
        )),
        Some(block) => base.advise(format!("isi {} diawali salah satu dari: {}", block.word(), list(block.clauses()))),
        None => base.advise(format!(
            "baris diawali salah satu dari: {}; atau  NAMA = rumus",
            list(HEADS.iter().map(|(word, _)| *word))
        )),
    }
}
