//! Names as rules write them.

/// A code as a rule writes it: quoted when it is no plain word.
pub fn written_name(code: &str) -> String {
    let plain = code.chars().all(|c| c.is_alphanumeric() || c == '_') && !code.starts_with(|c: char| c.is_numeric());
    let joins = ["dan", "atau", "maka", "selain", "tidak", "jika"].iter().any(|word| code.eq_ignore_ascii_case(word));
    if plain && !joins { code.to_string() } else { format!("\"{code}\"") }
}
