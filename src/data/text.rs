//! Bytes of a data file -> text, or which other kind of file it is.

use super::problem::Problem;

/// Takes UTF-8 with or without a byte order mark, which is left out of the text.
pub fn decode(name: &str, bytes: &[u8]) -> Result<String, Box<Problem>> {
    let file = || name.to_string();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(Box::new(Problem::Workbook { file: file() }));
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Box::new(Problem::Utf16 { file: file() }));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_string()),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let breaks = good.iter().filter(|&&byte| byte == b'\n').count();
            Err(Box::new(Problem::NotUtf8 { file: file(), line: u32::try_from(breaks + 1).unwrap_or(u32::MAX) }))
        }
    }
}
