//! What rows, cells, paragraphs, runs and controls of a document say of themselves.

use super::super::bounds::MOST_COLUMNS;
use super::super::refused::Refusal;
use super::super::xml::{Tag, Xml};
use std::io::BufRead;

/// Of a row.
#[derive(Default)]
pub(super) struct RowRules {
    /// Columns that are left free before its first cell.
    pub(super) before: u32,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
}

/// Of a cell.
#[derive(Default)]
pub(super) struct CellRules {
    /// Columns that it takes.
    pub(super) width: Option<u32>,
    /// Merged with those below: it begins, or goes on.
    pub(super) down: Option<Merging>,
    /// Merged with those on its right, as old documents say it.
    pub(super) right: Option<Merging>,
    pub(super) deleted: bool,
}

/// Of a run of text.
#[derive(Clone, Copy, Default)]
pub(super) struct RunRules {
    pub(super) hidden: bool,
    /// It stands above the line.
    pub(super) raised: bool,
    /// A line goes through it: it no longer holds.
    pub(super) struck: bool,
}

/// A cell among merged ones.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Merging {
    Begins,
    GoesOn,
}

pub(super) fn row<R: BufRead>(xml: &mut Xml<R>) -> Result<RowRules, Refusal> {
    let mut rules = RowRules::default();
    xml.each(is_before_change, |tag| match tag.name() {
        "gridBefore" => rules.before = number(tag).min(MOST_COLUMNS),
        "hidden" => rules.hidden = holds(tag),
        "del" => rules.deleted = true,
        _ => {}
    })?;
    Ok(rules)
}

pub(super) fn cell<R: BufRead>(xml: &mut Xml<R>) -> Result<CellRules, Refusal> {
    let mut rules = CellRules::default();
    let merging = |tag: &Tag| match tag.get("val").as_deref() {
        Some("restart") => Some(Merging::Begins),
        _ => Some(Merging::GoesOn),
    };
    xml.each(is_before_change, |tag| match tag.name() {
        "gridSpan" => rules.width = Some(number(tag).clamp(1, MOST_COLUMNS)),
        "vMerge" => rules.down = merging(tag),
        "hMerge" => rules.right = merging(tag),
        "cellDel" => rules.deleted = true,
        _ => {}
    })?;
    Ok(rules)
}

/// Whether the end of a paragraph was deleted, so that the next goes on in it.
pub(super) fn joins_next<R: BufRead>(xml: &mut Xml<R>) -> Result<bool, Refusal> {
    let mut joins = false;
    xml.each(is_before_change, |tag| joins |= matches!(tag.name(), "del" | "moveFrom"))?;
    Ok(joins)
}

pub(super) fn run<R: BufRead>(xml: &mut Xml<R>) -> Result<RunRules, Refusal> {
    let mut rules = RunRules::default();
    let value = |tag: &Tag| tag.get("val").unwrap_or_default().into_owned();
    xml.each(is_before_change, |tag| match tag.name() {
        "vanish" => rules.hidden |= holds(tag),
        "strike" | "dstrike" => rules.struck |= holds(tag),
        "vertAlign" => rules.raised |= value(tag) == "superscript",
        "position" => rules.raised |= number(tag) > 0,
        "rStyle" => rules.raised |= matches!(&*value(tag), "FootnoteReference" | "EndnoteReference" | "Superscript"),
        _ => {}
    })?;
    Ok(rules)
}

/// Whether a control shows what to type, and nobody has typed yet.
pub(super) fn shows_placeholder<R: BufRead>(xml: &mut Xml<R>) -> Result<bool, Refusal> {
    let mut shows = false;
    xml.each(is_before_change, |tag| shows |= tag.name() == "showingPlcHdr" && holds(tag))?;
    Ok(shows)
}

/// Rules that stood before a tracked change are none.
fn is_before_change(tag: &Tag) -> bool {
    tag.name().ends_with("Change")
}

fn number(tag: &Tag) -> u32 {
    tag.get("val").and_then(|value| value.parse().ok()).unwrap_or(0)
}

/// A rule holds where it stands, unless it says no.
fn holds(tag: &Tag) -> bool {
    !matches!(tag.get("val").as_deref(), Some("0" | "false" | "off"))
}
