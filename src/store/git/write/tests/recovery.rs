use std::mem::forget;

use super::index_lock::IndexLock;
use super::journal::{FileRecord, Journal};
use super::temp_files::TempFiles;
use super::*;
use crate::store::git::index::OpenIndex;
use crate::store::git::work_tree::WorkTree;

const OLD: &str = "tickets/old.md";
const NEW: &str = "tickets/2026/11/new.md";

/// How far a write came before it was killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Intended,
    Locked,
    Staged,
    Sealed,
    Moved,
    OnePlaced,
    AllPlaced,
    Indexed,
}

const STEPS: [Step; 8] = [
    Step::Intended,
    Step::Locked,
    Step::Staged,
    Step::Sealed,
    Step::Moved,
    Step::OnePlaced,
    Step::AllPlaced,
    Step::Indexed,
];

/// Goes through a write of two files by hand, up to a step, and leaves
/// everything as a killed process would.
fn killed_after(step: Step) -> (TestRepo, Option<Oid>) {
    let repo = TestRepo::new();
    repo.append(OLD, "old").unwrap();
    repo.write("staged", "staged\n");
    repo.git(&["add", "staged"]);
    let commit = write_until(&repo, step);
    (repo, commit)
}

fn write_until(repo: &TestRepo, step: Step) -> Option<Oid> {
    let opened = repo.open();
    let git = open_git(repo.path()).unwrap();
    let view = View::of(&git, "", opened.head_oid()).unwrap();
    let work = WorkTree::new(opened.workdir().unwrap(), "");
    let folders = work.missing_folders([OLD, NEW].into_iter()).unwrap();
    let paths = [OLD, NEW].into_iter();
    let mut journal = Journal::begin(opened.git_dir(), "refs/heads/main", &folders, paths).unwrap();
    journal.keep();
    if step == Step::Intended {
        return None;
    }
    let (calm, lock) = IndexLock::take(&opened.place.index, Duration::ZERO).unwrap();
    drop(calm);
    forget(lock);
    let mut index = OpenIndex::open(&git, &opened.place, &work, [OLD, NEW].into_iter()).unwrap();
    let mut temp_files = TempFiles::begin(&work, folders).unwrap();
    let mut records = Vec::new();
    let mut temps = Vec::new();
    for (number, path) in [OLD, NEW].into_iter().enumerate() {
        let blob = git.blob(b"killed\n").unwrap();
        let before = work
            .read(path)
            .unwrap()
            .map(|_| git.blob(b"old\n").unwrap());
        temps.push(
            temp_files
                .write(path, number, b"killed\n", 0o100_644)
                .unwrap(),
        );
        records.push(FileRecord {
            path: path.to_owned(),
            blob,
            mode: 0o100_644,
            index: before,
            work: before,
            made: vec![blob],
        });
    }
    let tree = objects::tree(&git, view.tree.as_ref(), &records).unwrap();
    let plan = plan(Vec::new());
    let committer = identity::of(&git, &identity::COMMITTER).unwrap();
    let committer = identity::signature(&git, &identity::COMMITTER, &committer, plan.time).unwrap();
    let author = identity::signature(&git, &identity::AUTHOR, &plan.author, plan.time).unwrap();
    let parent = view.commit();
    let text = objects::commit_text(&committer, &author, "killed", tree, parent.as_slice());
    let odb = git.odb().unwrap();
    let commit = odb.write(git2::ObjectType::Commit, &text).unwrap();
    if step >= Step::Sealed {
        journal.seal(commit, &records).unwrap();
    }
    if step >= Step::Moved {
        git.reference("refs/heads/main", commit, true, "killed")
            .unwrap();
    }
    let placed = match step {
        Step::OnePlaced => 1,
        Step::AllPlaced | Step::Indexed => 2,
        _ => 0,
    };
    for (record, temp) in records.iter().zip(&temps).take(placed) {
        fs::rename(temp, work.absolute(&record.path)).unwrap();
        let meta = work.stat(&record.path).unwrap();
        index.put(&record.path, record.blob, record.mode, meta.as_ref());
    }
    if step == Step::Indexed {
        index.publish().unwrap();
    } else {
        forget(index);
    }
    forget(temp_files);
    (step >= Step::Moved).then_some(commit)
}

