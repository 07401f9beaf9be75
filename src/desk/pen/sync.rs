//! What this clone and another repository recorded becomes one.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use crate::core::change::Roll;
use crate::core::check::Weight;
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::merge::BESIDE;
use crate::core::told::Usage;
use crate::core::words::counted;
use crate::store::config;
use crate::store::git::{
    GitError, MergePlan, Merged, Oid, Pushed, Reader, Unsynced, Upstream, View, WriteOptions,
    valid_branch,
};

use super::{Books, Pen, WriteError};
use crate::desk::books::{Checking, Work};

/// How often is begun anew when somebody pushes before us.
const ATTEMPTS: u32 = 5;
/// The least and the most that is waited before, in milliseconds.
const PAUSES: (u64, u64) = (100, 2_000);

/// What is to be brought together.
#[derive(Debug, Clone)]
pub struct SyncOrder {
    /// Which repository; that which the branch follows where none is named.
    pub remote: Option<String>,
    /// The branch that takes our commits, where it is not the one that is followed.
    pub to: Option<String>,
    /// Whether the other repository is to get what we have.
    pub pushes: bool,
    /// Whether a branch is taken that no longer has what it had.
    pub accepts_rewrite: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Synced {
    /// With what.
    pub upstream: Upstream,
    /// What the branch has come to, where it moved.
    pub commit: Option<Oid>,
    /// Tickets that both had changed.
    pub merged: BTreeSet<TicketId>,
    /// Tickets that only we had changed.
    pub sent: BTreeSet<TicketId>,
    /// Tickets that only they had changed.
    pub received: BTreeSet<TicketId>,
    /// What a person must look at: a path of the store, and a sentence.
    pub looks: Vec<(String, String)>,
    /// What a person may want to know.
    pub remarks: Vec<(String, String)>,
    /// Whether any of it is left to a person to decide.
    pub is_undecided: bool,
    /// Whether the other repository has everything.
    pub is_pushed: bool,
    /// Why it has not, although it should.
    pub failure: Option<anyhow::Error>,
    /// What the other branch had whenever it was fetched.
    tips: BTreeSet<Oid>,
    /// Whether theirs has other files than tickets.
    has_others: bool,
}

impl Pen<'_> {
    /// Fetches, merges and pushes, and begins anew where somebody pushes before us.
    ///
    /// # Errors
    /// Nothing was merged: what [`Unsynced`] names, uncommitted files of the store, and
    /// those of [`Pen::write`]. What fails after a merge is in [`Synced::failure`].
    pub fn sync(&self, order: &SyncOrder) -> anyhow::Result<Synced> {
        let repository = self.books.store.repository();
        if repository.is_bare() {
            let git_dir = repository.git_dir().to_owned();
            return Err(GitError::Bare { git_dir }.into());
        }
        let upstream = repository.upstream(order.remote.as_deref())?;
        let branch = repository.branch().ok_or(GitError::DetachedHead)?;
        if let Some(to) = order.to.as_deref().filter(|to| !is_branch(to)) {
            let what = format!("{to:?} cannot be the name of a branch");
            return Err(Usage::new(what, "--to sync/NAME").into());
        }
        let _syncing = repository.begin_sync(&self.write_options())?;
        // What a killed run left is put right first.
        let nothing = |_: &View<'_>| Ok::<_, GitError>((None, ()));
        repository.transact(&self.write_options(), nothing)?;
        self.is_committed()?;
        let mut sources = vec![upstream.clone()];
        sources.extend(order.to.iter().map(|branch| Upstream {
            remote: upstream.remote.clone(),
            branch: branch.clone(),
        }));
        sources.dedup();
        let mut synced = Synced::with(upstream);
        let done = self.attempted(&branch, &sources, order, &mut synced);
        self.notice_what_was_met();
        if let Err(error) = done {
            if synced.commit.is_none() {
                return Err(error);
            }
            synced.failure = Some(error);
        }
        if synced.commit.is_some()
            && let Err(error) = self.look_again(&mut synced)
        {
            synced.failure.get_or_insert(error);
        }
        Ok(synced)
    }

