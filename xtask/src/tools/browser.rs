//! The browsers that run the tests, and the drivers that steer them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::config::Browser;
use crate::project::Project;
use crate::tools::pinned;
use crate::{process, say};

/// A browser and its driver, both found.
pub(crate) struct Driven {
    pub(crate) kind: Browser,
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

impl Driven {
    /// Finds them, or installs Chromium where that is possible, or says what to install.
    pub(crate) fn ensure(kind: Browser) -> Result<Self> {
        if let Some(driven) = Self::find(kind) {
            driven.check_versions()?;
            return Ok(driven);
        }
        if kind == Browser::Chrome && can_install() {
            install()?;
            if let Some(driven) = Self::find(kind) {
                driven.check_versions()?;
                return Ok(driven);
            }
        }
        bail!("{}", missing(kind));
    }

    fn find(kind: Browser) -> Option<Self> {
        let (browser, driver) = match kind {
            Browser::Chrome => (CHROME.find()?, CHROMEDRIVER.find()?),
            Browser::Firefox => (FIREFOX.find()?, GECKODRIVER.find()?),
        };
        Some(Self { kind, browser, driver })
    }

    /// What the test runner reads from its environment.
    pub(crate) fn settings(&self, project: &Project) -> Result<Vec<(&'static str, PathBuf)>> {
        match self.kind {
            Browser::Firefox => Ok(vec![("GECKODRIVER", self.driver.clone())]),
            Browser::Chrome => Ok(vec![
                ("CHROMEDRIVER", self.driver.clone()),
                ("WASM_BINDGEN_TEST_WEBDRIVER_JSON", self.capabilities(project)?),
            ]),
        }
    }

    /// Writes `webdriver.json` anew with the browser's own place in it, so that the driver starts
    /// the very browser that was found.
    fn capabilities(&self, project: &Project) -> Result<PathBuf> {
        let text = project.read("webdriver.json")?;
        let file = project.scratch()?.join("webdriver.json");
        fs::write(&file, with_binary(&text, &self.browser)?)
            .with_context(|| format!("cannot write {}", file.display()))?;
        Ok(file)
    }

    /// Chromium and its driver must be of one release.
    fn check_versions(&self) -> Result<()> {
        if self.kind != Browser::Chrome || cfg!(windows) {
            // geckodriver drives many releases; Chrome for Windows does not print its version.
            return Ok(());
        }
        let version = |program: &Path| -> Result<String> {
            process::output(Command::new(program).arg("--version"))
                .with_context(|| format!("{} is there but does not start", program.display()))
        };
        same_release(&version(&self.browser)?, &version(&self.driver)?)
    }
}

fn with_binary(webdriver: &str, browser: &Path) -> Result<String> {
    let mut capabilities: Value = serde_json::from_str(webdriver).context("webdriver.json is not JSON")?;
    let options = capabilities.get_mut("goog:chromeOptions").and_then(Value::as_object_mut);
    let options = options.context("webdriver.json has no `goog:chromeOptions`")?;
    options.insert("binary".to_owned(), json!(browser));
    Ok(capabilities.to_string())
}

fn same_release(browser: &str, driver: &str) -> Result<()> {
    let release = |text| pinned::parse_version(text).and_then(pinned::major);
    let (Some(ours), Some(theirs)) = (release(browser), release(driver)) else {
        // A browser that words its version otherwise may work all the same.
        return Ok(());
    };
    ensure!(
        ours == theirs,
        "the browser is release {ours} and its driver release {theirs}, and they must be the same: \
         update them together, or set CHROMIUM_PATH and CHROMEDRIVER to a pair that fits"
    );
    Ok(())
}

/// Where a program may be: in a variable, under a name on the PATH, or at a fixed place.
struct Places {
    variables: &'static [&'static str],
    names: &'static [&'static str],
    files: &'static [&'static str],
}

const CHROME: Places = Places {
    variables: &["CHROMIUM_PATH", "CHROME_PATH"],
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    files: &[
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ],
};

const CHROMEDRIVER: Places = Places {
    variables: &["CHROMEDRIVER"],
    names: &["chromedriver"],
    files: &["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"],
};

