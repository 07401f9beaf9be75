//! What stands in brackets, found without parsing: how deep they may nest, and
//! where the items of a list are.

use std::ops::Range;

use super::bounds::{BLANK, FURTHER_BREAKS, MAX_BYTES, MAX_DEPTH, in_anchor};

/// What the parser may spend on brackets: bytes times the depth they may have.
const BRACKET_WORK: usize = MAX_BYTES * MAX_DEPTH;
/// Bytes looked at in search of closing brackets, after which an opening one
/// is taken to stay open.
const BRACKET_STEPS: usize = 4 * 1024 * 1024;

/// An upper bound of how deep the parser will find brackets, or the place
/// where they might cost more than [`BRACKET_WORK`].
///
/// Whether a bracket is structure or text depends on all that stands before
/// it. But if an opening one is structure, then from there on the rules are
/// simple until it is closed. So each opening bracket is followed on its own
/// as if it were structure; one that is not closed counts as open to the end.
pub(super) fn depth(text: &str) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let allowed = (BRACKET_WORK / bytes.len().max(1)).max(MAX_DEPTH);
    // A comment may begin after one of these where a reader of bytes sees none.
    let followed = !text.contains(FURTHER_BREAKS);
    let mut steps = BRACKET_STEPS;
    let mut open = 0;
    let mut inside = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if !matches!(byte, b'[' | b'{') {
            continue;
        }
        let closed = followed.then(|| depth_until_closed(bytes, at, &mut steps));
        match closed.flatten() {
            Some(depth) => inside = inside.max(depth),
            None => open += 1,
        }
        if open + inside > allowed {
            return Err(at);
        }
    }
    Ok(open + inside)
}

/// How deep the brackets nest from the opening one at `start` to the one that
/// closes it, if that opening one is structure.
fn depth_until_closed(bytes: &[u8], start: usize, steps: &mut usize) -> Option<usize> {
    let mut depth = 0;
    let mut deepest = 0;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(deepest);
                }
            }
            _ => {}
        }
        let end = end_of_token(bytes, at)?;
        *steps = steps.checked_sub(end - at)?;
        at = end;
        if deepest > MAX_DEPTH {
            return None;
        }
    }
    None
}

/// Just after the closing quote or bracket of what opens at `start`; `None` for
/// what opens nothing, or is never closed.
pub(super) fn closing(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes.get(start)? {
        b'"' => return end_of_double_quoted(bytes, start),
        b'\'' => return end_of_single_quoted(bytes, start),
        b'[' | b'{' => {}
        _ => return None,
    }
    let mut depth = 1;
    let mut at = start + 1;
    while depth > 0 {
        match bytes.get(at)? {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth -= 1,
            _ => {}
        }
        at = end_of_token(bytes, at)?;
    }
    Some(at)
}

/// The items of the list in brackets that begins at `start`.
pub(super) fn items(text: &str, start: usize) -> Option<Vec<Range<usize>>> {
    let bytes = text.as_bytes();
    let mut items = Vec::new();
    let mut item: Option<Range<usize>> = None;
    let mut depth = 1;
    let mut at = start + 1;
    loop {
        let end = end_of_token(bytes, at)?;
        match bytes[at] {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth -= 1,
            _ => {}
        }
        let token = text[at..end].trim_end_matches(BLANK).len();
        match bytes[at] {
            _ if depth == 0 => {
                items.extend(item);
                return Some(items);
            }
            b',' if depth == 1 => items.extend(item.take()),
            // An anchor is no part of the item, which may be nothing else.
            b'&' if item.is_none() => item = Some(end..end),
            // Without the blank, a colon would end nothing.
            b' ' if bytes[at - 1] == b':' => item = item.map(|item| item.start..end),
            b'#' => {}
            _ if token == 0 => {}
            _ => {
                let begun = item.filter(|item| !item.is_empty());
                item = Some(begun.map_or(at, |item| item.start)..at + token);
            }
        }
        at = end;
    }
}

/// Just after the bracket, the value or the blank at a byte inside of brackets.
fn end_of_token(bytes: &[u8], at: usize) -> Option<usize> {
    Some(match *bytes.get(at)? {
        b'"' => end_of_double_quoted(bytes, at)?,
        b'\'' => end_of_single_quoted(bytes, at)?,
        b'#' => at + bytes[at..].iter().position(|&b| is_break(b))?,
        b'!' => end_of_tag(bytes, at),
        b'&' | b'*' => {
            at + 1
                + bytes[at + 1..]
                    .iter()
                    .take_while(|&&b| in_anchor(b))
                    .count()
        }
        b'[' | b'{' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' | b'?' => at + 1,
        b'-' if bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace) => at + 1,
        _ => end_of_plain(bytes, at),
    })
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn end_of_double_quoted(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

fn end_of_single_quoted(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match (bytes.get(at)?, bytes.get(at + 1)) {
            (b'\'', Some(b'\'')) => at += 2,
            (b'\'', _) => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// A tag in angle brackets may hold brackets; any may hold a quote.
fn end_of_tag(bytes: &[u8], start: usize) -> usize {
    let verbatim = bytes.get(start + 1) == Some(&b'<');
    let ends = |&b: &u8| {
        b.is_ascii_whitespace()
            || if verbatim {
                b == b'>'
            } else {
                matches!(b, b',' | b'[' | b']' | b'{' | b'}')
            }
    };
    let Some(length) = bytes[start..].iter().position(ends) else {
        return bytes.len();
    };
    start + length + usize::from(bytes[start + length] == b'>')
}

/// A value without quotes, in which quotes are text and `#` is too unless
/// there is white space before it.
fn end_of_plain(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    let mut blank = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b',' | b'[' | b']' | b'{' | b'}' => return at,
            b':' if bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace) => {
                return at;
            }
            b'#' if blank => return at,
            _ => blank = byte.is_ascii_whitespace(),
        }
        at += 1;
    }
    at
}
