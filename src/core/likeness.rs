//! What two texts have in common, beside the code and the service.

use std::collections::{BTreeSet, HashMap};

use super::cut::words;
use super::fold::fold;
use super::search::{Found, Phrase};

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
            let is_same = has.iter().any(|has| fold(has) == fold(asked));
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

#[cfg(test)]
mod tests {
    use super::*;

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
