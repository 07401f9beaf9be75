//! Checking the store as a whole.

mod located;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use chrono::DateTime;
use sha2::{Digest as _, Sha256};

use crate::core::check::{self, Checked, Finding, Located, Neighbours, Place, Relations, Weight};
use crate::core::contract::{Contract, Contracts};
use crate::core::event::Detail;
use crate::core::faq::{self, Article};
use crate::core::fault::Fault;
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::merge::BESIDE;
use crate::core::ticket::Ticket;
use crate::core::ties::Relation;
use crate::core::words;
use crate::core::zone::{self, Database as _, Zone};
use crate::store::article_file::ArticleFile;
use crate::store::git::Oid;
use crate::store::ticket_file::TicketFile;
use crate::store::zone_files::ZoneFiles;

use super::Books;
use super::gauge::Work;
use super::lost::{Lacking, Present};
use super::read::contracts_of;
use super::sum::hexadecimal;

use located::{linked, locate, unlooked, unreadable};

/// What of the store is checked.
#[derive(Debug, Clone, Copy)]
pub enum Checking<'a> {
    /// Every file.
    All,
    /// These tickets.
    Tickets(&'a [String]),
    /// Tickets that a merge of ours has just brought: what it lost need not be asked.
    Brought(&'a [String]),
    /// What has changed since a revision, as it is typed.
    Since(&'a str),
}

impl Checking<'_> {
    /// The tickets that are asked about, where not all are.
    const fn references(&self) -> Option<&[String]> {
        match self {
            Self::Tickets(references) | Self::Brought(references) => Some(references),
            Self::All | Self::Since(_) => None,
        }
    }
}

/// Where systems keep their time zone rules.
const SYSTEM_ZONES: &str = "/usr/share/zoneinfo";
/// What is wrong with the name of a file.
const DEVICE: &str = "on Windows this is the name of a device, and a clone there cannot have \
    the file; git mv gives it another, and what names it (`articles:` of tickets, `customer:`) \
    must follow";
/// How far ahead rules are compared, in seconds: two years of deadlines.
const ZONES_AHEAD: i64 = 2 * 366 * 86_400;

/// What tickets are checked against, read once.
struct Around {
    tickets: HashSet<TicketId>,
    slugs: HashSet<String>,
    articles: HashMap<String, Article>,
    contracts: Contracts,
    relations: Relations,
}

impl Books {
    /// Checks files of the store. The configuration was checked when the store was
    /// opened.
    pub fn check(&self, what: &Checking<'_>) -> anyhow::Result<Checked> {
        let since = match what {
            Checking::Since(rev) => Some(self.since(rev)?),
            _ => None,
        };
        let mut paths = self.store.ticket_paths()?;
        let mut contracts = self.store.contracts(&self.policy)?;
        let mut articles = self.store.articles()?;
        let mut around = Around {
            tickets: paths
                .files
                .iter()
                .filter_map(|path| layout::id_of(path))
                .collect(),
            slugs: self.slugs()?,
            articles: by_slug(&articles.files),
            contracts: contracts_of(&contracts),
            relations: Relations::new(),
        };
        if let Some(since) = &since {
            since.narrow(&mut paths, &mut contracts, &mut articles);
        }
        let is_whole = matches!(what, Checking::All);
        let chosen: Vec<String> = match what.references() {
            None => paths.files,
            Some(references) => self.ids(references)?.iter().map(layout::ticket).collect(),
        };
        let reading = self.gauge(Work::Files, chosen.len());
        let tickets = self.store.tickets_at(&chosen, || reading.advance(1))?;
        drop(reading);
        let mut checked = Checked {
            files: chosen.len(),
            findings: Vec::new(),
        };
        around.relations = self.relations(&tickets.files, is_whole)?;
        let progress = self.gauge(Work::Checks, tickets.files.len());
        for file in &tickets.files {
            checked.findings.extend(self.of_ticket(file, &around)?);
            progress.advance(1);
        }
        drop(progress);
        checked.findings.extend(self.rewritten(&tickets.files)?);
        let chosen = chosen.iter().filter_map(|path| layout::id_of(path));
        let present = Present {
            tickets: &tickets.files,
            is_all: is_whole,
            chosen: what.references().map(|_| chosen.collect()),
        };
        let without: Vec<Oid> = since.iter().map(|since| since.rev).collect();
        let lacking = match what {
            Checking::Brought(_) => Vec::new(),
            _ => self.lost(&present, &without)?,
        };
        let place = |lacking: Lacking| lacking.located(&tickets.files);
        checked.findings.extend(lacking.into_iter().map(place));
        if what.references().is_none() {
            checked.files += contracts.files.len() + contracts.faults.len();
            checked.files += articles.files.len() + articles.faults.len();
            if is_whole {
                checked.files += 1;
                checked.findings.extend(self.older_zones(&contracts.files));
                checked.findings.extend(self.merged_by_line()?);
            }
            let is_asked = |located: &Located| {
                let mut since = since.iter();
                since.all(|since| since.changed.contains(&located.path))
            };
            let found = self.missing()?.into_iter();
            let found = found.chain(self.devices()?).chain(self.unmerged()?);
            checked.findings.extend(found.filter(is_asked));
            let named = self.named(&articles.files, &tickets.files, is_whole)?;
            let named = named.iter().chain(&tickets.files);
            checked
                .findings
                .extend(linked(&articles.files, around.tickets, named));
            let faults = contracts.faults.into_iter().chain(articles.faults);
            let faults = faults.chain(paths.faults);
            checked.findings.extend(faults.map(unreadable));
        }
        let faults = tickets.faults.into_iter();
        checked.findings.extend(faults.map(unreadable));
        checked
            .findings
            .sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        Ok(checked)
    }

    /// The tickets that articles name beside those that are read, unless these are
    /// all.
    fn named(
        &self,
        articles: &[ArticleFile],
        tickets: &[TicketFile],
        is_whole: bool,
    ) -> anyhow::Result<Vec<TicketFile>> {
        if is_whole {
            return Ok(Vec::new());
        }
        let read: HashSet<&TicketId> = tickets.iter().map(|file| &file.ticket.id).collect();
        let named = articles.iter().flat_map(|file| &file.article.tickets);
        let named: BTreeSet<&TicketId> = named.filter(|id| !read.contains(id)).collect();
        let paths: Vec<String> = named.into_iter().map(layout::ticket).collect();
        Ok(self.store.tickets_at(&paths, || {})?.files)
    }

    /// The relations of these tickets, and of those that they lead to, which
    /// are looked for unless the tickets are all.
    fn relations(&self, tickets: &[TicketFile], is_whole: bool) -> anyhow::Result<Relations> {
        let ties = |file: &TicketFile| {
            let (id, fields) = (file.ticket.id.clone(), file.ticket.fields.clone());
            Relation::ALL.into_iter().filter_map(move |relation| {
                Some(((id.clone(), relation), relation.of(&fields)?.clone()))
            })
        };
        let mut relations: Relations = tickets.iter().flat_map(ties).collect();
        let mut seen: HashSet<TicketId> =
            tickets.iter().map(|file| file.ticket.id.clone()).collect();
        let mut unread: Vec<TicketId> = relations.values().cloned().collect();
        while let Some(id) = unread.pop().filter(|_| !is_whole) {
            if !seen.insert(id.clone()) {
                continue;
            }
            let found = self.store.tickets_at(&[layout::ticket(&id)], || {})?;
            for (tie, other) in found.files.iter().flat_map(ties) {
                unread.push(other.clone());
                relations.insert(tie, other);
            }
        }
        Ok(relations)
    }

    /// The slugs of the FAQ, also of articles that cannot be read.
    fn slugs(&self) -> anyhow::Result<HashSet<String>> {
        let paths = self.store.article_paths()?;
        let slugs = paths.iter().map(|path| faq::slug(path).to_owned());
        Ok(slugs.collect())
    }

    /// What is wrong with one ticket that can be read.
    fn of_ticket(&self, file: &TicketFile, around: &Around) -> anyhow::Result<Vec<Located>> {
        let attachments = self.store.attachments(&file.ticket.id)?;
        let neighbours = Neighbours {
            tickets: &around.tickets,
            articles: &around.slugs,
            attachments: &attachments,
            contracts: &around.contracts,
            relations: &around.relations,
        };
        let mut findings = check::ticket(&file.ticket, &self.policy, neighbours);
        findings.extend(faq::check_ticket(&file.ticket, &around.articles));
        findings.extend(self.swapped(&file.ticket));
        let located = findings.into_iter().map(|finding| locate(file, finding));
        Ok(located.collect())
    }

    /// Attachments whose bytes are not those that were attached. One that is
    /// missing is another finding.
    fn swapped(&self, ticket: &Ticket) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (index, event) in ticket.timeline.iter().enumerate() {
            let (Some(file), Some(sha256)) =
                (event.detail(&Detail::File), event.detail(&Detail::Sha256))
            else {
                continue;
            };
            let path = format!("{}/{file}", layout::attachments(&ticket.id));
            let mut sum = Sha256::new();
            let reason = match self.store.stream(&path, |bytes| sum.update(bytes)) {
                Ok(false) => continue,
                Ok(true) if hexadecimal(&sum.finalize()) == sha256 => continue,
                Ok(true) => "is not the file that was attached".to_owned(),
                Err(error) => format!("cannot be read: {error}"),
            };
            findings.push(Finding {
                weight: Weight::Fault,
                rule: "ticket/attachment",
                place: Place::Event(index),
                reason: format!("the attachment {file} {reason}"),
            });
        }
        findings
    }

    /// Tickets whose committed timeline was changed: what git says is as in
    /// HEAD is not read again.
    fn rewritten(&self, tickets: &[TicketFile]) -> anyhow::Result<Vec<Located>> {
        let repository = self.store.repository();
        let Some(head) = repository.head_oid().filter(|_| self.is_present()) else {
            return Ok(Vec::new());
        };
        // Where git cannot tell what has changed, any may have.
        let mut findings = Vec::new();
        let changed = match repository.changed_paths(layout::may_be_ticket) {
            Ok(changed) => Some(changed),
            Err(error) => {
                findings.push(unlooked(".git/index", &error));
                None
            }
        };
        let changed: Option<HashSet<String>> =
            changed.map(|changed| changed.into_iter().map(|(path, _)| path).collect());
        let is_changed = |path: &String| changed.as_ref().is_none_or(|all| all.contains(path));
        for file in tickets.iter().filter(|file| is_changed(&file.path)) {
            let committed = repository.tree_read(head, &file.path)?;
            let committed = committed.and_then(|bytes| TicketFile::parse(&file.path, &bytes).ok());
            let found = committed.and_then(|before| check::kept(&before.ticket, &file.ticket));
            findings.extend(found.map(|finding| locate(file, finding)));
        }
        Ok(findings)
    }

    /// Whether the files are read as they lie there: a commit is not compared
    /// with HEAD.
    pub(super) fn is_present(&self) -> bool {
        self.store.commit().is_none()
    }

    /// Zones of the store for which the system has other rules, of a newer
    /// release than those in use.
    fn older_zones(&self, contracts: &[Contract]) -> Vec<Located> {
        let system = ZoneFiles::open(Path::new(SYSTEM_ZONES));
        let Some(system) = system.filter(|files| files.is_newer_than(zone::release())) else {
            return Vec::new();
        };
        let calendars = self.policy.calendars.0.iter();
        let calendars = calendars.filter_map(|(_, rule)| rule.timezone);
        let terms = contracts.iter().flat_map(|contract| &contract.terms);
        let terms = terms.map(|terms| terms.zone(&self.policy));
        let zones = [self.policy.timezone]
            .into_iter()
            .chain(calendars)
            .chain(terms);
        let zones: BTreeMap<&str, Zone> = zones.map(|zone| (zone.name(), zone)).collect();
        let until = self.now().timestamp() + ZONES_AHEAD;
        let parted = zones.into_values().filter_map(|zone| {
            let from = system.parts_from(zone, (0, until))?;
            let from = DateTime::from_timestamp(from, 0)?.date_naive();
            Some((zone, from))
        });
        parted
            .map(|(zone, from)| Located {
                path: layout::CONFIG.to_owned(),
                line: 1,
                column: 1,
                finding: Finding {
                    weight: Weight::Note,
                    rule: "store/zones",
                    place: Place::File,
                    reason: format!(
                        "{} differs from {from} on in {SYSTEM_ZONES}, which is of release {} and so newer than {}; BITACORA_TZDIR={SYSTEM_ZONES} reads it",
                        zone.name(),
                        system.release(),
                        zone::release()
                    ),
                },
            })
            .collect()
    }

    /// Files that cannot be checked out on Windows, by their names: new ones
    /// get others.
    fn devices(&self) -> anyhow::Result<Vec<Located>> {
        let mut paths = self.store.article_paths()?;
        paths.extend(self.store.contract_paths()?);
        paths.retain(|path| path.split('/').any(words::is_device));
        let device = |path: String| Located {
            line: 1,
            column: 1,
            finding: Finding {
                weight: Weight::Note,
                rule: "file/device",
                place: Place::File,
                reason: DEVICE.to_owned(),
            },
            path,
        };
        Ok(paths.into_iter().map(device).collect())
    }

    /// Versions of articles that a merge could not unite.
    fn unmerged(&self) -> anyhow::Result<Vec<Located>> {
        let mut paths = self.store.beside_articles()?;
        paths.retain(|path| {
            let name = path.rsplit('/').next().unwrap_or(path);
            name.strip_prefix('.')
                .is_some_and(|name| name.starts_with(BESIDE))
        });
        let unmerged = |path: String| Located {
            line: 1,
            column: 1,
            finding: Finding {
                weight: Weight::Note,
                rule: "file/unmerged",
                place: Place::File,
                reason: format!(
                    "a merge could not unite it: take over what it has more, then git rm {path}"
                ),
            },
            path,
        };
        Ok(paths.into_iter().map(unmerged).collect())
    }

    /// Attributes by which git merges tickets by line: every ticket that two clones
    /// touch is a conflict then.
    fn merged_by_line(&self) -> anyhow::Result<Option<Located>> {
        let attributes = self.store.read(layout::ATTRIBUTES)?.unwrap_or_default();
        let attributes = String::from_utf8_lossy(&attributes);
        let is_told = attributes.lines().any(|line| line.contains(layout::MERGED));
        Ok((!is_told).then(|| Located {
            path: layout::ATTRIBUTES.to_owned(),
            line: 1,
            column: 1,
            finding: Finding {
                weight: Weight::Note,
                rule: "store/merge",
                place: Place::File,
                reason: format!(
                    "git merges tickets by line, since {} is not there; bitacora migrate adds it",
                    layout::MERGED
                ),
            },
        }))
    }

    /// Files that HEAD has and the work tree lacks: no command deletes one.
    fn missing(&self) -> anyhow::Result<Vec<Located>> {
        let repository = self.store.repository();
        if !self.is_present() {
            return Ok(Vec::new());
        }
        let head = match repository.head() {
            Ok(Some(head)) => head,
            Ok(None) => return Ok(Vec::new()),
            Err(error) => return Ok(vec![unlooked(".git/HEAD", &error)]),
        };
        let mut missing = Vec::new();
        for folder in [layout::TICKETS, layout::CONTRACTS, layout::FAQ] {
            for entry in repository.tree_list(head, folder)? {
                let unread = entry.kind.unread();
                if let Some(reason) = unread.filter(|_| layout::may_hide(&entry.path)) {
                    let fault = Fault::new(entry.path, 1, 1, format!("in HEAD, {reason}"));
                    missing.push(unreadable(fault));
                    continue;
                }
                if !self.store.exists(&entry.path)? {
                    missing.push(Located {
                        line: 1,
                        column: 1,
                        finding: Finding {
                            weight: Weight::Fault,
                            rule: "store/missing",
                            place: Place::File,
                            reason: "HEAD has it and the work tree lacks it".to_owned(),
                        },
                        path: entry.path,
                    });
                }
            }
        }
        Ok(missing)
    }
}

fn by_slug(articles: &[ArticleFile]) -> HashMap<String, Article> {
    let articles = articles.iter();
    articles
        .map(|file| (file.slug().to_owned(), file.article.clone()))
        .collect()
}
