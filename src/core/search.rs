//! What full text is looked for, and where a text has it.

use std::collections::BTreeSet;

use super::cut::{stems, words};
use super::faq::Article;
use super::fold::{fold, fold_with_enye};
use super::ticket::Ticket;

/// Letters of a snippet before the first hit, and all of them.
const LEAD: usize = 12;
const LENGTH: usize = 120;

/// Words and phrases that a text must have, and others that it must not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// All of them.
    pub phrases: Vec<Phrase>,
    /// None of them.
    pub unwanted: Vec<Phrase>,
}

/// Words that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// For each place the folded words that may stand there.
    pub places: Vec<Vec<String>>,
    /// Whether the last may go on.
    pub is_beginning: bool,
    /// Whether other forms of the word do as well.
    pub is_inexact: bool,
    /// For each place the word as it was typed, where it has an ñ: an n is not
    /// what was meant.
    typed: Vec<Option<String>>,
}

/// Something that has what was looked for.
#[derive(Debug, Clone)]
pub enum Found {
    /// A ticket, with its body.
    Ticket(Box<Ticket>),
    /// An article of the FAQ, by its slug.
    Article(String, Box<Article>),
}

/// A piece of a text, and whether it is what was looked for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Piece {
    /// As it stands, white space apart.
    pub text: String,
    /// Whether it was looked for.
    pub hit: bool,
}

impl Phrase {
    /// As typed: `quoted` words are taken as they are, and so are those that
    /// something other than white space joins. None: there is no word in it.
    #[must_use]
    pub fn of(text: &str, quoted: bool) -> Option<Self> {
        let places: Vec<_> = words(text).map(|(_, word)| vec![word]).collect();
        let typed = words(text).map(|(at, _)| {
            let typed = fold_with_enye(&text[at]);
            typed.contains('ñ').then(|| typed.into_owned())
        });
        let typed = typed.collect();
        let is_beginning = text.trim_end().ends_with('*');
        (!places.is_empty()).then_some(Self {
            is_inexact: !quoted && !is_beginning && places.len() == 1,
            is_beginning,
            places,
            typed,
        })
    }

    /// Adds the forms of its word: those that share a stem, by `family`.
    ///
    /// # Errors
    /// Those of `family`.
    pub fn grow<E>(
        &mut self,
        mut family: impl FnMut(&str) -> Result<Vec<String>, E>,
    ) -> Result<(), E> {
        if !self.is_inexact {
            return Ok(());
        }
        let forms = &mut self.places[0];
        for stem in stems(&forms[0].clone()) {
            forms.extend(family(&stem)?);
        }
        let typed = forms.remove(0);
        forms.retain(|form| *form != typed);
        forms.sort_unstable();
        forms.dedup();
        forms.insert(0, typed);
        Ok(())
    }

    /// Whether one of its words was typed with an ñ.
    #[must_use]
    pub fn has_enye(&self) -> bool {
        self.typed.iter().any(Option::is_some)
    }

    /// Whether a word of a text has an ñ wherever the one that was typed has
    /// one, as far as they are the same; endings may differ.
    fn keeps_enye(&self, place: usize, word: &str) -> bool {
        let Some(Some(typed)) = self.typed.get(place) else {
            return true;
        };
        let word = fold_with_enye(word);
        let plain = |letter: char| if letter == 'ñ' { 'n' } else { letter };
        let pairs = typed.chars().zip(word.chars());
        let mut common = pairs.take_while(|(typed, there)| plain(*typed) == plain(*there));
        common.all(|(typed, there)| typed != 'ñ' || there == 'ñ')
    }

    /// How many words of a text it takes from here on; none if it is not here.
    fn begins(&self, text: &str, from: &[(std::ops::Range<usize>, String)]) -> Option<usize> {
        let last = self.places.len() - 1;
        let here = from.get(..=last)?;
        let mut pairs = here.iter().zip(&self.places).enumerate();
        pairs
            .all(|(place, ((at, word), forms))| {
                if !self.keeps_enye(place, &text[at.clone()]) {
                    false
                } else if place == last && self.is_beginning {
                    forms.iter().any(|form| word.starts_with(form.as_str()))
                } else {
                    forms.contains(word)
                }
            })
            .then_some(last + 1)
    }
}

impl Wanted {
    /// Adds the forms of every word that is not to be taken as it is.
    ///
    /// # Errors
    /// Those of `family`.
    pub fn grow<E>(
        &mut self,
        mut family: impl FnMut(&str) -> Result<Vec<String>, E>,
    ) -> Result<(), E> {
        let phrases = self.phrases.iter_mut().chain(&mut self.unwanted);
        phrases
            .into_iter()
            .try_for_each(|phrase| phrase.grow(&mut family))
    }

    /// Whether texts have all that is wanted and nothing that is not, which an
    /// index cannot tell where something was typed with an ñ.
    #[must_use]
    pub fn is_in(&self, texts: &[&str]) -> bool {
        let cut: Vec<(&str, Vec<_>)> = texts
            .iter()
            .map(|text| (*text, words(text).collect()))
            .collect();
        let has = |phrase: &Phrase| {
            let mut texts = cut.iter();
            texts.any(|(text, words)| {
                let mut starts = 0..words.len();
                starts.any(|at| phrase.begins(text, &words[at..]).is_some())
            })
        };
        let with_enye = |phrase: &&Phrase| phrase.has_enye();
        self.phrases.iter().filter(with_enye).all(has)
            && !self.unwanted.iter().filter(with_enye).any(has)
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The text in pieces, hits apart; white space is one space.
    #[must_use]
    pub fn mark(&self, text: &str) -> Vec<Piece> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        pieces(&text, &self.hits(&text))
    }

