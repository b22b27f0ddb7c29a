//! The wording of promises: findings of `uji`, and answers at the prompt.

use super::{Answer, Refuted, Speaks};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

/// The finding about a promise; none where it is proved and says something.
pub fn finding(answer: &Answer, written: &str, span: Span) -> Option<Diagnostic> {
    Some(match answer {
        Answer::Proved(Speaks::Of) => return None,
        Answer::Proved(Speaks::OfNothing) => {
            let title = format!("tidak ada data yang dibicarakan: {written}");
            let finding = Diagnostic::new(Code::H0026, Severity::Warning, title).at(span, "");
            finding
                .because("nilainya tidak pernah ada, apa pun datanya")
                .advise("periksa nama dan tahunnya, atau hapus baris ini")
        }
        Answer::Proved(Speaks::NeverAsked) => {
            let title = format!("syarat sesudah \"jika\" tidak pernah terpenuhi: {written}");
            let finding = Diagnostic::new(Code::H0026, Severity::Warning, title).at(span, "");
            finding
                .because("pernyataan itu benar, tetapi tidak mengatakan apa-apa")
                .advise("perbaiki syaratnya, atau hapus baris ini")
        }
        Answer::Proved(Speaks::OfNoInfluence) => {
            let title = format!("yang naik atau turun tidak mengubah apa-apa: {written}");
            let finding = Diagnostic::new(Code::H0026, Severity::Warning, title).at(span, "");
            finding
                .because("hasilnya tidak dihitung dari masukan itu")
                .advise("sebut masukan yang dipakai, atau hapus baris ini")
        }
        Answer::Refuted(refuted) => {
            let finding = Diagnostic::new(Code::H0024, Severity::Error, format!("terbantah: {written}")).at(span, "");
            let finding = cases(refuted).into_iter().fold(finding, Diagnostic::because);
            refuted.examples.iter().fold(finding, |finding, example| {
                finding.advise(format!("untuk melihatnya, tempel:\n{}", example.trim_end()))
            })
        }
        Answer::Open { .. } => {
            let title = format!("belum terputuskan: {written}");
            let finding = Diagnostic::new(Code::H0025, Severity::Error, title).at(span, "");
            let finding = left(answer).into_iter().fold(finding, Diagnostic::because);
            finding.advise("persempit dengan skala atau langkah masukannya, atau pecah pernyataannya")
        }
        Answer::OfData { lists, .. } => {
            let title = format!("belum terputuskan: {written}");
            let finding = Diagnostic::new(Code::H0025, Severity::Error, title).at(span, "");
            let finding = left(answer).into_iter().fold(finding, Diagnostic::because);
            match lists.is_empty() {
                false => finding.advise("sebut kode-kodenya satu per satu, atau pakai  pastikan  untuk data yang ada"),
                true => finding.advise("pakai  pastikan  untuk data yang ada"),
            }
        }
    })
}

/// The answer to one question, with a line break at its end.
pub fn told(answer: &Answer, written: &str) -> String {
    match answer {
        Answer::Proved(speaks) => {
            let note = match speaks {
                Speaks::Of => return format!("terbukti untuk semua data dalam skala: {written}\n"),
                Speaks::OfNothing => "nilainya tidak pernah ada, apa pun datanya",
                Speaks::NeverAsked => "syarat sesudah \"jika\" tidak pernah terpenuhi",
                Speaks::OfNoInfluence => "hasilnya tidak dihitung dari masukan itu",
            };
            format!("terbukti, tetapi tidak mengatakan apa-apa ({note}): {written}\n")
        }
        Answer::Refuted(refuted) => {
            let cases: String = cases(refuted).into_iter().map(|case| format!("  {case}\n")).collect();
            format!("terbantah: {written}\n{cases}{}", refuted.examples.concat())
        }
        Answer::Open { .. } | Answer::OfData { .. } => {
            let left: String = left(answer).into_iter().map(|line| format!("  {line}\n")).collect();
            format!("belum terputuskan: {written}\n{left}")
        }
    }
}

/// `tahun 2024, realisasi AKIP = 5; target AKIP = 1: capaian AKIP = 120%`
fn cases(refuted: &Refuted) -> Vec<String> {
    let told = refuted.cases.iter().map(|(given, results)| {
        let given = if given.is_empty() { "tanpa data".to_string() } else { given.join("; ") };
        format!("tahun {}, {given}: {}", refuted.year, results.join("; "))
    });
    told.collect()
}

fn left(answer: &Answer) -> Vec<String> {
    match answer {
        Answer::Proved(_) | Answer::Refuted(_) => Vec::new(),
        Answer::Open { year, left, more } => {
            let parts = left.iter().map(|part| format!("sisa tahun {year}: {part}"));
            parts.chain((*more > 0).then(|| format!("dan {more} bagian lagi"))).collect()
        }
        Answer::OfData { lists, words } => {
            let lists =
                lists.iter().map(|list| format!("data boleh memuat rincian yang tidak disebut di sini: {list}"));
            lists.chain(words.iter().map(|words| format!("isinya ditulis di data: {words}"))).collect()
        }
    }
}
