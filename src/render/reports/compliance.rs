//! Compliance as tables: first the figures of contracts, then the tickets
//! behind them.

use std::rc::Rc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::contract::TargetName;
use crate::core::fields::rank;
use crate::core::report::{
    Agreed, BrokenEarlier, ByTarget, Compliance, Gate, GrantedByDesk, Kept, Paused, Report,
    Verdict, Voided, Words,
};
use crate::core::sla::State;

use crate::render::Data;
use crate::render::document::Document;

use super::booked::{self, has_several_terms, listed, net, share};
use super::{Answer, Cell, Column, Phrase, Role, Table, by, heading, number};

/// How promises were kept.
pub const COMPLIANCE: Document<Gated<'_>> =
    Document::of("bitacora/report/compliance/1", "report compliance");

/// How promises were kept, for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Gated<'a> {
    #[serde(flatten)]
    judged: Judged<'a>,
    /// That of the period before, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Judged<'a>")]
    previous: Option<Judged<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Judged<'a> {
    #[serde(flatten)]
    report: &'a Report<Compliance>,
    /// What `--fail-on` and `--fail-under` found; null: not asked.
    gate: Option<&'a Gate>,
}

/// How promises were kept; in CSV one row for each ticket and target.
#[must_use]
pub fn compliance(report: &Rc<Report<Compliance>>, gate: Option<&Gate>) -> Answer<'static> {
    let (written, counted, gate) = (Rc::clone(report), Rc::clone(report), gate.cloned());
    let report = Rc::clone(report);
    let data = move || {
        let (report, gate) = (&*written, gate.as_ref());
        let judged = Judged { report, gate };
        let previous = None;
        let value = serde_json::to_value(Gated { judged, previous })?;
        Ok(Data::One(value))
    };
    Answer::made(COMPLIANCE.name(), data)
        .with_tables(move || tables(&report))
        .with_sheet(move || sheet(&counted.figures))
}

fn tables(report: &Report<Compliance>) -> Vec<Table> {
    let figures = &report.figures;
    let mut tables = vec![heading("Compliance", &report.heading), contracts(figures)];
    tables.extend(booked::updates(&figures.contracts));
    if report.heading.by_field.as_deref() == Some("target") {
        tables.push(by_target(figures.total));
    }
    for breakdown in &figures.by.0 {
        tables.push(by_value(figures, breakdown));
    }
    tables.extend(months(figures));
    let breached = figures.verdicts.iter();
    let breached = breached.filter(|verdict| verdict.state == State::Breached);
    tables.push(over(
        "Breached in the period",
        breached,
        Column::new("breach_at", "BREACHED"),
    ));
    tables.extend(booked::turned(&figures.turned, true).map(booked::first));
    tables.extend(booked::changed(&figures.changed).map(booked::first));
    tables.push(over(
        "Overdue now",
        &figures.overdue,
        Column::new("due_at", "DUE"),
    ));
    tables.push(over(
        "At risk now",
        &figures.at_risk,
        Column::new("due_at", "DUE"),
    ));
    tables.extend(voids(figures));
    tables.extend(granted(&figures.granted));
    tables.extend(earlier(&figures.earlier));
    tables.extend(paused(&figures.paused));
    tables
}

fn contracts(figures: &Compliance) -> Table {
    let shape = Shape {
        of_terms: has_several_terms(&figures.contracts),
        has_net: !figures.by_month.is_empty(),
    };
    let mut columns = vec![Column::new("contract", "CONTRACT").shrink(1)];
    columns.extend(
        shape
            .of_terms
            .then(|| Column::new("terms_from", "TERMS OF")),
    );
    columns.extend([
        Column::new("target", "TARGET"),
        Column::new("bar", "").look(),
        Column::new("kept", "MET").right(),
    ]);
    columns.extend(
        shape
            .has_net
            .then(|| Column::new("net", "AS OF THE END").right()),
    );
    columns.push(Column::new("committed", "COMMITTED"));
    let mut table = Table::new(columns).titled("Promises kept");
    let rows = figures.contracts.iter();
    table.rows = rows.map(|row| contract(row, shape)).collect();
    table.keys = if shape.of_terms { 3 } else { 2 };
    if figures.in_pieces > 0 && figures.by_month.is_empty() {
        table = table.noted(Phrase::with(
            "{0} counted in a piece of a month, which the month may count otherwise.",
            vec![Cell::count(figures.in_pieces)],
        ));
    }
    if figures.answered_live > 0 {
        table = table.noted(Phrase::with(
            "{0} of the {1} responses were answered live: the call was the answer.",
            vec![
                Cell::count(figures.answered_live),
                Cell::count(figures.total.response.ratio().denominator),
            ],
        ));
    }
    table.noted("Met of met and breached, each target once; what is void or open is in neither.")
}

