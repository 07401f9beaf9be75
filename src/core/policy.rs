//! The desk's agreement: who works here, what may be said, how priority
//! follows from impact and urgency. Read from `bitacora.yaml`.

mod choice;
mod defaults;
mod rules;
mod validate;

use std::collections::BTreeSet;

use crate::core::zone::Zone;
use chrono::NaiveDate;
use serde::Deserialize;

use super::calendar::rule::CalendarFlaw;
use super::calendar::rule::CalendarRule;
use super::calendar::{Calendars, HolidayFiles};
use super::fields::Kind;
use super::fields::rank;
use super::ordered::Ordered;
use super::refusal::Refusal;

use choice::{choose_agent, choose_or_open};
use defaults::{
    default_attachments, default_channels, default_commit, default_impact, default_kinds,
    default_language, default_matrix, default_prefixes, default_unclassified, default_urgency,
};

pub use choice::{choose, is_me, open_word};
pub use rules::{
    Agent, AttachmentRule, ChannelKind, CommitRule, KindRule, Language, MOST_ATTACHED,
};

/// 1 front desk, 2 specialists, 3 quality and conflicts.
pub const TIERS: std::ops::RangeInclusive<u8> = 1..=3;
/// The newest format of a store that this program reads.
pub const FORMAT: u32 = 1;

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
