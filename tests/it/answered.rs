//! Statements with their answers, each mend of which is held to what it promises.

use takar::whatif::{Kept, Reply, Session};

/// Answers a statement. Every mend that the answer proposes makes of it one that can be carried out.
pub fn answered(session: &mut Session, shelf: &mut Kept, statement: &str) -> Reply {
    let (before, kept) = (session.clone(), shelf.clone());
    let reply = session.answer(statement, shelf);
    for mend in &reply.mends {
        let again = before.clone().answer(&mend.statement, &mut kept.clone());
        // Of several mistakes each is mended by itself.
        let is_one_of_several = reply.text.matches("kesalahan ").count() > again.text.matches("kesalahan ").count();
        let title = mend.finding.split_once(": ").map_or("", |(_, title)| title);
        let is_gone = is_one_of_several && !again.text.contains(title);
        assert!(
            !again.failed || is_gone,
            "{statement}\n{}\n  {}: {}\n{}",
            mend.finding,
            mend.text,
            mend.statement,
            again.text
        );
    }
    reply
}

/// The statements with their answers, a mark at those that failed.
pub fn transcript(session: &mut Session, shelf: &mut Kept, statements: &[&str]) -> String {
    let mut text = String::new();
    for statement in statements {
        let reply = answered(session, shelf, statement);
        let mark = if reply.failed { "!" } else { ">" };
        let shown = statement.trim_end().replace('\n', "\n  ");
        text.push_str(&format!("{mark} {shown}\n{}", reply.text));
    }
    text
}
