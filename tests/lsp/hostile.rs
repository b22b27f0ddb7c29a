//! What no good editor says: each gets an answer, or a clear end.

use crate::client::{Client, RULES, small};
use serde_json::{Value, json};

#[test]
fn it_begins_and_takes_its_leave() {
    let mut client = Client::silent(&[]);
    let root = client.uri("");
    let early = client.ask("textDocument/hover", json!({})).expect_err("nothing was begun");
    assert_eq!(early["code"], -32002);
    let answer = client.begin(&root, json!({}));
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(answer["serverInfo"]["name"], "takar");
    assert_eq!(client.ask("initialize", json!({})).expect_err("twice")["code"], -32600);
    let unknown = client.ask("textDocument/menari", json!({})).expect_err("nobody knows it");
    assert_eq!((&unknown["code"], &unknown["message"]), (&json!(-32601), &json!("textDocument/menari tidak dikenal")));
    let wrong = client.ask("textDocument/hover", json!({ "textDocument": 5 })).expect_err("no file");
    assert_eq!(wrong["code"], -32602);
    // A file that is not open, and what nobody listens to.
    assert_eq!(client.at("textDocument/hover", "lain.takar", (0, 0)), Ok(Value::Null));
    client.tell("$/setTrace", json!({ "value": "off" }));
    client.tell("textDocument/didChange", json!({ "aneh": true }));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn whoever_leaves_without_a_word_is_told_by_the_status() {
    let client = small();
    assert_eq!(client.ended().0, Some(1));
    let mut client = small();
    client.tell("exit", Value::Null);
    assert_eq!(client.ended().0, Some(1));
    let mut client = small();
    client.ask("shutdown", Value::Null).expect("an answer");
    assert_eq!(client.ask("textDocument/hover", json!({})).expect_err("it is shut")["code"], -32600);
    assert_eq!(client.ended().0, Some(0));
}

/// Where a message begins and ends is clear, so whatever it holds is answered and the next one counts.
#[test]
fn a_message_that_says_nothing_is_answered() {
    let mut client = small();
    let cases = [
        ("{\"jsonrpc\": \"2.0\", \"id\"", -32700),
        ("[1, 2]", -32600),
        ("\"halo\"", -32600),
        ("{\"jsonrpc\": \"2.0\", \"id\": {\"a\": 1}, \"method\": \"shutdown\"}", -32600),
        ("{\"jsonrpc\": \"2.0\", \"id\": 77, \"method\": 5}", -32600),
        ("\u{0}\u{1}", -32700),
    ];
    for (body, code) in cases {
        client.send_raw(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        let answer = client.wait(|message| message.get("error").is_some());
        assert_eq!(answer["error"]["code"], code, "{body}");
    }
    let deep = "[".repeat(100_000);
    client.send_raw(&format!("Content-Length: {}\r\n\r\n{deep}", deep.len()));
    assert_eq!(client.wait(|message| message.get("error").is_some())["error"]["code"], -32700);
    // An answer to what was never asked is no question.
    client.send(&json!({ "jsonrpc": "2.0", "id": "asing", "result": null }));
    assert_eq!(client.open("aturan.takar"), json!([]));
    assert_eq!(client.leave(), Some(0));
}

/// Half a pair of UTF-16 is no text of JSON; the change and the request that hold one count all the same, and it goes out as it came.
#[test]
fn half_an_emoji_is_read() {
    let mut client = small();
    client.open("aturan.takar");
    let text = with_halves(r"# \ud83d, \udE00, \ud83d\ude00, \\ud83d\n\nbesaran A\n\nB   =   A\n");
    client.change("aturan.takar", 9, json!([{ "text": text }]));
    let edits = client.about("textDocument/formatting", "aturan.takar");
    assert_eq!(crate::client::edited(&text, &edits), text.replace("B   =   A", "B = A"));
    assert_eq!(client.leave(), Some(0));
}

/// A text as JSON escapes it.
fn with_halves(escaped: &str) -> String {
    let body = format!("\"{escaped}\"");
    let taken = takar::lsp::halves::taken_in(body.as_bytes());
    serde_json::from_slice(taken.as_deref().unwrap_or(body.as_bytes())).expect("a text")
}

/// From one column to another of the first line, with what comes there.
type Parting = (u32, u32, &'static str);

/// What an editor makes of an emoji by parting it is what stands there, in each step and at the end.
#[test]
fn an_emoji_may_be_parted() {
    let cases: [(&[Parting], &str); 9] = [
        (&[(16, 17, r"\ude01")], "😁"),
        (&[(15, 16, r"\ud83e")], "\u{1fa00}"),
        (&[(15, 17, ""), (15, 15, r"\ud83d"), (16, 16, r"\ude00")], "😀"),
        (&[(16, 17, ""), (16, 16, r"\ude00")], "😀"),
        (&[(16, 17, ""), (16, 16, "X")], r"\ud83dX"),
        (&[(16, 16, "x"), (16, 17, "")], "😀"),
        (&[(15, 16, "")], r"\ude00"),
        (&[(16, 16, "😁")], r"\ud83d😁\ude00"),
        // A sign that stands for a half here, typed by somebody.
        (&[(15, 17, "\u{10f83d}"), (15, 16, "")], r"\udc3d"),
    ];
    for (changes, title) in cases {
        for is_one in [false, true] {
            let mut client = Client::new(&[("a.takar", "")]);
            client.open_as("a.takar", "besaran   A   \"😀\"\n\nB = A + 1\n");
            let change = |(from, to, text): &Parting| {
                let place = |character: &u32| json!({ "line": 0, "character": character });
                json!({ "range": { "start": place(from), "end": place(to) }, "text": with_halves(text) })
            };
            let all: Vec<Value> = changes.iter().map(change).collect();
            let messages = if is_one { vec![all] } else { all.into_iter().map(|one| vec![one]).collect() };
            let mut version = 1;
            for message in messages {
                version += 1;
                client.change("a.takar", version, json!(message));
            }
            assert_eq!(client.diagnostics("a.takar", version), json!([]), "{title}");
            let edits = client.about("textDocument/formatting", "a.takar");
            let new = edits[0]["newText"].as_str().expect("a text");
            let wanted = with_halves(&format!(r#"besaran A \"{title}\""#));
            assert!(new.lines().next() == Some(&wanted), "{title}: {new:?}");
            assert_eq!(client.leave(), Some(0));
        }
    }
}

#[test]
fn what_has_no_length_is_the_end() {
    for text in [
        "halo\r\n\r\n",
        "Content-Length: banyak\r\n\r\n",
        "Content-Length: 99999999999\r\n\r\n",
        "Content-Length: 10\r\n\r\nabc",
    ] {
        let mut client = Client::silent(&[]);
        client.send_raw(text);
        let (status, said) = client.ended();
        assert_eq!(status, Some(2), "{text}");
        assert!(said.starts_with("takar lsp berhenti: ") && !said.contains("failed"), "{said}");
    }
}

#[test]
fn a_request_that_is_taken_back_is_not_worked_out() {
    let mut client = small();
    client.open("aturan.takar");
    let uri = client.uri("aturan.takar");
    let spot = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 0 } });
    // All in one piece, so that it waits together: an answer that is overtaken, one that is taken back, one that is wanted.
    let messages = [
        json!({ "jsonrpc": "2.0", "id": 901, "method": "textDocument/hover", "params": spot }),
        json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": { "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": RULES }] } }),
        json!({ "jsonrpc": "2.0", "id": 902, "method": "textDocument/hover", "params": spot }),
        json!({ "jsonrpc": "2.0", "id": 903, "method": "textDocument/hover", "params": spot }),
        json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 902 } }),
    ];
    let whole: String = messages
        .iter()
        .map(Value::to_string)
        .map(|text| format!("Content-Length: {}\r\n\r\n{text}", text.len()))
        .collect();
    client.send_raw(&whole);
    // How much of it has come when the first is worked out is not for us to say.
    let overtaken = client.answer(901);
    assert!(overtaken.is_ok() || overtaken.is_err_and(|error| error["code"] == -32801));
    let back = client.answer(902);
    assert!(back.is_ok() || back.is_err_and(|error| error["code"] == -32800));
    assert!(client.answer(903).expect("an answer")["contents"].is_object());
    client.tell("$/cancelRequest", json!({ "id": 5_000 }));
    assert_eq!(client.diagnostics("aturan.takar", 2), json!([]));
}