/// Each target over all contracts.
fn by_target(total: ByTarget) -> Table {
    let mut table = Table::new(vec![
        Column::new("target", "TARGET"),
        Column::new("bar", "").look(),
        Column::new("kept", "MET").right(),
    ]);
    let rows = columns(total).map(|target| {
        let kept = total.get(target);
        let ratio = kept.ratio();
        vec![
            Cell::label(target.as_str()),
            Cell::Bar {
                part: ratio.numerator,
                whole: ratio.denominator,
            },
            share(kept),
        ]
    });
    table.rows = rows.collect();
    table.keyed(1)
}

/// Which columns the rows of contracts have.
#[derive(Clone, Copy)]
struct Shape {
    /// Several versions of the terms stand apart.
    of_terms: bool,
    /// A long period shows what its months come to in the end.
    has_net: bool,
}

fn contract(row: &Agreed, shape: Shape) -> Vec<Cell> {
    let committed = row.commitment_percent.map(|percent| {
        let english = match row.is_met() {
            Some(true) => "{0}: met",
            Some(false) => "{0}: NOT MET",
            None => "{0}: n/a",
        };
        Cell::phrase(english, vec![Cell::Committed(percent)])
    });
    let ratio = row.kept.ratio();
    let mut cells = vec![booked::contract(row)];
    let from = || row.terms_from.map_or(Cell::Missing, Cell::Day);
    cells.extend(shape.of_terms.then(from));
    cells.extend([
        Cell::label(row.target.as_str()),
        Cell::Bar {
            part: ratio.numerator,
            whole: ratio.denominator,
        },
        share(row.kept),
    ]);
    cells.extend(shape.has_net.then(|| net(row.kept)));
    cells.push(committed.unwrap_or(Cell::Missing));
    cells
}

/// The targets in which anything concluded; all others would be `n/a` down to
/// the bottom.
fn columns(total: ByTarget) -> impl Iterator<Item = TargetName> {
    let counted = total.each().filter(|(_, kept)| *kept != Kept::default());
    counted.map(|(target, _)| target)
}

fn cells(figures: &Compliance, kept: &ByTarget) -> Vec<Cell> {
    let columns = columns(figures.total);
    columns.map(|target| share(kept.get(target))).collect()
}

fn by_value(figures: &Compliance, breakdown: &crate::core::report::Breakdown<ByTarget>) -> Table {
    let names: Vec<&str> = columns(figures.total).map(TargetName::as_str).collect();
    let mut table = by(breakdown, &names, |kept| cells(figures, kept));
    if breakdown.field == "priority" {
        for (line, row) in table.rows.iter_mut().zip(&breakdown.rows) {
            if row.value.is_none() {
                line[0] = Cell::label("unclassified");
            }
        }
    }
    table
}

fn months(figures: &Compliance) -> Option<Table> {
    if figures.by_month.is_empty() {
        return None;
    }
    let names = columns(figures.total).map(|target| number(target.as_str()));
    let mut table = Table::new(vec![Column::new("month", "MONTH")]);
    table.columns.extend(names);
    let rows = figures.by_month.iter();
    table.rows = rows
        .map(|month| {
            let mut row = vec![Cell::text(&*month.month)];
            row.extend(cells(figures, &month.total));
            row
        })
        .collect();
    Some(table)
}

fn ranked(priority: &str) -> Cell {
    Cell::Ranked {
        text: priority.to_owned(),
        level: rank(priority).unwrap_or(u8::MAX),
    }
}

