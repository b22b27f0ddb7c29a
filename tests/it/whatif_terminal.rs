//! `takar coba` as a person meets it at a terminal, with keys.

#[cfg(unix)]
mod terminal {
    use super::super::desk::Desk;
    use std::io::Read;
    use std::io::Write;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    /// The program at a terminal of 24 lines.
    struct Terminal {
        child: std::process::Child,
        keys: pty_process::blocking::Pty,
        shown: Receiver<Vec<u8>>,
        screen: vt100::Parser,
    }

    impl Terminal {
        fn new(desk: &Desk) -> Terminal {
            let (pty, pts) = pty_process::blocking::open().expect("a terminal");
            pty.resize(pty_process::Size::new(24, 80)).expect("a size");
            let program = pty_process::blocking::Command::new(env!("CARGO_BIN_EXE_takar"))
                .args(["coba", "contoh"])
                .current_dir(desk.folder.path())
                .env("TERM", "xterm")
                .env("NO_COLOR", "1")
                .env("XDG_STATE_HOME", desk.path("keadaan"));
            let child = program.spawn(pts).expect("the program runs");
            let mut reader = std::fs::File::from(std::os::fd::AsFd::as_fd(&pty).try_clone_to_owned().expect("a copy"));
            let (sender, shown) = channel();
            std::thread::spawn(move || {
                let mut bytes = [0; 4096];
                while let Ok(length @ 1..) = reader.read(&mut bytes) {
                    if sender.send(bytes[..length].to_vec()).is_err() {
                        break;
                    }
                }
            });
            let size = |size| std::num::NonZero::new(size).expect("not nothing");
            Terminal { child, keys: pty, shown, screen: vt100::Parser::new(size(24), size(80), 0) }
        }

        fn press(&mut self, keys: &str) {
            self.keys.write_all(keys.as_bytes()).expect("keys");
        }

        /// Waits until a text stands on the screen.
        fn until(&mut self, text: &str) -> String {
            self.wait(text, |screen| screen.contents().contains(text));
            self.screen.screen().contents()
        }

        /// Waits until texts stood on the screen one after the other, looking behind every line of what comes: many lines at
        /// once leave it again.
        fn until_each(&mut self, texts: impl IntoIterator<Item = String>) {
            let mut texts = texts.into_iter().peekable();
            while let Some(text) = texts.peek() {
                let Ok(bytes) = self.shown.recv_timeout(Duration::from_secs(60)) else {
                    panic!("{text:?} never came:\n{}", self.screen.screen().contents());
                };
                for line in bytes.split_inclusive(|byte| *byte == b'\n') {
                    self.screen.process(line);
                    while texts.next_if(|text| self.screen.screen().contents().contains(text)).is_some() {}
                }
            }
        }

        /// Waits until a prompt is the last on the screen.
        fn prompt(&mut self, text: &str) {
            self.wait(text, |screen| screen.contents().trim_end().ends_with(text));
        }

        /// Asks what takes long, and waits until it is at work.
        fn ask(&mut self, question: &str) {
            self.press(question);
            self.until(question);
            self.press("\r");
            self.wait("a new line", |screen| screen.cursor_position().1 == 0);
            std::thread::sleep(Duration::from_millis(300));
        }

        fn wait(&mut self, what: &str, is_there: impl Fn(&vt100::Screen) -> bool) {
            while !is_there(self.screen.screen()) {
                match self.shown.recv_timeout(Duration::from_secs(60)) {
                    Ok(bytes) => self.screen.process(&bytes),
                    Err(_) => panic!("{what:?} never came:\n{}", self.screen.screen().contents()),
                }
            }
        }

        fn end(self) -> i32 {
            self.ended().code().expect("a status")
        }

        fn ended(mut self) -> std::process::ExitStatus {
            self.child.wait().expect("an end")
        }
    }

    /// Rules whose `Y` takes long to seek, as nothing but each value tells what `bulat` does, and whose `Z` takes long to move.
    fn slow() -> Desk {
        let desk = Desk::new();
        let inputs: String =
            (0..60).map(|at| format!("besaran X{at}\n  skala 0..1_000_000\n  langkah 0,0001\n")).collect();
        let part = |at: usize| format!("bulat(X1 * {at},37; 0) - {at},37 * X1");
        let root = |of: usize, at: usize| {
            let members = (0..19).map(|member| format!("X{}", (at * 7 + of * 13 + member * 11) % 60));
            format!("rata_rata_geometrik({})", members.collect::<Vec<_>>().join("; "))
        };
        let sum = |parts: &mut dyn Iterator<Item = String>| parts.collect::<Vec<_>>().join(" + ");
        let roots: String =
            (0..20).map(|of| format!("Z{of} = {}\n", sum(&mut (0..12).map(|at| root(of, at))))).collect();
        let (y, z) = (sum(&mut (1..40).map(part)), sum(&mut (0..20).map(|of| format!("Z{of}"))));
        desk.put("contoh/lambat.takar", format!("{inputs}{roots}Y = {y}\nZ = {z}\n"));
        let data: String = (0..60).map(|at| format!("X{at};2024;;{}\n", at + 1)).collect();
        desk.put("contoh/data/iku.csv", super::super::desk::DATA.to_string() + &data);
        desk
    }

