//! The `takar` command.
fn main() {}
