use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::core::told::Usage;
use crate::desk::pen::Hooks;
use crate::desk::{self, Clock, Desk, Options};
use crate::render::stream::Form;

use super::example::{self, CYCLE, Replay};
use super::verb::Alone;

const PLAIN: Form = Form::Text { color: false };

/// Make a store with three weeks of incidents, and show the cycle on it
///
/// Replays some 170 ordinary commands in a new folder with a repository of its
/// own, takes one incident from the report to the FAQ before your eyes, and
/// prints the summary report. An existing folder is never touched.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make
    #[arg(id = "dir", value_name = "DIR", default_value = "bitacora-demo", value_hint = clap::ValueHint::DirPath)]
    folder: PathBuf,
}

/// Away from the bits that the session draws.
const CYCLE_SEED: u64 = 1 << 40;

/// The day after the session, on which the cycle is shown.
const AFTERWARDS: &str = "2026-11-21 12:00";

impl Alone for Args {
    fn run(self, options: Options) -> anyhow::Result<()> {
        let folder = match self.folder {
            folder if options.books.folder == Path::new(".") => folder,
            folder => options.books.folder.join(folder),
        };
        if folder.exists() {
            return Err(Usage::new(
                format!(
                    "{} is there already, and the demo touches nothing",
                    folder.display()
                ),
                "bitacora demo DIR, with a name that is free",
            )
            .into());
        }
        if options.pen.dry_run {
            return Err(Usage::new("the demo is its own dry run", "bitacora demo DIR").into());
        }
        // Whatever hooks and signatures the user has set up are for real work.
        let mut options = options;
        options.books.folder.clone_from(&folder);
        options.books.at = None;
        options.books.agent = None;
        options.pen.hooks = Hooks::None;
        options.pen.no_gpg_sign = true;
        let options = options;
        let making = format!(
            "Making {} by replaying three weeks of a support desk ...\n",
            folder.display()
        );
        options.out.output.write(&making, PLAIN)?;
        // A newcomer runs it inside the checkout of this program.
        desk::separate(&folder)?;
        example::fill(&folder, &options)?;
        let desk = Desk::open(options.clone())?;
        let now = desk.books.when(AFTERWARDS)?;
        let mut then = options.clone().hushed();
        then.books.clock = Clock::Stopped(now.to_utc());
        let mut replay = Replay::new(&desk.books.policy, then, CYCLE_SEED);
        replay.play(CYCLE, |typed, printed| {
            options
                .out
                .output
                .write(&format!("\n$ bitacora {typed}\n{printed}"), PLAIN)?;
            Ok(())
        })?;
        options
            .out
            .output
            .write(&next_steps(&folder.display().to_string()), PLAIN)
            .context("print")
    }
}

fn next_steps(folder: &str) -> String {
    format!(
        "\n{folder} is yours to play with; every step above is a commit. Try:\n\
         \n  cd {folder}\n  bitacora list                          # what is worked on\
         \n  bitacora next                          # what to do first, and the command for it\
         \n  bitacora list error_code:H007 --all    # what keeps coming back\
         \n  bitacora show ID                       # any unique ending of an id will do\
         \n  bitacora log ID                        # who did what, when\
         \n  git log --stat                         # the audit log\
         \n  bitacora open \"Something is wrong\" --as ana\n"
    )
}
