//! How messages look.

mod sample;

#[test]
fn look() {
    use takar::report::diagnostics::*;
    let (s, d) = sample::all();
    println!("{}", render(&s, &d, false));
    println!("{}", render(&s, &d, true));
    println!("{}", render_within(&s, &d, 60, false));
    println!("{}", json(&s, &d));
}
