//! Tables of a run as a document, and the report of an office with its fields filled.
