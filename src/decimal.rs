//! Decimals, read and written exactly, and what else of arithmetic has long tables.
//!
//! Exact sums on decimals need long tables and longer code. The browser has them already, and both sides round to the
//! nearest value and write the fewest digits that read back as it, so the browser module asks there.

/// Reads digits with at most one point and exponent; infinity beyond the range of `f64`, none where it is no number.
pub(crate) fn read(text: &str) -> Option<f64> {
    let plain = |byte: u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
    if text.is_empty() || !text.bytes().all(plain) {
        return None;
    }
    #[cfg(target_family = "wasm")]
    let value = Some(wasm_bindgen::JsValue::from_str(text).unchecked_into_f64()).filter(|value| !value.is_nan());
    #[cfg(not(target_family = "wasm"))]
    let value = text.parse().ok();
    value
}

/// Writes a value with as few digits as read back as it. In a browser, values from 10²¹ on or below 10⁻⁶ have an
/// exponent.
pub(crate) fn write(value: f64) -> String {
    #[cfg(target_family = "wasm")]
    return js_sys::Number::from(value).to_string_with_radix(10).map(String::from).unwrap_or_default();
    #[cfg(not(target_family = "wasm"))]
    value.to_string()
}

/// One value to the power of another.
pub(crate) fn power(value: f64, exponent: f64) -> f64 {
    #[cfg(target_family = "wasm")]
    return js_sys::Math::pow(value, exponent);
    #[cfg(not(target_family = "wasm"))]
    value.powf(exponent)
}

/// The logarithm to the base of ten.
pub(crate) fn log10(value: f64) -> f64 {
    #[cfg(target_family = "wasm")]
    return js_sys::Math::log10(value);
    #[cfg(not(target_family = "wasm"))]
    value.log10()
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn decimals_come_back_as_they_were() {
        for text in ["0", "0.1", "1900000", "3.14159", "123456789012345680", "0.000123"] {
            assert_eq!(read(text).map(write).as_deref(), Some(text));
        }
        assert_eq!(read("1e400"), Some(f64::INFINITY));
    }

    #[test]
    fn what_is_no_decimal_is_not_read() {
        for text in ["", "-", ".", "1-2", "1.2.3", "e5", "0x10", "inf", "NaN", " 1", "१"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
