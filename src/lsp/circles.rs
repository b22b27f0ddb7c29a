//! What cannot stand in a line, since it is made of what the line computes. It is asked of the rules as they are written now,
//! without the line that is being typed: the same that finds circles in whole rules finds them here.

use super::offers::Line;
use super::things::module;
use crate::check;
use crate::program::depend::{self, Facet};
use crate::program::{Definition, DefinitionId, Program, Role, written_name};
use crate::resolve;
use crate::source::Sources;
use crate::syntax::ast::{Item, Years};
use crate::syntax::words::{Block, is_word};
use crate::syntax::{self, Parsed};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What a line computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Computes {
    /// A facet of the thing around it.
    Own(Facet),
    /// The achievement of whatever has the rule around it.
    ByRule,
    /// What the conversion around it gives, wherever it is called.
    ByConversion,
}

/// What a line cannot use.
pub struct Circles {
    program: Program,
    closed: HashSet<(DefinitionId, Facet)>,
    /// The thing that the line is of.
    name: Option<String>,
    /// Its versions, or those of whatever has the rule; none where they cannot be read without the line.
    own: Vec<DefinitionId>,
    /// The years that the line is about.
    years: Years,
}

/// What a line cannot use that computes something of `own`.
pub fn circles(line: &Line, own: &str, computes: Computes) -> Option<Circles> {
    let stub = if line.is_formula { format!("{} = 1", written_name(own)) } else { String::new() };
    let program = with_line(line, &stub)?;
    let years =
        line.item.and_then(Item::in_force).filter(|_| !line.is_formula).unwrap_or(Years { from: None, to: None });
    let is_meant = |definition: &Definition, facet: Facet| match computes {
        Computes::Own(own_facet) => {
            facet == own_facet && program.code(definition.name) == own && definition.in_force.overlaps(years)
        }
        Computes::ByRule => {
            facet == Facet::Achievement && definition.kind.indicator().is_some_and(|indicator| indicator.rule.0 == own)
        }
        Computes::ByConversion => depend::conversions_of(&program, definition, facet).iter().any(|name| name == own),
    };
    let closed = check::made_of(&program, &is_meant);
    let name = matches!(computes, Computes::Own(_)).then(|| own.to_string());
    let own = program.definitions.iter().enumerate().filter(|(_, one)| match computes {
        Computes::Own(_) => program.code(one.name) == own && one.in_force.overlaps(years),
        Computes::ByRule => one.kind.indicator().is_some_and(|indicator| indicator.rule.0 == own),
        Computes::ByConversion => false,
    });
    let own = own.map(|(at, _)| DefinitionId(at as u32)).collect();
    Some(Circles { name, own, closed, years, program })
}

impl Circles {
    /// Whether a name may stand here: of what is asked of it, or of its members or parts, nothing is made of this line.
    pub fn takes(&self, name: &str, role: Option<Role>, set: Option<&str>) -> bool {
        if self.own.is_empty() && self.name.as_deref() == Some(name) {
            return false;
        }
        let Some(&id) = self.program.by_code.get(name) else { return true };
        let role = role.unwrap_or(Role::Main);
        let asked = match set {
            Some(set) if is_word(set, "rincian") => self.program.parts(id),
            Some(set) if is_word(set, "turunan") => self.program.descendants(id),
            Some(_) => {
                let groups = self.program.versions(id).filter_map(|version| version.kind.group());
                groups.flat_map(|group| &group.members).map(|(member, _)| *member).collect()
            }
            None => vec![id],
        };
        let versions = asked.into_iter().flat_map(|id| &self.program.names[id.0 as usize].versions);
        !versions.copied().any(|version| self.is_closed(version, role))
    }

    /// Whether a role without a name, which is that of the thing around, may stand here.
    pub fn takes_own(&self, role: Role) -> bool {
        !self.own.iter().any(|version| self.is_closed(*version, role))
    }

    fn is_closed(&self, version: DefinitionId, role: Role) -> bool {
        let definition = &self.program.definitions[version.0 as usize];
        let facet = depend::facet(role, &definition.kind).map(|facet| match facet {
            Facet::Spent => Facet::Budget,
            Facet::Value | Facet::Target | Facet::Achievement | Facet::ValueBand | Facet::Budget => facet,
        });
        definition.in_force.overlaps(self.years) && facet.is_some_and(|facet| self.closed.contains(&(version, facet)))
    }
}

/// Whether something may be a part of each of several things, as far as circles go: `induk A` in the place of the line.
pub fn wholes(line: &Line, own: &str) -> Option<impl Fn(&str) -> bool> {
    let program = with_line(line, "")?;
    let known = check::circles(&program);
    // Only what is made of this can be made of its parts in a circle, or what lies above such a thing.
    let needed: HashSet<_> = check::needed_by(&program, &|one| program.code(one.name) == own);
    let below = needed.iter().flat_map(|name| program.descendants(*name).into_iter().chain([*name]));
    let doubtful: BTreeSet<String> = below.map(|name| program.code(name).to_string()).collect();
    let turned: HashMap<String, bool> = doubtful
        .into_iter()
        .take(MOST_TRIED)
        .map(|name| {
            let tried = with_line(line, &format!("induk {}", written_name(&name)));
            let is_fine = tried.is_some_and(|tried| check::circles(&tried) <= known);
            (name, is_fine)
        })
        .collect();
    Some(move |name: &str| turned.get(name).copied().unwrap_or(true))
}

/// So many wholes are tried.
const MOST_TRIED: usize = 40;

/// The rules as they are now with another text in the place of what is typed in a line.
fn with_line(line: &Line, instead: &str) -> Option<Program> {
    let package = &line.view.checked.folder.package;
    let own = module(line.view)?.module.source;
    let is_own = |parsed: &&Parsed| parsed.module.source == own;
    let place = package.modules().iter().position(|parsed| is_own(&parsed))?;
    let text = &*line.view.document.text;
    let typed = line.at + line.before.len();
    let end = text[typed..].find('\n').map_or(text.len(), |end| typed + end);
    let text = format!("{}{instead}{}", &text[..line.at], &text[end..]);
    let mut sources: Sources = package.sources().clone();
    let id = sources.add_rules("", text.as_str());
    let mut modules = package.modules().to_vec();
    modules[place] = Parsed { package: modules[place].package.clone(), ..syntax::parse(id, &text) };
    Some(resolve::resolve(&modules, &sources, "", &HashMap::new()).program)
}

/// What a line of a definition computes of it, by the word that begins the line.
pub fn of_clause(word: Option<&str>, block: Option<Block>) -> Option<Computes> {
    Some(match (word, block) {
        (Some("rumus"), _) => Computes::Own(Facet::Value),
        (Some("target"), Some(Block::Indicator)) => Computes::Own(Facet::Target),
        (Some("anggota" | "capaian" | "bobot"), Some(Block::Group)) => Computes::Own(Facet::Achievement),
        (Some("makin" | "jika" | "rentang"), Some(Block::AchievementRule)) => Computes::ByRule,
        _ => return None,
    })
}
