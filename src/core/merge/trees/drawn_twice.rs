//! One id that two clones drew: the ticket that was opened later gets another.

use std::cmp::Ordering;

use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::merge::identity::{is_one, origin};
use crate::core::merge::remarked;
use crate::core::merge::renumber::{another, id_before, moved};
use crate::core::merge::side::Side;

use super::{BASE, File, SIDES, Work, attached, below, side};

impl<E> Work<'_, '_, E> {
    /// Of tickets that one side gave another id in an earlier merge: the other side
    /// still means them by the old one.
    pub(super) fn follow_moves(&mut self) -> Result<(), E> {
        for from in SIDES {
            let to = 3 - from;
            let changed = self.changed(from);
            for path in changed.difference(self.changed(to)) {
                let Some(new) = layout::ticket_at(path) else {
                    continue;
                };
                let Some(moved) = self.read(from, path)? else {
                    continue;
                };
                let Some(old) = str::from_utf8(&moved).ok().and_then(id_before) else {
                    continue;
                };
                let old_path = layout::ticket(&old);
                if !changed.contains(&old_path) || self.read(BASE, path)?.is_some() {
                    continue;
                }
                let before = self.read(BASE, &old_path)?;
                let before = before.as_deref().and_then(side);
                if let (Some(before), Some(moved)) = (before, side(&moved))
                    && is_one(&before, &moved)
                {
                    self.rename(to, &old, &new);
                    self.rename(BASE, &old, &new);
                }
            }
        }
        Ok(())
    }

    fn rename(&mut self, version: usize, old: &TicketId, new: &TicketId) {
        let rename = (old.clone(), new.clone());
        if !self.renames[version].contains(&rename) {
            self.renames[version].push(rename);
        }
    }

    /// Gives the later of two tickets of one path another id, on the side that has it.
    pub(super) fn renumber(&mut self, path: &str) -> Result<(), E> {
        let [base, ours, theirs] = self.versions(path)?;
        let read = |file: &File| file.as_deref().and_then(side);
        let (Some(old), Some(ours_read), Some(theirs_read)) =
            (layout::ticket_at(path), read(&ours), read(&theirs))
        else {
            self.stuck.insert(path.to_owned());
            return Ok(());
        };
        let is_ours_later = opened(&ours_read, &theirs_read)
            .then_with(|| ours.cmp(&theirs))
            .is_gt();
        let (from, later, file, earlier) = if is_ours_later {
            (1, ours_read, ours, theirs_read)
        } else {
            (2, theirs_read, theirs, ours_read)
        };
        let new = self.free(&old, &later)?;
        let place = layout::ticket(&new);
        let moved = |file: &File| {
            let text = str::from_utf8(file.as_deref()?).ok()?;
            let text = moved(text, &old, &new).ok()?;
            (self.trees.proof)(&place, text.as_bytes()).ok()?;
            Some(text)
        };
        let Some(text) = moved(&file) else {
            self.stuck.insert(path.to_owned());
            return Ok(());
        };
        let was = read(&base).filter(|base| is_one(base, &later));
        let was = was.and_then(|_| moved(&base));
        let text = match self.read(from, &place)? {
            Some(there) => {
                let there = String::from_utf8_lossy(&there).into_owned();
                remarked(None, &there, &text).map_or(there, |(text, _)| text)
            }
            None => text,
        };
        self.moved[from].insert(place.clone(), Some(text.into_bytes()));
        self.moved[from].insert(path.to_owned(), None);
        self.move_attachments([path, &place], from, &later, &earlier)?;
        self.rename(from, &old, &new);
        if let Some(was) = was {
            if self.read(BASE, &place)?.is_none() {
                self.moved[BASE].insert(place.clone(), Some(was.into_bytes()));
            }
            self.moved[BASE].insert(path.to_owned(), None);
            self.rename(BASE, &old, &new);
        }
        let sentence = format!(
            "it was {old}, which another ticket is that was opened earlier; what named it by that id on its side follows, other people do not know"
        );
        self.renumbered.push((place, sentence));
        Ok(())
    }

    /// The next id for a ticket that nothing else has.
    fn free(&self, old: &TicketId, ticket: &Side) -> Result<TicketId, E> {
        let origin = origin(ticket);
        let mut round = 0;
        loop {
            let new = another(old, &origin, round);
            let path = layout::ticket(&new);
            let mut is_taken = false;
            for version in [BASE, 1, 2] {
                let there = self.read(version, &path)?;
                let is_same = |file: &[u8]| side(file).is_some_and(|there| is_one(&there, ticket));
                is_taken |= there.is_some_and(|file| !is_same(&file));
            }
            if !is_taken {
                return Ok(new);
            }
            round += 1;
        }
    }

    /// What a side put into the folder of the ticket goes with it; what the earlier
    /// ticket's events name stays too.
    fn move_attachments(
        &mut self,
        [path, place]: [&str; 2],
        from: usize,
        later: &Side,
        earlier: &Side,
    ) -> Result<(), E> {
        let folder = below(path, "");
        let (mine, others) = (attached(later), attached(earlier));
        for file in self.changed(from) {
            let Some(name) = file.strip_prefix(&folder) else {
                continue;
            };
            let Some(bytes) = self.read(from, file)? else {
                continue;
            };
            let is_named = |names: &[String]| names.iter().any(|own| own == name);
            if is_named(&mine) || !is_named(&others) {
                self.moved[from].insert(below(place, name), Some(bytes));
            }
            if !is_named(&others) {
                self.moved[from].insert(file.clone(), None);
            }
        }
        // What it names and the base had already.
        for name in mine {
            let (file, there) = (below(path, &name), below(place, &name));
            if self.changed(from).contains(&file) || self.read(from, &there)?.is_some() {
                continue;
            }
            if let Some(bytes) = self.read(from, &file)? {
                self.moved[from].insert(there, Some(bytes));
            }
        }
        Ok(())
    }
}

/// Which of two tickets was opened first.
fn opened(a: &Side, b: &Side) -> Ordering {
    let first = |side: &Side| {
        let first = side.first().map(|told| &told.event);
        first.map(|event| (event.at, event.written(), event.ev.clone()))
    };
    (first(a), origin(a)).cmp(&(first(b), origin(b)))
}
