//! A sum over quarters in every order of its terms is the same sum: computed in all of them, or refused in all of them.

use super::dice::Dice;
use takar::engine::{Package, has_errors};

const CODES: [&str; 4] = ["A", "V", "T", "W"];

/// A term: what it takes, whether it is taken off, and whether it takes part where Y is large alone.
#[derive(Debug, Clone, Copy)]
struct Term {
    code: &'static str,
    is_off: bool,
    is_choice: bool,
}

impl Term {
    fn text(self) -> String {
        match self.is_choice {
            true => format!("(jika Y > 200 maka {} selain itu 0)", self.code),
            false => self.code.to_string(),
        }
    }
}

#[test]
fn in_any_order() {
    let (mut computed, mut refused) = (0, 0);
    for seed in 0..60_u64 {
        let dice = &mut Dice(seed.wrapping_add(3).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let count = 2 + dice.below(3) as usize;
        let terms: Vec<Term> = CODES[..count]
            .iter()
            .map(|code| Term { code, is_off: dice.one_in(2), is_choice: dice.one_in(2) })
            .collect();
        let reach: Vec<u64> = CODES.iter().map(|_| 1 + dice.below(2)).collect();
        let large = dice.one_in(2);
        let mut data = format!("kode;triwulan;realisasi\nY;1;{}\n", if large { 300 } else { 100 });
        for (code, reach) in CODES.iter().zip(&reach) {
            (1..=*reach).for_each(|quarter| data += &format!("{code};{quarter};{}\n", 10 * quarter));
        }
        // Two that are set against each other have to cover the same quarters.
        let part: Vec<(&Term, u64)> =
            terms.iter().zip(reach.iter().copied()).filter(|(term, _)| large || !term.is_choice).collect();
        let is_opposed = part.iter().any(|(term, _)| term.is_off) && part.iter().any(|(term, _)| !term.is_off);
        let is_refused = is_opposed && part.iter().any(|(_, reach)| *reach != part[0].1);
        let of = |(term, reach): &(&Term, u64)| {
            let sum: i64 = (1..=*reach as i64).map(|quarter| 10 * quarter).sum();
            if term.is_off { -sum } else { sum }
        };
        let right = (!is_refused).then(|| part.iter().map(of).sum::<i64>());
        let formulas = formulas(&terms);
        for (formula, found) in formulas.iter().zip(values(&formulas, &data)) {
            assert_eq!(found, right, "{formula}\n{data}");
        }
        if is_refused { refused += 1 } else { computed += 1 }
    }
    assert!(computed > 15 && refused > 8, "{computed} {refused}");
}

/// Each order of the terms, by signs and as a list.
fn formulas(terms: &[Term]) -> Vec<String> {
    let mut all = Vec::new();
    for order in orders(terms) {
        let mut text = if order[0].is_off { format!("0 - {}", order[0].text()) } else { order[0].text() };
        for term in &order[1..] {
            text += &format!(" {} {}", if term.is_off { '-' } else { '+' }, term.text());
        }
        let signed = |term: &Term| if term.is_off { format!("0 - {}", term.text()) } else { term.text() };
        all.push(text);
        all.push(format!("jumlah({})", order.iter().map(signed).collect::<Vec<_>>().join("; ")));
    }
    all
}

fn orders(terms: &[Term]) -> Vec<Vec<Term>> {
    if terms.len() < 2 {
        return vec![terms.to_vec()];
    }
    let mut all = Vec::new();
    for at in 0..terms.len() {
        let mut rest = terms.to_vec();
        let first = rest.remove(at);
        all.extend(orders(&rest).into_iter().map(|rest| [vec![first], rest].concat()));
    }
    all
}

/// What each formula gives; none where quarters that differ keep it from a value.
fn values(formulas: &[String], data: &str) -> Vec<Option<i64>> {
    let quantities: String =
        ["Y", "A", "V", "T", "W"].map(|code| format!("besaran {code}\n  triwulan jumlah\n\n")).concat();
    let each: String = formulas.iter().enumerate().map(|(at, formula)| format!("I{at} = {formula}\n\n")).collect();
    let rules = format!("paket \"P\"\n  tahun 2024\n\ndata \"d.csv\"\n\n{quantities}{each}");
    let mut package = Package::new("contoh", [("aturan.takar", rules.as_str())]);
    assert!(!has_errors(package.diagnostics()), "{rules}\n{:#?}", package.diagnostics());
    let (data, findings) = package.read_data(|_| Ok(data.to_string()));
    assert!(findings.is_empty(), "{findings:#?}");
    let run = package.run(&data, 2024).expect("a run");
    let tables = run.tables();
    let rows = tables.iter().flat_map(|table| &table.rows).filter(|row| row[0].shown.starts_with('I'));
    let numbers = rows.map(|row| row.last()?.plain.as_ref()?.parse().ok());
    let all: Vec<Option<i64>> = numbers.collect();
    assert_eq!(all.len(), formulas.len());
    let refused = run.findings().iter().filter(|one| one.code.to_string() == "H0014").count();
    assert_eq!(refused > 0, all.contains(&None), "{rules}");
    all
}
