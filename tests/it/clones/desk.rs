//! What the three do, offline: the program's own steps, and what people do to files.

use std::fmt::Write as _;
use std::rc::Rc;

use bitacora::core::event::{Detail, Event, Name};
use bitacora::core::faq::{Private, Visibility, draft};
use bitacora::core::fields::{Approval, Cancellation, Closure, Kind, WaitingOn};
use bitacora::core::layout;
use bitacora::core::lifecycle::{
    Classification, Decision, Diagnosis, Filing, Link, Reply, Resolution, Wait, Words, approve,
    attach, cancel, classify, close, diagnose, link, note, open, promote, receive, reopen, reply,
    resolve, resume, take, wait,
};
use bitacora::core::refusal::Refusal;
use bitacora::core::stamp::{Stamp, Timestamp};
use bitacora::core::ticket::{Step, Ticket};
use bitacora::desk::books::hexadecimal;
use bitacora::store::article_file::{self, ArticleFile};
use bitacora::store::ticket_file::{self, TicketFile};
use sha2::{Digest as _, Sha256};

use super::git::Files;
use super::laws::opened;
use super::text::tokens;
use super::world::{Place, World};

/// What is done, and how often.
pub(super) const ACTIONS: [(&str, usize); 33] = [
    ("open", 50),
    ("note", 90),
    ("reply", 60),
    ("receive", 70),
    ("take", 50),
    ("classify", 90),
    ("approve", 40),
    ("wait", 60),
    ("resume", 30),
    ("diagnose", 60),
    ("resolve", 80),
    ("close", 40),
    ("reopen", 50),
    ("cancel", 10),
    ("tag", 40),
    ("untag", 20),
    ("link", 40),
    ("attach", 40),
    ("promote", 40),
    ("title", 30),
    ("describe", 50),
    ("recause", 40),
    ("remessage", 40),
    ("prune", 10),
    ("retract", 15),
    ("key", 60),
    ("comment", 20),
    ("settle", 20),
    ("reorder", 10),
    ("crlf", 10),
    ("import", 20),
    ("break", 3),
    ("delete", 4),
];

pub(super) fn instant(seconds: i64) -> Timestamp {
    Timestamp::from(chrono::DateTime::from_timestamp(seconds, 0).unwrap())
}

/// What a step leaves to be found at the end.
type Left = Option<(Place, String)>;

impl World {
    /// One action of a clone. Where the desk refuses it, another is tried.
    pub(super) fn act(&mut self, who: usize) {
        let pauses = [0, 0, 1, 30, 90, 600, 4000];
        self.now += *self.draws.one(&pauses);
        self.token += 1;
        for _ in 0..4 {
            let kind = self.kind();
            let mut files = self.files(who);
            let paths = files
                .keys()
                .filter(|path| layout::ticket_at(path).is_some());
            let tickets: Vec<String> = paths.cloned().collect();
            let is_done = match kind {
                "open" => self.open(who, &mut files),
                "import" => self.import(&mut files),
                _ if tickets.is_empty() => false,
                _ => {
                    let path = self.chosen(&tickets);
                    self.change(kind, who, &path, &mut files)
                }
            };
            if is_done {
                self.git.count(kind);
                self.save(who, files);
                return;
            }
        }
    }

