//! Facts shared by all languages: units of measure, currencies, time zones.

pub(super) mod currencies;
pub(super) mod units;
pub(super) mod zones;
