//! Limits that hold before YAML is read, so that no file can hang or fill the
//! machine: the parser takes time quadratic in the depth of brackets, and
//! repeats what an alias names as often as it is named.
//!
//! Nothing here decides by itself what YAML means. Brackets are bounded from
//! above by a scan that may only err upwards, and the rest is asked of the
//! parser itself, on a text in which it is quick.

use std::fmt;

use serde::de::{self, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use crate::core::fault::Fault;

use super::bounds::{FURTHER_BREAKS, MAX_BYTES, MAX_DEPTH, TOO_DEEP, in_anchor};
use super::fault::fault;
use super::{brackets, split};

/// Whether a YAML text may be given to a parser: at most [`MAX_BYTES`], at
/// most [`MAX_DEPTH`] levels, no alias and no directive. `*` and `&` in a
/// value are text, and an anchor that nothing refers to is legal.
///
/// A text that is not YAML at all may pass: that is the parser's to say.
pub fn within_caps(text: &str) -> Result<(), Fault> {
    let text = split::without_bom(text);
    if text.len() > MAX_BYTES {
        return Err(split::too_long(text.len(), 1));
    }
    within(text, 1)
}

/// `first_line` is where in its file the text begins.
pub(super) fn within(text: &str, first_line: usize) -> Result<(), Fault> {
    let shape = Shape::of(text);
    if let Some(at) = shape.directive {
        let reason = "a line that begins with `%` is a YAML directive, which is not read";
        return Err(at_offset(text, at, first_line, reason));
    }
    // A column of indentation holds two levels at most, because the items of
    // a list may stand in the column of its key.
    let blocks = 2 * (shape.indent + 1);
    let may_be_deep = if blocks + shape.brackets <= MAX_DEPTH {
        false
    } else {
        let brackets = brackets::depth(text).map_err(|at| {
            let reason = "more brackets are open here than are read";
            at_offset(text, at, first_line, reason)
        })?;
        blocks + brackets > MAX_DEPTH
    };
    let may_repeat = shape.star && shape.anchor;
    if !may_be_deep && !may_repeat {
        return Ok(());
    }
    let probed = if may_repeat {
        probe(&with_unknown_aliases(text).map_err(|at| {
            let reason = "`*` among anchors that begin with every letter and digit";
            at_offset(text, at, first_line, reason)
        })?)
    } else {
        probe(text)
    };
    match probed {
        Err(error) if is_ours(&error.to_string()) => Err(fault(&error, text, first_line)),
        // Any other error is not our matter: the reader finds it again.
        _ => Ok(()),
    }
}

/// Whether the parser complains of an alias without an anchor, or the probe of
/// the depth.
fn is_ours(message: &str) -> bool {
    message.starts_with("unknown anchor") || message.contains(TOO_DEEP)
}

pub(super) fn at_offset(
    text: &str,
    at: usize,
    first_line: usize,
    reason: impl Into<String>,
) -> Fault {
    let (line, column) = split::position(text, at, first_line);
    Fault::new("", line, column, reason)
}

/// What one pass over the bytes tells.
struct Shape {
    /// Opening brackets, wherever they stand.
    brackets: usize,
    /// The furthest column at which the text of a line begins, the signs
    /// `- `, `? ` and `: ` before it counted as indentation, because each
    /// opens a level as indentation does.
    indent: usize,
    /// Whether there is a `*` that could begin an alias.
    star: bool,
    /// Whether there is a `&` that could begin an anchor. Without one, the
    /// parser itself refuses any alias.
    anchor: bool,
    /// A `%` at the beginning of a line. The parser compares each `%TAG` with
    /// all before it and copies its prefix into every tag.
    directive: Option<usize>,
}

impl Shape {
    fn of(text: &str) -> Self {
        let mut shape = Self {
            brackets: 0,
            indent: 0,
            star: false,
            anchor: false,
            directive: None,
        };
        let bytes = text.as_bytes();
        let mut run = Some(0);
        for (at, &byte) in bytes.iter().enumerate() {
            let next = bytes.get(at + 1).copied();
            match byte {
                b'[' | b'{' => shape.brackets += 1,
                b'*' => shape.star |= next.is_some_and(in_anchor),
                b'&' => shape.anchor |= next.is_some_and(in_anchor),
                b'%' if run == Some(0) || text[..at].ends_with(FURTHER_BREAKS) => {
                    shape.directive = shape.directive.or(Some(at));
                }
                _ => {}
            }
            // After a byte above 127, which may be the end of a further line
            // break, a run may begin as after a line feed.
            run = match byte {
                b'\n' | b'\r' => Some(0),
                _ if byte >= 0x80 => Some(1),
                b' ' | b'\t' => run.map(|columns| columns + 1),
                b'-' | b'?' | b':' if next.is_none_or(|next| next.is_ascii_whitespace()) => {
                    run.map(|columns| columns + 1)
                }
                _ => {
                    shape.indent = shape.indent.max(run.unwrap_or(0));
                    None
                }
            };
            shape.indent = shape.indent.max(match byte {
                b'-' | b'?' | b':' => run.unwrap_or(0),
                _ => 0,
            });
        }
        shape
    }
}

/// The text with every `*name` made to name an anchor that is not there, and
/// nothing else changed, not even a length: the parser then fails at the first
/// true alias, and nowhere else. Fails with the place of a `*` if the anchors
/// leave no name free.
fn with_unknown_aliases(text: &str) -> Result<String, usize> {
    let bytes = text.as_bytes();
    let mut taken = [false; 256];
    for pair in bytes.windows(2) {
        if pair[0] == b'&' {
            taken[usize::from(pair[1])] = true;
        }
    }
    let free = (b'0'..=b'z')
        .rev()
        .find(|&byte| byte.is_ascii_alphanumeric() && !taken[usize::from(byte)]);
    let Some(free) = free else {
        return Err(text.find('*').unwrap_or(0));
    };
    let mut changed = String::with_capacity(text.len());
    let mut after_star = false;
    for c in text.chars() {
        let replace = after_star && u8::try_from(c).is_ok_and(in_anchor);
        changed.push(if replace { char::from(free) } else { c });
        after_star = c == '*';
    }
    Ok(changed)
}

/// Walks the whole document and keeps nothing.
fn probe(text: &str) -> Result<(), serde_yaml::Error> {
    Depth(0).deserialize(serde_yaml::Deserializer::from_str(text))
}

/// Levels above the value to be read.
#[derive(Clone, Copy)]
struct Depth(usize);

impl Depth {
    fn deeper<E: de::Error>(self) -> Result<Self, E> {
        if self.0 >= MAX_DEPTH {
            return Err(E::custom(TOO_DEEP));
        }
        Ok(Self(self.0 + 1))
    }
}

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("YAML")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i128<E>(self, _: i128) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u128<E>(self, _: u128) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let deeper = self.deeper()?;
        while list.next_element_seed(deeper)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let deeper = self.deeper()?;
        while map.next_key_seed(deeper)?.is_some() {
            map.next_value_seed(deeper)?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let ((), value) = tagged.variant_seed(self)?;
        value.newtype_variant_seed(self)
    }
}
