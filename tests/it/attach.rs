//! `bitacora attach`.

use std::fs;

use serde_json::json;

use crate::support::{CONFIG, Desk};

#[test]
fn a_file_is_kept_under_the_beginning_of_its_hash_and_an_ascii_name() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let file = desk.home().join("Facturación Nov.PDF");
    fs::write(&file, b"%PDF\x00\xff\r\n").unwrap();
    desk.run(["attach", &id, file.to_str().unwrap()])
        .stderr(format!("{id}: attach Facturación Nov.PDF.\n"))
        .ok();
    let log = desk.json(["log", &id]);
    let details = &log["events"][1]["details"];
    let kept = details["file"].as_str().unwrap();
    assert!(kept.ends_with("-facturacion-nov.pdf"), "{kept}");
    assert!(details["sha256"].as_str().unwrap().starts_with(&kept[..8]));
    assert_eq!(details["bytes"], 8);
    let path = desk.store().join(format!("tickets/2026/11/22/{id}/{kept}"));
    assert_eq!(fs::read(path).unwrap(), b"%PDF\x00\xff\r\n");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn the_same_file_again_is_nothing_to_do() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let file = desk.home().join("a.txt");
    fs::write(&file, "a").unwrap();
    desk.step(["attach", &id, file.to_str().unwrap()]);
    desk.run(["attach", &id, file.to_str().unwrap()])
        .stderr("Nothing changed.\n")
        .ok();
}

#[test]
fn the_same_file_named_twice_is_kept_and_recorded_once() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let file = desk.home().join("a.txt");
    fs::write(&file, "a").unwrap();
    let file = file.to_str().unwrap();
    desk.step(["attach", &id, file, file]);
    assert_eq!(desk.events(&id), ["opened", "attached"]);
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let desk = Desk::with_config(&format!("{CONFIG}attachments: {{max: 1KiB}}\n"));
    let id = desk.open(["A"]);
    let file = desk.home().join("big.bin");
    fs::write(&file, vec![0; 1025]).unwrap();
    desk.refused(
        ["attach", &id, file.to_str().unwrap()],
        "big.bin has 1025 bytes, more than attachments.max (1024)",
        "raise attachments.max in bitacora.yaml",
    );
}

#[test]
fn a_file_that_is_not_there_or_a_folder_is_named() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let complaint = desk.run(["attach", &id, "nowhere.txt"]).complaint(1);
    assert!(complaint.contains("nowhere.txt"), "{complaint}");
    let complaint = desk.run(["attach", &id, "/"]).complaint(2);
    assert!(
        complaint.starts_with("error: / is not an ordinary file\n"),
        "{complaint}"
    );
}

#[test]
fn markdown_among_the_attachments_is_no_ticket() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let file = desk.home().join("notes.md");
    fs::write(&file, "# Notes\n").unwrap();
    desk.step(["attach", &id, file.to_str().unwrap()]);
    let list = desk.json(["list"]);
    assert_eq!(list["tickets"].as_array().unwrap().len(), 1);
    desk.run(["check", "-q"]).ok();
}

#[test]
fn several_files_are_one_commit_with_ascending_events() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let files: Vec<String> = ["a.txt", "b.txt", "c.txt"]
        .iter()
        .map(|name| {
            let path = desk.home().join(name);
            fs::write(&path, name).unwrap();
            path.to_str().unwrap().to_owned()
        })
        .collect();
    desk.step(["attach", &id, &files[0], &files[1], &files[2]]);
    let log = desk.json(["log", &id]);
    let events = log["events"].as_array().unwrap();
    let names: Vec<_> = events[1..]
        .iter()
        .map(|event| event["details"]["name"].clone())
        .collect();
    assert_eq!(json!(names), json!(["a.txt", "b.txt", "c.txt"]));
}
