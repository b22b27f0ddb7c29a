//! A page as tags and text. Nothing is refused: browsers read everything, and so does Excel.

use super::letters::unescaped;
use std::borrow::Cow;

/// A piece of a page.
pub(super) enum Token<'a> {
    Open(Tag<'a>),
    /// The name in small letters.
    Close(String),
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(super) struct Tag<'a> {
    /// In small letters.
    pub(super) name: String,
    rest: &'a str,
}

impl<'a> Tag<'a> {
    /// An attribute; an empty one where it has no value.
    pub(super) fn get(&self, wanted: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.rest;
        loop {
            rest = rest.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|sign: char| sign.is_whitespace() || matches!(sign, '=' | '/')).unwrap_or(rest.len());
            // A stray `=` is no name.
            let end = end.max(rest.chars().next().map_or(0, char::len_utf8));
            let name = &rest[..end];
            rest = rest[end..].trim_start();
            let value = match rest.strip_prefix('=') {
                None => "",
                Some(behind) => {
                    let behind = behind.trim_start();
                    let (value, after) = match behind.chars().next() {
                        Some(quote @ ('"' | '\'')) => behind[1..].split_once(quote).unwrap_or((&behind[1..], "")),
                        _ => behind.split_at(behind.find(char::is_whitespace).unwrap_or(behind.len())),
                    };
                    rest = after;
                    value
                }
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(unescaped(value));
            }
        }
    }
}

/// The pieces of a page, one after the other.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(page: &'a str) -> Tokens<'a> {
        Tokens { rest: page }
    }

    /// Passes over what a script or a sheet of styles holds.
    fn skip_foreign(&mut self, name: &str) {
        let bytes = self.rest.as_bytes();
        let end = memchr::memmem::find_iter(bytes, b"</").find(|at| {
            let behind = &bytes[at + 2..];
            behind.len() >= name.len() && behind[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        });
        self.rest = &self.rest[end.unwrap_or(self.rest.len())..];
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(inside) = self.rest.strip_prefix('<') else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                return Some(Token::Text(unescaped(text)));
            };
            if let Some(remark) = inside.strip_prefix("!--") {
                self.rest = remark.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            match inside.chars().next() {
                Some('!' | '?') => self.rest = inside.split_once('>').map_or("", |(_, rest)| rest),
                Some('/') => {
                    let (tag, rest) = inside[1..].split_once('>').unwrap_or((&inside[1..], ""));
                    self.rest = rest;
                    return Some(Token::Close(name_of(tag)));
                }
                Some(sign) if sign.is_ascii_alphabetic() => {
                    let end = tag_end(inside);
                    let (tag, rest) = inside.split_at(end);
                    self.rest = rest.strip_prefix('>').unwrap_or(rest);
                    let name = name_of(tag);
                    if matches!(&*name, "script" | "style" | "xml" | "title") && !tag.ends_with('/') {
                        self.skip_foreign(&name);
                        continue;
                    }
                    let rest = &tag[name.len()..];
                    return Some(Token::Open(Tag { name, rest }));
                }
                // `<` as a sign: `< 5 %`.
                _ => {
                    self.rest = inside;
                    return Some(Token::Text(Cow::Borrowed("<")));
                }
            }
        }
    }
}

/// Where a tag ends: at its `>` outside of quotes that follow a `=`.
fn tag_end(tag: &str) -> usize {
    let bytes = tag.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return at,
            quote @ (b'"' | b'\'')
                if bytes[..at].iter().rev().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'=') =>
            {
                // A quote that closes nowhere is none.
                match memchr::memchr(quote, &bytes[at + 1..]) {
                    Some(offset) => at += offset + 1,
                    None => return memchr::memchr(b'>', bytes).unwrap_or(bytes.len()),
                }
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The name at the beginning of a tag. Small letters take as many bytes as large ones.
fn name_of(tag: &str) -> String {
    let end = tag.find(|sign: char| sign.is_whitespace() || matches!(sign, '/' | '>')).unwrap_or(tag.len());
    tag[..end].to_ascii_lowercase()
}
