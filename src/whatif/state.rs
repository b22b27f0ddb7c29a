//! What was changed, and the values that follow: data with assumptions laid over them, rules with changes made to them.

use crate::check;
use crate::data::{Content, Dataset};
use crate::diagnostic::Diagnostic;
use crate::engine::Package;
use crate::eval::{self, Cell, Evaluation, Value};
use crate::number::{Exact, with_comma};
use crate::plan::{self, Op, Plan, PlannedCell, SlotId};
use crate::program::Program;
use crate::program::level::is_small;
use crate::program::{Expr, ExprKind, NameId, Role, Subject, ValueRef, When};
use crate::resolve;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::ast::{Period, YearOf};
use rust_decimal::Decimal;
use std::sync::Arc;

/// Everything that differs from the package and its data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Assumed values, each thing once, in the order given.
    pub assumed: Vec<Assumed>,
    /// Changes of rules, in the order made.
    pub rules: Vec<RuleChange>,
}

/// A change of rules, made for a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// As a scenario writes it.
    pub text: String,
    /// The year whose version is changed.
    pub year: i32,
}

/// A value that is assumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumed {
    /// What it is the value of.
    pub of: Target,
    /// The value.
    pub value: Given,
    /// The unit it is assumed of; none when the data have none.
    pub unit: Option<Arc<str>>,
}

/// Which value of which thing at what time. By code, since ids change when rules do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its code.
    pub code: String,
    /// Which of its values.
    pub role: Role,
    /// The year or quarter.
    pub when: When,
}

/// A value as a person gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A number.
    Number(Decimal),
    /// A word.
    Word(String),
}

/// Rules as changed.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The changes, as [`State::rules`] has them.
    pub changes: Vec<RuleChange>,
    /// The package with the changes made.
    pub package: Arc<Package>,
    /// Its program, with the codes of the data.
    pub program: Arc<Program>,
    /// What the check says of the changes and not of the package.
    pub findings: Vec<Diagnostic>,
}

/// What is wrong, and the texts it points into.
pub type Failure = (Vec<Diagnostic>, Sources);

impl Rules {
    /// The rules of a package over data with changes made to them, each for its own year; the new findings where these
    /// are errors. None of the package itself when it has errors.
    pub fn new(base: &Arc<Package>, changes: &[RuleChange], data: &Dataset) -> Result<Rules, Failure> {
        let (mut package, mut findings) = (base.clone(), Vec::new());
        for same_year in changes.chunk_by(|a, b| a.year == b.year) {
            let text: String = same_year.iter().map(|change| change.text.as_str()).collect();
            package = Arc::new(package.altered("coba", &text, same_year[0].year));
            findings = new_findings(base, &package);
            if package.program().is_none() {
                break;
            }
        }
        match program_of(&package, data) {
            Some(program) => Ok(Rules { changes: changes.to_vec(), package, program, findings }),
            None => Err((findings, package.sources().clone())),
        }
    }
}

/// The findings about a changed package that are not about the package itself.
pub fn new_findings(base: &Package, changed: &Package) -> Vec<Diagnostic> {
    changed.diagnostics().iter().filter(|finding| !base.diagnostics().contains(finding)).cloned().collect()
}

/// The values of one year and unit under a state.
#[derive(Debug, Clone)]
pub struct View {
    /// The rules as changed.
    pub rules: Rules,
    /// The plan.
    pub plan: Arc<Plan>,
    /// The values of the data alone.
    plain: Arc<Evaluation>,
    /// The values with every assumption.
    pub evaluation: Evaluation,
    /// The slots that assumptions hold.
    pub pins: Vec<SlotId>,
    /// The cells of the expressions asked for, behind those of the assumptions.
    pub asked: Vec<PlannedCell>,
}

impl View {
    /// The values under a state; `asked` are further expressions to plan.
    pub fn new(rules: Rules, data: &Dataset, year: i32, assumed: &[Assumed], asked: &[&Expr]) -> View {
        let program = &rules.program;
        let own: Vec<Expr> = assumed.iter().filter_map(|one| one.of.expr(program)).collect();
        let expressions: Vec<&Expr> = own.iter().chain(asked.iter().copied()).collect();
        let (plan, cells) = plan::plan_with(program, year, &expressions);
        let evaluation = eval::evaluate(&plan, data);
        let asked = cells[own.len()..].to_vec();
        let (plan, plain) = (Arc::new(plan), Arc::new(evaluation.clone()));
        let mut view = View { rules, plan, plain, evaluation, pins: Vec::new(), asked };
        view.assume(data, assumed);
        view
    }

