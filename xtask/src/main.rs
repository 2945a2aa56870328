//! `cargo xtask …`: set-up, build, serve, test, score and package.

mod commands;
mod config;
mod fingerprint;
mod process;
mod project;
mod say;
mod score;
mod server;
#[cfg(test)]
mod testing;
mod tools;

use std::process::ExitCode;

fn main() -> ExitCode {
    match commands::run(lexopt::Parser::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}
