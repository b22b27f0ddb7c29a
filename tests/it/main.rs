//! The one integration test binary.

mod cli_args;
mod cli_console;
mod cli_files;
mod data_cases;
mod data_numbers;
mod data_props;
mod data_values;
mod interval_props;
mod number_cases;
mod number_oracle;
mod number_props;
mod real_cases;
mod real_oracle;
mod real_props;
mod report_diagnostics;
mod report_tables;
