//! Contacts by channel.

use crate::core::report::{Bucket, Channel, Channels, Contacts, Report};
use crate::render::document::Document;
use crate::render::{Cell, Column, Table};

use super::{Shown, Written, bar, buckets, by, heading, look, number, record, worded};

const COUNTS: &[&str] = &["contacts", "opened", "live", "later", "own", "unknown"];

/// Through which channels customers made contact.
impl Shown for Channels {
    const DOCUMENT: Document<Written<'static, Self>> =
        Document::of("bitacora/report/channels/1", "report channels");

    fn tables(report: &Report<Self>) -> Vec<Table> {
        let figures = &report.figures;
        let total = COUNTS.iter().copied().zip(counts(&figures.total));
        let mut tables = vec![
            heading("Channels", &report.heading),
            record("Contacts", total.collect()),
            by_channel(&figures.by_channel),
        ];
        for breakdown in &figures.by.0 {
            tables.push(by(breakdown, COUNTS, counts));
        }
        tables.extend(months(&figures.by_month));
        tables
    }
}

pub(super) fn by_channel(channels: &[Channel]) -> Table {
    let mut table = Table::new(vec![
        Column::new("channel", "CHANNEL").shrink(1),
        Column::new("answered", "ANSWERED"),
        number("contacts"),
        number("opened"),
        number("messages"),
        look("contacts_bar"),
    ]);
    let whole = channels.iter().map(|channel| channel.contacts).max();
    let row = |channel: &Channel| {
        let name = channel.channel.as_deref();
        vec![
            name.map_or(Cell::label("none"), |name| worded("channel", name)),
            match channel.kind {
                Some(kind) => Cell::label(kind.as_str()),
                None => Cell::label("unknown"),
            },
            Cell::count(channel.contacts),
            Cell::count(channel.opened),
            Cell::count(channel.messages),
            bar(channel.contacts, whole.unwrap_or(0)),
        ]
    };
    table.rows = channels.iter().map(row).collect();
    table.keyed(2).noted(
        "A contact opens a ticket or is a message of the requester to one; \
         live: somebody answered while they spoke.",
    )
}

fn months(months: &[Bucket<Contacts>]) -> Option<Table> {
    buckets(months, COUNTS, counts)
}

fn counts(contacts: &Contacts) -> Vec<Cell> {
    let Contacts {
        contacts,
        opened,
        live,
        later,
        own,
        unknown,
    } = *contacts;
    [contacts, opened, live, later, own, unknown]
        .map(Cell::count)
        .into()
}
