//! `wasm-pack.toml`: how the browser package is built, tested and weighed.

use std::fs;
use std::path::{Component, Path};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

/// The file's name, in the root of the project.
pub(crate) const FILE: &str = "wasm-pack.toml";

/// Everything that `wasm-pack.toml` says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Config {
    pub(crate) build: Build,
    pub(crate) tools: Tools,
    pub(crate) test: Test,
    pub(crate) budgets: Budgets,
}

/// How the package is compiled and made small.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Build {
    pub(crate) target: Target,
    /// Relative to the root of the project, and inside it.
    pub(crate) out_dir: String,
    pub(crate) profile: String,
    pub(crate) rustc: Vec<String>,
    pub(crate) wasm_opt: Vec<String>,
}

/// What wasm-bindgen writes its JavaScript for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Target {
    Web,
    Bundler,
    Nodejs,
    NoModules,
    Deno,
}

impl Target {
    /// The name that wasm-pack knows it by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Bundler => "bundler",
            Self::Nodejs => "nodejs",
            Self::NoModules => "no-modules",
            Self::Deno => "deno",
        }
    }
}

/// The versions that build it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Tools {
    pub(crate) cargo_fuzz: String,
    pub(crate) wasm_pack: String,
    pub(crate) wasm_bindgen: String,
    pub(crate) geckodriver: String,
    pub(crate) cargo_deny: String,
}

/// Where its tests run.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Test {
    pub(crate) browsers: Vec<Browser>,
}

/// A browser that the headless tests can run in.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Browser {
    Chrome,
    Firefox,
}

/// The most that each part may weigh, in KiB after brotli.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Budgets {
    pub(crate) engine: f64,
    pub(crate) names_model: f64,
    pub(crate) front_end: f64,
}

impl Config {
    /// Reads the file in the project's root.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let path = root.join(FILE);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("{FILE} is not as it should be"))
    }

    /// Reads the file's text; the error names the key and line that it stopped at.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let config: Self = toml::from_str(text)?;
        let out_dir = Path::new(&config.build.out_dir);
        ensure!(
            out_dir.components().count() > 0 && out_dir.components().all(|part| matches!(part, Component::Normal(_))),
            "`build.out-dir` is \"{}\": give a folder inside the project, such as \"www/pkg\"",
            config.build.out_dir
        );
        ensure!(!config.test.browsers.is_empty(), "`test.browsers` is empty: name one at least, such as \"chrome\"");
        Ok(config)
    }

    /// Fails unless the wasm-bindgen asked for here is the one in `Cargo.lock`: the library and
    /// the tool speak a format that changes with every release.
    pub(crate) fn agree_with_lock(&self, lock: &str) -> Result<()> {
        let Some(locked) = locked_version(lock, "wasm-bindgen")? else {
            bail!("Cargo.lock holds no wasm-bindgen: run `cargo generate-lockfile`");
        };
        ensure!(
            locked == self.tools.wasm_bindgen,
            "{FILE} asks for wasm-bindgen {}, but Cargo.lock holds {locked}; they must be the same. \
             Write `wasm-bindgen = \"{locked}\"` under [tools], or change the version in Cargo.toml",
            self.tools.wasm_bindgen
        );
        Ok(())
    }
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version(lock: &str, package: &str) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        version: String,
    }
    let lock: Lock = toml::from_str(lock).context("cannot make sense of Cargo.lock")?;
    let mut packages = lock.package.into_iter();
    Ok(packages.find(|found| found.name == package).map(|found| found.version))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The project's own file: the tests that change a value start from it.
    pub(crate) const COMMITTED: &str = include_str!("../../wasm-pack.toml");

    fn refused(text: &str) -> String {
        format!("{:#}", Config::parse(text).unwrap_err())
    }

    #[test]
    fn the_committed_file_reads_and_agrees_with_the_lock() {
        let config = Config::parse(COMMITTED).unwrap();
        config.agree_with_lock(include_str!("../../Cargo.lock")).unwrap();
    }

    #[test]
    fn the_first_line_says_who_reads_it() {
        assert!(COMMITTED.lines().next().unwrap().contains("cargo xtask"));
    }

    #[test]
    fn an_unknown_key_is_named() {
        let text = COMMITTED.replace("profile = ", "profil = ");
        assert!(refused(&text).contains("unknown field `profil`"), "{}", refused(&text));
        let text = format!("{COMMITTED}\n[colour]\nink = 1\n");
        assert!(refused(&text).contains("unknown field `colour`"), "{}", refused(&text));
    }

    #[test]
    fn a_missing_key_is_named() {
        let text = COMMITTED.replace("engine = ", "# engine = ");
        assert!(refused(&text).contains("missing field `engine`"), "{}", refused(&text));
    }

    #[test]
    fn an_unknown_target_or_browser_is_refused() {
        let text = COMMITTED.replace("target = \"web\"", "target = \"webb\"");
        assert!(refused(&text).contains("webb"), "{}", refused(&text));
        let text = COMMITTED.replace("[\"chrome\", \"firefox\"]", "[\"lynx\"]");
        assert!(refused(&text).contains("lynx"), "{}", refused(&text));
        let text = COMMITTED.replace("[\"chrome\", \"firefox\"]", "[]");
        assert!(refused(&text).contains("test.browsers"), "{}", refused(&text));
    }

    #[test]
    fn the_package_stays_inside_the_project() {
        for outside in ["", ".", "..", "../pkg", "www/../../pkg", "/pkg"] {
            let text = COMMITTED.replace("\"www/pkg\"", &format!("\"{outside}\""));
            assert!(refused(&text).contains("out-dir"), "{outside}");
        }
    }

    #[test]
    fn another_version_in_the_lock_is_refused_with_both_versions() {
        let config = Config::parse(COMMITTED).unwrap();
        let lock = "version = 4\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n";
        let error = config.agree_with_lock(lock).unwrap_err().to_string();
        assert!(error.contains("0.2.1") && error.contains(&config.tools.wasm_bindgen), "{error}");
        assert!(config.agree_with_lock("version = 4\npackage = []\n").is_err());
    }
}
