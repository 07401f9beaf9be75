//! Words of closed lists: one row each, for files, help and messages.

/// Writes an enum whose values are words in files, help and messages.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value, in the order of the lifecycle or of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Every value as a word, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word that files, help and messages use.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl $crate::core::fields::Shaped for $name {
            const SHAPE: $crate::core::fields::Shape =
                $crate::core::fields::Shape::Word(Self::WORDS);

            fn any_text(&self, is_meant: &dyn Fn(&str) -> bool) -> bool {
                is_meant(self.as_str())
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"enum": Self::WORDS})
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $($word => Ok(Self::$variant),)* _ => Err(()) }
            }
        }
    };
}

pub(crate) use words;

words! {
    /// Where a ticket is in its life.
    Status {
        /// Filed, nobody has judged it yet.
        Open = "open",
        /// Kind, category and priority are known.
        Classified = "classified",
        /// Its cause is known.
        Diagnosed = "diagnosed",
        /// Somebody outside the desk is on turn.
        Waiting = "waiting",
        /// Service is restored.
        Resolved = "resolved",
        /// The requester confirmed, or stayed silent.
        Closed = "closed",
        /// It ended without a resolution.
        Cancelled = "cancelled",
    }
}

impl Status {
    /// Whether work on it may go on: open, classified, diagnosed or waiting.
    #[must_use]
    pub const fn is_active(self) -> bool {
        matches!(
            self,
            Self::Open | Self::Classified | Self::Diagnosed | Self::Waiting
        )
    }
}

words! {
    /// What a ticket is in the words of a support contract.
    Kind {
        /// A failure.
        Corrective = "corrective",
        /// A question on how to use what works.
        Usage = "usage",
        /// Ahead of a change in law or standards.
        Preventive = "preventive",
        /// New functionality; it needs an approval.
        Adaptive = "adaptive",
    }
}

words! {
    /// Who is on turn while a ticket waits.
    WaitingOn {
        /// The requester owes an answer.
        Customer = "customer",
        /// A supplier owes something.
        Supplier = "supplier",
        /// A date agreed on.
        Schedule = "schedule",
    }
}

words! {
    /// The decision an adaptive ticket needs.
    Approval {
        /// Nobody has decided.
        Pending = "pending",
        /// It may be resolved.
        Approved = "approved",
        /// It was cancelled.
        Rejected = "rejected",
    }
}

words! {
    /// How a resolved ticket came to be closed.
    Closure {
        /// The requester said so.
        Confirmed = "confirmed",
        /// The requester did not answer.
        Silence = "silence",
    }
}

words! {
    /// Why a ticket ended without a resolution.
    Cancellation {
        /// Another ticket is about the same.
        Duplicate = "duplicate",
        /// The contract does not cover it.
        OutOfScope = "out-of-scope",
        /// Nothing was broken.
        NoFault = "no-fault",
        /// The requester took it back.
        Withdrawn = "withdrawn",
        /// The requester never answered.
        NoAnswer = "no-answer",
        /// Nobody asked for anything.
        Spam = "spam",
    }
}
