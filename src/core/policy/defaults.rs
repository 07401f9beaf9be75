//! What holds where a configuration does not say.

use crate::core::ordered::Ordered;

use super::rules::{AttachmentRule, ChannelKind, CommitRule, KindRule, Language};

pub(super) fn default_prefixes() -> Vec<String> {
    vec!["INC".to_owned()]
}

pub(super) const fn default_language() -> Language {
    Language::En
}

pub(super) fn default_unclassified() -> String {
    "P3".to_owned()
}

pub(super) fn default_channels() -> Ordered<ChannelKind> {
    use ChannelKind::{Later, Live, Own};
    let channels = [
        ("phone", Live),
        ("onsite", Live),
        ("remote", Live),
        ("email", Later),
        ("chat", Later),
        ("messaging", Later),
        ("voicemail", Later),
        ("web", Later),
        ("monitoring", Own),
        ("development", Own),
    ];
    Ordered(channels.map(|(name, kind)| (name.to_owned(), kind)).into())
}

pub(super) fn levels(levels: [(&str, &str); 3]) -> Ordered<String> {
    Ordered(
        levels
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into(),
    )
}

pub(super) fn default_impact() -> Ordered<String> {
    levels([
        ("high", "a service or a whole office has stopped"),
        ("medium", "one process or several people"),
        ("low", "one person, or there is a way round"),
    ])
}

pub(super) fn default_urgency() -> Ordered<String> {
    levels([
        ("high", "cannot wait for tomorrow"),
        ("medium", "this week"),
        ("low", "can be planned"),
    ])
}

/// The matrix of ITIL and `ServiceNow`.
pub(super) fn default_matrix() -> Ordered<Ordered<String>> {
    Ordered(vec![
        (
            "high".to_owned(),
            levels([("high", "P1"), ("medium", "P2"), ("low", "P3")]),
        ),
        (
            "medium".to_owned(),
            levels([("high", "P2"), ("medium", "P3"), ("low", "P4")]),
        ),
        (
            "low".to_owned(),
            levels([("high", "P3"), ("medium", "P4"), ("low", "P5")]),
        ),
    ])
}

pub(super) fn default_kinds() -> Ordered<KindRule> {
    Ordered(vec![(
        "usage".to_owned(),
        KindRule {
            impact: Some("low".to_owned()),
            urgency: Some("low".to_owned()),
            ceiling: Some("P3".to_owned()),
        },
    )])
}

pub(super) fn default_commit() -> CommitRule {
    CommitRule {
        subject: "{id}: {summary}".to_owned(),
    }
}

pub(super) const fn default_attachments() -> AttachmentRule {
    AttachmentRule { max: 10 << 20 }
}
