//! Lines and positions of a text.

use takar::source::{Position, Sources};

/// Of so many lines one is remembered.
const APART: usize = 64;

/// As if every line began where it is counted to.
#[test]
fn lines_and_positions() {
    let lines = |count: usize| -> String { (0..count).map(|at| format!("{}é\r\n", "x".repeat(at % 7))).collect() };
    let texts = [String::new(), "\n".into(), "a".into(), lines(APART - 1), lines(APART), lines(3 * APART + 5) + "ende"];
    for text in texts {
        let mut sources = Sources::default();
        let id = sources.add("a", text.as_str());
        let source = sources.get(id);
        let begins: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        for offset in (0..text.len() + 2).filter(|at| text.is_char_boundary((*at).min(text.len()))) {
            let offset = offset.min(text.len());
            let line = begins.partition_point(|begin| *begin <= offset);
            let column = text[begins[line - 1]..offset].chars().count() + 1;
            let wanted = Position { line: line as u32, column: column as u32 };
            assert_eq!(source.position(offset), wanted, "{offset}");
        }
        for line in 0..begins.len() as u32 + 3 {
            let at = (line.max(1) as usize).min(begins.len());
            let end = begins.get(at).copied().unwrap_or(text.len());
            let wanted = (begins[at - 1], text[begins[at - 1]..end].trim_end_matches(['\n', '\r']));
            assert_eq!(source.line(line), wanted, "{line}");
        }
    }
}
