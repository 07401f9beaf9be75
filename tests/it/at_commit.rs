//! Reading the store as it stood at a commit.

use std::fs;

use crate::compliance::{ANDINA, OCTOBER, desk};
use crate::support::Desk;

fn commit(desk: &Desk) -> String {
    desk.git(["rev-parse", "HEAD"]).trim_end().to_owned()
}

#[test]
fn a_report_of_a_commit_is_what_it_was_there_also_in_bare_and_shallow_clones() {
    let desk = desk();
    let then = commit(&desk);
    let report = |arguments: &[&str]| {
        let all = [&OCTOBER[..], arguments].concat();
        desk.run(all).shown()
    };
    let before = report(&["--at-commit", "HEAD"]);
    assert!(before.contains(&format!("\ncommit  {then}\n")), "{before}");
    let strict = ANDINA
        .replace("business: 4h", "business: 5m")
        .replace("90", "99");
    desk.write("contracts/coop-andina.md", strict);
    let config = desk.read("bitacora.yaml").replace("17:00", "16:00");
    desk.write("bitacora.yaml", config);
    desk.shell("git commit -q -m 'stricter' -- contracts bitacora.yaml");
    let id = desk.json(["list"])["tickets"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.step([
        "reply",
        &id,
        "-m",
        "Sorry.",
        "--at",
        "2026-10-05T09:10:00-05:00",
    ]);
    let now = desk.run([&OCTOBER[..], &["--at-commit", "HEAD"]].concat());
    assert_ne!(now.both(0).0, before);
    assert_eq!(report(&["--at-commit", &then]), before);
    assert_eq!(report(&["--at-commit", &then[..9]]), before);
    assert_eq!(report(&["--at-commit", "HEAD~2"]), before);

    desk.shell("git clone -q --bare . ../home/bare.git");
    let bare = desk.home().join("bare.git");
    let arguments = [&OCTOBER[..], &["--at-commit", &then]].concat();
    assert_eq!(desk.command(&arguments).within(&bare).run().shown(), before);
    desk.shell(&format!("git -C ../home/bare.git tag then {then}"));
    desk.shell(
        "git clone -q --depth 1 -b then file://$PWD/../home/bare.git ../home/shallow 2>/dev/null",
    );
    let shallow = desk.home().join("shallow");
    assert!(fs::exists(shallow.join(".git/shallow")).unwrap());
    assert_eq!(
        desk.command(&arguments).within(&shallow).run().shown(),
        before
    );
    let head = commit(&desk);
    let arguments = [&OCTOBER[..], &["--at-commit", &head]].concat();
    desk.command(&arguments).within(&shallow).run().error(
        1,
        &format!("no commit of this shallow clone is called \"{head}\""),
        "git fetch --unshallow fetches the older commits, git fetch origin REV one of them",
    );
}

#[test]
fn list_show_and_log_read_a_commit_too() {
    let desk = desk();
    let listed = desk.run(["list"]).shown();
    let id = desk.json(["list"])["tickets"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let (shown, logged) = (
        desk.run(["show", &id]).shown(),
        desk.run(["log", &id]).shown(),
    );
    desk.step(["resolve", &id, "-m", "Done."]);
    let at = ["--at-commit", "HEAD~1"];
    assert_eq!(desk.run([&["list"][..], &at].concat()).shown(), listed);
    assert_eq!(desk.run([&["show", &id][..], &at].concat()).shown(), shown);
    assert_eq!(desk.run([&["log", &id][..], &at].concat()).shown(), logged);
}

#[test]
fn sla_and_next_read_the_contract_of_a_commit_also_in_a_bare_clone() {
    let desk = desk();
    let id = desk.json(["list"])["tickets"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let questions = [&["sla"][..], &["sla", "explain", &id], &["next"]];
    let answers = questions.map(|question| desk.run(question).shown());
    let then = commit(&desk);
    let tight = ANDINA.replace("business: 4h", "business: 3h");
    desk.write("contracts/coop-andina.md", tight);
    desk.shell("git commit -q -m 'tighter' -- contracts");
    desk.shell("git clone -q --bare . ../home/bare.git");
    let bare = desk.home().join("bare.git");
    for (question, answer) in questions.iter().zip(answers) {
        assert_ne!(desk.run(question.iter()).shown(), answer, "{question:?}");
        let past = [question, &["--at-commit", &then][..]].concat();
        assert_eq!(desk.run(&past).shown(), answer, "{question:?}");
        let there = desk.command(&past).within(&bare).run();
        assert_eq!(there.shown(), answer, "{question:?}");
    }
}

#[test]
fn check_proves_a_commit_whatever_became_of_its_files() {
    let desk = desk();
    let path = "contracts/coop-andina.md";
    desk.write(path, "no front matter\n");
    desk.shell("git commit -q -m 'broken' -- contracts");
    let broken = commit(&desk);
    desk.write(path, ANDINA);
    desk.shell("git commit -q -m 'mended' -- contracts");
    let _ = desk.run(["check"]).both(0);
    let (found, _) = desk.run(["check", "--at-commit", &broken]).both(7);
    assert!(found.contains(&format!("{path}:1:1: ")), "{found}");
    // What came later, or lies about uncommitted, is no part of it.
    let before = commit(&desk);
    desk.open(["Later"]);
    desk.shell("rm -r tickets");
    let (_, verdict) = desk.run(["check", "--at-commit", &before]).both(0);
    assert!(verdict.ends_with(": no fault, 0 notes.\n"), "{verdict}");
    let (found, _) = desk.run(["check"]).both(7);
    assert!(found.contains("store/missing"), "{found}");
}

#[test]
fn a_commit_that_is_not_there_or_has_no_store_is_an_error_with_a_way_on() {
    let desk = desk();
    desk.run(["list", "--at-commit", "nowhere"]).error(
        1,
        "no commit is called \"nowhere\"",
        "git log --oneline names the commits",
    );
    let first = desk.git(["rev-list", "--max-parents=0", "HEAD"]);
    desk.run(["list", "--at-commit", first.trim_end()]).error(
        1,
        &format!("the commit {:?} has no bitacora.yaml", first.trim_end()),
        "git log --oneline -- bitacora.yaml names the commits that have it",
    );
}
