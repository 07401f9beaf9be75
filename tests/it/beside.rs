//! Another program works on the ticket's file while a command runs: the command
//! is stopped by strace at a system call, the file is changed, and the command
//! goes on. Nothing may be lost, and nothing may be silent.
//!
//! A sample of the calls is taken; `BITACORA_CRASH_ALL=1` takes all of them,
//! those too that change nothing on the disk, which takes some minutes.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::support::temporary;

const BITACORA: &str = env!("CARGO_BIN_EXE_bitacora");

/// How many points of a command are looked at, unless all are.
const SAMPLE: usize = 9;

/// The calls between which the files that matter can have changed.
const CALLS: &str = "openat,read,write,pwrite64,mkdir,link,linkat,rename,renameat2,unlink,rmdir,\
    fsync,fdatasync,syncfs,flock,ftruncate,utimensat,statx,newfstatat,getdents64,close";

/// Those that say that a command is at another step.
const STEPS: [&str; 14] = [
    "write",
    "pwrite64",
    "mkdir",
    "link",
    "linkat",
    "rename",
    "renameat2",
    "unlink",
    "rmdir",
    "fsync",
    "flock",
    "ftruncate",
    "syncfs",
    "fdatasync",
];

/// What the person writes, as no command does.
const LINE: &str = "A line of the person beside.\n";

/// What another program does to the ticket's file.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Metadata,
    Edit,
}

/// A command, with what has to be done before it.
struct Case {
    before: &'static [&'static [&'static str]],
    command: &'static [&'static str],
    /// It takes up what a person edited.
    records: bool,
}

const OPEN: Case = Case {
    before: &[],
    command: &["open", "Second"],
    records: false,
};
const CLASSIFY: Case = Case {
    before: &[],
    command: &["classify", "ID", "--impact", "high", "--urgency", "high"],
    records: false,
};
const NOTE: Case = Case {
    before: &[],
    command: &["note", "ID", "-m", "Seen."],
    records: false,
};
const RESOLVED: &[&[&str]] = &[
    &["classify", "ID", "--impact", "high", "--urgency", "high"],
    &["take", "ID"],
    &["resolve", "ID", "-m", "Done."],
];
const RESOLVE: Case = Case {
    before: RESOLVED.split_at(2).0,
    command: &["resolve", "ID", "-m", "Done."],
    records: false,
};
const ATTACH: Case = Case {
    before: &[],
    command: &["attach", "ID", "picture"],
    records: false,
};
const COMMIT: Case = Case {
    before: &[],
    command: &["commit"],
    records: true,
};
const PROMOTE: Case = Case {
    before: RESOLVED,
    command: &["faq", "promote", "ID", "-m", "How it is done."],
    records: false,
};

fn environment(command: &mut Command, home: &Path) {
    command
        .env("HOME", home)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("BITACORA_NOW", "2026-11-22T10:00:00Z")
        .env("BITACORA_SEED", "7");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Ana");
        command.env(format!("GIT_{who}_EMAIL"), "ana@soft.example");
    }
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    environment(&mut command, folder);
    command.args(arguments).current_dir(folder);
    command.output().unwrap()
}

fn done(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let out = run(folder, program, arguments);
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{program} {arguments:?}: {said}");
    String::from_utf8(out.stdout).unwrap()
}

/// A system call, the nth of its name.
type Point = (String, usize);

/// A store with one ticket.
struct Base {
    _folder: tempfile::TempDir,
    store: PathBuf,
    work: PathBuf,
    /// The ticket's file, from the store's root.
    path: String,
    command: Vec<String>,
}

