//! An index that is not read here, split, or sparse where it is folded: the
//! `git` program lists and changes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;
use std::process::Command;

use git2::Oid;

use super::super::dirs::Dirs;
use super::super::error::{GitError, IoContext as _, Said};
use super::super::program::{ask, git};
use super::entry::{ASSUME_UNCHANGED, SKIP_WORKTREE, Staged, StagedEntry};
use crate::core::parallel::in_shares;

/// With more paths than this, git is asked for all it has.
const FEW: usize = 256;

/// Some entries of an index, and what is to become of it.
pub(in crate::store::git) struct Listed {
    place: Dirs,
    entries: BTreeMap<String, StagedEntry>,
    /// A file of attributes that the index has and the work tree lacks.
    attributes_away: Option<String>,
    conflicted: BTreeSet<String>,
    put: Vec<(String, Oid, u32)>,
}

impl Listed {
    /// What it has at these paths, from the top of the work tree, below them
    /// and in the place of their folders, and at those of the files of
    /// attributes that would hold for them and are not there.
    pub(super) fn read<'p>(
        place: &Dirs,
        paths: impl Iterator<Item = &'p str> + Clone,
    ) -> Result<Self, GitError> {
        let away = attributes_away(place, paths.clone());
        let literal = |path: &str| format!(":(literal){path}");
        let files = paths.clone().map(literal);
        let files = files.chain(away.iter().map(|path| literal(path)));
        let files: BTreeSet<String> = files.take(FEW + 1).collect();
        let folders: BTreeSet<String> = paths.flat_map(folders).map(file).collect();
        // Both are asked at once: git reads the whole index for either.
        let mut questions = vec![files, folders];
        questions.retain(|paths| !paths.is_empty());
        if questions.iter().any(|paths| paths.len() > FEW) {
            questions = vec![BTreeSet::new()];
        }
        let answers = in_shares(&questions, 1, |asked| {
            let mut git = on(place, &place.index);
            git.env_remove("GIT_LITERAL_PATHSPECS");
            git.args(["ls-files", "-v", "-s", "-z", "--"]);
            git.args(asked.iter().flatten());
            ask(&mut git, "read the index", b"")
        });
        let answers: Vec<Vec<u8>> = answers.into_iter().collect::<Result<_, _>>()?;
        let listed = answers.concat();
        let mut read = Self {
            place: place.clone(),
            entries: BTreeMap::new(),
            attributes_away: None,
            conflicted: BTreeSet::new(),
            put: Vec::new(),
        };
        for line in listed
            .split(|byte| *byte == 0)
            .filter(|line| !line.is_empty())
        {
            let line = String::from_utf8_lossy(line);
            read.add(&line).ok_or_else(|| GitError::Program {
                action: "read the index",
                said: Said::Words(format!("this is no entry: {line:?}")),
            })?;
        }
        let mut away = away.into_iter();
        read.attributes_away = away.find(|path| read.entries.contains_key(path));
        Ok(read)
    }

    /// A file of attributes that git would go by, were it there.
    pub(super) fn attributes_away(&self) -> Option<&str> {
        self.attributes_away.as_deref()
    }

    /// `H 100644 OID 0<TAB>PATH`: a letter in lower case is assume-unchanged.
    fn add(&mut self, line: &str) -> Option<()> {
        let (head, path) = line.split_once('\t')?;
        let mut words = head.split(' ');
        let tag = words.next()?.chars().next()?;
        let mode = u32::from_str_radix(words.next()?, 8).ok()?;
        let blob = Oid::from_str(words.next()?).ok()?;
        if words.next()? != "0" {
            self.conflicted.insert(path.to_owned());
            return Some(());
        }
        let entry = StagedEntry {
            blob,
            mode,
            flags: if tag.is_ascii_lowercase() {
                ASSUME_UNCHANGED
            } else {
                0
            },
            extended: if tag.eq_ignore_ascii_case(&'s') {
                SKIP_WORKTREE
            } else {
                0
            },
        };
        self.entries.insert(path.to_owned(), entry);
        Some(())
    }

    pub(super) fn put(&mut self, path: &str, blob: Oid, mode: u32) {
        self.put.push((path.to_owned(), blob, mode));
    }

    /// Changes the entries of a copy of the index, which must be as old as the
    /// index: git compares entries of that age with their files.
    pub(super) fn write(&self, copy: &Path) -> Result<(), GitError> {
        let (mut entries, mut paths) = (Vec::new(), Vec::new());
        for (path, blob, mode) in &self.put {
            entries.extend_from_slice(format!("{mode:o} {blob}\t{path}\0").as_bytes());
            paths.extend_from_slice(format!("{path}\0").as_bytes());
        }
        let mut git = on(&self.place, copy);
        git.args(["update-index", "-z", "--index-info"]);
        ask(&mut git, "change the index", &entries)?;
        // So that git need not compare the new files with their entries. It
        // says no where somebody has changed one meanwhile.
        let mut git = on(&self.place, copy);
        git.args(["add", "--refresh", "--pathspec-from-file=-"]);
        git.arg("--pathspec-file-nul");
        let _ = ask(&mut git, "change the index", &paths);
        File::open(copy)
            .and_then(|file| file.sync_all())
            .during("sync", copy)
    }
}

