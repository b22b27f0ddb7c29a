//! `kolom kode = "Kode IKP"` under `data`.

use super::Parts;
use crate::syntax::ast::ClauseKind;

impl Parts<'_, '_> {
    pub(super) fn heading(&self) -> ClauseKind {
        ClauseKind::Heading { role: self.name(), header: self.text_or_empty(0) }
    }
}
