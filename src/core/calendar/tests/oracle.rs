//! The definition, walked minute by minute. It shares nothing with the
//! calendar: chrono says what the wall clock shows, and the rule's own texts
//! are compared with that.

use crate::core::zone::Zone;
use chrono::{DateTime, Datelike as _, TimeDelta};

use super::{CalendarRule, Second};

/// Whether the wall clock of an instant lies in the hours of its date.
pub(super) fn is_open(rule: &CalendarRule, zone: Zone, at: Second) -> bool {
    let local = DateTime::from_timestamp(at, 0)
        .unwrap()
        .with_timezone(&zone);
    let date = local.date_naive();
    let (today, clock) = (date.to_string(), local.format("%H:%M:%S").to_string());
    if rule.holidays.contains(&today) {
        return false;
    }
    let within = |interval: &String| {
        let (from, to) = interval.split_once('-').unwrap();
        *from <= *clock && *clock < *to
    };
    if rule
        .breaks
        .get(&today)
        .is_some_and(|breaks| breaks.iter().any(within))
    {
        return false;
    }
    if let Some(intervals) = rule.overrides.get(&today) {
        return intervals.iter().any(within);
    }
    let mut hours = rule.hours.as_ref();
    let mut since = String::new();
    for version in &rule.versions {
        if version.from <= today && version.from > since {
            since.clone_from(&version.from);
            hours = Some(&version.hours);
        }
    }
    let on = |date: chrono::NaiveDate| {
        let day = date.weekday().to_string().to_lowercase();
        hours
            .and_then(|hours| hours.get(&day))
            .into_iter()
            .flatten()
    };
    let is_overnight = |interval: &&String| interval[6..] <= interval[..5];
    let yesterday = date - TimeDelta::days(1);
    let tail = on(yesterday)
        .filter(is_overnight)
        .any(|interval| *clock < interval[6..]);
    let begun = on(date)
        .filter(is_overnight)
        .any(|interval| interval[..5] <= *clock);
    let day = on(date)
        .filter(|interval| !is_overnight(interval))
        .any(within);
    tail || begun || day
}
