//! Charts in text: bars with their figures beside them, and years in a row, for a terminal of any width.

use super::axis::{Side, Told, told};
use super::bars::BEFORE_CAP;
use super::ruler::{Ink, Ruler, Signs};
use super::years::Trend;
use super::{Bar, Bars, shown_number, words};
use crate::number::{Exact, Places, Rounding};
use crate::report::table::Cell;
use crate::report::terminal::{MIN_WIDTH, cell_style, mark};
use crate::report::text::{one_line, paint, width, wrap};
use anstyle::{AnsiColor, Style};

/// How charts are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pen {
    /// Columns.
    pub width: usize,
    /// Whether colours may be used.
    pub colour: bool,
    /// Whether to use only characters that every terminal knows.
    pub plain: bool,
}

/// From this width on labels are beside their bars.
const BESIDE: usize = 60;

/// Longer lines are not easier to read.
const WIDEST: usize = 120;

/// Levels of a year relative to the others of its row, the lowest first.
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const PLAIN_LEVELS: [char; 3] = ['_', '-', '^'];

/// Bars and trends, one below the other; empty where there are none.
pub fn drawn(bars: &Bars, trends: &[Trend], pen: Pen) -> String {
    let pen = Pen { width: pen.width.clamp(MIN_WIDTH, WIDEST), ..pen };
    let mut lines = if bars.rows.is_empty() { Vec::new() } else { of_bars(bars, pen) };
    if !trends.is_empty() {
        lines.extend((!bars.rows.is_empty()).then(String::new));
        lines.extend(of_trends(trends, pen));
    }
    lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

fn of_bars(Bars { title, rows: bars }: &Bars, pen: Pen) -> Vec<String> {
    let signs = if pen.plain { Signs::PLAIN } else { Signs::BLOCKS };
    let numbers = bars.iter().filter(|bar| bar.value().is_some()).map(|bar| width(&figure(&bar.cell)));
    let figure_wide = numbers.filter(|wide| *wide <= pen.width * 2 / 5).max().unwrap_or_default();
    // Longer words in place of a number, and figures with very many notes, are put after the bar.
    let is_figure = |bar: &Bar| width(&figure(&bar.cell)) <= figure_wide;
    let is_beside = pen.width >= BESIDE;
    let longest = bars.iter().map(|bar| width(&one_line(&bar.label))).max().unwrap_or_default();
    let label_wide = if is_beside { longest.min(pen.width * 35 / 100).max(LEAST_LABEL) } else { 0 };
    let words_of = |bar: &Bar| {
        let own = (!is_figure(bar)).then(|| figure(&bar.cell));
        own.into_iter().chain(behind(bar)).collect::<Vec<_>>()
    };
    let behind: Vec<Vec<String>> = bars.iter().map(words_of).collect();
    let words_wide = behind.iter().flatten().map(|text| width(text)).max().unwrap_or_default();
    // Words beside the figure have this much room, or are put below it.
    let words_wide =
        if is_beside { words_wide.min(pen.width.saturating_sub(label_wide + figure_wide + 28)) } else { 0 };
    let words_wide = if words_wide < 8 { 0 } else { words_wide };
    let gap = if words_wide > 0 { words_wide + 2 } else { 0 };
    let indent = if is_beside { label_wide + 2 } else { 2 };
    let ruler = Ruler::new(bars, pen.width.saturating_sub(indent + 2 + figure_wide + gap), signs);
    let bold = style(pen, Style::new().bold());
    let mut lines: Vec<String> = wrap(title, pen.width).iter().map(|line| paint(bold, line)).collect();
    match lines.as_mut_slice() {
        [alone] if is_beside && width(title) <= label_wide => {
            alone.push_str(&format!("{}{}", " ".repeat(indent - width(title)), ruler.head()));
        }
        _ => lines.push(format!("{:indent$}{}", "", ruler.head())),
    }
    for (bar, behind) in bars.iter().zip(&behind) {
        let figure = if is_figure(bar) { figure(&bar.cell) } else { String::new() };
        let own = if bar.strong { bold } else { Style::new() };
        let labels = wrap(&bar.label, if is_beside { label_wide } else { pen.width });
        if !is_beside {
            lines.extend(labels.iter().map(|label| paint(own, label)));
        }
        let drawn = painted(&ruler.line(bar), pen);
        let room = " ".repeat(figure_wide - width(&figure));
        let mut side = vec![format!("{room}{}", paint(cell_style(&bar.cell, pen.colour), &figure))];
        let words: Vec<String> = match words_wide {
            0 => Vec::new(),
            wide => behind.iter().flat_map(|text| wrap(text, wide)).collect(),
        };
        for (at, text) in words.iter().enumerate() {
            match side.get_mut(at) {
                Some(first) => first.push_str(&format!("  {text}")),
                None => side.push(format!("{:figure_wide$}  {text}", "")),
            }
        }
        let empty = " ".repeat(ruler.line(bar).len());
        let rows = if is_beside { labels.len().max(side.len()) } else { side.len() };
        for row in 0..rows {
            let label = labels.get(row).filter(|_| is_beside).map(String::as_str).unwrap_or_default();
            let room = " ".repeat(indent - width(label));
            let drawn = if row == 0 { &drawn } else { &empty };
            let side = side.get(row).map(String::as_str).unwrap_or_default();
            lines.push(format!("{}{room}{drawn}  {side}", paint(own, label)));
        }
        if words_wide == 0 {
            let below = behind.iter().flat_map(|text| wrap(text, pen.width.saturating_sub(indent)));
            lines.extend(below.map(|text| format!("{:indent$}{text}", "")));
        }
    }
    lines.extend(wrap(&legend(bars, &ruler, signs), pen.width));
    lines
}

/// The least room for labels: the shortest title is above them.
const LEAST_LABEL: usize = 7;

/// The figure beside a bar, as the table has it.
fn figure(cell: &Cell) -> String {
    format!("{}{}", one_line(&words(cell)), mark(cell))
}

/// The text after a figure.
fn behind(bar: &Bar) -> Vec<String> {
    let raw = bar.beyond().and(bar.raw.as_ref()).map(|raw| format!("{BEFORE_CAP} {}", one_line(raw.words())));
    bar.grade.iter().map(|grade| one_line(grade)).chain(raw).collect()
}

/// How the bars are to be read.
fn legend(bars: &[Bar], ruler: &Ruler, signs: Signs) -> String {
    let said = told(bars, ruler.axis()).into_iter().map(|told| match told {
        Told::Hundred { is_cap } => format!("{} 100%{}", signs.hundred, if is_cap { ", batas capaian" } else { "" }),
        Told::Zero => format!("{} nol", signs.zero),
        Told::Cap(_) => format!("{} batas capaian", signs.cap),
        Told::Beyond => format!("{} {BEFORE_CAP}", signs.beyond),
        Told::Cut(side, end) => {
            let sign = if side == Side::Left { signs.left } else { signs.right };
            format!("{sign} dipotong di {end}, padahal lebih panjang")
        }
        Told::NoNumber => "tanpa batang: tanpa angka".to_string(),
    });
    said.collect::<Vec<_>>().join("; ")
}

fn of_trends(trends: &[Trend], pen: Pen) -> Vec<String> {
    let mut lines = vec![paint(style(pen, Style::new().bold()), "Dari tahun ke tahun")];
    let longest = trends.iter().map(|trend| trend.points.len()).max().unwrap_or_default();
    for trend in trends {
        lines.extend(wrap(&format!("{}, {}", trend.label, trend.what), pen.width));
        let levels = levels(trend, pen.plain);
        let said = trend.points.iter().map(|(year, cell, _)| {
            // A figure and its year stay together.
            format!("{year} {}", one_line(&words(cell))).replace(' ', "\u{a0}")
        });
        let said = said.collect::<Vec<_>>().join("  ");
        let indent = 2 + longest + 2;
        for (at, line) in wrap(&said, pen.width.saturating_sub(indent)).iter().enumerate() {
            let line = line.replace('\u{a0}', " ");
            let room = " ".repeat(longest - levels.chars().count());
            match at {
                0 => {
                    lines.push(format!("  {}{room}  {line}", paint(style(pen, AnsiColor::Cyan.on_default()), &levels)))
                }
                _ => lines.push(format!("{:indent$}{line}", "")),
            }
        }
    }
    let legend = match pen.plain {
        true => "_ terendah, - di antaranya, ^ tertinggi di barisnya; . tanpa angka",
        false => "tinggi tanda: dari yang terendah sampai yang tertinggi di barisnya; · tanpa angka",
    };
    lines.extend(wrap(legend, pen.width));
    lines
}

/// A character for each year, from the displayed figures: if these are equal, so are the characters.
fn levels(trend: &Trend, plain: bool) -> String {
    let (levels, none): (&[char], char) = if plain { (&PLAIN_LEVELS, '.') } else { (&LEVELS, '·') };
    let known: Vec<Exact> = trend.points.iter().filter_map(|(_, cell, _)| shown_number(cell)).collect();
    let (low, high) =
        (known.iter().min().cloned().unwrap_or_default(), known.iter().max().cloned().unwrap_or_default());
    let most = Exact::from(levels.len() as i64 - 1);
    let sign = |value: &Exact| {
        let Some(share) = (&(value - &low) * &most).checked_div(&(&high - &low)) else {
            return levels[levels.len() / 2];
        };
        // Only the lowest and the highest get the outermost levels.
        let rounding = if share < Exact::ONE { Rounding::Ceiling } else { Rounding::Truncate };
        let at: usize = share.to_plain(Places::WHOLE, rounding).parse().unwrap_or_default();
        levels[at.min(levels.len() - 1)]
    };
    trend.points.iter().map(|(_, cell, _)| shown_number(cell).map_or(none, |value| sign(&value))).collect()
}

fn painted(line: &[(char, Ink)], pen: Pen) -> String {
    let of = |ink: Ink| match ink {
        Ink::None => Style::new(),
        Ink::Bar => style(pen, AnsiColor::Cyan.on_default()),
        Ink::Beyond => style(pen, Style::new().dimmed()),
    };
    let pieces = line.chunk_by(|a, b| a.1 == b.1);
    pieces.map(|piece| paint(of(piece[0].1), &piece.iter().map(|(letter, _)| *letter).collect::<String>())).collect()
}

fn style(pen: Pen, style: Style) -> Style {
    if pen.colour { style } else { Style::new() }
}
