//! What people do to files by hand.

use std::fmt::Write as _;
use std::rc::Rc;

use bitacora::core::contract::Contracts;
use bitacora::core::fields::Fields;
use bitacora::core::hand_edit::{self, Agreed};
use bitacora::core::stamp::Stamp;
use bitacora::core::ticket::{FrontMatter, Step, Ticket};
use bitacora::store::ticket_file::{self, TicketFile};

use super::desk::text;
use super::git::Files;
use super::text::Page;
use super::world::{Place, World};

impl World {
    /// What a person does to a file that no event speaks of.
    pub(super) fn by_hand(&mut self, kind: &str, path: &str, files: &mut Files) -> bool {
        let mut page = Page::read(&files[path]);
        let word = self.word();
        match kind {
            "crlf" => {
                let text = files[path].replace("\r\n", "\n");
                let other = if text == *files[path] {
                    text.replace('\n', "\r\n")
                } else {
                    text
                };
                files.insert(path.to_owned(), Rc::from(other));
                return true;
            }
            "comment" => {
                let at = self.draws.below(page.keys.len());
                let above = format!("# ver {}\n", self.token);
                page.keys[at].1.insert_str(0, &above);
            }
            "reorder" => {
                let moved = 1 + self.draws.below(page.keys.len() - 1);
                let key = page.keys.remove(moved);
                let at = 1 + self.draws.below(page.keys.len());
                page.keys.insert(at, key);
            }
            _ => {
                let own = *self.draws.one(&["factura", "sede", "zona"]);
                let at = page.keys.iter().position(|(name, _)| name == own);
                let line = (own.to_owned(), format!("{own}: {word}\n"));
                if let Some(at) = at {
                    self.gone(&page.keys.remove(at).1);
                }
                if at.is_none() || self.draws.percent(80) {
                    let room = page.keys.len() - 1;
                    let at = at.unwrap_or_else(|| 2 + self.draws.below(room));
                    page.keys.insert(at, line);
                    self.live(path, Place::Anywhere, &word);
                }
            }
        }
        files.insert(path.to_owned(), Rc::from(page.text()));
        true
    }

    /// A hand edit that the record keeps.
    pub(super) fn edit(
        &mut self,
        kind: &str,
        who: usize,
        before: &TicketFile,
        files: &mut Files,
    ) -> bool {
        let path = before.path.as_str();
        let mut page = Page::read(&files[path]);
        let mut fields = before.ticket.fields.clone();
        let (word, stamp) = (self.word(), self.stamp(who));
        let mut went = String::new();
        let mut left = None;
        match kind {
            "tag" => {
                fields.tags.get_or_insert_default().push(word.clone());
                left = Some(Place::Tags);
            }
            "untag" => {
                let Some(tags) = &mut fields.tags else {
                    return false;
                };
                went = tags.remove(self.draws.below(tags.len()));
                fields.tags = fields.tags.filter(|tags| !tags.is_empty());
            }
            "title" => {
                fields.title = Some(format!("Título {word}"));
                left = Some(Place::Anywhere);
            }
            "settle" => {
                went = page.settle();
                if went.is_empty() {
                    return false;
                }
                fields.extra.shift_remove("unmerged");
            }
            "retract" => return self.retract(who, before, page, files),
            _ => {
                let part = match kind {
                    "describe" => "description",
                    "recause" => "Cause",
                    "remessage" => "message",
                    _ => *self.draws.one(&["description", "Cause", "Resolution"]),
                };
                let lines = page.lines(part);
                if lines.is_empty() || kind == "prune" && lines.len() < 2 {
                    return false;
                }
                let at = *self.draws.one(&lines);
                let ev = page.message_at(at).filter(|_| kind == "remessage");
                let mut body: Vec<String> = page.body.split('\n').map(str::to_owned).collect();
                let place = ev.map_or(Place::Anywhere, Place::Message);
                if kind == "prune" {
                    went = body.remove(at);
                } else if self.draws.is(2) {
                    let _ = write!(body[at], " (ojo {word})");
                    left = Some(place);
                } else {
                    let quote = if kind == "remessage" { "> " } else { "" };
                    went = std::mem::replace(&mut body[at], format!("{quote}Reescrito {word}."));
                    left = Some(place);
                }
                page.body = body.join("\n");
            }
        }
        let Some(bytes) = self.recorded(before, &page, *fields, &stamp) else {
            return false;
        };
        files.insert(path.to_owned(), text(bytes));
        self.gone(&went);
        if let Some(place) = left {
            self.live(path, place, &word);
        }
        true
    }

    /// As `commit` records it.
    fn recorded(
        &mut self,
        before: &TicketFile,
        page: &Page,
        fields: Fields,
        stamp: &Stamp,
    ) -> Option<Vec<u8>> {
        let path = before.path.as_str();
        let edited = page.text();
        let (document, front) = ticket_file::front(path, edited.as_bytes()).ok()?;
        let meant = FrontMatter {
            fields,
            ..front.clone()
        };
        let agreed = Agreed {
            policy: &self.policy,
            contracts: &Contracts::default(),
        };
        let body = document.body().to_owned();
        let after = hand_edit::record(Some(&before.ticket), meant, body, agreed, stamp).ok()?;
        let written = ticket_file::edit_by_hand(path, (&document, &front), &after);
        match written {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                self.git
                    .bad(format!("an edit cannot be written: {path}: {error}"));
                None
            }
        }
    }

    /// A text is taken back for good.
    fn retract(
        &mut self,
        who: usize,
        before: &TicketFile,
        mut page: Page,
        files: &mut Files,
    ) -> bool {
        let events = before.ticket.timeline.iter();
        let spoken: Vec<String> = events
            .filter(|event| event.message().is_some())
            .map(|event| event.ev.to_string())
            .filter(|ev| page.body.contains(&format!(" · {ev}\n")))
            .collect();
        if spoken.is_empty() {
            return false;
        }
        let ev = self.draws.one(&spoken).clone();
        let taken = page.take_message(&ev);
        let stamp = self.stamp(who);
        let Ok(ticket) = before.ticket.clone().record(
            &stamp,
            "retracted".into(),
            Step::new().detail("of".into(), ev.clone()),
            |_| {},
        ) else {
            return false;
        };
        let after = Ticket {
            body: if files[&before.path].contains("\r\n") {
                page.body.replace('\n', "\r\n")
            } else {
                page.body.clone()
            },
            ..ticket
        };
        let Ok(bytes) = ticket_file::edit(before, &after) else {
            self.git
                .bad(format!("a retraction cannot be written: {}", before.path));
            return false;
        };
        files.insert(before.path.clone(), text(bytes));
        self.gone(&taken);
        self.retracted.insert(ev);
        true
    }
}
