//! The browsers that run the tests, and the drivers that steer them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::config::Browser;
use crate::process;
use crate::project::Project;
use crate::tools::apt;
use crate::tools::pinned::{self, Pinned};

/// A browser and its driver, both found.
pub(crate) struct Driven {
    pub(crate) kind: Browser,
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

impl Driven {
    /// Finds them, or installs them where that is possible, or says what to install.
    pub(crate) fn ensure(project: &Project, kind: Browser) -> Result<Self> {
        match Self::obtain(project, kind)? {
            Some(driven) => Ok(driven),
            None => bail!("{}", missing(kind)),
        }
    }

    /// Like `ensure`, but `None` where they are not there and cannot be installed.
    pub(crate) fn obtain(project: &Project, kind: Browser) -> Result<Option<Self>> {
        let mut driven = Self::find(project, kind)?;
        if driven.is_none()
            && let Some(packages) = installable(kind)
        {
            apt::install(&packages)?;
            driven = Self::find(project, kind)?;
        }
        if let Some(driven) = &driven {
            driven.check_versions()?;
        }
        Ok(driven)
    }

    fn find(project: &Project, kind: Browser) -> Result<Option<Self>> {
        let (browser, driver) = match kind {
            Browser::Chrome => (CHROME.find(), CHROMEDRIVER.find()),
            Browser::Firefox => {
                let browser = FIREFOX.find();
                let driver = match GECKODRIVER.find() {
                    // Only where there is something to drive: compiling it takes minutes.
                    None if browser.is_some() => Some(Pinned::geckodriver(project).ensure(project)?.join(GECKO)),
                    driver => driver,
                };
                (browser, driver)
            }
        };
        Ok(browser.zip(driver).map(|(browser, driver)| Self { kind, browser, driver }))
    }

    /// What the test runner reads from its environment.
    pub(crate) fn settings(&self, project: &Project) -> Result<Vec<(&'static str, PathBuf)>> {
        let driver = match self.kind {
            Browser::Chrome => "CHROMEDRIVER",
            Browser::Firefox => "GECKODRIVER",
        };
        let capabilities = self.capabilities(project)?;
        Ok(vec![(driver, self.driver.clone()), ("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)])
    }

    /// Writes `webdriver.json` anew with the browser's own place in it, so that the driver starts
    /// the very browser that was found.
    fn capabilities(&self, project: &Project) -> Result<PathBuf> {
        let text = project.read("webdriver.json")?;
        let file = project.scratch()?.join(format!("webdriver-{:?}.json", self.kind).to_lowercase());
        fs::write(&file, with_binary(&text, self.kind, &self.browser)?)
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

fn with_binary(webdriver: &str, kind: Browser, browser: &Path) -> Result<String> {
    let key = match kind {
        Browser::Chrome => "goog:chromeOptions",
        Browser::Firefox => "moz:firefoxOptions",
    };
    let capabilities: Value = serde_json::from_str(webdriver).context("webdriver.json is not JSON")?;
    let options = capabilities.get(key).and_then(Value::as_object);
    let mut options = options.with_context(|| format!("webdriver.json has no `{key}`"))?.clone();
    options.insert("binary".to_owned(), json!(browser));
    Ok(json!({ key: options }).to_string())
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

const GECKO: &str = "geckodriver";
const GECKODRIVER: Places = Places { variables: &["GECKODRIVER"], names: &[GECKO], files: &[] };

impl Places {
    fn find(&self) -> Option<PathBuf> {
        let named = self.variables.iter().filter_map(std::env::var_os).map(PathBuf::from);
        let on_path = self.names.iter().filter_map(|name| process::find(name));
        let fixed = self.files.iter().map(PathBuf::from);
        named.chain(on_path).chain(fixed).find(|file| file.is_file())
    }
}

/// The packages to install for a browser, where they can be installed.
fn installable(kind: Browser) -> Option<Vec<&'static str>> {
    if !apt::can_install() {
        return None;
    }
    apt::update();
    match kind {
        // Debian's names, then Ubuntu's.
        Browser::Chrome if apt::has_package("chromium-driver") => Some(vec!["chromium", "chromium-driver"]),
        Browser::Chrome => Some(vec!["chromium-browser", "chromium-chromedriver"]),
        // Ubuntu's is a snap, which a container cannot install. The driver is compiled.
        Browser::Firefox => apt::has_package("firefox-esr").then(|| vec!["firefox-esr"]),
    }
}

/// What to install for a browser, and how.
pub(crate) fn missing(kind: Browser) -> String {
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
            "apt: `sudo apt-get install firefox-esr` and `cargo install geckodriver` · \
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
        let written =
            |kind, place| serde_json::from_str::<Value>(&with_binary(text, kind, Path::new(place)).unwrap()).unwrap();
        let chrome = written(Browser::Chrome, "/opt/chrome");
        assert_eq!(chrome["goog:chromeOptions"]["binary"], "/opt/chrome");
        let arguments = chrome["goog:chromeOptions"]["args"].as_array().unwrap();
        assert!(arguments.contains(&json!("--no-sandbox")));
        assert!(chrome.get("moz:firefoxOptions").is_none());
        let firefox = written(Browser::Firefox, "/opt/firefox");
        assert_eq!(firefox["moz:firefoxOptions"]["binary"], "/opt/firefox");
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
