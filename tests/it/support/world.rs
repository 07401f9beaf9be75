//! What lies around a store, looked at with git itself before and after each
//! command: whatever is not ours must not have moved.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::Desk;

/// The repository as it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct World {
    /// The commit of HEAD; empty before the first.
    head: String,
    /// What HEAD points to.
    branch: String,
    /// The bytes of every foreign file of the work tree.
    files: BTreeMap<String, Vec<u8>>,
    /// The index entries of foreign paths, with all that git keeps of them.
    entries: Vec<String>,
    /// What `git status` says of foreign paths.
    status: Vec<String>,
    /// Our own paths on which HEAD, index and work tree do not agree, as `git
    /// status` has them.
    unclean: BTreeSet<String>,
    /// Lock files left in the git folder.
    locks: Vec<String>,
    has_git: bool,
}

impl World {
    pub(super) fn of(desk: &Desk) -> Self {
        let root = desk.root();
        let has_git = root.join(".git").exists();
        let mut world = Self {
            head: String::new(),
            branch: String::new(),
            files: foreign_files(desk, &root),
            entries: Vec::new(),
            status: Vec::new(),
            unclean: BTreeSet::new(),
            locks: Vec::new(),
            has_git,
        };
        if has_git {
            world.look(desk);
        }
        world
    }

    /// One shell instead of one process for each question.
    fn look(&mut self, desk: &Desk) {
        let text = desk.shell(
            "git rev-parse -q --verify HEAD || echo; \
             git symbolic-ref -q HEAD || echo; \
             git status --porcelain=v1 -uall; echo ----; \
             git ls-files -s --debug",
        );
        let (above, entries) = text.split_once("----\n").unwrap();
        let mut lines = above.lines();
        lines.next().unwrap_or_default().clone_into(&mut self.head);
        lines
            .next()
            .unwrap_or_default()
            .clone_into(&mut self.branch);
        for line in lines {
            let path = line[3..].trim_matches('"');
            if is_ours(desk, path) {
                self.unclean.insert(line.to_owned());
            } else {
                self.status.push(line.to_owned());
            }
        }
        let mut is_foreign = false;
        for line in entries.lines() {
            if let Some((_, path)) = line.split_once('\t')
                && !line.starts_with("  ")
            {
                is_foreign = !is_ours(desk, path.trim_matches('"'));
            }
            if is_foreign {
                self.entries.push(line.to_owned());
            }
        }
        self.locks = WalkDir::new(desk.root().join(".git"))
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.path().extension().is_some_and(|end| end == "lock"))
            .map(|entry| entry.path().display().to_string())
            .collect();
    }

    /// Nothing at all has moved since `before`.
    pub(super) fn is_exactly(&self, before: &Self) {
        assert_eq!(self, before);
    }

    /// Only what is ours has moved since `before`, and it agrees everywhere.
    /// How many commits lie between.
    pub(super) fn follows(&self, before: &Self, desk: &Desk) -> usize {
        if !before.has_git {
            return 0;
        }
        assert_eq!(self.files, before.files, "foreign files");
        assert_eq!(self.status, before.status, "git status of foreign paths");
        assert_eq!(self.entries, before.entries, "foreign index entries");
        assert_eq!(self.branch, before.branch, "the branch of HEAD");
        assert_eq!(self.locks, before.locks, "locks");
        assert!(
            self.unclean.is_subset(&before.unclean),
            "HEAD, index and work tree differ on {:?}",
            self.unclean.difference(&before.unclean)
        );
        if self.head == before.head {
            return 0;
        }
        if before.head.is_empty() {
            return 1;
        }
        let (old, new) = (&before.head, &self.head);
        let text = desk.git(["rev-list", "--parents", &format!("{old}..{new}")]);
        let oldest = text.lines().last().unwrap_or_default();
        assert!(oldest.ends_with(old), "the old commit is not an ancestor");
        let committed = desk.git(["diff", "--name-only", old, new]);
        for path in committed.lines() {
            assert!(is_ours(desk, path), "{path} was committed");
            let is_left = self.unclean.iter().any(|line| &line[3..] == path);
            assert!(!is_left, "{path} was left behind");
        }
        text.lines().count()
    }
}

/// Whether a path of the repository belongs to the store.
fn is_ours(desk: &Desk, path: &str) -> bool {
    let Ok(path) = desk
        .root()
        .join(path)
        .strip_prefix(desk.store())
        .map(Path::to_owned)
    else {
        return false;
    };
    let path = path.to_string_lossy();
    ["tickets/", "contracts/", "faq/"]
        .iter()
        .any(|folder| path.starts_with(folder))
        || path == "bitacora.yaml"
        || path == ".gitattributes"
}

fn foreign_files(desk: &Desk, root: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(root)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != ".git")
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(root).ok()?;
            let path = path.to_str()?.to_owned();
            // What a test makes of ours may be a pipe, or larger than memory.
            if is_ours(desk, &path) {
                return None;
            }
            let bytes = if entry.file_type().is_symlink() {
                let target = fs::read_link(entry.path()).unwrap();
                target.into_os_string().into_encoded_bytes()
            } else {
                fs::read(entry.path()).unwrap()
            };
            Some((path, bytes))
        })
        .collect()
}
