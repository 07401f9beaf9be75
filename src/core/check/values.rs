//! Values that mean nothing here, or do not go together.

use crate::core::fields::{FIELDS, Fields, Kind, Status, rank};
use crate::core::policy::{Policy, TIERS};

/// Values that the policy does not know, or that do not fit each other, as
/// key and reason.
#[must_use]
pub fn strange_values(fields: &Fields, policy: &Policy) -> Vec<(&'static str, String)> {
    let mut strange = unlisted_values(fields, policy);
    strange.extend(misfits(fields));
    strange
}

/// Values that the lists of today do not have, and a priority that is not the
/// one that the matrix of today gives.
pub(super) fn unlisted_values(fields: &Fields, policy: &Policy) -> Vec<(&'static str, String)> {
    let mut strange = Vec::new();
    let levels = [
        ("impact", &fields.impact, &policy.impact),
        ("urgency", &fields.urgency, &policy.urgency),
        ("claimed_urgency", &fields.claimed_urgency, &policy.urgency),
    ];
    for (key, value, known) in levels {
        if let Some(value) = value
            && known.get(value).is_none()
        {
            strange.push((key, format!("`{value}` is not a level of bitacora.yaml")));
        }
    }
    if let Some(channel) = &fields.channel
        && policy.channels.get(channel).is_none()
    {
        strange.push((
            "channel",
            format!("`{channel}` is not a channel of bitacora.yaml"),
        ));
    }
    let lists = [
        ("service", &fields.service, &policy.services),
        ("category", &fields.category, &policy.categories),
    ];
    for (key, value, known) in lists {
        if let (Some(value), Some(known)) = (value, known)
            && !known.contains(value)
        {
            strange.push((
                key,
                format!("`{value}` is not in the list of bitacora.yaml"),
            ));
        }
    }
    if let (Some(assignee), Some(agents)) = (&fields.assignee, &policy.agents)
        && agents.get(assignee).is_none()
    {
        strange.push((
            "assignee",
            format!("`{assignee}` is not an agent of bitacora.yaml"),
        ));
    }
    if let Some(priority) = &fields.priority
        && rank(priority).is_some()
        && fields.priority_because.is_none()
        && let (Some(impact), Some(urgency)) = (&fields.impact, &fields.urgency)
        && let Some(derived) = policy.priority(fields.kind, impact, urgency)
        && derived != *priority
    {
        strange.push((
            "priority",
            format!("{priority} is not what impact {impact} and urgency {urgency} give ({derived}), and no priority_because says why"),
        ));
    }
    strange
}

/// Values that no configuration could make right.
pub(super) fn misfits(fields: &Fields) -> Vec<(&'static str, String)> {
    let mut strange = Vec::new();
    if fields.tier.is_some_and(|tier| !TIERS.contains(&tier)) {
        strange.push(("tier", "it is 1, 2 or 3".to_owned()));
    }
    if fields
        .title
        .as_deref()
        .is_some_and(|title| title.contains(['\n', '\r']))
    {
        strange.push(("title", "it is one line".to_owned()));
    }
    let ended = FIELDS.iter().filter_map(|field| {
        let status = field.only_while?;
        (status != Status::Waiting && fields.has(field.name)).then_some((field.name, status))
    });
    for (key, status) in ended {
        if fields.status != Some(status) {
            strange.push((key, format!("it goes with the status {status} alone")));
        }
    }
    if fields.approval.is_some() && fields.kind != Some(Kind::Adaptive) {
        strange.push((
            "approval",
            "it goes with the kind adaptive alone".to_owned(),
        ));
    }
    priority(fields, &mut strange);
    if fields.waiting_on.is_some() != (fields.status == Some(Status::Waiting)) {
        strange.push((
            "waiting_on",
            "it goes with the status waiting, and only with it".to_owned(),
        ));
    }
    strange
}

fn priority(fields: &Fields, strange: &mut Vec<(&'static str, String)>) {
    let Some(priority) = &fields.priority else {
        if matches!(
            fields.status,
            Some(Status::Diagnosed | Status::Resolved | Status::Closed)
        ) {
            strange.push(("priority", "it is missing".to_owned()));
        }
        return;
    };
    if rank(priority).is_none() {
        strange.push((
            "priority",
            format!("`{priority}` is not a priority (P1 to P9)"),
        ));
    }
}
