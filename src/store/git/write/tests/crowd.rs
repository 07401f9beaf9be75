use std::collections::BTreeSet;
use std::thread;

use super::*;

const WRITERS: usize = 20;

/// Each writer opens the repository for itself, as a process would.
fn crowd(repo: &TestRepo, path_of: impl Fn(usize) -> String + Sync) {
    let options = WriteOptions {
        lock_timeout: Duration::from_mins(1),
        ..WriteOptions::default()
    };
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (options, path_of) = (&options, &path_of);
            scope.spawn(move || {
                let line = format!("writer {writer}");
                append(&repo.open(), options, &path_of(writer), &line)
                    .unwrap()
                    .unwrap();
            });
        }
    });
}

fn everybody() -> BTreeSet<String> {
    (0..WRITERS)
        .map(|writer| format!("writer {writer}"))
        .collect()
}

#[test]
fn writers_of_one_file_lose_nothing() {
    let repo = TestRepo::new();
    crowd(&repo, |_| "same.md".to_owned());
    let text = repo.read("same.md");
    assert_eq!(text.lines().count(), WRITERS);
    assert_eq!(
        text.lines().map(str::to_owned).collect::<BTreeSet<_>>(),
        everybody()
    );
    assert_eq!(
        repo.git(&["rev-list", "--count", "HEAD"]),
        (WRITERS + 1).to_string()
    );
    repo.assert_clean();
}

#[test]
fn writers_of_different_files_lose_nothing_on_a_branch_without_commits() {
    let repo = TestRepo::unborn();
    crowd(&repo, |writer| format!("tickets/{writer}.md"));
    let lines = (0..WRITERS).map(|writer| repo.read(&format!("tickets/{writer}.md")));
    let lines: BTreeSet<_> = lines.map(|text| text.trim_end().to_owned()).collect();
    assert_eq!(lines, everybody());
    assert_eq!(
        repo.git(&["rev-list", "--count", "--first-parent", "HEAD"]),
        WRITERS.to_string()
    );
    repo.assert_clean();
}

#[test]
fn commits_of_the_git_program_meanwhile_are_kept() {
    let repo = TestRepo::new();
    let made = thread::scope(|scope| {
        let git = scope.spawn(|| {
            let attempts = (0..30).map(|n| format!("by hand {n}"));
            let commit = |subject: &String| {
                let arguments = ["commit", "-q", "--allow-empty", "-m", subject];
                git_command(repo.path(), &arguments).status.success()
            };
            attempts.filter(commit).collect::<BTreeSet<_>>()
        });
        crowd(&repo, |writer| format!("tickets/{writer}.md"));
        git.join().unwrap()
    });
    let subjects = repo.git(&["log", "--format=%s"]);
    let by_hand = subjects
        .lines()
        .filter(|subject| subject.starts_with("by hand"));
    assert_eq!(by_hand.map(str::to_owned).collect::<BTreeSet<_>>(), made);
    assert_eq!(subjects.lines().count(), made.len() + WRITERS + 1);
    repo.assert_clean();
}

#[test]
fn when_another_program_commits_first_the_decision_is_taken_again_on_its_commit() {
    let repo = TestRepo::new();
    let mut seen = Vec::new();
    let written = repo
        .open()
        .transact::<_, GitError>(&WriteOptions::default(), |head| {
            seen.push(head.commit().unwrap().to_string());
            if seen.len() == 1 {
                repo.git(&["commit", "-q", "--allow-empty", "-m", "meanwhile"]);
            }
            Ok((Some(plan(vec![change("a.md", "one\n")])), ()))
        });
    let commit = written.unwrap().0.unwrap().to_string();
    assert_eq!(seen.len(), 2);
    assert_eq!(
        repo.git(&["rev-list", "-3", "HEAD"]),
        format!("{commit}\n{}\n{}", seen[1], seen[0])
    );
    repo.assert_clean();
}
