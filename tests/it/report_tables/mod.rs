//! Tables in every format.

mod sample;

#[test]
fn look() {
    use takar::report::*;
    for t in [sample::district(), sample::months()] {
        for w in [140, 100, 80] {
            println!(
                "{}\n{}",
                "=".repeat(w),
                takar::report::terminal(&t, w, false)
            );
        }
        println!("{}", markdown(&t));
    }
    println!(
        "{}",
        csv(&[sample::district(), sample::months()], CsvStyle::En)
    );
    println!("{}", csv(&[sample::district()], CsvStyle::Id));
}
