//! Widths: how wide a text is on a terminal, and which column gives way.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::table::{Audience, Column, Fit};

/// Spaces between two columns.
pub(super) const GAP: usize = 2;

/// What a column keeps in the first round of giving way, and in the others.
const FLOORS: [usize; 3] = [12, 8, 4];
/// What is left of any column that gives way.
const LEAST: usize = FLOORS[FLOORS.len() - 1];

/// The widths of columns that would like to be `natural` wide, so that they
/// and the gaps between them fill at most `limit`. Where the whole columns
/// alone are wider than that, lines are longer: a terminal folds them, and no
/// id is cut.
pub(super) fn widths(fits: &[Fit], natural: &[usize], limit: usize) -> Vec<usize> {
    let gives = |place: usize| fits[place] != Fit::Whole;
    let mut widths = natural
        .iter()
        .enumerate()
        .map(|(place, &width)| {
            if gives(place) {
                width.min(limit.max(LEAST))
            } else {
                width
            }
        })
        .collect::<Vec<_>>();
    let gaps = GAP * widths.len().saturating_sub(1);
    let mut turns = fits.iter().copied().filter_map(turn).collect::<Vec<_>>();
    turns.sort_unstable();
    turns.dedup();
    let rounds = FLOORS.map(|floor| turns.iter().map(move |turn| (Some(*turn), floor)));
    let last = (None, FLOORS[0]);
    for (now, floor) in rounds.into_iter().flatten().chain([last]) {
        while widths.iter().sum::<usize>() + gaps > limit {
            let widest = (0..widths.len())
                .filter(|&place| gives(place) && turn(fits[place]) == now && widths[place] > floor)
                .max_by_key(|&place| widths[place]);
            match widest {
                Some(place) => widths[place] -= 1,
                None => break,
            }
        }
    }
    widths
}

/// What a column that gives way should keep when others could be left out.
const COMFORT: usize = 20;

/// Which columns stay, so that those left have room. Those that can stand below
/// go together where cutting the others is not enough; then columns that may be
/// left out go by their turns, the lowest first, and before all others those
/// that only show again what another says.
pub(super) fn kept(columns: &[Column], natural: &[usize], limit: usize) -> Vec<bool> {
    let has_room = |kept: &[bool], least: usize| {
        let places = (0..columns.len()).filter(|place| kept[*place]);
        let wanted = places.map(|place| match columns[place].fit {
            Fit::Whole | Fit::WrapLast => natural[place],
            Fit::Shrink(_) | Fit::Wrap(_) => natural[place].min(least),
        });
        wanted.map(|width| width + GAP).sum::<usize>() <= limit + GAP
    };
    let mut kept = vec![true; columns.len()];
    if !has_room(&kept, FLOORS[0]) {
        let stays = |column: &Column| column.shown != Audience::Below;
        // Under nothing is no place.
        if columns.iter().any(stays) {
            kept = columns.iter().map(stays).collect();
        }
    }
    while !has_room(&kept, COMFORT) {
        let places = (0..columns.len()).filter(|place| kept[*place]);
        let spare = places.filter_map(|place| match columns[place].shown {
            Audience::People => Some((0, place)),
            Audience::IfRoom(turn) => Some((turn, place)),
            Audience::Always | Audience::Below | Audience::Programs => None,
        });
        match spare.min() {
            Some((_, place)) => kept[place] = false,
            None => break,
        }
    }
    kept
}

/// The turn in which a column gives way; some wait until all turns are over.
fn turn(fit: Fit) -> Option<u8> {
    match fit {
        Fit::Whole | Fit::WrapLast => None,
        Fit::Shrink(turn) | Fit::Wrap(turn) => Some(turn),
    }
}

