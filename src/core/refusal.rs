//! What a rule of the desk says no to.

use chrono::NaiveDate;
use thiserror::Error;

use super::fields::{Kind, Status};
use super::id::TicketId;
use super::stamp::Timestamp;
use super::ties::{self, Relation};
use super::words;
use crate::core::told::{ExitCode, Told};

/// A rule says no. The text is a sentence without its full stop;
/// [`Refusal::hint`] is the next thing to type.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The lifecycle has no such step.
    #[error("{id} is {}", already(*.from, .to.as_str(), "become"))]
    Transition {
        /// The ticket.
        id: TicketId,
        /// Where it is.
        from: Status,
        /// Where the command would take it.
        to: Status,
    },
    /// The step needs a ticket that is worked on.
    #[error("{id} is {}", already(*.status, .done, "be"))]
    NotActive {
        /// The ticket.
        id: TicketId,
        /// Where it is.
        status: Status,
        /// What was to be done, as a participle.
        done: &'static str,
    },
    /// `resume` of a ticket that waits for nobody.
    #[error("{id} is {status}, not waiting")]
    NotWaiting {
        /// The ticket.
        id: TicketId,
        /// Where it is.
        status: Status,
    },
    /// A value that a closed list lacks.
    #[error("`{value}` is not {what}")]
    Unknown {
        /// With its article: `an impact`.
        what: &'static str,
        /// What was typed.
        value: String,
        /// The values there are.
        known: Vec<String>,
    },
    /// A beginning that several values share.
    #[error("`{value}` could be {}", words::listed(.candidates, "or"))]
    Ambiguous {
        /// What was typed.
        value: String,
        /// The values that begin so.
        candidates: Vec<String>,
    },
    /// A step lacks something only the user can say.
    #[error("{what}")]
    Missing {
        /// What is missing, as a sentence.
        what: String,
        /// The flags that say it.
        hint: String,
    },
    /// A step that only adaptive tickets have.
    #[error("{id} is {}, and only adaptive tickets are approved or rejected", .kind.map_or("not classified", Kind::as_str))]
    NotAdaptive {
        /// The ticket.
        id: TicketId,
        /// What it is.
        kind: Option<Kind>,
    },
    /// An adaptive ticket that nobody has approved.
    #[error("{id} is adaptive and not approved")]
    NotApproved {
        /// The ticket.
        id: TicketId,
    },
    /// Somebody who may not approve.
    #[error("{who} may not approve or reject {id}")]
    MayNotApprove {
        /// Who was named.
        who: String,
        /// The ticket.
        id: TicketId,
        /// Who may.
        approvers: Vec<String>,
    },
    /// A ticket that somebody has taken for a demand.
    #[error("{id} cannot be cancelled as spam: {why}")]
    NotSpam {
        /// The ticket.
        id: TicketId,
        /// What speaks against it.
        why: String,
    },
    /// Somebody who may not give a target up.
    #[error("{who} may not give up a target of {id}")]
    MayNotWaive {
        /// Who was named.
        who: String,
        /// The ticket.
        id: TicketId,
        /// Who may.
        approvers: Vec<String>,
    },
    /// A date given to a customer that has come already.
    #[error("{id} cannot be promised for {on}: that is before {at}")]
    PromisePast {
        /// The ticket.
        id: TicketId,
        /// `--on`.
        on: NaiveDate,
        /// When it is promised.
        at: Timestamp,
    },
    /// A commit that touches the store alone, where one of the product is meant.
    #[error("{rev} is a commit of the desk's own and touches nothing else")]
    OwnCommit {
        /// As typed.
        rev: String,
    },
    /// A ticket tied to itself.
    #[error("{id} cannot be linked to itself")]
    LinkToItself {
        /// The ticket.
        id: TicketId,
    },
    /// A relation that would lead from a ticket back to it.
    #[error("{id} cannot be {} itself: {}", .relation.is(), ties::told(*.relation, .circle))]
    Circle {
        /// The ticket.
        id: TicketId,
        /// What leads back.
        relation: Relation,
        /// From the ticket it was given up to itself; see [`ties::circle`].
        circle: Vec<TicketId>,
    },
    /// A ticket that is worked on, linked as a duplicate.
    #[error("{id} is {status}: a duplicate that is worked on is cancelled, not linked")]
    ActiveDuplicate {
        /// The ticket.
        id: TicketId,
        /// Where it is.
        status: Status,
        /// The ticket it repeats.
        of: TicketId,
    },
    /// The highest tier has nobody above it.
    #[error("{id} is in tier {tier}, the highest")]
    HighestTier {
        /// The ticket.
        id: TicketId,
        /// Its tier.
        tier: u8,
    },
    /// An event in the future.
    #[error("{at} is more than 5 minutes ahead of now ({now})")]
    Ahead {
        /// What was said.
        at: Timestamp,
        /// The machine's clock.
        now: Timestamp,
    },
    /// An event before the ticket was opened.
    #[error("{at} is before {id} was opened ({opened_at})")]
    BeforeOpened {
        /// The ticket.
        id: TicketId,
        /// What was said.
        at: Timestamp,
        /// When it was opened.
        opened_at: Timestamp,
    },
    /// A change of status before the last one.
    #[error("{at} is before {id} became {status} ({since})")]
    BeforeStatus {
        /// The ticket.
        id: TicketId,
        /// What was said.
        at: Timestamp,
        /// Its status.
        status: Status,
        /// Since when.
        since: Timestamp,
    },
    /// A judgement before the last one.
    #[error("{at} is before {id} was last judged ({since})")]
    BeforeJudgement {
        /// The ticket.
        id: TicketId,
        /// What was said.
        at: Timestamp,
        /// When it was judged.
        since: Timestamp,
    },
    /// A value before the last one of the same field.
    #[error("{at} is before {field} of {id} was last set ({since})")]
    BeforeValue {
        /// The ticket.
        id: TicketId,
        /// What was said.
        at: Timestamp,
        /// The field.
        field: String,
        /// When it was set.
        since: Timestamp,
    },
    /// A contact made after the filing.
    #[error("the contact ({contact}) is after the filing ({filed})")]
    ContactAfterFiling {
        /// `--contact`.
        contact: Timestamp,
        /// `--at` or now.
        filed: Timestamp,
    },
    /// A hand edit that the record cannot take.
    #[error("{id}: {reason}")]
    HandEdit {
        /// The ticket.
        id: TicketId,
        /// What is wrong with the edit.
        reason: String,
        /// What to do instead.
        hint: String,
    },
    /// An end of the waiting that has come already.
    #[error("{id} cannot wait until {until}: that is not after {at}")]
    WaitUntilPast {
        /// The ticket.
        id: TicketId,
        /// `--until`.
        until: Timestamp,
        /// When it is put to wait.
        at: Timestamp,
    },
    /// A ticket that is too large to grow.
    #[error("{id} would pass {limit} KiB of front matter")]
    TooLarge {
        /// The ticket.
        id: TicketId,
        /// The limit in KiB.
        limit: usize,
    },
    /// A file would grow past what is read of it.
    #[error("{path} would have {bytes} bytes, more than it may have ({most})")]
    TooLong {
        /// From the store's root.
        path: String,
        /// What it would have.
        bytes: usize,
        /// The limit in bytes.
        most: u64,
    },
    /// An attachment over the limit of the configuration.
    #[error("{name} has {bytes} bytes, more than attachments.max ({max})")]
    AttachmentTooLarge {
        /// The file's name.
        name: String,
        /// Its size.
        bytes: u64,
        /// The limit in bytes.
        max: u64,
    },
    /// A ticket that may not become an article.
    #[error("{id} is {status} and cannot be promoted")]
    NotResolved {
        /// The ticket.
        id: TicketId,
        /// Where it is.
        status: Status,
    },
    /// A slug that is taken.
    #[error("faq/{slug}.md is already there")]
    ArticleExists {
        /// The slug.
        slug: String,
    },
    /// An article that is not in our form, so that nothing can be added to it.
    #[error("faq/{slug}.md was not promoted from tickets")]
    NotOurArticle {
        /// The slug.
        slug: String,
    },
    /// An agent whose last day at the desk is over.
    #[error("{handle} left the desk on {until}")]
    HasLeft {
        /// The handle.
        handle: String,
        /// The last day.
        until: NaiveDate,
    },
    /// Somebody the configuration does not know.
    #[error("`{handle}` is not an agent of this desk")]
    NotAnAgent {
        /// The handle.
        handle: String,
        /// The agents there are.
        known: Vec<String>,
    },
}

