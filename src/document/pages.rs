//! Pages: which way they lie, and how much room they have.

/// Which way a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    Upright,
    Sideways,
}

/// A4, in twentieths of a point.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
/// What stays free at each side: 2,5 cm.
const MARGIN: u32 = 1_417;
/// The height of the line that counts the pages.
const LINE: u32 = 709;

impl Lies {
    /// The room between the margins.
    pub fn room(self) -> u32 {
        self.sheet().0 - 2 * MARGIN
    }

    fn sheet(self) -> (u32, u32) {
        match self {
            Lies::Upright => (SHORT, LONG),
            Lies::Sideways => (LONG, SHORT),
        }
    }

    /// The properties of a section of such pages; `footer` is what counts them.
    pub fn section(self, footer: &str) -> String {
        let (width, height) = self.sheet();
        let turned = match self {
            Lies::Upright => "",
            Lies::Sideways => " w:orient=\"landscape\"",
        };
        format!(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"{footer}\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
             <w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"{LINE}\" \
             w:footer=\"{LINE}\" w:gutter=\"0\"/></w:sectPr>"
        )
    }
}
