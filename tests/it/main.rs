//! The one integration test binary.

mod check_any_rules;
mod check_cases;
mod check_large;
mod cli_args;
mod cli_console;
mod cli_files;
mod data_cases;
mod data_numbers;
mod data_props;
mod data_values;
mod finding_cases;
mod interval_props;
mod number_cases;
mod number_oracle;
mod number_props;
mod packages;
mod report_diagnostics;
mod report_tables;
