//! An editor as far as the tests need one: it says something, waits for the answer, and keeps what it is told meanwhile.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use takar::lsp::{address, halves};

/// Longer than anything takes on a machine with much else to do.
const LONG: Duration = Duration::from_secs(120);

pub struct Client {
    process: Child,
    input: Option<ChildStdin>,
    heard: Receiver<Value>,
    /// What was told and not yet looked at.
    told: Vec<Value>,
    asked: u64,
    pub folder: tempfile::TempDir,
}

impl Client {
    /// A client that has not said anything yet, with files in a folder.
    pub fn silent(files: &[(&str, &str)]) -> Client {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        let mut process = Command::new(env!("CARGO_BIN_EXE_takar"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let (send, heard) = channel();
        let mut output = BufReader::new(process.stdout.take().expect("its output"));
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        let input = process.stdin.take();
        Client { process, input, heard, told: Vec::new(), asked: 0, folder }
    }

    /// One that can do all that editors can.
    pub fn new(files: &[(&str, &str)]) -> Client {
        Client::with(files, json!({}))
    }

    /// The same with options of its own.
    pub fn with(files: &[(&str, &str)], options: Value) -> Client {
        let mut client = Client::silent(files);
        let root = client.uri("");
        client.begin(&root, options);
        client
    }

    /// One over a copy of a shipped package.
    pub fn over(package: &str) -> Client {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(package);
        let mut files = Vec::new();
        collect(&from, "", &mut files);
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        Client::new(&files)
    }

    pub fn begin(&mut self, root: &str, options: Value) -> Value {
        let can = json!({
            "workspace": { "workspaceEdit": { "documentChanges": true }, "inlayHint": { "refreshSupport": true } },
            "textDocument": {
                "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
                "completion": { "completionItem": { "snippetSupport": true } },
            },
        });
        let asked = json!({
            "processId": null, "rootUri": root, "capabilities": can, "initializationOptions": options,
            "workspaceFolders": [{ "uri": root, "name": "paket" }],
        });
        let answer = self.ask("initialize", asked).expect("it begins");
        self.tell("initialized", json!({}));
        answer
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().expect("a folder").join(name)
    }

    pub fn uri(&self, name: &str) -> String {
        address::uri(&self.path(name))
    }

    pub fn send(&mut self, message: &Value) {
        // Half an emoji is escaped, as an editor does.
        let body = halves::given_out(message.to_string());
        self.send_raw(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    }

    pub fn send_raw(&mut self, text: &str) {
        let input = self.input.as_mut().expect("its input is open");
        // Who has left hears nothing.
        let _ = input.write_all(text.as_bytes()).and_then(|()| input.flush());
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks without waiting.
    pub fn begin_ask(&mut self, method: &str, params: Value) -> u64 {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// The answer to what was asked, or its failure.
    pub fn answer(&mut self, id: u64) -> Result<Value, Value> {
        let message = self.wait(|message| message["id"] == json!(id) && message.get("method").is_none());
        match message.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(message["result"].clone()),
        }
    }

    pub fn ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.begin_ask(method, params);
        self.answer(id)
    }

    /// Asks about a place of a file.
    pub fn at(&mut self, method: &str, name: &str, (line, character): (u32, u32)) -> Result<Value, Value> {
        let uri = self.uri(name);
        let position = json!({ "line": line, "character": character });
        self.ask(method, json!({ "textDocument": { "uri": uri }, "position": position }))
    }

    /// Asks about a file.
    pub fn about(&mut self, method: &str, name: &str) -> Value {
        let uri = self.uri(name);
        let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 100_000, "character": 0 } });
        self.ask(method, json!({ "textDocument": { "uri": uri }, "range": whole, "context": { "diagnostics": [] } }))
            .expect("an answer")
    }

    /// Opens a file as it is on the disk, and gives what is wrong with it.
    pub fn open(&mut self, name: &str) -> Value {
        let text = std::fs::read_to_string(self.path(name)).unwrap_or_default();
        self.open_as(name, &text)
    }

