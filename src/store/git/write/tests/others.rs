//! Facts about the entries of an index that are not ours, in each version.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::time::SystemTime;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::index_lock::IndexLock;
use super::*;
use crate::core::told::Told as _;
use crate::store::git::index::OpenIndex;
use crate::store::git::work_tree::WorkTree;

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
    /// Of git, for how it writes the index: in blocks that begin with a whole
    /// name, or without a checksum.
    setting: &'static str,
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
    let settings = select(vec!["index.threads=3", "index.skipHash=true"]);
    let all = (select(vec!["2", "4"]), settings, theirs, names);
    all.prop_flat_map(|(version, setting, theirs, mut names)| {
        names.retain(|name| !theirs.contains_key(name));
        let some = subsequence(Vec::from_iter(names.clone()), 0..=names.len());
        some.prop_map(move |ours| {
            let ours = BTreeSet::from_iter(ours);
            Draw {
                version,
                setting,
                theirs: theirs.clone(),
                new: names.difference(&ours).cloned().collect(),
                ours,
            }
        })
    })
}

fn made_of(draw: &Draw) -> TestRepo {
    let repo = of_version(draw.version);
    let (key, value) = draw.setting.split_once('=').unwrap();
    repo.git(&["config", key, value]);
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
                for stage in [1, 2, 3] {
                    enter(&repo, stage, path);
                }
            }
        }
    }
    repo
}

/// Everything git knows of each entry, in order: its letter, mode, blob, stage,
/// path, stat data and flags.
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
        // It looks at the checksum of the index, at the order of its entries and at
        // the trees it names.
        repo.assert_sound();
    }
}

