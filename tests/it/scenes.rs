//! Scenes of a desk, each with the number of commands it takes.

use std::cell::Cell;

use bitacora::core::contract::TargetName::{self, Resolution, Response};
use bitacora::core::sla::{Clock, PauseKind, Standing, State, Void};

use crate::contract::CALENDARS;
use crate::support::{CONFIG, Desk};

const HOUR: i64 = 3_600;
const TERMS: &str = "\
terms:
- from: 2026-01-01
  calendar: office
  targets:
    P1: {response: {clock: 1h}, resolution: {clock: 8h}}
    P2: {response: {business: 2h}, resolution: {business: 16h}}
    P3: {response: {business: 4h}, resolution: {business: 24h}}
    P4: {response: {working_days: 1}, resolution: {working_days: 5}}
    P5: {response: {working_days: 2}}
  silence: {remind: 5d, close: 10d}
---
";

/// A desk whose commands are counted.
struct Scene {
    desk: Desk,
    typed: Cell<usize>,
}

impl Scene {
    /// Three customers under one kind of contract.
    fn new() -> Self {
        let desk = Desk::with_config(&format!("{CONFIG}{CALENDARS}"));
        for (customer, contact) in [("andina", "marta"), ("costa", "ingrid"), ("sierra", "rosa")] {
            let text = format!(
                "---\ncustomer: coop-{customer}\nname: C\ncontacts:\n  {contact}: {{name: N}}\n  \
                 boss-{customer}: {{approves: true}}\n{TERMS}"
            );
            desk.write(&format!("contracts/coop-{customer}.md"), text);
        }
        Self {
            desk,
            typed: Cell::new(0),
        }
    }

    /// Types a command at this local time; the ids it printed.
    fn types(&self, now: &str, words: &[&str]) -> Vec<String> {
        self.typed.set(self.typed.get() + 1);
        self.desk.at(&at(now));
        let (printed, _) = self.desk.run(words).both(0);
        printed.lines().map(str::to_owned).collect()
    }

    /// A ticket that was there before the scene.
    fn given(&self, now: &str, words: &[&str]) -> String {
        let id = self.types(now, words).remove(0);
        self.typed.set(0);
        id
    }

    fn took(&self, commands: usize) {
        assert_eq!(self.typed.get(), commands, "commands typed");
        self.desk.run(["check", "-q"]).ok();
    }

    fn clock(&self, id: &str, target: TargetName, now: &str) -> Clock {
        let clocks = self.desk.clocks(id, &at(now)).unwrap();
        clocks.get(target).unwrap().clone()
    }

    fn state(&self, id: &str, target: TargetName, now: &str) -> State {
        self.clock(id, target, now).state
    }
}

/// `2026-11-27 17:08` in Bogota.
fn at(local: &str) -> String {
    format!("{}:00-05:00", local.replace(' ', "T"))
}

fn second(local: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(&at(local))
        .unwrap()
        .timestamp()
}

const LOW: [&str; 4] = ["--impact", "low", "--urgency", "low"];
const P3: [&str; 4] = ["--impact", "medium", "--urgency", "medium"];

fn with<'a>(words: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [words, more].concat()
}

#[test]
fn a_call_at_16_55_on_friday_filed_at_17_08_and_solved_in_12_minutes() {
    let scene = Scene::new();
    let open = [
        "open",
        "Locked out",
        "--requester",
        "marta",
        "--channel",
        "phone",
        "--contact",
        "16:55",
        "--spent",
        "12m",
        "--resolution",
        "Unlocked while we spoke.",
    ];
    let ids = scene.types("2026-11-27 17:08", &with(&open, &P3));
    scene.took(1);
    let opened_at = scene.desk.field(&ids[0], "opened_at");
    assert_eq!(opened_at, "2026-11-27T16:55:00-05:00");
    let response = scene.clock(&ids[0], Response, "2026-11-27 18:00");
    assert_eq!((response.state, response.elapsed), (State::Met, 0));
    assert!(response.answered_live);
    // The desk closed at 17:00: five minutes of it count.
    let resolution = scene.clock(&ids[0], Resolution, "2026-11-27 18:00");
    assert_eq!((resolution.state, resolution.elapsed), (State::Met, 5 * 60));
}

#[test]
fn h007_again_is_one_command() {
    let scene = Scene::new();
    let first = with(
        &[
            "open",
            "H007",
            "--requester",
            "ingrid",
            "--error-code",
            "H007",
            "--kind",
            "corrective",
        ],
        &P3,
    );
    let first = scene.given("2026-11-24 09:00", &first);
    let again = [
        "open",
        "H007 again",
        "--like",
        &first,
        "--requester",
        "marta",
        "--channel",
        "email",
        "--resolution",
        "Split by tax.",
    ];
    let ids = scene.types("2026-11-25 10:00", &again);
    scene.took(1);
    assert_eq!(scene.desk.field(&ids[0], "error_code"), "H007");
    assert_eq!(scene.desk.field(&ids[0], "priority"), "P3");
    for target in [Response, Resolution] {
        assert_eq!(scene.state(&ids[0], target, "2026-11-25 11:00"), State::Met);
    }
}