    /// Fetches, merges and pushes, and begins anew where somebody pushes before us.
    fn attempted(
        &self,
        branch: &str,
        sources: &[Upstream],
        order: &SyncOrder,
        synced: &mut Synced,
    ) -> anyhow::Result<()> {
        let mut refused = String::new();
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                thread::sleep(self.pause(attempt));
            }
            match self.brought_together(branch, sources, order, synced)? {
                Pushed::Done => return Ok(()),
                Pushed::Outrun(said) => refused = said,
            }
        }
        let Upstream { remote, branch } = sources.last().unwrap_or(&synced.upstream).clone();
        Err(GitError::from(if synced.tips.len() > 1 {
            let attempts = ATTEMPTS;
            Unsynced::Outrun { remote, attempts }
        } else {
            Unsynced::Rejected {
                remote,
                instead: branch.clone(),
                branch,
                said: refused,
            }
        })
        .into())
    }

    /// That no file of the store has edits that nobody recorded.
    fn is_committed(&self) -> Result<(), GitError> {
        let is_wanted = |path: &str| layout::is_ours(path) || layout::is_attachment(path);
        let changed = self
            .books
            .store
            .repository()
            .changed_paths_by_git(is_wanted)?;
        let mut found = changed
            .into_iter()
            .filter_map(|(path, state)| Some((path, state.difference()?)));
        match found.next() {
            Some((path, state)) => Err(GitError::Uncommitted { path, state }),
            None => Ok(()),
        }
    }

    /// Fetches and merges, and pushes where that is wanted, once.
    fn brought_together(
        &self,
        branch: &str,
        sources: &[Upstream],
        order: &SyncOrder,
        synced: &mut Synced,
    ) -> anyhow::Result<Pushed> {
        let repository = self.books.store.repository();
        let mut tip = None;
        for (place, source) in sources.iter().enumerate() {
            tip = repository.fetch(source, order.accepts_rewrite, place > 0)?;
            match tip {
                Some(tip) => self.merge(branch, (source, tip), synced)?,
                // What is sent to another branch is that which the usual one lacks.
                None if place == 0 => synced.count_all(self.tickets()?),
                None => {}
            }
        }
        synced.tips.extend(tip);
        let head = repository.tip(branch)?;
        let Some(target) = sources.last().filter(|_| !self.options.dry_run) else {
            return Ok(Pushed::Done);
        };
        match head {
            Some(head) if tip == Some(head) => repository.remember(target, head)?,
            Some(head) if order.pushes => {
                match repository.push(target, head, &self.own_branch(order))? {
                    Pushed::Done => {}
                    outrun @ Pushed::Outrun(_) => return Ok(outrun),
                }
            }
            _ => return Ok(Pushed::Done),
        }
        synced.is_pushed = true;
        Ok(Pushed::Done)
    }

    /// The branch of who acts, unless another one was named.
    fn own_branch(&self, order: &SyncOrder) -> String {
        let own = || {
            let agent = self.books.agent();
            format!("sync/{}", agent.unwrap_or_else(|_| "NAME".to_owned()))
        };
        order.to.clone().unwrap_or_else(own)
    }

    fn tickets(&self) -> anyhow::Result<BTreeSet<TicketId>> {
        let paths = self.books.store.ticket_paths()?;
        Ok(paths
            .files
            .iter()
            .filter_map(|p| layout::id_of(p))
            .collect())
    }

    /// Brings what was fetched into the branch.
    fn merge(
        &self,
        branch: &str,
        (source, tip): (&Upstream, Oid),
        synced: &mut Synced,
    ) -> anyhow::Result<()> {
        let repository = self.books.store.repository();
        let name = repository.name_of(source, tip);
        // Somebody may switch to another branch meanwhile.
        let options = WriteOptions {
            branch: Some(branch.to_owned()),
            ..self.write_options()
        };
        let prove = |merged: &Merged, read: Reader<'_>| -> Result<(), WriteError> {
            Ok(self.proven(merged, read, &name)?)
        };
        let plan = |merged: &Merged| -> Result<MergePlan, WriteError> {
            Ok(self.merge_plan(merged, &name)?)
        };
        let gauge = self.books.gauge(Work::Merging, 0);
        let told = |done, all| gauge.at(done, all);
        let (commit, merged) = repository
            .merge(&options, (tip, &name), &told, (&prove, &plan))
            .map_err(|error: WriteError| error.0)?;
        synced.commit = commit.or(synced.commit);
        synced.count(&merged);
        Ok(())
    }

    /// That the configuration and the contracts can be read once theirs is in them:
    /// without, no command could go on. What could not be read before is no reason.
    fn proven(&self, merged: &Merged, read: Reader<'_>, theirs: &str) -> anyhow::Result<()> {
        let [_, others] = &merged.changed;
        let unreadable = |path: &str, reason: String| {
            let (path, theirs) = (path.to_owned(), theirs.to_owned());
            let unreadable = Unsynced::Unreadable {
                path,
                theirs,
                reason,
            };
            Err(GitError::from(unreadable).into())
        };
        let mut policy = None;
        if others.contains(layout::CONFIG) {
            let Some(bytes) = read(layout::CONFIG)? else {
                return unreadable(layout::CONFIG, "it is gone".to_owned());
            };
            match config::policy(&bytes) {
                Ok(read) => policy = Some(read),
                Err(fault) => return unreadable(layout::CONFIG, fault.reason),
            }
        }
        let is_contract =
            |path: &&String| path.starts_with(layout::CONTRACTS) && layout::may_be_ours(path);
        let mut paths: BTreeSet<String> = others.iter().filter(is_contract).cloned().collect();
        if policy.is_some() {
            paths.extend(self.books.store.contract_paths()?);
        }
        if paths.is_empty() {
            return Ok(());
        }
        let before = self.books.store.contracts(&self.books.policy)?;
        let broken: BTreeSet<String> = before.faults.into_iter().map(|it| it.path).collect();
        let policy = policy.as_ref().unwrap_or(&self.books.policy);
        for path in paths.difference(&broken) {
            let Some(bytes) = read(path)? else { continue };
            if let Err(fault) = config::contract(path, &bytes, policy) {
                return unreadable(path, fault.reason);
            }
        }
        Ok(())
    }

    fn merge_plan(&self, merged: &Merged, theirs: &str) -> anyhow::Result<MergePlan> {
        let stamp = self.stamp()?;
        let mut roll = Roll::default();
        for id in tickets(merged.both()) {
            roll.add(&id, &[]);
        }
        let summary = match roll.tickets() {
            0 => format!("merge {theirs}"),
            tickets => format!("merge {} from {theirs}", counted(tickets, "ticket")),
        };
        let offset = stamp.recorded.offset().local_minus_utc() / 60;
        Ok(MergePlan {
            message: roll.message("sync: {summary}", &summary),
            author: self.author(&stamp.by)?,
            time: (stamp.recorded.timestamp(), offset),
        })
    }

    /// Checks what has come by the rules that go from file to file.
    fn look_again(&self, synced: &mut Synced) -> anyhow::Result<()> {
        let books = Books::open(self.books.options.clone())?;
        let is_there = |id: &TicketId| books.store.exists(&layout::ticket(id));
        let mut references = Vec::new();
        let mut is_around = synced.has_others;
        for id in synced.merged.iter().chain(&synced.received) {
            if is_there(id)? {
                references.push(id.to_string());
            } else {
                is_around = true;
            }
        }
        // What is ours is as it was, unless something around it has changed.
        for id in synced.sent.iter().filter(|_| is_around) {
            if is_there(id)? {
                references.push(id.to_string());
            }
        }
        if references.is_empty() {
            return Ok(());
        }
        let checked = books.check(&Checking::Brought(&references))?;
        let faults = checked.findings.into_iter();
        let faults = faults.filter(|located| located.finding.weight == Weight::Fault);
        let faults: Vec<_> = faults
            .map(|located| (located.path, located.finding.reason))
            .collect();
        synced.is_undecided |= !faults.is_empty();
        synced.looks.extend(faults);
        Ok(())
    }

    /// How long is waited before another attempt: nobody waits as long as another.
    fn pause(&self, attempt: u32) -> Duration {
        let (least, most) = PAUSES;
        let drawn = self.options.entropy.rotate_left(attempt * 13);
        Duration::from_millis(least + drawn % (most - least))
    }
}

