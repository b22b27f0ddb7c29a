//! Where lines end; a line break inside quotes ends none.

/// Where the line that begins at `at` ends; line breaks in quotes are part of it.
pub fn line_end(bytes: &[u8], at: usize) -> usize {
    let mut from = at;
    loop {
        let end = memchr::memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |offset| from + offset);
        let open = memchr::memchr_iter(b'"', &bytes[at..end]).count() % 2 == 1;
        if !open || end == bytes.len() {
            return end;
        }
        from = end + 1;
    }
}

/// The last line break that ends a line.
pub fn last_line(bytes: &[u8]) -> Option<usize> {
    if memchr::memchr(b'"', bytes).is_none() {
        return memchr::memrchr(b'\n', bytes);
    }
    let (mut inside, mut last) = (false, None);
    for at in memchr::memchr2_iter(b'"', b'\n', bytes) {
        match bytes[at] {
            b'"' => inside = !inside,
            _ if !inside => last = Some(at),
            _ => {}
        }
    }
    last
}
