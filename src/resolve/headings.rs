//! `kolom kode = "Kode IKP"` under `data`: columns of the language with the file's own headers.

use super::problem::StructureProblem;
use crate::data::schema::{HEADINGS, Heading};
use crate::diagnostic::nearest;
use crate::program::Role;
use crate::syntax::ast::{ClauseKind, Item};
use crate::syntax::words::{is_key_word, reserved};

/// Those of a data file; each column once, and each header for one column.
pub(super) fn headings(item: &Item, problems: &mut Vec<StructureProblem>) -> Vec<Heading> {
    let mut found: Vec<(Heading, crate::source::Span)> = Vec::new();
    for clause in &item.clauses {
        let ClauseKind::Heading { role, header } = &clause.kind else { continue };
        let Some(known) = HEADINGS.iter().find(|known| role.text.eq_ignore_ascii_case(known)) else {
            let near = nearest(&role.text, HEADINGS);
            problems.push(StructureProblem::UnknownHeading {
                span: role.span,
                line: clause.span,
                name: role.text.clone(),
                header: header.text.clone(),
                near,
            });
            continue;
        };
        let own = item.clauses.iter().find(|other| {
            if let ClauseKind::Field { name, header: own, .. } = &other.kind {
                nearest::same(&own.as_ref().unwrap_or(name).text, &header.text)
            } else {
                false
            }
        });
        if let Some(own) = own {
            let header = Some(header.text.clone());
            problems.push(StructureProblem::RepeatedHeading {
                span: clause.span,
                first: own.span,
                role: known,
                header,
            });
            continue;
        }
        let heading = Heading { role: known.to_string(), header: header.text.clone(), span: header.span };
        let is_same =
            |other: &&(Heading, _)| other.0.role == heading.role || nearest::same(&other.0.header, &heading.header);
        match found.iter().find(is_same) {
            Some((first, line)) => problems.push(StructureProblem::RepeatedHeading {
                span: clause.span,
                first: *line,
                role: known,
                header: (first.role != heading.role).then(|| heading.header.clone()),
            }),
            None => found.push((heading, clause.span)),
        }
    }
    found.into_iter().map(|(heading, _)| heading).collect()
}

/// The first clause of a kind in a data file.
pub(super) fn said<T>(item: &Item, of: impl Fn(&ClauseKind) -> Option<T>) -> Option<T> {
    item.clauses.iter().find_map(|clause| of(&clause.kind))
}

/// Whether the language already uses a word, so that no column can have it as its name.
pub(super) fn is_taken(name: &str) -> bool {
    let own_column = ["indikator", "triwulan", "catatan"];
    reserved().chain(own_column).any(|word| name.eq_ignore_ascii_case(word)) || Role::from_word(name).is_some()
}

/// Whether a column may have that name.
pub fn can_name_column(name: &str) -> bool {
    !is_taken(name) && !is_key_word(name)
}