    /// The same plan under other assumptions; none when it has no slot for one of them.
    pub fn under(&self, data: &Dataset, assumed: &[Assumed]) -> Option<View> {
        if assumed.iter().any(|one| self.slots_of(&one.of).is_empty()) {
            return None;
        }
        let evaluation = (*self.plain).clone();
        let mut view = View { evaluation, pins: Vec::new(), ..self.clone() };
        view.assume(data, assumed);
        Some(view)
    }

    fn assume(&mut self, data: &Dataset, assumed: &[Assumed]) {
        for one in assumed {
            let cell: Cell = Ok(match &one.value {
                Given::Number(number) => Value::Number(Exact::from(*number)),
                Given::Word(word) => Value::Text(word.as_str().into()),
            });
            for slot in self.slots_of(&one.of) {
                self.evaluation.pin(slot, 0, cell.clone());
                self.pins.push(slot);
            }
        }
        assumed.iter().for_each(|one| self.say_range(&one.of));
        let resting = self.plan.resting_on(&self.pins, &[]);
        self.evaluation.revise(&self.plan, data, 0, &resting);
    }

    /// Where an end of a target is assumed, the target as it is shown says so.
    fn say_range(&mut self, of: &Target) {
        let Some(&name) = self.program().by_code.get(&of.code) else { return };
        if !matches!(of.role, Role::TargetLow | Role::TargetHigh) {
            return;
        }
        let plan = self.plan.clone();
        let slot = |role| plan.value(name, role, of.when);
        let end = |role| eval::rational(self.evaluation.cell(slot(role)?, 0)).map(super::show::number);
        if let (Some(whole), Some(low), Some(high)) = (slot(Role::Target), end(Role::TargetLow), end(Role::TargetHigh))
        {
            self.evaluation.pin(whole, 0, Ok(Value::Text(format!("{low}–{high}").into())));
        }
    }

    /// The slots that hold a value: one, but for the two ends of a range target.
    pub fn slots_of(&self, target: &Target) -> Vec<SlotId> {
        let Some(&name) = self.program().by_code.get(&target.code) else { return Vec::new() };
        if let Some(field) =
            self.program().field_of(target.role).filter(|_| target.when.quarter.is_some() || is_field(target))
        {
            // The year's own value is put together from the cells of its quarters.
            let is_it = |op: &Op| match op {
                Op::Input(input) => *input.code == *target.code && input.field == field && input.when == target.when,
                _ => false,
            };
            let at = self.plan.slots.iter().position(|slot| is_it(&slot.op));
            return at.map(|at| SlotId(at as u32)).into_iter().collect();
        }
        let definition = self.program().version(name, target.when.year);
        let ranged = definition.is_some_and(|definition| self.program().has_range_target(definition));
        let roles: &[Role] = match target.role {
            Role::Main => &[Role::Value],
            Role::Target if ranged => &[Role::Target, Role::TargetLow, Role::TargetHigh],
            ref role => std::slice::from_ref(role),
        };
        roles.iter().filter_map(|role| self.plan.value(name, *role, target.when)).collect()
    }

    /// The plan with what is assumed in the place of what it would be computed from.
    pub fn plan_as_assumed(&self) -> Plan {
        let mut plan = (*self.plan).clone();
        for pin in &self.pins {
            let slot = &mut plan.slots[pin.0 as usize];
            match self.evaluation.cell(*pin, 0) {
                Ok(Value::Number(number)) => slot.op = Op::Number(number.clone()),
                Ok(Value::Text(word)) => slot.op = Op::Text(word.clone()),
                _ => {}
            }
            slot.span = None;
        }
        plan
    }

    /// The rules, with the codes of the data.
    pub fn program(&self) -> &Program {
        &self.rules.program
    }

    /// The grade that hangs on a slot, when it is the value or the achievement of something with grades.
    pub fn grade_of(&self, slot: SlotId) -> Option<SlotId> {
        let (name, _, when) = self.plan.slot(slot).role?;
        let graded = [Role::Value, Role::Achievement].iter().any(|role| self.slot(name, *role, when) == Some(slot));
        graded.then(|| self.slot(name, Role::Band, when)).flatten()
    }

    /// The slot of a value of a name in a year.
    pub fn slot(&self, name: NameId, role: Role, when: When) -> Option<SlotId> {
        self.plan.value(name, role, when)
    }
}

fn is_field(target: &Target) -> bool {
    matches!(target.role, Role::Field(_))
}

