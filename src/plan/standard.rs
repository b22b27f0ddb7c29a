//! The table that is shown when a package has none: everything with a value, and the columns that apply.

use crate::program::Program;
use crate::program::*;
use crate::source::Span;

/// The standard table for a year; none when there is nothing to show.
pub fn table(program: &Program, year: i32) -> Option<Table> {
    let shown: Vec<&Definition> =
        program.in_order().into_iter().filter_map(|name| program.version(name, year)).collect();
    let span = shown.first()?.span;
    let any = |has: fn(&Definition) -> bool| shown.iter().any(|definition| has(definition));
    let indicators = any(|definition| definition.kind.indicator().is_some());
    let mut columns = vec![column(Role::Code, "Kode", span)];
    if any(|definition| definition.label.is_some()) {
        columns.push(column(Role::Label, "Uraian", span));
    }
    if any(|definition| definition.unit.word().is_some()) {
        columns.push(column(Role::UnitName, "Satuan", span));
    }
    if indicators {
        columns.push(column(Role::Target, "Target", span));
        columns.push(column(Role::Value, "Realisasi", span));
    } else {
        columns.push(column(Role::Main, "Nilai", span));
    }
    if any(|definition| !matches!(definition.kind, Kind::Quantity)) {
        columns.push(column(Role::Achievement, "Capaian", span));
    }
    if any(|definition| definition.band.is_some()) {
        columns.push(column(Role::Band, "Predikat", span));
    }
    let rows = shown.iter().map(|definition| RowItem::Name(definition.name, None)).collect();
    Some(Table {
        name: String::new(),
        title: program.package.title.clone(),
        blocks: vec![Block::new(Rows::Items(rows), columns)],
        footers: Vec::new(),
        show: None,
        sources: Sources::default(),
        span,
    })
}

fn column(role: Role, title: &str, span: Span) -> Column {
    let value = ValueRef { role, subject: Subject::This, period: None };
    Column {
        value: Expr { kind: ExprKind::Value(value), span },
        title: title.to_string(),
        untitled: false,
        show: None,
        is_text: role.is_text(),
    }
}