impl Base {
    fn of(case: &Case) -> Self {
        let folder = temporary();
        let [store, work] = ["store", "work"].map(|name| folder.path().join(name));
        fs::create_dir(&store).unwrap();
        done(&store, BITACORA, &["init", "-q"]);
        let open = ["open", "First", "-m", "It stands still."];
        let id = done(&store, BITACORA, &open).trim().to_owned();
        let with_id = |words: &[&str]| -> Vec<String> {
            words.iter().map(|word| word.replace("ID", &id)).collect()
        };
        for words in case.before {
            let words = with_id(words);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            done(&store, BITACORA, &words);
        }
        fs::write(store.join("picture"), b"\x89\0\r\n").unwrap();
        let path = done(&store, "git", &["ls-files", "tickets"]);
        let path = path.trim().to_owned();
        if case.records {
            let text = fs::read_to_string(store.join(&path)).unwrap();
            fs::write(
                store.join(&path),
                text.replacen("title: First", "title: Prime", 1),
            )
            .unwrap();
        }
        let command = with_id(case.command);
        Self {
            _folder: folder,
            store,
            work,
            path,
            command,
        }
    }

    /// The system calls of the command, the nth of its name each, with what
    /// strace says of it.
    fn traced(&self) -> Vec<(Point, String)> {
        self.copy();
        let trace = self.work.with_extension("trace");
        let out = self.strace(&trace, &[&format!("trace={CALLS}")]).output();
        let out = out.unwrap();
        let said = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success(), "{:?}: {said}", self.command);
        let mut points: Vec<(Point, String)> = Vec::new();
        for line in fs::read_to_string(&trace).unwrap().lines() {
            let Some((name, _)) = line.split_once('(') else {
                continue;
            };
            let before = points.iter().filter(|((other, _), _)| other == name);
            let nth = before.count() + 1;
            points.push(((name.to_owned(), nth), line.to_owned()));
        }
        points
    }

    /// Where the command is looked at.
    fn points(&self) -> Vec<Point> {
        let points = self.traced().into_iter();
        let mut points: Vec<Point> = points.map(|(point, _)| point).collect();
        if std::env::var_os("BITACORA_CRASH_ALL").is_none() {
            points.retain(|(name, _)| STEPS.contains(&name.as_str()));
            let all = points.len();
            let mut number = 0;
            points.retain(|_| {
                number += 1;
                number * SAMPLE / all != (number - 1) * SAMPLE / all
            });
        }
        points
    }

    fn copy(&self) {
        let _ = fs::remove_dir_all(&self.work);
        let from = self.store.to_str().unwrap();
        done(
            &self.store,
            "cp",
            &["-a", from, self.work.to_str().unwrap()],
        );
    }

    fn strace(&self, trace: &Path, expressions: &[&str]) -> Command {
        let mut strace = Command::new("strace");
        environment(&mut strace, &self.work);
        strace.arg("-o").arg(trace);
        for expression in expressions {
            strace.args(["-e", expression]);
        }
        strace.arg(BITACORA).args(&self.command);
        strace.current_dir(&self.work);
        strace
    }

    /// Runs the command, and `change` once it stands behind a call of its.
    fn stopped(&self, (call, nth): &Point, change: impl FnOnce()) -> Output {
        let trace = self.work.with_extension("trace");
        let _ = fs::remove_file(&trace);
        let at = format!("inject={call}:signal=STOP:when={nth}");
        let mut strace = self.strace(&trace, &[&format!("trace={call}"), &at]);
        strace.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = strace.spawn().unwrap();
        let children = format!("/proc/{0}/task/{0}/children", child.id());
        let stands = |trace: &Path| {
            fs::read_to_string(trace).is_ok_and(|text| text.contains("--- stopped by SIGSTOP ---"))
        };
        while !stands(&trace) {
            if child.try_wait().unwrap().is_some() {
                return child.wait_with_output().unwrap();
            }
            thread::yield_now();
        }
        let stopped = fs::read_to_string(children).unwrap();
        change();
        done(&self.store, "kill", &["-CONT", stopped.trim()]);
        child.wait_with_output().unwrap()
    }

    fn blob(&self) -> String {
        done(&self.work, "git", &["show", &format!("HEAD:{}", self.path)])
    }
}

/// Changes what a backup or an indexer would; the second name stays.
fn change_metadata(file: &Path, second: &Path) {
    fs::set_permissions(file, Permissions::from_mode(0o640)).unwrap();
    let _ = fs::remove_file(second);
    fs::hard_link(file, second).unwrap();
    let opened = fs::File::options().append(true).open(file).unwrap();
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    opened.set_modified(old).unwrap();
}

