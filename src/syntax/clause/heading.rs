//! `kolom kode = "Kode IKP"` under `data`, and the unit that a column may have.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use super::Parts;
use crate::source::sheet::BELOW;
use crate::syntax::ast::{ClauseKind, Word};
use crate::syntax::parser::Rule;

impl Parts<'_, '_> {
    pub(super) fn heading(&self) -> ClauseKind {
        ClauseKind::Heading { role: self.name(), header: self.below(self.text_or_empty(0)) }
    }

    /// A header with those that it stands below: `K di bawah II di bawah Realisasi`.
    pub(super) fn below(&self, header: Word) -> Word {
        let above = self.pairs.iter().filter(|pair| pair.as_rule() == Rule::under);
        above.fold(header, |header, pair| {
            let text = pair.clone().into_inner().find(|inner| inner.as_rule() == Rule::text);
            let Some(above) = text.map(|text| self.builder.text(&text)) else { return header };
            let Word { text, span } = header;
            Word { text: format!("{text}{BELOW}{}", above.text), span: span.to(above.span) }
        })
    }

    /// `baris mulai 5`
    pub(super) fn row_number(&self) -> u32 {
        let number = self.pairs.iter().find(|pair| pair.as_rule() == Rule::integer);
        number.and_then(|number| number.as_str().parse().ok()).unwrap_or(1)
    }

    /// `tanpa satuan`
    pub(super) fn without_unit(&self) -> Option<Word> {
        let words = self.pairs.iter().find(|pair| pair.as_rule() == Rule::no_unit)?;
        Some(Word { text: String::new(), span: self.builder.span(words) })
    }

    pub(super) fn unit(&self) -> Option<Word> {
        let after = self.pairs.iter().position(|pair| pair.as_rule() == Rule::kw_satuan)?;
        let pair = self.pairs.get(after + 1)?;
        Some(match pair.as_rule() {
            Rule::text => self.builder.text(pair),
            _ => self.builder.name(pair),
        })
    }
}
