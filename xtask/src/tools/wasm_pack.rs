//! wasm-pack: compiles the library for the browser and runs its tests there.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::config::{Browser, Config};
use crate::process;
use crate::project::Project;
use crate::tools::browser;
use crate::tools::pinned::Pinned;

/// wasm-pack, with the wasm-bindgen that it is to call.
pub(crate) struct WasmPack {
    program: PathBuf,
    wasm_bindgen: PathBuf,
}

impl WasmPack {
    /// Finds or compiles both.
    pub(crate) fn ensure(project: &Project) -> Result<Self> {
        project.config.agree_with_lock(&project.read("Cargo.lock")?)?;
        Ok(Self {
            program: Pinned::wasm_pack(project).ensure(project)?.join("wasm-pack"),
            wasm_bindgen: Pinned::wasm_bindgen(project).ensure(project)?,
        })
    }

    /// The folders that one would put on the PATH to call the tools by hand.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.wasm_bindgen.clone()];
        if let Some(folder) = self.program.parent().filter(|folder| **folder != folders[0]) {
            folders.push(folder.to_owned());
        }
        folders
    }

    /// Compiles the library and writes the package.
    pub(crate) fn build(&self, project: &Project) -> Result<()> {
        self.run(
            project,
            build_arguments(&project.config),
            &[(FLAGS, flags(&project.config).into())],
            None,
            "The compiler's message above says what to mend.",
        )
    }

    /// Runs the library's tests in a browser.
    pub(crate) fn test(&self, project: &Project, driven: &browser::Driven) -> Result<()> {
        self.run(
            project,
            test_arguments(driven.kind),
            &driven.settings(project)?,
            driven.driver.parent(),
            "The messages above say which test failed, or what the browser met.",
        )
    }

    fn run(
        &self,
        project: &Project,
        arguments: Vec<String>,
        settings: &[(&str, PathBuf)],
        driver: Option<&Path>,
        remedy: &str,
    ) -> Result<()> {
        let mut command = project.command(&self.program);
        command.args(arguments);
        // wasm-pack takes the wasm-bindgen of the PATH when its version is right, and looks for the driver there too.
        let folders: Vec<&Path> = std::iter::once(self.wasm_bindgen.as_path()).chain(driver).collect();
        command.env("PATH", process::path_with(&folders)?);
        command.envs(settings.iter().map(|(name, value)| (name, value.as_os_str())));
        process::run(&mut command, remedy)
    }
}

/// The flags of the compiler for the browser's module alone.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// The settings' flags, and one that leaves out of the module where this machine keeps its crates: visitors would
/// download it, and the same sources would give another module elsewhere.
fn flags(config: &Config) -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let crates = home.unwrap_or_default().join("registry/src");
    format!("{} --remap-path-prefix={}=", config.build.rustc.join(" "), crates.display())
}

/// The package that is compiled for the browser.
const PACKAGE: &str = "src/browser/engine";
/// What the files are named after.
const NAME: &str = "plainleaf";

fn build_arguments(config: &Config) -> Vec<String> {
    let build = &config.build;
    let fixed = [
        "build",
        PACKAGE,
        "--mode=no-install",
        // The passes are in wasm-pack.toml, which wasm-pack does not read: `wasm_opt.rs` runs them.
        "--no-opt",
        // What a server sends needs no package.json; `cargo xtask dist` writes one for npm.
        "--no-pack",
        "--no-gitignore",
    ];
    let mut arguments: Vec<String> = fixed.map(str::to_owned).into();
    arguments.push(format!("--target={}", build.target.name()));
    // From the package's folder, which is where wasm-pack starts.
    arguments.push(format!("--out-dir=../../../{}", build.out_dir));
    arguments.push(format!("--out-name={NAME}"));
    arguments.push(format!("--profile={}", build.profile));
    arguments
}

fn test_arguments(browser: Browser) -> Vec<String> {
    let browser = match browser {
        Browser::Chrome => "--chrome",
        Browser::Firefox => "--firefox",
    };
    ["test", "--mode=no-install", "--headless", browser].map(str::to_owned).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::tests::COMMITTED;

    fn arguments_after(old: &str, new: &str) -> String {
        let text = COMMITTED.replace(old, new);
        assert_ne!(text, COMMITTED, "{old} is not in the file");
        build_arguments(&Config::parse(&text).unwrap()).join(" ")
    }

    #[test]
    fn a_value_changed_in_the_file_changes_what_wasm_pack_is_told() {
        let committed = build_arguments(&Config::parse(COMMITTED).unwrap()).join(" ");
        let target = arguments_after("target = \"web\"", "target = \"nodejs\"");
        assert!(target.contains("--target=nodejs") && !committed.contains("nodejs"));
        let profile = arguments_after("profile = \"wasm\"", "profile = \"release\"");
        assert!(profile.contains("--profile=release") && !committed.contains("release"));
        let rustc = COMMITTED.replace("-disable-lsr", "-other");
        assert!(
            flags(&Config::parse(&rustc).unwrap()).contains("-other ")
                && !flags(&Config::parse(COMMITTED).unwrap()).contains("-other")
        );
        let folder = arguments_after("www/pkg", "elsewhere/package");
        assert!(folder.contains("--out-dir=../../../elsewhere/package") && !committed.contains("elsewhere"));
    }

    #[test]
    fn the_browser_is_handed_on() {
        assert!(test_arguments(Browser::Chrome).contains(&"--chrome".to_owned()));
        assert!(test_arguments(Browser::Firefox).contains(&"--firefox".to_owned()));
    }
}
