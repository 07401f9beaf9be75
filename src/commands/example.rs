//! The example store: a session of ordinary commands, replayed.
//!
//! The grammar of a session stands at the top of `src/example/session`.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::core::policy::Policy;
use crate::core::stamp::{Timestamp, mix};
use crate::core::when;
use crate::desk::{self, Clock, Options, Output};
use crate::render::Format;

use super::Cli;

/// Three weeks at the desk of a company that supports an ERP.
pub(super) const SESSION: &str = include_str!("../example/session");
/// One incident from the report to the FAQ.
pub(super) const CYCLE: &str = include_str!("../example/cycle");

const CONFIG: &str = include_str!("../../tickets-example/bitacora.yaml");

macro_rules! files {
    ($($name:literal in $folder:literal),* $(,)?) => {
        [$(($name, include_str!(concat!($folder, $name)))),*]
    };
}

/// What the store begins with, beside the configuration.
const CONTRACTS: [(&str, &str); 3] = files![
    "contracts/coop-andina.md" in "../../tickets-example/",
    "contracts/coop-costa.md" in "../../tickets-example/",
    "contracts/coop-sierra.md" in "../../tickets-example/",
];

/// What `-F` of a session reads.
const TEXTS: [(&str, &str); 10] = files![
    "texts/aportes-duplicados.txt" in "../example/",
    "texts/caida-plataforma.txt" in "../example/",
    "texts/cartera-en-mora.txt" in "../example/",
    "texts/defecto-base-gravable.txt" in "../example/",
    "texts/h007-andina.txt" in "../example/",
    "texts/h007-costa.txt" in "../example/",
    "texts/inventario-negativo.txt" in "../example/",
    "texts/recargo-dominical.txt" in "../example/",
    "articles/caida-502-disco-lleno.md" in "../example/",
    "articles/h007-flete-excluido.md" in "../example/",
];

/// The instant at which the example store begins.
const FOUNDED: &str = "2026-11-03T08:00:00-05:00";

/// One command of a session.
#[derive(Debug, PartialEq, Eq)]
struct Typed {
    line: usize,
    at: String,
    agent: String,
    labels: Vec<String>,
    words: Vec<String>,
}

/// Makes the example store in `folder`, which must not hold one.
pub(super) fn fill(folder: &Path, options: &Options) -> anyhow::Result<()> {
    let mut options = options.clone().hushed();
    folder.clone_into(&mut options.books.folder);
    options.books.agent = Some("elena".to_owned());
    options.books.clock = Clock::Stopped(Timestamp::parse_from_rfc3339(FOUNDED)?.to_utc());
    let desk = desk::found(folder, CONFIG, &CONTRACTS, options.clone())?;
    Replay::new(&desk.books.policy, options, 0).play(SESSION, |_, _| Ok(()))
}

/// A session in the making: the labels it has given so far.
#[derive(Debug)]
pub(super) struct Replay<'a> {
    policy: &'a Policy,
    options: Options,
    labels: HashMap<String, String>,
    /// Where the random bits of this session begin, so that two sessions do
    /// not draw the same ids.
    seed: u64,
    played: u64,
}

impl<'a> Replay<'a> {
    pub(super) fn new(policy: &'a Policy, options: Options, seed: u64) -> Self {
        Self {
            policy,
            options,
            labels: HashMap::new(),
            seed,
            played: 0,
        }
    }

    /// Runs each command of a session; `shown` gets the command as typed and
    /// what it printed.
    pub(super) fn play(
        &mut self,
        session: &str,
        mut shown: impl FnMut(&str, &str) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        for step in parse(session)? {
            let words = self.words(&step)?;
            let printed = self
                .run(&step, &words)
                .with_context(|| format!("line {} of the session", step.line))?;
            if step.labels.len() > printed.lines().count() {
                bail!(
                    "line {} of the session prints fewer ids than it has labels",
                    step.line
                );
            }
            for (label, id) in step.labels.iter().zip(printed.lines()) {
                self.labels.insert(label.clone(), id.to_owned());
            }
            shown(&shell_words::join(&words), &printed)?;
        }
        Ok(())
    }

