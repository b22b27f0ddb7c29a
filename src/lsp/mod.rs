//! The language server: what an editor shows beside rules and data while they are typed.
//!
//! It holds no rule of its own. What is wrong and how it is mended comes from the findings of the engine, completion from the
//! words of `takar coba`, the layout from `format`, values from a run. Here is only the way from a place in a text to an
//! answer: [`server`] takes messages and gives messages, without a disk of its own, a clock or a thread, and the shell
//! lends it those.
//!
//! Texts that are open stand in the place of files (`desk`). At each change a package is read and checked anew, once for
//! all changes that wait; data are read and values computed where there is time for it ([`package`]).

pub mod address;
mod beside;
pub mod cells;
mod choice;
mod circles;
mod commands;
mod complete;
mod desk;
mod findings;
pub mod halves;
mod hints;
mod hover;
pub mod lines;
mod members;
mod mends;
pub mod mentions;
mod offers;
mod operands;
mod outline;
pub mod package;
mod printed;
pub mod protocol;
mod rename;
pub mod server;
mod shown;
mod things;
mod trial;
mod users;
pub mod wire;

use serde_json::{Value, json};

/// What is said where the program itself fails: the session goes on.
fn failed() -> Value {
    let message = "Takar keliru di dalam dirinya pada perubahan ini; ia mencoba lagi pada perubahan berikutnya";
    wire::notification("window/showMessage", json!({ "type": 1, "message": message }))
}
