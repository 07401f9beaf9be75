//! The tickets of a desk in the order in which they were filed.

/// Their ids.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filed(Vec<String>);

impl Filed {
    pub(super) fn push(&mut self, id: &str) {
        self.0.push(id.to_owned());
    }

    /// A text for a snapshot: the first ticket is number 1, since an id follows
    /// from how many commands ran before, of which a page says nothing.
    pub(super) fn numbered(&self, text: &str) -> String {
        let tickets = self.0.iter().zip(1..);
        tickets.fold(text.to_owned(), |text, (id, number)| {
            let (date, _) = id.rsplit_once('-').unwrap();
            text.replace(id, &format!("{date}-{number:05}"))
        })
    }
}
