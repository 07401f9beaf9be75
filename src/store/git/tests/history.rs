use crate::core::history::{Committed, Seen, Walked};
use crate::store::git::history::Comparer;

use super::*;

/// The walk from HEAD, after one that ended there.
fn walk(repo: &TestRepo, seen: Option<&Seen>) -> Walked {
    let repo = repo.open();
    repo.history(repo.head_oid().unwrap(), seen, &|_, _| {})
        .unwrap()
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
    let mut known = ([first.commits, second.commits].concat(), second.seen);
    repo.git(&["checkout", "-q", "-b", "side", &first.seen.head]);
    commit(&repo, "c.md", "one");
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&["merge", "-q", "--no-edit", "side"]);
    // The side branch began before the commit that was seen last.
    assert_eq!(gone_on(&repo, &mut known), 1);
    assert_eq!(known.0.len(), 3);
}

/// What is known after another walk: the commits that stay, then the new ones.
fn gone_on(repo: &TestRepo, before: &mut (Vec<Committed>, Seen)) -> usize {
    let walked = walk(repo, Some(&before.1));
    assert!(walked.goes_on);
    let is_undone = |one: &Committed| walked.undone.contains(&one.commit);
    while before.0.pop_if(|last| is_undone(last)).is_some() {}
    let known = before.0.len();
    before.0.extend(walked.commits);
    before.1 = walked.seen;
    let whole = walk(repo, None);
    assert_eq!((&before.0, &before.1), (&whole.commits, &whole.seen));
    known
}

