//! A result in the making, in whatever shape: tables come unit by unit, bytes leave.

use super::Stop;
use crate::cli::args::Format;
#[cfg(feature = "xlsx")]
use crate::cli::books::no_book;
use crate::cli::console::Console;
use crate::data::Dataset;
use crate::engine::{self, Run, years_before};
use crate::plan::SlotId;
use crate::report::chart::{NOTHING_DRAWN, Pen, picture};
use crate::report::table::Table;
use crate::report::{CsvStyle, JSON_END, csv, csv_rows, json_piece, markdown, terminal};
use crate::source::Sources;
#[cfg(feature = "xlsx")]
use crate::workbook::Book;
#[cfg(feature = "html")]
use crate::{
    cli::pages::no_page,
    page::{Page, core::Core},
};
use std::collections::HashSet;

/// The unit that tables are of.
#[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "only a workbook asks what is assumed"))]
pub(super) struct Of<'o> {
    /// What they come from.
    pub run: &'o Run<'o>,
    /// Its lane there.
    pub lane: usize,
    /// The same, with what a page tells besides: values of earlier years, and what is assumed as numbers of their own.
    pub told: (&'o Run<'o>, usize),
    /// The slots that are assumed and not computed.
    pub held: &'o [SlotId],
    /// The texts of the rules.
    pub sources: &'o Sources,
    /// The data of all units that are shown.
    pub data: &'o Dataset,
    /// The scenario it is under: its name, where it stands, its text.
    pub under: Option<&'o [String; 3]>,
}

/// One result.
pub(super) struct Made {
    format: Format,
    style: CsvStyle,
    /// What it is shown on, where that is a screen.
    screen: Console,
    /// What pictures below tables are drawn with, where they are wanted.
    pen: Option<Pen>,
    /// Whether any of them has one.
    is_drawn: bool,
    /// Whether it has begun.
    pub begun: bool,
    /// What can be taken already.
    pub text: Vec<u8>,
    /// The tables of a document, which is made when all of them are there.
    tables: Vec<Table>,
    /// A workbook, which is written when all of it is there.
    #[cfg(feature = "xlsx")]
    book: Option<Book>,
    /// A page, likewise.
    #[cfg(feature = "html")]
    page: Option<Page>,
    /// What makes a page answer: the core, and the package with its data.
    #[cfg(feature = "html")]
    live: Option<(Core, serde_json::Value)>,
}

impl Made {
    /// Nothing yet.
    pub fn new(format: Format, style: CsvStyle, screen: Console) -> Made {
        Made {
            format,
            style,
            screen,
            pen: None,
            is_drawn: false,
            begun: false,
            text: Vec::new(),
            tables: Vec::new(),
            #[cfg(feature = "xlsx")]
            book: None,
            #[cfg(feature = "html")]
            page: None,
            #[cfg(feature = "html")]
            live: None,
        }
    }

    /// The same with pictures below the tables.
    pub fn with_pictures(self, plain: bool) -> Made {
        let pen = Pen { width: self.screen.width, colour: self.screen.color, plain };
        Made { pen: Some(pen), ..self }
    }

    /// The same as a page that answers.
    #[cfg(feature = "html")]
    pub fn answering(self, live: Option<(Core, serde_json::Value)>) -> Made {
        Made { live, ..self }
    }

    /// Adds the tables of one unit.
    pub fn add(&mut self, of: &Of, tables: &[Table]) -> Result<(), Stop> {
        match self.format {
            Format::Workbook => return self.add_to_book(of, tables),
            Format::Page => return self.add_to_page(of, tables),
            Format::Docx => self.tables.extend(tables.iter().cloned()),
            Format::Terminal | Format::Markdown | Format::Csv | Format::Json if tables.is_empty() && self.begun => {}
            Format::Terminal | Format::Markdown | Format::Csv | Format::Json => {
                let text = self.rendered(of, tables);
                self.begun = true;
                self.text.extend_from_slice(text.as_bytes());
            }
        }
        Ok(())
    }

