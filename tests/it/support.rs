//! A desk in a temporary folder: the clock, the random bits and the identity
//! stand still, the environment is empty, and somebody else's work lies around
//! in the repository, which no command may touch.

pub(crate) mod booked;
mod clocks;
mod command;
mod filed;
pub(crate) mod junit;
pub(crate) mod openmetrics;
mod run;
pub(crate) mod sarif;
pub(crate) mod schema;
mod world;

use std::cell::{Cell, RefCell};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Output};
use std::rc::Rc;

use serde_json::Value;
use tempfile::TempDir;

pub(crate) use command::Command;
use filed::Filed;
pub(crate) use run::Run;
use world::World;

/// When every desk opens its doors.
pub(crate) const NOW: &str = "2026-11-22T09:14:00-05:00";

/// The configuration of the desks of the tests.
pub(crate) const CONFIG: &str = "\
format: 1
timezone: America/Bogota
agents:
  ana: {name: Ana Torres, emails: [ana@soft.example], tier: 1}
  carla: {name: Carla Ruiz, emails: [carla@soft.example], tier: 2}
  elena: {name: Elena Mora, emails: [elena@soft.example], tier: 3}
services: [billing, payroll]
categories: [invoicing/tax, invoicing/printing, access]
";

const ANDINA: &str = "\
---
customer: coop-andina
name: Cooperativa Andina
contacts:
  marta: {name: Marta Gil, email: marta@andina.example}
  luis: {name: Luis Paz, email: luis@andina.example, approves: true}
---

Monday to Friday.
";

const COSTA: &str = "\
---
customer: coop-costa
name: Cooperativa de la Costa
contacts:
  hernan: {name: Hernan Diaz, approves: true}
---
";

/// Makes the repository and leaves foreign work in it: a staged new file, a
/// staged change, a change that is not staged, a file git does not know. What
/// git tracks is older than the index, since git itself rewrites the entries of
/// files that are not.
const FOREIGN: &str = "\
git init -q -b main .
git config user.name 'Ana Torres'
git config user.email ana@soft.example
mkdir -p src
printf 'one\\n' > src/main.c
printf 'dirty: no\\n' > notes.txt
printf 'ignored/\\n' > .gitignore
touch -t 202001010000 src/main.c notes.txt .gitignore
git add -A
git commit -q -m 'the product'
printf 'one\\ntwo\\n' > src/main.c
printf 'new\\n' > src/staged.c
touch -t 202001020000 src/main.c src/staged.c
git add src/main.c src/staged.c
printf 'dirty: yes\\n' > notes.txt
printf 'unknown to git\\n' > scratch.txt
mkdir -p ignored
printf 'ignored\\n' > ignored/file
";

/// The program in a repository of its own.
pub(crate) struct Desk {
    folder: TempDir,
    store: PathBuf,
    now: RefCell<String>,
    seed: Cell<u64>,
    /// How the last command left the repository, until somebody else changes it.
    left: RefCell<Option<Rc<World>>>,
    /// How many commits the last command made.
    made: Cell<usize>,
    filed: RefCell<Filed>,
}

impl Desk {
    /// A store at the root of a repository with foreign work in it.
    pub(crate) fn new() -> Self {
        Self::with_config(CONFIG)
    }

    /// As [`Desk::new`], with another configuration.
    pub(crate) fn with_config(config: &str) -> Self {
        let desk = Self::repository(".");
        desk.fill(config);
        desk
    }

    /// A store in a folder of a product's repository.
    pub(crate) fn inside(folder: &str) -> Self {
        let desk = Self::repository(folder);
        desk.fill(CONFIG);
        desk
    }

    /// A repository with foreign work and no store; commands run in `store`.
    pub(crate) fn repository(store: &str) -> Self {
        let desk = Self::nowhere();
        fs::create_dir_all(desk.root().join(store)).unwrap();
        let desk = Self {
            store: PathBuf::from(store),
            ..desk
        };
        desk.shell(FOREIGN);
        desk
    }

