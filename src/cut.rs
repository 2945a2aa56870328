//! Parts of strings by byte offsets.

use std::slice::SliceIndex;

/// Cuts a string without a way to panic.
pub(crate) trait Cut {
    /// The part in a range of bytes; empty where there is none such, or where it would tear a character apart. Slices of
    /// strings panic then.
    fn cut(&self, range: impl SliceIndex<str, Output = str>) -> &str;
}

impl Cut for str {
    #[inline]
    fn cut(&self, range: impl SliceIndex<str, Output = str>) -> &str {
        self.get(range).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Cut;

    #[test]
    fn what_is_not_there_is_empty() {
        let text = "naïve";
        assert_eq!([text.cut(..2), text.cut(2..4), text.cut(4..), text.cut(..)], ["na", "ï", "ve", "naïve"]);
        assert_eq!([text.cut(3..), text.cut(..3), text.cut(4..9), text.cut(7..)], [""; 4]);
    }
}
