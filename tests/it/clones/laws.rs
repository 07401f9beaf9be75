//! What must hold at the end, and of any three clones that have parted.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use bitacora::core::check::{self, Neighbours, Relations, Weight};
use bitacora::core::contract::Contracts;
use bitacora::core::event::{Event, Name};
use bitacora::core::faq::{Back, check_article};
use bitacora::core::fields::{Fields, Kind, Set, Status};
use bitacora::core::id::TicketId;
use bitacora::core::layout;
use bitacora::core::ticket::Ticket;
use bitacora::store::article_file::ArticleFile;
use bitacora::store::ticket_file::TicketFile;
use serde_json::Value;

use super::desk::takes_back;
use super::git::Files;
use super::world::{Place, World};

/// Where a step may lead, written down anew: what has ended goes on only by a
/// reopening.
const STEPS: [(&str, &str); 7] = [
    ("open", "classified waiting cancelled"),
    ("classified", "diagnosed waiting resolved cancelled"),
    ("diagnosed", "waiting resolved cancelled"),
    ("waiting", "open classified diagnosed resolved cancelled"),
    ("resolved", "closed"),
    ("closed", ""),
    ("cancelled", ""),
];

fn read(path: &str, text: &str) -> Option<Ticket> {
    layout::ticket_at(path)?;
    let file = TicketFile::parse(path, text.as_bytes()).ok()?;
    Some(file.ticket)
}

/// What tells a ticket from any other: its first event, or where it comes from.
pub(super) fn opened(ticket: &Ticket) -> String {
    let mut events = ticket.timeline.iter();
    let opened = events.find(|event| event.event == Name::Opened).unwrap();
    match &ticket.fields.source {
        Some(source) => format!("{source:?}"),
        None => format!("{} {}", opened.ev, opened.at),
    }
}

fn tickets(files: &Files) -> BTreeMap<&str, Ticket> {
    let all = files.iter();
    let all = all.filter_map(|(path, text)| Some((path.as_str(), read(path, text)?)));
    all.collect()
}

/// What an event says, whichever number it has; of an import whoever read it and when.
/// `named` gives what an id was, where a merge changed it.
fn said(event: &Event, named: &dyn Fn(String) -> String) -> String {
    let mut value = serde_json::to_value(event).unwrap();
    let object = value.as_object_mut().unwrap();
    object.shift_remove("ev");
    if event.imported {
        object.shift_remove("recorded");
        object.shift_remove("by");
    }
    let mut sorted: Vec<(String, Value)> = object.clone().into_iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    named(format!("{sorted:?}"))
}

impl World {
    fn is_left_out(&self, path: &str) -> bool {
        let mut all = self.broken.iter().chain(&self.deleted);
        all.any(|left| path.starts_with(left.trim_end_matches(".md")))
    }

