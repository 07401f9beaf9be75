//! `check --since`: what a request would bring, for a job.

use crate::support::{Desk, path_of};

/// Breaks a ticket, as a person would.
fn broken(desk: &Desk, id: &str) {
    desk.replace(id, "\ntier: 1", "\ntier: 2");
}

/// A desk without work of others in it.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.shell("git stash -q");
    desk
}

/// The paths and rules of the findings.
fn found(desk: &Desk, rev: &str, status: i32) -> Vec<String> {
    let (stdout, stderr) = desk
        .run(["check", "--since", rev, "--format", "csv"])
        .both(status);
    assert!(!stderr.contains("warning"), "{stderr}");
    let rows = stdout.lines().skip(1).map(|line| {
        let (place, rest) = line.split_once(',').unwrap();
        let rule = rest.split(',').nth(1).unwrap();
        let path = place.split(':').next().unwrap();
        format!("{path} {rule}")
    });
    rows.collect()
}

#[test]
fn what_has_changed_on_this_side_is_checked_and_nothing_else() {
    let desk = desk();
    let old = desk.open(["Old"]);
    broken(&desk, &old);
    desk.shell("git commit -q -a -m broken && git checkout -q -b request");
    let new = desk.open(["New"]);
    let other = desk.open(["Another"]);
    assert_eq!(found(&desk, "main", 0), [""; 0]);
    desk.run(["check", "--since", "main"])
        .stderr("2 files checked: no fault, 0 notes.\n")
        .ok();
    broken(&desk, &new);
    desk.shell("git commit -q -a -m broken");
    // What the other side did since is not ours.
    desk.shell("git checkout -q main && git commit -q --allow-empty -m empty");
    let theirs = desk.open(["Theirs"]);
    broken(&desk, &theirs);
    desk.shell("git commit -q -a -m broken && git checkout -q request");
    let fold = |id: &str| format!("{} ticket/fold", path_of(id));
    assert_eq!(found(&desk, "main", 7), [fold(&new)]);
    // What is not committed counts where files are read.
    broken(&desk, &other);
    let mut both = [fold(&new), fold(&other)];
    both.sort();
    assert_eq!(found(&desk, "main", 7), both);
    let at = ["check", "--since", "main", "--at-commit", "request"];
    let (stdout, _) = desk.run(at).both(7);
    assert!(
        stdout.contains(&new) && !stdout.contains(&other),
        "{stdout}"
    );
    let (all, _) = desk.run(["check"]).both(7);
    assert!(all.contains(&old), "{all}");
}

#[test]
fn contracts_and_articles_that_changed_are_checked_too() {
    let desk = desk();
    let article = "---\ntitle: Tax\ntickets: [INC-261122-K7F4Q]\n---\n";
    desk.write("faq/old.md", article);
    desk.shell("git add -A && git commit -q -m old && git tag before");
    let nothing: [&str; 0] = [];
    assert_eq!(found(&desk, "before", 0), nothing);
    desk.write("faq/new.md", article);
    desk.write("contracts/coop-andina.md", "no front matter\n");
    desk.shell("git add -A && git commit -q -m new");
    let paths = found(&desk, "before", 7);
    assert!(paths.contains(&"contracts/coop-andina.md file/invalid".to_owned()));
    assert!(
        paths.iter().any(|path| path.starts_with("faq/new.md ")),
        "{paths:?}"
    );
    assert!(
        !paths.iter().any(|path| path.starts_with("faq/old.md ")),
        "{paths:?}"
    );
}

#[test]
fn an_article_and_its_ticket_are_sound_though_the_ticket_has_not_changed() {
    let desk = desk();
    let id = desk.judged("Printer");
    desk.step(["resolve", &id, "--cause", "It was off.", "-m", "Turned on."]);
    let (status, _, stderr) = desk
        .run(["faq", "promote", &id, "-m", "Turn it on."])
        .taken();
    assert_eq!(status, 0, "{stderr}");
    desk.shell("git tag before && for page in faq/*; do echo more >> $page; done && git commit -q -a -m more");
    let nothing: [&str; 0] = [];
    assert_eq!(found(&desk, "before", 0), nothing);
}

#[test]
fn merges_since_are_proved_and_those_before_are_not() {
    let desk = desk();
    desk.write(".git/info/attributes", "/tickets/**/*.md merge=text\n");
    let id = desk.open(["Printer"]);
    let drop_one = || {
        desk.shell("git checkout -q -b side");
        desk.step(["note", &id, "-m", "of side"]);
        desk.shell("git checkout -q main");
        desk.step(["note", &id, "-m", "of main"]);
        desk.shell("git merge -q --no-edit -X ours side && git branch -q -D side");
    };
    drop_one();
    desk.shell("git tag before");
    let nothing: [&str; 0] = [];
    assert_eq!(found(&desk, "before", 0), nothing);
    drop_one();
    let lost = format!("{} history/lost", path_of(&id));
    assert_eq!(found(&desk, "before", 7), [lost.as_str()]);
    assert_eq!(found(&desk, "HEAD", 0), nothing);
    let (all, _) = desk.run(["check"]).both(7);
    assert_eq!(all.matches("history/lost").count(), 2, "{all}");
}

#[test]
fn a_clone_that_is_cut_says_that_it_cannot_tell() {
    let desk = desk();
    desk.open(["Old"]);
    desk.shell("git checkout -q -b request");
    desk.open(["New"]);
    desk.shell("git checkout -q main");
    desk.open(["Theirs"]);
    desk.shell(
        "git clone -q --depth 1 -b request file://$PWD ../home/shallow 2>/dev/null
         git -C ../home/shallow fetch -q --depth 1 origin main:refs/remotes/origin/main",
    );
    let shallow = desk.home().join("shallow");
    let since = ["check", "--since", "origin/main"];
    let (_, warned) = desk.command(since).within(&shallow).run().both(3);
    assert!(
        warned.contains("what has changed cannot be told; git fetch --unshallow"),
        "{warned}"
    );
    let gone = desk.git(["rev-parse", "main^"]);
    let since = ["check", "--since", gone.trim()];
    desk.command(since).within(&shallow).run().error(
        1,
        &format!(
            "no commit of this shallow clone is called {:?}",
            gone.trim()
        ),
        "git fetch --unshallow fetches the older commits, git fetch origin REV one of them",
    );
    // All that it asks about is there.
    desk.shell("git clone -q --depth 2 --no-single-branch -b request file://$PWD ../home/enough 2>/dev/null");
    let enough = desk.home().join("enough");
    let since = ["check", "--since", "origin/main"];
    let (_, verdict) = desk.command(since).within(&enough).run().both(0);
    assert_eq!(verdict, "1 file checked: no fault, 0 notes.\n");
}

#[test]
fn a_revision_that_is_none_and_a_ticket_beside_it_are_refused() {
    let desk = desk();
    desk.run(["check", "--since", "nowhere"]).error(
        1,
        "no commit is called \"nowhere\"",
        "git log --oneline names the commits",
    );
    let (status, ..) = desk.run(["check", "--since", "HEAD", "K7F4Q"]).taken();
    assert_eq!(status, 2);
}
