//! What a ticket must have to answer.

use serde_json::Value;

use crate::core::fields::Shape;
use crate::core::fold::Sought;
use crate::core::id::TicketId;
use crate::core::ticket::Ticket;

use super::compare::{Bounds, Comparison, bounds};
use super::error::QueryError;
use super::names::{Of, any_text};
use super::scene::Scene;
use super::token::{Token, Typed};
use super::values;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wanted {
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

impl Wanted {
    pub(super) fn is(&self, of: &Of, ticket: &Ticket) -> bool {
        match self {
            Self::None => !of.is_there(ticket),
            Self::Any => of.is_there(ticket),
            Self::Within(_) => self.is_number(of.number(ticket)),
            _ => of.any_text(ticket, &|text| self.is_text(Some(text))),
        }
    }

    pub(super) fn is_text(&self, text: Option<&str>) -> bool {
        match (self, text) {
            (Self::None, text) => text.is_none(),
            (Self::Any, text) => text.is_some(),
            (_, None) | (Self::Within(_), _) => false,
            (Self::Value(sought), Some(text)) => sought.is_or_is_above(text),
            (Self::Holding(sought), Some(text)) => sought.is_in(text),
            (Self::Beginning(sought), Some(text)) => sought.begins(text),
            (Self::Reference(part), Some(text)) => match text.parse::<TicketId>() {
                Ok(id) => id.said_by(part).is_some(),
                Err(_) => Sought::new(part).is(text),
            },
        }
    }

    pub(super) fn is_number(&self, number: Option<i64>) -> bool {
        match self {
            Self::None => number.is_none(),
            Self::Any => number.is_some(),
            Self::Within(bounds) => number.is_some_and(|number| bounds.hold(number)),
            _ => false,
        }
    }

    pub(super) fn is_value(&self, value: &Value) -> bool {
        let number = || {
            value
                .as_i64()
                .is_some_and(|number| self.is_number(Some(number)))
        };
        any_text(value, &|text| self.is_text(Some(text))) || number()
    }
}

/// The values of a token as numbers.
pub(super) fn ordered(
    shape: Shape,
    token: &Token,
    scene: &Scene<'_>,
) -> Result<Vec<Wanted>, QueryError> {
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

pub(super) fn within(
    shape: Shape,
    typed: Typed<'_>,
    scene: &Scene<'_>,
) -> Result<Wanted, QueryError> {
    bounds(shape, typed.comparison(), scene).map(Wanted::Within)
}

impl<'a> Typed<'a> {
    /// `none` and `any`.
    pub(super) fn asks_for_presence(self) -> Option<Wanted> {
        match self.text {
            _ if self.is_literal => None,
            "none" => Some(Wanted::None),
            "any" | "*" => Some(Wanted::Any),
            _ => None,
        }
    }

    pub(super) fn comparison(self) -> Comparison<'a> {
        if self.is_literal {
            Comparison::Equal(self.text)
        } else {
            Comparison::read(self.text)
        }
    }
}

pub(super) fn value(text: &str) -> Wanted {
    Wanted::Value(Sought::new(text))
}

/// The levels on one side of a level: `>` is more severe.
pub(super) fn levels(
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
