//! Messages as they travel: a header with their length, then JSON. What cannot be read is told with the code of the protocol.

use super::halves;
use serde_json::{Value, json};
use std::io::{self, BufRead, ErrorKind, Write};

/// The longest message that is read, in bytes. A file that is opened comes whole.
const MOST_BYTES: usize = 64 << 20;

/// The longest line of a header.
const MOST_HEADER: u64 = 4 << 10;

/// What an editor sends.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// It waits for an answer.
    Request {
        /// Goes back with the answer.
        id: Value,
        /// Which.
        method: String,
        /// With what.
        params: Value,
    },
    /// It waits for none.
    Notification {
        /// Which.
        method: String,
        /// With what.
        params: Value,
    },
    /// An answer to what this side asked.
    Response,
    /// A message, well begun and ended, that says nothing; with what is answered.
    Malformed(Value),
}

/// Why a request has no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The code of the protocol.
    pub code: i32,
    /// In words.
    pub message: String,
}

/// It is no JSON.
pub const PARSE_ERROR: i32 = -32700;
/// It is JSON, and no message.
pub const INVALID_REQUEST: i32 = -32600;
/// Nobody knows this method.
pub const METHOD_NOT_FOUND: i32 = -32601;
/// The method takes something else.
pub const INVALID_PARAMS: i32 = -32602;
/// The program failed.
pub const INTERNAL_ERROR: i32 = -32603;
/// Something is asked before `initialize`.
pub const NOT_INITIALIZED: i32 = -32002;
/// It cannot be done, and the message says why.
pub const REQUEST_FAILED: i32 = -32803;
/// The text changed before its turn came.
pub const CONTENT_MODIFIED: i32 = -32801;
/// The editor wants it no more.
pub const REQUEST_CANCELLED: i32 = -32800;

impl Failure {
    /// One with its words.
    pub fn new(code: i32, message: impl Into<String>) -> Failure {
        Failure { code, message: message.into() }
    }
}

/// The next message; none at the end of the input.
///
/// # Errors
///
/// The input broke off, or it no longer tells where messages begin: nothing after that could be understood.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = length(input)? else { return Ok(None) };
    let mut body = vec![0; length];
    input.read_exact(&mut body).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => broken(CUT_OFF),
        _ => error,
    })?;
    Ok(Some(understood(&body)))
}

/// Writes a message.
///
/// # Errors
///
/// Nobody reads on.
pub fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = halves::given_out(message.to_string());
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

/// An answer.
pub fn answer(id: &Value, result: Result<Value, Failure>) -> Value {
    match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(Failure { code, message }) => {
            json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
        }
    }
}

/// Something that is told without being asked.
pub fn notification(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

/// The length that a header tells; none where the input ends before one begins.
fn length(input: &mut impl BufRead) -> io::Result<Option<usize>> {
    let (mut length, mut begun) = (None, false);
    loop {
        let mut line = Vec::new();
        io::Read::take(&mut *input, MOST_HEADER).read_until(b'\n', &mut line)?;
        if line.is_empty() && !begun {
            return Ok(None);
        }
        if line.last() != Some(&b'\n') {
            return Err(broken(if line.is_empty() { CUT_OFF } else { NO_LENGTH }));
        }
        begun = true;
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            let length = length.ok_or_else(|| broken(NO_LENGTH))?;
            return if length > MOST_BYTES {
                Err(broken("pesan lebih panjang daripada 64 MB"))
            } else {
                Ok(Some(length))
            };
        }
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = Some(value.trim().parse().map_err(|_| broken(NO_LENGTH))?);
        }
    }
}

const CUT_OFF: &str = "masukan terputus di tengah pesan";
const NO_LENGTH: &str = "pesan tanpa Content-Length yang terbaca: ini bukan editor yang berbicara LSP";

fn broken(words: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, words)
}

fn understood(body: &[u8]) -> Incoming {
    let malformed =
        |code: i32, id: Value, words: &str| Incoming::Malformed(answer(&id, Err(Failure::new(code, words))));
    let taken_in = halves::taken_in(body);
    let Ok(message) = serde_json::from_slice::<Value>(taken_in.as_deref().unwrap_or(body)) else {
        return malformed(PARSE_ERROR, Value::Null, "pesan ini bukan JSON");
    };
    let Value::Object(mut message) = message else {
        return malformed(INVALID_REQUEST, Value::Null, "pesan ini bukan objek JSON-RPC");
    };
    let id = message.remove("id");
    let params = message.remove("params").unwrap_or(Value::Null);
    let is_answer = message.contains_key("result") || message.contains_key("error");
    match (message.remove("method"), id) {
        (Some(Value::String(method)), Some(id @ (Value::Number(_) | Value::String(_)))) => {
            Incoming::Request { id, method, params }
        }
        (Some(Value::String(method)), None) => Incoming::Notification { method, params },
        (None, Some(_)) if is_answer => Incoming::Response,
        (_, id) => malformed(INVALID_REQUEST, id.unwrap_or(Value::Null), "pesan ini bukan permintaan JSON-RPC"),
    }
}
