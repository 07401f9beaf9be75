//! Finishing or forgetting a write that was killed. The store's lock is held,
//! so whoever wrote the journal is dead.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use git2::Oid;

use super::super::error::{Apart, GitError, IoContext as _, Why};
use super::super::files::remove;
use super::super::index::{OpenIndex, Staged as _};
use super::super::raw::tree_of;
use super::super::read::entry;
use super::super::repository::Aside;
use super::super::work_tree::parent;
use super::super::{head, program};
use super::check::{hash, is_path};
use super::index_lock::{IndexLock, is_ours};
use super::journal::{FileRecord, Found, Left, Sealed};
use super::loose::TEMP;
use super::objects;
use super::place::{Halfway, Note, Placed, Waiting, draft, look_hash};
use super::run::Run;
use super::swap::{aside, put};
use super::temp_files::{TempFiles, remove_empty, temp};
use crate::store::ordinary;

/// How long an empty branch lock must stay as it is before it is taken for
/// ours. Git writes the new value into its own within microseconds.
const SETTLED: Duration = Duration::from_millis(50);

/// The most bytes of a ref's file that are read.
const MOST_REF: u64 = 4 << 10;

impl Run<'_> {
    /// Does nothing when the last writer here ended by itself. A journal that is
    /// not followed is given to be told.
    ///
    /// # Errors
    /// [`GitError::Apart`] when all is done and something of somebody else's
    /// has to be told.
    pub(super) fn recover(&self) -> Result<Option<Aside>, GitError> {
        let not_ours = |path| Some(Aside { path, of: None });
        let left = match Left::find(&self.place.git_dir)? {
            Found::Nothing => return Ok(None),
            Found::Other(path) => return Ok(not_ours(path)),
            Found::Journal(left) if !self.is_ours(&left) => return left.set_aside().map(not_ours),
            Found::Journal(left) => left,
        };
        let litter = litter(&objects::folder(self.git), left.written);
        IndexLock::forget_ours(&self.place.index)?;
        OpenIndex::forget(&self.place.index);
        let mut files = Vec::new();
        if let Some(sealed) = &left.sealed {
            self.forget_branch_lock(&left.branch, sealed.commit);
            let Some(is_held) = self.holds(&left.branch, sealed.commit)? else {
                let of = Some(sealed.commit);
                return left.set_aside().map(|path| Some(Aside { path, of }));
            };
            if is_held {
                files = self.finish(sealed, &left)?;
            }
            for (number, file) in sealed.files.iter().enumerate() {
                files.extend(self.spare_all(file, number)?);
            }
        }
        for (number, path) in left.paths.iter().enumerate() {
            remove(&self.work.absolute(&temp(path, number)));
        }
        remove_empty(&self.work, &left.folders);
        forget_keeps(&objects::folder(self.git));
        for (path, before) in litter {
            // What somebody else is still writing has grown or gone by now.
            if looks(&path) == Some(before) {
                remove(&path);
            }
        }
        let commit = left.sealed.as_ref().map(|sealed| sealed.commit);
        left.close()?;
        match commit.filter(|_| !files.is_empty()) {
            Some(commit) => Err(GitError::Apart { commit, files }),
            None => Ok(None),
        }
    }

    /// Whether a journal says only what a write of ours can have said: a planted
    /// one must not lead to files outside the store.
    fn is_ours(&self, left: &Left) -> bool {
        let branch = left.branch.as_str();
        let is_branch = branch.is_empty()
            || branch.starts_with("refs/heads/") && git2::Reference::is_valid_name(branch);
        let sealed = left.sealed.iter().flat_map(|sealed| &sealed.files);
        let sealed = sealed.map(|file| file.path.as_str());
        let said = left.paths.iter().chain(&left.folders).map(String::as_str);
        let is_inside = |path: &str| {
            let above = parent(path);
            is_path(path)
                && (above.is_empty()
                    || !matches!(
                        self.work.stat(above),
                        Err(GitError::Symlink { .. } | GitError::BadPath { .. })
                    ))
        };
        is_branch && said.chain(sealed).all(is_inside)
    }

    /// Whether the work tree is on that branch and the branch has the commit;
    /// `None` where commits between cannot be read, by the `git` program either.
    fn holds(&self, branch: &str, commit: Oid) -> Result<Option<bool>, GitError> {
        if head::branch(self.git)?.as_deref() != Some(branch) {
            return Ok(Some(false));
        }
        let Some(tip) = head::commit(self.git)? else {
            return Ok(Some(false));
        };
        // A commit that is not there cannot be below the tip: `git gc` takes
        // away what no branch ever held.
        if tip == commit || self.git.find_commit(commit).is_err() {
            return Ok(Some(tip == commit));
        }
        let below = self.git.graph_descendant_of(tip, commit);
        Ok(below
            .ok()
            .or_else(|| program::is_below(&self.place.git_dir, commit, tip)))
    }

    /// Brings the work tree and the index to the commit; the files that others
    /// changed meanwhile so that they could not be brought along.
    fn finish(&self, sealed: &Sealed, left: &Left) -> Result<Vec<Apart>, GitError> {
        let take = || IndexLock::take(&self.place.index, self.options.lock_timeout);
        let (calm, lock) = self.place.sharing.during(take)?;
        let paths = sealed.files.iter().map(|file| file.path.as_str());
        let mut index = OpenIndex::open(self.git, self.place, &self.work, paths)?;
        index.confirm(self.place)?;
        let mut temp_files = TempFiles::begin(&self.work, Vec::new())?;
        let Some(head) = head::commit(self.git)? else {
            return Ok(Vec::new());
        };
        let head = tree_of(self.git, head).map_err(GitError::git("read HEAD"))?;
        let mut note = |number, hash| left.made(number, hash);
        let mut parted = Vec::new();
        for (number, file) in sealed.files.iter().enumerate() {
            let now = entry(Some(&head), &file.path)?;
            if now.is_none_or(|(blob, _)| blob != file.blob) {
                continue;
            }
            temp_files.touch(&file.path);
            if let Some(Placed::Apart(apart)) = self.finish_file(file, number, &mut note)? {
                parted.push(apart);
            }
            let entries = index.entries();
            let staged = entries.entry(&file.path).map(|entry| entry.blob);
            let free =
                !entries.is_conflicted(&file.path) && entries.in_the_way(&file.path).is_none();
            if free && staged == file.index {
                let meta = self.as_committed(file)?;
                index.put(&file.path, file.blob, file.mode, meta.as_ref());
            }
        }
        temp_files.sync_names()?;
        index.publish()?;
        drop(temp_files);
        drop((lock, calm));
        Ok(parted)
    }

    /// While something waits beside the file, it was not brought along, or
    /// nobody has looked at what came out of its place.
    fn finish_file<'a>(
        &'a self,
        file: &'a FileRecord,
        number: usize,
        note: Note<'a>,
    ) -> Result<Option<Placed>, GitError> {
        let (waiting, place) = (self.waiting(file, number), self.work.absolute(&file.path));
        let old = aside(&waiting);
        let is_there = |path: &Path| path.symlink_metadata().is_ok();
        if is_there(&old) && !is_there(&place) {
            put(&old, &place).during("put back", &place)?;
        } else if is_there(&old) && !is_there(&waiting) {
            fs::rename(&old, &waiting).during("rename", &old)?;
        }
        if !is_there(&waiting) {
            return Ok(None);
        }
        let version = |path| {
            let hash = look_hash(path)?;
            Ok::<_, GitError>(file.made.iter().rposition(|made| Some(*made) == hash))
        };
        let waits = version(&waiting)?;
        let halfway = if waits.is_some_and(|waits| waits + 1 == file.made.len()) {
            waits.map(|edits| Halfway {
                edits,
                swapped: false,
            })
        } else if is_there(&place) {
            version(&place)?.map(|edits| Halfway {
                edits,
                swapped: true,
            })
        } else {
            None
        };
        let Some(halfway) = halfway else {
            return Ok(None);
        };
        let waiting = Waiting {
            number,
            record: file,
            temp: waiting,
            base: None,
        };
        self.place_on(waiting, &halfway, note).map(Some)
    }

    fn waiting(&self, file: &FileRecord, number: usize) -> PathBuf {
        self.work.absolute(&temp(&file.path, number))
    }

    /// Clears the names beside a file that the run had for itself.
    fn spare_all(&self, file: &FileRecord, number: usize) -> Result<Option<Apart>, GitError> {
        let waiting = self.waiting(file, number);
        remove(&draft(&waiting));
        let mut kept = Vec::new();
        for left in [aside(&waiting), waiting] {
            kept.extend(self.spare(file, &left)?);
        }
        Ok((!kept.is_empty()).then(|| Apart {
            path: file.path.clone(),
            why: Why::Edited,
            lacks: Vec::new(),
            kept,
        }))
    }

    /// The stat data of the work-tree file, if git makes the commit's blob of it.
    fn as_committed(&self, file: &FileRecord) -> Result<Option<Metadata>, GitError> {
        let Ok(Some(found)) = self.work.read(&file.path) else {
            return Ok(None);
        };
        let conversion = self.conversion(&file.path)?;
        let replaced = conversion.replaced(self.git, Some(file.blob))?;
        let blob = conversion.to_git(&found.bytes, replaced.as_deref());
        Ok((hash(&blob)? == file.blob).then_some(found.meta))
    }

    /// libgit2 leaves the branch's lock when it is killed. Ours has our commit
    /// in it, or nothing yet.
    fn forget_branch_lock(&self, branch: &str, commit: Oid) {
        let path = self.place.common_dir.join(format!("{branch}.lock"));
        let Ok(Some(bytes)) = ordinary::read_own(&path, MOST_REF) else {
            return;
        };
        let text = String::from_utf8_lossy(&bytes);
        if text.is_empty() {
            let before = looks(&path);
            thread::sleep(SETTLED);
            if looks(&path) == before {
                remove(&path);
            }
        } else if commit.to_string().starts_with(text.trim_end()) {
            remove(&path);
        }
    }
}