#[test]
fn the_next_write_finishes_what_was_committed_and_forgets_the_rest() {
    for step in STEPS {
        let (repo, commit) = killed_after(step);
        repo.append("next.md", "next").unwrap();
        assert_eq!(repo.status(), "A  staged", "{step:?}");
        repo.assert_sound();
        let subjects = repo.git(&["log", "-2", "--format=%s"]);
        if let Some(commit) = commit {
            assert_eq!(subjects, "INC-1: open\nkilled", "{step:?}");
            assert_eq!(repo.git(&["rev-parse", "HEAD~1"]), commit.to_string());
            assert_eq!(repo.read(OLD), "killed\n", "{step:?}");
            assert_eq!(repo.read(NEW), "killed\n", "{step:?}");
        } else {
            assert_eq!(subjects, "INC-1: open\nINC-1: open", "{step:?}");
            assert_eq!(repo.read(OLD), "old\n", "{step:?}");
            assert!(!repo.join("tickets/2026").exists(), "{step:?}");
        }
    }
}

#[test]
fn a_planted_journal_removes_nothing_outside_and_holds_up_nobody() {
    let repo = TestRepo::new();
    repo.append(OLD, "old").unwrap();
    let outside = tempfile::tempdir().unwrap();
    let temp = outside.path().join(".bitacora-0.tmp");
    let empty = outside.path().join("empty");
    let lock = outside.path().join("main.lock");
    fs::create_dir(&empty).unwrap();
    for file in [&temp, &lock] {
        fs::write(file, "").unwrap();
    }
    let name = outside.path().file_name().unwrap().to_str().unwrap();
    let above = "../".repeat(16);
    let way = format!("{above}{}/", outside.path().display());
    std::os::unix::fs::symlink(outside.path(), repo.path().join("linked")).unwrap();
    let own = repo.open().git_dir().join("bitacora");
    for text in [
        format!("branch refs/heads/main\npath {way}x.md\n"),
        format!(
            "branch refs/heads/main\npath {}/x.md\n",
            outside.path().display()
        ),
        format!("branch refs/heads/main\nfolder {way}empty\npath {OLD}\n"),
        "branch refs/heads/main\npath linked/x.md\n".to_owned(),
        "branch refs/heads/main\nfolder linked/empty\npath tickets/x.md\n".to_owned(),
        format!(
            "branch {way}main\npath {OLD}\ncommit {}\nend\n",
            "1".repeat(40)
        ),
        format!("branch refs/heads/main\npath ../{name}/x.md\n"),
        "branch refs/heads/main\npath .git/x.md\n".to_owned(),
        "branch refs/heads/main\npath \u{0}\n".to_owned(),
        "\u{0}\u{0}\u{0}".to_owned(),
        "branch refs/hea".to_owned(),
        String::new(),
    ] {
        fs::write(own.join("journal"), &text).unwrap();
        repo.append(OLD, "more").unwrap();
        assert!(!own.join("journal").exists(), "{text:?}");
        for left in [&temp, &empty, &lock] {
            assert!(left.exists(), "{text:?}: {}", left.display());
        }
    }
}

#[test]
fn what_lies_in_the_place_of_the_journal_holds_up_nobody() {
    let repo = TestRepo::new();
    repo.append(OLD, "old").unwrap();
    let own = repo.open().git_dir().join("bitacora");
    let journal = own.join("journal");
    for n in 0..6 {
        match n % 3 {
            0 => fs::create_dir(&journal).unwrap(),
            1 => std::os::unix::fs::symlink("/etc/passwd", &journal).unwrap(),
            _ => fs::File::create(&journal)
                .unwrap()
                .set_len(1 << 40)
                .unwrap(),
        }
        repo.append(OLD, "more").unwrap();
        assert!(fs::symlink_metadata(&journal).is_err(), "{n}");
    }
    let kept = fs::read_dir(&own).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with("journal.bad-")
    });
    assert_eq!(kept.count(), 4);
}

