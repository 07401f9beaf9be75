//! The index is never wrong: whatever is done to the files, with our commands
//! or without, each question has the answer it has when every file is read.

use std::fs;
use std::path::PathBuf;
use std::process::{Output, Stdio};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::{Desk, reports};

/// What is asked after every step. Between them they use each way in: all
/// tickets, those of a status, the text, a period, the clocks, the articles,
/// the end of an id, history.
const QUESTIONS: [&[&str]; 18] = [
    &["list", "--all", "--format", "json"],
    &["list"],
    &["list", "invoice", "--all"],
    &["list", "status:resolved,closed"],
    &["list", "-status:open", "--all"],
    &[
        "list",
        "--all",
        "--sort",
        "updated",
        "--columns",
        "id,updated,due",
    ],
    &["list", "resolved:2026-11", "--all"],
    &["list", "overdue"],
    &["sla", "--all", "--format", "json"],
    &["next"],
    &["sla", "--as-of", "2026-11-21T09:00:00-05:00"],
    &[
        "report", "volume", "--period", "2026-11", "--format", "json",
    ],
    &["report", "summary", "--period", "2026-10"],
    &["report", "compliance", "--period", "2026-11", "--compare"],
    &["faq", "list"],
    &["show", "1"],
    &["log", "--commits", "--format", "json"],
    &["log", "--commits", "1"],
];

/// Something that happens to a store; the number chooses a file, a ticket or a
/// text.
#[derive(Debug, Clone, Copy)]
enum Step {
    Open,
    Classify,
    Note,
    Resolve,
    SameSizeSameSecond,
    EditAndTouchBack,
    Break,
    Touch,
    Delete,
    Rename,
    CopyIntoNewFolder,
    AddArticle,
    Branch,
    SwitchBack,
    Merge,
    Reset,
    Stash,
    Unstash,
    Rebase,
    Replace,
    Future,
    LinkAway,
}

const STEPS: [Step; 22] = [
    Step::Open,
    Step::Classify,
    Step::Note,
    Step::Resolve,
    Step::SameSizeSameSecond,
    Step::EditAndTouchBack,
    Step::Break,
    Step::Touch,
    Step::Delete,
    Step::Rename,
    Step::CopyIntoNewFolder,
    Step::AddArticle,
    Step::Branch,
    Step::SwitchBack,
    Step::Merge,
    Step::Reset,
    Step::Stash,
    Step::Unstash,
    Step::Rebase,
    Step::Replace,
    Step::Future,
    Step::LinkAway,
];

