//! What an article for everybody must not say: who the customers are.

use crate::core::contract::Contract;
use crate::core::ticket::Ticket;

const NAME: &str = "[name]";
const CUSTOMER: &str = "[customer]";
const ADDRESS: &str = "[address]";

/// The shortest part of a name that is looked for on its own.
const SHORTEST: usize = 3;

/// Names of customers and of their people. E-mail addresses are private
/// whether they are known or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Private {
    /// What to look for, the longest first, and what stands for it.
    names: Vec<(String, &'static str)>,
}

/// Characters of the longest e-mail address.
const LONGEST: usize = 320;

/// A part of a text.
enum Piece<'t> {
    Open(&'t str),
    Private(&'t str, &'static str),
}

impl Private {
    /// What is private about these tickets: the names of all customers and
    /// contacts, and, of the customers concerned, also keys and parts of names.
    #[must_use]
    pub fn of(tickets: &[Ticket], contracts: &[Contract]) -> Self {
        let mut names: Vec<(String, &'static str)> = Vec::new();
        for ticket in tickets {
            let fields = &ticket.fields;
            names.extend(fields.requester.clone().map(|key| (key, NAME)));
            names.extend(fields.customer.clone().map(|key| (key, CUSTOMER)));
        }
        for contract in contracts {
            let is_concerned = tickets
                .iter()
                .any(|ticket| ticket.fields.customer.as_ref() == Some(&contract.customer));
            names.push((contract.name.clone(), CUSTOMER));
            for (key, contact) in &contract.contacts.0 {
                let name = contact.name.as_deref().unwrap_or_default();
                names.push((name.to_owned(), NAME));
                if is_concerned {
                    names.push((key.clone(), NAME));
                    names.extend(parts(name).map(|part| (part.to_owned(), NAME)));
                }
            }
        }
        names.retain(|(name, _)| !name.trim().is_empty());
        names.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        names.dedup();
        Self { names }
    }

    /// The text with a word in brackets for all that is private.
    #[must_use]
    pub fn blanked(&self, text: &str) -> String {
        self.pieces(text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Open(text) => text,
                Piece::Private(_, stand_in) => stand_in,
            })
            .collect()
    }

    /// What the text gives away, each once, in its own spelling.
    #[must_use]
    pub fn found<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut found = Vec::new();
        for piece in self.pieces(text) {
            if let Piece::Private(word, _) = piece
                && !found.contains(&word)
            {
                found.push(word);
            }
        }
        found
    }

    fn pieces<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        let (mut open, mut at) = (0, 0);
        let mut before = ' ';
        while let Some(here) = text[at..].chars().next() {
            let found = if is_word(before) {
                None
            } else {
                self.at(&text[at..])
            };
            let length = found.map_or(here.len_utf8(), |(length, _)| length);
            if let Some((length, stand_in)) = found {
                pieces.push(Piece::Open(&text[open..at]));
                pieces.push(Piece::Private(&text[at..at + length], stand_in));
                open = at + length;
            }
            before = text[at..at + length].chars().next_back().unwrap_or(' ');
            at += length;
        }
        pieces.push(Piece::Open(&text[open..]));
        pieces
    }

    /// The length of what is private at the beginning of a text.
    fn at(&self, text: &str) -> Option<(usize, &'static str)> {
        if let Some(length) = address(text) {
            return Some((length, ADDRESS));
        }
        self.names
            .iter()
            .find_map(|(name, stand_in)| Some((beginning(text, name)?, *stand_in)))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// The words of a name that are names by themselves: not `de` and `la`.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || c == '.')
        .filter(|part| part.chars().count() >= SHORTEST)
        .filter(|part| part.starts_with(char::is_uppercase))
}

/// How many bytes at the beginning of a text are this name, in any case, as
/// whole words.
fn beginning(text: &str, name: &str) -> Option<usize> {
    let mut rest = text.chars();
    for wanted in name.chars() {
        let same = rest.next()?.to_lowercase().eq(wanted.to_lowercase());
        if !same {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(is_word)).then_some(text.len() - rest.len())
}

/// How many bytes at the beginning of a text are an e-mail address.
fn address(text: &str) -> Option<usize> {
    let ends = |c: char| !(c.is_alphanumeric() || "@.!#$%&'*+/=?^_`{|}~-".contains(c));
    // Bounded, since it is asked anew at each word of a long run.
    let mut letters = text.char_indices();
    let end = letters.by_ref().take(LONGEST).find(|(_, c)| ends(*c));
    let end = end.or_else(|| letters.next());
    let run = &text[..end.map_or(text.len(), |(at, _)| at)];
    let (local, domain) = run.split_once('@')?;
    let end = domain.find(|c: char| !(c.is_alphanumeric() || ".-".contains(c)));
    let domain = domain[..end.unwrap_or(domain.len())].trim_end_matches(['.', '-']);
    let is_domain = domain
        .split_once('.')
        .is_some_and(|(host, rest)| !host.is_empty() && !rest.is_empty());
    (is_domain && !local.is_empty()).then_some(local.len() + 1 + domain.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::contract::Contact;
    use crate::core::ordered::Ordered;

    fn private() -> Private {
        let mut ticket = Ticket::blank("INC-261122-AAAAA".parse().unwrap());
        ticket.fields.customer = Some("coop-andina".to_owned());
        let contract = |customer: &str, name: &str, key: &str, contact: &str| Contract {
            customer: customer.to_owned(),
            name: name.to_owned(),
            contacts: Ordered(vec![(
                key.to_owned(),
                Contact {
                    name: Some(contact.to_owned()),
                    ..Contact::default()
                },
            )]),
            terms: Vec::new(),
        };
        let contracts = [
            contract("coop-andina", "Coop Andina", "luz", "Luz de la Peña"),
            contract("coop-costa", "Coop Costa", "support", "Rosa Paz"),
        ];
        Private::of(&[ticket], &contracts)
    }

    #[test]
    fn names_and_addresses_are_blanked_as_whole_words() {
        for (text, blanked) in [
            (
                "Luz de la Peña, Coop Andina, called.",
                "[name], [customer], called.",
            ),
            ("LUZ: la luz; peña", "[name]: la [name]; [name]"),
            ("Luzmila de la Peñaranda", "Luzmila de la Peñaranda"),
            ("coop-andina and Coop Costa", "[customer] and [customer]"),
            // Of a customer who is not concerned, only whole names.
            ("Rosa Paz: support, paz", "[name]: support, paz"),
            ("mailto:x.y+z@mail.coop.example.", "mailto:[address]."),
            (
                "<a@b.co>, @handle, a@b, user@",
                "<[address]>, @handle, a@b, user@",
            ),
            ("git@host.example:repo", "[address]:repo"),
            ("", ""),
        ] {
            assert_eq!(private().blanked(text), blanked, "{text}");
        }
    }

    #[test]
    fn what_is_found_is_told_once_as_it_is_spelt() {
        let text = "Luz, LUZ and Luz wrote from a@b.co";
        assert_eq!(private().found(text), ["Luz", "LUZ", "a@b.co"]);
        assert!(Private::default().found("Luz").is_empty());
    }

    proptest! {
        #[test]
        fn a_blanked_text_gives_nothing_away(text in "([a-zA-ZñÑİß@. -]|Luz|a@b\\.co){0,30}") {
            let blanked = private().blanked(&text);
            prop_assert!(private().found(&blanked).is_empty(), "{}", blanked);
        }
    }
}
