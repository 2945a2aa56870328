//! Plain text into a page: a `p` for every line that is not blank.

use super::{Limits, Page, PageBuilder, PageError, Source};

impl Page {
    /// Reads plain text, as "select all, copy" gives it: each line becomes a `p`.
    ///
    /// # Errors
    /// When a limit is passed.
    pub fn from_plain(text: &str, limits: Limits) -> Result<Self, PageError> {
        if text.len() > limits.bytes {
            return Err(PageError::TooManyBytes { limit: limits.bytes });
        }
        let mut builder = PageBuilder::new(limits);
        builder.set_source(Source::Plain);
        builder.open("body", [])?;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            builder.open("p", [])?;
            builder.text(line)?;
            builder.close();
        }
        Ok(builder.finish())
    }
}
