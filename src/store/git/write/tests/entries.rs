use std::os::unix::fs::PermissionsExt;
use std::time::SystemTime;

use sha1::{Digest as _, Sha1};

use super::*;

fn has_extension(repo: &TestRepo, kind: &str) -> bool {
    let bytes = fs::read(repo.join(".git/index")).unwrap();
    bytes.windows(4).any(|window| window == kind.as_bytes())
}

#[test]
fn every_version_of_the_index_is_written_and_kept() {
    for given in [2, 4] {
        let repo = of_version(&given.to_string());
        for path in [
            "a/b.md",
            "a.md",
            "a-b.md",
            "a/a.md",
            "a0.md",
            "Z",
            "zz/y/x.md",
        ] {
            repo.append(path, "one").unwrap();
            repo.append(path, "two").unwrap();
            assert_eq!(version(&repo), given);
            repo.assert_clean();
        }
        repo.git(&["rm", "-q", "--cached", "Z"]);
        repo.write("a.md", "staged\n");
        repo.git(&["add", "a.md"]);
        repo.append("b.md", "one").unwrap();
        assert_eq!(repo.status(), "D  Z\nM  a.md\n?? Z");
        repo.assert_sound();
    }
}

#[test]
fn an_index_with_flags_of_version_3_is_written_and_keeps_them() {
    let repo = TestRepo::new();
    repo.git(&["update-index", "--skip-worktree", "README"]);
    assert_eq!(version(&repo), 3);
    for path in ["A.md", "z/y.md", "A.md"] {
        repo.append(path, "one").unwrap();
        assert_eq!(version(&repo), 3);
        repo.assert_clean();
        assert_eq!(repo.git(&["ls-files", "-t", "README"]), "S README");
    }
}

#[test]
fn what_git_remembers_of_untracked_files_never_outlives_a_commit() {
    for version in ["2", "4"] {
        let repo = of_version(version);
        repo.append("a/b.md", "one").unwrap();
        repo.git(&["config", "core.untrackedCache", "true"]);
        let look = || git_writing(&repo, &["status", "--porcelain", "-unormal"]);
        repo.git(&["update-index", "--force-untracked-cache"]);
        assert_eq!(look(), "");
        assert!(has_extension(&repo, "UNTR"));
        for path in ["a/c.md", "b/a.md", "a/b.md"] {
            repo.append(path, "one").unwrap();
            repo.assert_clean();
            assert_eq!(look(), "");
        }
        repo.write("a/unknown", "x\n");
        assert_eq!(look(), "?? a/unknown");
    }
}

#[test]
fn what_a_monitor_of_files_said_never_outlives_a_commit() {
    for version in ["2", "4"] {
        let repo = of_version(version);
        repo.append("a/b.md", "one").unwrap();
        // A monitor that has seen nothing: git believes it of the files marked
        // as looked at.
        repo.write(".git/monitor", "#!/bin/sh\nprintf 'token\\0'\n");
        let monitor = repo.join(".git/monitor");
        let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(&monitor, executable).unwrap();
        repo.git(&["config", "core.fsmonitor", monitor.to_str().unwrap()]);
        let look = || git_writing(&repo, &["status", "--porcelain"]);
        for path in ["a/b.md", "a/c.md", "README"] {
            repo.git(&["update-index", "--fsmonitor"]);
            assert_eq!(look(), "");
            assert!(has_extension(&repo, "FSMN"));
            repo.append(path, "one").unwrap();
            repo.assert_clean();
            assert_eq!(look(), "");
        }
        repo.append("a/c.md", "two").unwrap();
        repo.write("a/c.md", "edited\n");
        assert_eq!(repo.status(), " M a/c.md");
    }
}

