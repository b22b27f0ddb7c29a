//! The templates: embedded, and every text that goes in made harmless in one place.

use super::Refused;
use super::front::{Front, Unit};
use crate::report::visible;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context, escape_formatter};

/// Each by its name.
const PARTS: [(&str, &str); 7] = [
    ("halaman.html", include_str!("templates/halaman.html")),
    ("unit.html", include_str!("templates/unit.html")),
    ("tabel.html", include_str!("templates/tabel.html")),
    ("batang.html", include_str!("templates/batang.html")),
    ("tren.html", include_str!("templates/tren.html")),
    ("uraian.html", include_str!("templates/uraian.html")),
    ("andaian.html", include_str!("templates/andaian.html")),
];

const STYLE: &str = include_str!("templates/halaman.css");
const SCRIPT: &str = include_str!("templates/halaman.js");

/// What a page has besides that answers.
const LIVE_STYLE: &str = include_str!("templates/andaian.css");
const LIVE_SCRIPT: &str = concat!(include_str!("templates/gambar.js"), "\n", include_str!("templates/andaian.js"));

/// What unpacks the core and asks it; the page of the whole program has the same (`browser/`).
const MACHINE: &str = concat!(include_str!("templates/unpack.js"), "\n", include_str!("templates/core.js"));

/// What makes markup of values.
pub(super) struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    pub fn new() -> Result<Templates, Refused> {
        let mut environment = Environment::new();
        let lines = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(lines.map_err(|_| Refused::Unwritten)?);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // By the names as they stand, so that nothing is ever printed as it is.
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(|out, state, value| match value.as_str().filter(|_| is_text(value)) {
            Some(text) => escape_formatter(out, state, &Value::from(harmless(text))),
            None => escape_formatter(out, state, value),
        });
        for (name, text) in PARTS {
            environment.add_template(name, text).map_err(|_| Refused::Unwritten)?;
        }
        Ok(Templates { environment })
    }

    /// A unit with its tables.
    pub fn unit(&self, unit: &Unit) -> Result<String, Refused> {
        let template = self.environment.get_template("unit.html").map_err(|_| Refused::Unwritten)?;
        template.render(context! { unit => Value::from(Serde(unit)) }).map_err(|_| Refused::Unwritten)
    }

    /// The whole page, of units that are markup already.
    pub fn page(&self, front: &Front, units: &[String]) -> Result<String, Refused> {
        let template = self.environment.get_template("halaman.html").map_err(|_| Refused::Unwritten)?;
        let safe = |text: &str| Value::from_safe_string(text.to_string());
        let units: Vec<Value> = units.iter().map(|unit| safe(unit)).collect();
        let (style, script) = (safe(STYLE), safe(SCRIPT));
        let live = front.live.as_ref().map(|live| {
            // JSON in a script: nothing in it may look like markup.
            let package = live.package.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
            let (package, core) = (safe(&package), safe(&live.core));
            let (style, script, machine) = (safe(LIVE_STYLE), safe(LIVE_SCRIPT), safe(MACHINE));
            context! { sources => live.sources, core, package, style, script, machine }
        });
        let page = context! { front => Value::from(Serde(front)), units, style, script, live };
        template.render(page).map_err(|_| Refused::Unwritten)
    }
}

/// Whether a value is a text that is not markup already.
fn is_text(value: &Value) -> bool {
    value.kind() == ValueKind::String && !value.is_safe()
}

/// A text without what would steer a screen: what is invisible is made visible, line breaks stay.
fn harmless(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' => '\n',
        '\t' => ' ',
        c => visible(c),
    };
    text.replace("\r\n", "\n").chars().map(shown).collect()
}
