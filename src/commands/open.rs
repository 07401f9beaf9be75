use anyhow::Context as _;
use clap_complete::engine::ArgValueCompleter;

use crate::core::change::Change;
use crate::core::contract::Parties;
use crate::core::form::{Facts, Form};
use crate::core::id::TicketId;
use crate::core::lifecycle::{self, Classification, Filing, Resolution, Words};
use crate::core::likeness::{Likeness, gist};
use crate::core::policy::open_word;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::Ticket;
use crate::core::told::Usage;
use crate::desk::pen::{Head, Outcome, Writing};
use crate::desk::{Desk, REHEARSED};

use super::arguments::{self, Class, Text};
use super::candidates;
use super::verb::Verb;

/// File an incident
///
/// Alone on a terminal it opens the editor on a form that asks what good
/// support asks, with the flags of the command line filled in: its lines fill
/// fields, its answers stay prose, what stays empty is left out. `-F FILE`
/// without a title reads such a form from a file. With a title it never prompts.
/// The new id is printed alone on standard output, one line for each ticket.
/// On a terminal it names first what was solved before and is like it, once
/// `search` or `similar` has made the index of words.
///
/// Flags of classify and --resolution take those steps in the same commit:
/// `bitacora open TITLE --impact low --urgency low --resolution TEXT` is a
/// first-contact resolution.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  bitacora open \"Invoices are rejected\" --requester marta --channel phone -m \"Since this morning.\"
  bitacora open \"No service\" --customer coop-andina --customer coop-costa   (an outage: one ticket each, linked)
  bitacora open \"H007 again\" --like k7f4q --requester hernan")]
pub(super) struct Args {
    /// One line that says what is wrong
    title: Option<String>,
    #[command(flatten)]
    text: Text,
    /// Whose incident it is; given several times, one ticket for each
    #[arg(long, value_name = "CUSTOMER", add = ArgValueCompleter::new(candidates::customers))]
    customer: Vec<String>,
    /// Who reported it; with contracts, this tells the customer too
    #[arg(long, value_name = "CONTACT", add = ArgValueCompleter::new(candidates::contacts))]
    requester: Option<String>,
    /// Through which channel it came
    #[arg(long, value_name = "CHANNEL", add = ArgValueCompleter::new(candidates::channels))]
    channel: Option<String>,
    /// When they made contact, if before the filing
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    contact: Option<String>,
    /// The code on the screen
    #[arg(long, value_name = "CODE")]
    error_code: Option<String>,
    /// Equipment, version, place
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    environment: Option<String>,
    /// The urgency the requester claims; it does not make the priority
    #[arg(long, value_name = "LEVEL", add = ArgValueCompleter::new(candidates::urgencies))]
    claimed: Option<String>,
    /// A free word; may be given several times
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Copy kind, category, service, error code, impact and urgency of a ticket
    #[arg(long, value_name = "REF", add = ArgValueCompleter::new(candidates::tickets))]
    like: Option<String>,
    #[command(flatten)]
    class: Class,
    /// Resolve it at once: what was done
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    resolution: Option<String>,
    /// Time worked on it: 45m, 1h30m
    #[arg(long, value_name = "DURATION")]
    spent: Option<String>,
    /// Who has it from the start
    #[arg(long, value_name = "AGENT", add = ArgValueCompleter::new(candidates::agents))]
    assignee: Option<String>,
}

/// What is said of every ticket of the outage.
struct Report {
    filing: Filing,
    class: Classification,
    resolution: Option<String>,
    parties: Vec<Parties>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        desk.books.agent()?;
        if let Some(title) = &self.title {
            let form = Form {
                title: title.clone(),
                text: self.text.given(desk)?.unwrap_or_default(),
                facts: facts(&self),
            };
            let report = report(&self, &form, desk)?;
            suggest(&report, desk);
            return answer(&desk.write(|head| filed(&report, head, desk))?, desk);
        }
        let outcome = desk.with_form(|| {
            let report = report(&self, &asked(&self, desk)?, desk)?;
            suggest(&report, desk);
            desk.write(|head| filed(&report, head, desk))
        })?;
        answer(&outcome, desk)
    }
}

