//! The colours of messages.

use crate::diagnostic::Severity;
use anstyle::{AnsiColor, Style};

/// One style for each part; all plain without colour.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Palette {
    /// `kesalahan K0301`.
    pub head: Style,
    /// The title.
    pub title: Style,
    /// Corner, bars and line numbers.
    pub frame: Style,
    /// Carets.
    pub caret: Style,
    /// `saran`.
    pub word: Style,
}

/// Red for errors, yellow for warnings.
pub(super) fn palette(severity: Severity, colour: bool) -> Palette {
    if !colour {
        return Palette::default();
    }
    let loud = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
    };
    Palette {
        head: loud.on_default().bold(),
        title: Style::new().bold(),
        frame: Style::new().dimmed(),
        caret: loud.on_default(),
        word: AnsiColor::Cyan.on_default(),
    }
}
