//! `check` proves each merge against its parents, whoever made it: `-X ours`, a forge,
//! a clone without the driver.

use bitacora::desk::books::hexadecimal;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::support::{Desk, path_of};

/// A desk whose tickets git merges by line, as a forge does.
fn desk() -> Desk {
    let desk = Desk::nowhere();
    desk.shell(
        "git init -q -b main . && git config user.name 'Ana Torres' && git config user.email ana@soft.example",
    );
    let (status, _, stderr) = desk.run(["init", "--timezone", "America/Bogota"]).taken();
    assert_eq!(status, 0, "{stderr}");
    by_line(&desk);
    desk
}

fn by_line(desk: &Desk) {
    desk.write(".git/info/attributes", "/tickets/**/*.md merge=text\n");
}

/// Notes something on a branch that begins at `from`, or goes on; its `ev`.
fn note(desk: &Desk, branch: &str, from: &str, id: &str, text: &str) -> String {
    desk.shell(&format!(
        "git checkout -q {branch} 2>/dev/null || git checkout -q -b {branch} {from}"
    ));
    desk.step(["note", id, "-m", text]);
    let ticket = desk.ticket(id);
    let (_, ev) = ticket.rsplit_once("  ev: ").unwrap();
    ev.lines().next().unwrap().to_owned()
}

/// A ticket that `main` and `side` each have a note more of: its id, and the `ev` of
/// each note.
fn apart(desk: &Desk) -> (String, String, String) {
    let id = desk.open(["Printer"]);
    desk.shell("git branch side");
    let ours = note(desk, "main", "", &id, "of main");
    let theirs = note(desk, "side", "", &id, "of side");
    desk.shell("git checkout -q main");
    (id, ours, theirs)
}

fn short(desk: &Desk, rev: &str) -> String {
    let id = desk.git(["rev-parse", rev]);
    id[..9].to_owned()
}

/// What was lost, by the `ev` of the events, with and without an index.
fn lost(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let all = [&["check", "--format", "json"], arguments].concat();
    let found = desk.run(&all).taken();
    let again = desk.run(&all).taken();
    let without = desk
        .command(&all)
        .env("BITACORA_NO_INDEX", "1")
        .run()
        .taken();
    assert_eq!(found, again);
    assert_eq!(found, without);
    let found: Value = serde_json::from_str(&found.1).unwrap();
    let findings = found["findings"].as_array().unwrap().iter();
    let lost = findings.filter(|found| found["rule"] == "history/lost");
    lost.map(|found| {
        assert_eq!(found["weight"], "fault");
        let reason = found["reason"].as_str().unwrap();
        let (_, after) = reason.split_once(" lost the ").unwrap();
        after.split(' ').nth(1).unwrap().to_owned()
    })
    .collect()
}

/// A merge of the two heads that has the tree of one.
fn merged(desk: &Desk, tree: &str, parents: &[&str]) {
    let parents = parents.join(" -p ");
    desk.shell(&format!(
        "git reset -q --hard $(git commit-tree -m merged {tree}^{{tree}} -p {parents})"
    ));
}

#[test]
fn what_a_merge_of_one_side_dropped_is_a_fault_with_commit_and_parent() {
    let desk = desk();
    let (id, ours, theirs) = apart(&desk);
    let main = short(&desk, "main");
    desk.shell("git merge -q --no-edit -X ours side");
    let (merge, side) = (short(&desk, "HEAD"), short(&desk, "side"));
    let path = path_of(&id);
    let (found, verdict) = desk.run(["check"]).both(7);
    assert_eq!(
        found,
        format!(
            "{path}:2:1:  fault  history/lost  the merge {merge} lost the event {theirs} (noted by ana) and its message of its parent {side}\n"
        )
    );
    assert!(verdict.starts_with("error: 1 fault found in "), "{verdict}");
    assert_eq!(lost(&desk, &[]), [theirs]);
    desk.shell("git reset -q --hard HEAD^ && git merge -q --no-edit -X theirs side");
    let (found, _) = desk.run(["check"]).both(7);
    assert!(found.contains(&ours) && found.contains(&main), "{found}");
    assert_eq!(lost(&desk, &[]), [ours]);
}

