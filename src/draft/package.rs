//! The files of a drafted package: rules, data, and the table as printed.

use super::codes::written;
use super::factors::Factors;
use super::figures::Says;
use super::footers::{self, Footer};
use super::grades::{Found, Graded};
use super::infer::Way;
use super::means::Mean;
use super::money::Money;
use super::pairs::{Measured, YearColumns};
use super::roles::Role;
use super::rules;
use super::shape::Shape;
use super::subtotals::Subtotal;
use super::things::{Thing, text};
use super::years;
use crate::number::Exact;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

/// Everything that is known of a table.
pub struct Known<'k> {
    /// Its layout.
    pub shape: &'k Shape<'k>,
    /// Its indicators.
    pub things: &'k [Thing],
    /// Its figures, and the rule.
    pub measured: &'k Measured,
    /// The scale of its grades.
    pub scale: Option<Found>,
    /// Scales that explain its grades, and of which another stands there, or that do not grade all that the rule can give.
    pub other_scales: Vec<String>,
    /// The grades that are printed.
    pub grades: &'k [Graded],
    /// Its title.
    pub title: &'k str,
    /// Whether its things have targets; else they are plain quantities.
    pub has_targets: bool,
    /// What was worked out of all its rows.
    pub once: Once,
}

/// What is asked for again and again, and takes all rows of a table to answer.
#[derive(Debug, Clone, Default)]
pub struct Once {
    /// The factors of the data.
    pub factors: OnceCell<Factors>,
    /// The columns with targets of quarters.
    pub aims: OnceCell<Vec<usize>>,
    /// The least figure of each unit.
    pub least: OnceCell<BTreeMap<Option<String>, Exact>>,
    /// How the printed mean is made.
    pub mean: OnceCell<Mean>,
    /// The totals and means of the whole table.
    pub closing: OnceCell<Vec<usize>>,
    /// The means between the rows.
    pub subtotals: OnceCell<Vec<Subtotal>>,
}

/// The name of the group of all.
pub const ALL: &str = "IKU";
/// What the names of the groups of an objective begin with.
pub const SERVED: &str = "SASARAN_";
/// The name of the table.
pub const TABLE: &str = "T1";

