//! From YAML to values, and from a parser's complaint to a [`Fault`].

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use crate::core::fault::Fault;

use super::bounds::MAX_BYTES;
use super::caps;
use super::fault::fault;
use super::split::{self, Document};

impl Document {
    /// Reads the head, within the limits of [`within_caps`](super::within_caps).
    ///
    /// A head without any key is read as an empty mapping, so that a missing
    /// field is called missing. Positions in errors are those of the file.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        read(self.head(), self.head_line())
    }

    /// The head as a mapping, in its order.
    pub(super) fn mapping(&self) -> Result<Mapping, Fault> {
        match self.read::<Value>()? {
            Value::Mapping(mapping) => Ok(mapping),
            _ => Err(Fault::new(
                "",
                self.head_line(),
                1,
                "the front matter is not a list of `key: value` lines",
            )),
        }
    }
}

/// Reads a plain YAML file, such as `bitacora.yaml`: as front matter is read,
/// without fences.
pub fn read_yaml<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    let text = split::without_bom(split::utf8(bytes)?);
    if text.len() > MAX_BYTES {
        return Err(split::too_long(text.len(), 1));
    }
    read(text, 1)
}

/// `first_line` is where in its file the text begins.
pub(super) fn read<T: DeserializeOwned>(text: &str, first_line: usize) -> Result<T, Fault> {
    caps::within(text, first_line)?;
    if is_blank(text) {
        return T::deserialize(Value::Mapping(Mapping::new()))
            .map_err(|error| Fault::new("", first_line, 1, error.to_string()));
    }
    serde_yaml::from_str(text).map_err(|error| fault(&error, text, first_line))
}

/// Whether there is nothing but comments.
pub(super) fn is_blank(text: &str) -> bool {
    text.lines()
        .map(str::trim_start)
        .all(|line| line.is_empty() || line.starts_with('#'))
}
