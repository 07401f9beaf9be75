//! What a build asks of a report, and how the command ends then.

use clap::ValueEnum;

use crate::core::refusal::Refusal;
use crate::core::remark::RemarkCode;
use crate::core::report::{Gate, Heading};
use crate::core::told::{AnswerIsNo, ExitCode, Silent};
use crate::core::words::counted;
use crate::desk::Desk;

/// What makes a build fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// A commitment of a contract is not met in a month of the period
    Contract,
    /// A target was breached in the period
    Breached,
    /// A target is at risk or overdue now
    AtRisk,
    /// A breach was turned into none after its term had run out, or a verdict
    /// became a breach after its month was closed
    Turned,
}

/// `95`, `97.5`: a percentage, in tenths.
pub(super) fn permille(text: &str) -> Result<u32, String> {
    let wrong = || "a percentage from 0 to 100, with one decimal at most: 95, 97.5".to_owned();
    let number = text.trim().trim_end_matches('%').trim_end();
    let (whole, tenth) = number.split_once('.').unwrap_or((number, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(tenth) || whole.len() > 3 || tenth.len() > 1 {
        return Err(wrong());
    }
    let digits: u32 = format!("{whole}{tenth}").parse().map_err(|_| wrong())?;
    if digits > 1_000 {
        Err(wrong())
    } else {
        Ok(digits)
    }
}

/// What a gate found, or why nothing can be asked of it.
pub(super) type Judged = Result<Gate, Refusal>;

/// Says what a reader of the figures should know.
pub(super) fn say_beside(heading: &Heading, gate: Option<&Judged>, desk: &Desk) {
    let gate = gate.into_iter().flatten();
    for check in gate.clone().flat_map(Gate::remarks) {
        desk.beside(RemarkCode::Gate, format!("{}: it passes.", check.why));
    }
    let bad = gate.clone().flat_map(Gate::failures);
    for check in bad.chain(gate.flat_map(Gate::unproved)) {
        desk.tell_programs(RemarkCode::Gate, check.why.clone());
    }
    if heading.recorded_late > 0 {
        let events = counted(heading.recorded_late, "event");
        let end = crate::core::stamp::rfc3339(&heading.period.to);
        desk.beside(
            RemarkCode::Late,
            format!(
                "{events} of the period recorded after its end; --known-at {end} leaves them out."
            ),
        );
    }
}

/// The report is shown whatever the gate says; a report that lacks files ends
/// as such, since its gate was asked of less than there is.
pub(super) fn conclude(heading: &Heading, gate: Option<Judged>, desk: &Desk) -> anyhow::Result<()> {
    let gate = match gate {
        None => return heed(heading, desk),
        Some(Err(refusal)) => {
            heed(heading, desk)?;
            return Err(refusal.into());
        }
        Some(Ok(gate)) => gate,
    };
    for check in gate.failures().chain(gate.unproved()) {
        desk.warn(&check.why);
    }
    heed(heading, desk)?;
    if gate.unproved().next().is_some() {
        return Err(Silent(ExitCode::Invalid).into());
    }
    match gate.failures().count() {
        0 => Ok(()),
        failed => Err(AnswerIsNo(counted(failed, "condition") + " of this report failed").into()),
    }
}

/// A report from which something is missing ends in the code of a file that is
/// not valid.
fn heed(heading: &Heading, desk: &Desk) -> anyhow::Result<()> {
    if heading.unreadable.is_empty() {
        desk.conclude(Ok(()))
    } else {
        Err(Silent(ExitCode::Invalid).into())
    }
}
