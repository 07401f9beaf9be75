use clap_complete::engine::ArgValueCompleter;

use crate::core::lifecycle::{Link, link};
use crate::core::refusal::Refusal;
use crate::desk::Desk;

use super::arguments::References;
use super::candidates;
use super::verb::Verb;

/// Tie tickets to another one
///
/// `related` ties both; `parent`, `caused-by` and `duplicate` say what the other
/// one is to this one. Only a ticket that has ended is linked as a duplicate; one
/// that is worked on is cancelled: bitacora cancel REF --as duplicate --of REF.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// The other ticket
    #[arg(long, value_name = "REF", add = ArgValueCompleter::new(candidates::tickets))]
    to: String,
    /// What the other one is to it
    #[arg(long = "as", id = "relation", value_enum, value_name = "RELATION")]
    relation: Relation,
}

/// What the other ticket is.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Relation {
    /// The whole of which it is a part
    Parent,
    /// Worth reading beside it
    Related,
    /// It has the cause that this one shares
    CausedBy,
    /// It is about the same, and this one has ended already
    Duplicate,
}

impl From<Relation> for Link {
    fn from(relation: Relation) -> Self {
        match relation {
            Relation::Parent => Self::Parent,
            Relation::Related => Self::Related,
            Relation::CausedBy => Self::CausedBy,
            Relation::Duplicate => Self::Duplicate,
        }
    }
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let to = desk.books.id(&self.to)?;
        let mut ids = desk.books.ids(&self.references.read(desk)?)?;
        let relation = Link::from(self.relation);
        if ids.contains(&to) {
            return Err(Refusal::LinkToItself { id: to }.into());
        }
        let others = ids.clone();
        if relation == Link::Related {
            ids.push(to.clone());
        }
        let outcome = desk.change_all(&ids, |tickets| {
            let stamp = desk.pen().stamp()?;
            let linked = tickets.into_iter().zip(0..).map(|(ticket, n)| {
                let stamp = stamp.nth(n);
                if ticket.id == to {
                    others.iter().try_fold(ticket, |ticket, other| {
                        Ok(link(ticket, other, relation, &stamp)?)
                    })
                } else {
                    Ok(link(ticket, &to, relation, &stamp)?)
                }
            });
            linked.collect()
        })?;
        desk.tell_changes(&outcome)
    }
}
