//! Every number that the trees look at is cut to one of 64 steps, in one of these ways.

/// How many values a number can have.
pub const STEPS: usize = 64;

/// A share of 0 to 1.
pub(super) fn share(part: u32, whole: u32) -> u8 {
    (u64::from(part.min(whole)) * 63).checked_div(u64::from(whole)).unwrap_or(0) as u8
}

/// A count in quarters of a doubling.
pub(super) fn log(count: u32) -> u8 {
    let count = count.saturating_add(1).min(1 << 29);
    let whole = count.ilog2();
    ((whole * 4) + (((count << 2) >> whole) & 3)).min(63) as u8
}

/// A small count as it is.
pub(super) fn few(count: u32) -> u8 {
    count.min(63) as u8
}

/// Logarithmic odds, 0 in the middle.
pub(super) fn odds(odds: f32) -> u8 {
    (odds * 8.0 + 32.0).clamp(0.0, 63.0) as u8
}
