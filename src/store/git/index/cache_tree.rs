//! The index's record of which trees its entries make, so that git need not
//! hash them again.

use std::collections::BTreeMap;

/// No path git can check out lies in so many folders; whoever wrote more wants
/// to exhaust the stack.
const DEEPEST: usize = 2_048;

/// The extension without the names of the trees that a change has touched;
/// `None` when it cannot be read, and then git does without.
pub(super) fn invalidated<E>(extension: &[u8], changed: &BTreeMap<Vec<u8>, E>) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(extension.len());
    let rest = node(extension, 0, &mut Vec::new(), changed, &mut out)?;
    rest.is_empty().then_some(out)
}

/// Copies a node and those below it; gives what follows them. A node is its
/// name, NUL, the number of entries (-1: unknown), the number of nodes below,
/// and the tree's name unless it is unknown.
fn node<'a, E>(
    bytes: &'a [u8],
    depth: usize,
    path: &mut Vec<u8>,
    changed: &BTreeMap<Vec<u8>, E>,
    out: &mut Vec<u8>,
) -> Option<&'a [u8]> {
    if depth > DEEPEST {
        return None;
    }
    let (name, rest) = split(bytes, 0)?;
    let (counts, rest) = split(rest, b'\n')?;
    let counts = std::str::from_utf8(counts).ok()?;
    let (entries, below) = counts.split_once(' ')?;
    let known = !entries.starts_with('-');
    let (tree, mut rest) = rest.split_at_checked(if known { 20 } else { 0 })?;

    let length = path.len();
    path.extend_from_slice(name);
    if !name.is_empty() {
        path.push(b'/');
    }
    let touched = changed
        .range(path.clone()..)
        .next()
        .is_some_and(|(first, _)| first.starts_with(path));
    out.extend_from_slice(name);
    if touched {
        out.extend_from_slice(format!("\0-1 {below}\n").as_bytes());
    } else {
        out.extend_from_slice(format!("\0{counts}\n").as_bytes());
        out.extend_from_slice(tree);
    }
    for _ in 0..below.parse::<u32>().ok()? {
        rest = node(rest, depth + 1, path, changed, out)?;
    }
    path.truncate(length);
    Some(rest)
}

fn split(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == at)?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_without_end_are_not_followed() {
        let nested = |depth: usize| {
            let mut bytes = b"\0-1 1\n".to_vec();
            bytes.extend(b"a\0-1 1\n".repeat(depth));
            bytes.extend(b"a\0-1 0\n");
            bytes
        };
        let nothing = BTreeMap::<_, u8>::new();
        assert_eq!(invalidated(&nested(2_000), &nothing), Some(nested(2_000)));
        assert_eq!(invalidated(&nested(500_000), &nothing), None);
    }
}