/// What was solved before may spare the ticket.
fn suggest(report: &Report, desk: &Desk) {
    let Report { filing, class, .. } = report;
    let likeness = Likeness {
        error_code: filing.error_code.clone(),
        service: filing.service.clone().or(class.service.clone()),
        ..Likeness::default()
    };
    desk.suggest(&gist(&filing.title, &filing.text), &likeness);
}

/// The form, from a file or the editor. What the command line says is tried
/// before anybody is asked.
fn asked(args: &Args, desk: &Desk) -> anyhow::Result<Form> {
    if args.text.is_message() || !(args.text.is_given() || desk.is_interactive()) {
        return Err(Usage::new("a ticket needs a title", "bitacora open TITLE -m TEXT").into());
    }
    let known = facts(args);
    let rehearsed = Form {
        title: REHEARSED.to_owned(),
        text: String::new(),
        facts: known.clone(),
    };
    let report = report(args, &rehearsed, desk)?;
    desk.pen().rehearse(|head| filed(&report, head, desk))?;
    args.text.form(desk, &known)
}

fn facts(args: &Args) -> Facts {
    Facts {
        customer: args.customer.clone(),
        requester: args.requester.clone(),
        channel: args.channel.clone(),
        error_code: args.error_code.clone(),
        claimed_urgency: args.claimed.clone(),
        service: args.class.service.clone(),
        environment: args.environment.clone(),
    }
}

fn filed(report: &Report, head: &Head<'_>, desk: &Desk) -> anyhow::Result<Writing> {
    let stamp = desk.pen().stamp()?;
    let mut ids: Vec<TicketId> = Vec::new();
    for n in 0..report.parties.len() {
        let n = u64::try_from(n).unwrap_or_default();
        ids.push(head.free_id(&stamp.nth(n << 32), &ids)?);
    }
    let filed = report.parties.iter().zip(&ids).zip(0..);
    let changes = filed.map(|((parties, id), n)| {
        let after = file(report, parties, id, &ids, desk, &stamp.nth(n))?;
        Ok(Change {
            before: None,
            after,
        })
    });
    Ok(Writing {
        changes: changes.collect::<anyhow::Result<_>>()?,
        ..Writing::default()
    })
}

fn answer(outcome: &Outcome, desk: &Desk) -> anyhow::Result<()> {
    if desk.wants_data() {
        desk.tell_changes(outcome)?;
    } else if desk.is_dry_run() {
        desk.show_diffs(outcome)?;
    } else {
        for change in &outcome.changes {
            let id = &change.after.id;
            desk.print(&format!("{id}\n"))
                .with_context(|| format!("{id} is filed, but its id could not be printed"))?;
        }
    }
    desk.remark_scope(outcome);
    Ok(())
}

fn file(
    report: &Report,
    (customer, requester): &Parties,
    id: &TicketId,
    outage: &[TicketId],
    desk: &Desk,
    stamp: &Stamp,
) -> anyhow::Result<Ticket> {
    let filing = Filing {
        customer: customer.clone(),
        requester: requester.clone(),
        related: outage
            .iter()
            .filter(|other| *other != id)
            .cloned()
            .collect(),
        ..report.filing.clone()
    };
    let mut ticket = lifecycle::open(id.clone(), &filing, stamp)?;
    if !report.class.is_empty() {
        ticket = lifecycle::classify(ticket, &report.class, &desk.books.policy, stamp)?;
    }
    if let Some(text) = &report.resolution {
        let resolution = Resolution {
            words: Words {
                text,
                ..Words::default()
            },
            ..Resolution::default()
        };
        ticket = lifecycle::resolve(ticket, &resolution, stamp)?;
    }
    Ok(ticket)
}