    /// The words with labels and files put in.
    fn words(&self, step: &Typed) -> anyhow::Result<Vec<String>> {
        let mut words = Vec::new();
        let mut typed = step.words.iter();
        while let Some(word) = typed.next() {
            if let Some(label) = word.strip_prefix('@') {
                let id = self.labels.get(label);
                words.push(
                    id.cloned()
                        .with_context(|| format!("no ticket is called @{label}"))?,
                );
            } else if word == "-F" {
                let name = typed.next().map(String::as_str).unwrap_or_default();
                let text = TEXTS.iter().find(|(known, _)| *known == name);
                let (_, text) = text.with_context(|| format!("no text is called {name}"))?;
                words.extend(["-m".to_owned(), text.trim_end().to_owned()]);
            } else {
                words.push(word.clone());
            }
        }
        Ok(words)
    }

    fn run(&mut self, step: &Typed, words: &[String]) -> anyhow::Result<String> {
        self.played += 1;
        let output = Output::captured();
        let now = when::parse_when(
            &step.at,
            self.options.books.clock.now(),
            self.policy.timezone,
        )?;
        let mut options = self.options.clone();
        options.books.clock = Clock::Stopped(now.to_utc());
        options.books.agent = Some(step.agent.clone());
        options.pen.entropy = mix(self.seed.wrapping_add(self.played));
        options.out.format = Format::Table;
        options.out.output = output.clone();
        let words = words.iter().map(String::as_str);
        let cli = Cli::read(std::iter::once("bitacora").chain(words))?;
        cli.command.start(options)?;
        Ok(output.take())
    }
}

fn parse(session: &str) -> anyhow::Result<Vec<Typed>> {
    let mut steps = Vec::new();
    let mut pending = String::new();
    let mut begun = 1;
    for (number, line) in session.lines().enumerate() {
        if pending.is_empty() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            begun = number + 1;
        }
        pending.push_str(line);
        pending.push('\n');
        if line.ends_with('\\') {
            continue;
        }
        let Ok(words) = shell_words::split(after_bar(&pending)) else {
            continue;
        };
        steps.push(step(begun, &pending, words)?);
        pending.clear();
    }
    if pending.is_empty() {
        Ok(steps)
    } else {
        bail!("line {begun} of the session: a quote is not closed")
    }
}

fn after_bar(text: &str) -> &str {
    text.split_once('|').map_or("", |(_, words)| words)
}

fn step(line: usize, text: &str, words: Vec<String>) -> anyhow::Result<Typed> {
    let head = text.split('|').next().unwrap_or_default().trim();
    let (at, agent) = head
        .rsplit_once(' ')
        .with_context(|| format!("line {line} of the session has no time and agent"))?;
    let equals = words.iter().position(|word| word == "=");
    let (labels, words) = match equals {
        Some(place) => (words[..place].to_vec(), words[place + 1..].to_vec()),
        None => (Vec::new(), words),
    };
    Ok(Typed {
        line,
        at: at.to_owned(),
        agent: agent.to_owned(),
        labels,
        words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_may_span_lines_and_name_its_tickets() {
        let steps = parse(
            "# a comment\n\n2026-11-03 08:14 ana | a b = open \"Two\nlines\" \\\n  --tag x\n2026-11-03 08:15 bo | take @a\n",
        )
        .unwrap();
        assert_eq!(steps.len(), 2);
        assert_eq!(steps[0].line, 3);
        assert_eq!(steps[0].labels, ["a", "b"]);
        assert_eq!(steps[0].words, ["open", "Two\nlines", "--tag", "x"]);
        assert_eq!(
            (steps[1].at.as_str(), steps[1].agent.as_str()),
            ("2026-11-03 08:15", "bo")
        );
    }

    #[test]
    fn an_open_quote_is_an_error() {
        assert!(parse("2026-11-03 08:14 ana | open \"Two\n").is_err());
    }
}
