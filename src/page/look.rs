//! A page that looks for a newer one, while somebody makes it again and again.
//!
//! A page opened from a disk may load a script that lies beside it, and little else. So a script beside it names the page that
//! is there; the page loads that script twice in a second, and loads itself again when another one is named.

use std::hash::{DefaultHasher, Hash, Hasher};

/// What a page of figures may run, as its policy says it.
const ONLY_OWN: &str = "script-src 'unsafe-inline'";

/// What this one may: from a disk, and from a server on this machine.
const BESIDE: &str = "script-src 'unsafe-inline' 'self' file:";

const SCRIPT: &str = include_str!("templates/pantau.js");

/// A page as one that looks, and what the script beside it says; `file` is the name of that. None of what is no page.
pub fn looking(page: &str, file: &str) -> Option<(String, String)> {
    let mut hasher = DefaultHasher::new();
    page.hash(&mut hasher);
    let named = format!("{:016x}", hasher.finish());
    let (head, rest) = page.split_once(ONLY_OWN)?;
    let (body, end) = rest.rsplit_once("</body>")?;
    // As markup has it inside a script.
    let file = serde_json::to_string(file).ok()?.replace('<', "\\u003c");
    let script = SCRIPT.replace("$HALAMAN", &named).replace("$BERKAS", &file);
    let page = format!("{head}{BESIDE}{body}<script>\n{script}</script>\n</body>{end}");
    Some((page, format!("takarPantau(\"{named}\");\n")))
}
