//! The query grammar of `list`, `report`, bulk changes and completions.
//!
//! Terms stand side by side and must all hold. `field:a,b` is any of the
//! values, `-term` is its opposite, `field:none` and `field:any` ask for
//! absence and presence; what is no `field:` is text looked for in title, body
//! and error code. What a field compares follows from its [`Shape`]: dates,
//! days, numbers, durations, priorities and levels take `>=`, `<`, `from..to`
//! and periods, the others refuse them.
//! `due:` and the words `overdue`, `at-risk` and `breached` ask for the clocks
//! of a ticket, which are read only where they are asked for; `unmerged` for what
//! a merge left to somebody.
//!
//! One file: what a term may say and what it asks of a ticket belong together.

mod clocks;
mod compare;
mod error;
mod foreign;
mod names;
mod scene;
#[cfg(test)]
mod tests;
mod token;
mod values;
mod wanted;

use super::fields::{Field, Shape, Status};
use super::fold::Sought;
use super::merge::unmerged;
use super::policy::TIERS;
use super::reach::Reach;
use super::search;
use super::sla::Clocks;
use super::ticket::Ticket;
use super::words;
use clocks::ClockTerm;
use compare::Comparison;
use names::{DUE, Of, TEXT, UNMERGED, canonical, is_ordered, of, own_value};
use token::{Token, Typed, tokens};
use wanted::{Wanted, levels, value, within};

pub use error::QueryError;
pub use names::{FLAGS, is_name, names};
pub use scene::Scene;

/// A question that a ticket answers with yes or no.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    terms: Vec<Term>,
    /// Asked last, since clocks cost more than a look at a field.
    clocks: Vec<ClockTerm>,
    /// Values that the desk does not know and an imported or older ticket may
    /// have.
    doubts: Vec<Doubt>,
}

#[derive(Debug, Clone, PartialEq)]
struct Doubt {
    of: Of,
    wanted: Wanted,
    error: QueryError,
}

#[derive(Debug, Clone, PartialEq)]
struct Term {
    negated: bool,
    test: Test,
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    /// It (of one or several values) has one of these.
    OneOf(Of, Vec<Wanted>),
    /// The text occurs.
    Text(Sought),
    /// A merge left something to somebody.
    Unmerged,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// On a value the field cannot have and on a quote that is not closed. A
    /// field the tool does not know may still be a key of the user's own:
    /// [`Query::unknown_field`] tells once the tickets are there.
    pub fn parse(text: &str, scene: &Scene<'_>) -> Result<Self, QueryError> {
        let mut query = Self::default();
        let tokens = tokens(text)?;
        for (at, token) in tokens.iter().enumerate() {
            refuse(token, tokens.get(at + 1), scene)?;
            query.add(token, scene)?;
        }
        Ok(query)
    }

    fn add(&mut self, token: &Token, scene: &Scene<'_>) -> Result<(), QueryError> {
        match ClockTerm::read(token, scene)? {
            Some(term) => self.clocks.push(term),
            None => self.terms.push(term(token, scene, &mut self.doubts)?),
        }
        Ok(())
    }

    /// Reads a query whose words are looked for as full text: `fact*`, `TX-22`
    /// and "no cuadra" in quotes, which need not be closed. It may have been
    /// pasted: `AND`, `OR` and `NOT` are words like others, unless they stand
    /// beside a term.
    ///
    /// # Errors
    /// As for [`Self::parse`].
    pub fn with_text(text: &str, scene: &Scene<'_>) -> Result<(Self, search::Wanted), QueryError> {
        let mut query = Self::default();
        let mut wanted = search::Wanted::default();
        let tokens = tokens(text).or_else(|_| tokens(&format!("{text}\"")))?;
        for (at, token) in tokens.iter().enumerate() {
            let (before, next) = (at.checked_sub(1), tokens.get(at + 1));
            let before = before.and_then(|before| tokens.get(before));
            let is_beside_a_term = before.into_iter().chain(next).any(foreign::is_term);
            if is_beside_a_term || !foreign::is_operator(token) {
                refuse(token, next, scene)?;
            }
            if token.field().is_some() || token.is_flag() {
                query.add(token, scene)?;
            } else if let Some(phrase) = search::Phrase::of(&token.text, token.quoted) {
                let phrases = if token.negated {
                    &mut wanted.unwanted
                } else {
                    &mut wanted.phrases
                };
                phrases.push(phrase);
            }
        }
        Ok((query, wanted))
    }