impl Told for Refusal {
    fn code(&self) -> ExitCode {
        ExitCode::Refused
    }

    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Transition { id, from, to } => return transition_hint(id, *from, *to),
            Self::NotActive { id, status, .. } | Self::NotWaiting { id, status } => {
                return match status {
                    Status::Resolved | Status::Closed => Some(reopen(id)),
                    Status::Cancelled => {
                        Some(format!("bitacora open --like {id} TITLE files it anew"))
                    }
                    _ => None,
                };
            }
            Self::Unknown { value, known, .. } => words::instead(value, known),
            Self::Ambiguous { .. } => "type more of it".to_owned(),
            Self::Missing { hint, .. } | Self::HandEdit { hint, .. } => hint.clone(),
            Self::NotAdaptive { id, .. } => format!("bitacora classify {id} --kind adaptive"),
            Self::NotApproved { id } => format!("bitacora approve {id} --by WHO -m TEXT"),
            Self::MayNotApprove { approvers, .. } if approvers.is_empty() => {
                "give a contact `approves: true` in the contract".to_owned()
            }
            Self::MayNotApprove { approvers, .. } => {
                format!("--by may be {}", words::listed(approvers, "or"))
            }
            Self::NotSpam { .. } => {
                "--as withdrawn, no-fault or out-of-scope says how it ended".to_owned()
            }
            Self::MayNotWaive { approvers, .. } => {
                format!("--agreed-by may be {}", words::listed(approvers, "or"))
            }
            Self::PromisePast { .. } => {
                "--on takes a day to come: tomorrow, +3d, a date".to_owned()
            }
            Self::WaitUntilPast { .. } => "--until tomorrow, or a date to come".to_owned(),
            Self::ActiveDuplicate { id, of, .. } => {
                format!("bitacora cancel {id} --as duplicate --of {of}")
            }
            Self::OwnCommit { .. } => {
                "git log --oneline shows the commits; name the one that is meant".to_owned()
            }
            Self::LinkToItself { .. } => "--to names the other ticket".to_owned(),
            Self::Circle {
                circle, relation, ..
            } => {
                let before = circle.iter().rev().nth(1).or(circle.last());
                let before = before.map_or("REF", TicketId::as_str);
                match relation {
                    Relation::DuplicateOf => {
                        format!("bitacora show {before} says what became of it")
                    }
                    relation => format!("bitacora edit {before} changes its {}", relation.key()),
                }
            }
            Self::HighestTier { .. } => "--to AGENT gives it to somebody there".to_owned(),
            Self::Ahead { .. } => {
                "--at says when it happened, `--at -2h` or `--at 09:14`".to_owned()
            }
            Self::BeforeOpened { id, .. }
            | Self::BeforeStatus { id, .. }
            | Self::BeforeJudgement { id, .. }
            | Self::BeforeValue { id, .. } => {
                format!("bitacora log {id} shows what happened when")
            }
            Self::ContactAfterFiling { .. } => "--at says when it was filed".to_owned(),
            Self::TooLarge { id, .. } => {
                format!("bitacora open --like {id} TITLE goes on in a new ticket; link the two")
            }
            Self::TooLong { .. } => {
                "bitacora attach REF FILE keeps what is long beside the ticket".to_owned()
            }
            Self::AttachmentTooLarge { .. } => "raise attachments.max in bitacora.yaml".to_owned(),
            Self::NotResolved { id, .. } => format!("bitacora resolve {id} -m TEXT"),
            Self::ArticleExists { slug } => {
                format!("--into {slug} adds the tickets to it; --slug NAME makes another")
            }
            Self::NotOurArticle { slug } => {
                format!("bitacora faq edit {slug}, and give it `tickets: [ID]`")
            }
            Self::HasLeft { .. } => {
                "name another agent; `until:` of an agent in bitacora.yaml is the last day"
                    .to_owned()
            }
            Self::NotAnAgent { handle, known } => {
                match words::nearest(handle, known.iter().map(String::as_str)) {
                    Some(nearest) => {
                        format!("did you mean {nearest}? `agents:` in bitacora.yaml lists them")
                    }
                    None => {
                        "add the agent to `agents:` in bitacora.yaml, or say --as AGENT".to_owned()
                    }
                }
            }
        })
    }
}

/// `closed already`, or `open and cannot become closed`.
fn already(status: Status, wanted: &str, verb: &str) -> String {
    if status.as_str() == wanted {
        format!("{status} already")
    } else {
        format!("{status} and cannot {verb} {wanted}")
    }
}

fn reopen(id: &TicketId) -> String {
    format!("bitacora reopen {id} -m TEXT")
}

fn transition_hint(id: &TicketId, from: Status, to: Status) -> Option<String> {
    Some(match (from, to) {
        (
            Status::Resolved | Status::Closed,
            Status::Resolved | Status::Diagnosed | Status::Waiting,
        ) => reopen(id),
        (Status::Open, Status::Diagnosed | Status::Resolved) => {
            format!("bitacora classify {id} --impact I --urgency U")
        }
        (Status::Waiting, Status::Diagnosed) => format!("bitacora resume {id}"),
        (
            Status::Open | Status::Classified | Status::Diagnosed | Status::Waiting,
            Status::Closed,
        ) => {
            format!("bitacora resolve {id} -m TEXT, or bitacora cancel {id} --as REASON")
        }
        (Status::Cancelled, _) => format!("bitacora open --like {id} TITLE files it anew"),
        _ => return None,
    })
}
