//! Commits as their bytes say, also those that libgit2 refuses: a date that no
//! clock shows, a name without an address. Git itself goes on past them, and so
//! does every reader here.

use git2::{ErrorCode, ObjectType, Oid};

/// What a commit names, without understanding who or when.
pub(super) struct Raw {
    pub(super) tree: Oid,
    pub(super) parents: Vec<Oid>,
    /// The author's name, as far as it can be told from the rest.
    pub(super) author: String,
    pub(super) message: String,
}

impl Raw {
    pub(super) fn read(git: &git2::Repository, id: Oid) -> Result<Self, git2::Error> {
        let odb = git.odb()?;
        let object = odb.read(id)?;
        if object.kind() != ObjectType::Commit {
            return Err(malformed("it is no commit"));
        }
        Self::parse(object.data()).ok_or_else(|| malformed("a commit names no tree"))
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(2).position(|pair| pair == b"\n\n");
        let (header, message) = bytes.split_at(end.unwrap_or(bytes.len()));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let lines = || header.split(|byte| *byte == b'\n');
        let all = |key: &'static [u8]| lines().filter_map(move |line| line.strip_prefix(key));
        let id = |hex: &[u8]| Oid::from_str(std::str::from_utf8(hex).ok()?).ok();
        let author = all(b"author ").next().map(text).unwrap_or_default();
        let name = author.split('<').next().unwrap_or_default().trim();
        Some(Self {
            tree: all(b"tree ").find_map(id)?,
            parents: all(b"parent ").filter_map(id).collect(),
            author: name.to_owned(),
            message: text(message.get(2..).unwrap_or_default()),
        })
    }
}

fn malformed(why: &str) -> git2::Error {
    git2::Error::new(ErrorCode::Invalid, git2::ErrorClass::Object, why)
}

/// The tree of a commit.
pub(super) fn tree_of(git: &git2::Repository, id: Oid) -> Result<git2::Tree<'_>, git2::Error> {
    match git.find_commit(id) {
        Ok(commit) => commit.tree(),
        Err(error) if error.code() == ErrorCode::NotFound => Err(error),
        Err(_) => git.find_tree(Raw::read(git, id)?.tree),
    }
}

/// The parents of a commit, as far as they are here.
pub(super) fn parents_of(git: &git2::Repository, id: Oid) -> Result<Vec<Oid>, git2::Error> {
    match git.find_commit(id) {
        Ok(commit) => Ok(commit.parent_ids().collect()),
        Err(error) if error.code() == ErrorCode::NotFound => Err(error),
        Err(_) => Ok(Raw::read(git, id)?.parents),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_tells_its_tree_and_parents_whatever_its_date_is() {
        let (one, two) = ("1".repeat(40), "2".repeat(40));
        let text = format!(
            "tree {one}\nparent {two}\nparent {one}\nauthor Ana <a@b> never\ncommitter x\n\nSubject\n\nBody\n"
        );
        let raw = Raw::parse(text.as_bytes()).unwrap();
        assert_eq!(raw.tree.to_string(), one);
        assert_eq!(raw.parents.len(), 2);
        assert_eq!(raw.author, "Ana");
        assert_eq!(raw.message, "Subject\n\nBody\n");
        assert!(Raw::parse(b"parent x\n\ntree y\n").is_none());
    }
}
