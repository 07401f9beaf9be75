//! One step with a ticket, in the making.

use serde_json::Value;

use crate::core::body::Section;
use crate::core::event::{Detail, Details, Message};

/// One step in the making: what is to be written beside the changed fields.
#[derive(Debug, Default)]
pub struct Step<'a> {
    /// What belongs to this event alone.
    pub details: Details,
    /// Text for sections of the body.
    pub sections: Vec<(Section, &'a str)>,
    /// A message of the conversation: who speaks, to whom, through which channel.
    pub message: Option<Utterance<'a>>,
}

/// A message to be written into the conversation.
#[derive(Debug, Clone, Copy)]
pub struct Utterance<'a> {
    /// Who it is from and for.
    pub kind: Message,
    /// The other party: for whom it is, or who it is from.
    pub party: &'a str,
    /// Through which channel; notes seldom have one.
    pub channel: Option<&'a str>,
    /// The text.
    pub text: &'a str,
}

impl<'a> Step<'a> {
    /// A step that writes nothing but fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a detail.
    #[must_use]
    pub fn detail(mut self, detail: Detail, value: impl Into<Value>) -> Self {
        self.details.insert(detail, value);
        self
    }

    /// Adds a detail that may be absent.
    #[must_use]
    pub fn maybe(self, detail: Detail, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.detail(detail, value),
            None => self,
        }
    }

    /// Adds text to a section of the body.
    #[must_use]
    pub fn section(mut self, section: Section, text: &'a str) -> Self {
        if !text.trim().is_empty() {
            self.sections.push((section, text));
        }
        self
    }

    /// Adds a message; an empty text is none.
    #[must_use]
    pub fn say(mut self, said: Utterance<'a>) -> Self {
        if !said.text.trim().is_empty() {
            self.message = Some(said);
        }
        self
    }
}
