//! What a shell offers for an argument.

use clap::builder::StyledStr;
use clap_complete::engine::CompletionCandidate;

use crate::core::calendar::ALWAYS;
use crate::core::contract::TargetName;
use crate::core::faq::Visibility;
use crate::core::fields::{FIELD_NAMES, Kind, Status};
use crate::core::fold::Sought;
use crate::core::query;
use crate::core::reach::Reach;

use super::completing;

fn candidates<'a>(
    current: &std::ffi::OsStr,
    words: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
) -> Vec<CompletionCandidate> {
    let current = Sought::new(&current.to_string_lossy());
    words
        .into_iter()
        // On the line it would be a flag: a service called `--no-verify`.
        .filter(|(word, _)| !word.starts_with('-'))
        .filter(|(word, _)| current.begins(word))
        .map(|(word, help)| CompletionCandidate::new(word).help(help.map(meaning)))
        .collect()
}

/// What a candidate means; `shells.rs` makes it harmless, as it does all of it.
fn meaning(text: &str) -> StyledStr {
    StyledStr::from(text.to_owned())
}

/// Ids that begin, end or are called as typed, with their titles.
pub(super) fn tickets(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
    let Some(books) = completing() else {
        return Vec::new();
    };
    let text = current.to_string_lossy();
    let active = Status::ALL.iter().filter(|status| status.is_active());
    let tickets = books.tickets_within(&Reach {
        statuses: text.is_empty().then(|| active.copied().collect()),
        ..Reach::default()
    });
    let tickets = tickets.unwrap_or_default();
    let wanted = tickets.iter().filter(|ticket| {
        text.is_empty() && ticket.status().is_active()
            || !text.is_empty() && ticket.id.said_by(&text).is_some()
    });
    wanted
        .map(|ticket| {
            let title = meaning(ticket.title());
            CompletionCandidate::new(ticket.id.as_str()).help(Some(title))
        })
        .collect()
}

macro_rules! completer {
    ($name:ident, $books:ident => $words:expr) => {
        pub(super) fn $name(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
            match completing() {
                Some($books) => candidates(current, $words),
                None => Vec::new(),
            }
        }
    };
}

completer!(impacts, books => books.policy.impact.0.iter().map(|(word, text)| (word.as_str(), Some(text.as_str()))));
completer!(urgencies, books => books.policy.urgency.0.iter().map(|(word, text)| (word.as_str(), Some(text.as_str()))));
completer!(channels, books => books.policy.channels.keys().map(|word| (word, None)));
completer!(calendars, books => books.policy.calendars.keys().chain([ALWAYS]).map(|word| (word, None)));
completer!(services, books => books.policy.services.iter().flatten().map(|word| (word.as_str(), None)));
completer!(categories, books => books.policy.categories.iter().flatten().map(|word| (word.as_str(), None)));
completer!(agents, books => books.policy
    .agents
    .iter()
    .flat_map(|agents| agents.0.iter())
    .map(|(handle, agent)| (handle.as_str(), agent.name.as_deref())));

pub(super) fn kinds(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
    candidates(current, Kind::WORDS.iter().map(|word| (*word, None)))
}

pub(super) fn customers(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
    let contracts = completing().and_then(|books| books.contracts().ok());
    let contracts = contracts.unwrap_or_default();
    let keys = contracts
        .read
        .iter()
        .map(|contract| (contract.customer.as_str(), Some(contract.name.as_str())));
    candidates(current, keys)
}

pub(super) fn contacts(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
    let contracts = completing().and_then(|books| books.contracts().ok());
    let contracts = contracts.unwrap_or_default();
    let keys = contracts.read.iter().flat_map(|contract| {
        contract
            .contacts
            .0
            .iter()
            .map(|(key, contact)| (key.as_str(), contact.name.as_deref()))
    });
    candidates(current, keys)
}

completer!(articles, books => books.store
    .article_paths()
    .unwrap_or_default()
    .iter()
    .map(|path| (crate::core::faq::slug(path), None)));

pub(super) fn priorities(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
    let priorities = completing().map(|books| books.policy.priorities());
    let priorities = priorities.unwrap_or_default();
    candidates(current, priorities.iter().map(|word| (word.as_str(), None)))
}

pub(super) fn dimensions(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
    let names = FIELD_NAMES.iter().copied().chain(["month"]);
    candidates(current, names.map(|name| (name, None)))
}

/// The beginnings of query terms, and the words that ask without one; after a
/// colon the values that the field may have. Signs are none of them: a shell
/// takes them for its own.
pub(super) fn queries(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
    let text = current.to_string_lossy();
    let terms: Vec<String> = if let Some((field, _)) = text.split_once(':') {
        let values = completing().map(|books| books.values_of(field.trim_start_matches('-')));
        let values = values.unwrap_or_default().into_iter();
        // Quotes would have to be typed into the shell, too.
        let values = values.filter(|value| !value.contains([' ', ',', '"']));
        let values = values.chain(["none".to_owned(), "any".to_owned()]);
        values.map(|value| format!("{field}:{value}")).collect()
    } else {
        let fields = query::names().map(|name| format!("{name}:"));
        fields.chain(query::FLAGS.map(str::to_owned)).collect()
    };
    candidates(current, terms.iter().map(|term| (term.as_str(), None)))
}

pub(super) fn targets(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
    candidates(current, TargetName::WORDS.iter().map(|word| (*word, None)))
}

pub(super) fn tickets_and_agents(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
    let mut all = tickets(current);
    all.extend(agents(current));
    all
}

pub(super) fn visibilities(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
    candidates(current, Visibility::WORDS.iter().map(|word| (*word, None)))
}