#[test]
fn a_killed_write_is_finished_below_a_commit_that_cannot_be_read() {
    let (repo, commit) = killed_after(Step::Moved);
    let tree = repo.git(&["rev-parse", "HEAD^{tree}"]);
    let never = "Odd <o@x> 99999999999999999999 +0000";
    let text = format!(
        "tree {tree}\nparent {}\nauthor {never}\ncommitter {never}\n\nodd\n",
        commit.unwrap()
    );
    repo.write("odd", &text);
    let arguments = ["hash-object", "-t", "commit", "-w", "--literally", "odd"];
    let odd = repo.git(&arguments);
    fs::remove_file(repo.join("odd")).unwrap();
    repo.git(&["update-ref", "refs/heads/main", &odd]);
    repo.append("next.md", "next").unwrap();
    assert_eq!(repo.read(OLD), "killed\n");
    assert_eq!(repo.status(), "A  staged");
    assert!(!repo.open().git_dir().join("bitacora/journal").exists());
}

#[test]
fn a_killed_write_below_a_commit_that_nobody_can_read_is_set_aside_and_told() {
    let (repo, commit) = killed_after(Step::Moved);
    let tree = repo.git(&["rev-parse", "HEAD^{tree}"]);
    let parent = commit.unwrap().to_string();
    let lost = repo.git(&["commit-tree", "-p", &parent, "-m", "lost", &tree]);
    let tip = repo.git(&["commit-tree", "-p", &lost, "-m", "tip", &tree]);
    repo.git(&["update-ref", "refs/heads/main", &tip]);
    let (folder, name) = lost.split_at(2);
    fs::remove_file(repo.join(&format!(".git/objects/{folder}/{name}"))).unwrap();
    let opened = repo.open();
    append(&opened, &impatient(), "next.md", "next").unwrap();
    let path = opened.git_dir().join("bitacora/journal.bad-1");
    assert!(path.exists());
    let told = opened.take_met();
    assert_eq!(told, [Met::Aside(Aside { path, of: commit })]);
    assert_eq!(opened.take_met(), []);
}

#[test]
fn a_killed_write_does_not_hold_up_a_command_that_decides_against_writing() {
    for step in STEPS {
        let (repo, _) = killed_after(step);
        let options = impatient();
        let decided = repo
            .open()
            .transact::<_, GitError>(&options, |_| Ok((None, ())));
        assert_eq!(decided.unwrap().0, None);
        assert_eq!(repo.status(), "A  staged", "{step:?}");
        repo.assert_sound();
    }
}

#[test]
fn an_edit_made_after_the_kill_is_never_overwritten() {
    for step in STEPS {
        let (repo, commit) = killed_after(step);
        repo.write(OLD, "edited since\n");
        repo.write(NEW, "written since\n");
        if matches!(step, Step::Moved | Step::OnePlaced) {
            // Of a file that has what was committed in it nothing is to be said.
            let behind = parted(repo.append("next.md", "next"));
            let paths: Vec<&str> = behind.iter().map(|file| file.path.as_str()).collect();
            assert!(paths.ends_with(&[NEW]), "{step:?} {paths:?}");
            assert_eq!(paths.contains(&OLD), step == Step::Moved, "{paths:?}");
        }
        repo.append("next.md", "next").unwrap();
        assert_eq!(repo.read(OLD), "edited since\n", "{step:?}");
        assert_eq!(repo.read(NEW), "written since\n", "{step:?}");
        let seen = if commit.is_some() {
            format!("A  staged\n M {NEW}\n M {OLD}")
        } else {
            format!("A  staged\n M {OLD}\n?? {NEW}")
        };
        assert_eq!(repo.status(), seen, "{step:?}");
        repo.assert_sound();
    }
}

#[test]
fn what_was_staged_after_the_kill_stays_staged() {
    let (repo, _) = killed_after(Step::Moved);
    fs::remove_file(repo.join(".git/index.lock")).unwrap();
    repo.write(OLD, "staged since\n");
    repo.git(&["add", OLD]);
    assert_eq!(parted(repo.append("next.md", "next")).len(), 1);
    repo.append("next.md", "next").unwrap();
    assert_eq!(repo.git(&["show", &format!(":{OLD}")]), "staged since");
    assert_eq!(repo.read(OLD), "staged since\n");
    assert_eq!(repo.read(NEW), "killed\n");
    repo.assert_sound();
}

