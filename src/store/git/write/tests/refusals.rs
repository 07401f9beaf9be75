use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;
use crate::core::told::Told as _;

/// What a plain append is refused with; the repository must not have changed.
fn refusal(repo: &TestRepo, path: &str) -> GitError {
    refusal_with(repo, &impatient(), path)
}

fn refusal_with(repo: &TestRepo, options: &WriteOptions, path: &str) -> GitError {
    let snapshot = || {
        let refs = git_command(repo.path(), &["for-each-ref"]).stdout;
        let index = fs::read(repo.join(".git/index")).ok();
        (refs, index, fs::read(repo.join(path)).ok())
    };
    let before = snapshot();
    let error = append(&repo.open(), options, path, "more").unwrap_err();
    assert_eq!(snapshot(), before);
    error
}

#[test]
fn uncommitted_edits_of_the_file_are_refused_whatever_they_are() {
    let repo = TestRepo::new();
    repo.append("a.md", "one").unwrap();
    let told = |expected: &str| {
        let error = refusal(&repo, "a.md");
        assert_eq!(error.to_string(), expected);
        assert!(error.needs_person());
        // A mode has no event that could record it, and a file that is HEAD's
        // has nothing to record.
        let way_out = match expected {
            _ if expected.ends_with("mode") => "git restore a.md",
            _ if expected.contains("although") => "git restore --staged -- a.md",
            _ if expected.ends_with("does not have") => "git diff --cached -- a.md shows",
            _ => "bitacora commit",
        };
        assert!(error.hint().unwrap().contains(way_out));
        assert_eq!(repo.litter(), Vec::<PathBuf>::new());
    };
    repo.write("a.md", "edited\n");
    told("a.md has uncommitted edits");
    repo.git(&["add", "a.md"]);
    told("a.md has staged edits");
    repo.write("a.md", "one\n");
    told("a.md has staged edits that its file does not have");
    repo.git(&["rm", "-qf", "--cached", "a.md"]);
    told("a.md is staged for deletion, although it is there");
    repo.git(&["restore", "--staged", "--", "a.md"]);
    repo.append("a.md", "two").unwrap();
    fs::remove_file(repo.join("a.md")).unwrap();
    told("a.md is missing from the work tree");
    repo.git(&["rm", "-q", "--cached", "a.md"]);
    told("a.md is staged for deletion");
    repo.git(&["reset", "-q", "--hard"]);
    fs::set_permissions(repo.join("a.md"), fs::Permissions::from_mode(0o755)).unwrap();
    told("a.md has an uncommitted change of mode");
}

#[test]
fn a_new_file_never_replaces_one_that_is_not_committed() {
    let repo = TestRepo::new();
    repo.write("new.md", "mine\n");
    assert_eq!(
        refusal(&repo, "new.md").to_string(),
        "new.md is not committed"
    );
    repo.git(&["add", "new.md"]);
    assert_eq!(
        refusal(&repo, "new.md").to_string(),
        "new.md is staged but not committed"
    );
}

#[test]
fn a_detached_head_is_refused() {
    let repo = TestRepo::new();
    repo.git(&["checkout", "-q", "--detach"]);
    let error = refusal(&repo, "a.md");
    assert!(matches!(error, GitError::DetachedHead), "{error}");
    assert_eq!(repo.open().branch(), None);
}

