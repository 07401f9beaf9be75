//! Which lines two texts have in common, and three.
//!
//! Lines are matched as Python's difflib matches them (the longest block first, then
//! what lies on its two sides): another way gives other bytes, and two clones must
//! come to the same.

use std::collections::HashMap;

/// Lines that two texts have in common: from a place in each, so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Block {
    a: usize,
    b: usize,
    size: usize,
}

/// The blocks in their order, and an empty one at the ends of both.
fn blocks(a: &[&str], b: &[&str]) -> Vec<Block> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, line) in b.iter().enumerate() {
        places.entry(line).or_default().push(place);
    }
    let mut found = Vec::new();
    let mut left = vec![(0, a.len(), 0, b.len())];
    while let Some((from_a, to_a, from_b, to_b)) = left.pop() {
        let block = longest(a, &places, (from_a, to_a), (from_b, to_b));
        if block.size == 0 {
            continue;
        }
        found.push(block);
        if from_a < block.a && from_b < block.b {
            left.push((from_a, block.a, from_b, block.b));
        }
        let (end_a, end_b) = (block.a + block.size, block.b + block.size);
        if end_a < to_a && end_b < to_b {
            left.push((end_a, to_a, end_b, to_b));
        }
    }
    found.sort_unstable();
    let mut joined: Vec<Block> = Vec::new();
    for block in found {
        match joined.last_mut() {
            Some(last) if last.a + last.size == block.a && last.b + last.size == block.b => {
                last.size += block.size;
            }
            _ => joined.push(block),
        }
    }
    joined.push(Block {
        a: a.len(),
        b: b.len(),
        size: 0,
    });
    joined
}

/// The longest block of a part of each, the first of several in both.
fn longest(
    a: &[&str],
    places: &HashMap<&str, Vec<usize>>,
    (from_a, to_a): (usize, usize),
    (from_b, to_b): (usize, usize),
) -> Block {
    let mut best = Block {
        a: from_a,
        b: from_b,
        size: 0,
    };
    // How long a block ends at each place of `b` with the line before.
    let mut ending: HashMap<usize, usize> = HashMap::new();
    for (at, line) in a.iter().enumerate().take(to_a).skip(from_a) {
        let mut now = HashMap::new();
        let places = places.get(line).map_or(&[][..], Vec::as_slice);
        for place in places
            .iter()
            .copied()
            .filter(|place| (from_b..to_b).contains(place))
        {
            let before = place.checked_sub(1).and_then(|before| ending.get(&before));
            let size = before.copied().unwrap_or(0) + 1;
            now.insert(place, size);
            if size > best.size {
                best = Block {
                    a: at + 1 - size,
                    b: place + 1 - size,
                    size,
                };
            }
        }
        ending = now;
    }
    best
}

/// A part of three texts.
#[derive(Debug)]
pub(super) enum Region<'r, 't> {
    /// Lines that all three have.
    Same(&'r [&'t str]),
    /// Lines between those: of the base, of one, of the other.
    Other([&'r [&'t str]; 3]),
}

/// Three texts, cut at the lines that all of them have.
pub(super) fn regions<'r, 't>(
    base: &'r [&'t str],
    ours: &'r [&'t str],
    theirs: &'r [&'t str],
) -> Vec<Region<'r, 't>> {
    let (with_ours, with_theirs) = (blocks(base, ours), blocks(base, theirs));
    let mut regions = Vec::new();
    let (mut one, mut other) = (0, 0);
    let mut from = (0, 0, 0);
    while one < with_ours.len() && other < with_theirs.len() {
        let (x, y) = (with_ours[one], with_theirs[other]);
        let (mut start, mut end) = (x.a.max(y.a), (x.a + x.size).min(y.a + y.size));
        let is_end = x.size == 0 && y.size == 0;
        if start < end || is_end {
            let at = if is_end {
                (start, end) = (base.len(), base.len());
                (ours.len(), theirs.len())
            } else {
                (x.b + start - x.a, y.b + start - y.a)
            };
            regions.push(Region::Other([
                &base[from.0..start],
                &ours[from.1..at.0],
                &theirs[from.2..at.1],
            ]));
            if is_end {
                break;
            }
            regions.push(Region::Same(&base[start..end]));
            from = (end, at.0 + end - start, at.1 + end - start);
        }
        if x.a + x.size < y.a + y.size || x.size > 0 && y.size == 0 {
            one += 1;
        } else {
            other += 1;
        }
    }
    regions
}
