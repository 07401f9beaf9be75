//! What the parser says, in our words.

use crate::core::fault::Fault;

use super::bounds::{TOO_DEEP, too_deep};
use super::split;

/// What `serde_yaml` says about `text`, in our words where we have better ones.
pub(super) fn fault(error: &serde_yaml::Error, text: &str, first_line: usize) -> Fault {
    let whole = error.to_string();
    let (message, offset) = match error.location() {
        Some(location) => {
            let place = format!(" at line {} column {}", location.line(), location.column());
            let end = whole.find(&place).unwrap_or(whole.len());
            (&whole[..end], location.index())
        }
        None => (whole.as_str(), 0),
    };
    let (offset, reason, hint) = explain(message, text, offset);
    let (line, column) = split::position(text, offset, first_line);
    let fault = Fault::new("", line, column, reason);
    match hint {
        Some(hint) => fault.hinted(hint),
        None => fault,
    }
}

fn explain(message: &str, text: &str, offset: usize) -> (usize, String, Option<&'static str>) {
    const QUOTE: Option<&str> = Some("put the value in quotes");
    let here = text.get(offset..).and_then(|rest| rest.chars().next());
    let duplicate = ["duplicate entry with key ", "duplicate field "]
        .iter()
        .find_map(|words| message.split_once(words));
    if let Some((path, key)) = duplicate {
        let bare = key.trim_matches(['"', '`']);
        // Of a top-level key we can tell where it stands again.
        let again = path.is_empty().then(|| second_line_of(text, bare));
        let offset = again.flatten().unwrap_or(offset);
        (offset, format!("the key `{bare}` stands here twice"), None)
    } else if message.contains("mapping values are not allowed") {
        let reason = "`: ` inside a value that is not quoted";
        (offset, reason.to_owned(), QUOTE)
    } else if message.contains("tab character")
        || message.contains("cannot start any token") && here == Some('\t')
    {
        let reason = "a tab where YAML wants spaces";
        (offset, reason.to_owned(), Some("indent with spaces"))
    } else if message.contains("cannot start any token") {
        let what = here.map_or_else(String::new, |c| format!(" `{c}`"));
        let reason = format!("a value cannot begin with{what}");
        (offset, reason, QUOTE)
    } else if message.contains("control characters are not allowed") {
        let (at, what) = control_character(text).unwrap_or((offset, '\0'));
        let reason = format!("the control character U+{:04X}", u32::from(what));
        let hint = Some("write it escaped, in double quotes");
        (at, reason, hint)
    } else if message.contains("more than one document") {
        let offset = second_document(text).unwrap_or(offset);
        let reason = "a second YAML document begins here";
        (offset, reason.to_owned(), None)
    } else if message.starts_with("unknown anchor") {
        let reason = "an alias (`*name`), which is not read";
        let hint = "write the value out, or put it in quotes if it is text";
        (offset, reason.to_owned(), Some(hint))
    } else if message.contains("recursion limit exceeded") || message.contains(TOO_DEEP) {
        (offset, too_deep(), None)
    } else {
        (offset, message.to_owned(), None)
    }
}

/// Where a top-level key stands for the second time.
fn second_line_of(text: &str, key: &str) -> Option<usize> {
    let mut seen = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let rest = line
            .strip_prefix(key)
            .or_else(|| line.strip_prefix(['"', '\''])?.strip_prefix(key));
        if rest.is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':')) {
            if seen {
                return Some(at);
            }
            seen = true;
        }
        at += line.len();
    }
    None
}

fn second_document(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && line.starts_with("---") {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// The first character that YAML admits only as an escape.
fn control_character(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|&(_, c)| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}'))
            || matches!(c, '\u{fffe}' | '\u{ffff}')
    })
}