#[test]
fn each_operation_in_progress_is_refused_by_name() {
    let started: [(&str, &[&str]); 5] = [
        ("merge", &["merge", "side"]),
        ("rebase", &["rebase", "side"]),
        ("cherry-pick", &["cherry-pick", "side"]),
        ("revert", &["revert", "--no-edit", "HEAD~1"]),
        ("bisect", &["bisect", "start"]),
    ];
    for (operation, command) in started {
        let repo = TestRepo::new();
        repo.git(&["checkout", "-qb", "side"]);
        for (branch, text) in [
            ("side", "theirs\n"),
            ("main", "ours\n"),
            ("main", "again\n"),
        ] {
            repo.git(&["checkout", "-q", branch]);
            repo.write("README", text);
            repo.git(&["commit", "-qam", text.trim()]);
        }
        git_command(repo.path(), command);
        let error = refusal(&repo, "a.md");
        assert_eq!(error.to_string(), format!("a {operation} is in progress"));
        assert!(error.hint().unwrap().contains(&format!("git {operation}")));
        assert!(error.needs_person());
        assert!(
            repo.open()
                .tree_list(repo.open().head_oid().unwrap(), "")
                .is_ok()
        );
    }
}

#[test]
fn another_branch_than_the_configured_one_is_refused_naming_both() {
    let repo = TestRepo::new();
    let options = WriteOptions {
        branch: Some("desk".to_owned()),
        ..WriteOptions::default()
    };
    let error = refusal_with(&repo, &options, "a.md");
    assert_eq!(
        error.to_string(),
        "the branch is main, but this store is written on desk"
    );
    assert_eq!(error.hint().unwrap(), "git switch desk");
    repo.git(&["checkout", "-qb", "desk"]);
    append(&repo.open(), &options, "a.md", "one").unwrap();
}

#[test]
fn what_a_sparse_checkout_leaves_out_is_refused() {
    let repo = TestRepo::new();
    repo.append("in/a.md", "one").unwrap();
    repo.append("out/side/b.md", "one").unwrap();
    for form in ["--sparse-index", "--no-sparse-index"] {
        repo.git(&["sparse-checkout", "set", "--cone", form, "in"]);
        assert_eq!(
            refusal(&repo, "out/side/b.md").to_string(),
            "out/side/b.md is marked skip-worktree in the index, so git would not see the change"
        );
        assert_eq!(repo.status(), "");
    }
}

#[test]
fn attributes_that_only_the_index_has_are_not_passed_over() {
    let repo = TestRepo::new();
    repo.append("in/a.md", "one").unwrap();
    repo.write("in/.gitattributes", "*.md eol=crlf\n");
    repo.write("out/.gitattributes", "*.md eol=crlf\n");
    repo.git(&["add", "."]);
    repo.git(&["commit", "-qm", "attributes"]);
    repo.git(&["update-index", "--split-index"]);
    fs::remove_file(repo.join("out/.gitattributes")).unwrap();
    assert!(repo.open().status_of("in/a.md").unwrap().index.is_some());
    fs::remove_file(repo.join("in/.gitattributes")).unwrap();
    let error = refusal(&repo, "in/a.md");
    assert_eq!(
        error.to_string(),
        "in/.gitattributes is in the index and not in the work tree, and git would go by it"
    );
    assert_eq!(error.hint().unwrap(), "git restore in/.gitattributes");
    repo.git(&["restore", "."]);
    repo.git(&["update-index", "--no-split-index"]);
    repo.git(&["sparse-checkout", "set", "--cone", "--sparse-index", "in"]);
    let error = refusal(&repo, "out/new.md");
    assert_eq!(
        error.hint().unwrap(),
        "git sparse-checkout reapply --no-sparse-index"
    );
    repo.append("in/b.txt", "one").unwrap();
    repo.assert_clean();
}

#[test]
fn a_file_hidden_from_git_is_refused() {
    let repo = TestRepo::new();
    repo.append("a.md", "one").unwrap();
    for flag in ["assume-unchanged", "skip-worktree"] {
        repo.git(&["update-index", &format!("--{flag}"), "a.md"]);
        let error = refusal(&repo, "a.md");
        assert!(
            matches!(error, GitError::Hidden { flag: found, .. } if found == flag),
            "{error}"
        );
        assert_eq!(
            error.hint().unwrap(),
            format!("git update-index --no-{flag} -- a.md")
        );
        repo.git(&["update-index", &format!("--no-{flag}"), "a.md"]);
    }
    repo.append("a.md", "two").unwrap();
}

