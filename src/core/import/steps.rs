//! From rows to the steps of a history, in the order of time.

use serde_json::Value;

use crate::core::fields::Status;
use crate::core::stamp::Timestamp;

use super::layout::Layout;
use super::mapping::Rows;
use super::row::Row;

/// What was known when a ticket was opened, of a history that begins later.
const AT_OPENING: [&str; 6] = [
    "title",
    "status",
    "customer",
    "requester",
    "channel",
    "opened_at",
];

/// A row that could be read, and its number among the rows of its ticket in
/// the file, from 0.
#[derive(Debug, Clone)]
pub struct Numbered {
    /// Its number.
    pub number: usize,
    /// What it says.
    pub row: Row,
}

/// A row that cannot become an event of a ticket: its number, and why.
pub type Misfit = (usize, String);

/// A step of a history: a row, or what a row tells of earlier.
#[derive(Debug)]
pub(super) struct Occurrence {
    /// The number of the row.
    pub(super) row: usize,
    /// Its number among the events of the ticket, from 1; `None` counts on.
    pub(super) ev: Option<usize>,
    pub(super) at: Timestamp,
    pub(super) by: String,
    pub(super) comment: Option<String>,
    pub(super) values: Vec<Option<Value>>,
    /// When the source says it happened, where that cannot be: before the opening.
    pub(super) stated: Option<Timestamp>,
    /// Whether it is the first answer to the requester, and changes no field.
    pub(super) is_answer: bool,
    /// Left out when it changes nothing.
    pub(super) only_if_changed: bool,
}

const NO_DATE: &str = "it has no date";

/// When the ticket of these rows was opened.
#[must_use]
pub fn opened(rows: &[Numbered], what: Rows) -> Option<Timestamp> {
    match what {
        Rows::Event => {
            let dated = rows.iter().filter(|one| one.row.at.is_some());
            let first = dated.min_by_key(|one| one.row.at)?;
            first.row.opened_at.or(first.row.at)
        }
        Rows::Ticket => {
            let row = &rows.last()?.row;
            row.opened_at.or(row.at)
        }
    }
}

/// Rows as steps, in the order of time, and the rows that are none.
pub(super) fn steps(
    layout: &Layout<'_>,
    what: Rows,
    rows: &[Numbered],
) -> (Vec<Occurrence>, Vec<Misfit>) {
    match (what, rows.split_last()) {
        (Rows::Event, _) => events(layout, rows),
        (Rows::Ticket, None) => (Vec::new(), Vec::new()),
        (Rows::Ticket, Some((last, before))) => {
            let repeated = "another row of the same ticket comes after it";
            let mut misfits: Vec<Misfit> = before
                .iter()
                .map(|one| (one.number, repeated.to_owned()))
                .collect();
            let steps = life(layout, last).unwrap_or_else(|| {
                misfits.push((last.number, NO_DATE.to_owned()));
                Vec::new()
            });
            (steps, misfits)
        }
    }
}

fn events(layout: &Layout<'_>, rows: &[Numbered]) -> (Vec<Occurrence>, Vec<Misfit>) {
    let mut misfits = Vec::new();
    let mut dated = Vec::new();
    for one in rows {
        match one.row.at {
            Some(at) => dated.push((at, one)),
            None => misfits.push((one.number, NO_DATE.to_owned())),
        }
    }
    dated.sort_by_key(|(at, _)| *at);
    let opening = dated
        .first()
        .and_then(|(at, one)| opening(layout, *at, one));
    let before = usize::from(opening.is_some());
    let all = dated.len() + before;
    let steps = dated
        .into_iter()
        .zip(before..)
        .map(|((at, one), place)| Occurrence {
            row: one.number,
            ev: Some(one.number + 1 + before),
            at,
            by: one.row.by.clone(),
            comment: one.row.comment.clone(),
            values: after_opening(layout, titled(layout, &one.row, place == 0), place),
            stated: None,
            is_answer: false,
            only_if_changed: false,
        });
    let mut steps: Vec<Occurrence> = opening.into_iter().chain(steps).collect();
    answer(rows.iter(), Some(all + 1), &mut steps);
    (steps, misfits)
}

