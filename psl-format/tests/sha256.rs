//! SHA-256, for comparing with recorded sums (FIPS 180-4).

/// The sum of `bytes` in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let primes: Vec<u64> = (2..).filter(|n| (2..*n).all(|it| n % it != 0)).take(64).collect();
    let constants: Vec<u32> = primes.iter().map(|it| fraction((*it as f64).cbrt())).collect();
    let mut state: [u32; 8] = std::array::from_fn(|it| fraction((primes[it] as f64).sqrt()));
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    padded.resize((padded.len() + 8).next_multiple_of(64) - 8, 0);
    padded.extend((bytes.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks_exact(64) {
        round(&mut state, block, &constants);
    }
    state.iter().map(|it| format!("{it:08x}")).collect()
}

/// The first 32 bits behind the point.
fn fraction(number: f64) -> u32 {
    (number.fract() * 4_294_967_296.0) as u32
}

fn round(state: &mut [u32; 8], block: &[u8], constants: &[u32]) {
    let words = block.chunks_exact(4);
    let mut words: Vec<u32> =
        words.map(|it| it.iter().fold(0, |word, byte| word << 8 | u32::from(*byte))).collect();
    for index in 16..64 {
        let (a, b) = (words[index - 15], words[index - 2]);
        let first = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
        let second = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
        let sum = words[index - 16].wrapping_add(first).wrapping_add(words[index - 7]).wrapping_add(second);
        words.push(sum);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for (word, constant) in words.iter().zip(constants) {
        let sum = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let choice = (e & f) ^ (!e & g);
        let first = h.wrapping_add(sum).wrapping_add(choice).wrapping_add(*constant).wrapping_add(*word);
        let sum = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let majority = (a & b) ^ (a & c) ^ (b & c);
        (h, g, f, e) = (g, f, e, d.wrapping_add(first));
        (d, c, b, a) = (c, b, a, first.wrapping_add(sum.wrapping_add(majority)));
    }
    for (old, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *old = old.wrapping_add(new);
    }
}

#[test]
fn equals_the_published_examples() {
    assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    let long = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    assert_eq!(sha256(long), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}
