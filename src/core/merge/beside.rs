//! Where the version of a file is kept that could not be united with the other.

use sha2::{Digest as _, Sha256};

use crate::core::layout;

/// What names begin with under which such a version is kept.
pub const BESIDE: &str = "unmerged-";
/// The most bytes that file systems allow in a name.
const LONGEST: usize = 255;

/// The path for a version of the file at `path`. Of a ticket it lies among the
/// attachments. In other folders a Markdown file would be a ticket or an article, and
/// what makes a site of them would publish it: there its name begins with a dot, and
/// ends otherwise.
pub(super) fn beside(path: &str, bytes: &[u8]) -> String {
    let sum = Sha256::digest(bytes);
    let sum = sum
        .iter()
        .take(4)
        .fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
    let sum = format!("{sum:08x}");
    if let Some(id) = layout::ticket_at(path) {
        return format!("{}/{BESIDE}{sum}.md", layout::attachments(&id));
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (before, after) = if layout::is_attachment(path) {
        (format!("{BESIDE}{sum}-"), "")
    } else {
        (format!(".{BESIDE}{sum}-"), ".txt")
    };
    let room = LONGEST - before.len() - after.len();
    let mut start = name.len().saturating_sub(room);
    while !name.is_char_boundary(start) {
        start += 1;
    }
    format!("{folder}/{before}{}{after}", &name[start..])
}
