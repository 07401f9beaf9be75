//! Whole imports into stores in temporary folders.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tempfile::TempDir;

use super::{Imported, Order};
use crate::core::check::Weight;
use crate::core::fields::{Source, Status};
use crate::core::import::identity;
use crate::core::lifecycle::{Classification, Resolution, Words, classify, resolve};
use crate::core::ticket::Ticket;
use crate::desk::books::{BooksOptions, Checking};
use crate::desk::pen::{Hooks, PenOptions};
use crate::desk::{self, Clock, Desk, Options, OutOptions, Output};
use crate::render::Format;
use crate::render::style::Style;

const MAPPING: &str = "\
system: other
rows: event
nulls: ['?']
dates: {format: '%d/%m/%Y %H:%M'}
id: number
opened_at: opened
at: when
by: who
columns: {what: title, state: [status, source_state], service: service}
values: {status: {New: open, Active: classified, Closed: closed}}
";

const HEADER: &str = "number,opened,when,who,what,state,service\n";

struct Shop {
    folder: TempDir,
}

impl Shop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let git = git2::Repository::init(folder.path()).unwrap();
        let mut config = git.config().unwrap();
        config.set_str("user.name", "Ana").unwrap();
        config.set_str("user.email", "ana@soft.example").unwrap();
        config.set_bool("commit.gpgsign", false).unwrap();
        config.set_str("core.hooksPath", "/nonexistent").unwrap();
        let shop = Self { folder };
        desk::init(shop.path(), Some("UTC"), shop.options()).unwrap();
        shop.put("mapping.yaml", MAPPING);
        shop
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn options(&self) -> Options {
        let now = "2026-11-22T10:00:00Z".parse::<DateTime<Utc>>().unwrap();
        Options {
            books: BooksOptions {
                reads: false,
                ..BooksOptions::of(self.path().to_owned(), Clock::Stopped(now))
            },
            pen: PenOptions {
                dry_run: false,
                hooks: Hooks::All,
                no_gpg_sign: false,
                maintain: false,
                lock_timeout: Duration::from_secs(5),
                entropy: 7,
            },
            out: OutOptions {
                format: Format::Table,
                quiet: true,
                verbose: false,
                style: Style::default(),
                error_style: Style::default(),
                interactive: false,
                output: Output::default(),
                step_summary: None,
            },
        }
    }

    fn desk(&self) -> Desk {
        Desk::open(self.options()).unwrap()
    }

    fn order(&self, rows: &str, strict: bool) -> Order {
        Order {
            file: self.put("in.csv", format!("{HEADER}{rows}")),
            mapping: self.path().join("mapping.yaml"),
            partial: Some(!strict),
        }
    }

    fn import(&self, rows: &str) -> Imported {
        self.desk().pen().import(&self.order(rows, false)).unwrap()
    }

    fn tickets(&self) -> Vec<Ticket> {
        self.desk().books.tickets().unwrap()
    }

    fn commits(&self) -> usize {
        let git = git2::Repository::open(self.path()).unwrap();
        let mut walk = git.revwalk().unwrap();
        walk.push_head().unwrap();
        walk.count()
    }

    fn message(&self) -> String {
        let git = git2::Repository::open(self.path()).unwrap();
        let commit = git.head().unwrap().peel_to_commit().unwrap();
        commit.message().unwrap().to_owned()
    }
}

fn counts(imported: &Imported) -> [usize; 5] {
    let skipped = imported.skipped.len();
    let Imported {
        made,
        extended,
        unchanged,
        events,
        ..
    } = imported;
    [*made, *extended, *unchanged, *events, skipped]
}

fn said(imported: &Imported) -> Vec<(u64, &str)> {
    let rows = imported.skipped.iter();
    rows.map(|row| (row.line, row.reason.as_str())).collect()
}

const FIRST: &str = "\
A,1/3/2016 9:00,1/3/2016 9:05,eva,Slow,New,mail
B,1/3/2016 9:10,1/3/2016 9:10,eva,Gone,New,mail
A,1/3/2016 9:00,1/3/2016 9:30,bo,Slow,Active,mail
";
const LATER: &str = "\
B,1/3/2016 9:10,2/3/2016 9:10,eva,Gone,Closed,mail
C,3/3/2016 9:10,3/3/2016 9:10,eva,Lost,Active,?
";

