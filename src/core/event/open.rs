//! Words of an open list: those that the tool knows, and whatever else a file
//! says.

/// An enum of known words and `Foreign`, with what each means in its doc comment.
macro_rules! open_words {
    ($(#[$meta:meta])* $list:ident { $($(#[doc = $doc:literal])* $name:ident = $word:literal;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $list {
            $($(#[doc = $doc])* $name,)*
            /// Something the tool does not know.
            Foreign(Box<str>),
        }

        impl $list {
            /// Everything that the tool knows.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// What it means, in a sentence; nothing of what the tool does not know.
            #[must_use]
            pub fn about(&self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),*).trim_start(),)*
                    Self::Foreign(_) => "",
                }
            }

            /// What files call it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $word,)*
                    Self::Foreign(word) => word,
                }
            }

            /// Its place among [`Self::ALL`].
            #[must_use]
            pub fn place(&self) -> Option<u8> {
                enum Nth { $($name),* }
                match self {
                    $(Self::$name => Some(Nth::$name as u8),)*
                    Self::Foreign(_) => None,
                }
            }
        }

        impl From<&str> for $list {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$name,)*
                    other => Self::Foreign(other.into()),
                }
            }
        }
    };
}

pub(super) use open_words;
