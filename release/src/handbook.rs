//! The handbook as pages that open from a disk: those of `docs/` that are for planners, with one list of chapters.

use crate::put;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::path::Path;
use std::{fs, io};

/// The pages in the order in which they are read.
const PAGES: [&str; 9] = ["panduan", "bahasa", "perintah", "paket", "editor", "peramban", "banyak", "ci", "cocok"];

/// How every page looks: on paper and in the dark too.
const STYLE: &str = include_str!("handbook.css");

/// A page on its way.
struct Page {
    name: &'static str,
    title: String,
    /// Headings of the second order, with their anchors.
    chapters: Vec<(String, String)>,
    body: String,
}

/// Writes the pages that are there, the first as `index.html` too.
pub fn write(docs: &Path, folder: &Path) -> io::Result<()> {
    let mut pages = Vec::new();
    for name in PAGES {
        match fs::read_to_string(docs.join(format!("{name}.md"))) {
            Ok(text) => pages.push(read(name, &text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    for page in &pages {
        put(&folder.join(format!("{}.html", page.name)), whole(page, &pages))?;
    }
    put(&folder.join("index.html"), whole(&pages[0], &pages))?;
    for picture in fs::read_dir(docs.join("gambar"))?.flatten() {
        put(&folder.join("gambar").join(picture.file_name()), fs::read(picture.path())?)?;
    }
    Ok(())
}

fn read(name: &'static str, text: &str) -> Page {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let (mut title, mut chapters, mut events) = (String::new(), Vec::new(), Vec::new());
    let mut known = std::collections::BTreeMap::new();
    let mut heading: Option<(usize, String)> = None;
    for event in Parser::new_ext(text, options) {
        match &event {
            Event::Start(Tag::Heading { .. }) => heading = Some((events.len(), String::new())),
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, title)) = &mut heading {
                    title.push_str(words);
                }
            }
            Event::End(TagEnd::Heading(level)) => {
                if let Some((at, words)) = heading.take() {
                    let anchor = anchor(&words, &mut known);
                    if let Event::Start(Tag::Heading { id, .. }) = &mut events[at] {
                        *id = Some(CowStr::from(anchor.clone()));
                    }
                    match *level as usize {
                        1 if title.is_empty() => title = words,
                        2 => chapters.push((anchor, words)),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        events.push(match event {
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: there(&dest_url), title, id })
            }
            other => other,
        });
    }
    let mut body = String::new();
    html::push_html(&mut body, events.into_iter());
    Page { name, title, chapters, body }
}

/// The anchor of a heading, as the sites that show the pages of a repository make it.
fn anchor(words: &str, known: &mut std::collections::BTreeMap<String, usize>) -> String {
    let kept = words
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .collect::<String>();
    let anchor = kept.replace(' ', "-");
    let times = known.entry(anchor.clone()).or_insert(0);
    *times += 1;
    if *times == 1 { anchor } else { format!("{anchor}-{}", *times - 1) }
}

/// Where a link leads among the pages: to one of them, or to what lies in the repository and not here.
fn there(link: &str) -> CowStr<'static> {
    let (path, part) = link.split_once('#').map_or((link, String::new()), |(path, part)| (path, format!("#{part}")));
    let own = path.strip_suffix(".md").filter(|name| PAGES.contains(name));
    CowStr::from(own.map_or(link.to_string(), |name| format!("{name}.html{part}")))
}

fn whole(page: &Page, pages: &[Page]) -> String {
    let list = pages.iter().map(|other| {
        let chapters = other.chapters.iter().filter(|_| other.name == page.name);
        let chapters: String =
            chapters.map(|(anchor, words)| format!("<li><a href=\"#{anchor}\">{}</a></li>", escaped(words))).collect();
        let inner = if chapters.is_empty() { String::new() } else { format!("<ol>{chapters}</ol>") };
        let is_here = if other.name == page.name { " aria-current=\"page\"" } else { "" };
        format!("<li><a href=\"{}.html\"{is_here}>{}</a>{inner}</li>", other.name, escaped(&other.title))
    });
    format!(
        "<!doctype html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} – Takar</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<nav aria-label=\"Isi buku\"><p>Takar {version}</p><ul>{list}</ul></nav>\n<main>\n{body}</main>\n</body>\n</html>\n",
        title = escaped(&page.title),
        version = env!("CARGO_PKG_VERSION"),
        list = list.collect::<String>(),
        body = page.body,
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
