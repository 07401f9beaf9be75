//! Words as typed: one of a list, by a unique beginning.

use crate::core::refusal::Refusal;
use crate::core::words::{self, Beginning};

pub(super) fn choose_agent<'a>(
    text: &str,
    agents: impl IntoIterator<Item = &'a str>,
) -> Result<String, Refusal> {
    choose("an agent", text, agents).map_err(|refusal| match refusal {
        Refusal::Unknown { value, known, .. } => Refusal::NotAnAgent {
            handle: value,
            known,
        },
        other => other,
    })
}

/// Whether a text stands for whoever acts: nobody is called so.
#[must_use]
pub fn is_me(text: &str) -> bool {
    matches!(text, "me" | "@me")
}

pub(super) fn choose_or_open(
    what: &'static str,
    text: &str,
    list: Option<&[String]>,
) -> Result<String, Refusal> {
    match list {
        Some(list) => choose(what, text, list.iter().map(String::as_str)),
        None => open_word(what, text),
    }
}

/// A value of an open list: one line that is not empty, without the marks
/// that part the names of a message's heading.
pub fn open_word(what: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let is_mark = |letter: char| letter.is_control() || matches!(letter, '·' | '→');
    if text.is_empty() || text.contains(is_mark) {
        return Err(Refusal::Missing {
            what: format!("`{}` is not {what}", text.escape_debug()),
            hint: "one line, not empty, without · and →".to_owned(),
        });
    }
    Ok(text.to_owned())
}

/// A value of a closed list as typed: the value itself or its unique beginning.
pub fn choose<'a>(
    what: &'static str,
    text: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Result<String, Refusal> {
    let known: Vec<&str> = known.into_iter().collect();
    match words::unique_beginning(text, known.iter().copied()) {
        Beginning::Unique(value) => Ok(value.to_owned()),
        Beginning::Ambiguous(candidates) => Err(Refusal::Ambiguous {
            value: text.to_owned(),
            candidates: candidates.into_iter().map(str::to_owned).collect(),
        }),
        Beginning::None => Err(Refusal::Unknown {
            what,
            value: text.to_owned(),
            known: known.into_iter().map(str::to_owned).collect(),
        }),
    }
}