    /// The part of a text that has most of what was looked for, in pieces:
    /// the beginning of one that has nothing of it.
    #[must_use]
    pub fn snippet(&self, text: &str) -> Vec<Piece> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let hits = self.hits(&text);
        let different = |from: usize| {
            let near = hits[from..].iter();
            let near = near.take_while(|hit| hit.end <= hits[from].start + LENGTH - LEAD);
            let near = near.map(|hit| fold(&text[hit.clone()]).into_owned());
            near.collect::<BTreeSet<_>>().len()
        };
        let best = (0..hits.len()).rev().max_by_key(|from| different(*from));
        let first = best.map_or(0, |best| hits[best].start);
        let start = if first <= LEAD {
            0
        } else {
            let from = text.floor_char_boundary(first - LEAD);
            let space = text[from..first].find(' ');
            space.map_or(first, |space| from + space + 1)
        };
        let end = text.floor_char_boundary(start.saturating_add(LENGTH));
        let end = if end < text.len() {
            let space = text[start..end].rfind(' ').map(|space| start + space);
            space.filter(|space| *space > first).unwrap_or(end)
        } else {
            end
        };
        let inside = hits
            .iter()
            .filter(|hit| hit.start >= start && hit.end <= end);
        let inside: Vec<_> = inside
            .map(|hit| hit.start - start..hit.end - start)
            .collect();
        let mut found = pieces(&text[start..end], &inside);
        let more = |text: &str| Piece {
            text: text.to_owned(),
            hit: false,
        };
        if start > 0 {
            found.insert(0, more("… "));
        }
        if end < text.len() {
            found.push(more(" …"));
        }
        joined(found)
    }

    /// Where a text has what was looked for, in order.
    fn hits(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        let words: Vec<_> = words(text).collect();
        let mut hits = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let phrases = self.phrases.iter();
            let longest = phrases
                .filter_map(|phrase| phrase.begins(text, &words[at..]))
                .max();
            if let Some(taken) = longest {
                hits.push(words[at].0.start..words[at + taken - 1].0.end);
            }
            at += longest.unwrap_or(1);
        }
        hits
    }
}

fn pieces(text: &str, hits: &[std::ops::Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for hit in hits {
        pieces.push((at..hit.start, false));
        pieces.push((hit.clone(), true));
        at = hit.end;
    }
    pieces.push((at..text.len(), false));
    let pieces = pieces.into_iter().filter(|(range, _)| !range.is_empty());
    let pieces = pieces.map(|(range, hit)| Piece {
        text: text[range].to_owned(),
        hit,
    });
    pieces.collect()
}

/// Neighbours that are no hit are one piece.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if !last.hit && !piece.hit => last.text.push_str(&piece.text),
            _ => joined.push(piece),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(phrases: &[(&str, bool)]) -> Wanted {
        let phrases = phrases.iter();
        Wanted {
            phrases: phrases
                .filter_map(|(text, quoted)| Phrase::of(text, *quoted))
                .collect(),
            unwanted: Vec::new(),
        }
    }

    fn told(pieces: &[Piece]) -> String {
        let pieces = pieces.iter();
        let told = pieces.map(|piece| {
            if piece.hit {
                format!("[{}]", piece.text)
            } else {
                piece.text.clone()
            }
        });
        told.collect()
    }

    #[test]
    fn hits_are_words_beginnings_and_phrases() {
        for (phrases, text, expected) in [
            (&[("h007", false)][..], "Error H007.", "Error [H007]."),
            (
                &[("TX-22", false)],
                "tx-22, TX 22, tx",
                "[tx-22], [TX 22], tx",
            ),
            (
                &[("fact*", false)],
                "Facturación, fax",
                "[Facturación], fax",
            ),
            (
                &[("no cuadra", true)],
                "no cuadra; cuadra no",
                "[no cuadra]; cuadra no",
            ),
            (&[("a", false), ("a b", true)], "a b a", "[a b] [a]"),
            (&[("\u{1f600}", false)], "nothing", "nothing"),
        ] {
            assert_eq!(told(&wanted(phrases).mark(text)), expected);
        }
    }

    #[test]
    fn other_forms_are_hits_once_they_are_known() {
        let mut wanted = wanted(&[("invoices", false), ("printing", true)]);
        let family = |stem: &str| -> Result<Vec<String>, ()> {
            Ok(match stem {
                "en:invoic" => vec!["invoice".to_owned(), "invoices".to_owned()],
                _ => Vec::new(),
            })
        };
        wanted.grow(family).unwrap();
        assert_eq!(
            told(&wanted.mark("An invoice printed")),
            "An [invoice] printed"
        );
    }

    #[test]
    fn a_snippet_is_where_most_different_hits_are() {
        let filler = "word ".repeat(60);
        let text = format!("alpha {filler} here is alpha\nand beta {filler}");
        let found = told(&wanted(&[("alpha", false), ("beta", false)]).snippet(&text));
        assert!(
            found.starts_with("… here is [alpha] and [beta] word"),
            "{found}"
        );
        assert!(found.ends_with(" …"), "{found}");
        assert_eq!(told(&wanted(&[("gamma", false)]).snippet("a\n\nb")), "a b");
        let long = "ñ".repeat(500);
        assert!(told(&wanted(&[("x", false)]).snippet(&long)).len() < 200);
    }
}
