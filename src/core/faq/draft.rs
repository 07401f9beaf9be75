//! The first version of an article, drawn from its tickets.

use chrono::NaiveDate;

use crate::core::body::{self, Section};
use crate::core::ticket::Ticket;

use super::{Article, Origin, Private, Visibility};

/// The sections of an article, and what of a ticket goes into each. The
/// conversation goes nowhere: what was said was said to one customer.
const SECTIONS: [(&str, Section); 3] = [
    ("## Problem", Section::Description),
    ("## Cause", Section::Cause),
    ("## Solution", Section::Resolution),
];

/// Drafts an article from tickets. Title, category and service are those of
/// the first ticket that has them; a text that several tickets share is taken
/// once. In a public draft, what is private to a customer is blanked out.
#[must_use]
pub fn draft(
    tickets: &[Ticket],
    title: Option<&str>,
    visibility: Visibility,
    private: &Private,
    today: NaiveDate,
) -> Article {
    let blanked = |text: &str| match visibility {
        Visibility::Public => private.blanked(text),
        Visibility::Internal => text.to_owned(),
    };
    let first = |field: fn(&Ticket) -> Option<&String>| tickets.iter().find_map(field).cloned();
    let titled = || tickets.first().map_or("", Ticket::title);
    Article {
        origin: Origin::Desk,
        title: title.map_or_else(|| blanked(titled()), str::to_owned),
        tickets: tickets.iter().map(|ticket| ticket.id.clone()).collect(),
        categories: first(|ticket| ticket.fields.category.as_ref())
            .into_iter()
            .collect(),
        service: first(|ticket| ticket.fields.service.as_ref()),
        error_codes: once(
            tickets
                .iter()
                .filter_map(|ticket| ticket.fields.error_code.clone()),
        ),
        tags: Vec::new(),
        visibility: Some(visibility),
        created: Some(today),
        updated: Some(today),
        body: blanked(&text(tickets)),
    }
}

fn once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::new();
    for text in texts {
        if !unique.contains(&text) {
            unique.push(text);
        }
    }
    unique
}

fn text(tickets: &[Ticket]) -> String {
    let mut body = String::new();
    for (heading, section) in SECTIONS {
        body.extend(["\n", heading, "\n"]);
        let texts = tickets
            .iter()
            .map(|ticket| guarded(body::section(&ticket.body, section)));
        for text in once(texts.filter(|text| !text.is_empty())) {
            body.extend(["\n", &text, "\n"]);
        }
    }
    body
}

/// The text with `\n` at its line ends, and without a line that would open
/// one of the article's own sections.
fn guarded(text: &str) -> String {
    let lines: Vec<String> = text
        .trim()
        .lines()
        .map(|line| {
            let line = line.trim_end();
            let is_ours = SECTIONS.iter().any(|(heading, _)| *heading == line);
            format!("{}{line}", if is_ours { "\\" } else { "" })
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket(id: &str, title: &str, body: &str) -> Ticket {
        let mut ticket = Ticket::blank(id.parse().unwrap());
        ticket.fields.title = Some(title.to_owned());
        ticket.body = body.to_owned();
        ticket
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    const BODY: &str = "\nEvery invoice is rejected.\n\n## Diagnosis\n\n### Reproduction\n\nEnter one.\n\n\
        ### Cause\n\nA missing row.\n\n## Resolution\n\nTable restored.\n\n\
        ## Conversation\n\n### 2026-11-22T09:31:02-05:00 · ana → marta · phone · q1z7bb\n> Hello Marta.\n";

    #[test]
    fn a_ticket_becomes_problem_cause_and_solution() {
        let mut one = ticket("INC-261122-AAAAA", "Rejected with H007", BODY);
        one.fields.category = Some("invoicing/tax".to_owned());
        one.fields.error_code = Some("H007".to_owned());
        let article = draft(
            &[one],
            None,
            Visibility::Internal,
            &Private::default(),
            today(),
        );
        assert_eq!(article.title, "Rejected with H007");
        assert_eq!(article.categories, ["invoicing/tax"]);
        assert_eq!(article.error_codes, ["H007"]);
        assert_eq!(
            article.body,
            "\n## Problem\n\nEvery invoice is rejected.\n\n## Cause\n\nA missing row.\n\n## Solution\n\nTable restored.\n"
        );
    }

    #[test]
    fn of_several_tickets_each_text_and_code_is_taken_once() {
        let mut one = ticket("INC-261122-AAAAA", "One", BODY);
        let mut two = ticket("INC-261122-BBBBB", "Two", &BODY.replace('\n', "\r\n"));
        two.body = two.body.replace("Every invoice", "Each invoice");
        for ticket in [&mut one, &mut two] {
            ticket.fields.error_code = Some("H007".to_owned());
        }
        two.fields.service = Some("billing".to_owned());
        let article = draft(
            &[one, two],
            Some("H007"),
            Visibility::Internal,
            &Private::default(),
            today(),
        );
        assert_eq!(article.title, "H007");
        assert_eq!(article.service.as_deref(), Some("billing"));
        assert_eq!(article.error_codes, ["H007"]);
        assert_eq!(article.tickets.len(), 2);
        assert_eq!(
            article.body,
            "\n## Problem\n\nEvery invoice is rejected.\n\nEach invoice is rejected.\n\n\
             ## Cause\n\nA missing row.\n\n## Solution\n\nTable restored.\n"
        );
    }

    #[test]
    fn a_section_without_text_keeps_its_heading_and_no_text_makes_a_heading() {
        let one = ticket(
            "INC-261122-AAAAA",
            "One",
            "\nx\n\n## Solution\n\n# a comment\n",
        );
        let article = draft(
            &[one],
            None,
            Visibility::Internal,
            &Private::default(),
            today(),
        );
        assert_eq!(
            article.body,
            "\n## Problem\n\nx\n\n\\## Solution\n\n# a comment\n\n## Cause\n\n## Solution\n"
        );
    }

    #[test]
    fn a_public_draft_has_no_names_and_no_conversation() {
        let mut one = ticket("INC-261122-AAAAA", "Marta cannot invoice", BODY);
        one.body = one.body.replace(
            "Every invoice",
            "Call MARTA or mail marta.ruiz@coop.example, every invoice",
        );
        one.fields.requester = Some("marta".to_owned());
        let private = Private::of(std::slice::from_ref(&one), &[]);
        let article = draft(&[one], None, Visibility::Public, &private, today());
        assert_eq!(article.title, "[name] cannot invoice");
        assert!(
            article
                .body
                .contains("Call [name] or mail [address], every invoice is rejected.")
        );
        assert!(!article.body.contains("Hello"));
    }
}
