//! The parts of a packed file: found by name, unpacked as they are read, never more than was declared.

use super::refused::Refusal;
use super::xml::Xml;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that all parts of a file may be unpacked.
const MOST_UNPACKED: u64 = 512 << 20;

/// A packed file.
pub(super) struct Pack<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What may still be unpacked: a part can be asked for more than once.
    left: u64,
}

impl<'a> Pack<'a> {
    /// The list of parts; what they hold is not looked at.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Pack<'a>, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Cut)?;
        let pack = Pack { archive, left: MOST_UNPACKED };
        let mut sum = 0u64;
        for at in 0..pack.archive.len() {
            // Pictures and the like are not unpacked.
            let part = pack.archive.by_index_data(at).map_err(|_| Refusal::Damaged)?;
            if part.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
                sum = sum.saturating_add(part.size());
            }
        }
        if sum > MOST_UNPACKED { Err(Refusal::Bomb) } else { Ok(pack) }
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part, to be read as XML.
    pub(super) fn xml(&mut self, name: &str) -> Result<Xml<impl std::io::BufRead>, Refusal> {
        Ok(Xml::new(BufReader::with_capacity(32 << 10, self.part(name)?)))
    }

    /// The first bytes of a part.
    pub(super) fn beginning(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        self.part(name)?.take(most).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
        Ok(bytes)
    }

    fn part(&mut self, name: &str) -> Result<impl Read, Refusal> {
        let part = self.archive.by_name(name).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Password,
            _ => Refusal::Damaged,
        })?;
        let size = part.size();
        self.left = self.left.checked_sub(size).ok_or(Refusal::Bomb)?;
        Ok(part.take(size))
    }
}

/// Where a link of a part leads: `worksheets/sheet1.xml` from `xl/` and `/xl/worksheets/sheet1.xml` alike.
pub(crate) fn target(folder: &str, link: &str) -> String {
    if let Some(whole) = link.strip_prefix('/') {
        return whole.to_string();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in link.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}
