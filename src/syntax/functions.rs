//! Every function and every aggregate of the language, each with its facts: its words, what it takes, the unit of its
//! result, what absence does to it, which way it moves with what it is given.
//!
//! A closed enum with total methods: whoever lists, completes, explains, plans or proves one asks here, and a new variant
//! does not compile until each of them has its answer.

use super::words::is_word;

/// A function of one value or a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// `min`
    Least,
    /// `maks`
    Greatest,
    /// `bulat`
    Round,
    /// `abs`
    Absolute,
    /// `akar`, the square root
    Root,
    /// `ada`
    Present,
    /// `selisih`
    Difference,
    /// `pertumbuhan`
    Growth,
}

/// How many values become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aggregate {
    /// `jumlah`
    Sum,
    /// `rata_rata`
    Mean,
    /// `rata_rata_tertimbang`
    WeightedMean,
    /// `rata_rata_geometrik`
    GeometricMean,
    /// `median`, the middle one in order; of an even number the mean of the middle two
    Median,
    /// `terkecil`
    Least,
    /// `terbesar`
    Greatest,
    /// `terakhir`, the last that is filled
    Last,
    /// `banyaknya`
    Count,
    /// `banyaknya_bila`, how many conditions hold
    CountIf,
    /// `peringkat`, the place of a value among others; of those alike each has the better one
    Place,
    /// `persentil`, the value below which such a share of them lies
    Percentile(Share),
}

/// A share of one, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Share(pub u32);

impl Share {
    /// Half of it.
    pub const HALF: Share = Share(500_000);
    /// All of it.
    pub const WHOLE: Share = Share(1_000_000);
}

/// How many parts stand in the brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arity {
    /// At least.
    pub least: usize,
    /// At most.
    pub most: usize,
    /// As a message says it: `min memerlukan …`.
    pub words: &'static str,
}

/// The unit of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitOf {
    /// The one that all values have.
    Common,
    /// That of which the value has the square.
    Root,
    /// None: it counts, or is a condition.
    Plain,
    /// Percent.
    Percent,
    /// Points; rupiah where rupiah are compared.
    Points,
}

impl Function {
    /// Every function, in the order in which they are told.
    pub const ALL: [Function; 8] = [
        Function::Least,
        Function::Greatest,
        Function::Round,
        Function::Absolute,
        Function::Root,
        Function::Present,
        Function::Difference,
        Function::Growth,
    ];

    /// The word rules use.
    pub fn word(self) -> &'static str {
        match self {
            Function::Least => "min",
            Function::Greatest => "maks",
            Function::Round => "bulat",
            Function::Absolute => "abs",
            Function::Root => "akar",
            Function::Present => "ada",
            Function::Difference => "selisih",
            Function::Growth => "pertumbuhan",
        }
    }

    /// How it is written, and what it gives.
    pub fn help(self) -> (&'static str, &'static str) {
        match self {
            Function::Least => ("min(A; B)", "yang lebih kecil"),
            Function::Greatest => ("maks(A; B)", "yang lebih besar"),
            Function::Round => ("bulat(A; 2; biasa)", "dibulatkan; tanpa angka kedua menjadi bilangan bulat"),
            Function::Absolute => ("abs(A)", "tanpa tanda minus"),
            Function::Root => ("akar(A)", "bilangan yang kuadratnya A"),
            Function::Present => ("ada(A)", "apakah A ada nilainya"),
            Function::Difference => ("selisih(A; A[2023])", "yang baru dikurangi yang lama, dalam poin"),
            Function::Growth => ("pertumbuhan(A; A[2023])", "perubahannya dalam persen dari yang lama"),
        }
    }

    /// How many parts it takes.
    pub fn arity(self) -> Arity {
        let (least, most, words) = match self {
            Function::Least | Function::Greatest => (2, usize::MAX, "sedikitnya dua bagian"),
            Function::Round => (1, 3, "paling banyak tiga bagian (angka; jumlah desimal; cara)"),
            Function::Absolute | Function::Root | Function::Present => (1, 1, "satu bagian saja"),
            Function::Difference | Function::Growth => (2, 2, "dua bagian: yang baru dan yang lama"),
        };
        Arity { least, most, words }
    }

    /// The unit of its result.
    pub fn unit(self) -> UnitOf {
        match self {
            Function::Least | Function::Greatest | Function::Round | Function::Absolute => UnitOf::Common,
            Function::Root => UnitOf::Root,
            Function::Present => UnitOf::Plain,
            Function::Difference => UnitOf::Points,
            Function::Growth => UnitOf::Percent,
        }
    }

    /// The function a word names.
    pub fn from_word(word: &str) -> Option<Function> {
        Function::ALL.into_iter().find(|function| is_word(word, function.word()))
    }
}

