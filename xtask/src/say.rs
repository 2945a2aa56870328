//! What the person at the terminal sees while something takes its time.
//!
//! It all goes to standard error; standard output holds results only.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;

/// Says in one line what is being done, before anything that may take over a second.
pub(crate) fn doing(sentence: &str) {
    line("→", sentence);
}

/// Says that a thing is done, or needed no doing.
pub(crate) fn done(sentence: &str) {
    line("✓", sentence);
}

/// Says something that the person should know, though all goes on.
pub(crate) fn note(sentence: &str) {
    line("!", sentence);
}

fn line(sign: &str, sentence: &str) {
    let mut out = std::io::stderr().lock();
    let written = if out.is_terminal() {
        writeln!(out, "\x1b[1m{sign} {sentence}\x1b[0m")
    } else {
        writeln!(out, "{sign} {sentence}")
    };
    // A closed terminal is no reason to stop the work.
    drop(written);
}

/// A bar that fills as parts of a whole are done; many threads may advance it.
///
/// On a terminal it redraws one line. Elsewhere it prints a line at each tenth, so that a log
/// stays short.
pub(crate) struct Bar {
    label: String,
    whole: usize,
    drawn: Mutex<Drawn>,
}

struct Drawn {
    done: usize,
    tenths: usize,
}

impl Bar {
    const WIDTH: usize = 30;

    pub(crate) fn new(label: &str, whole: usize) -> Self {
        Self { label: label.to_owned(), whole, drawn: Mutex::new(Drawn { done: 0, tenths: 0 }) }
    }

    /// Counts `parts` more as done.
    pub(crate) fn advance(&self, parts: usize) {
        // A panic elsewhere while drawing leaves numbers that are still good.
        let mut drawn = self.drawn.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        drawn.done = (drawn.done + parts).min(self.whole);
        let tenths = drawn.done * 10 / self.whole.max(1);
        let mut out = std::io::stderr().lock();
        let written = if out.is_terminal() {
            let end = if drawn.done == self.whole { "\n" } else { "" };
            write!(out, "\r{}{end}", self.picture(drawn.done)).and_then(|()| out.flush())
        } else if tenths > drawn.tenths {
            writeln!(out, "{}", self.picture(drawn.done))
        } else {
            Ok(())
        };
        drop(written);
        drawn.tenths = tenths;
    }

    fn picture(&self, done: usize) -> String {
        let full = done * Self::WIDTH / self.whole.max(1);
        let bar = "█".repeat(full) + &"░".repeat(Self::WIDTH - full);
        format!("  {bar} {done}/{} {}", self.whole, self.label)
    }
}

#[cfg(test)]
mod tests {
    use super::Bar;

    #[test]
    fn the_bar_fills_in_step() {
        let bar = Bar::new("pages", 4);
        assert_eq!(bar.picture(0).matches('█').count(), 0);
        assert_eq!(bar.picture(2).matches('█').count(), Bar::WIDTH / 2);
        assert_eq!(bar.picture(4).matches('░').count(), 0);
        assert!(bar.picture(2).ends_with("2/4 pages"));
    }
}
