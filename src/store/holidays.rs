//! Holidays from iCalendar files (RFC 5545), as governments publish them:
//! all-day events, some of them every year. What an event says beyond that is
//! refused by name, since a holiday that is silently left out makes a deadline
//! that nobody agreed to.

use chrono::{Datelike as _, Days, NaiveDate};
use icalendar::parser::{Component, Property, read_calendar_simple, unfold};

use crate::core::calendar::Feast;
use crate::core::fault::Fault;

/// How deep components may lie in one another: calendar, event, alarm. The
/// parser has no bound of its own.
const MAX_DEPTH: usize = 4;
/// The year up to which a yearly event is repeated.
const LAST_YEAR: i32 = 2100;
/// The most days that one event may last.
const LONGEST: i64 = 366;
/// The most days that a file may have in all, repetitions included.
const MOST_DAYS: usize = 50_000;
/// What makes an event happen at other times than its `DTSTART` says.
const TIMING: [&str; 5] = ["DURATION", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"];

/// The days of a holiday file, in order, each with the first name it has.
///
/// # Errors
///
/// What is no iCalendar file, and an event that is not all-day or repeated
/// other than yearly, by its name and line.
pub fn feasts(path: &str, bytes: &[u8]) -> Result<Vec<Feast>, Fault> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Fault::new(path, 1, 1, "it is not UTF-8"))?
        .trim_start_matches('\u{feff}');
    let lines = event_lines(text).map_err(|fault| fault.in_file(path))?;
    let unfolded = unfold(text);
    let roots = read_calendar_simple(&unfolded)
        .map_err(|_| Fault::new(path, 1, 1, "it cannot be read as an iCalendar file"))?;
    let mut feasts = Vec::new();
    let mut lines = lines.into_iter();
    for component in roots.iter().flat_map(|root| &root.components) {
        match component.name.as_str() {
            "VEVENT" => {
                let line = lines.next().unwrap_or(1);
                let event = event(component);
                event
                    .and_then(|event| event.add_to(&mut feasts))
                    .map_err(|reason| Fault::new(path, line, 1, reason).hinted(
                        "a holiday is an event of whole days (DTSTART;VALUE=DATE), once or with RRULE:FREQ=YEARLY",
                    ))?;
            }
            "VTIMEZONE" => {}
            other => {
                let reason = format!("it has a {other}, and a holiday file has only events");
                return Err(Fault::new(path, 1, 1, reason));
            }
        }
    }
    feasts.sort_unstable();
    feasts.dedup_by_key(|feast| feast.day);
    Ok(feasts)
}

/// The lines on which events begin. What the parser would follow into any
/// depth, or read twice for want of an end, is refused here.
fn event_lines(text: &str) -> Result<Vec<usize>, Fault> {
    let mut open: Vec<&str> = Vec::new();
    let mut events = Vec::new();
    let fault = |line: usize, reason: String| Err(Fault::new("", line + 1, 1, reason));
    for (number, line) in text.lines().enumerate() {
        if let Some(name) = line.strip_prefix("BEGIN:").map(str::trim_end) {
            if open.is_empty() && name != "VCALENDAR" {
                return fault(number, format!("a {name} stands outside of a VCALENDAR"));
            }
            if open.len() == MAX_DEPTH {
                return fault(
                    number,
                    format!("a {name} lies deeper than {MAX_DEPTH} levels"),
                );
            }
            if open.len() == 1 && name == "VEVENT" {
                events.push(number + 1);
            }
            open.push(name);
        } else if let Some(name) = line.strip_prefix("END:").map(str::trim_end)
            && open.pop() != Some(name)
        {
            return fault(number, format!("END:{name} ends nothing that began"));
        }
    }
    match open.last() {
        Some(name) => fault(0, format!("a {name} has no end")),
        None if text.contains("BEGIN:VCALENDAR") => Ok(events),
        None => fault(
            0,
            "it is not an iCalendar file: it has no BEGIN:VCALENDAR".to_owned(),
        ),
    }
}

/// An event of whole days.
struct Event {
    name: String,
    first: NaiveDate,
    days: u64,
    is_yearly: bool,
}

