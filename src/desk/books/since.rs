//! What has changed since a revision.

use std::collections::HashSet;

use crate::core::contract::Contract;
use crate::core::layout;
use crate::core::remark::RemarkCode;
use crate::store::Listing;
use crate::store::article_file::ArticleFile;
use crate::store::git::Oid;

use super::Books;

/// What has changed since a revision.
pub(super) struct Since {
    pub(super) rev: Oid,
    /// The files that differ from what it and the commit that is read come from, and
    /// those that are not committed, from the store's root.
    pub(super) changed: HashSet<String>,
}

impl Since {
    /// Leaves what has changed.
    pub(super) fn narrow(
        &self,
        tickets: &mut Listing<String>,
        contracts: &mut Listing<Contract>,
        articles: &mut Listing<ArticleFile>,
    ) {
        let is_changed = |path: &str| self.changed.contains(path);
        for faults in [
            &mut tickets.faults,
            &mut contracts.faults,
            &mut articles.faults,
        ] {
            faults.retain(|fault| is_changed(&fault.path));
        }
        tickets.files.retain(|path| is_changed(path));
        let contract = |contract: &Contract| is_changed(&layout::contract(&contract.customer));
        contracts.files.retain(contract);
        articles.files.retain(|file| is_changed(&file.path));
    }
}

impl Books {
    /// What has changed since a revision. Where a clone is cut and cannot tell, that is
    /// said, and everything has.
    pub(super) fn since(&self, rev: &str) -> anyhow::Result<Since> {
        let repository = self.store.repository();
        let rev = repository.revision(rev)?;
        let mut changed = HashSet::new();
        let head = self.store.commit().or_else(|| repository.head_oid());
        if let Some(head) = head {
            let bases = repository.bases(rev, head)?;
            let mut merges = repository.looked_into()?;
            if bases.is_empty() {
                if repository.is_shallow() {
                    self.gap(
                        RemarkCode::Cut,
                        format!("what {rev:.9} and {head:.9} come from is not in this clone, which was cut, so that what has changed cannot be told; git fetch --unshallow fetches the rest"),
                    );
                }
                changed.extend(merges.differing(None, head)?);
            }
            for base in bases {
                changed.extend(merges.differing(Some(base), head)?);
            }
        }
        if self.is_present() {
            let uncommitted = repository.changed_paths(layout::is_ours)?;
            changed.extend(uncommitted.into_iter().map(|(path, _)| path));
        }
        Ok(Since { rev, changed })
    }
}
