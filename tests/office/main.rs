//! Workbooks and documents: what is read from files that other programs made, and what other programs read in ours.

mod model;
