//! The page of commands in the handbook holds what the program itself says, of every command: `doc_examples` runs its lines.

#[test]
fn every_command_has_its_part_of_the_page() {
    let page = std::fs::read_to_string("docs/perintah.md").expect("the page");
    let shown: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("takar bantuan ")).collect();
    let definition = takar::cli::args::definition();
    let known: Vec<&str> = definition.get_subcommands().map(clap::Command::get_name).collect();
    assert!(known.contains(&"hitung"));
    assert_eq!(shown, known, "docs/perintah.md does not show what `takar bantuan` lists");
}
