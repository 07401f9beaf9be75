//! What the folders of a store hold, as far as can be told without reading
//! the files: what the index remembers and the store compares.

/// What tells one version of a file or folder from the next without reading
/// it: the system's stat data, or the object of a tree. Only ever compared.
pub type Mark = [u8; MARK];

/// The bytes of a mark.
pub const MARK: usize = 40;

/// One folder: the files in it that count, and the folders below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folder {
    /// From the store's root, `/` between components.
    pub path: String,
    /// Its own; `None` where it cannot be relied on to change with the names
    /// inside, so that they must be listed again.
    pub mark: Option<Mark>,
    /// The names of the folders below, in order.
    pub folders: Names,
    /// The names of the files, in order.
    pub files: Names,
    /// One for each file. [`UNSETTLED`] equals no file's mark, so that the
    /// file is read again.
    pub marks: Vec<Mark>,
}

/// The mark of a file that was written so recently that it may be written
/// again without looking different (git calls it racy).
pub const UNSETTLED: Mark = [0; MARK];

/// Names in order, each ended by a NUL, which no name holds: a hundred
/// thousand of them are some hundred pieces of memory, not a hundred thousand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(String);

impl Names {
    /// As [`Self::as_str`] gave them.
    #[must_use]
    pub fn from_text(names: String) -> Self {
        Self(names)
    }

    /// For safe-keeping.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Adds a name after the others.
    pub fn push(&mut self, name: &str) {
        self.0.push_str(name);
        self.0.push('\0');
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each name.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.split_terminator('\0')
    }
}

/// Those of some names that are not among others; both stand in order.
pub fn lacking<'a>(
    names: impl IntoIterator<Item = &'a str>,
    others: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = &'a str> {
    let mut others = others.into_iter().peekable();
    names.into_iter().filter(move |name| {
        while others.next_if(|other| other < name).is_some() {}
        others.peek() != Some(name)
    })
}

impl<'a> FromIterator<&'a str> for Names {
    fn from_iter<I: IntoIterator<Item = &'a str>>(names: I) -> Self {
        let mut all = Self::default();
        names.into_iter().for_each(|name| all.push(name));
        all
    }
}

impl Folder {
    /// The path of something in it.
    #[must_use]
    pub fn below(&self, name: &str) -> String {
        format!("{}/{name}", self.path)
    }

    /// The files with their marks.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Mark)> {
        self.files.iter().zip(&self.marks)
    }
}

/// How what is there differs from what is remembered.
#[derive(Debug, Default)]
pub struct Difference {
    /// Folders that are new or hold something else, as they are now.
    pub changed: Vec<Folder>,
    /// The paths of folders that are no more.
    pub gone: Vec<String>,
    /// Files that are new or may have changed: to be read.
    pub read: Vec<String>,
    /// Files that are no more.
    pub lost: Vec<String>,
}

impl Difference {
    /// Whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self {
            changed,
            gone,
            read,
            lost,
        } = self;
        changed.is_empty() && gone.is_empty() && read.is_empty() && lost.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lacking_is_what_the_others_do_not_have() {
        let lacking = |names: &[&'static str], others: &[&'static str]| {
            let lacking = lacking(names.iter().copied(), others.iter().copied());
            lacking.collect::<Vec<_>>()
        };
        assert_eq!(lacking(&["a", "c", "d"], &["b", "c", "e"]), ["a", "d"]);
        assert_eq!(lacking(&["a"], &[]), ["a"]);
        assert!(lacking(&[], &["a"]).is_empty());
    }
}
