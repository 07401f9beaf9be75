//! What is measured, beside what, and how much of that is allowed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};

use tempfile::TempDir;

use crate::measure::{Work, bitacora, printed, program, succeeds};

/// Names of the rows, in the order of the table.
pub(crate) const ROWS: [&str; 22] = [
    "open",
    "open-default",
    "classify",
    "first",
    "list",
    "show",
    "next",
    "report",
    "search",
    "open-v3",
    "open-v4",
    "open-young",
    "open-sparse",
    "open-split",
    "log",
    "commits",
    "month-compliance",
    "month-times",
    "month-volume",
    "all-compliance",
    "all-times",
    "all-volume",
];

/// A form that git's index has, other than the usual one.
struct Form {
    row: &'static str,
    name: &'static str,
    /// Arguments of the git command that makes it.
    made_by: &'static [&'static str],
    /// No entry's file is older than the index, so that all are read again.
    is_young: bool,
    /// The ratio that is allowed at 100,000 tickets.
    at_most: Option<f64>,
}

const FORMS: [Form; 5] = [
    Form {
        row: "open-v3",
        name: "open, index version 3",
        made_by: &["update-index", "--skip-worktree", ".gitattributes"],
        is_young: false,
        at_most: Some(0.5),
    },
    Form {
        row: "open-v4",
        name: "open, index version 4",
        made_by: &["update-index", "--index-version", "4"],
        is_young: false,
        at_most: Some(0.5),
    },
    Form {
        row: "open-young",
        name: "open, all files as young as the index",
        made_by: &["update-index", "-q", "--refresh"],
        is_young: true,
        at_most: Some(0.5),
    },
    Form {
        row: "open-sparse",
        name: "open, sparse index",
        made_by: &[
            "sparse-checkout",
            "set",
            "--cone",
            "--sparse-index",
            "tickets/2026",
            "contracts",
            "faq",
        ],
        is_young: false,
        at_most: Some(0.5),
    },
    Form {
        row: "open-split",
        name: "open, split index",
        made_by: &["update-index", "--split-index"],
        is_young: false,
        at_most: None,
    },
];

/// A report of a store whose tickets have all ended.
struct Closed {
    row: &'static str,
    name: &'static str,
    line: &'static [&'static str],
    /// The ratio to `git status` that is allowed.
    at_most: f64,
}

/// A month of 25,000 closed tickets, and everything there ever was.
const CLOSED: [Closed; 6] = [
    Closed {
        row: "month-compliance",
        name: "report compliance of a month",
        line: &["report", "compliance", "--period", CLOSED_MONTH],
        at_most: 1.5,
    },
    Closed {
        row: "month-times",
        name: "report times of a month",
        line: &["report", "times", "--period", CLOSED_MONTH],
        at_most: 1.5,
    },
    Closed {
        row: "month-volume",
        name: "report volume of a month",
        line: &["report", "volume", "--period", CLOSED_MONTH],
        at_most: 1.5,
    },
    Closed {
        row: "all-compliance",
        name: "report compliance",
        line: &["report", "compliance"],
        at_most: 6.0,
    },
    Closed {
        row: "all-times",
        name: "report times",
        line: &["report", "times"],
        at_most: 6.0,
    },
    Closed {
        row: "all-volume",
        name: "report volume",
        line: &["report", "volume"],
        at_most: 6.0,
    },
];

const MIB: u64 = 1 << 20;
/// Before any file was written. (Git takes an index of second 0 for none.)
const LONG_AGO: Duration = Duration::from_secs(1);
/// A word of about one ticket in thirty.
const WORD: &str = "rechazados";
/// The month in the middle of the three years.
const MONTH: &str = "2025-06";
/// One in the middle of the thirteen months of the closed store.
const CLOSED_MONTH: &str = "2024-06";
/// What a report of the closed store may hold at a time.
const CLOSED_MIB: u64 = 120;

/// Our work, the yardsticks with the ratios to them that are allowed, and the
/// memory that is allowed, in bytes.
pub(crate) struct Row<'a> {
    pub(crate) works: Vec<Work<'a>>,
    pub(crate) at_most: Vec<Option<f64>>,
    pub(crate) peak: Option<u64>,
}