    /// Whether it holds for every ticket.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.clocks.is_empty()
    }

    /// Whether it asks for the status in any way.
    #[must_use]
    pub fn asks_for_status(&self) -> bool {
        self.terms.iter().any(|term| match &term.test {
            Test::OneOf(of, _) => of.is("status") || matches!(of, Of::Became(_)),
            Test::Text(_) | Test::Unmerged => false,
        })
    }

    /// Whether it asks for clocks, so that the caller has to have some.
    #[must_use]
    pub fn asks_for_clocks(&self) -> bool {
        !self.clocks.is_empty()
    }

    /// Narrows the question to tickets that are worked on.
    #[must_use]
    pub fn and_active(self) -> Self {
        self.and_status(Status::is_active)
    }

    /// Narrows the question to tickets of some statuses.
    #[must_use]
    pub fn and_status(mut self, is_wanted: impl Fn(Status) -> bool) -> Self {
        let wanted = Status::ALL.iter().filter(|status| is_wanted(**status));
        let wanted = wanted.map(|status| value(status.as_str()));
        self.terms.push(Term {
            negated: false,
            test: Test::OneOf(of("status"), wanted.collect()),
        });
        self
    }

    /// Narrows the question to the tickets of an agent.
    #[must_use]
    pub fn and_assignee(mut self, handle: &str) -> Self {
        self.terms.push(Term {
            negated: false,
            test: Test::OneOf(of("assignee"), vec![value(handle)]),
        });
        self
    }

    /// Narrows the question to tickets of which a merge left something to somebody.
    #[must_use]
    pub fn and_unmerged(mut self) -> Self {
        self.terms.push(Term {
            negated: false,
            test: Test::Unmerged,
        });
        self
    }

    /// Which tickets the answer can depend on: of the terms, the status and what is
    /// unmerged narrow it. A field or value that may be a mistake has to be looked for in all.
    #[must_use]
    pub fn reach(&self) -> Reach {
        let any = |is_such: fn(&Test) -> bool| self.terms.iter().any(|term| is_such(&term.test));
        let mut reach = Reach {
            bodies: any(|test| matches!(test, Test::Text(_) | Test::Unmerged)),
            // What is not known now may have been once.
            timelines: self.asks_for_clocks() || !self.doubts.is_empty() || any(is_of_events),
            ..Reach::default()
        };
        if !self.is_certain() {
            return reach;
        }
        for term in &self.terms {
            reach.unmerged |= term.test == Test::Unmerged && !term.negated;
            if let Test::OneOf(of, wanted) = &term.test
                && of.is("status")
            {
                let answers = |status: &&Status| {
                    let status = status.as_str();
                    let mut wanted = wanted.iter();
                    wanted.any(|wanted| wanted.is_text(Some(status))) != term.negated
                };
                let known = reach.statuses.unwrap_or_else(|| Status::ALL.to_vec());
                let left = known.iter().filter(answers).copied().collect();
                reach.statuses = Some(left);
            }
        }
        reach
    }

    /// Whether every field and value is known to be one: of the others only
    /// all the tickets can tell ([`Self::unknown_field`]).
    #[must_use]
    pub fn is_certain(&self) -> bool {
        let mut tests = self.terms.iter().map(|term| &term.test);
        self.doubts.is_empty()
            && tests.all(|test| match test {
                Test::OneOf(of, _) => !matches!(of, Of::Own(_)),
                Test::Text(_) | Test::Unmerged => true,
            })
    }

    /// Whether a ticket answers yes. Its clocks are asked for only when all
    /// else holds, and only by a query that [asks for
    /// clocks](Self::asks_for_clocks).
    #[must_use]
    pub fn matches(&self, ticket: &Ticket, clocks: impl FnOnce() -> Option<Clocks>) -> bool {
        let mut terms = self.terms.iter();
        if !terms.all(|term| term.test.holds(ticket) != term.negated) {
            return false;
        }
        if self.clocks.is_empty() {
            return true;
        }
        let clocks = clocks();
        self.clocks.iter().all(|term| term.holds(clocks.as_ref()))
    }

    /// A field that neither the tool nor any of the tickets knows, or a value
    /// that neither the desk nor any of their records has.
    #[must_use]
    pub fn unknown_field<'a>(
        &self,
        tickets: impl IntoIterator<Item = &'a Ticket> + Clone,
    ) -> Option<QueryError> {
        let unfounded = self.doubts.iter().find(|doubt| {
            let mut tickets = tickets.clone().into_iter();
            !tickets.any(|ticket| doubt.is_founded_by(ticket))
        });
        if let Some(doubt) = unfounded {
            return Some(doubt.error.clone());
        }
        let own = self.terms.iter().filter_map(|term| match &term.test {
            Test::OneOf(Of::Own(name), _) => Some(name),
            _ => None,
        });
        let mut unknown: Vec<&String> = own.collect();
        if unknown.is_empty() {
            return None;
        }
        for ticket in tickets {
            unknown.retain(|name| own_value(ticket, name).is_none());
        }
        Some(unknown_name(unknown.first()?))
    }
}

