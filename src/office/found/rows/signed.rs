//! Signatures below a table: names and numbers of persons, which are never read. Rows of the table may stand below them, as
//! where each page is signed.

use super::super::band::line;
use super::super::grid::{filled, is_blank, one_line};
use super::super::words::{Looks, is_note, is_numbering, is_signature, looks};
use super::super::{Remark, Titled, is_strong};
use super::Reader;
use crate::data::header::unit_above;
use crate::office::model::{Content, Row};

/// What stands below signatures: the index of its first row.
pub(super) enum Below {
    Nothing,
    /// Another table.
    Other(usize),
    /// More of this one.
    More(usize),
}

/// A figure of more digits is the number of a person.
const MOST_DIGITS: usize = 14;

impl Reader<'_, '_> {
    pub(super) fn is_signed(&self, row: &Row, is_apart: bool) -> bool {
        let has_figures = self.heads.iter().any(|head| {
            row.get(head.column).is_some_and(|content| matches!(looks(content), Looks::Figure) && !is_blank(content))
        });
        let few = filled(row).count() <= 4;
        let is_apart = is_apart && filled(row).count() <= 2;
        few && !has_figures
            && filled(row).any(|(_, content)| match content {
                Content::Text(text) => is_signature(&one_line(text), is_apart),
                _ => false,
            })
    }

    /// Passes over signatures, up to where another table begins or this one goes on.
    pub(super) fn skip_signatures(&mut self, at: usize) -> Below {
        let rows = &self.grid.sheet.rows;
        let (mut last, mut unread, mut next) = (at, Vec::new(), Below::Nothing);
        let (mut is_ended, mut notes) = (false, Vec::new());
        for (ahead, row) in rows.iter().enumerate().skip(at) {
            let is_other = ahead > at && self.is_of_another(ahead);
            let is_again = ahead > at && !is_other && self.is_heading_again(ahead);
            if is_other || is_again || ahead > at && is_strong(self.grid, ahead, self.choice) {
                let title = self.title_of(at, ahead);
                let goes_on = is_again && !self.says_other(title, ahead);
                next = if goes_on { Below::More(ahead) } else { Below::Other(title) };
                last = last.min(title.max(at + 1) - 1);
                break;
            }
            if is_ended && self.goes_on(row) {
                next = Below::More(ahead);
                break;
            }
            is_ended |= is_end(row);
            let own = line(row);
            if is_ended && (is_note(&own.text) || unit_above(&own.text).is_some()) {
                notes.push(own);
            } else if self.has_figures(row) {
                unread.push(row.number);
            } else if unread.is_empty() {
                last = ahead;
            }
        }
        self.found.remarks.push(Remark::Signatures { first: rows[at].number, last: rows[last].number });
        if !unread.is_empty() {
            self.found.remarks.push(Remark::BelowSignatures(unread));
        }
        // What stands in the title of another table is said of that one.
        let end = match next {
            Below::Other(title) => rows[title].number,
            Below::Nothing | Below::More(_) => u32::MAX,
        };
        self.found.below.extend(notes.into_iter().filter(|note| note.row < end));
        next
    }

    /// The first row of the title above a heading that stands below signatures: behind the number of a person, else what stands
    /// right above it, and further up what names a time, a unit or a table. Names of persons are none of it.
    fn title_of(&self, at: usize, heading: usize) -> usize {
        let rows = &self.grid.sheet.rows;
        if let Some(end) = (at..heading).rfind(|row| is_end(&rows[*row])) {
            return end + 1;
        }
        let is_title = |row: usize| {
            let lines = [line(&rows[row])];
            !self.is_signed(&rows[row], true) && Titled::of(&lines) != Titled::default()
        };
        let mut first = heading;
        let mut is_near = true;
        for row in (at + 1..heading).rev() {
            is_near &= rows[row].number + 1 == rows[row + 1].number;
            if self.is_signed(&rows[row], true) || !is_near && !is_title(row) {
                break;
            }
            first = row;
        }
        first
    }

    /// Whether a row below signatures is one of the table: words under a head of words, and figures under a head of figures.
    fn goes_on(&self, row: &Row) -> bool {
        let is_word = |content: &Content| looks(content) == Looks::Word;
        let has_words = self.heads.iter().enumerate().any(|(at, head)| {
            row.get(head.column).is_some_and(is_word)
                && self.rows.iter().any(|raw| raw.cells[at].as_ref().is_some_and(is_word))
        });
        has_words && self.has_figures(row) && filled(row).count() > 2
    }

    /// Whether a row has figures where the table has them, and no number of a person.
    fn has_figures(&self, row: &Row) -> bool {
        let figures = self.heads.iter().enumerate().filter(|(at, head)| {
            let is_numbering = head.levels.last().is_some_and(|last| is_numbering(last));
            let is_figure = |cell: &Option<Content>| cell.as_ref().is_some_and(|one| looks(one) == Looks::Figure);
            !is_numbering && self.rows.iter().any(|raw| is_figure(&raw.cells[*at]))
        });
        let mut columns = figures.map(|(_, head)| head.column);
        let is_short =
            |content: &Content| super::said(content).chars().filter(char::is_ascii_digit).count() <= MOST_DIGITS;
        let is_figure = |content: &Content| looks(content) == Looks::Figure && is_short(content);
        columns.any(|column| row.get(column).is_some_and(is_figure))
            && filled(row).all(|(_, content)| is_short(content) && !is_number_of_person(content))
    }
}

/// Whether a row ends a signature.
fn is_end(row: &Row) -> bool {
    filled(row).any(|(_, content)| is_number_of_person(content))
}

/// `NIP. 19700101 199003 1 001`, which ends a signature.
fn is_number_of_person(content: &Content) -> bool {
    let Content::Text(text) = content else { return false };
    let text = one_line(text).to_lowercase();
    let rest = ["nip", "nrp", "nik"].iter().find_map(|word| text.strip_prefix(word));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}
