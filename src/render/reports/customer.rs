//! What a customer's manager is told.

use crate::core::contract::Percent;
use crate::core::report::{
    Agreed, Breach, Customer, GrantedTarget, Handled, Pending, Report, VoidedTarget, Worked,
};
use crate::core::sla::State;
use crate::render::document::Document;
use crate::render::{Cell, Column, Phrase, Role, Table};

use super::channels::by_channel;
use super::recurrence::training;
use super::{Shown, Written, booked, heading, number, promises, record, worded};

/// The report for one customer.
impl Shown for Customer {
    const DOCUMENT: Document<Written<'static, Self>> =
        Document::of("bitacora/report/customer/1", "report customer");

    fn tables(report: &Report<Self>) -> Vec<Table> {
        let figures = &report.figures;
        let name = figures.name.as_ref().unwrap_or(&figures.customer);
        let mut head = heading("Report", &report.heading);
        let period = Cell::Period(report.heading.period.label.clone());
        head.title = Some(Phrase::with(
            "{0}: support in {1}",
            vec![Cell::text(name), period],
        ));
        let mut contacts = by_channel(&figures.contacts);
        contacts.title = Some("Contacts".into());
        let mut tables = vec![
            head,
            targets(&figures.targets),
            handled(&figures.handled),
            breaches(&figures.breaches),
            voids(&figures.voids),
            open(&figures.open),
            promises(&figures.promises),
            contacts,
            training(&figures.questions),
            worked(figures.worked),
        ];
        let more = granted_tables(figures);
        tables.splice(5..5, more);
        tables.splice(2..2, booked::updates(&figures.targets));
        tables
    }
}

/// What is told only where there is something.
fn granted_tables(figures: &Customer) -> Vec<Table> {
    let granted = (!figures.granted.is_empty()).then(|| granted(&figures.granted));
    let turned = booked::turned(&figures.turned, false).map(booked::shown);
    let changed = booked::changed(&figures.changed).map(booked::shown);
    granted.into_iter().chain(turned).chain(changed).collect()
}

fn id() -> Column {
    Column::new("id", "ID").role(Role::Id)
}

fn title() -> Column {
    Column::new("title", "TITLE").shrink(1)
}

fn targets(targets: &[Agreed]) -> Table {
    let is_turned = targets.iter().any(|agreed| agreed.kept.turned > 0);
    let is_other = targets.iter().any(|agreed| booked::is_other(agreed.kept));
    let of_terms = booked::has_several_terms(targets);
    let mut columns = vec![Column::new("target", "TARGET")];
    columns.extend(of_terms.then(|| Column::new("terms_from", "TERMS OF")));
    columns.extend([number("met"), number("concluded"), number("percent")]);
    let ran_out = || Column::new("as_ran_out", "AS THE TERMS RAN OUT").right();
    columns.extend(is_turned.then(ran_out));
    columns.extend(is_other.then(|| Column::new("net", "AS OF THE END").right()));
    columns.extend([
        Column::new("commitment_percent", "COMMITMENT").right(),
        Column::new("is_met", "REACHED"),
    ]);
    let mut table = Table::new(columns).titled("Commitment and result");
    let row = |agreed: &Agreed| {
        let ratio = agreed.kept.ratio();
        let commitment = agreed.commitment_percent;
        let mut row = vec![Cell::label(agreed.target.as_str())];
        row.extend(of_terms.then(|| agreed.terms_from.map_or(Cell::Missing, Cell::Day)));
        row.extend([
            Cell::count(ratio.numerator),
            Cell::count(ratio.denominator),
            Cell::percent(ratio),
        ]);
        let of = |ratio| Cell::Ratio { ratio, of: None };
        row.extend(is_turned.then(|| of(agreed.kept.as_ran_out)));
        row.extend(is_other.then(|| of(agreed.kept.net)));
        row.extend([
            commitment.map_or(Cell::Missing, committed),
            match (agreed.is_met(), commitment) {
                (Some(is_met), _) => Cell::Flag(is_met),
                (None, Some(_)) => Cell::NotApplicable,
                (None, None) => Cell::Missing,
            },
        ]);
        row
    };
    table.rows = targets.iter().map(row).collect();
    table
        .keyed(1)
        .noted("In time, of those whose target concluded in the period.")
}

/// A percentage as the others of the table have it, if it has no hundredths.
fn committed(percent: Percent) -> Cell {
    match percent.hundredths() {
        hundredths if hundredths % 10 == 0 => Cell::Percent(i64::from(hundredths / 10)),
        _ => Cell::Committed(percent),
    }
}

