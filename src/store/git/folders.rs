//! What a commit's folders hold, against what is remembered of another: only
//! the trees that differ are read.

use std::collections::{HashMap, HashSet};

use git2::{ObjectType, Oid};

use super::error::GitError;
use super::read::{DEEPEST, TreeKind, View, entry};
use super::repository::Repository;
use crate::core::fault::Fault;
use crate::core::folder::{Difference, Folder, MARK, Mark};
use crate::core::layout;

/// The mark of an object: its id, and zeros.
fn mark(oid: Oid) -> Mark {
    let mut mark = [0; MARK];
    mark[..20].copy_from_slice(oid.as_bytes());
    mark
}

/// One comparison in the making.
struct Comparison<'a> {
    git: &'a git2::Repository,
    /// By path, what was remembered and has not been met.
    known: HashMap<String, Folder>,
    /// The paths of the folders that are as remembered, all below them too.
    same: Vec<String>,
    met: HashSet<String>,
    difference: Difference,
    faults: Vec<Fault>,
    is_wanted: &'a dyn Fn(&str) -> bool,
}

impl Repository {
    /// How the folders `tops` of a commit (none: before the first) differ from what is remembered; a
    /// folder's mark is its tree, a file's its blob. Only files count whose
    /// path `is_wanted`.
    ///
    /// # Errors
    /// No such commit, or a damaged or missing object.
    pub fn compare_folders(
        &self,
        at: Option<Oid>,
        tops: &[&str],
        known: Vec<Folder>,
        is_wanted: &dyn Fn(&str) -> bool,
    ) -> Result<(Difference, Vec<Fault>), GitError> {
        let view = View::of(&self.git, &self.place.prefix, at)?;
        let known = known
            .into_iter()
            .map(|folder| (folder.path.clone(), folder));
        let mut comparison = Comparison {
            git: &self.git,
            known: known.collect(),
            same: Vec::new(),
            met: HashSet::new(),
            difference: Difference::default(),
            faults: Vec::new(),
            is_wanted,
        };
        for top in tops {
            let found = entry(view.tree.as_ref(), &self.place.in_tree(top))?;
            match found {
                Some((oid, 0o040_000)) => {
                    comparison.folder(top, oid)?;
                }
                Some((_, mode)) => {
                    let reason = TreeKind::in_place_of_a_folder(mode).unread();
                    let faults = reason.map(|reason| Fault::new(*top, 1, 1, reason));
                    comparison.faults.extend(faults);
                }
                None => {}
            }
        }
        Ok(comparison.finish())
    }
}

impl Comparison<'_> {
    /// Whether something below it is not entered or read. Such a folder is
    /// looked at again each time, since what is wrong is not remembered.
    fn folder(&mut self, path: &str, oid: Oid) -> Result<bool, GitError> {
        let before = self.known.get(path);
        if before.is_some_and(|before| before.mark == Some(mark(oid))) {
            self.same.push(path.to_owned());
            return Ok(false);
        }
        let tree = self
            .git
            .find_tree(oid)
            .map_err(GitError::git("read a tree"))?;
        let mut now = Folder {
            path: path.to_owned(),
            mark: Some(mark(oid)),
            ..Folder::default()
        };
        let (mut folders, mut files) = (Vec::new(), Vec::new());
        let mut is_faulty = false;
        for entry in &tree {
            let Ok(name) = entry.name() else { continue };
            let below = now.below(name);
            let kind = match TreeKind::of(entry.filemode()) {
                TreeKind::File
                    if entry.kind() == Some(ObjectType::Tree)
                        && path.matches('/').count() >= DEEPEST =>
                {
                    TreeKind::Deep
                }
                kind => kind,
            };
            if let Some(reason) = kind.unread() {
                if layout::may_hide(&below) || (self.is_wanted)(&below) {
                    is_faulty = true;
                    self.faults.push(Fault::new(below, 1, 1, reason));
                }
                continue;
            }
            match entry.kind() {
                Some(ObjectType::Tree) => folders.push((name.to_owned(), entry.id())),
                Some(ObjectType::Blob)
                    if entry.filemode() & 0o170_000 == 0o100_000 && (self.is_wanted)(&below) =>
                {
                    files.push((name.to_owned(), mark(entry.id())));
                }
                _ => {}
            }
        }
        // A tree is in the order of `name/` for folders.
        folders.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        now.folders = folders.iter().map(|(name, _)| name.as_str()).collect();
        now.files = files.iter().map(|(name, _)| name.as_str()).collect();
        now.marks = files.iter().map(|(_, mark)| *mark).collect();
        let remembered = before.map(|before| before.entries().collect::<HashMap<_, _>>());
        let remembered = remembered.unwrap_or_default();
        let read = now
            .entries()
            .filter(|(name, mark)| remembered.get(name) != Some(mark));
        let read: Vec<String> = read.map(|(name, _)| now.below(name)).collect();
        let here: HashSet<&str> = now.files.iter().collect();
        let lost = remembered.keys().filter(|name| !here.contains(**name));
        let lost: Vec<String> = lost.map(|name| now.below(name)).collect();
        self.difference.read.extend(read);
        self.difference.lost.extend(lost);
        self.met.insert(now.path.clone());
        for (name, oid) in folders {
            is_faulty |= self.folder(&now.below(&name), oid)?;
        }
        if is_faulty {
            now.mark = None;
        }
        self.difference.changed.push(now);
        Ok(is_faulty)
    }

    fn finish(mut self) -> (Difference, Vec<Fault>) {
        let mut below_same: Vec<String> = self.same.iter().map(|path| format!("{path}/")).collect();
        below_same.sort_unstable();
        let is_same = |path: &str| {
            let path = format!("{path}/");
            let after = below_same.partition_point(|same| *same <= path);
            // Folders that are the same do not lie in one another.
            after > 0 && path.starts_with(&below_same[after - 1])
        };
        for (path, folder) in std::mem::take(&mut self.known) {
            if self.met.contains(&path) || is_same(&path) {
                continue;
            }
            let lost = folder.files.iter().map(|name| folder.below(name));
            self.difference.lost.extend(lost);
            self.difference.gone.push(path);
        }
        (self.difference, self.faults)
    }
}
