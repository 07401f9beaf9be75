//! Which characters of a text may be shown as they are: one table for every
//! sink, by the properties that Unicode gives them.
//!
//! Not shown are control and format characters (general categories Cc and Cf,
//! but for the few format characters of Arabic and Syriac that are drawn), line
//! and paragraph separators, whatever is ignorable by default (soft hyphens,
//! fillers, variation selectors, tags), noncharacters, and two that are drawn as
//! nothing although no property says so. Characters of private use and those
//! that Unicode has not assigned yet are shown: a terminal draws a box.
//!
//! The place of a character counts too. A variation selector after a pictograph
//! and the joiner between two make an emoji and are shown; of the marks that
//! combine with one character the first [`MARKS`] are.

use icu_properties::props::{
    DefaultIgnorableCodePoint, EmojiModifier, ExtendedPictographic, GeneralCategory,
    PrependedConcatenationMark,
};
use icu_properties::{CodePointMapData, CodePointSetData};

/// How many marks may combine with a character. Pointed Hebrew and Vietnamese
/// need four; more climb over the lines above and below.
pub const MARKS: usize = 6;

const JOINER: char = '\u{200d}';
const TEXT_STYLE: char = '\u{fe0e}';
const EMOJI_STYLE: char = '\u{fe0f}';
const KEYCAP: char = '\u{20e3}';

/// What becomes of a character at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is shown.
    Shown,
    /// It acts on the terminal, turns the reading order round, or nobody sees it.
    Hostile,
    /// It is one mark too many on its character.
    Excess,
}

/// Whether a character, wherever it stands, is one that is not shown as it is
/// (line feed and tab among them).
#[must_use]
pub fn is_hostile(c: char) -> bool {
    if c < '\u{300}' {
        return c.is_control() || c == '\u{ad}';
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    match category {
        GeneralCategory::Control
        | GeneralCategory::LineSeparator
        | GeneralCategory::ParagraphSeparator => true,
        GeneralCategory::Format => {
            !CodePointSetData::new::<PrependedConcatenationMark>().contains(c)
        }
        // The last two of each plane, and a block of thirty-two.
        GeneralCategory::Unassigned => {
            u32::from(c) & 0xfffe == 0xfffe
                || ('\u{fdd0}'..='\u{fdef}').contains(&c)
                || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        }
        // An empty pattern of Braille, and a head of a note without ink.
        _ if matches!(c, '\u{2800}' | '\u{1d159}') => true,
        _ => CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c),
    }
}

fn is_mark(c: char) -> bool {
    c >= '\u{300}'
        && matches!(
            CodePointMapData::<GeneralCategory>::new().get(c),
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark
        )
}

fn is_pictograph(c: char) -> bool {
    !c.is_ascii() && CodePointSetData::new::<ExtendedPictographic>().contains(c)
}

/// Each character with what becomes of it.
pub fn judged(text: &str) -> impl Iterator<Item = (char, Verdict)> {
    // What the next character would join: a pictograph with what styles it.
    let mut is_emoji = false;
    let mut before = None;
    let mut marks = 0;
    text.char_indices().map(move |(at, c)| {
        if c.is_ascii() && !c.is_ascii_control() {
            (is_emoji, marks, before) = (false, 0, Some(c));
            return (c, Verdict::Shown);
        }
        let next = || text[at + c.len_utf8()..].chars().next();
        let is_key = |c: char| c.is_ascii_digit() || "#*".contains(c);
        let joins = match c {
            TEXT_STYLE | EMOJI_STYLE => {
                is_emoji
                    && before != Some(JOINER)
                    && !matches!(before, Some(TEXT_STYLE | EMOJI_STYLE))
                    || before.is_some_and(is_key) && next() == Some(KEYCAP)
            }
            JOINER => is_emoji && before != Some(JOINER) && next().is_some_and(is_pictograph),
            _ => false,
        };
        let verdict = if joins {
            Verdict::Shown
        } else if is_hostile(c) {
            is_emoji = false;
            Verdict::Hostile
        } else if is_mark(c) {
            marks += 1;
            if marks > MARKS {
                Verdict::Excess
            } else {
                Verdict::Shown
            }
        } else {
            marks = 0;
            let styles = CodePointSetData::new::<EmojiModifier>().contains(c);
            is_emoji = is_pictograph(c) || is_emoji && styles;
            Verdict::Shown
        };
        before = Some(c);
        (c, verdict)
    })
}

