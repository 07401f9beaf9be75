//! The calendars of a desk, compiled once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::core::zone::Zone;
use chrono::NaiveDate;

use crate::core::ordered::Ordered;
use crate::core::refusal::Refusal;
use crate::core::words;
use crate::core::words::is_key;

use super::rule::{self, CalendarFlaw, CalendarRule};
use super::{ALWAYS, Calendar};
use crate::core::fields::words;

/// How many calendars may extend each other in a row, beyond the first.
const MOST_EXTENDED: usize = 16;

/// How many holidays the calendars of a configuration may have together.
const MOST_HOLIDAYS: usize = 200_000;

/// How many calendars a configuration may have.
const MOST_CALENDARS: usize = 500;

words! {
    /// Whether a calendar has a day.
    Known {
        /// It has.
        Known = "known",
        /// It has not.
        New = "new",
    }
}

/// A day of a holiday file, with the name the file gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Feast {
    /// The local date.
    pub day: NaiveDate,
    /// What is celebrated.
    pub name: String,
}

/// The days of the `.ics` files that calendars name, by path.
pub type HolidayFiles = BTreeMap<String, Vec<Feast>>;

/// A date on which a calendar is closed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    /// The local date.
    pub day: NaiveDate,
    /// What is celebrated, where a file says it.
    pub name: Option<String>,
    /// The calendar that lists it: this one, or one that it extends.
    pub of: String,
}

/// A calendar of the configuration.
#[derive(Debug, Clone)]
struct Entry {
    name: String,
    /// `None` for one without hours, which can only be extended.
    calendar: Option<Arc<Calendar>>,
    holidays: Vec<Holiday>,
}

/// Every calendar of a configuration, and [`ALWAYS`].
#[derive(Debug, Clone)]
pub struct Calendars {
    entries: Vec<Entry>,
}

impl Calendars {
    /// Compiles calendars; those without a zone of their own have `zone`.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong, with the keys that lead to it.
    pub fn compile(
        rules: &Ordered<CalendarRule>,
        zone: Zone,
        files: &HolidayFiles,
    ) -> Result<Self, CalendarFlaw> {
        if rules.0.len() > MOST_CALENDARS {
            let reason = format!(
                "there are {} calendars, and at most {MOST_CALENDARS} are read",
                rules.0.len()
            );
            return Err(CalendarFlaw::new(&["calendars"], reason));
        }
        let mut total = 0;
        let mut entries = Vec::with_capacity(rules.0.len() + 1);
        for (name, rule) in &rules.0 {
            let flawed = |flaw: CalendarFlaw| flaw.below(&["calendars", name]);
            if name == ALWAYS || !is_key(name) {
                return Err(flawed(no_name(name)));
            }
            let holidays = holidays(name, rules, files)?;
            total += holidays.len();
            if total > MOST_HOLIDAYS {
                return Err(too_many(&["calendars", name, "holidays"]));
            }
            let days = holidays.iter().map(|holiday| holiday.day);
            let calendar = if rule.has_hours() {
                let zone = rule.timezone.unwrap_or(zone);
                Some(Arc::new(
                    rule::compile(name, rule, zone, days).map_err(flawed)?,
                ))
            } else {
                None
            };
            entries.push(Entry {
                name: name.clone(),
                calendar,
                holidays,
            });
        }
        entries.push(Entry {
            name: ALWAYS.to_owned(),
            calendar: Some(Arc::new(Calendar::always(zone))),
            holidays: Vec::new(),
        });
        Ok(Self { entries })
    }

    /// The calendar of a name.
    ///
    /// # Errors
    ///
    /// When there is none, or it can only be extended.
    pub fn get(&self, name: &str) -> Result<&Arc<Calendar>, Refusal> {
        let entry = self.entries.iter().find(|entry| entry.name == name);
        match entry {
            None => Err(Refusal::Unknown {
                what: "a calendar",
                value: name.to_owned(),
                known: self.usable().map(str::to_owned).collect(),
            }),
            Some(entry) => entry.calendar.as_ref().ok_or_else(|| Refusal::Missing {
                what: format!("calendar `{name}` has no hours: it can only be extended"),
                hint: format!("give it `hours:`, or write `extends: {name}` in one that has them"),
            }),
        }
    }

