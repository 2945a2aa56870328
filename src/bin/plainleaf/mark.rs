//! `plainleaf mark`.

use crate::arguments::MarkArguments;
use plainleaf::{Context, Kinds, Text, reading};
use std::io::Read;
use std::process::ExitCode;

/// Marks every file and writes what was found to standard output.
pub(crate) fn run(arguments: &MarkArguments) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for file in &arguments.files {
        let mut bytes = Vec::new();
        let done = if file.as_os_str() == "-" {
            std::io::stdin().read_to_end(&mut bytes)
        } else {
            std::fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes))
        };
        if let Err(error) = done {
            eprintln!("plainleaf: {}: {error}", file.display());
            code = ExitCode::from(2);
            continue;
        }
        let input = String::from_utf8_lossy(&bytes);
        for line in input.lines().filter(|line| !line.trim().is_empty()) {
            match serde_json::from_str::<serde_json::Value>(line) {
                Ok(row) => println!("{}", mark(&row)),
                Err(error) => {
                    eprintln!("plainleaf: {}: {error}", file.display());
                    code = ExitCode::from(2);
                }
            }
        }
    }
    code
}

fn mark(row: &serde_json::Value) -> serde_json::Value {
    let text = Text::from_plain(row["text"].as_str().unwrap_or_default());
    let context = Context { published: row["published"].as_str(), ..Context::default() };
    let marks = plainleaf::mark(&text, &context, Kinds::ALL);
    let (quotes, figures, names) = reading::marked(&text, &marks);
    serde_json::json!({"id": row["id"], "quotes": quotes, "figures": figures, "names": names})
}
