use super::*;

#[test]
fn a_commit_has_its_author_committer_time_and_message() {
    let repo = TestRepo::new();
    let commit = repo.append("tickets/1.md", "one").unwrap().unwrap();
    assert_eq!(
        repo.git(&[
            "log",
            "-1",
            "--format=%H %an %ae %ad %cn %ce %cd %B",
            "--date=raw"
        ]),
        format!(
            "{commit} Ana ana@desk.example 1795000000 -0500 \
             Ursula ursula@desk.example 1795000000 -0500 INC-1: open\n\nTicket: INC-1"
        )
    );
    assert_eq!(
        repo.git(&["reflog", "-1", "--format=%gs"]),
        "commit: INC-1: open"
    );
    repo.assert_clean();
}

#[test]
fn a_new_file_and_a_changed_one_are_committed_and_git_sees_nothing_left() {
    let repo = TestRepo::new();
    repo.append("tickets/2026/11/22/a.md", "one").unwrap();
    repo.append("tickets/2026/11/22/a.md", "two").unwrap();
    assert_eq!(repo.read("tickets/2026/11/22/a.md"), "one\ntwo\n");
    assert_eq!(
        repo.git(&["show", "HEAD:tickets/2026/11/22/a.md"]),
        "one\ntwo"
    );
    repo.assert_clean();
}

#[test]
fn the_first_commit_of_a_branch_has_no_parent() {
    let repo = TestRepo::unborn();
    let commit = repo.append("a.md", "one").unwrap().unwrap();
    assert_eq!(
        repo.git(&["rev-list", "--parents", "HEAD"]),
        commit.to_string()
    );
    assert_eq!(
        repo.git(&["reflog", "-1", "--format=%gs"]),
        "commit (initial): INC-1: open"
    );
    repo.assert_clean();
}

#[test]
fn several_files_are_one_commit() {
    let repo = TestRepo::new();
    let files = vec![change("a.md", "a\n"), change("deep/b.md", "b\n")];
    let decided = repo
        .open()
        .transact::<_, GitError>(&WriteOptions::default(), |_| {
            Ok((Some(plan(files.clone())), 7))
        });
    assert_eq!(decided.unwrap().1, 7);
    assert_eq!(repo.git(&["rev-list", "--count", "HEAD"]), "2");
    assert_eq!(
        repo.git(&["show", "--format=", "--name-only", "HEAD"]),
        "a.md\ndeep/b.md"
    );
    repo.assert_clean();
}

#[test]
fn a_plan_that_changes_nothing_commits_nothing() {
    let repo = TestRepo::new();
    let head = repo.git(&["rev-parse", "HEAD"]);
    let options = WriteOptions::default();
    for files in [vec![], vec![change("README", "read me\n")]] {
        let decided = repo
            .open()
            .transact::<_, GitError>(&options, |_| Ok((Some(plan(files.clone())), ())));
        assert_eq!(decided.unwrap().0, None);
    }
    let decided = repo
        .open()
        .transact::<_, GitError>(&options, |_| Ok((None, ())));
    assert_eq!(decided.unwrap().0, None);
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), head);
    repo.assert_clean();
}

#[test]
fn what_the_decision_refuses_is_passed_on_and_nothing_is_written() {
    let repo = TestRepo::new();
    let refused = repo
        .open()
        .transact::<(), GitError>(&WriteOptions::default(), |_| {
            Err(GitError::NoSuchCommit {
                rev: "x".to_owned(),
            })
        });
    assert!(matches!(refused, Err(GitError::NoSuchCommit { .. })));
    assert_eq!(repo.git(&["rev-list", "--count", "HEAD"]), "1");
    repo.assert_clean();
}

#[test]
fn a_rehearsal_decides_and_checks_and_writes_nothing() {
    let repo = TestRepo::new();
    let options = WriteOptions {
        dry_run: true,
        ..WriteOptions::default()
    };
    assert_eq!(append(&repo.open(), &options, "a.md", "one").unwrap(), None);
    assert!(!repo.join("a.md").exists());
    assert!(!repo.join(".git/bitacora").exists());
    repo.write("README", "edited\n");
    let refused = append(&repo.open(), &options, "README", "one").unwrap_err();
    assert_eq!(refused.to_string(), "README has uncommitted edits");
}

