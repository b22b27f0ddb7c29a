//! Messages in, messages out: which method is answered by whom, in which order, and what is wanted no more.

use super::desk::{Desk, View};
use super::package::{Job, Whole};
use super::protocol::{
    About, Cancelled, Changed, Commanded, Opened, Referring, Renaming, Sought, Spot, Stretch, Watched, params,
};
use super::wire::{
    self, CONTENT_MODIFIED, Failure, INTERNAL_ERROR, INVALID_REQUEST, Incoming, METHOD_NOT_FOUND, NOT_INITIALIZED,
    REQUEST_CANCELLED,
};
use super::{address, commands, complete, hints, hover, mends, outline, rename, things};
use crate::folder::unsaved::real;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// A server for one editor.
#[derive(Debug, Default)]
pub struct Server {
    desk: Desk,
    stage: Stage,
    can: Client,
    asked: u64,
}

/// How far the conversation is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was said yet.
    #[default]
    Begun,
    /// It goes on.
    Running,
    /// `shutdown` was said.
    ShutDown,
    /// `exit` was said, well or out of the blue.
    Left {
        /// Whether `shutdown` came before.
        well: bool,
    },
}

/// What the editor can do.
#[derive(Debug, Default, Clone, Copy)]
pub struct Client {
    /// Edits of versioned texts.
    pub versions: bool,
    /// Values beside formulas may be asked anew.
    pub refreshes_hints: bool,
    /// Watching files for us.
    pub watches: bool,
    /// Texts with places to fill in.
    pub snippets: bool,
    /// Symbols inside symbols.
    pub nested_symbols: bool,
    /// Showing packages that are built in.
    pub shows_built_in: bool,
}

type Answer = Result<Value, Failure>;

impl Server {
    /// Takes the messages that wait, in their order, and gives what is answered and told. Of several changes only the last
    /// is checked; a request that a later message takes back, or that is about a text that changed behind it, is not worked
    /// out.
    pub fn take(&mut self, messages: Vec<Incoming>) -> Vec<Value> {
        let (cancelled, last_change) = ahead(&messages);
        let mut changed = BTreeSet::new();
        let mut out = Vec::new();
        for (at, message) in messages.into_iter().enumerate() {
            match message {
                Incoming::Request { id, method, params } => {
                    let uri = params["textDocument"]["uri"].as_str();
                    let is_overtaken = uri.and_then(|uri| last_change.get(uri)).is_some_and(|change| *change > at);
                    let result = if cancelled.contains(&id.to_string()) {
                        Err(Failure::new(REQUEST_CANCELLED, "dibatalkan"))
                    } else if is_overtaken {
                        Err(Failure::new(CONTENT_MODIFIED, "teksnya sudah berubah"))
                    } else {
                        guarded(|| self.request(&method, params))
                    };
                    out.extend(self.desk.take_outbox());
                    out.push(wire::answer(&id, result));
                }
                Incoming::Notification { method, params } => {
                    if guarded(|| self.notice(&method, params, &mut changed))
                        .is_err_and(|failure| failure.code == INTERNAL_ERROR)
                    {
                        out.push(super::failed());
                    }
                }
                Incoming::Malformed(answer) => out.push(answer),
                Incoming::Response => {}
            }
        }
        if matches!(self.stage, Stage::Running) {
            self.desk.settle(&changed);
        }
        out.extend(self.desk.take_outbox());
        out
    }

    /// How far the conversation is.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// What is to be computed while nobody types.
    pub fn next_job(&mut self) -> Option<Job> {
        self.desk.next_job()
    }

    /// Takes what was computed, or what could not be, and gives what is told.
    pub fn finish(&mut self, job: Result<Whole, super::package::Home>) -> Vec<Value> {
        match job {
            Ok(whole) => {
                let is_current = self.desk.finish(whole);
                if is_current && self.can.refreshes_hints {
                    self.ask("workspace/inlayHint/refresh", Value::Null);
                }
            }
            Err(home) => self.desk.give_up(&home),
        }
        self.desk.take_outbox()
    }

