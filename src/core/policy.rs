//! The desk's agreement: who works here, what may be said, how priority
//! follows from impact and urgency. Read from `bitacora.yaml`.

use std::collections::BTreeSet;

use crate::core::zone::Zone;
use chrono::NaiveDate;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::calendar::rule::CalendarFlaw;
use super::calendar::rule::CalendarRule;
use super::calendar::{Calendars, HolidayFiles};
use super::fields::rank;
use super::fields::{Kind, words};
use super::id;
use super::ordered::Ordered;
use super::refusal::Refusal;
use super::words::is_key;
use super::words::{self, Beginning};

/// 1 front desk, 2 specialists, 3 quality and conflicts.
pub const TIERS: std::ops::RangeInclusive<u8> = 1..=3;
/// The newest format of a store that this program reads.
pub const FORMAT: u32 = 1;

/// An agent of the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// As written in commits.
    #[serde(default, deserialize_with = "one_line")]
    pub name: Option<String>,
    /// Addresses by which git's identity is recognised; the first goes into commits.
    #[serde(default, deserialize_with = "one_line_each")]
    pub emails: Vec<String>,
    /// 1 front desk, 2 specialists, 3 quality and conflicts.
    #[serde(default)]
    pub tier: Option<u8>,
    /// The assignment group.
    #[serde(default)]
    pub team: Option<String>,
    /// The last day at the desk: afterwards they neither act nor are given
    /// tickets, and what they did stays theirs.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// A text that goes into the header of a commit, where a second line would be
/// another header.
fn one_line<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    match text {
        Some(text) if text.contains(['\n', '\t']) => Err(D::Error::custom("it is one line")),
        text => Ok(text),
    }
}

fn one_line_each<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    if texts.iter().any(|text| text.contains(['\n', '\t'])) {
        return Err(D::Error::custom("each is one line"));
    }
    Ok(texts)
}

words! {
    /// What a contact through a channel means for the response clock
    /// (bitacora-sla(7), THE THREE CLOCKS).
    ChannelKind {
        /// Somebody answers while the requester speaks.
        Live = "live",
        /// It is read afterwards.
        Later = "later",
        /// The desk's own: no requester made contact.
        Own = "own",
    }
}

/// What a kind of ticket brings along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRule {
    /// The impact when none is said.
    #[serde(default)]
    pub impact: Option<String>,
    /// The urgency when none is said.
    #[serde(default)]
    pub urgency: Option<String>,
    /// The highest priority the matrix may give to this kind.
    #[serde(default)]
    pub ceiling: Option<String>,
}

/// How commits are worded.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitRule {
    /// A template with `{id}` and `{summary}`.
    pub subject: String,
}

/// The most bytes that an attachment may have, whatever the configuration says.
pub const MOST_ATTACHED: u64 = 100 << 20;

/// What may be attached.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentRule {
    /// The largest file, in bytes (`10MiB` in the file).
    #[serde(deserialize_with = "size")]
    pub max: u64,
}

/// The language of what customers read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
}

