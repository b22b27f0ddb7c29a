//! How the quarters of a year come together, as people say it: `triwulan kumulatif`, `triwulan rata-rata`.

use super::Refused;
use super::expected::expected_with;
use crate::diagnostic::{Edit, Suggestion};
use crate::syntax::parser::Rule;
use crate::syntax::problem::WritingProblem;

const SUM: (&str, &str) = ("jumlah", "bila tiap sel berisi angka triwulan itu saja");
const LAST: (&str, &str) = ("terakhir", "bila tiap sel berisi angka sampai triwulan itu");

/// `triwulan kumulatif`: what the cells hold decides which is meant.
pub fn together(refused: &Refused) -> Option<WritingProblem> {
    if !refused.wants(Rule::combination) {
        return None;
    }
    let rest = refused.rest().split(['\n', '#']).next().unwrap_or_default().trim_end();
    let said = rest.to_lowercase().replace([' ', '-'], "_");
    let meant: &[(&str, &str)] = match said.as_str() {
        "kumulatif" | "akumulasi" | "akumulatif" | "komulatif" => &[LAST, SUM],
        "total" | "dijumlahkan" | "dijumlah" | "penjumlahan" | "sum" => &[("jumlah", "")],
        "rata_rata" | "rerata" | "rata2" | "rata" | "ratarata" | "average" => &[("rata_rata", "")],
        "akhir" | "posisi_akhir" | "posisi" | "last" => &[("terakhir", "")],
        "tertinggi" | "maksimum" | "maks" | "max" => &[("terbesar", "")],
        "terendah" | "minimum" | "min" => &[("terkecil", "")],
        _ => return None,
    };
    let span = refused.span(refused.mismatch.at, rest.len());
    let mend = |&(word, when): &(&str, &str)| {
        Suggestion::new(format!("tulis {word} {when}").trim_end(), vec![Edit::replace(span, word)])
    };
    let mut problem = expected_with(refused, meant.iter().map(mend).collect());
    // The mends say it already.
    if let WritingProblem::Expected { hints, expected, .. } = &mut problem {
        hints.example = None;
        expected.retain(|one| !one.starts_with('"'));
    }
    Some(problem)
}
