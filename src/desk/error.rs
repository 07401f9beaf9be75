//! What only an invocation as a whole can refuse.

use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::stamp::Timestamp;
use crate::core::told::{ExitCode, Told};

/// What only an invocation as a whole can refuse.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// No ticket is named by the reference.
    #[error("there is no ticket `{0}`")]
    NoSuchTicket(String),
    /// The reference names a ticket, and says too little of it to write to it.
    #[error("`{reference}` is too short a reference to write to a ticket")]
    TooShort {
        /// As typed.
        reference: String,
        /// The ticket it names.
        id: TicketId,
    },
    /// An article begins like that, and it says too little of it to write to it.
    #[error("`{reference}` is too short a reference to write to an article")]
    ShortSlug {
        /// As typed.
        reference: String,
        /// The article it names.
        slug: String,
    },
    /// No article begins like the slug.
    #[error("there is no article `{slug}`")]
    NoSuchArticle {
        /// As typed.
        slug: String,
        /// The one that was probably meant.
        nearest: Option<String>,
    },
    /// Several do.
    #[error("`{reference}` could be {}", crate::core::words::listed(.candidates, "or"))]
    Ambiguous {
        /// As typed.
        reference: String,
        /// Ids and titles.
        candidates: Vec<String>,
    },
    /// Git does not know who acts, and nothing else says it.
    #[error("nobody acts: git has no user.email, and neither --as nor BITACORA_AGENT is set")]
    Nobody,
    /// Git knows an address that no agent has.
    #[error("{email} is not the address of an agent of this desk")]
    Stranger {
        /// git's `user.email`.
        email: String,
    },
    /// Somebody committed to a ticket that is being edited.
    #[error("{0} changed while the editor was open")]
    Moved(TicketId),
    /// Somebody changed an article that is being edited.
    #[error("faq/{0}.md changed while the editor was open")]
    MovedArticle(String),
    /// A commit before there was a configuration.
    #[error("the commit {0:?} has no bitacora.yaml")]
    NoStoreThen(String),
    /// A ticket is asked about as of an instant before it was filed.
    #[error("{id} was not filed yet at {}", crate::core::stamp::rfc3339(.at))]
    NotYet {
        /// The ticket.
        id: TicketId,
        /// The instant.
        at: Timestamp,
    },
    /// Ids are drawn until one is free, and none was.
    #[error("no free id was found")]
    NoFreeId,
}

impl Told for DeskError {
    fn code(&self) -> ExitCode {
        match self {
            Self::NoSuchTicket(_)
            | Self::TooShort { .. }
            | Self::ShortSlug { .. }
            | Self::NoSuchArticle { .. }
            | Self::Ambiguous { .. }
            | Self::NotYet { .. } => ExitCode::NotFound,
            Self::Nobody | Self::Stranger { .. } => ExitCode::Refused,
            Self::Moved(_) | Self::MovedArticle(_) => ExitCode::Undecided,
            Self::NoFreeId | Self::NoStoreThen(_) => ExitCode::CouldNot,
        }
    }

    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoSuchTicket(_) => "bitacora list --all shows every ticket".to_owned(),
            Self::TooShort { id, .. } => format!(
                "at least three of the last characters name it; `bitacora show {id}` shows the one that fits"
            ),
            Self::ShortSlug { slug, .. } => format!(
                "at least three characters name it; `bitacora faq show {slug}` shows the one that fits"
            ),
            Self::NoSuchArticle { nearest, .. } => match nearest {
                Some(nearest) => format!("did you mean {nearest}?"),
                None => "bitacora faq list shows every article".to_owned(),
            },
            Self::Ambiguous { .. } => "type more of it".to_owned(),
            Self::Nobody => "git config user.email you@example.com, or --as AGENT".to_owned(),
            Self::Stranger { .. } => {
                "--as AGENT says who acts; `emails:` of an agent in bitacora.yaml makes it known"
                    .to_owned()
            }
            Self::Moved(id) => format!("bitacora edit {id} again"),
            Self::MovedArticle(slug) => format!("bitacora faq edit {slug} again"),
            Self::NoStoreThen(_) => format!(
                "git log --oneline -- {} names the commits that have it",
                layout::CONFIG
            ),
            Self::NotYet { id, .. } => format!("bitacora log {id} shows when it was filed"),
            Self::NoFreeId => "try again".to_owned(),
        })
    }
}
