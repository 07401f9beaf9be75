//! How an answer may look: its width, and whether colour is welcome.

use std::borrow::Cow;

use clap::ValueEnum;

use crate::core::policy::Language;

/// What the writers know of the place they write to. The default is a pipe:
/// no width and no colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal; `None` when there is none, and then nothing is
    /// shortened.
    pub width: Option<usize>,
    /// Whether escape sequences for colour may be written.
    pub color: bool,
    /// Whether our own marks keep to ASCII; the text of tickets stays as it is.
    pub ascii: bool,
    /// The language of labels, dates and decimals in a report; without, English
    /// words and the dates that commands take.
    pub language: Option<Language>,
}

impl Style {
    /// What stands for the end of a shortened text.
    pub(super) fn ellipsis(&self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// The text in the colour of its role.
    #[must_use]
    pub fn paint<'a>(&self, role: Role, text: &'a str) -> Cow<'a, str> {
        match role.sgr() {
            Some(code) if self.color && !text.is_empty() => {
                Cow::Owned(format!("\u{1b}[{code}m{text}\u{1b}[0m"))
            }
            _ => Cow::Borrowed(text),
        }
    }
}

/// What a piece of text is, for the choice of its colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// Nothing special.
    #[default]
    Plain,
    /// A title or the head of a column.
    Heading,
    /// What was looked for.
    Hit,
    /// A reference that can be typed again.
    Id,
    /// A word of a scale, 1 the most severe.
    Rank(u8),
    /// A remark beside the matter.
    Dim,
    /// The word `error:`.
    Error,
    /// The word `hint:`.
    Hint,
}

impl Role {
    fn sgr(self) -> Option<&'static str> {
        match self {
            Self::Heading | Self::Hit => Some("1"),
            Self::Id | Self::Hint => Some("36"),
            Self::Rank(0 | 1) | Self::Error => Some("1;31"),
            Self::Rank(2) => Some("31"),
            Self::Rank(3) => Some("33"),
            Self::Dim => Some("2"),
            Self::Plain | Self::Rank(_) => None,
        }
    }
}

/// The values of `--color`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// When the environment does not object and a person is reading
    #[default]
    Auto,
    /// Even into a file or a pipe
    Always,
    /// Not even on a terminal
    Never,
}

/// What the choice of colour depends on, read once by the caller.
#[derive(Debug, Clone, Copy, Default)]
pub struct ColorInputs<'a> {
    /// `--color`.
    pub choice: ColorChoice,
    /// `NO_COLOR`; counts when it is not empty.
    pub no_color: Option<&'a str>,
    /// `CLICOLOR_FORCE`; counts when it is neither empty nor `0`.
    pub clicolor_force: Option<&'a str>,
    /// `CLICOLOR`; counts when it is `0`.
    pub clicolor: Option<&'a str>,
    /// `TERM`; counts when it is `dumb`.
    pub term: Option<&'a str>,
    /// Whether the stream in question is a terminal.
    pub terminal: bool,
}

/// Whether to colour: the command line decides, else the first of `NO_COLOR`,
/// `CLICOLOR_FORCE`, `CLICOLOR` and `TERM` that has something to say, else
/// whether there is a terminal.
#[must_use]
pub fn colored(inputs: &ColorInputs<'_>) -> bool {
    match inputs.choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let forced = inputs.clicolor_force.unwrap_or_default();
            if !inputs.no_color.unwrap_or_default().is_empty() {
                false
            } else if !forced.is_empty() && forced != "0" {
                true
            } else {
                inputs.terminal && inputs.clicolor != Some("0") && inputs.term != Some("dumb")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_speaks_decides() {
        use ColorChoice::{Always, Auto, Never};
        let set = |value: &'static str| (value != "unset").then_some(value);
        // choice, NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM, terminal
        for (choice, no_color, force, clicolor, term, terminal, expected) in [
            (Auto, "unset", "unset", "unset", "unset", false, false),
            (Auto, "unset", "unset", "unset", "unset", true, true),
            (Auto, "unset", "unset", "unset", "xterm", true, true),
            (Auto, "unset", "unset", "0", "xterm", true, false),
            (Auto, "unset", "unset", "1", "xterm", false, false),
            (Auto, "unset", "unset", "unset", "dumb", true, false),
            (Auto, "unset", "1", "unset", "unset", false, true),
            (Auto, "unset", "0", "unset", "unset", false, false),
            (Auto, "unset", "", "unset", "unset", false, false),
            (Auto, "unset", "1", "0", "dumb", false, true),
            (Auto, "1", "unset", "unset", "xterm", true, false),
            (Auto, "", "unset", "unset", "xterm", true, true),
            (Auto, "1", "1", "1", "xterm", true, false),
            (Always, "1", "0", "0", "dumb", false, true),
            (Never, "unset", "1", "1", "xterm", true, false),
        ] {
            let inputs = ColorInputs {
                choice,
                no_color: set(no_color),
                clicolor_force: set(force),
                clicolor: set(clicolor),
                term: set(term),
                terminal,
            };
            assert_eq!(colored(&inputs), expected, "{inputs:?}");
        }
    }

    #[test]
    fn paint_leaves_no_trace_without_colour() {
        let plain = Style::default();
        let bright = Style {
            color: true,
            ..plain
        };
        assert_eq!(plain.paint(Role::Error, "error:"), "error:");
        assert_eq!(
            bright.paint(Role::Error, "error:"),
            "\u{1b}[1;31merror:\u{1b}[0m"
        );
        assert_eq!(bright.paint(Role::Rank(4), "P4"), "P4");
        assert_eq!(bright.paint(Role::Dim, ""), "");
    }
}
