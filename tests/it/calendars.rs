//! `calendars:` in the configuration, and the holiday files that it names.

use crate::support::{CONFIG, Desk};

const MEXICO: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1@mx\r\nSUMMARY:Navidad\r\n\
    DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// A store with these calendars, indented as YAML wants them.
fn with(calendars: &str) -> Desk {
    let desk = Desk::new();
    desk.write("bitacora.yaml", format!("{CONFIG}calendars:\n{calendars}"));
    desk
}

#[test]
fn what_is_wrong_in_a_calendar_is_said_where_it_stands() {
    let desk = Desk::new();
    let office = "  office:\n    # mon: [\"08:00-08:00\"]\n    hours: {mon: [\"08:00-17:00\"]}\n";
    for (calendars, complaint) in [
        (
            "  office:\n    hours:\n      mon:\n      - 08:00-17:00\n      - 12:00-12:00\n"
                .to_owned(),
            "bitacora.yaml:14:9: `12:00-12:00` is empty: it ends where it begins\n\
             hint: a whole day is \"00:00-24:00\"\n",
        ),
        (
            format!("{office}    versions: [{{from: 2027-01-01, hours: {{tue: [\"8-17\"]}}}}]\n"),
            "bitacora.yaml:13:50: `8-17` is not an interval\n\
             hint: write \"08:00-17:00\"; the last end of a day is 24:00\n",
        ),
        (
            "  branch: {extends: office, hours: {mon: [\"08:00-17:00\"]}}\n  \
             office: {hours: {lunes: [\"08:00-17:00\"]}}\n"
                .to_owned(),
            "bitacora.yaml:11:20: `lunes` is not a day of the week\n\
             hint: it may be mon, tue, wed, thu, fri, sat or sun\n",
        ),
        (
            format!("{office}    extends: nacional\n  national: {{holidays: [2026-12-25]}}\n"),
            "bitacora.yaml:13:14: `nacional` is not a calendar\nhint: did you mean national?\n",
        ),
        (
            format!("{office}    overrides: {{2026-12-24: [\"22:00-02:00\"]}}\n"),
            "bitacora.yaml:13:31: `22:00-02:00` goes past the midnight of its date\n\
             hint: end it with 24:00, and write the rest under the next date\n",
        ),
        (
            format!("{office}    holidays: [2026-12-25, 2026-02-30]\n"),
            "bitacora.yaml:13:28: `2026-02-30` is not a date\n\
             hint: write it like 2026-12-25, or the path of an .ics file of the store\n",
        ),
        (
            format!("{office}    timezone: America/Bogot\n"),
            "bitacora.yaml:13:15: calendars.office.timezone: `America/Bogot` is not an IANA time zone, \
             did you mean America/Bogota?\n",
        ),
        (
            format!("{office}    holidys: []\n"),
            "bitacora.yaml:13:5: `holidys` is not a key of this file\nhint: did you mean holidays?\n",
        ),
        (
            format!("{office}    holidays: [calendars/mexico.ics]\n"),
            "bitacora.yaml:13:16: `calendars/mexico.ics` is not in the store\n\
             hint: the path begins at the folder of bitacora.yaml\n",
        ),
        (
            format!("{office}    holidays: [../mexico.ics]\n"),
            "bitacora.yaml:13:16: `../mexico.ics` is not below the store's root\n\
             hint: put it beside bitacora.yaml, and name it like calendars/mexico.ics\n",
        ),
    ] {
        desk.write("bitacora.yaml", format!("{CONFIG}calendars:\n{calendars}"));
        assert_eq!(desk.run(["list"]).complaint(3), complaint, "{calendars}");
    }
}

#[test]
fn a_holiday_file_is_read_with_the_configuration_and_what_is_wrong_in_it_is_named() {
    let desk = with("  national: {holidays: [calendars/mexico.ics]}\n");
    desk.write("calendars/mexico.ics", MEXICO);
    desk.run(["list", "-q"]).ok();
    desk.write("calendars/mexico.ics", MEXICO.replace("YEARLY", "WEEKLY"));
    assert_eq!(
        desk.run(["list"]).complaint(3),
        "calendars/mexico.ics:2:1: `Navidad` is repeated by FREQ=WEEKLY, which is not read\n\
         hint: a holiday is an event of whole days (DTSTART;VALUE=DATE), once or with RRULE:FREQ=YEARLY\n"
    );
    desk.write("calendars/mexico.ics", vec![b' '; (1 << 20) + 1]);
    assert_eq!(
        desk.run(["list"]).complaint(3),
        "calendars/mexico.ics:1:1: it has 1048577 bytes, and at most 1048576 are read\n"
    );
}

#[test]
fn only_an_ordinary_holiday_file_is_opened() {
    let desk = with("  national: {holidays: [calendars/mexico.ics]}\n");
    desk.write("secret.ics", MEXICO);
    desk.shell("mkdir calendars && ln -s ../secret.ics calendars/mexico.ics");
    let complaint = desk.run(["list"]).complaint(3);
    assert!(complaint.contains("symbolic link"), "{complaint}");
    desk.shell("rm calendars/mexico.ics && mkdir calendars/mexico.ics");
    assert_eq!(
        desk.run(["list"]).complaint(3),
        "calendars/mexico.ics:1:1: it is not an ordinary file\n"
    );
}
