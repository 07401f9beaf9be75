use crate::desk::Desk;
use crate::desk::pen::SyncOrder;

use super::verb::Verb;

/// Bring together what this clone and another repository recorded
///
/// Fetches, merges tickets and articles by what they say, and pushes, never by force;
/// when somebody pushes before, it begins anew. Nothing that anybody recorded is lost.
/// A line names each ticket that needs a look, and the last one counts: merged are the
/// tickets that both had changed, sent and received those that one side had. The exit
/// code is 0 only when the other repository has everything, and 6 when a person must
/// decide something.
///
/// Uncommitted files of the store, files that are no tickets and that both sides
/// changed, and a branch that no longer has what it had are left to a person; nothing
/// is changed then. Git does the talking: addresses, keys and passwords are its.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The other repository, if not the one that the branch follows
    #[arg(value_name = "REMOTE")]
    remote: Option<String>,
    /// Fetch and merge, and send nothing
    #[arg(long)]
    no_push: bool,
    /// Send to this branch instead, where the usual one takes only pull requests
    #[arg(long, value_name = "BRANCH", conflicts_with = "no_push")]
    to: Option<String>,
    /// Go on although the branch no longer has what it had; what is here stays
    #[arg(long)]
    accept_rewrite: bool,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let pushes = !self.no_push;
        let synced = desk.pen().sync(&SyncOrder {
            remote: self.remote,
            to: self.to,
            pushes,
            accepts_rewrite: self.accept_rewrite,
        })?;
        desk.report_sync(synced, pushes)
    }
}
