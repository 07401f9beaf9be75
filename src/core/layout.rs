//! Where things lie below the store's root. Paths are relative to it, with
//! `/` between components, whatever the system.

use super::faq::is_page;
use super::id::TicketId;
use super::policy::MOST_ATTACHED;

/// The store's configuration; its folder is the store's root.
pub const CONFIG: &str = "bitacora.yaml";
/// What git is told of the store's files.
pub const ATTRIBUTES: &str = ".gitattributes";
/// What [`ATTRIBUTES`] says of files whose bytes git must never change.
pub const RAW: &str = "-text -filter -ident -working-tree-encoding";
/// What [`ATTRIBUTES`] says of files that git does not merge by line.
pub const MERGED: &str = "merge=bitacora";
/// Of these files, as lines of [`ATTRIBUTES`].
pub const MERGED_LINES: [&str; 2] = ["/tickets/**/*.md merge=bitacora", "/faq/** merge=bitacora"];
/// All attachments and no ticket, as a pattern of [`ATTRIBUTES`].
pub const ATTACHED: &str = "/tickets/*/*/*/*/**";
/// Below it the day folders.
pub const TICKETS: &str = "tickets";
/// One file per customer.
pub const CONTRACTS: &str = "contracts";
/// One file per article.
pub const FAQ: &str = "faq";

/// The most bytes of YAML that are read: 256 KiB.
pub const MOST_YAML: usize = 256 << 10;
/// The most bytes of a ticket, a contract or an article that are read; a
/// command writes half of it at most, since git may give a text other line ends.
pub const MOST_TEXT: u64 = 4 << 20;
/// The most bytes of any other file that the configuration names.
pub const MOST_NAMED: u64 = 1 << 20;

/// The most bytes that are read of the file at a path of the store. They are
/// stated in bitacora-ticket(5) and bitacora-config(5).
#[must_use]
pub fn most_bytes(path: &str) -> u64 {
    let top = path.split('/').next().unwrap_or(path);
    match top {
        CONFIG => MOST_YAML as u64,
        TICKETS if !may_be_ticket(path) => MOST_ATTACHED,
        TICKETS | CONTRACTS | FAQ => MOST_TEXT,
        _ => MOST_NAMED,
    }
}

/// The most bytes that a command writes to the file at a path of the store.
#[must_use]
pub fn most_written(path: &str) -> u64 {
    match most_bytes(path) {
        MOST_TEXT => MOST_TEXT / 2,
        most => most,
    }
}

/// The file of a ticket.
#[must_use]
pub fn ticket(id: &TicketId) -> String {
    format!("{TICKETS}/{}.md", id.path_stem())
}

/// The folder of a ticket's attachments.
#[must_use]
pub fn attachments(id: &TicketId) -> String {
    format!("{TICKETS}/{}", id.path_stem())
}

/// Whether it is the path of a file that is kept beside a ticket.
#[must_use]
pub fn is_attachment(path: &str) -> bool {
    path.split('/').count() > 5 && path.starts_with("tickets/")
}

/// The file of a contract.
#[must_use]
pub fn contract(customer: &str) -> String {
    format!("{CONTRACTS}/{customer}.md")
}

/// The file of an article.
#[must_use]
pub fn article(slug: &str) -> String {
    format!("{FAQ}/{slug}.md")
}

/// The id that a path below `tickets/` is named for; `None` for anything that
/// is not a Markdown file with an id for a name.
#[must_use]
pub fn id_of(path: &str) -> Option<TicketId> {
    let name = path.rsplit('/').next()?;
    name.strip_suffix(".md")?.parse().ok()
}

/// The ticket whose file a path is.
#[must_use]
pub fn ticket_at(path: &str) -> Option<TicketId> {
    id_of(path).filter(|id| ticket(id) == path)
}

/// Whether a path below `tickets/` may be a ticket: a Markdown file, unless it
/// lies among the attachments of one.
#[must_use]
pub fn may_be_ticket(path: &str) -> bool {
    let folder = path.rsplit('/').nth(1).unwrap_or_default();
    may_be_ours(path) && folder.parse::<TicketId>().is_err()
}

/// Whether what is no file and no folder at a path of the store may hide files
/// of it. Among the attachments of a ticket, and beside articles and contracts,
/// only what is named like one may; a link in the place of the folder of a
/// ticket's attachments hides those.
#[must_use]
pub fn may_hide(path: &str) -> bool {
    let is_id = |name: &str| name.parse::<TicketId>().is_ok();
    let mut components = path.split('/');
    match components.next() {
        Some(TICKETS) => match path.rsplit_once('/') {
            Some((above, name)) => !above.split('/').any(is_id) && !name.contains('.'),
            None => true,
        },
        Some(CONTRACTS | FAQ) => {
            !path
                .rsplit('/')
                .next()
                .is_some_and(|name| name.contains('.'))
                || may_be_ours(path)
        }
        _ => false,
    }
}

/// The ticket that a path below `tickets/` belongs to, its file or an
/// attachment, wherever it lies.
#[must_use]
pub fn ticket_of(path: &str) -> Option<TicketId> {
    let below = path.strip_prefix(TICKETS)?.strip_prefix('/')?;
    let mut names = below.split('/');
    names.find_map(|name| name.strip_suffix(".md").unwrap_or(name).parse().ok())
}

/// Whether a path names a Markdown file that may be one of ours. The case
/// counts: ids are found by their exact paths. What forges and site generators
/// want in each folder is not ours.
#[must_use]
pub fn may_be_ours(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").is_some_and(|stem| !is_page(stem))
}

/// Whether a path is that of an article.
#[must_use]
pub fn is_article(path: &str) -> bool {
    let below = path.strip_prefix(FAQ);
    below.is_some_and(|below| below.starts_with('/')) && may_be_ours(path)
}

/// A file name's stem.
#[must_use]
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// Whether a path belongs to the store: its configuration, its contracts and
/// articles, and below `tickets/` the Markdown files that are tickets or should
/// be. What lies among the attachments of a ticket is not: `attach` records it.
#[must_use]
pub fn is_ours(path: &str) -> bool {
    let mut components = path.split('/');
    let top = components.next().unwrap_or(path);
    path == CONFIG
        || may_be_ours(path)
            && match top {
                TICKETS => !components.any(|name| name.parse::<TicketId>().is_ok()),
                CONTRACTS | FAQ => true,
                _ => false,
            }
}
