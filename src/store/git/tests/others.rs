//! Facts about the entries of an index that are not ours, in each version.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::time::SystemTime;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

/// What a user's file is in the index.
#[derive(Debug, Clone, Copy)]
enum Mark {
    Plain,
    Flag(&'static str),
    IntentToAdd,
    Conflict,
}

#[derive(Debug, Clone)]
struct Draw {
    version: &'static str,
    theirs: BTreeMap<String, Mark>,
    /// Our files that exist, and those that come with the commit.
    ours: BTreeSet<String>,
    new: BTreeSet<String>,
}

/// Many names that begin like others.
fn name() -> impl Strategy<Value = String> {
    let long = ["long"; 60].concat() + "/";
    let folders = ["", "a/", "a/b/", "ab/", "b-/", &long].map(str::to_owned);
    let folder = select(folders.to_vec());
    (folder, "[ab-]{0,3}", select(vec!["", ".md"]))
        .prop_map(|(folder, stem, kind)| format!("{folder}x{stem}{kind}"))
}

fn draw() -> impl Strategy<Value = Draw> {
    let marks = vec![
        Mark::Plain,
        Mark::Flag("assume-unchanged"),
        Mark::Flag("skip-worktree"),
        Mark::IntentToAdd,
        Mark::Conflict,
    ];
    let theirs = prop::collection::btree_map(name(), select(marks), 1..12);
    let names = prop::collection::btree_set(name(), 1..8);
    let all = (select(vec!["2", "4"]), theirs, names);
    all.prop_flat_map(|(version, theirs, mut names)| {
        names.retain(|name| !theirs.contains_key(name));
        let some = subsequence(Vec::from_iter(names.clone()), 0..=names.len());
        some.prop_map(move |ours| {
            let ours = BTreeSet::from_iter(ours);
            Draw {
                version,
                theirs: theirs.clone(),
                new: names.difference(&ours).cloned().collect(),
                ours,
            }
        })
    })
}

fn made_of(draw: &Draw) -> TestRepo {
    let repo = TestRepo::new();
    repo.git(&["update-index", "--index-version", draw.version]);
    let unborn = |mark: &Mark| matches!(mark, Mark::IntentToAdd | Mark::Conflict);
    let kept = draw.theirs.iter().filter(|(_, mark)| !unborn(mark));
    for path in draw.ours.iter().chain(kept.map(|(path, _)| path)) {
        repo.write(path, "begun\n");
    }
    repo.git(&["add", "."]);
    repo.git(&["commit", "-qm", "more", "--allow-empty"]);
    for (path, mark) in &draw.theirs {
        match *mark {
            Mark::Plain => {}
            Mark::Flag(flag) => {
                repo.git(&["update-index", &format!("--{flag}"), path]);
            }
            Mark::IntentToAdd => {
                repo.write(path, "meant\n");
                repo.git(&["add", "-N", path]);
            }
            Mark::Conflict => {
                for side in [1, 2, 3] {
                    enter(&repo, side, path);
                }
            }
        }
    }
    repo
}

/// Everything git knows of each entry, in order: its letter, mode, blob, side,
/// path, numbers and flags.
fn entries(repo: &TestRepo) -> Vec<String> {
    let listed = repo.git(&["ls-files", "-v", "--stage", "--debug"]);
    let mut entries: Vec<String> = Vec::new();
    for line in listed.lines() {
        match entries.last_mut() {
            Some(entry) if line.starts_with("  ") => *entry += line,
            _ => entries.push(line.to_owned()),
        }
    }
    entries
}

/// The same without those of these paths.
fn entries_but(repo: &TestRepo, paths: &BTreeSet<&str>) -> Vec<String> {
    let mut entries = entries(repo);
    entries.retain(|entry| {
        let (path, _) = entry.split_once('\t').unwrap().1.split_once("  ").unwrap();
        !paths.contains(path)
    });
    entries
}

fn version(repo: &TestRepo) -> u8 {
    fs::read(repo.join(".git/index")).unwrap()[7]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_commit_leaves_every_other_entry_as_it_was(draw in draw()) {
        let repo = made_of(&draw);
        let ours: BTreeSet<&str> = draw.ours.iter().chain(&draw.new).map(String::as_str).collect();
        let (version_before, before) = (version(&repo), entries_but(&repo, &ours));
        let files: Vec<_> = ours.iter().map(|path| change(path, "ours\n")).collect();
        let written = repo.open().transact::<_, GitError>(&WriteOptions::default(), |_| {
            Ok((Some(plan(files.clone())), ()))
        });
        written.unwrap();
        prop_assert_eq!(version(&repo), version_before);
        prop_assert_eq!(entries_but(&repo, &ours), before);
        for path in ours {
            let staged = repo.git(&["show", &format!(":{path}")]);
            prop_assert_eq!(staged, "ours");
            prop_assert_eq!(repo.git(&["status", "--porcelain", "--", path]), "");
        }
        // It looks at the sum of the index, at the order of its entries and at
        // the trees it names.
        repo.assert_sound();
    }
}

#[test]
fn names_longer_than_the_flags_can_say_are_kept() {
    for version in ["2", "4"] {
        let repo = TestRepo::new();
        repo.git(&["update-index", "--index-version", version]);
        for length in [4093, 4094, 4095, 4096, 9000] {
            enter(&repo, 0, &"n".repeat(length));
        }
        let before = entries_but(&repo, &BTreeSet::new());
        assert_eq!(before.len(), 6);
        repo.append("z.md", "one").unwrap();
        repo.append("a.md", "one").unwrap();
        let ours = BTreeSet::from(["a.md", "z.md"]);
        assert_eq!(entries_but(&repo, &ours), before);
        repo.assert_sound();
    }
}

/// Long ago, so that an index that is written now is certainly younger.
const BEFORE: Duration = Duration::from_secs(1_700_000_000);

/// Writes contents of one length, enters the first, and makes the index, its
/// entries and the files as old as each other.
fn edited_in_the_second_of_the_index(repo: &TestRepo, paths: &[PathBuf]) {
    let at = |path: &Path| {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + BEFORE).unwrap();
    };
    // Only the time of modification tells.
    repo.git(&["config", "core.trustctime", "false"]);
    repo.git(&["config", "core.checkStat", "minimal"]);
    for path in paths {
        fs::write(path, "before\n").unwrap();
        at(path);
    }
    repo.git(&["add", "."]);
    for path in paths {
        fs::write(path, "later!\n").unwrap();
        at(path);
    }
    at(&repo.join(".git/index"));
}

