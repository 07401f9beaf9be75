//! What would be committed, worked out and not yet written.

use git2::Oid;

use super::super::super::dirs::Dirs;
use super::super::super::error::GitError;
use super::super::super::index::staged;
use super::super::super::open::open_git;
use super::super::super::plan::Plan;
use super::super::super::read::View;
use super::super::objects::{self, Entry};
use super::super::run::Run;
use super::kind::Kind;

/// What would be committed.
pub(in crate::store::git::write) struct Draft {
    pub(in crate::store::git::write) files: Vec<Entry>,
    pub(in crate::store::git::write) tree: Oid,
    /// HEAD first; none before the first commit.
    pub(in crate::store::git::write) parents: Vec<Oid>,
    /// The message, before a hook has seen it.
    pub(in crate::store::git::write) given: String,
    pub(in crate::store::git::write) author: git2::Signature<'static>,
    pub(in crate::store::git::write) committer: git2::Signature<'static>,
}

impl Draft {
    pub(in crate::store::git::write) fn kind(&self) -> Kind {
        if self.parents.len() > 1 {
            Kind::Merge
        } else {
            Kind::Ordinary
        }
    }

    /// Whether all that a hook may look at is there, by a handle that has nothing in
    /// memory.
    pub(in crate::store::git::write) fn is_on_disk(&self, place: &Dirs) -> Result<bool, GitError> {
        let git = open_git(&place.folder)?;
        let odb = git.odb().map_err(GitError::git("open the objects"))?;
        let mut blobs = self.files.iter().map(|file| file.blob);
        Ok(odb.exists(self.tree) && blobs.all(|blob| odb.exists(blob)))
    }

    /// The commit without a signature.
    pub(in crate::store::git::write) fn text(&self, message: &str) -> Vec<u8> {
        objects::commit_text(
            &self.committer,
            &self.author,
            message,
            self.tree,
            &self.parents,
        )
    }
}

impl Run<'_> {
    /// `None` where a plan changes nothing. The objects are written with the
    /// repository of this attempt: on the disk, or where it keeps them.
    pub(in crate::store::git::write) fn draft(
        &self,
        view: &View<'_>,
        plan: &Plan,
    ) -> Result<Option<Draft>, GitError> {
        let (committer, author) = self.people(&plan.author, plan.time)?;
        let paths = self.paths(&plan.files)?;
        let each_path = paths.iter().map(String::as_str);
        let index = staged(self.git, self.place, &self.work, each_path)?;
        let checked = self.check(view, &index, &plan.files, &paths)?;
        let odb = self.git.odb().map_err(GitError::git("open the objects"))?;
        let mut records = Vec::with_capacity(checked.len());
        for (file, checked) in plan.files.iter().zip(checked) {
            let bytes = checked
                .conversion
                .to_git(&file.content, checked.replaced.as_deref());
            let mut record = checked.record;
            record.blob = objects::blob(&odb, &bytes)?;
            records.push(record);
        }
        let tree = objects::tree(self.git, view.tree.as_ref(), &records)?;
        if view.tree.as_ref().is_some_and(|head| head.id() == tree) {
            return Ok(None);
        }
        let files = records.into_iter().map(|record| Entry {
            path: record.path,
            blob: record.blob,
            mode: record.mode,
        });
        Ok(Some(Draft {
            files: files.collect(),
            tree,
            parents: view.commit().as_slice().to_vec(),
            given: plan.message.clone(),
            author,
            committer,
        }))
    }
}

/// A commit with its signature, as git puts it in: the last line of its head, and
/// a blank before each further line.
pub(in crate::store::git::write) fn with_signature(text: &[u8], signature: &str) -> Vec<u8> {
    let blank = text.windows(2).position(|pair| pair == b"\n\n");
    let (head, rest) = text.split_at(blank.map_or(text.len(), |at| at + 1));
    let mut whole = head.to_vec();
    whole.extend(b"gpgsig");
    for line in signature.trim_end_matches('\n').split('\n') {
        whole.push(b' ');
        whole.extend(line.bytes());
        whole.push(b'\n');
    }
    whole.extend(rest);
    whole
}
