//! `kolom kode = "Kode IKP"` under `data`, and the unit that a column may have.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use super::Parts;
use crate::syntax::ast::{ClauseKind, Word};
use crate::syntax::parser::Rule;

impl Parts<'_, '_> {
    pub(super) fn heading(&self) -> ClauseKind {
        ClauseKind::Heading { role: self.name(), header: self.text_or_empty(0) }
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