#[test]
fn staged_dirty_and_untracked_files_of_the_user_stay_as_they_are() {
    let repo = TestRepo::new();
    repo.write("both", "first\n");
    repo.git(&["add", "both"]);
    repo.git(&["commit", "-qm", "both"]);
    repo.write("both", "staged\n");
    repo.git(&["add", "both"]);
    repo.write("both", "and edited\n");
    repo.write("README", "dirty\n");
    repo.write("untracked", "untracked\n");
    repo.write("added", "added\n");
    repo.git(&["add", "added"]);
    repo.git(&["rm", "-q", "--cached", "README"]);
    let entries = || {
        let all = repo.git(&["ls-files", "--stage", "--debug"]);
        let ours = all.find("ours.md").unwrap_or(all.len());
        all[..ours].to_owned()
    };
    let (status, index) = (repo.status(), entries());

    repo.append("ours.md", "one").unwrap();
    repo.append("ours.md", "two").unwrap();

    assert_eq!(repo.status(), status);
    assert!(entries().starts_with(index.lines().next().unwrap()));
    assert_eq!(
        repo.git(&["ls-files", "--stage", "added", "both"]),
        index
            .lines()
            .filter(|line| line.starts_with("100"))
            .collect::<Vec<_>>()
            .join("\n")
    );
    assert_eq!(repo.read("both"), "and edited\n");
    assert_eq!(repo.git(&["show", ":both"]), "staged");
    assert_eq!(repo.read("README"), "dirty\n");
    assert_eq!(repo.read("untracked"), "untracked\n");
    assert_eq!(
        repo.git(&["show", "--format=", "--name-only", "HEAD"]),
        "ours.md"
    );
    repo.assert_sound();
}

#[test]
fn a_file_that_git_ignores_is_committed_all_the_same() {
    let repo = TestRepo::new();
    repo.write(".git/info/exclude", "*.md\n");
    repo.append("a.md", "one").unwrap();
    repo.append("a.md", "two").unwrap();
    repo.assert_clean();
}

#[test]
fn an_executable_file_stays_executable() {
    use std::os::unix::fs::PermissionsExt;
    let repo = TestRepo::new();
    repo.write("run", "one\n");
    fs::set_permissions(repo.join("run"), fs::Permissions::from_mode(0o755)).unwrap();
    repo.git(&["add", "run"]);
    repo.git(&["commit", "-qm", "run"]);
    repo.append("run", "two").unwrap();
    assert!(repo.git(&["ls-tree", "HEAD", "run"]).starts_with("100755"));
    repo.assert_clean();
}

#[test]
fn hand_edits_are_committed_whatever_is_staged() {
    let repo = TestRepo::new();
    repo.append("a.md", "one").unwrap();
    repo.write("a.md", "staged\n");
    repo.git(&["add", "a.md"]);
    repo.write("a.md", "edited\n");
    repo.write("new.md", "new\n");
    let commit = |content: &str| {
        let of = |path: &str, content: &str, there: &str| FileChange {
            replaces: Replaces::WorkTree(there.as_bytes().to_vec()),
            ..change(path, content)
        };
        let files = vec![
            of("a.md", content, "edited\n"),
            of("new.md", "new\n", "new\n"),
        ];
        let options = WriteOptions::default();
        repo.open()
            .transact::<_, GitError>(&options, |_| Ok((Some(plan(files.clone())), ())))
    };
    commit("edited, and an event\n").unwrap();
    assert_eq!(repo.read("a.md"), "edited, and an event\n");
    repo.assert_clean();
    let gone = commit("again\n").unwrap_err();
    assert_eq!(gone.to_string(), "a.md changed while the command ran");
}

#[test]
fn many_files_are_one_commit_in_one_pack() {
    let repo = TestRepo::new();
    repo.write("staged", "staged\n");
    repo.git(&["add", "staged"]);
    let files: Vec<_> = (0..700)
        .map(|n| {
            change(
                &format!("tickets/{:02}/{n}.md", n % 40),
                &format!("number {n}\n"),
            )
        })
        .collect();
    let written = repo
        .open()
        .transact::<_, GitError>(&WriteOptions::default(), |_| {
            Ok((Some(plan(files.clone())), ()))
        });
    assert!(written.unwrap().0.is_some());
    assert_eq!(
        repo.git(&["ls-tree", "-r", "--name-only", "HEAD"])
            .lines()
            .count(),
        701
    );
    assert_eq!(repo.git(&["status", "--porcelain"]), "A  staged");
    let counts = repo.git(&["count-objects", "-v"]);
    assert!(counts.contains("\npacks: 1\n"), "{counts}");
    repo.assert_sound();
}
