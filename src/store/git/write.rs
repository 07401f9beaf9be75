//! The one way to write.
//!
//! Own lock, recovery, fitness, the caller's decision on HEAD; then intent
//! journal, `index.lock`, objects, new contents beside the files they replace,
//! sealed journal, **branch by compare-and-swap**, files by exchange, index by
//! rename, journal gone. Everything that may fail for want of space, save the
//! new index, happens before the branch moves. A process killed before that
//! leaves garbage that the next run removes; killed after it, the next run
//! does the rest.

use std::borrow::Cow;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use git2::ErrorCode;

use super::check::{hash, is_path, mode, refuse};
use super::eol::{Attributes, Conversion, LineConfig};
use super::error::{Apart, GitError, IoContext as _};
use super::index::{Entries, OpenIndex, Staged, staged};
use super::objects::{self, Collected};
use super::place::{Placed, Waiting};
use super::planned::Planned;
use super::read::View;
use super::state::Examiner;
use super::work_tree::{Stage, WorkTree};
use super::{FileChange, Oid, Place, Plan, Replaces, Repository, WriteOptions};
use super::{fit, open_git};
use crate::store::journal::{FileRecord, Journal};
use crate::store::layout;
use crate::store::lock::{IndexLock, Patience, StoreLock, age};

/// How often other programs may take the branch from under us.
const ATTEMPTS: u32 = 20;

impl Repository {
    /// Reads HEAD without a lock.
    ///
    /// # Errors
    /// A damaged or missing object.
    pub fn view(&self) -> Result<View<'_>, GitError> {
        View::of(&self.git, &self.place.prefix, fit::head_commit(&self.git)?)
    }

    /// Writes what `decide` plans on the HEAD it is shown, as one commit, and
    /// gives the commit and what else `decide` answered. Without a plan, or
    /// with one that changes nothing, nothing is written.
    ///
    /// `decide` runs under the store's lock and must not wait for anybody. It
    /// runs again, on the new HEAD, when another program committed meanwhile.
    /// First of all a write that was killed is finished or forgotten.
    ///
    /// After success everything (objects, branch, files, index and the folders
    /// that name them) is on the disk.
    ///
    /// # Errors
    /// Those of `decide`, and everything [`GitError`] names. After each of them
    /// but [`GitError::Unfinished`] and [`GitError::Apart`] nothing has changed.
    pub fn transact<T, E: From<GitError>>(
        &self,
        options: &WriteOptions,
        mut decide: impl FnMut(&View<'_>) -> Result<(Option<Plan>, T), E>,
    ) -> Result<(Option<Oid>, T), E> {
        if options.dry_run {
            return self.rehearse(options, decide);
        }
        if self.is_bare() {
            fit::check(&self.git, &self.place, options)?;
        }
        let sharing = self.place.sharing;
        self.place.make_own(&self.place.common_dir)?;
        let take = || StoreLock::take(&self.place.common_dir, options.lock_timeout);
        let lock = sharing.during(take)?;
        for attempt in 0..ATTEMPTS {
            let git = open_git(&self.place.folder)?;
            let run = Run::new(&git, &self.place, options);
            self.aside.borrow_mut().extend(run.recover()?);
            let branch = fit::check(&git, &self.place, options)?;
            let view = View::of(&git, &self.place.prefix, fit::head_commit(&git)?)?;
            let (plan, answer) = decide(&view)?;
            let Some(plan) = plan else {
                return Ok((None, answer));
            };
            match run.write(&branch, &view, plan)? {
                Outcome::Committed(commit) => {
                    drop(lock);
                    if options.maintain {
                        self.maintain(commit);
                    }
                    return Ok((Some(commit), answer));
                }
                Outcome::Unchanged => return Ok((None, answer)),
                Outcome::Lost => thread::sleep(Duration::from_millis(1 << attempt.min(6))),
            }
        }
        Err(GitError::Contended { attempts: ATTEMPTS }.into())
    }

    fn rehearse<T, E: From<GitError>>(
        &self,
        options: &WriteOptions,
        mut decide: impl FnMut(&View<'_>) -> Result<(Option<Plan>, T), E>,
    ) -> Result<(Option<Oid>, T), E> {
        let git = open_git(&self.place.folder)?;
        fit::check(&git, &self.place, options)?;
        let view = View::of(&git, &self.place.prefix, fit::head_commit(&git)?)?;
        let (plan, answer) = decide(&view)?;
        if let Some(plan) = plan {
            let run = Run::new(&git, &self.place, options);
            fit::identity(&git, &fit::COMMITTER)?;
            let paths = run.paths(&plan.files)?;
            let each_path = paths.iter().map(String::as_str);
            let index = staged(&git, &self.place, &run.work, each_path)?;
            run.check(&view, &index, &plan.files, &paths)?;
        }
        Ok((None, answer))
    }
}

/// One attempt under the store's lock.
pub(super) struct Run<'a> {
    pub(super) git: &'a git2::Repository,
    pub(super) place: &'a Place,
    pub(super) options: &'a WriteOptions,
    pub(super) work: WorkTree<'a>,
}

