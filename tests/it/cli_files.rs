//! Reading packages and data files, and writing results, in folders made for each test.

use std::fs;
use std::path::Path;
use takar::cli::write::{Fresh, Guard, Inputs, Memory, Over, Rewritten, rewrite};
use takar::diagnostic::{Code, Diagnostic, Place};
use takar::folder::files::{PackageFile, RULE_LIMIT, decode, read_data, read_package};
use tempfile::TempDir;

/// A folder with these files in it; a name that ends in `/` makes a folder.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        let parent = if name.ends_with('/') { Some(path.as_path()) } else { path.parent() };
        fs::create_dir_all(parent.expect("a parent")).expect("a folder");
        if !name.ends_with('/') {
            fs::write(&path, bytes).expect("a file");
        }
    }
    folder
}

/// A table as an earlier run left it.
const TABLE: &[u8] = b"tabel,unit,tahun,bagian,Nama,catatan\nT1,,2024,baris,AKIP,\n";

/// Writes a result of a run that reads nothing, over whatever may be replaced.
fn write(path: &Path, content: &[u8]) -> Result<(), Box<Diagnostic>> {
    let inputs = Inputs::default();
    let guard = Guard { inputs: &inputs, over: Over::Anything, memory: Memory::default(), of: None };
    let mut fresh = Fresh::result(path, guard, None)?;
    fresh.add(content)?;
    fresh.finish()
}

/// Messages as text, with the temporary folder written as `PAKET`.
fn told(root: &Path, findings: &[Diagnostic]) -> String {
    findings.iter().map(|finding| shown(root, finding)).collect::<Vec<_>>().join("\n")
}

fn shown(root: &Path, finding: &Diagnostic) -> String {
    let mut text = format!("{} {}: {}\n", finding.severity.word(), finding.code, finding.title);
    for label in &finding.labels {
        let Place::File(name) = &label.place else { panic!("files are the only places here") };
        text += format!("  > {name} {}", label.text).trim_end();
        text += "\n";
    }
    for reason in &finding.reasons {
        text += &format!("  = karena: {reason}\n");
    }
    for advice in &finding.advice {
        text += &format!("  = petunjuk: {advice}\n");
    }
    let root = root.display().to_string();
    text.replace(&root, "PAKET").replace(&root.replace('\\', "/"), "PAKET")
}

fn package_findings(files: &[(&str, &[u8])], path: &str) -> String {
    let folder = folder(files);
    let findings = read_package(&folder.path().join(path)).expect_err("findings");
    told(folder.path(), &findings)
}

fn data_finding(files: &[(&str, &[u8])], name: &str) -> String {
    let folder = folder(files);
    let finding = read_data(folder.path(), name).expect_err("a finding");
    shown(folder.path(), &finding)
}

fn names(files: &[PackageFile]) -> Vec<&str> {
    files.iter().map(|file| file.name.as_str()).collect()
}

#[test]
fn a_folder_gives_its_rule_files_in_name_order() {
    let folder = folder(&[
        ("skala.takar", b"s"),
        ("IKU.TAKAR", b"i"),
        ("b.takar", b"b"),
        (".rahasia.takar", b""),
        ("~$b.takar", b""),
        ("catatan.txt", b""),
        ("dalam/c.takar", b""),
        ("lama.takar.txt", b""),
    ]);
    let package = read_package(folder.path()).expect("a package");
    assert_eq!(names(&package.files), ["b.takar", "IKU.TAKAR", "skala.takar"]);
    assert_eq!(package.files[2].bytes, b"s");
    insta::assert_snapshot!(told(folder.path(), &package.warnings()));
}

#[test]
fn a_single_file_is_a_package_whose_data_lie_beside_it() {
    let folder = folder(&[("a.takar", b"a"), ("b.takar", b"b"), ("data/iku.csv", b"x")]);
    let package = read_package(&folder.path().join("b.takar")).expect("a package");
    assert_eq!(names(&package.files), ["b.takar"]);
    for name in ["data/iku.csv", "data\\iku.csv", "./data//iku.csv"] {
        let data = read_data(&package.root, name).expect("data");
        assert_eq!((data.name.as_str(), data.bytes.as_slice()), ("data/iku.csv", &b"x"[..]));
    }
}

#[test]
fn packages_that_are_not_there() {
    let cases = [
        package_findings(&[("kecamatan/a.takar", b"")], "kecamtan"),
        package_findings(&[("kecamatan/a.takar", b"")], "kecamtan/a.takar"),
        package_findings(&[("skala.takar", b"")], "skla.takar"),
        package_findings(&[("kecamatan/a.takar", b"")], "dinas"),
        package_findings(&[("kosong/", b"")], "kosong"),
        package_findings(&[("iku.takar.txt", b""), ("lain.csv", b"")], ""),
        package_findings(&[("aturan/iku.takar", b""), ("baca.md", b"")], ""),
        package_findings(&[("baca.md", b"")], ""),
        package_findings(&[("iku.xlsx", b"")], "iku.xlsx"),
        package_findings(&[("iku.takar.txt", b"")], "iku.takar.txt"),
        package_findings(&[("iku.takar/", b""), ("skala.takar", b"")], ""),
    ];
    insta::assert_snapshot!(cases.join("\n"));
}

#[test]
fn a_rule_file_that_is_too_large() {
    let large = vec![b'#'; RULE_LIMIT as usize + 1];
    insta::assert_snapshot!(package_findings(&[("a.takar", &large), ("b.takar", b"")], ""));
    assert!(read_package(folder(&[("a.takar", &large[1..])]).path()).is_ok());
}