#[test]
fn a_walk_goes_on_where_history_parted() {
    let repo = TestRepo::new();
    commit(&repo, "a.md", "one");
    commit(&repo, "b.md", "one");
    let first = walk(&repo, None);
    let mut known = (first.commits, first.seen);
    repo.git(&["branch", "other"]);
    repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
    assert_eq!(gone_on(&repo, &mut known), 1);
    commit(&repo, "c.md", "one");
    assert_eq!(gone_on(&repo, &mut known), 1);
    repo.git(&["checkout", "-q", "other"]);
    assert_eq!(gone_on(&repo, &mut known), 1);
    commit(&repo, "d.md", "one");
    repo.git(&["merge", "-q", "--no-edit", "main"]);
    assert_eq!(gone_on(&repo, &mut known), 1);
    repo.git(&["checkout", "-q", "main"]);
    assert_eq!(gone_on(&repo, &mut known), 1);
    repo.git(&["checkout", "-q", "--orphan", "alone"]);
    commit(&repo, "e.md", "one");
    assert!(!walk(&repo, Some(&known.1)).goes_on);
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
        repo.history(repo.head_oid().unwrap(), seen, &|_, _| {})
            .unwrap()
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

/// What the `git` program finds, held against ourselves.
fn assert_same(repo: &Repository) {
    let head = repo.head_oid().unwrap();
    let whole = repo.history(head, None, &|_, _| {}).unwrap().commits;
    let list = ["--no-replace-objects", "rev-list", "--topo-order", "HEAD"];
    let ids = git_in(&repo.place.git_dir, &list);
    let ids: Vec<Oid> = ids.lines().map(|id| Oid::from_str(id).unwrap()).collect();
    let asked = repo.committed(&ids, Comparer::Program, &|_, _| {}).unwrap();
    let own = repo.committed(&ids, Comparer::Own, &|_, _| {}).unwrap();
    assert_eq!(asked, own);
    assert_eq!(whole.len(), own.len());
    assert!(repo.touched_by_program(&ids).is_some());
}

#[test]
fn the_program_finds_what_we_find() {
    let repo = TestRepo::new();
    let shell = |script: &str| {
        let mut command = Command::new("sh");
        let command = command.args(["-e", "-c", script]).current_dir(repo.path());
        assert!(command.status().unwrap().success(), "{script}");
    };
    shell(
        "git config diff.relative true; git config diff.renames copies
        git config diff.orderFile order; printf '*b*\n*a*\n' > order
        mkdir -p 'a[b]*/tickets' ab/tickets tickets faq
        commit() { git add -A; git commit -q -m x; }
        id=$(git rev-parse HEAD); echo > $id; echo > faq/$id; commit
        printf x > \"$(printf 'tickets/\\377\\nb ')\"; echo > 'tickets/:a'; commit
        echo 1 > 'a[b]*/tickets/x.md'; echo > ab/tickets/x.md; commit
        git mv faq/$id tickets/moved; commit
        git checkout -q -b side; echo side > tickets/both; rm 'tickets/:a'; commit
        mkdir 'tickets/:a'; echo > 'tickets/:a/b'; echo 2 > 'a[b]*/tickets/x.md'; commit
        git checkout -q main; echo main > tickets/both; echo > tickets/only; commit
        git merge -q side >/dev/null 2>&1 || true; echo merged > tickets/both; commit
        git checkout -q --orphan alone; git rm -q -r --cached .; git add faq tickets
        git commit -q -m alone; git add -A; git checkout -q -f main
        git merge -q --allow-unrelated-histories -s ours -m both alone
        rm tickets/both; ln -s x tickets/both; chmod +x tickets/only; commit
        git rm -q -r tickets; commit
        git commit -q --allow-empty -m empty; git replace --graft HEAD~1",
    );
    assert_same(&repo.open());
    for folder in ["a[b]*", "ab"] {
        let inside = Repository::open(&repo.join(folder)).unwrap();
        assert_same(&inside);
        assert!(
            paths(&Walked {
                commits: inside
                    .history(inside.head_oid().unwrap(), None, &|_, _| {})
                    .unwrap()
                    .commits,
                ..walk(&repo, None)
            })
            .contains(&"tickets/x.md".to_owned())
        );
    }
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", repo.path().display());
    let bare = clone.path().join("cut.git");
    repo.git(&[
        "clone",
        "-q",
        "--bare",
        "--depth",
        "4",
        &from,
        bare.to_str().unwrap(),
    ]);
    let cut = Repository::open(&bare).unwrap();
    assert_same(&cut);
    let commits = cut
        .history(cut.head_oid().unwrap(), None, &|_, _| {})
        .unwrap()
        .commits;
    assert!(commits.iter().any(|one| one.is_cut));
}

#[test]
fn merges_are_those_that_git_lists_and_a_ticket_that_one_side_changed_is_no_contest() {
    let repo = TestRepo::new();
    let first = "2026/11/22/INC-261122-AAAAA.md";
    commit(&repo, first, "one");
    repo.git(&["checkout", "-q", "-b", "side"]);
    commit(&repo, "2026/11/23/INC-261123-AAAAA.md", "side");
    repo.git(&["checkout", "-q", "main"]);
    commit(&repo, "2026/11/22/INC-261122-BBBBB.md", "main");
    repo.git(&["merge", "-q", "--no-edit", "side"]);
    let (opened, head) = (repo.open(), repo.open().head_oid().unwrap());
    let mut merges = opened.looked_into().unwrap();
    assert_eq!(merges.contests(head).unwrap(), Some(vec![]));
    // Both change one, and one of them a second.
    repo.git(&["checkout", "-q", "side"]);
    commit(&repo, first, "side");
    repo.git(&["checkout", "-q", "main"]);
    commit(&repo, first, "main");
    repo.git(&["merge", "-q", "--no-edit", "-X", "ours", "side"]);
    let last = repo.open().head_oid().unwrap();
    let side = repo.git(&["rev-parse", "side"]);
    let found = merges.contests(last).unwrap().unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|it| (it.parent.to_string(), &*it.path))
        .collect();
    assert_eq!(
        found,
        [(side.trim().to_owned(), &*format!("tickets/{first}"))]
    );
    let mut listed = opened.merges(last, &[]).unwrap();
    let mut own = opened.own_merges(last, &[]).unwrap();
    listed.sort_unstable();
    own.sort_unstable();
    let mut both = vec![head, last];
    both.sort_unstable();
    assert_eq!((&listed, &own), (&both, &both));
    assert_eq!(opened.merges(last, &[head]).unwrap(), [last]);
    assert_eq!(opened.own_merges(last, &[head]).unwrap(), [last]);
}