/// The same with all messages in hand: then what is answered is certain.
#[test]
fn of_messages_that_wait_only_those_that_count_are_worked_out() {
    use takar::lsp::server::Server;
    use takar::lsp::wire::Incoming;
    let asked =
        |id: u64, method: &str, params: Value| Incoming::Request { id: json!(id), method: method.into(), params };
    let told = |method: &str, params: Value| Incoming::Notification { method: method.into(), params };
    let mut server = Server::default();
    server.take(vec![asked(1, "initialize", json!({ "capabilities": {} })), told("initialized", json!({}))]);
    let document =
        |version: i32, text: &str| json!({ "textDocument": { "uri": "untitled:A", "version": version, "text": text } });
    let opened = server.take(vec![told("textDocument/didOpen", document(1, "besaran A\n"))]);
    assert_eq!(opened.len(), 1, "{opened:?}");
    let change = |version: i32, text: &str| {
        let params = json!({ "textDocument": { "uri": "untitled:A", "version": version }, "contentChanges": [{ "text": text }] });
        told("textDocument/didChange", params)
    };
    let spot = json!({ "textDocument": { "uri": "untitled:A" }, "position": { "line": 0, "character": 2 } });
    let hover = |id: u64| asked(id, "textDocument/hover", spot.clone());
    let cancel = told("$/cancelRequest", json!({ "id": 12 }));
    let changes = (2..500).map(|version| change(version, &format!("besaran A{version}\n")));
    let messages =
        [hover(11)].into_iter().chain(changes).chain([change(500, "besran A\n"), hover(12), hover(13), cancel]);
    let answers = server.take(messages.collect());
    let codes: Vec<Value> =
        answers.iter().filter(|one| one.get("id").is_some()).map(|one| one["error"]["code"].clone()).collect();
    assert_eq!(codes, [json!(-32801), json!(-32800), Value::Null]);
    let published: Vec<&Value> =
        answers.iter().filter(|one| one["method"] == "textDocument/publishDiagnostics").collect();
    assert_eq!(published.len(), 1, "of all changes only the last is checked");
    assert_eq!(published[0]["params"]["version"], 500);
    assert!(!published[0]["params"]["diagnostics"].as_array().expect("findings").is_empty());
}

/// The session goes on, and the answer says so.
#[test]
fn a_failure_inside_is_an_answer() {
    let answer = takar::lsp::server::guarded(|| panic!("as if something were wrong"));
    assert_eq!(answer.expect_err("a failure").code, -32603);
}
