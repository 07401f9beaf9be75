//! Writes while git, or somebody, keeps house.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::journal::FileRecord;
use super::objects::Collected;
use super::*;
use crate::store::git::open::keep_in_memory;

/// The folders of loose objects.
fn fan_out(repo: &TestRepo) -> Vec<PathBuf> {
    let folders = fs::read_dir(repo.join(".git/objects")).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path());
    folders
        .filter(|folder| folder.file_name().unwrap().len() == 2)
        .collect()
}

fn packs(repo: &TestRepo, extension: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(repo.join(".git/objects/pack")).unwrap();
    let files = files.map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|end| end == extension))
        .collect()
}

/// Runs `meanwhile` again and again while `act` runs.
fn beside<T>(meanwhile: impl Fn() + Sync, act: impl FnOnce() -> T) -> T {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                meanwhile();
            }
        });
        let acted = act();
        done.store(true, Ordering::Relaxed);
        acted
    })
}

#[test]
fn empty_folders_of_objects_are_taken_away_meanwhile_and_no_write_fails() {
    let repo = TestRepo::new();
    let tidy = || {
        for folder in fan_out(&repo) {
            let _ = fs::remove_dir(folder);
        }
    };
    beside(tidy, || {
        for n in 0..20 {
            repo.append(&format!("tickets/{n}.md"), "one").unwrap();
        }
    });
    assert_eq!(repo.git(&["rev-list", "--count", "HEAD"]), "21");
    repo.assert_clean();
}

