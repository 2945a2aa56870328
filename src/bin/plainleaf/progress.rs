//! A line on the terminal that says how far a long run is.

use crate::output;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Shows itself only on a terminal, for several files, after a second.
pub(crate) struct Progress {
    of: usize,
    start: Instant,
    last: Option<Instant>,
    on: bool,
}

impl Progress {
    pub(crate) fn new(of: usize) -> Self {
        Self { of, start: Instant::now(), last: None, on: of > 1 && std::io::stderr().is_terminal() }
    }

    /// Says that `done` files are done.
    pub(crate) fn show(&mut self, done: usize) {
        let now = Instant::now();
        let due = self.last.map_or(self.start + Duration::from_secs(1), |last| last + Duration::from_millis(100));
        if self.on && now >= due {
            let (width, of) = (30, self.of);
            let filled = width * done / of;
            output::note(&format!("\r[{}{}] {done} of {of} files", "#".repeat(filled), " ".repeat(width - filled)));
            self.last = Some(now);
        }
    }

    /// Takes the line away, so that something else can be written.
    pub(crate) fn clear(&mut self) {
        if self.last.take().is_some() {
            output::note("\r\x1B[K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
