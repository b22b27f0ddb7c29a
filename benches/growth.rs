//! How the check grows with the rules: every shape from 10^3 definitions to 10^5, in milliseconds.
//! usage: cargo bench --bench growth [-- most definitions, default 100000]

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark watches the clock and reads its command line; only the library must not"
)]

mod shapes;

use std::time::Instant;
use takar::engine::Package;

fn main() {
    let most = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(100_000);
    let sizes: Vec<usize> = [1_000, 3_000, 10_000, 30_000, 100_000].into_iter().filter(|size| *size <= most).collect();
    let heads: Vec<String> = sizes.iter().map(|size| format!("{size:>9}")).collect();
    println!("{:<20}{}", "ms", heads.concat());
    for (name, write) in shapes::SHAPES {
        let cells: Vec<String> = sizes
            .iter()
            .map(|size| {
                let text = write(*size);
                let start = Instant::now();
                let package = Package::new("tumbuh", [("tumbuh.takar", text)]);
                let took = start.elapsed().as_millis();
                std::hint::black_box(package.diagnostics().len());
                format!("{took:>9}")
            })
            .collect();
        println!("{name:<20}{}", cells.concat());
    }
}
