//! Looks up declared data columns by their possible headers: a file and the rules may have thousands.

use super::schema::FieldSchema;
use crate::diagnostic::nearest::fold;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Computed on demand. A copy may have other headers, so it computes its own.
#[derive(Debug, Default)]
pub struct Headers(OnceLock<Found>);

/// Indexes of columns, by header in normalised form.
#[derive(Debug, Default)]
struct Found {
    own: HashMap<String, Vec<usize>>,
    headed: HashMap<String, Vec<usize>>,
    named: HashMap<String, Vec<usize>>,
}

/// Which headers of columns to search.
#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    /// Those that the file itself declares.
    Own,
    /// Those of any file.
    Header,
    /// Their names.
    Name,
}

impl Clone for Headers {
    fn clone(&self) -> Headers {
        Headers::default()
    }
}

impl Headers {
    /// The columns that a header may mean, in order.
    pub(super) fn find<'f>(
        &'f self,
        fields: &'f [FieldSchema],
        by: By,
        header: &str,
    ) -> impl Iterator<Item = &'f FieldSchema> {
        let found = (!fields.is_empty()).then(|| self.0.get_or_init(|| Found::of(fields)));
        let places = found.and_then(|found| {
            let places = match by {
                By::Own => &found.own,
                By::Header => &found.headed,
                By::Name => &found.named,
            };
            places.get(&fold(header))
        });
        places.into_iter().flatten().filter_map(|at| fields.get(*at))
    }
}

impl Found {
    fn of(fields: &[FieldSchema]) -> Found {
        let mut found = Found::default();
        let add = |to: &mut HashMap<String, Vec<usize>>, header: &str, at: usize| {
            let places = to.entry(fold(header)).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        };
        for (at, field) in fields.iter().enumerate() {
            if field.is_own {
                add(&mut found.own, &field.header, at);
            }
            std::iter::once(&field.header).chain(&field.others).for_each(|header| add(&mut found.headed, header, at));
            add(&mut found.named, &field.name, at);
        }
        found
    }
}
