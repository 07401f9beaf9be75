//! Clones that lack objects on purpose: `git clone --filter=blob:none`. Libgit2
//! knows nothing of them, and an object that is not here looks like damage to
//! it. Git fetches such an object when it is asked for, so git is asked.

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};

use git2::{Config, Repository};

use super::program::{ask, git_that_fetches};
use super::{Oid, Place};

/// Whether a repository that was opened is one.
static MET: AtomicBool = AtomicBool::new(false);

/// Whether what is missing may only not have been fetched.
pub(super) fn is_met() -> bool {
    MET.load(Ordering::Relaxed)
}

/// Looks whether a repository is a partial clone.
pub(super) fn look(git: &Repository) {
    if git.config().is_ok_and(|config| remote(&config).is_some()) {
        MET.store(true, Ordering::Relaxed);
    }
}

/// The remote that has what is missing here.
fn remote(config: &Config) -> Option<String> {
    if let Ok(name) = config.get_string("extensions.partialclone") {
        return Some(name);
    }
    let mut found = None;
    let entries = config.entries(Some(r"^remote\..*\.promisor$")).ok()?;
    let _ = entries.for_each(|entry| {
        let name = entry.name().ok().and_then(|name| {
            let name = name.strip_prefix("remote.")?;
            name.strip_suffix(".promisor")
        });
        let is_one = entry.value().is_ok_and(|value| value != "false");
        if let Some(name) = name.filter(|_| is_one) {
            found = Some(name.to_owned());
        }
    });
    found
}

/// Fetches objects, all in one go, as git itself would one by one. What cannot
/// be fetched stays missing, and whoever reads it says so.
pub(super) fn fetch(git: &Repository, place: &Place, missing: &[Oid]) {
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
