//! Limits that hold before TOML or JSON is read. Their parsers bound brackets
//! and dotted keys each on its own; what both make together is bounded here,
//! because each level is copied once for every level above it.

use crate::core::fault::Fault;

use super::bounds::{MAX_BYTES, MAX_DEPTH, too_deep};
use super::caps;
use super::split;

/// Whether a TOML or JSON text may be given to a parser: at most
/// [`MAX_BYTES`], at most [`MAX_DEPTH`] levels of brackets and dotted keys.
///
/// Brackets and dots inside quotes are text. A text that is neither TOML nor
/// JSON may pass: that is the parser's to say.
pub fn within_flat_caps(text: &str) -> Result<(), Fault> {
    if text.len() > MAX_BYTES {
        return Err(split::too_long(text.len(), 1));
    }
    let mut nesting = Nesting::default();
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        at = match byte {
            b'"' | b'\'' => end_of_quoted(text, at),
            b'#' => text[at..].find('\n').map_or(text.len(), |end| at + end),
            _ => {
                nesting.take(byte);
                at + 1
            }
        };
        if nesting.depth() > MAX_DEPTH {
            return Err(caps::at_offset(text, at.saturating_sub(1), 1, too_deep()));
        }
    }
    Ok(())
}

/// How deep a place of the text lies.
#[derive(Default)]
struct Nesting {
    /// Levels of the table that the lines stand in: `[a.b]`.
    table: usize,
    /// For each open bracket, the levels from the one around it.
    open: Vec<usize>,
    /// The sum of `open`.
    opened: usize,
    /// Dots since the key began. In a value, those of a number.
    dots: usize,
    /// Whether the line began with a bracket, which then names a table.
    names_table: bool,
    /// Whether more than white space stands on the line so far.
    begun: bool,
}

impl Nesting {
    fn depth(&self) -> usize {
        self.table + self.opened + self.dots
    }

    fn take(&mut self, byte: u8) {
        match byte {
            b'[' | b'{' => self.open_bracket(byte),
            b']' | b'}' => {
                if self.names_table && self.open.len() == 1 {
                    self.table = self.dots + 1;
                }
                self.opened -= self.open.pop().unwrap_or(0);
                if !self.names_table {
                    self.dots = 0;
                }
            }
            b'.' => self.dots += 1,
            b',' => self.dots = 0,
            b'\n' => {
                self.dots = 0;
                self.begun = false;
                self.names_table &= !self.open.is_empty();
                return;
            }
            _ => {}
        }
        self.begun |= !byte.is_ascii_whitespace();
    }

    fn open_bracket(&mut self, byte: u8) {
        if self.open.is_empty() && !self.begun && byte == b'[' {
            self.names_table = true;
            self.table = 0;
        }
        self.open.push(self.dots + 1);
        self.opened += self.dots + 1;
        self.dots = 0;
    }
}

/// Just after the text in quotes that begins at a byte. One that is not closed
/// ends with its line, or with the file where it may have several.
fn end_of_quoted(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let quote = &rest[..1];
    let thrice = quote.repeat(3);
    let is_long = rest.starts_with(&thrice);
    let closing = if is_long { &*thrice } else { quote };
    let mut at = closing.len();
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        if here.starts_with(closing.as_bytes()) {
            let more = here[closing.len()..].iter().take(2);
            let more = more.take_while(|&&byte| is_long && byte == quote.as_bytes()[0]);
            return start + at + closing.len() + more.count();
        }
        at += match here[0] {
            b'\\' if quote == "\"" => 2,
            b'\n' if !is_long => return start + at,
            _ => 1,
        };
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_as_people_write_them_pass() {
        for text in [
            "",
            "title = \"a.b.c [[[[\"\n[taxonomies]\ntags = [\"x\", \"y\"]\n[[menu.main]]\nname = 'it''s'\n",
            "{\"title\": \"x\", \"tags\": [\"a\", \"b\"], \"more\": {\"at\": 1.5}}",
            "text = \"\"\"\nEnd. [ { \\\" \"\" . \"\"\"\"\ndate = 2026-11-22\n",
            "# don't [ [ [\nx = 1\n",
        ] {
            assert_eq!(within_flat_caps(text), Ok(()), "{text}");
        }
        let many = "a = [1, 2]\nb.c.d = 1.5\n[x.y]\n".repeat(1_000);
        assert_eq!(within_flat_caps(&many), Ok(()));
        let long = format!("text = \"{}\"\n", "A sentence. [1] ".repeat(1_000));
        assert_eq!(within_flat_caps(&long), Ok(()));
    }

    #[test]
    fn what_nests_too_deep_is_refused() {
        let dots = "a.".repeat(40);
        for text in [
            "[".repeat(200_000),
            format!("x = {}", "[".repeat(65)),
            format!("{{\"x\": {}", "{\"a\":[".repeat(40)),
            // A bracket in quotes closes nothing.
            format!("x = {}", "[[[[ \"]]]]\", ".repeat(20)),
            format!("x = {}", "[[[[ ']]]]', ".repeat(20)),
            format!("{}a = 1", "a.".repeat(65)),
            format!("[{}a]\nx = 1", "a.".repeat(65)),
            format!("{dots}a = {{ {dots}a = 1 }}"),
            format!("[{dots}a]\n{dots}a = 1"),
            format!("[[{dots}a]]\n{dots}a = 1"),
        ] {
            let fault = within_flat_caps(&text).unwrap_err();
            assert!(fault.reason.starts_with("more than 64"), "{fault}");
        }
        let long = "x".repeat(MAX_BYTES + 1);
        assert!(within_flat_caps(&long).is_err());
    }

    #[test]
    fn a_text_cut_anywhere_is_read_without_a_panic() {
        let text = "[[a.\"b]\"]]\nx = '''é''' # ñ\ny = {\"\\\"\": [\"\"\"ü\"\"\"]}\n";
        for (end, _) in text.char_indices() {
            let _ = within_flat_caps(&text[..end]);
        }
    }
}
