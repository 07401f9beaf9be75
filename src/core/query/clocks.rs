//! Terms about the clocks of a ticket: `overdue`, `at-risk`, `breached`, and
//! the date `due:`.

use crate::core::fields::Shape;
use crate::core::sla::{Clocks, Standing, State};
use crate::core::when::instant;

use super::error::QueryError;
use super::names::DUE;
use super::scene::Scene;
use super::token::Token;
use super::wanted::{Wanted, ordered};

#[derive(Debug, Clone, PartialEq)]
pub(super) struct ClockTerm {
    negated: bool,
    test: ClockTest,
}

#[derive(Debug, Clone, PartialEq)]
enum ClockTest {
    /// A deadline has passed and nothing has stopped its clock.
    Overdue,
    /// A clock runs and little is left.
    AtRisk,
    /// A clock used more than its budget, stopped or not.
    Breached,
    /// What is due next.
    Due(Vec<Wanted>),
}

impl ClockTerm {
    /// None: the token asks for something else.
    pub(super) fn read(token: &Token, scene: &Scene<'_>) -> Result<Option<Self>, QueryError> {
        let test = match token.field() {
            Some((name, _)) if name.eq_ignore_ascii_case(DUE) => {
                ClockTest::Due(ordered(Shape::Instant, token, scene)?)
            }
            None if token.is_word("overdue") => ClockTest::Overdue,
            None if token.is_word("at-risk") => ClockTest::AtRisk,
            None if token.is_word("breached") => ClockTest::Breached,
            _ => return Ok(None),
        };
        Ok(Some(Self {
            negated: token.negated,
            test,
        }))
    }

    /// Whether a ticket with these clocks answers yes; without a contract it
    /// has none, and is neither late nor due.
    pub(super) fn holds(&self, clocks: Option<&Clocks>) -> bool {
        self.test.holds(clocks) != self.negated
    }
}

impl ClockTest {
    fn holds(&self, clocks: Option<&Clocks>) -> bool {
        let mut each = clocks.iter().flat_map(|clocks| &clocks.clocks);
        match self {
            Self::Overdue => clocks.and_then(Clocks::standing) == Some(Standing::Overdue),
            Self::AtRisk => each.any(|clock| clock.current().at_risk),
            Self::Breached => each.any(|clock| clock.state == State::Breached),
            Self::Due(wanted) => {
                let next = clocks.and_then(Clocks::next_due);
                let due = next.and_then(|clock| instant(clock.due_at?));
                let due = due.map(|due| due.timestamp());
                wanted.iter().any(|wanted| wanted.is_number(due))
            }
        }
    }
}
