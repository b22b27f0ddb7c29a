//! Commands as people call them who know other programs, each with the one that is meant.

use super::statement::{COMMANDS, first_word};
use crate::diagnostic::{Diagnostic, nearest};

const SPOKEN: &[(&str, &str)] = &[
    ("sensitivitas", "kepekaan IKPP"),
    ("simpan", "skenario simpan optimis"),
    ("buka", "skenario buka optimis"),
    ("muat", "skenario buka optimis"),
    ("reset", "awal"),
    ("ulang", "awal"),
    ("mulai", "awal"),
    ("hapus", "batal IKM"),
    ("buang", "batal IKM"),
    ("redo", "maju lagi"),
    ("ulangi", "maju lagi"),
    ("kembali", "batal"),
    ("mundur", "batal"),
    ("banding", "bandingkan optimis; dasar"),
    ("perbandingan", "bandingkan optimis; dasar"),
];

/// The findings about a line, with the command it may have meant.
pub fn with_near_command(mut findings: Vec<Diagnostic>, line: &str) -> Vec<Diagnostic> {
    let Some(first) = findings.first_mut() else { return findings };
    let word = first_word(line);
    let rest = line.trim()[word.len()..].trim();
    let is_name = rest.chars().all(|c| c.is_alphanumeric() || c == '_');
    if let Some((_, meant)) = SPOKEN.iter().find(|(said, _)| is_name && word.eq_ignore_ascii_case(said)) {
        // The name that was typed stands where the sample has one.
        let meant = match (meant.rsplit_once(' '), rest.is_empty()) {
            (Some((command, _)), false) if !meant.contains(';') => format!("{command} {rest}"),
            _ => meant.to_string(),
        };
        first.suggestions.clear();
        first.advice = vec![format!("apakah maksud Anda  {meant} ?")];
        return findings;
    }
    let near = nearest(word, COMMANDS.iter().map(|(word, _)| *word)).filter(|near| !rest.is_empty() && *near != word);
    let example = near.and_then(|near| COMMANDS.iter().find(|(word, _)| *word == near));
    if let Some((near, example)) = example {
        first.advice.insert(0, format!("apakah maksud Anda perintah \"{near}\"?  {example}"));
    }
    findings
}
