//! Quantities in news sentences: a value is found when it is the same number, and with its unit
//! when a figure of that value has a unit that is the same, or one within the other.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;
use unicode_general_category::{GeneralCategory, get_general_category};

use super::marked::marked;
use super::plainleaf::{Marking, Plainleaf};
use super::report::Measure;
use super::tally::{Tally, share};
use super::words::bag;

/// The unit of what has none.
const NO_UNIT: &str = "-";

#[derive(Deserialize)]
struct Wanted {
    quantities: Vec<Quantity>,
}

#[derive(Deserialize)]
struct Quantity {
    value: Value,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    normalized_unit: Option<String>,
}

/// A value to six decimals, without its sign, with its unit in lower case.
type Amount = (u64, String);

pub(super) fn score(plainleaf: &Plainleaf, name: &str, path: &Path) -> Result<Measure> {
    let cases = marked::<Wanted>(plainleaf, path)?;
    let (mut values, mut with_unit) = (Tally::default(), Tally::default());
    let (mut empty, mut silent) = (0, 0);
    let mut scored = Vec::new();
    for (case, marking) in &cases {
        let (wanted, found) = (wanted(&case.wanted), found(marking));
        if wanted.is_empty() {
            empty += 1;
            silent += usize::from(found.is_empty());
        }
        let (of_values, of_units) = compare(&wanted, &found);
        values += of_values;
        with_unit += of_units;
        scored.push((of_values.of_case(), format!("{} {}", case.id, case.text)));
    }
    Ok(Measure::new(name)
        .share("F1", values.f1())
        .share("precision", values.precision())
        .share("recall", values.recall())
        .share("with unit", with_unit.f1())
        .share("silent", share(silent, empty))
        .cases(scored))
}

fn wanted(wanted: &Wanted) -> Vec<Amount> {
    let mut amounts = Vec::new();
    for quantity in &wanted.quantities {
        let units = [&quantity.normalized_unit, &quantity.unit];
        let unit = unit(units);
        let written = written(&quantity.value);
        amounts.extend(numbers(&written).into_iter().map(|value| (value, unit.clone())));
    }
    amounts
}

fn found(marking: &Marking) -> Vec<Amount> {
    let mut amounts = Vec::new();
    for figure in &marking.figures {
        let values: &[&Option<Value>] = match figure.kind.as_str() {
            "date" | "time" | "ordinal" => &[],
            "range" => &[&figure.low, &figure.high],
            _ => &[&figure.value],
        };
        let unit = unit([&figure.unit_name, &figure.unit]);
        let values = values.iter().copied().flatten();
        let numbers = values.filter_map(|value| number(&written(value)));
        amounts.extend(numbers.map(|value| (value, unit.clone())));
    }
    amounts
}

/// The first unit that is one, in lower case.
fn unit(units: [&Option<String>; 2]) -> String {
    let mut units = units.into_iter().flatten().filter(|unit| !unit.is_empty());
    units.next().map_or(NO_UNIT, String::as_str).to_lowercase()
}

fn compare(wanted: &[Amount], found: &[Amount]) -> (Tally, Tally) {
    let mut left = bag(found.iter().map(|(value, _)| *value));
    let mut values = Tally { right: 0, found: found.len(), wanted: wanted.len() };
    let mut with_unit = values;
    for (value, unit) in wanted {
        let Some(left) = left.get_mut(value).filter(|left| **left > 0) else {
            continue;
        };
        *left -= 1;
        values.right += 1;
        let has_unit = |(its, theirs): &Amount| its == value && same_unit(unit, theirs);
        with_unit.right += usize::from(found.iter().any(has_unit));
    }
    (values, with_unit)
}

fn same_unit(wanted: &str, found: &str) -> bool {
    wanted == found
        || wanted.trim_end_matches('s') == found.trim_end_matches('s')
        || found.contains(wanted)
        || (wanted.contains(found) && found != NO_UNIT)
}

/// The numbers in a value such as `1000`, `10-12`, `3 to 5` or `4, 5`.
fn numbers(written: &str) -> Vec<u64> {
    parts(written).into_iter().filter_map(number).collect()
}