impl Known<'_> {
    /// `paket.takar`
    pub fn package(&self, title: &str, source: &str) -> String {
        let year = self.shape.year;
        let file = if self.data().lines().count() > 1 { "\ndata \"data/iku.csv\" angka id\n" } else { "" };
        format!("# Disusun dari {source}.\n\npaket \"{}\"\n  tahun {year}\n{file}", text(title))
    }

    /// `iku.takar`
    pub fn indicators(&self) -> String {
        let word = if self.has_targets { "indikator" } else { "besaran" };
        let own = self.things.iter().filter(|thing| thing.component.is_none()).count();
        let mut all = format!("# {own} {word} dari tabel.\n");
        let factors = self.factors();
        for (at, thing) in self.things.iter().enumerate() {
            let word = if thing.component.is_some() { "besaran" } else { word };
            all.push_str(&format!("\n{word} {} \"{}\"\n", written(&thing.code), thing.name));
            if let Some(objective) = thing.objective.as_ref().filter(|_| thing.component.is_none()) {
                all.push_str(&format!("  sasaran \"{objective}\"\n"));
            }
            match factors.unit(thing) {
                Some(unit @ ("persen" | "rupiah")) => all.push_str(&format!("  satuan {unit}\n")),
                Some(unit) => all.push_str(&format!("  satuan \"{unit}\"\n")),
                None => {}
            }
            if let Some(floor) = self.floor(thing) {
                all.push_str(&format!("  skala >= {floor}\n"));
            }
            if self.has_targets && thing.component.is_none() {
                all.push_str(&self.measure(at));
            } else if let Some((how, _)) = self.rolled(at).filter(|_| thing.component.is_some()) {
                all.push_str(&format!("  triwulan {how}\n"));
            }
        }
        if self.has_targets {
            all.push_str(&self.groups());
        }
        all
    }

    fn measure(&self, at: usize) -> String {
        let told = self.measured.rule.as_ref().and_then(|rule| rule.ways.get(at)).map(|told| told.way);
        let given = self.measured.given.ways.get(at).copied().flatten();
        let way = told.or(given).unwrap_or(Way::Up);
        let split = self.measured.rule.as_ref().is_some_and(rules::is_split);
        let [own, down] = rules::names(self.scale.as_ref());
        let (word, rule) = match way {
            Way::Up => ("tinggi", own),
            Way::Down if split => ("rendah", down),
            Way::Down => ("rendah", own),
        };
        let mut lines = format!("  arah makin {word}\n  capaian {rule}\n");
        if let Some(found) = &self.scale {
            lines.push_str(&format!("  predikat {}\n", found.scale.rule.name));
        }
        if let Some((how, _)) = self.rolled(at) {
            lines.push_str(&format!("  triwulan {how}\n"));
        }
        lines
    }

    /// All of them, and those of each objective.
    fn groups(&self) -> String {
        let members = |codes: &[&str]| codes.iter().map(|code| written(code)).collect::<Vec<_>>().join("; ");
        let own = self.things.iter().filter(|thing| thing.component.is_none());
        let every: Vec<&str> = own.map(|thing| thing.code.as_str()).collect();
        let group = |name: &str, title: &str, codes: &[&str]| {
            format!(
                "\nkelompok {name} \"{title}\"\n  anggota {}\n{}  tampil 2 biasa\n",
                members(codes),
                self.mean_lines(name == ALL, codes)
            )
        };
        let mut all = group(ALL, "Indikator dalam tabel", &every);
        for (at, (objective, codes)) in self.objectives().iter().enumerate() {
            all.push_str(&group(&format!("{SERVED}{}", at + 1), objective, codes));
        }
        all
    }

    /// The objectives in order, each with its indicators; none where there is only one.
    pub fn objectives(&self) -> Vec<(&str, Vec<&str>)> {
        let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for thing in self.things.iter().filter(|thing| thing.component.is_none()) {
            let Some(objective) = thing.objective.as_deref() else { continue };
            let place = *places.entry(objective).or_insert(all.len());
            match all.get_mut(place) {
                Some((_, codes)) => codes.push(&thing.code),
                None => all.push((objective, vec![&thing.code])),
            }
        }
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// `tabel.takar`
    pub fn table(&self) -> String {
        let rows = if self.has_targets {
            format!("anggota {ALL}")
        } else {
            self.things.iter().map(|thing| written(&thing.code)).collect::<Vec<_>>().join("; ")
        };
        let mut all = format!("tabel {TABLE} \"{}\"\n  baris {rows}\n", text(self.title));
        let footers = self.footers();
        for (at, shows) in self.columns() {
            let title = self.titled(at);
            // A footer names the column that it stands below as it is written.
            let running = || years::of_running_year(&shows, &title, self.shape.year, &self.years_shown());
            let column = match footers.is_empty().then(running).flatten() {
                Some(untitled) => untitled,
                None => format!("{shows} \"{title}\""),
            };
            all.push_str(&format!("  kolom {column}{}\n", self.decimals(at)));
        }
        // Of a table of quarters alone the year is shown too.
        if self.is_of_quarters() && self.has_targets {
            all.push_str("  kolom target \"Target setahun\"\n");
            if !self.quarters().is_empty() {
                all.push_str("  kolom realisasi \"Realisasi setahun\"\n  kolom capaian \"Capaian\"\n");
            }
        }
        // What quarters make of a year is shown beside its target, where nothing is printed for it.
        let own = self.measured.years.iter().find(|year| year.year == self.shape.year);
        let has_target_alone = own.is_some_and(|own| own.target.is_some() && own.real.is_none());
        if has_target_alone && self.has_targets && !self.quarters().is_empty() {
            all.push_str("  kolom realisasi \"Realisasi setahun\"\n");
            let is_printed = own.is_some_and(|own| own.achieved.is_some());
            all.push_str(if is_printed { "" } else { "  kolom capaian \"Capaian\"\n" });
        }
        for Footer { parts, label, .. } in footers {
            let parts: Vec<String> = parts.iter().map(|part| format!("{} pada {}", part.formula, part.below)).collect();
            all.push_str(&format!("  penutup {} \"{}\"\n", parts.join("; "), text(&label)));
        }
        let groups: Vec<String> = (1..=self.objectives().len()).map(|at| format!("{SERVED}{at}")).collect();
        if self.has_targets && !groups.is_empty() {
            all.push_str(&format!(
                "\ntabel T2 \"Capaian sasaran\"\n  baris {}\n  kolom nama \"Sasaran\"\n  kolom capaian \"Rata-rata capaian\"\n",
                groups.join("; ")
            ));
        }
        let components = self.things.iter().filter(|thing| thing.component.is_some());
        let components: Vec<String> = components.map(|thing| written(&thing.code)).collect();
        if !components.is_empty() {
            all.push_str(&format!(
                "\ntabel T3 \"Bagian hitungan indikator\"\n  baris {}\n  kolom nama \"Uraian\"\n  kolom nilai \"Nilai\"\n",
                components.join("; ")
            ));
        }
        all
    }

    /// How many decimals a column of percent of money shows, or one whose figures have a factor.
    fn decimals(&self, column: usize) -> String {
        if self.shape.heads[column].role != Role::Absorbed && self.divided(column, String::new()).is_empty() {
            return String::new();
        }
        let places = self.things.iter().filter_map(|thing| match self.shape.cell(column, thing.row) {
            Says::Number(number) => Some(number.places.get()),
            Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => None,
        });
        places.max().filter(|most| (0..=4).contains(most)).map(|most| format!(" tampil {most}")).unwrap_or_default()
    }

    /// The columns with figures of indicators and money.
    pub fn figures(&self) -> Vec<usize> {
        let years = self.measured.years.iter().flat_map(|year| [year.target, year.real]).flatten();
        let (money, quarters) = (self.money(), self.quarters());
        let mut all: Vec<usize> = years.chain(quarters.into_iter().map(|(at, _)| at)).collect();
        all.extend(self.aim_columns());
        let earlier = self.earlier_money();
        let of_money = std::iter::once(money).chain(earlier.into_iter().map(|(_, money)| money));
        all.extend(of_money.flat_map(|money| [money.budget, money.spent]).flatten());
        all
    }

    /// Whether its quarters are all that it says of the year.
    pub fn is_of_quarters(&self) -> bool {
        let says = |year: &YearColumns| year.target.or(year.real).or(year.achieved).is_some();
        self.has_quarters() && !self.measured.years.iter().any(says)
    }

    /// The totals and means below the table that its rows give.
    pub fn footers(&self) -> Vec<Footer> {
        footers::footers(self)
    }

    /// The columns of the table that rules can show, in the order printed, each with what it shows.
    pub fn columns(&self) -> Vec<(usize, String)> {
        let shape = self.shape;
        let mut all: BTreeMap<usize, String> = BTreeMap::new();
        let singles =
            [(Some(shape.name), "nama"), (shape.code, "kode"), (shape.objective, "sasaran"), (shape.unit, "satuan")];
        for (at, word) in singles {
            all.extend(at.map(|at| (at, word.to_string())));
        }
        let of_year = |word: &str, year: i32| {
            if year == shape.year { word.to_string() } else { format!("{word}[{year}]") }
        };
        for year in &self.measured.years {
            let grade = self.scale.as_ref().map(|found| if found.by_words { "sebutan" } else { "predikat" });
            let value = if self.has_targets { "realisasi" } else { "nilai" };
            let of = [
                (year.target, Some("target")),
                (year.real, Some(value)),
                (year.achieved, Some("capaian")),
                (year.grade, grade),
            ];
            for (at, word) in of {
                if let (Some(at), Some(word)) = (at, word) {
                    all.insert(at, of_year(word, year.year));
                }
            }
        }
        let money = self.money();
        all.extend(money.budget.map(|at| (at, "pagu".to_string())));
        all.extend(money.spent.map(|at| (at, "serapan".to_string())));
        if money.budget.is_some() && money.spent.is_some() {
            all.extend(money.absorbed.map(|at| (at, self.absorbed(money, at, ""))));
        }
        for (year, money) in self.earlier_money() {
            all.extend(money.budget.map(|at| (at, format!("pagu[{year}]"))));
            all.extend(money.spent.map(|at| (at, format!("serapan[{year}]"))));
            all.extend(money.absorbed.map(|at| (at, self.absorbed(money, at, &format!("[{year}]")))));
        }
        all.into_iter().map(|(at, shows)| (at, self.divided(at, shows))).collect()
    }

    /// The years of its columns, each once.
    fn years_shown(&self) -> Vec<i32> {
        self.measured.years.iter().map(|year| year.year).collect()
    }

    /// `data/iku.csv`
    pub fn data(&self) -> String {
        let (money, quarters) = (self.money(), self.quarters());
        let has_money = money.budget.is_some() || money.spent.is_some();
        let mut all = String::from("kode;tahun");
        let has_quarters = self.has_quarters();
        all.push_str(if has_quarters { ";triwulan" } else { "" });
        let [budget_in, spent_in] = self.factors().in_data();
        all.push_str(if self.has_targets { ";target;realisasi" } else { ";nilai" });
        all.push_str(&if has_money { format!(";pagu{budget_in};serapan{spent_in}") } else { String::new() });
        all.push('\n');
        let mut years: Vec<i32> = self.measured.years.iter().map(|year| year.year).collect();
        let earlier = self.earlier_money();
        let of_money = earlier.iter().map(|(year, _)| *year).chain(has_money.then_some(self.shape.year));
        for year in of_money {
            years.extend((!years.contains(&year)).then_some(year));
        }
        for (nth, thing) in self.things.iter().enumerate() {
            let cell = |at: Option<usize>| at.map(|at| typed(self.shape, at, thing.row)).unwrap_or_default();
            // No budget is below 0; one that stands in the row above for both is none of this row.
            let paid = |at: Option<usize>| match at {
                Some(at) if self.is_merged(at, thing.row) => "n/a".to_string(),
                _ => cell(
                    at.filter(|at| value(self.shape.cell(*at, thing.row)).is_none_or(|value| !value.is_negative())),
                ),
            };
            for &year in &years {
                let own = self.measured.years.iter().find(|one| one.year == year);
                let real = own.and_then(|own| own.real).filter(|at| !is_range(self.shape.cell(*at, thing.row)));
                let aims = if year == self.shape.year { self.aims(nth) } else { Vec::new() };
                // What counts from the beginning of the year stands in the line of its quarter.
                let is_last = |at: &usize| {
                    self.shape.cumulative.is_some()
                        && year == self.shape.year
                        && quarters.iter().any(|(own, _)| own == at)
                };
                let is_aim = |at: &usize| aims.iter().any(|(own, _)| own == at);
                let (real, target) =
                    (real.filter(|at| !is_last(at)), own.and_then(|own| own.target).filter(|at| !is_aim(at)));
                let (target, real) = (cell(target), cell(real));
                let money = match earlier.iter().find(|(own, _)| *own == year) {
                    Some((_, earlier)) => *earlier,
                    None if year == self.shape.year => money,
                    None => Money::default(),
                };
                let (budget, spent) = (paid(money.budget), paid(money.spent));
                let mut line = |part: &str, target: &str, real: &str, budget: &str, spent: &str| {
                    if [target, real, budget, spent].iter().all(|cell| cell.is_empty()) {
                        return;
                    }
                    let part = if has_quarters { format!(";{part}") } else { String::new() };
                    let target = if self.has_targets { format!(";{target}") } else { String::new() };
                    let money = if has_money { format!(";{budget};{spent}") } else { String::new() };
                    all.push_str(&format!("{};{year}{part}{target};{real}{money}\n", thing.code));
                };
                line("", &target, &real, &budget, &spent);
                if year == self.shape.year {
                    for (at, quarter) in &quarters {
                        let real = Some(*at).filter(|at| !is_range(self.shape.cell(*at, thing.row)));
                        let aim = aims.iter().find(|(_, part)| part == quarter).map(|(at, _)| *at);
                        line(&quarter.to_string(), &cell(aim), &cell(real), "", "");
                    }
                    // A plan has targets alone.
                    for (at, quarter) in aims.iter().filter(|_| quarters.is_empty()) {
                        line(&quarter.to_string(), &cell(Some(*at)), "", "", "");
                    }
                }
            }
        }
        all
    }
}

/// A number, where a cell is one.
pub fn value(says: &Says) -> Option<Exact> {
    match says {
        Says::Number(number) => Some(number.value.clone()),
        Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => None,
    }
}

/// Two ends, which only a target has.
pub fn is_range(says: &Says) -> bool {
    matches!(says, Says::Range(_))
}

/// A figure as a data file takes it.
fn typed(shape: &Shape, column: usize, row: usize) -> String {
    match shape.cell(column, row) {
        // What does not apply is another thing than what is not filled in.
        Says::Nothing if shape.text(column, row).trim().eq_ignore_ascii_case("n/a") => "n/a".to_string(),
        Says::Number(number) => number.typed(),
        Says::Range(range) => range.clone(),
        Says::Blank | Says::Nothing | Says::Words(_) => String::new(),
    }
}
