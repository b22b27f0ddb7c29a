//! The command of editors: `lsp`.

use super::*;

pub(super) fn serve() -> Command {
    Command::new(SERVE)
        .about("Layani editor: pesan, saran, dan nilai selagi Anda mengetik")
        .override_usage("takar lsp")
        .help_template(PAGE_OF_EDITORS)
        .disable_help_flag(true)
        .disable_version_flag(true)
        // Many editors say so, whether there is another way or not.
        .arg(Arg::new("stdio").long("stdio").action(ArgAction::SetTrue).hide(true))
        .arg(help_flag())
}

const PAGE_OF_EDITORS: &str = "\
{about}

Cara pakai:
  {usage}

Perintah ini dijalankan oleh editor (VS Code, Neovim, Helix, Emacs, Zed).
Cara memasangnya: docs/editor.md

Pilihan:
{options}{after-help}";