#[test]
fn a_customer_for_whom_all_is_urgent_is_heard_and_the_matrix_decides() {
    let scene = Scene::new();
    let open = [
        "open",
        "The logo",
        "--requester",
        "marta",
        "--channel",
        "email",
        "--claimed",
        "high",
    ];
    let ids = scene.types("2026-11-25 10:00", &with(&open, &LOW));
    scene.took(1);
    assert_eq!(scene.desk.field(&ids[0], "claimed_urgency"), "high");
    assert_eq!(scene.desk.field(&ids[0], "priority"), "P5");
    let response = scene.clock(&ids[0], Response, "2026-11-25 10:01");
    assert_eq!(response.due_at, Some(second("2026-11-27 17:00")));
}

#[test]
fn the_law_of_january_is_a_date_and_no_incident_that_breaches() {
    let scene = Scene::new();
    let open = [
        "open",
        "Tables of 2027",
        "--requester",
        "marta",
        "--channel",
        "email",
        "--kind",
        "preventive",
    ];
    let id = scene.types("2026-11-25 10:00", &with(&open, &P3)).remove(0);
    let promise = ["promise", &id, "--on", "2026-12-30", "-m", "On the 30th."];
    scene.types("2026-11-25 10:05", &promise);
    scene.took(2);
    assert_eq!(scene.desk.field(&id, "promised_on"), "2026-12-30");
    let clocks = scene.desk.clocks(&id, &at("2027-02-01 10:00")).unwrap();
    assert!(clocks.get(Resolution).is_none());
    assert_eq!(clocks.get(Response).unwrap().state, State::Met);
    assert_eq!(clocks.standing(), None);
}

#[test]
fn a_ticket_that_nobody_classified_over_a_weekend_breaches() {
    let scene = Scene::new();
    let open = ["open", "A", "--requester", "marta", "--channel", "email"];
    let id = scene.types("2026-11-27 16:00", &open).remove(0);
    scene.took(1);
    assert_eq!(
        scene.state(&id, Response, "2026-11-30 11:00"),
        State::Running
    );
    let clocks = scene.desk.clocks(&id, &at("2026-11-30 11:01")).unwrap();
    assert!(clocks.unclassified);
    assert_eq!(clocks.priority, "P3");
    assert_eq!(clocks.standing(), Some(Standing::Overdue));
    let breach_at = clocks.get(Response).unwrap().breach_at;
    assert_eq!(breach_at, Some(second("2026-11-30 11:00")));
}

#[test]
fn an_improvement_is_approved_by_the_customers_manager() {
    let scene = Scene::new();
    let open = [
        "open",
        "A certificate",
        "--requester",
        "marta",
        "--channel",
        "email",
        "--kind",
        "adaptive",
    ];
    let id = scene.types("2026-11-25 10:00", &with(&open, &P3)).remove(0);
    scene.types("2026-11-25 11:00", &["reply", &id, "-m", "Sixteen hours."]);
    let approve = [
        "approve",
        &id,
        "--by",
        "boss-andina",
        "--estimate",
        "16h",
        "-m",
        "Approved.",
    ];
    scene.types("2026-11-26 09:00", &approve);
    scene.took(3);
    assert_eq!(scene.desk.field(&id, "approval"), "approved");
    let clocks = scene.desk.clocks(&id, &at("2027-03-01 10:00")).unwrap();
    let targets: Vec<_> = clocks.clocks.iter().map(|clock| clock.target).collect();
    assert_eq!(targets, [Response]);
}

#[test]
fn an_outage_of_three_customers_is_one_command_and_one_a_step() {
    let scene = Scene::new();
    let open = [
        "open",
        "No service",
        "--customer",
        "coop-andina",
        "--customer",
        "coop-costa",
        "--customer",
        "coop-sierra",
        "--channel",
        "monitoring",
        "--impact",
        "high",
        "--urgency",
        "high",
    ];
    let commits = scene.desk.commits();
    let ids = scene.types("2026-11-25 02:00", &open);
    let [a, b, c] = &ids[..] else {
        panic!("{ids:?}");
    };
    scene.types(
        "2026-11-25 02:30",
        &["reply", a, b, c, "-m", "We are on it."],
    );
    scene.types(
        "2026-11-25 05:00",
        &["resolve", a, b, c, "-m", "It is back."],
    );
    scene.took(3);
    assert_eq!(scene.desk.commits(), commits + 3);
    for id in &ids {
        let response = scene.clock(id, Response, "2026-11-25 06:00");
        assert_eq!((response.state, response.elapsed), (State::Met, HOUR / 2));
        let resolution = scene.clock(id, Resolution, "2026-11-25 06:00");
        assert_eq!(
            (resolution.state, resolution.elapsed),
            (State::Met, 3 * HOUR)
        );
    }
}