    /// An empty folder.
    pub(crate) fn nowhere() -> Self {
        let folder = temporary();
        for name in ["desk", "home"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self {
            folder,
            store: PathBuf::from("."),
            now: RefCell::new(NOW.to_owned()),
            seed: Cell::new(0),
            left: RefCell::new(None),
            made: Cell::new(0),
            filed: RefCell::default(),
        }
    }

    fn fill(&self, config: &str) {
        self.write("bitacora.yaml", config);
        self.write(
            ".gitattributes",
            "/tickets/**/*.md merge=bitacora\n/faq/** merge=bitacora\n",
        );
        self.write("contracts/coop-andina.md", ANDINA);
        self.write("contracts/coop-costa.md", COSTA);
        let store = self.store();
        let store = store.display();
        self.shell(&format!(
            "cd '{store}' && git add .gitattributes bitacora.yaml contracts && git commit -q -m 'the store' -- .gitattributes bitacora.yaml contracts"
        ));
    }

    /// The root of the repository.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("desk")
    }

    /// The root of the store.
    pub(crate) fn store(&self) -> PathBuf {
        self.root().join(&self.store)
    }

    /// A folder outside of the repository.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Sets the clock, from here on.
    pub(crate) fn at(&self, now: &str) -> &Self {
        now.clone_into(&mut self.now.borrow_mut());
        self
    }