fn report(args: &Args, form: &Form, desk: &Desk) -> anyhow::Result<Report> {
    let policy = &desk.books.policy;
    let facts = &form.facts;
    let (mut class, like_code) = class(args, facts.service.as_deref(), desk)?;
    let is_judged = class.impact.is_some()
        || class.urgency.is_some()
        || args.resolution.is_some()
        || class.is_whole(policy);
    if is_judged && !class.is_whole(policy) {
        return Err(Refusal::Missing {
            what: "a ticket is judged by an impact and an urgency".to_owned(),
            hint: "--impact I --urgency U, or a --kind that has defaults".to_owned(),
        }
        .into());
    }
    let mut filing = Filing {
        title: form.title.clone(),
        text: form.text.clone(),
        error_code: facts.error_code.clone().or(like_code),
        environment: facts.environment.clone(),
        tags: tags(&args.tag)?,
        spent: arguments::duration(args.spent.as_deref())?,
        channel: choose(facts.channel.as_deref(), |text| policy.choose_channel(text))?,
        claimed_urgency: choose(facts.claimed_urgency.as_deref(), |text| {
            policy.choose_urgency(text)
        })?,
        assignee: args
            .assignee
            .as_deref()
            .map(|text| desk.books.handle(text))
            .transpose()?,
        contact: args
            .contact
            .as_deref()
            .map(|text| desk.books.when(text))
            .transpose()?,
        ..Filing::default()
    };
    let own_tier = filing
        .assignee
        .as_deref()
        .and_then(|agent| policy.agent(agent)?.tier);
    filing.tier = Some(own_tier.unwrap_or(1));
    if !is_judged {
        filing.kind = class.kind.take();
        filing.category = class.category.take();
        filing.service = class.service.take();
    }
    let parties = parties(facts, desk)?;
    let service = class.service.as_deref().or(filing.service.as_deref());
    for (customer, _) in &parties {
        desk.books.admit_service(customer.as_deref(), service)?;
    }
    Ok(Report {
        filing,
        class,
        resolution: args.resolution.clone(),
        parties,
    })
}

/// Customer and requester of each ticket, each customer once.
fn parties(facts: &Facts, desk: &Desk) -> anyhow::Result<Vec<Parties>> {
    let named: Vec<Option<&str>> = if facts.customer.is_empty() {
        vec![None]
    } else {
        let keys = facts.customer.iter();
        keys.map(|key| Some(key.as_str())).collect()
    };
    let contracts = desk.books.contracts()?;
    let mut parties: Vec<Parties> = Vec::new();
    for customer in named {
        let both = contracts.parties(customer, facts.requester.as_deref())?;
        if parties.iter().all(|(known, _)| *known != both.0) {
            parties.push(both);
        }
    }
    Ok(parties)
}

/// Free words, each once.
fn tags(typed: &[String]) -> anyhow::Result<Vec<String>> {
    let mut tags = Vec::new();
    for text in typed {
        let tag = open_word("a tag", text)?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Ok(tags)
}

fn choose(
    text: Option<&str>,
    choose: impl Fn(&str) -> Result<String, Refusal>,
) -> anyhow::Result<Option<String>> {
    Ok(text.map(choose).transpose()?)
}

/// The classification, and the error code of the ticket it is like.
fn class(
    args: &Args,
    service: Option<&str>,
    desk: &Desk,
) -> anyhow::Result<(Classification, Option<String>)> {
    let class = Classification {
        service: service
            .map(|text| desk.books.choose_service(text))
            .transpose()?,
        ..args.class.read(desk)?
    };
    let Some(reference) = &args.like else {
        return Ok((class, None));
    };
    let like = desk.books.ticket(reference)?.fields;
    let class = Classification {
        impact: class.impact.or(like.impact),
        urgency: class.urgency.or(like.urgency),
        kind: class.kind.or(like.kind),
        category: class.category.or(like.category),
        service: class.service.or(like.service),
        priority: None,
    };
    Ok((class, like.error_code))
}
