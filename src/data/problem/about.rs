//! The value and code that a problem is about, in words.

use std::sync::Arc;

/// A value and the code it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The code of the row.
    pub code: Arc<str>,
    /// Which of its values.
    pub what: What,
    /// The prefix of the `umum` that covers the code, if no rule names it.
    pub prefix: Option<Arc<str>>,
    /// Whether its unit comes from a formula, if the rules have none, and may depend on data.
    pub is_computed: bool,
}

/// Which value of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// `realisasi`
    Value,
    /// `target`
    Target,
    /// `pagu`
    Budget,
    /// `serapan`
    Spent,
    /// A declared column with a unit of its own.
    Column(Arc<str>),
}

impl About {
    /// The value: `IKM`, `target IKM`, `pagu IKM`, `kolom "Bobot"`.
    pub fn subject(&self) -> String {
        match &self.what {
            What::Value => self.code.to_string(),
            What::Target => format!("target {}", self.code),
            What::Budget => format!("pagu {}", self.code),
            What::Spent => format!("serapan {}", self.code),
            What::Column(name) => format!("kolom \"{name}\""),
        }
    }

    /// What has the unit: the code, the money, or the column.
    pub fn unit_owner(&self) -> String {
        match &self.what {
            What::Value | What::Target => self.code.to_string(),
            _ => self.subject(),
        }
    }

    /// The block of the rules that contains the code's clauses.
    pub fn block(&self) -> String {
        match &self.prefix {
            Some(prefix) => format!("umum \"{prefix}\""),
            None => self.code.to_string(),
        }
    }

    /// Whether it is `pagu` or `serapan`.
    pub fn is_money(&self) -> bool {
        matches!(self.what, What::Budget | What::Spent)
    }
}

/// A line of the rules that makes a column be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Use {
    /// As what its header most likely means.
    Meant(String),
    /// As something that the file lacks and the column may be.
    Lacked(&'static str, String),
    /// As a further column.
    Further(String),
}
