//! Bringing one file of the work tree to its commit beside editors, backups
//! and whoever else works there. Bytes decide, never stat data: what
//! comes out of the file's place is compared with what was there when the
//! command decided. An edit that was saved since is united with ours; where
//! the two do not go together, theirs goes back to its place and the command
//! says what the file lacks.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use git2::Oid;

use super::super::error::{Apart, GitError, IoContext, Why};
use super::super::files::{remove, sync_folder};
use super::check::hash;
use super::journal::FileRecord;
use super::run::Run;
use super::swap::{Swapped, aside, exchange, put};
use super::temp_files::mode_of;
use crate::store::sys;
use crate::store::unite::{lacking, unite};

/// How often somebody may save the file while the last edit is united.
const ROUNDS: usize = 16;

/// How long a program may keep open what it is writing.
const WRITING: Duration = Duration::from_secs(1);

/// A larger file is no text that could be united.
const LARGE: u64 = 1 << 26;

/// A file whose new contents wait beside it.
pub(super) struct Waiting<'a> {
    pub(super) number: usize,
    pub(super) record: &'a FileRecord,
    pub(super) temp: PathBuf,
    /// What was there when the command decided, where git has no blob of it.
    pub(super) base: Option<Vec<u8>>,
}

/// What became of it.
pub(super) enum Placed {
    /// The file is what the commit has.
    Ours,
    /// It has an edit of somebody's on top.
    United,
    /// It may lack what the commit has.
    Apart(Apart),
}

/// Where the next contents are written down before they are anywhere else: the
/// number of the file and their hash.
pub(super) type Note<'a> = &'a mut dyn FnMut(usize, Oid) -> Result<(), GitError>;

/// What came out of a file's place.
enum Out {
    Bytes(Vec<u8>),
    /// A link, a folder, what cannot be read, what somebody keeps writing.
    Strange,
}

/// Contents that the file had or will have.
struct Version {
    hash: Option<Oid>,
    bytes: Option<Vec<u8>>,
}

struct Placing<'a> {
    run: &'a Run<'a>,
    waiting: Waiting<'a>,
    note: Note<'a>,
    place: PathBuf,
    /// What should come out.
    before: Version,
    /// What waits or, once swapped, was put in place.
    ours: Version,
    /// How many edits ours has in it.
    edits: usize,
    /// Texts of somebody's that found no place.
    kept: Vec<PathBuf>,
}

/// Where a killed run was.
pub(super) struct Halfway {
    /// How many edits the last contents have in them.
    pub(super) edits: usize,
    /// Whether they are in place already, and what came out waits.
    pub(super) swapped: bool,
}

