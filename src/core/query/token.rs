//! A query cut into its tokens.

use std::ops::Range;

use super::error::QueryError;
use super::names::FLAGS;

/// One token of a query; `quoted` ones are text whatever they look like.
pub(super) struct Token {
    pub(super) text: String,
    pub(super) negated: bool,
    pub(super) quoted: bool,
    /// The bytes of the text that stood in quotes.
    inside: Vec<Range<usize>>,
}

/// One of the values after a colon.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) text: &'a str,
    /// It began in quotes: it is a value and nothing else.
    pub(super) is_literal: bool,
}

impl Token {
    /// The name of a field and the values after it.
    pub(super) fn field(&self) -> Option<(&str, &str)> {
        let (name, values) = self.text.split_once(':')?;
        (!self.quoted && is_field_name(name)).then_some((name, values))
    }

    /// Whether it is this word, in any case and out of quotes.
    pub(super) fn is_word(&self, word: &str) -> bool {
        !self.quoted && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it asks for something without a field.
    pub(super) fn is_flag(&self) -> bool {
        FLAGS.iter().any(|word| self.is_word(word))
    }

    /// The values after the colon: a comma in quotes parts none.
    pub(super) fn values(&self) -> Vec<Typed<'_>> {
        let begin = self.text.find(':').map_or(0, |colon| colon + 1);
        let commas = self.text.match_indices(',').map(|(at, _)| at);
        let commas = commas.filter(|at| *at >= begin && !self.is_inside(*at));
        let mut from = begin;
        let mut values = Vec::new();
        for end in commas.chain([self.text.len()]) {
            if from < end {
                values.push(Typed {
                    text: &self.text[from..end],
                    is_literal: self.is_inside(from),
                });
            }
            from = end + 1;
        }
        values
    }

    fn is_inside(&self, at: usize) -> bool {
        self.inside.iter().any(|range| range.contains(&at))
    }

    /// As it was typed, as far as that matters for reading it again.
    pub(super) fn typed(&self) -> String {
        let minus = if self.negated { "-" } else { "" };
        format!("{minus}{}", self.text)
    }
}

fn is_field_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && letters.all(|letter| letter.is_alphanumeric() || "_-".contains(letter))
}

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().peekable();
    loop {
        while letters.next_if(|letter| letter.is_whitespace()).is_some() {}
        if letters.peek().is_none() {
            return Ok(tokens);
        }
        let negated = letters.next_if_eq(&'-').is_some();
        let quoted = letters.peek() == Some(&'"');
        let (mut word, mut inside) = (String::new(), Vec::new());
        let mut open = None;
        while let Some(letter) = letters.next_if(|letter| open.is_some() || !letter.is_whitespace())
        {
            match (letter, open) {
                ('"', None) => open = Some(word.len()),
                ('"', Some(from)) => {
                    inside.push(from..word.len());
                    open = None;
                }
                ('\\', Some(_)) if letters.peek() == Some(&'"') => {
                    word.extend(letters.next());
                }
                (letter, _) => word.push(letter),
            }
        }
        if open.is_some() {
            return Err(QueryError::Unclosed);
        }
        tokens.push(Token {
            text: word,
            negated,
            quoted,
            inside,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_spaces_commas_and_quotes_together() {
        let cut = |text: &str| {
            let tokens = tokens(text).unwrap();
            let tokens = tokens.iter().map(|token| {
                let values = token.values();
                let values = values.iter().map(|value| {
                    let mark = if value.is_literal { "=" } else { "" };
                    format!("{mark}{}", value.text)
                });
                (token.typed(), values.collect::<Vec<_>>().join("|"))
            });
            tokens.collect::<Vec<_>>()
        };
        for (text, typed, values) in [
            ("tag:a,b", "tag:a,b", "a|b"),
            ("tag:\"a,b\",c", "tag:a,b,c", "=a,b|c"),
            ("-tag:\"a b\"", "-tag:a b", "=a b"),
            (
                "opened:>=\"2026-11-22 09:00\"",
                "opened:>=2026-11-22 09:00",
                ">=2026-11-22 09:00",
            ),
            ("tag:,a,,", "tag:,a,,", "a"),
            ("tag:\"\"", "tag:", ""),
            (r#"tag:"say \"hi\"""#, r#"tag:say "hi""#, r#"=say "hi""#),
        ] {
            let (typed, values) = (typed.to_owned(), values.to_owned());
            assert_eq!(cut(text), [(typed, values)], "{text}");
        }
        assert!(matches!(tokens("a \"b"), Err(QueryError::Unclosed)));
    }
}
