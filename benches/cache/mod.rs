//! Stores that are kept from one run to the next, below `target/tmp`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::store::{DAYS, History, Plan, make};

/// Changes whenever a store would come out otherwise.
const VERSION: u32 = 2;
const SEED: u64 = 22;
/// With so many tickets, a commit for each step makes about 100,000 commits.
const HISTORY: usize = 18_400;

/// Tickets of a desk that has been silent for two years.
const CLOSED: usize = 25_000;
/// Thirteen months.
const CLOSED_DAYS: i64 = 395;

/// What a name stands for: `1k`, `10k`, `100k` or any number of tickets;
/// `history`, a hundred thousand commits; `closed`, in which everything has
/// ended long ago.
fn plan(name: &str) -> Option<Plan> {
    let usual = |tickets| Plan {
        tickets,
        history: History::Days,
        days: DAYS,
        has_ended: false,
        seed: SEED,
    };
    let plan = match name.strip_suffix('k') {
        _ if name == "history" => Plan {
            history: History::Steps,
            ..usual(HISTORY)
        },
        _ if name == "closed" => Plan {
            days: CLOSED_DAYS,
            has_ended: true,
            ..usual(CLOSED)
        },
        Some(thousands) => usual(thousands.parse::<usize>().ok()? * 1_000),
        None => usual(name.parse().ok()?),
    };
    (plan.tickets > 0).then_some(plan)
}

/// The folder of the store of this name, made if it is not there.
pub(crate) fn store(name: &str) -> PathBuf {
    let plan = plan(name).unwrap_or_else(|| {
        panic!("no store is called {name}: 1k, 10k, 100k, a number, history or closed")
    });
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
