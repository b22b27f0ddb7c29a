//! An accepted copy on disk, read table by table: those of many units stand in one file.

use super::super::super::write::Print;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::folder::{door, files, room};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// How much of a copy is held at a time, in bytes.
const AT_ONCE: usize = 1 << 14;

/// How much of a line is read before there is another look at the room for it.
const MOST_AT_ONCE: u64 = 1 << 20;

/// A table is read as bytes, decoded, and freed of what does not count.
const READING: usize = 3;

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

    /// Where it lies, behind links.
    pub fn path(&self) -> &Path {
        &self.source.get_ref().path
    }

    /// The line that comes next, as far as it is held at a time; it stays where it is.
    pub fn heading(&mut self) -> Result<String, Box<Diagnostic>> {
        let held = self.source.fill_buf().map_err(|error| files::broken_off(&self.name, &error))?;
        let line = held.split(|byte| *byte == b'\n').next().unwrap_or_default();
        Ok(String::from_utf8_lossy(line).into_owned())
    }

    /// The text of the next table without what an editor changes unseen: the line breaks of every system are one, and
    /// neither spaces at the end of a line nor empty lines at the end of the file count.
    pub fn next_table(&mut self) -> Result<Option<String>, Box<Diagnostic>> {
        let (mut bytes, mut is_last) = (std::mem::take(&mut self.next), false);
        loop {
            let begin = bytes.len();
            let read = self.source.by_ref().take(MOST_AT_ONCE).read_until(b'\n', &mut bytes);
            if read.map_err(|error| files::broken_off(&self.name, &error))? == 0 {
                is_last = true;
                break;
            }
            self.print.add(&bytes[begin..]);
            if bytes[..begin].ends_with(b"\n") && bytes[begin..].starts_with(HEADING) {
                self.next = bytes.split_off(begin);
                break;
            }
            if begin as u64 / MOST_AT_ONCE != bytes.len() as u64 / MOST_AT_ONCE {
                self.refuse_without_room(READING * bytes.len())?;
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let text = files::decode_from(&self.name, &bytes, self.lines)?;
        self.lines += text.matches('\n').count();
        let mut text = plain(text);
        if is_last {
            text.truncate(text.trim_end_matches('\n').len());
            text.push('\n');
        }
        Ok(Some(text))
    }

    /// Refuses what takes so many bytes more than there are.
    pub fn refuse_without_room(&self, bytes: usize) -> Result<(), Box<Diagnostic>> {
        if room::has(bytes as u64) { Ok(()) } else { Err(Box::new(no_room(&self.name))) }
    }
}

/// A text without spaces at the ends of its lines.
pub fn plain(text: String) -> String {
    let is_blank = |pair: &[u8]| matches!(pair, [b' ' | b'\t' | b'\r', b'\n']);
    let blank = |c: char| matches!(c, ' ' | '\t' | '\r');
    if !text.ends_with(blank) && !text.as_bytes().windows(2).any(is_blank) {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        plain.push_str(line.trim_end_matches('\n').trim_end_matches(blank));
        plain.push_str(if line.ends_with('\n') { "\n" } else { "" });
    }
    plain
}

fn no_room(name: &str) -> Diagnostic {
    let title = format!("memori komputer tidak cukup untuk membandingkan \"{name}\"");
    Diagnostic::new(Code::B0120, Severity::Error, title)
        .at_place(Place::File(name.to_string()), "")
        .advise("bila isinya bukan lagi tabel itu, hapus berkas itu, lalu jalankan  takar uji --terima")
        .advise("atau tutup program lain, lalu ulangi")
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
