//! A file in blocks of whole lines.

use takar::cli::blocks::{BLOCK, Blocks};
use takar::stream::last_row;

#[test]
fn lines_are_never_cut_and_never_lost() {
    for quoted in [false, true] {
        let row = |at: usize| {
            if quoted && at.is_multiple_of(7) { format!("\"a\n{at}\";1\n") } else { format!("a{at};1\r\n") }
        };
        let text: String = (0..60_000).map(row).collect();
        let mut blocks = Blocks::new(text.as_bytes());
        // A header may have a break within a cell.
        assert_eq!(blocks.first_line().expect("memory").map(|line| line.len()), Some(row(0).len()));
        let (mut all, mut line) = (Vec::new(), None);
        while let Some(block) = blocks.next_block(|bytes| last_row(bytes, b';')).expect("memory") {
            assert_eq!(line.unwrap_or(block.line), block.line);
            line = Some(block.line + memchr::memchr_iter(b'\n', &block.bytes).count() as u32);
            assert!(block.bytes.ends_with(b"\n") && block.bytes.len() <= BLOCK);
            all.extend(block.bytes);
        }
        assert!(text.as_bytes().ends_with(&all) && all.len() + row(0).len() == text.len());
    }
}
