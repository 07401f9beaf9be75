//! The merge of two tickets beside an independent one, of another language:
//! `merge.py` in the folder `merge-oracle` of `BITACORA_TEST_DATA`, on the tickets
//! that its own desk of three clones makes. Without it, or without a Python that has
//! `yaml`, the test says that it was skipped.

use std::process::Command;

use bitacora::core::merge::{Holding, Other, lost, merge};
use serde_json::Value;

use crate::support::oracle;

/// Has three clones work and sync, and writes each merge of a ticket that both sides
/// had changed: base, ours, theirs, and what came of it or why nothing did.
const ASKED: &str = "
import sys, json
sys.path.insert(0, sys.argv[1])
import merge, prop
inner, left = merge.merge, int(sys.argv[2])
def logged(base, ours, theirs):
    global left
    try:
        merged = inner(base, ours, theirs); found, error = merged.text, None
    except Exception as e:
        merged, found, error = e, None, type(e).__name__
    if ours != theirs and base not in (ours, theirs):
        print(json.dumps([base, ours, theirs, found, error])); left -= 1
        if left == 0: sys.exit(0)
    if error: raise merged
    return merged
merge.merge = logged
seed = int(sys.argv[3])
while True:
    prop.case(seed, 80); seed += 1
";

/// What may differ: in what quotes a value stands that neither side had, and how the
/// rows of foreign histories are counted, which orders them too.
fn unquoted(text: &str) -> String {
    let text = text.replace('"', "");
    if !text.contains("imported: true") {
        return text;
    }
    let mut lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.contains("  ev: "))
        .collect();
    lines.sort_unstable();
    lines.join("\n")
}

/// What `check` asks of every merge.
fn loses_nothing(base: Option<&str>, sides: [&str; 2], merged: &str) {
    let read = |text: &str| Holding::read(text).unwrap();
    let [ours, theirs] = sides.map(read);
    // A base with the markers of another merge is none.
    let base = base.and_then(|base| Holding::read(base).ok());
    for (parent, version) in [(&ours, &theirs), (&theirs, &ours)] {
        let other = Other {
            version: Some(version),
            bases: base.iter().collect(),
        };
        let lost = lost(parent, &read(merged), &[other]);
        assert!(lost.is_empty(), "{lost:?} of {sides:?} in {merged}");
    }
}

/// 1,000 merges, or what `BITACORA_DRAWS` says.
#[test]
fn two_tickets_come_to_the_bytes_of_an_independent_merge_and_in_either_order() {
    let Some(oracle) = oracle() else { return };
    let draws = std::env::var("BITACORA_DRAWS").unwrap_or_else(|_| "1000".to_owned());
    let seed = std::env::var("BITACORA_DRAW").unwrap_or_else(|_| "1".to_owned());
    let asked = Command::new("python3")
        .args(["-c", ASKED])
        .arg(&oracle)
        .args([&draws, &seed])
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("HOT", "1")
        .output()
        .unwrap();
    let told = String::from_utf8(asked.stdout).unwrap();
    let stderr = String::from_utf8_lossy(&asked.stderr);
    assert_eq!(told.lines().count().to_string(), draws, "{stderr}");
    let (mut undecided, mut wrong) = (0, Vec::new());
    for line in told.lines() {
        let told: [Option<String>; 5] = serde_json::from_str::<[Value; 5]>(line)
            .unwrap()
            .map(|value| value.as_str().map(str::to_owned));
        let [base, ours, theirs, found, error] = &told;
        let (base, ours, theirs) = (base.as_deref(), ours.as_deref(), theirs.as_deref());
        let (ours, theirs) = (ours.unwrap(), theirs.unwrap());
        let one = merge(base, ours, theirs);
        let other = merge(base, theirs, ours);
        match (&one, found) {
            (Err(_), None) => undecided += 1,
            (Ok((text, _)), Some(found)) if unquoted(text) == unquoted(found) => {
                let (swapped, _) = other.unwrap();
                assert_eq!(*text, swapped, "not symmetric: {line}");
                assert_eq!(merge(Some(ours), text, text).unwrap().0, *text);
                loses_nothing(base, [ours, theirs], text);
            }
            _ => wrong.push((line, one, error.clone())),
        }
    }
    println!(
        "{draws} merges, {undecided} undecided, {} wrong",
        wrong.len()
    );
    for (line, one, error) in wrong.iter().take(3) {
        if let (Ok((text, _)), Ok([.., Value::String(found), _])) =
            (one, &serde_json::from_str::<[Value; 5]>(line))
        {
            let differs = text.lines().zip(found.lines()).position(|(a, b)| a != b);
            println!(
                "first differs in line {differs:?}\n--- ours\n{text}\n--- oracle\n{found}\n{line}"
            );
        } else {
            println!("{one:?} where the oracle has {error:?}: {line}");
        }
    }
    assert!(wrong.is_empty());
}
