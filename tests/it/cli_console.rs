//! Width and colour, decided from what the system and the environment say.

use std::ffi::OsString;
use takar::cli::console::{USUAL_WIDTH, decide};

fn env<'a>(set: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<OsString> + 'a {
    |name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
}

#[test]
fn the_terminal_tells_its_width_first() {
    assert_eq!(decide(true, Some(120), true, env(&[("COLUMNS", "60")])).width, 120);
    assert_eq!(decide(true, None, true, env(&[("COLUMNS", "60")])).width, 60);
    assert_eq!(decide(false, None, true, env(&[])).width, USUAL_WIDTH);
    assert_eq!(decide(false, Some(200), true, env(&[])).width, USUAL_WIDTH);
}

#[test]
fn senseless_widths_are_not_believed() {
    for columns in ["0", "-1", "lebar", ""] {
        assert_eq!(decide(true, None, true, env(&[("COLUMNS", columns)])).width, USUAL_WIDTH);
    }
    assert_eq!(decide(true, Some(0), true, env(&[])).width, USUAL_WIDTH);
}

#[test]
fn colour_needs_a_terminal_that_can_and_nobody_who_refuses() {
    let color = |terminal, set: &[(&str, &str)]| decide(terminal, None, true, env(set)).color;
    assert!(color(true, &[("TERM", "xterm")]));
    assert!(color(true, &[("TERM", "xterm"), ("NO_COLOR", "")]));
    assert!(!color(true, &[("TERM", "xterm"), ("NO_COLOR", "1")]));
    assert!(!color(true, &[("TERM", "dumb")]));
    assert!(!color(false, &[("TERM", "xterm")]));
    assert!(color(true, &[]));
    assert!(!decide(true, None, false, env(&[("TERM", "xterm")])).color);
}
