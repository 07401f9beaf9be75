use std::path::Path;

use super::super::Document;
use super::set;

/// Reads the folder `frontmatter` of the test data, if there is one.
const VARIABLE: &str = "BITACORA_TEST_DATA";

/// A key that the file has, found without the code under test.
fn some_key(text: &str) -> Option<String> {
    let line = text
        .lines()
        .skip(1)
        .take_while(|line| *line != "---")
        .find(|line| line.contains(':') && line.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    Some(line.split(':').next()?.trim().to_owned())
}

/// The file without the lines of `key` in its head: up to the next line that
/// is neither indented nor part of a list.
fn without_key(text: &str, key: &str) -> Vec<String> {
    let mut kept = Vec::new();
    let mut inside = false;
    let mut closed = false;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        closed |= number > 0 && line.trim_end() == "---";
        if !closed && line.starts_with(&format!("{key}:")) {
            inside = true;
            continue;
        }
        let belongs = line.starts_with([' ', '-']) && !line.starts_with("---");
        inside &= !closed && belongs && !line.trim().is_empty();
        if !inside {
            kept.push(line.to_owned());
        }
    }
    kept
}

#[test]
fn setting_one_key_of_a_real_file_leaves_every_other_byte() {
    let Some(data) = std::env::var_os(VARIABLE) else {
        eprintln!("skipped: real front matter, because {VARIABLE} does not name a folder with it");
        return;
    };
    let folder = Path::new(&data).join("frontmatter");
    let (mut changed, mut refused) = (0, Vec::new());
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let document = match Document::parse(&bytes) {
            Ok(document) => document,
            Err(fault) => {
                refused.push(fault.in_file(path.display().to_string()).to_string());
                continue;
            }
        };
        let key = some_key(&text).unwrap();
        for (key, known) in [(key.as_str(), true), ("bitacora", false)] {
            match document.edit(&[set(key, "a value: new")], &[]) {
                Ok(out) => {
                    let out = String::from_utf8(out).unwrap();
                    assert!(out.contains(&format!("{key}: \"a value: new\"")), "{out}");
                    let before = if known {
                        without_key(&text, key)
                    } else {
                        without_key(&text, "bitacora")
                    };
                    assert_eq!(without_key(&out, key), before, "{}", path.display());
                    changed += 1;
                }
                Err(fault) => {
                    assert!(fault.line > 1 && !fault.reason.is_empty(), "{fault}");
                    refused.push(fault.in_file(path.display().to_string()).to_string());
                }
            }
        }
    }
    eprintln!(
        "{changed} edits, {} refused:\n{}",
        refused.len(),
        refused.join("\n")
    );
    assert!(
        changed > 0,
        "no file could be changed in {}",
        folder.display()
    );
}
