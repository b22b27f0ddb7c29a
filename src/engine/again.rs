//! Data read again under changed rules: what a cell may hold depends on the rules.

use super::{Contents, Package, sheets};
use crate::data::Dataset;
use crate::data::schema::Schema;
use crate::diagnostic::Diagnostic;
use crate::program::{DataSource, Program};
use crate::source::SourceId;

/// Data as read by other rules.
#[doc(hidden)]
#[derive(Debug)]
pub struct Again {
    /// The data.
    pub data: Dataset,
    /// The findings about them that are new compared with the previous rules.
    pub new: Vec<Diagnostic>,
    /// Those that only the previous rules have.
    pub gone: Vec<Diagnostic>,
}

impl Package {
    /// Whether the rules name data files, sound or not.
    #[cfg(feature = "cli")]
    pub(crate) fn names_data(&self) -> bool {
        let items = self.modules.iter().filter(|one| one.package.is_none()).flat_map(|one| &one.module.items);
        items.into_iter().any(|item| matches!(item.head, crate::syntax::ast::Head::Data { .. }))
    }

    /// The data as these rules read them, with the findings that differ from those of `before`; none if both read the
    /// cells of `data` alike, or their texts are not kept. Data from memory stay as they are.
    #[doc(hidden)]
    pub fn read_again(&self, before: &Package, data: &Dataset) -> Option<Again> {
        if self.program.is_none() || is_same(&self.schema(), &before.schema()) {
            return None;
        }
        let (mut read, found) = self.read_kept(data)?;
        let (_, known) = before.read_kept(data)?;
        let new = found.iter().filter(|finding| !known.contains(finding)).cloned().collect();
        let gone = known.into_iter().filter(|finding| !found.contains(finding)).collect();
        add_from_memory(&mut read, data);
        Some(Again { data: read, new, gone })
    }

    /// The data as other rules over the same files read them; none if these read every cell alike, or the texts are not
    /// kept.
    #[doc(hidden)]
    pub fn read_as(&self, program: &Program, data: &Dataset) -> Option<Dataset> {
        let other = Package { program: Some(program.clone()), ..self.clone() };
        if is_same(&other.schema(), &self.schema()) {
            return None;
        }
        let (mut read, _) = other.read_kept(data)?;
        add_from_memory(&mut read, data);
        Some(read)
    }

    /// The data files of the rules, read from their kept texts.
    fn read_kept(&self, data: &Dataset) -> Option<(Dataset, Vec<Diagnostic>)> {
        let files: Vec<DataSource> = self.program.as_ref()?.data.clone();
        let kept = |file: &DataSource| data.files().iter().find(|known| sheets::is_of(&known.name, file))?.source;
        let texts = files.iter().map(kept).collect::<Option<Vec<SourceId>>>().filter(|texts| !texts.is_empty())?;
        let texts = texts.into_iter().map(Ok).collect();
        let (read, findings) = self.clone().read_all(&files, texts, |_| Ok(Contents::Text(String::new())), &|| true);
        (!read.is_full()).then_some((read, findings))
    }
}

/// Data from memory stay as they are.
fn add_from_memory(read: &mut Dataset, data: &Dataset) {
    let units: Vec<String> = data.units().iter().map(str::to_string).collect();
    for (key, column) in data.columns() {
        for (lane, datum) in column.iter().filter(|(_, datum)| datum.origin.is_none()) {
            let lane = read.lane(units.get(lane).map_or("", String::as_str));
            read.set(lane, key.clone(), datum);
        }
    }
}

/// Whether two schemas read every cell alike.
fn is_same(one: &Schema, other: &Schema) -> bool {
    (&one.codes, &one.prefixes, one.default_year, &one.fields)
        == (&other.codes, &other.prefixes, other.default_year, &other.fields)
}
