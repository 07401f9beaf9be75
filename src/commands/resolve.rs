use clap_complete::engine::ArgValueCompleter;

use crate::core::lifecycle::{Resolution, Words, classify, resolve};
use crate::desk::Desk;

use super::arguments::{self, Judgement, References, Text};
use super::candidates;
use super::verb::Verb;

/// Say what restored service
///
/// The text goes into the Resolution and is a public message, unless
/// --internal. Any flag of classify may stand here too.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    #[command(flatten)]
    text: Text,
    /// The requester is not told
    #[arg(long)]
    internal: bool,
    /// Through which channel the requester is told, if not the ticket's own
    #[arg(long, value_name = "CHANNEL", add = ArgValueCompleter::new(candidates::channels))]
    channel: Option<String>,
    /// Service is restored, the cause lives on in a linked ticket
    #[arg(long)]
    workaround: bool,
    /// The root cause
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    cause: Option<String>,
    /// A commit of this repository that fixes it, below the desk's own; may be given several times
    #[arg(long, value_name = "REV")]
    fix: Vec<String>,
    /// The FAQ article that answered it
    #[arg(long, value_name = "SLUG", add = ArgValueCompleter::new(candidates::articles))]
    article: Option<String>,
    /// Time worked: 45m, 1h30m
    #[arg(long, value_name = "DURATION")]
    spent: Option<String>,
    #[command(flatten)]
    judgement: Judgement,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let class = self.judgement.read(desk)?;
        desk.books
            .admit_service_of(&references, class.service.as_deref())?;
        let channel = arguments::channel(self.channel.as_deref(), desk)?;
        let spent = arguments::duration(self.spent.as_deref())?;
        let article = self
            .article
            .as_deref()
            .map(|slug| desk.books.article_slug(slug))
            .transpose()?;
        let fixes = self
            .fix
            .iter()
            .map(|rev| arguments::commit(rev, desk))
            .collect::<anyhow::Result<Vec<String>>>()?;
        let wanted = self.text.wanted("resolve", "What was done?");
        let outcome = desk.change_with_text(&references, &wanted, |ticket, text, stamp| {
            let ticket = if class.is_empty() {
                ticket
            } else {
                classify(ticket, &class, &desk.books.policy, stamp)?
            };
            let resolution = Resolution {
                words: Words {
                    text,
                    internal: self.internal,
                    channel: channel.as_deref(),
                },
                cause: self.cause.as_deref().unwrap_or_default(),
                workaround: self.workaround,
                fixes: &fixes,
                article: article.as_deref(),
                spent: spent.as_deref(),
            };
            resolve(ticket, &resolution, stamp)
        })?;
        let is_untied = |fields: &crate::core::fields::Fields| {
            fields.caused_by.is_none() && fields.parent.is_none() && fields.related.is_none()
        };
        if self.workaround {
            for change in &outcome.changes {
                if is_untied(&change.after.fields) {
                    let id = &change.after.id;
                    desk.remark(&format!(
                    "{id}: the cause lives on; bitacora link {id} --to REF --as caused-by says where."
                ));
                }
            }
        }
        desk.tell_changes(&outcome)?;
        desk.remark_scope(&outcome);
        Ok(())
    }
}