/// The git program, which may write down what it has seen.
fn git_writing(repo: &TestRepo, arguments: &[&str]) -> String {
    let locks = ["--no-pager", "-c", "core.preloadIndex=false"];
    let output = Command::new("git")
        .args(locks)
        .args(arguments)
        .current_dir(repo.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env_remove("GIT_OPTIONAL_LOCKS")
        .output()
        .unwrap();
    String::from_utf8(output.stdout)
        .unwrap()
        .trim_end()
        .to_owned()
}

#[test]
fn the_stat_data_of_our_entries_is_what_git_enters() {
    for version in ["2", "4"] {
        let repo = of_version(version);
        repo.append("a.md", "one").unwrap();
        let entered = || repo.git(&["ls-files", "--stage", "--debug", "a.md"]);
        let ours = entered();
        // What git calls the device differs between the two ways.
        fs::remove_file(repo.join(".git/index")).unwrap();
        repo.git(&["reset", "-q"]);
        let bare = |text: &str| text.replace(['\t', ' '], "");
        let without_device = |text: &str| {
            let lines = text.lines().filter(|line| !line.contains("dev:"));
            lines.map(bare).collect::<Vec<_>>()
        };
        assert_eq!(without_device(&ours), without_device(&entered()));
        assert_eq!(repo.git(&["diff-files", "--raw"]), "");
    }
}

#[test]
fn an_index_that_a_group_may_write_stays_so() {
    let repo = TestRepo::new();
    let index = repo.join(".git/index");
    fs::set_permissions(&index, PermissionsExt::from_mode(0o660)).unwrap();
    repo.append("a.md", "one").unwrap();
    assert_eq!(
        index.metadata().unwrap().permissions().mode() & 0o777,
        0o660
    );
}

#[test]
fn an_index_without_a_sum_stays_without() {
    let repo = TestRepo::new();
    repo.git(&["config", "index.skipHash", "true"]);
    repo.write("b", "b\n");
    repo.git(&["add", "b"]);
    repo.append("a.md", "one").unwrap();
    let index = fs::read(repo.join(".git/index")).unwrap();
    assert!(index.ends_with(&[0; 20]));
    assert_eq!(repo.status(), "A  b");
}

#[test]
fn the_trees_that_a_commit_does_not_touch_stay_known_to_the_index() {
    let repo = TestRepo::new();
    for path in ["one/a.md", "two/deep/b.md", "two/c.md"] {
        repo.append(path, "one").unwrap();
    }
    repo.git(&["read-tree", "HEAD"]);
    let tree = repo.git(&["rev-parse", "HEAD:one"]).parse::<Oid>().unwrap();
    let knows = |tree: &[u8]| {
        let index = fs::read(repo.join(".git/index")).unwrap();
        index.windows(tree.len()).any(|window| window == tree)
    };
    let deep = repo
        .git(&["rev-parse", "HEAD:two/deep"])
        .parse::<Oid>()
        .unwrap();
    assert!(knows(tree.as_bytes()) && knows(deep.as_bytes()));
    repo.append("two/deep/b.md", "two").unwrap();
    assert!(knows(tree.as_bytes()) && !knows(deep.as_bytes()));
    repo.assert_clean();
}

#[test]
fn a_damaged_index_is_told_and_left_alone() {
    // Cut off after so many bytes, or with a bit of this byte turned.
    let damages = [
        ("nothing", Some(0), None),
        ("half a header", Some(8), None),
        ("half an entry", Some(40), None),
        ("an entry and no checksum", Some(100), None),
        ("another blob", None, Some(55)),
        ("another name", None, Some(75)),
    ];
    for (what, length, byte) in damages {
        let repo = TestRepo::new();
        let path = repo.join(".git/index");
        let mut index = fs::read(&path).unwrap();
        index.truncate(length.unwrap_or(index.len()));
        if let Some(byte) = byte {
            let turned: &mut u8 = &mut index[byte];
            *turned ^= 1;
        }
        fs::write(&path, &index).unwrap();
        let refused = append(&repo.open(), &impatient(), "README", "more").unwrap_err();
        assert!(
            matches!(&refused, GitError::DamagedIndex { path: named } if *named == path),
            "{what}: {refused}"
        );
        let looked = repo.open().changed_paths(|_| true).unwrap_err();
        assert_eq!(looked.to_string(), refused.to_string(), "{what}");
        assert_eq!(fs::read(&path).unwrap(), index, "{what}");
        assert_eq!(repo.litter(), Vec::<PathBuf>::new());
    }
}

#[test]
fn an_edit_in_the_second_of_the_last_index_write_stays_visible() {
    let at = |nanoseconds| {
        // Long ago, so that the index that is written now is certainly younger.
        SystemTime::UNIX_EPOCH + Duration::new(1_700_000_000, nanoseconds)
    };
    // One tick of the clock, and two moments that git only tells apart where
    // it is built to look at nanoseconds.
    for (entered, edited, written) in [(5, 5, 5), (200, 400, 500)] {
        for version in ["2", "4"] {
            let repo = of_version(version);
            // Only the time of modification tells; the file has the same size.
            repo.git(&["config", "core.trustctime", "false"]);
            repo.git(&["config", "core.checkStat", "minimal"]);
            repo.write("racy", "before\n");
            repo.write("young", "same\n");
            repo.git(&["add", "racy", "young"]);
            repo.write("racy", "later!\n");
            for path in ["racy", "young"] {
                set_entry_time(&repo, path, at(entered));
            }
            for (path, time) in [
                ("racy", edited),
                ("young", entered),
                (".git/index", written),
            ] {
                let file = fs::File::options().write(true).open(repo.join(path));
                file.unwrap().set_modified(at(time)).unwrap();
            }
            assert_eq!(repo.status(), "AM racy\nA  young");
            repo.append("ours.md", "one").unwrap();
            assert_eq!(repo.status(), "AM racy\nA  young", "version {version}");
        }
    }
}

/// Writes an index whose entry for `path` has this time of modification.
fn set_entry_time(repo: &TestRepo, path: &str, time: SystemTime) {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let seconds = i32::try_from(since.as_secs()).unwrap();
    let mut index = git2::Index::open(&repo.join(".git/index")).unwrap();
    let mut entry = index.get_path(path.as_ref(), 0).unwrap();
    entry.mtime = git2::IndexTime::new(seconds, since.subsec_nanos());
    index.add(&entry).unwrap();
    index.write().unwrap();
}

/// A form of the index that libgit2 cannot read, made of an ordinary one.
fn unreadable_by_libgit2() -> [(&'static str, Vec<&'static str>); 2] {
    [
        ("link", vec!["update-index", "--split-index"]),
        (
            "sdir",
            vec!["sparse-checkout", "set", "--cone", "--sparse-index", "in"],
        ),
    ]
}

#[test]
fn a_split_or_sparse_index_is_written_and_keeps_what_is_staged() {
    for (extension, make) in unreadable_by_libgit2() {
        let repo = TestRepo::new();
        repo.append("in/a.md", "one").unwrap();
        repo.append("in/b.md", "one").unwrap();
        repo.append("out/side/b.md", "one").unwrap();
        repo.git(&make);
        assert!(has_extension(&repo, extension), "{extension}");
        repo.append("in/a.md", "two").unwrap();
        repo.append("in/new/b.md", "one").unwrap();
        repo.assert_clean();
        repo.write("in/staged.md", "staged\n");
        repo.git(&["add", "in/staged.md"]);
        repo.append("in/new/c.md", "one").unwrap();
        assert!(has_extension(&repo, extension), "{extension}");
        assert_eq!(repo.status(), "A  in/staged.md");
        // Outside of what is checked out there is room for new files. Git folds
        // the index again when it next writes it.
        repo.append("out/d.md", "one").unwrap();
        assert_eq!(extension == "link", has_extension(&repo, extension));
        assert_eq!(repo.status(), "A  in/staged.md");
        assert_eq!(repo.read("in/a.md"), "one\ntwo\n");
        repo.assert_sound();
        // Nothing is left to compare, not even for who does not refresh.
        assert_eq!(repo.git(&["diff-files"]), "");
        repo.git(&["commit", "-qm", "staged"]);
        repo.assert_clean();
    }
}

#[test]
fn the_git_program_runs_no_hook_and_no_monitor() {
    let repo = TestRepo::new();
    repo.append("a.md", "one").unwrap();
    repo.git(&["update-index", "--split-index"]);
    let script = "#!/bin/sh\necho ran >> \"$(dirname \"$0\")/ran\"\n";
    let hook = repo.join(".git/hooks/post-index-change");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, script).unwrap();
    fs::set_permissions(&hook, PermissionsExt::from_mode(0o755)).unwrap();
    repo.git(&["config", "core.fsmonitor", hook.to_str().unwrap()]);
    repo.append("a.md", "two").unwrap();
    assert!(!repo.join(".git/hooks/ran").exists());
    repo.git(&["status"]);
    assert!(repo.join(".git/hooks/ran").exists());
}

