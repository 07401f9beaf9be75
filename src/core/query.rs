//! The query grammar of `list`, `report`, bulk changes and completions.
//!
//! Terms stand side by side and must all hold. `field:a,b` is any of the
//! values, `-term` is its opposite, `field:none` and `field:any` ask for
//! absence and presence; what is no `field:` is text looked for in title, body
//! and error code. What a field compares follows from its [`Shape`]: dates,
//! days, numbers, durations, priorities and levels take `>=`, `<`, `from..to`
//! and periods, the others refuse them.
//! `due:` and the words `overdue`, `at-risk` and `breached` ask for the clocks
//! of a ticket, which are read only where they are asked for.

mod clocks;
mod compare;
mod foreign;
#[cfg(test)]
mod tests;
mod token;
mod values;

use chrono::{DateTime, Utc};
use serde_json::Value;
use thiserror::Error;

use super::contract::Contracts;
use super::fields::{FIELD_NAMES, Field, Shape, Status, aliases};
use super::fold::Sought;
use super::policy::{Policy, TIERS};
use super::reach::Reach;
use super::search;
use super::sla::Clocks;
use super::ticket::Ticket;
use super::words;
use crate::core::told::{ExitCode, Told};
use clocks::ClockTerm;
pub use clocks::WORDS as CLOCK_WORDS;
use compare::{Bounds, Comparison, bounds, is_ordered};
use token::{Token, Typed, tokens};

/// Why a query cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QueryError {
    /// No ticket has such a field.
    #[error("`{field}` is not a field")]
    Field {
        /// As typed.
        field: String,
        /// The nearest one there is.
        nearest: Option<String>,
    },
    /// A value that the field cannot have.
    #[error("`{value}` is not {what}")]
    Value {
        /// As typed.
        value: String,
        /// What the field has.
        what: String,
        /// The values there are; empty for open ones.
        known: Vec<String>,
    },
    /// A comparison of values that have no order.
    #[error("{field} holds {holds}, which have no order, so `{typed}` compares nothing")]
    Unordered {
        /// The field.
        field: String,
        /// What its values are.
        holds: &'static str,
        /// The comparison, as typed.
        typed: String,
        /// A term that can be asked.
        instead: String,
    },
    /// `updated:-2h`, which is one second and hardly ever meant.
    #[error("`{typed}` is a single second")]
    Second {
        /// As typed.
        typed: String,
    },
    /// A range whose end is before its beginning.
    #[error("`{from}..{to}` ends before it begins")]
    Backwards {
        /// Its beginning, as typed.
        from: String,
        /// Its end, as typed.
        to: String,
    },
    /// A quote that is not closed.
    #[error("the query ends inside quotes")]
    Unclosed,
    /// `or`, `and`, `not`, which other languages of queries have.
    #[error("{word} is no term of a query")]
    Operator {
        /// As typed.
        word: String,
    },
    /// A term as another program has it: `status=open`, `!status:open`, `+tag`.
    #[error("`{typed}` is no term of a query")]
    Foreign {
        /// As typed.
        typed: String,
        /// How it is said here.
        instead: String,
    },
    /// `status:` without a value.
    #[error("`{field}:` needs a value")]
    Empty {
        /// As typed.
        field: String,
    },
}

impl Told for QueryError {
    fn code(&self) -> ExitCode {
        ExitCode::Usage
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::Field { field, nearest } => Some(match nearest {
                Some(nearest) => format!("did you mean {nearest}:?"),
                None => format!("quote it to look for the text: \"{field}:...\""),
            }),
            Self::Operator { word } => Some(match word.to_ascii_uppercase().as_str() {
                "OR" => "status:open,waiting says or, between values of a field".to_owned(),
                "NOT" => "-status:open says not".to_owned(),
                _ => format!("leave {word} out: every term must hold"),
            }),
            Self::Foreign { typed, instead } if typed.contains(char::is_whitespace) => {
                Some(format!("{instead} says it"))
            }
            Self::Foreign { typed, instead } => Some(format!(
                "{instead} says it; text:{typed} looks for the text"
            )),
            Self::Unordered { instead, .. } => Some(format!("{instead} can be asked for")),
            Self::Second { typed } => {
                Some(format!(">={typed} is from then on, <{typed} before then"))
            }
            Self::Backwards { from, to } => Some(format!("{to}..{from}")),
            Self::Value { known, .. } if known.is_empty() => None,
            Self::Value { value, known, .. } => Some(words::instead(value, known)),
            Self::Unclosed => Some("close the quotes".to_owned()),
            // A shell took the rest for the name of a file.
            Self::Empty { field } if compares(field) => Some(format!(
                "quotes keep < and > from the shell, '{field}:>=...'; {field}:none asks for tickets without one"
            )),
            Self::Empty { field } => Some(format!("{field}:none asks for tickets without one")),
        }
    }
}