/// Lets git tidy up the packs that killed writes had it leave alone.
fn forget_keeps(objects: &Path) {
    for path in names(&objects.join("pack"), "pack-") {
        let is_keep = path.extension().is_some_and(|end| end == "keep");
        let read = || ordinary::read_own(&path, MOST_REF).ok().flatten();
        if is_keep && read().is_some_and(|text| is_ours(&text)) {
            remove(&path);
        }
    }
}

type Looks = (u64, SystemTime);

fn looks(path: &Path) -> Option<Looks> {
    let meta = path.symlink_metadata().ok()?;
    Some((meta.len(), meta.modified().ok()?))
}

/// The unfinished objects and packs left since a moment.
fn litter(objects: &Path, since: SystemTime) -> Vec<(PathBuf, Looks)> {
    let folders = (0..=u8::MAX).map(|byte| objects.join(format!("{byte:02x}")));
    let loose = folders.flat_map(|folder| names(&folder, TEMP));
    let packs = names(&objects.join("pack"), "pack_git2_");
    loose
        .chain(packs)
        .filter_map(|path| Some((looks(&path)?, path)))
        .filter(|((_, modified), _)| *modified >= since)
        .map(|(looks, path)| (path, looks))
        .collect()
}

fn names(folder: &Path, prefix: &'static str) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(move |path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(prefix))
    })
}
