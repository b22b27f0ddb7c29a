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