/// What names and times in a query mean.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The values there are.
    pub policy: &'a Policy,
    /// The customers and their contacts; see [`asks_for_parties`].
    pub contracts: &'a Contracts,
    /// The instant that `-2h` and `yesterday` count from.
    pub now: DateTime<Utc>,
    /// Whom `me` stands for.
    pub me: Option<&'a str>,
}

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
}

/// What of a ticket is asked about.
#[derive(Debug, Clone, PartialEq)]
enum Of {
    Id,
    Field(&'static Field),
    /// A key of the user's own.
    Own(String),
    /// When something last happened.
    Updated,
    /// When it last came to be so.
    Became(Status),
}

#[derive(Debug, Clone, PartialEq)]
enum Wanted {
    None,
    Any,
    /// This value, or one below it (`invoicing` finds `invoicing/tax`).
    Value(Sought),
    /// A text that has this in it.
    Holding(Sought),
    /// A hash that begins so.
    Beginning(Sought),
    /// A ticket by a part of its id.
    Reference(String),
    /// What lies there.
    Within(Bounds),
}

/// Dates that are no fields.
const DATES: [(&str, Of); 4] = [
    ("opened", Of::Became(Status::Open)),
    ("updated", Of::Updated),
    ("resolved", Of::Became(Status::Resolved)),
    ("closed", Of::Became(Status::Closed)),
];

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
            if token.field().is_some() || ClockTerm::read(token, scene)?.is_some() {
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
            Test::Text(_) => false,
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

    /// Which tickets the answer can depend on: of the terms, the status narrows
    /// it. A field or value that may be a mistake has to be looked for in all.
    #[must_use]
    pub fn reach(&self) -> Reach {
        let any = |is_such: fn(&Test) -> bool| self.terms.iter().any(|term| is_such(&term.test));
        let mut reach = Reach {
            bodies: any(|test| matches!(test, Test::Text(_))),
            // What is not known now may have been once.
            timelines: self.asks_for_clocks() || !self.doubts.is_empty() || any(is_of_events),
            ..Reach::default()
        };
        if !self.is_certain() {
            return reach;
        }
        for term in &self.terms {
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
                Test::Text(_) => true,
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
        Of::Own(_) if name == clocks::DUE => Shape::Instant,
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

/// Whether a query may ask for a field of this name, a key of the user's own
/// apart.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let name = canonical(text);
    names().any(|known| known == name)
}

/// Whether a field compares by `<`, `>` and ranges.
fn compares(field: &str) -> bool {
    let name = canonical(field);
    let shape = of(&name).shape();
    name == clocks::DUE || is_ordered(shape) || matches!(shape, Shape::Level(_))
}

/// A field as the store calls it.
fn canonical(field: &str) -> String {
    let name = field.to_lowercase().replace('-', "_");
    Field::find(&name).map_or(name, |field| field.name.to_owned())
}

/// What a name that is canonical stands for.
fn of(name: &str) -> Of {
    let date = DATES.iter().find(|(date, _)| *date == name);
    match (Field::find(name), date) {
        (Some(field), _) => Of::Field(field),
        // When it was opened is a field, whatever its events say.
        (None, Some((_, Of::Became(Status::Open)))) => {
            Field::find("opened_at").map_or(Of::Updated, Of::Field)
        }
        (None, Some((_, date))) => date.clone(),
        (None, None) if name == "id" => Of::Id,
        (None, None) => Of::Own(name.to_owned()),
    }
}

/// The fields a query may ask for, those of an importer or of the user apart.
pub fn names() -> impl Iterator<Item = &'static str> {
    let fields = FIELD_NAMES.iter().copied();
    fields
        .chain(DATES.map(|(name, _)| name))
        .chain([clocks::DUE, "id", TEXT])
        .chain(aliases())
}

/// What is looked for anywhere in a ticket.
const TEXT: &str = "text";

fn term(token: &Token, scene: &Scene<'_>, doubts: &mut Vec<Doubt>) -> Result<Term, QueryError> {
    let negated = token.negated;
    let test = match token.field() {
        Some((field, values)) => field_test(field, values, token, scene, doubts)?,
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
        of.read(&name, typed, scene, doubts, &mut wanted)?;
    }
    Ok(Test::OneOf(of, wanted))
}

/// The values of a token as numbers.
fn ordered(shape: Shape, token: &Token, scene: &Scene<'_>) -> Result<Vec<Wanted>, QueryError> {
    let typed = token.values();
    if typed.is_empty() {
        let field = token.field().map_or("", |(field, _)| field);
        return Err(QueryError::Empty {
            field: field.to_owned(),
        });
    }
    let each = typed
        .into_iter()
        .map(|typed| match typed.asks_for_presence() {
            Some(wanted) => Ok(wanted),
            None => within(shape, typed, scene),
        });
    each.collect()
}

fn within(shape: Shape, typed: Typed<'_>, scene: &Scene<'_>) -> Result<Wanted, QueryError> {
    bounds(shape, typed.comparison(), scene).map(Wanted::Within)
}

impl<'a> Typed<'a> {
    /// `none` and `any`.
    fn asks_for_presence(self) -> Option<Wanted> {
        match self.text {
            _ if self.is_literal => None,
            "none" => Some(Wanted::None),
            "any" | "*" => Some(Wanted::Any),
            _ => None,
        }
    }

    fn comparison(self) -> Comparison<'a> {
        if self.is_literal {
            Comparison::Equal(self.text)
        } else {
            Comparison::read(self.text)
        }
    }
}

fn value(text: &str) -> Wanted {
    Wanted::Value(Sought::new(text))
}

impl Of {
    fn shape(&self) -> Shape {
        match self {
            Self::Id => Shape::Id,
            Self::Field(field) => field.shape,
            Self::Own(_) => Shape::Name,
            Self::Updated | Self::Became(_) => Shape::Instant,
        }
    }