/// Whether every character is shown, or is one that stays (line feeds, say).
/// Plain text is passed by: what is judged is what stands between, with the
/// letter before it, on which alone it depends.
#[must_use]
pub fn all_shown(text: &str, stays: impl Fn(char) -> bool) -> bool {
    let bytes = text.as_bytes();
    let is_plain = |byte: &u8| (b' '..=b'~').contains(byte);
    let mut at = 0;
    while let Some(skipped) = bytes[at..].iter().position(|byte| !is_plain(byte)) {
        let begin = at + skipped;
        let length = bytes[begin..].iter().position(is_plain);
        at = length.map_or(bytes.len(), |length| begin + length);
        let between = &text[begin.saturating_sub(1)..at];
        if !judged(between).all(|(c, verdict)| verdict == Verdict::Shown || stays(c)) {
            return false;
        }
    }
    true
}

/// The first character that is not shown as it is, if there is one.
#[must_use]
pub fn first_hidden(text: &str) -> Option<char> {
    let mut hidden = judged(text).filter(|(_, verdict)| *verdict != Verdict::Shown);
    hidden.next().map(|(c, _)| c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand, from the character database (Unicode 16).
    #[test]
    fn what_acts_or_is_not_seen_is_not_shown() {
        for c in [
            '\0',
            '\n',
            '\t',
            '\r',
            '\u{1b}',
            '\u{7f}',
            '\u{85}',
            '\u{9b}',
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{1160}',
            '\u{17b4}',
            '\u{17b5}',
            '\u{180b}',
            '\u{180e}',
            '\u{180f}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{200f}',
            '\u{2028}',
            '\u{2029}',
            '\u{202a}',
            '\u{202e}',
            '\u{2060}',
            '\u{2061}',
            '\u{2064}',
            '\u{2065}',
            '\u{2066}',
            '\u{2069}',
            '\u{206a}',
            '\u{206f}',
            '\u{2800}',
            '\u{3164}',
            '\u{fdd0}',
            '\u{fe00}',
            '\u{fe0e}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff0}',
            '\u{fff9}',
            '\u{fffb}',
            '\u{ffff}',
            '\u{1bca0}',
            '\u{1d159}',
            '\u{1d173}',
            '\u{e0000}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{e01ef}',
            '\u{e0fff}',
            '\u{10ffff}',
        ] {
            assert!(is_hostile(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn what_is_drawn_is_shown() {
        for c in
            " aéñßü¿€ \u{a0}\u{301}\u{600}\u{6dd}\u{3000}日本ก\u{fffd}\u{e000}\u{378}🦀❤".chars()
        {
            assert!(!is_hostile(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn an_emoji_keeps_what_makes_it_one() {
        for text in [
            "❤\u{fe0f}",
            "❤\u{fe0e}",
            "👩\u{200d}💻",
            "👩\u{1f3fd}\u{200d}💻",
            "🏳\u{fe0f}\u{200d}🌈",
            "👨\u{200d}👩\u{200d}👧",
            "1\u{fe0f}\u{20e3}",
        ] {
            assert_eq!(first_hidden(text), None, "{text}");
        }
        for text in [
            "a\u{fe0f}",
            "1\u{fe0f}",
            "\u{fe0f}",
            "a\u{200d}b",
            "👩\u{200d}",
            "👩\u{200d}a",
            "\u{200d}👩",
            "👩\u{200d}\u{200d}💻",
            "❤\u{fe0f}\u{fe0f}",
            "❤\u{200b}\u{fe0f}",
            "日\u{fe00}",
        ] {
            assert!(first_hidden(text).is_some(), "{text:?}");
        }
    }

    #[test]
    fn a_flood_of_marks_ends() {
        let flood = |marks| format!("a{}b", "\u{301}".repeat(marks));
        assert_eq!(first_hidden(&flood(MARKS)), None);
        let shown = |text: &str| {
            let judged = judged(text).filter(|(_, verdict)| *verdict == Verdict::Shown);
            judged.count()
        };
        assert_eq!(shown(&flood(5_000)), 1 + MARKS + 1);
        assert_eq!(shown(&flood(5_000).repeat(2)), 2 * (1 + MARKS + 1));
    }
}
