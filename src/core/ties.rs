//! Ties between tickets.

use super::fields::Fields;
use super::id::TicketId;

/// The other tickets that a ticket's fields name, each with its key.
pub fn named(fields: &Fields) -> impl Iterator<Item = (&'static str, &TicketId)> {
    let related = fields.related.iter().flatten().map(|id| ("related", id));
    let single = [
        ("parent", &fields.parent),
        ("caused_by", &fields.caused_by),
        ("duplicate_of", &fields.duplicate_of),
    ];
    let single = single
        .into_iter()
        .filter_map(|(key, id)| id.as_ref().map(|id| (key, id)));
    related.chain(single)
}

/// The tickets by which one is a part of itself: its parent first, itself
/// last. `None` when its parents come to an end, or to a circle of others.
///
/// # Errors
/// What `parent_of` could not tell.
pub fn circle<E>(
    id: &TicketId,
    mut parent_of: impl FnMut(&TicketId) -> Result<Option<TicketId>, E>,
) -> Result<Option<Vec<TicketId>>, E> {
    let mut above: Vec<TicketId> = Vec::new();
    while let Some(parent) = parent_of(above.last().unwrap_or(id))? {
        if above.contains(&parent) {
            return Ok(None);
        }
        let is_closed = parent == *id;
        above.push(parent);
        if is_closed {
            return Ok(Some(above));
        }
    }
    Ok(None)
}

/// `B is a part of C, which is a part of A`.
#[must_use]
pub fn told(above: &[TicketId]) -> String {
    let names: Vec<&str> = above.iter().map(TicketId::as_str).collect();
    match names.as_slice() {
        [first, rest @ ..] if !rest.is_empty() => {
            format!(
                "{first} is a part of {}",
                rest.join(", which is a part of ")
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
    fn a_circle_is_told_from_the_parent_to_the_ticket() {
        assert_eq!(
            told(&[id('B'), id('C'), id('A')]),
            "INC-261122-AAAAB is a part of INC-261122-AAAAC, which is a part of INC-261122-AAAAA"
        );
    }
}
