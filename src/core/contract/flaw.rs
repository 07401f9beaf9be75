//! What the types of a contract cannot say no to: values that do not fit each
//! other, or the desk.

use crate::core::calendar::ALWAYS;
use crate::core::fault::Token;
use crate::core::fields::Kind;
use crate::core::fields::rank;
use crate::core::ordered::Ordered;
use crate::core::policy::{Policy, TIERS};
use crate::core::words as spelling;

use super::Terms;
use super::percent::Percent;
use super::target::{Span, Stop, Target, TargetName, Targets};

/// What is wrong in a contract, and the way to it from the top of its front
/// matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Keys and places in lists, the outermost first.
    pub way: Vec<Token>,
    /// What is wrong, without a final full stop.
    pub reason: String,
    /// What to write instead, if there is something to say.
    pub hint: Option<String>,
}

impl Flaw {
    pub(super) fn at(key: &str, reason: impl Into<String>) -> Self {
        Self {
            way: vec![Token::key(key)],
            reason: reason.into(),
            hint: None,
        }
    }

    pub(super) fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same flaw further in.
    pub(super) fn below(mut self, outer: Token) -> Self {
        self.way.insert(0, outer);
        self
    }
}

type Checked = Result<(), Flaw>;

impl Terms {
    /// Checks the terms for a desk of this policy; the way of a flaw begins at
    /// their own keys.
    pub(super) fn check(&self, policy: &Policy) -> Checked {
        if let Some(name) = &self.calendar {
            known_calendar("calendar", name, policy)?;
        }
        self.check_rows(&self.targets, policy)
            .map_err(|flaw| flaw.below(Token::key("targets")))?;
        for (kind, rows) in &self.targets_by_kind.0 {
            let below = |flaw: Flaw| flaw.below(Token::key("targets_by_kind"));
            if kind.parse::<Kind>().is_err() {
                let name = Flaw {
                    way: vec![Token::Name(kind.clone())],
                    ..Flaw::at("", format!("`{kind}` is not a kind"))
                };
                let name = name.hinted(suggestion(kind, Kind::WORDS.iter().copied()));
                return Err(below(name));
            }
            self.check_rows(rows, policy)
                .map_err(|flaw| below(flaw.below(Token::key(kind))))?;
        }
        self.check_numbers()?;
        self.check_services(policy)?;
        self.check_bank()?;
        self.check_rates(policy)
    }

    fn check_rows(&self, rows: &Ordered<Targets>, policy: &Policy) -> Checked {
        let known = policy.priorities();
        for (priority, targets) in &rows.0 {
            if !known.contains(priority) {
                let flaw = Flaw::at("", format!("`{priority}` is not a priority of this desk"));
                return Err(Flaw {
                    way: vec![Token::Name(priority.clone())],
                    ..flaw.hinted(suggestion(priority, known.iter().map(String::as_str)))
                });
            }
            let below = |flaw: Flaw| flaw.below(Token::key(priority));
            targets.check().map_err(below)?;
            for (name, target) in targets.each() {
                self.check_calendar(name, target, policy).map_err(below)?;
            }
        }
        Ok(())
    }

    fn check_calendar(&self, name: TargetName, target: &Target, policy: &Policy) -> Checked {
        match (&target.calendar, &self.calendar, target.span) {
            (Some(own), _, _) => known_calendar("calendar", own, policy)
                .map_err(|flaw| flaw.below(Token::key(name.as_str()))),
            (None, Some(_), _) | (None, None, Span::Clock(_)) => Ok(()),
            (None, None, span) => Err(Flaw::at(
                name.as_str(),
                format!(
                    "{name} is {span}, but the terms name no calendar whose hours those would be"
                ),
            )
            .hinted("add `calendar: NAME` to the terms, or count {clock: ...}")),
        }
    }

    fn check_numbers(&self) -> Checked {
        if let Some(priority) = &self.unclassified
            && rank(priority).is_none()
        {
            let reason = format!("`{priority}` is not a priority");
            return Err(Flaw::at("unclassified", reason).hinted("P1 to P9"));
        }
        if !TIERS.contains(&self.attended_by_tier) {
            let reason = format!("`{}` is not a tier", self.attended_by_tier);
            return Err(Flaw::at("attended_by_tier", reason).hinted("a tier is 1, 2 or 3"));
        }
        let promised = |name: &TargetName| {
            let percent = self.commitment.get(*name);
            percent.map(|percent| ("commitment", name.as_str(), percent))
        };
        let percents = TargetName::ALL.iter().filter_map(promised);
        let warn = ("warn", "percent", Percent::whole(self.warn.percent));
        for (outer, key, percent) in percents.chain([warn]) {
            if !percent.is_share() {
                let flaw = Flaw::at(key, format!("`{percent}` is not a percentage"));
                return Err(flaw.below(Token::key(outer)).hinted("0 to 100"));
            }
        }
        Ok(())
    }

