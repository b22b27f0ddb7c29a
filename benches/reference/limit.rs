//! The reference work by hand: the same columns, fused loops, one exact filter for the two means. The practical limit.

use multiversion::multiversion;

pub const LANES: usize = 512;
pub const WORDS: [&str; 5] = ["Sangat Kurang", "Kurang", "Cukup", "Baik", "Istimewa"];

/// Inputs of a chunk, as whole floats.
pub struct Inputs(pub Vec<[f64; LANES]>);

/// Results of a chunk in steps of two decimals; marks are 1 where there is none.
pub struct Outputs {
    pub ikpp: [f64; LANES],
    pub i8: [f64; LANES],
    pub raw: [[f64; LANES]; 8],
    pub capped: [[f64; LANES]; 8],
    pub grade: [[u8; LANES]; 8],
    pub mark: [[u8; LANES]; 8],
    pub mean: [[f64; LANES]; 2],
    pub mean_grade: [[u8; LANES]; 2],
    pub mean_mark: [[u8; LANES]; 2],
    pub absorbed: [f64; LANES],
    pub saved: [f64; LANES],
    /// Means decided exactly.
    pub exact: u64,
    quotient: [[f64; LANES]; 8],
}

impl Outputs {
    pub fn new() -> Box<Outputs> {
        let (wide, bytes) = ([0.0; LANES], [0; LANES]);
        Box::new(Outputs {
            ikpp: wide,
            i8: wide,
            raw: [wide; 8],
            capped: [wide; 8],
            grade: [bytes; 8],
            mark: [bytes; 8],
            mean: [wide; 2],
            mean_grade: [bytes; 2],
            mean_mark: [bytes; 2],
            absorbed: wide,
            saved: wide,
            exact: 0,
            quotient: [wide; 8],
        })
    }
}

const EDGES: [f64; 4] = [5_000.0, 7_000.0, 9_000.0, 11_000.0];

macro_rules! fast {
    ($(fn $name:ident($($arg:ident: $type:ty),*) $(-> $out:ty)? $body:block)*) => {
        $(
            #[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl+avx2", "x86_64+avx2"))]
            fn $name($($arg: $type),*) $(-> $out)? $body
        )*
    };
}

fast! {
    fn achievement(num: &[f64; LANES], up: f64, den: &[f64; LANES], raw: &mut [f64; LANES], capped: &mut [f64; LANES],
        grade: &mut [u8; LANES], mark: &mut [u8; LANES], quotient: &mut [f64; LANES]) {
        for at in 0..LANES {
            let zero = den[at] == 0.0;
            let q = num[at] * up / if zero { 1.0 } else { den[at] };
            let whole = q.trunc();
            raw[at] = whole + if q - whole >= 0.5 { 1.0 } else { 0.0 };
            // No number here is below 0.
            let c = if q > 12_000.0 { 12_000.0 } else { q };
            let whole = c.trunc();
            capped[at] = whole + if c - whole >= 0.5 { 1.0 } else { 0.0 };
            quotient[at] = c;
            mark[at] = u8::from(zero);
        }
        for at in 0..LANES {
            let c = quotient[at];
            grade[at] = u8::from(c > EDGES[0]) + u8::from(c > EDGES[1]) + u8::from(c > EDGES[2]) + u8::from(c > EDGES[3]);
        }
    }

    fn mean(quotients: &[[f64; LANES]], marks: &[[u8; LANES]], count: f64, to: &mut [f64; LANES], rounded: &mut [f64; LANES],
        grade: &mut [u8; LANES], mark: &mut [u8; LANES], error: f64) -> bool {
        to.copy_from_slice(&quotients[0]);
        mark.copy_from_slice(&marks[0]);
        for (quotient, marks) in quotients.iter().zip(marks).skip(1) {
            for at in 0..LANES {
                to[at] += quotient[at];
                mark[at] |= marks[at];
            }
        }
        let mut sure = true;
        for at in 0..LANES {
            let m = to[at] / count;
            to[at] = m;
            let whole = m.trunc();
            let rest = m - whole;
            rounded[at] = whole + if rest >= 0.5 { 1.0 } else { 0.0 };
            sure &= (rest - 0.5).abs() > error;
            for edge in EDGES {
                sure &= (m - edge).abs() > error;
            }
        }
        for at in 0..LANES {
            let c = to[at];
            grade[at] = u8::from(c > EDGES[0]) + u8::from(c > EDGES[1]) + u8::from(c > EDGES[2]) + u8::from(c > EDGES[3]);
        }
        sure
    }

    fn rest(input: &[[f64; LANES]], absorbed: &mut [f64; LANES], saved: &mut [f64; LANES]) {
        for at in 0..LANES {
            let (budget, spent) = (input[16][at], input[17][at]);
            let q = spent * 10_000.0 / budget;
            let whole = q.trunc();
            absorbed[at] = whole + if q - whole >= 0.5 { 1.0 } else { 0.0 };
            let q = (budget - spent) * 10_000.0 / budget;
            let whole = q.trunc();
            saved[at] = whole + if q - whole >= 0.5 { 1.0 } else { 0.0 };
        }
    }

    fn combine(ikm: &[f64; LANES], ipp: &[f64; LANES], four: &mut [f64; LANES], i8: &mut [f64; LANES]) {
        for at in 0..LANES {
            four[at] = 125.0 * ikm[at] + 100.0 * ipp[at];
            i8[at] = 25.0 * ikm[at];
        }
    }
}