    /// Ctrl-C ends what is sought and nothing else: the prompt comes back, and all that was assumed is there.
    #[test]
    fn ctrl_c_while_it_searches() {
        let desk = slow();
        let mut terminal = Terminal::new(&desk);
        terminal.until("2024> ");
        terminal.press("SKM = 85\r");
        terminal.until("2024*> ");
        for question in ["cari X1 agar Y = 3,14159", "kepekaan Z"] {
            // On a busy machine its five seconds may be over before the key is pressed.
            let stopped = (0..5).any(|_| {
                terminal.ask(question);
                terminal.press("\u{3}");
                let screen = terminal.until("belum diperiksa karena ");
                terminal.prompt("2024*>");
                terminal.press("\u{c}");
                screen.contains("belum diperiksa karena dihentikan: X")
            });
            assert!(stopped, "{question}");
            terminal.prompt("2024*>");
        }
        terminal.press("SKM\r");
        terminal.until("SKM = 85   Survei");
        terminal.prompt("2024*>");
        terminal.press("\u{4}");
        assert_eq!(terminal.end(), 0);
        let kept = desk.get("keadaan/takar/riwayat.txt");
        assert!(kept.contains("\ncari X1 agar Y = 3,14159\nkepekaan Z\n"), "{kept}");
    }

    /// Lines typed are kept in a file of such lines alone: data that have its name, behind a link, stay.
    #[test]
    fn lines_are_not_kept_over_something_else() {
        let desk = slow();
        let data = desk.get("contoh/data/iku.csv");
        desk.put("keadaan/takar/x", "");
        std::os::unix::fs::symlink(desk.path("contoh/data/iku.csv"), desk.path("keadaan/takar/riwayat.txt"))
            .expect("a link");
        let mut terminal = Terminal::new(&desk);
        terminal.until("2024> ");
        terminal.press("SKM\r");
        terminal.until("SKM = ");
        terminal.prompt("2024>");
        terminal.press("\u{4}");
        assert_eq!(terminal.end(), 0);
        assert_eq!(desk.get("contoh/data/iku.csv"), data);
    }

    /// Told to end, or with its terminal gone, it ends at once as the signal says, and leaves no file behind.
    #[test]
    fn told_to_end_while_it_searches() {
        use std::os::unix::process::ExitStatusExt;
        for (signal, number) in [("-TERM", 15), ("-HUP", 1)] {
            if signal == "-HUP" && crate::cli_ends::ignores_hangup() {
                continue;
            }
            let desk = slow();
            let mut terminal = Terminal::new(&desk);
            terminal.until("2024> ");
            terminal.press("SKM = 85\r");
            terminal.until("2024*> ");
            terminal.press("skenario simpan baik\r");
            terminal.until("baik.takar");
            terminal.ask("cari X1 agar Y = 3,14159");
            let id = terminal.child.id().to_string();
            assert!(std::process::Command::new("kill").args([signal, &id]).status().expect("kill").success());
            let ended = terminal.ended();
            assert!(ended.signal() == Some(number), "{signal}: {ended}");
            assert!(desk.get("contoh/skenario/baik.takar").contains("SKM = 85"));
            let left = std::fs::read_dir(desk.path("contoh/skenario")).expect("a folder").count();
            assert_eq!(left, 1);
        }
    }

