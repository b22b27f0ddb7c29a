//! A first package out of a table that an office has: indicators, targets, and the rules its printed figures follow.
