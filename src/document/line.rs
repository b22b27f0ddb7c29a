//! What stands in a paragraph, as one line of text: which letter lies where, and what lies between.

use super::kept::id_of_mark;
use super::tree::{Element, Node};
use super::trouble::Keeper;
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
}

/// What was filled before: nodes of a list, between the marks of a field or a control that lost them.
#[derive(Debug, Clone)]
pub(super) struct Filled {
    pub list: usize,
    pub nodes: Range<usize>,
    /// What it says now, in the line.
    pub letters: Range<usize>,
    /// By which it is known what stands here.
    pub id: String,
    /// A copy of a field, which needs an id of its own.
    pub is_copy: bool,
    /// The mark of its end is elsewhere.
    pub is_torn: bool,
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

/// The fields of Word that are open, over the paragraphs of a story: what each says.
pub(super) type OpenFields = Vec<String>;

impl Line {
    /// The line of a paragraph.
    pub fn of(paragraph: &Element, open: &mut OpenFields) -> Line {
        let mut line = Line::default();
        line.list(&paragraph.kids, Vec::new(), None, open);
        line
    }

    fn list(&mut self, nodes: &[Node], way: Vec<usize>, keeper: Option<Keeper>, open: &mut OpenFields) {
        let list = self.lists.len();
        self.lists.push(way.clone());
        let mut at = 0;
        while at < nodes.len() {
            if let Some(filled) = filled(nodes, list, at).filter(|_| keeper.is_none()) {
                let from = self.text.len();
                self.kept(&words(&nodes[filled.nodes.clone()]), Keeper::Other);
                at = filled.nodes.end;
                self.filled.push(Filled { letters: from..self.text.len(), ..filled });
                continue;
            }
            if let Some(element) = nodes[at].element() {
                self.element(element, (list, at, &way), keeper, open);
            }
            at += 1;
        }
    }

    fn element(
        &mut self,
        element: &Element,
        (list, at, way): (usize, usize, &[usize]),
        keeper: Option<Keeper>,
        open: &mut OpenFields,
    ) {
        let inside = |keeper: Keeper| Some(keeper);
        let deeper = || way.iter().copied().chain([at]).collect::<Vec<_>>();
        match element.name {
            "w:r" => self.run(element, (list, at), keeper, open),
            "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" => {
                self.list(&element.kids, deeper(), inside(Keeper::Tracked), open);
            }
            "w:hyperlink" => self.list(&element.kids, deeper(), keeper.or(inside(Keeper::Link)), open),
            "w:fldSimple" => self.list(&element.kids, deeper(), keeper.or(inside(Keeper::WordField)), open),
            "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => self.list(&element.kids, deeper(), keeper, open),
            "w:sdt" => {
                let content = element.kids.iter().position(|kid| kid.named("w:sdtContent").is_some());
                if let Some(content) = content {
                    let way = deeper().into_iter().chain([content]).collect();
                    let kids = element.kids[content].element().map_or(&[][..], |content| &content.kids);
                    self.list(kids, way, keeper, open);
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
            _ => self.kept(&GAP.to_string(), Keeper::Other),
        }
    }

    fn run(&mut self, run: &Element, (list, at): (usize, usize), keeper: Option<Keeper>, open: &mut OpenFields) {
        for (kid, node) in run.kids.iter().enumerate() {
            let Some(element) = node.element() else { continue };
            let place = At::Run { list, run: at, kid };
            match element.name {
                "w:rPr" | "w:lastRenderedPageBreak" | "w:softHyphen" => {}
                "w:fldChar" => {
                    match element.get("w:fldCharType").as_deref() {
                        Some("begin") => open.push(String::new()),
                        Some("end") => drop(open.pop()),
                        Some(_) | None => {}
                    }
                    self.kept(&GAP.to_string(), keeper.unwrap_or(Keeper::WordField));
                }
                "w:instrText" => {
                    if let Some(open) = open.last_mut() {
                        *open += &element.text();
                    }
                }
                // A list of headings or tables is made anew by Word, with the words that are filled then.
                "w:t" if open.iter().any(|says| says.trim_start().starts_with("TOC")) => {
                    self.kept(&GAP.to_string(), Keeper::WordField);
                }
                "w:t" | "w:delText" => match open.last() {
                    Some(says) if keeper.is_none() => {
                        let is_link = says.trim_start().starts_with("HYPERLINK");
                        self.kept(&element.text(), if is_link { Keeper::Link } else { Keeper::WordField });
                    }
                    Some(_) | None => match keeper {
                        Some(keeper) => self.kept(&element.text(), keeper),
                        None => self.push(&element.text(), place),
                    },
                },
                "w:tab" | "w:br" | "w:cr" if keeper.is_none() && open.is_empty() => self.push(" ", place),
                "w:noBreakHyphen" if keeper.is_none() && open.is_empty() => self.push("-", place),
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

/// What was filled before and begins at a node: from the mark of its beginning to that of its end. LibreOffice moves the first mark
/// into the control; a copy made in Word is a control without marks.
fn filled(nodes: &[Node], list: usize, at: usize) -> Option<Filled> {
    let element = nodes[at].element()?;
    let is_end =
        |node: &Node, mark: &Option<String>| node.named("w:bookmarkEnd").is_some_and(|end| end.get("w:id") == *mark);
    let outside =
        |mark: &Option<String>| nodes[at..].iter().position(|node| is_end(node, mark)).map(|length| at + length + 1);
    let found = |id: &str, end: Option<usize>| Filled {
        list,
        nodes: at..end.unwrap_or(at + 1),
        letters: 0..0,
        id: id.to_string(),
        is_copy: false,
        is_torn: end.is_none(),
    };
    if let Some((id, mark)) = begins(element) {
        return Some(found(&id, outside(&mark)));
    }
    let content = element.kid("w:sdtContent").filter(|_| element.name == "w:sdt")?;
    let says = |node: &Node| node.element().is_some_and(says);
    if let Some(from) = content.kids.iter().position(|node| node.element().is_some_and(|one| begins(one).is_some()))
        && let Some((id, mark)) = content.kids[from].element().and_then(begins)
        && !content.kids[..from].iter().any(says)
    {
        let inside = content.kids[from..].iter().position(|node| is_end(node, &mark)).map(|length| from + length);
        match inside {
            None => return Some(found(&id, outside(&mark))),
            Some(end) if !content.kids[end..].iter().any(says) => return Some(found(&id, Some(at + 1))),
            // A control of the office around it.
            Some(_) => return None,
        }
    }
    let tag = element.kid("w:sdtPr")?.kid("w:tag")?.value()?;
    let id = id_of_mark(&tag)?.to_string();
    Some(Filled { is_copy: true, ..found(&id, Some(at + 1)) })
}

/// The id of a field that begins with a mark, and the number of the mark.
fn begins(element: &Element) -> Option<(String, Option<String>)> {
    let name = element.get("w:name").filter(|_| element.name == "w:bookmarkStart")?;
    Some((id_of_mark(&name)?.to_string(), element.get("w:id")))
}

/// What some nodes say, none of it a field; a sign where that is nothing.
fn words(nodes: &[Node]) -> String {
    let mut words = String::new();
    for node in nodes.iter().filter_map(Node::element) {
        node.each(&mut |element| {
            if element.name == "w:t" {
                words += &element.text().replace(['{', '}'], " ");
            }
        });
    }
    if words.is_empty() { GAP.to_string() } else { words }
}

/// Whether anything is said in an element.
fn says(element: &Element) -> bool {
    let mut says = false;
    element.each(&mut |element| says |= element.name == "w:t" && !element.text().is_empty());
    says
}