/// Saves an edit the way that editors do: in place, or as another file.
fn edit(file: &Path, number: usize) {
    let text = fs::read_to_string(file).unwrap();
    if number.is_multiple_of(2) {
        fs::write(file, format!("{text}\n{LINE}")).unwrap();
        return;
    }
    let text = text.replacen(
        "It stands still.\n",
        &format!("It stands still.\n{LINE}"),
        1,
    );
    let saved = file.with_file_name(".saved");
    fs::write(&saved, text).unwrap();
    fs::rename(saved, file).unwrap();
}

/// What is left of a text without the person's line.
fn without(text: &str) -> String {
    text.replace(&format!("\n{LINE}"), "\n").replace(LINE, "")
}

/// Whether two texts differ in empty lines at most: a command that adds a
/// section sets one before it.
fn same(one: &str, other: &str) -> bool {
    let lines = |text: &str| -> Vec<String> {
        let kept = text.lines().filter(|line| !line.trim().is_empty());
        kept.map(str::to_owned).collect()
    };
    lines(one) == lines(other)
}

/// What is wrong after a run, in words.
fn wrong(base: &Base, case: &Case, kind: Kind, out: &Output) -> Option<String> {
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    let code = out.status.code();
    let commits = |store: &Path| done(store, "git", &["rev-list", "--count", "HEAD"]);
    let has_moved = commits(&base.work) != commits(&base.store);
    let file = fs::read_to_string(base.work.join(&base.path)).unwrap();
    let head = base.blob();
    let old = fs::read_to_string(base.store.join(&base.path)).unwrap();
    let apart = |fact: &str| {
        Some(format!(
            "{fact} (exit {code:?}, {told})\n{file}\n--- HEAD\n{head}"
        ))
    };
    let expected = if has_moved { &head } else { &old };
    match (kind, code, has_moved) {
        (_, Some(0), true) | (Kind::Edit, Some(6), false) => {
            if !same(&without(&file), &without(expected)) {
                return apart("the file is not what it should be");
            }
        }
        (Kind::Edit, Some(6), true) => {
            let is_named = told.contains("lacks") && told.contains(&base.path);
            if !is_named && !same(&without(&file), &without(&head)) {
                return apart("the file lacks what was committed, and nobody says so");
            }
        }
        _ => return apart("the command should have been done"),
    }
    let is_edit = matches!(kind, Kind::Edit);
    let is_person_there = file.matches(LINE).count();
    if is_person_there != usize::from(is_edit) {
        return apart("the person's line is not there once");
    }
    if !is_edit && file != head {
        return apart("the file is not HEAD's");
    }
    if is_edit && !case.records && head.contains(LINE) {
        return apart("HEAD has what nobody committed");
    }
    let fsck = done(&base.work, "git", &["fsck", "--full", "--no-dangling"]);
    if !fsck.is_empty() {
        return apart(&format!("fsck: {fsck}"));
    }
    let status = done(&base.work, "git", &["status", "--porcelain"]);
    let others: Vec<&str> = status
        .lines()
        .filter(|line| *line != format!(" M {}", base.path) && *line != "?? picture")
        .collect();
    if !others.is_empty() || (!is_edit && status.contains(&base.path)) {
        return apart(&format!("status: {status}"));
    }
    let is_dirty = status.contains(&base.path);
    if is_dirty == (file == head) {
        return apart(&format!("git does not see the file: {status}"));
    }
    let check = run(&base.work, BITACORA, &["check"]);
    let found = String::from_utf8_lossy(&check.stdout).into_owned();
    // What a person changed in the fields, `check` names until it is recorded.
    let is_unrecorded = case.records && !has_moved && found.matches(" fault ").count() == 1;
    let is_known = is_unrecorded && found.contains("title is Prime");
    if !check.status.success() && !is_known {
        return apart(&format!("check: {found}"));
    }
    let id = Path::new(&base.path).file_stem().unwrap().to_str().unwrap();
    let next = run(&base.work, BITACORA, &["note", id, "-m", "Next."]);
    let said = String::from_utf8_lossy(&next.stderr);
    let is_told = next.status.code() == Some(6) && said.contains("uncommitted edits");
    if is_dirty && !is_told || !is_dirty && !next.status.success() {
        return apart(&format!("next: {said}"));
    }
    let left = ["*.lock", "journal", ".bitacora-*", "*.bitacora"];
    for name in left {
        let found = done(&base.work, "find", &[".", "-name", name]);
        if !found.is_empty() {
            return apart(&format!("left behind: {found}"));
        }
    }
    None
}

