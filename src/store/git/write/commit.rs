//! From a plan to its commit, and the work tree and the index behind it.

use std::borrow::Cow;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;

use git2::{ErrorCode, Oid, Signature};

use super::super::error::{Apart, GitError, IoContext as _};
use super::super::head;
use super::super::identity::{self, Identity};
use super::super::index::OpenIndex;
use super::super::open::{keep_in_memory, open_git};
use super::super::plan::{FileChange, Plan, Replaces};
use super::super::read::View;
use super::check::{Checked, hash};
use super::fit;
use super::index_lock::IndexLock;
use super::journal::{FileRecord, Journal};
use super::objects::{self, Collected};
use super::place::{Placed, Waiting};
use super::prelude::{self, Prelude};
use super::run::Run;
use super::temp_files::TempFiles;

pub(super) enum Outcome {
    Committed(Oid),
    Unchanged,
    /// Somebody else moved the branch or HEAD, or took objects away.
    Lost,
}

/// A file on its way.
enum Target {
    Stays,
    Waits {
        temp: PathBuf,
        /// What it replaces, where git has no blob of that.
        base: Option<Vec<u8>>,
    },
}

impl Run<'_> {
    pub(super) fn write(
        &self,
        branch: &str,
        view: &View<'_>,
        plan: Plan,
        prelude: Option<&Prelude<'_>>,
    ) -> Result<Outcome, GitError> {
        let (committer, author) = self.people(&plan.author, plan.time)?;
        let message = prelude::message(prelude, &plan.message);
        let paths = self.paths(&plan.files)?;
        let each_path = || paths.iter().map(String::as_str);
        let folders = self.work.missing_folders(each_path())?;
        let sharing = self.place.sharing;
        self.place.make_own(&self.place.git_dir)?;
        let begin = || Journal::begin(&self.place.git_dir, branch, &folders, each_path());
        let mut journal = sharing.during(begin)?;
        let take = || IndexLock::take(&self.place.index, self.options.lock_timeout);
        let (calm, lock) = sharing.during(take)?;
        // Git moves HEAD and begins a merge under this lock, which may have
        // been waited for.
        if fit::check(self.git, self.place, self.options)? != branch
            || head::commit(self.git)? != view.commit()
        {
            return Ok(Outcome::Lost);
        }
        let mut index = OpenIndex::open(self.git, self.place, &self.work, each_path())?;
        let checked = match self.check(view, index.entries(), &plan.files, &paths) {
            Ok(checked) => checked,
            Err(error) => return index.confirm(self.place).and(Err(error)),
        };

        keep_in_memory(self.git)?;
        let odb = self.git.odb().map_err(GitError::git("open the objects"))?;
        let mut objects = Collected::begin(&odb, self.place);
        let mut temp_files = TempFiles::begin(&self.work, folders)?;
        let (records, targets) = prepare(&mut temp_files, &objects, plan.files, checked)?;
        let tree = objects::tree(self.git, view.tree.as_ref(), &records)?;
        if view.tree.as_ref().is_some_and(|head| head.id() == tree) {
            return Ok(Outcome::Unchanged);
        }
        let parent = view.commit();
        let text = objects::commit_text(&committer, &author, message, tree, parent.as_slice());
        // What was signed may be another: attributes changed, or the clock of who
        // commits.
        let Some(text) = prelude::whole(prelude, text) else {
            return Ok(Outcome::Lost);
        };
        let commit = objects.commit(&text)?;
        temp_files.sync()?;
        index.confirm(self.place)?;
        let parents: Vec<_> = view.tree.iter().collect();
        sharing.during(|| objects.write(self.git, commit, &parents))?;
        journal.seal(commit, &records)?;
        match sharing.during(|| objects.hold(self.git, commit)) {
            // What was there before the write was not kept in memory.
            Err(GitError::Git { said, .. }) if said.code() == ErrorCode::NotFound => {
                return Ok(Outcome::Lost);
            }
            held => held?,
        }
        if !self.move_branch(branch, commit, view.commit(), message)? {
            return Ok(Outcome::Lost);
        }

        journal.keep();
        let mut parted = Vec::new();
        let follow = || {
            objects.hold(self.git, commit)?;
            self.follow(
                &mut temp_files,
                index,
                &records,
                targets,
                &mut journal,
                &mut parted,
            )
        };
        if let Err(cause) = sharing.during(follow) {
            temp_files.leave();
            drop((lock, calm));
            parted.extend(self.follow_again(commit, cause)?);
        }
        // A housekeeping that began before the branch moved may still prune.
        let held = sharing.during(|| objects.hold(self.git, commit));
        held.map_err(|cause| GitError::Unfinished {
            commit,
            cause: Box::new(cause),
        })?;
        journal.finish();
        if parted.is_empty() {
            Ok(Outcome::Committed(commit))
        } else {
            let files = parted;
            Err(GitError::Apart { commit, files })
        }
    }

    /// Who commits, and who wrote.
    pub(super) fn people(
        &self,
        author: &Identity,
        time: (i64, i32),
    ) -> Result<(Signature<'static>, Signature<'static>), GitError> {
        let committer = identity::of(self.git, &identity::COMMITTER)?;
        let signature = |person, who| identity::signature(self.git, person, who, time);
        Ok((
            signature(&identity::COMMITTER, &committer)?,
            signature(&identity::AUTHOR, author)?,
        ))
    }

    /// Brings the work tree and the index to the commit; `parted` are the files
    /// that others changed meanwhile so that they could not be brought along.
    fn follow(
        &self,
        temp_files: &mut TempFiles<'_>,
        mut index: OpenIndex,
        records: &[FileRecord],
        targets: Vec<Target>,
        journal: &mut Journal,
        parted: &mut Vec<Apart>,
    ) -> Result<(), GitError> {
        let mut note = |number, hash| journal.made(number, hash);
        for (number, (record, target)) in records.iter().zip(targets).enumerate() {
            let meta = match target {
                Target::Stays => self.as_written(record)?,
                Target::Waits { temp, base } => {
                    let ours = temp.symlink_metadata().during("read", &temp)?;
                    let waiting = Waiting {
                        number,
                        record,
                        temp,
                        base,
                    };
                    let placed = self.place(waiting, &mut note)?;
                    temp_files.touch(&record.path);
                    match placed {
                        Placed::Ours => self.is_that(record, &ours),
                        Placed::United => None,
                        Placed::Apart(apart) => {
                            parted.push(apart);
                            None
                        }
                    }
                }
            };
            index.put(&record.path, record.blob, record.mode, meta.as_ref());
        }
        temp_files.sync_names()?;
        index.publish()
    }

    /// The stat data of the work-tree file, if it has the bytes that were made
    /// for the commit.
    pub(super) fn as_written(&self, record: &FileRecord) -> Result<Option<Metadata>, GitError> {
        let Ok(Some(found)) = self.work.read(&record.path) else {
            return Ok(None);
        };
        let is_made = record.made.first() == Some(&hash(&found.bytes)?);
        Ok(is_made.then_some(found.meta))
    }

    /// The stat data of the file that was put in place, if it is there still.
    /// Whoever writes in it makes it younger than the index, so that git looks.
    fn is_that(&self, record: &FileRecord, ours: &Metadata) -> Option<Metadata> {
        let now = self.work.stat(&record.path).unwrap_or_default();
        now.filter(|now| (now.dev(), now.ino()) == (ours.dev(), ours.ino()))
    }

    /// The commit is made; what could not follow it is tried once more the way
    /// the next run would.
    fn follow_again(&self, commit: Oid, cause: GitError) -> Result<Vec<Apart>, GitError> {
        let again = open_git(&self.place.folder)
            .and_then(|git| Run::new(&git, self.place, self.options).recover());
        match again {
            Ok(None) => Ok(Vec::new()),
            Err(GitError::Apart { files, .. }) => Ok(files),
            Ok(Some(_)) | Err(_) => Err(GitError::Unfinished {
                commit,
                cause: Box::new(cause),
            }),
        }
    }
}

