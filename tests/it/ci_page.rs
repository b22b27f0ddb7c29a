//! The workflow of `docs/ci.md`: its commands are run on a small repository with two revisions.

use super::desk::{DATA, Desk, RULES};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The steps of the workflow with a name, each with what it runs.
fn steps() -> Vec<(String, String)> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ci.md")).expect("the page");
    let workflow = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a workflow");
    let mut steps: Vec<(String, String)> = Vec::new();
    let mut runs = false;
    for line in workflow.lines() {
        let indent = line.len() - line.trim_start().len();
        if let Some(name) = line.trim().strip_prefix("- name: ") {
            steps.push((name.to_string(), String::new()));
            runs = false;
        } else if let Some(run) = line.trim().strip_prefix("run: ") {
            runs = run == "|";
            steps.last_mut().expect("a step").1 = if runs { String::new() } else { format!("{run}\n") };
        } else if runs && indent >= 10 {
            steps.last_mut().expect("a step").1 += &format!("{}\n", line.trim());
        } else {
            runs = false;
        }
    }
    steps
}

/// Runs a script as the host does: it ends at the first command that fails.
fn run(desk: &Desk, base: &str, script: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_takar")).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("sh");
    command.args(["-e", "-c", script]).current_dir(desk.path("repo"));
    command.env("PATH", format!("{}:{path}", program.display())).env("PAKET", "kinerja").env("DASAR", base);
    command.output().expect("a shell")
}

fn git(desk: &Desk, line: &str) -> String {
    let script = format!("git -c user.name=uji -c user.email=uji@localhost -c commit.gpgsign=false {line}");
    let output = run(desk, "", &script);
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").trim().to_string()
}

/// The tables of the package become those that `uji` holds them against.
fn accept(desk: &Desk) {
    let output = run(desk, "", "takar uji kinerja --terima");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(unix)]
#[test]
fn the_workflow_runs_on_a_repository_of_rules() {
    let desk = Desk::new();
    desk.put("repo/kinerja/aturan.takar", RULES);
    desk.put("repo/kinerja/data/iku.csv", DATA);
    desk.put(
        "repo/kinerja/cetakan/T1.csv",
        "Indikator;Target;Realisasi;% Capaian\nNilai SAKIP;72,5;73,12;100,00\nSurvei Kepuasan Masyarakat;90;81,55;90,16\n",
    );
    desk.put("repo/kinerja/cetakan/bab3.takar", "klaim \"melampaui target\" halaman 7\n  capaian SKM >= 100\n");
    git(&desk, "init -q");
    accept(&desk);
    git(&desk, "add -A");
    git(&desk, "commit -qm satu");
    let base = git(&desk, "rev-parse HEAD");
    desk.edit("repo/kinerja/aturan.takar", "  batas 0..100\n", "  batas 0..120\n");
    accept(&desk);
    git(&desk, "add -A");
    git(&desk, "commit -qm dua");

    let steps = steps();
    let names: Vec<&str> = steps.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Pasang Takar", "Periksa", "Uji", "Audit", "Bandingkan", "Komentar"]);
    let mut seen = Vec::new();
    for (name, script) in &steps {
        // What installs and what talks to the host is not run here.
        if script.starts_with("cargo install ") || script.starts_with("gh ") {
            continue;
        }
        let output = run(&desk, &base, script);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        seen.push((name.as_str(), output.status.code(), text, String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let status: Vec<(&str, Option<i32>)> = seen.iter().map(|(name, status, ..)| (*name, *status)).collect();
    assert_eq!(
        status,
        [("Periksa", Some(0)), ("Uji", Some(0)), ("Audit", Some(1)), ("Bandingkan", Some(0))],
        "{seen:?}"
    );
    // Beside the printed row and the claim, wherever the package lies in the repository.
    let told = &seen[2].2;
    assert!(told.contains("::error file=kinerja/cetakan/T1.csv,line=3,title="), "{told}");
    assert!(told.contains("::error file=kinerja/cetakan/bab3.takar,line=2,title=klaim::"), "{told}");
    let cases = desk.get("repo/audit.xml");
    assert!(cases.starts_with("<?xml") && cases.contains("<failure type=\"klaim\""), "{cases}");
    let compared = desk.get("repo/bandingkan.md");
    assert!(compared.contains("batas") && compared.contains("120"), "{compared}");
}