#[test]
fn flags_of_other_files_survive() {
    let repo = TestRepo::new();
    for name in ["skipped", "assumed", "intended"] {
        repo.write(name, "x\n");
    }
    repo.git(&["add", "skipped", "assumed"]);
    repo.git(&["commit", "-qm", "files"]);
    repo.git(&["add", "--intent-to-add", "intended"]);
    repo.git(&["update-index", "--skip-worktree", "skipped"]);
    repo.git(&["update-index", "--assume-unchanged", "assumed"]);
    let flags = || repo.git(&["ls-files", "-v", "skipped", "assumed", "intended"]);
    let (before, status) = (flags(), repo.status());
    repo.append("a.md", "one").unwrap();
    assert_eq!(flags(), before);
    assert_eq!(repo.status(), status);
}

#[test]
fn attributes_that_only_the_git_program_applies_are_refused() {
    for attribute in ["filter=lfs", "ident", "working-tree-encoding=UTF-16"] {
        let repo = TestRepo::new();
        repo.write(".gitattributes", &format!("*.md {attribute}\n"));
        let error = refusal(&repo, "a.md");
        assert_eq!(
            error.to_string(),
            format!("a.md has the attribute {attribute}, which cannot be applied")
        );
        repo.write(
            ".gitattributes",
            "*.md -filter -ident -working-tree-encoding\n",
        );
        repo.append("a.md", "one").unwrap();
    }
}

#[test]
fn a_link_anywhere_on_the_path_is_refused() {
    let repo = TestRepo::new();
    let outside = tempfile::tempdir().unwrap();
    symlink(outside.path(), repo.join("linked")).unwrap();
    symlink("README", repo.join("link.md")).unwrap();
    repo.write("plain", "file\n");
    let told = |path: &str, text: &str| assert_eq!(refusal(&repo, path).to_string(), text);
    told(
        "linked/a.md",
        "linked is a symbolic link, which is never followed",
    );
    told(
        "linked/deep/a.md",
        "linked is a symbolic link, which is never followed",
    );
    told(
        "link.md",
        "link.md is a symbolic link, which is never followed",
    );
    told("plain/a.md", "plain is not a folder");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    repo.git(&["add", "link.md"]);
    repo.git(&["commit", "-qm", "link"]);
    fs::remove_file(repo.join("link.md")).unwrap();
    repo.write("link.md", "README");
    told("link.md", "link.md is not an ordinary file");
}

#[test]
fn a_path_that_leaves_the_store_or_means_something_to_git_is_refused() {
    let repo = TestRepo::new();
    for path in [
        "",
        "/etc/x",
        "../x",
        "a//b",
        "a/./b",
        "a/",
        ".git/config",
        "A/.GIT/x",
        "a\nb",
        "a\\b",
    ] {
        let files = vec![change(path, "x")];
        let refused = repo
            .open()
            .transact::<_, GitError>(&impatient(), |_| Ok((Some(plan(files.clone())), ())));
        let bad = matches!(&refused, Err(GitError::BadPath { path: told }) if told == path);
        assert!(bad, "{path:?}: {refused:?}");
    }
    repo.assert_clean();
}

#[test]
fn without_an_identity_nothing_is_committed_and_the_hint_says_how() {
    let repo = TestRepo::new();
    repo.git(&["config", "user.email", ""]);
    let error = refusal(&repo, "a.md");
    assert_eq!(
        error.to_string(),
        "git does not know who you are: user.email is not set"
    );
    let set = "git config --global user.email you@example.com";
    assert_eq!(error.hint().unwrap(), set);
}

