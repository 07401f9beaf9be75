//! Files kept beside a ticket.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use sha2::{Digest as _, Sha256};

use crate::core::change::Change;
use crate::core::event::Detail;
use crate::core::layout;
use crate::core::lifecycle;
use crate::core::refusal::Refusal;
use crate::core::ticket::Step;
use crate::core::told::Usage;
use crate::store::git::{FileChange, Replaces};
use crate::store::ordinary::{self, Unread};

use crate::desk::books::hexadecimal;

use super::{Head, Outcome, Pen, Writing};

/// The longest stem of an attachment's name.
const STEM: usize = 60;

/// A file that is to be kept.
struct Attachment {
    name: String,
    file: String,
    sha256: String,
    bytes: Vec<u8>,
}

impl Pen<'_> {
    /// Copies files into a ticket's folder and records them, as one commit.
    /// One that is already there is not kept twice.
    pub fn attach(&self, reference: &str, files: &[PathBuf]) -> anyhow::Result<Outcome> {
        let id = self.books.id(reference)?;
        let folder = layout::attachments(&id);
        let attachments = files
            .iter()
            .map(|path| self.attachment(path))
            .collect::<anyhow::Result<Vec<_>>>()?;
        self.write(|head| {
            let stamp = self.stamp()?;
            let before = head.ticket(&id)?.ticket;
            let mut after = before.clone();
            let mut writing = Writing::default();
            let mut is_rewritten = false;
            for (attachment, n) in attachments.iter().zip(0..) {
                let path = format!("{folder}/{}", attachment.file);
                let is_planned = writing.files.iter().any(|file| file.path == path);
                if is_planned || head.read(&path)?.as_deref() == Some(&*attachment.bytes) {
                    continue;
                }
                let step = Step::new()
                    .detail(Detail::File, attachment.file.as_str())
                    .detail(Detail::Name, attachment.name.as_str())
                    .detail(Detail::Bytes, attachment.bytes.len())
                    .detail(Detail::Sha256, attachment.sha256.as_str());
                after = lifecycle::attach(after, step, &stamp.nth(n))?;
                is_rewritten |= self.books.store.repository().rewriting(&path)?.is_some();
                writing.files.push(FileChange {
                    path,
                    content: attachment.bytes.clone(),
                    replaces: Replaces::Head,
                });
            }
            if is_rewritten {
                writing.files.extend(kept_as_they_are(head)?);
            }
            writing.changes.push(Change {
                before: Some(before),
                after,
            });
            Ok(writing)
        })
    }

    fn attachment(&self, path: &Path) -> anyhow::Result<Attachment> {
        let shown = path.display();
        let opened = match ordinary::open_named(path) {
            Ok(opened) => opened,
            Err(Unread::Io(error)) => {
                return Err(error).with_context(|| format!("read {shown}"));
            }
            Err(_) => {
                return Err(Usage::new(
                    format!("{shown} is not an ordinary file"),
                    "an archive of it can be attached",
                )
                .into());
            }
        };
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let max = self.books.policy.attachments.max;
        let bytes = match opened.read(max) {
            Ok(bytes) => bytes,
            Err(Unread::TooLarge { bytes, .. }) => {
                return Err(Refusal::AttachmentTooLarge { name, bytes, max }.into());
            }
            Err(other) => return Err(other).with_context(|| format!("read {shown}")),
        };
        let sha256 = sha256(&bytes);
        Ok(Attachment {
            file: format!("{}-{}", &sha256[..8], file_name(&name)),
            name,
            sha256,
            bytes,
        })
    }
}

/// What tells git that it must not change the bytes of attachments, in stores
/// whose attributes do not say so: what is recorded is the hash of the
/// original. `None` when they say so already, and others after them do not.
fn kept_as_they_are(head: &Head<'_>) -> anyhow::Result<Option<FileChange>> {
    let line = format!("{} {}\n", layout::ATTACHED, layout::RAW);
    let mut content = head.read(layout::ATTRIBUTES)?.unwrap_or_default();
    if content.ends_with(line.as_bytes()) {
        return Ok(None);
    }
    if content.last().is_some_and(|byte| *byte != b'\n') {
        content.push(b'\n');
    }
    content.extend(line.as_bytes());
    Ok(Some(FileChange {
        path: layout::ATTRIBUTES.to_owned(),
        content,
        replaces: Replaces::Head,
    }))
}

/// The SHA-256 of some bytes, in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// A name that every file system takes: ASCII letters, digits and hyphens,
/// and one ending.
fn file_name(name: &str) -> String {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && is_ending(ending) => (stem, ending),
        _ => (name, ""),
    };
    let stem = crate::core::words::slug(stem, STEM);
    let stem = if stem.is_empty() { "file" } else { &stem };
    if ending.is_empty() {
        stem.to_owned()
    } else {
        format!("{stem}.{}", ending.to_ascii_lowercase())
    }
}

/// Whether what follows the last point says what kind of file it is.
fn is_ending(text: &str) -> bool {
    (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_ascii_whatever_it_was() {
        assert_eq!(
            file_name("Facturación Noviembre.PDF"),
            "facturacion-noviembre.pdf"
        );
        assert_eq!(file_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_name("...."), "file");
        assert_eq!(file_name(".bashrc"), "bashrc");
        assert_eq!(file_name("日本.tar.gz"), "tar.gz");
        assert_eq!(file_name("CON.txt"), "con-x.txt");
    }
}
