//! Addresses of files: from `file:///c%3A/Data/iku.takar` to a path, and back.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// How addresses of packages that are built in begin: `takar:/capaian/capaian.takar`.
pub const BUILT_IN: &str = "takar:/";

/// The path of a file; none for what is on no disk.
pub fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://").or_else(|| uri.strip_prefix("FILE://"))?;
    // What stands behind a question mark or a hash is no part of the path.
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let path = decoded(path)?;
    match host {
        "" | "localhost" => Some(PathBuf::from(if has_drive(&path) { path[1..].replace('/', "\\") } else { path })),
        // A share: `file://server/data/iku.takar` is `\\server\data\iku.takar`.
        host => cfg!(windows)
            .then(|| PathBuf::from(format!("//{}{path}", decoded(host).unwrap_or_default()).replace('/', "\\"))),
    }
}

/// The address of a file.
pub fn uri(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = text
        .strip_prefix(r"\\?\UNC\")
        .map_or_else(|| text.strip_prefix(r"\\?\").unwrap_or(&text).to_string(), |rest| format!(r"\\{rest}"));
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text };
    match text.strip_prefix("//") {
        Some(share) if cfg!(windows) => format!("file://{}", encoded(share)),
        _ if text.starts_with('/') => format!("file://{}", encoded(&text)),
        _ => format!("file:///{}", encoded(&text)),
    }
}

/// `/C:/…`
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [b'/', letter, b':', ..] if letter.is_ascii_alphabetic())
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                bytes.push((digit(high)? * 16 + digit(low)?) as u8);
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

fn encoded(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => whole.push(char::from(byte)),
            _ => _ = write!(whole, "%{byte:02X}"),
        }
    }
    whole
}