const FIREFOX: Places = Places {
    variables: &["FIREFOX_PATH"],
    names: &["firefox", "firefox-esr"],
    files: &["/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe"],
};

const GECKODRIVER: Places = Places { variables: &["GECKODRIVER"], names: &["geckodriver"], files: &[] };

impl Places {
    fn find(&self) -> Option<PathBuf> {
        let named = self.variables.iter().filter_map(std::env::var_os).map(PathBuf::from);
        let on_path = self.names.iter().filter_map(|name| process::find(name));
        let fixed = self.files.iter().map(PathBuf::from);
        named.chain(on_path).chain(fixed).find(|file| file.is_file())
    }
}

/// Whether this is Debian or a system like it, with the right to install packages.
fn can_install() -> bool {
    process::find("apt-get").is_some() && process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn install() -> Result<()> {
    const REMEDY: &str = "apt-get says above what it met; a way to its servers is needed.";
    say::doing("Installing Chromium and its driver with apt-get");
    process::run(Command::new("apt-get").args(["update", "--quiet"]), REMEDY)?;
    // Debian's names, then Ubuntu's.
    let debian = ["chromium", "chromium-driver"];
    let packages = if has_package(debian[1]) { debian } else { ["chromium-browser", "chromium-chromedriver"] };
    process::run(
        Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(packages),
        REMEDY,
    )
}

/// Whether apt-get has a package to install under that name, and not only heard of it.
fn has_package(name: &str) -> bool {
    process::output(Command::new("apt-cache").args(["policy", name])).is_ok_and(|policy| {
        policy.lines().any(|line| line.trim().strip_prefix("Candidate:").is_some_and(|found| found.trim() != "(none)"))
    })
}

fn missing(kind: Browser) -> String {
    let (what, ways) = match kind {
        Browser::Chrome => (
            "Chromium (or Chrome) and chromedriver of the same release",
            "apt: `sudo apt-get install chromium chromium-driver` · \
             dnf: `sudo dnf install chromium chromedriver` · \
             pacman: `sudo pacman -S chromium` · \
             brew: `brew install --cask google-chrome chromedriver` · \
             winget: `winget install Google.Chrome Chromium.ChromeDriver`; \
             or set CHROMIUM_PATH and CHROMEDRIVER to where they are",
        ),
        Browser::Firefox => (
            "Firefox and geckodriver",
            "apt: `sudo apt-get install firefox-esr` and geckodriver from its releases page · \
             dnf: `sudo dnf install firefox` and the same · \
             pacman: `sudo pacman -S firefox geckodriver` · \
             brew: `brew install --cask firefox` and `brew install geckodriver` · \
             winget: `winget install Mozilla.Firefox Mozilla.GeckoDriver`; \
             or set FIREFOX_PATH and GECKODRIVER to where they are",
        ),
    };
    format!("the headless tests need {what}. Install them with {ways}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_that_was_found_is_the_one_that_is_started() {
        let text = include_str!("../../../webdriver.json");
        let written = with_binary(text, Path::new("/opt/chrome")).unwrap();
        let written: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(written["goog:chromeOptions"]["binary"], "/opt/chrome");
        let arguments = written["goog:chromeOptions"]["args"].as_array().unwrap();
        assert!(arguments.contains(&json!("--no-sandbox")));
    }

    #[test]
    fn a_driver_of_another_release_is_refused() {
        same_release("Chromium 131.0.1 built on Debian", "ChromeDriver 131.9.9 (x)").unwrap();
        same_release("A browser of my own", "ChromeDriver 131.9.9 (x)").unwrap();
        let error = same_release("Google Chrome 130.0.1", "ChromeDriver 131.0.0 (x)").unwrap_err();
        assert!(error.to_string().contains("release 130 and its driver release 131"), "{error}");
    }

    #[test]
    fn what_to_install_is_said_for_every_system() {
        for kind in [Browser::Chrome, Browser::Firefox] {
            for manager in ["apt", "dnf", "pacman", "brew", "winget"] {
                assert!(missing(kind).contains(manager), "{manager}");
            }
        }
    }
}
