//! Text cut into words as they are looked for: without letter case and
//! accents, and with the stems that make `factura` find `Facturación` and
//! `invoices` find `invoice`.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::char::is_combining_mark;

use super::fold;

/// The letters of a word that count; encoded data has longer ones.
const LONGEST: usize = 64;
/// The letters of a stem that still says something: `caso`, `casa` and `case`
/// would all be `cas`.
const LEAST: usize = 4;

/// The words of a text, folded, with where they stand in it (bytes). Whatever
/// is neither letter nor digit ends a word, so that `TX-22` is two that stand
/// side by side.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].find(char::is_alphanumeric)?;
        let rest = &text[at..];
        let end = rest.find(|letter| !is_inside(letter));
        let range = at..at + end.unwrap_or(rest.len());
        at = range.end;
        Some((range.clone(), fold(&text[range])))
    })
}

fn is_inside(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

/// A word without letter case and accents.
fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word[..word.len().min(LONGEST)].to_ascii_lowercase();
    }
    // A fraction comes apart at its bar, which is no letter.
    let letters = fold::fold(word).into_owned();
    let letters = letters.chars().filter(|letter| letter.is_alphanumeric());
    letters.take(LONGEST).collect()
}

/// The stems of a folded word, Spanish and English, each marked with its
/// language. They depend on nothing but the word. A code has none.
#[must_use]
pub fn stems(word: &str) -> Vec<String> {
    if word.chars().any(|letter| !letter.is_alphabetic()) {
        return Vec::new();
    }
    let english = Stemmer::create(Algorithm::English);
    let mut stems = vec![format!("en:{}", english.stem(word))];
    let accented = accented(word);
    let spanish = Stemmer::create(Algorithm::Spanish);
    let spanish = fold(&spanish.stem(accented.as_deref().unwrap_or(word)));
    if spanish.chars().count() >= LEAST {
        stems.push(format!("es:{spanish}"));
    } else {
        stems.push(format!("es:{}", word.strip_suffix('s').unwrap_or(word)));
    }
    stems
}

/// The endings that the Spanish algorithm knows by their accent only.
fn accented(word: &str) -> Option<String> {
    let endings = [
        ("acion", "ación"),
        ("ucion", "ución"),
        ("logia", "logía"),
        ("logias", "logías"),
    ];
    endings.iter().find_map(|(plain, accented)| {
        let stem = word.strip_suffix(plain)?;
        Some(format!("{stem}{accented}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let words: Vec<String> = words(text).map(|(_, word)| word).collect();
        words.join(" ")
    }

    #[test]
    fn words_are_letters_and_digits_without_case_and_accents() {
        for (text, expected) in [
            ("", ""),
            ("!? -- \u{1f600}", ""),
            ("Facturación: ¡NO cuadra!", "facturacion no cuadra"),
            ("Facturacio\u{301}n", "facturacion"),
            ("año señal über Ærø", "ano senal uber ærø"),
            (
                "o\u{fb01}cina \u{ff34}\u{ff38}\u{ff0d}22 Straße ½",
                "oficina tx 22 strasse 12",
            ),
            (
                "TX-22, h007; INC-261122-K7F4Q",
                "tx 22 h007 inc 261122 k7f4q",
            ),
            ("a_b c.d@e.example", "a b c d e example"),
            ("СЧЁТ 請求書", "счет 請求書"),
            ("x\0y\u{1b}[1m", "x y 1m"),
        ] {
            assert_eq!(cut(text), expected, "{text:?}");
        }
        assert_eq!(cut(&"é".repeat(200)).len(), LONGEST);
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "¿La Facturación?";
        let found: Vec<&str> = words(text).map(|(at, _)| &text[at]).collect();
        assert_eq!(found, ["La", "Facturación"]);
    }

    #[test]
    fn forms_of_one_word_share_a_stem_and_others_do_not() {
        let share = |a: &str, b: &str| {
            let (a, b) = (cut(a), cut(b));
            stems(&a).iter().any(|stem| stems(&b).contains(stem))
        };
        for (a, b) in [
            ("factura", "Facturación"),
            ("facturacion", "Facturación"),
            ("facturas", "facturaciones"),
            ("invoices", "invoice"),
            ("printing", "printed"),
            ("errores", "error"),
            ("sesión", "sesiones"),
            ("tecnologia", "tecnología"),
            ("caso", "casos"),
            ("cuadra", "cuadran"),
        ] {
            assert!(share(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("caso", "casa"),
            ("date", "data"),
            ("h007", "h008"),
            ("printer", "invoice"),
            ("cuenta", "cuadra"),
        ] {
            assert!(!share(a, b), "{a} {b}");
        }
    }
}
