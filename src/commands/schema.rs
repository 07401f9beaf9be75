use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::core::told::Usage;
use crate::core::words::nearest;
use crate::desk::Options;
use crate::render::Row as Schema;
use crate::render::schema::{ALL, find, names};
use crate::render::stream::Form;

use super::verb::Alone;

/// Print the schemas of the answers in JSON
///
/// Every answer with `--format json` names its schema. Without a name they are
/// listed; with one the JSON Schema (2020-12) is printed. A key that goes or
/// changes its meaning makes a new version; new keys may come within one.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which one: bitacora/ticket/1, or ticket
    #[arg(value_name = "NAME", add = ArgValueCompleter::new(known))]
    name: Option<String>,
}

impl Alone for Args {
    fn run(self, options: Options) -> anyhow::Result<()> {
        let Some(name) = &self.name else {
            return Ok(options.out.answer(&names())?);
        };
        let Some(schema) = find(name) else {
            return Err(Usage::new(format!("`{name}` is not a schema"), hint(name)).into());
        };
        let text = serde_json::to_string_pretty(&schema.document())?;
        Ok(options.out.output.write(&format!("{text}\n"), Form::Json)?)
    }
}

fn hint(name: &str) -> String {
    let known = ALL.iter().map(|schema| schema.name);
    let short = known.clone().filter_map(|name| {
        let short = name.strip_prefix("bitacora/")?;
        Some(short.rsplit_once('/')?.0)
    });
    match nearest(name, known.chain(short)) {
        Some(nearest) => format!("did you mean {nearest}?"),
        None => "bitacora schema lists them".to_owned(),
    }
}

fn known(current: &std::ffi::OsStr) -> Vec<CompletionCandidate> {
    let current = current.to_string_lossy();
    let known = ALL
        .iter()
        .filter(|schema| schema.name.starts_with(&*current));
    let candidate =
        |schema: &Schema| CompletionCandidate::new(schema.name).help(Some(schema.about.into()));
    known.map(candidate).collect()
}