fn handled(handled: &[Handled]) -> Table {
    let mut table = Table::new(vec![
        id(),
        number("priority"),
        Column::new("status", "STATUS"),
        Column::new("response", "RESPONSE"),
        Column::new("resolution", "RESOLUTION"),
        title(),
    ])
    .titled("Tickets of the period");
    let state = |state: Option<State>| {
        state.map_or(Cell::Missing, |state| Cell::Value {
            field: "clock",
            word: state.as_str().to_owned(),
        })
    };
    let row = |ticket: &Handled| {
        vec![
            Cell::text(ticket.id.as_str()),
            priority(ticket.priority.as_deref()),
            worded("status", ticket.status.as_str()),
            state(ticket.response),
            state(ticket.resolution),
            Cell::text(&*ticket.title),
        ]
    };
    table.rows = handled.iter().map(row).collect();
    table
}

fn priority(priority: Option<&str>) -> Cell {
    priority.map_or(Cell::Missing, |priority| worded("priority", priority))
}

fn breaches(breaches: &[Breach]) -> Table {
    let mut table = Table::new(vec![
        id(),
        Column::new("target", "TARGET"),
        Column::new("due_at", "DUE"),
        Column::new("overrun_s", "OVER BY").right(),
        title(),
    ])
    .titled("Not in time");
    let row = |breach: &Breach| {
        vec![
            Cell::text(breach.id.as_str()),
            Cell::label(breach.target.as_str()),
            breach.due_at.map_or(Cell::Missing, Cell::Instant),
            Cell::Duration(breach.overrun_s),
            Cell::text(&*breach.title),
        ]
    };
    table.rows = breaches.iter().map(row).collect();
    table
}

fn voids(voids: &[VoidedTarget]) -> Table {
    let mut table = Table::new(vec![
        id(),
        Column::new("target", "TARGET"),
        Column::new("reason", "WHY"),
        Column::new("agreed_by", "AGREED BY"),
        Column::new("after_breach", "WAS LATE"),
        title(),
    ])
    .titled("Not counted");
    let row = |void: &VoidedTarget| {
        vec![
            Cell::text(void.id.as_str()),
            Cell::label(void.target.as_str()),
            Cell::Value {
                field: "void",
                word: void.reason.clone(),
            },
            Cell::maybe(void.agreed_by.as_deref()),
            Cell::Flag(void.after_breach),
            Cell::text(&*void.title),
        ]
    };
    table.rows = voids.iter().map(row).collect();
    table
}

fn granted(granted: &[GrantedTarget]) -> Table {
    let mut table = Table::new(vec![
        id(),
        Column::new("target", "TARGET"),
        Column::new("granted_at", "SINCE"),
        Column::new("state", "STANDS"),
        title(),
    ])
    .titled("Granted by the desk");
    let row = |granted: &GrantedTarget| {
        vec![
            Cell::text(granted.id.as_str()),
            Cell::label(granted.target.as_str()),
            Cell::Instant(granted.granted_at),
            Cell::Value {
                field: "clock",
                word: granted.state.to_string(),
            },
            Cell::text(&*granted.title),
        ]
    };
    table.rows = granted.iter().map(row).collect();
    table.noted("Without the customer's consent: each counts as before.")
}

fn open(open: &[Pending]) -> Table {
    let mut table = Table::new(vec![
        id(),
        number("priority"),
        Column::new("status", "STATUS"),
        Column::new("waiting_on", "WAITING ON"),
        Column::new("promised_on", "PROMISED"),
        title(),
    ])
    .titled("Open at the end");
    let row = |ticket: &Pending| {
        vec![
            Cell::text(ticket.id.as_str()),
            priority(ticket.priority.as_deref()),
            worded("status", ticket.status.as_str()),
            ticket
                .waiting_on
                .map_or(Cell::Missing, |on| worded("waiting_on", on.as_str())),
            ticket.promised_on.map_or(Cell::Missing, Cell::Day),
            Cell::text(&*ticket.title),
        ]
    };
    table.rows = open.iter().map(row).collect();
    table
}

fn worked(worked: Worked) -> Table {
    record(
        "Time worked",
        vec![
            ("in all", Cell::Duration(worked.total_s)),
            ("at your offices", Cell::Duration(worked.onsite_s)),
            ("free of charge", Cell::Duration(worked.free_s)),
        ],
    )
}
