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
pub struct Names(Vec<u8>);

impl Names {
    /// As [`Self::as_bytes`] gave them.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// For safe-keeping.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Adds a name after the others.
    pub fn push(&mut self, name: &str) {
        self.0.extend_from_slice(name.as_bytes());
        self.0.push(0);
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each name.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        let names = self.0.split(|byte| *byte == 0);
        names.filter_map(|name| str::from_utf8(name).ok().filter(|name| !name.is_empty()))
    }
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
