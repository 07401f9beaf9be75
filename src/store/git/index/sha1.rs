//! SHA-1 of the index file. libgit2's own, which looks for attacks while it
//! hashes, takes most of the time of writing an index; this one guards against
//! nothing but accidents, which is what the sum at the end of an index is for.

/// The hash of some bytes.
pub(super) fn sha1(bytes: &[u8]) -> [u8; 20] {
    let mut state = [
        0x6745_2301,
        0xefcd_ab89,
        0x98ba_dcfe,
        0x1032_5476,
        0xc3d2_e1f0,
    ];
    let mut blocks = bytes.chunks_exact(64);
    for block in &mut blocks {
        compress(&mut state, block);
    }
    let rest = blocks.remainder();
    let mut tail = [0; 128];
    tail[..rest.len()].copy_from_slice(rest);
    tail[rest.len()] = 0x80;
    let end = if rest.len() < 56 { 64 } else { 128 };
    let bits = (bytes.len() as u64).wrapping_mul(8);
    tail[end - 8..end].copy_from_slice(&bits.to_be_bytes());
    for block in tail[..end].chunks_exact(64) {
        compress(&mut state, block);
    }
    let mut hash = [0; 20];
    for (four, word) in hash.chunks_exact_mut(4).zip(state) {
        four.copy_from_slice(&word.to_be_bytes());
    }
    hash
}

fn compress(state: &mut [u32; 5], block: &[u8]) {
    let mut words = [0_u32; 80];
    for (word, four) in words.iter_mut().zip(block.chunks_exact(4)) {
        *word = four
            .iter()
            .fold(0, |word, byte| word << 8 | u32::from(*byte));
    }
    for at in 16..80 {
        let mixed = words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16];
        words[at] = mixed.rotate_left(1);
    }
    let mut turning = *state;
    let (first, rest) = words.split_at(20);
    let (second, rest) = rest.split_at(20);
    let (third, fourth) = rest.split_at(20);
    rounds(&mut turning, first, 0x5a82_7999, |b, c, d| {
        (b & c) | (!b & d)
    });
    rounds(&mut turning, second, 0x6ed9_eba1, |b, c, d| b ^ c ^ d);
    rounds(&mut turning, third, 0x8f1b_bcdc, |b, c, d| {
        (b & c) | (b & d) | (c & d)
    });
    rounds(&mut turning, fourth, 0xca62_c1d6, |b, c, d| b ^ c ^ d);
    for (word, turned) in state.iter_mut().zip(turning) {
        *word = word.wrapping_add(turned);
    }
}

/// The names are those of the standard.
#[inline]
#[expect(clippy::many_single_char_names)]
fn rounds(state: &mut [u32; 5], words: &[u32], constant: u32, mix: impl Fn(u32, u32, u32) -> u32) {
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for word in words {
        let turned = a
            .rotate_left(5)
            .wrapping_add(mix(b, c, d))
            .wrapping_add(e)
            .wrapping_add(constant)
            .wrapping_add(*word);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, turned);
    }
    *state = [a, b, c, d, e];
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Git hashes a blob with its header before it.
    #[test]
    fn the_hash_is_libgit2s_at_every_length_around_a_block() {
        for length in (0_usize..200).chain([4_096, 65_537]) {
            let content: Vec<u8> = (0..=250).cycle().take(length).collect();
            let mut blob = format!("blob {length}\0").into_bytes();
            blob.extend_from_slice(&content);
            let known = git2::Oid::hash_object(git2::ObjectType::Blob, &content).unwrap();
            assert_eq!(sha1(&blob), known.as_bytes(), "{length}");
        }
    }
}
