//! What full text is looked for, and where a text has it.

use std::collections::{BTreeSet, HashMap};

use super::cut::{stems, words};
use super::faq::Article;
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
}

/// Something that has what was looked for.
#[derive(Debug, Clone)]
pub enum Found {
    /// A ticket, with its body.
    Ticket(Box<Ticket>),
    /// An article of the FAQ, by its slug.
    Article(String, Box<Article>),
}

impl Found {
    /// What it has in common with what was asked for.
    #[must_use]
    pub fn common(&self, likeness: &Likeness) -> Common {
        match self {
            Self::Ticket(ticket) => {
                let fields = &ticket.fields;
                let code = fields.error_code.as_deref();
                let text = format!("{}\n{}", ticket.title(), ticket.body);
                likeness.common(&text, code.as_slice(), fields.service.as_deref())
            }
            Self::Article(_, article) => {
                let codes: Vec<&str> = article.error_codes.iter().map(String::as_str).collect();
                let text = format!("{}\n{}", article.title, article.body);
                likeness.common(&text, &codes, article.service.as_deref())
            }
        }
    }
}

/// A piece of a text, and whether it is what was looked for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
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
        let is_beginning = text.trim_end().ends_with('*');
        (!places.is_empty()).then_some(Self {
            is_inexact: !quoted && !is_beginning && places.len() == 1,
            is_beginning,
            places,
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

    /// How many words it takes from here on; none if it is not here.
    fn begins(&self, from: &[(std::ops::Range<usize>, String)]) -> Option<usize> {
        let last = self.places.len() - 1;
        let here = from.get(..=last)?;
        let mut pairs = here.iter().zip(&self.places).enumerate();
        pairs
            .all(|(place, ((_, word), forms))| {
                if place == last && self.is_beginning {
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
            let near = near.map(|hit| text[hit.clone()].to_lowercase());
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
                .filter_map(|phrase| phrase.begins(&words[at..]))
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

/// A word of a text that others are compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// As it stands there, in small letters.
    pub shown: String,
    /// With its other forms, folded.
    pub phrase: Phrase,
    /// How much it tells apart; not negative.
    pub weight: f64,
}

/// What others are compared with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Likeness {
    /// The words that tell most apart.
    pub words: Vec<Weighed>,
    /// The code on the screen.
    pub error_code: Option<String>,
    /// What it is about.
    pub service: Option<String>,
}

/// What something has in common with what was asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Common {
    /// The part of the weight of what was asked for, in hundredths.
    pub percent: u8,
    /// The words, as they were asked for, the weightiest first.
    pub words: Vec<String>,
    /// The code, if both have it.
    pub error_code: Option<String>,
    /// The service, if both have it.
    pub service: Option<String>,
}

/// What the same code is worth, beside all words together.
const CODE: f64 = 0.5;
/// What the same service is worth, likewise.
const SERVICE: f64 = 0.1;
/// Words that are compared: those that tell most apart.
const WORDS: usize = 12;
/// Letters of a text that say what it is about.
const GIST: usize = 1000;

impl Likeness {
    /// Keeps the weightiest of some words.
    #[must_use]
    pub fn with(mut self, mut words: Vec<Weighed>) -> Self {
        words.sort_by(|a, b| {
            let order = b.weight.total_cmp(&a.weight);
            order.then_with(|| a.shown.cmp(&b.shown))
        });
        words.truncate(WORDS);
        self.words = words;
        self
    }

    /// What a text has in common with it.
    #[must_use]
    pub fn common(&self, text: &str, codes: &[&str], service: Option<&str>) -> Common {
        let there: BTreeSet<String> = words(text).map(|(_, word)| word).collect();
        let shared = self.words.iter().filter(|word| {
            let mut forms = word.phrase.places[0].iter();
            forms.any(|form| there.contains(form))
        });
        let shared: Vec<&Weighed> = shared.collect();
        let all: f64 = self.words.iter().map(|word| word.weight).sum();
        // Without a word that tells anything apart, the rest is all there is.
        let base = if all > 0.0 { all } else { 1.0 };
        let mut whole = all;
        let mut part: f64 = shared.iter().map(|word| word.weight).sum();
        let same = |asked: &Option<String>, has: &[&str]| {
            let asked = asked.as_deref()?;
            let is_same = has.iter().any(|has| has.eq_ignore_ascii_case(asked));
            is_same.then(|| asked.to_owned())
        };
        let error_code = same(&self.error_code, codes);
        let service = same(&self.service, service.as_slice());
        for (asked, both, worth) in [
            (&self.error_code, &error_code, CODE),
            (&self.service, &service, SERVICE),
        ] {
            if asked.is_some() {
                whole += base * worth;
            }
            if both.is_some() {
                part += base * worth;
            }
        }
        Common {
            percent: percent(part, whole),
            words: shared.iter().map(|word| word.shown.clone()).collect(),
            error_code,
            service,
        }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // It lies between 0 and 100.
fn percent(part: f64, whole: f64) -> u8 {
    if whole > 0.0 {
        (part / whole * 100.0).round().clamp(0.0, 100.0) as u8
    } else {
        0
    }
}

/// How much a word tells apart that `with` of `all` texts have.
#[must_use]
#[allow(clippy::cast_precision_loss)] // Nobody has 2^52 tickets.
pub fn weight(with: usize, all: usize) -> f64 {
    (1.0 + all.max(with) as f64 / with.max(1) as f64).ln()
}

/// What a ticket is about, in its own words: the lines before the first
/// heading.
#[must_use]
pub fn gist(title: &str, body: &str) -> String {
    let lines = body.lines().take_while(|line| !line.starts_with("## "));
    let text = lines.collect::<Vec<_>>().join("\n");
    let end = text.floor_char_boundary(GIST);
    format!("{title}\n{}", &text[..end])
}

/// The different words of a text, folded, each as it first stands there.
#[must_use]
pub fn different(text: &str) -> Vec<(String, String)> {
    let mut first: HashMap<String, String> = HashMap::new();
    for (at, word) in words(text) {
        let shown = || text[at].to_lowercase();
        first.entry(word).or_insert_with(shown);
    }
    let mut different: Vec<_> = first.into_iter().collect();
    different.sort_unstable();
    different
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

    #[test]
    fn likeness_is_the_part_of_the_weight_that_both_have() {
        let word = |text: &str, weight| Weighed {
            shown: text.to_owned(),
            phrase: Phrase::of(text, false).unwrap(),
            weight,
        };
        let asked = Likeness {
            error_code: Some("H007".to_owned()),
            service: Some("billing".to_owned()),
            ..Likeness::default()
        };
        let asked = asked.with(vec![word("freight", 3.0), word("invoice", 7.0)]);
        let percent =
            |text: &str, codes: &[&str], service| asked.common(text, codes, service).percent;
        assert_eq!(percent("Freight invoice", &["h007"], Some("billing")), 100);
        assert_eq!(percent("An invoice", &[], None), 44);
        assert_eq!(percent("", &["H007"], None), 31);
        assert_eq!(percent("A printer", &["H008"], None), 0);
        assert_eq!(Likeness::default().common("", &[], None).percent, 0);
        let common = asked.common("A freight invoice", &[], None);
        assert_eq!(common.words, ["invoice", "freight"]);
    }
}