fn event(component: &Component<'_>) -> Result<Event, String> {
    let property = |name: &str| {
        let mut properties = component.properties.iter();
        properties.find(|property| property.name.as_str().eq_ignore_ascii_case(name))
    };
    let text = |name: &str| property(name).map(|property| property.val.as_str().trim());
    let name = text("SUMMARY").filter(|name| !name.is_empty());
    let name = name
        .or_else(|| text("UID"))
        .unwrap_or("an event without a name");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let refused = |reason: &str| Err(format!("`{name}` {reason}"));
    if let Some(timing) = TIMING.iter().find(|timing| property(timing).is_some()) {
        return refused(&format!("has a {timing}, which is not read"));
    }
    if text("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")) {
        return refused("is cancelled: take it out of the file");
    }
    let is_yearly = match text("RRULE") {
        None => false,
        Some(rule)
            if rule
                .trim_end_matches(';')
                .eq_ignore_ascii_case("FREQ=YEARLY") =>
        {
            true
        }
        Some(rule) => return refused(&format!("is repeated by {rule}, which is not read")),
    };
    let Some(start) = property("DTSTART") else {
        return refused("has no DTSTART");
    };
    let Some(first) = whole_day(start) else {
        return refused("does not begin on a whole day");
    };
    let next = match property("DTEND") {
        None => first.succ_opt(),
        Some(end) => match whole_day(end) {
            None => return refused("does not end on a whole day"),
            end => end,
        },
    };
    let days = next.map_or(0, |next| (next - first).num_days());
    if days > LONGEST {
        return refused(&format!(
            "lasts {days} days, and a holiday at most {LONGEST}"
        ));
    }
    match u64::try_from(days) {
        Ok(days) if days > 0 => Ok(Event {
            name,
            first,
            days,
            is_yearly,
        }),
        _ => refused("ends before it begins: DTEND is the day after the last"),
    }
}

/// `20261225`, and no time of the day.
fn whole_day(property: &Property<'_>) -> Option<NaiveDate> {
    let text = property.val.as_str().trim();
    let shaped = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let day = NaiveDate::parse_from_str(text, "%Y%m%d").ok()?;
    (shaped && day.year() > 0).then_some(day)
}

