//! A screen that nobody sees, with a keyboard and a mouse: for the keys that belong to the browser itself.

use anyhow::Result;

use crate::tools::apt;
use crate::{process, say};

/// Its programs, and Debian's packages for them.
const PROGRAMS: [(&str, &str); 2] = [("Xvfb", "xvfb"), ("xdotool", "xdotool")];

/// Installs it where that is possible; elsewhere the tests that need it are left out, and this says so.
pub(crate) fn ensure() -> Result<()> {
    let missing: Vec<&str> =
        PROGRAMS.iter().filter(|(program, _)| process::find(program).is_none()).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if apt::can_install() {
        apt::update();
        return apt::install(&missing);
    }
    say::note(&format!(
        "The extension's keys are not pressed: that needs {} (on Debian and Ubuntu, apt-get has them)",
        missing.join(" and ")
    ));
    Ok(())
}