#[test]
fn data_files_that_cannot_be_used() {
    let iku: &[(&str, &[u8])] = &[("data/iku.csv", b""), ("data/skm/", b"")];
    let cases = [
        "data/ikku.csv",
        "Dataa/iku.csv",
        "tidakada.csv",
        "../iku.csv",
        "data/../../iku.csv",
        "/srv/iku.csv",
        "C:\\Data\\iku.csv",
        "\\\\server\\bagi\\iku.csv",
        "..",
        "con.csv",
        "data/LPT1.csv",
        "data/iku?.csv",
        "data/iku.csv.",
        "",
        "data/skm",
    ];
    let told: Vec<_> = cases.iter().map(|name| data_finding(iku, name)).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn names_that_only_resemble_reserved_ones_are_fine() {
    let folder = folder(&[("konsol.csv", b""), ("com10.csv", b""), ("..a.csv", b""), ("a b.csv", b"")]);
    for name in ["konsol.csv", "com10.csv", "..a.csv", "a b.csv"] {
        assert!(read_data(folder.path(), name).is_ok(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_package() {
    let outside = folder(&[("rahasia.csv", b"x")]);
    let inside = folder(&[("data/iku.csv", b"")]);
    std::os::unix::fs::symlink(outside.path().join("rahasia.csv"), inside.path().join("data/l.csv")).expect("a link");
    std::os::unix::fs::symlink("iku.csv", inside.path().join("data/m.csv")).expect("a link");
    let finding = read_data(inside.path(), "data/l.csv").expect_err("a finding");
    insta::assert_snapshot!(shown(inside.path(), &finding));
    assert!(read_data(inside.path(), "data/m.csv").is_ok());
}

#[test]
fn text_is_utf8_without_its_mark() {
    let text = |bytes: &[u8]| decode("a.takar", bytes).expect("text");
    assert_eq!(text(b"\xEF\xBB\xBFIKM = 1\r\n"), "IKM = 1\r\n");
    assert_eq!(text("“é”".as_bytes()), "“é”");
    assert_eq!(text(b""), "");
}

#[test]
fn bytes_that_are_no_utf8() {
    let finding = |name: &str, bytes: &[u8]| shown(Path::new("/-"), &decode(name, bytes).expect_err("a finding"));
    let utf16: Vec<u8> = "IKM = 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases = [
        finding("skala.takar", b"# satu\n# dua\nindikator IKM \"Indeks Kepuasan Masyarakat \x93baik\x94\"\n"),
        finding("iku.csv", b"\xA0kode;nilai\n"),
        finding("skala.takar", &[&[0xFF, 0xFE], utf16.as_slice()].concat()),
        finding("skala.takar", &utf16),
        finding("iku.csv", b"PK\x03\x04\x14\x00"),
    ];
    insta::assert_snapshot!(cases.join("\n"));
}

#[test]
fn a_result_replaces_the_old_one_and_leaves_nothing_else() {
    let folder = folder(&[("hasil.csv", TABLE)]);
    for name in ["hasil.csv", "baru.csv"] {
        write(&folder.path().join(name), b"isi").expect("written");
        assert_eq!(fs::read(folder.path().join(name)).expect("a file"), b"isi");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
}

#[cfg(unix)]
#[test]
fn a_result_keeps_permissions_and_links() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("hasil.csv", TABLE)]);
    let (file, link) = (folder.path().join("hasil.csv"), folder.path().join("tautan.csv"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("permissions");
    std::os::unix::fs::symlink("hasil.csv", &link).expect("a link");
    write(&link, b"isi").expect("written");
    assert_eq!(fs::read(&file).expect("a file"), b"isi");
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o640);
}

/// What was read is replaced, what changed meanwhile is not.
#[test]
fn a_file_is_rewritten_only_as_it_was_read() {
    let folder = folder(&[("a.takar", b"baru saja")]);
    let (path, new) = (folder.path().join("a.takar"), folder.path().join("b.takar"));
    let rewrite = |path: &Path, old: Option<&[u8]>| rewrite(path, path, old, b"isi").expect("a folder");
    assert_eq!(rewrite(&path, Some(b"lama")), Rewritten::Changed);
    assert_eq!(rewrite(&path, None), Rewritten::Changed);
    assert_eq!(rewrite(&new, Some(b"lama")), Rewritten::Changed, "it is gone");
    assert_eq!(fs::read(&path).expect("a file"), b"baru saja");
    assert_eq!(rewrite(&path, Some(b"baru saja")), Rewritten::Done);
    assert_eq!(rewrite(&new, None), Rewritten::Done);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
}

#[test]
fn results_that_have_no_place() {
    let folder = folder(&[("data/", b""), ("hasil.csv", TABLE)]);
    let protected = folder.path().join("hasil.csv");
    let mut permissions = fs::metadata(&protected).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&protected, permissions).expect("permissions");
    let cases = ["tiada/hasil.csv", "data", "hasil.csv"].map(|name| {
        let finding = write(&folder.path().join(name), b"isi").expect_err("a finding");
        shown(folder.path(), &finding)
    });
    insta::assert_snapshot!(cases.join("\n"));
    assert_eq!(fs::read(&protected).expect("a file"), TABLE);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_keeps_the_old_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("hasil.csv", TABLE)]);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("permissions");
    // The administrator may write anywhere, and then there is nothing to see.
    let administrator = fs::write(folder.path().join("coba"), b"").is_ok();
    if !administrator {
        let finding = write(&folder.path().join("hasil.csv"), b"isi").expect_err("a finding");
        assert_eq!(finding.code, Code::B0203);
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("permissions");
    if !administrator {
        assert_eq!(fs::read(folder.path().join("hasil.csv")).expect("a file"), TABLE);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