    /// Runs the program.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        self.command(arguments).run()
    }

    /// The program, to be told more before it runs.
    pub(crate) fn command<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
    ) -> Command<'_> {
        let arguments = arguments.into_iter();
        Command {
            desk: self,
            arguments: arguments.map(|word| word.as_ref().to_owned()).collect(),
            input: Vec::new(),
            variables: Vec::new(),
            folder: self.store(),
        }
    }

    /// The program without the guard, for tests that start many at once.
    pub(crate) fn process(&self) -> process::Command {
        self.process_of(env!("CARGO_BIN_EXE_bitacora"))
    }

    /// A program that runs ours, under our clock.
    fn process_of(&self, program: &str) -> process::Command {
        self.left.take();
        let mut command = self.plain(program, &self.store());
        command.env("BITACORA_NOW", &*self.now.borrow());
        command
    }

    /// A program in a clean environment.
    fn plain(&self, program: &str, folder: &Path) -> process::Command {
        let mut command = process::Command::new(program);
        command
            .current_dir(folder)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home())
            .env("TZ", "UTC")
            // What git does in its own time would be seen by the next look.
            .env("CI", "true")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CEILING_DIRECTORIES", self.folder.path());
        command
    }

    /// A program that looks at the repository without touching it, or changes
    /// it as a person would.
    pub(crate) fn tool(&self, program: &str) -> process::Command {
        let mut command = self.plain(program, &self.root());
        command
            .env("GIT_AUTHOR_DATE", "2026-11-22T08:00:00-05:00")
            .env("GIT_COMMITTER_DATE", "2026-11-22T08:00:00-05:00")
            .env("GIT_OPTIONAL_LOCKS", "0");
        command
    }

    /// How the repository stands.
    fn world(&self) -> Rc<World> {
        let known = self.left.borrow().clone();
        known.unwrap_or_else(|| Rc::new(World::of(self)))
    }

    /// Asks git, which must succeed; it may look and not touch.
    pub(crate) fn git<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> String {
        let output = self.tool("git").args(arguments).output().unwrap();
        said("git", &output)
    }

    /// Runs a shell script in the root, which must succeed.
    pub(crate) fn shell(&self, script: &str) -> String {
        self.left.take();
        let mut shell = self.tool("sh");
        let output = shell.args(["-e", "-c", script]).output().unwrap();
        said(script, &output)
    }

    /// How many commits the branch has.
    pub(crate) fn commits(&self) -> usize {
        self.git(["rev-list", "--count", "HEAD"])
            .trim()
            .parse()
            .unwrap()
    }

    /// The subject of the last commit.
    pub(crate) fn subject(&self) -> String {
        self.git(["log", "-1", "--format=%s"]).trim_end().to_owned()
    }

    /// Writes a file of the store, as a person would.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        self.left.take();
        let path = self.store().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Reads a file of the store.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.store().join(path)).unwrap()
    }

    /// Replaces a text in a ticket's file, as a person would.
    pub(crate) fn replace(&self, id: &str, old: &str, new: &str) {
        let path = path_of(id);
        let text = self.read(&path);
        assert!(text.contains(old), "no {old:?} in {text}");
        self.write(&path, text.replacen(old, new, 1));
    }

    /// The text of a ticket's file.
    pub(crate) fn ticket(&self, id: &str) -> String {
        self.read(&path_of(id))
    }

    /// Files a ticket with these arguments and gives back its id.
    pub(crate) fn open<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> String {
        let open = OsString::from("open");
        let arguments = arguments.into_iter().map(|word| word.as_ref().to_owned());
        let id = self.run(std::iter::once(open).chain(arguments)).shown();
        let id = id.trim_end().to_owned();
        assert!(id.starts_with("INC-") && !id.contains('\n'), "{id}");
        self.filed.borrow_mut().push(&id);
        id
    }

    /// Files a ticket that is judged at once, of the least impact.
    pub(crate) fn judged(&self, title: &str) -> String {
        let judged = [
            "--impact",
            "low",
            "--urgency",
            "low",
            "--kind",
            "corrective",
        ];
        self.open([title].into_iter().chain(judged))
    }

    /// Takes a step that must make one commit, whatever it then remarks.
    pub(crate) fn step<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) {
        let (status, stdout, stderr) = self.run(arguments).taken();
        let done = (status, stdout.as_str(), self.made.get());
        assert_eq!(done, (0, "", 1), "{stderr}");
    }

    /// A field of a ticket, as `show` tells it to programs.
    pub(crate) fn field(&self, id: &str, name: &str) -> Value {
        self.json(["show", id])[name].take()
    }

    /// The names of a ticket's events.
    pub(crate) fn events(&self, id: &str) -> Vec<String> {
        let log = self.json(["log", id]);
        let events = log["events"].as_array().unwrap().iter();
        events
            .map(|event| event["event"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Part of what a command answers to programs, for a snapshot.
    pub(crate) fn sheet(&self, value: &Value) -> String {
        let text = serde_json::to_string_pretty(value).unwrap();
        self.filed.borrow().numbered(&text)
    }

    /// A step that is refused, and leaves everything as it was.
    pub(crate) fn refused<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        line: &str,
        hint: &str,
    ) {
        let before = self.world();
        self.run(arguments).error(4, line, hint);
        self.world().is_exactly(&before);
    }

    /// What a command answers to programs.
    pub(crate) fn json<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Value {
        let format = ["--format", "json"].map(OsString::from);
        let arguments = arguments.into_iter().map(|word| word.as_ref().to_owned());
        let text = self.run(arguments.chain(format)).shown();
        serde_json::from_str(&text).unwrap()
    }
}

/// The folder of the independent fold and merge; none, and a word, without it or
/// without a Python that can run them.
pub(crate) fn oracle() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("BITACORA_TEST_DATA") else {
        eprintln!("skipped: BITACORA_TEST_DATA is not set");
        return None;
    };
    let oracle = Path::new(&folder).join("merge-oracle");
    let python = process::Command::new("python3")
        .args(["-c", "import yaml"])
        .stderr(process::Stdio::null())
        .status();
    let can_run = oracle.exists() && python.is_ok_and(|status| status.success());
    if !can_run {
        eprintln!("skipped: there is no merge-oracle, or no python3 with yaml");
    }
    can_run.then_some(oracle)
}

/// A temporary folder, in memory where there is some: the disk would be waited for
/// at every commit.
pub(crate) fn temporary() -> TempDir {
    TempDir::new_in("/dev/shm")
        .or_else(|_| TempDir::new())
        .unwrap()
}

/// Every report there is, as the words after `report`; that of a customer is of
/// this one.
pub(crate) fn reports(customer: &str) -> Vec<Vec<String>> {
    let command = bitacora::commands::command();
    let report = command.find_subcommand("report").unwrap();
    let mut arguments = report.get_arguments();
    let name = arguments.find(|it| it.get_id() == "name").unwrap();
    let names = name.get_possible_values().into_iter();
    let words = names.map(|name| {
        let name = name.get_name().to_owned();
        let of = (name == "customer").then(|| customer.to_owned());
        std::iter::once(name).chain(of).collect()
    });
    words.collect()
}

fn said(what: &str, output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what}: {error}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Where a ticket lies in its store.
pub(crate) fn path_of(id: &str) -> String {
    let date = id.split('-').nth(1).unwrap();
    let (year, month, day) = (&date[..2], &date[2..4], &date[4..]);
    format!("tickets/20{year}/{month}/{day}/{id}.md")
}