    /// Three that have parted come to one record, in whatever order they merge.
    pub(super) fn orders(&mut self) {
        let heads = [0, 1, 2].map(|who| self.clones[who].head);
        let pairs = [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)];
        if pairs
            .iter()
            .any(|(a, b)| self.git.is_in(heads[*a], heads[*b]))
        {
            return;
        }
        let mut ends: Vec<Files> = Vec::new();
        for (a, b) in pairs {
            let third = 3 - a - b;
            let two = self.git.merged(heads[a], heads[b]);
            let end = self.git.merged(two, heads[third]);
            let mut end = Files::clone(self.git.files(end));
            end.retain(|path, _| !self.is_left_out(path));
            ends.push(end);
        }
        let is_tangled = |text: &str| {
            let was = text.lines().find_map(|line| line.strip_prefix("was: "));
            was.and_then(|id| id.parse().ok())
                .is_some_and(|id: TicketId| self.is_left_out(&layout::ticket(&id)))
        };
        if ends
            .iter()
            .flat_map(Files::values)
            .any(|text| is_tangled(text))
        {
            return;
        }
        self.git.count("orders compared");
        let first = record(&ends[0]);
        if let Some(other) = ends[1..].iter().map(record).find(|other| *other != first) {
            let differs = first
                .iter()
                .find(|(path, told)| other.get(*path) != Some(*told));
            let differs = differs.map(|(path, told)| (path, told, other.get(path)));
            let only = other.keys().find(|path| !first.contains_key(*path));
            self.git.bad(format!(
                "the record depends on the order: {differs:#?} {only:?}"
            ));
        }
        if ends.iter().any(|end| *end != ends[0]) {
            self.git.count("orders: other texts");
        }
    }

    pub(super) fn judge(&mut self, files: &Files) {
        let tickets = tickets(files);
        let ids: HashSet<TicketId> = tickets.values().map(|ticket| ticket.id.clone()).collect();
        let mut wrong = Vec::new();
        for path in files
            .keys()
            .filter(|path| layout::ticket_at(path).is_some())
        {
            match tickets.get(path.as_str()) {
                Some(ticket) => self.judge_ticket(path, ticket, files, &ids, &mut wrong),
                None if self.broken.contains(path) => {}
                None => wrong.push(format!("{path} cannot be read")),
            }
        }
        self.judge_links(files, &tickets, &mut wrong);
        self.judge_words(files, &tickets, &mut wrong);
        self.judge_events(&tickets, &mut wrong);
        self.git.wrong.extend(wrong);
    }

    fn judge_ticket(
        &mut self,
        path: &str,
        ticket: &Ticket,
        files: &Files,
        ids: &HashSet<TicketId>,
        wrong: &mut Vec<String>,
    ) {
        let mut bad = |what: &str| wrong.push(format!("{path}: {what}"));
        let folder = format!("{}/", path.trim_end_matches(".md"));
        let attachments = files.keys().filter_map(|path| path.strip_prefix(&folder));
        let attachments: Vec<String> = attachments.map(str::to_owned).collect();
        let slugs = files.keys().filter_map(|path| path.strip_prefix("faq/"));
        let slugs: HashSet<String> = slugs
            .map(|slug| slug.trim_end_matches(".md").to_owned())
            .collect();
        let neighbours = Neighbours {
            tickets: ids,
            articles: &slugs,
            attachments: &attachments,
            contracts: &Contracts::default(),
            relations: &Relations::new(),
        };
        let takes_back: BTreeSet<String> = ticket.timeline.iter().filter_map(takes_back).collect();
        for finding in check::ticket(ticket, &self.policy, neighbours) {
            let is_gone = takes_back
                .iter()
                .any(|ev| finding.reason.contains(ev.as_str()));
            let is_known = match finding.rule {
                "ticket/reference" => !self.deleted.is_empty() || !self.broken.is_empty(),
                // Who deleted it may have known of more than who edits it still.
                "ticket/attachment" => self.deleted.contains(path),
                "ticket/message" => is_gone,
                _ => false,
            };
            if finding.weight == Weight::Fault && !is_known {
                bad(&format!("{} {}", finding.rule, finding.reason));
            }
        }
        if !self.broken.contains(path)
            && files[path].lines().any(|line| line.starts_with("<<<<<<<"))
        {
            bad("it has markers");
        }
        let is_opened = |event: &&Event| event.event == Name::Opened;
        if ticket.timeline.iter().filter(is_opened).count() != 1 {
            bad("two tickets are one");
        }
        let rows = ticket.timeline.iter().filter(|event| event.imported);
        let rows: Vec<String> = rows.map(|event| said(event, &|text| text)).collect();
        if rows.iter().collect::<BTreeSet<_>>().len() != rows.len() {
            bad("a row was imported twice");
        }
        self.judge_fields(&ticket.fields, &mut bad);
        judge_steps(ticket, &mut bad);
        judge_messages(ticket, &takes_back, &mut bad);
        let without = ticket
            .timeline
            .iter()
            .filter(|event| event.is_without_effect())
            .count();
        *self.git.counts.entry("steps without effect").or_default() += without;
    }

    /// No ticket is impossible.
    fn judge_fields(&self, fields: &Fields, bad: &mut dyn FnMut(&str)) {
        let status = fields.status;
        for (is_there, with, what) in [
            (
                fields.waiting_on.is_some(),
                Status::Waiting,
                "it waits and does not",
            ),
            (
                fields.waiting_until.is_some(),
                Status::Waiting,
                "it waits until, and does not",
            ),
            (
                fields.closure.is_some(),
                Status::Closed,
                "a closure and not closed",
            ),
            (
                fields.cancellation.is_some(),
                Status::Cancelled,
                "a cancellation and not cancelled",
            ),
        ] {
            if is_there && status != Some(with) {
                bad(what);
            }
        }
        if fields.approval.is_some() && fields.kind != Some(Kind::Adaptive) {
            bad("an approval of what needs none");
        }
        if let (Some(impact), Some(urgency), None) =
            (&fields.impact, &fields.urgency, &fields.priority_because)
            && fields.priority != self.policy.priority(fields.kind, impact, urgency)
        {
            bad("the priority is nobody's judgement");
        }
    }

    /// What names a ticket names the one that was meant, whatever its id is by now.
    fn judge_links(
        &self,
        files: &Files,
        tickets: &BTreeMap<&str, Ticket>,
        wrong: &mut Vec<String>,
    ) {
        if !self.broken.is_empty() {
            return;
        }
        for ticket in tickets.values() {
            for event in ticket
                .timeline
                .iter()
                .filter(|event| event.event == Name::Linked)
            {
                let sets = event.stated().add.0.iter().filter_map(related);
                for id in sets.flatten() {
                    let there = tickets.get(layout::ticket(id).as_str()).map(opened);
                    let meant = self.links.get(event.ev.as_str());
                    let is_gone = there.is_none() && !self.deleted.is_empty();
                    if there.as_ref() != meant && !is_gone {
                        wrong.push(format!("{} of {} names another: {id}", event.ev, ticket.id));
                    }
                }
            }
        }
        let ids = tickets.values().map(|ticket| ticket.id.clone());
        let named = tickets.values().map(|ticket| {
            let articles = ticket.fields.articles.clone();
            (ticket.id.clone(), articles.unwrap_or_default())
        });
        let back = Back {
            known: ids.collect(),
            named: named.collect(),
        };
        let deleted = self.deleted.iter();
        let deleted: Vec<TicketId> = deleted.filter_map(|path| layout::ticket_at(path)).collect();
        for (path, text) in files.iter().filter(|(path, _)| layout::is_article(path)) {
            let file = ArticleFile::parse(path, text.as_bytes()).unwrap();
            let found = check_article(file.slug(), &file.article, &back).into_iter();
            let is_gone = |reason: &str| deleted.iter().any(|id| reason.contains(id.as_str()));
            let found = found.filter(|finding| !is_gone(&finding.reason));
            wrong.extend(found.map(|finding| format!("{path}: {}", finding.reason)));
        }
    }

    /// Whatever nobody replaced is there.
    fn judge_words(
        &self,
        files: &Files,
        tickets: &BTreeMap<&str, Ticket>,
        wrong: &mut Vec<String>,
    ) {
        let all: Vec<&str> = files.values().map(|text| &**text).collect();
        let all = all.join("\n");
        let tags = tickets
            .values()
            .flat_map(|ticket| ticket.fields.tags.iter().flatten());
        let tags: BTreeSet<&str> = tags.map(String::as_str).collect();
        for (word, (path, place)) in &self.words {
            let is_there = match place {
                Place::Tags => self.broken.contains(path) || tags.contains(word.as_str()),
                Place::Message(ev) => self.retracted.contains(ev) || all.contains(word.as_str()),
                Place::Anywhere => all.contains(word.as_str()),
            };
            if !is_there && !self.deleted.contains(path) {
                wrong.push(format!("{word} of {path} is lost ({place:?})"));
            }
        }
    }

    /// Every event that ever was is there.
    fn judge_events(&self, ends: &BTreeMap<&str, Ticket>, wrong: &mut Vec<String>) {
        let was: Vec<(String, String)> = ends
            .values()
            .filter_map(|ticket| {
                Some((
                    ticket.id.to_string(),
                    ticket.fields.was.as_ref()?.to_string(),
                ))
            })
            .collect();
        let named = |text: String| {
            was.iter()
                .fold(text, |text, (new, old)| text.replace(new, old))
        };
        let there = ends.values().flat_map(|ticket| &ticket.timeline);
        let there: BTreeSet<String> = there.map(|event| said(event, &named)).collect();
        let mut seen = HashSet::new();
        for files in self.git.all() {
            for (path, text) in files {
                if self.is_left_out(path) || !seen.insert(text.clone()) {
                    continue;
                }
                let Some(ticket) = read(path, text) else {
                    continue;
                };
                for event in &ticket.timeline {
                    let was = ticket.fields.was.as_ref();
                    let is_left_out = was.is_some_and(|was| self.is_left_out(&layout::ticket(was)));
                    if !is_left_out && !there.contains(&said(event, &named)) {
                        wrong.push(format!("the event {} of {path} is lost", event.ev));
                    }
                }
            }
        }
    }
}