#[test]
fn a_conflict_that_came_after_the_kill_stays_one() {
    let (repo, _) = killed_after(Step::Moved);
    fs::remove_file(repo.join(".git/index.lock")).unwrap();
    for stage in [1, 2, 3] {
        enter(&repo, stage, NEW);
    }
    repo.append("next.md", "next").unwrap();
    let stages = repo.git(&["ls-files", "--unmerged", "--", NEW]);
    assert_eq!(stages.lines().count(), 3);
    assert_eq!(repo.git(&["ls-files", "--", NEW]).lines().count(), 3);
    repo.assert_sound();
}

#[test]
fn a_branch_that_went_on_since_is_brought_along_where_it_still_has_our_file() {
    let (repo, commit) = killed_after(Step::Moved);
    fs::remove_file(repo.join(".git/index.lock")).unwrap();
    let tree = repo.git(&["rev-parse", "HEAD^{tree}"]);
    let parent = commit.unwrap().to_string();
    let on_top = repo.git(&["commit-tree", "-p", &parent, "-m", "on top", &tree]);
    repo.git(&["update-ref", "refs/heads/main", &on_top]);
    repo.append("next.md", "next").unwrap();
    assert_eq!(repo.read(OLD), "killed\n");
    assert_eq!(repo.read(NEW), "killed\n");
    assert_eq!(repo.status(), "A  staged");
    repo.assert_sound();
}

#[test]
fn after_a_change_of_branch_only_the_litter_goes() {
    let (repo, _) = killed_after(Step::Moved);
    fs::remove_file(repo.join(".git/index.lock")).unwrap();
    let before = repo.git(&["rev-parse", "main~1"]);
    repo.git(&["update-ref", "refs/heads/other", &before]);
    repo.git(&["symbolic-ref", "HEAD", "refs/heads/other"]);
    repo.append("next.md", "next").unwrap();
    assert_eq!(repo.read(OLD), "old\n");
    assert_eq!(repo.status(), "A  staged");
    repo.assert_sound();
}

#[test]
fn a_branch_lock_that_libgit2_left_is_removed_and_one_of_git_is_not() {
    let lock = ".git/refs/heads/main.lock";
    let (repo, commit) = killed_after(Step::Moved);
    repo.write(lock, &format!("{}\n", commit.unwrap()));
    repo.append("next.md", "next").unwrap();
    repo.assert_sound();

    let (repo, _) = killed_after(Step::Sealed);
    repo.write(lock, "");
    repo.append("next.md", "next").unwrap();
    repo.assert_sound();

    let (repo, _) = killed_after(Step::Sealed);
    repo.write(lock, &format!("{}\n", repo.git(&["rev-parse", "HEAD"])));
    let error = append(&repo.open(), &impatient(), "next.md", "next").unwrap_err();
    assert!(matches!(error, GitError::LockHeld { .. }), "{error}");
    assert_eq!(repo.litter(), [repo.join(lock)]);
}

#[test]
fn an_index_lock_of_git_is_kept_by_recovery() {
    let (repo, _) = killed_after(Step::Moved);
    repo.write(".git/index.lock", "DIRC");
    let error = append(&repo.open(), &impatient(), "next.md", "next").unwrap_err();
    assert!(matches!(error, GitError::LockHeld { .. }), "{error}");
    assert_eq!(repo.read(".git/index.lock"), "DIRC");
    fs::remove_file(repo.join(".git/index.lock")).unwrap();
    repo.append("next.md", "next").unwrap();
    assert_eq!(repo.read(OLD), "killed\n");
    assert_eq!(repo.status(), "A  staged");
    repo.assert_sound();
}

#[test]
fn unfinished_objects_of_the_killed_write_are_removed() {
    let (repo, _) = killed_after(Step::Staged);
    repo.write(".git/objects/tmp_obj_bitacora_abc", "half");
    repo.write(".git/objects/pack/pack_git2_abc", "half");
    repo.append("next.md", "next").unwrap();
    repo.assert_sound();
}