impl Aggregate {
    /// Every aggregate, in the order in which they are told.
    pub const ALL: [Aggregate; 12] = [
        Aggregate::Sum,
        Aggregate::Mean,
        Aggregate::WeightedMean,
        Aggregate::GeometricMean,
        Aggregate::Median,
        Aggregate::Least,
        Aggregate::Greatest,
        Aggregate::Last,
        Aggregate::Count,
        Aggregate::CountIf,
        Aggregate::Place,
        Aggregate::Percentile(Share::WHOLE),
    ];

    /// The word rules use.
    pub fn word(self) -> &'static str {
        match self {
            Aggregate::Sum => "jumlah",
            Aggregate::Mean => "rata_rata",
            Aggregate::WeightedMean => "rata_rata_tertimbang",
            Aggregate::GeometricMean => "rata_rata_geometrik",
            Aggregate::Median => "median",
            Aggregate::Least => "terkecil",
            Aggregate::Greatest => "terbesar",
            Aggregate::Last => "terakhir",
            Aggregate::Count => "banyaknya",
            Aggregate::CountIf => "banyaknya_bila",
            Aggregate::Place => "peringkat",
            Aggregate::Percentile(_) => "persentil",
        }
    }

    /// How it is written, and what it gives.
    pub fn help(self) -> (&'static str, &'static str) {
        match self {
            Aggregate::Sum => ("jumlah(capaian anggota)", "semuanya dijumlahkan"),
            Aggregate::Mean => ("rata_rata(capaian anggota)", "jumlahnya dibagi banyaknya"),
            Aggregate::WeightedMean => ("rata_rata_tertimbang(capaian anggota)", "menurut bobot anggota yang ikut"),
            Aggregate::GeometricMean => ("rata_rata_geometrik(capaian anggota)", "akar dari hasil kalinya"),
            Aggregate::Median => ("median(capaian anggota)", "yang di tengah bila diurutkan"),
            Aggregate::Least => ("terkecil(capaian anggota)", "yang paling kecil"),
            Aggregate::Greatest => ("terbesar(capaian anggota)", "yang paling besar"),
            Aggregate::Last => ("terakhir(capaian anggota)", "yang terakhir terisi"),
            Aggregate::Count => ("banyaknya(anggota)", "berapa yang ada nilainya"),
            Aggregate::CountIf => ("banyaknya_bila(capaian anggota >= 100)", "berapa yang memenuhi syarat"),
            Aggregate::Place => ("peringkat(capaian A; capaian anggota)", "keberapa dari semuanya, menurut arahnya"),
            Aggregate::Percentile(_) => ("persentil(75%; capaian anggota)", "batas bawah seperempat yang teratas"),
        }
    }

    /// How many parts it takes.
    pub fn arity(self) -> Arity {
        let (least, words) = match self {
            Aggregate::Place => (2, "sedikitnya dua bagian: yang diperingkat dan daftarnya"),
            Aggregate::Percentile(_) => (2, "sedikitnya dua bagian: persennya dan daftarnya"),
            Aggregate::Sum | Aggregate::Mean | Aggregate::WeightedMean | Aggregate::GeometricMean => {
                (1, "sedikitnya satu bagian")
            }
            Aggregate::Median | Aggregate::Least | Aggregate::Greatest | Aggregate::Last => {
                (1, "sedikitnya satu bagian")
            }
            Aggregate::Count | Aggregate::CountIf => (1, "sedikitnya satu bagian"),
        };
        Arity { least, most: usize::MAX, words }
    }

    /// The unit of its result.
    pub fn unit(self) -> UnitOf {
        match self {
            Aggregate::Count | Aggregate::CountIf | Aggregate::Place => UnitOf::Plain,
            Aggregate::Sum | Aggregate::Mean | Aggregate::WeightedMean | Aggregate::GeometricMean => UnitOf::Common,
            Aggregate::Least | Aggregate::Greatest | Aggregate::Last | Aggregate::Median => UnitOf::Common,
            Aggregate::Percentile(_) => UnitOf::Common,
        }
    }

    /// Whether it weighs the members of a group.
    pub fn is_weighted(self) -> bool {
        match self {
            Aggregate::WeightedMean => true,
            Aggregate::Sum | Aggregate::Mean | Aggregate::GeometricMean | Aggregate::Least => false,
            Aggregate::Median | Aggregate::Greatest | Aggregate::Last | Aggregate::Count => false,
            Aggregate::CountIf | Aggregate::Place | Aggregate::Percentile(_) => false,
        }
    }

    /// Whether it asks only if there is a value, number or word.
    pub fn only_counts(self) -> bool {
        match self {
            Aggregate::Count => true,
            Aggregate::Sum | Aggregate::Mean | Aggregate::WeightedMean | Aggregate::GeometricMean => false,
            Aggregate::Median | Aggregate::Least | Aggregate::Greatest | Aggregate::Last => false,
            Aggregate::CountIf | Aggregate::Place | Aggregate::Percentile(_) => false,
        }
    }

    /// Whether what it counts are conditions, each a 1 where it holds and a 0 elsewhere.
    pub fn counts_conditions(self) -> bool {
        match self {
            Aggregate::CountIf | Aggregate::Place => true,
            Aggregate::Sum | Aggregate::Mean | Aggregate::WeightedMean | Aggregate::GeometricMean => false,
            Aggregate::Median | Aggregate::Least | Aggregate::Greatest | Aggregate::Last | Aggregate::Count => false,
            Aggregate::Percentile(_) => false,
        }
    }

    /// Whether it passes over what is not filled where no group says that all have to be there: the last of a list, of rows,
    /// of parts, of quarters is the last filled one, and their number is that of the filled ones.
    pub fn passes_blanks(self) -> bool {
        match self {
            Aggregate::Last | Aggregate::Count => true,
            Aggregate::Sum | Aggregate::Mean | Aggregate::WeightedMean | Aggregate::GeometricMean => false,
            Aggregate::Median | Aggregate::Least | Aggregate::Greatest => false,
            Aggregate::CountIf | Aggregate::Place | Aggregate::Percentile(_) => false,
        }
    }

    /// The aggregate a word names.
    pub fn from_word(word: &str) -> Option<Aggregate> {
        Aggregate::ALL.into_iter().find(|aggregate| is_word(word, aggregate.word()))
    }
}

/// How a function or an aggregate is written, and what it gives.
pub fn help(word: &str) -> Option<(&'static str, &'static str)> {
    Function::from_word(word).map(Function::help).or_else(|| Aggregate::from_word(word).map(Aggregate::help))
}

/// The function or aggregate whose word these words make when they are written together: `rata`, `rata`.
pub fn joined(words: &[&str]) -> Option<&'static str> {
    let written = words.join("_").replace('-', "_").to_lowercase();
    self::words().find(|word| *word == written)
}

/// The words of all functions and aggregates, in the order in which they are told.
pub fn words() -> impl Iterator<Item = &'static str> {
    Function::ALL.into_iter().map(Function::word).chain(Aggregate::ALL.into_iter().map(Aggregate::word))
}
