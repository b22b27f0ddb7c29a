//! The parts of a packed file: found by name, unpacked as they are read, never more than was declared. The one place where
//! such a file is opened.

use super::refused::Refusal;
use super::xml::Xml;
use std::io::{self, BufReader, Cursor, Read, Seek};
#[cfg(feature = "docx")]
use std::{collections::BTreeMap, io::Write};
use zip::ZipArchive;
use zip::result::ZipError;
#[cfg(feature = "docx")]
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The most that all parts of a file may be unpacked.
const MOST_UNPACKED: u64 = 512 << 20;

/// A packed file.
pub(crate) struct Parts<R> {
    archive: ZipArchive<R>,
    /// What may still be unpacked: a part can be asked for more than once.
    left: u64,
}

/// A packed file in memory.
pub(super) type Pack<'a> = Parts<Cursor<&'a [u8]>>;

impl<'a> Pack<'a> {
    /// One that is only read.
    pub(super) fn of(bytes: &'a [u8]) -> Result<Pack<'a>, Refusal> {
        Parts::open(Cursor::new(bytes), MOST_UNPACKED)
    }
}

impl<R: Read + Seek> Parts<R> {
    /// The list of parts; what they hold is not looked at. So much of them may be unpacked.
    pub(crate) fn open(file: R, most: u64) -> Result<Parts<R>, Refusal> {
        let archive = ZipArchive::new(file).map_err(|_| Refusal::Cut)?;
        let parts = Parts { archive, left: most };
        let mut sum = 0u64;
        for at in 0..parts.archive.len() {
            // Pictures and the like are not unpacked.
            let part = parts.archive.by_index_data(at).map_err(|_| Refusal::Damaged)?;
            if part.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
                sum = sum.saturating_add(part.size());
            }
        }
        if sum > MOST_UNPACKED { Err(Refusal::Bomb) } else { Ok(parts) }
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
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
        Ok(Declared { part, left: size })
    }
}

#[cfg(feature = "docx")]
impl<R: Read + Seek> Parts<R> {
    /// How many parts there are.
    pub(crate) fn count(&self) -> usize {
        self.archive.len()
    }

    /// A part as text; none where there is none. One that is longer than it says is damaged.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        if !self.has(name) {
            return Ok(None);
        }
        let mut text = String::new();
        self.part(name)?.read_to_string(&mut text).map_err(|_| Refusal::Damaged)?;
        let text = text.strip_prefix('\u{FEFF}').map(str::to_string).unwrap_or(text);
        Ok(Some(text))
    }

    /// Writes the file with some parts anew; the others are copied as they are packed, in their order.
    pub(crate) fn write(&mut self, mut anew: BTreeMap<String, String>, out: impl Write + Seek) -> io::Result<()> {
        let mut zip = ZipWriter::new(out);
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for at in 0..self.archive.len() {
            let part = self.archive.by_index_raw(at)?;
            let name = part.name()?.into_owned();
            match anew.remove(&name) {
                Some(text) => {
                    drop(part);
                    zip.start_file(name, options)?;
                    zip.write_all(text.as_bytes())?;
                }
                None => zip.raw_copy_file(part)?,
            }
        }
        for (name, text) in anew {
            zip.start_file(name, options)?;
            zip.write_all(text.as_bytes())?;
        }
        zip.finish()?;
        Ok(())
    }
}

/// A part up to the length that it says it has; what goes on behind that is damaged.
struct Declared<R> {
    part: R,
    left: u64,
}

impl<R: Read> Read for Declared<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(into)?;
        self.left = self.left.checked_sub(read as u64).ok_or(io::ErrorKind::InvalidData)?;
        Ok(read)
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