    /// Makes what can only be made as a whole.
    pub fn end(&mut self) -> Result<(), Stop> {
        if self.format == Format::Json {
            self.text.extend_from_slice(JSON_END.as_bytes());
        }
        if self.pen.is_some() && self.begun && !self.is_drawn {
            self.text.extend_from_slice(format!("\n{NOTHING_DRAWN}\n").as_bytes());
        }
        if self.format == Format::Docx {
            let whole = document(&std::mem::take(&mut self.tables));
            self.text = whole.ok_or_else(|| Box::new(engine::no_room("hasil")))?;
        }
        #[cfg(feature = "xlsx")]
        if let Some(book) = self.book.take() {
            self.text = book.finish().map_err(|why| Box::new(no_book(why)))?;
        }
        #[cfg(feature = "html")]
        if let Some(page) = self.page.take() {
            self.text = page.finish().map_err(|why| Box::new(no_page(why)))?.into_bytes();
        }
        Ok(())
    }

    #[cfg(feature = "xlsx")]
    fn add_to_book(&mut self, of: &Of, tables: &[Table]) -> Result<(), Stop> {
        let program = of.run.program();
        let book = self.book.get_or_insert_with(|| Book::new(&program.package.title, of.run.plan(), of.data, tables));
        if let Some([name, place, text]) = of.under {
            book.tried(name, place, text);
        }
        book.add(of.run, of.lane, tables, of.sources, of.held).map_err(|why| Box::new(no_book(why)).into())
    }

    /// Without workbooks nothing gets here: the command line refuses them.
    #[cfg(not(feature = "xlsx"))]
    fn add_to_book(&mut self, _of: &Of, _tables: &[Table]) -> Result<(), Stop> {
        Ok(())
    }

    #[cfg(feature = "html")]
    fn add_to_page(&mut self, of: &Of, tables: &[Table]) -> Result<(), Stop> {
        let (run, lane) = of.told;
        let page = match &mut self.page {
            Some(page) => page,
            none => {
                let page = Page::new(run.program(), run.plan(), of.data);
                let page = none.insert(page.map_err(|why| Box::new(no_page(why)))?);
                if let Some((core, package)) = &self.live {
                    page.answering(core.clone(), package.clone());
                }
                page
            }
        };
        if let Some([name, place, text]) = of.under {
            page.tried(name, place, text);
        }
        page.add(run, lane, tables, of.sources).map_err(|why| Box::new(no_page(why)).into())
    }

    /// Without pages nothing gets here: the command line refuses them.
    #[cfg(not(feature = "html"))]
    fn add_to_page(&mut self, _of: &Of, _tables: &[Table]) -> Result<(), Stop> {
        Ok(())
    }

    fn rendered(&mut self, of: &Of, tables: &[Table]) -> String {
        let between = if self.begun { "\n" } else { "" };
        match self.format {
            Format::Terminal => {
                let pictures = self.pictures(of, tables);
                let shown = tables.iter().enumerate().map(|(at, table)| {
                    let text = terminal(table, self.screen.width, self.screen.color);
                    match pictures.get(at).filter(|picture| !picture.is_empty()) {
                        Some(picture) => format!("{text}\n{picture}"),
                        None => text,
                    }
                });
                between.to_string() + &shown.collect::<Vec<_>>().join("\n")
            }
            Format::Markdown => between.to_string() + &tables.iter().map(markdown).collect::<Vec<_>>().join("\n"),
            Format::Csv if self.begun => csv_rows(tables, self.style),
            Format::Csv => csv(tables, self.style),
            Format::Json => json_piece(tables, !self.begun),
            // Made as a whole at the end.
            Format::Workbook | Format::Docx | Format::Page => String::new(),
        }
    }
}

impl Made {
    /// The picture of each table, where pictures are wanted.
    fn pictures(&mut self, of: &Of, tables: &[Table]) -> Vec<String> {
        let Some(pen) = self.pen else { return Vec::new() };
        let (run, lane) = of.told;
        let years = years_before(of.data, run.plan().year);
        let mut told = HashSet::new();
        let pictures = tables.iter().map(|table| picture(run.results(), lane, (table, &years), &mut told, pen));
        let pictures: Vec<String> = pictures.collect();
        self.is_drawn |= pictures.iter().any(|picture| !picture.is_empty());
        pictures
    }
}

/// The tables as a document.
#[cfg(feature = "docx")]
fn document(tables: &[Table]) -> Option<Vec<u8>> {
    crate::document::document(tables)
}

/// Without documents nothing gets here: the command line refuses them.
#[cfg(not(feature = "docx"))]
fn document(_tables: &[Table]) -> Option<Vec<u8>> {
    None
}