#[test]
fn a_lock_of_git_is_waited_for_and_then_named() {
    let repo = TestRepo::new();
    for lock in [".git/index.lock", ".git/refs/heads/main.lock"] {
        repo.write(lock, "");
        let error = append(&repo.open(), &impatient(), "a.md", "one").unwrap_err();
        let named = matches!(&error, GitError::LockHeld { path, age: Some(_) }
            if *path == repo.join(lock).canonicalize().unwrap());
        assert!(named, "{error}");
        assert!(error.hint().unwrap().contains("rm "));
        assert!(repo.join(lock).exists());
        fs::remove_file(repo.join(lock)).unwrap();
        repo.assert_clean();
    }
    repo.append("a.md", "one").unwrap();
}

#[test]
fn a_lock_of_this_program_that_lasts_is_named() {
    let repo = TestRepo::new();
    repo.append("a.md", "one").unwrap();
    let lock = fs::File::open(repo.join(".git/bitacora/lock")).unwrap();
    lock.lock().unwrap();
    let error = refusal(&repo, "a.md");
    assert!(matches!(error, GitError::Busy { .. }), "{error}");
    assert!(error.needs_person());
    lock.unlock().unwrap();
    repo.append("a.md", "two").unwrap();
}

#[test]
fn a_bare_repository_is_read_but_not_written() {
    let repo = TestRepo::new();
    repo.append("a.md", "one").unwrap();
    let bare = tempfile::tempdir().unwrap();
    let from = repo.path().to_str().unwrap();
    git_in(bare.path(), &["clone", "-q", "--bare", from, "."]);
    let opened = Repository::open(bare.path()).unwrap();
    let head = opened.head_oid().unwrap();
    assert!(opened.is_bare());
    assert_eq!(opened.tree_read(head, "a.md").unwrap().unwrap(), b"one\n");
    let error = append(&opened, &impatient(), "a.md", "two").unwrap_err();
    assert!(matches!(error, GitError::Bare { .. }), "{error}");
    assert!(!bare.path().join("bitacora").exists());
}

#[test]
fn repositories_that_cannot_be_read_are_named_when_opened() {
    let made: [(&[&str], &str); 2] = [
        (
            &["init", "-q", "--object-format=sha256", "."],
            "the repository uses SHA-256 object names, which cannot be read yet",
        ),
        (
            &["init", "-q", "--ref-format=reftable", "."],
            "the repository keeps its refs in a reftable, which cannot be read yet",
        ),
    ];
    for (command, told) in made {
        let folder = tempfile::tempdir().unwrap();
        git_in(folder.path(), command);
        assert_eq!(
            Repository::open(folder.path()).unwrap_err().to_string(),
            told
        );
    }
    let repo = TestRepo::new();
    repo.git(&["config", "core.repositoryFormatVersion", "1"]);
    repo.git(&["config", "extensions.partialClone", "origin"]);
    let error = Repository::open(repo.path()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the repository uses the extension partialclone, which cannot be read yet"
    );
    let nowhere = tempfile::tempdir().unwrap();
    let error = Repository::open(nowhere.path()).unwrap_err();
    assert!(matches!(error, GitError::NoRepository { .. }), "{error}");
    assert_eq!(error.hint().unwrap(), "bitacora init");
}

#[test]
fn attributes_that_are_no_file_are_named_before_libgit2_would_wait_for_them() {
    for name in [".gitattributes", "in/.gitattributes"] {
        let repo = TestRepo::new();
        repo.append("in/a.md", "one").unwrap();
        let pipe = repo.join(name);
        let mode = rustix::fs::Mode::RUSR;
        let kind = rustix::fs::FileType::Fifo;
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, kind, mode, 0).unwrap();
        let expected = format!("{name}:1:1: it is not an ordinary file");
        assert_eq!(refusal(&repo, "in/a.md").to_string(), expected);
        fs::remove_file(&pipe).unwrap();
        fs::File::create(&pipe).unwrap().set_len(3 << 30).unwrap();
        let expected = format!("{name}:1:1: it has 3221225472 bytes, and at most 1048576 are read");
        assert_eq!(refusal(&repo, "in/a.md").to_string(), expected);
    }
}
