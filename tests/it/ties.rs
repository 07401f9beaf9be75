//! Ties between tickets: relations without a circle, references that lead somewhere.

use crate::support::{Desk, path_of};

fn three(desk: &Desk) -> [String; 3] {
    ["A", "B", "C"].map(|title| desk.open([title]))
}

fn adopt(desk: &Desk, part: &str, whole: &str) {
    desk.step(["link", part, "--to", whole, "--as", "parent"]);
}

#[test]
fn a_ticket_does_not_become_a_part_of_itself() {
    let desk = Desk::new();
    let [a, b, c] = three(&desk);
    adopt(&desk, &a, &b);
    desk.refused(
        ["link", &b, "--to", &a, "--as", "parent"],
        &format!("{b} cannot be a part of itself: {a} is a part of {b}"),
        &format!("bitacora edit {a} changes its parent"),
    );
    adopt(&desk, &b, &c);
    desk.refused(
        ["link", &c, "--to", &a, "--as", "parent"],
        &format!("{c} cannot be a part of itself: {a} is a part of {b}, which is a part of {c}"),
        &format!("bitacora edit {b} changes its parent"),
    );
    // What is only worth reading may go both ways.
    desk.step(["link", &c, "--to", &a, "--as", "related"]);
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_ticket_is_not_its_own_cause() {
    let desk = Desk::new();
    let [a, b, c] = three(&desk);
    desk.step(["link", &a, "--to", &b, "--as", "caused-by"]);
    desk.step(["link", &b, "--to", &c, "--as", "caused-by"]);
    desk.refused(
        ["link", &c, "--to", &a, "--as", "caused-by"],
        &format!("{c} cannot be caused by itself: {a} is caused by {b}, which is caused by {c}"),
        &format!("bitacora edit {b} changes its caused_by"),
    );
}

#[test]
fn of_duplicates_one_remains_to_be_worked_on() {
    let desk = Desk::new();
    let [a, b, c] = three(&desk);
    let cancel =
        |one: &str, of: &str| ["cancel", one, "--as", "duplicate", "--of", of].map(str::to_owned);
    desk.step(cancel(&a, &b));
    desk.refused(
        cancel(&b, &a),
        &format!("{b} cannot be a duplicate of itself: {a} is a duplicate of {b}"),
        &format!("bitacora show {a} says what became of it"),
    );
    // Also where the circle is of three, or closed by hand.
    desk.step(cancel(&b, &c));
    let (status, _, complaint) = desk.run(cancel(&c, &a)).taken();
    assert_eq!(status, 4, "{complaint}");
    assert!(
        complaint.contains("cannot be a duplicate of itself"),
        "{complaint}"
    );
    desk.replace(&c, "tier: 1\n", &format!("tier: 1\nduplicate_of: {a}\n"));
    let (status, _, complaint) = desk.run(["commit"]).taken();
    assert_eq!(status, 4, "{complaint}");
}

#[test]
fn a_circle_made_by_hand_is_refused_also_within_one_commit() {
    let desk = Desk::new();
    let [a, b, c] = three(&desk);
    adopt(&desk, &a, &b);
    desk.replace(&b, "tier: 1\n", &format!("tier: 1\nparent: {a}\n"));
    let circle = format!("{b} cannot be a part of itself: {a} is a part of {b}");
    let hint = format!("bitacora edit {a} changes its parent");
    desk.refused(["commit"], &circle, &hint);
    desk.replace(&b, &format!("parent: {a}\n"), &format!("parent: {c}\n"));
    desk.replace(&c, "tier: 1\n", &format!("tier: 1\nparent: {b}\n"));
    let (status, _, complaint) = desk.run(["commit"]).taken();
    assert_eq!(status, 4, "{complaint}");
    assert!(
        complaint.contains(" cannot be a part of itself: "),
        "{complaint}"
    );
    // The other way round both may be recorded at once.
    desk.replace(&c, &format!("parent: {b}\n"), "");
    desk.step(["commit"]);
}

#[test]
fn check_finds_a_circle_that_two_clones_have_made() {
    let desk = Desk::new();
    let [a, b, c] = three(&desk);
    adopt(&desk, &a, &b);
    adopt(&desk, &b, &c);
    let event = format!(
        "- at: 2026-11-22T10:00:00-05:00\n  by: ana\n  event: linked\n  ev: x0x0x0\n  set: {{parent: {a}}}\n---\n"
    );
    let text = desk
        .ticket(&c)
        .replacen("tier: 1\n", &format!("tier: 1\nparent: {a}\n"), 1);
    let (front, body) = text[4..].split_once("---\n").unwrap();
    desk.write(&path_of(&c), format!("---\n{front}{event}{body}"));
    desk.shell("git commit -q -m merged -- tickets");
    let line = |id: &str, circle: &str| {
        let path = path_of(id);
        format!("{path}:6:1:  fault  ticket/reference  parent: it is a part of itself: {circle}\n")
    };
    let part = |one: &str, of: &str, which: &str| {
        format!("{one} is a part of {of}, which is a part of {which}")
    };
    for (id, circle) in [
        (&a, part(&b, &c, &a)),
        (&b, part(&c, &a, &b)),
        (&c, part(&a, &b, &c)),
    ] {
        let (stdout, _) = desk.run(["check", id]).both(7);
        assert_eq!(stdout, line(id, &circle));
    }
    let (stdout, _) = desk.run(["check"]).both(7);
    assert_eq!(stdout.lines().count(), 3, "{stdout}");
}

#[test]
fn check_finds_circles_of_every_relation() {
    for (key, is) in [
        ("parent", "a part of"),
        ("caused_by", "caused by"),
        ("duplicate_of", "a duplicate of"),
    ] {
        let desk = Desk::new();
        let ids = ["INC-261122-AAAAA", "INC-261122-BBBBB"];
        for (id, other) in [(ids[0], ids[1]), (ids[1], ids[0])] {
            let file = format!(
                "---\nid: {id}\ntitle: x\nstatus: open\n{key}: {other}\nopened_at: 2026-11-22T09:00:00-05:00\n---\n"
            );
            desk.write(&path_of(id), file);
        }
        desk.shell("git add tickets && git commit -q -m merged");
        let (stdout, _) = desk.run(["check"]).both(7);
        for (id, other) in [(ids[0], ids[1]), (ids[1], ids[0])] {
            let circle = format!("{key}: it is {is} itself: {other} is {is} {id}");
            assert!(stdout.contains(&circle), "{stdout}");
        }
    }
}

#[test]
fn what_a_hand_edit_names_is_there() {
    let desk = Desk::new();
    let [a, b, _] = three(&desk);
    let mend = "mend the value; a new file may be recorded with it: bitacora commit";
    let name = |value: &str| desk.replace(&a, "tier: 1\n", &format!("tier: 1\n{value}\n"));
    for (value, reason) in [
        (
            "parent: INC-261122-AAAAA",
            "parent: there is no ticket INC-261122-AAAAA",
        ),
        (
            "caused_by: INC-261122-AAAAA",
            "caused_by: there is no ticket INC-261122-AAAAA",
        ),
        (
            "duplicate_of: INC-261122-AAAAA",
            "duplicate_of: there is no ticket INC-261122-AAAAA",
        ),
        (
            "related: [INC-261122-AAAAA]",
            "related: there is no ticket INC-261122-AAAAA",
        ),
        ("articles: [h007]", "articles: there is no faq/h007.md"),
    ] {
        name(value);
        desk.refused(["commit"], &format!("{a}: {reason}"), mend);
        desk.shell("git restore tickets");
    }
    name(&format!("related: [{a}]"));
    desk.refused(
        ["commit"],
        &format!("{a}: related: it names itself"),
        "take related out, or name another ticket",
    );
    desk.shell("git restore tickets");
    name(&format!("related: [{b}]"));
    desk.step(["commit"]);
}

#[test]
fn a_new_ticket_and_one_that_names_it_are_recorded_together() {
    let desk = Desk::new();
    let [a, ..] = three(&desk);
    let new = "INC-261122-K7F4Q";
    desk.replace(&a, "tier: 1\n", &format!("tier: 1\nparent: {new}\n"));
    desk.write(
        &path_of(new),
        format!("---\nid: {new}\ntitle: The whole\n---\n"),
    );
    desk.refused(
        ["commit", &a],
        &format!("{a}: parent: there is no ticket {new}"),
        "mend the value; a new file may be recorded with it: bitacora commit",
    );
    desk.step(["commit"]);
    desk.run(["check", "-q"]).ok();
}