    fn kind(&mut self) -> &'static str {
        let total = ACTIONS.iter().map(|(_, often)| often).sum();
        let mut at = self.draws.below(total);
        for (kind, often) in ACTIONS {
            if at < often {
                return kind;
            }
            at -= often;
        }
        unreachable!()
    }

    fn chosen(&mut self, tickets: &[String]) -> String {
        let chance = if self.is_hot { 97 } else { 80 };
        let is_hot = |path: &&String| self.hot.contains(*path);
        let hot: Vec<String> = tickets.iter().filter(is_hot).cloned().collect();
        if !hot.is_empty() && self.draws.percent(chance) {
            self.draws.one(&hot).clone()
        } else {
            self.draws.one(tickets).clone()
        }
    }

    pub(super) fn stamp(&mut self, who: usize) -> Stamp {
        let now = instant(self.now + self.clones[who].skew);
        Stamp {
            by: self.clones[who].name.to_owned(),
            at: now,
            recorded: now,
            entropy: self.draws.bits(),
        }
    }

    pub(super) fn word(&self) -> String {
        format!("tok{:05}x", self.token)
    }

    fn open(&mut self, who: usize, files: &mut Files) -> bool {
        let three: String = if self.draws.percent(40) {
            "AAA".to_owned()
        } else {
            (0..3)
                .map(|_| *self.draws.one(&['0', '7', 'B', 'H', 'Q', 'Z']))
                .collect()
        };
        let id = format!(
            "INC-261123-{}{}{three}",
            self.draws.one(&['A', 'B']),
            self.draws.one(&['2', '3'])
        );
        let word = self.word();
        let filing = Filing {
            title: format!("Falla {word}"),
            text: format!("Texto {}.", self.token),
            ..Filing::default()
        };
        let stamp = self.stamp(who);
        let ticket = open(id.parse().unwrap(), &filing, &stamp).unwrap();
        let path = layout::ticket(&ticket.id);
        if files.contains_key(&path) {
            return false;
        }
        files.insert(path.clone(), text(ticket_file::create(&ticket).unwrap()));
        self.live(&path, Place::Anywhere, &word);
        if three == "AAA" {
            // Somebody else may draw it too: it is worked on.
            self.hot.insert(path);
        }
        true
    }

    /// Rows of a foreign history: another export may have one more in the middle.
    fn import(&mut self, files: &mut Files) -> bool {
        let number = 1 + self.draws.below(4);
        let path = format!("tickets/2026/11/01/INC-261101-M{number}MMM.md");
        if files.contains_key(&path) {
            return false;
        }
        let order = ["opened", "assigned", "classified", "noted", "resolved"];
        let mut rows = vec!["opened", "classified", "noted", "resolved"];
        rows.truncate(2 + self.draws.below(3));
        if self.draws.percent(30) {
            rows.insert(1, "assigned");
        }
        let opened = super::world::START - 90_000;
        let (mut events, mut status) = (String::new(), "");
        for (place, row) in rows.iter().enumerate() {
            let at = opened
                + 100 * i64::try_from(order.iter().position(|name| name == row).unwrap()).unwrap();
            let set = match *row {
                "opened" => "open",
                "classified" => "classified",
                "resolved" => "closed",
                _ => "",
            };
            let (at, now) = (told(at), told(self.now));
            let _ = write!(
                events,
                "- at: {at}\n  by: old\n  event: {row}\n  ev: m{:05}\n  recorded: {now}\n  imported: true\n",
                place + 1
            );
            if !set.is_empty() {
                status = set;
                let _ = write!(events, "  set:\n    status: {set}\n");
            }
            if *row == "opened" {
                let at = told(opened);
                let _ = write!(
                    events,
                    "    title: Importado {number}\n    opened_at: {at}\n"
                );
            }
        }
        let id = layout::ticket_at(&path).unwrap();
        let text = format!(
            "---\nid: {id}\ntitle: Importado {number}\nstatus: {status}\nsource: {{system: old, id: \"{number}\"}}\nopened_at: {}\ntimeline:\n{events}---\n\nImportado {number}.\n",
            told(opened)
        );
        files.insert(path, Rc::from(text));
        true
    }

    fn change(&mut self, kind: &str, who: usize, path: &str, files: &mut Files) -> bool {
        let Ok(before) = TicketFile::parse(path, files[path].as_bytes()) else {
            return false;
        };
        match kind {
            "delete" => {
                files.remove(path);
                let folder = format!("{}/", path.trim_end_matches(".md"));
                files.retain(|path, _| !path.starts_with(&folder));
                let old = before.ticket.fields.was.as_ref().map(layout::ticket);
                self.deleted
                    .extend(old.into_iter().chain([path.to_owned()]));
                true
            }
            "break" => {
                let broken = files[path].replacen("---\n", "---\n<<<<<<< HEAD\n", 1);
                let old = before.ticket.fields.was.as_ref().map(layout::ticket);
                self.broken.extend(old.into_iter().chain([path.to_owned()]));
                files.insert(path.to_owned(), Rc::from(broken));
                true
            }
            "key" | "comment" | "reorder" | "crlf" => self.by_hand(kind, path, files),
            "tag" | "untag" | "title" | "describe" | "recause" | "remessage" | "prune"
            | "settle" | "retract" => self.edit(kind, who, &before, files),
            _ => {
                let Some((after, left)) = self.step(kind, who, path, before.ticket.clone(), files)
                else {
                    return false;
                };
                if after == before.ticket {
                    return false;
                }
                let Ok(bytes) = ticket_file::edit(&before, &after) else {
                    self.git.bad(format!("{kind} cannot be written: {path}"));
                    return false;
                };
                files.insert(path.to_owned(), text(bytes));
                if let Some((place, word)) = left {
                    let ev = after.timeline.last().map(|event| event.ev.to_string());
                    let place = if place == Place::Message(String::new()) {
                        Place::Message(ev.unwrap_or_default())
                    } else {
                        place
                    };
                    self.live(path, place, &word);
                }
                true
            }
        }
    }

    /// A step of the lifecycle.
    fn step(
        &mut self,
        kind: &str,
        who: usize,
        path: &str,
        ticket: Ticket,
        files: &mut Files,
    ) -> Option<(Ticket, Left)> {
        let word = self.word();
        let more = [
            String::new(),
            format!("\nSegunda línea de {}.", self.token),
            format!("\n\nOtro párrafo de {}.", self.token),
        ];
        let said = format!("Se dijo {word}.{}", self.draws.one(&more));
        let mut stamp = self.stamp(who);
        let words = Words {
            text: &said,
            ..Words::default()
        };
        let message = || Some((Place::Message(String::new()), word.clone()));
        let anywhere = || Some((Place::Anywhere, word.clone()));
        if matches!(kind, "note" | "reply" | "receive") && self.draws.percent(25) {
            let back = stamp.at.timestamp() - *self.draws.one(&[120, 3000]);
            if back >= ticket.opened_at().timestamp() {
                stamp = stamp.at(instant(back));
            }
        }
        let reply_words = Reply {
            words,
            ..Reply::default()
        };
        let made: (Result<Ticket, Refusal>, Left) = match kind {
            "note" => (note(ticket, &reply_words, &stamp), message()),
            "reply" => (reply(ticket, &reply_words, &stamp), message()),
            "receive" => (receive(ticket, &reply_words, &stamp), None),
            "take" => (take(ticket, &self.policy, &stamp), None),
            "classify" => {
                let class = self.judged();
                (classify(ticket, &class, &self.policy, &stamp), None)
            }
            "approve" => {
                if ticket.fields.approval != Some(Approval::Pending) {
                    return None;
                }
                let decision = Decision {
                    by: "luz",
                    approvers: &[],
                    words,
                    estimate: None,
                };
                (approve(ticket, &decision, &stamp), message())
            }
            "wait" => {
                let on = *self.draws.one(&[WaitingOn::Customer, WaitingOn::Supplier]);
                let until = self
                    .draws
                    .percent(40)
                    .then(|| instant(stamp.at.timestamp() + 9000));
                (wait(ticket, Wait { on, until }, words, &stamp), message())
            }
            "resume" => (resume(ticket, &stamp), None),
            "diagnose" => {
                let diagnosis = Diagnosis {
                    cause: &said,
                    ..Diagnosis::default()
                };
                (diagnose(ticket, &diagnosis, &stamp), anywhere())
            }
            "resolve" => {
                let resolution = Resolution {
                    words,
                    ..Resolution::default()
                };
                (resolve(ticket, &resolution, &stamp), anywhere())
            }
            "close" => (
                close(ticket, Some(Closure::Confirmed), Words::default(), &stamp),
                None,
            ),
            "reopen" => (reopen(ticket, &said, &stamp), message()),
            "cancel" => {
                let why = (Cancellation::Withdrawn, None);
                (cancel(ticket, why, Words::default(), &stamp), None)
            }
            _ => return self.tie(kind, path, ticket, files, &stamp),
        };
        let (after, left) = made;
        Some((after.ok()?, left))
    }

    /// A step that has to do with another file.
    fn tie(
        &mut self,
        kind: &str,
        path: &str,
        ticket: Ticket,
        files: &mut Files,
        stamp: &Stamp,
    ) -> Option<(Ticket, Left)> {
        let word = self.word();
        let (after, left) = match kind {
            "link" => {
                let paths: Vec<&String> = files
                    .keys()
                    .filter(|path| layout::ticket_at(path).is_some())
                    .collect();
                let to = paths[self.draws.below(paths.len())];
                let there = TicketFile::parse(to, files[to].as_bytes()).ok()?.ticket;
                let events = ticket.timeline.len();
                let after = link(ticket, &there.id, Link::Related, stamp).ok()?;
                if after.timeline.len() > events {
                    let ev = after.timeline.last()?.ev.to_string();
                    self.links.insert(ev, opened(&there));
                }
                (Ok(after), None)
            }
            "attach" => {
                let bytes = format!("x{}", 1 + self.draws.below(2));
                let sum = Sha256::digest(bytes.as_bytes());
                let sum = hexadecimal(&sum);
                let name = format!("{}-captura.txt", &sum[..8]);
                files.insert(
                    format!("{}/{name}", path.trim_end_matches(".md")),
                    Rc::from(bytes),
                );
                let step = Step::new()
                    .detail(Detail::File, name)
                    .detail(Detail::Sha256, sum);
                (attach(ticket, step, stamp), None)
            }
            "promote" => {
                let slug = *self.draws.one(&["facturas", "nomina"]);
                let after = promote(ticket.clone(), slug, stamp);
                if after.is_err() {
                    return None;
                }
                let left = article(slug, &ticket, &word, stamp, files);
                (after, left.then(|| (Place::Anywhere, word.clone())))
            }
            _ => unreachable!("{kind}"),
        };
        Some((after.ok()?, left))
    }

    fn judged(&mut self) -> Classification {
        let levels = ["high", "medium", "low"];
        let level = |world: &mut Self| Some((*world.draws.one(&levels)).to_owned());
        let kinds = [Kind::Corrective, Kind::Usage, Kind::Adaptive];
        Classification {
            impact: level(self),
            urgency: level(self),
            kind: self.draws.percent(45).then(|| *self.draws.one(&kinds)),
            priority: self
                .draws
                .percent(20)
                .then(|| ("P1".to_owned(), format!("gerencia {}", self.token))),
            ..Classification::default()
        }
    }

    pub(super) fn gone(&mut self, text: &str) {
        for word in tokens(text) {
            self.words.remove(&word);
        }
    }

    pub(super) fn live(&mut self, path: &str, place: Place, word: &str) {
        self.words.insert(word.to_owned(), (path.to_owned(), place));
    }
}