    fn request(&mut self, method: &str, asked: Value) -> Answer {
        match (self.stage, method) {
            (Stage::Begun, "initialize") => return Ok(self.begin(&asked)),
            (Stage::Begun, _) => return Err(Failure::new(NOT_INITIALIZED, "initialize belum diminta")),
            (Stage::ShutDown | Stage::Left { .. }, _) => return Err(Failure::new(INVALID_REQUEST, "sudah ditutup")),
            (Stage::Running, _) => {}
        }
        match method {
            "shutdown" => {
                self.stage = Stage::ShutDown;
                Ok(Value::Null)
            }
            "initialize" => Err(Failure::new(INVALID_REQUEST, "initialize sudah diminta")),
            "textDocument/completion" => {
                let Spot { text_document, position } = params(asked)?;
                let can = self.can;
                self.about(&text_document.uri, |view| complete::complete(view, position, can))
            }
            "textDocument/hover" => {
                let Spot { text_document, position } = params(asked)?;
                self.about(&text_document.uri, |view| hover::hover(view, position))
            }
            "textDocument/definition" => {
                let Spot { text_document, position } = params(asked)?;
                things::definition(&mut self.desk, &text_document.uri, position, self.can)
            }
            "textDocument/references" => {
                let Referring { text_document, position, context } = params(asked)?;
                things::references(&mut self.desk, &text_document.uri, position, context.include_declaration)
            }
            "textDocument/documentHighlight" => {
                let Spot { text_document, position } = params(asked)?;
                self.about(&text_document.uri, |view| things::highlights(view, position))
            }
            "textDocument/prepareRename" => {
                let Spot { text_document, position } = params(asked)?;
                rename::prepare(&mut self.desk, &text_document.uri, position)
            }
            "textDocument/rename" => {
                let Renaming { text_document, position, new_name } = params(asked)?;
                rename::rename(&mut self.desk, &text_document.uri, position, &new_name, self.can)
            }
            "textDocument/codeAction" => {
                let Stretch { text_document, range, context } = params(asked)?;
                let is_wanted =
                    context.only.is_none_or(|only| only.iter().any(|kind| "quickfix".starts_with(kind.as_str())));
                if !is_wanted {
                    return Ok(json!([]));
                }
                Ok(mends::actions(&mut self.desk, &text_document.uri, range, self.can))
            }
            "textDocument/documentSymbol" => {
                let About { text_document } = params(asked)?;
                let can = self.can;
                self.about(&text_document.uri, |view| outline::symbols(view, can))
            }
            "workspace/symbol" => {
                let Sought { query } = params(asked)?;
                Ok(outline::everywhere(&mut self.desk, &query))
            }
            "textDocument/foldingRange" => {
                let About { text_document } = params(asked)?;
                self.about(&text_document.uri, outline::folds)
            }
            "textDocument/formatting" => {
                let About { text_document } = params(asked)?;
                outline::layout(&mut self.desk, &text_document.uri)
            }
            "textDocument/inlayHint" => {
                let Stretch { text_document, range, .. } = params(asked)?;
                self.about(&text_document.uri, |view| hints::hints(view, range))
            }
            "workspace/executeCommand" => {
                let Commanded { command, arguments } = params(asked)?;
                commands::run(&mut self.desk, &command, &arguments)
            }
            "takar/isi" => {
                let About { text_document } = params(asked)?;
                Ok(things::built_in(&text_document.uri).map_or(Value::Null, Value::from))
            }
            _ => Err(Failure::new(METHOD_NOT_FOUND, format!("{method} tidak dikenal"))),
        }
    }

    /// Answers about a text with its package; of one that belongs to none there is nothing to say.
    fn about(&mut self, uri: &str, answer: impl FnOnce(&View) -> Value) -> Answer {
        Ok(self.desk.view(uri).map_or(Value::Null, |view| answer(&view)))
    }