/// No field, and what was probably meant: a heading is not a name.
fn unknown_name(field: &str) -> QueryError {
    let headed = [("age", "opened"), ("pri", "priority")];
    let headed = headed.iter().find(|(heading, _)| *heading == field);
    let nearest = headed.map(|(_, name)| *name);
    QueryError::Field {
        nearest: nearest
            .or_else(|| words::nearest(field, names()))
            .map(str::to_owned),
        field: field.to_owned(),
    }
}

impl Doubt {
    /// Whether the value stands in a ticket, or stood there once.
    fn is_founded_by(&self, ticket: &Ticket) -> bool {
        if self.wanted.is(&self.of, ticket) {
            return true;
        }
        let Of::Field(field) = self.of else {
            return false;
        };
        let mut sets = ticket.timeline.iter().flat_map(|event| &event.set.0);
        sets.any(|set| set.name() == field.name && self.wanted.is_value(&set.value()))
    }
}

/// Whether a query names a customer or a requester, so that the contracts must
/// be read for it. A query that cannot be read names none.
#[must_use]
pub fn asks_for_parties(text: &str) -> bool {
    let names = |token: &Token| {
        let field = token.text.split_once([':', '=']).map(|(field, _)| field);
        let field = field.map(|field| field.trim_start_matches(['!', '+', '-']));
        field.is_some_and(|field| {
            use super::fields::List::{Contacts, Customers};
            let shape = Field::find(&canonical(field)).map(|field| field.shape);
            matches!(shape, Some(Shape::Listed(Customers | Contacts)))
        })
    };
    tokens(text).is_ok_and(|tokens| tokens.iter().any(names))
}

/// The values that a query may ask a field for, as far as they are known.
#[must_use]
pub fn values_of(field: &str, scene: &Scene<'_>) -> Vec<String> {
    let name = canonical(field);
    let shape = match of(&name) {
        Of::Own(_) if name == DUE => Shape::Instant,
        of => of.shape(),
    };
    match shape {
        Shape::Number => TIERS.map(|tier| tier.to_string()).collect(),
        Shape::Instant | Shape::Day => {
            let days = [
                "today",
                "yesterday",
                "tomorrow",
                "this-week",
                "this-month",
                "last-month",
            ];
            days.map(str::to_owned).into()
        }
        shape => values::known(shape, scene),
    }
}

fn term(token: &Token, scene: &Scene<'_>, doubts: &mut Vec<Doubt>) -> Result<Term, QueryError> {
    let negated = token.negated;
    let test = match token.field() {
        Some((field, values)) => field_test(field, values, token, scene, doubts)?,
        None if token.is_word(UNMERGED) => Test::Unmerged,
        None => Test::Text(Sought::new(&token.text)),
    };
    Ok(Term { negated, test })
}

/// Refuses what other languages have, and says a term that can be asked.
fn refuse(token: &Token, next: Option<&Token>, scene: &Scene<'_>) -> Result<(), QueryError> {
    let Err(error) = foreign::refuse(token, next) else {
        return Ok(());
    };
    if let QueryError::Foreign { instead, .. } = &error {
        Query::parse(instead, scene)?;
    }
    Err(error)
}

fn field_test(
    field: &str,
    values: &str,
    token: &Token,
    scene: &Scene<'_>,
    doubts: &mut Vec<Doubt>,
) -> Result<Test, QueryError> {
    let name = canonical(field);
    if name == TEXT && !values.is_empty() {
        return Ok(Test::Text(Sought::new(values)));
    }
    let typed = token.values();
    if typed.is_empty() {
        return Err(QueryError::Empty {
            field: field.to_owned(),
        });
    }
    let of = of(&name);
    let mut wanted = Vec::new();
    for typed in typed {
        read(&of, &name, typed, scene, doubts, &mut wanted)?;
    }
    Ok(Test::OneOf(of, wanted))
}

