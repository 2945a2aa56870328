//! Facts shared by all languages: units of measure, currencies, time zones.

pub(super) mod currencies;
pub(super) mod units;

/// Words of all languages, as a language's table has them.
pub(super) const SHARED: &str = include_str!("shared.txt");