    /// The names of all, in the order of the file, [`ALWAYS`] last.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| &*entry.name)
    }

    /// The names of those that can be asked.
    pub fn usable(&self) -> impl Iterator<Item = &str> {
        let usable = self.entries.iter().filter(|entry| entry.calendar.is_some());
        usable.map(|entry| &*entry.name)
    }

    /// The holidays of a calendar and of those it extends, by date; none of a
    /// calendar that does not exist.
    #[must_use]
    pub fn holidays(&self, name: &str) -> &[Holiday] {
        let entry = self.entries.iter().find(|entry| entry.name == name);
        entry.map_or(&[], |entry| &entry.holidays)
    }
}

fn no_name(name: &str) -> CalendarFlaw {
    let flaw = CalendarFlaw::new(&[], format!("`{name}` cannot be the name of a calendar"));
    if name == ALWAYS {
        flaw.hinted("it is the calendar that is always open, and needs no entry")
    } else {
        flaw.hinted("letters, digits, `-`, `_` and `.`")
    }
}

/// The holidays of a calendar and of the chain of those it extends.
fn holidays(
    name: &str,
    rules: &Ordered<CalendarRule>,
    files: &HolidayFiles,
) -> Result<Vec<Holiday>, CalendarFlaw> {
    let mut found = Vec::new();
    let mut chain = vec![name];
    while let Some(rule) = chain.last().and_then(|last| rules.get(last)) {
        let current = chain[chain.len() - 1];
        own_holidays(current, rule, files, &mut found)?;
        let Some(next) = rule.extends.as_deref() else {
            break;
        };
        let keys = ["calendars", current, "extends", next];
        if rules.get(next).is_none() {
            let flaw = CalendarFlaw::new(&keys, format!("`{next}` is not a calendar"));
            return Err(match words::nearest(next, rules.keys()) {
                Some(nearest) => flaw.hinted(format!("did you mean {nearest}?")),
                None => flaw.hinted("extends names another calendar of this file"),
            });
        }
        if chain.len() > MOST_EXTENDED && !chain.contains(&next) {
            let reason = format!("more than {MOST_EXTENDED} calendars extend each other in a row");
            return Err(CalendarFlaw::new(&keys, reason).hinted(format!(
                "list the holidays of `{next}` and those it extends in one"
            )));
        }
        if chain.contains(&next) {
            let way = [chain.as_slice(), &[next]].concat().join(" extends ");
            return Err(
                CalendarFlaw::new(&keys, format!("calendars in a circle: {way}"))
                    .hinted(format!("take `extends: {next}` away")),
            );
        }
        chain.push(next);
    }
    found.sort_unstable();
    found.dedup_by_key(|holiday| holiday.day);
    Ok(found)
}

fn too_many(keys: &[&str]) -> CalendarFlaw {
    let reason = format!("the holidays are more than {MOST_HOLIDAYS}, and no more are read");
    CalendarFlaw::new(keys, reason).hinted("let calendars extend one that lists the file")
}

fn own_holidays(
    name: &str,
    rule: &CalendarRule,
    files: &HolidayFiles,
    found: &mut Vec<Holiday>,
) -> Result<(), CalendarFlaw> {
    let keys = ["calendars", name, "holidays"];
    let holiday = |day, name_of_day| Holiday {
        day,
        name: name_of_day,
        of: name.to_owned(),
    };
    for text in &rule.holidays {
        if rule::is_file(text) {
            if !rule::is_inside(text) {
                return Err(CalendarFlaw::new(
                    &[text],
                    format!("`{text}` is not below the store's root"),
                )
                .below(&keys)
                .hinted("put it beside bitacora.yaml, and name it like calendars/mexico.ics"));
            }
            let feasts = files.get(text).ok_or_else(|| {
                CalendarFlaw::new(&[text], format!("`{text}` is not in the store"))
                    .below(&keys)
                    .hinted("the path begins at the folder of bitacora.yaml")
            })?;
            if found.len() + feasts.len() > MOST_HOLIDAYS {
                return Err(too_many(&keys));
            }
            found.extend(
                feasts
                    .iter()
                    .map(|feast| holiday(feast.day, Some(feast.name.clone()))),
            );
        } else {
            let day = rule::date(text).ok_or_else(|| {
                rule::no_date(&keys, text)
                    .hinted("write it like 2026-12-25, or the path of an .ics file of the store")
            })?;
            found.push(holiday(day, None));
        }
    }
    Ok(())
}
