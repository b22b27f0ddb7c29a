//! The built-in rule packages: what `gunakan "…"` finds without a file.

/// A built-in package: its name and its rule files.
pub struct Builtin {
    /// The name that `gunakan` takes.
    pub name: &'static str,
    /// File names and texts.
    pub files: &'static [(&'static str, &'static str)],
}

macro_rules! package {
    ($name:literal, $($file:literal),+) => {
        Builtin {
            name: $name,
            files: &[$(($file, include_str!(concat!("../rules/", $name, "/", $file)))),+],
        }
    };
}

/// Every built-in package, sorted by name.
pub const PACKAGES: &[Builtin] = &[
    package!("akip", "akip.takar"),
    package!("capaian", "capaian.takar"),
    package!("ikpp", "ikpp.takar"),
    package!("ipp", "indikator.takar", "ipp.takar"),
    package!("permendagri-86", "permendagri-86.takar"),
    package!("permenpanrb-8-2021", "permenpanrb-8-2021.takar"),
    package!("pmk-22-2021", "pmk-22-2021.takar"),
    package!("skm", "skm.takar"),
];

/// The built-in package with this name.
pub fn find(name: &str) -> Option<&'static Builtin> {
    PACKAGES.iter().find(|package| package.name == name)
}

/// Whether a file of a package only shows how to use it; `gunakan` skips it.
pub fn is_example(name: &str) -> bool {
    name.to_lowercase().starts_with("contoh")
}
