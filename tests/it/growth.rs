//! The work of the proofs grows with the rules and no faster, whatever their shape: steps are counted, not timed.

#[path = "../../benches/shapes/mod.rs"]
mod shapes;

use takar::engine::Package;

/// Definitions of the smaller package; the larger has twice as many.
const MANY: usize = 150;

#[test]
fn twice_the_rules_are_twice_the_work() {
    for (name, write) in shapes::SHAPES {
        let [small, large] = [MANY, 2 * MANY].map(|many| {
            let package = Package::new("tumbuh", [("tumbuh.takar", write(many))]);
            assert!(package.program().is_some(), "{name}: {:?}", package.diagnostics().first());
            package.steps()
        });
        assert!(small > 0, "{name}");
        assert!(10 * large <= 22 * small + 1_000, "{name}: {small} steps, then {large}");
    }
}

/// What asks for the year before, and for the year before that, ends after a hundred years.
#[test]
fn a_chain_back_through_the_years() {
    let few = crate::sample::of(250, 400);
    let [small, large] = [few, 2 * few].map(|links| {
        let link = |at: usize| format!("F{at} = F{}[tahun-1] + 1\n", at - 1);
        let rules = format!("besaran F0\n{}", (1..=links).map(link).collect::<String>());
        Package::new("mundur", [("mundur.takar", rules)]).steps()
    });
    assert!(small > 0 && 10 * large <= 24 * small, "{small} steps, then {large}");
}
