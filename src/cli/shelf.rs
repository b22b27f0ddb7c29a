//! The scenarios of a package: the files of its folder `skenario`.

use super::write::{self, Inputs, Rewritten};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::folder::door;
use crate::folder::files::{self, PackageFile};
use crate::folder::unsaved::Unsaved;
use crate::whatif::{Shelf, Written};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder beside the rules.
pub(super) use crate::folder::files::SCENARIOS as FOLDER;

/// A folder of scenarios; it need not be there yet.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    /// What the package reads besides, and no scenario takes the place of.
    inputs: Inputs,
    /// What the files were when they were read or written here, by name; none for one that was not there.
    seen: RefCell<BTreeMap<String, Option<Vec<u8>>>>,
}

impl Folder {
    /// The scenarios of the package in a folder.
    pub fn of(root: &Path) -> Folder {
        Folder { root: root.to_path_buf(), inputs: Inputs::default(), seen: RefCell::default() }
    }

    /// The same beside what the package reads.
    pub fn beside(self, inputs: Inputs) -> Folder {
        Folder { inputs, ..self }
    }

    /// What the package reads besides.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// The name of a scenario, where a shell completed it to the way to its file.
    pub fn named_by(&self, typed: &str) -> String {
        let way = Path::new(typed);
        let own = |folder: &Path| Some(folder.canonicalize().ok()? == self.root.join(FOLDER).canonicalize().ok()?);
        let name = way.file_name().filter(|_| way.parent().and_then(own).unwrap_or(false));
        name.map_or(typed.to_string(), |name| name.to_string_lossy().into_owned())
    }

    /// Every scenario as it stands on disk, under the name that messages show; every one that cannot be read.
    pub fn files(&self) -> Result<Vec<PackageFile>, Vec<Diagnostic>> {
        files::scenarios(&self.root, &Unsaved::default())
    }

    fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
        let file = door::read(&self.root, &format!("{FOLDER}/{name}.takar"), files::RULE_LIMIT)?;
        Ok(file.map(|file| file.bytes))
    }

    fn see(&self, name: &str, bytes: Option<Vec<u8>>) {
        self.seen.borrow_mut().insert(name.to_string(), bytes);
    }
}

impl Shelf for Folder {
    fn names(&self) -> Result<Vec<String>, Box<Diagnostic>> {
        let stem = |name: &String| Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        Ok(files::scenario_names(&self.root)?.iter().filter_map(stem).collect())
    }

    fn read(&self, name: &str) -> Result<Option<String>, Box<Diagnostic>> {
        refuse_name(name)?;
        let bytes = self.bytes(name)?;
        self.see(name, bytes.clone());
        bytes.map(|bytes| files::decode(&format!("{FOLDER}/{name}.takar"), &bytes)).transpose()
    }

    fn write(&mut self, name: &str, text: &str, over: bool) -> Result<Written, Box<Diagnostic>> {
        refuse_name(name)?;
        let was_there = door::find(&self.root, FOLDER)?.is_some();
        let written = self.put(name, text, over);
        if written.is_err() && !was_there {
            // Only an empty one goes.
            let _ = std::fs::remove_dir(self.root.join(FOLDER));
        }
        written
    }
}

impl Folder {
    fn put(&mut self, name: &str, text: &str, over: bool) -> Result<Written, Box<Diagnostic>> {
        let path = write::own_place(&self.root, FOLDER, &format!("{name}.takar"), &self.inputs)?;
        let shown = self.root.join(FOLDER).join(format!("{name}.takar"));
        if let Some(other) = self.names()?.iter().find(|known| known.to_lowercase() == name.to_lowercase())
            && other != name
        {
            return Err(Box::new(only_in_case(name, other)));
        }
        let old = match self.seen.borrow().get(name) {
            // What was seen is what the person means to replace.
            Some(seen) if over => seen.clone(),
            _ if over => self.bytes(name)?,
            _ => None,
        };
        match write::rewrite(&path, &shown, old.as_deref(), text.as_bytes())? {
            Rewritten::Done => {
                self.see(name, Some(text.as_bytes().to_vec()));
                Ok(Written::Done(shown.display().to_string()))
            }
            Rewritten::Changed if over => Err(Box::new(changed(name))),
            Rewritten::Changed => {
                self.see(name, self.bytes(name)?);
                Ok(Written::Exists(shown.display().to_string()))
            }
        }
    }
}

/// Refuses a name that is no file name everywhere, and one whose file would be passed over.
fn refuse_name(name: &str) -> Result<(), Box<Diagnostic>> {
    let hidden = name.starts_with(['.', '~']);
    if files::safe_name(name) == name && !name.contains('"') && !hidden && files::unseen(name).is_none() {
        return Ok(());
    }
    let title = format!("\"{name}\" tidak dapat menjadi nama skenario");
    let because = match (hidden, files::unseen(name)) {
        (true, _) => "nama berkas yang diawali titik atau ~ tersembunyi, dan tidak ikut dibaca".into(),
        (false, Some(sign)) => unseen_in_it(sign),
        (false, None) => "nama itu menjadi nama berkas, juga di Windows".into(),
    };
    let finding = Diagnostic::new(Code::B0502, Severity::Error, title).because(because);
    Err(Box::new(finding.advise("pakai huruf, angka, spasi, dan tanda hubung saja")))
}

/// Why two names that look alike are two.
pub(super) fn unseen_in_it(sign: char) -> String {
    format!(
        "di dalamnya ada tanda yang tidak tampak (U+{:04X}), biasanya ikut tersalin dari Word atau peramban",
        u32::from(sign)
    )
}

fn only_in_case(name: &str, other: &str) -> Diagnostic {
    Diagnostic::new(Code::B0504, Severity::Error, format!("skenario \"{name}\" sudah ada sebagai \"{other}\""))
        .because("di Windows keduanya satu berkas")
        .advise(format!("pakai  {other} , atau nama lain"))
}

fn changed(name: &str) -> Diagnostic {
    let title = format!("skenario \"{name}\" di disk sudah diubah, maka tidak ditimpa");
    Diagnostic::new(Code::B0505, Severity::Error, title)
        .advise(format!("simpan dengan nama lain, atau buka dahulu yang baru:  skenario buka {name}"))
}
