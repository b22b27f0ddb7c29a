//! `takar susun`: what an office hands in, made of its own texts and what is computed.

#[cfg(feature = "docx")]
mod report;
mod set;
mod watch;
mod watched;

use super::Stop;
use crate::cli::args::{ComposeArgs, Composed};
use set::Order;

/// Makes a filled report, or all shapes of the tables.
pub(super) fn compose(args: &ComposeArgs) -> Result<u8, Stop> {
    match &args.what {
        #[cfg(feature = "docx")]
        Composed::Report { manuscript, output } => report::compose(args, manuscript, output),
        // The command line refuses it.
        #[cfg(not(feature = "docx"))]
        Composed::Report { .. } => Err(Stop::unusable(Vec::new())),
        Composed::Set(of) if of.watch => watch::watch(&Order::of(args, of)),
        Composed::Set(of) => {
            let order = Order::of(args, of);
            let made = set::make(&order, false, |_| ())?;
            made.tell(&order)?;
            Ok(made.status)
        }
    }
}
