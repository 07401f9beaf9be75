//! Texts merged by line: no line is lost, and there are no conflict markers.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::diff::{Region, regions};

/// When a side wrote something: seconds since 1970, and the event.
pub(super) type When = (i64, String);

/// What a heading says under which a text is kept that lost.
const UNMERGED: &str = "#### Unmerged ";

/// Six characters of a hash of a text, the first a `u`, which no drawn `ev` has.
pub(super) fn name_of(text: &str) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let hash = Sha256::digest(text.as_bytes());
    let rest = hash.iter().take(5);
    let rest = rest.map(|byte| char::from(DIGITS[usize::from(byte % 32)]));
    std::iter::once('u').chain(rest).collect()
}

/// Of a value that three have: what holds, and what lost against it. A change on one
/// side holds; of two the greater; an edit against a removal.
pub(super) fn three<T: Ord + Clone>(
    base: Option<&T>,
    a: Option<&T>,
    b: Option<&T>,
) -> (Option<T>, Option<T>) {
    let held = |value: Option<&T>| (value.cloned(), None);
    match (a, b) {
        _ if a == b || b == base => held(a),
        _ if a == base => held(b),
        (None, other) | (other, None) => held(other),
        (Some(a), Some(b)) => (Some(a.max(b).clone()), Some(a.min(b).clone())),
    }
}

/// As [`three`], of what is never absent on the two sides.
pub(super) fn three_of<T: Ord + Clone>(base: Option<&T>, a: &T, b: &T) -> T {
    let (held, _) = three(base, Some(a), Some(b));
    held.unwrap_or_else(|| a.clone())
}

/// A set that three have: what came on a side is there, what went on one is not.
pub(super) fn three_set<T: Ord + Clone>(
    base: &BTreeSet<T>,
    a: &BTreeSet<T>,
    b: &BTreeSet<T>,
) -> BTreeSet<T> {
    let kept = a.intersection(b);
    let came = a.difference(base).chain(b.difference(base));
    kept.chain(came).cloned().collect()
}

/// Whether a line is the heading of a block that lost.
pub(super) fn is_block(line: &str) -> bool {
    line.strip_prefix(UNMERGED).is_some_and(|name| {
        let is_of_name = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_lowercase();
        name.len() == 6 && name.starts_with('u') && name.bytes().all(is_of_name)
    })
}

/// A text without the blocks that lost, and their texts.
pub(super) fn apart(text: &str) -> (String, BTreeSet<String>) {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with(UNMERGED) && line[UNMERGED.len()..].starts_with('u') {
            starts.push(at);
        }
        at += line.len();
    }
    let (mut rest, mut held, mut from) = (String::new(), BTreeSet::new(), 0);
    for (number, start) in starts.iter().copied().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(text.len());
        let Some((heading, block)) = text[start..end].split_once('\n') else {
            continue;
        };
        if is_block(heading) {
            rest.push_str(&text[from..start]);
            from = end;
            held.insert(block.trim_matches('\n').to_owned());
        }
    }
    rest.push_str(&text[from..]);
    (rest.trim_matches('\n').to_owned(), held)
}

/// The names of the blocks that lost, also of those in messages.
pub(super) fn unmerged_blocks(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.strip_prefix("> ").unwrap_or(line);
        line.strip_prefix(UNMERGED).map(str::trim_end)
    })
}

/// The text that holds where no more than one side changed it.
pub(super) fn changed_by_one<'t>(base: Option<&str>, a: &'t str, b: &'t str) -> Option<&'t str> {
    if a == b || Some(b) == base {
        Some(a)
    } else {
        (Some(a) == base).then_some(b)
    }
}

fn lines(text: &str) -> Vec<&str> {
    if text.is_empty() {
        Vec::new()
    } else {
        text.split('\n').collect()
    }
}

