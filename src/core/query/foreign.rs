//! What other languages of queries have, and how this one says it: taken for
//! text they would give an answer to another question.

use super::error::QueryError;
use super::names::is_name;
use super::token::Token;

/// Words between terms.
const OPERATORS: [&str; 3] = ["AND", "OR", "NOT"];

/// Whether a token is such a word.
pub(super) fn is_operator(token: &Token) -> bool {
    let mut operators = OPERATORS.iter();
    !token.quoted && operators.any(|word| word.eq_ignore_ascii_case(&token.text))
}

/// Whether a token asks for a field or a tag, however that is written.
pub(super) fn is_term(token: &Token) -> bool {
    token.field().is_some() || instead(token, None).is_some()
}

/// Refuses a token that is written as another program has it.
pub(super) fn refuse(token: &Token, next: Option<&Token>) -> Result<(), QueryError> {
    if is_operator(token) {
        return Err(QueryError::Operator {
            word: token.text.clone(),
        });
    }
    match instead(token, next) {
        Some(instead) => Err(QueryError::Foreign {
            typed: token.typed(),
            instead,
        }),
        None => Ok(()),
    }
}

/// The term that says it here.
fn instead(token: &Token, next: Option<&Token>) -> Option<String> {
    if token.quoted || token.field().is_some_and(|(name, _)| is_name(name)) {
        return None;
    }
    let text = &token.text;
    let minus = if token.negated { "-" } else { "" };
    if let Some(term) = text.strip_prefix('(') {
        let term = term.trim_start_matches('(').trim_end_matches(')');
        let (name, value) = term.split_once(':')?;
        return (is_name(name) && !value.is_empty()).then(|| format!("{minus}{term}"));
    }
    if let Some(term) = text.strip_prefix('!') {
        let name = term.split_once(':').map(|(name, _)| name);
        let is_term = name.is_some_and(is_name) || super::FLAGS.contains(&term);
        return is_term.then(|| format!("-{term}"));
    }
    if let Some(tag) = text.strip_prefix('+') {
        let name = tag.split_once(':').map(|(name, _)| name);
        let is_tag = tag.starts_with(char::is_alphabetic);
        return match name {
            Some(name) if is_name(name) => Some(tag.to_owned()),
            _ => is_tag.then(|| format!("tag:{tag}")),
        };
    }
    // `--status open` behind a `--` of the command line.
    if token.negated
        && let Some(flag) = text.strip_prefix('-')
    {
        let (name, value) = flag.split_once('=').unwrap_or((flag, ""));
        let next = next.map(|next| next.text.as_str()).unwrap_or_default();
        let value = if value.is_empty() { next } else { value };
        return (is_name(name) && !value.is_empty()).then(|| format!("{name}:{value}"));
    }
    let at = text.find(['=', '<', '>', '!', '~'])?;
    let (name, rest) = text.split_at(at);
    if !is_name(name) {
        return None;
    }
    let value = rest.trim_start_matches(['=', '<', '>', '!', '~']);
    if value.is_empty() {
        return None;
    }
    let sign = &rest[..rest.len() - value.len()];
    Some(match sign {
        "!=" | "!" | "!~" | "<>" if token.negated => format!("{name}:{value}"),
        "!=" | "!" | "!~" | "<>" => format!("-{name}:{value}"),
        ">" | ">=" | "=>" | "<" | "<=" | "=<" => format!("{minus}{name}:{sign}{value}"),
        _ => format!("{minus}{name}:{value}"),
    })
}
