//! Marks of footnotes behind a number: `*`, `*)`, `¹`, `1)`, `a)`, `xx)`, `(1)`, `[a]`, `^1`, `1,2)`.

/// What stands behind the mark of a footnote at the beginning of a text; a label of digits only where something `parts` it from the
/// number.
pub(super) fn mark(text: &str, parts: bool) -> Option<&str> {
    raised(text).or_else(|| labelled(text, parts)).or_else(|| enclosed(text)).or_else(|| behind_caret(text))
}

/// `*)`, `**`, `†`, `¹⁾`, `¹,²`
fn raised(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(is_raised_mark);
    if rest.len() == text.len() {
        return None;
    }
    // Several of them: `¹,²`.
    let next = rest.trim_start_matches([',', '˒', ';']).trim_start();
    if next.len() < rest.len() && next.starts_with(is_raised_mark) {
        return raised(next);
    }
    // `*a)`
    labelled(rest, true).or_else(|| rest.strip_prefix(')')).or(Some(rest))
}

fn is_raised_mark(letter: char) -> bool {
    is_mark(letter) || is_raised(letter)
}

pub(super) fn is_raised(letter: char) -> bool {
    // Letters above the line, `ᵃ`, `ʳ`, `ˣ`, among them.
    matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '⁺' | '⁻' | '⁽' | '⁾' | 'ⁿ' | 'ⁱ' | 'ª' | 'º' | '°')
        || matches!(letter, 'ʰ'..='ʸ' | 'ˡ'..='ˤ' | 'ᴬ'..='ᵪ' | 'ᶛ'..='ᶿ')
}

pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '*' | '#' | '†' | '‡' | '§' | '¶' | '⁑' | '⁂' | '∗' | '＊' | '@')
}

/// `1)`, `12)`, `a)`, `xx)`, `iv)`, `1,2)`, `+)`
fn labelled(text: &str, parts: bool) -> Option<&str> {
    let (label, rest) = text.split_once(')')?;
    let mut all = label.split([',', ';', '&', '/']).map(str::trim);
    let is_label = |one: &str| match one.len() {
        1 | 2 if one.bytes().all(|c| c.is_ascii_digit()) => parts,
        1..=3 if one.bytes().all(|c| c.is_ascii_lowercase()) => true,
        1 => one.bytes().all(|c| c.is_ascii_uppercase() || c == b'+'),
        2 => one == "++",
        _ => false,
    };
    all.all(is_label).then_some(rest)
}

/// `(1)`, `(*)`, `(a)`, `[1]`, `[9, 10]`, `{1}`
fn enclosed(text: &str) -> Option<&str> {
    let closing = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '«' => '»',
        _ => return None,
    };
    let (inner, rest) = text[text.chars().next()?.len_utf8()..].split_once(closing)?;
    let is_note = |one: &str| match one.trim() {
        "" => false,
        own if own.chars().all(is_raised_mark) => true,
        own => own.len() <= 2 && own.bytes().all(|c| c.is_ascii_digit() || c.is_ascii_lowercase()),
    };
    inner.split([',', ';']).all(is_note).then_some(rest)
}

/// `^1`, `^a)`
fn behind_caret(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('^')?;
    let label = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || is_mark(c));
    ((1..=2).contains(&(rest.len() - label.len()))).then(|| label.strip_prefix(')').unwrap_or(label))
}

/// Letters joined to a number that are no unit: of revised, preliminary and estimated figures, `97,69r`, `97,69x`, `97,69xx`.
pub(super) fn is_lone(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let Some(first) = word.chars().next() else { return false };
    let is_one = word.chars().all(|letter| letter == first) && word.len() <= 3;
    is_one && first.is_ascii_lowercase() && !matches!(first, 'm' | 'g' | 't' | 'k' | 'o' | 'l')
}