/// Merges a text by line. What both added stays, the earlier first; a side that only
/// added to the changed lines adds; of the same lines changed twice the later text
/// stays, and the other is kept at the end.
pub(super) fn text3(
    base: &str,
    a: &str,
    b: &str,
    wrote_a: Option<&When>,
    wrote_b: Option<&When>,
) -> String {
    if let Some(held) = changed_by_one(Some(base), a, b) {
        return held.to_owned();
    }
    let ((base, was), (a, held_a), (b, held_b)) = (apart(base), apart(a), apart(b));
    let mut held = three_set(&was, &held_a, &held_b);
    let (base, a, b) = (lines(&base), lines(&a), lines(&b));
    let mut out: Vec<&str> = Vec::new();
    for region in regions(&base, &a, &b) {
        let [was, mut a, mut b] = match region {
            Region::Same(lines) => {
                out.extend(lines);
                continue;
            }
            Region::Other(sides) => sides,
        };
        if a == b || b == was {
            out.extend(a);
            continue;
        }
        if a == was {
            out.extend(b);
            continue;
        }
        let mut is_addition = was.is_empty();
        if !was.is_empty() {
            match (a.strip_prefix(was), b.strip_prefix(was)) {
                (Some(more_a), Some(more_b)) => {
                    out.extend(was);
                    (a, b) = (more_a, more_b);
                    is_addition = true;
                }
                (Some(more), None) => {
                    out.extend(b.iter().chain(more));
                    continue;
                }
                (None, Some(more)) => {
                    out.extend(a.iter().chain(more));
                    continue;
                }
                (None, None) => {
                    if let Some(more) = a.strip_suffix(was) {
                        out.extend(more.iter().chain(b));
                        continue;
                    }
                    if let Some(more) = b.strip_suffix(was) {
                        out.extend(more.iter().chain(a));
                        continue;
                    }
                }
            }
        }
        if is_addition {
            // Who did not say when comes last.
            let mut sides = [
                (wrote_a.is_none(), wrote_a, a),
                (wrote_b.is_none(), wrote_b, b),
            ];
            sides.sort();
            let [(.., first), (.., second)] = sides;
            out.extend(first);
            if let (Some(last), Some(next)) = (first.last(), second.first())
                && !last.trim().is_empty()
                && !next.trim().is_empty()
            {
                out.push("");
            }
            out.extend(second);
        } else if a.is_empty() || b.is_empty() {
            out.extend(a.iter().chain(b));
        } else {
            // Who did not say when comes first, and does not stand.
            let mut sides = [(wrote_a, a), (wrote_b, b)];
            sides.sort();
            let [(_, earlier), (_, later)] = sides;
            out.extend(later);
            held.insert(earlier.join("\n").trim_matches('\n').to_owned());
        }
    }
    let mut text = out.join("\n").trim_matches('\n').to_owned();
    let mut held: Vec<(String, String)> = held
        .into_iter()
        .filter(|block| !block.is_empty())
        .map(|block| (name_of(&block), block))
        .collect();
    held.sort();
    for (name, block) in held {
        let _ = write!(text, "\n\n{UNMERGED}{name}\n\n{block}");
    }
    text.trim_matches('\n').to_owned()
}

/// As [`text3`], of quoted messages without their quotes.
pub(super) fn message3(
    base: &str,
    a: &str,
    b: &str,
    wrote_a: Option<&When>,
    wrote_b: Option<&When>,
) -> String {
    if let Some(held) = changed_by_one(Some(base), a, b) {
        return held.to_owned();
    }
    let is_quoted = |text: &&str| {
        text.split('\n')
            .all(|line| line == ">" || line.starts_with("> "))
    };
    let mut all = [base, a, b].into_iter().filter(|text| !text.is_empty());
    if !all.all(|text| is_quoted(&text)) {
        return text3(base, a, b, wrote_a, wrote_b);
    }
    let [base, a, b] = [base, a, b].map(|text| {
        let lines = text.split('\n');
        let unquoted = lines.map(|line| line.strip_prefix("> ").unwrap_or_default());
        unquoted.collect::<Vec<_>>().join("\n")
    });
    let merged = text3(&base, &a, &b, wrote_a, wrote_b);
    let quoted = merged.split('\n').map(|line| {
        if line.is_empty() {
            ">".to_owned()
        } else {
            format!("> {line}")
        }
    });
    quoted.collect::<Vec<_>>().join("\n")
}