/// Where numerator, factor and divisor of each achievement stand; `usize::MAX` for the two that are computed.
const ACHIEVEMENTS: [(usize, f64, usize); 8] = [
    (usize::MAX, 100.0, 2),
    (4, 10_000.0, 3),
    (6, 10_000.0, 5),
    (8, 10_000.0, 7),
    (10, 10_000.0, 9),
    (12, 10_000.0, 11),
    (14, 10_000.0, 13),
    (usize::MAX, 10_000.0, 15),
];

/// Computes a chunk.
pub fn evaluate(inputs: &Inputs, out: &mut Outputs) {
    let input = &inputs.0;
    combine(&input[0], &input[1], &mut out.ikpp, &mut out.i8);
    for (at, (num, up, den)) in ACHIEVEMENTS.into_iter().enumerate() {
        let num = match at {
            0 => &out.ikpp,
            7 => &out.i8,
            _ => &input[num],
        };
        let (raw, capped) = (&mut out.raw[at], &mut out.capped[at]);
        achievement(num, up, &input[den], raw, capped, &mut out.grade[at], &mut out.mark[at], &mut out.quotient[at]);
    }
    for (at, members) in [4, 8].into_iter().enumerate() {
        let mut exact = [0.0; LANES];
        let error = 12_000.0 * (members as f64 + 4.0) * f64::EPSILON;
        let (quotients, marks) = (&out.quotient[..members], &out.mark[..members]);
        let (rounded, grade) = (&mut out.mean[at], &mut out.mean_grade[at]);
        let sure = mean(quotients, marks, members as f64, &mut exact, rounded, grade, &mut out.mean_mark[at], error);
        if !sure {
            decide(inputs, out, at, members, &exact, error);
        }
    }
    rest(input, &mut out.absorbed, &mut out.saved);
}

/// The lanes that floats leave open, by ratios of 128 bits.
fn decide(inputs: &Inputs, out: &mut Outputs, mean: usize, members: usize, floats: &[f64; LANES], error: f64) {
    for at in 0..LANES {
        let m = floats[at];
        let open = ((m - m.trunc()) - 0.5).abs() <= error || EDGES.iter().any(|edge| (m - edge).abs() <= error);
        if !open || out.mean_mark[mean][at] != 0 {
            continue;
        }
        out.exact += 1;
        let (mut num, mut den) = (0i128, 1i128);
        for (k, (column, up, divisor)) in ACHIEVEMENTS[..members].iter().enumerate() {
            let top = match k {
                0 => out.ikpp[at],
                7 => out.i8[at],
                _ => inputs.0[*column][at],
            };
            let (top, bottom) = (top as i128 * *up as i128, inputs.0[*divisor][at] as i128);
            let (top, bottom) = if top > 12_000 * bottom { (12_000, 1) } else { (top, bottom) };
            let common = gcd(top, bottom);
            let (top, bottom) = (top / common, bottom / common);
            let shared = gcd(den, bottom);
            num = num * (bottom / shared) + top * (den / shared);
            den *= bottom / shared;
        }
        den *= members as i128;
        let whole = num / den;
        out.mean[mean][at] = (whole + i128::from(2 * (num - whole * den) >= den)) as f64;
        out.mean_grade[mean][at] = EDGES.iter().map(|edge| u8::from(num > *edge as i128 * den)).sum();
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs() as u64, b.unsigned_abs() as u64);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1).into()
}