    fn check_services(&self, policy: &Policy) -> Checked {
        let Some(services) = &policy.services else {
            return Ok(());
        };
        for (place, service) in self.scope.services.iter().enumerate() {
            if !services.contains(service) {
                let reason = format!("`{service}` is not a service of this desk");
                return Err(Flaw {
                    way: vec![
                        Token::key("scope"),
                        Token::key("services"),
                        Token::Item(place),
                    ],
                    ..Flaw::at("", reason)
                        .hinted(suggestion(service, services.iter().map(String::as_str)))
                });
            }
        }
        Ok(())
    }

    fn check_bank(&self) -> Checked {
        match &self.bank {
            Some(bank) if !(bank.hours.is_finite() && bank.hours >= 0.0) => {
                let flaw = Flaw::at(
                    "hours",
                    format!("`{}` is not a number of hours", bank.hours),
                );
                Err(flaw.below(Token::key("bank")))
            }
            _ => Ok(()),
        }
    }

    fn check_rates(&self, policy: &Policy) -> Checked {
        for (place, rate) in self.rates.iter().enumerate() {
            let is_last = place + 1 == self.rates.len();
            let below = |flaw: Flaw| flaw.below(Token::Item(place)).below(Token::key("rates"));
            match (&rate.calendar, rate.percent, rate.otherwise) {
                (Some(calendar), Some(_), None) => {
                    known_calendar("calendar", calendar, policy).map_err(below)?;
                }
                (None, None, Some(_)) if is_last => {}
                (None, None, Some(_)) => {
                    let reason = "what stands after `otherwise` never applies";
                    let flaw = Flaw::at("otherwise", reason);
                    return Err(below(flaw.hinted("put `otherwise` last")));
                }
                _ => {
                    let flaw = Flaw {
                        way: vec![Token::Item(place)],
                        ..Flaw::at("", "this is not a band of rates")
                    };
                    let hint = "a band is {calendar: NAME, percent: N}, the last {otherwise: N}";
                    return Err(flaw.below(Token::key("rates")).hinted(hint));
                }
            }
        }
        Ok(())
    }
}

impl Targets {
    /// Checks what is so whatever the calendar.
    fn check(&self) -> Checked {
        if let (Some(response), Some(resolution)) = (&self.response, &self.resolution)
            && response.span.is_longer_than(resolution.span)
        {
            let reason = format!(
                "the response ({}) is longer than the resolution ({})",
                response.span, resolution.span
            );
            return Err(Flaw::at("response", reason)
                .hinted("a ticket that is resolved has been responded to"));
        }
        for name in [TargetName::Resolution, TargetName::Update] {
            let stops = self.get(name).map(|target| target.stops);
            if stops == Some(Stop::Attended) {
                let reason = "only a response stops when a technician attends";
                let flaw = Flaw::at("stops", reason).below(Token::key(name.as_str()));
                return Err(flaw.hinted("take `stops` away"));
            }
        }
        Ok(())
    }
}

fn known_calendar(key: &str, name: &str, policy: &Policy) -> Checked {
    let known: Vec<&str> = policy
        .calendars
        .keys()
        .map(AsRef::<str>::as_ref)
        .chain([ALWAYS])
        .collect();
    if known.contains(&name) {
        return Ok(());
    }
    let near = spelling::nearest(name, known.iter().copied());
    let hint = near.map_or_else(
        || {
            format!(
                "add it to calendars in bitacora.yaml; git log -p -S '{name}:' -- bitacora.yaml shows one that was taken out"
            )
        },
        |near| format!("did you mean {near}?"),
    );
    Err(Flaw::at(key, format!("`{name}` is not a calendar of this desk")).hinted(hint))
}

/// The nearest of the words there are, or all of them.
fn suggestion<'a>(typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match spelling::nearest(typed, known.clone()) {
        Some(near) => format!("did you mean {near}?"),
        None => format!(
            "it may be {}",
            spelling::listed(&known.collect::<Vec<_>>(), "or")
        ),
    }
}
