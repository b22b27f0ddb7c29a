//! Whose figures a printed title says stand below it: the words that it has beyond those of the rules are of the office itself and its
//! documents, of somebody or something else, or of nobody knows what.

use super::money_words::of_money;
use super::naming::{self, Now, PLANS};
use super::wanted::Wanted;
use super::weigh::kinds_of;
use super::words::{beyond, tokens};
use crate::program::Role;

/// What the words of a title say of whose figures stand below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Nothing, or the title has other words for all of what the rules say.
    Unsaid,
    /// The office that reports, or one of its documents.
    Own,
    /// Its money after a change, which may be more or less than at first.
    Changed,
    /// It has a word more that nobody knows.
    Unknown,
    /// Another area, kind of office, group of people, time, plan, source, or a forecast.
    Other,
}

/// The office and its documents, and the whole year; which year a title names is asked elsewhere.
const OWN: &str = "opd skpd pd perangkat satker instansi kantor renja rkpd dpa rkt lkjip lkip lakip rasio daya \
    s d sd sampai dengan hingga triwulan4 desember bulan akhir tahunan kumulatif lalu sebelumnya berikutnya";

/// Money by other words, what it is given to, and what it is after a change.
const OF_MONEY: &str = "keuangan anggaran belanja dana spj apbd serapan penyerapan pagu alokasi";
const GIVEN: &str = "program kegiatan subkegiatan sub";
const CHANGED: &str = "perubahan setelah sesudah";

/// Kinds of offices: one is the office itself where that is of the kind.
const OFFICES: &str = "kabupaten kab kota kecamatan kec kelurahan desa dinas badan inspektorat sekretariat bappeda \
    puskesmas rsud uptd upt";

/// Areas, sources, groups, times, plans and forecasts that are not the office's own.
const OTHERS: &str = "provinsi prov nasional pusat indonesia pemerintah kementerian dunia asia asean swasta mitra \
    hibah dak dau apbn spm sdgs lain pembanding terbaik standar minimal maksimal perempuan laki pria wanita penduduk \
    depan mendatang sebelum murni awal baseline sementara usulan estimasi perkiraan prakiraan \
    proyeksi prognosis prognosa kebutuhan renstra rpjmd rpjmn rpjpd rpd fisik survei rata jumlah total";

/// Another figure of the same thing.
const FIGURES: &str = "sisa selisih deviasi kenaikan pertumbuhan efisiensi";

fn is_in(all: &str, word: &str) -> bool {
    all.split_whitespace().any(|one| one == word)
}

/// Whether a word of a title names another thing or another figure of it.
pub(super) fn is_of_other(word: &str) -> bool {
    let of_other = [OTHERS, OFFICES, FIGURES].iter().any(|all| is_in(all, word));
    of_other
        || matches!(
            word,
            "anggaran" | "keuangan" | "serapan" | "renja" | "rkpd" | "perubahan" | "sesudah" | "berikutnya"
        )
}

impl Wanted {
    /// Whose figures a printed title says it has, where the rules have this column; `rows` are the words for what rows are.
    pub fn whose(&self, printed: &str, now: Now, rows: &[String]) -> Whose {
        let own = self.own(printed);
        let (words, known) = (of_money(naming::bare(&own)), of_money(naming::bare(&self.title)));
        let more: Vec<&String> = beyond(&words, &known);
        let leaf = tokens(printed.rsplit(super::model::LEVELS).next().unwrap_or(printed));
        let says = |word: &str| self.says(word, printed, now);
        // `Rencana` for `Target`, `Hasil`, `Daya Serap`: all of it in other words.
        let is_named = beyond(&words, &[]).len() > more.len() || self.is_of_kind(printed);
        let is_plan = || self.role == Some(Role::Target) && words == ["rencana"];
        if more.is_empty() || is_plan() {
            return Whose::Unsaid;
        }
        // `Target Capaian` is no achievement.
        if words.first().is_some_and(|word| word == "target") && !kinds_of(&self.title).contains(&0) {
            return Whose::Other;
        }
        let is_other = |word: &str| {
            let is_kind = is_in(OFFICES, word) && !self.is_of_own_name(word);
            let is_figure = is_in(FIGURES, word) && (is_named || self.role.is_some());
            let is_of_money = is_in(OF_MONEY, word) && !self.is_money();
            let is_plan = PLANS.contains(&word) && is_named;
            !says(word) && (is_kind || is_figure || is_of_money || is_plan || is_in(OTHERS, word))
        };
        if more.iter().any(|word| is_other(word)) {
            return Whose::Other;
        }
        let less = beyond(&known, &words).into_iter().filter(|word| *word != "persen").count();
        let has_kind = more.iter().any(|word| is_in(OFFICES, word));
        let is_strange = |word: &str| {
            let is_known = says(word) || self.is_of_own_name(word) || rows.iter().any(|own| own == word);
            // Above the title of a column stands what it is about, or the name of an office.
            !is_known && kinds_of(word).is_empty() && (has_kind || leaf.iter().any(|own| own == word))
        };
        if more.iter().any(|word| is_strange(word)) {
            // What the rules work out otherwise has other words for it: `% Ketersediaan Sarpras`, `Penghematan`.
            let is_own_field = matches!(self.role, Some(Role::Field(_)));
            let is_measured = self.role.is_some() && !is_own_field || self.is_money() && !self.is_difference();
            return match is_measured && (!is_named || more.len() > less) {
                // Behind the kind of the office stands the name of another one.
                _ if has_kind => Whose::Other,
                true => Whose::Unknown,
                // A word in the place of another one.
                false => Whose::Unsaid,
            };
        }
        match more.iter().any(|word| is_in(CHANGED, word)) {
            true => Whose::Changed,
            false if has_kind || more.iter().any(|word| says(word) && !naming::is_harmless(word)) => Whose::Own,
            false => Whose::Unsaid,
        }
    }

    /// Whether a word is of the office itself, of its documents or, for money, another word for that.
    fn says(&self, word: &str, printed: &str, now: Now) -> bool {
        let is_last = self.year.is_some() && self.year == now.last;
        let is_end = self.is_set() && (self.ends || is_last || self.is_of_plan(printed));
        let of_end = || PLANS.contains(&word) || matches!(word, "akhir" | "jangka" | "menengah");
        is_in(OWN, word)
            || word == "daerah" && tokens(printed).iter().any(|own| own == "perangkat")
            || naming::is_harmless(word)
            || is_end && of_end()
            || self.role == Some(Role::Target) && word == "sasaran"
            || self.is_money() && [OF_MONEY, GIVEN, CHANGED].iter().any(|all| is_in(all, word))
    }

    /// Whether the office of the package has a word in its own name: of `Dinas Sosial Kabupaten Randu` not that of where it is.
    fn is_of_own_name(&self, word: &str) -> bool {
        let word = match word {
            "kab" => "kabupaten",
            "kec" => "kecamatan",
            other => other,
        };
        let words = self.office.as_deref().map(tokens).unwrap_or_default();
        let name = words.iter().enumerate().take_while(|(at, own)| *at == 0 || !is_in(OFFICES, own));
        name.into_iter().any(|(_, own)| own == word)
    }

    /// Whether a title has a word for what stands in this column.
    fn is_of_kind(&self, printed: &str) -> bool {
        let own = kinds_of(&self.title);
        kinds_of(printed).iter().any(|kind| own.contains(kind))
    }
}