#[test]
fn names_longer_than_the_flags_can_say_are_kept() {
    for version in ["2", "4"] {
        let repo = of_version(version);
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

/// Gives a file this time of modification (Unix time).
fn made_at(path: &Path, time: Duration) {
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + time).unwrap();
}

/// Writes contents of one length, enters the first, and makes the index, its
/// entries and the files as old as each other.
fn edited_in_the_second_of_the_index(repo: &TestRepo, paths: &[PathBuf]) {
    let at = |path: &Path| made_at(path, BEFORE);
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
        let repo = of_version(version);
        let paths: Vec<_> = (0..300).map(|n| repo.join(&format!("{n:03}"))).collect();
        edited_in_the_second_of_the_index(&repo, &paths);
        for same in paths.iter().step_by(3) {
            fs::write(same, "before\n").unwrap();
            made_at(same, BEFORE);
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
    // Shown as text, the first has the name of the second.
    let names: [&[u8]; 2] = [b"\xff.md", "\u{fffd}.md".as_bytes()];
    let paths = names.map(|name| repo.path().join(OsStr::from_bytes(name)));
    edited_in_the_second_of_the_index(&repo, &paths);
    fs::write(&paths[1], "before\n").unwrap();
    made_at(&paths[1], BEFORE);
    let seen = repo.status();
    assert_eq!(seen, "A  \"\\357\\277\\275.md\"\nAM \"\\377.md\"");
    repo.append("ours.md", "one").unwrap();
    assert_eq!(repo.status(), seen);
}

#[test]
fn a_link_that_leads_elsewhere_in_the_second_of_the_index_stays_visible() {
    let repo = TestRepo::new();
    let link = repo.join("link");
    let lead = |target: &str| {
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(target, &link).unwrap();
        let time = format!("@{}", BEFORE.as_secs());
        let mut touch = Command::new("touch");
        touch.args(["--no-dereference", "--date", &time]).arg(&link);
        assert!(touch.status().unwrap().success());
    };
    edited_in_the_second_of_the_index(&repo, &[]);
    lead("before");
    repo.git(&["add", "link"]);
    lead("later!");
    made_at(&repo.join(".git/index"), BEFORE);
    assert_eq!(repo.status(), "AM link");
    repo.append("ours.md", "one").unwrap();
    assert_eq!(repo.status(), "AM link");
}

#[test]
fn an_edit_made_while_the_index_is_written_stays_visible() {
    for version in ["2", "4"] {
        let repo = of_version(version);
        let theirs = repo.join("theirs");
        edited_in_the_second_of_the_index(&repo, std::slice::from_ref(&theirs));
        fs::write(&theirs, "before\n").unwrap();
        made_at(&theirs, BEFORE);
        assert_eq!(repo.status(), "A  theirs");
        let opened = repo.open();
        let git = open_git(repo.path()).unwrap();
        let work = WorkTree::new(opened.workdir().unwrap(), "");
        let (calm, lock) = IndexLock::take(&opened.place.index, Duration::ZERO).unwrap();
        // The edit follows within the second in which the lock was taken.
        made_at(&repo.join(".git/index.lock"), BEFORE);
        let index = OpenIndex::open(&git, &opened.place, &work, ["a.md"].into_iter()).unwrap();
        fs::write(&theirs, "later!\n").unwrap();
        made_at(&theirs, BEFORE);
        index.publish().unwrap();
        drop((lock, calm));
        assert_eq!(repo.status(), "AM theirs");
    }
}

#[test]
fn what_git_sees_unchanged_needs_no_second_look() {
    for version in ["2", "4"] {
        let repo = of_version(version);
        repo.write(".gitattributes", "*.txt text eol=crlf\n");
        repo.write("plain", "plain\n");
        repo.write("converted.txt", "one\r\ntwo\r\n");
        repo.write("gone", "gone\n");
        repo.write("grown", "grown\n");
        std::os::unix::fs::symlink("plain", repo.join("link")).unwrap();
        repo.git(&["add", "."]);
        repo.git(&["commit", "-qm", "theirs"]);
        repo.git(&["update-index", "--skip-worktree", "gone"]);
        repo.git(&["update-index", "--assume-unchanged", "grown"]);
        fs::remove_file(repo.join("gone")).unwrap();
        repo.write("grown", "grown since\n");
        // Every file is younger than that.
        made_at(&repo.join(".git/index"), BEFORE);
        let ours = BTreeSet::from(["a.md"]);
        let before = entries_but(&repo, &ours);
        repo.append("a.md", "one").unwrap();
        assert_eq!(entries_but(&repo, &ours), before);
        assert_eq!(repo.git(&["diff-files"]), "");
        repo.assert_clean();
    }
}

#[test]
fn attributes_of_the_index_count_where_the_work_tree_has_none() {
    for version in ["2", "4"] {
        let repo = of_version(version);
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
fn of_attributes_in_conflict_stage_2_counts() {
    let repo = TestRepo::new();
    let blob = |text: &str| {
        repo.write("stage", text);
        repo.git(&["hash-object", "-w", "stage"])
    };
    let (base, ours) = (blob("* -text\n"), blob("*.md text eol=crlf\n"));
    fs::remove_file(repo.join("stage")).unwrap();
    for (stage, blob) in [(1, &base), (2, &ours), (3, &base)] {
        enter_blob(&repo, blob, stage, "in/.gitattributes");
    }
    repo.append("in/a.md", "one").unwrap();
    assert_eq!(repo.read("in/a.md"), "one\r\n");
    let unmerged = repo.git(&["ls-files", "--unmerged"]);
    assert_eq!(unmerged.lines().count(), 3);
}

#[test]
fn a_staged_file_in_the_way_is_named_and_kept() {
    for form in ["--no-split-index", "--split-index"] {
        let repo = TestRepo::new();
        repo.append("folders/a.md", "one").unwrap();
        repo.git(&["update-index", form]);
        for (theirs, ours) in [("folder", "folder/deep/a.md"), ("b.md/theirs", "b.md")] {
            for stage in [0, 2] {
                enter(&repo, stage, theirs);
                let before = entries(&repo);
                let error = repo.append(ours, "one").unwrap_err();
                assert_eq!(
                    error.to_string(),
                    format!("{ours} and {theirs}, which is in the index, cannot both be files")
                );
                let hint = format!("git rm --cached -- {theirs}");
                assert_eq!(error.hint().unwrap(), hint);
                assert_eq!(entries(&repo), before);
                assert!(!repo.join(ours).exists());
                repo.git(&["rm", "-q", "--cached", "--", theirs]);
            }
            repo.append(ours, "one").unwrap();
            repo.assert_clean();
        }
    }
}
