//! Fields in a line of text: where they are, and what they say once Word's own ideas of quotes and spaces are taken back.

use std::ops::Range;

/// The stretches of a line between braces, those with them; one that is not closed goes to the end and has no `}`.
pub(super) fn fields(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(from) = text[at..].find('{').map(|from| at + from) {
        let end = closed(&text[from..]).or(text[from..].find('}')).map_or(text.len(), |end| from + end + 1);
        found.push(from..end);
        at = end;
    }
    found
}

/// Where a field is closed: a brace in quotes is a sign like others.
fn closed(text: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' | '“' | '”' | '„' => quoted = !quoted,
            '}' if !quoted => return Some(at),
            _ => {}
        }
    }
    None
}

/// Whether a field holds a brace that stands in no quotes.
pub(super) fn has_brace(says: &str) -> bool {
    let mut quoted = false;
    says.chars().any(|c| {
        quoted ^= matches!(c, '"' | '“' | '”' | '„');
        !quoted && matches!(c, '{' | '}')
    })
}

/// What a field says, in one line with single spaces, without the signs that nobody sees.
pub(super) fn says(inside: &str) -> String {
    inside
        .replace(['\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}', '\u{AD}'], "")
        .split(|c: char| c.is_whitespace() || matches!(c, '\u{A0}' | '\u{202F}'))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The table that a field asks for.
pub(super) fn table(says: &str) -> Option<&str> {
    let (first, name) = says.split_once(' ')?;
    let name = name.trim_matches(['"', '“', '”', '„', ' ']);
    (first.eq_ignore_ascii_case("tabel") && !name.is_empty()).then_some(name)
}

/// The field as an expression of the language: `jika A : B : C` is `jika A maka B selain itu C`, within brackets, too, and
/// single quotes, as Word makes them, are quotes.
pub(super) fn expression(says: &str) -> String {
    conditions(&quotes(says))
}

fn quotes(says: &str) -> String {
    let mut quoted = false;
    let one = |c: char| {
        quoted ^= matches!(c, '"' | '“' | '”' | '„');
        if !quoted && matches!(c, '‘' | '’' | '‚') { '"' } else { c }
    };
    says.chars().map(one).collect()
}

fn conditions(says: &str) -> String {
    let says = brackets(says);
    let rest = says.get(..5).filter(|word| word.eq_ignore_ascii_case("jika ")).map(|_| &says[5..]);
    let parts = rest.and_then(|rest| {
        let (condition, rest) = parted(rest).filter(|(condition, _)| !condition.contains(" maka "))?;
        // A semicolon in the place of the second colon is told where it stands.
        let Some((then, otherwise)) = parted(rest) else {
            return Some(Err(format!("jika {} maka {}", condition.trim(), rest.trim())));
        };
        Some(Ok((condition, then, otherwise)))
    });
    match parts {
        Some(Err(begun)) => begun,
        Some(Ok((condition, then, otherwise))) => {
            format!("jika {} maka {} selain itu {}", condition.trim(), then.trim(), conditions(otherwise.trim()))
        }
        None => says,
    }
}

/// The same with what stands in brackets as the language has it.
fn brackets(says: &str) -> String {
    let (mut quoted, mut depth, mut from) = (false, 0, 0);
    let mut out = String::with_capacity(says.len());
    for (at, c) in says.char_indices() {
        match c {
            '"' | '“' | '”' | '„' => quoted = !quoted,
            '(' if !quoted => {
                depth += 1;
                if depth == 1 {
                    out += &says[from..=at];
                    from = at + 1;
                }
            }
            ')' if !quoted && depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    out += &conditions(says[from..at].trim());
                    from = at;
                }
            }
            _ => {}
        }
    }
    out + &says[from..]
}

/// The text before and behind the first colon that stands in no quotes and no brackets.
fn parted(text: &str) -> Option<(&str, &str)> {
    let (mut quoted, mut depth) = (false, 0);
    for (at, c) in text.char_indices() {
        match c {
            '"' | '“' | '”' | '„' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth -= 1,
            ':' if !quoted && depth == 0 => return Some((&text[..at], &text[at + 1..])),
            _ => {}
        }
    }
    None
}
