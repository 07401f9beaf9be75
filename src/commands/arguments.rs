//! Arguments that several commands share.

use std::path::PathBuf;

use clap_complete::engine::ArgValueCompleter;

use crate::core::contract::TargetName;
use crate::core::duration::{format_duration, parse_duration};
use crate::core::faq::Visibility;
use crate::core::fields::Kind;
use crate::core::form::{Facts, Form};
use crate::core::lifecycle::{Classification, Reply, Words};
use crate::core::policy::choose;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::Ticket;
use crate::core::told::Usage;
use crate::desk::{Desk, TextSource, WantedText};

use super::candidates::{
    categories, channels, impacts, kinds, priorities, services, tickets, urgencies,
};

/// Tickets, by whole id or by what names one alone.
#[derive(Debug, clap::Args)]
pub(super) struct References {
    /// Tickets: an id, any ending or beginning that one alone has, its file, or - for ids on standard input
    #[arg(required = true, value_name = "REF", add = ArgValueCompleter::new(tickets))]
    references: Vec<String>,
}

impl References {
    pub(super) fn read(&self, desk: &Desk) -> anyhow::Result<Vec<String>> {
        desk.references(&self.references)
    }
}

/// `-m` and `-F`.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Text {
    /// The text; given several times, each is a paragraph
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    message: Vec<String>,
    /// Read the text from a file, - for standard input
    #[arg(short = 'F', long, value_name = "FILE", conflicts_with = "message")]
    file: Option<PathBuf>,
}

impl Text {
    /// The text as a step of `command` needs it.
    pub(super) fn wanted<'a>(&'a self, command: &'a str, question: &'a str) -> WantedText<'a> {
        WantedText {
            command,
            source: self.source(),
            question,
            flag: None,
        }
    }

    /// The text, if the command line has one.
    pub(super) fn given(&self, desk: &Desk) -> anyhow::Result<Option<String>> {
        desk.given_text(self.source())
    }

    /// A form, from the file; asked for in the editor when there is none.
    pub(super) fn form(&self, desk: &Desk, known: &Facts) -> anyhow::Result<Form> {
        desk.form(self.source(), known)
    }

    pub(super) fn is_message(&self) -> bool {
        !self.message.is_empty()
    }

    pub(super) fn is_given(&self) -> bool {
        !self.message.is_empty() || self.file.is_some()
    }

    fn source(&self) -> TextSource<'_> {
        TextSource {
            messages: &self.message,
            file: self.file.as_deref(),
        }
    }
}

/// The flags of `classify` that may stand on `open` too.
#[derive(Debug, clap::Args)]
pub(super) struct Class {
    /// How much has stopped
    #[arg(long, value_name = "LEVEL", add = ArgValueCompleter::new(impacts))]
    pub(super) impact: Option<String>,
    /// How soon it must work again
    #[arg(long, value_name = "LEVEL", add = ArgValueCompleter::new(urgencies))]
    pub(super) urgency: Option<String>,
    /// corrective, usage, preventive or adaptive
    #[arg(long, value_name = "KIND", add = ArgValueCompleter::new(kinds))]
    pub(super) kind: Option<String>,
    /// What it is about
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(categories))]
    pub(super) category: Option<String>,
    /// The service it is about
    #[arg(long, value_name = "SERVICE", add = ArgValueCompleter::new(services))]
    pub(super) service: Option<String>,
}

impl Class {
    pub(super) fn read(&self, desk: &Desk) -> anyhow::Result<Classification> {
        let policy = &desk.books.policy;
        let level = |text: &Option<String>, choose: &dyn Fn(&str) -> _| {
            text.as_deref().map(choose).transpose()
        };
        Ok(Classification {
            impact: level(&self.impact, &|text| policy.choose_impact(text))?,
            urgency: level(&self.urgency, &|text| policy.choose_urgency(text))?,
            kind: self.kind.as_deref().map(read_kind).transpose()?,
            category: level(&self.category, &|text| policy.choose_category(text))?,
            service: self
                .service
                .as_deref()
                .map(|text| desk.books.choose_service(text))
                .transpose()?,
            priority: None,
        })
    }
}

