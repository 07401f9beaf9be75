//! The values a field of a query may have.

use super::error::QueryError;
use super::scene::Scene;
use crate::core::fields::{List, Scale, Shape};
use crate::core::fold::Sought;
use crate::core::ordered::Ordered;
use crate::core::policy;
use crate::core::refusal::Refusal;
use crate::core::words::{Beginning, unique_beginning};

/// Whether a shape's values are those of a list that changes: an import brings
/// its own, and a ticket outlives an agent, a contract and a configuration.
pub(super) fn is_growing(shape: Shape) -> bool {
    matches!(shape, Shape::Listed(_) | Shape::Level(_) | Shape::Priority)
}

/// A value of such a list in full; one with values below it stands for them all.
pub(super) fn listed(shape: Shape, value: &str, scene: &Scene<'_>) -> Result<String, QueryError> {
    let (policy, contracts) = (scene.policy, scene.contracts);
    let sought = Sought::new(value);
    let known = known(shape, scene);
    if known.iter().any(|known| sought.is_or_is_above(known))
        && !known.iter().any(|known| sought.is(known))
    {
        return Ok(value.to_owned());
    }
    let chosen = match shape {
        Shape::Listed(List::Channels) => policy.choose_channel(value),
        Shape::Listed(List::Services) => policy.choose_service(value),
        Shape::Listed(List::Categories) => policy.choose_category(value),
        Shape::Listed(List::Agents) if policy::is_me(value) => {
            return match scene.me {
                Some(me) => Ok(me.to_owned()),
                None => Err(QueryError::Value {
                    value: "me".to_owned(),
                    what: "known: nobody acts here".to_owned(),
                    known: Vec::new(),
                }),
            };
        }
        Shape::Listed(List::Agents) if policy.agents.is_some() => policy.handle(value),
        Shape::Level(Scale::Impact) => policy.choose_impact(value),
        Shape::Level(Scale::Urgency) => policy.choose_urgency(value),
        Shape::Priority => policy.choose_priority(value),
        Shape::Listed(List::Customers | List::Contacts) if contracts.is_empty() => {
            Ok(value.to_owned())
        }
        Shape::Listed(List::Customers) => policy::choose("a customer", value, strs(&known)),
        Shape::Listed(List::Contacts) if contracts.unread.is_empty() => {
            policy::choose("a contact of a customer", value, strs(&known))
        }
        _ => Ok(value.to_owned()),
    };
    chosen.map_err(|refusal| value_error(refusal, value))
}

fn strs(known: &[String]) -> impl Iterator<Item = &str> {
    known.iter().map(String::as_str)
}

/// The values of a list, as far as it is one.
#[must_use]
pub(super) fn known(shape: Shape, scene: &Scene<'_>) -> Vec<String> {
    let (policy, contracts) = (scene.policy, scene.contracts);
    let owned = |words: &mut dyn Iterator<Item = &str>| words.map(str::to_owned).collect();
    let list = |words: &Option<Vec<String>>| words.clone().unwrap_or_default();
    match shape {
        Shape::Word(words) => owned(&mut words.iter().copied()),
        Shape::Priority => policy.priorities(),
        Shape::Level(Scale::Impact) => owned(&mut policy.impact.keys()),
        Shape::Level(Scale::Urgency) => owned(&mut policy.urgency.keys()),
        Shape::Listed(List::Channels) => owned(&mut policy.channels.keys()),
        Shape::Listed(List::Services) => list(&policy.services),
        Shape::Listed(List::Categories) => list(&policy.categories),
        Shape::Listed(List::Agents) => {
            let agents = policy.agents.iter();
            agents.flat_map(Ordered::keys).map(str::to_owned).collect()
        }
        Shape::Listed(List::Customers) => owned(&mut contracts.customers()),
        Shape::Listed(List::Contacts) => owned(&mut contracts.contacts().into_iter()),
        Shape::Flag => vec!["true".to_owned(), "false".to_owned()],
        _ => Vec::new(),
    }
}

/// A word of a closed field in full.
pub(super) fn word(name: &str, value: &str, words: &[&str]) -> Result<String, QueryError> {
    let what = match name {
        "waiting_on" => "who a ticket waits for".to_owned(),
        name => {
            let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
                "an"
            } else {
                "a"
            };
            format!("{article} {}", name.replace('_', " "))
        }
    };
    match unique_beginning(value, words) {
        Beginning::Unique(word) => Ok(word.to_owned()),
        Beginning::Ambiguous(candidates) => Err(QueryError::Value {
            value: value.to_owned(),
            what: "one value alone".to_owned(),
            known: candidates.into_iter().map(str::to_owned).collect(),
        }),
        Beginning::None => Err(QueryError::Value {
            value: value.to_owned(),
            what,
            known: words.iter().map(|word| (*word).to_owned()).collect(),
        }),
    }
}

/// `true`, `false`, `yes` or `no`.
pub(super) fn flag(value: &str) -> Result<bool, QueryError> {
    let words = ["true", "false", "yes", "no"];
    let word = unique_beginning(value, &words);
    match word {
        Beginning::Unique(word) => Ok(word == "true" || word == "yes"),
        _ => Err(QueryError::Value {
            value: value.to_owned(),
            what: "true or false".to_owned(),
            known: vec!["true".to_owned(), "false".to_owned()],
        }),
    }
}

/// The levels of a scale from one on, the most severe first.
pub(super) fn place(shape: Shape, value: &str, scene: &Scene<'_>) -> Result<usize, QueryError> {
    let whole = listed(shape, value, scene)?;
    let known = known(shape, scene);
    let place = known.iter().position(|level| *level == whole);
    place.ok_or_else(|| QueryError::Value {
        value: value.to_owned(),
        what: "a level of bitacora.yaml".to_owned(),
        known,
    })
}

fn value_error(refusal: Refusal, value: &str) -> QueryError {
    match refusal {
        Refusal::Unknown { what, value, known } => QueryError::Value {
            what: what.to_owned(),
            value,
            known,
        },
        Refusal::NotAnAgent { handle, known } => QueryError::Value {
            what: "an agent".to_owned(),
            value: handle,
            known,
        },
        Refusal::Ambiguous { value, candidates } => QueryError::Value {
            what: "one value alone".to_owned(),
            value,
            known: candidates,
        },
        other => QueryError::Value {
            what: other.to_string(),
            value: value.to_owned(),
            known: Vec::new(),
        },
    }
}