    fn notice(&mut self, method: &str, told: Value, changed: &mut BTreeSet<String>) -> Answer {
        match method {
            "exit" => self.stage = Stage::Left { well: self.stage == Stage::ShutDown },
            "initialized" if self.can.watches => {
                let watched = ["takar", "csv", "tsv", "xlsx", "xlsm", "ods"]
                    .map(|ending| json!({ "globPattern": format!("**/*.{ending}") }));
                let files = json!({ "id": "takar-berkas", "method": "workspace/didChangeWatchedFiles", "registerOptions": { "watchers": watched } });
                self.ask("client/registerCapability", json!({ "registrations": [files] }));
            }
            _ if self.stage != Stage::Running => {}
            "textDocument/didOpen" => {
                let Opened { text_document } = params(told)?;
                changed.insert(text_document.uri.clone());
                self.desk.open(text_document.uri, text_document.version, text_document.text);
            }
            "textDocument/didChange" => {
                let Changed { text_document, content_changes } = params(told)?;
                if self.desk.change(&text_document.uri, text_document.version, content_changes) {
                    changed.insert(text_document.uri);
                }
            }
            "textDocument/didClose" => {
                let About { text_document } = params(told)?;
                self.desk.close(&text_document.uri);
                changed.remove(&text_document.uri);
            }
            "textDocument/didSave" => {
                let About { text_document } = params(told)?;
                self.desk.changed_on_disk(&[text_document.uri]);
            }
            "workspace/didChangeWatchedFiles" => {
                let Watched { changes } = params(told)?;
                self.desk.changed_on_disk(&changes.into_iter().map(|one| one.uri).collect::<Vec<_>>());
            }
            "workspace/didChangeWorkspaceFolders" => {
                let those = |which: &str| folders(&told["event"][which]);
                let removed = those("removed");
                self.desk.folders.retain(|folder| !removed.contains(folder));
                self.desk.folders.extend(those("added"));
            }
            _ => {}
        }
        Ok(Value::Null)
    }

    fn begin(&mut self, asked: &Value) -> Value {
        self.stage = Stage::Running;
        let can = &asked["capabilities"];
        let has = |path: &str| can.pointer(path).and_then(Value::as_bool).unwrap_or(false);
        self.can = Client {
            versions: has("/workspace/workspaceEdit/documentChanges"),
            refreshes_hints: has("/workspace/inlayHint/refreshSupport"),
            watches: has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            snippets: has("/textDocument/completion/completionItem/snippetSupport"),
            nested_symbols: has("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            shows_built_in: asked["initializationOptions"]["isiBawaan"].as_bool().unwrap_or(false),
        };
        let root = asked["rootUri"].as_str().and_then(address::path).map(|path| real(&path));
        let named = folders(&asked["workspaceFolders"]);
        self.desk.folders = if named.is_empty() { root.into_iter().collect() } else { named };
        json!({
            "serverInfo": { "name": "takar", "version": env!("CARGO_PKG_VERSION") },
            "capabilities": {
                "positionEncoding": "utf-16",
                "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
                "completionProvider": { "triggerCharacters": ["\"", "[", ".", " "], "resolveProvider": false },
                "hoverProvider": true,
                "definitionProvider": true,
                "referencesProvider": true,
                "documentHighlightProvider": true,
                "renameProvider": { "prepareProvider": true },
                "codeActionProvider": { "codeActionKinds": ["quickfix"] },
                "documentSymbolProvider": true,
                "workspaceSymbolProvider": true,
                "foldingRangeProvider": true,
                "documentFormattingProvider": true,
                "inlayHintProvider": true,
                "executeCommandProvider": { "commands": commands::ALL },
                "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
            },
        })
    }

    /// Asks the editor for something whose answer says nothing.
    fn ask(&mut self, method: &str, params: Value) {
        self.asked += 1;
        let id = format!("takar-{}", self.asked);
        self.desk.post(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
    }
}

/// The requests that are taken back among the messages that wait, and where each text changes last.
fn ahead(messages: &[Incoming]) -> (BTreeSet<String>, BTreeMap<String, usize>) {
    let (mut cancelled, mut last_change) = (BTreeSet::new(), BTreeMap::new());
    for (at, message) in messages.iter().enumerate() {
        let Incoming::Notification { method, params } = message else { continue };
        match method.as_str() {
            "$/cancelRequest" => {
                if let Ok(Cancelled { id }) = super::protocol::params(params.clone()) {
                    cancelled.insert(id.to_string());
                }
            }
            "textDocument/didChange" | "textDocument/didClose" => {
                if let Some(uri) = params["textDocument"]["uri"].as_str() {
                    last_change.insert(uri.to_string(), at);
                }
            }
            _ => {}
        }
    }
    (cancelled, last_change)
}

fn folders(named: &Value) -> Vec<PathBuf> {
    let named = named.as_array().map_or(&[][..], Vec::as_slice);
    named.iter().filter_map(|folder| Some(real(&address::path(folder["uri"].as_str()?)?))).collect()
}

/// What something gives; where the program itself fails, words that say so.
pub fn guarded(work: impl FnOnce() -> Answer) -> Answer {
    let failed = |_| {
        Err(Failure::new(
            INTERNAL_ERROR,
            "Takar keliru di dalam dirinya; permintaan ini tidak terjawab, yang lain tetap jalan",
        ))
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(failed)
}
