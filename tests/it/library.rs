//! Reading through the library: the program of `examples/read.rs`.

use bitacora::desk::books::{Clock, Notice};
use chrono::DateTime;

use crate::support::{Desk, path_of};

#[allow(dead_code)] // Its `main` is that of the example.
#[path = "../../examples/read.rs"]
mod read;

const AS_OF: &str = "2026-11-21T12:00:00-05:00";

#[test]
fn what_is_missing_from_an_answer_is_a_value_beside_it() {
    let desk = Desk::nowhere();
    desk.at(AS_OF);
    let _ = desk.run(["init", "--example"]).both(0);
    let now = Clock::Stopped(DateTime::parse_from_rfc3339(AS_OF).unwrap().to_utc());
    let folder = desk.store();
    let ask = || read::read(folder.to_str().unwrap(), now).unwrap();
    let whole = ask();
    assert!(whole.is_whole(), "{:?}", whole.notices);
    let listed = desk.json(["list", "overdue"]);
    let listed = listed["tickets"].as_array().unwrap();
    let first = listed[0]["id"].as_str().unwrap();
    let report = desk.json(["report", "volume"]);
    let opened = &report["total"]["opened"];
    let begins = format!("{} overdue, ", listed.len());
    assert!(whole.value.starts_with(&begins), "{}", whole.value);
    let ends = format!("; {opened} in all");
    assert!(whole.value.ends_with(&ends), "{}", whole.value);
    desk.write(&path_of(first), "---\nid: [\n---\n");
    let short = ask();
    let missing = short.notices.iter();
    let missing: Vec<&Notice> = missing.filter(|notice| notice.is_gap()).collect();
    assert!(
        missing.iter().all(
            |notice| matches!(notice, Notice::Unread { fault, .. } if fault.path == path_of(first))
        ),
        "{missing:?}"
    );
    assert!(!short.is_whole());
}