impl Event {
    fn add_to(&self, feasts: &mut Vec<Feast>) -> Result<(), String> {
        let last_year = if self.is_yearly {
            LAST_YEAR
        } else {
            self.first.year()
        };
        for year in self.first.year()..=last_year {
            // 29 February is kept in leap years alone, as RFC 5545 has it.
            let Some(first) = self.first.with_year(year) else {
                continue;
            };
            let run = (0..self.days).map_while(|day| first.checked_add_days(Days::new(day)));
            let name = &self.name;
            feasts.extend(run.map(|day| Feast {
                day,
                name: name.clone(),
            }));
            if feasts.len() > MOST_DAYS {
                return Err(format!(
                    "`{name}` makes more than {MOST_DAYS} days in this file"
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(events: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
    }

    fn event(lines: &str) -> String {
        let lines = lines.replace('|', "\r\n");
        file(&format!(
            "BEGIN:VEVENT\r\nUID:1@x\r\n{lines}\r\nEND:VEVENT\r\n"
        ))
    }

    fn read(text: &str) -> Vec<(String, String)> {
        let feasts = feasts("es.ics", text.as_bytes()).unwrap();
        let pairs = feasts.into_iter();
        pairs
            .map(|feast| (feast.day.to_string(), feast.name))
            .collect()
    }

    fn refused(text: &str) -> String {
        feasts("es.ics", text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn an_event_lasts_up_to_the_day_before_its_end() {
        let christmas = |text: &str| (text.to_owned(), "Christmas, at last".to_owned());
        let once = "SUMMARY:Christmas\\, at|  last|DTSTART;VALUE=DATE:20261225";
        assert_eq!(read(&event(once)), [christmas("2026-12-25")]);
        assert_eq!(
            read(&event(&format!(
                "{once}|DTEND;VALUE=DATE:20261227|TRANSP:OPAQUE"
            ))),
            [christmas("2026-12-25"), christmas("2026-12-26")]
        );
    }

    #[test]
    fn a_yearly_event_is_repeated_up_to_2100() {
        let yearly = read(&event(
            "SUMMARY:Labour|DTSTART;VALUE=DATE:20200501|RRULE:FREQ=YEARLY",
        ));
        assert_eq!(yearly.len(), 81);
        assert_eq!(yearly[80].0, "2100-05-01");
        let leap = read(&event(
            "SUMMARY:Leap|DTSTART;VALUE=DATE:20200229|RRULE:FREQ=YEARLY",
        ));
        assert_eq!(leap.len(), 20);
        let years = read(&event(
            "SUMMARY:Year|DTSTART;VALUE=DATE:20991231|DTEND;VALUE=DATE:21000102|RRULE:FREQ=YEARLY",
        ));
        assert_eq!(years.last().unwrap().0, "2101-01-01");
    }

    #[test]
    fn what_is_no_holiday_is_refused_by_name_and_line() {
        for (text, message) in [
            (
                event("SUMMARY:Meeting|DTSTART:20261225T090000Z"),
                "es.ics:3:1: `Meeting` does not begin on a whole day",
            ),
            (
                event("SUMMARY:A|DTSTART;VALUE=DATE:20261225|DTEND:20261226T090000Z"),
                "es.ics:3:1: `A` does not end on a whole day",
            ),
            (
                event("SUMMARY:A|DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261225"),
                "es.ics:3:1: `A` ends before it begins: DTEND is the day after the last",
            ),
            (
                event("SUMMARY:A|DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20281225"),
                "es.ics:3:1: `A` lasts 731 days, and a holiday at most 366",
            ),
            (
                event("SUMMARY:Easter|DTSTART;VALUE=DATE:20260405|RRULE:FREQ=YEARLY;BYMONTH=4"),
                "es.ics:3:1: `Easter` is repeated by FREQ=YEARLY;BYMONTH=4, which is not read",
            ),
            (
                event("SUMMARY:A|DTSTART;VALUE=DATE:20260405|EXDATE;VALUE=DATE:20270405"),
                "es.ics:3:1: `A` has a EXDATE, which is not read",
            ),
            (
                event("DTSTART;VALUE=DATE:20261301"),
                "es.ics:3:1: `1@x` does not begin on a whole day",
            ),
            (event("SUMMARY:A"), "es.ics:3:1: `A` has no DTSTART"),
            (
                event("SUMMARY:A|DTSTART;VALUE=DATE:20260405|STATUS:CANCELLED"),
                "es.ics:3:1: `A` is cancelled: take it out of the file",
            ),
            (
                file("BEGIN:VTODO\r\nEND:VTODO\r\n"),
                "es.ics:1:1: it has a VTODO, and a holiday file has only events",
            ),
            (
                "hello\n".to_owned(),
                "es.ics:1:1: it is not an iCalendar file: it has no BEGIN:VCALENDAR",
            ),
            (
                "BEGIN:VCALENDAR\n".to_owned(),
                "es.ics:1:1: a VCALENDAR has no end",
            ),
            (
                "BEGIN:VCALENDAR\nEND:VEVENT\n".to_owned(),
                "es.ics:2:1: END:VEVENT ends nothing that began",
            ),
            (
                file(&"BEGIN:X\r\n".repeat(100_000)),
                "es.ics:6:1: a X lies deeper than 4 levels",
            ),
        ] {
            assert_eq!(refused(&text), message);
        }
        assert!(feasts("es.ics", &[0xff]).is_err());
        assert!(feasts("es.ics", &vec![b' '; 2 << 20]).is_err());
    }

    #[test]
    fn what_surrounds_holidays_is_passed_over() {
        let zone = "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
                    END:STANDARD\r\nEND:VTIMEZONE\r\n";
        let alarm = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:A\r\nBEGIN:VALARM\r\n\
                     ACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT\r\n";
        assert_eq!(read(&file(&format!("{zone}{alarm}"))).len(), 1);
        assert_eq!(read(&file("")), []);
    }

    #[test]
    fn a_flood_of_days_is_refused_in_time() {
        let one = "BEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART;VALUE=DATE:00010101\r\n\
                   DTEND;VALUE=DATE:00020101\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\n";
        assert!(refused(&file(&one.repeat(5_000))).contains("more than 50000 days"));
    }
}