impl Staged for Listed {
    fn entry(&self, path: &str) -> Option<StagedEntry> {
        self.entries.get(path).copied()
    }

    fn is_conflicted(&self, path: &str) -> bool {
        self.conflicted.contains(path)
    }

    fn in_the_way(&self, path: &str) -> Option<String> {
        let has = |path: &str| self.entries.contains_key(path) || self.is_conflicted(path);
        if let Some(folder) = folders(path).find(|folder| has(folder)) {
            return Some(folder.to_owned());
        }
        let below = format!("{path}/");
        let entry = self.entries.range(below.clone()..).map(|(name, _)| name);
        let conflicted = self.conflicted.range(below.clone()..);
        let mut first = entry.take(1).chain(conflicted.take(1));
        first.find(|name| name.starts_with(&below)).cloned()
    }
}

/// The files of attributes for these paths that the work tree lacks, whether
/// the index has them or not.
fn attributes_away<'p>(place: &Dirs, paths: impl Iterator<Item = &'p str>) -> BTreeSet<String> {
    let root = place.work_tree.as_deref().unwrap_or(&place.git_dir);
    let below = paths.flat_map(folders);
    let below = below.map(|folder| format!("{folder}/.gitattributes"));
    let top = ".gitattributes".to_owned();
    let mut files: BTreeSet<String> = below.chain([top]).collect();
    files.retain(|file| root.join(file).symlink_metadata().is_err());
    files
}

/// The folders that hold a path, but the topmost.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// For git, the file of this path and not what lies below: it takes a pattern
/// to tell the two apart. Some more names match.
fn file(folder: &str) -> String {
    let special = ['*', '?', '[', '\\'];
    format!(":(glob){}*", folder.replace(special, "?"))
}

/// Git on an index, at the top of the work tree, paths meant as they stand. A
/// sparse index is written whole: git folds it again when it next writes it.
fn on(place: &Dirs, index: &Path) -> Command {
    let mut git = git(&place.git_dir);
    if let Some(work_tree) = &place.work_tree {
        git.arg("--work-tree").arg(work_tree).current_dir(work_tree);
    }
    git.args(["-c", "index.sparse=false", "-c", "core.fsync=index"]);
    git.env("GIT_INDEX_FILE", index)
        .env("GIT_LITERAL_PATHSPECS", "1");
    git
}

/// The paths where HEAD, the index and the work tree do not agree, with
/// untracked files, from the top of the work tree.
pub(in crate::store::git) fn changed(place: &Dirs) -> Result<Vec<String>, GitError> {
    let mut git = on(place, &place.index);
    git.args(["status", "--porcelain", "-z", "--untracked-files=all"]);
    git.args(["--no-renames", "--ignore-submodules=all", "--"]);
    if !place.prefix.is_empty() {
        git.arg(&place.prefix);
    }
    let listed = ask(&mut git, "compare the work tree", b"")?;
    let listed = String::from_utf8_lossy(&listed);
    let paths = listed
        .split_terminator('\0')
        .filter_map(|line| line.get(3..));
    Ok(paths.map(str::to_owned).collect())
}
