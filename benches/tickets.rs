//! What one ticket costs: reading its file, writing one more event into it,
//! writing it anew, folding its timeline, and bringing the index up to date
//! with it: `cargo bench --bench tickets`.
//!
//! `small` has six events, as most have; `large` has two hundred.

use std::fmt::Write as _;

use bitacora::core::folder::Difference;
use bitacora::core::lifecycle::{Reply, Words, note};
use bitacora::core::reach::Reach;
use bitacora::core::stamp::{Stamp, Timestamp};
use bitacora::core::ticket::Ticket;
use bitacora::core::timeline::{fold, in_order};
use bitacora::index::{Contents, Index, IndexError, Row};
use bitacora::store::ticket_file::{TicketFile, create, edit};
use divan::{Bencher, black_box};

const PATH: &str = "tickets/2026/11/22/INC-261122-K7F4Q.md";
const HEAD: &str = "\
---
id: INC-261122-K7F4Q
title: Invoices are rejected with error H007
status: classified
kind: corrective
customer: coop-andina
requester: marta
channel: phone
service: billing
category: invoicing/tax
error_code: H007
impact: high
urgency: medium
priority: P2
assignee: ana
tier: 2
tags: [month-end]
opened_at: 2026-11-22T09:14:00-05:00
timeline:
- at: 2026-11-22T09:14:00-05:00
  by: ana
  event: opened
  ev: a00000
  set:
    title: Invoices are rejected with error H007
    status: open
    customer: coop-andina
    requester: marta
    channel: phone
    error_code: H007
    assignee: ana
    tier: 2
    tags: [month-end]
    opened_at: 2026-11-22T09:14:00-05:00
- at: 2026-11-22T09:20:11-05:00
  by: ana
  event: classified
  ev: b00000
  set:
    status: classified
    kind: corrective
    service: billing
    category: invoicing/tax
    impact: high
    urgency: medium
    priority: P2
";

fn main() {
    divan::main();
}

#[derive(Debug, Clone, Copy)]
enum Size {
    Small,
    Large,
}

const SIZES: [Size; 2] = [Size::Small, Size::Large];

fn text(size: Size) -> String {
    let replies = match size {
        Size::Small => 4,
        Size::Large => 198,
    };
    let mut head = HEAD.to_owned();
    let mut body = String::from(
        "---\n\nEvery invoice is rejected since this morning's update.\n\n## Conversation\n",
    );
    for number in 0..replies {
        let at = format!(
            "2026-11-22T{:02}:{:02}:00-05:00",
            10 + number / 60,
            number % 60
        );
        let ev = format!("c{number:05}");
        let _ = write!(
            head,
            "- at: {at}\n  by: ana\n  event: replied\n  ev: {ev}\n  to: marta\n  channel: phone\n"
        );
        let _ = write!(
            body,
            "\n### {at} · ana → marta · phone · {ev}\n> We see it too. I call you back before eleven.\n"
        );
    }
    head + &body
}

fn file(size: Size) -> TicketFile {
    TicketFile::parse(PATH, text(size).as_bytes()).expect("a ticket")
}

fn noted(file: &TicketFile) -> Ticket {
    let at = Timestamp::parse_from_rfc3339("2026-11-22T15:00:00-05:00").expect("an instant");
    let stamp = Stamp {
        by: "ana".to_owned(),
        at,
        recorded: at,
        entropy: 7,
    };
    let words = Words::internal("She would rather be called on the mobile.");
    let reply = Reply {
        words,
        ..Reply::default()
    };
    note(file.ticket.clone(), &reply, &stamp).expect("a note")
}

#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher, size: Size) {
    let text = text(size);
    bencher.bench(|| TicketFile::parse(PATH, black_box(text.as_bytes())));
}

#[divan::bench(args = SIZES)]
fn edit_one_event_more(bencher: Bencher, size: Size) {
    let before = file(size);
    let after = noted(&before);
    bencher.bench(|| edit(black_box(&before), &after));
}

#[divan::bench(args = SIZES)]
fn write_anew(bencher: Bencher, size: Size) {
    let file = file(size);
    bencher.bench(|| create(black_box(&file.ticket)));
}

#[divan::bench(args = SIZES)]
fn fold_the_timeline(bencher: Bencher, size: Size) {
    let ticket = file(size).ticket;
    bencher.bench(|| fold(in_order(black_box(&ticket.timeline))));
}

/// Other tickets in the index that is brought up to date.
const BESIDE: usize = 1_000;

fn index() -> Index {
    let mut index = Index::in_memory().expect("an index");
    let others = (0..BESIDE).map(|number| format!("tickets/2026/11/21/{number}.md"));
    update(&mut index, others, &file(Size::Small).ticket);
    index
}

fn update(index: &mut Index, paths: impl Iterator<Item = String>, ticket: &Ticket) {
    let news = Difference::default();
    index
        .update::<IndexError>(news, None, |put| {
            for path in paths {
                let contents = Contents::Ticket(Box::new(ticket.clone()));
                put(Row::of(path, contents)?)?;
            }
            Ok(Vec::new())
        })
        .expect("an update");
}

#[divan::bench(args = SIZES)]
fn update_the_index(bencher: Bencher, size: Size) {
    let mut index = index();
    let ticket = file(size).ticket;
    let path = || [PATH.to_owned()].into_iter();
    bencher.bench_local(|| update(&mut index, path(), black_box(&ticket)));
}

/// Of all tickets of the index, timelines included.
#[divan::bench]
fn read_a_thousand_from_the_index(bencher: Bencher) {
    let index = index();
    let reach = Reach {
        timelines: true,
        ..Reach::default()
    };
    bencher.bench_local(|| index.tickets(&reach, |ticket| ticket.timeline.len()));
}
