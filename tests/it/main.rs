//! The one integration test binary.

mod cli_args;
mod cli_console;
mod cli_files;
mod interval_props;
mod number_cases;
mod number_oracle;
mod number_props;