/// Takes a step. What a step cannot do now (there is nothing to unstash) is
/// left undone: the questions are asked all the same.
fn take(desk: &Desk, step: Step, choice: usize) {
    let minute = 15 + choice % 40;
    desk.at(&format!("2026-11-22T09:{minute}:00-05:00"));
    let program = |arguments: &[&str]| {
        let seed = (choice * 7919 + 13).to_string();
        let mut process = desk.process();
        let process = process.env("BITACORA_SEED", seed).args(arguments);
        process.output().unwrap();
    };
    let pick = format!(
        "file=$(find tickets -name '*.md' | sort | sed -n '{}p')",
        choice % 7 + 1
    );
    let shell = |script: &str| {
        desk.shell(&format!(
            "{pick}\n[ -n \"$file\" ] || exit 0\n({script}) >/dev/null 2>&1 || true"
        ));
    };
    let id = shell_id(desk, choice);
    match step {
        Step::Open => program(&["open", ["An invoice", "A printer", "Payroll"][choice % 3]]),
        Step::Classify => program(&["classify", &id, "--impact", "high", "--urgency", "low"]),
        Step::Note => program(&["note", &id, "-m", "An invoice was meant"]),
        Step::Resolve => program(&[
            "resolve",
            &id,
            "-m",
            "Done",
            "--impact",
            "low",
            "--urgency",
            "low",
        ]),
        Step::SameSizeSameSecond => shell("sed -i 's/^title: A/title: B/' \"$file\""),
        Step::EditAndTouchBack => shell(
            "cp -p \"$file\" ../kept; sed 's/^title: ./title: Z/' ../kept > ../new
             cat ../new > \"$file\"; touch -r ../kept \"$file\"",
        ),
        Step::Break => shell("printf 'status: [' >> \"$file\"; sed -i '2d' \"$file\""),
        Step::Touch => shell("touch \"$file\""),
        Step::Delete => shell("rm \"$file\""),
        Step::Rename => shell("mv \"$file\" \"$(dirname \"$file\")/INC-261122-00000.md\""),
        Step::CopyIntoNewFolder => {
            shell("mkdir -p tickets/2026/10/01; cp \"$file\" tickets/2026/10/01/");
        }
        Step::AddArticle => shell("mkdir -p faq; printf 'An invoice\\n' > faq/invoice.md"),
        Step::Branch => shell("git checkout -q -b other || git checkout -q other"),
        Step::SwitchBack => shell("git checkout -q -f main"),
        Step::Merge => shell("git merge -q --no-edit other || git merge --abort"),
        Step::Reset => shell("git reset -q --hard HEAD~1"),
        Step::Stash => shell("git stash -q"),
        Step::Unstash => shell("git stash pop -q"),
        Step::Rebase => shell("git rebase -q --onto HEAD~2 HEAD~1"),
        Step::Replace => {
            shell("sed 's/^title: ./title: Q/' \"$file\" > ../new; mv ../new \"$file\"");
        }
        Step::LinkAway => drop(desk.shell(
            "if [ -L tickets/2026 ]; then rm tickets/2026 && mv ../away tickets/2026
             elif [ -d tickets/2026 ]; then
                 rm -rf ../away && mv tickets/2026 ../away && ln -s ../../away tickets/2026
             fi",
        )),
        Step::Future => {
            shell("touch -d 2031-01-01 \"$file\"; sed -i 's/^title: ./title: F/' \"$file\"");
        }
    }
}

/// The id of some ticket, or of none.
fn shell_id(desk: &Desk, choice: usize) -> String {
    let line = choice % 7 + 1;
    let found = format!(
        "find tickets -name '*.md' | sort | sed -n '{line}p' | sed 's/.*.\\(.....\\).md/\\1/'"
    );
    desk.shell(&found).trim().to_owned()
}

fn ask(desk: &Desk, question: &[&str], without: bool) -> Output {
    let mut process = desk.process();
    if without {
        process.env("BITACORA_NO_INDEX", "1");
    }
    process.args(question).output().unwrap()
}

fn compare(desk: &Desk, after: &str) {
    for question in QUESTIONS {
        let with = ask(desk, question, false);
        let without = ask(desk, question, true);
        assert_eq!(with, without, "{question:?} after {after}");
    }
}

#[test]
fn every_question_has_the_answer_it_has_without_the_index() {
    let steps = prop::collection::vec((prop::sample::select(&STEPS[..]), 0_usize..1000), 12..20);
    let mut runner = TestRunner::new(Config {
        cases: draws(),
        failure_persistence: None,
        max_shrink_iters: 40,
        ..Config::default()
    });
    runner
        .run(&steps, |steps| {
            let desk = Desk::new();
            for title in [
                "An invoice is rejected",
                "Another invoice",
                "A printer is out of ink",
            ] {
                desk.open([title, "--customer", "coop-andina"]);
            }
            compare(&desk, "three tickets");
            for (number, (step, choice)) in steps.iter().enumerate() {
                take(&desk, *step, *choice);
                compare(&desk, &format!("{:?}", &steps[..=number]));
            }
            Ok(())
        })
        .unwrap();
}

/// `BITACORA_INDEX_DRAWS` asks for a longer run.
fn draws() -> u32 {
    let asked = std::env::var("BITACORA_INDEX_DRAWS").ok();
    asked.and_then(|draws| draws.parse().ok()).unwrap_or(3)
}

