//! `plainleaf read`.

use crate::arguments::{Input, ReadArguments, ReadFormat};
use plainleaf::{Kinds, Options, Page, page::Limits};
use std::process::ExitCode;

/// Reads every file and writes its reading to standard output.
pub(crate) fn run(arguments: &ReadArguments) -> ExitCode {
    let marks = if arguments.no_marks { Kinds::NONE } else { Kinds::ALL };
    let options = Options { url: arguments.url.clone(), marks, ..Options::default() };
    let mut code = ExitCode::SUCCESS;
    for file in &arguments.files {
        let source = file.display().to_string();
        let bytes = match std::fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("plainleaf: {source}: {error}");
                code = ExitCode::from(2);
                continue;
            }
        };
        let text = String::from_utf8_lossy(&bytes);
        let page = match arguments.input {
            Input::Html => Page::from_html(&text, Limits::default()),
            Input::Text => Page::from_plain(&text, Limits::default()),
        };
        let read = page
            .map_err(|error| error.to_string())
            .and_then(|page| plainleaf::read(&page, &options).map_err(|error| error.to_string()));
        match (read, arguments.format) {
            (Ok(mut read), ReadFormat::Json | ReadFormat::Jsonl) => {
                read.reading.html = Some(read.to_html());
                println!("{}", serde_json::to_string(&read.reading).unwrap_or_default());
            }
            (Ok(read), ReadFormat::Html) => println!("{}", read.to_html()),
            (Ok(read), ReadFormat::Text | ReadFormat::Markdown) => println!("{}", read.reading.text),
            (Err(reason), ReadFormat::Jsonl) => {
                println!("{}", serde_json::json!({"source": source, "text": "", "reason": reason}));
            }
            (Err(reason), _) => {
                eprintln!("plainleaf: {source}: {reason}");
                code = ExitCode::from(2);
            }
        }
    }
    code
}
