use super::*;

#[test]
fn a_commit_of_the_past_is_read_as_it_was() {
    let repo = TestRepo::new();
    let first = repo.append("tickets/a.md", "one").unwrap().unwrap();
    repo.append("tickets/a.md", "two").unwrap();
    repo.append("tickets/b.md", "one").unwrap();
    let opened = repo.open();
    assert_eq!(
        opened.tree_read(first, "tickets/a.md").unwrap().unwrap(),
        b"one\n"
    );
    assert_eq!(opened.tree_read(first, "tickets/b.md").unwrap(), None);
    assert_eq!(opened.tree_read(first, "tickets").unwrap(), None);
    let listed = opened.tree_list(first, "tickets").unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].path, "tickets/a.md");
    assert_eq!(listed[0].kind, TreeKind::File);
    assert_eq!(
        opened.blob(listed[0].oid, &listed[0].path).unwrap(),
        b"one\n"
    );
    assert_eq!(opened.tree_list(first, "nowhere").unwrap(), []);
}

#[test]
fn the_view_shows_head() {
    let repo = TestRepo::new();
    let commit = repo.append("tickets/a.md", "one").unwrap();
    repo.write("tickets/uncommitted.md", "x\n");
    let opened = repo.open();
    let head = opened.view().unwrap();
    assert_eq!(head.commit(), commit);
    assert!(head.exists("tickets").unwrap());
    assert!(head.exists("tickets/a.md").unwrap());
    assert!(!head.exists("tickets/uncommitted.md").unwrap());
    assert_eq!(head.list("").unwrap().len(), 2);
}

#[test]
fn links_and_submodules_are_told_apart_from_files() {
    let repo = TestRepo::new();
    std::os::unix::fs::symlink("README", repo.join("link")).unwrap();
    repo.git(&["add", "link"]);
    let head = repo.git(&["rev-parse", "HEAD"]);
    repo.git(&[
        "update-index",
        "--add",
        "--cacheinfo",
        &format!("160000,{head},sub"),
    ]);
    repo.git(&["commit", "-qm", "odd ones"]);
    let opened = repo.open();
    let listed = opened.tree_list(opened.head_oid().unwrap(), "").unwrap();
    let kinds: Vec<_> = listed.iter().map(|entry| entry.kind).collect();
    assert_eq!(
        kinds,
        [TreeKind::File, TreeKind::Symlink, TreeKind::Submodule]
    );
    assert_eq!(
        opened
            .tree_read(opened.head_oid().unwrap(), "link")
            .unwrap(),
        None
    );
}

#[test]
fn a_commit_is_named_by_branch_tag_or_beginning_and_by_nothing_else() {
    let repo = TestRepo::new();
    let commit = repo.append("a.md", "one").unwrap().unwrap();
    repo.git(&["tag", "-a", "-m", "release", "v1"]);
    repo.git(&["branch", "topic/fix"]);
    let blob = repo.git(&["rev-parse", "HEAD:a.md"]);
    let hex = commit.to_string();
    let opened = repo.open();
    for rev in [&hex, &hex[..8], "HEAD", "main", "topic/fix", "v1"] {
        assert_eq!(opened.resolve_commit(rev).unwrap(), commit, "{rev}");
    }
    for rev in [
        "HEAD~1", "main^", "@", ":/INC", "HEAD@{1}", "-x", "", "abc", &blob, "../HEAD",
    ] {
        let error = opened.resolve_commit(rev).unwrap_err();
        assert!(
            matches!(error, GitError::NoSuchCommit { .. }),
            "{rev}: {error}"
        );
    }
}

#[test]
fn the_configuration_and_the_committer_come_from_git() {
    let repo = TestRepo::new();
    repo.git(&["config", "core.editor", "vi -n"]);
    repo.git(&["config", "committer.name", "Carla"]);
    let opened = repo.open();
    assert_eq!(
        opened.config_string("core.editor").as_deref(),
        Some("vi -n")
    );
    assert_eq!(opened.config_string("core.nothing"), None);
    let committer = opened.committer().unwrap();
    assert_eq!(committer.name, "Carla");
    assert_eq!(committer.email, "ursula@desk.example");
}

#[test]
fn the_state_of_a_path_says_where_it_differs() {
    let repo = TestRepo::new();
    repo.append("a.md", "one").unwrap();
    let state = || repo.open().status_of("a.md").unwrap();
    assert!(state().is_clean());
    repo.write("a.md", "two\n");
    assert_eq!(state().head, state().index);
    assert_ne!(state().index, state().work_tree);
    repo.git(&["add", "a.md"]);
    assert_eq!(state().index, state().work_tree);
    assert_ne!(state().head, state().index);
    let nothing = repo.open().status_of("nothing.md").unwrap();
    assert_eq!(
        (nothing.head, nothing.index, nothing.work_tree),
        (None, None, None)
    );
    assert!(nothing.is_clean());
}

#[test]
fn a_conflict_is_told_as_one() {
    let repo = TestRepo::new();
    repo.git(&["checkout", "-qb", "side"]);
    for (branch, text) in [("side", "theirs\n"), ("main", "ours\n")] {
        repo.git(&["checkout", "-q", branch]);
        repo.write("README", text);
        repo.git(&["commit", "-qam", branch]);
    }
    git_command(repo.path(), &["merge", "side"]);
    let state = repo.open().status_of("README").unwrap();
    assert_eq!(state.difference(), Some(Difference::Conflict));
}
