//! What was changed, and the values that follow: data with assumptions laid over them, rules with changes made to them.

use super::overlay;
use crate::data::{self, Dataset};
use crate::diagnostic::Diagnostic;
use crate::engine::Package;
use crate::eval::{self, Cell, Evaluation, Fault, Results, Value};
use crate::number::Exact;
use crate::plan::{self, Input, Op, Plan, PlannedCell, Reason, SlotId};
use crate::program::Program;
use crate::program::units::Unit;
pub use crate::program::written_name;
use crate::program::{Expr, ExprKind, NameId, Role, Subject, ValueRef, When};
use crate::resolve;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::ast::{Period, YearOf};
use rust_decimal::Decimal;
use std::collections::BTreeSet;
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
    /// No value, for this reason.
    Missing(data::State),
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
    /// What the check says of the changes and not of the package, and what the changes make wrong in the data.
    pub findings: Vec<Diagnostic>,
    /// The data of all units as the changed rules read them; none where they are as the package reads them.
    pub data: Option<Arc<Dataset>>,
    /// The codes of which the data of any unit have money of quarters.
    pub quarterly: Arc<BTreeSet<String>>,
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
        let again = package.read_again(base, data);
        findings.extend(again.iter().flat_map(|again| again.new.iter().cloned()));
        let read = again.map(|again| again.data);
        let quarterly = quarterly(read.as_ref().unwrap_or(data));
        match program_of(&package, read.as_ref().unwrap_or(data)) {
            Some(program) => {
                let (changes, data) = (changes.to_vec(), read.map(Arc::new));
                Ok(Rules { changes, package, program, findings, data, quarterly })
            }
            None => Err((findings, package.sources().clone())),
        }
    }
}

/// The codes of which data have money of quarters.
pub fn quarterly(data: &Dataset) -> Arc<BTreeSet<String>> {
    Arc::new(plan::with_quarters(data).into_iter().map(str::to_string).collect())
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
    /// The data of the unit as they are.
    pub base: Arc<Dataset>,
    /// The same with every assumption written into them.
    pub data: Arc<Dataset>,
    /// The values with every assumption.
    pub evaluation: Evaluation,
    /// What is assumed.
    pub assumed: Vec<Target>,
    /// The slots that assumptions hold: cells of the data, and what would be computed.
    pub pins: Vec<SlotId>,
    /// The cells of the expressions asked for, behind those of the assumptions.
    pub asked: Vec<PlannedCell>,
}

impl View {
    /// The values under a state; `asked` are further expressions to plan.
    pub fn new(rules: Rules, data: &Arc<Dataset>, year: i32, assumed: &[Assumed], asked: &[&Expr]) -> View {
        let program = &rules.program;
        let own: Vec<Expr> = assumed.iter().filter_map(|one| one.of.expr(program)).collect();
        let expressions: Vec<&Expr> = own.iter().chain(asked.iter().copied()).collect();
        let (plan, cells) = plan::plan_with_quarters(program, year, &rules.quarterly, &expressions);
        let evaluation = eval::evaluate(&plan, data);
        let asked = cells[own.len()..].to_vec();
        let (plan, plain) = (Arc::new(plan), Arc::new(evaluation.clone()));
        let (assumed_of, pins) = Default::default();
        let mut view = View {
            rules,
            plan,
            plain,
            base: data.clone(),
            data: data.clone(),
            evaluation,
            assumed: assumed_of,
            pins,
            asked,
        };
        view.assume(assumed);
        view
    }

    /// The same plan under other assumptions; none when it has no slot for one of them.
    pub fn under(&self, data: &Arc<Dataset>, assumed: &[Assumed]) -> Option<View> {
        let is_new =
            |of: &Target| self.slots_of(of).is_empty() || of.is_quarter_of_money() && !self.has_quarters_of(of);
        if assumed.iter().any(|one| is_new(&one.of)) {
            return None;
        }
        let (evaluation, data) = ((*self.plain).clone(), data.clone());
        let mut view = View { evaluation, data, assumed: Vec::new(), pins: Vec::new(), ..self.clone() };
        view.assume(assumed);
        Some(view)
    }