/// A commit whose objects are all on the disk and which no ref holds.
fn unborn_commit(repo: &TestRepo, act: impl FnOnce(&mut Collected<'_>, &git2::Repository, Oid)) {
    let opened = repo.open();
    let git = open_git(repo.path()).unwrap();
    let view = View::of(&git, "", opened.head_oid()).unwrap();
    let odb = git.odb().unwrap();
    keep_in_memory(&git).unwrap();
    let mut objects = Collected::begin(&odb, &opened.place);
    let records = [FileRecord {
        path: "tickets/a.md".to_owned(),
        blob: objects.blob(b"one\n").unwrap(),
        mode: 0o100_644,
        index: None,
        work: None,
        made: Vec::new(),
    }];
    let tree = objects::tree(&git, view.tree.as_ref(), &records).unwrap();
    let plan = plan(Vec::new());
    let committer = identity::of(&git, &identity::COMMITTER).unwrap();
    let committer = identity::signature(&git, &identity::COMMITTER, &committer, plan.time).unwrap();
    let author = identity::signature(&git, &identity::AUTHOR, &plan.author, plan.time).unwrap();
    let parent = view.commit();
    let text = objects::commit_text(&committer, &author, "held", tree, parent.as_slice());
    let commit = objects.commit(&text).unwrap();
    objects
        .write(&git, commit, &view.tree.iter().collect::<Vec<_>>())
        .unwrap();
    act(&mut objects, &git, commit);
}

/// What git prints of a commit, and whether all of it is there.
fn is_whole(repo: &TestRepo, commit: Oid) -> bool {
    let name = commit.to_string();
    let listed = git_command(repo.path(), &["rev-list", "--objects", "-1", &name]);
    let file = git_command(repo.path(), &["show", &format!("{name}:tickets/a.md")]);
    listed.status.success() && file.stdout == b"one\n"
}

#[test]
fn objects_that_were_pruned_before_the_branch_had_them_are_written_again_and_kept() {
    let repo = TestRepo::new();
    unborn_commit(&repo, |objects, git, commit| {
        assert!(is_whole(&repo, commit));
        repo.git(&["prune", "--expire=now"]);
        assert!(!is_whole(&repo, commit));
        objects.hold(git, commit).unwrap();
        // As much as git can take away of what no ref holds.
        repo.git(&["gc", "--quiet", "--prune=now"]);
        repo.git(&["repack", "-a", "-d", "-q"]);
        repo.git(&["prune", "--expire=now"]);
        assert!(is_whole(&repo, commit));
        repo.git(&["update-ref", "refs/heads/main", &commit.to_string()]);
    });
    assert_eq!(packs(&repo, "keep").len(), 0);
    repo.git(&["gc", "--quiet", "--prune=now"]);
    assert_eq!(packs(&repo, "pack").len(), 1);
    repo.assert_sound();
}

#[test]
fn while_git_keeps_house_the_objects_of_a_commit_are_where_it_takes_none() {
    let repo = TestRepo::new();
    repo.write(".git/gc.pid", "1 elsewhere");
    unborn_commit(&repo, |_, _, commit| {
        fs::remove_file(repo.join(".git/gc.pid")).unwrap();
        repo.git(&["gc", "--quiet", "--prune=now"]);
        assert!(is_whole(&repo, commit));
    });
    assert_eq!(packs(&repo, "keep").len(), 0);
}

#[test]
fn a_pack_that_a_killed_write_had_git_keep_is_let_go_by_the_next() {
    let repo = TestRepo::new();
    repo.append("a.md", "one").unwrap();
    repo.git(&["repack", "-a", "-d", "-q"]);
    let keep = packs(&repo, "pack")[0].with_extension("keep");
    let theirs = keep.with_file_name("pack-0000000000000000000000000000000000000000.keep");
    fs::write(&keep, "held by bitacora, process 1\n").unwrap();
    fs::write(&theirs, "by hand\n").unwrap();
    repo.write(".git/bitacora/journal", "bitacora journal 1\n");
    repo.append("a.md", "two").unwrap();
    assert_eq!(packs(&repo, "keep"), [theirs]);
}

#[test]
fn refs_that_are_packed_meanwhile_are_moved_all_the_same() {
    let repo = TestRepo::new();
    repo.git(&["switch", "-q", "-c", "team/desk"]);
    let pack = || {
        git_command(repo.path(), &["pack-refs", "--all"]);
        let _ = fs::remove_dir(repo.join(".git/refs/heads/team"));
    };
    beside(pack, || {
        for n in 0..20 {
            repo.append("a.md", &n.to_string()).unwrap();
        }
    });
    assert_eq!(repo.git(&["rev-list", "--count", "team/desk"]), "21");
    repo.assert_clean();
}

#[test]
fn a_branch_switched_to_while_the_command_decides_is_the_one_that_is_written() {
    let repo = TestRepo::new();
    let mut times = 0;
    let written = repo
        .open()
        .transact::<_, GitError>(&WriteOptions::default(), |_| {
            times += 1;
            if times == 1 {
                repo.git(&["switch", "-q", "-c", "other"]);
            }
            Ok((Some(plan(vec![change("a.md", "one\n")])), ()))
        });
    let commit = written.unwrap().0.unwrap().to_string();
    assert_eq!(times, 2);
    assert_eq!(repo.git(&["rev-parse", "other"]), commit);
    assert_eq!(
        repo.git(&["rev-parse", "main"]),
        repo.git(&["rev-parse", "other~1"])
    );
    repo.assert_clean();
}

#[test]
fn a_merge_begun_while_the_command_decides_is_not_committed_into() {
    let repo = TestRepo::new();
    repo.git(&["switch", "-q", "-c", "side"]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "side"]);
    repo.git(&["switch", "-q", "main"]);
    let refused = repo
        .open()
        .transact::<(), GitError>(&WriteOptions::default(), |_| {
            repo.git(&["merge", "-q", "--no-ff", "--no-commit", "side"]);
            Ok((Some(plan(vec![change("a.md", "one\n")])), ()))
        });
    let refused = refused.unwrap_err();
    assert!(
        matches!(refused, GitError::Operation { operation: "merge" }),
        "{refused}"
    );
    repo.git(&["commit", "-q", "-m", "merged"]);
    repo.assert_clean();
}