/// What took effect was legal where it stood.
fn judge_steps(ticket: &Ticket, bad: &mut dyn FnMut(&str)) {
    let mut events: Vec<&Event> = ticket.timeline.iter().collect();
    events.sort_by(|a, b| (a.at, a.written(), &a.ev).cmp(&(b.at, b.written(), &b.ev)));
    let mut now: Option<Status> = None;
    for event in events {
        let Some(to) = event
            .stated()
            .set
            .status()
            .filter(|_| !event.is_without_effect())
        else {
            continue;
        };
        let may = |from: Status| {
            let steps = STEPS
                .iter()
                .find(|(name, _)| *name == from.as_str())
                .unwrap()
                .1;
            let is_back =
                event.event == Name::Reopened && matches!(to, Status::Classified | Status::Open);
            from == to || is_back || steps.split(' ').any(|step| step == to.as_str())
        };
        if !event.imported && now.is_some_and(|from| !may(from)) {
            bad(&format!("the step {} took effect from {now:?}", event.ev));
        }
        now = Some(to);
    }
    if ticket.fields.status != now {
        bad("its status is not that of the last step");
    }
}

/// Messages and events pair.
fn judge_messages(ticket: &Ticket, taken_back: &BTreeSet<String>, bad: &mut dyn FnMut(&str)) {
    let headings = ticket
        .body
        .lines()
        .filter(|line| line.starts_with("### ") && line.contains(" → "));
    let headings = headings.filter_map(|line| line.rsplit(" · ").next());
    let there: Vec<String> = headings.map(str::to_owned).collect();
    let spoken = ticket
        .timeline
        .iter()
        .filter(|event| event.message().is_some());
    let spoken: BTreeSet<String> = spoken.map(|event| event.ev.to_string()).collect();
    let meant: Vec<&String> = spoken.difference(taken_back).collect();
    let mut sorted: Vec<&String> = there.iter().collect();
    sorted.sort();
    if sorted != meant {
        bad(&format!(
            "messages {there:?} and events {meant:?} do not pair"
        ));
    }
}

fn related(set: &Set) -> Option<&Vec<TicketId>> {
    match set {
        Set::Related(ids) => ids.as_ref(),
        _ => None,
    }
}

type Record = BTreeMap<String, Option<[String; 3]>>;

/// The events byte for byte, the fields, and the headings of messages.
fn record(files: &Files) -> Record {
    let told = |(path, text): (&String, &std::rc::Rc<str>)| {
        let ticket = read(path, text).map(|ticket| {
            let text = text.replace("\r\n", "\n");
            let (_, timeline) = text.split_once("\ntimeline:").unwrap();
            let (timeline, body) = timeline.split_once("\n---\n").unwrap();
            let events = timeline.lines().filter(|line| !line.starts_with('#'));
            let headings = body
                .lines()
                .filter(|line| line.starts_with("### ") && line.contains(" → "));
            let mut fields = ticket.fields;
            // Keys of people's own are beside the record.
            fields.extra.clear();
            [
                events.collect::<Vec<_>>().join("\n"),
                format!("{fields:?}"),
                headings.collect::<Vec<_>>().join("\n"),
            ]
        });
        (path.clone(), ticket)
    };
    files.iter().map(told).collect()
}
