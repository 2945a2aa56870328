//! Running other programs, with errors that say which one failed and what to do about it.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, anyhow, bail};

/// Runs a command with its output shown as it comes.
///
/// `remedy` is the sentence that follows when it fails: what the person can do.
pub(crate) fn run(command: &mut Command, remedy: &str) -> Result<()> {
    let shown = show(command);
    let status = command.stdin(Stdio::null()).status();
    let status = status.map_err(|error| not_started(command, &error))?;
    if !status.success() {
        bail!("`{shown}` failed ({status}). {remedy}");
    }
    Ok(())
}

/// Runs a command quietly and gives what it wrote to standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let shown = show(command);
    let Output { status, stdout, stderr } =
        command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    if !status.success() {
        bail!("`{shown}` failed ({status}): {}", String::from_utf8_lossy(&stderr).trim());
    }
    String::from_utf8(stdout).with_context(|| format!("`{shown}` wrote something that is not text"))
}

/// Runs a command with its standard error shown as it comes, and gives its standard output.
pub(crate) fn output_with_live_errors(command: &mut Command, remedy: &str) -> Result<String> {
    let shown = show(command);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let child = command.spawn().map_err(|error| not_started(command, &error))?;
    let Output { status, stdout, .. } = child.wait_with_output()?;
    if !status.success() {
        bail!("`{shown}` failed ({status}). {remedy}");
    }
    String::from_utf8(stdout).with_context(|| format!("`{shown}` wrote something that is not text"))
}

/// The command as one would type it, shortened when it names many files.
pub(crate) fn show(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    let mut words = vec![program.to_string_lossy()];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    if words.len() > 12 {
        words.truncate(11);
        words.push("…".into());
    }
    words.join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> anyhow::Error {
    let program = Path::new(command.get_program()).display();
    if error.kind() == ErrorKind::NotFound {
        anyhow!("`{program}` was not found: install it, or put its folder on the PATH")
    } else {
        anyhow!("`{program}` could not be started: {error}")
    }
}

/// The first file of that name in the folders of the PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|file| file.is_file())
}

/// The PATH with `folders` before all others.
pub(crate) fn path_with(folders: &[&Path]) -> Result<std::ffi::OsString> {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().map(PathBuf::from).chain(std::env::split_paths(&rest));
    std::env::join_paths(all).context("a folder of the PATH holds the separator of the PATH")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("plainleaf-no-such-program"), "").unwrap_err();
        assert!(error.to_string().contains("`plainleaf-no-such-program` was not found"), "{error}");
    }

    #[test]
    fn a_failure_names_the_command_and_the_remedy() {
        let error = run(Command::new("rustc").arg("--no-such-flag"), "Try less.").unwrap_err();
        let error = error.to_string();
        assert!(error.starts_with("`rustc --no-such-flag` failed"), "{error}");
        assert!(error.ends_with("Try less."), "{error}");
    }

    #[test]
    fn a_long_command_is_shortened() {
        let mut command = Command::new("/usr/bin/cat");
        command.args((0..100).map(|number| number.to_string()));
        assert_eq!(show(&command), "cat 0 1 2 3 4 5 6 7 8 9 …");
    }
}