/// Puts the first answer to the requester, where a row says when it was, in its
/// place after the opening.
fn answer<'a>(
    mut rows: impl Iterator<Item = &'a Numbered>,
    ev: Option<usize>,
    steps: &mut Vec<Occurrence>,
) {
    let stated = rows.find_map(|one| Some((one, one.row.first_response_at?)));
    let (Some((one, stated)), Some(opening)) = (stated, steps.first()) else {
        return;
    };
    let at = stated.max(opening.at);
    let place = steps.iter().skip(1).position(|step| step.at > at);
    let place = place.map_or(steps.len(), |place| place + 1);
    let answer = Occurrence {
        row: one.number,
        ev,
        at,
        by: one.row.by.clone(),
        comment: None,
        values: Vec::new(),
        stated: (stated < at).then_some(stated),
        is_answer: true,
        only_if_changed: false,
    };
    steps.insert(place, answer);
}

/// The opening is what the first row says: one that changes from row to row is
/// no opening.
fn after_opening(
    layout: &Layout<'_>,
    mut values: Vec<Option<Value>>,
    place: usize,
) -> Vec<Option<Value>> {
    if place > 0
        && let Some(opened) = layout.target("opened_at")
    {
        values[opened] = None;
    }
    values
}

/// The title made of columns is given once, when the ticket is opened.
fn titled(layout: &Layout<'_>, row: &Row, is_opening: bool) -> Vec<Option<Value>> {
    let mut values = row.values.clone();
    if is_opening && let Some(title) = layout.target("title") {
        let made = row.title.clone().map(Value::from);
        values[title] = values[title].take().or(made);
    }
    values
}

/// What comes before a history that does not begin with an open ticket.
fn opening(layout: &Layout<'_>, at: Timestamp, first: &Numbered) -> Option<Occurrence> {
    let status = layout.target("status")?;
    let is_open = |value: &Value| value == Status::Open.as_str();
    if first.row.values[status].as_ref().is_none_or(is_open) {
        return None;
    }
    let mut values = titled(layout, &first.row, true);
    for (target, value) in layout.targets().iter().zip(&mut values) {
        if !AT_OPENING.contains(&target.name.as_str()) {
            *value = None;
        }
    }
    values[status] = Some(Status::Open.as_str().into());
    Some(Occurrence {
        row: first.number,
        ev: Some(1),
        at: first.row.opened_at.map_or(at, |opened| opened.min(at)),
        by: first.row.opener(),
        comment: None,
        values,
        stated: None,
        is_answer: false,
        only_if_changed: false,
    })
}

/// What a row tells of the whole life of its ticket.
fn life(layout: &Layout<'_>, one: &Numbered) -> Option<Vec<Occurrence>> {
    let row = &one.row;
    let opened = row.opened_at.or(row.at)?;
    let now = titled(layout, row, true);
    let as_if = |status: Status| {
        let mut values = now.clone();
        for target in layout.status_only() {
            values[*target] = None;
        }
        if let Some(target) = layout.target("status") {
            values[target] = Some(status.as_str().into());
        }
        values
    };
    let step = |at: Timestamp, by: String, values| Occurrence {
        row: one.number,
        ev: None,
        at,
        by,
        comment: None,
        values,
        stated: None,
        is_answer: false,
        only_if_changed: true,
    };
    let status = layout
        .target("status")
        .and_then(|at| row.values[at].as_ref());
    let is_open = status.is_none_or(|status| status == Status::Open.as_str());
    if is_open && row.milestones.is_empty() {
        let mut steps = vec![step(opened, row.opener(), now)];
        answer(std::iter::once(one), None, &mut steps);
        return Some(steps);
    }
    let mut steps = vec![step(opened, row.opener(), as_if(Status::Open))];
    let mut latest = opened;
    for (at, status) in &row.milestones {
        latest = latest.max(*at);
        let by = Some(&row.by).filter(|_| *status != Status::Resolved);
        let by = by.or(row.resolved_by.as_ref()).unwrap_or(&row.by);
        let mut reached = step(latest, by.clone(), as_if(*status));
        reached.stated = (*at < opened).then_some(*at);
        steps.push(reached);
    }
    let latest = row.at.map_or(latest, |at| at.max(latest));
    let mut last = step(latest, row.by.clone(), now.clone());
    last.comment.clone_from(&row.comment);
    steps.push(last);
    answer(std::iter::once(one), None, &mut steps);
    Some(steps)
}

impl Row {
    fn opener(&self) -> String {
        self.opened_by.as_ref().unwrap_or(&self.by).clone()
    }
}
