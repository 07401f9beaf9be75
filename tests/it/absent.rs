//! Files that git has and the work tree lacks: an answer says that it is short.

use crate::support::{Desk, path_of};

fn short(what: &str) -> String {
    format!(
        "warning: the work tree lacks {what} that git has, and so does this answer; bitacora check names what is missing\n"
    )
}

#[test]
fn lists_and_reports_say_that_tickets_are_missing_from_the_work_tree() {
    let desk = Desk::inside("support");
    let ids = ["A", "B", "C"].map(|title| desk.open([title]));
    desk.shell(&format!("rm support/{}", path_of(&ids[1])));
    let list = [
        "list",
        "--columns",
        "title",
        "--sort",
        "title",
        "--format",
        "csv",
    ];
    desk.run(list)
        .stdout("title\nA\nC\n")
        .stderr(short("1 ticket"))
        .code(3);
    desk.run(["list", "-q", "--format", "json", "zebra"])
        .stdout(format!(
            "{{\"schema\":\"bitacora/list/1\",\"tickets\":[],\"remarks\":[{{\"code\":\"absent\",\"text\":\"{}\"}}]}}\n",
            short("1 ticket").trim_start_matches("warning: ").trim_end()
        ))
        .stderr(short("1 ticket"))
        .code(3);
    let (_, stderr) = desk
        .run(["report", "volume", "--period", "2026-11"])
        .both(3);
    assert_eq!(stderr, short("1 ticket"));
    let (stdout, _) = desk.run(["check"]).both(7);
    assert_eq!(stdout.lines().count(), 1, "{stdout}");
    desk.shell("git restore support");
    desk.run(list).stdout("title\nA\nB\nC\n").ok();
}

#[test]
fn a_sparse_checkout_says_that_its_list_is_short() {
    let desk = Desk::new();
    desk.open(["A"]);
    desk.at("2026-11-23T09:14:00-05:00");
    desk.open(["B"]);
    desk.shell("git stash -q && git sparse-checkout set --no-cone '/*' '!/tickets/2026/11/22/'");
    let list = ["list", "--columns", "title", "--format", "csv"];
    desk.run(list)
        .stdout("title\nB\n")
        .stderr(short("1 ticket"))
        .code(3);
    desk.shell("git sparse-checkout set --cone --sparse-index contracts faq");
    let (stdout, stderr) = desk.run(list).both(3);
    assert_eq!((stdout.as_str(), stderr), ("title\n", short("2 tickets")));
}

#[test]
fn what_git_cannot_tell_is_asked_again() {
    let desk = Desk::new();
    desk.open(["A"]);
    let list = ["list", "--columns", "title", "--format", "csv"];
    desk.run(list).stdout("title\nA\n").ok();
    desk.at("2026-11-23T09:14:00-05:00");
    let id = desk.open(["B"]);
    desk.shell(&format!(
        "rm {} && folder=$(git rev-parse HEAD:tickets/2026/11) &&
        object=.git/objects/$(echo $folder | cut -c1-2)/$(echo $folder | cut -c3-) &&
        mv $object lacking && echo $object > place",
        path_of(&id)
    ));
    // The guard would look at history, which is not whole.
    let without = desk.process().args(list).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&without.stdout), "title\nA\n");
    assert_eq!(String::from_utf8_lossy(&without.stderr), "");
    desk.shell("mv lacking $(cat place) && rm place");
    desk.run(list)
        .stdout("title\nA\n")
        .stderr(short("1 ticket"))
        .code(3);
}

#[test]
fn new_tickets_and_attached_text_are_not_missing() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let note = desk.home().join("note.md");
    std::fs::write(&note, "text").unwrap();
    desk.step(["attach", &id, note.to_str().unwrap()]);
    desk.shell(&format!("rm -r {}", path_of(&id).trim_end_matches(".md")));
    desk.write(
        &path_of("INC-261122-00000"),
        "---\nid: INC-261122-00000\ntitle: Not recorded\nstatus: open\n---\n",
    );
    let titles = desk
        .run(["list", "--columns", "title", "--format", "csv"])
        .shown();
    assert_eq!(titles.lines().count(), 3, "{titles}");
}

#[test]
fn the_faq_says_that_articles_are_missing() {
    let desk = Desk::new();
    desk.write("faq/h007.md", "---\ntitle: What H007 means\n---\n\nText.\n");
    desk.step(["commit"]);
    desk.shell("rm faq/h007.md");
    let (_, stderr) = desk.run(["faq", "list"]).both(3);
    assert!(stderr.starts_with(&short("1 article")), "{stderr}");
}

#[test]
fn a_name_that_no_path_of_git_can_be_compared_with_is_named() {
    let desk = Desk::new();
    desk.open(["A"]);
    desk.shell("printf x > \"tickets/2026/11/22/$(printf 'INC\\377.md')\"");
    let warning = "tickets/2026/11/22/INC\u{fffd}.md:1:1: its name is not UTF-8";
    let (_, stderr) = desk.run(["list"]).both(3);
    assert_eq!(stderr, format!("warning: {warning}\n"));
    let (stdout, _) = desk.run(["check"]).both(7);
    assert!(
        stdout.contains("fault  file/invalid  its name is not UTF-8"),
        "{stdout}"
    );
}

#[test]
fn a_folder_that_cannot_be_read_is_named_and_hides_nothing_else() {
    let desk = Desk::new();
    desk.open(["A"]);
    desk.at("2026-11-23T09:14:00-05:00");
    desk.open(["B"]);
    let folder = desk.store().join("tickets/2026/11/22");
    desk.shell("chmod 0 tickets/2026/11/22");
    let is_locked = std::fs::read_dir(&folder).is_err();
    let (titles, stderr) = desk
        .run(["list", "--columns", "title", "--format", "csv"])
        .both(if is_locked { 3 } else { 0 });
    let (checked, _) = desk.run(["check"]).both(if is_locked { 7 } else { 0 });
    desk.shell("chmod 755 tickets/2026/11/22");
    // Whoever is root may read every folder.
    if is_locked {
        assert_eq!(titles, "title\nB\n");
        let reason = "tickets/2026/11/22:1:1: it cannot be read: ";
        assert!(stderr.contains(reason), "{stderr}");
        assert!(
            checked.contains("tickets/2026/11/22:1:1:  fault  file/invalid"),
            "{checked}"
        );
    }
}