impl Target {
    /// What a reference means in a year.
    pub fn of(program: &Program, reference: &ValueRef, year: i32) -> Option<Target> {
        let Subject::Name(name) = reference.subject else { return None };
        let when = When::year(year).resolve(reference.period, program.package.plan);
        let role = if reference.role == Role::Value { Role::Main } else { reference.role };
        Some(Target { code: program.code(name).to_string(), role, when })
    }

    /// Whether its values are percentages.
    fn is_percent(&self, program: &Program) -> bool {
        let version = program.by_code.get(&self.code).and_then(|name| program.version(*name, self.when.year));
        match self.role {
            Role::Field(field) => program.fields.get(field.0 as usize).is_some_and(|field| field.unit.is_percent()),
            role => role.own_unit().is_none() && version.is_some_and(|version| version.unit.is_percent()),
        }
    }

    /// A reference to it, for planning; none when its name is gone.
    pub fn expr(&self, program: &Program) -> Option<Expr> {
        let &name = program.by_code.get(&self.code)?;
        let period = Period { year: YearOf::Fixed(self.when.year), quarter: self.when.quarter };
        let reference = ValueRef { role: self.role, subject: Subject::Name(name), period: Some(period) };
        Some(Expr { kind: ExprKind::Value(reference), span: no_place() })
    }

    /// `target IKPP`, `realisasi "7.01"[2023]`, as a person writes it in a year.
    pub fn words(&self, program: &Program, year: i32) -> String {
        let role = match self.role {
            Role::Field(id) => program.fields.get(id.0 as usize).map_or("", |field| &field.name),
            role => role.word().unwrap_or_default(),
        };
        let name = written_name(&self.code);
        let period = match (self.when.year == year, self.when.quarter) {
            (true, None) => String::new(),
            (true, Some(quarter)) => format!("[triwulan {quarter}]"),
            (false, None) => format!("[{}]", self.when.year),
            (false, Some(quarter)) => format!("[{} triwulan {quarter}]", self.when.year),
        };
        if role.is_empty() { format!("{name}{period}") } else { format!("{role} {name}{period}") }
    }
}

/// A code as a rule writes it: quoted when it is no plain word.
pub fn written_name(code: &str) -> String {
    let plain = code.chars().all(|c| c.is_alphanumeric() || c == '_') && !code.starts_with(|c: char| c.is_numeric());
    let joins = ["dan", "atau", "maka", "selain", "tidak", "jika"].iter().any(|word| code.eq_ignore_ascii_case(word));
    if plain && !joins { code.to_string() } else { format!("\"{code}\"") }
}

impl Assumed {
    /// As a scenario writes it: a small percentage with its sign, without which it would be asked what is meant.
    pub fn written(&self, program: &Program) -> String {
        let written = self.value.written();
        match &self.value {
            Given::Number(number) if self.of.is_percent(program) && is_small(&Exact::from(*number)) => {
                format!("{written}%")
            }
            Given::Number(_) | Given::Word(_) => written,
        }
    }
}

impl Given {
    /// What a literal gives.
    pub fn of(expr: &Expr) -> Option<Given> {
        match check::literal(expr)? {
            Content::Number(number) => Some(Given::Number(number)),
            Content::Text(word) => Some(Given::Word(word.to_string())),
            Content::Missing(..) => None,
        }
    }

    /// As a rule writes it: `98,15`, `"WTP"`.
    pub fn written(&self) -> String {
        match self {
            Given::Number(number) => with_comma(*number),
            Given::Word(word) => format!("\"{word}\""),
        }
    }
}

impl State {
    /// Assumes a value in the place of an earlier one of the same thing.
    pub fn assume(&mut self, new: Assumed) {
        match self.assumed.iter_mut().find(|known| known.of == new.of && known.unit == new.unit) {
            Some(known) => known.value = new.value,
            None => self.assumed.push(new),
        }
    }

    /// What is assumed of a unit.
    pub fn of_unit(&self, unit: &Option<Arc<str>>) -> Vec<Assumed> {
        self.assumed.iter().filter(|one| one.unit == *unit).cloned().collect()
    }

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.assumed.is_empty() && self.rules.is_empty()
    }
}

/// The rules of a package with the codes of its data; none when they have errors.
pub fn program_of(package: &Package, data: &Dataset) -> Option<Arc<Program>> {
    package.program().map(|program| Arc::new(resolve::with_data(program, data)))
}

/// A place for what stands in no text; nothing that is shown points there.
fn no_place() -> Span {
    Span::new(SourceId::default(), 0, 0)
}
