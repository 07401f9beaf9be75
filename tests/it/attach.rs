//! `bitacora attach`.

use std::fs;

use serde_json::json;

use crate::support::{CONFIG, Desk, path_of};

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
fn an_attachment_that_was_swapped_is_found() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.write("h.txt", "hello\n");
    desk.step(["attach", &id, "h.txt"]);
    let path = path_of(&id);
    let folder = path.strip_suffix(".md").unwrap();
    let file = fs::read_dir(desk.store().join(folder))
        .unwrap()
        .next()
        .unwrap();
    let name = file.unwrap().file_name().into_string().unwrap();
    desk.write(&format!("{folder}/{name}"), "other\n");
    let found = desk.run(["check", "--format", "csv"]).both(7).0;
    assert!(
        found.contains("is not the file that was attached"),
        "{found}"
    );
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

#[test]
fn the_bytes_of_a_file_are_kept_under_every_attribute_and_setting() {
    let bytes = b"fecha;valor\r\n2026-11-02;120,50\n$Id$\r\n";
    for (attributes, setting) in [
        ("", "core.autocrlf=true"),
        ("", "core.autocrlf=input"),
        ("", "core.eol=crlf"),
        ("* text=auto\n", "core.autocrlf=false"),
        ("* text=auto\n", "core.autocrlf=true"),
        ("* text=auto\n", "core.eol=crlf"),
        ("* text", "core.autocrlf=false"),
        ("* text\n", "core.autocrlf=true"),
        ("* text=auto eol=crlf\n", "core.autocrlf=input"),
        ("*.csv text eol=crlf\n", "core.autocrlf=false"),
        ("*.csv eol=lf\n", "core.autocrlf=true"),
        ("*.csv ident\n", "core.autocrlf=false"),
        (
            "*.csv working-tree-encoding=UTF-16\n",
            "core.autocrlf=false",
        ),
        ("*.csv filter=shout\n", "filter.shout.clean=tr a-z A-Z"),
        // As init says it, and then otherwise.
        ("/tickets/** -text\n*.csv text\n", "core.autocrlf=false"),
    ] {
        let desk = Desk::new();
        let case = format!("{attributes:?} {setting}");
        // As a store looks that another program has made, or an older one.
        let merged = "/tickets/**/*.md merge=bitacora\n";
        desk.write(".gitattributes", format!("{merged}{attributes}"));
        desk.shell("git add .gitattributes; git commit -q -m attributes");
        let (key, value) = setting.split_once('=').unwrap();
        desk.shell(&format!("git config {key} '{value}'"));
        let id = desk.open(["A"]);
        let file = desk.home().join("extracto.csv");
        fs::write(&file, bytes).unwrap();
        desk.step(["attach", &id, file.to_str().unwrap()]);
        let kept = desk.json(["log", &id])["events"][1]["details"]["file"].clone();
        let path = format!("tickets/2026/11/22/{id}/{}", kept.as_str().unwrap());
        assert_eq!(fs::read(desk.store().join(&path)).unwrap(), bytes, "{case}");
        desk.run(["check", "-q"]).ok();
        let status = || desk.shell("git status --porcelain -- tickets .gitattributes");
        assert_eq!(status(), "", "{case}");
        // Git itself would store the same, and gives every clone the same.
        desk.shell(&format!("git add --renormalize '{path}'"));
        assert_eq!(status(), "", "{case}");
        let clone = desk.home().join("clone");
        desk.shell(&format!(
            "git clone -q -c core.autocrlf=true . '{}'",
            clone.display()
        ));
        assert_eq!(fs::read(clone.join(&path)).unwrap(), bytes, "{case}");
        // Once is enough.
        let attributes = desk.read(".gitattributes");
        fs::write(&file, b"other\r\n").unwrap();
        desk.step(["attach", &id, file.to_str().unwrap()]);
        assert_eq!(desk.read(".gitattributes"), attributes, "{case}");
    }
}

#[test]
fn where_other_attributes_stand_against_it_nothing_is_attached() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.write("tickets/.gitattributes", "* text=auto\n");
    desk.shell("git add tickets; git commit -q -m attributes");
    let file = desk.home().join("a.csv");
    fs::write(&file, b"a\r\n").unwrap();
    for _ in 0..2 {
        let complaint = desk
            .run(["attach", &id, file.to_str().unwrap()])
            .complaint(1);
        assert!(
            complaint.contains(" has the attribute text=auto, by which git would change its bytes"),
            "{complaint}"
        );
        assert!(
            complaint.contains("hint: the last file of attributes"),
            "{complaint}"
        );
    }
    assert_eq!(desk.events(&id), ["opened"]);
    assert_eq!(desk.shell("git status --porcelain -- tickets"), "");
    desk.run(["check", "-q"]).ok();
}
