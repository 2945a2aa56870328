//! A line on the terminal that says how far a long run is, and how fast.

use crate::output;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Signs that the bar is long.
const WIDTH: usize = 30;
/// Before it shows itself.
const PATIENCE: Duration = Duration::from_secs(1);

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
        let due = self.last.map_or(self.start + PATIENCE, |last| last + Duration::from_millis(100));
        if self.on && now >= due {
            output::note(&line(done, self.of, self.start.elapsed()));
            self.last = Some(now);
        }
    }

    /// Takes the line away, so that something else can be written.
    pub(crate) fn clear(&mut self) {
        if self.last.take().is_some() {
            output::note("\r\x1B[K");
        }
    }

    /// Says how it went, where it took so long that somebody watched.
    pub(crate) fn finish(&mut self, unreadable: usize) {
        self.clear();
        let took = self.start.elapsed();
        if self.on && took >= PATIENCE {
            output::note(&summary(self.of, unreadable, took));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

fn line(done: usize, of: usize, took: Duration) -> String {
    let filled = WIDTH * done / of.max(1);
    let bar = "#".repeat(filled) + &" ".repeat(WIDTH - filled);
    format!("\r\x1B[K[{bar}] {done} of {of} files, {:.0} a second", speed(done, took))
}

fn summary(files: usize, unreadable: usize, took: Duration) -> String {
    let lost = if unreadable > 0 { format!("; {unreadable} could not be read") } else { String::new() };
    format!("{files} files in {:.1} s, {:.0} a second{lost}\n", took.as_secs_f64(), speed(files, took))
}

/// Files a second.
fn speed(files: usize, took: Duration) -> f64 {
    files as f64 / took.as_secs_f64().max(f64::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_far_and_how_fast() {
        let half = line(50, 100, Duration::from_secs(2));
        assert!(half.ends_with("50 of 100 files, 25 a second"), "{half}");
        assert_eq!(half.matches('#').count(), WIDTH / 2);
        assert_eq!(summary(300, 0, Duration::from_millis(1500)), "300 files in 1.5 s, 200 a second\n");
        assert_eq!(summary(300, 2, Duration::from_secs(3)), "300 files in 3.0 s, 100 a second; 2 could not be read\n");
    }
}