/// The configuration of a store.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The format of the store's files.
    pub format: u32,
    /// Prefixes of ids; the first is used for new tickets.
    #[serde(default = "default_prefixes")]
    pub prefixes: Vec<String>,
    /// The zone of ids, of times written, of reports.
    pub timezone: Zone,
    /// The language of what customers read.
    #[serde(default = "default_language")]
    pub language: Language,
    /// The only branch on which tickets are written.
    #[serde(default)]
    pub branch: Option<String>,
    /// The priority whose targets run until somebody classifies.
    #[serde(default = "default_unclassified")]
    pub unclassified: String,
    /// The agents; absent, anybody acts under the local part of git's address.
    #[serde(default)]
    pub agents: Option<Ordered<Agent>>,
    /// The services; absent, anything is accepted.
    #[serde(default)]
    pub services: Option<Vec<String>>,
    /// The categories; absent, anything is accepted.
    #[serde(default)]
    pub categories: Option<Vec<String>>,
    /// The channels and what a contact through each means.
    #[serde(default = "default_channels")]
    pub channels: Ordered<ChannelKind>,
    /// Impact levels, highest first, each with a sentence.
    #[serde(default = "default_impact")]
    pub impact: Ordered<String>,
    /// Urgency levels, highest first, each with a sentence.
    #[serde(default = "default_urgency")]
    pub urgency: Ordered<String>,
    /// Impact, then urgency, to priority.
    #[serde(default = "default_matrix")]
    pub matrix: Ordered<Ordered<String>>,
    /// Defaults and ceilings of kinds.
    #[serde(default = "default_kinds")]
    pub kinds: Ordered<KindRule>,
    /// How commits are worded.
    #[serde(default = "default_commit")]
    pub commit: CommitRule,
    /// What may be attached.
    #[serde(default = "default_attachments")]
    pub attachments: AttachmentRule,
    /// Business hours and holidays, by name.
    #[serde(default)]
    pub calendars: Ordered<CalendarRule>,
    /// The days of the `.ics` files that calendars name: whoever reads the
    /// configuration reads them too, from the same place.
    #[serde(skip)]
    pub holiday_files: HolidayFiles,
}

fn default_prefixes() -> Vec<String> {
    vec!["INC".to_owned()]
}

const fn default_language() -> Language {
    Language::En
}

fn default_unclassified() -> String {
    "P3".to_owned()
}