/// Where the index of a desk at the root of its repository lies.
fn index_of(desk: &Desk) -> PathBuf {
    desk.root().join(".git/bitacora/index-1.sqlite")
}

fn two_tickets() -> Desk {
    let desk = Desk::new();
    desk.open(["An invoice is rejected"]);
    desk.open(["A printer is out of ink"]);
    ask(&desk, &["list"], false);
    desk
}

#[test]
fn a_folder_that_a_link_has_replaced_is_not_looked_into() {
    let desk = two_tickets();
    compare(&desk, "two tickets");
    take(&desk, Step::LinkAway, 0);
    assert!(ask(&desk, &["list", "-q"], false).stdout.is_empty());
    compare(&desk, "a link");
    take(&desk, Step::LinkAway, 0);
    compare(&desk, "the folder again");
}

#[test]
fn a_damaged_index_is_made_again_without_a_word() {
    for damage in [&b""[..], b"no database at all, but long enough to be read"] {
        let desk = two_tickets();
        fs::write(index_of(&desk), damage).unwrap();
        compare(&desk, "damage");
    }
    let desk = two_tickets();
    let mut bytes = fs::read(index_of(&desk)).unwrap();
    let half = bytes.len() / 2;
    bytes[100..half].fill(0x5a);
    fs::write(index_of(&desk), bytes).unwrap();
    compare(&desk, "half of it is overwritten");
}

#[test]
fn a_planted_index_leads_nowhere_and_holds_up_nobody() {
    let desk = two_tickets();
    let folder = index_of(&desk).parent().unwrap().to_owned();
    fs::write(folder.join(format!("index-{}.sqlite", u64::MAX)), "").unwrap();
    compare(&desk, "a number that nothing can follow");
    let outside = tempfile::NamedTempFile::new().unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.join("index-9.sqlite")).unwrap();
    compare(&desk, "a link");
    assert_eq!(fs::read(outside.path()).unwrap(), b"");
}

#[test]
fn an_index_of_another_program_is_made_again_and_verbose_says_so() {
    let desk = two_tickets();
    let db = rusqlite::Connection::open(index_of(&desk)).unwrap();
    db.execute("UPDATE meta SET value = 'older' WHERE key = 'maker'", [])
        .unwrap();
    // A wrong answer, were it used.
    db.execute("DELETE FROM ticket", []).unwrap();
    drop(db);
    let (listed, said) = desk.run(["list", "-v"]).both(0);
    assert!(listed.contains("invoice"), "{listed}");
    assert_eq!(
        said,
        "The index is made again: another version of bitacora made it.\n"
    );
    assert!(!index_of(&desk).exists());
    desk.run(["list", "-v"]).stdout(listed).ok();
}

#[test]
fn where_the_index_cannot_be_written_it_is_made_in_memory() {
    let desk = two_tickets();
    let folder = desk.root().join(".git/bitacora");
    fs::remove_dir_all(&folder).unwrap();
    // A file in the place of the folder stops every user, root too.
    fs::write(&folder, "in the way").unwrap();
    compare(&desk, "the folder of the index cannot be made");
    assert_eq!(fs::read_to_string(&folder).unwrap(), "in the way");
}

#[test]
fn two_commands_that_make_the_index_at_once_both_answer() {
    let desk = two_tickets();
    let whole = ask(&desk, &["list", "--all"], true);
    fs::remove_dir_all(desk.root().join(".git/bitacora")).unwrap();
    let spawn = |_| {
        let mut process = desk.process();
        process.args(["list", "--all"]);
        let process = process.stdout(Stdio::piped()).stderr(Stdio::piped());
        process.spawn().unwrap()
    };
    let running: Vec<_> = (0..8).map(spawn).collect();
    for process in running {
        assert_eq!(process.wait_with_output().unwrap(), whole);
    }
}

