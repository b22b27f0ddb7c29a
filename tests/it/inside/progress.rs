//! The bar of a long run.

use indicatif::{InMemoryTerm, ProgressBar, ProgressDrawTarget};
use std::time::Duration;
use takar::cli::progress::{style, words};

#[test]
fn a_bar_on_a_terminal() {
    let screen = InMemoryTerm::new(3, 120);
    let target = ProgressDrawTarget::term_like(Box::new(screen.clone()));
    let bar = ProgressBar::with_draw_target(Some(4_000_000), target).with_style(style());
    bar.set_position(1_234_567);
    bar.force_draw();
    // Rate and time left are those of this machine.
    let shown = screen.contents();
    let (fixed, rest) = shown.split_once("baris  ").expect("the rows");
    assert!(rest.ends_with("detik") && rest.contains(" baris/detik  sisa "), "{shown}");
    insta::assert_snapshot!(fixed, @"███████▌░░░░░░░░░░░░░░░░  31%  1.234.567");
}

#[test]
fn times_in_words() {
    let shown = [0, 42, 200, 3_899, 100_000].map(|seconds| words(Duration::from_secs(seconds)));
    insta::assert_snapshot!(shown.join("; "), @"0 detik; 42 detik; 3 menit 20 detik; 1 jam 4 menit; 27 jam 46 menit");
}
