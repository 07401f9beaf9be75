//! In which order keys and sections stand.

/// An order of `keep`: that of the base, or of the one side that moved something.
/// New ones of which a rank is known stand by it; others beside what they stood
/// beside, or last by name where both sides have them.
pub(super) fn sequence<K: Ord + Clone>(
    base: &[K],
    a: &[K],
    b: &[K],
    keep: &[K],
    rank: impl Fn(&K) -> Option<usize>,
) -> Vec<K> {
    let has_moved = |side: &[K]| {
        let theirs = side.iter().filter(|key| base.contains(key));
        let ours = base.iter().filter(|key| side.contains(key));
        !theirs.eq(ours)
    };
    let order = match (has_moved(a), has_moved(b)) {
        (true, true) => a.max(b),
        (true, false) => a,
        (false, true) => b,
        (false, false) => base,
    };
    let known = order
        .iter()
        .filter(|key| keep.contains(key) && base.contains(key));
    let mut out: Vec<K> = known.cloned().collect();
    let sides_of = |key: &K| {
        let sides = [a, b].into_iter().filter(|side| side.contains(key));
        sides.collect::<Vec<_>>()
    };
    let mut fresh: Vec<&K> = keep.iter().filter(|key| !out.contains(key)).collect();
    fresh.sort_by_key(|key| {
        let rank = rank(key);
        let sides = sides_of(key);
        let place = match sides.as_slice() {
            [side] => side.iter().position(|other| other == *key),
            _ => None,
        };
        (
            rank.is_none(),
            rank.unwrap_or(0),
            sides.len(),
            place.unwrap_or(0),
            *key,
        )
    });
    for key in fresh {
        let sides = sides_of(key);
        let at = match (rank(key), sides.as_slice()) {
            (Some(own), _) => {
                let after = |other: &K| rank(other).is_some_and(|other| other > own);
                out.iter().position(after).unwrap_or(out.len())
            }
            (None, [side]) => {
                let before = side.iter().take_while(|other| *other != key);
                let before = before.filter(|other| out.contains(other)).last();
                let before = before.and_then(|before| out.iter().position(|other| other == before));
                before.map_or(0, |before| before + 1)
            }
            (None, _) => out.len(),
        };
        out.insert(at, key.clone());
    }
    out
}
