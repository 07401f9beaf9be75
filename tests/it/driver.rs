//! Two clones work apart and meet by plain git, which merges tickets by this program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::{Desk, path_of};

/// A desk whose attributes name the driver, and a clone of it.
struct Clones {
    desk: Desk,
    other: PathBuf,
}

impl Clones {
    fn new() -> Self {
        let desk = Desk::nowhere();
        desk.shell(
            "git init -q -b main . && git config user.name 'Ana Torres' && git config user.email ana@soft.example",
        );
        let (status, _, stderr) = desk.run(["init", "--timezone", "America/Bogota"]).taken();
        assert_eq!(status, 0, "{stderr}");
        let other = desk.home().join("other");
        Self { desk, other }
    }

    /// From here on there are two.
    fn part(&self) {
        self.desk.shell(
            "git clone -q . ../home/other
             git -C ../home/other config user.name 'Carla Ruiz'
             git -C ../home/other config user.email carla@soft.example",
        );
    }

    fn there(&self, seed: u64, arguments: &[&str]) {
        let mut run = self.desk.process();
        run.args(arguments).current_dir(&self.other);
        let output = run.env("BITACORA_SEED", seed.to_string()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    /// Git in a clone, with this program on its path.
    fn git(&self, folder: &Path, arguments: &[&str]) -> Output {
        let ours = Path::new(env!("CARGO_BIN_EXE_bitacora")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap();
        let paths = std::iter::once(ours.to_owned()).chain(std::env::split_paths(&path));
        let mut git = self.desk.tool("git");
        git.args(arguments).current_dir(folder);
        git.env("PATH", std::env::join_paths(paths).unwrap())
            .output()
            .unwrap()
    }

    fn pulled(&self, how: &str) -> Output {
        let there = self.other.to_str().unwrap().to_owned();
        self.git(
            &self.desk.root(),
            &["pull", "-q", how, "--no-edit", &there, "main"],
        )
    }

    /// Both work on one ticket; its id.
    fn work(&self) -> String {
        let (desk, at) = (&self.desk, |time: &str| {
            format!("2026-11-22T{time}:00-05:00")
        });
        let id = desk.open(["Printer", "-m", "It is offline."]);
        self.part();
        desk.at(&at("09:20"));
        desk.step(["classify", &id, "--impact", "high", "--urgency", "low"]);
        desk.at(&at("09:25"));
        self.there(
            11,
            &["classify", &id, "--impact", "low", "--urgency", "high"],
        );
        self.there(12, &["reply", &id, "-m", "We look at it."]);
        desk.at(&at("09:30"));
        desk.step(["take", &id]);
        desk.step(["note", &id, "-m", "The cable."]);
        desk.at(&at("09:40"));
        self.there(13, &["wait", &id, "--on", "customer"]);
        desk.at(&at("09:45"));
        desk.step(["resolve", &id, "-m", "Plugged in."]);
        id
    }

    fn is_whole(&self, id: &str) {
        let text = self.desk.ticket(id);
        for part in [
            "We look at it.",
            "The cable.",
            "Plugged in.",
            "status: resolved",
            "priority: P3",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("waiting_on: customer\nopened_at") && !text.contains("<<<<"));
        let mut wanted = [
            "opened",
            "classified",
            "classified",
            "replied",
            "attended",
            "noted",
            "waited",
            "resolved",
        ];
        let mut events = self.desk.events(id);
        wanted.sort_unstable();
        events.sort();
        assert_eq!(events, wanted);
        self.desk.run(["check", "-q"]).ok();
    }
}

#[test]
fn a_ticket_that_two_clones_touched_is_merged_by_a_plain_pull() {
    let clones = Clones::new();
    let id = clones.work();
    let pulled = clones.pulled("--no-rebase");
    assert!(pulled.status.success(), "{pulled:?}");
    clones.is_whole(&id);
}

#[test]
fn a_ticket_that_two_clones_touched_is_rebased_without_a_stop() {
    let clones = Clones::new();
    let id = clones.work();
    let pulled = clones.pulled("--rebase");
    assert!(pulled.status.success(), "{pulled:?}");
    clones.is_whole(&id);
}

/// Git of a desktop, or of a job, need not have this program on its path.
#[test]
fn the_program_that_wrote_last_is_found_without_a_path() {
    let clones = Clones::new();
    let id = clones.work();
    let there = clones.other.to_str().unwrap();
    let pulled = clones
        .desk
        .tool("git")
        .args(["pull", "-q", "--no-rebase", "--no-edit", there, "main"])
        .output();
    assert!(pulled.as_ref().unwrap().status.success(), "{pulled:?}");
    clones.is_whole(&id);
}

#[test]
fn both_clones_come_to_the_same_bytes() {
    let clones = Clones::new();
    let id = clones.work();
    let here = clones.desk.root();
    let pulled = clones.git(
        &clones.other,
        &[
            "pull",
            "-q",
            "--no-rebase",
            "--no-edit",
            here.to_str().unwrap(),
            "main",
        ],
    );
    assert!(pulled.status.success(), "{pulled:?}");
    let there = fs::read_to_string(clones.other.join(path_of(&id))).unwrap();
    // The other's own commits, without its merge.
    clones.git(
        &here,
        &["fetch", "-q", clones.other.to_str().unwrap(), "main"],
    );
    let merged = clones.git(&here, &["merge", "-q", "--no-edit", "FETCH_HEAD^1"]);
    assert!(merged.status.success(), "{merged:?}");
    assert_eq!(clones.desk.ticket(&id), there);
}

#[test]
fn what_a_person_must_decide_has_gits_markers_and_is_not_staged() {
    let clones = Clones::new();
    let id = clones.desk.open(["Printer"]);
    clones.part();
    let path = path_of(&id);
    let twice = |folder: &Path, text: &str| {
        let file = folder.join(&path);
        let ticket = fs::read_to_string(&file).unwrap();
        let event = format!(
            "- at: 2026-11-22T10:00:00-05:00\n  by: ana\n  event: edited\n  ev: z00001\n  set: {{title: {text}}}\n---"
        );
        let (head, rest) = ticket.rsplit_once("---").unwrap();
        let head = head.replace("title: Printer\nstatus", &format!("title: {text}\nstatus"));
        fs::write(&file, format!("{head}{event}{rest}")).unwrap();
        clones.git(folder, &["commit", "-qam", text]);
    };
    twice(&clones.other, "One");
    twice(&clones.desk.root(), "Two");
    let pulled = clones.pulled("--no-rebase");
    let said = String::from_utf8_lossy(&pulled.stderr).into_owned();
    assert_eq!(pulled.status.code(), Some(1), "{said}");
    assert!(
        said.contains(&format!(
            "error: {path} is not merged: the event z00001 was drawn twice"
        )),
        "{said}"
    );
    let text = clones.desk.ticket(&id);
    assert!(
        text.contains("<<<<<<< ours") && text.contains(">>>>>>> theirs"),
        "{text}"
    );
    let state = clones.git(&clones.desk.root(), &["status", "--porcelain"]);
    assert_eq!(
        String::from_utf8(state.stdout).unwrap(),
        format!("UU {path}\n")
    );
}

#[test]
fn the_driver_touches_nothing_but_the_file_it_is_given() {
    let folder = crate::support::temporary();
    let ticket = "---\nid: INC-261122-K7F4Q\ntitle: A\nstatus: open\nopened_at: 2026-11-22T09:00:00Z\ntimeline:\n- {at: 2026-11-22T09:00:00Z, by: ana, event: opened, ev: a00001}\n---\n";
    for (name, text) in [
        ("base", ticket.to_owned()),
        ("ours", ticket.replace("title: A", "zone: north\ntitle: A")),
        ("theirs", format!("{ticket}\nA text.\n")),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let run = || {
        Command::new(env!("CARGO_BIN_EXE_bitacora"))
            .args([
                "merge-driver",
                "base",
                "ours",
                "theirs",
                "7",
                "tickets/2026/11/22/INC-261122-K7F4Q.md",
            ])
            .current_dir(folder.path())
            .env_clear()
            .output()
            .unwrap()
    };
    let output = run();
    assert!(
        output.status.success() && output.stdout.is_empty(),
        "{output:?}"
    );
    let merged = fs::read_to_string(folder.path().join("ours")).unwrap();
    assert_eq!(
        merged,
        format!(
            "{}\nA text.\n",
            ticket.replace("title: A", "zone: north\ntitle: A")
        )
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    // Again it changes nothing.
    assert!(run().status.success());
    assert_eq!(
        fs::read_to_string(folder.path().join("ours")).unwrap(),
        merged
    );
}

#[test]
fn a_store_of_before_is_told_by_migrate_and_any_command_that_writes() {
    let desk = Desk::new();
    desk.shell("git rm -q .gitattributes && git commit -qm before -- .gitattributes");
    let note = ".gitattributes:1:1:  note  store/merge  git merges tickets by line, since merge=bitacora is not there; bitacora migrate adds it\n";
    let (status, stdout, _) = desk.run(["check"]).taken();
    assert_eq!((status, &*stdout), (0, note));
    let driver = |desk: &Desk| desk.shell("git config merge.bitacora.driver || true");
    assert_eq!(driver(&desk), "");
    let id = desk.open(["A"]);
    assert!(driver(&desk).contains("merge-driver %O %A %B %L %P"));
    desk.shell("git config merge.bitacora.driver 'something else'");
    let trial = desk.run(["take", &id, "--dry-run"]);
    let _ = trial.both(0);
    assert_eq!(driver(&desk), "something else\n");
    desk.step(["take", &id]);
    assert!(driver(&desk).contains("merge-driver"));
    desk.run(["migrate"])
        .stderr("Git merges tickets and articles by this program now.\n")
        .ok();
    let attributes = desk.read(".gitattributes");
    assert_eq!(
        attributes,
        "/tickets/**/*.md merge=bitacora\n/faq/** merge=bitacora\n"
    );
    let asked = desk.git([
        "check-attr",
        "merge",
        &path_of(&id),
        "faq/x.md",
        "bitacora.yaml",
    ]);
    assert_eq!(asked.matches("merge: bitacora").count(), 2, "{asked}");
    desk.run(["migrate"])
        .stderr("The store has format 1, the newest: nothing to do.\n")
        .ok();
}
