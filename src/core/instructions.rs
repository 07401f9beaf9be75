//! Instructions in a text that a person edits, and the lines that are left out
//! of it afterwards, as `git commit` does it.

/// What stands, behind the sign, on the line below which all is left out.
const CUT: &str = "------------------------ >8 ------------------------";

/// The first words of the sentence that says which lines vanish.
const SENTENCE: &str = "Lines that begin with ";

/// The signs that `core.commentChar=auto` chooses from.
const SIGNS: &str = "#;@!$%^&|:";

/// How instructions are told from the person's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instructions {
    /// What a line of them begins with.
    sign: String,
    /// Whether lines that the person begins so are kept: instructions then
    /// stand below a line of scissors.
    is_cut: bool,
}

impl Instructions {
    /// By git's `core.commentChar` or `core.commentString`, whichever was set
    /// last, and `commit.cleanup`; `text` is what the person finds.
    #[must_use]
    pub fn of(sign: Option<&str>, cleanup: Option<&str>, text: &str) -> Self {
        let sign = match sign {
            Some("auto") => free(text),
            Some(sign) if !sign.is_empty() && !sign.contains('\n') => sign.to_owned(),
            _ => "#".to_owned(),
        };
        let is_cut = matches!(cleanup, Some("scissors" | "whitespace" | "verbatim"));
        Self { sign, is_cut }
    }

    /// The text that a person finds; its lines that begin with `#` are
    /// instructions.
    #[must_use]
    pub fn put(&self, text: &str) -> String {
        let line = |text: &str| format!("{} {text}", self.sign).trim_end().to_owned() + "\n";
        let advice = |told: &str| line(told.trim_start_matches('#').trim_start());
        let is_advice = |told: &&str| told.starts_with('#');
        if self.is_cut {
            let own = text.lines().filter(|told| !is_advice(told));
            let mut put: String = own.flat_map(|own| [own, "\n"]).collect();
            put += &line(CUT);
            put += &line("Everything below the line above is left out; do not change it.");
            put.extend(text.lines().filter(is_advice).map(advice));
            return put;
        }
        let mut put = String::new();
        for told in text.lines() {
            if is_advice(&told) {
                put += &advice(told);
            } else {
                put.extend([told, "\n"]);
            }
        }
        let sign = &self.sign;
        put + &line(&format!("{SENTENCE}'{sign}' are left out. Nothing else"))
            + &line("written is nothing done.")
    }

    /// What the person wrote: `put` is what was found. Below the scissors all
    /// is left out, and above them nothing but the instructions that were there.
    #[must_use]
    pub fn take(&self, text: &str, put: &str) -> String {
        let is_sign = |line: &&str| line.starts_with(&self.sign);
        let cut = format!("{} {CUT}", self.sign);
        if let Some(end) = text.lines().position(|line| line.trim_end() == cut) {
            let found: Vec<&str> = put.lines().filter(is_sign).collect();
            let above = text.lines().take(end);
            return tidy(above.filter(|line| !is_sign(line) || !found.contains(line)));
        }
        if self.is_cut {
            // Whoever takes the line away keeps all but what was found.
            let found: Vec<&str> = put.lines().filter(is_sign).collect();
            return tidy(text.lines().filter(|line| !found.contains(line)));
        }
        tidy(text.lines().filter(|line| !is_sign(line)))
    }

    /// What is meant by a text that comes from a file: if it is one that a
    /// person edited here and that was kept, its instructions are left out, by
    /// the sign that it says itself. In any other every line is text.
    #[must_use]
    pub fn left_out_of(text: &str) -> String {
        let told = text.lines().find_map(|line| {
            let (sign, rest) = line.split_once(&format!(" {SENTENCE}'"))?;
            rest.starts_with(sign).then_some((sign, false))
        });
        let cut = || {
            let line = text
                .lines()
                .find_map(|line| line.trim_end().strip_suffix(CUT));
            line.and_then(|sign| sign.strip_suffix(' '))
                .map(|sign| (sign, true))
        };
        match cut().or(told) {
            Some((sign, is_cut)) if !sign.is_empty() => {
                let sign = sign.to_owned();
                Self { sign, is_cut }.take(text, "")
            }
            _ => tidy(text.lines()),
        }
    }
}

/// The first sign that begins no line of a text.
fn free(text: &str) -> String {
    let begins = |sign: char| {
        text.lines()
            .any(|line| line.starts_with(sign) && sign != '#')
    };
    let sign = SIGNS.chars().find(|sign| !begins(*sign));
    sign.unwrap_or('#').to_string()
}

fn tidy<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let kept: Vec<&str> = lines.map(str::trim_end).collect();
    kept.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: &str = "\n# What happened?\n";

    #[test]
    fn instructions_and_blank_edges_are_left_out_and_the_template_says_which_lines() {
        let plain = Instructions::of(None, None, "");
        let put = plain.put(ASKED);
        assert_eq!(
            put,
            "\n# What happened?\n# Lines that begin with '#' are left out. Nothing else\n# written is nothing done.\n"
        );
        let text = format!("\n\nIt stopped.  \n\n#4711\nTwice.\n#\n{put}");
        assert_eq!(plain.take(&text, &put), "It stopped.\n\nTwice.");
        assert_eq!(plain.take(&put, &put), "");
    }

    #[test]
    fn the_sign_is_the_one_of_git() {
        for sign in [";", "//", "REM"] {
            let set = Instructions::of(Some(sign), None, "");
            let put = set.put(ASKED);
            assert!(put.contains(&format!("{sign} What happened?\n")), "{put}");
            assert!(put.contains(&format!("begin with '{sign}'")), "{put}");
            let text = format!("#4711\n{sign} gone\n{put}");
            assert_eq!(set.take(&text, &put), "#4711");
        }
        for unfit in ["", "a\nb"] {
            let set = Instructions::of(Some(unfit), None, "");
            assert_eq!(set, Instructions::of(None, None, ""));
        }
    }

    #[test]
    fn scissors_keep_every_line_above_them() {
        for cleanup in ["scissors", "whitespace", "verbatim"] {
            let set = Instructions::of(None, Some(cleanup), "");
            let put = set.put(ASKED);
            let text = format!("#4711 is it\n  # as root{put}more below\n");
            assert_eq!(set.take(&text, &put), "#4711 is it\n  # as root");
            assert_eq!(set.take(&put, &put), "");
        }
        let plain = Instructions::of(Some(";"), None, "");
        let put = plain.put("# Title\n");
        let text = format!("{put}; kept\n#4711\n; {CUT}\nbelow\n{put}");
        assert_eq!(plain.take(&text, &put), "; kept\n#4711");
    }

    #[test]
    fn auto_takes_a_sign_that_begins_no_line() {
        let put = |text: &str| Instructions::of(Some("auto"), None, text).sign;
        assert_eq!(put("a\n"), "#");
        assert_eq!(put("; a\n"), "#");
    }

    #[test]
    fn a_file_loses_only_the_instructions_it_brings_along() {
        let text = "Title\n\n# Heading\n#4711\n";
        assert_eq!(Instructions::left_out_of(text), text.trim_end());
        for (sign, cleanup) in [(None, None), (Some(";"), None), (None, Some("scissors"))] {
            let set = Instructions::of(sign, cleanup, "");
            let kept = format!("Title\n{}", set.put(ASKED));
            assert_eq!(Instructions::left_out_of(&kept), "Title", "{kept}");
        }
    }
}
