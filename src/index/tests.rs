//! What an index holds of one thing of each kind, beside what it held when its
//! format had its number.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::types::ValueRef;
use serde_json::{Value, json};

use super::format::FORMAT;
use super::*;
use crate::core::event::{Detail, Event, Name, Stated};
use crate::core::faq::{Article, Origin, Visibility};
use crate::core::fault::Fault;
use crate::core::fields::{Patch, Set, Status};
use crate::core::folder::{Difference, Folder, MARK};
use crate::core::history::{Claims, Committed, Seen, Walked};
use crate::core::id::TicketId;
use crate::core::merge::{Holding, Proof, Shortfall, lost};
use crate::core::ticket::{FrontMatter, Ticket};

/// A value for every field, two keys of the user's own and one that is null.
pub(super) fn every_field() -> Value {
    let all = r#"{
        "was": "INC-261122-K7F4P", "title": "La nómina", "status": "waiting", "kind": "usage", "customer": "coop",
        "requester": "nubia", "channel": "email", "service": "payroll",
        "category": "payroll/tax", "error_code": "E-7", "environment": "3.2",
        "impact": "high", "urgency": "low", "claimed_urgency": "high", "priority": "P3",
        "priority_because": "a promise", "assignee": "ana", "tier": 2, "tags": ["a", "b"],
        "component": "core", "introduced_by": "0a1b2c", "waiting_on": "customer",
        "waiting_until": "2026-11-23T09:00:00-05:00", "promised_on": "2026-12-01",
        "approval": "approved", "approval_by": "nubia", "estimate": "4h",
        "workaround": true, "fixes": ["0a1b2c"], "closure": "silence",
        "cancellation": "no-fault", "parent": "INC-261122-K7F4Q",
        "related": ["INC-261122-K7F4R"], "caused_by": "INC-261122-K7F4S",
        "duplicate_of": "INC-261122-K7F4T", "articles": ["tax/withholding"],
        "source": {"system": "jira", "id": "7"},
        "source_resolved_at": "2026-11-22T09:00:00Z",
        "opened_at": "2026-11-22T09:00:00.25+05:45",
        "zz": {"nested": [1, 2.5, null, {"deep": "ñ"}]}, "aa": null
    }"#;
    serde_json::from_str(all).unwrap()
}

/// An event of every name, the first with every detail and field. What is kept by
/// its place in a list stands beside its word.
fn every_event() -> Vec<Event> {
    let events = Name::ALL.iter().map(|name| {
        let event = json!({
            "at": "2026-11-22T09:00:00-05:00", "by": name.as_str(), "event": name.as_str(),
            "ev": "k7q2m9", "recorded": "2026-11-23T09:00:00Z", "imported": true,
            "mine": ["a", 1.5, null], "sections": ["cause"],
        });
        serde_json::from_value(event).unwrap()
    });
    let mut events: Vec<Event> = events.collect();
    for detail in Detail::ALL {
        events[0].details.insert(detail.clone(), detail.as_str());
    }
    events[0].set = serde_json::from_value(every_field()).unwrap();
    let some = |tag: &str| Patch(vec![Set::Tags(Some(vec![tag.to_owned()]))]);
    events[1].stated = Some(Box::new(Stated {
        set: some("a"),
        add: some("b"),
        drop: some("c"),
        is_left: true,
    }));
    events
}

/// A ticket of every status, the first with all that a ticket can have.
fn tickets() -> Vec<(String, Contents)> {
    let ids = [
        "4", "5", "6", "7", "8", "9", "A", "B", "C", "D", "E", "F", "G", "H",
    ];
    let tickets = Status::ALL.iter().zip(ids).map(|(status, end)| {
        let mut front = match end {
            "4" => every_field(),
            _ => json!({"title": status}),
        };
        let id = format!("INC-261122-K7F4{end}");
        front["id"] = id.clone().into();
        front["status"] = serde_json::to_value(status).unwrap();
        let FrontMatter { id, fields, .. } = serde_json::from_value(front).unwrap();
        let ticket = Ticket {
            id,
            fields: Box::new(fields),
            timeline: match end {
                "4" => every_event(),
                _ => vec![],
            },
            body: "\nLos días de la nómina: 2 retenciones.\n".to_owned(),
            told: None,
        };
        (
            format!("tickets/{end}.md"),
            Contents::Ticket(Box::new(ticket)),
        )
    });
    tickets.collect()
}

fn article() -> Article {
    Article {
        origin: Origin::Desk,
        title: "Which withholding?".to_owned(),
        tickets: vec!["INC-261122-K7F4Q".parse().unwrap()],
        categories: vec!["payroll/tax".to_owned()],
        service: Some("payroll".to_owned()),
        error_codes: vec!["E-7".to_owned()],
        tags: vec!["tax".to_owned()],
        visibility: Some(Visibility::Public),
        created: Some("2026-11-22".parse().unwrap()),
        updated: None,
        body: "That of the month.\n".to_owned(),
    }
}

fn walked() -> Walked {
    let id: TicketId = "INC-261122-K7F4Q".parse().unwrap();
    let at = "2026-11-22T09:00:00-05:00".parse().unwrap();
    let committed = Committed {
        commit: "0a".repeat(20),
        by: "Ana".to_owned(),
        at: Some(at),
        committed_at: Some(at),
        unreadable: Some("its date".to_owned()),
        subject: "INC-261122-K7F4Q: open".to_owned(),
        claims: Claims {
            tickets: vec![(id, vec![("k7q2m9".to_owned(), "opened".to_owned())])],
            counted: Some(1),
        },
        parents: 2,
        is_cut: true,
        touched: 1,
        paths: vec!["tickets/Q.md".to_owned()],
    };
    Walked {
        goes_on: false,
        undone: vec![],
        seen: Seen {
            head: committed.commit.clone(),
            cuts: vec!["0b".repeat(20)],
        },
        commits: vec![committed],
    }
}

