//! The index is never wrong: whatever is done to the files, with our commands
//! or without, each question has the answer it has when every file is read.

use std::process::Output;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::Desk;

/// What is asked after every step. Between them they use each way in: all
/// tickets, those of a status, the text, a period, the clocks, the articles,
/// the end of an id, history.
const QUESTIONS: [&[&str]; 13] = [
    &["list", "--all", "--format", "json"],
    &["list"],
    &["list", "invoice", "--all"],
    &["list", "status:resolved,closed"],
    &["list", "-status:open", "--all"],
    &["next"],
    &["sla", "--as-of", "2026-11-21T09:00:00-05:00"],
    &[
        "report", "volume", "--period", "2026-11", "--format", "json",
    ],
    &["report", "summary", "--period", "2026-10"],
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
}

const STEPS: [Step; 21] = [
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
