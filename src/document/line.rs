//! What stands in a paragraph, as one line of text: which letter lies where, and what lies between.

use super::field::fields;
use super::old::{Filled, bound, filled, words};
use super::tree::{Element, Node};
use super::trouble::{Keeper, Trouble};
use std::collections::BTreeSet;
use std::ops::Range;

/// A paragraph laid out as one line.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Its letters; what is no text is [`GAP`].
    pub text: String,
    pub pieces: Vec<Piece>,
    /// The lists of nodes that runs lie in, each by the way to it from the paragraph.
    pub lists: Vec<Vec<usize>>,
    /// What was filled before.
    pub filled: Vec<Filled>,
    /// What looks like a field and stands in what is no text.
    pub unread: Vec<(String, Keeper)>,
}

/// A stretch of the line.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub letters: Range<usize>,
    pub at: At,
}

/// What a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// Text, or a tab or a break, which are space: a node in a run in a list.
    Run { list: usize, run: usize, kid: usize },
    /// It may not be changed.
    Kept(Keeper),
}

/// Stands for what is no text.
pub(super) const GAP: char = '\u{FFFC}';

/// What is known of a story around a paragraph.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// The fields of Word that are open, over its paragraphs: what each says.
    pub open: Vec<String>,
    /// The fields that have a control of their own somewhere in it.
    pub controls: BTreeSet<String>,
    /// What all that is in a control of the office is kept by.
    pub keeper: Option<Keeper>,
}

impl Line {
    /// The line of a paragraph.
    pub fn of(paragraph: &Element, around: &mut Around) -> Line {
        let mut line = Line::default();
        line.list(&paragraph.kids, Vec::new(), around.keeper, around);
        line
    }

    fn list(&mut self, nodes: &[Node], way: Vec<usize>, keeper: Option<Keeper>, around: &mut Around) {
        let list = self.lists.len();
        self.lists.push(way.clone());
        let mut at = 0;
        while at < nodes.len() {
            if let Some(filled) = filled(nodes, list, at, &around.controls) {
                let from = self.text.len();
                self.kept(&filled.shown(), Keeper::Other);
                at = filled.nodes.end;
                let trouble = keeper.map(Trouble::Within).or(filled.trouble.clone());
                let is_gone = filled.is_gone || keeper == Some(Keeper::Deleted);
                self.filled.push(Filled { letters: from..self.text.len(), trouble, is_gone, ..filled });
                continue;
            }
            if let Some(element) = nodes[at].element() {
                self.element(element, (list, at, &way), keeper, around);
            }
            at += 1;
        }
    }

    fn element(
        &mut self,
        element: &Element,
        (list, at, way): (usize, usize, &[usize]),
        keeper: Option<Keeper>,
        around: &mut Around,
    ) {
        let inside = |keeper: Keeper| Some(keeper);
        let deeper = || way.iter().copied().chain([at]).collect::<Vec<_>>();
        match element.name {
            "w:r" => self.run(element, (list, at), keeper, around),
            "w:ins" | "w:moveTo" => self.list(&element.kids, deeper(), inside(Keeper::Tracked), around),
            "w:del" | "w:moveFrom" => self.list(&element.kids, deeper(), inside(Keeper::Deleted), around),
            "w:hyperlink" => self.list(&element.kids, deeper(), keeper.or(inside(Keeper::Link)), around),
            "w:fldSimple" => self.list(&element.kids, deeper(), keeper.or(inside(Keeper::WordField)), around),
            "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => self.list(&element.kids, deeper(), keeper, around),
            "w:sdt" => {
                let content = element.kids.iter().position(|kid| kid.named("w:sdtContent").is_some());
                if let Some(content) = content {
                    let keeper = keeper.or(bound(element));
                    let way = deeper().into_iter().chain([content]).collect();
                    let kids = element.kids[content].element().map_or(&[][..], |content| &content.kids);
                    self.list(kids, way, keeper, around);
                }
            }
            // Marks that stand between letters and are none.
            "w:pPr"
            | "w:proofErr"
            | "w:bookmarkStart"
            | "w:bookmarkEnd"
            | "w:commentRangeStart"
            | "w:commentRangeEnd"
            | "w:permStart"
            | "w:permEnd"
            | "w:moveFromRangeStart"
            | "w:moveFromRangeEnd"
            | "w:moveToRangeStart"
            | "w:moveToRangeEnd" => {}
            "m:oMath" | "m:oMathPara" => {
                self.kept(&GAP.to_string(), Keeper::Equation);
                self.unread(&words(&element.kids, "m:t"), Keeper::Equation);
            }
            _ => self.kept(&GAP.to_string(), Keeper::Other),
        }
    }

