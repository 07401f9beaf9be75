//! Reading `bitacora.yaml` and `contracts/`.

use serde::de::DeserializeOwned;

use crate::core::contract::Contract;
use crate::core::fault::Fault;
use crate::core::policy::{FORMAT, Policy};
use crate::core::words;

use super::front_matter::{Document, read_yaml};
use super::layout;

/// Reads and checks the configuration.
pub fn policy(bytes: &[u8]) -> Result<Policy, Fault> {
    let text = String::from_utf8_lossy(bytes);
    let named = |fault: Fault| with_nearest_key(placed(fault, &text)).in_file(layout::CONFIG);
    let policy = match read::<Policy>(bytes) {
        Ok(policy) => policy,
        Err(fault) => {
            newer_format(bytes, &text)?;
            return Err(named(fault));
        }
    };
    newer_format(bytes, &text)?;
    policy.validate().map_err(|(key, reason)| {
        Fault::new(
            layout::CONFIG,
            line_of(&text, key),
            1,
            format!("{key} {reason}"),
        )
    })?;
    Ok(policy)
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    read_yaml(bytes)
}

/// A newer format may have keys this program does not know, so it is said
/// before any of them is complained about.
fn newer_format(bytes: &[u8], text: &str) -> Result<(), Fault> {
    #[derive(serde::Deserialize)]
    struct Format {
        format: u32,
    }
    match read::<Format>(bytes) {
        Ok(Format { format }) if format > FORMAT => Err(Fault::new(
            layout::CONFIG,
            line_of(text, "format"),
            1,
            format!("format {format} is newer than this program, which knows {FORMAT}"),
        )
        .hinted("install the newer bitacora that wrote it")),
        Ok(Format { format: 0 }) => Err(Fault::new(
            layout::CONFIG,
            line_of(text, "format"),
            1,
            "there is no format 0",
        )),
        _ => Ok(()),
    }
}

/// The line of a top-level key, from 1.
pub(super) fn line_of(text: &str, key: &str) -> usize {
    text.lines()
        .position(|line| {
            line.strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with(':'))
        })
        .map_or(1, |index| index + 1)
}

/// `serde_yaml` puts a value that a type of ours refuses at the first key of its
/// mapping; the value itself is what the reason quotes first.
fn placed(fault: Fault, text: &str) -> Fault {
    let Some(value) = fault.reason.strip_prefix('`') else {
        return fault;
    };
    let value = value.split('`').next().unwrap_or_default();
    let found = text.lines().enumerate().find_map(|(index, line)| {
        let (_, rest) = line.split_once(':')?;
        let at = line.len() - rest.len() + rest.find(value)?;
        Some((index + 1, line[..at].chars().count() + 1))
    });
    match found {
        Some((line, column)) if !value.is_empty() => Fault {
            line,
            column,
            ..fault
        },
        _ => fault,
    }
}

/// serde says which keys there are; the nearest is what a person wants to know.
pub(super) fn with_nearest_key(fault: Fault) -> Fault {
    let Some((_, rest)) = fault.reason.split_once("unknown field `") else {
        return fault;
    };
    let Some((key, rest)) = rest.split_once('`') else {
        return fault;
    };
    let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    let reason = format!("`{key}` is not a key of this file");
    let hint = match words::nearest(key, known.iter().copied()) {
        Some(nearest) => format!("did you mean {nearest}?"),
        None => format!("it may be {}", words::listed(&known, "or")),
    };
    Fault { reason, ..fault }.hinted(hint)
}

/// Reads and checks a contract of a desk with this policy.
pub fn contract(path: &str, bytes: &[u8], policy: &Policy) -> Result<Contract, Fault> {
    let document = Document::parse(bytes).map_err(|fault| fault.in_file(path))?;
    let contract: Contract = document
        .read()
        .map_err(|fault| with_nearest_key(fault).in_file(path))?;
    contract
        .validate(layout::stem(path), policy)
        .map_err(|(key, reason)| {
            let (line, column) = document.locate(key).unwrap_or((1, 1));
            Fault::new(path, line, column, format!("{key}: {reason}"))
        })?;
    Ok(contract)
}
