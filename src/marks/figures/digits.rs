//! Reading digits with a language's separators.

/// How a language writes numbers (CLDR): what parts decimals and what parts groups.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Separators {
    /// `.` or `,`.
    pub(super) decimal: u8,
    /// The other one.
    pub(super) group: u8,
}

/// A number in digits.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Digits {
    /// The value; infinite beyond what `f64` holds.
    pub(super) value: f64,
    /// How many digits stand before the decimal sign.
    pub(super) length: u32,
    /// Whether groups are parted ("1,000").
    pub(super) grouped: bool,
    /// How many digits stand behind the decimal sign, if it is there.
    pub(super) places: Option<u32>,
    /// Whether it begins with a nought that is not alone ("007", "00.5").
    pub(super) padded: bool,
    /// Whether it is one character that says a fraction ("½").
    pub(super) fraction: bool,
    /// Whether it has an exponent ("1e10").
    pub(super) exponent: bool,
}

impl Digits {
    /// Reads digits with separators between them; nothing where they are neither a number nor a run of groups
    /// ("192.168.1.2", "1,2,3").
    pub(super) fn read(text: &str, separators: Separators) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().unwrap_or(i64::MAX)),
            None => (text, 0),
        };
        let (whole, decimals, grouped) = parts(mantissa, separators)?;
        let mut plain = String::with_capacity(mantissa.len() + 8);
        plain.extend(whole.chars().filter(char::is_ascii_digit));
        let length = plain.len() as u32;
        let padded = length > 1 && plain.starts_with('0');
        if let Some(decimals) = decimals {
            plain.push('.');
            plain.push_str(decimals);
        }
        if exponent != 0 {
            plain.push('e');
            plain.push_str(&exponent.to_string());
        }
        let value = crate::decimal::read(&plain)?;
        let places = decimals.map(|decimals| decimals.len() as u32);
        Some(Self { value, length, grouped, places, padded, fraction: false, exponent: exponent != 0 })
    }

    /// The value as a whole number without separators, up to 99,999,999.
    pub(super) fn plain(&self) -> Option<u32> {
        let fits = !self.grouped && self.places.is_none() && !self.fraction && !self.exponent && self.length <= 8;
        fits.then_some(self.value as u32)
    }
}

/// The whole part, the decimals, and whether the whole part is grouped.
fn parts(text: &str, separators: Separators) -> Option<(&str, Option<&str>, bool)> {
    let decimal = separators.decimal as char;
    let group = separators.group as char;
    let decimals = text.matches(decimal).count();
    if decimals <= 1 {
        let (whole, behind) = text.split_once(decimal).map_or((text, None), |(whole, behind)| (whole, Some(behind)));
        if behind.is_none_or(|behind| behind.bytes().all(|byte| byte.is_ascii_digit())) {
            let separator = whole.chars().find(|character| !character.is_ascii_digit());
            match separator {
                None => return Some((whole, behind, false)),
                Some(separator)
                    if (separator == group || matches!(separator, '\'' | '’' | '\u{202f}'))
                        && groups(whole, separator) =>
                {
                    return Some((whole, behind, true));
                }
                // "3.5" on a German page: not a group, so it can only be a decimal point.
                Some(separator) if separator == group && behind.is_none() && whole.matches(group).count() == 1 => {
                    let (whole, behind) = whole.split_once(group)?;
                    let plain = behind.bytes().all(|byte| byte.is_ascii_digit()) && separators.decimal == b',';
                    return plain.then_some((whole, Some(behind), false));
                }
                Some(_) => {}
            }
        }
    } else if separators.decimal == b',' && groups(text, decimal) {
        // "1,234,567" on a page whose language writes "1.234.567".
        return Some((text, None, true));
    }
    None
}

/// Whether the digits are parted into threes, or the Indian way: two by two before the last three.
fn groups(text: &str, separator: char) -> bool {
    let mut rest = text.split(separator);
    let first = rest.next().unwrap_or_default();
    if first.is_empty() || first.len() > 3 || !first.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (mut threes, mut twos, mut last) = (true, first.len() <= 2, 0);
    let mut count = 0_usize;
    let mut lengths = rest.peekable();
    while let Some(group) = lengths.next() {
        if !group.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        count += 1;
        last = group.len();
        threes &= last == 3;
        if lengths.peek().is_some() {
            twos &= last == 2;
        }
    }
    count > 0 && last == 3 && (threes || twos)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Separators = Separators { decimal: b'.', group: b',' };
    const GERMAN: Separators = Separators { decimal: b',', group: b'.' };

    #[test]
    fn digits_are_read_as_the_language_writes_them() {
        let read = |text, separators| Digits::read(text, separators).map(|digits| digits.value);
        for (text, english, german) in [
            ("1,234", Some(1234.0), Some(1.234)),
            ("1.234", Some(1.234), Some(1234.0)),
            ("1,234,567.5", Some(1_234_567.5), None),
            ("1.234.567,5", None, Some(1_234_567.5)),
            ("12,34,567.89", Some(1_234_567.89), None),
            ("1'000", Some(1000.0), Some(1000.0)),
            ("12,5", None, Some(12.5)),
            ("3.5", Some(3.5), Some(3.5)),
            ("192.168.1.2", None, None),
            ("1,2,3", None, None),
            ("1e3", Some(1000.0), Some(1000.0)),
        ] {
            assert_eq!(read(text, ENGLISH), english, "{text} in English");
            assert_eq!(read(text, GERMAN), german, "{text} in German");
        }
    }

    #[test]
    fn numbers_beyond_the_range_are_infinite_and_never_panic() {
        assert_eq!(Digits::read("1e999999", ENGLISH).map(|digits| digits.value), Some(f64::INFINITY));
        assert_eq!(Digits::read(&"9".repeat(1_000_000), ENGLISH).map(|digits| digits.value), Some(f64::INFINITY));
        assert!(Digits::read(&format!("1{}", ",000".repeat(10_000)), ENGLISH).is_some());
        assert_eq!(Digits::read(&format!("1{}", ",".repeat(10_000)), ENGLISH), None);
    }
}
