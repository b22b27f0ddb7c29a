//! Data files must be inside their package, under names that are valid on every system.

use super::files::problem;
use crate::diagnostic::{Code, Diagnostic};

/// The names that Windows reserves for devices, whatever their ending.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The name with forward slashes, if it stays inside its folder and can exist on Windows.
///
/// The rules of Windows apply on every system, so that a package that works here works there.
pub(super) fn inside(name: &str) -> Result<String, Box<Diagnostic>> {
    let slashed = name.replace('\\', "/");
    let parts: Vec<&str> = slashed.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let drive = slashed.get(1..2) == Some(":");
    if slashed.starts_with('/') || drive || parts.contains(&"..") {
        return Err(Box::new(outside(&slashed)));
    }
    if let Some(part) = parts.iter().find(|part| !can_be_named(part)) {
        return Err(Box::new(unnameable(name, part)));
    }
    if parts.is_empty() {
        return Err(Box::new(unnameable(name, "")));
    }
    Ok(parts.join("/"))
}

/// The reason given: a package must be self-contained.
pub(super) const WHOLE: &str = "paket harus tetap lengkap bila dipindah atau dikirim";

fn outside(name: &str) -> Diagnostic {
    let last = name.rsplit(['/', ':']).find(|part| can_be_named(part) && *part != "..");
    let inside = format!("data/{}", last.unwrap_or("iku.csv"));
    problem(Code::B0108, format!("berkas data \"{name}\" berada di luar folder paket"), name)
        .because(WHOLE)
        .advise(format!("salin berkas itu ke dalam folder paket, lalu tulis  data \"{inside}\""))
}

fn unnameable(name: &str, part: &str) -> Diagnostic {
    let finding = problem(Code::B0109, format!("nama berkas data \"{name}\" tidak dapat dipakai"), name);
    let stem = part.split('.').next().unwrap_or(part);
    if part.is_empty() {
        finding.advise("tulis nama folder dan berkasnya, misalnya  data \"data/iku.csv\"")
    } else if is_reserved(stem) {
        finding
            .because(format!("\"{stem}\" adalah nama khusus di Windows"))
            .advise(format!("ganti namanya, misalnya \"data_{part}\""))
    } else {
        finding
            .because("di Windows, nama tidak boleh memuat  < > : \" | ? *  atau berakhir dengan titik atau spasi")
            .advise("ganti nama berkas itu")
    }
}

fn can_be_named(part: &str) -> bool {
    let barred = |letter: char| letter.is_control() || "<>:\"|?*".contains(letter);
    let stem = part.split('.').next().unwrap_or(part);
    !part.is_empty() && !part.contains(barred) && !part.ends_with(['.', ' ']) && !is_reserved(stem)
}

fn is_reserved(stem: &str) -> bool {
    let stem = stem.trim_end().to_lowercase();
    let numbered = |prefix| {
        let rest = stem.strip_prefix(prefix)?;
        Some(matches!(rest.as_bytes(), [b'1'..=b'9']) || matches!(rest, "¹" | "²" | "³"))
    };
    RESERVED.contains(&stem.as_str()) || ["com", "lpt"].into_iter().any(|prefix| numbered(prefix) == Some(true))
}

/// The first character of a name that is invisible, or looks like a plain space: two names that look alike would be two
/// files.
pub fn unseen(name: &str) -> Option<char> {
    name.chars().find(|c| is_unseen(*c) || (c.is_whitespace() && *c != ' '))
}

/// Characters without width: joiners, direction marks, fillers, variation selectors, tags.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// A file name, without ending, that every system accepts; as close to `name` as possible.
pub fn safe_name(name: &str) -> String {
    let kept: String =
        name.chars().map(|c| if "<>:\"|?*/\\".contains(c) || c.is_control() { '_' } else { c }).collect();
    let kept = kept.trim_end_matches(['.', ' ']);
    if can_be_named(kept) { kept.to_string() } else { format!("tabel_{kept}") }
}
