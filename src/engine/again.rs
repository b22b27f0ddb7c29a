//! Data read again under rules that were changed: what a cell may hold is the matter of the rules.

use super::Package;
use crate::data::Dataset;
use crate::data::schema::Schema;
use crate::diagnostic::Diagnostic;
use crate::program::DataSource;
use crate::source::SourceId;

impl Package {
    /// The data as these rules read them, with the findings about them that `before` does not have; none where the cells of
    /// `data` are the same under both, or their texts are not kept. What came from memory stays as it is.
    #[doc(hidden)]
    pub fn read_again(&self, before: &Package, data: &Dataset) -> Option<(Dataset, Vec<Diagnostic>)> {
        if self.program.is_none() || is_same(&self.schema(), &before.schema()) {
            return None;
        }
        let (mut read, mut findings) = self.read_kept(data)?;
        let (_, known) = before.read_kept(data)?;
        findings.retain(|finding| !known.contains(finding));
        let units: Vec<String> = data.units().iter().map(str::to_string).collect();
        for (key, column) in data.columns() {
            for (lane, datum) in column.iter().filter(|(_, datum)| datum.origin.is_none()) {
                let lane = read.lane(units.get(lane).map_or("", String::as_str));
                read.set(lane, key.clone(), datum);
            }
        }
        Some((read, findings))
    }

    /// The data files of the rules, out of the texts that are kept of them.
    fn read_kept(&self, data: &Dataset) -> Option<(Dataset, Vec<Diagnostic>)> {
        let files: Vec<DataSource> = self.program.as_ref()?.data.clone();
        let kept = |file: &DataSource| data.files().iter().find(|known| known.name == file.path)?.source;
        let texts = files.iter().map(kept).collect::<Option<Vec<SourceId>>>().filter(|texts| !texts.is_empty())?;
        let texts = texts.into_iter().map(Ok).collect();
        let (read, findings) = self.clone().read_all(&files, texts, |_| Ok(String::new()), &|| true);
        (!read.is_full()).then_some((read, findings))
    }
}

/// Whether two schemas take the same of every cell.
fn is_same(one: &Schema, other: &Schema) -> bool {
    (&one.codes, &one.prefixes, one.default_year, &one.fields)
        == (&other.codes, &other.prefixes, other.default_year, &other.fields)
}
