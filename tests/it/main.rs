//! The one integration test binary.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read their cases from disk, and one watches the clock"
)]

#[path = "../../benches/reference/mod.rs"]
mod reference;

mod aggregate_ranges;
mod answered;
mod audit;
mod check_any_rules;
mod check_cases;
mod check_large;
mod ci_page;
mod cli_args;
mod cli_arrange;
mod cli_begin;
mod cli_breaks;
mod cli_commands;
mod cli_console;
mod cli_copies;
mod cli_data;
mod cli_door;
mod cli_ends;
mod cli_files;
mod cli_long;
mod cli_places;
mod cli_results;
#[cfg(target_os = "linux")]
mod cli_room;
mod cli_safe;
mod cli_said;
mod cli_scenarios;
mod cli_several;
mod cli_tables;
mod cli_under;
mod cli_wide;
mod columns;
mod compare;
mod compare_oracle;
mod counted;
mod data_cases;
mod data_codes;
mod data_columns;
mod data_numbers;
mod data_props;
mod data_twice;
mod data_units;
mod data_unused;
mod data_values;
mod desk;
mod dice;
mod doc_examples;
mod drive;
mod eval_oracle;
mod explain;
mod explain_codes;
mod finding_cases;
mod footers_oracle;
mod format_cases;
mod format_props;
mod given;
mod groups_oracle;
mod growth;
mod hierarchy_oracle;
mod inside;
mod interval_props;
mod joined;
mod json_schemas;
mod many;
mod mojoagung;
mod mojoagung_cells;
mod named_parts;
mod narrow;
mod number_cases;
mod number_oracle;
mod number_props;
mod oracle;
mod package;
mod packages;
mod paths;
mod paths_oracle;
mod percent_oracle;
mod percent_paths;
mod promise_oracle;
mod promise_years;
mod promises;
mod prove_oracle;
mod readers;
mod real_cases;
mod real_oracle;
mod real_props;
mod report_diagnostics;
mod report_tables;
mod run_props;
mod seek_oracle;
mod syntax_cases;
mod syntax_lost;
mod syntax_props;
mod syntax_spans;
mod syntax_tree;
mod table_oracle;
mod tidy;
mod undecided;
mod whatif;
mod whatif_edges;
mod whatif_grid;
mod whatif_oracle;
mod whatif_parts;
mod whatif_quarters;
mod whatif_rules;
mod whatif_said;
mod whatif_scenarios;
mod whatif_terminal;