/// A merge that lost an event with its message, and one that lost nothing.
fn proofs() -> [Proof; 2] {
    let text = "---\nid: INC-261122-K7F4Q\ntimeline:\n- {at: 2026-11-22T09:00:00Z, by: ana, event: noted, ev: k7q2m9}\n---\n## Conversation\n\n### x · ana → note · k7q2m9\n";
    let parent = Holding::read(text).unwrap();
    let lost = lost(&parent, &Holding::default(), &[]);
    let shortfall = Shortfall {
        parent: "0b".repeat(20),
        path: "tickets/Q.md".to_owned(),
        lost,
        unread: Some(("0c0c0c0c".to_owned(), "it is torn".to_owned())),
    };
    [vec![shortfall], vec![]].map(|shortfalls| Proof {
        merge: format!("0{}", shortfalls.len()).repeat(20),
        shortfalls,
    })
}

fn difference(marked: u8) -> Difference {
    Difference {
        changed: vec![Folder {
            path: "tickets".to_owned(),
            mark: Some([marked; MARK]),
            folders: ["2026"].into_iter().collect(),
            files: ["a.md", "b.md"].into_iter().collect(),
            marks: vec![[1; MARK], [2; MARK]],
        }],
        ..Difference::default()
    }
}

/// An index of one of each.
fn made() -> Index {
    let mut index = Index::in_memory().unwrap();
    index.remembered().unwrap();
    let fault = Fault::new("tickets/bad.md", 3, 5, "it is wrong").hinted("mend it");
    let mut contents = tickets();
    contents.push((
        "faq/tax.md".to_owned(),
        Contents::Article(Box::new(article())),
    ));
    contents.push(("tickets/bad.md".to_owned(), Contents::Fault(fault)));
    let head = ("0a".repeat(20), difference(4));
    let updated = index.update::<IndexError>(difference(3), Some(head), |write| {
        for (path, contents) in contents {
            write(Row::of(path, contents).unwrap())?;
        }
        Ok(vec![])
    });
    assert_eq!(updated.unwrap(), Updated::Done);
    let ticket_of = |_: &str| Some("INC-261122-K7F4Q".parse().unwrap());
    index.go_on(None, &walked(), ticket_of).unwrap();
    index.remember(&proofs(), Some(&"0a".repeat(20))).unwrap();
    index.make_text(&|_, _| {}).unwrap();
    index
}

/// The tables that are ours, and how they are made: without comments, which
/// change nothing.
fn tables(index: &Index) -> Vec<(String, String)> {
    let sql = "SELECT name, sql FROM sqlite_schema
        WHERE sql NOT NULL AND name NOT LIKE 'text_%' ORDER BY name";
    let mut tables = index.db.prepare(sql).unwrap();
    let tables = tables.query_map([], |row| {
        let sql: String = row.get(1)?;
        let lines = sql.lines().filter_map(|line| line.split("--").next());
        let words = lines.flat_map(str::split_whitespace);
        Ok((row.get(0)?, words.collect::<Vec<_>>().join(" ")))
    });
    tables.unwrap().collect::<Result<_, _>>().unwrap()
}

/// Bytes as a person can compare them.
fn shown(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains(|c: char| c.is_control() && !"\n\0".contains(c)) => {
            format!("{text:?}")
        }
        _ => bytes
            .iter()
            .fold(String::new(), |text, byte| format!("{text}{byte:02x}")),
    }
}

/// Everything in it but who made it, as text.
fn printed(index: &Index) -> String {
    let mut text = String::new();
    for (table, sql) in tables(index) {
        let _ = writeln!(text, "\n{sql}");
        // The text itself is not kept, and the other one is no table.
        if ["text", "reach"].contains(&&*table) {
            continue;
        }
        let sql = format!("SELECT * FROM {table} ORDER BY 1, 2");
        let mut rows = index.db.prepare(&sql).unwrap();
        let count = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells = (0..count).map(|cell| match row.get_ref(cell).unwrap() {
                ValueRef::Null => "-".to_owned(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Real(number) => number.to_string(),
                ValueRef::Text(text) => shown(text),
                ValueRef::Blob(bytes) => shown(bytes),
            });
            let line = cells.collect::<Vec<_>>().join(" ");
            if !line.starts_with("\"maker\"") {
                let _ = writeln!(text, "{line}");
            }
        }
    }
    text
}

#[test]
fn what_an_index_holds_changes_with_its_format() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/index/format.txt");
    let now = printed(&made());
    let known = std::fs::read_to_string(&path).unwrap();
    let (number, before) = known.split_once('\n').unwrap();
    let is_raised = number != format!("format {FORMAT}");
    if std::env::var_os("BITACORA_REWRITE").is_some() && is_raised {
        std::fs::write(&path, format!("format {FORMAT}\n{now}")).unwrap();
        return;
    }
    let differs = before
        .lines()
        .zip(now.lines())
        .find(|(one, other)| one != other);
    assert!(
        before == now || is_raised,
        "an index holds something else than before: raise FORMAT in src/index/format.rs; \
         the first line that differs: {differs:?}"
    );
    assert!(
        !is_raised,
        "FORMAT is not that of src/index/format.txt; BITACORA_REWRITE=1 cargo test format writes it"
    );
}