fn default_channels() -> Ordered<ChannelKind> {
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

fn levels(levels: [(&str, &str); 3]) -> Ordered<String> {
    Ordered(
        levels
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into(),
    )
}

fn default_impact() -> Ordered<String> {
    levels([
        ("high", "a service or a whole office has stopped"),
        ("medium", "one process or several people"),
        ("low", "one person, or there is a way round"),
    ])
}

fn default_urgency() -> Ordered<String> {
    levels([
        ("high", "cannot wait for tomorrow"),
        ("medium", "this week"),
        ("low", "can be planned"),
    ])
}

/// The matrix of ITIL and `ServiceNow`.
fn default_matrix() -> Ordered<Ordered<String>> {
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

fn default_kinds() -> Ordered<KindRule> {
    Ordered(vec![(
        "usage".to_owned(),
        KindRule {
            impact: Some("low".to_owned()),
            urgency: Some("low".to_owned()),
            ceiling: Some("P3".to_owned()),
        },
    )])
}

fn default_commit() -> CommitRule {
    CommitRule {
        subject: "{id}: {summary}".to_owned(),
    }
}

const fn default_attachments() -> AttachmentRule {
    AttachmentRule { max: 10 << 20 }
}

fn size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let text = String::deserialize(deserializer)?;
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let factor = match &text[digits.len()..] {
        "" | "B" => Some(1),
        "KiB" => Some(1 << 10),
        "MiB" => Some(1 << 20),
        "GiB" => Some(1_u64 << 30),
        _ => None,
    };
    factor
        .and_then(|factor| digits.trim().parse::<u64>().ok()?.checked_mul(factor))
        .ok_or_else(|| D::Error::custom(format!("`{text}` is not a size (like 10MiB or 500KiB)")))
}

/// What is wrong in a configuration that reads: the top-level key, and why.
pub type Flaw = (&'static str, String);

impl Policy {
    /// The calendars, compiled.
    ///
    /// # Errors
    /// As [`Calendars::compile`]; none for a configuration that was read from a
    /// store, which is checked there.
    pub fn compiled(&self) -> Result<Calendars, CalendarFlaw> {
        Calendars::compile(&self.calendars, self.timezone, &self.holiday_files)
    }

    /// A configuration with the defaults, as `init` writes it.
    #[must_use]
    pub fn new(timezone: Zone) -> Self {
        Self {
            format: FORMAT,
            prefixes: default_prefixes(),
            timezone,
            language: default_language(),
            branch: None,
            unclassified: default_unclassified(),
            agents: None,
            services: None,
            categories: None,
            channels: default_channels(),
            impact: default_impact(),
            urgency: default_urgency(),
            matrix: default_matrix(),
            kinds: default_kinds(),
            commit: default_commit(),
            attachments: default_attachments(),
            calendars: Ordered::default(),
            holiday_files: HolidayFiles::new(),
        }
    }

    /// The teams of agents that all have the same tier, with it.
    #[must_use]
    pub fn teams(&self) -> Vec<(&str, u8)> {
        let agents = self.agents.iter().flat_map(|agents| &agents.0);
        let placed: BTreeSet<(&str, u8)> = agents
            .filter_map(|(_, agent)| agent.team.as_deref().zip(agent.tier))
            .collect();
        let is_alone = |team: &str| placed.iter().filter(|(other, _)| *other == team).count() == 1;
        let placed = placed.iter().copied();
        placed.filter(|(team, _)| is_alone(team)).collect()
    }

    /// Checks what the types cannot: known kinds, a total and monotone matrix
    /// (bitacora-config(5), `matrix`), levels that exist.
    pub fn validate(&self) -> Result<(), Flaw> {
        if self.prefixes.is_empty() {
            return Err(("prefixes", "needs at least one prefix".to_owned()));
        }
        if let Some(prefix) = self.prefixes.iter().find(|prefix| !id::is_prefix(prefix)) {
            return Err((
                "prefixes",
                format!("`{prefix}` is not a prefix: two to eight capital letters"),
            ));
        }
        self.validate_matrix()?;
        if rank(&self.unclassified).is_none() {
            return Err((
                "unclassified",
                format!("`{}` is not a priority (P1 to P9)", self.unclassified),
            ));
        }
        self.validate_kinds()?;
        if !self.commit.subject.contains("{summary}") || self.commit.subject.contains('\n') {
            return Err((
                "commit",
                "subject must be one line that contains {summary}".to_owned(),
            ));
        }
        if self.attachments.max > MOST_ATTACHED {
            let max = format!("max may be at most {}MiB", MOST_ATTACHED >> 20);
            return Err(("attachments", max));
        }
        if self.channels.0.is_empty() {
            return Err(("channels", "needs at least one channel".to_owned()));
        }
        for (handle, agent) in self.agents.iter().flat_map(|agents| &agents.0) {
            if agent.tier.is_some_and(|tier| !TIERS.contains(&tier)) {
                return Err(("agents", format!("{handle}: a tier is 1, 2 or 3")));
            }
        }
        let handles = self.agents.iter().flat_map(Ordered::keys);
        for handle in handles {
            if is_me(handle) {
                return Err((
                    "agents",
                    format!("`{handle}` is whoever acts, not a handle"),
                ));
            }
            if !is_key(handle) {
                return Err((
                    "agents",
                    format!("`{handle}` is not a handle: letters, digits, `-`, `_` and `.`"),
                ));
            }
        }
        Ok(())
    }

    fn validate_matrix(&self) -> Result<(), Flaw> {
        for (key, levels) in [("impact", &self.impact), ("urgency", &self.urgency)] {
            if levels.0.is_empty() {
                return Err((key, "needs at least one level".to_owned()));
            }
        }
        let known = |name: &str, levels: &Ordered<String>, what: &str| {
            levels.get(name).map(|_| ()).ok_or_else(|| {
                (
                    "matrix",
                    format!("`{name}` is not {what} of this configuration"),
                )
            })
        };
        for (impact, row) in &self.matrix.0 {
            known(impact, &self.impact, "an impact")?;
            for (urgency, priority) in &row.0 {
                known(urgency, &self.urgency, "an urgency")?;
                if rank(priority).is_none() {
                    return Err((
                        "matrix",
                        format!("`{priority}` is not a priority (P1 to P9)"),
                    ));
                }
            }
        }
        let mut above: Vec<u8> = Vec::new();
        for impact in self.impact.keys() {
            let mut left = 0;
            for (column, urgency) in self.urgency.keys().enumerate() {
                let Some(cell) = self.matrix_cell(impact, urgency).and_then(rank) else {
                    return Err((
                        "matrix",
                        format!(
                            "is not total: impact {impact} with urgency {urgency} has no priority"
                        ),
                    ));
                };
                if cell < left || above.get(column).is_some_and(|above| cell < *above) {
                    return Err((
                        "matrix",
                        format!(
                            "is not monotone: impact {impact} with urgency {urgency} is P{cell}, higher than a lower impact or urgency allows"
                        ),
                    ));
                }
                left = cell;
                if let Some(place) = above.get_mut(column) {
                    *place = cell;
                } else {
                    above.push(cell);
                }
            }
        }
        Ok(())
    }

    fn validate_kinds(&self) -> Result<(), Flaw> {
        for (kind, rule) in &self.kinds.0 {
            if kind.parse::<Kind>().is_err() {
                return Err((
                    "kinds",
                    format!(
                        "`{kind}` is not a kind ({})",
                        words::listed(Kind::WORDS, "or")
                    ),
                ));
            }
            let impact = rule
                .impact
                .as_deref()
                .map(|level| (level, &self.impact, "an impact"));
            let urgency = rule
                .urgency
                .as_deref()
                .map(|level| (level, &self.urgency, "an urgency"));
            for (level, levels, what) in impact.into_iter().chain(urgency) {
                if levels.get(level).is_none() {
                    return Err((
                        "kinds",
                        format!("{kind}: `{level}` is not {what} of this configuration"),
                    ));
                }
            }
            if let Some(ceiling) = &rule.ceiling
                && rank(ceiling).is_none()
            {
                return Err((
                    "kinds",
                    format!("{kind}: `{ceiling}` is not a priority (P1 to P9)"),
                ));
            }
        }
        Ok(())
    }

    /// The `.ics` files that calendars name, each once.
    #[must_use]
    pub fn holiday_paths(&self) -> BTreeSet<String> {
        let rules = self.calendars.0.iter();
        let paths = rules.flat_map(|(_, rule)| rule.holiday_files());
        paths.map(str::to_owned).collect()
    }

    fn matrix_cell(&self, impact: &str, urgency: &str) -> Option<&str> {
        self.matrix.get(impact)?.get(urgency).map(String::as_str)
    }

    /// The priority of an impact and an urgency, under the kind's ceiling;
    /// `None` when one of them is not a level of this configuration.
    #[must_use]
    pub fn priority(&self, kind: Option<Kind>, impact: &str, urgency: &str) -> Option<String> {
        let priority = self.matrix_cell(impact, urgency)?;
        let ceiling = kind
            .and_then(|kind| self.kinds.get(kind.as_str()))
            .and_then(|rule| rule.ceiling.as_deref());
        Some(match ceiling {
            Some(ceiling) if rank(ceiling) > rank(priority) => ceiling.to_owned(),
            _ => priority.to_owned(),
        })
    }

    /// The priorities this desk uses, highest first.
    #[must_use]
    pub fn priorities(&self) -> Vec<String> {
        let mut all: Vec<String> = self
            .matrix
            .0
            .iter()
            .flat_map(|(_, row)| row.0.iter().map(|(_, priority)| priority.clone()))
            .chain([self.unclassified.clone()])
            .collect();
        all.sort();
        all.dedup();
        all
    }

    /// The agent whose addresses have this one; letter case does not matter.
    #[must_use]
    pub fn agent_by_email(&self, email: &str) -> Option<&str> {
        let agents = self.agents.as_ref()?;
        agents
            .0
            .iter()
            .find(|(_, agent)| {
                agent
                    .emails
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(email))
            })
            .map(|(handle, _)| handle.as_str())
    }

    /// The agent of a handle; `None` where no agents are listed.
    #[must_use]
    pub fn agent(&self, handle: &str) -> Option<&Agent> {
        self.agents.as_ref().and_then(|agents| agents.get(handle))
    }

    /// A handle as typed: a listed agent or its unique beginning; anything
    /// where no agents are listed.
    pub fn handle(&self, text: &str) -> Result<String, Refusal> {
        let Some(agents) = &self.agents else {
            return open_word("an agent", text);
        };
        choose_agent(text, agents.keys())
    }

    /// A handle as typed, of an agent who is at the desk on a day.
    pub fn handle_on(&self, text: &str, day: NaiveDate) -> Result<String, Refusal> {
        let Some(agents) = &self.agents else {
            return self.handle(text);
        };
        let has_left = |agent: &Agent| agent.until.is_some_and(|until| day > until);
        let left = agents.0.iter().filter(|(_, agent)| has_left(agent));
        // A beginning is one of those who are here.
        for (handle, agent) in left {
            if handle == text {
                return Err(Refusal::HasLeft {
                    handle: handle.clone(),
                    until: agent.until.unwrap_or(day),
                });
            }
        }
        let here = agents.0.iter().filter(|(_, agent)| !has_left(agent));
        choose_agent(text, here.map(|(handle, _)| handle.as_str()))
    }

    /// An impact as typed.
    pub fn choose_impact(&self, text: &str) -> Result<String, Refusal> {
        choose("an impact", text, self.impact.keys())
    }

    /// An urgency as typed.
    pub fn choose_urgency(&self, text: &str) -> Result<String, Refusal> {
        choose("an urgency", text, self.urgency.keys())
    }

    /// A channel as typed.
    pub fn choose_channel(&self, text: &str) -> Result<String, Refusal> {
        choose("a channel", text, self.channels.keys())
    }

    /// A priority as typed.
    pub fn choose_priority(&self, text: &str) -> Result<String, Refusal> {
        let priorities = self.priorities();
        choose(
            "a priority",
            &text.to_ascii_uppercase(),
            priorities.iter().map(String::as_str),
        )
    }

    /// A service as typed: one of the list, or anything without a list.
    pub fn choose_service(&self, text: &str) -> Result<String, Refusal> {
        choose_or_open("a service", text, self.services.as_deref())
    }

    /// A category as typed: one of the list, or anything without a list.
    pub fn choose_category(&self, text: &str) -> Result<String, Refusal> {
        choose_or_open("a category", text, self.categories.as_deref())
    }
}

fn choose_agent<'a>(
    text: &str,
    agents: impl IntoIterator<Item = &'a str>,
) -> Result<String, Refusal> {
    choose("an agent", text, agents).map_err(|refusal| match refusal {
        Refusal::Unknown { value, known, .. } => Refusal::NotAnAgent {
            handle: value,
            known,
        },
        other => other,
    })
}