/// Writes blobs and waiting contents, dropping each file's bytes as it goes.
fn prepare(
    temp_files: &mut TempFiles<'_>,
    objects: &Collected<'_>,
    files: Vec<FileChange>,
    checked: Vec<Checked>,
) -> Result<(Vec<FileRecord>, Vec<Target>), GitError> {
    let mut records = Vec::with_capacity(files.len());
    let mut targets = Vec::with_capacity(files.len());
    for (number, (file, checked)) in files.into_iter().zip(checked).enumerate() {
        let Checked {
            conversion,
            replaced,
            mut record,
            stays,
        } = checked;
        let blob = conversion.to_git(&file.content, replaced.as_deref());
        record.blob = objects.blob(&blob)?;
        let target = if stays {
            record.made = vec![hash(&file.content)?];
            Target::Stays
        } else {
            let bytes = conversion.to_work_tree(&blob);
            record.made = vec![match &bytes {
                Cow::Borrowed(_) => record.blob,
                Cow::Owned(bytes) => hash(bytes)?,
            }];
            let temp = temp_files.write(&record.path, number, &bytes, record.mode)?;
            let base = match file.replaces {
                Replaces::Head => None,
                Replaces::WorkTree(bytes) => Some(bytes),
            };
            Target::Waits { temp, base }
        };
        records.push(record);
        targets.push(target);
    }
    Ok((records, targets))
}