#[test]
fn edits_are_found_whatever_form_the_index_has() {
    for (extension, make) in unreadable_by_libgit2() {
        let repo = TestRepo::new();
        repo.append("in/a.md", "one").unwrap();
        repo.append("out/b.md", "one").unwrap();
        repo.git(&make);
        assert!(has_extension(&repo, extension), "{extension}");
        assert_eq!(repo.open().changed_paths(|_| true).unwrap(), []);
        repo.write("in/a.md", "edited\n");
        repo.write("in/new.md", "new\n");
        let open = repo.open();
        let changed = open.changed_paths(|_| true).unwrap();
        let paths: Vec<&str> = changed.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["in/a.md", "in/new.md"]);
        assert!(!open.status_of("in/a.md").unwrap().is_clean());
        let error = repo.append("in/a.md", "two").unwrap_err();
        assert_eq!(error.to_string(), "in/a.md has uncommitted edits");
    }
}

#[test]
fn an_index_without_a_git_program_that_reads_it_changes_nothing() {
    let repo = TestRepo::new();
    repo.append("a.md", "one").unwrap();
    let index = repo.path().join(".git/index");
    let mut bytes = fs::read(&index).unwrap();
    // An extension in lower case must be understood; nobody does.
    let end = bytes.len() - 20;
    bytes.splice(end.., *b"zzzz\0\0\0\0");
    let checksum = Sha1::digest(&bytes);
    bytes.extend_from_slice(&checksum);
    fs::write(&index, bytes).unwrap();
    let head = repo.git(&["rev-parse", "HEAD"]);
    let error = repo.append("a.md", "two").unwrap_err();
    assert_eq!(
        error.to_string(),
        "git cannot read the index: index uses zzzz extension, which we do not understand"
    );
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), head);
    assert_eq!(repo.read("a.md"), "one\n");
}
