//! `cargo xtask serve`: the site, on this machine.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::commands::build;
use crate::project::Project;
use crate::say;
use crate::server::Server;

/// Where the site is when nothing else is asked for and the port is free.
const USUAL_PORT: u16 = 8642;

/// How it was asked for.
#[derive(Debug, Default)]
pub(crate) struct Options {
    port: Option<u16>,
    open: bool,
}

impl Options {
    pub(crate) fn parse(mut arguments: Parser) -> Result<Self> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("port") => {
                    let port = arguments.value()?;
                    options.port =
                        Some(port.parse().with_context(|| {
                            format!("--port takes a number from 0 to 65535, not {}", port.display())
                        })?);
                }
                Arg::Long("open") => options.open = true,
                other => bail!("{}; serve takes --port N and --open", other.unexpected()),
            }
        }
        Ok(options)
    }
}

/// Builds the package if it must be, then serves until stopped.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    // Before the build, so that a port that is taken is known at once.
    let server = bind(project, options.port)?;
    build::package(project)?;
    let address = server.address();
    println!("Plainleaf is at {address}  (Ctrl-C ends it)");
    if options.open {
        open(&address);
    }
    server.serve();
    Ok(())
}

fn bind(project: &Project, port: Option<u16>) -> Result<Server> {
    let site = project.site();
    match port {
        Some(port) => Server::bind(&site, port),
        None => Server::bind(&site, USUAL_PORT).or_else(|_| {
            say::note(&format!("Port {USUAL_PORT} is taken; picking a free one"));
            Server::bind(&site, 0)
        }),
    }
}

/// Opens the address in the person's browser; the address is printed, so failing is no error.
fn open(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    let quiet = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null());
    if quiet.stderr(Stdio::null()).spawn().is_err() {
        say::note("No browser could be opened from here; open the address by hand");
    }
}