fn has_strace() -> bool {
    let has = Command::new("strace").arg("-V").output().is_ok();
    if !has {
        println!("skipped: there is no strace");
    }
    has
}

fn beside(case: &Case, kind: Kind) {
    if !has_strace() {
        return;
    }
    let base = Base::of(case);
    let points = base.points();
    at_each(&base, case, kind, points.iter().enumerate());
}

/// What is done at each point has a number, by which an edit is saved this way or
/// that.
fn at_each<'a>(
    base: &Base,
    case: &Case,
    kind: Kind,
    points: impl Iterator<Item = (usize, &'a Point)>,
) {
    let mut failures = Vec::new();
    let [mut all, mut committed, mut told] = [0, 0, 0];
    for (number, point) in points {
        all += 1;
        base.copy();
        let file = base.work.join(&base.path);
        let mut was_met = false;
        let out = base.stopped(point, || {
            was_met = true;
            match kind {
                Kind::Metadata => change_metadata(&file, &base.work.with_extension("linked")),
                Kind::Edit => edit(&file, number),
            }
        });
        assert!(was_met, "{point:?} of {:?} was not met", base.command);
        match out.status.code() {
            Some(0) => committed += 1,
            _ => told += 1,
        }
        if let Some(wrong) = wrong(base, case, kind, &out) {
            failures.push(format!("{}#{}: {wrong}", point.0, point.1));
        }
    }
    println!(
        "{} {kind:?}: {all} points, {committed} went through, {told} told, {} failures",
        base.command.join(" "),
        failures.len()
    );
    assert!(all > 0);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

macro_rules! cases {
    ($($name:ident $edited:ident $case:ident),* $(,)?) => {$(
        #[test]
        fn $name() {
            beside(&$case, Kind::Metadata);
        }

        #[test]
        fn $edited() {
            beside(&$case, Kind::Edit);
        }
    )*};
}

cases! {
    a_change_of_metadata_beside_open_is_no_edit an_edit_beside_open_is_kept OPEN,
    a_change_of_metadata_beside_classify_is_no_edit an_edit_beside_classify_is_united_or_told CLASSIFY,
    a_change_of_metadata_beside_a_note_is_no_edit an_edit_beside_a_note_is_united_or_told NOTE,
    a_change_of_metadata_beside_resolve_is_no_edit an_edit_beside_resolve_is_united_or_told RESOLVE,
    a_change_of_metadata_beside_attach_is_no_edit an_edit_beside_attach_is_united_or_told ATTACH,
    a_change_of_metadata_beside_commit_is_no_edit an_edit_beside_commit_is_united_or_told COMMIT,
    a_change_of_metadata_beside_a_promotion_is_no_edit an_edit_beside_a_promotion_is_united_or_told PROMOTE,
}

/// Between the look at its size and the reading of its bytes, which the sample
/// seldom meets.
#[test]
fn a_file_that_changes_while_the_work_tree_is_compared_is_compared_again() {
    if !has_strace() {
        return;
    }
    let base = Base::of(&COMMIT);
    let points = base.traced().into_iter();
    let points = points.filter(|((call, _), line)| call == "openat" && line.contains(&base.path));
    let points: Vec<Point> = points.map(|(point, _)| point).collect();
    for number in 0..2 {
        let points = points.iter().map(|point| (number, point));
        at_each(&base, &COMMIT, Kind::Edit, points);
    }
}
