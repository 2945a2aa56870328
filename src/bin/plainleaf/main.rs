//! The `plainleaf` command: reads pages and marks text.

#[cfg(not(target_family = "wasm"))]
mod arguments;
#[cfg(not(target_family = "wasm"))]
mod document;
#[cfg(not(target_family = "wasm"))]
mod explain;
#[cfg(not(target_family = "wasm"))]
mod input;
#[cfg(not(target_family = "wasm"))]
mod mark;
#[cfg(not(target_family = "wasm"))]
mod output;
#[cfg(not(target_family = "wasm"))]
mod pool;
#[cfg(not(target_family = "wasm"))]
mod progress;
#[cfg(not(target_family = "wasm"))]
mod read;

#[cfg(not(target_family = "wasm"))]
fn main() -> std::process::ExitCode {
    use arguments::Command;
    let arguments = match arguments::parse() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let done = match arguments.command {
        Command::Read(arguments) => read::run(&arguments),
        Command::Mark(arguments) => mark::run(&arguments),
    };
    output::exit_code(done)
}

/// The command is not built for browsers; Cargo still wants a `main` when it builds every target.
#[cfg(target_family = "wasm")]
fn main() {}
