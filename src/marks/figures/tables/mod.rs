//! Facts shared by all languages: units of measure, currencies, time zones.

pub(super) mod currencies;
pub(super) mod units;

use crate::table;

/// Words of all languages, under the headings of a language's table and two more, both of exact case: `scales`,
/// written onto digits or behind a currency's amount, and `zones`, behind a clock time, with the offset from UTC in
/// minutes or none where the letters leave summer time open.
pub(super) const SHARED: &str = table::file!("shared.txt");
