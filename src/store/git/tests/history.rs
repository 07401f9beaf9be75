use crate::core::history::{Seen, Walked};

use super::*;

/// The walk from HEAD, after one that ended there.
fn walk(repo: &TestRepo, seen: Option<&Seen>) -> Walked {
    let repo = repo.open();
    repo.history(repo.head_oid().unwrap(), seen).unwrap()
}

fn commit(repo: &TestRepo, path: &str, line: &str) {
    repo.append(&format!("tickets/{path}"), line).unwrap();
}

fn paths(walked: &Walked) -> Vec<String> {
    let commits = walked.commits.iter();
    commits.map(|committed| committed.paths.join(" ")).collect()
}

#[test]
fn what_differs_is_found_whatever_became_of_it() {
    let repo = TestRepo::new();
    let tickets = repo.join("tickets");
    let after = |script: &str| {
        let done = Command::new("sh")
            .args(["-e", "-c", script])
            .current_dir(&tickets)
            .status();
        assert!(done.unwrap().success());
        repo.git(&["add", "-A"]);
        repo.git(&["commit", "-qm", "x"]);
        paths(&walk(&repo, None)).pop().unwrap()
    };
    fs::create_dir(&tickets).unwrap();
    assert_eq!(
        after("mkdir a && touch a.md a/x a-b"),
        "tickets/a-b tickets/a.md tickets/a/x"
    );
    assert_eq!(
        after("rm a.md && mkdir a.md && touch a.md/y"),
        "tickets/a.md tickets/a.md/y"
    );
    assert_eq!(after("rm -r a && echo > a"), "tickets/a tickets/a/x");
    assert_eq!(after("chmod +x a"), "tickets/a");
    assert_eq!(after("ln -sf a-b a"), "tickets/a");
    assert_eq!(after("rm -r *"), "tickets/a tickets/a-b tickets/a.md/y");
}

#[test]
fn the_same_is_found_as_git_finds_in_a_history_with_merges() {
    let repo = TestRepo::new();
    for round in 0..12 {
        let side = format!("side{round}");
        repo.git(&["checkout", "-q", "-b", &side]);
        commit(&repo, &format!("{}/a{round}.md", round % 3), "side");
        repo.git(&["checkout", "-q", "main"]);
        commit(&repo, &format!("{}/b{round}.md", round % 2), "main");
        commit(&repo, "often.md", &side);
        repo.git(&["merge", "-q", "--no-commit", &side]);
        repo.write("tickets/merged.md", &side);
        repo.git(&["add", "-A"]);
        repo.git(&["commit", "-qm", "merge"]);
    }
    let mut ours: Vec<String> = Vec::new();
    for committed in walk(&repo, None).commits {
        let paths = committed.paths.iter();
        ours.extend(paths.map(|path| format!("{} {path}", committed.commit)));
    }
    let log = [
        "log",
        "-c",
        "--root",
        "--no-renames",
        "--name-only",
        "--format=%H",
        "--",
        "tickets",
    ];
    let mut id = String::new();
    let mut theirs = Vec::new();
    for line in repo.git(&log).lines().filter(|line| !line.is_empty()) {
        if line.starts_with("tickets/") {
            theirs.push(format!("{id} {line}"));
        } else {
            line.clone_into(&mut id);
        }
    }
    ours.sort_unstable();
    theirs.sort_unstable();
    assert_eq!(ours.len(), 48);
    assert_eq!(ours, theirs);
}

#[test]
fn a_walk_goes_on_where_the_last_one_ended() {
    let repo = TestRepo::new();
    commit(&repo, "a.md", "one");
    let first = walk(&repo, None);
    assert_eq!(
        (first.goes_on, paths(&first)),
        (false, vec!["tickets/a.md".to_owned()])
    );
    let again = walk(&repo, Some(&first.seen));
    assert_eq!((again.goes_on, again.commits.len()), (true, 0));
    repo.write("README", "edited\n");
    repo.git(&["commit", "-qam", "of the product"]);
    commit(&repo, "b.md", "one");
    let second = walk(&repo, Some(&first.seen));
    assert_eq!(
        (second.goes_on, paths(&second)),
        (true, vec!["tickets/b.md".to_owned()])
    );
    repo.git(&["checkout", "-q", "-b", "side", &first.seen.head]);
    commit(&repo, "c.md", "one");
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&["merge", "-q", "--no-edit", "side"]);
    let third = walk(&repo, Some(&second.seen));
    assert_eq!(
        (third.goes_on, paths(&third)),
        (true, vec!["tickets/c.md".to_owned()])
    );
    let whole = walk(&repo, None);
    assert_eq!(whole.seen, third.seen);
    assert_eq!(whole.commits.len(), 3);
}

#[test]
fn a_walk_begins_anew_where_history_was_rewritten() {
    let repo = TestRepo::new();
    commit(&repo, "a.md", "one");
    commit(&repo, "b.md", "one");
    let seen = walk(&repo, None).seen;
    repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
    let back = walk(&repo, Some(&seen));
    assert_eq!((back.goes_on, back.commits.len()), (false, 1));
    commit(&repo, "c.md", "one");
    let aside = walk(&repo, Some(&seen));
    assert_eq!((aside.goes_on, aside.commits.len()), (false, 2));
    let lost = Seen {
        head: "1".repeat(40),
        cuts: Vec::new(),
    };
    assert_eq!(walk(&repo, Some(&lost)), walk(&repo, None));
}

#[test]
fn a_walk_begins_anew_where_the_clone_is_cut_elsewhere() {
    let repo = TestRepo::new();
    for line in ["one", "two", "three"] {
        commit(&repo, "a.md", line);
    }
    let clone = tempfile::tempdir().unwrap();
    let folder = clone.path().join("shallow");
    let from = format!("file://{}", repo.path().display());
    repo.git(&[
        "clone",
        "-q",
        "--depth",
        "2",
        &from,
        folder.to_str().unwrap(),
    ]);
    let walk = |seen: Option<&Seen>| {
        let repo = Repository::open(&folder).unwrap();
        repo.history(repo.head_oid().unwrap(), seen).unwrap()
    };
    let short = walk(None);
    let cut: Vec<bool> = short.commits.iter().map(|one| one.is_cut).collect();
    assert_eq!(cut, [true, false]);
    assert_eq!(short.seen.cuts, [short.commits[0].commit.clone()]);
    assert!(walk(Some(&short.seen)).goes_on);
    git_in(&folder, &["fetch", "-q", "--unshallow"]);
    let whole = walk(Some(&short.seen));
    assert_eq!((whole.goes_on, whole.commits.len()), (false, 3));
    assert_eq!(whole.seen.cuts, [""; 0]);
}
