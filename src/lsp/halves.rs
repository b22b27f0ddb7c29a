//! Halves of pairs of UTF-16 that stand alone. An editor whose texts are UTF-16 may part an emoji: it sends one half, takes one
//! away, types between both. Until the other half comes, each stands as a sign of its own in a text here; on the wire it is
//! what the editor has.
//!
//! The signs are the last of the last private plane. Where somebody has typed one of those, it is taken in as the two halves
//! that it is in UTF-16, so that a sign always means a half and goes out as it came.

/// The first sign.
const FIRST: u32 = 0x10_F800;

/// The first half of a pair begins here, the second one, and what is neither again.
const HIGH: u16 = 0xD800;
const LOW: u16 = 0xDC00;
const END: u16 = 0xE000;

/// Whether a unit of UTF-16 is half a pair.
fn is_half(unit: u16) -> bool {
    (HIGH..END).contains(&unit)
}

/// The sign of a half.
fn sign(half: u16) -> char {
    char::from_u32(FIRST + u32::from(half - HIGH)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The half that a sign stands for.
fn half(sign: char) -> Option<u16> {
    u32::from(sign).checked_sub(FIRST).map(|at| HIGH + at as u16)
}

/// What a letter takes in UTF-16.
pub fn units(c: char) -> u32 {
    if half(c).is_some() { 1 } else { c.len_utf16() as u32 }
}

/// The same for a text.
pub fn length(text: &str) -> u32 {
    if text.is_ascii() { text.len() as u32 } else { text.chars().map(units).sum() }
}

/// Both halves of a letter that is a pair, each as its sign.
pub fn parted(c: char) -> Option<(char, char)> {
    let mut pair = [0; 2];
    match c.encode_utf16(&mut pair) {
        [high, low] if half(c).is_none() => Some((sign(*high), sign(*low))),
        _ => None,
    }
}

/// One text of several; halves that meet become the letter that they make.
pub fn joined(parts: &[&str]) -> String {
    let mut whole = String::with_capacity(parts.iter().map(|part| part.len()).sum());
    for part in parts {
        let met = whole.chars().next_back().zip(part.chars().next()).and_then(|(last, first)| {
            let (high, low) = (half(last).filter(|half| *half < LOW)?, half(first).filter(|half| *half >= LOW)?);
            let letter = char::decode_utf16([high, low]).next()?.ok()?;
            half(letter).is_none().then_some((letter, first))
        });
        match met {
            Some((letter, first)) => {
                whole.pop();
                whole.push(letter);
                whole.push_str(&part[first.len_utf8()..]);
            }
            None => whole.push_str(part),
        }
    }
    whole
}

/// How a unit is escaped in JSON, and how long that is.
const ESCAPE: usize = 6;

/// The unit that is escaped at a place.
fn escaped(body: &[u8], at: usize) -> Option<u16> {
    let digits = body.get(at..at + ESCAPE)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// JSON as it came with signs in the place of halves that stand alone; none where there is nothing to put.
pub fn taken_in(body: &[u8]) -> Option<Vec<u8>> {
    let may_hold = memchr::memmem::find(body, b"\\u").is_some() || memchr::memchr(0xF4, body).is_some();
    if !may_hold {
        return None;
    }
    let (mut kept, mut from, mut at) = (Vec::new(), 0, 0);
    let mut put = |from: &mut usize, at: usize, length: usize, halves: &[u16]| {
        kept.extend_from_slice(&body[*from..at]);
        let mut letter = [0; 4];
        halves.iter().for_each(|half| kept.extend_from_slice(sign(*half).encode_utf8(&mut letter).as_bytes()));
        *from = at + length;
    };
    while at < body.len() {
        let length = match (body[at], escaped(body, at)) {
            (_, Some(unit)) if is_half(unit) => {
                let pair = escaped(body, at + ESCAPE).filter(|low| unit < LOW && (LOW..END).contains(low));
                match pair.map(|low| (low, char::decode_utf16([unit, low]).next())) {
                    Some((low, Some(Ok(letter)))) if half(letter).is_some() => {
                        put(&mut from, at, 2 * ESCAPE, &[unit, low]);
                        2 * ESCAPE
                    }
                    Some(_) => 2 * ESCAPE,
                    None => {
                        put(&mut from, at, ESCAPE, &[unit]);
                        ESCAPE
                    }
                }
            }
            (_, Some(_)) => ESCAPE,
            // What is escaped otherwise is two bytes: a backslash before `u` may be the second of them.
            (b'\\', None) => 2,
            (0xF4, None) => {
                let letter = body.get(at..at + 4).and_then(|four| std::str::from_utf8(four).ok()?.chars().next());
                match letter.filter(|letter| half(*letter).is_some()) {
                    Some(letter) => {
                        let mut pair = [0; 2];
                        put(&mut from, at, 4, letter.encode_utf16(&mut pair));
                        4
                    }
                    None => 1,
                }
            }
            (_, None) => 1,
        };
        at += length;
    }
    (from > 0).then(|| {
        kept.extend_from_slice(&body[from..]);
        kept
    })
}

/// JSON as it goes out: signs are the halves that they stand for.
pub fn given_out(body: String) -> String {
    if memchr::memchr(0xF4, body.as_bytes()).is_none() {
        return body;
    }
    let mut whole = String::with_capacity(body.len());
    for c in body.chars() {
        match half(c) {
            Some(half) => whole += &format!("\\u{half:04x}"),
            None => whole.push(c),
        }
    }
    whole
}