#[test]
fn an_import_is_one_commit_and_a_second_one_none() {
    let shop = Shop::new();
    assert_eq!(counts(&shop.import(FIRST)), [2, 0, 0, 3, 0]);
    assert_eq!(shop.commits(), 2);
    let ids: Vec<String> = shop
        .tickets()
        .iter()
        .map(|ticket| ticket.id.to_string())
        .collect();
    let message = shop.message();
    assert!(
        message.starts_with("2 tickets: import from other\n"),
        "{message}"
    );
    assert!(
        message.contains(&format!("Ticket: {}\nEvent: m00001 opened\n", ids[0])),
        "{message}"
    );
    let again = shop.import(FIRST);
    assert_eq!((counts(&again), again.commit), ([0, 0, 2, 0, 0], None));
    assert_eq!(shop.commits(), 2);
    let longer = shop.import(&format!("{FIRST}{LATER}"));
    assert_eq!(counts(&longer), [1, 1, 1, 3, 0]);
    assert_eq!(shop.commits(), 3);
    let other = Shop::new();
    other.import(&format!("{FIRST}{LATER}"));
    let mut here: Vec<_> = shop.tickets().into_iter().map(|ticket| ticket.id).collect();
    here.sort();
    let mut there: Vec<_> = other
        .tickets()
        .into_iter()
        .map(|ticket| ticket.id)
        .collect();
    there.sort();
    assert_eq!(here, there);
}

#[test]
fn a_bad_row_is_named_and_does_not_stop_the_rest() {
    let shop = Shop::new();
    let rows = "\
A,1/3/2016 9:00,1/3/2016 9:05,eva,Slow,New,mail
A,1/3/2016 9:00,1/3/2016 9:30,bo,Slow,Lost,mail
A,1/3/2016 9:00,1/3/2016 9:40,bo,Slow,Active,mail

B,1/3/2016 9:00,nonsense,bo,Gone,New,mail
B,1/3/2016 9:00,1/3/2016 9:40,bo,Gone,New,mail
C,1/3/2016 9:00
,1/3/2016 9:00,1/3/2016 9:40,bo,Gone,New,mail
D,1/3/1999 9:00,1/3/2016 9:40,bo,Gone,New,mail
";
    let imported = shop.import(rows);
    assert_eq!(
        said(&imported),
        [
            (3, "state: `Lost` is not in the mapping's values for status"),
            (
                6,
                "when: `nonsense` is not a date written as %d/%m/%Y %H:%M"
            ),
            (
                7,
                "the first row of its ticket is on line 6, and is not taken"
            ),
            (8, "it has 2 cells and the header has 7"),
            (9, "number is empty"),
            (
                10,
                "it was opened in 1999, and ids hold the years 2000 to 2099"
            ),
        ]
    );
    assert_eq!(counts(&imported), [1, 0, 0, 2, 6]);
    let mended = shop.import(&rows.replace("Lost", "Active"));
    assert_eq!(counts(&mended), [0, 1, 0, 1, 5]);
}

#[test]
fn a_strict_import_writes_nothing_when_a_row_is_bad() {
    let shop = Shop::new();
    let rows = format!("{FIRST}A,1/3/2016 9:00,1/3/2016 9:50,bo,Slow,Lost,mail\n");
    // So is a first import that says nothing of it.
    let mut order = shop.order(&rows, true);
    for partial in [Some(false), None] {
        order.partial = partial;
        let imported = shop.desk().pen().import(&order).unwrap();
        assert!(imported.is_refused);
        let [bad] = imported.skipped.as_slice() else {
            panic!("{:?}", imported.skipped);
        };
        assert_eq!(bad.line, 5);
        assert!(bad.reason.starts_with("state: `Lost`"), "{bad:?}");
        assert_eq!((shop.tickets().len(), shop.commits()), (0, 1));
    }
    // Once something of the system is there, the others come in.
    shop.import(FIRST);
    let more = format!("{rows}C,1/3/2016 9:00,1/3/2016 9:50,bo,Slow,New,mail\n");
    let mut order = shop.order(&more, false);
    order.partial = None;
    let imported = shop.desk().pen().import(&order).unwrap();
    assert_eq!((imported.is_refused, imported.made), (false, 1));
}

#[test]
fn a_dry_run_counts_and_writes_nothing() {
    let shop = Shop::new();
    let order = shop.order(FIRST, false);
    let mut options = shop.options();
    options.pen.dry_run = true;
    let imported = Desk::open(options).unwrap().pen().import(&order).unwrap();
    assert_eq!(
        (counts(&imported), imported.commit),
        ([2, 0, 0, 3, 0], None)
    );
    assert_eq!((shop.tickets().len(), shop.commits()), (0, 1));
}