enum Outcome {
    Committed(Oid),
    Unchanged,
    /// Somebody else moved the branch or HEAD, or took objects away.
    Lost,
}

/// A file that may be replaced.
struct Checked {
    /// What it will be replaced by depends on this blob, for guessed texts only.
    conversion: Conversion,
    replaced: Option<Vec<u8>>,
    record: FileRecord,
    /// The work-tree file has the new contents already.
    stays: bool,
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

impl<'a> Run<'a> {
    pub(super) fn new(
        git: &'a git2::Repository,
        place: &'a Place,
        options: &'a WriteOptions,
    ) -> Self {
        // A bare repository is refused before anything is looked up here.
        let root = place.work_tree.as_deref().unwrap_or(&place.git_dir);
        Self {
            git,
            place,
            options,
            work: WorkTree::new(root, &place.prefix),
        }
    }

    fn write(&self, branch: &str, view: &View<'_>, plan: Plan) -> Result<Outcome, GitError> {
        let committer = fit::identity(self.git, &fit::COMMITTER)?;
        let committer = fit::signature(self.git, &fit::COMMITTER, &committer, plan.time)?;
        let author = fit::signature(self.git, &fit::AUTHOR, &plan.author, plan.time)?;
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
            || fit::head_commit(self.git)? != view.commit()
        {
            return Ok(Outcome::Lost);
        }
        let mut index = OpenIndex::open(self.git, self.place, &self.work, each_path())?;
        let checked = match self.check(view, index.entries(), &plan.files, &paths) {
            Ok(checked) => checked,
            Err(error) => return index.confirm(self.place).and(Err(error)),
        };

        let odb = self.git.odb().map_err(GitError::git("open the objects"))?;
        let mut objects = Collected::begin(&odb, self.place, checked.len())?;
        let mut stage = Stage::begin(&self.work, folders)?;
        let (records, targets) = stage_all(&mut stage, &objects, plan.files, checked)?;
        let tree = objects::tree(self.git, view.tree.as_ref(), &records)?;
        if view.tree.as_ref().is_some_and(|head| head.id() == tree) {
            return Ok(Outcome::Unchanged);
        }
        let parent = view.commit();
        let commit = objects::commit(self.git, &committer, &author, &plan.message, tree, parent)?;
        stage.sync()?;
        index.confirm(self.place)?;
        sharing.during(|| objects.write(self.git, commit, view.tree.as_ref(), &records))?;
        journal.seal(commit, &records)?;
        match sharing.during(|| objects.hold(self.git, commit)) {
            // What was there before the write was not kept in memory.
            Err(GitError::Git { said, .. }) if said.code() == ErrorCode::NotFound => {
                return Ok(Outcome::Lost);
            }
            held => held?,
        }
        if !self.move_branch(branch, commit, view.commit(), &plan.message)? {
            return Ok(Outcome::Lost);
        }

        journal.keep();
        let mut parted = Vec::new();
        let follow = || {
            objects.hold(self.git, commit)?;
            self.follow(
                &mut stage,
                index,
                &records,
                targets,
                &mut journal,
                &mut parted,
            )
        };
        if let Err(cause) = sharing.during(follow) {
            stage.leave();
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

    /// Brings the work tree and the index to the commit; `parted` are the files
    /// that others changed meanwhile so that they could not be brought along.
    fn follow(
        &self,
        stage: &mut Stage<'_>,
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
                    stage.touch(&record.path);
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
        stage.sync_names()?;
        index.publish()
    }

    /// The numbers of the work-tree file, if it has the bytes that were made
    /// for the commit.
    pub(super) fn as_written(&self, record: &FileRecord) -> Result<Option<Metadata>, GitError> {
        let Ok(Some(found)) = self.work.read(&record.path) else {
            return Ok(None);
        };
        let is_made = record.made.first() == Some(&hash(&found.bytes)?);
        Ok(is_made.then_some(found.meta))
    }

    /// The numbers of the file that was put in place, if it is there still.
    /// Whoever writes in it makes it younger than the index, so that git looks.
    fn is_that(&self, record: &FileRecord, ours: &Metadata) -> Option<Metadata> {
        let now = self.work.stat(&record.path).unwrap_or_default();
        now.filter(|now| (now.dev(), now.ino()) == (ours.dev(), ours.ino()))
    }

    /// The plan's paths from the top of the work tree, each fit to be one.
    fn paths(&self, files: &[FileChange]) -> Result<Vec<String>, GitError> {
        let of = |file: &FileChange| {
            if is_path(&file.path) {
                Ok(self.place.in_tree(&file.path))
            } else {
                let path = file.path.clone();
                Err(GitError::BadPath { path })
            }
        };
        files.iter().map(of).collect()
    }

    fn check(
        &self,
        view: &View<'_>,
        index: &Entries,
        files: &[FileChange],
        paths: &[String],
    ) -> Result<Vec<Checked>, GitError> {
        let planned = Planned::of(self.git, self.place, &self.work, files, paths)?;
        let examiner = Examiner::new(self.git, view.tree.as_ref(), index, &self.work)?
            .planning(planned.as_ref().map(Planned::attributes));
        let both = paths.iter().zip(files);
        both.map(|(path, file)| {
            if let Some(other) = index.in_the_way(path) {
                let path = path.clone();
                return Err(GitError::InTheWay { path, other });
            }
            let found = examiner.look(path)?;
            refuse(path, file, &found)?;
            if layout::is_attachment(&file.path)
                && matches!(file.replaces, Replaces::Head)
                && let Some(attribute) =
                    Conversion::asked_for(examiner.attributes(), &self.work, path)?
            {
                let path = path.clone();
                return Err(GitError::Rewriting { path, attribute });
            }
            let replaced = found.conversion.replaced(self.git, found.state.index)?;
            let bytes = found.found.as_ref().map(|found| found.bytes.as_slice());
            Ok(Checked {
                conversion: found.conversion,
                replaced,
                stays: bytes.is_some_and(|bytes| bytes == file.content),
                record: FileRecord {
                    path: path.clone(),
                    blob: Oid::ZERO_SHA1,
                    mode: mode(&found),
                    index: found.state.index,
                    work: bytes.map(hash).transpose()?,
                    made: Vec::new(),
                },
            })
        })
        .collect()
    }

    pub(super) fn conversion(&self, path: &str) -> Result<Conversion, GitError> {
        let config = self.git.config();
        let config = config.map_err(GitError::git("read git's configuration"))?;
        Conversion::of(
            Attributes::of_files(self.git),
            &self.work,
            LineConfig::read(&config),
            path,
        )
    }

    /// False: somebody else has moved the branch.
    fn move_branch(
        &self,
        branch: &str,
        commit: Oid,
        parent: Option<Oid>,
        message: &str,
    ) -> Result<bool, GitError> {
        let subject = message.lines().next().unwrap_or_default();
        let log = match parent {
            Some(_) => format!("commit: {subject}"),
            None => format!("commit (initial): {subject}"),
        };
        let before = parent.unwrap_or(Oid::ZERO_SHA1);
        let lock = self.place.common_dir.join(format!("{branch}.lock"));
        let mut patience = Patience::new(self.options.lock_timeout);
        loop {
            let Err(error) = self.update_ref(branch, (before, commit), &log) else {
                return Ok(true);
            };
            // The update may fail after the rename, when the folder is synced.
            let now = open_git(&self.place.folder)?.refname_to_id(branch).ok();
            match error.code() {
                _ if now == Some(commit) => return Ok(true),
                _ if now != parent => return Ok(false),
                ErrorCode::Locked if patience.wait(&lock) => {}
                ErrorCode::Locked => {
                    let age = age(&lock);
                    return Err(GitError::LockHeld { path: lock, age });
                }
                ErrorCode::Modified | ErrorCode::Exists => return Ok(false),
                // While `git gc` replaces packs, a handle may not find what is there.
                _ if error.message().contains("target OID") => return Ok(false),
                // While it packs refs, a folder of them goes when it is empty.
                ErrorCode::NotFound if patience.wait(&lock) => {}
                _ => return Err(GitError::git("move the branch")(error)),
            }
        }
    }

    /// Moves the branch from one commit to another, where it is on the first.
    fn update_ref(
        &self,
        branch: &str,
        (from, to): (Oid, Oid),
        log: &str,
    ) -> Result<(), git2::Error> {
        let Place {
            common_dir,
            git_dir,
            sharing,
            ..
        } = self.place;
        let made = [
            missing(common_dir, &common_dir.join(branch)),
            missing(common_dir, &common_dir.join("logs").join(branch)),
            missing(git_dir, &git_dir.join("logs").join("HEAD")),
        ];
        sharing.during(|| self.git.reference_matching(branch, to, true, from, log))?;
        // Git widens logs that are there too. The branch has moved and stays
        // where it is, whether this can be done or the owner must do it.
        let logs = [
            git_dir.join("logs/HEAD"),
            common_dir.join("logs").join(branch),
        ];
        for path in made.iter().flatten().chain(&logs) {
            let _ = sharing.adjust(path);
        }
        Ok(())
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

/// The folders below `top` that a file in it needs and that are not there.
fn missing(top: &Path, file: &Path) -> Vec<PathBuf> {
    let folders = file.ancestors().skip(1);
    let folders = folders.take_while(|folder| *folder != top && !folder.exists());
    folders.map(Path::to_owned).collect()
}

/// Writes blobs and waiting contents, dropping each file's bytes as it goes.
fn stage_all(
    stage: &mut Stage<'_>,
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
            let temp = stage.write(&record.path, number, &bytes, record.mode)?;
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
