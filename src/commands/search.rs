use clap_complete::engine::ArgValueCompleter;

use crate::core::remark::RemarkCode;
use crate::core::told::Usage;
use crate::desk::Desk;
use crate::render;

use super::candidates::queries;
use super::verb::Verb;

/// Look for text in tickets and in the FAQ
///
/// The best first: a word of the title or of a code counts for more than one
/// of the text below. All words must be there, whatever their case, accents
/// and ending: `factura` finds "Facturación", `invoices` finds "invoice".
///
///   fact*             words that begin so
///   '"no cuadra"'     these words, side by side
///   TX-22  H007       a code, or the id of a ticket
///   -printer          not with this word
///
/// Terms of a query, as `list` takes them, may stand among the words; then
/// articles are left out: `search factura customer:coop-andina status:closed`.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// What to look for
    #[arg(value_name = "TEXT", required = true, add = ArgValueCompleter::new(queries))]
    text: Vec<String>,
    /// Show no more than this many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let text = self.text.join(" ");
        let (query, wanted) = desk.books.parse_search(&text)?;
        if wanted.is_empty() && !(query.is_empty() && wanted.unwanted.is_empty()) {
            return Err(Usage::new(
                "there is no word to look for",
                "bitacora list --all QUERY finds tickets by their fields",
            )
            .into());
        }
        let mut findings = desk
            .books
            .search(&query, &wanted, self.limit.saturating_add(1))?;
        let is_more = findings.found.len() > self.limit;
        findings.found.truncate(self.limit);
        if is_more {
            let shown = findings.found.len();
            desk.beside(
                RemarkCode::Limit,
                format!("The best {shown} shown; --limit shows more."),
            );
        }
        desk.answer(render::search::found(&findings.found, &findings.wanted))?;
        if findings.found.is_empty() && !is_more && !desk.wants_data() {
            desk.remark(if wanted.is_empty() {
                "Nothing found: there is no word in it."
            } else {
                "Nothing found; WORD* looks for words that begin so."
            });
        }
        Ok(())
    }
}