#[test]
fn values_a_closed_list_lacks_are_kept_and_told() {
    let shop = Shop::new();
    let config = fs::read_to_string(shop.path().join("bitacora.yaml")).unwrap();
    shop.put("bitacora.yaml", format!("{config}\nservices: [billing]\n"));
    let imported = shop.import(FIRST);
    assert!(imported.unlisted["services"].contains("mail"));
    assert_eq!(shop.tickets()[0].fields.service.as_deref(), Some("mail"));
    let checked = shop.desk().books.check(&Checking::All).unwrap();
    assert_eq!((checked.faults(), checked.findings.len()), (0, 2));
}

/// Two foreign ids whose characters are the same.
fn clash() -> (String, String) {
    let mut seen = std::collections::HashMap::new();
    for number in 0_u32.. {
        let id = format!("N{number}");
        let source = Source {
            system: "other".to_owned(),
            id: id.clone(),
        };
        if let Some(other) = seen.insert(identity::bits(&source) & 0x1FF_FFFF, id.clone()) {
            return (other, id);
        }
    }
    unreachable!("there are fewer characters than numbers")
}

#[test]
fn of_two_tickets_with_the_same_characters_the_later_takes_the_next() {
    let shop = Shop::new();
    let (one, other) = clash();
    let row = |id: &str, when: &str, state: &str| {
        format!("{id},1/3/2016 9:00,1/3/2016 {when},eva,{id},{state},mail\n")
    };
    let rows = row(&one, "9:05", "New") + &row(&other, "9:05", "New");
    assert_eq!(counts(&shop.import(&rows)), [2, 0, 0, 2, 0]);
    assert_eq!(counts(&shop.import(&rows)), [0, 0, 2, 0, 0]);
    // Also when only the later one is in the file.
    let longer = row(&other, "9:05", "New") + &row(&other, "9:10", "Active");
    assert_eq!(counts(&shop.import(&longer)), [0, 1, 0, 1, 0]);
    let titles: Vec<_> = shop
        .tickets()
        .iter()
        .map(|ticket| ticket.title().to_owned())
        .collect();
    assert!(
        titles.contains(&one) && titles.contains(&other),
        "{titles:?}"
    );
}

#[test]
fn a_ticket_whose_opening_was_mended_is_found_again() {
    let shop = Shop::new();
    shop.import(FIRST);
    let rows = format!("{FIRST}{LATER}").replace("1/3/2016 9:10,", "29/2/2016 9:10,");
    let rows = rows.replacen(
        "29/2/2016 9:10,29/2/2016 9:10",
        "29/2/2016 9:10,1/3/2016 9:10",
        1,
    );
    let imported = shop.import(&rows.replace("B,29/2/2016 9:10,29/2", "B,29/2/2016 9:10,1/3"));
    assert_eq!((imported.made, imported.extended), (1, 1), "{imported:?}");
}

#[test]
fn a_history_too_long_for_a_ticket_is_left_out() {
    let shop = Shop::new();
    let mut rows = String::from(FIRST);
    for minute in 0..2_500 {
        let (hour, minute) = (minute / 60 % 24, minute % 60);
        let when = format!("2/3/2016 {hour}:{minute:02}");
        rows.extend(["L,1/3/2016 0:00,", &when, ",eva,Long,New,mail\n"]);
    }
    let imported = shop.import(&rows);
    assert_eq!(counts(&imported), [2, 0, 0, 3, 2_500]);
    assert!(
        imported.skipped[0].reason.contains("cannot be one ticket"),
        "{:?}",
        imported.skipped[0]
    );
}

#[test]
fn a_mapping_that_is_wrong_is_named_with_its_place() {
    let shop = Shop::new();
    let order = shop.order(FIRST, false);
    for (from, to, told) in [
        (
            "nulls:",
            "nuls:",
            "mapping.yaml:3:1: `nuls` is not a key of this file",
        ),
        (
            "id: number",
            "id: nubmer",
            "in.csv:1:1: there is no column `nubmer` (did you mean number?)",
        ),
        ("%d/%m/%Y", "%m/%Y", "mapping.yaml:4:17: dates.format:"),
        (
            "what: title",
            "what: caused_by",
            "`caused_by` cannot be imported",
        ),
        ("New: open", "New: opn", "for status: unknown variant `opn`"),
        ("at: when\n", "", "rows of events need `at:`"),
        ("what: title, ", "", "title is missing"),
        (
            "values: {status",
            "values: {priority",
            "has `priority`, which no column becomes",
        ),
        (
            "system: other",
            "system: a/b",
            "mapping.yaml:1:9: system: `a/b` is not a name",
        ),
        ("rows: event", "rows: events", "unknown variant `events`"),
    ] {
        shop.put("mapping.yaml", MAPPING.replacen(from, to, 1));
        let error = shop.desk().pen().import(&order).unwrap_err().to_string();
        assert!(error.contains(told), "{told:?} in {error:?}");
    }
}