    /// Notes what looks like a field where none is looked for.
    fn unread(&mut self, words: &str, keeper: Keeper) {
        if fields(words).iter().any(|field| words[field.clone()].ends_with('}')) {
            self.unread.push((words.trim().to_string(), keeper));
        }
    }

    fn run(&mut self, run: &Element, (list, at): (usize, usize), keeper: Option<Keeper>, around: &mut Around) {
        for (kid, node) in run.kids.iter().enumerate() {
            let Some(element) = node.element() else { continue };
            let place = At::Run { list, run: at, kid };
            match element.name {
                "w:rPr" | "w:lastRenderedPageBreak" | "w:softHyphen" => {}
                "w:fldChar" => {
                    match element.get("w:fldCharType").as_deref() {
                        Some("begin") => around.open.push(String::new()),
                        Some("end") => drop(around.open.pop()),
                        Some(_) | None => {}
                    }
                    self.kept(&GAP.to_string(), keeper.unwrap_or(Keeper::WordField));
                }
                "w:instrText" => {
                    let words = element.text();
                    if let Some(open) = around.open.last_mut() {
                        *open += &words;
                    }
                    self.unread(&words, Keeper::WordField);
                }
                // A list of headings or tables is made anew by Word, with the words that are filled then.
                // It is no longer in the report: its braces hold nothing.
                "w:t" | "w:delText" if keeper == Some(Keeper::Deleted) => {
                    let text = element.text().replace(['{', '}'], " ");
                    // What shows the line tells it from what stays.
                    self.kept(&format!("(dihapus: {})", text.trim()), Keeper::Deleted);
                }
                "w:t" if around.open.iter().any(|says| says.trim_start().starts_with("TOC")) => {
                    self.kept(&GAP.to_string(), Keeper::WordField);
                }
                "w:t" | "w:delText" => match around.open.last() {
                    Some(says) if keeper.is_none() => {
                        let is_link = says.trim_start().starts_with("HYPERLINK");
                        self.kept(&element.text(), if is_link { Keeper::Link } else { Keeper::WordField });
                    }
                    Some(_) | None => match keeper {
                        Some(keeper) => self.kept(&element.text(), keeper),
                        None => self.push(&element.text(), place),
                    },
                },
                "w:tab" | "w:br" | "w:cr" if keeper.is_none() && around.open.is_empty() => self.push(" ", place),
                "w:noBreakHyphen" if keeper.is_none() && around.open.is_empty() => self.push("-", place),
                "w:drawing" | "w:pict" | "w:object" | "mc:AlternateContent" => {
                    self.kept(&GAP.to_string(), Keeper::Picture)
                }
                _ => self.kept(&GAP.to_string(), Keeper::Other),
            }
        }
    }

    fn kept(&mut self, text: &str, keeper: Keeper) {
        self.push(text, At::Kept(keeper));
    }

    fn push(&mut self, text: &str, at: At) {
        let from = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { letters: from..self.text.len(), at });
    }

    /// What stands in a stretch of the line.
    pub fn within(&self, letters: &Range<usize>) -> impl Iterator<Item = &Piece> {
        let letters = letters.clone();
        self.pieces.iter().filter(move |piece| piece.letters.start < letters.end && letters.start < piece.letters.end)
    }

    /// The one list that a stretch lies in, or what keeps it.
    pub fn list_of(&self, letters: &Range<usize>) -> Result<usize, Keeper> {
        let mut found = None;
        for piece in self.within(letters) {
            match (piece.at, found) {
                (At::Kept(keeper), _) => return Err(keeper),
                (At::Run { list, .. }, None) => found = Some(list),
                (At::Run { list, .. }, Some(other)) if list == other => {}
                (At::Run { .. }, Some(_)) => return Err(Keeper::Other),
            }
        }
        found.ok_or(Keeper::Other)
    }
}
