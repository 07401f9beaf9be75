//! Words: counted things, lists in a sentence, and values typed in short.

use strsim::osa_distance;

use super::fold::{Sought, fold};

/// `1 ticket`, `3 tickets`, `0 tickets`; for words whose plural adds an `s`.
#[must_use]
pub fn counted(number: usize, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {word}{ending}")
}

/// `a`, `a and b`, `a, b and c`; `joint` is `and` or `or`.
pub fn listed<T: AsRef<str>>(words: &[T], joint: &str) -> String {
    let words = words.iter().map(AsRef::as_ref).collect::<Vec<&str>>();
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} {joint} {last}", before.join(", ")),
    }
}

/// What a shortened value stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beginning<'a> {
    /// It is this one, or only this one begins so.
    Unique(&'a str),
    /// Several begin so, in the order given; at least two.
    Ambiguous(Vec<&'a str>),
    /// None begins so.
    None,
}

/// Finds the candidate that `word` is, or is the beginning of, in any case:
/// any value on the command line may be shortened. A whole word wins over
/// those that it begins (`P1` over `P10`), one in the same case over others.
/// The empty word begins nothing.
pub fn unique_beginning<'a, I, T>(word: &str, candidates: I) -> Beginning<'a>
where
    I: IntoIterator<Item = &'a T>,
    T: AsRef<str> + ?Sized + 'a,
{
    let sought = Sought::new(word);
    if word.is_empty() {
        return Beginning::None;
    }
    let found = candidates
        .into_iter()
        .map(AsRef::as_ref)
        .filter(|candidate| sought.begins(candidate))
        .collect::<Vec<_>>();
    let whole = found.iter().find(|found| **found == word);
    let whole = whole.or_else(|| found.iter().find(|found| sought.is(found)));
    match (whole, found.as_slice()) {
        (Some(one), _) | (None, [one]) => Beginning::Unique(one),
        (None, []) => Beginning::None,
        (None, _) => Beginning::Ambiguous(found),
    }
}

/// The candidate that was probably meant, for "did you mean": at most one slip
/// in three characters away, the first of equals. A slip is a character too
/// many, too few, another one, or two in the wrong order; case and accents are none.
pub fn nearest<'a, I, T>(word: &str, candidates: I) -> Option<&'a str>
where
    I: IntoIterator<Item = &'a T>,
    T: AsRef<str> + ?Sized + 'a,
{
    let word = fold(word);
    let letters = word.chars().count();
    candidates
        .into_iter()
        .map(AsRef::as_ref)
        .filter_map(|candidate| {
            let other = fold(candidate);
            let others = other.chars().count();
            let longest = letters.max(others);
            let allowed = (longest / 3).max(1);
            // Also keeps a long argument from costing more than it can give.
            if letters == 0 || letters.abs_diff(others) > allowed {
                return None;
            }
            let slips = osa_distance(&word, &other);
            // Two single characters share nothing when they differ.
            let alike = slips <= allowed && slips < longest;
            alike.then_some((slips, candidate))
        })
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Up to how many values a hint lists.
const LISTED: usize = 12;

/// What may be typed instead of a value that is not known: the one that was
/// probably meant, and all that there are while they fit in a sentence.
#[must_use]
pub fn instead<T: AsRef<str>>(value: &str, known: &[T]) -> String {
    let meant = nearest(value, known);
    let shown = &known[..known.len().min(LISTED)];
    let may_be = match known.len() - shown.len() {
        0 => listed(shown, "or"),
        more => {
            let shown: Vec<&str> = shown.iter().map(AsRef::as_ref).collect();
            format!("{} or one of {more} others", shown.join(", "))
        }
    };
    match meant {
        Some(meant) => format!("did you mean {meant}? It may be {may_be}"),
        None => format!("it may be {may_be}"),
    }
}

/// The same of names that are too many for a sentence: the one that was probably
/// meant, and only without one the first of them.
#[must_use]
pub fn meant(name: &str, known: &[&str]) -> String {
    match nearest(name, known) {
        Some(nearest) => format!("did you mean {nearest}?"),
        None => instead(name, known),
    }
}

/// Whether a text may be a key of people, customers and files: letters,
/// digits, `-`, `_` and `.`, beginning with a letter or digit.
#[must_use]
pub fn is_key(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// A text as part of a file name: ASCII letters and digits in lower case,
/// single hyphens between, at most `longest` bytes; Latin letters lose their
/// accents, what has no ASCII is left out.
#[must_use]
pub fn slug(text: &str, longest: usize) -> String {
    let mut slug = String::new();
    for letter in fold(text).chars() {
        let plain = match letter {
            'a'..='z' | '0'..='9' => letter,
            'ø' => 'o',
            _ => '-',
        };
        if plain != '-' || !(slug.is_empty() || slug.ends_with('-')) {
            slug.push(plain);
        }
    }
    slug.truncate(longest);
    slug.truncate(slug.trim_end_matches('-').len());
    if is_device(&slug) {
        // Never longer than asked for: the longest of these has four letters.
        slug.push_str("-x");
    }
    slug
}

/// Whether Windows takes a file of this name, whatever follows a point, for a
/// device: such a file cannot be checked out there.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end_matches(' ').to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().any(|port| {
        let number = stem.strip_prefix(port);
        number.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
    });
    numbered || ["aux", "con", "nul", "prn", "conin$", "conout$", "clock$"].contains(&&*stem)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FIELDS: [&str; 6] = [
        "status", "priority", "customer", "channel", "category", "tier",
    ];

    #[test]
    fn one_is_singular() {
        assert_eq!(counted(0, "ticket"), "0 tickets");
        assert_eq!(counted(1, "ticket"), "1 ticket");
        assert_eq!(counted(3, "ticket"), "3 tickets");
    }

    #[test]
    fn no_slug_is_the_name_of_a_device() {
        for (text, expected) in [
            ("Aux", "aux-x"),
            ("con", "con-x"),
            ("NUL!", "nul-x"),
            ("prn", "prn-x"),
            ("COM1", "com1-x"),
            ("lpt9", "lpt9-x"),
            ("com0", "com0"),
            ("com10", "com10"),
            ("console", "console"),
            ("aux cable", "aux-cable"),
        ] {
            assert_eq!(slug(text, 40), expected);
        }
        assert!(is_device("con.txt") && is_device("NUL .md") && is_device("Com1.tar.gz"));
    }

    #[test]
    fn a_list_ends_in_a_joint() {
        assert_eq!(listed::<&str>(&[], "and"), "");
        assert_eq!(listed(&["a"], "and"), "a");
        assert_eq!(listed(&["a", "b"], "or"), "a or b");
        assert_eq!(
            listed(&["a".to_owned(), "b".to_owned(), "c".to_owned()], "and"),
            "a, b and c"
        );
    }

    #[test]
    fn a_value_may_be_shortened() {
        let levels = ["high", "medium", "low"];
        assert_eq!(unique_beginning("h", &levels), Beginning::Unique("high"));
        assert_eq!(unique_beginning("LOW", &levels), Beginning::Unique("low"));
        assert_eq!(unique_beginning("x", &levels), Beginning::None);
        assert_eq!(unique_beginning("", &levels), Beginning::None);
        assert_eq!(unique_beginning("highest", &levels), Beginning::None);
        assert_eq!(
            unique_beginning("c", &FIELDS),
            Beginning::Ambiguous(vec!["customer", "channel", "category"])
        );
        let owned = vec!["P1".to_owned(), "P10".to_owned()];
        assert_eq!(unique_beginning("p1", &owned), Beginning::Unique("P1"));
        assert_eq!(
            unique_beginning("ana", &["Ana", "ana"]),
            Beginning::Unique("ana")
        );
    }

    #[test]
    fn a_slip_is_recognised() {
        for (word, meant) in [
            ("stauts", Some("status")),
            ("prioity", Some("priority")),
            ("Customer", Some("customer")),
            ("costumer", Some("customer")),
            ("teir", Some("tier")),
            ("chanel", Some("channel")),
            ("colour", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, &FIELDS), meant, "{word}");
        }
        assert_eq!(nearest("P7", &["P1", "P2"]), Some("P1"));
        assert_eq!(nearest("a", &["b"]), None);
    }

    #[test]
    fn what_may_be_typed_instead_is_listed_while_it_fits() {
        assert_eq!(
            instead("z", &["open", "closed"]),
            "it may be open or closed"
        );
        assert_eq!(
            instead("closd", &["open", "closed"]),
            "did you mean closed? It may be open or closed"
        );
        let many: Vec<String> = (10..40).map(|n| format!("customer-{n}")).collect();
        let hint = instead("custmer-39", &many);
        assert!(
            hint.starts_with("did you mean customer-39? It may be customer-10, customer-11,")
                && hint.ends_with("customer-21 or one of 18 others"),
            "{hint}"
        );
    }

    proptest! {
        #[test]
        fn a_candidate_is_nearest_to_itself(word in "[a-zé]{1,12}") {
            let alone = [word.clone()];
            prop_assert_eq!(nearest(&word, &alone), Some(&*word));
            prop_assert_eq!(unique_beginning(&word, &alone), Beginning::Unique(&word));
        }
    }
}