#[test]
fn the_mapping_that_comes_along_reads_without_a_doubt() {
    let mapping = super::mapping(Path::new("servicenow")).unwrap();
    assert_eq!(mapping.doubts(), Vec::<String>::new());
    assert_eq!(mapping.system, "servicenow");
}

/// Absent where the machine does not have it: named, and skipped.
fn sample() -> Option<PathBuf> {
    let folder = std::env::var_os("BITACORA_TEST_DATA").map(PathBuf::from);
    let file = folder.map(|folder| folder.join("servicenow-incidents.csv"));
    let file = file.filter(|file| file.is_file());
    if file.is_none() {
        eprintln!("skipped: BITACORA_TEST_DATA has no servicenow-incidents.csv");
    }
    file
}

#[test]
fn a_real_log_goes_in_whole_by_the_mapping_that_comes_along() {
    let Some(file) = sample() else { return };
    let shop = Shop::new();
    let order = Order {
        file,
        mapping: PathBuf::from("servicenow"),
        partial: Some(false),
    };
    let imported = shop.desk().pen().import(&order).unwrap();
    assert_eq!(
        (imported.made, imported.rows, shop.commits()),
        (580, 3_460, 2)
    );
    // 197 histories begin later than their tickets.
    assert_eq!(imported.events, 3_460 + 197);
    let again = shop.desk().pen().import(&order).unwrap();
    assert_eq!((counts(&again), shop.commits()), ([0, 0, 580, 0, 0], 2));
    let checked = shop.desk().books.check(&Checking::All).unwrap();
    assert_eq!(checked.faults(), 0);
    assert!(
        checked
            .findings
            .iter()
            .any(|found| found.finding.weight == Weight::Note)
    );
    let tickets = shop.tickets();
    let of = |priority: &str| {
        let priorities = tickets
            .iter()
            .map(|ticket| ticket.fields.priority.as_deref());
        priorities.filter(|known| *known == Some(priority)).count()
    };
    assert_eq!([of("P1"), of("P2"), of("P3"), of("P4")], [5, 12, 543, 20]);
    let phone = tickets
        .iter()
        .filter(|ticket| ticket.fields.channel.as_deref() == Some("phone"));
    assert_eq!(phone.count(), 576);
}

/// What a row changes is told by the rows before it, not by what people did here.
#[test]
fn a_row_that_changes_a_title_alone_brings_nothing_back_that_was_resolved_here() {
    let shop = Shop::new();
    let at = |time: &str| {
        let mut options = shop.options();
        let now = format!("2026-11-22T{time}:00Z")
            .parse::<DateTime<Utc>>()
            .unwrap();
        options.books.clock = Clock::Stopped(now);
        Desk::open(options).unwrap()
    };
    let rows = "A,22/11/2026 9:00,22/11/2026 9:00,eva,Printer,New,?\n";
    shop.import(rows);
    let id = shop.tickets()[0].id.clone();
    let judged = Classification {
        impact: Some("low".to_owned()),
        urgency: Some("low".to_owned()),
        ..Classification::default()
    };
    let desk = at("09:10");
    let policy = desk.books.policy.clone();
    desk.pen()
        .change(std::slice::from_ref(&id), |ticket, stamp| {
            classify(ticket, &judged, &policy, stamp)
        })
        .unwrap();
    // In the source it is what it is here already.
    let rows = format!("{rows}A,22/11/2026 9:00,22/11/2026 9:20,eva,Printer,Active,?\n");
    shop.import(&rows);
    let desk = at("09:30");
    desk.pen()
        .change(std::slice::from_ref(&id), |ticket, stamp| {
            let resolution = Resolution {
                words: Words {
                    text: "Plugged in.",
                    ..Words::default()
                },
                ..Resolution::default()
            };
            resolve(ticket, &resolution, stamp)
        })
        .unwrap();
    let rows = format!("{rows}A,22/11/2026 9:00,22/11/2026 9:40,eva,Printers,Active,?\n");
    assert_eq!(counts(&shop.import(&rows)), [0, 1, 0, 1, 0]);
    let ticket = &shop.tickets()[0];
    assert_eq!(
        (ticket.status(), ticket.title()),
        (Status::Resolved, "Printers")
    );
}
