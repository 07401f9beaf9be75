//! Bars and sparklines: where a look beats a number.

/// Cells of a full bar.
const WIDTH: usize = 10;
const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
const STEPS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII_STEPS: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];

/// A bar as long as the part of the whole, to an eighth of a cell; anything
/// but nothing shows.
pub(super) fn bar(part: usize, whole: usize, ascii: bool) -> String {
    if part == 0 || whole == 0 {
        return String::new();
    }
    let part = part.min(whole);
    if ascii {
        return "#".repeat((part * WIDTH / whole).max(1));
    }
    let eighths = (part * WIDTH * 8 / whole).max(1);
    let mut bar = "█".repeat(eighths / 8);
    bar.extend((eighths % 8).checked_sub(1).map(|rest| EIGHTHS[rest]));
    bar
}

/// One mark for each number, the highest for the greatest.
pub(super) fn sparkline(numbers: &[usize], ascii: bool) -> String {
    let steps = if ascii { ASCII_STEPS } else { STEPS };
    let greatest = numbers.iter().copied().max().unwrap_or(0).max(1);
    let marks = numbers.iter();
    marks
        .map(|number| steps[(number * (steps.len() - 1)).div_ceil(greatest)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_part() {
        for (part, whole, bars, ascii) in [
            (0, 8, "", ""),
            (8, 8, "██████████", "##########"),
            (4, 8, "█████", "#####"),
            (1, 3, "███▎", "###"),
            (1, 1_000, "▏", "#"),
            (9, 8, "██████████", "##########"),
            (3, 0, "", ""),
        ] {
            assert_eq!(bar(part, whole, false), bars, "{part} of {whole}");
            assert_eq!(bar(part, whole, true), ascii, "{part} of {whole}");
        }
    }

    #[test]
    fn a_sparkline_has_a_mark_for_each_number() {
        assert_eq!(sparkline(&[0, 1, 4, 8], false), "▁▂▅█");
        assert_eq!(sparkline(&[0, 1, 4, 8], true), "_.=#");
        assert_eq!(sparkline(&[0, 0], false), "▁▁");
        assert_eq!(sparkline(&[], false), "");
    }
}