    /// Whether the plan has the quarters of money that a target is one of: those that the data have not are left out.
    fn has_quarters_of(&self, target: &Target) -> bool {
        let field = overlay::field(self.program(), target);
        let name = self.program().by_code.get(&target.code);
        let is_of_it = |one: &plan::YearAndQuarters| {
            (Some(&one.name), Some(&one.field), one.when.year) == (name, field.as_ref(), target.when.year)
        };
        self.plan.years.iter().any(is_of_it)
    }

    fn assume(&mut self, assumed: &[Assumed]) {
        if assumed.is_empty() {
            return;
        }
        let (program, mut data) = (self.rules.program.clone(), (*self.data).clone());
        let mut written = Vec::new();
        for one in assumed {
            written.extend(overlay::write(&mut data, &program, one));
            self.assumed.push(one.of.clone());
            if overlay::field(&program, &one.of).is_some() {
                continue;
            }
            let cell: Cell = match &one.value {
                Given::Number(number) => Ok(Value::Number(Exact::from(*number))),
                Given::Word(word) => Ok(Value::Text(word.as_str().into())),
                Given::Missing(state) => {
                    let what = one.of.words(&program, self.plan.year).into();
                    Err(Fault::computed(*state, Reason::Assumed { what, state: *state }))
                }
            };
            for slot in self.slots_of(&one.of) {
                self.evaluation.pin(slot, 0, cell.clone());
                self.pins.push(slot);
            }
        }
        self.data = Arc::new(data);
        self.read_again(&written);
    }

    /// The view with the data made ready for values of these targets, as an assumption of one would find them.
    pub fn ready_for(&self, targets: &[Target]) -> View {
        let mut data = (*self.data).clone();
        let changed = targets.iter().flat_map(|of| overlay::ends_made_ready(&mut data, self.program(), of));
        let changed: Vec<_> = changed.collect();
        let mut view = self.clone();
        if !changed.is_empty() {
            let pins = view.pins.clone();
            view.data = Arc::new(data);
            view.read_again(&changed);
            view.pins = pins;
        }
        view
    }

    /// Takes cells of the data over that were written, and computes what rests on them.
    fn read_again(&mut self, written: &[data::Key]) {
        let held = self.pins.clone();
        let cells = self.inputs(|input| written.contains(&input.key()));
        self.evaluation.revise(&self.plan, &self.data, 0, &cells);
        self.pins.extend(cells.into_iter().filter(|cell| !held.contains(cell)));
        let resting = self.plan.resting_on(&self.pins, &[]);
        self.evaluation.revise(&self.plan, &self.data, 0, &resting);
    }

    fn inputs(&self, is_it: impl Fn(&Input) -> bool) -> Vec<SlotId> {
        let slots = self.plan.slots.iter().enumerate();
        let found = slots.filter(|(_, slot)| if let Op::Input(input) = &slot.op { is_it(input) } else { false });
        found.map(|(at, _)| SlotId(at as u32)).collect()
    }

    /// The slots that hold a value: the cells of the data, or what a formula computes.
    pub fn slots_of(&self, target: &Target) -> Vec<SlotId> {
        let Some(&name) = self.program().by_code.get(&target.code) else { return Vec::new() };
        match overlay::field(self.program(), target) {
            Some(field) => {
                let key = overlay::key(target, field);
                self.inputs(|input| *input.code == *key.code && input.field == key.field && input.when == target.when)
            }
            None => {
                let role = target.role.as_read();
                self.plan.value(name, role, target.when).into_iter().collect()
            }
        }
    }

    /// `target IKPP`: what an assumption holds in a slot.
    pub fn words_of(&self, pin: SlotId, year: i32) -> Option<String> {
        let of = self.assumed.iter().find(|of| self.slots_of(of).contains(&pin))?;
        Some(of.words(self.program(), year))
    }

