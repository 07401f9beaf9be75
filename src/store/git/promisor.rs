//! Clones that lack objects on purpose: `git clone --filter=blob:none`. Libgit2
//! knows nothing of them, and an object that is not here looks like damage to
//! it.

use std::sync::atomic::{AtomicBool, Ordering};

use git2::{Config, Repository};

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
pub(super) fn remote(config: &Config) -> Option<String> {
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