#[test]
fn a_customer_silent_for_two_weeks_costs_the_desk_nothing() {
    let scene = Scene::new();
    let open = with(
        &["open", "A", "--requester", "marta", "--channel", "email"],
        &P3,
    );
    let id = scene.given("2026-11-09 08:00", &open);
    scene.types(
        "2026-11-09 10:00",
        &["wait", &id, "--on", "customer", "-m", "Which one?"],
    );
    let paused = scene.clock(&id, Resolution, "2026-11-23 09:00");
    assert_eq!((paused.state, paused.due_at), (State::Paused, None));
    assert_eq!(paused.elapsed, 2 * HOUR);
    let cancel = [
        "cancel",
        &id,
        "--as",
        "no-answer",
        "-m",
        "Write, and we go on.",
    ];
    scene.types("2026-11-23 10:00", &cancel);
    scene.took(2);
    assert_eq!(scene.state(&id, Response, "2026-11-24 09:00"), State::Met);
    let resolution = scene.clock(&id, Resolution, "2026-11-24 09:00");
    assert_eq!(resolution.state, State::Void);
    assert_eq!(resolution.void, Some(Void::Cancelled("no-answer")));
}

#[test]
fn a_mail_of_friday_that_is_read_on_monday_reopens_as_of_friday() {
    let scene = Scene::new();
    let open = with(
        &["open", "A", "--requester", "marta", "--channel", "email"],
        &P3,
    );
    let id = scene.given("2026-11-27 08:00", &open);
    scene.types("2026-11-27 10:00", &["resolve", &id, "-m", "Done."]);
    scene.typed.set(0);
    let receive = [
        "receive",
        &id,
        "--at",
        "2026-11-27 15:00",
        "-m",
        "It is not.",
    ];
    scene.types("2026-11-30 09:00", &receive);
    scene.types("2026-11-30 09:00", &["reopen", &id, "-m", "You are right."]);
    scene.took(2);
    let resolution = scene.clock(&id, Resolution, "2026-11-30 10:00");
    let resolved = &resolution.pauses[0];
    assert_eq!(resolved.kind, PauseKind::Resolved);
    assert_eq!(resolved.to, Some(second("2026-11-27 15:00")));
    // Two hours before it was resolved, two of Friday, two of Monday.
    assert_eq!(resolution.elapsed, 6 * HOUR);
}

#[test]
fn what_was_breached_and_then_cancelled_is_still_breached() {
    let scene = Scene::new();
    let open = with(
        &["open", "A", "--requester", "marta", "--channel", "email"],
        &P3,
    );
    let id = scene.given("2026-11-23 08:00", &open);
    let cancel = ["cancel", &id, "--as", "withdrawn", "-m", "As you wish."];
    scene.types("2026-11-27 09:00", &cancel);
    scene.took(1);
    for (target, breach_at) in [
        (Response, "2026-11-23 13:00"),
        (Resolution, "2026-11-26 08:00"),
    ] {
        let clock = scene.clock(&id, target, "2026-11-28 09:00");
        assert_eq!(
            (clock.state, clock.void),
            (State::Breached, None),
            "{target}"
        );
        assert_eq!(clock.breach_at, Some(second(breach_at)), "{target}");
    }
}

#[test]
fn the_customers_monthly_report_in_spanish_is_one_command() {
    let scene = Scene::new();
    let words = [
        "open",
        "Sin facturas",
        "--requester",
        "marta",
        "--channel",
        "phone",
    ];
    scene.given("2026-11-03 10:00", &with(&words, &P3));
    let report = "report customer coop-andina --period last-month --lang es";
    let words: Vec<&str> = report.split(' ').collect();
    let printed = scene.types("2026-12-02 09:00", &words);
    scene.took(1);
    assert_eq!(printed[0], "C: soporte en noviembre de 2026");
    let has = |text: &str| printed.iter().any(|line| line.contains(text));
    assert!(has("respuesta"), "{printed:#?}");
    assert!(has("Sin facturas"), "{printed:#?}");
}

#[test]
fn last_month_at_five_past_midnight_utc_is_october_in_mexico() {
    let config = CONFIG.replace("Bogota", "Mexico_City");
    let desk = Desk::with_config(&config);
    desk.at("2026-12-01T00:05:00Z");
    let (_, said) = desk
        .run(["report", "volume", "--period", "last-month"])
        .both(0);
    assert_eq!(
        said,
        "last-month is 2026-10, 2026-10-01 to 2026-10-31 (America/Mexico_City).\n"
    );
}

#[test]
fn the_6th_of_january_is_a_holiday_also_for_a_ticket_of_december() {
    let scene = Scene::new();
    let open = with(
        &["open", "A", "--requester", "marta", "--channel", "email"],
        &P3,
    );
    let id = scene.given("2026-12-31 10:00", &open);
    let due = || scene.clock(&id, Resolution, "2026-12-31 11:00").due_at;
    // Six hours, then Friday and Monday, and two of Tuesday.
    assert_eq!(due(), Some(second("2027-01-05 10:00")));
    let config = format!("{CONFIG}{CALENDARS}");
    let config = config.replace("[2026-12-08]", "[2026-12-08, 2027-01-01, 2027-01-06]");
    scene.desk.write("bitacora.yaml", config);
    // Friday is a holiday now, and Wednesday too.
    assert_eq!(due(), Some(second("2027-01-07 10:00")));
    scene.took(0);
}