/// The text in at most `width` columns; what was cut off shows as `ellipsis`.
pub(super) fn shortened<'a>(text: &'a str, width: usize, ellipsis: &str) -> Cow<'a, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let room = width.saturating_sub(ellipsis.width());
    let mut used = 0;
    let mut end = 0;
    for (start, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > room {
            break;
        }
        end = start + c.len_utf8();
    }
    // A variation selector can make the text wider than its characters.
    while text[..end].width() > room {
        end = text[..end]
            .char_indices()
            .next_back()
            .map_or(0, |(start, _)| start);
    }
    Cow::Owned(format!("{}{ellipsis}", text[..end].trim_end()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_turn_gives_way_first() {
        let fits = [Fit::Whole, Fit::Shrink(1), Fit::Shrink(2)];
        assert_eq!(widths(&fits, &[16, 60, 20], 200), [16, 60, 20]);
        assert_eq!(widths(&fits, &[16, 60, 20], 80), [16, 40, 20]);
        assert_eq!(widths(&fits, &[16, 60, 20], 50), [16, 12, 18]);
        assert_eq!(widths(&fits, &[16, 60, 20], 40), [16, 8, 12]);
        assert_eq!(widths(&fits, &[16, 60, 20], 10), [16, 4, 4]);
    }

    #[test]
    fn what_waits_gives_way_when_nothing_else_is_left() {
        let fits = [Fit::WrapLast, Fit::Shrink(1), Fit::Whole];
        assert_eq!(widths(&fits, &[30, 40, 7], 50), [30, 9, 7]);
        assert_eq!(widths(&fits, &[30, 40, 7], 35), [20, 4, 7]);
        assert_eq!(widths(&fits, &[30, 40, 7], 20), [12, 4, 7]);
    }

    #[test]
    fn columns_are_left_out_by_their_turns_until_the_others_have_room() {
        let columns = [
            Column::new("id", "ID"),
            Column::new("due", "DUE").if_room(2),
            Column::new("sla", "SLA").if_room(1),
            Column::new("title", "TITLE").shrink(1),
        ];
        let kept = |limit| kept(&columns, &[16, 11, 7, 60], limit);
        assert_eq!(kept(60), [true, true, true, true]);
        assert_eq!(kept(59), [true, true, false, true]);
        assert_eq!(kept(51), [true, true, false, true]);
        assert_eq!(kept(50), [true, false, false, true]);
        assert_eq!(kept(10), [true, false, false, true]);
    }

    #[test]
    fn columns_go_below_where_cutting_is_not_enough() {
        let columns = [
            Column::new("due", "DUE").if_room(1),
            Column::new("who", "WHO").shrink(1),
            Column::new("title", "TITLE").shrink(1).below(),
            Column::new("command", "TYPE").below(),
        ];
        let kept = |limit| kept(&columns, &[11, 40, 60, 33], limit);
        assert_eq!(kept(90), [true, true, true, true]);
        assert_eq!(kept(89), [false, true, true, true]);
        assert_eq!(kept(74), [false, true, true, true]);
        assert_eq!(kept(73), [true, true, false, false]);
        assert_eq!(kept(32), [false, true, false, false]);
        assert_eq!(super::kept(&columns[2..], &[60, 33], 20), [true, true]);
    }

    #[test]
    fn what_only_shows_again_goes_first() {
        let columns = [
            Column::new("contract", "CONTRACT").shrink(1),
            Column::new("bar", "").look(),
            Column::new("due", "DUE").if_room(1),
        ];
        let kept = |limit| kept(&columns, &[11, 10, 11], limit);
        assert_eq!(kept(36), [true, true, true]);
        assert_eq!(kept(35), [true, false, true]);
        assert_eq!(kept(20), [true, false, false]);
    }

    #[test]
    fn columns_of_one_turn_give_way_together() {
        let fits = [Fit::Shrink(1), Fit::Wrap(1)];
        assert_eq!(widths(&fits, &[50, 30], 42), [20, 20]);
        assert_eq!(widths(&fits, &[50, 15], 42), [25, 15]);
    }

    #[test]
    fn a_wide_character_is_not_cut_in_half() {
        assert_eq!(shortened("日本語", 6, "…"), "日本語");
        assert_eq!(shortened("日本語", 5, "…"), "日本…");
        assert_eq!(shortened("日本語", 4, "…"), "日…");
        assert_eq!(shortened("error H007 on save", 11, "…"), "error H007…");
        assert_eq!(shortened("error H007", 6, "..."), "err...");
        assert_eq!(
            shortened("❤\u{fe0f}❤\u{fe0f}❤\u{fe0f}", 4, "…"),
            "❤\u{fe0f}❤…"
        );
    }

    proptest! {
        #[test]
        fn a_shortened_text_fits(text in "[ -~é日本🦀❤\u{fe0f}\u{301}]{0,40}", width in 4_usize..40) {
            prop_assert!(shortened(&text, width, "…").width() <= width);
        }

        #[test]
        fn columns_never_grow_and_fit_when_they_can(
            natural in proptest::collection::vec(1_usize..300, 1..8),
            limit in 1_usize..200,
        ) {
            let fits = (0..natural.len())
                .map(|place| if place == 0 { Fit::Whole } else { Fit::Shrink(u8::try_from(place % 3).unwrap()) })
                .collect::<Vec<_>>();
            let widths = widths(&fits, &natural, limit);
            prop_assert_eq!(widths[0], natural[0]);
            let gaps = GAP * (widths.len() - 1);
            let least = natural.iter().skip(1).map(|width| *width.min(&LEAST)).sum::<usize>();
            if natural[0] + least + gaps <= limit {
                prop_assert!(widths.iter().sum::<usize>() + gaps <= limit);
            }
            for (width, natural) in widths.iter().zip(&natural) {
                prop_assert!(width <= natural && *width > 0);
            }
        }
    }
}
