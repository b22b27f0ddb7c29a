//! The core that computes in a browser, as `takar.html` has it: a page that answers takes it from there.

/// Of which sources this program is: a core of the same computes the same.
pub const SOURCES: &str = concat!("takar-sumber:", env!("TAKAR_SOURCES"));

/// The core, packed as text: its size, a colon, and five letters for four bytes (`browser/build.sh`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Core {
    pub(super) packed: String,
}

/// Why a file has no core that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCore {
    /// It is not the page of Takar.
    Absent,
    /// Its core is of another Takar than this one.
    Other,
}

impl Core {
    /// The core in the text of a page of Takar.
    ///
    /// # Errors
    ///
    /// That there is none, or one that may compute otherwise than this program.
    pub fn of_page(text: &str) -> Result<Core, NoCore> {
        let (_, rest) = text.split_once("<script id=\"inti\"").ok_or(NoCore::Absent)?;
        let (head, rest) = rest.split_once('>').ok_or(NoCore::Absent)?;
        let (packed, _) = rest.split_once("</script>").ok_or(NoCore::Absent)?;
        // Nothing but letters of that kind gets into another page.
        let is_packed = packed.split_once(':').is_some_and(|(size, packed)| {
            let is_letter = |byte: u8| (b'('..=b'~').contains(&byte) && !matches!(byte, b'<' | b'\\');
            let is_whole = !size.is_empty() && packed.len().is_multiple_of(5);
            is_whole && size.bytes().all(|byte| byte.is_ascii_digit()) && packed.bytes().all(is_letter)
        });
        match (is_packed, head.contains(&format!("data-sumber=\"{SOURCES}\""))) {
            (false, _) => Err(NoCore::Absent),
            (true, false) => Err(NoCore::Other),
            (true, true) => Ok(Core { packed: packed.to_string() }),
        }
    }
}