#[test]
fn any_number_of_edits_in_the_second_of_the_last_index_write_stay_visible() {
    for version in ["2", "4"] {
        let repo = TestRepo::new();
        repo.git(&["update-index", "--index-version", version]);
        let paths: Vec<_> = (0..300).map(|n| repo.join(&format!("{n:03}"))).collect();
        edited_in_the_second_of_the_index(&repo, &paths);
        for same in paths.iter().step_by(3) {
            fs::write(same, "before\n").unwrap();
            let file = fs::File::options().write(true).open(same).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + BEFORE).unwrap();
        }
        let seen = repo.status();
        assert_eq!(seen.matches("AM ").count(), 200);
        repo.append("ours.md", "one").unwrap();
        assert_eq!(repo.status(), seen);
    }
}

#[test]
fn an_edit_of_a_file_whose_name_is_no_text_stays_visible() {
    let repo = TestRepo::new();
    let paths = [repo.path().join(OsStr::from_bytes(b"\xff.md"))];
    edited_in_the_second_of_the_index(&repo, &paths);
    let seen = repo.status();
    assert_eq!(seen, "AM \"\\377.md\"");
    repo.append("ours.md", "one").unwrap();
    assert_eq!(repo.status(), seen);
}

#[test]
fn attributes_of_the_index_count_where_the_work_tree_has_none() {
    for version in ["2", "4"] {
        let repo = TestRepo::new();
        repo.git(&["update-index", "--index-version", version]);
        repo.write("in/.gitattributes", "*.md text eol=crlf\n");
        repo.write(".gitattributes", "* -text\n");
        repo.git(&["add", "."]);
        repo.git(&["commit", "-qm", "attributes"]);
        fs::remove_file(repo.join("in/.gitattributes")).unwrap();
        repo.append("in/a.md", "one").unwrap();
        repo.append("in/a.txt", "one").unwrap();
        assert_eq!(repo.read("in/a.md"), "one\r\n");
        assert_eq!(repo.read("in/a.txt"), "one\n");
        assert!(repo.open().status_of("in/a.md").unwrap().is_clean());
        assert_eq!(repo.status(), " D in/.gitattributes");
        repo.assert_sound();
    }
}

#[test]
fn a_staged_file_in_the_way_is_named_and_kept() {
    let repo = TestRepo::new();
    for (theirs, ours) in [("folder", "folder/deep/a.md"), ("b.md/theirs", "b.md")] {
        enter(&repo, 0, theirs);
        let before = entries(&repo);
        let error = repo.append(ours, "one").unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("{ours} and {theirs}, which is in the index, cannot both be files")
        );
        assert_eq!(
            error.hint().unwrap(),
            format!("git rm --cached -- {theirs}")
        );
        assert_eq!(entries(&repo), before);
        assert!(!repo.join(ours).exists());
        repo.assert_sound();
        repo.git(&["rm", "-q", "--cached", "--", theirs]);
        repo.append(ours, "one").unwrap();
        repo.assert_clean();
    }
}
