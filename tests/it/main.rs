//! The one integration test binary.

mod interval_props;
mod number_cases;
mod number_oracle;
mod number_props;
