//! What keeps text of tickets from speaking to the terminal.
//!
//! A title, a name or a file path may hold escape sequences, carriage returns
//! that overwrite a line, or marks that turn the reading order round. Each
//! writer for people passes text through here, and so do remarks and errors.

use std::borrow::Cow;
use std::fmt;

pub use crate::core::characters::is_hostile;

use crate::core::characters::{Verdict, all_shown, first_hidden, judged};

/// A text of unknown origin; shown, it is one harmless line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Untrusted<'a>(pub &'a str);

impl fmt::Display for Untrusted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&single_line(self.0))
    }
}

/// Whether the text can be shown as it is, on one line.
#[must_use]
pub fn is_harmless(text: &str) -> bool {
    first_hidden(text).is_none()
}

/// The text on one line: line ends and tabs become a space, other control
/// characters `^[` and the like, and what is invisible or reorders the line
/// U+FFFD.
#[must_use]
pub fn single_line(text: &str) -> Cow<'_, str> {
    cleaned(text, |c| matches!(c, '\n' | '\t').then_some(' '))
}

/// As [`single_line`], but line feeds and tabs stay; a carriage return before
/// a line feed is dropped.
#[must_use]
pub fn block(text: &str) -> Cow<'_, str> {
    cleaned(text, |c| matches!(c, '\n' | '\t').then_some(c))
}

fn cleaned(text: &str, kept: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if all_shown(text, |c| kept(c) == Some(c)) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len() + 16);
    let mut characters = judged(text).peekable();
    let mut is_flooded = false;
    while let Some((c, verdict)) = characters.next() {
        let was_flooded = std::mem::replace(&mut is_flooded, verdict == Verdict::Excess);
        if let Some(kept) = kept(c) {
            clean.push(kept);
        } else if c == '\r' && characters.peek().is_some_and(|(next, _)| *next == '\n') {
            // The line feed stands for both.
        } else if c.is_ascii_control() {
            clean.push('^');
            clean.push(char::from(c as u8 ^ 0x40));
        } else if verdict == Verdict::Shown {
            clean.push(c);
        } else if !was_flooded {
            // One for all the marks that are too many.
            clean.push(char::REPLACEMENT_CHARACTER);
        }
    }
    Cow::Owned(clean)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::characters::MARKS;

    /// One of each kind of character that must not reach a terminal.
    pub(in crate::render) const HOSTILE: &str = "a\u{1b}[31mred\u{7}\u{8}\rb\u{0}\u{7f}\u{9b}2J\u{85}\
         \u{202e}exe\u{2066}\u{200b}\u{200d}\u{61c}\u{feff}\u{2028}\u{180e}\u{e0041}\u{fffa}z\
         \u{ad}\u{34f}\u{115f}\u{1160}\u{2800}\u{3164}\u{ffa0}\u{fe0f}\u{e0100}w";

    /// Fails when a text could do more to a terminal than be read.
    pub(in crate::render) fn assert_harmless(text: &str) {
        for line in text.split('\n') {
            let hidden = first_hidden(line).map(u32::from);
            assert_eq!(hidden, None, "{hidden:04X?} in {text:?}");
        }
    }

    /// Texts in which every second character or so is one of those.
    pub(in crate::render) fn any_text() -> impl Strategy<Value = String> {
        let characters = HOSTILE
            .chars()
            .chain("\n\t|\\`<日🦀".chars())
            .collect::<Vec<_>>();
        let character = prop_oneof![
            any::<char>(),
            proptest::char::range('\0', '\u{9f}'),
            proptest::sample::select(characters),
        ];
        proptest::collection::vec(character, 0..24).prop_map(String::from_iter)
    }

    #[test]
    fn each_hostile_character_is_shown_as_another() {
        let clean = "a^[[31mred^G^H^Mb^@^?\u{fffd}2J\u{fffd}\
                     \u{fffd}exe\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}z\
                     \u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}w";
        assert_eq!(single_line(HOSTILE), clean);
        assert_eq!(block(HOSTILE), clean);
        assert_eq!(Untrusted(HOSTILE).to_string(), clean);
    }

    #[test]
    fn lines_stay_only_in_a_block() {
        assert_eq!(single_line("a\r\nb\n\tc"), "a b  c");
        assert_eq!(block("a\r\nb\n\tc\rd"), "a\nb\n\tc^Md");
    }

    #[test]
    fn ordinary_text_is_borrowed() {
        for text in [
            "",
            "Facturación: ¡rechazada!",
            "日本語",
            "é",
            "🦀 ❤️",
            "👩\u{200d}💻",
        ] {
            assert!(matches!(single_line(text), Cow::Borrowed(same) if same == text));
            assert!(matches!(block(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn a_flood_of_marks_is_cut_and_said_once() {
        let flood = format!("a{}b", "\u{301}".repeat(900));
        let clean = format!("a{}\u{fffd}b", "\u{301}".repeat(MARKS));
        assert_eq!(single_line(&flood), clean);
    }

    #[test]
    fn padding_counts_what_is_shown() {
        assert_eq!(format!("{:<4}|", Untrusted("\u{1b}")), "^[  |");
    }

    proptest! {
        #[test]
        fn a_text_is_shown_whole_when_each_of_its_characters_is(text in any_text()) {
            let stays = |c: char| c == '\n';
            let mut each = judged(&text);
            let is_shown = each.all(|(c, verdict)| verdict == Verdict::Shown || stays(c));
            prop_assert_eq!(all_shown(&text, stays), is_shown);
        }

        #[test]
        fn any_text_becomes_harmless_once_and_for_all(text in any_text()) {
            let line = single_line(&text).into_owned();
            assert_harmless(&line);
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(&*single_line(&line), &line);
            assert_harmless(&block(&text).replace('\t', ""));
        }
    }
}