pub(super) fn told(seconds: i64) -> String {
    bitacora::core::stamp::rfc3339(&instant(seconds))
}

pub(super) fn text(bytes: Vec<u8>) -> Rc<str> {
    Rc::from(String::from_utf8(bytes).unwrap())
}

/// Whether an event takes a message back.
pub(super) fn takes_back(event: &Event) -> Option<String> {
    let is_it = event.event == Name::from("retracted");
    let of = event.details.get(&"of".into()).filter(|_| is_it)?;
    of.as_str().map(str::to_owned)
}

/// Whether the article is new.
fn article(slug: &str, ticket: &Ticket, word: &str, stamp: &Stamp, files: &mut Files) -> bool {
    let (path, today) = (layout::article(slug), stamp.at.date_naive());
    let Some(there) = files.get(&path) else {
        let tickets = [ticket.clone()];
        let mut article = draft(
            &tickets,
            Some(slug),
            Visibility::Internal,
            &Private::default(),
            today,
        );
        article.body = format!("\nRespuesta {word}.\n");
        let bytes = article_file::create(slug, &article).unwrap();
        files.insert(path, text(bytes));
        return true;
    };
    let file = ArticleFile::parse(&path, there.as_bytes()).unwrap();
    if !file.article.tickets.contains(&ticket.id) {
        let bytes = file
            .with(std::slice::from_ref(&ticket.id), &[], today)
            .unwrap()
            .unwrap();
        files.insert(path, text(bytes));
    }
    false
}
