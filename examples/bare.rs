//! The least a program with clap and pest can be: reads one line by two rules and prints it. The baseline of
//! `benches/start.rs`.

use clap::{Arg, Command};
use pest::Parser;
use std::io::Write;

#[derive(pest_derive::Parser)]
#[grammar_inline = r#"
line = { SOI ~ name ~ "=" ~ name ~ EOI }
name = @{ ASCII_ALPHA+ }
"#]
struct Line;

fn main() -> std::io::Result<()> {
    let matches = Command::new("bare").arg(Arg::new("line").default_value("a=b")).get_matches();
    let line = matches.get_one::<String>("line").map_or("", String::as_str);
    let text = match Line::parse(Rule::line, line) {
        Ok(pairs) => pairs.flatten().filter(|pair| pair.as_rule() == Rule::name).map(|pair| pair.as_str()).collect(),
        Err(error) => error.to_string(),
    };
    writeln!(std::io::stdout(), "{text}")
}
