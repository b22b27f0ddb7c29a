//! A page read by plain code: its elements, its tables.

use std::collections::BTreeMap;

/// An element that begins or ends, or the text between two.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Open(String, BTreeMap<String, String>),
    Close(String),
    Text(String),
}

/// What a page is made of; what stands in `style` and `script` is one text.
pub fn pieces(page: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            found.push(Piece::Text(plain(&rest[..at])));
        }
        let end = rest[at..].find('>').expect("an end of an element") + at;
        let inside = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = inside.strip_prefix('/') {
            found.push(Piece::Close(name.to_string()));
            continue;
        }
        let (name, given) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        let name = name.trim_end_matches('/').to_string();
        found.push(Piece::Open(name.clone(), attributes(given)));
        if inside.ends_with('/') || name == "br" || name == "meta" {
            found.push(Piece::Close(name.clone()));
        }
        if name == "style" || name == "script" {
            let end = rest.find(&format!("</{name}>")).expect("an end of it");
            found.push(Piece::Text(rest[..end].to_string()));
            rest = &rest[end..];
        }
    }
    found
}

fn attributes(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = text.trim().trim_end_matches('/').trim();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let name = rest[..end].to_string();
        if !rest[end..].starts_with('=') {
            found.insert(name, String::new());
            rest = rest[end..].trim_start();
            continue;
        }
        let value = rest[end + 1..].strip_prefix('"').expect("a value in quotes");
        let close = value.find('"').expect("an end of the value");
        let known = found.insert(name, plain(&value[..close]));
        assert!(known.is_none(), "an attribute twice: {text}");
        rest = value[close + 1..].trim_start();
    }
    found
}

fn plain(text: &str) -> String {
    let known = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")];
    known.iter().fold(text.to_string(), |text, (escaped, sign)| text.replace(escaped, sign))
}

/// A table as it is seen.
#[derive(Debug, Default)]
pub struct Shown {
    pub heading: String,
    pub columns: Vec<String>,
    /// Body and footers: cells that are joined taken apart, each with where it leads.
    pub rows: Vec<Vec<Seen>>,
    pub below: Vec<String>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    pub words: String,
    pub link: Option<String>,
}

/// The tables of a page.
pub fn tables(page: &str) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    // How many more rows a cell of a column above reaches into.
    let mut above: BTreeMap<usize, (usize, Seen)> = BTreeMap::new();
    let mut open: Vec<(String, String)> = Vec::new();
    let (mut cell, mut spans): (Option<Seen>, (usize, usize)) = (None, (1, 1));
    for piece in pieces(page) {
        match piece {
            Piece::Open(name, given) => {
                let class = given.get("class").cloned().unwrap_or_default();
                let span = |word: &str| given.get(word).map_or(1, |count| count.parse().expect("a span"));
                match name.as_str() {
                    "section" if class.starts_with("tabel") => all.push(Shown::default()),
                    "thead" | "tbody" => above.clear(),
                    "tr" if !open.iter().any(|(name, _)| name == "thead") => {
                        all.last_mut().expect("a table").rows.push(Vec::new());
                    }
                    "td" | "th" => (cell, spans) = (Some(Seen::default()), (span("colspan"), span("rowspan"))),
                    "a" => {
                        if let Some(cell) = &mut cell {
                            cell.link = given.get("href").cloned();
                        }
                    }
                    "p" if open.last().is_some_and(|(_, class)| class == "catatan") => {
                        all.last_mut().expect("a table").below.push(String::new());
                    }
                    _ => {}
                }
                open.push((name, class));
            }
            Piece::Text(text) => {
                let within = |wanted: &str| open.iter().any(|(_, class)| class == wanted);
                if let Some(cell) = &mut cell {
                    cell.words += &text;
                } else if within("catatan") && open.last().is_some_and(|(name, _)| name == "p" || name == "span") {
                    *all.last_mut().and_then(|table| table.below.last_mut()).expect("a note") += &text;
                } else if let [.., (_, section), (heading, _)] = open.as_slice()
                    && section.starts_with("tabel")
                    && heading.starts_with('h')
                {
                    all.last_mut().expect("a table").heading += &text;
                }
            }
            Piece::Close(name) => {
                assert_eq!(open.pop().map(|(name, _)| name), Some(name.clone()), "elements end as they began");
                if name != "td" && name != "th" {
                    continue;
                }
                let seen = cell.take().expect("a cell");
                let table = all.last_mut().expect("a table");
                if open.iter().any(|(name, _)| name == "thead") {
                    table.columns.push(seen.words);
                    continue;
                }
                let row = table.rows.last_mut().expect("a row");
                while let Some((left, same)) = above.get_mut(&row.len()).filter(|(left, _)| *left > 0) {
                    *left -= 1;
                    row.push(same.clone());
                }
                above.insert(row.len(), (spans.1 - 1, seen.clone()));
                row.push(seen);
                row.extend(vec![Seen::default(); spans.0 - 1]);
            }
        }
    }
    all
}