/// All that `classify` can say; `resolve` may say it on the way.
#[derive(Debug, clap::Args)]
pub(super) struct Judgement {
    #[command(flatten)]
    class: Class,
    /// A priority that is not the matrix's
    #[arg(long, value_name = "PRIORITY", requires = "because", add = ArgValueCompleter::new(priorities))]
    priority: Option<String>,
    /// Why the priority is not the matrix's
    #[arg(long, value_name = "TEXT", requires = "priority")]
    because: Option<String>,
}

impl Judgement {
    pub(super) fn read(&self, desk: &Desk) -> anyhow::Result<Classification> {
        let mut class = self.class.read(desk)?;
        if let (Some(priority), Some(because)) = (&self.priority, &self.because) {
            class.priority = Some((
                desk.books.policy.choose_priority(priority)?,
                because.clone(),
            ));
        }
        Ok(class)
    }
}

fn read_kind(text: &str) -> anyhow::Result<Kind> {
    let word = choose("a kind", text, Kind::WORDS.iter().copied())?;
    word.parse()
        .map_err(|()| Usage::new(format!("`{text}` is not a kind"), "--kind corrective").into())
}

/// A duration as typed, in the form that is stored.
pub(super) fn duration(text: Option<&str>) -> anyhow::Result<Option<String>> {
    let Some(text) = text else {
        return Ok(None);
    };
    let seconds = parse_duration(text)?;
    if seconds <= 0 {
        return Err(Usage::new("no time was spent", "--spent 45m").into());
    }
    Ok(Some(format_duration(seconds)))
}

/// A word of a closed set as typed: itself, or its unique beginning.
pub(super) fn word<T: std::str::FromStr>(
    what: &'static str,
    text: &str,
    words: &[&'static str],
) -> anyhow::Result<T> {
    let word = choose(what, text, words.iter().copied())?;
    word.parse()
        .map_err(|_| Usage::new(format!("`{text}` is not {what}"), words.join(", ")).into())
}

/// A message or a note, and what goes with it.
#[derive(Debug, clap::Args)]
pub(super) struct Message {
    #[command(flatten)]
    references: References,
    #[command(flatten)]
    text: Text,
    /// Through which channel; a message goes through the ticket's own if none is said
    #[arg(long, value_name = "CHANNEL", add = ArgValueCompleter::new(channels))]
    channel: Option<String>,
    /// Time worked: 45m, 1h30m
    #[arg(long, value_name = "DURATION")]
    spent: Option<String>,
    /// A program wrote it: an acknowledgement, an out-of-office reply, an alert
    #[arg(long)]
    auto: bool,
}

impl Message {
    /// Takes the step that records it.
    pub(super) fn record(
        &self,
        (command, question): (&str, &str),
        desk: &Desk,
        step: impl Fn(Ticket, &Reply<'_>, &Stamp) -> Result<Ticket, Refusal>,
    ) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let channel = channel(self.channel.as_deref(), desk)?;
        let spent = duration(self.spent.as_deref())?;
        let wanted = self.text.wanted(command, question);
        let outcome = desk.change_with_text(&references, &wanted, |ticket, text, stamp| {
            let words = Words {
                text,
                internal: false,
                channel: channel.as_deref(),
            };
            let message = Reply {
                words,
                spent: spent.as_deref(),
                auto: self.auto,
                thanks: false,
            };
            step(ticket, &message, stamp)
        })?;
        desk.tell_changes(&outcome)
    }
}

/// A text that the requester is told, unless it is internal.
#[derive(Debug, clap::Args)]
pub(super) struct Saying {
    #[command(flatten)]
    text: Text,
    /// The requester is not told
    #[arg(long)]
    internal: bool,
    /// Through which channel, if not the ticket's own
    #[arg(long, value_name = "CHANNEL", add = ArgValueCompleter::new(channels))]
    channel: Option<String>,
}

/// What was said, read and chosen.
#[derive(Debug)]
pub(super) struct Spoken {
    text: String,
    manner: Manner,
}

/// How it is said, whatever it is.
#[derive(Debug)]
pub(super) struct Manner {
    internal: bool,
    channel: Option<String>,
}

impl Saying {
    /// The text, if there is one.
    pub(super) fn read(&self, desk: &Desk) -> anyhow::Result<Spoken> {
        Ok(Spoken {
            text: self.text.given(desk)?.unwrap_or_default(),
            manner: self.manner(desk)?,
        })
    }

    /// The text as a step of `command` needs it.
    pub(super) fn wanted<'a>(&'a self, command: &'a str, question: &'a str) -> WantedText<'a> {
        self.text.wanted(command, question)
    }

    pub(super) fn manner(&self, desk: &Desk) -> anyhow::Result<Manner> {
        Ok(Manner {
            internal: self.internal,
            channel: channel(self.channel.as_deref(), desk)?,
        })
    }
}

