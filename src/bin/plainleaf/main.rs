//! The `plainleaf` command: reads pages and marks text.

#[cfg(not(target_family = "wasm"))]
mod arguments;
#[cfg(not(target_family = "wasm"))]
mod mark;
#[cfg(not(target_family = "wasm"))]
mod read;

#[cfg(not(target_family = "wasm"))]
fn main() -> std::process::ExitCode {
    use clap::Parser;
    match arguments::Arguments::parse().command {
        arguments::Command::Read(arguments) => read::run(&arguments),
        arguments::Command::Mark(arguments) => mark::run(&arguments),
    }
}

/// The command is not built for browsers; Cargo still wants a `main` when it builds every target.
#[cfg(target_family = "wasm")]
fn main() {}