    /// Whether the data alone leave a value unfilled.
    pub fn is_unfilled(&self, slot: SlotId) -> bool {
        matches!(self.plain.cell(slot, 0), Err(fault) if fault.state == data::State::NotFilled)
    }

    /// Whether a value itself is assumed.
    pub fn is_assumed(&self, name: NameId, role: Role, when: When) -> bool {
        let role = role.as_given();
        let is_it = |of: &Target| (of.role, of.when) == (role, when) && of.code == self.program().code(name);
        self.assumed.iter().any(is_it)
    }

    /// The plan with what is assumed in the place of what it would be computed from.
    pub fn plan_as_assumed(&self) -> Plan {
        let mut plan = (*self.plan).clone();
        let whole = self.assumed.iter().filter(|of| of.when.quarter.is_none()).filter_map(|of| {
            let role = of.role.as_read();
            self.plan.value(*self.program().by_code.get(&of.code)?, role, of.when)
        });
        for pin in self.pins.iter().copied().chain(whole) {
            let slot = &mut plan.slots[pin.0 as usize];
            match self.evaluation.cell(pin, 0) {
                // A cell stays one; it stands in no rule, which says that it is assumed.
                Ok(_) if slot.op.input().is_some() => {}
                Ok(Value::Number(number)) => slot.op = Op::Number(number.clone()),
                Ok(Value::Text(word)) => slot.op = Op::Text(word.clone()),
                _ => continue,
            }
            slot.span = None;
        }
        plan
    }

    /// The assumed slots that would be computed.
    pub fn computed_pins(&self) -> Vec<SlotId> {
        let is_computed = |pin: &SlotId| self.plan.slot(*pin).op.input().is_none();
        self.pins.iter().copied().filter(is_computed).collect()
    }

    /// What tables and explanations are told from.
    pub fn results(&self) -> Results<'_> {
        Results { program: self.program(), plan: &self.plan, evaluation: &self.evaluation, data: &self.data }
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

impl Target {
    /// What a reference means in a year.
    pub fn of(program: &Program, reference: &ValueRef, year: i32) -> Option<Target> {
        let Subject::Name(name) = reference.subject else { return None };
        let when = When::year(year).resolve(reference.period, program.package.plan);
        let role = reference.role.as_given();
        Some(Target { code: program.code(name).to_string(), role, when })
    }

    /// The unit of its values: of a further column its own, where it says one.
    pub(super) fn unit(&self, program: &Program) -> Unit {
        let version = program.by_code.get(&self.code).and_then(|name| program.version(*name, self.when.year));
        let column = if let Role::Field(field) = self.role { program.fields.get(field.0 as usize) } else { None };
        let of_column = || column.and_then(|column| column.unit.clone());
        let of_row = || version.map(|version| version.unit_of_row());
        self.role.own_unit().or_else(of_column).or_else(of_row).unwrap_or_default()
    }

    /// Whether its values are percentages.
    pub(super) fn is_percent(&self, program: &Program) -> bool {
        self.role.own_unit().is_none() && self.unit(program).is_percent()
    }

    /// Whether it is money of a quarter, which is planned only where it is named.
    fn is_quarter_of_money(&self) -> bool {
        matches!(self.role, Role::Budget | Role::Spent) && self.when.quarter.is_some()
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
        let role = if let Role::Field(id) = self.role {
            program.fields.get(id.0 as usize).map_or("", |field| &field.name)
        } else {
            self.role.word().unwrap_or_default()
        };
        let (name, period) = (written_name(&self.code), self.when.written(year));
        if role.is_empty() { format!("{name}{period}") } else { format!("{role} {name}{period}") }
    }
}

/// The rules of a package with the codes of its data; none when they have errors.
pub fn program_of(package: &Package, data: &Dataset) -> Option<Arc<Program>> {
    package.program().map(|program| Arc::new(resolve::with_data(program, data)))
}

/// A place for what stands in no text; nothing that is shown points there.
pub(super) fn no_place() -> Span {
    Span::new(SourceId::default(), 0, 0)
}
