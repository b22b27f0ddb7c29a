//! The one integration test binary.

mod check_cases;
mod cli_args;
mod cli_commands;
mod cli_console;
mod cli_files;
mod data_cases;
mod data_numbers;
mod data_props;
mod data_values;
mod doc_examples;
mod eval_oracle;
mod format_cases;
mod format_props;
mod interval_props;
mod mojoagung;
mod number_cases;
mod number_oracle;
mod number_props;
mod package;
mod packages;
mod report_diagnostics;
mod report_tables;
mod syntax_cases;
mod syntax_spans;
mod syntax_tree;
mod tidy;
