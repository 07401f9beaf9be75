//! The form of a new ticket: its title, lines that fill fields, and questions
//! whose answers stay prose. `open` shows it in the editor.

use std::fmt::Write as _;

use super::ordered::Ordered;
use super::policy::Policy;
use super::refusal::Refusal;
use super::words;

/// What the lines of the form say, as typed: nothing is checked yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whose incident it is; several in an outage.
    pub customer: Vec<String>,
    /// Who reported it.
    pub requester: Option<String>,
    /// Through which channel.
    pub channel: Option<String>,
    /// The code on the screen.
    pub error_code: Option<String>,
    /// The urgency the requester claims.
    pub claimed_urgency: Option<String>,
    /// The service it is about.
    pub service: Option<String>,
    /// Equipment, version, place.
    pub environment: Option<String>,
}

/// A form as it was filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// The first line; empty when there is none.
    pub title: String,
    /// What the lines say.
    pub facts: Facts,
    /// The answers, each under its question, and whatever else was written.
    pub text: String,
}

/// The questions whose answers stay prose, in the order of the form.
const QUESTIONS: [&str; 2] = [
    "What did they want to do, and what happened instead?",
    "What have they tried already?",
];

/// A field's line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Customer,
    Requester,
    Channel,
    ErrorCode,
    ClaimedUrgency,
    Service,
    Environment,
}

impl Label {
    const ALL: [Self; 7] = [
        Self::Customer,
        Self::Requester,
        Self::Channel,
        Self::ErrorCode,
        Self::ClaimedUrgency,
        Self::Service,
        Self::Environment,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Customer => "Customer",
            Self::Requester => "Requester",
            Self::Channel => "Channel",
            Self::ErrorCode => "Error code",
            Self::ClaimedUrgency => "Claimed urgency",
            Self::Service => "Service",
            Self::Environment => "Environment",
        }
    }
}

impl Facts {
    /// These, and what others know where these say nothing.
    #[must_use]
    pub fn or(self, known: &Self) -> Self {
        let known = known.clone();
        Self {
            customer: if self.customer.is_empty() {
                known.customer
            } else {
                self.customer
            },
            requester: self.requester.or(known.requester),
            channel: self.channel.or(known.channel),
            error_code: self.error_code.or(known.error_code),
            claimed_urgency: self.claimed_urgency.or(known.claimed_urgency),
            service: self.service.or(known.service),
            environment: self.environment.or(known.environment),
        }
    }

    fn line(&self, label: Label) -> String {
        let one = |value: &Option<String>| value.clone().unwrap_or_default();
        match label {
            Label::Customer => self.customer.join(", "),
            Label::Requester => one(&self.requester),
            Label::Channel => one(&self.channel),
            Label::ErrorCode => one(&self.error_code),
            Label::ClaimedUrgency => one(&self.claimed_urgency),
            Label::Service => one(&self.service),
            Label::Environment => one(&self.environment),
        }
    }

    fn fill(&mut self, label: Label, value: &str) -> Result<(), Refusal> {
        if value.is_empty() {
            return Ok(());
        }
        if !self.line(label).is_empty() {
            return Err(Refusal::Missing {
                what: format!("`{}:` stands twice in the form", label.word()),
                hint: "leave one of the two".to_owned(),
            });
        }
        let one = match label {
            Label::Customer => {
                let keys = value
                    .split(',')
                    .map(str::trim)
                    .filter(|key| !key.is_empty());
                self.customer = keys.map(str::to_owned).collect();
                return Ok(());
            }
            Label::Requester => &mut self.requester,
            Label::Channel => &mut self.channel,
            Label::ErrorCode => &mut self.error_code,
            Label::ClaimedUrgency => &mut self.claimed_urgency,
            Label::Service => &mut self.service,
            Label::Environment => &mut self.environment,
        };
        *one = Some(value.to_owned());
        Ok(())
    }
}

/// The empty form, with what is known already. Lines that begin with `#` are
/// advice, which [`super::instructions`] puts in and takes out.
#[must_use]
pub fn blank(known: &Facts, policy: &Policy) -> String {
    let mut form =
        String::from("\n# The first line is the title: what is wrong, in a few words.\n\n");
    for label in Label::ALL {
        let line = format!("{}: {}", label.word(), known.line(label));
        let _ = writeln!(form, "{}", line.trim_end());
    }
    for question in QUESTIONS {
        let _ = write!(form, "\n{question}\n\n");
    }
    form + &advice(policy)
}

fn advice(policy: &Policy) -> String {
    let channels: Vec<&str> = policy.channels.keys().collect();
    let Ordered(urgencies) = &policy.urgency;
    let urgencies: Vec<String> = urgencies
        .iter()
        .map(|(level, text)| format!("{level} ({text})"))
        .collect();
    let mut advice = format!(
        "# Channel may be {}.\n# Claimed urgency is what the requester says: {}.\n",
        words::listed(&channels, "or"),
        words::listed(&urgencies, "or"),
    );
    if let Some(services) = &policy.services {
        let _ = writeln!(
            advice,
            "# Service may be {}.",
            words::listed(services, "or")
        );
    }
    advice
        + "# Environment is the equipment, the version, the place.\n\
           # What stays empty is left out. Without a title nothing is filed.\n"
}

/// Reads a form from which the advice is left out. The lines of fields stand
/// between the title and the first line of prose; below it everything is prose,
/// whatever it looks like.
///
/// # Errors
/// When a field stands twice, or a line is nearly the line of a field.
pub fn read(text: &str) -> Result<Form, Refusal> {
    let mut form = Form::default();
    let mut lines = text.lines().map(str::trim_end).peekable();
    if let Some(first) = lines.next_if(|line| !opens_a_part(line)) {
        first.trim().clone_into(&mut form.title);
    }
    while let Some(line) = lines.next_if(|line| line.is_empty() || label(line).is_some()) {
        if let Some((label, value)) = label(line) {
            form.facts.fill(label, value)?;
        }
    }
    if let Some(line) = lines.peek() {
        no_slip(line)?;
    }
    form.text = answered(lines);
    Ok(form)
}

