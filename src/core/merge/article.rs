//! The merge of two versions of an article.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use serde_yaml::Value as Yaml;

use super::kept::{UNMERGED, held, line, of_keys};
use super::order::sequence;
use super::side::{self, Chunk, find, plain};
use super::text::{changed_by_one, text3, three, three_of, three_set};
use super::undecided::Undecided;

/// The merge of two versions of an article, as [`merge`](super::merge()) has it of a
/// ticket: its `tickets` are a set, and of two days on which it was last changed the
/// later stands. A slug that two made apart is one article with both texts.
///
/// # Errors
/// A side has no front matter that can be read.
pub fn merge_article(
    base: Option<&str>,
    ours: &str,
    theirs: &str,
) -> Result<(String, Vec<String>), Undecided> {
    if let Some(held) = changed_by_one(base, ours, theirs) {
        return Ok((held.to_owned(), Vec::new()));
    }
    let (a, b) = (Page::read(ours)?, Page::read(theirs)?);
    let base = base.and_then(|base| Page::read(base).ok());
    let base = base.as_ref();
    let mut remarks = Vec::new();
    let mut lost = BTreeSet::new();
    let mut chunks: BTreeMap<String, String> = BTreeMap::new();
    let names: BTreeSet<String> = a.names().chain(b.names()).collect();
    for key in names.iter().filter(|key| *key != UNMERGED) {
        let was = base.and_then(|base| base.raw(key));
        let (raw_a, raw_b) = (a.raw(key), b.raw(key));
        let (held, loser) = three(was, raw_a, raw_b);
        let raw = if key == "tickets" && raw_a.is_some() && raw_b.is_some() {
            let was = base.map(Page::tickets).unwrap_or_default();
            let all = three_set(&was, &a.tickets(), &b.tickets());
            match (a.tickets() == all, b.tickets() == all) {
                (true, true) => held,
                (true, false) => raw_a.cloned(),
                (false, true) => raw_b.cloned(),
                (false, false) => Some(line(key, &all.into_iter().collect())),
            }
        } else {
            if let Some(loser) = loser.filter(|_| key != "updated") {
                let value = loser.split_once(':').map_or("", |(_, value)| value);
                lost.insert((key.clone(), value.trim().to_owned()));
                remarks.push(format!(
                    "{key}: both changed it; the other value is under `{UNMERGED}`"
                ));
            }
            held
        };
        let Some(raw) = raw else { continue };
        let was = base.map(|base| base.lead(key)).unwrap_or_default();
        let lead = three_of(Some(&was), &a.lead(key), &b.lead(key));
        chunks.insert(key.clone(), lead + &raw);
    }
    let order = {
        let of = |page: &Page| {
            page.names()
                .filter(|key| key != UNMERGED)
                .collect::<Vec<_>>()
        };
        let base = base.map(of).unwrap_or_default();
        let kept: Vec<String> = chunks.keys().cloned().collect();
        sequence(&base, &of(&a), &of(&b), &kept, |_| None)
    };
    let mut head: String = order
        .iter()
        .filter_map(|key| chunks.get(key))
        .cloned()
        .collect();
    let of = |page: Option<&Page>| held(page.and_then(|page| page.value(UNMERGED)).as_ref());
    head.push_str(&of_keys([of(base), of(Some(&a)), of(Some(&b))], lost));
    let tail = base.map(|base| base.tail.clone()).unwrap_or_default();
    head.push_str(&three_of(Some(&tail), &a.tail, &b.tail));
    let body = {
        let was = base
            .map(|base| side::part("", &base.body))
            .unwrap_or_default();
        let (a, b) = (side::part("", &a.body), side::part("", &b.body));
        let above = three(was.above.as_ref(), a.above.as_ref(), b.above.as_ref()).0;
        let above = "\n".repeat(above.unwrap_or(0));
        format!(
            "{above}{}\n",
            text3(&was.text, &a.text, &b.text, None, None)
        )
    };
    let has_mark = three_of(base.map(|base| &base.has_mark), &a.has_mark, &b.has_mark);
    let has_crlf = three_of(base.map(|base| &base.has_crlf), &a.has_crlf, &b.has_crlf);
    let mark = if has_mark { "\u{feff}" } else { "" };
    let mut text = format!("{mark}---\n{head}---\n{body}");
    if has_crlf {
        text = text.replace('\n', "\r\n");
    }
    Ok((text, remarks))
}