/// Tickets with what is left of their budget, or the overrun.
fn over<'a>(
    title: &'static str,
    verdicts: impl IntoIterator<Item = &'a Verdict>,
    when: Column,
) -> Table {
    let is_breach = when.name == "breach_at";
    let table = Table::new(vec![
        Column::new("id", "ID").role(Role::Id),
        Column::new("target", "TARGET"),
        Column::new("priority", "PRI"),
        when,
        Column::new("remaining_seconds", "LEFT").right(),
        Column::new("agent", "AGENT").shrink(2),
        Column::new("title", "TITLE").shrink(1),
    ])
    .titled(title);
    let row = |verdict: &Verdict| {
        let when = if is_breach {
            verdict.breach_at
        } else {
            verdict.due_at
        };
        vec![
            Cell::text(verdict.id.as_str()),
            Cell::label(verdict.target.as_str()),
            ranked(&verdict.priority),
            when.map_or(Cell::Missing, Cell::Instant),
            Cell::Duration(verdict.remaining_s),
            Cell::maybe(verdict.agent.as_deref()),
            Cell::text(&*verdict.title),
        ]
    };
    listed(table, verdicts, row)
}

fn voids(figures: &Compliance) -> Option<Table> {
    if figures.voids.is_empty() {
        return None;
    }
    let table = Table::new(vec![
        Column::new("id", "ID").role(Role::Id),
        Column::new("target", "TARGET"),
        Column::new("void_at", "SINCE"),
        Column::new("reason", "REASON"),
        Column::new("agreed_by", "AGREED BY").shrink(2),
        Column::new("after_breach", "AFTER BREACH"),
        Column::new("title", "TITLE").shrink(1),
    ])
    .titled("Void");
    let mut table = listed(table, &figures.voids, void);
    if figures.void_after_breach > 0 {
        table = table.noted(Phrase::with(
            "{0} of {1} became void after a breach.",
            vec![
                Cell::count(figures.void_after_breach),
                Cell::count(figures.voids.len()),
            ],
        ));
    }
    Some(table)
}

fn void(void: &Voided) -> Vec<Cell> {
    vec![
        Cell::text(void.verdict.id.as_str()),
        Cell::label(void.verdict.target.as_str()),
        Cell::Instant(void.void_at),
        Cell::Value {
            field: "void",
            word: void.reason.clone(),
        },
        Cell::maybe(void.agreed_by.as_deref()),
        Cell::Flag(void.after_breach),
        Cell::text(&*void.verdict.title),
    ]
}

fn granted(granted: &[GrantedByDesk]) -> Option<Table> {
    if granted.is_empty() {
        return None;
    }
    let table = Table::new(vec![
        Column::new("id", "ID").role(Role::Id),
        Column::new("target", "TARGET"),
        Column::new("granted_at", "SINCE"),
        Column::new("granted_by", "GRANTED BY").shrink(2),
        Column::new("state", "STANDS"),
        Column::new("title", "TITLE").shrink(1),
    ])
    .titled("Granted by the desk");
    let row = |granted: &GrantedByDesk| {
        vec![
            Cell::text(granted.verdict.id.as_str()),
            Cell::label(granted.verdict.target.as_str()),
            Cell::Instant(granted.granted_at),
            Cell::text(&*granted.granted_by),
            Cell::Value {
                field: "clock",
                word: granted.verdict.state.to_string(),
            },
            Cell::text(&*granted.verdict.title),
        ]
    };
    Some(
        listed(table, granted, row).noted("Without the customer's consent: each counts as before."),
    )
}

fn earlier(earlier: &[BrokenEarlier]) -> Option<Table> {
    if earlier.is_empty() {
        return None;
    }
    let table = Table::new(vec![
        Column::new("id", "ID").role(Role::Id),
        Column::new("target", "TARGET"),
        Column::new("priority_then", "THEN"),
        Column::new("priority_now", "NOW"),
        Column::new("breach_at", "BREACHED"),
        Column::new("title", "TITLE").shrink(1),
    ])
    .titled("Breached before it was re-prioritised");
    let row = |broken: &BrokenEarlier| {
        vec![
            Cell::text(broken.id.as_str()),
            Cell::label(broken.target.as_str()),
            broken
                .priority_then
                .as_deref()
                .map_or_else(|| Cell::label("none"), ranked),
            ranked(&broken.priority_now),
            Cell::Instant(broken.breach_at),
            Cell::text(&*broken.title),
        ]
    };
    Some(listed(table, earlier, row))
}