/// What a store is made to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nature {
    /// A desk at work.
    Alive,
    /// Its commits.
    History,
    /// Tickets that have all ended.
    Closed,
}

impl Nature {
    pub(crate) fn of(size: &str) -> Self {
        match size {
            "history" => Self::History,
            "closed" => Self::Closed,
            _ => Self::Alive,
        }
    }

    fn has(self, row: &str) -> bool {
        let of = match row {
            "log" | "commits" => Self::History,
            _ if CLOSED.iter().any(|report| report.row == row) => Self::Closed,
            _ => Self::Alive,
        };
        of == self
    }
}

/// A store to be measured.
pub(crate) struct Site {
    store: PathBuf,
    /// 0 about 1,000 tickets, 1 about 10,000, 2 about 100,000.
    scale: usize,
    nature: Nature,
    /// Of active tickets.
    ids: Vec<String>,
    /// Two copies to write to, ours and git's, made when they are asked for.
    copies: Option<TempDir>,
    /// Lists the files that hold a word, reading all on one core.
    grep: [&'static str; 3],
}

impl Site {
    pub(crate) fn new(store: PathBuf, nature: Nature) -> Self {
        let files = printed(program("git", &store, &["ls-files", "tickets"]));
        let scale = match files.lines().count() {
            ..3_000 => 0,
            3_000..30_000 => 1,
            _ => 2,
        };
        let all = ["list", "--format", "csv", "--columns", "id"];
        let ids = printed(bitacora(&store, &all));
        let has_rg = succeeds(program("rg", &store, &["--version"]));
        Self {
            scale,
            nature,
            ids: ids.lines().skip(1).map(str::to_owned).collect(),
            copies: None,
            grep: if has_rg {
                ["rg", "-l", "-j1"]
            } else {
                ["grep", "-r", "-l"]
            },
            store,
        }
    }

    /// Makes what the row of this name writes to.
    pub(crate) fn prepare(&mut self, row: &str) {
        let form = FORMS.iter().find(|form| form.row == row);
        if let (Some(form), Nature::Alive) = (form, self.nature) {
            self.copy();
            for name in ["ours", "theirs"] {
                printed(program("git", &self.copied(name), form.made_by));
            }
        } else if matches!(row, "open" | "open-default" | "classify")
            && self.nature == Nature::Alive
            && self.copies.is_none()
        {
            self.copy();
        }
    }

    /// Makes two copies, ours and git's.
    fn copy(&mut self) {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        for name in ["ours", "theirs"] {
            let copy = folder.path().join(name);
            let (from, to) = (self.store.display().to_string(), copy.display().to_string());
            let clone = ["clone", "-q", "--local", &from, &to];
            printed(program("git", folder.path(), &clone));
            for (key, value) in [
                ("user.name", "Ana Torres"),
                ("user.email", "ana@soft.example"),
            ] {
                printed(program("git", &copy, &["config", key, value]));
            }
        }
        self.copies = Some(folder);
    }

    fn copied(&self, name: &str) -> PathBuf {
        let copies = self.copies.as_ref().expect("copies were made");
        copies.path().join(name)
    }

    /// The row of this name, or why the program has none; nothing where it is
    /// a row of the other kind of store.
    pub(crate) fn row(&self, name: &str) -> Option<Result<Row<'_>, &'static str>> {
        if !self.nature.has(name) {
            return None;
        }
        if let Some(report) = CLOSED.iter().find(|report| report.row == name) {
            return Some(Ok(self.closed(report)));
        }
        let id = &self.ids[self.ids.len() / 2];
        let month = ["report", "compliance", "--period", MONTH];
        let usual = [1.5, 1.0, 0.8];
        let row = match name {
            "open" => self.open("core.fsync=all", 1.0),
            "open-default" => self.open("core.fsync=default", 1.25),
            _ if let Some(form) = FORMS.iter().find(|form| form.row == name) => self.in_form(form),
            "classify" => self.classify(),
            "first" => self.first(),
            "list" => self.beside_status("list", &["list"], usual, 100),
            "show" => self.beside_status("show", &["show", id], usual, 0),
            "next" => self.beside_status("next", &["next"], usual, 0),
            "report" => {
                let name = "report compliance of a month";
                self.beside_status(name, &month, [2.0, 1.2, 1.0], 0)
            }
            "search" => return Some(self.search()),
            "log" => self.log(id),
            _ => return Some(self.commits()),
        };
        Some(Ok(row))
    }

