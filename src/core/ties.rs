//! Ties between tickets.

use std::collections::HashSet;

use super::fields::Fields;
use super::id::TicketId;

/// A tie to one other ticket that says what the other is to this one. Followed
/// from ticket to ticket it comes to an end: none is a part, the cause or a
/// duplicate of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The whole of which it is a part.
    Parent,
    /// It has the cause.
    CausedBy,
    /// It is about the same, and is worked on.
    DuplicateOf,
}

impl Relation {
    /// Every relation, in the order of the file.
    pub const ALL: [Self; 3] = [Self::Parent, Self::CausedBy, Self::DuplicateOf];

    /// Its key in the front matter.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::CausedBy => "caused_by",
            Self::DuplicateOf => "duplicate_of",
        }
    }

    /// What a ticket is, before the other one's id.
    #[must_use]
    pub const fn is(self) -> &'static str {
        match self {
            Self::Parent => "a part of",
            Self::CausedBy => "caused by",
            Self::DuplicateOf => "a duplicate of",
        }
    }

    /// The other ticket.
    #[must_use]
    pub fn of(self, fields: &Fields) -> Option<&TicketId> {
        match self {
            Self::Parent => fields.parent.as_ref(),
            Self::CausedBy => fields.caused_by.as_ref(),
            Self::DuplicateOf => fields.duplicate_of.as_ref(),
        }
    }
}

/// The other tickets that a ticket's fields name, each with its key.
pub fn named(fields: &Fields) -> impl Iterator<Item = (&'static str, &TicketId)> {
    let related = fields.related.iter().flatten().map(|id| ("related", id));
    let single = Relation::ALL.into_iter();
    let single = single.filter_map(|relation| Some((relation.key(), relation.of(fields)?)));
    related.chain(single)
}

/// The tickets by which a relation leads back to where it began: the other one
/// first, the ticket itself last. `None` when it comes to an end, or to a
/// circle of others.
///
/// # Errors
/// What `other_of` could not tell.
pub fn circle<E>(
    id: &TicketId,
    mut other_of: impl FnMut(&TicketId) -> Result<Option<TicketId>, E>,
) -> Result<Option<Vec<TicketId>>, E> {
    let mut seen = HashSet::new();
    let mut path: Vec<TicketId> = Vec::new();
    while let Some(other) = other_of(path.last().unwrap_or(id))? {
        if !seen.insert(other.clone()) {
            return Ok(None);
        }
        let is_closed = other == *id;
        path.push(other);
        if is_closed {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// `B is a part of C, which is a part of A`.
#[must_use]
pub fn told(relation: Relation, path: &[TicketId]) -> String {
    let names: Vec<&str> = path.iter().map(TicketId::as_str).collect();
    let is = relation.is();
    match names.as_slice() {
        [first, rest @ ..] if !rest.is_empty() => {
            format!(
                "{first} is {is} {}",
                rest.join(&format!(", which is {is} "))
            )
        }
        names => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::convert::Infallible;

    use super::*;

    fn id(letter: char) -> TicketId {
        format!("INC-261122-AAAA{letter}").parse().unwrap()
    }

    /// The circle through `from` where each pair is a ticket and its parent.
    fn around(from: char, parents: &[&str]) -> Option<String> {
        let parents: HashMap<TicketId, TicketId> = parents
            .iter()
            .map(|pair| {
                let mut letters = pair.chars();
                (id(letters.next().unwrap()), id(letters.next().unwrap()))
            })
            .collect();
        let parent_of = |id: &TicketId| Ok::<_, Infallible>(parents.get(id).cloned());
        let above = circle(&id(from), parent_of).unwrap()?;
        Some(
            above
                .iter()
                .filter_map(|id| id.as_str().chars().last())
                .collect(),
        )
    }

    #[test]
    fn a_circle_of_parents_is_found_from_each_ticket_in_it_and_from_no_other() {
        for (from, parents, found) in [
            ('A', &["AB", "BC"][..], None),
            ('A', &["AA"], Some("A")),
            ('A', &["AB", "BA"], Some("BA")),
            ('B', &["AB", "BC", "CA"], Some("CAB")),
            ('D', &["DA", "AB", "BA"], None),
        ] {
            assert_eq!(
                around(from, parents).as_deref(),
                found,
                "{from} {parents:?}"
            );
        }
    }

    #[test]
    fn a_circle_is_told_from_the_other_to_the_ticket() {
        assert_eq!(
            told(Relation::Parent, &[id('B'), id('C'), id('A')]),
            "INC-261122-AAAAB is a part of INC-261122-AAAAC, which is a part of INC-261122-AAAAA"
        );
        assert_eq!(
            told(Relation::CausedBy, &[id('B'), id('A')]),
            "INC-261122-AAAAB is caused by INC-261122-AAAAA"
        );
    }
}
