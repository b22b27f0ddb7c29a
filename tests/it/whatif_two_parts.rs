//! Sentences of two parts at the prompt, as people say them: each is answered, and none of them assumes a part and drops the other.

use super::answered::answered;
use super::whatif::{DATA, RULES, session};
use takar::whatif::Kept;

/// What stands on either side.
const PARTS: [&str; 12] = [
    "IKM naik",
    "IKM naik 5",
    "IKM turun 2%",
    "kalau SAKIP turun",
    "mana yang naik",
    "berapa kurangnya",
    "anggaran kurang",
    "IKM ditambah 2",
    "dikurangi 1",
    "naik",
    "SAKIP",
    "10",
];
const JOINS: [&str; 6] = [" dan ", ", ", "; ", " atau ", " tapi ", " lalu "];

#[test]
fn two_parts_are_answered() {
    let start = session(RULES, DATA);
    let state = |of: &str| start.clone().answer(of, &mut Kept::default()).text;
    let (before, mut tried) = (state("andaian"), 0);
    for (at, first) in PARTS.iter().enumerate() {
        for (step, join) in JOINS.iter().enumerate() {
            // Each part behind each other one, by some join.
            let second = PARTS[(at + step * 2 + 1) % PARTS.len()];
            let line = format!("{first}{join}{second}");
            let (mut session, mut shelf) = (start.clone(), Kept::default());
            let reply = answered(&mut session, &mut shelf, &line);
            assert!(!reply.text.trim().is_empty(), "{line}");
            let after = session.answer("andaian", &mut shelf).text;
            assert!(!reply.failed || after == before, "{line}: {}\n{after}", reply.text);
            tried += 1;
        }
    }
    assert_eq!(tried, PARTS.len() * JOINS.len());
}
