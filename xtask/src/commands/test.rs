//! `cargo xtask test`: the native tests, those in a headless browser, and those of the site.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::commands::{build, setup};
use crate::config::Browser;
use crate::fingerprint::files_under;
use crate::project::Project;
use crate::server::Server;
use crate::tools::browser::Driven;
use crate::tools::{cargo, node, screen};
use crate::{process, say};

/// The parts that the tests come in, in the order in which they run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    Native,
    Browser,
    Site,
}

impl Part {
    pub(crate) const NAMES: [(&str, Self); 3] =
        [("native", Self::Native), ("browser", Self::Browser), ("site", Self::Site)];
}

/// Runs the parts, and stops at the first that fails.
pub(crate) fn run(project: &Project, parts: &[Part]) -> Result<()> {
    for part in parts {
        match part {
            Part::Native => native(project)?,
            Part::Browser => in_browsers(project)?,
            Part::Site => of_site(project)?,
        }
    }
    say::done("All tests pass");
    Ok(())
}

fn native(project: &Project) -> Result<()> {
    // The tests of the budgets weigh with Node's brotli.
    node::check()?;
    say::doing("Running the native tests");
    process::run(project.cargo().args(["test", "--workspace"]), "The messages above say which test failed.")
}

fn in_browsers(project: &Project) -> Result<()> {
    let wasm_pack = setup::for_build(project)?;
    for driven in setup::for_browser_tests(project)? {
        say::doing(&format!("Running the browser tests in {:?}", driven.kind));
        wasm_pack.test(project, &driven)?;
    }
    Ok(())
}

fn of_site(project: &Project) -> Result<()> {
    let files = test_files(project)?;
    if files.is_empty() {
        say::note("tests/e2e holds no *.test.mjs, so the site is not tested");
        return Ok(());
    }
    build::package(project)?;
    let browsers = setup::for_browser_tests(project)?;
    screen::ensure()?;
    say::doing("Building the command");
    let command = cargo::build_command(project, &[])?;
    let address = Server::bind(&project.site(), 0)?.serve_in_background();
    say::doing(&format!("Running the end-to-end tests on {address}"));
    node::test(project, &files, &settings(&address, &browsers, &command))
}

/// What the end-to-end tests read from their environment.
fn settings<'a>(address: &'a str, browsers: &'a [Driven], command: &'a Path) -> Vec<(&'static str, &'a OsStr)> {
    let mut settings = vec![("PLAINLEAF_URL", address.as_ref()), ("PLAINLEAF_COMMAND", command.as_ref())];
    for driven in browsers {
        match driven.kind {
            Browser::Chrome => settings.push(("CHROMIUM_PATH", driven.browser.as_ref())),
            Browser::Firefox => {
                settings.push(("FIREFOX_PATH", driven.browser.as_ref()));
                settings.push(("GECKODRIVER", driven.driver.as_ref()));
            }
        }
    }
    settings
}

fn test_files(project: &Project) -> Result<Vec<PathBuf>> {
    let folder = project.end_to_end();
    let mut files = Vec::new();
    files_under(&folder, &mut files)?;
    files.retain(|file| {
        !file.starts_with(folder.join("node_modules"))
            && file.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".test.mjs"))
    });
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::config::tests::COMMITTED;
    use crate::testing::Folder;

    #[test]
    fn the_end_to_end_tests_are_our_own_alone() {
        let folder = Folder::new("site-tests");
        folder.write("tests/e2e/reader.test.mjs", "");
        folder.write("tests/e2e/helper.mjs", "");
        folder.write("tests/e2e/node_modules/other/their.test.mjs", "");
        let config = Config::parse(COMMITTED).unwrap();
        let project = Project { root: folder.path().to_owned(), config };
        let files = test_files(&project).unwrap();
        assert_eq!(files, [folder.path().join("tests/e2e/reader.test.mjs")]);
    }
}
