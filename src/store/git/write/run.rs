//! One attempt to write.

use super::super::dirs::Dirs;
use super::super::eol::{Attributes, Conversion, LineConfig};
use super::super::error::GitError;
use super::super::plan::WriteOptions;
use super::super::work_tree::WorkTree;

/// One attempt under the store's lock.
pub(super) struct Run<'a> {
    pub(super) git: &'a git2::Repository,
    pub(super) place: &'a Dirs,
    pub(super) options: &'a WriteOptions,
    pub(super) work: WorkTree<'a>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        git: &'a git2::Repository,
        place: &'a Dirs,
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
}