/// Splits at each `-`, `to` or `,` that a digit follows, and drops the white space around it.
fn parts(written: &str) -> Vec<&str> {
    let is_digit = |character| get_general_category(character) == GeneralCategory::DecimalNumber;
    let mut parts = Vec::new();
    let (mut from, mut search) = (0, 0);
    while let Some((at, separator)) = first_separator(written, search) {
        let rest = written[at + separator.len()..].trim_start();
        search = at + separator.len();
        if rest.starts_with(is_digit) {
            parts.push(written[from..at].trim_end());
            from = written.len() - rest.len();
            search = from;
        }
    }
    parts.push(&written[from..]);
    parts
}

fn first_separator(written: &str, from: usize) -> Option<(usize, &'static str)> {
    let places = ["-", "to", ","]
        .into_iter()
        .filter_map(|separator| written[from..].find(separator).map(|at| (from + at, separator)));
    places.min()
}

/// A number as written, as far as it is one.
fn number(written: &str) -> Option<u64> {
    written.replace(',', "").trim().parse().ok().map(key)
}

/// What two values share when they are the same to six decimals but for the sign.
fn key(value: f64) -> u64 {
    // Formatting rounds the exact value, as dividing and multiplying would not.
    let rounded = format!("{value:.6}").parse().unwrap_or(value);
    f64::abs(rounded).to_bits()
}

/// A value as text, whether it was given as a number or as text.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(value: f64, unit: &str) -> Amount {
        (key(value), unit.to_owned())
    }

    #[test]
    fn a_value_may_hold_several_numbers() {
        let of = |written| numbers(written);
        assert_eq!(of("275.0"), [key(275.0)]);
        assert_eq!(of("10-12"), [key(10.0), key(12.0)]);
        assert_eq!(of("3 to 5.5"), [key(3.0), key(5.5)]);
        assert_eq!(of("4, 5"), [key(4.0), key(5.0)]);
        assert_eq!(of("-5"), [key(5.0)]);
        assert_eq!(of("a few"), [0; 0]);
        assert_eq!(of(""), [0; 0]);
        assert_eq!(parts("top - to - x"), ["top - to - x"]);
    }

    #[test]
    fn values_are_the_same_to_six_decimals_but_for_the_sign() {
        assert_eq!(key(0.1 + 0.2), key(0.3));
        assert_eq!(key(-2e8), key(200_000_000.0));
        assert_ne!(key(1.000_001), key(1.0));
    }

    #[test]
    fn units_may_be_one_within_the_other() {
        assert!(same_unit("yard", "yards") && same_unit("us dollar", "dollar"));
        assert!(same_unit("dollar", "us dollar") && same_unit("-", "-"));
        assert!(!same_unit("yard", "-") && !same_unit("yard", "mile"));
    }

    #[test]
    fn each_value_counts_as_often_as_it_was_found() {
        let wanted = [amount(5.0, "mile"), amount(5.0, "mile"), amount(7.0, "-")];
        let found = [amount(5.0, "kilometre"), amount(8.0, "-")];
        let (values, with_unit) = compare(&wanted, &found);
        assert_eq!(values, Tally { right: 1, found: 2, wanted: 3 });
        assert_eq!(with_unit, Tally { right: 0, found: 2, wanted: 3 });
    }

    #[test]
    fn dates_and_ordinals_are_no_amounts() {
        let marking = r#"{"id": "a", "quotes": [], "names": [], "figures": [
            {"start": 0, "end": 1, "kind": "date", "value": 1},
            {"start": 2, "end": 3, "kind": "range", "low": 10, "high": 12, "unit": "percent"},
            {"start": 4, "end": 5, "kind": "money", "value": 2e8, "unit": "USD", "unit_name": "Dollar"}]}"#;
        let found = found(&serde_json::from_str(marking).unwrap());
        let wanted = [amount(10.0, "percent"), amount(12.0, "percent"), amount(2e8, "dollar")];
        assert_eq!(found, wanted);
    }
}
