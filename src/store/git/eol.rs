//! The end-of-line conversion that git does between a blob and a work-tree
//! file, and the attributes that ask for more than that. libgit2 converts only
//! when it reads or writes the work tree itself, so it is done here, by the
//! rules of `gitattributes(5)`.

use std::borrow::Cow;
use std::path::Path;

use git2::{AttrCheckFlags, AttrValue};

use super::error::GitError;
use super::work_tree::WorkTree;

/// What git does to one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Conversion {
    /// Git guesses whether the file is text.
    guess: bool,
    /// CR LF becomes LF in the blob.
    to_git: bool,
    /// LF becomes CR LF in the work tree.
    to_work_tree: bool,
}

/// What decides beside the attributes; read once for many paths.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LineConfig {
    auto: Option<bool>,
    crlf: bool,
}

impl LineConfig {
    pub(crate) fn read(config: &git2::Config) -> Self {
        let auto = match config.get_string("core.autocrlf").as_deref() {
            Ok("input") => Some(false),
            Ok(_) => config
                .get_bool("core.autocrlf")
                .unwrap_or(false)
                .then_some(true),
            Err(_) => None,
        };
        let eol = config.get_string("core.eol").unwrap_or_default();
        Self {
            auto,
            crlf: auto.unwrap_or_else(|| eol.eq_ignore_ascii_case("crlf")),
        }
    }
}

/// The attributes that only the git program applies.
const REWRITING: [&str; 3] = ["filter", "ident", "working-tree-encoding"];

/// Where git looks for the files of attributes.
#[derive(Clone, Copy)]
pub(crate) struct Attributes<'a> {
    git: &'a git2::Repository,
    flags: AttrCheckFlags,
}

impl<'a> Attributes<'a> {
    /// In the work tree, or where that has none in the index.
    pub(crate) fn of_files(git: &'a git2::Repository) -> Self {
        let flags = AttrCheckFlags::FILE_THEN_INDEX;
        Self { git, flags }
    }

    /// In the index alone.
    pub(crate) fn of_index(git: &'a git2::Repository) -> Self {
        let flags = AttrCheckFlags::INDEX_ONLY;
        Self { git, flags }
    }

    fn get(self, path: &str, name: &str) -> Result<Attribute, GitError> {
        self.git
            .get_attr(Path::new(path), name, self.flags)
            .map(|value| Attribute::from(AttrValue::from_string(value)))
            .map_err(GitError::git("read .gitattributes"))
    }
}

impl Conversion {
    const NONE: Self = Self {
        guess: false,
        to_git: false,
        to_work_tree: false,
    };

    /// The attribute of `path` by which git may give its bytes other forms,
    /// here or in a clone with other settings: anything but `-text` does.
    pub(crate) fn asked_for(
        attributes: Attributes<'_>,
        work: &WorkTree<'_>,
        path: &str,
    ) -> Result<Option<String>, GitError> {
        work.attributes_are_files(path)?;
        for name in REWRITING {
            if let Some(attribute) = attributes.get(path, name)?.asks_for(name) {
                return Ok(Some(attribute));
            }
        }
        Ok(match attributes.get(path, "text")? {
            Attribute::Unset => None,
            Attribute::Value(value) => Some(format!("text={value}")),
            Attribute::Set => Some("text".to_owned()),
            Attribute::Unspecified => Some("!text".to_owned()),
        })
    }

    /// Reads the attributes of `path` (relative to the work tree's top).
    ///
    /// # Errors
    /// An attribute that rewrites contents in a way only the git program can:
    /// a filter driver, `ident`, `working-tree-encoding`.
    pub(crate) fn of(
        attributes: Attributes<'_>,
        work: &WorkTree<'_>,
        lines: LineConfig,
        path: &str,
    ) -> Result<Self, GitError> {
        work.attributes_are_files(path)?;
        let value = |name| attributes.get(path, name);
        for name in REWRITING {
            if let Some(attribute) = value(name)?.asks_for(name) {
                let path = path.to_owned();
                return Err(GitError::Attribute { path, attribute });
            }
        }
        let text = match value("text")? {
            Attribute::Unspecified => value("crlf")?,
            text => text,
        };
        if text == Attribute::Unset {
            return Ok(Self::NONE);
        }
        Ok(Self::decide(&text, &value("eol")?, lines))
    }

    fn decide(text: &Attribute, eol: &Attribute, lines: LineConfig) -> Self {
        let guess = matches!(text, Attribute::Value(value) if value == "auto");
        let converted = |guess, to_work_tree| Self {
            guess,
            to_git: true,
            to_work_tree,
        };
        match eol {
            Attribute::Value(eol) if eol == "lf" => return converted(guess, false),
            Attribute::Value(eol) if eol == "crlf" => return converted(guess, true),
            _ => {}
        }
        match text {
            Attribute::Set => converted(false, lines.crlf),
            Attribute::Value(value) if value == "auto" => converted(true, lines.crlf),
            Attribute::Value(value) if value == "input" => converted(false, false),
            _ => lines.auto.map_or(Self::NONE, |crlf| converted(true, crlf)),
        }
    }

