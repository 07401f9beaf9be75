//! Whether an article and its tickets name each other.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use crate::core::check::{Finding, Place};
use crate::core::event::Name;
use crate::core::fields::Set;
use crate::core::id::TicketId;
use crate::core::ticket::Ticket;
use crate::core::timeline::in_order;

use super::Article;

const RULE: &str = "article/link";

/// What the tickets of a store say of its articles.
#[derive(Debug, Default)]
pub struct Back {
    /// Every ticket there is, readable or not.
    pub known: HashSet<TicketId>,
    /// The articles that each readable ticket names.
    pub named: HashMap<TicketId, Vec<String>>,
}

/// Findings of one article: each ticket it names must be there and name it.
#[must_use]
pub fn article(slug: &str, article: &Article, back: &Back) -> Vec<Finding> {
    let mut findings = Vec::new();
    for id in &article.tickets {
        let reason = if !back.known.contains(id) {
            format!("tickets: there is no ticket {id}")
        } else if back
            .named
            .get(id)
            .is_some_and(|articles| !articles.iter().any(|known| known == slug))
        {
            format!("tickets: {id} does not name this article in turn")
        } else {
            continue;
        };
        let place = Place::Key("tickets".to_owned());
        findings.push(Finding::fault(RULE, place, reason));
    }
    findings
}

/// Findings of one ticket: each article it was promoted to must name it. One
/// that only answered it (`resolve --article`) need not.
#[must_use]
pub fn ticket<S: BuildHasher>(
    ticket: &Ticket,
    articles: &HashMap<String, Article, S>,
) -> Vec<Finding> {
    let named = ticket.fields.articles.iter().flatten();
    let promoted = promoted_to(ticket);
    named
        .filter(|slug| promoted.contains(slug.as_str()))
        .filter(|slug| {
            articles
                .get(*slug)
                .is_some_and(|article| !article.tickets.contains(&ticket.id))
        })
        .map(|slug| {
            let place = Place::Key("articles".to_owned());
            let reason = format!("articles: faq/{slug}.md does not name this ticket in turn");
            Finding::fault(RULE, place, reason)
        })
        .collect()
}

/// The slugs that a `promoted` event brought.
fn promoted_to(ticket: &Ticket) -> HashSet<&str> {
    let mut promoted = HashSet::new();
    let mut before: &[String] = &[];
    for event in in_order(&ticket.timeline) {
        for set in &event.set.0 {
            let Set::Articles(articles) = set else {
                continue;
            };
            let articles = articles.as_deref().unwrap_or_default();
            if event.event == Name::Promoted {
                let new = articles.iter().filter(|slug| !before.contains(slug));
                promoted.extend(new.map(String::as_str));
            }
            before = articles;
        }
    }
    promoted
}

#[cfg(test)]
mod tests {
    use super::super::{Private, Visibility, draft};
    use super::*;
    use crate::core::fields::Status;
    use crate::core::lifecycle;
    use crate::core::stamp::{Stamp, Timestamp};

    fn stamp() -> Stamp {
        let at = Timestamp::parse_from_rfc3339("2026-11-22T09:31:02-05:00").unwrap();
        Stamp {
            by: "ana".to_owned(),
            at,
            recorded: at,
            entropy: 7,
        }
    }

    fn resolved(id: &str) -> Ticket {
        let mut ticket = Ticket::blank(id.parse().unwrap());
        ticket.fields.status = Some(Status::Resolved);
        ticket
    }

    fn article_of(tickets: &[Ticket]) -> Article {
        let today = stamp().at.date_naive();
        let private = Private::default();
        draft(tickets, None, Visibility::Internal, &private, today)
    }

    fn back(tickets: &[Ticket]) -> Back {
        Back {
            known: tickets.iter().map(|ticket| ticket.id.clone()).collect(),
            named: tickets
                .iter()
                .map(|ticket| {
                    let articles = ticket.fields.articles.clone();
                    (ticket.id.clone(), articles.unwrap_or_default())
                })
                .collect(),
        }
    }

    #[test]
    fn what_promote_writes_has_no_findings() {
        let one = lifecycle::promote(resolved("INC-261122-AAAAA"), "h007", &stamp()).unwrap();
        let written = article_of(std::slice::from_ref(&one));
        assert_eq!(
            article("h007", &written, &back(std::slice::from_ref(&one))),
            []
        );
        assert_eq!(ticket(&one, &HashMap::from([("h007".into(), written)])), []);
    }

    #[test]
    fn a_link_of_one_side_is_found_on_either() {
        let plain = resolved("INC-261122-AAAAA");
        let promoted = lifecycle::promote(plain.clone(), "h007", &stamp()).unwrap();
        let found = article(
            "h007",
            &article_of(std::slice::from_ref(&plain)),
            &back(&[plain]),
        );
        assert!(found[0].reason.contains("does not name this article"));
        let found = article(
            "h007",
            &article_of(std::slice::from_ref(&promoted)),
            &Back::default(),
        );
        assert!(found[0].reason.contains("there is no ticket"));
        let articles = HashMap::from([("h007".to_owned(), article_of(&[]))]);
        assert_eq!(ticket(&promoted, &articles).len(), 1);
        // An article that cannot be read is found elsewhere.
        assert_eq!(ticket(&promoted, &HashMap::new()), []);
    }

    #[test]
    fn an_article_that_only_answered_need_not_name_the_ticket() {
        let answered = resolved("INC-261122-AAAAA").change(&stamp(), Name::Resolved, |fields| {
            fields.articles = Some(vec!["h007".to_owned()]);
        });
        let answered = answered.unwrap();
        let articles = HashMap::from([("h007".to_owned(), article_of(&[]))]);
        assert_eq!(ticket(&answered, &articles), []);
        let promoted = lifecycle::promote(answered, "other", &stamp()).unwrap();
        assert_eq!(ticket(&promoted, &articles), []);
    }
}
