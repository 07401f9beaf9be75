//! Every worked case of the verifier.

use serde_json::{Value, json};

use crate::core::book::{Came, Days, Life, Moment, Months, Tracked};
use crate::core::booked;
use crate::core::booked_stores::{basis, tickets};
use crate::core::contract::TargetName;
use crate::core::period::parse_period;
use crate::core::sla::Agreements;
use crate::core::stamp::Timestamp;
use crate::core::when::in_zone;

const BOTH: [TargetName; 2] = [TargetName::Response, TargetName::Resolution];

fn at(text: &Value) -> Timestamp {
    Timestamp::parse_from_rfc3339(text.as_str().unwrap()).unwrap()
}

struct Asked<'a> {
    agreements: &'a Agreements<'a>,
    lives: Vec<Life<'a>>,
    as_of: Option<Moment>,
    zone: crate::core::zone::Zone,
}

#[test]
fn every_case_of_the_verifier_comes_out_as_stated() {
    let Some(cases) = booked::cases() else {
        return;
    };
    let mut wrong = Vec::new();
    for case in &cases {
        if case["kind"] == "refused" {
            continue;
        }
        let (id, out) = (&case["id"], &case["out"]);
        let case = &case["in"];
        let basis = basis(case);
        let agreements = basis.agreements().unwrap();
        let first = Timestamp::parse_from_rfc3339("2026-01-01T00:00:00Z").unwrap();
        let up_to = Timestamp::parse_from_rfc3339("2027-03-31T00:00:00Z").unwrap();
        let months = Months::new(&agreements, first, up_to);
        let tickets = tickets(case);
        let asked = Asked {
            agreements: &agreements,
            lives: tickets
                .iter()
                .filter_map(|ticket| Life::new(&agreements, &months, ticket))
                .collect(),
            as_of: case["ask"]
                .get("as_of")
                .map(|text| Moment::end(at(text).timestamp())),
            zone: basis.policy.timezone,
        };
        let found = asked.out(case);
        if found != *out {
            wrong.push(format!("{id}\n  expected {out}\n  found    {found}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

impl Asked<'_> {
    fn out(&self, case: &Value) -> Value {
        let mut books = serde_json::Map::new();
        let far = Moment::end(1_795_000_000);
        let last = self.as_of.unwrap_or(far);
        for life in &self.lives {
            let bookings = life.bookings(last).unwrap();
            let reading = life.as_of(last).unwrap();
            for target in BOTH {
                let name = name(life, target);
                let booking = bookings.get(target).map(|booking| {
                    let at = chrono::DateTime::from_timestamp(booking.instant, 0).unwrap();
                    json!([
                        booking.end.first.format("%Y-%m").to_string(),
                        booking.came,
                        in_zone(at, self.zone).to_rfc3339()
                    ])
                });
                if booking.is_some() || reading.came(target) != Came::Nothing {
                    books.insert(name, booking.into());
                }
            }
        }
        let asked = case["ask"]["periods"].as_array().unwrap();
        let periods = asked.iter().map(|period| {
            let period = period.as_str().unwrap();
            (period.to_owned(), self.period(period))
        });
        let periods: serde_json::Map<String, Value> = periods.collect();
        json!({"books": books, "periods": periods})
    }

    fn period(&self, text: &str) -> Value {
        let period = parse_period(text, chrono::DateTime::UNIX_EPOCH, self.zone).unwrap();
        let (first, end) = period.days();
        let days = Days {
            first: Some(first),
            end: Some(end),
        };
        let far = Moment::end(1_795_000_000);
        let tracked: Vec<Tracked> = self
            .lives
            .iter()
            .map(|life| {
                life.track(days, self.as_of.unwrap_or(far), self.as_of)
                    .unwrap()
            })
            .collect();
        let is_big = (end - first).num_days() > 31;
        let mut out = serde_json::Map::new();
        let (mut turned, mut changed) = (Vec::new(), Vec::new());
        for target in BOTH {
            let (mut met, mut concluded, mut ran, mut net) = (0, 0, [0, 0], [0, 0]);
            for entry in tracked.iter().flat_map(|tracked| &tracked.entries) {
                if entry.target != target {
                    continue;
                }
                concluded += usize::from(entry.counted.is_some());
                met += usize::from(entry.counted.is_some_and(|it| it.came == Came::Met));
                ran[0] += entry.ran.met;
                ran[1] += entry.ran.concluded;
                net[0] += usize::from(entry.net == Some(Came::Met));
                net[1] += usize::from(entry.net.is_some_and(Came::is_concluded));
            }
            let mut row = json!({"met": met, "concluded": concluded, "as_ran_out": ran});
            if is_big {
                row["net"] = json!(net);
            }
            out.insert(target.to_string(), row);
        }
        for (life, tracked) in self.lives.iter().zip(&tracked) {
            for entry in &tracked.entries {
                if let Some(turned_so) = &entry.turned
                    && entry.target != TargetName::Update
                {
                    let cause = turned_so.by.as_ref().map(|by| by.cause);
                    let line = json!([name(life, entry.target), turned_so.direction, cause]);
                    if !turned.contains(&line) {
                        turned.push(line);
                    }
                }
            }
            for change in &tracked.changed {
                changed.push(json!([name(life, change.target), change.from, change.to]));
            }
        }
        out.insert("gate".to_owned(), self.gate(&tracked, text));
        out.insert("turned".to_owned(), turned.into());
        out.insert("changed".to_owned(), changed.into());
        out.into()
    }

    fn gate(&self, tracked: &[Tracked], text: &str) -> Value {
        use std::collections::BTreeMap;
        let contracts = self.agreements.contracts();
        let mut terms = contracts.iter().flat_map(|contract| &contract.terms);
        let commits = |target| {
            move |terms: &crate::core::contract::Terms| terms.commitment.get(target).is_some()
        };
        let is_committed = terms.any(|terms| BOTH.iter().any(|target| commits(*target)(terms)));
        if !is_committed || text.contains("..") {
            return Value::Null;
        }
        let mut rows: BTreeMap<_, (usize, usize, crate::core::contract::Percent)> = BTreeMap::new();
        for (life, tracked) in self.lives.iter().zip(tracked) {
            for entry in &tracked.entries {
                let Some(counted) = entry.counted else {
                    continue;
                };
                let reading = life.as_of(entry.end).unwrap();
                let Some(term) = self.agreements.term_of(&reading.ticket) else {
                    continue;
                };
                let Some(percent) = term.terms.commitment.get(entry.target) else {
                    continue;
                };
                let key = (
                    entry.month,
                    term.contract.customer.clone(),
                    term.terms.from,
                    entry.target,
                );
                let row = rows.entry(key).or_insert((0, 0, percent));
                row.0 += usize::from(counted.came == Came::Met);
                row.1 += 1;
            }
        }
        let fails = rows
            .values()
            .any(|(met, all, percent)| (met * 10_000) < percent.hundredths() as usize * all);
        json!(if fails { 7 } else { 0 })
    }
}

fn name(life: &Life<'_>, target: TargetName) -> String {
    let title = life.ticket.title();
    format!("{title}/{target}")
}