#[test]
fn a_merge_of_this_program_loses_nothing() {
    let desk = desk();
    let (id, ..) = apart(&desk);
    desk.shell("rm .git/info/attributes && git merge -q --no-edit side");
    assert!(desk.ticket(&id).contains("of side"));
    assert!(lost(&desk, &[]).is_empty());
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_merge_by_hand_that_drops_what_both_had_is_a_fault() {
    let desk = desk();
    let (id, ours, theirs) = apart(&desk);
    let opened = desk.git(["show", &format!("HEAD^:{}", path_of(&id))]);
    desk.write(&path_of(&id), opened.replace("Printer", "A printer"));
    desk.shell("git add -A && git stash -q && git merge -q --no-commit -s ours side && git checkout -q stash@{0} -- tickets && git commit -q -m 'by hand'");
    let mut both = [ours, theirs];
    both.sort();
    let mut found = lost(&desk, &[]);
    found.sort();
    assert_eq!(found, both);
    // Both parents have the opening.
    desk.shell("git reset -q --hard HEAD^ && git checkout -q -b other HEAD^ && git commit -q --allow-empty -m other && git checkout -q main");
    let text = desk.ticket(&id);
    let (first, second) = (text.find("- at: ").unwrap(), text.rfind("- at: ").unwrap());
    let text = [&text[..first], &text[second..]].concat();
    desk.write(&path_of(&id), text);
    desk.shell("git add -A && git stash -q && git merge -q --no-commit --no-ff other && git checkout -q stash@{0} -- tickets && git commit -q -m 'by hand'");
    assert_eq!(lost(&desk, &[]).len(), 1);
}

#[test]
fn of_many_parents_each_is_looked_at() {
    let desk = desk();
    let (id, _, theirs) = apart(&desk);
    let third = note(&desk, "third", "main^", &id, "of a third");
    desk.shell("git checkout -q main");
    merged(&desk, "main", &["main", "side", "third"]);
    let mut both = [theirs, third];
    both.sort();
    let mut found = lost(&desk, &[]);
    found.sort();
    assert_eq!(found, both);
}

#[test]
fn where_two_were_merged_into_each_other_every_base_tells_what_was_taken_out() {
    let desk = desk();
    let (id, ours, _) = apart(&desk);
    // Both merge the other, by this program.
    desk.shell(
        "rm .git/info/attributes
         git tag one main && git tag other side
         git merge -q --no-edit other
         git checkout -q side && git merge -q --no-edit one && git checkout -q main",
    );
    assert_eq!(
        desk.git(["merge-base", "--all", "main", "side"])
            .lines()
            .count(),
        2
    );
    let last = note(&desk, "main", "", &id, "the last");
    desk.shell("git checkout -q side");
    let one = desk.git(["show", &format!("other:{}", path_of(&id))]);
    assert!(!one.contains(&ours));
    desk.write(&path_of(&id), one);
    desk.shell("git commit -q -a -m 'taken out' && git checkout -q main");
    merged(&desk, "side", &["main", "side"]);
    assert_eq!(lost(&desk, &[]), [last]);
}

#[test]
fn what_was_reverted_is_not_lost_and_what_was_brought_back_is_not_lost_any_more() {
    let desk = desk();
    let id = desk.open(["Printer"]);
    let old = note(&desk, "main", "", &id, "old");
    desk.shell("git branch side");
    let step = note(&desk, "main", "", &id, "new");
    desk.shell("git checkout -q side && git revert --no-edit HEAD && git checkout -q main");
    merged(&desk, "side", &["main", "side"]);
    assert!(!desk.ticket(&id).contains(&old));
    assert_eq!(lost(&desk, &[]), [step.as_str()]);
    let merge = short(&desk, "HEAD");
    // The file is what is read.
    let whole = desk.git(["show", &format!("HEAD^:{}", path_of(&id))]);
    desk.write(&path_of(&id), whole);
    assert!(lost(&desk, &[]).is_empty());
    assert_eq!(lost(&desk, &["--at-commit", "HEAD"]), [step.as_str()]);
    desk.shell("git commit -q -a -m 'brought back'");
    assert!(lost(&desk, &[]).is_empty());
    assert_eq!(lost(&desk, &["--at-commit", &merge]), [step.as_str()]);
    assert!(lost(&desk, &["--at-commit", "HEAD^^"]).is_empty());
}

#[test]
fn only_tickets_that_are_named_are_looked_at() {
    let desk = desk();
    let (id, _, theirs) = apart(&desk);
    let other = desk.open(["Another"]);
    desk.shell("git merge -q --no-edit -X ours side");
    assert_eq!(lost(&desk, &[&id]), [theirs]);
    assert!(lost(&desk, &[&other]).is_empty());
}

#[test]
fn merges_of_another_branch_are_no_matter_of_this_one() {
    let desk = desk();
    let (_, _, theirs) = apart(&desk);
    desk.shell("git checkout -q -b other && git merge -q --no-edit -X ours side");
    assert_eq!(lost(&desk, &[]), [theirs.as_str()]);
    desk.shell("git checkout -q main");
    assert!(lost(&desk, &[]).is_empty());
    desk.shell("git checkout -q other");
    assert_eq!(lost(&desk, &[]), [theirs]);
}

#[test]
fn a_ticket_that_one_side_deleted_keeps_what_the_other_did() {
    let desk = desk();
    let (id, _, theirs) = apart(&desk);
    desk.shell("git reset -q --hard HEAD^ && git rm -q -r tickets && git commit -q -m gone");
    merged(&desk, "main", &["main", "side"]);
    assert_eq!(lost(&desk, &[]), [theirs]);
    let (found, _) = desk.run(["check"]).both(7);
    assert!(
        found.starts_with(&format!("{}:1:1:", path_of(&id))),
        "{found}"
    );
}

/// An id that two clones drew: one of the two tickets gets another.
#[test]
fn what_stands_in_another_ticket_is_not_lost() {
    let desk = desk();
    let (id, _, theirs) = apart(&desk);
    let text = desk.git(["show", &format!("side:{}", path_of(&id))]);
    let new = "INC-261122-ZZZZZ";
    let text = text.replace(&id, new);
    desk.write(&path_of(new), &text);
    desk.shell("git add -A && git commit -q -m moved");
    merged(&desk, "main", &["main^", "side"]);
    assert!(lost(&desk, &[]).is_empty());
    assert!(lost(&desk, &[&id]).is_empty());
    // What somebody takes out of it later no merge lost.
    let before = desk.git(["show", &format!("side^:{}", path_of(&id))]);
    desk.write(&path_of(new), before.replace(&id, new));
    desk.shell("git commit -q -a -m 'taken out'");
    assert!(lost(&desk, &[]).is_empty());
    // Later as well.
    desk.shell("git reset -q --hard side");
    merged(&desk, "main~1", &["main~1", "side"]);
    desk.write(&path_of(new), &text);
    desk.shell("git rm -q --cached tickets -r; git add -A && git commit -q -m moved");
    assert!(lost(&desk, &["--at-commit", "HEAD^"]).contains(&theirs));
    assert!(lost(&desk, &[]).is_empty());
}

#[test]
fn of_what_cannot_be_read_it_is_said_that_nothing_is_proved() {
    let desk = desk();
    let (id, ..) = apart(&desk);
    desk.shell("git checkout -q side");
    let broken = desk.ticket(&id).replacen("---\n", "---\n<<<<<<< ours\n", 1);
    desk.write(&path_of(&id), &broken);
    desk.shell("git commit -q -a -m broken && git checkout -q main");
    let side = short(&desk, "side");
    merged(&desk, "main", &["main", "side"]);
    let (found, _) = desk.run(["check"]).both(0);
    let merge = short(&desk, "HEAD");
    let note = format!(
        ":2:1:  note  history/unproved  what the merge {merge} lost of its parent {side} cannot be told: the file cannot be read there ("
    );
    assert!(found.contains(&note), "{found}");
    // As `sync` keeps it.
    let sum = hexadecimal(&Sha256::digest(&broken));
    let beside = format!(
        "{}/unmerged-{}.md",
        path_of(&id).trim_end_matches(".md"),
        &sum[..8]
    );
    desk.write(&beside, &broken);
    desk.shell("git add -A && git commit -q -m aside");
    let (found, _) = desk.run(["check"]).both(0);
    assert!(!found.contains("history/"), "{found}");
    merged(&desk, "HEAD", &["HEAD", "side"]);
    let (found, _) = desk.run(["check"]).both(0);
    assert!(!found.contains("history/"), "{found}");
}

#[test]
fn a_merge_with_markers_in_it_lost_what_is_not_there_later() {
    let desk = desk();
    let (id, ours, theirs) = apart(&desk);
    let main = desk.ticket(&id);
    desk.shell("git merge -q side || git commit -q -a -m markers");
    assert!(desk.ticket(&id).contains("<<<<<<<"));
    let (found, _) = desk.run(["check"]).both(7);
    assert!(
        found.contains("file/invalid") && found.contains("history/unproved"),
        "{found}"
    );
    desk.write(&path_of(&id), main);
    desk.shell("git commit -q -a -m mended");
    assert!(desk.ticket(&id).contains(&ours));
    assert_eq!(lost(&desk, &[]), [theirs]);
}

#[test]
fn a_clone_that_is_cut_says_that_it_cannot_prove() {
    let desk = desk();
    let (_, _, theirs) = apart(&desk);
    desk.shell("git merge -q --no-edit -X ours side");
    desk.open(["Another"]);
    let clone = |depth: usize| {
        desk.shell(&format!(
            "rm -rf ../home/shallow && git clone -q --depth {depth} file://$PWD ../home/shallow 2>/dev/null"
        ));
        desk.home().join("shallow")
    };
    let shallow = clone(1);
    for arguments in [&["check"][..], &["check", "--at-commit", "HEAD"]] {
        let (_, warned) = desk.command(arguments).within(&shallow).run().both(3);
        let said = format!(
            "warning: history ends at {}, where this clone was cut, so that what merges lost cannot be told; git fetch --unshallow fetches the rest\n",
            short(&desk, "HEAD")
        );
        assert!(warned.starts_with(&said), "{warned}");
    }
    // The merge is there and what it merged is not.
    let shallow = clone(3);
    let (_, warned) = desk.command(["check"]).within(&shallow).run().both(3);
    assert!(warned.contains("what the merge"), "{warned}");
    desk.shell("git -C ../home/shallow fetch -q --unshallow");
    let (found, _) = desk.command(["check"]).within(&shallow).run().both(7);
    assert!(found.contains(&theirs), "{found}");
}

#[test]
fn a_bare_clone_and_a_store_in_a_folder_are_proved_too() {
    let desk = desk();
    let (_, _, theirs) = apart(&desk);
    desk.shell("git merge -q --no-edit -X ours side && git clone -q --bare . ../home/bare.git");
    let bare = desk.home().join("bare.git");
    let (found, _) = desk.command(["check"]).within(&bare).run().both(7);
    assert!(found.contains(&theirs), "{found}");

    let desk = Desk::inside("support/desk");
    desk.shell("git stash -q && rm -r ignored scratch.txt");
    desk.shell("printf '*.md merge=text\\n' > .git/info/attributes");
    let (_, _, theirs) = apart(&desk);
    desk.shell("git merge -q --no-edit -X ours side");
    assert_eq!(lost(&desk, &[]), [theirs]);
}
