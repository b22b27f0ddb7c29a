//! What data may contain, as the rules declare it.

#[cfg(feature = "lsp")]
use crate::data::DataFile;
use crate::data::Dataset;
#[cfg(feature = "lsp")]
use crate::data::coded::CodeColumns;
use crate::data::schema::{CodeSchema, FieldSchema, PrefixSchema, Schema, Takes, VersionSchema};
use crate::data::shares::Signs;
use crate::data::stated_units::disputed_units;
use crate::data::units_beside::units_beside;
use crate::number::{Bound, Exact, Interval};
use crate::program::{DataSource, Definition, ExprKind, FieldId, General, Kind, MoneyQuarters, Program};
use crate::resolve::{can_name_column, written_weight};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The schema of a program.
pub(super) fn schema(program: &Program) -> Schema {
    let codes = program.names.iter().filter_map(|name| {
        let definitions = name.versions.iter().map(|id| &program.definitions[id.0 as usize]);
        let mut labels: Vec<String> = Vec::new();
        for label in definitions.clone().filter_map(|definition| definition.label.as_ref()) {
            if !labels.contains(label) {
                labels.push(label.clone());
            }
        }
        // What applies to a code of the data is determined by its `umum`.
        let ruled = definitions.filter(|definition| !definition.from_data);
        let versions: Vec<VersionSchema> = ruled.map(|definition| definition_schema(program, definition)).collect();
        (name.versions.is_empty() || !versions.is_empty()).then(|| (name.code.clone(), CodeSchema { labels, versions }))
    });
    let others = other_headers(program);
    let fields = program.fields.iter().map(|field| FieldSchema {
        name: field.name.clone(),
        header: field.header.clone(),
        others: others.get(field.name.as_str()).cloned().unwrap_or_default(),
        is_text: field.is_text,
        unit: field.unit.as_ref().map(|unit| unit.word().unwrap_or_default().to_string()),
        quarters: field.quarters.is_some() && !field.is_text,
        is_own: false,
    });
    Schema {
        codes: codes.collect(),
        prefixes: prefixes(program),
        fields: fields.collect(),
        weighed: weighed(program),
        can_name: Some(can_name_column),
        headings: Vec::new(),
        default_year: program.package.year,
        disputed_units: BTreeSet::new(),
        units_beside: Default::default(),
        signs: Signs::new(),
        headers: Default::default(),
        above: Vec::new(),
    }
}

/// The schema of one data file, which may have its own headers.
pub(super) fn of_file<'s>(program: &Program, file: &DataSource, schema: &'s Schema) -> Cow<'s, Schema> {
    let name = |id: &FieldId| program.fields[id.0 as usize].name.as_str();
    let headers: Vec<(&str, &str)> = file.headers.iter().map(|(id, header)| (name(id), header.as_str())).collect();
    match headers.is_empty() && file.headings.is_empty() {
        false => Cow::Owned(Schema { headings: file.headings.clone(), ..schema.with_headers(&headers) }),
        true => Cow::Borrowed(schema),
    }
}

/// The columns of a data file that hold codes.
#[cfg(feature = "lsp")]
pub(crate) fn code_columns(program: &Program, file: &DataFile) -> CodeColumns {
    let schema = schema(program);
    let named = |source: &&DataSource| match &file.sheet {
        Some(sheet) => source.path == sheet.file,
        None => source.name() == file.name.as_str() || source.path == file.name.replace('\\', "/"),
    };
    match program.data.iter().find(named) {
        Some(source) => CodeColumns::of(&file.headers, &of_file(program, source, &schema)),
        None => CodeColumns::of(&file.headers, &schema),
    }
}

/// The codes that have a constant weight in some group.
fn weighed(program: &Program) -> BTreeSet<String> {
    let weights = program.definitions.iter().filter_map(|one| one.kind.group()).flat_map(|group| &group.weights);
    let written = weights.filter(|(_, weight)| written_weight(weight).is_some());
    written.map(|(member, _)| program.code(*member).to_string()).collect()
}

