//! The one way out: whatever reaches standard output or standard error passes
//! here, answers, remarks, errors, help and candidates alike.
//!
//! What is written has been made harmless where it was put together, since
//! columns are counted in what is shown. Here it is looked at once more, so that
//! no path leads past it; and in a job of a CI runner the lines that the runner
//! would obey are broken.

use std::borrow::Cow;
use std::io::{self, Write as _};

use super::Format;
use super::untrusted::block;

/// What a text is, for how it can be changed without saying something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people, or a table for programs; with or without our colours.
    Text {
        /// Whether they may stand in it.
        color: bool,
    },
    /// JSON, whose strings have escapes.
    Json,
    /// XML, whose texts have references.
    Xml,
    /// Of our own making from end to end: a script, commands to the runner.
    Own,
}

impl Form {
    /// The form of an answer.
    #[must_use]
    pub fn of(format: Format, color: bool) -> Self {
        match format {
            Format::Json | Format::Jsonl | Format::Sarif => Self::Json,
            Format::Junit => Self::Xml,
            Format::Table | Format::Csv | Format::Markdown | Format::Openmetrics => {
                Self::Text { color }
            }
        }
    }
}

/// Writes on standard output.
///
/// # Errors
///
/// What standard output says, a closed pipe too.
pub fn answer(text: &str, form: Form) -> io::Result<()> {
    let text = safe(text, form, is_obeyed());
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes on standard error. That it is closed is no reason to fail.
pub fn say(text: &str, form: Form) {
    let text = safe(text, form, is_obeyed());
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Variables that a runner sets which obeys lines of what a job prints: GitHub,
/// Gitea and Forgejo, Azure Pipelines, `TeamCity`. GitLab's wants control
/// characters, which are never written.
const RUNNERS: [&str; 5] = [
    "GITHUB_ACTIONS",
    "GITEA_ACTIONS",
    "FORGEJO_ACTIONS",
    "TF_BUILD",
    "TEAMCITY_VERSION",
];

/// Whether a runner reads along.
fn is_obeyed() -> bool {
    let said = RUNNERS.iter().filter_map(std::env::var_os);
    said.into_iter()
        .any(|value| !["", "0", "false"].iter().any(|no| value == *no))
}

fn safe(text: &str, form: Form, is_obeyed: bool) -> Cow<'_, str> {
    let harmless = match form {
        Form::Own => return Cow::Borrowed(text),
        Form::Text { color: true } => colored(text),
        Form::Text { color: false } | Form::Json | Form::Xml => block(text),
    };
    if is_obeyed {
        broken(harmless, form)
    } else {
        harmless
    }
}

/// As [`block`], but sequences that only colour stay.
fn colored(text: &str) -> Cow<'_, str> {
    if !text.contains('\u{1b}') {
        return block(text);
    }
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        let digits = &rest[at + 2..];
        let end = digits.find(|c: char| !c.is_ascii_digit() && c != ';');
        let end = end.filter(|end| digits[*end..].starts_with('m'));
        let length = end.map_or(0, |end| 2 + end + 1);
        safe.push_str(&block(&rest[..at]));
        if length == 0 {
            safe.push_str("^[");
            rest = &rest[at + 1..];
        } else {
            safe.push_str(&rest[at..at + length]);
            rest = &rest[at + length..];
        }
    }
    safe.push_str(&block(rest));
    Cow::Owned(safe)
}

