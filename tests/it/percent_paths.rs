//! Formulas with percent give one number by whatever path they come in: in the rules, asked at the prompt, defined at the
//! prompt. Columns have their own test (`columns::plans_of_percent`), the rules themselves theirs (`percent_oracle`).

use crate::package::Texts;
use takar::whatif::{Kept, Screen, Session};

#[test]
fn at_the_prompt() {
    let mut compared = 0;
    for (at, package) in include_str!("../eval_oracle/formulas.txt").split("=== ").skip(1).step_by(2).enumerate() {
        let part = |name: &str| package.split("--- ").find_map(|part| part.strip_prefix(name)).expect("a part");
        let texts = Texts::new(part("a.takar\n"), part("d.csv\n"));
        let mut rules = texts.package();
        let (data, _) = rules.read_data(|_| Ok(texts.data[0].1.clone()));
        let mut session = Session::new(rules, data, 2024, Screen { width: 10_000, colour: false }).expect("a session");
        let mut shelf = Kept::default();
        for (name, formula) in without_unit(part("a.takar\n")) {
            let mut ask = |question: &str| session.answer(question, &mut shelf);
            let named = ask(name);
            // Without a value the reason is told in other words.
            let Some((_, value)) = named.text.trim_end().rsplit_once(" = ") else { continue };
            let asked = ask(&format!("({formula})"));
            let found = asked.text.trim_end().rsplit_once(" = ").map(|(_, value)| value);
            assert_eq!(found, Some(value), "{name} = {formula}\n{}", asked.text);
            compared += 1;
            // To define one changes the rules, so a few have to do.
            if at % 4 == 0 && compared % 3 == 0 {
                let said = ask(&format!("besaran BARU\n  rumus {formula}\n"));
                assert!(!said.failed, "{formula}\n{}", said.text);
                let defined = ask("BARU");
                let found = defined.text.trim_end().rsplit_once(" = ").map(|(_, value)| value);
                assert_eq!(found, Some(value), "{name} = {formula}\n{}", defined.text);
                ask("batal");
            }
        }
    }
    assert!(compared > 250, "only {compared}");
}

/// The formulas without a declared unit, each with its name.
fn without_unit(rules: &str) -> Vec<(&str, &str)> {
    let lines: Vec<&str> = rules.lines().collect();
    let is_bare = |at: usize| lines.get(at + 1).is_none_or(|next| !next.starts_with(' '));
    let heads = lines.iter().enumerate().filter(|(at, line)| line.starts_with('F') && is_bare(*at));
    // A name alone is shown as its cell is written.
    let is_name = |formula: &str| formula.chars().all(char::is_alphanumeric);
    heads.filter_map(|(_, line)| line.split_once(" = ")).filter(|(_, formula)| !is_name(formula)).collect()
}