impl Synced {
    fn with(upstream: Upstream) -> Self {
        Self {
            upstream,
            commit: None,
            merged: BTreeSet::new(),
            sent: BTreeSet::new(),
            received: BTreeSet::new(),
            looks: Vec::new(),
            remarks: Vec::new(),
            is_undecided: false,
            is_pushed: false,
            failure: None,
            tips: BTreeSet::new(),
            has_others: false,
        }
    }

    fn count(&mut self, merged: &Merged) {
        let [ours, theirs] = merged.changed.each_ref().map(|paths| tickets(paths.iter()));
        self.merged.extend(ours.intersection(&theirs).cloned());
        self.received.extend(theirs);
        self.count_all(ours);
        let [_, others] = &merged.changed;
        self.has_others |= others.iter().any(|path| layout::ticket_of(path).is_none());
        self.looks.extend(merged.union.looks.iter().cloned());
        self.remarks.extend(merged.union.remarks.iter().cloned());
        let name = |path: &String| path.rsplit('/').next().unwrap_or_default().to_owned();
        let mut made = merged.union.files.keys().map(name);
        self.is_undecided |= made.any(|name| name.trim_start_matches('.').starts_with(BESIDE));
    }

    /// What is ours, of which what was merged before is no part.
    fn count_all(&mut self, ours: BTreeSet<TicketId>) {
        self.received.retain(|id| !self.merged.contains(id));
        self.sent = ours;
        let known = |id: &TicketId| self.merged.contains(id) || self.received.contains(id);
        self.sent.retain(|id| !known(id));
    }
}

/// Whether a branch of another repository may be called so.
fn is_branch(name: &str) -> bool {
    let is_special = name == "HEAD" || name == "@" || name.starts_with(['-', '/']);
    !is_special && !name.starts_with("refs/") && valid_branch(name)
}

/// The tickets that paths belong to.
fn tickets<'p>(paths: impl Iterator<Item = &'p String>) -> BTreeSet<TicketId> {
    paths.filter_map(|path| layout::ticket_of(path)).collect()
}
