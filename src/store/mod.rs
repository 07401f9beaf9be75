//! Files, front matter and git: where the tickets are kept.

pub mod front_matter;
pub mod git;
mod journal;
mod lock;
mod sys;