fn opens_a_part(line: &str) -> bool {
    line.is_empty() || label(line).is_some() || QUESTIONS.contains(&line)
}

fn label(line: &str) -> Option<(Label, &str)> {
    let (word, value) = line.split_once(':')?;
    let label = Label::ALL
        .into_iter()
        .find(|label| label.word().eq_ignore_ascii_case(word.trim()))?;
    Some((label, value.trim()))
}

/// `Chanel: phone` would end as prose, and the field would be missed later.
fn no_slip(line: &str) -> Result<(), Refusal> {
    let Some((word, _)) = line.split_once(':') else {
        return Ok(());
    };
    match words::nearest(word.trim(), Label::ALL.map(Label::word)) {
        Some(nearest) => Err(Refusal::Missing {
            what: format!("`{}:` is not a line of the form", word.trim()),
            hint: format!("did you mean `{nearest}:`? As prose it belongs below a question"),
        }),
        None => Ok(()),
    }
}

/// The prose without the questions that have no answer.
fn answered<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut asked = None;
    for line in lines {
        if QUESTIONS.contains(&line) {
            asked = Some(line);
            continue;
        }
        if !line.is_empty()
            && let Some(question) = asked.take()
        {
            kept.extend(["", question, ""]);
        }
        // Blank lines between a question and its answer are the form's own.
        if asked.is_none() {
            kept.push(line);
        }
    }
    kept.dedup_by(|next, line| next.is_empty() && line.is_empty());
    kept.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        let mut policy = Policy::new("America/Bogota".parse().unwrap());
        policy.services = Some(vec!["billing".to_owned(), "payroll".to_owned()]);
        policy
    }

    fn without_advice(text: &str) -> String {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(|line| [line, "\n"]).collect()
    }

    #[test]
    fn the_form_asks_what_good_support_asks_and_names_the_values() {
        let known = Facts {
            customer: vec!["coop-andina".to_owned(), "coop-costa".to_owned()],
            channel: Some("phone".to_owned()),
            ..Facts::default()
        };
        let expected = "
# The first line is the title: what is wrong, in a few words.

Customer: coop-andina, coop-costa
Requester:
Channel: phone
Error code:
Claimed urgency:
Service:
Environment:

What did they want to do, and what happened instead?


What have they tried already?

# Channel may be phone, onsite, remote, email, chat, messaging, voicemail, web, monitoring or development.
# Claimed urgency is what the requester says: high (cannot wait for tomorrow), medium (this week) or low (can be planned).
# Service may be billing or payroll.
# Environment is the equipment, the version, the place.
# What stays empty is left out. Without a title nothing is filed.
";
        assert_eq!(blank(&known, &policy()), expected);
    }

    #[test]
    fn a_form_nobody_touched_says_what_was_known_and_nothing_else() {
        let known = Facts {
            customer: vec!["coop-andina".to_owned(), "coop-costa".to_owned()],
            requester: Some("marta".to_owned()),
            channel: Some("phone".to_owned()),
            error_code: Some("H007: tax".to_owned()),
            claimed_urgency: Some("high".to_owned()),
            service: Some("billing".to_owned()),
            environment: Some("version 7.2".to_owned()),
        };
        let form = Form {
            facts: known.clone(),
            ..Form::default()
        };
        assert_eq!(read(&without_advice(&blank(&known, &policy()))), Ok(form));
    }

    #[test]
    fn answers_stay_under_their_questions_and_the_others_vanish() {
        let text = "Invoices are rejected\n\nCustomer: coop-andina\nchannel : phone\nService:\n
What did they want to do, and what happened instead?\n
Every invoice is rejected.\n\nSince this morning.\n
What have they tried already?\n\n";
        let form = read(text).unwrap();
        assert_eq!(form.title, "Invoices are rejected");
        assert_eq!(form.facts.customer, ["coop-andina"]);
        assert_eq!(form.facts.channel.as_deref(), Some("phone"));
        assert_eq!(form.facts.service, None);
        assert_eq!(
            form.text,
            "What did they want to do, and what happened instead?\n\nEvery invoice is rejected.\n\nSince this morning."
        );
        let second = "T\n\nWhat did they want to do, and what happened instead?\n\nWhat have they tried already?\nA restart.\n";
        assert_eq!(
            read(second).unwrap().text,
            "What have they tried already?\n\nA restart."
        );
    }

    #[test]
    fn a_text_without_the_form_is_a_title_and_prose() {
        let form = read("Title\n\nIt stopped.\nService: it stopped too.\n").unwrap();
        assert_eq!(form.title, "Title");
        assert_eq!(form.facts, Facts::default());
        assert_eq!(form.text, "It stopped.\nService: it stopped too.");
    }

    #[test]
    fn a_field_that_stands_twice_or_is_misspelt_is_refused() {
        for (text, what) in [
            (
                "T\n\nChannel: phone\nChannel: email\n",
                "`Channel:` stands twice in the form",
            ),
            (
                "T\n\nCustomer: a\nChanel: phone\n",
                "`Chanel:` is not a line of the form",
            ),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), what);
        }
        assert!(read("T\n\nCustomer: a\nNote: read me\n").is_ok());
    }

    #[test]
    fn a_form_without_a_title_has_none() {
        assert_eq!(read("Customer: a\n").unwrap().title, "");
        assert_eq!(read("\n\n").unwrap(), Form::default());
    }
}