    /// Whether [`Self::to_git`] looks at the blob in the index.
    fn asks_for_replaced(self) -> bool {
        self.to_git && self.guess
    }

    /// The blob in the index, where the conversion depends on it.
    pub(super) fn replaced(
        self,
        git: &git2::Repository,
        staged: Option<git2::Oid>,
    ) -> Result<Option<Vec<u8>>, GitError> {
        let Some(oid) = staged.filter(|_| self.asks_for_replaced()) else {
            return Ok(None);
        };
        let blob = git.find_blob(oid).map_err(GitError::git("read a blob"))?;
        Ok(Some(blob.content().to_vec()))
    }

    /// The blob for these work-tree bytes. `replaced` is the blob in the index:
    /// a guessed text whose blob has CR LF already keeps its line ends.
    pub(crate) fn to_git<'a>(self, bytes: &'a [u8], replaced: Option<&[u8]>) -> Cow<'a, [u8]> {
        if !self.to_git {
            return Cow::Borrowed(bytes);
        }
        let lines = Lines::count(bytes);
        let kept = self.guess
            && (lines.is_binary()
                || replaced.is_some_and(|blob| Lines::count(blob).is_crlf_text()));
        if lines.crlf == 0 || kept {
            return Cow::Borrowed(bytes);
        }
        let mut blob = Vec::with_capacity(bytes.len() - lines.crlf);
        for (at, byte) in bytes.iter().enumerate() {
            if *byte != b'\r' || bytes.get(at + 1) != Some(&b'\n') {
                blob.push(*byte);
            }
        }
        Cow::Owned(blob)
    }

    /// The work-tree bytes for this blob.
    pub(crate) fn to_work_tree(self, blob: &[u8]) -> Cow<'_, [u8]> {
        if !self.to_work_tree {
            return Cow::Borrowed(blob);
        }
        let lines = Lines::count(blob);
        let kept = self.guess && (lines.lone_cr > 0 || lines.crlf > 0 || lines.is_binary());
        if lines.lone_lf == 0 || kept {
            return Cow::Borrowed(blob);
        }
        let mut bytes = Vec::with_capacity(blob.len() + lines.lone_lf);
        let mut last = 0;
        for byte in blob {
            if *byte == b'\n' && last != b'\r' {
                bytes.push(b'\r');
            }
            bytes.push(*byte);
            last = *byte;
        }
        Cow::Owned(bytes)
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Attribute {
    Set,
    Unset,
    Unspecified,
    Value(String),
}

impl Attribute {
    /// The attribute as `.gitattributes` has it, if it asks for something. A
    /// filter without a name is none.
    fn asks_for(self, name: &str) -> Option<String> {
        match self {
            Self::Value(given) => Some(format!("{name}={given}")),
            Self::Set if name != "filter" => Some(name.to_owned()),
            Self::Set | Self::Unset | Self::Unspecified => None,
        }
    }
}

impl From<AttrValue<'_>> for Attribute {
    fn from(value: AttrValue<'_>) -> Self {
        match value {
            AttrValue::True => Self::Set,
            AttrValue::False => Self::Unset,
            AttrValue::Unspecified => Self::Unspecified,
            AttrValue::String(text) => Self::Value(text.to_owned()),
            AttrValue::Bytes(bytes) => Self::Value(String::from_utf8_lossy(bytes).into_owned()),
        }
    }
}

/// What git counts before it calls something text.
#[derive(Default)]
struct Lines {
    nul: usize,
    lone_cr: usize,
    lone_lf: usize,
    crlf: usize,
    printable: usize,
    unprintable: usize,
}

impl Lines {
    fn count(bytes: &[u8]) -> Self {
        let mut lines = Self::default();
        let mut rest = bytes.iter().peekable();
        while let Some(byte) = rest.next() {
            match byte {
                b'\r' if rest.peek() == Some(&&b'\n') => {
                    rest.next();
                    lines.crlf += 1;
                }
                b'\r' => lines.lone_cr += 1,
                b'\n' => lines.lone_lf += 1,
                0 => {
                    lines.nul += 1;
                    lines.unprintable += 1;
                }
                // Backspace, tab, form feed and escape occur in texts.
                0x08 | 0x09 | 0x0c | 0x1b => lines.printable += 1,
                0x01..0x20 | 0x7f => lines.unprintable += 1,
                _ => lines.printable += 1,
            }
        }
        if bytes.last() == Some(&0x1a) {
            // The end-of-file mark of DOS.
            lines.unprintable -= 1;
        }
        lines
    }

    fn is_binary(&self) -> bool {
        self.lone_cr > 0 || self.nul > 0 || self.printable / 128 < self.unprintable
    }

    fn is_crlf_text(&self) -> bool {
        self.crlf > 0 && !self.is_binary()
    }
}
