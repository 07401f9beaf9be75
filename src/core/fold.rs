//! The one folding of texts that are compared: without letter case, accents,
//! and the forms that Unicode holds for the same (NFKC: ligatures of PDF files,
//! full-width letters).
//!
//! An ñ is a letter of its own: who types it wants it, and who types n may not
//! have its key. So it folds to n, and a text that is sought with an ñ is found
//! where the other has one too.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

const TILDE: char = '\u{303}';

/// A text in the form that is compared.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return ascii(text);
    }
    Cow::Owned(folded(text, false))
}

fn ascii(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// The same with ñ kept. It has a letter for each letter of [`fold`].
#[must_use]
pub fn fold_with_enye(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return ascii(text);
    }
    Cow::Owned(folded(text, true))
}

fn folded(text: &str, keeps_enye: bool) -> String {
    let mut folded = String::with_capacity(text.len());
    let enye = if keeps_enye { 'ñ' } else { 'n' };
    for letter in text.chars() {
        match letter {
            'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
            '\0'..='\x7f' | '¿' | '¡' => folded.push(letter),
            'á' | 'Á' => folded.push('a'),
            'é' | 'É' => folded.push('e'),
            'í' | 'Í' => folded.push('i'),
            'ó' | 'Ó' => folded.push('o'),
            'ú' | 'Ú' | 'ü' | 'Ü' => folded.push('u'),
            'ñ' | 'Ñ' => folded.push(enye),
            TILDE if keeps_enye && folded.ends_with('n') => {
                folded.pop();
                folded.push(enye);
            }
            letter => decompose_compatible(letter, |part| push(part, &mut folded)),
        }
    }
    folded
}

/// One part of a decomposed letter. Upper case and lower case again is case
/// folding: ß is ss, the two small sigmas are one.
fn push(part: char, folded: &mut String) {
    if is_combining_mark(part) {
        return;
    }
    if part.is_ascii() {
        folded.push(part.to_ascii_lowercase());
        return;
    }
    let cased = part.to_lowercase().flat_map(char::to_uppercase);
    let cased = cased.flat_map(char::to_lowercase).nfd();
    folded.extend(cased.filter(|letter| !is_combining_mark(*letter)));
}

/// A text as somebody typed it, to be found in others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    plain: String,
    /// The same with its ñ, where it has one.
    with_enye: Option<String>,
}

impl Sought {
    /// Ready to be compared.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let with_enye = fold_with_enye(text);
        let with_enye = with_enye.contains('ñ').then(|| with_enye.into_owned());
        Self {
            plain: fold(text).into_owned(),
            with_enye,
        }
    }

    /// Whether it is the whole of a text.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.begins_at(text, str::is_empty)
    }

    /// Whether it is the whole of a text, or of the part before a `/`.
    #[must_use]
    pub fn is_or_is_above(&self, text: &str) -> bool {
        self.begins_at(text, |rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether a text begins with it.
    #[must_use]
    pub fn begins(&self, text: &str) -> bool {
        self.begins_at(text, |_| true)
    }

    fn begins_at(&self, text: &str, may_be_left: impl Fn(&str) -> bool) -> bool {
        let plain = fold(text);
        let is_there = plain.strip_prefix(&*self.plain).is_some_and(may_be_left);
        is_there && self.has_enye_at(0, text)
    }

    /// Whether it stands anywhere in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let plain = fold(text);
        if self.with_enye.is_none() {
            return plain.contains(&self.plain);
        }
        // Every place, also those that overlap.
        let mut places = plain.char_indices().enumerate();
        places.any(|(letter, (at, _))| {
            plain[at..].starts_with(&self.plain) && self.has_enye_at(letter, text)
        })
    }

    /// Whether every ñ of it is one in the text too, from a letter of it on.
    fn has_enye_at(&self, from: usize, text: &str) -> bool {
        let Some(typed) = &self.with_enye else {
            return true;
        };
        let text = fold_with_enye(text);
        let mut pairs = typed.chars().zip(text.chars().skip(from));
        pairs.all(|(typed, there)| typed != 'ñ' || there == 'ñ')
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_and_forms_of_the_same_letter_are_folded() {
        for (text, folded) in [
            ("Facturación", "facturacion"),
            ("Facturacio\u{301}n", "facturacion"),
            ("ÑANDÚ", "nandu"),
            ("n\u{303}andu", "nandu"),
            ("o\u{fb01}cina", "oficina"),
            ("\u{ff34}\u{ff38}\u{ff0d}\u{ff12}\u{ff12}", "tx-22"),
            ("Straße", "strasse"),
            ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
            ("Ｈ００７ ½ ™", "h007 1\u{2044}2 tm"),
            ("Ærø ÇA", "ærø ca"),
            ("СЧЁТ 請求書", "счет 請求書"),
            ("¿No?", "¿no?"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn an_enye_that_is_typed_is_wanted_and_an_n_stands_for_both() {
        for (typed, text, is_in) in [
            ("año", "Fin de AÑO", true),
            ("año", "fin de an\u{303}o", true),
            ("an\u{303}o", "fin de año", true),
            ("año", "el ano", false),
            ("ano", "fin de año", true),
            ("año", "un ano, un año", true),
            ("niño nandu", "Niño Ñandú", true),
            ("nino ñandu", "Niño Nandú", false),
            ("facturacion", "Facturación rechazada", true),
            ("FACTURACIÓN", "facturacion", true),
            ("oficina", "la o\u{fb01}cina", true),
        ] {
            assert_eq!(Sought::new(typed).is_in(text), is_in, "{typed} in {text}");
        }
        assert!(Sought::new("ÑANDÚ").is("ñandú"));
        assert!(!Sought::new("ñandu").is("nandu"));
        assert!(Sought::new("Facturación").is_or_is_above("facturacion/IVA"));
        assert!(!Sought::new("factura").is_or_is_above("facturacion/IVA"));
        assert!(Sought::new("facturac").begins("Facturación"));
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in "\\PC{0,12}") {
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert_eq!(fold_with_enye(&text).chars().count(), once.chars().count());
        }

        #[test]
        fn a_text_is_found_in_what_holds_it_whatever_its_form(
            before in "[a-zñ ]{0,4}",
            text in "[a-zA-ZáéñÑ]{1,6}",
        ) {
            let decomposed: String = text.nfd().collect();
            let there = format!("{before}{}", decomposed.to_uppercase());
            prop_assert!(Sought::new(&text).is_in(&there), "{} in {}", text, there);
        }
    }
}