impl Spoken {
    pub(super) fn words(&self) -> Words<'_> {
        self.manner.words(&self.text)
    }
}

impl Manner {
    pub(super) fn words<'a>(&'a self, text: &'a str) -> Words<'a> {
        Words {
            text,
            internal: self.internal,
            channel: self.channel.as_deref(),
        }
    }
}

/// A channel as typed.
pub(super) fn channel(text: Option<&str>, desk: &Desk) -> anyhow::Result<Option<String>> {
    Ok(text
        .map(|text| desk.books.policy.choose_channel(text))
        .transpose()?)
}

/// A commit of the product around the store, in full. A branch or `HEAD` is
/// likely a commit of the desk's own: then the one below it that touches more
/// is meant, and it is said.
pub(super) fn commit(rev: &str, desk: &Desk) -> anyhow::Result<String> {
    let repository = desk.books.store.repository();
    let commit = repository.resolve_commit(rev)?;
    let full = commit.to_string();
    let is_id = full.starts_with(&rev.to_ascii_lowercase());
    match repository.product_commit(commit)? {
        Some((found, _)) if found == commit => Ok(full),
        Some((found, subject)) if !is_id => {
            desk.warn(&format!(
                "{rev} is a commit of the desk's own; the one that is meant, which touches more, is {found:.8} {subject}"
            ));
            Ok(found.to_string())
        }
        _ => Err(Refusal::OwnCommit {
            rev: rev.to_owned(),
        }
        .into()),
    }
}

/// The last of several words, and those before it.
pub(super) fn last(words: &[String]) -> anyhow::Result<(&str, &[String])> {
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => Ok((last, before)),
        _ => Err(Usage::new(
            "a ticket and an agent are needed",
            "bitacora assign REF AGENT",
        )
        .into()),
    }
}

/// A target of a contract, as typed.
pub(super) fn target(text: &str) -> anyhow::Result<TargetName> {
    word("a target", text, TargetName::WORDS)
}

/// Who an article is for, as typed.
pub(super) fn visibility(text: &str) -> anyhow::Result<Visibility> {
    word("a visibility", text, Visibility::WORDS)
}

/// Reading the store as it stood.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Past {
    /// Read the whole store as it stood at this commit: configuration, contracts, tickets
    #[arg(long, value_name = "REV")]
    pub(super) at_commit: Option<String>,
}

/// Refuses where no editor can be opened; an editor set for git may be a script.
pub(super) fn needs_editor(desk: &Desk, instead: &str) -> anyhow::Result<()> {
    if desk.is_interactive() || std::env::var_os("GIT_EDITOR").is_some() {
        return Ok(());
    }
    Err(Usage::new("there is no terminal for an editor", instead).into())
}
