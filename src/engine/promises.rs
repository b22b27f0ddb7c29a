//! `buktikan`: what the rules of a package promise, proved for all data.

use super::Package;
use crate::diagnostic::Diagnostic;
use crate::prove::promise::{self, Answer, Speaks};
use crate::seek::Patience;

/// The results of the promises of a package.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Promises {
    /// How many there are.
    pub all: usize,
    /// How many are proved.
    pub proved: usize,
    /// How many are refuted.
    pub refuted: usize,
    /// The findings about the others, and about those that say nothing.
    pub findings: Vec<Diagnostic>,
}

impl Package {
    /// Proves every `buktikan`, in every period of years between two versions. What is neither proved nor refuted is a
    /// finding.
    pub fn prove_promises(&self) -> Promises {
        let mut found = Promises::default();
        let Some(program) = &self.program else { return found };
        for promise in &program.promises {
            let answer = promise::judge(program, &self.sources, promise, &Patience::default());
            found.all += 1;
            match &answer {
                Answer::Proved(Speaks::Of | Speaks::OfNothing | Speaks::NeverAsked | Speaks::OfNoInfluence) => {
                    found.proved += 1;
                }
                Answer::Refuted(_) => found.refuted += 1,
                Answer::Open { .. } | Answer::OfData { .. } => {}
            }
            let written = promise::written(&self.sources, promise);
            found.findings.extend(promise::finding(&answer, &written, promise.span));
        }
        found
    }
}
