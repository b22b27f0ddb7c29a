//! The shapes in which results are shown, with the words for them.

use clap::builder::PossibleValue;
use std::path::Path;

/// The shape of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For the eye.
    Terminal,
    /// Markdown.
    Markdown,
    /// For Excel.
    Csv,
    /// For programs.
    Json,
    /// For Excel, with formulas.
    Workbook,
    /// For Word.
    Docx,
    /// To look at, in a browser.
    Page,
}

/// The shape of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExplainFormat {
    /// For the eye.
    Text,
    /// Markdown.
    Markdown,
    /// For programs.
    Json,
}

/// The shape of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckFormat {
    /// For the eye.
    Terminal,
    /// For programs.
    Json,
}

/// The shape of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditFormat {
    /// For the eye.
    Terminal,
    /// Markdown.
    Markdown,
    /// For Excel.
    Csv,
    /// For programs.
    Json,
    /// For servers of tests.
    Junit,
    /// Annotations of a code host.
    Github,
}

impl AuditFormat {
    /// The shape that the ending of a file says.
    pub fn of_file(path: &Path) -> Option<AuditFormat> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "md" => Some(AuditFormat::Markdown),
            "csv" => Some(AuditFormat::Csv),
            "json" => Some(AuditFormat::Json),
            "xml" => Some(AuditFormat::Junit),
            _ => None,
        }
    }
}

/// What a new package is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// The third chapter of a performance report.
    Report,
    /// A performance agreement.
    Agreement,
    /// Quarters watched through a year.
    Quarters,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// `1.250,5`
    Id,
    /// `1,250.5`
    En,
}

impl Format {
    /// The ending of a file of that shape.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Terminal => "txt",
            Format::Markdown => "md",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Workbook => "xlsx",
            Format::Docx => "docx",
            Format::Page => "html",
        }
    }
}

impl clap::ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        use Format::{Csv, Docx, Json, Markdown, Page, Terminal, Workbook};
        &[Terminal, Markdown, Csv, Json, Page, Workbook, Docx]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Format::Terminal => PossibleValue::new("terminal"),
            Format::Markdown => PossibleValue::new("md").alias("markdown"),
            Format::Csv => PossibleValue::new("csv"),
            Format::Json => PossibleValue::new("json"),
            Format::Workbook => PossibleValue::new("xlsx").alias("excel"),
            Format::Docx => PossibleValue::new("docx").alias("word"),
            Format::Page => PossibleValue::new("html").alias("halaman"),
        })
    }
}

impl clap::ValueEnum for Template {
    fn value_variants<'a>() -> &'a [Self] {
        &[Template::Report, Template::Agreement, Template::Quarters]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Template::Report => PossibleValue::new("lkjip").aliases(["lakip", "lkj"]),
            Template::Agreement => PossibleValue::new("pk"),
            Template::Quarters => PossibleValue::new("triwulan"),
        })
    }
}

impl clap::ValueEnum for ExplainFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[ExplainFormat::Text, ExplainFormat::Markdown, ExplainFormat::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            ExplainFormat::Text => PossibleValue::new("teks").alias("text"),
            ExplainFormat::Markdown => PossibleValue::new("md").alias("markdown"),
            ExplainFormat::Json => PossibleValue::new("json"),
        })
    }
}

impl clap::ValueEnum for CheckFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[CheckFormat::Terminal, CheckFormat::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            CheckFormat::Terminal => "terminal",
            CheckFormat::Json => "json",
        }))
    }
}

impl clap::ValueEnum for Numbers {
    fn value_variants<'a>() -> &'a [Self] {
        &[Numbers::Id, Numbers::En]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Numbers::Id => "id",
            Numbers::En => "en",
        }))
    }
}

impl clap::ValueEnum for AuditFormat {
    fn value_variants<'a>() -> &'a [Self] {
        use AuditFormat::{Csv, Github, Json, Junit, Markdown, Terminal};
        &[Terminal, Markdown, Csv, Json, Junit, Github]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            AuditFormat::Terminal => PossibleValue::new("terminal"),
            AuditFormat::Markdown => PossibleValue::new("md").alias("markdown"),
            AuditFormat::Csv => PossibleValue::new("csv"),
            AuditFormat::Json => PossibleValue::new("json"),
            AuditFormat::Junit => PossibleValue::new("junit"),
            AuditFormat::Github => PossibleValue::new("github"),
        })
    }
}