    fn is(&self, name: &str) -> bool {
        matches!(self, Self::Field(field) if field.name == name)
    }

    /// Reads one value: what is wanted goes to `wanted`, and what only a ticket
    /// can vouch for to `doubts`.
    fn read(
        &self,
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
        let shape = self.shape();
        let comparison = typed.comparison();
        let doubt = |wanted: &Wanted, error| Doubt {
            of: self.clone(),
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
                _ => return Err(self.unordered(name, typed.text, scene)),
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

    fn unordered(&self, name: &str, typed: &str, scene: &Scene<'_>) -> QueryError {
        let holds = match self.shape() {
            _ if matches!(self, Self::Own(_)) => {
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
        let known = values::known(self.shape(), scene);
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

    fn is_there(&self, ticket: &Ticket) -> bool {
        match self {
            Self::Id => true,
            Self::Field(field) => ticket.fields.has(field.name),
            Self::Own(name) => own_value(ticket, name).is_some_and(|value| !value.is_null()),
            Self::Updated | Self::Became(_) => self.number(ticket).is_some(),
        }
    }

    /// The value as a number, where it has an order.
    fn number(&self, ticket: &Ticket) -> Option<i64> {
        let latest = |is_meant: &dyn Fn(Option<Status>) -> bool| {
            let events = ticket.timeline.iter();
            let events = events.filter(|event| is_meant(event.set.status()));
            events.map(|event| event.at.timestamp()).max()
        };
        match self {
            Self::Field(field) => ticket.fields.order(field),
            Self::Updated => latest(&|_| true),
            Self::Became(status) => latest(&|became| became == Some(*status)),
            Self::Id | Self::Own(_) => None,
        }
    }

    fn any_text(&self, ticket: &Ticket, is_meant: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Id => is_meant(ticket.id.as_str()),
            Self::Field(field) => ticket.fields.any_text(field.name, is_meant),
            Self::Own(name) => {
                own_value(ticket, name).is_some_and(|value| any_text(value, is_meant))
            }
            Self::Updated | Self::Became(_) => false,
        }
    }
}

/// The value of a key of the user's own, however its name is written.
fn own_value<'t>(ticket: &'t Ticket, name: &str) -> Option<&'t Value> {
    let extra = &ticket.fields.extra;
    let mut keys = extra.iter();
    let written = || {
        keys.find(|(key, _)| canonical(key) == name)
            .map(|(_, value)| value)
    };
    extra.get(name).or_else(written)
}

/// Whether one of the texts of a value is meant.
fn any_text(value: &Value, is_meant: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => is_meant(text),
        Value::Array(items) => items.iter().any(|item| any_text(item, is_meant)),
        Value::Object(map) => map.values().any(|value| any_text(value, is_meant)),
        Value::Number(_) | Value::Bool(_) => is_meant(&value.to_string()),
    }
}

/// The levels on one side of a level: `>` is more severe.
fn levels(
    shape: Shape,
    comparison: Comparison<'_>,
    scene: &Scene<'_>,
) -> Result<Vec<Wanted>, QueryError> {
    let place = |text| values::place(shape, text, scene);
    let known = values::known(shape, scene);
    let all = known.len();
    let places = match comparison {
        Comparison::Equal(text) => place(text)?..place(text)? + 1,
        Comparison::Above(text) => 0..place(text)?,
        Comparison::AtLeast(text) => 0..place(text)? + 1,
        Comparison::Below(text) => place(text)? + 1..all,
        Comparison::AtMost(text) => place(text)?..all,
        Comparison::Between(one, other) => {
            let (one, other) = (place(one)?, place(other)?);
            one.min(other)..one.max(other) + 1
        }
    };
    Ok(known[places].iter().map(|level| value(level)).collect())
}

fn is_of_events(test: &Test) -> bool {
    matches!(test, Test::OneOf(Of::Updated | Of::Became(_), _))
}

impl Test {
    fn holds(&self, ticket: &Ticket) -> bool {
        match self {
            Self::Text(text) => has_text(ticket, text),
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

impl Wanted {
    fn is(&self, of: &Of, ticket: &Ticket) -> bool {
        match self {
            Self::None => !of.is_there(ticket),
            Self::Any => of.is_there(ticket),
            Self::Within(_) => self.is_number(of.number(ticket)),
            _ => of.any_text(ticket, &|text| self.is_text(Some(text))),
        }
    }

    fn is_text(&self, text: Option<&str>) -> bool {
        match (self, text) {
            (Self::None, text) => text.is_none(),
            (Self::Any, text) => text.is_some(),
            (_, None) | (Self::Within(_), _) => false,
            (Self::Value(sought), Some(text)) => sought.is_or_is_above(text),
            (Self::Holding(sought), Some(text)) => sought.is_in(text),
            (Self::Beginning(sought), Some(text)) => sought.begins(text),
            (Self::Reference(part), Some(text)) => match text.parse::<super::id::TicketId>() {
                Ok(id) => id.said_by(part).is_some(),
                Err(_) => Sought::new(part).is(text),
            },
        }
    }

    fn is_number(&self, number: Option<i64>) -> bool {
        match self {
            Self::None => number.is_none(),
            Self::Any => number.is_some(),
            Self::Within(bounds) => number.is_some_and(|number| bounds.hold(number)),
            _ => false,
        }
    }

    fn is_value(&self, value: &Value) -> bool {
        let number = || {
            value
                .as_i64()
                .is_some_and(|number| self.is_number(Some(number)))
        };
        any_text(value, &|text| self.is_text(Some(text))) || number()
    }
}