impl Run<'_> {
    /// Puts waiting contents in place.
    pub(super) fn place<'a>(
        &'a self,
        waiting: Waiting<'a>,
        note: Note<'a>,
    ) -> Result<Placed, GitError> {
        let begin = Halfway {
            edits: 0,
            swapped: false,
        };
        self.placing(waiting, &begin, note).all_rounds()
    }

    /// Goes on where a killed run was.
    pub(super) fn place_on<'a>(
        &'a self,
        waiting: Waiting<'a>,
        halfway: &Halfway,
        note: Note<'a>,
    ) -> Result<Placed, GitError> {
        let mut placing = self.placing(waiting, halfway, note);
        let ours = if halfway.swapped {
            &placing.place
        } else {
            &placing.waiting.temp
        };
        if let Out::Bytes(bytes) = look(ours)? {
            placing.ours.bytes = Some(bytes);
        }
        if halfway.swapped
            && let Some(placed) = placing.inspect()?
        {
            return Ok(placed);
        }
        placing.all_rounds()
    }

    fn placing<'a>(&'a self, waiting: Waiting<'a>, begin: &Halfway, note: Note<'a>) -> Placing<'a> {
        let record = waiting.record;
        let made = |number: usize| record.made.get(number).copied();
        let bytes = (begin.edits == 1).then(|| self.bytes_made(record));
        Placing {
            run: self,
            note,
            place: self.work.absolute(&record.path),
            before: Version {
                hash: begin.edits.checked_sub(1).map_or(record.work, made),
                bytes: bytes.flatten(),
            },
            ours: Version {
                hash: made(begin.edits),
                bytes: None,
            },
            waiting,
            edits: begin.edits,
            kept: Vec::new(),
        }
    }

    /// Keeps what lies under a name of ours, unless it is one of the contents
    /// that are known: then it goes.
    pub(super) fn spare(
        &self,
        record: &FileRecord,
        left: &Path,
    ) -> Result<Option<PathBuf>, GitError> {
        let known = |hash: Oid| {
            record.work == Some(hash) || record.blob == hash || record.made.contains(&hash)
        };
        match look(left) {
            Ok(Out::Bytes(bytes)) if known(hash(&bytes)?) => {
                remove(left);
                Ok(None)
            }
            Ok(_) => self.keep(record, left).map(Some),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Moves a text to where `check` and git do not look.
    fn keep(&self, record: &FileRecord, left: &Path) -> Result<PathBuf, GitError> {
        let folder = self.place.git_dir.join("bitacora");
        let name = record.path.rsplit('/').next().unwrap_or_default();
        let process = std::process::id();
        let mut names =
            (0_u32..).map(|number| folder.join(format!("kept-{process}-{number}-{name}")));
        let path = names
            .find(|path| path.symlink_metadata().is_err())
            .unwrap_or_default();
        let moved = match fs::rename(left, &path) {
            Err(error) if error.kind() == ErrorKind::CrossesDevices => {
                fs::copy(left, &path).map(|_| remove(left))
            }
            moved => moved,
        };
        moved.during("move", left)?;
        if path.symlink_metadata().is_ok_and(|meta| meta.is_file()) {
            let file = fs::File::open(&path);
            file.and_then(|file| file.sync_all())
                .during("sync", &path)?;
        }
        sync_folder(&folder)?;
        Ok(path)
    }

    /// What was in the work tree when the command decided, if git has it still.
    fn bytes_before(&self, record: &FileRecord) -> Option<Vec<u8>> {
        if let Ok(blob) = self.git.find_blob(record.work?) {
            return Some(blob.content().to_vec());
        }
        let bytes = self.bytes_of(record, record.index?)?;
        (hash(&bytes).ok() == record.work).then_some(bytes)
    }

    /// What waited first.
    fn bytes_made(&self, record: &FileRecord) -> Option<Vec<u8>> {
        self.bytes_of(record, record.blob)
    }

    fn bytes_of(&self, record: &FileRecord, blob: Oid) -> Option<Vec<u8>> {
        let blob = self.git.find_blob(blob).ok()?;
        let conversion = self.conversion(&record.path).ok()?;
        Some(conversion.to_work_tree(blob.content()).into_owned())
    }

    fn in_store<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(&self.place.prefix).unwrap_or(path)
    }
}

