//! What becomes of a file that somebody else changes between our decision and
//! the moment in which it is replaced.

use std::fs::{File, OpenOptions, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use super::journal::FileRecord;
use super::place::{Placed, Waiting};
use super::temp_files::TempFiles;
use super::*;

const PATH: &str = "tickets/2026/11/22/INC-261122-K7F4Q.md";
const HEAD: &str = "---\nid: INC-261122-K7F4Q\ntitle: First\nstatus: open\ntimeline:\n\
    - at: 2026-11-22T09:14:00-05:00\n  by: ana\n  event: opened\n  ev: k7q2m9\n  \
    set: {status: open, title: First}\n";
const EVENT: &str = "- at: 2026-11-22T09:20:00-05:00\n  by: ana\n  event: noted\n  ev: p3x8da\n";
const BODY: &str = "---\n\nIt is late.\n\nNobody knows why.\n";

fn before() -> String {
    format!("{HEAD}{BODY}")
}

fn ours() -> String {
    format!("{HEAD}{EVENT}{BODY}")
}

fn hash(text: &str) -> Oid {
    Oid::hash_object(git2::ObjectType::Blob, text.as_bytes()).unwrap()
}

/// A ticket, and what a command makes of it waiting beside it.
struct Beside {
    repo: TestRepo,
    record: FileRecord,
}

impl Beside {
    fn new() -> Self {
        let repo = TestRepo::new();
        repo.write(PATH, &before());
        repo.git(&["add", "."]);
        repo.git(&["commit", "-qm", "a ticket"]);
        let git = open_git(repo.path()).unwrap();
        let record = FileRecord {
            path: PATH.to_owned(),
            blob: git.blob(ours().as_bytes()).unwrap(),
            mode: 0o100_644,
            index: Some(hash(&before())),
            work: Some(hash(&before())),
            made: vec![hash(&ours())],
        };
        Self { repo, record }
    }

    /// Puts ours in place; `meanwhile` is called whenever an edit was found,
    /// before it is in place with ours.
    fn place(&self, mut meanwhile: impl FnMut(usize)) -> Placed {
        let opened = self.repo.open();
        let git = open_git(self.repo.path()).unwrap();
        let options = WriteOptions::default();
        let run = Run::new(&git, &opened.place, &options);
        fs::create_dir_all(opened.git_dir().join("bitacora")).unwrap();
        let mut temp_files = TempFiles::begin(&run.work, Vec::new()).unwrap();
        let mode = self.record.mode;
        let temp = temp_files.write(PATH, 0, ours().as_bytes(), mode).unwrap();
        let waiting = Waiting {
            number: 0,
            record: &self.record,
            temp,
            base: None,
        };
        let mut rounds = 0;
        let mut note = |_, _| {
            rounds += 1;
            meanwhile(rounds);
            Ok(())
        };
        let placed = run.place(waiting, &mut note).unwrap();
        drop(temp_files);
        placed
    }

    fn file(&self) -> PathBuf {
        self.repo.join(PATH)
    }

    /// Beside the ticket nothing is left.
    fn assert_tidy(&self) {
        let folder = self.file().parent().unwrap().read_dir().unwrap();
        let names: Vec<_> = folder.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, [self.file().file_name().unwrap()]);
    }
}

fn apart(placed: Placed) -> Apart {
    match placed {
        Placed::Apart(apart) => apart,
        Placed::Ours | Placed::United => panic!("it is there"),
    }
}

#[test]
fn whoever_changes_stat_data_and_no_bytes_changes_nothing() {
    let touched: [fn(&Path); 4] = [
        |file| fs::set_permissions(file, Permissions::from_mode(0o600)).unwrap(),
        |file| fs::hard_link(file, file.with_file_name("backup")).unwrap(),
        |file| {
            let copy = file.with_file_name("copy");
            fs::copy(file, &copy).unwrap();
            fs::rename(copy, file).unwrap();
        },
        |file| {
            let file = File::options().write(true).open(file).unwrap();
            file.set_modified(std::time::UNIX_EPOCH).unwrap();
        },
    ];
    for touch in touched {
        let beside = Beside::new();
        touch(&beside.file());
        assert!(matches!(beside.place(|_| panic!()), Placed::Ours));
        assert_eq!(beside.repo.read(PATH), ours());
        let _ = fs::remove_file(beside.file().with_file_name("backup"));
        beside.assert_tidy();
    }
}

#[test]
fn an_edit_comes_on_top_of_ours() {
    let beside = Beside::new();
    let mut file = OpenOptions::new().append(true).open(beside.file()).unwrap();
    file.write_all(b"And more.\n").unwrap();
    drop(file);
    assert!(matches!(beside.place(|_| ()), Placed::United));
    assert_eq!(beside.repo.read(PATH), ours() + "And more.\n");
    beside.assert_tidy();
}

