//! Making a store.

use std::fs;
use std::path::Path;

use crate::core::fault::Fault;
use crate::core::layout::{self, ATTRIBUTES};
use crate::core::policy::Policy;
use crate::core::told::Usage;
use crate::core::words::counted;
use crate::core::zone::Zone;
use crate::render::stream::Form;
use crate::store::git::{FileChange, Identity, Replaces, Repository};
use crate::store::ordinary::{Root, Unread};
use crate::store::{Store, config};

use super::books::{Books, BooksOptions};
use super::pen::Writing;
use super::{Desk, Options};

/// What `.gitattributes` says of the store's files: git must never change
/// their bytes, else what is committed is not what was checked.
const OURS: [&str; 4] = ["bitacora.yaml", "tickets/**", "contracts/**", "faq/**"];

/// Makes a store in `folder`, and a repository around it if there is none. A
/// store that is already there is left as it is.
pub fn init(folder: &Path, timezone: Option<&str>, options: Options) -> anyhow::Result<()> {
    let zone = match timezone {
        Some(zone) => zone.to_owned(),
        None => system_zone(),
    };
    let config = configuration(&zone);
    if let Err(fault) = config::policy(config.as_bytes()) {
        return Err(Usage::new(fault.reason, "--timezone America/Mexico_City").into());
    }
    if options.pen.dry_run {
        let text = format!("would make a store in {}\n", folder.display());
        return Ok(options
            .out
            .output
            .write(&text, Form::Text { color: false })?);
    }
    if folder.join(layout::CONFIG).exists() {
        Repository::init(folder)?;
        let desk = Desk::open(Options {
            books: BooksOptions {
                folder: folder.to_owned(),
                ..options.books
            },
            ..options
        })?;
        desk.remark(&format!("{} is a store already.", folder.display()));
        return Ok(());
    }
    let desk = found(folder, &config, &[], options)?;
    desk.remark(&format!(
        "{} is a store now, in the zone {zone}.",
        folder.display()
    ));
    desk.tell_of_what_was_there();
    desk.remark("Next: list your agents in bitacora.yaml, or bitacora open TITLE.");
    Ok(())
}

impl Desk {
    /// Says which folders of the store were there before it and hold other
    /// things: what looks like the desk's will be read as such.
    fn tell_of_what_was_there(&self) {
        let apart = "bitacora init FOLDER makes a desk in a folder of its own";
        for folder in [layout::TICKETS, layout::CONTRACTS, layout::FAQ] {
            let (all, mut read) = self.books.store.found_below(folder);
            read.sort_unstable();
            match (all, read.as_slice()) {
                (0, _) => {}
                (all, []) => self.remark(&format!(
                    "{folder}/ was there already; what lies in it ({}) stays as it is, and {apart}.",
                    counted(all, "file")
                )),
                (_, [first, ..]) => self.warn(&format!(
                    "{folder}/ was there already, and {} in it will be read as the desk's, {first} first; {apart}",
                    counted(read.len(), "Markdown file")
                )),
            }
        }
    }
}

/// Makes a folder with a repository of its own, also inside another.
pub fn separate(folder: &Path) -> anyhow::Result<()> {
    Repository::create(folder)?;
    Ok(())
}

/// Makes a store of a configuration and some files, as one commit.
pub fn found(
    folder: &Path,
    config: &str,
    files: &[(&str, &str)],
    options: Options,
) -> anyhow::Result<Desk> {
    if folder.join(layout::CONFIG).exists() {
        return Err(Usage::new(
            format!("{} is a store already", folder.display()),
            "name a folder that is none",
        )
        .into());
    }
    let repository = Repository::init(folder)?;
    let policy = config::policy(config.as_bytes())?;
    introduce(&repository, &policy, options.books.agent.as_deref())?;
    let store = Store::open(folder.to_owned())?;
    let books = Books::with(store, policy, options.books);
    let desk = Desk::at(books, options.pen, options.out);
    let attributes = attributes(folder)?;
    desk.write(|head| {
        let here = desk.books.store.read(ATTRIBUTES)?;
        let replaces = match here {
            Some(bytes) if head.read(ATTRIBUTES)?.as_ref() != Some(&bytes) => {
                Replaces::WorkTree(bytes)
            }
            _ => Replaces::Head,
        };
        let mut all = vec![
            file(layout::CONFIG, config, Replaces::Head),
            file(ATTRIBUTES, &attributes, replaces),
        ];
        let files = files.iter();
        all.extend(files.map(|(path, text)| file(path, text, Replaces::Head)));
        Ok(Writing {
            files: all,
            summary: Some("make a store".to_owned()),
            ..Writing::default()
        })
    })?;
    Ok(desk)
}

/// Tells a new repository who commits, where git does not know and the agent
/// who acts is one of the new store's own: a newcomer's machine.
fn introduce(repository: &Repository, policy: &Policy, agent: Option<&str>) -> anyhow::Result<()> {
    let agent = agent.and_then(|handle| policy.agent(handle));
    if let Some((name, email)) =
        agent.and_then(|agent| agent.name.as_ref().zip(agent.emails.first()))
    {
        repository.introduce(&Identity {
            name: name.clone(),
            email: email.clone(),
        })?;
    }
    Ok(())
}

fn file(path: &str, content: &str, replaces: Replaces) -> FileChange {
    FileChange {
        path: path.to_owned(),
        content: content.as_bytes().to_vec(),
        replaces,
    }
}

/// The attributes as they should be: what is there stays, ours are added.
fn attributes(folder: &Path) -> anyhow::Result<String> {
    let unfit = |unread: Unread| unread.of(ATTRIBUTES);
    let bytes = Root::open(folder)?.read(ATTRIBUTES, layout::most_bytes(ATTRIBUTES));
    let text = String::from_utf8(bytes.map_err(unfit)?.unwrap_or_default());
    let mut text = text.map_err(|_| Fault::new(ATTRIBUTES, 1, 1, "it is not UTF-8"))?;
    let kept = OURS.map(|pattern| format!("/{pattern} {}", layout::RAW));
    let lines = layout::MERGED_LINES
        .map(str::to_owned)
        .into_iter()
        .chain(kept);
    for line in lines {
        if !text.lines().any(|known| known == line) {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(&line);
            text.push('\n');
        }
    }
    Ok(text)
}

/// The system's zone by `TZ` or `/etc/localtime`, else UTC.
fn system_zone() -> String {
    let known = |name: &str| Zone::named(name).is_ok();
    if let Ok(name) = std::env::var("TZ")
        && known(&name)
    {
        return name;
    }
    let link = fs::read_link("/etc/localtime").unwrap_or_default();
    let text = link.to_string_lossy();
    match text.split_once("zoneinfo/") {
        Some((_, name)) if known(name) => name.to_owned(),
        _ => "UTC".to_owned(),
    }
}

/// A configuration that says what can be said; everything but the first two
/// keys is the default.
fn configuration(zone: &str) -> String {
    include_str!("init.yaml").replace("{zone}", zone)
}