/// Lines of a wide file, in the order of [`super::INPUTS`], to lines of results.
pub fn lines(
    text: &[u8],
    inputs: &mut Inputs,
    out: &mut Outputs,
    units: &mut Vec<std::ops::Range<usize>>,
    to: &mut Vec<u8>,
) {
    let mut at = 0;
    units.clear();
    while at < text.len() {
        let unit = at;
        while text[at] != b';' {
            at += 1;
        }
        units.push(unit..at);
        at += 6;
        let lane = units.len() - 1;
        for column in 0..18 {
            let mut steps = 0i64;
            loop {
                let byte = text[at];
                at += 1;
                match byte {
                    b'0'..=b'9' => steps = steps * 10 + i64::from(byte - b'0'),
                    b',' => {}
                    _ => break,
                }
            }
            inputs.0[column][lane] = steps as f64;
        }
        if units.len() == LANES || at >= text.len() {
            evaluate(inputs, out);
            units.iter().enumerate().for_each(|(lane, unit)| write(&text[unit.clone()], lane, out, to));
            units.clear();
        }
    }
}

fn write(unit: &[u8], lane: usize, out: &Outputs, to: &mut Vec<u8>) {
    to.extend_from_slice(unit);
    to.extend_from_slice(b",2024");
    trimmed(to, out.ikpp[lane] as u64, 4);
    for at in 0..7 {
        graded(to, out.capped[at][lane], out.grade[at][lane], out.mark[at][lane]);
    }
    trimmed(to, out.i8[lane] as u64, 2);
    graded(to, out.capped[7][lane], out.grade[7][lane], out.mark[7][lane]);
    for at in 0..2 {
        graded(to, out.mean[at][lane], out.mean_grade[at][lane], out.mean_mark[at][lane]);
    }
    for at in 1..7 {
        match out.mark[at][lane] {
            0 => number(to, out.raw[at][lane] as u64, 2),
            _ => to.extend_from_slice(b",tidak terdefinisi"),
        }
    }
    number(to, out.absorbed[lane] as u64, 2);
    number(to, out.saved[lane] as u64, 2);
    to.push(b'\n');
}

fn graded(to: &mut Vec<u8>, value: f64, grade: u8, mark: u8) {
    if mark != 0 {
        to.extend_from_slice(b",tidak terdefinisi,tidak terdefinisi");
        return;
    }
    number(to, value as u64, 2);
    to.push(b',');
    to.extend_from_slice(WORDS[usize::from(grade)].as_bytes());
}

fn trimmed(to: &mut Vec<u8>, mut steps: u64, mut scale: usize) {
    while scale > 0 && steps.is_multiple_of(10) {
        (steps, scale) = (steps / 10, scale - 1);
    }
    number(to, steps, scale);
}

fn number(to: &mut Vec<u8>, steps: u64, scale: usize) {
    to.push(b',');
    let mut buffer = itoa::Buffer::new();
    if scale == 0 {
        return to.extend_from_slice(buffer.format(steps).as_bytes());
    }
    let power = [1, 10, 100, 1_000, 10_000][scale];
    to.extend_from_slice(buffer.format(steps / power).as_bytes());
    to.push(b'.');
    let rest = buffer.format(steps % power + power).as_bytes();
    to.extend_from_slice(&rest[1..]);
}