#[test]
fn a_linked_work_tree_has_an_index_of_its_own() {
    let desk = two_tickets();
    desk.shell("git worktree add -q ../linked -b linked && sed -i 's/^title: An/title: No/' ../linked/tickets/*/*/*/*.md");
    let linked = desk.root().join("../linked");
    for without in [false, true] {
        let mut process = desk.process();
        let process = process.current_dir(&linked).args(["list", "No invoice"]);
        if without {
            process.env("BITACORA_NO_INDEX", "1");
        }
        let listed = String::from_utf8(process.output().unwrap().stdout).unwrap();
        assert!(listed.contains("No invoice"), "{listed}");
    }
    compare(&desk, "the linked work tree was read");
    assert!(desk.root().join(".git/worktrees/linked/bitacora").is_dir());
}

#[test]
fn a_bare_clone_is_read_through_an_index_that_follows_its_head() {
    let desk = two_tickets();
    desk.shell("git clone -q --bare . ../bare.git");
    let bare = desk.root().join("../bare.git");
    let listed = || {
        let answer = |without: bool| {
            let mut process = desk.process();
            let process = process.current_dir(&bare).args(["list", "--all"]);
            if without {
                process.env("BITACORA_NO_INDEX", "1");
            }
            process.output().unwrap()
        };
        let with = answer(false);
        assert_eq!(with, answer(true));
        String::from_utf8(with.stdout).unwrap()
    };
    assert_eq!(listed().lines().count(), 3);
    assert!(bare.join("bitacora/index-1.sqlite").is_file());
    desk.open(["A third one"]);
    desk.shell("git push -q ../bare.git main");
    assert_eq!(listed().lines().count(), 4);
    desk.shell("git push -q -f ../bare.git main~2:main");
    assert_eq!(listed().lines().count(), 2);
}

#[test]
fn each_report_of_each_week_is_the_same_without_the_index() {
    let desk = Desk::nowhere();
    desk.at("2026-11-21T12:00:00-05:00");
    let _ = desk.run(["init", "--example"]).both(0);
    for name in reports("coop-andina") {
        for week in ["2026-W45", "2026-W46", "2026-W47", "2026-11", "2026-10"] {
            let name = ["report"]
                .into_iter()
                .chain(name.iter().map(String::as_str));
            let question: Vec<&str> = name.chain(["--period", week, "--format", "json"]).collect();
            let with = ask(&desk, &question, false);
            assert!(with.status.success(), "{question:?}: {with:?}");
            assert_eq!(with, ask(&desk, &question, true), "{question:?}");
        }
    }
}

/// What a file says before it is recorded is not what was: answers about the
/// past go by the record, however few files are read.
#[test]
fn a_status_edited_by_hand_hides_no_ticket_from_a_report_of_the_past() {
    let desk = two_tickets();
    let id = desk.open(["Left open"]);
    desk.replace(&id, "\nstatus: open\n", "\nstatus: closed\n");
    desk.at("2027-06-01T09:00:00-05:00");
    let question = [
        "report", "backlog", "--period", "2027-03", "--format", "json",
    ];
    let with = ask(&desk, &question, false);
    let report: serde_json::Value = serde_json::from_slice(&with.stdout).unwrap();
    assert_eq!(report["open"], 3);
    assert_eq!(with, ask(&desk, &question, true));
}

#[test]
fn a_customer_of_whom_nothing_happened_has_the_same_report_without_the_index() {
    let desk = Desk::nowhere();
    desk.at("2026-11-21T12:00:00-05:00");
    let _ = desk.run(["init", "--example"]).both(0);
    desk.shell("git rm -q -r tickets/2026/11/1* tickets/2026/11/2*");
    desk.shell("git commit -q -m 'what was solved early is left'");
    desk.at("2027-06-01T09:00:00-05:00");
    for customer in ["coop-andina", "coop-costa", "coop-sierra"] {
        let question = ["report", "customer", customer, "--period", "2027-03"];
        let with = ask(&desk, &question, false);
        assert!(with.status.success(), "{with:?}");
        assert_eq!(with, ask(&desk, &question, true));
    }
}
