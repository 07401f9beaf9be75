//! From YAML to values, and from a parser's complaint to a [`Fault`].

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use crate::core::fault::Fault;

use super::caps::{self, MAX_BYTES};
use super::split::{self, Document};

impl Document {
    /// Reads the head, within the limits of [`within_caps`](super::within_caps).
    ///
    /// A head without any key is read as an empty mapping, so that a missing
    /// field is called missing. Positions in errors are those of the file.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        read(self.head(), self.head_line())
    }

    /// The head as a mapping, in its order.
    pub(super) fn mapping(&self) -> Result<Mapping, Fault> {
        match self.read::<Value>()? {
            Value::Mapping(mapping) => Ok(mapping),
            _ => Err(Fault::new(
                "",
                self.head_line(),
                1,
                "the front matter is not a list of `key: value` lines",
            )),
        }
    }
}

/// Reads a plain YAML file, such as `bitacora.yaml`: as front matter is read,
/// without fences.
pub fn read_yaml<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    let text = split::without_bom(split::utf8(bytes)?);
    if text.len() > MAX_BYTES {
        return Err(split::too_long(text.len(), 1));
    }
    read(text, 1)
}

/// `first_line` is where in its file the text begins.
pub(super) fn read<T: DeserializeOwned>(text: &str, first_line: usize) -> Result<T, Fault> {
    caps::within(text, first_line)?;
    if is_blank(text) {
        return T::deserialize(Value::Mapping(Mapping::new()))
            .map_err(|error| Fault::new("", first_line, 1, error.to_string()));
    }
    serde_yaml::from_str(text).map_err(|error| fault(&error, text, first_line))
}

/// Whether there is nothing but comments.
pub(super) fn is_blank(text: &str) -> bool {
    text.lines()
        .map(str::trim_start)
        .all(|line| line.is_empty() || line.starts_with('#'))
}

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
    } else if message.contains("recursion limit exceeded") || message.contains(caps::TOO_DEEP) {
        (offset, caps::too_deep(), None)
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
