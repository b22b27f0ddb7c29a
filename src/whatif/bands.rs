//! How the limits of grades are assumed: an edge of one grade is one of its neighbour, so the whole rule is written again.

use super::scenario::Shelf;
use super::session::Session;
use crate::diagnostic::{Code, Diagnostic};

impl Session {
    /// The rule of a name, else the first one of the year, as it can be typed; with what to do about it.
    pub(super) fn bands_help(&self, name: Option<&str>, shelf: &dyn Shelf) -> String {
        let program = self.view.program();
        let of_year = || program.band_rules.iter().filter(|rule| rule.in_force.covers(self.year));
        let named = name.and_then(|name| of_year().find(|rule| rule.name.eq_ignore_ascii_case(name)));
        let Some(rule) = named.or_else(|| of_year().next()) else {
            return "paket ini tidak punya aturan predikat tahun ini\n".to_string();
        };
        let block = self.view.rules.package.sources().slice(rule.block).trim_end();
        let head = block.lines().next().unwrap_or_default();
        let replaced = block.replacen(head, &format!("ganti {} \"andaian\"", head.trim()), 1);
        let own = [block, replaced.as_str()].into_iter().find(|text| self.trial(text, shelf).is_ok()).unwrap_or(block);
        let lines: String = own.lines().map(|line| format!("  {line}\n")).collect();
        let others: Vec<&str> = of_year().filter(|other| other.name != rule.name).map(|other| &*other.name).collect();
        let others = match others.as_slice() {
            [] => String::new(),
            more => {
                format!("Aturan predikat yang lain: {}; lihat dengan  bantuan predikat {}\n", more.join(", "), more[0])
            }
        };
        format!(
            "Batas satu predikat juga batas tetangganya, maka seluruh aturannya ditulis lagi:\n{lines}\
             Salin, ubah angkanya, lalu akhiri dengan baris kosong. Kembali dengan  batal .\n{others}"
        )
    }
}

/// A finding about a grade that is not in its rule, with where the rule can be copied.
pub(super) fn with_copy(finding: Diagnostic) -> Diagnostic {
    let is_it = finding.code == Code::K0163 && finding.advice.iter().any(|one| one.contains("tulis lagi seluruh"));
    if is_it { finding.advise("salin aturannya dari  bantuan predikat") } else { finding }
}
