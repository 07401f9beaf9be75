//! Why a commit is not made although all is ready: a hook or a signature.

use thiserror::Error;

use crate::core::told::Told;

/// What keeps a commit from being made. Nothing has changed then.
#[derive(Debug, Error)]
pub enum Withheld {
    /// No key is set, and nothing tells one.
    #[error("git does not know with which key to sign")]
    NoKey,
    /// The program that is to sign does not run.
    #[error("{program}, which is to sign the commit, cannot be run: {said}")]
    NoSigner {
        /// As the configuration has it.
        program: String,
        /// What the system says.
        said: String,
    },
    /// The program that is to sign ran, and did not.
    #[error("{program} did not sign the commit: {said}")]
    Unsigned {
        /// As the configuration has it.
        program: String,
        /// Its words.
        said: String,
    },
    /// A setting about signatures that git does not understand.
    #[error("{key} is {value:?}, which git does not understand")]
    Setting {
        /// Its key in git's configuration.
        key: &'static str,
        /// What it is set to.
        value: String,
    },
    /// A hook refuses; what it said was seen.
    #[error("the hook {hook} refuses the commit{}", ended(*.status))]
    Hook {
        /// Its name.
        hook: &'static str,
        /// Its exit code, if it ended by itself.
        status: Option<i32>,
    },
    /// A hook left nothing of the message.
    #[error("a hook emptied the message, and git makes no commit without one")]
    NoMessage,
    /// A hook left a message by which history cannot be read.
    #[error("a hook changed the trailers at the end of the message, by which history is read")]
    Trailers,
    /// The command runs in a hook that comes before a commit.
    #[error("a commit waits for the hook {hook}, and nothing can be committed before it is made")]
    InHook {
        /// The hook's name.
        hook: &'static str,
    },
}

impl Told for Withheld {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NoKey => {
                "git config --global user.signingKey ~/.ssh/id_ed25519.pub, or whichever key is yours"
            }
            Self::NoSigner { .. } => {
                "git config --show-origin --get-regexp \"^gpg\" says which program is set"
            }
            Self::Unsigned { said, .. } if said.contains("ioctl") || said.contains("pinentry") => {
                "export GPG_TTY=$(tty), so that it can ask for the passphrase"
            }
            Self::Unsigned { .. } => {
                "git config --show-origin user.signingKey says which key is set"
            }
            Self::Setting { key, .. } => {
                return Some(format!(
                    "git config --show-origin {key} says where it stands"
                ));
            }
            Self::Hook { .. } => "mend what it names, and try again",
            Self::NoMessage => "mend the hook, and try again",
            Self::Trailers => {
                "in commit-msg, git interpret-trailers --in-place adds a line to them, and a text goes above them"
            }
            Self::InHook { .. } => "post-commit runs when it is made",
        };
        Some(hint.to_owned())
    }
}

fn ended(status: Option<i32>) -> String {
    status.map_or_else(String::new, |status| format!(" with exit {status}"))
}