/// Whether a text stands for whoever acts: nobody is called so.
#[must_use]
pub fn is_me(text: &str) -> bool {
    matches!(text, "me" | "@me")
}

fn choose_or_open(
    what: &'static str,
    text: &str,
    list: Option<&[String]>,
) -> Result<String, Refusal> {
    match list {
        Some(list) => choose(what, text, list.iter().map(String::as_str)),
        None => open_word(what, text),
    }
}

/// A value of an open list: one line that is not empty, without the marks
/// that part the names of a message's heading.
pub fn open_word(what: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let is_mark = |letter: char| letter.is_control() || matches!(letter, '·' | '→');
    if text.is_empty() || text.contains(is_mark) {
        return Err(Refusal::Missing {
            what: format!("`{}` is not {what}", text.escape_debug()),
            hint: "one line, not empty, without · and →".to_owned(),
        });
    }
    Ok(text.to_owned())
}

/// A value of a closed list as typed: the value itself or its unique beginning.
pub fn choose<'a>(
    what: &'static str,
    text: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Result<String, Refusal> {
    let known: Vec<&str> = known.into_iter().collect();
    match words::unique_beginning(text, known.iter().copied()) {
        Beginning::Unique(value) => Ok(value.to_owned()),
        Beginning::Ambiguous(candidates) => Err(Refusal::Ambiguous {
            value: text.to_owned(),
            candidates: candidates.into_iter().map(str::to_owned).collect(),
        }),
        Beginning::None => Err(Refusal::Unknown {
            what,
            value: text.to_owned(),
            known: known.into_iter().map(str::to_owned).collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        Policy::new("America/Mexico_City".parse().unwrap())
    }

    #[test]
    fn the_defaults_are_valid() {
        assert_eq!(policy().validate(), Ok(()));
    }

    #[test]
    fn the_default_matrix_is_that_of_itil() {
        let table = [
            ("high", "high", "P1"),
            ("high", "medium", "P2"),
            ("high", "low", "P3"),
            ("medium", "high", "P2"),
            ("medium", "medium", "P3"),
            ("medium", "low", "P4"),
            ("low", "high", "P3"),
            ("low", "medium", "P4"),
            ("low", "low", "P5"),
        ];
        for (impact, urgency, priority) in table {
            assert_eq!(
                policy().priority(None, impact, urgency).as_deref(),
                Some(priority)
            );
        }
    }

    #[test]
    fn a_ceiling_holds_a_kind_down() {
        let policy = policy();
        assert_eq!(
            policy
                .priority(Some(Kind::Usage), "high", "high")
                .as_deref(),
            Some("P3")
        );
        assert_eq!(
            policy.priority(Some(Kind::Usage), "low", "low").as_deref(),
            Some("P5")
        );
        assert_eq!(
            policy
                .priority(Some(Kind::Corrective), "high", "high")
                .as_deref(),
            Some("P1")
        );
    }

    #[test]
    fn a_matrix_with_a_hole_is_refused() {
        let mut policy = policy();
        policy.matrix.0[1].1.0.pop();
        let (key, reason) = policy.validate().unwrap_err();
        assert_eq!(key, "matrix");
        assert!(
            reason.starts_with("is not total: impact medium with urgency low"),
            "{reason}"
        );
    }

    #[test]
    fn a_matrix_where_less_urgency_gives_more_priority_is_refused() {
        let mut policy = policy();
        policy.matrix.0[2].1.0[1].1 = "P2".to_owned();
        let (_, reason) = policy.validate().unwrap_err();
        assert!(
            reason.starts_with("is not monotone: impact low with urgency medium"),
            "{reason}"
        );
    }

    #[test]
    fn a_matrix_of_five_by_five_can_be_said() {
        let mut policy = policy();
        let names = ["very-high", "high", "medium", "low", "very-low"];
        let levels = names.map(|name| (name.to_owned(), String::new()));
        policy.impact = Ordered(levels.clone().into());
        policy.urgency = Ordered(levels.into());
        policy.matrix = Ordered(
            names
                .iter()
                .enumerate()
                .map(|(row, impact)| {
                    let cells = names.iter().enumerate().map(|(column, urgency)| {
                        (
                            (*urgency).to_owned(),
                            format!("P{}", row.midpoint(column) + 1),
                        )
                    });
                    ((*impact).to_owned(), Ordered(cells.collect()))
                })
                .collect(),
        );
        assert_eq!(policy.validate(), Ok(()));
        assert_eq!(policy.priorities(), ["P1", "P2", "P3", "P4", "P5"]);
    }

    #[test]
    fn a_value_may_be_shortened_to_a_unique_beginning() {
        assert_eq!(policy().choose_impact("h").as_deref(), Ok("high"));
        assert_eq!(policy().choose_priority("p2").as_deref(), Ok("P2"));
        assert!(matches!(
            policy().choose_channel("m"),
            Err(Refusal::Ambiguous { .. })
        ));
        assert!(matches!(
            policy().choose_impact("hihg"),
            Err(Refusal::Unknown { .. })
        ));
    }

    #[test]
    fn a_name_is_one_line_without_the_marks_of_a_heading() {
        for text in ["", " ", "a\nb", "a · b", "a → b", "\u{1b}[31m"] {
            assert!(open_word("a requester", text).is_err(), "{text:?}");
        }
        assert_eq!(
            open_word("a requester", " José Pérez ").as_deref(),
            Ok("José Pérez")
        );
    }
}