impl Placing<'_> {
    fn all_rounds(mut self) -> Result<Placed, GitError> {
        if self.before.hash.is_none() {
            return self.put_new();
        }
        loop {
            // A folder on the way may have become a link since.
            if !self.is_reached()? {
                remove(&self.waiting.temp);
                return Ok(self.apart(Why::Strange, None));
            }
            match self.exchange("replace")? {
                Swapped::Out => {
                    if let Some(placed) = self.inspect()? {
                        return Ok(placed);
                    }
                }
                Swapped::Nothing => {
                    remove(&self.waiting.temp);
                    return Ok(self.apart(Why::Gone, None));
                }
                Swapped::Again => {}
            }
        }
    }

    /// Nothing was there, and no edit of anything is to be looked for.
    fn put_new(mut self) -> Result<Placed, GitError> {
        if !self.is_reached()? {
            remove(&self.waiting.temp);
            return Ok(self.apart(Why::Strange, None));
        }
        if put(&self.waiting.temp, &self.place).during("replace", &self.place)? {
            return Ok(Placed::Ours);
        }
        remove(&self.waiting.temp);
        match look(&self.place)? {
            Out::Bytes(bytes) if Some(hash(&bytes)?) == self.ours.hash => Ok(Placed::Ours),
            Out::Bytes(bytes) => Ok(self.apart(Why::Edited, Some(&bytes))),
            Out::Strange => Ok(self.apart(Why::Strange, None)),
        }
    }

    fn is_reached(&self) -> Result<bool, GitError> {
        match self.run.work.stat_anew(&self.waiting.record.path) {
            Err(GitError::Symlink { .. } | GitError::NotAFolder { .. }) => Ok(false),
            Err(GitError::NotAFile { .. }) | Ok(_) => Ok(true),
            Err(error) => Err(error),
        }
    }

    fn exchange(&mut self, action: &'static str) -> Result<Swapped, GitError> {
        let temp = &self.waiting.temp;
        let swapped = exchange(temp, &self.place).during(action, &self.place)?;
        if swapped == Swapped::Again {
            let kept = self.run.spare(self.waiting.record, &aside(temp))?;
            self.kept.extend(kept);
        }
        Ok(swapped)
    }

    /// Looks at what came out and is now under the name that ours had. `None`
    /// when an edit was found, and ours with it waits to be put in place.
    fn inspect(&mut self) -> Result<Option<Placed>, GitError> {
        let Out::Bytes(theirs) = look(&self.waiting.temp)? else {
            return self.give_back(Why::Strange, None).map(Some);
        };
        let found = Some(hash(&theirs)?);
        if found == self.before.hash || found == self.ours.hash {
            remove(&self.waiting.temp);
            return Ok(Some(match (self.kept.is_empty(), self.edits) {
                (true, 0) => Placed::Ours,
                (true, _) => Placed::United,
                (false, _) => self.apart(Why::Edited, Some(&theirs)),
            }));
        }
        let united = (self.edits < ROUNDS).then(|| self.united(&theirs));
        let Some((made, united)) = united.flatten() else {
            return self.give_back(Why::Edited, Some(&theirs)).map(Some);
        };
        let new = hash(&united)?;
        let temp = &self.waiting.temp;
        let draft = draft(temp);
        write(&draft, &united, self.waiting.record.mode).during("write", &draft)?;
        (self.note)(self.waiting.number, new)?;
        // Theirs is in it from here on.
        fs::rename(&draft, temp).during("replace", temp)?;
        self.before = Version {
            hash: self.ours.hash,
            bytes: Some(made),
        };
        self.ours = Version {
            hash: Some(new),
            bytes: Some(united),
        };
        self.edits += 1;
        Ok(None)
    }

    /// Our bytes, and theirs on top of them.
    fn united(&mut self, theirs: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
        let (run, record) = (self.run, self.waiting.record);
        let is_first = self.edits == 0;
        let first = |bytes: Option<Vec<u8>>| bytes.filter(|_| is_first);
        let base = self.before.bytes.take();
        let base = base
            .or_else(|| first(self.waiting.base.take()))
            .or_else(|| first(run.bytes_before(record)))?;
        let made = self.ours.bytes.take();
        let made = made.or_else(|| first(run.bytes_made(record)))?;
        let united = unite(run.in_store(&record.path), &base, &made, theirs)?;
        Some((made, united))
    }

    /// Puts back what came out. Of ours nothing is lost that only it has.
    fn give_back(&mut self, why: Why, theirs: Option<&[u8]>) -> Result<Placed, GitError> {
        let swapped = self.exchange("put back")?;
        if swapped == Swapped::Nothing {
            put(&self.waiting.temp, &self.place).during("put back", &self.place)?;
        }
        let mut known = self.waiting.record.clone();
        if self.edits > 0 {
            // With edits in it, it is not only ours.
            known.made.truncate(1);
        }
        let kept = self.run.spare(&known, &self.waiting.temp)?;
        self.kept.extend(kept);
        Ok(self.apart(why, theirs))
    }

    fn apart(&mut self, why: Why, theirs: Option<&[u8]>) -> Placed {
        let record = self.waiting.record;
        let made = self.run.bytes_made(record).unwrap_or_default();
        let path = self.run.in_store(&record.path);
        Placed::Apart(Apart {
            lacks: lacking(path, &made, theirs.unwrap_or_default()),
            path: record.path.clone(),
            why,
            kept: std::mem::take(&mut self.kept),
        })
    }
}

/// The name of what is being written and may be cut short.
pub(super) fn draft(temp: &Path) -> PathBuf {
    temp.with_extension("new")
}

fn write(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    remove(path);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode_of(mode))
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn is_absent(error: &GitError) -> bool {
    matches!(error, GitError::Io { source, .. } if source.kind() == ErrorKind::NotFound)
}

/// The hash of a file's bytes, `None` of what has none.
pub(super) fn look_hash(path: &Path) -> Result<Option<Oid>, GitError> {
    match look(path)? {
        Out::Bytes(bytes) => hash(&bytes).map(Some),
        Out::Strange => Ok(None),
    }
}

/// The bytes of a file, once nobody writes in it any more.
fn look(path: &Path) -> Result<Out, GitError> {
    let meta = path.symlink_metadata().during("read", path)?;
    if !meta.is_file() || meta.len() > LARGE {
        return Ok(Out::Strange);
    }
    let opened = OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
        .open(path);
    let mut file = match opened {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Ok(Out::Strange),
        opened => opened.during("read", path)?,
    };
    let since = Instant::now();
    while sys::is_open_for_writing(&file) {
        if since.elapsed() > WRITING {
            return Ok(Out::Strange);
        }
        thread::sleep(Duration::from_millis(1));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).during("read", path)?;
    Ok(Out::Bytes(bytes))
}
