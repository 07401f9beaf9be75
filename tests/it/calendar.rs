//! `calendar`: questions to a calendar, answered to programs and to people.

use serde_json::{Value, json};

use crate::support::{CONFIG, Desk};

const CALENDARS: &str = r#"calendars:
  spain: {holidays: [2026-12-25, calendars/spain.ics]}
  office:
    timezone: Europe/Madrid
    extends: spain
    hours:
      mon: ["09:00-17:00"]
      tue: ["09:00-17:00"]
      wed: ["09:00-17:00"]
      thu: ["09:00-17:00"]
      fri: ["09:00-17:00"]
    versions: [{from: 2027-06-01, hours: {mon: ["08:00-15:00"]}}]
    overrides: {2026-12-24: ["09:00-12:00"], 2026-01-05: []}
    breaks: {2026-12-23: ["13:00-14:00"]}
  nights: {timezone: Europe/Madrid, hours: {sat: ["22:00-06:00"], sun: ["22:00-06:00"]}}
  ended: {hours: {mon: ["09:00-17:00"]}, versions: [{from: 2026-01-01, hours: {}}]}
"#;

const SPAIN: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1@es\r\nSUMMARY:Inmaculada\r\n\
    DTSTART;VALUE=DATE:20201208\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("bitacora.yaml", format!("{CONFIG}{CALENDARS}"));
    desk.write("calendars/spain.ics", SPAIN);
    desk
}

/// What `calendar` answers to a line of arguments, parted by two spaces.
fn asked(desk: &Desk, line: &str) -> Value {
    let mut answer = desk.json(std::iter::once("calendar").chain(line.split("  ")));
    let object = answer.as_object_mut().unwrap();
    assert_eq!(
        object.shift_remove("schema"),
        Some(json!("bitacora/calendar/1"))
    );
    answer
}

#[test]
fn a_calendar_answers_programs() {
    let desk = desk();
    for (line, answer) in [
        (
            "open  office  --at  2026-12-07 16:59:59",
            json!({"at": "2026-12-07T16:59:59+01:00", "open": true,
                "next_open": "2026-12-07T16:59:59+01:00",
                "next_close": "2026-12-07T17:00:00+01:00",
                "next_opening": "2026-12-09T09:00:00+01:00"}),
        ),
        (
            "add  office  --from  2026-12-07 16:00  --for  1h",
            json!({"due_at": "2026-12-07T17:00:00+01:00", "breach_at": "2026-12-09T09:00:00+01:00"}),
        ),
        (
            "add  office  --from  2025-06-06 15:00  --for  4h  --pause  2025-06-06 16:00/2025-06-09 10:30",
            json!({"due_at": "2025-06-09T13:30:00+02:00", "breach_at": "2025-06-09T13:30:00+02:00"}),
        ),
        (
            "add  office  --from  2025-06-06 15:00  --for  4h  --pause  2025-06-06 16:00/",
            json!({"due_at": null, "breach_at": null}),
        ),
        (
            "subtract  office  --from  2026-12-24 10:00  --for  8h",
            json!({"at": "2026-12-23T09:00:00+01:00"}),
        ),
        (
            "between  office  --from  2025-06-02 09:00  --to  2025-06-02 17:00  \
             --pause  2025-06-02 10:00:07/2025-06-02 10:30:11  --pause  2025-06-02 10:30:11/2025-06-02 11:00:59",
            json!({"seconds": 25_148}),
        ),
        // The night on which the clock goes forward has seven hours.
        (
            "hours  nights  --from  2025-03-29  --count  2",
            json!({"intervals": [
                ["2025-03-29T22:00:00+01:00", "2025-03-30T06:00:00+02:00"],
                ["2025-03-30T22:00:00+02:00", "2025-03-31T06:00:00+02:00"]]}),
        ),
        (
            "clock  office  --start  2025-06-02 09:00  --target  16h  --as-of  2025-06-02 12:00",
            json!({"state": "running", "elapsed_s": 10_800, "remaining_s": 46_800, "permille": 187,
                "due_at": "2025-06-03T17:00:00+02:00", "breach_at": "2025-06-04T09:00:00+02:00",
                "breached": false}),
        ),
        (
            "clock  office  --start  2025-06-02 09:00  --target  8h  --stop  2025-06-03 09:00:01",
            json!({"state": "breached", "elapsed_s": 28_801, "remaining_s": -1, "permille": 1_000,
                "due_at": "2025-06-02T17:00:00+02:00", "breach_at": "2025-06-03T09:00:00+02:00",
                "breached": true}),
        ),
        (
            "clock  office  --start  2025-06-02 09:00  --target  2h  --pause  2025-06-02 10:00/  --as-of  2025-06-02 16:00",
            json!({"state": "paused", "elapsed_s": 3_600, "remaining_s": 3_600, "permille": 500,
                "due_at": null, "breach_at": null, "breached": false}),
        ),
    ] {
        let mut found = asked(&desk, line);
        let object = found.as_object_mut().unwrap();
        assert!(object.shift_remove("calendar").is_some());
        assert_eq!(object.shift_remove("zone"), Some(json!("Europe/Madrid")));
        assert_eq!(found, answer, "{line}");
    }
    let always = asked(&desk, "hours  24  --from  2026-12-24  --to  2026-12-26");
    assert_eq!(always["calendar"], "24x7");
    assert_eq!(
        always["intervals"],
        json!([["2026-12-24T00:00:00-05:00", "2026-12-26T00:00:00-05:00"]])
    );
}

