//! How much one line may hold; more is a message, not a deep recursion or a full memory.

/// Deepest nesting of brackets and of `jika`.
const DEPTH: usize = 64;
/// Most operators; longer sums use `jumlah(a; b; …)`.
const OPERATORS: usize = 400;
/// Most parts of a list: what is read of it takes four hundred times the room of its text.
const PARTS: usize = 100_000;

/// What one line has too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooMuch {
    /// Brackets and `jika` inside each other.
    Depth,
    /// Operators.
    Operators,
    /// Parts of a list.
    Parts,
}

impl TooMuch {
    /// What a line has too much of that goes so deep, with so many operators and so many semicolons.
    pub fn of(depth: usize, operators: usize, semicolons: usize) -> Option<TooMuch> {
        let too_much = [
            (depth > DEPTH, TooMuch::Depth),
            (operators > OPERATORS, TooMuch::Operators),
            (semicolons >= PARTS, TooMuch::Parts),
        ];
        too_much.into_iter().find(|(is_it, _)| *is_it).map(|(_, what)| what)
    }

    /// What is said of it.
    pub fn title(self) -> String {
        match self {
            TooMuch::Depth => format!("tanda kurung atau \"jika\" bertumpuk lebih dari {DEPTH}"),
            TooMuch::Operators => format!("satu rumus memuat lebih dari {OPERATORS} tanda hitung"),
            TooMuch::Parts => format!("daftar di baris ini memuat lebih dari {}.000 bagian", PARTS / 1000),
        }
    }

    /// What to do.
    pub fn advice(self) -> &'static str {
        match self {
            TooMuch::Depth => "beri nama bagian-bagiannya, lalu pakai nama itu",
            TooMuch::Operators => "pakai  jumlah(a; b; …)  atau beri nama bagian-bagiannya",
            TooMuch::Parts => "bagi daftarnya, misalnya menjadi beberapa kelompok",
        }
    }
}
