//! Writes the parts of a model's file; `model.rs` beside the model reads them and says how they lie.

/// Sorted distinct keys as Rice-coded differences.
pub(crate) fn keys(out: &mut Vec<u8>, keys: &[u32], key_bits: u32) {
    // Differences of random keys are geometric; this remainder is within a bit in thirty of the best.
    let mean = (1_u64 << key_bits) as f64 / (keys.len().max(1)) as f64;
    let remainder_bits = (mean * std::f64::consts::LN_2).log2().ceil().max(0.0) as u32;
    let mut stream = Bits { bytes: Vec::new(), free: 0 };
    let mut next = 0;
    for &key in keys {
        let difference = key - next;
        for _ in 0..difference >> remainder_bits {
            stream.push(true);
        }
        stream.push(false);
        for bit in (0..remainder_bits).rev() {
            stream.push(difference >> bit & 1 != 0);
        }
        next = key + 1;
    }
    out.extend((keys.len() as u32).to_le_bytes());
    out.push(remainder_bits as u8);
    out.extend((stream.bytes.len() as u32).to_le_bytes());
    out.extend(stream.bytes);
}

struct Bits {
    bytes: Vec<u8>,
    free: u32,
}

impl Bits {
    fn push(&mut self, bit: bool) {
        if self.free == 0 {
            self.bytes.push(0);
            self.free = 8;
        }
        self.free -= 1;
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << self.free;
        }
    }
}