#[test]
fn calendars_are_listed_and_shown() {
    let desk = desk();
    let list = ["calendar", "list", "--format", "csv"];
    insta::assert_snapshot!(desk.run(list).page(), @r"
    calendar,zone,open,until,extends
    spain,,,,
    office,Europe/Madrid,false,2026-11-23T09:00:00+01:00,spain
    nights,Europe/Madrid,false,2026-11-22T22:00:00+01:00,
    ended,America/Bogota,false,,
    24x7,America/Bogota,true,,
    ");
    let shown = asked(&desk, "show  office");
    assert_eq!(shown["versions"][0]["from"], "2027-06-01");
    assert_eq!(shown["overrides"], json!({"2026-12-24": ["09:00-12:00"]}));
    assert_eq!(
        shown["next_holidays"][0],
        json!({"day": "2026-12-08", "name": "Inmaculada", "of": "spain"})
    );
    assert_eq!(
        asked(&desk, "show  24x7")["hours"]["sun"],
        json!(["00:00-24:00"])
    );
    let text = desk.run(["calendar", "show", "spain"]).shown();
    assert!(text.contains("2026-12-25  -           spain"), "{text}");
}

#[test]
fn a_question_that_cannot_be_answered_says_why() {
    let desk = desk();
    for (line, status, error, hint) in [
        (
            "open  ofice",
            4,
            "`ofice` is not a calendar",
            "did you mean office? It may be spain, office, nights, ended or 24x7",
        ),
        (
            "open  spain",
            4,
            "calendar `spain` has no hours: it can only be extended",
            "give it `hours:`, or write `extends: spain` in one that has them",
        ),
        (
            "add  ended  --from  now  --for  1h",
            4,
            "calendar `ended` is not open long enough after 2026-11-22",
            "bitacora calendar show ended shows its hours",
        ),
        (
            "add  office  --from  now  --for  1h  --pause  10:00",
            2,
            "`10:00` is not a pause",
            "write --pause FROM/TO, or FROM/ for one that goes on",
        ),
        (
            "add  office  --from  now  --for  1h  --pause  10:00/09:00",
            2,
            "the pause `10:00/09:00` ends before it begins",
            "write --pause FROM/TO",
        ),
        (
            "between  nights  --from  2025-03-30 02:30  --to  now",
            2,
            "--from: 2025-03-30 02:30 does not happen in Europe/Madrid: the clock jumps from \
             2025-03-30T01:59:59+01:00 to 2025-03-30T03:00:00+02:00",
            "",
        ),
        (
            "clock  office  --start  now  --target  0m",
            2,
            "a target of nothing cannot be met",
            "--target 4h",
        ),
    ] {
        let run = desk.run(std::iter::once("calendar").chain(line.split("  ")));
        run.error(status, error, hint);
    }
}

#[test]
fn an_import_shows_what_is_new_and_writes_nothing() {
    let desk = desk();
    desk.write(
        "new.ics",
        SPAIN
            .replace("1208", "1225")
            .replace("Inmaculada", "Navidad")
            .replace("END:VCALENDAR", "BEGIN:VEVENT\r\nSUMMARY:Santa #\\n1\r\nDTSTART;VALUE=DATE:20270326\r\nEND:VEVENT\r\nEND:VCALENDAR"),
    );
    let before = desk.commits();
    let sheet = desk
        .run(["calendar", "import", "spain", "new.ics", "--format", "csv"])
        .stderr("79 days of other years, which --all shows.\n")
        .page();
    insta::assert_snapshot!(sheet, @r"
    day,state,summary,yaml
    2026-12-25,known,Navidad,
    2027-03-26,new,Santa # 1,'- 2027-03-26  # Santa # 1
    2027-12-25,new,Navidad,'- 2027-12-25  # Navidad
    ");
    let all = asked(&desk, "import  spain  new.ics  --all");
    assert_eq!(all["days"].as_array().unwrap().len(), 82);
    assert_eq!(all["days"][7]["yaml"], "- 2027-03-26  # Santa # 1");
    assert_eq!(desk.commits(), before);
}