/// Whether an article can be merged.
pub(super) fn read_article(text: &str) -> Result<(), Undecided> {
    Page::read(text).map(|_| ())
}

/// A page with front matter, taken apart.
struct Page {
    has_crlf: bool,
    has_mark: bool,
    keys: Vec<(String, Chunk)>,
    values: Yaml,
    tail: String,
    body: String,
}

impl Page {
    fn read(text: &str) -> Result<Self, Undecided> {
        let side::Whole {
            has_crlf,
            has_mark,
            head,
            body,
        } = side::Whole::of(text)?;
        let (keys, tail) = side::keys(&head)?;
        let values = serde_yaml::from_str(&head);
        Ok(Self {
            has_crlf,
            has_mark,
            keys,
            values: values.map_err(|error| Undecided::Unreadable(error.to_string()))?,
            tail,
            body,
        })
    }

    fn names(&self) -> impl Iterator<Item = String> {
        self.keys.iter().map(|(name, _)| name.clone())
    }

    fn raw(&self, key: &str) -> Option<&String> {
        find(&self.keys, key).map(|chunk| &chunk.raw)
    }

    fn lead(&self, key: &str) -> String {
        find(&self.keys, key).map_or_else(String::new, |chunk| chunk.lead.clone())
    }

    fn value(&self, key: &str) -> Option<Value> {
        self.values.get(key).map(plain)
    }

    fn tickets(&self) -> BTreeSet<String> {
        let value = self.value("tickets");
        let items = value.iter().filter_map(Value::as_array).flatten();
        items.filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "---\ntitle: Tax\ntickets: [A-1]\nupdated: 2026-11-01\n---\n\nOne.\nTwo.\n";

    fn both(base: Option<&str>, ours: &str, theirs: &str) -> String {
        let (one, _) = merge_article(base, ours, theirs).unwrap();
        let (other, _) = merge_article(base, theirs, ours).unwrap();
        assert_eq!(one, other);
        one
    }

    #[test]
    fn tickets_are_a_set_and_the_later_day_stands() {
        let ours = BASE
            .replace("[A-1]", "[A-1, A-2]")
            .replace("11-01", "11-05");
        let theirs = BASE
            .replace("[A-1]", "[A-3, A-1]")
            .replace("11-01", "11-03");
        let theirs = theirs.replace("Two.", "Two, mended.");
        assert_eq!(
            both(Some(BASE), &ours, &theirs),
            "---\ntitle: Tax\ntickets: [A-1, A-2, A-3]\nupdated: 2026-11-05\n---\n\nOne.\nTwo, mended.\n"
        );
        // One that a side took out is out.
        let without = BASE.replace("[A-1]", "[]");
        assert!(both(Some(BASE), &ours, &without).contains("tickets: [A-2]\n"));
    }

    #[test]
    fn a_title_changed_twice_is_one_and_the_other_is_kept() {
        let (ours, theirs) = (BASE.replace("Tax", "Taxes"), BASE.replace("Tax", "Levies"));
        let merged = both(Some(BASE), &ours, &theirs);
        assert!(merged.contains("title: Taxes\n"), "{merged}");
        assert!(
            merged.contains("unmerged:\n  title: [Levies]\n"),
            "{merged}"
        );
        // What is kept merges again.
        let settled = merged.replace("unmerged:\n  title: [Levies]\n", "");
        assert_eq!(both(Some(&merged), &settled, &merged), settled);
    }

    #[test]
    fn one_slug_made_twice_is_one_article_with_both_texts() {
        let ours = "---\ntickets: [A-1]\ntitle: Tax\n---\n\nMine.\n";
        let theirs = "---\ntickets: [A-2]\ntitle: Tax\n---\n\nYours.\n";
        assert_eq!(
            both(None, ours, theirs),
            "---\ntickets: [A-1, A-2]\ntitle: Tax\n---\n\nMine.\n\nYours.\n"
        );
    }

    #[test]
    fn a_page_without_front_matter_is_nobody_elses_to_merge() {
        let merged = merge_article(None, "one\n", "two\n");
        assert!(matches!(merged, Err(Undecided::Unreadable(_))));
    }
}
