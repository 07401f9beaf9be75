//! Stores that are kept from one run to the next, below `target/tmp`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::store::{History, Plan, make};

/// Changes whenever a store would come out otherwise.
const VERSION: u32 = 2;
const SEED: u64 = 22;
/// With so many tickets, a commit for each step makes about 100,000 commits.
const HISTORY: usize = 18_400;

/// What a name stands for: `1k`, `10k`, `100k` or any number of tickets, or
/// `history`, a hundred thousand commits.
fn plan(name: &str) -> Option<Plan> {
    let (tickets, history) = match name.strip_suffix('k') {
        _ if name == "history" => (HISTORY, History::Steps),
        Some(thousands) => (thousands.parse::<usize>().ok()? * 1_000, History::Days),
        None => (name.parse().ok()?, History::Days),
    };
    let seed = SEED;
    (tickets > 0).then_some(Plan {
        tickets,
        history,
        seed,
    })
}

/// The folder of the store of this name, made if it is not there.
pub(crate) fn store(name: &str) -> PathBuf {
    let plan = plan(name)
        .unwrap_or_else(|| panic!("no store is called {name}: 1k, 10k, 100k, a number or history"));
    let parent = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = parent.join(format!("store-{VERSION}-{name}"));
    if !folder.exists() {
        let unfinished = parent.join(format!("store-{VERSION}-{name}.part"));
        let _ = fs::remove_dir_all(&unfinished);
        make(&unfinished, plan);
        fs::rename(&unfinished, &folder).expect("a folder");
    }
    folder
}