    fn ours<'a>(&self, name: &'static str, arguments: &[&str]) -> Work<'a> {
        let (store, arguments) = (self.store.clone(), owned(arguments));
        Work {
            name,
            before: None,
            lines: Box::new(move |_| vec![bitacora(&store, &borrowed(&arguments))]),
        }
    }

    fn other<'a>(&self, name: &'static str, arguments: &[&str]) -> Work<'a> {
        let (store, arguments) = (self.store.clone(), owned(arguments));
        Work {
            name,
            before: None,
            lines: Box::new(move |_| {
                let line = borrowed(&arguments);
                vec![program(line[0], &store, &line[1..])]
            }),
        }
    }

    fn grep<'a>(&self, word: &'static str) -> Work<'a> {
        let [program, list, on_one] = self.grep;
        let name = match (program, word) {
            ("rg", WORD) => "rg -l -j1 WORD",
            ("rg", _) => "rg -l -j1 status:",
            (_, WORD) => "grep -r -l WORD",
            _ => "grep -r -l status:",
        };
        self.other(name, &[program, list, on_one, word, "tickets"])
    }

    /// Takes the derived index away before each turn.
    fn without_index<'a>(&self, work: Work<'a>) -> Work<'a> {
        let index = self.store.join(".git/bitacora");
        Work {
            before: Some(Box::new(move |_| {
                let _ = fs::remove_dir_all(&index);
            })),
            ..work
        }
    }

    fn beside_status(
        &self,
        name: &'static str,
        arguments: &[&str],
        at_most: [f64; 3],
        mib: u64,
    ) -> Row<'_> {
        let status = ["git", "status", "--porcelain"];
        Row {
            works: vec![
                self.ours(name, arguments),
                self.other("git status --porcelain", &status),
            ],
            at_most: vec![Some(at_most[self.scale])],
            peak: (mib > 0 && self.scale == 2).then_some(mib * MIB),
        }
    }

    fn closed(&self, report: &Closed) -> Row<'_> {
        Row {
            peak: Some(CLOSED_MIB * MIB),
            ..self.beside_status(report.name, report.line, [report.at_most; 3], 0)
        }
    }

    fn first(&self) -> Row<'_> {
        let first = self.ours("list, the index built", &["list"]);
        Row {
            works: vec![self.without_index(first), self.grep("status:")],
            at_most: vec![Some([4.0, 8.0, 10.0][self.scale])],
            peak: (self.scale == 2).then_some(300 * MIB),
        }
    }

    fn search(&self) -> Result<Row<'_>, &'static str> {
        if !succeeds(bitacora(&self.store, &["search", "--help"])) {
            return Err("the program has no `search`");
        }
        let mut row = self.beside_status("search", &["search", WORD], [2.0, 1.2, 1.0], 0);
        row.works.push(self.grep(WORD));
        row.at_most.push((self.scale == 2).then_some(0.4));
        Ok(row)
    }

    fn log(&self, id: &str) -> Row<'_> {
        let path = path(id);
        Row {
            works: vec![
                self.ours("log of one ticket", &["log", id]),
                self.other("git log -- PATH", &["git", "log", "--", &path]),
            ],
            at_most: vec![Some(0.2)],
            peak: None,
        }
    }

    fn commits(&self) -> Result<Row<'_>, &'static str> {
        let help = printed(bitacora(&self.store, &["log", "--help"]));
        if !help.contains("--commits") {
            return Err("the program has no `log --commits`");
        }
        let walk = self.ours("log --commits, the first walk", &["log", "--commits"]);
        let raw = ["git", "log", "--raw", "--no-renames"];
        Ok(Row {
            works: vec![
                self.without_index(walk),
                self.other("git log --raw --no-renames", &raw),
            ],
            at_most: vec![Some(1.5)],
            peak: None,
        })
    }

    fn open(&self, fsync: &'static str, slack: f64) -> Row<'_> {
        let ours = self.copied("ours");
        let filed = [
            "open",
            "Invoices are rejected again",
            "-m",
            "Since this morning.",
            "--customer",
            "coop-andina",
        ];
        let id = printed(bitacora(&ours, &filed));
        let id = id.trim();
        let bytes = fs::read_to_string(ours.join(path(id))).expect("the ticket");
        let theirs = self.copied("theirs");
        let is_default = slack > 1.0;
        let first = if is_default { 50_000 } else { 0 };
        let place = move |turn: usize| path(&format!("INC-261122-{:05}", first + turn));
        let write = {
            let theirs = theirs.clone();
            move |turn: usize| {
                let file = theirs.join(place(turn));
                fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
                fs::write(file, &bytes).expect("a file");
            }
        };
        Row {
            works: vec![
                Work {
                    name: "open",
                    before: None,
                    lines: Box::new(move |_| vec![bitacora(&ours, &filed)]),
                },
                Work {
                    name: if is_default {
                        "git add, git commit"
                    } else {
                        "git add, git commit, core.fsync=all"
                    },
                    before: Some(Box::new(write)),
                    lines: Box::new(move |turn| add_and_commit(&theirs, fsync, &place(turn))),
                },
            ],
            at_most: vec![Some([0.35, 0.25, 0.20][self.scale] * slack)],
            peak: None,
        }
    }

    /// As `open`, where git's index has another form.
    fn in_form(&self, form: &Form) -> Row<'_> {
        let mut row = self.open("core.fsync=all", 1.0);
        row.works[0].name = form.name;
        row.at_most = vec![form.at_most.filter(|_| self.scale == 2)];
        if form.is_young {
            for (work, copy) in row.works.iter_mut().zip(["ours", "theirs"]) {
                let index = self.copied(copy).join(".git/index");
                let before = work.before.take();
                work.before = Some(Box::new(move |turn| {
                    if let Some(before) = &before {
                        before(turn);
                    }
                    let index = fs::File::options().write(true).open(&index);
                    let index = index.expect("an index");
                    index.set_modified(UNIX_EPOCH + LONG_AGO).expect("a time");
                }));
            }
        }
        row
    }

    fn classify(&self) -> Row<'_> {
        let (ours, theirs) = (self.copied("ours"), self.copied("theirs"));
        let of_turn = |turn: usize| &self.ids[turn % self.ids.len()];
        let write = {
            let theirs = theirs.clone();
            move |turn: usize| {
                let file = theirs.join(path(of_turn(turn)));
                let text = fs::read_to_string(&file).expect("the ticket");
                fs::write(file, text + "One line more.\n").expect("a file");
            }
        };
        Row {
            works: vec![
                Work {
                    name: "classify",
                    before: None,
                    lines: Box::new(move |turn| {
                        let because = format!("turn {turn}");
                        let judged = ["--impact", "high", "--urgency", "high"];
                        let raised = ["--priority", "P1", "--because", &because];
                        let mut line = vec!["classify", of_turn(turn)];
                        line.extend(judged.into_iter().chain(raised));
                        vec![bitacora(&ours, &line)]
                    }),
                },
                Work {
                    name: "git add, git commit, core.fsync=all",
                    before: Some(Box::new(write)),
                    lines: Box::new(move |turn| {
                        add_and_commit(&theirs, "core.fsync=all", &path(of_turn(turn)))
                    }),
                },
            ],
            at_most: vec![Some([0.35, 0.25, 0.20][self.scale])],
            peak: None,
        }
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// The file of a ticket.
fn path(id: &str) -> String {
    let id = id.parse().expect("an id");
    bitacora::core::layout::ticket(&id)
}

/// What a shell user does.
fn add_and_commit(folder: &Path, fsync: &str, path: &str) -> Vec<Command> {
    let add = ["-c", fsync, "add", path];
    let commit = ["-c", fsync, "commit", "-q", "-m", "file a ticket"];
    vec![
        program("git", folder, &add),
        program("git", folder, &commit),
    ]
}