/// The text without what a runner obeys: `::` that begins a line, behind white
/// space too, and `##[`, `##vso[` or `##teamcity[` anywhere. JSON and XML say
/// the same as before, another text gains a backslash that is seen.
fn broken(text: Cow<'_, str>, form: Form) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##") {
        return text;
    }
    let (hash, colon) = match form {
        Form::Json => ("\\u0023", "\\u003a"),
        Form::Xml => ("&#35;", "&#58;"),
        Form::Text { .. } | Form::Own => ("\\#", "\\:"),
    };
    let mut safe = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let mut line = line;
        let start = line.len() - behind_blanks(line).len();
        if line[start..].starts_with("::") {
            safe.push_str(&line[..start]);
            safe.push_str(colon);
            line = &line[start + 1..];
        }
        while let Some(at) = line.find("##") {
            let after = line[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
            // The second is looked at again: `###[` holds a command too.
            safe.push_str(&line[..=at]);
            line = &line[at + 1..];
            if after.starts_with('[') {
                safe.push_str(hash);
                line = &line[1..];
            }
        }
        safe.push_str(line);
    }
    Cow::Owned(safe)
}

/// The line without the white space, and the colours, that it begins with.
fn behind_blanks(line: &str) -> &str {
    let mut rest = line.trim_start();
    while let Some(sequence) = rest.strip_prefix("\u{1b}[") {
        let Some((_, after)) = sequence.split_once('m') else {
            break;
        };
        rest = after.trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Form = Form::Text { color: false };

    #[test]
    fn nothing_hostile_passes_whatever_was_forgotten_before() {
        assert_eq!(
            safe("a\u{1b}[31mb\r\u{202e}\n\tc", PLAIN, false),
            "a^[[31mb^M\u{fffd}\n\tc"
        );
        let bright = Form::Text { color: true };
        assert_eq!(
            safe(
                "\u{1b}[1;31mx\u{1b}[0m\u{1b}]0;t\u{7}\u{1b}[2J\u{1b}[",
                bright,
                false
            ),
            "\u{1b}[1;31mx\u{1b}[0m^[]0;t^G^[[2J^[["
        );
    }

    /// By `ActionCommand.cs` of actions/runner: `TrimStart`, then `::`, or `##[`
    /// anywhere; by the agents of Azure Pipelines and `TeamCity` the other two.
    #[test]
    fn no_line_is_a_command_to_a_runner() {
        for (text, shown) in [
            ("::stop-commands::x\n", "\\::stop-commands::x\n"),
            ("a\n \t\u{a0}::error::x", "a\n \t\u{a0}\\::error::x"),
            ("a ::error::x", "a ::error::x"),
            ("x ##[add-mask]y", "x #\\#[add-mask]y"),
            ("##vso[task.x]", "#\\#vso[task.x]"),
            ("##teamcity[x]", "#\\#teamcity[x]"),
            ("###[x]##[y]", "##\\#[x]#\\#[y]"),
            ("## A heading\n### B", "## A heading\n### B"),
            ("a::b::c", "a::b::c"),
        ] {
            assert_eq!(safe(text, PLAIN, true), shown);
            assert_eq!(safe(text, PLAIN, false), text);
            assert_eq!(safe(shown, PLAIN, true), shown, "broken once and for all");
        }
        let bright = Form::Text { color: true };
        let painted = "\u{1b}[2m ::error::x\u{1b}[0m";
        assert_eq!(
            safe(painted, bright, true),
            "\u{1b}[2m \\::error::x\u{1b}[0m"
        );
    }

    #[test]
    fn programs_read_the_same_text_in_a_runner() {
        let text = "##[x]##vso[y]\n::z";
        let json = serde_json::to_string_pretty(&serde_json::json!({ "a": text })).unwrap();
        let written = safe(&json, Form::Json, true);
        assert!(!written.contains("##"), "{written}");
        let read: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["a"], text);
        let xml = format!("<a>{text}</a>");
        let written = safe(&xml, Form::Xml, true);
        assert!(
            !written.contains("##") && !written.contains("\n::"),
            "{written}"
        );
        let document = roxmltree::Document::parse(&written).unwrap();
        assert_eq!(document.root_element().text(), Some(text));
    }

    #[test]
    fn what_is_ours_stands_as_it_is() {
        assert_eq!(
            safe("::error ::x\n##[y]", Form::Own, true),
            "::error ::x\n##[y]"
        );
    }
}
