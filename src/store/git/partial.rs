//! What a partial clone lacks: git fetches such an object when it is asked for,
//! so git is asked.

use std::process::Stdio;

use git2::{Oid, Repository};

use super::dirs::Dirs;
use super::program::{ask, git_that_fetches};
use super::promisor::remote;

/// Fetches objects, all in one go, as git itself would one by one. What cannot
/// be fetched stays missing, and whoever reads it says so.
pub(super) fn fetch(git: &Repository, place: &Dirs, missing: &[Oid]) {
    let remote = git.config().ok().and_then(|config| remote(&config));
    let Some(remote) = remote.filter(|_| !missing.is_empty()) else {
        return;
    };
    let mut fetch = git_that_fetches(&place.git_dir);
    fetch.args(["-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet"]);
    fetch.args([
        "--no-tags",
        "--no-write-fetch-head",
        "--no-auto-maintenance",
    ]);
    fetch.args(["--recurse-submodules=no", "--filter=blob:none", "--stdin"]);
    fetch.args(["--end-of-options", &remote]);
    fetch.stdout(Stdio::null());
    let wanted: Vec<String> = missing.iter().map(|oid| format!("{oid}\n")).collect();
    let _ = ask(
        &mut fetch,
        "fetch what is missing",
        wanted.concat().as_bytes(),
    );
    // The pack that has come was not there when the folder was listed.
    if let Ok(odb) = git.odb() {
        let _ = odb.refresh();
    }
}