/// Reads one value: what is wanted goes to `wanted`, and what only a ticket
/// can vouch for to `doubts`.
fn read(
    of: &Of,
    name: &str,
    typed: Typed<'_>,
    scene: &Scene<'_>,
    doubts: &mut Vec<Doubt>,
    wanted: &mut Vec<Wanted>,
) -> Result<(), QueryError> {
    if let Some(presence) = typed.asks_for_presence() {
        wanted.push(presence);
        return Ok(());
    }
    let shape = of.shape();
    let comparison = typed.comparison();
    let doubt = |wanted: &Wanted, error| Doubt {
        of: of.clone(),
        wanted: wanted.clone(),
        error,
    };
    let Comparison::Equal(text) = comparison else {
        match shape {
            Shape::Level(_) => wanted.extend(levels(shape, comparison, scene)?),
            shape if is_ordered(shape) => wanted.push(within(shape, typed, scene)?),
            // Dots are text where text is looked for.
            Shape::Text if matches!(comparison, Comparison::Between(..)) => {
                wanted.push(Wanted::Holding(Sought::new(typed.text)));
            }
            _ => return Err(unordered(of, name, typed.text, scene)),
        }
        return Ok(());
    };
    if let Some(opposite) = text.strip_prefix('!').filter(|_| !typed.is_literal) {
        return Err(QueryError::Foreign {
            typed: format!("{name}:{text}"),
            instead: format!("-{name}:{opposite}"),
        });
    }
    match shape {
        Shape::Word(words) if name == "status" && text == "active" => {
            let active = Status::ALL.iter().filter(|status| status.is_active());
            let active = active.map(|status| status.as_str());
            wanted.extend(active.filter(|word| words.contains(word)).map(value));
        }
        Shape::Word(words) => wanted.push(value(&values::word(name, text, words)?)),
        Shape::Flag => wanted.push(value(if values::flag(text)? { "true" } else { "false" })),
        shape if values::is_growing(shape) => {
            let typed = value(text);
            match values::listed(shape, text, scene) {
                Ok(whole) if whole != text => wanted.push(value(&whole)),
                Ok(_) => {}
                Err(error) => doubts.push(doubt(&typed, error)),
            }
            // As typed, too: a foreign ticket may have what here is only
            // the beginning of a value.
            wanted.push(typed);
        }
        Shape::Number => {
            let found = within(shape, typed, scene)?;
            let is_tier = TIERS
                .into_iter()
                .any(|tier| found.is_number(Some(tier.into())));
            if name == "tier" && !is_tier {
                let error = QueryError::Value {
                    value: text.to_owned(),
                    what: "a tier".to_owned(),
                    known: TIERS.map(|tier| tier.to_string()).collect(),
                };
                doubts.push(doubt(&found, error));
            }
            wanted.push(found);
        }
        shape if is_ordered(shape) => wanted.push(within(shape, typed, scene)?),
        Shape::Text => wanted.push(Wanted::Holding(Sought::new(text))),
        Shape::Commit | Shape::Commits => {
            wanted.push(Wanted::Beginning(Sought::new(text)));
        }
        Shape::Id | Shape::Ids => wanted.push(Wanted::Reference(text.to_owned())),
        _ => wanted.push(value(text)),
    }
    Ok(())
}

fn unordered(of: &Of, name: &str, typed: &str, scene: &Scene<'_>) -> QueryError {
    let holds = match of.shape() {
        _ if matches!(of, Of::Own(_)) => {
            let unknown = unknown_name(name);
            if matches!(
                &unknown,
                QueryError::Field {
                    nearest: Some(_),
                    ..
                }
            ) {
                return unknown;
            }
            "values of your own"
        }
        Shape::Word(_) | Shape::Listed(_) => "words of a list",
        Shape::Text => "text",
        Shape::Flag => "true or false",
        Shape::Id | Shape::Ids => "tickets",
        Shape::Commit | Shape::Commits => "commits",
        _ => "names",
    };
    let known = values::known(of.shape(), scene);
    let instead = match known.as_slice() {
        [first, second, ..] => format!("{name}:{first},{second}"),
        [one] => format!("{name}:{one}"),
        [] => format!("{name}:any"),
    };
    QueryError::Unordered {
        field: name.to_owned(),
        holds,
        typed: format!("{name}:{typed}"),
        instead,
    }
}

fn is_of_events(test: &Test) -> bool {
    matches!(
        test,
        Test::OneOf(Of::Updated | Of::Became(_), _) | Test::Unmerged
    )
}

impl Test {
    fn holds(&self, ticket: &Ticket) -> bool {
        match self {
            Self::Text(text) => has_text(ticket, text),
            Self::Unmerged => unmerged(ticket).is_some(),
            Self::OneOf(of, wanted) => wanted.iter().any(|wanted| wanted.is(of, ticket)),
        }
    }
}

fn has_text(ticket: &Ticket, text: &Sought) -> bool {
    let code = ticket.fields.error_code.as_deref().unwrap_or_default();
    [ticket.title(), code, ticket.id.as_str(), &ticket.body]
        .iter()
        .any(|place| text.is_in(place))
}