/// By the name of each column, its headers in files other than the first that declares it.
fn other_headers(program: &Program) -> HashMap<&str, Vec<String>> {
    let mut others: HashMap<&str, Vec<String>> = HashMap::new();
    let mut known: HashSet<(&str, &str)> = HashSet::new();
    let first: HashSet<(&str, &str)> = program.fields.iter().map(|one| (&*one.name, &*one.header)).collect();
    for (id, header) in program.data.iter().flat_map(|file| &file.headers) {
        let name = program.fields[id.0 as usize].name.as_str();
        if !first.contains(&(name, header)) && known.insert((name, header)) {
            others.entry(name).or_default().push(header.clone());
        }
    }
    others
}

fn definition_schema(program: &Program, definition: &Definition) -> VersionSchema {
    VersionSchema {
        from: definition.in_force.from,
        to: definition.in_force.to,
        scale: definition.data_range(),
        scale_declared: definition.scale.is_some(),
        unit: definition.unit_of_row().word().map(str::to_string),
        open_unit: definition.takes_unit(),
        open_label: definition.takes_label(),
        open_goal: definition.takes_goal(),
        basis: definition.sources.basis.first().cloned(),
        quarters: definition.quarters.is_some(),
        quarterly_money: definition.money != MoneyQuarters::default(),
        range_target: program.has_range_target(definition),
        target: stated_target(definition),
        step: definition.step,
        takes: match &definition.kind {
            Kind::Indicator(_) => Takes::ValueAndTarget,
            Kind::Quantity => Takes::Value,
            Kind::Group(_) => Takes::Nothing,
        },
        words: definition.order.clone(),
    }
}

/// The target that the rules state as a number.
fn stated_target(definition: &Definition) -> Option<Decimal> {
    let target = definition.kind.indicator().and_then(|indicator| indicator.target.as_ref())?;
    match &target.kind {
        ExprKind::Number(number, _) => number.to_decimal(),
        _ => None,
    }
}

fn general_schema(program: &Program, general: &General) -> VersionSchema {
    let from_zero = || Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
    VersionSchema {
        from: general.in_force.from,
        to: general.in_force.to,
        scale: general.scale.as_ref().map_or_else(from_zero, |(scale, _)| scale.clone()),
        scale_declared: general.scale.is_some(),
        unit: general.unit.as_ref().and_then(|unit| unit.word()).map(str::to_string),
        open_unit: true,
        open_label: true,
        open_goal: true,
        basis: general.sources.basis.first().cloned(),
        quarters: general.quarters.is_some(),
        quarterly_money: general.money != MoneyQuarters::default(),
        range_target: program.takes_ranges(general.direction, general.rule.as_ref().map(|(rule, _)| rule.as_str())),
        target: None,
        step: general.step,
        takes: if general.direction.is_some() { Takes::ValueAndTarget } else { Takes::Value },
        words: Vec::new(),
    }
}

/// What each `umum` with a prefix says about its codes.
fn prefixes(program: &Program) -> Vec<PrefixSchema> {
    let (mut prefixes, mut known): (Vec<PrefixSchema>, HashMap<&str, usize>) = Default::default();
    for general in &program.generals {
        let Some(prefix) = &general.prefix else { continue };
        let version = general_schema(program, general);
        match known.entry(prefix) {
            Entry::Occupied(at) => prefixes[*at.get()].versions.push(version),
            Entry::Vacant(new) => {
                new.insert(prefixes.len());
                prefixes.push(PrefixSchema { prefix: prefix.clone(), versions: vec![version] });
            }
        }
    }
    prefixes
}

/// Adds what is only known after the data are read completely. Returns whether it is more than was known while reading.
pub(super) fn learn(schema: &mut Schema, data: &Dataset, signs: Signs) -> bool {
    let before = (schema.disputed_units.len(), schema.signs.len());
    schema.disputed_units.extend(disputed_units(data));
    schema.signs.extend(signs);
    let beside = units_beside(data);
    let is_new = before != (schema.disputed_units.len(), schema.signs.len()) || beside != schema.units_beside;
    schema.units_beside = beside;
    is_new
}