fn paused(paused: &[Paused]) -> Option<Table> {
    if paused.is_empty() {
        return None;
    }
    let mut table = Table::new(vec![
        Column::new("contract", "CONTRACT").shrink(1),
        Column::new("reason", "REASON"),
        number("tickets"),
        Column::new("clock_seconds", "FOR").right(),
        Column::new("in_last_tenth", "IN THE LAST TENTH").right(),
    ])
    .titled("Paused in the period");
    for paused in paused {
        for (place, of) in paused.by_reason.iter().enumerate() {
            table.rows.push(vec![
                Cell::text(&*paused.contract),
                Cell::Value {
                    field: "pause",
                    word: of.reason.as_str().to_owned(),
                },
                Cell::count(of.tickets),
                Cell::Duration(of.clock_s),
                if place == 0 {
                    Cell::Ratio {
                        ratio: paused.in_last_tenth,
                        of: None,
                    }
                } else {
                    Cell::text("")
                },
            ]);
        }
    }
    Some(table.noted(
        "Round the clock. In the last tenth of the budget, of those put to wait in the period.",
    ))
}

/// One row for each ticket and target: what concluded or became void in the
/// period, and what was open at the report's instant.
fn sheet(figures: &Compliance) -> Table {
    const NAMES: [&str; 23] = [
        "id",
        "target",
        "state",
        "contract",
        "customer",
        "priority",
        "unclassified",
        "kind",
        "category",
        "channel",
        "agent",
        "opened_at",
        "start",
        "stop",
        "due_at",
        "breach_at",
        "elapsed_s",
        "budget_s",
        "remaining_s",
        "percent",
        "title",
        "updates_in_time",
        "updates_due",
    ];
    let columns = NAMES.iter().map(|name| Column::new(*name, *name));
    let mut table = Table::new(columns.collect());
    let voids = figures.voids.iter().map(|void| &void.verdict);
    let verdicts = figures.verdicts.iter().chain(&figures.open).chain(voids);
    let mut verdicts: Vec<&Verdict> = verdicts.collect();
    verdicts.sort_by_key(|verdict| (verdict.opened_at, &verdict.id, verdict.target));
    table.rows = verdicts.into_iter().map(line).collect();
    table
}

fn line(verdict: &Verdict) -> Vec<Cell> {
    let maybe = |text: &Option<String>| Cell::maybe(text.as_deref());
    let instant = |at: Option<_>| at.map_or(Cell::Missing, Cell::Instant);
    let updates = |count: fn(&Words) -> usize| {
        let words = verdict.updates.as_ref();
        words.map_or(Cell::Missing, |words| Cell::count(count(words)))
    };
    vec![
        Cell::text(verdict.id.as_str()),
        Cell::text(verdict.target.as_str()),
        Cell::text(verdict.state.as_str()),
        Cell::text(&*verdict.contract),
        maybe(&verdict.customer),
        Cell::text(&*verdict.priority),
        Cell::Flag(verdict.unclassified),
        Cell::maybe(verdict.kind.map(crate::core::fields::Kind::as_str)),
        maybe(&verdict.category),
        maybe(&verdict.channel),
        maybe(&verdict.agent),
        Cell::Instant(verdict.opened_at),
        Cell::Instant(verdict.start),
        instant(verdict.stop),
        instant(verdict.due_at),
        instant(verdict.breach_at),
        Cell::Duration(verdict.elapsed_s),
        Cell::Duration(verdict.budget_s),
        Cell::Duration(verdict.remaining_s),
        Cell::Percent(verdict.permille),
        Cell::text(&*verdict.title),
        updates(|words| words.in_time),
        updates(|words| words.due),
    ]
}
