//! Why an office file is not read: values, put into words in `words.rs`.

/// A file that is not read, and where reading ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub why: Refusal,
    /// The sheet it is about, where it is about one.
    pub sheet: Option<String>,
    /// The row of that sheet, from 1.
    pub row: Option<u32>,
}

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing stands in it.
    Empty,
    /// Opens with a password only.
    Password,
    /// Excel until 2003, `.xls`.
    OldExcel,
    /// Word until 2003, `.doc`.
    OldWord,
    /// Another file of programs of that time.
    OldOther,
    /// Excel's binary workbook, `.xlsb`.
    Binary,
    /// Its end is missing, as after a download that broke off.
    Cut,
    /// It is not what its beginning says.
    Damaged,
    /// Elements within elements beyond any office file.
    Deep,
    /// Unpacked it would be far larger than a file of an office.
    Bomb,
    /// More cells than are held at once.
    ManyCells,
    /// More paragraphs than any document of an office.
    ManyParagraphs,
    /// More text than is held at once.
    MuchText,
    /// No sheet with cells, no table.
    NoTable,
    /// A file of another kind.
    Foreign(Foreign),
    /// Text in letters that are not UTF-8.
    Letters,
}

/// What another kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A page for printing.
    Pdf,
    /// Rich text.
    Rtf,
    /// A web page with all it shows, in one file.
    WebArchive,
    /// Excel's XML of 2003.
    OldXml,
    /// OpenDocument text.
    Odt,
    /// Slides.
    Slides,
    /// An archive of files.
    Archive,
    /// A picture.
    Picture,
    /// Signs that no text has.
    Unknown,
}

impl From<Refusal> for Refused {
    fn from(why: Refusal) -> Refused {
        Refused { why, sheet: None, row: None }
    }
}

impl Refused {
    /// The same, on a sheet.
    pub(super) fn on(self, sheet: &str) -> Refused {
        Refused { sheet: Some(sheet.to_string()), ..self }
    }

    /// The same, in a row, where none is known yet.
    pub(super) fn in_row(self, row: u32) -> Refused {
        Refused { row: self.row.or(Some(row)), ..self }
    }
}