    /// What is no text is left out and told; the line goes on, and all that was assumed is there.
    #[test]
    fn keys_that_are_no_text() {
        let desk = Desk::new();
        let mut terminal = Terminal::new(&desk);
        terminal.until("2024> ");
        terminal.press("SKM = 85\r");
        terminal.until("2024*> ");
        terminal.press("SAKIP = 7");
        terminal.until("SAKIP = 7");
        terminal.keys.write_all(b"\xff").expect("keys");
        let screen = terminal.until("tidak ikut pula");
        assert!(screen.contains("B0105") && screen.contains("ada huruf yang tidak dapat dibaca"), "{screen}");
        terminal.prompt("2024*> SAKIP = 7");
        terminal.press("1\r");
        terminal.until("SAKIP = 71 (andaian");
        terminal.prompt("2024*>");
        terminal.press("SKM\r");
        terminal.until("SKM = 85   Survei");
        terminal.prompt("2024*>");
        terminal.press("\u{4}");
        let last = terminal.until("tidak disimpan:\n  SKM = 85");
        assert!(last.contains("SKM = 85") && last.contains("SAKIP = 71"), "{last}");
        assert_eq!(terminal.end(), 0);
    }

    /// Pasted where the terminal does not say so: each line is answered, none is cut, and one that is too long is refused at its end.
    #[test]
    fn pasted_like_keys() {
        let desk = Desk::new();
        let mut terminal = Terminal::new(&desk);
        terminal.until("2024> ");
        let sums: String = (0..100).map(|at| format!("{at} + 70000\r")).collect();
        terminal.press(&sums);
        terminal.until_each((0..100).map(|at| format!("\n{at} + 70000 = 70.{at:03}")));
        terminal.prompt("2024>");
        terminal.press(&format!("SKM = {}\r", "1".repeat(70_000)));
        let screen = terminal.until("satu baris memuat lebih dari 65.536 huruf");
        assert!(screen.contains("B0118"), "{screen}");
        terminal.prompt("2024>");
        terminal.press("SKM\r");
        terminal.until("SKM = 81,55");
        terminal.prompt("2024>");
        terminal.press("\u{4}");
        assert_eq!(terminal.end(), 0);
    }

    /// What is pasted as such is taken whole or not at all, and what was typed before stays.
    #[test]
    fn pasted_as_such() {
        let desk = Desk::new();
        let mut terminal = Terminal::new(&desk);
        let pasted = |text: &str| format!("\u{1b}[200~{text}\u{1b}[201~");
        terminal.until("2024> ");
        terminal.press("SAKIP = 7");
        terminal.until("SAKIP = 7");
        for text in ["a".repeat(200_000), "SKM = 85\r".repeat(10_000), "\r\n".repeat(70_000)] {
            terminal.press(&pasted(&text));
            let screen = terminal.until("tempel sebagian demi sebagian");
            assert!(screen.contains("B0118") && screen.contains("yang ditempel lebih dari 65.536 huruf"), "{screen}");
            terminal.prompt("2024> SAKIP = 7");
            terminal.press("\u{c}");
            terminal.wait("an empty screen", |screen| screen.contents().trim() == "2024> SAKIP = 7");
        }
        terminal.press(&pasted("1\r\nSKM\t=\t8"));
        terminal.press("5\r");
        let screen = terminal.until("SKM = 85 (andaian");
        assert!(screen.contains("SAKIP = 71 (andaian"), "{screen}");
        terminal.prompt("2024*>");
        terminal.press("\u{4}");
        assert_eq!(terminal.end(), 0);
    }

    #[test]
    fn at_a_terminal() {
        let desk = Desk::new();
        let mut terminal = Terminal::new(&desk);
        terminal.until("2024> ");
        // A name completed, an assumption, a line taken back, a command with its hint.
        terminal.press("SK\t");
        terminal.until("> SKM");
        terminal.press(" = 85\r");
        terminal.until("2024*> ");
        terminal.press("SAKIP = 1");
        terminal.until("SAKIP = 1");
        terminal.press("\u{3}");
        terminal.until("SAKIP = 1\n2024*> ");
        terminal.press("cari");
        terminal.until("SAKIP agar IKU");
        terminal.press(" SKM agar capaian SKM >= 100\r");
        // Keys pressed before the prompt stands there belong to nobody.
        let screen = terminal.until("(seperti dalam data)\n2024*> ");
        terminal.press("\u{4}");
        let last = terminal.until("tidak disimpan:\n  SKM = 85");
        assert_eq!(terminal.end(), 0);
        insta::assert_snapshot!(format!(
            "{screen}\n── Ctrl-D ──\n{}",
            last.lines().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n")
        ));

        // The next day the lines are still there.
        let mut terminal = Terminal::new(&desk);
        terminal.until("2024> ");
        terminal.press("\u{1b}[A");
        terminal.until("cari SKM agar capaian SKM >= 100");
        terminal.press("\u{1b}[A");
        terminal.until("> SKM = 85");
        terminal.press("\u{3}");
        terminal.until("> SKM = 85\n2024> ");
        terminal.press("\u{4}");
        assert_eq!(terminal.end(), 0);
    }
}
