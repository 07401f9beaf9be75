//! The stores that are made for measuring (`benches/store`) are stores.

use std::process::Command;

#[path = "../../benches/store/mod.rs"]
mod store;

use store::{DAYS, History, Plan, make};

use crate::support::temporary;

fn plan(history: History) -> Plan {
    Plan {
        tickets: 60,
        history,
        days: DAYS,
        has_ended: false,
        seed: 7,
    }
}

fn printed(program: &str, arguments: &[&str], folder: &std::path::Path) -> String {
    let run = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(run.status.success(), "{arguments:?} {run:?}");
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn a_store_made_for_measuring_has_nothing_to_complain_of() {
    for history in [History::Days, History::Steps] {
        let folder = temporary();
        let store = folder.path().join("store");
        make(&store, plan(history));
        let program = env!("CARGO_BIN_EXE_bitacora");
        let found = printed(program, &["check", "--format", "csv"], &store);
        assert_eq!(found.lines().count(), 1, "{found}");
        assert_eq!(printed("git", &["status", "--porcelain"], &store), "");
        let all = printed(program, &["list", "--all", "--format", "csv"], &store);
        assert_eq!(all.lines().count(), 61);
        let articles = printed("git", &["ls-files", "faq"], &store);
        assert_eq!(articles.lines().count(), 1);
    }
}

#[test]
fn the_same_plan_makes_the_same_commits() {
    let head = || {
        let folder = temporary();
        let store = folder.path().join("store");
        make(&store, plan(History::Steps));
        printed("git", &["rev-parse", "HEAD"], &store)
    };
    assert_eq!(head(), head());
}

#[test]
fn a_closed_store_has_nothing_left_to_do_and_nothing_after_its_days() {
    let folder = temporary();
    let store = folder.path().join("store");
    let closed = Plan {
        days: 30,
        has_ended: true,
        ..plan(History::Days)
    };
    make(&store, closed);
    let program = env!("CARGO_BIN_EXE_bitacora");
    let listed = |query: &str| {
        let asked = ["list", "--all", query, "--format", "csv", "--columns", "id"];
        printed(program, &asked, &store).lines().count() - 1
    };
    assert_eq!(listed("status:closed,cancelled"), 60);
    assert_eq!(listed("opened:2023-11-23..2023-12-23"), 60);
}