    pub fn open_as(&mut self, name: &str, text: &str) -> Value {
        let uri = self.uri(name);
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "takar", "version": 1, "text": text } }),
        );
        self.diagnostics(name, 1)
    }

    /// The whole text anew, and what is wrong with it then.
    pub fn set(&mut self, name: &str, version: i32, text: &str) -> Value {
        self.change(name, version, json!([{ "text": text }]));
        self.diagnostics(name, version)
    }

    pub fn change(&mut self, name: &str, version: i32, changes: Value) {
        let uri = self.uri(name);
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes }),
        );
    }

    /// What is told of a version of a file.
    pub fn diagnostics(&mut self, name: &str, version: i32) -> Value {
        let uri = self.uri(name);
        let message = self.wait(|message| {
            let told = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && told["uri"] == json!(uri)
                && told["version"] == json!(version)
        });
        message["params"]["diagnostics"].clone()
    }

    /// Waits until data are read and values computed.
    pub fn computed(&mut self) {
        self.wait(|message| message["method"] == "workspace/inlayHint/refresh");
    }

    /// The next message that is meant; others are kept.
    pub fn wait(&mut self, is_meant: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.told.iter().position(&is_meant) {
            return self.told.remove(at);
        }
        loop {
            let message =
                self.heard.recv_timeout(LONG).unwrap_or_else(|_| panic!("nothing came; told before: {:#?}", self.told));
            if is_meant(&message) {
                return message;
            }
            self.told.push(message);
        }
    }

    /// What was told so far of a kind, without waiting.
    pub fn so_far(&mut self, method: &str) -> Vec<Value> {
        self.told.extend(self.heard.try_iter());
        let (these, others) =
            std::mem::take(&mut self.told).into_iter().partition(|message| message["method"] == json!(method));
        self.told = others;
        these
    }

    /// Takes its leave; the status of the program.
    pub fn leave(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null), Ok(Value::Null));
        self.tell("exit", Value::Null);
        self.ended().0
    }

    /// Says nothing more; the status of the program and what it said at the end.
    pub fn ended(mut self) -> (Option<i32>, String) {
        self.input = None;
        let mut said = String::new();
        let _ = self.process.stderr.take().map(|mut text| text.read_to_string(&mut said));
        (self.process.wait().expect("it ends").code(), said)
    }

    /// The memory of the program, in kilobytes; none where nobody tells.
    pub fn memory(&self) -> Option<u64> {
        let told = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        told.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse().ok())
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that failed leaves nobody behind.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn collect(folder: &Path, below: &str, into: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => collect(&entry.path(), &format!("{name}/"), into),
            false => into.extend(std::fs::read_to_string(entry.path()).ok().map(|text| (name, text))),
        }
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        length = line.strip_prefix("Content-Length: ").map_or(length, |told| told.trim().parse().expect("a length"));
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(halves::taken_in(&body).as_deref().unwrap_or(&body)).ok()
}

/// Where a word stands first in a text, as editors count.
pub fn spot(text: &str, word: &str) -> (u32, u32) {
    let at = text.find(word).unwrap_or_else(|| panic!("{word} is not there"));
    let before = &text[..at];
    let line = before.matches('\n').count() as u32;
    let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count() as u32;
    (line, column)
}

/// A text with edits of the protocol applied.
pub fn edited(text: &str, edits: &Value) -> String {
    let lines = takar::lsp::lines::Lines::of(text);
    let offset = |place: &Value| lines.offset(text, serde_json::from_value(place.clone()).expect("a place"));
    let mut pieces: Vec<(usize, usize, String)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|edit| {
            (
                offset(&edit["range"]["start"]),
                offset(&edit["range"]["end"]),
                edit["newText"].as_str().expect("a text").to_string(),
            )
        })
        .collect();
    pieces.sort();
    let mut whole = text.to_string();
    for (start, end, new) in pieces.into_iter().rev() {
        whole.replace_range(start..end, &new);
    }
    whole
}

/// A small package: an indicator over two values, with data.
pub const RULES: &str = "\
paket \"Coba\"
  tahun 2024

aturan capaian Baku \"Rumus baku\"
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100
  batas 0..100

aturan predikat Nilai
  >= 80 : \"Baik\"
  < 80 : \"Kurang\"

# Dua masukan.
besaran IKM \"Indeks Kepuasan Masyarakat\"
  satuan nilai
  skala 25..100

besaran IPP \"Indeks Pelayanan Publik\"
  satuan nilai
  skala 0..5

indikator IKPP \"Indeks Kualitas Pelayanan Publik\"
  satuan nilai
  skala 1,25..10
  arah makin tinggi
  rumus 1,25*(IKM/25) + IPP
  capaian Baku
  predikat Nilai
  dasar \"PermenPANRB 29/2022\"

data \"data/iku.csv\" angka id

tabel T1 \"Capaian\"
  baris IKPP
  kolom nama \"Indikator\"
  kolom target
  kolom realisasi
  kolom capaian
";

/// Its data.
pub const DATA: &str = "kode;tahun;target;realisasi\nIKM;2024;;90\nIPP;2024;;4\nIKPP;2024;8,7;\n";

/// The package with its data.
pub fn small() -> Client {
    Client::new(&[("aturan.takar", RULES), ("data/iku.csv", DATA)])
}
