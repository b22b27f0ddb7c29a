//! An accepted copy on disk, read table by table: those of many units stand in one file.

use super::super::super::files::{self, door};
use super::super::super::write::Print;
use crate::diagnostic::Diagnostic;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// How much of a copy is held at a time, in bytes.
const AT_ONCE: usize = 1 << 14;

/// What begins the heading of a table. Within a table no line begins so: all that has a meaning in Markdown is escaped.
const HEADING: &[u8] = b"### ";

/// An accepted copy on its way.
#[derive(Debug)]
pub struct Copy {
    name: String,
    source: BufReader<Reopened>,
    /// The heading of the next table, read already.
    next: Vec<u8>,
    /// Lines read so far.
    lines: usize,
    /// What was read so far.
    pub print: Print,
}

impl Copy {
    /// The copy of that name; none when there is none.
    pub fn open(root: &Path, name: &str) -> Result<Option<Copy>, Box<Diagnostic>> {
        let Some(path) = door::find(root, name)? else { return Ok(None) };
        files::refuse_unreadable(&path, name, files::DATA_LIMIT)?;
        let source = BufReader::with_capacity(AT_ONCE, Reopened { path, at: 0 });
        Ok(Some(Copy { name: name.to_string(), source, next: Vec::new(), lines: 0, print: Print::default() }))
    }

    /// The text of the next table, with the line breaks of every system read as one.
    pub fn next_table(&mut self) -> Result<Option<String>, Box<Diagnostic>> {
        let mut bytes = std::mem::take(&mut self.next);
        loop {
            let begin = bytes.len();
            let read = self.source.read_until(b'\n', &mut bytes);
            if read.map_err(|error| files::broken_off(&self.name, &error))? == 0 {
                break;
            }
            self.print.add(&bytes[begin..]);
            if begin > 0 && bytes[begin..].starts_with(HEADING) {
                self.next = bytes.split_off(begin);
                break;
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let text = files::decode_from(&self.name, &bytes, self.lines)?;
        self.lines += text.matches('\n').count();
        Ok(Some(text.replace("\r\n", "\n")))
    }
}

/// A file that is open only while something of it is read: copies may be many, and files open at one time may not.
#[derive(Debug)]
struct Reopened {
    path: PathBuf,
    at: u64,
}

impl Read for Reopened {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}
