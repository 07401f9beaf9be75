//! What `.gitattributes` must say of the store's files.

use crate::core::layout;
use crate::store::git::{FileChange, Replaces};

use super::writing::{Head, Writing};

/// Has git merge tickets and articles by this program, in a store of before; `None`
/// where it does. The lines come first: what keeps attachments as they are must be
/// last.
pub fn merging(head: &Head<'_>) -> anyhow::Result<Option<Writing>> {
    let known = head.read(layout::ATTRIBUTES)?.unwrap_or_default();
    let has = |line: &str| {
        let mut lines = known.split(|byte| *byte == b'\n');
        lines.any(|known| known.trim_ascii_end() == line.as_bytes())
    };
    let missing: Vec<&str> = layout::MERGED_LINES
        .into_iter()
        .filter(|line| !has(line))
        .collect();
    if missing.is_empty() {
        return Ok(None);
    }
    let mut content = missing.join("\n").into_bytes();
    content.push(b'\n');
    content.extend(known);
    Ok(Some(Writing {
        files: vec![FileChange {
            path: layout::ATTRIBUTES.to_owned(),
            content,
            replaces: Replaces::Head,
        }],
        summary: Some("have git merge tickets by bitacora".to_owned()),
        ..Writing::default()
    }))
}
