//! What was changed by hand and is not recorded.

use crate::core::layout;

use super::Books;

/// A file as a person left it.
#[derive(Debug, Clone)]
pub struct Edited {
    /// Relative to the store's root.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The bytes that must lie in the work tree when it is written; `None`
    /// when work tree, index and HEAD must agree.
    pub in_work_tree: bool,
}

impl Books {
    /// The files of the store that differ from HEAD, all or those of the
    /// references: tickets first told apart by their paths.
    pub fn hand_edited(&self, references: &[String]) -> anyhow::Result<Vec<Edited>> {
        let mut paths: Vec<String> = self
            .store
            .repository()
            .changed_paths(layout::is_ours)?
            .into_iter()
            .map(|(path, _)| path)
            .collect();
        if !references.is_empty() {
            let wanted = references
                .iter()
                .map(|reference| Ok(layout::ticket(&self.id(reference)?)))
                .collect::<anyhow::Result<Vec<String>>>()?;
            paths.retain(|path| wanted.contains(path));
        }
        let mut edited = Vec::new();
        for path in paths {
            match self.store.read(&path)? {
                Some(bytes) => edited.push(Edited {
                    path,
                    bytes,
                    in_work_tree: true,
                }),
                None => self.warn(format!(
                    "{path} is in HEAD but not here; git restore {path} brings it back"
                )),
            }
        }
        Ok(edited)
    }
}
