//! Finding the tickets that were imported before, without reading the store.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::core::fields::Source;
use crate::core::id::TicketId;
use crate::core::import::identity;
use crate::core::layout;
use crate::desk::DeskError;
use crate::desk::books::Books;
use crate::store::git::View;
use crate::store::ticket_file::TicketFile;

use super::making::Onto;

/// The ids of the store and of this import.
pub(super) struct Known<'a> {
    books: &'a Books,
    view: &'a View<'a>,
    ids: HashSet<TicketId>,
    by_characters: HashMap<String, Vec<TicketId>>,
}

impl<'a> Known<'a> {
    pub(super) fn of(books: &'a Books, view: &'a View<'a>) -> anyhow::Result<Self> {
        let mut known = Self {
            books,
            view,
            ids: HashSet::new(),
            by_characters: HashMap::new(),
        };
        for entry in view.list(layout::TICKETS)? {
            if let Some(id) = layout::id_of(&entry.path)
                && layout::ticket(&id) == entry.path
            {
                known.add(id);
            }
        }
        Ok(known)
    }

    fn add(&mut self, id: TicketId) {
        let characters = identity::characters(&id).to_owned();
        self.by_characters
            .entry(characters)
            .or_default()
            .push(id.clone());
        self.ids.insert(id);
    }

    /// The ticket of a source, or the id of a new one. A foreign ticket is
    /// known by the characters that its source gives; only tickets that have
    /// them are read, whatever their date.
    pub(super) fn place(
        &mut self,
        source: &Source,
        opened: NaiveDate,
    ) -> anyhow::Result<Result<Onto, String>> {
        let prefixes = &self.books.policy.prefixes;
        let prefix = prefixes.first().map_or("INC", String::as_str);
        let bits = identity::bits(source);
        for draw in 0..identity::DRAWS {
            let id = match identity::id(prefix, opened, bits, draw) {
                Ok(id) => id,
                Err(reason) => return Ok(Err(reason)),
            };
            let alike = self.by_characters.get(identity::characters(&id));
            for other in alike.into_iter().flatten() {
                let path = layout::ticket(other);
                // One that this import makes is not there yet.
                let Some(bytes) = self.view.read(&path)? else {
                    continue;
                };
                match TicketFile::parse(&path, &bytes) {
                    Ok(file) if file.ticket.fields.source.as_ref() == Some(source) => {
                        return Ok(Ok(Onto::Old(Box::new(file))));
                    }
                    // Unreadable under the very id: it cannot be known whose it is.
                    Err(fault) if *other == id => return Ok(Err(fault.to_string())),
                    _ => {}
                }
            }
            if self.ids.contains(&id) {
                continue;
            }
            let path = layout::ticket(&id);
            if self.books.store.exists(&path)? {
                return Ok(Err(format!("{path} is there and not committed")));
            }
            self.add(id.clone());
            return Ok(Ok(Onto::New(id)));
        }
        Err(DeskError::NoFreeId.into())
    }
}
