//! `takar uji`: every `contoh` computed, every `buktikan` proved, every table compared with its accepted copy.

use super::super::args::{TEST, TestArgs};
use super::super::console::{self, Stream};
use super::super::packages::Asked;
use super::{Loaded, Stop, accepted, each_of, load, say_findings};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::few::Few;
use crate::engine;

/// Tests every package asked for.
pub(super) fn test(args: &TestArgs) -> Result<u8, Stop> {
    each_of(&args.packages, TEST, |asked| test_one(asked, args.accept))
}

fn test_one(asked: &Asked, accept: bool) -> Result<u8, Stop> {
    let loaded = load(asked)?;
    let mut findings = loaded.package.diagnostics().to_vec();
    findings.extend(loaded.findings.iter().cloned());
    let examples = loaded.package.run_examples();
    let mut summary = vec![match examples.sound == examples.all {
        true => format!("{} contoh dihitung", examples.all),
        false => format!("{} dari {} contoh sesuai", examples.sound, examples.all),
    }];
    findings.extend(examples.findings);
    let promises = loaded.package.prove_promises();
    if promises.all > 0 {
        let open = promises.all - promises.proved - promises.refuted;
        let others = [(promises.refuted, "terbantah"), (open, "belum terputuskan")];
        let others: String =
            others.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!(", {count} {words}")).collect();
        summary.push(match others.is_empty() {
            true => format!("{} pernyataan terbukti", promises.all),
            false => format!("{} dari {} pernyataan terbukti{others}", promises.proved, promises.all),
        });
    }
    findings.extend(promises.findings);
    let has_data = loaded.package.program().is_some_and(|program| !program.data.is_empty());
    let tables = match has_data || accept || !accepted::names(&loaded.root)?.is_empty() {
        true => compare(asked, &loaded, accept, &mut findings)?,
        false => Tables::NONE,
    };
    summary.extend(tables.summary);
    say_findings(loaded.package.sources(), &findings);
    console::say(Stream::Out, &asked.line(&summary.join("; ")))?;
    if examples.all == 0 && promises.all == 0 && !has_data {
        console::write(Stream::Out, NOTHING)?;
    }
    let is_sound = tables.is_same && !engine::has_errors(&findings);
    Ok(if tables.is_skipped { 2 } else { u8::from(!is_sound) })
}

/// What a package without examples and data is told.
const NOTHING: &str = "belum ada yang diuji: tulis  contoh  dalam berkas aturan, atau datanya, misalnya
  data \"data/iku.csv\" , lalu jalankan  takar uji --terima
";

/// What became of the tables.
struct Tables {
    /// One line that counts them.
    summary: Option<String>,
    /// Every one is as accepted, or was accepted now.
    is_same: bool,
    /// Somebody else wrote a copy meanwhile, so it was not renewed.
    is_skipped: bool,
}

impl Tables {
    const NONE: Tables = Tables { summary: None, is_same: true, is_skipped: false };
}

/// Compares the tables with their accepted copies, and renews those where that is asked for and can be done.
fn compare(asked: &Asked, loaded: &Loaded, accept: bool, findings: &mut Vec<Diagnostic>) -> Result<Tables, Stop> {
    let year = loaded.package.year(None, &loaded.data);
    let planned = year.and_then(|year| loaded.package.planned(&loaded.data, year));
    let Some(planned) = planned else { return Ok(Tables::NONE) };
    let mut copies = accepted::Copies::of(&loaded.root, &asked.folder, asked.path.is_dir())?;
    let mut few = Few::default();
    few.extend(planned.findings());
    for run in planned.groups() {
        for lane in 0..run.evaluation().lanes() {
            few.extend(run.findings_of(lane));
            run.tables_of(lane).iter().try_for_each(|table| copies.add(table))?;
        }
    }
    findings.extend(few.into_findings());
    let compared = copies.compared()?;
    let refusal = accepted::refusal(engine::has_errors(findings), &compared).filter(|_| accept);
    let accept = accept && refusal.is_none();
    findings.extend(refusal);
    // What nobody could see is not accepted.
    console::write(Stream::Out, &compared.text)?;
    let (mut accepted, mut is_skipped) = (None, false);
    if accept {
        let (done, changed) = accepted::accept((&loaded.root, &loaded.inputs), &planned, &compared)?;
        (accepted, is_skipped) = (Some(done), !changed.is_empty());
        findings.extend(changed);
    }
    if compared.differs() && !accept {
        console::say(Stream::Out, "bila angka baru yang benar, jalankan  takar uji --terima\n")?;
    }
    Ok(Tables { summary: Some(compared.summary(accepted)), is_same: compared.is_same(accept), is_skipped })
}
