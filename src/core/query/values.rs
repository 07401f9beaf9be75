//! The values a field of a query may have.

use super::{QueryError, Scene, is_or_below};
use crate::core::fields::{Approval, Cancellation, Closure, Kind, Status, WaitingOn};
use crate::core::policy;
use crate::core::refusal::Refusal;

/// Fields whose values are those of the contracts.
pub(super) const PARTIES: [&str; 2] = ["customer", "requester"];

/// Whether a field's values may be more than the desk knows: an import brings
/// its own, and a ticket outlives a contract.
pub(super) fn is_growing(field: &str) -> bool {
    PARTIES.contains(&field) || ["service", "category", "channel"].contains(&field)
}

/// A value of such a field in full; one with values below it stands for them all.
pub(super) fn growing_value(
    field: &str,
    value: &str,
    scene: &Scene<'_>,
) -> Result<String, QueryError> {
    let (policy, contracts) = (scene.policy, scene.contracts);
    let known: Vec<&str> = match field {
        "channel" => policy.channels.keys().collect(),
        "service" => listed(policy.services.as_deref()),
        "category" => listed(policy.categories.as_deref()),
        "customer" => contracts.customers().collect(),
        _ => contracts.contacts(),
    };
    if known.iter().any(|known| is_or_below(known, value)) {
        return Ok(value.to_owned());
    }
    let chosen = match field {
        "channel" => policy.choose_channel(value),
        "service" => policy.choose_service(value),
        "category" => policy.choose_category(value),
        _ if contracts.is_empty() => Ok(value.to_owned()),
        "customer" => policy::choose("a customer", value, known),
        _ if !contracts.unread.is_empty() => Ok(value.to_owned()),
        _ => policy::choose("a contact of a customer", value, known),
    };
    chosen.map_err(|refusal| value_error(refusal, value))
}

fn listed(values: Option<&[String]>) -> Vec<&str> {
    values
        .unwrap_or_default()
        .iter()
        .map(String::as_str)
        .collect()
}

/// A value of a closed list in full; other values as they are.
pub(super) fn known_value(
    field: &str,
    value: &str,
    scene: &Scene<'_>,
) -> Result<String, QueryError> {
    let policy = scene.policy;
    let chosen = match field {
        "status" => policy::choose("a status", value, Status::WORDS.iter().copied()),
        "kind" => policy::choose("a kind", value, Kind::WORDS.iter().copied()),
        "waiting_on" => policy::choose(
            "who a ticket waits for",
            value,
            WaitingOn::WORDS.iter().copied(),
        ),
        "approval" => policy::choose("an approval", value, Approval::WORDS.iter().copied()),
        "closure" => policy::choose("a closure", value, Closure::WORDS.iter().copied()),
        "cancellation" => {
            policy::choose("a cancellation", value, Cancellation::WORDS.iter().copied())
        }
        "impact" => policy.choose_impact(value),
        "urgency" | "claimed_urgency" => policy.choose_urgency(value),
        "priority" => policy.choose_priority(value),
        "assignee" if value == "me" => match scene.me {
            Some(me) => Ok(me.to_owned()),
            None => {
                return Err(QueryError::Value {
                    value: "me".to_owned(),
                    what: "known: nobody acts here".to_owned(),
                    known: Vec::new(),
                });
            }
        },
        "assignee" => match policy.agents {
            Some(_) => policy.handle(value),
            None => Ok(value.to_owned()),
        },
        _ => Ok(value.to_owned()),
    };
    chosen.map_err(|refusal| value_error(refusal, value))
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