#[test]
fn so_does_each_edit_that_is_saved_while_the_last_is_united() {
    let beside = Beside::new();
    let edit = |from: &str, to: &str| {
        let text = beside.repo.read(PATH);
        assert!(text.contains(from), "{text}");
        beside.repo.write(PATH, &text.replacen(from, to, 1));
    };
    edit("why.\n", "why.\nFirst.\n");
    let placed = beside.place(|round| match round {
        1 => edit("It is late.\n", "It is very late.\n"),
        2 => edit("title: First\nstatus", "title: Third\nstatus"),
        _ => {}
    });
    assert!(matches!(placed, Placed::United));
    let all = ours()
        .replace("It is late.\n", "It is very late.\n")
        .replace("why.\n", "why.\nFirst.\n")
        .replacen("title: First\nstatus", "title: Third\nstatus", 1);
    assert_eq!(beside.repo.read(PATH), all);
    beside.assert_tidy();
}

#[test]
fn an_edit_that_cannot_be_united_stays_and_what_the_file_lacks_is_told() {
    for edited in [
        "no ticket any more\n".to_owned(),
        before().replace("ana", "luis"),
    ] {
        let beside = Beside::new();
        beside.repo.write(PATH, &edited);
        let apart = apart(beside.place(|_| panic!()));
        assert_eq!(apart.why, Why::Edited);
        assert_eq!(apart.lacks.last().unwrap(), "p3x8da noted");
        assert_eq!(apart.kept, Vec::<PathBuf>::new());
        assert_eq!(beside.repo.read(PATH), edited);
        beside.assert_tidy();
    }
}

#[test]
fn of_two_edits_that_cannot_be_united_the_older_is_kept_and_its_place_told() {
    let beside = Beside::new();
    let first = before() + "First.\n";
    beside.repo.write(PATH, &first);
    let second = "no ticket any more\n";
    let apart = apart(beside.place(|_| beside.repo.write(PATH, second)));
    assert_eq!(beside.repo.read(PATH), second);
    let [kept] = apart.kept.as_slice() else {
        panic!("{apart:?}");
    };
    assert_eq!(fs::read_to_string(kept).unwrap(), ours() + "First.\n");
    beside.assert_tidy();
}

#[test]
fn a_file_that_went_does_not_come_back() {
    let beside = Beside::new();
    fs::remove_file(beside.file()).unwrap();
    let apart = apart(beside.place(|_| panic!()));
    assert_eq!(apart.why, Why::Gone);
    let folder = beside.file().with_file_name("");
    assert_eq!(fs::read_dir(folder).unwrap().count(), 0);
}

#[test]
fn a_link_or_a_folder_in_its_place_stays_one() {
    let made: [fn(&Path); 2] = [
        |file| symlink("elsewhere", file).unwrap(),
        |file| fs::create_dir(file).unwrap(),
    ];
    for make in made {
        let beside = Beside::new();
        fs::remove_file(beside.file()).unwrap();
        make(&beside.file());
        let kind = beside.file().symlink_metadata().unwrap().file_type();
        let apart = apart(beside.place(|_| panic!()));
        assert_eq!(apart.why, Why::Strange);
        let now = beside.file().symlink_metadata().unwrap().file_type();
        assert_eq!(now, kind);
        beside.assert_tidy();
    }
}

#[test]
fn a_folder_that_became_a_link_is_not_gone_into() {
    let beside = Beside::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = beside.repo.join("tickets/2026/11/22");
    let away = beside.repo.join("away");
    // After the new contents were written, so they wait elsewhere.
    let apart = {
        fs::rename(&folder, &away).unwrap();
        symlink(&away, &folder).unwrap();
        let opened = beside.repo.open();
        let git = open_git(beside.repo.path()).unwrap();
        let options = WriteOptions::default();
        let run = Run::new(&git, &opened.place, &options);
        let temp = elsewhere.path().join("waits");
        fs::write(&temp, ours()).unwrap();
        let waiting = Waiting {
            number: 0,
            record: &beside.record,
            temp,
            base: None,
        };
        apart(run.place(waiting, &mut |_, _| Ok(())).unwrap())
    };
    assert_eq!(apart.why, Why::Strange);
    assert_eq!(beside.repo.read(PATH), before());
}

#[test]
fn what_a_program_is_writing_is_left_to_it() {
    let beside = Beside::new();
    let mut file = OpenOptions::new().append(true).open(beside.file()).unwrap();
    let apart = apart(beside.place(|_| panic!()));
    assert_eq!(apart.why, Why::Strange);
    file.write_all(b"And more.\n").unwrap();
    assert_eq!(beside.repo.read(PATH), before() + "And more.\n");
    beside.assert_tidy();
}
