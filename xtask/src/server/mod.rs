//! A server for the site's files, on this machine only.
//!
//! Every connection has a thread of its own: browsers open spare ones that stay silent, and nothing may wait behind them.

mod files;
mod http;

use std::fs;
use std::io::{self, BufWriter};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use files::Found;
use http::{Answer, Request};

/// How long a connection may stay silent.
const SILENCE: Duration = Duration::from_secs(120);

/// A server that has its port, and answers once it is told to serve.
pub(crate) struct Server {
    listener: TcpListener,
    folder: Arc<Path>,
    port: u16,
}

impl Server {
    /// Takes a port of 127.0.0.1 for a folder; port 0 takes any that is free.
    pub(crate) fn bind(folder: &Path, port: u16) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))
            .with_context(|| format!("cannot serve on port {port}; `--port 0` picks a free one"))?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, folder: folder.into(), port })
    }

    /// The address to open in a browser.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers until the program ends.
    pub(crate) fn serve(&self) {
        for stream in self.listener.incoming().flatten() {
            let folder = Arc::clone(&self.folder);
            // A browser that goes away in the middle needs no answer.
            thread::spawn(move || drop(converse(&stream, &folder)));
        }
    }

    /// Answers until the program ends, without waiting for it; gives the address.
    pub(crate) fn serve_in_background(self) -> String {
        let address = self.address();
        thread::spawn(move || self.serve());
        address
    }
}

/// Answers one request after another until the other side is done.
fn converse(stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    stream.set_nodelay(true)?;
    let mut requests = http::Requests::new(stream);
    while let Some(request) = requests.next()? {
        let keep_open = request.keep_open;
        answer(folder, &request).write(BufWriter::new(stream), &request)?;
        if !keep_open {
            break;
        }
    }
    Ok(())
}

fn answer(folder: &Path, request: &Request) -> Answer {
    if request.is_unreadable() {
        return Answer::words(400, "That is no request.\n");
    }
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return Answer::words(405, "Only GET and HEAD are answered here.\n").with("Allow", "GET, HEAD");
    }
    match files::find(folder, &request.path) {
        Found::File(path) => match fs::read(&path) {
            Ok(bytes) => Answer::new(200, files::content_type(&path), bytes),
            Err(_) => Answer::words(404, "The file cannot be read.\n"),
        },
        Found::Folder(address) => Answer::words(308, "").with("Location", &address),
        Found::Nothing => Answer::words(404, &format!("There is nothing at {}\n", request.path)),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;
    use crate::testing::Folder;

    /// Sends a request as it stands, and gives the whole answer.
    fn ask(address: &str, request: &str) -> String {
        let host = address.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(host).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn site() -> (Folder, String) {
        let folder = Folder::new("site");
        folder.write("www/index.html", "<p>The front page");
        folder.write("www/pkg/plainleaf_bg.wasm", "\0asm");
        folder.write("secret.txt", "secret");
        let server = Server::bind(&folder.path().join("www"), 0).unwrap();
        (folder, server.serve_in_background())
    }

    #[test]
    fn a_page_and_a_module_come_with_their_types() {
        let (_folder, address) = site();
        assert!(address.starts_with("http://127.0.0.1:"), "{address}");
        let page = ask(&address, "GET /");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert!(page.contains("Content-Type: text/html; charset=utf-8"), "{page}");
        assert!(page.contains("Cache-Control: no-store"), "{page}");
        assert!(page.ends_with("<p>The front page"), "{page}");
        let module = ask(&address, "GET /pkg/plainleaf_bg.wasm?v=1");
        assert!(module.contains("Content-Type: application/wasm\r\n"), "{module}");
        assert!(module.ends_with("\0asm"), "{module}");
    }

    #[test]
    fn nothing_outside_the_folder_is_sent() {
        let (_folder, address) = site();
        for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/pkg/..%2f..%2fsecret.txt"] {
            let answer = ask(&address, &format!("GET {path}"));
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
            assert!(!answer.ends_with("secret"), "{path}: {answer}");
        }
    }

    #[test]
    fn nobody_waits_behind_a_silent_connection() {
        let (_folder, address) = site();
        let host = address.trim_start_matches("http://").trim_end_matches('/');
        let _silent: Vec<_> = (0..20).map(|_| TcpStream::connect(host).unwrap()).collect();
        for _ in 0..20 {
            assert!(ask(&address, "GET /").starts_with("HTTP/1.1 200"));
        }
    }

    #[test]
    fn one_connection_carries_many_requests() {
        let (_folder, address) = site();
        let host = address.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(host).unwrap();
        // The second comes in two pieces, the last asks to end.
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\n\r\nGET /none HTTP").unwrap();
        write!(stream, "/1.1\r\n\r\nGET /pkg/plainleaf_bg.wasm HTTP/1.1\r\nConnection: close\r\n\r\n").unwrap();
        let mut answers = String::new();
        stream.read_to_string(&mut answers).unwrap();
        assert_eq!(answers.matches("HTTP/1.1 200").count(), 2, "{answers}");
        assert_eq!(answers.matches("HTTP/1.1 404").count(), 1, "{answers}");
        assert!(answers.ends_with("\0asm"), "{answers}");
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let (_folder, address) = site();
        assert!(ask(&address, "what\0").starts_with("HTTP/1.1 400"));
    }

    #[test]
    fn only_reading_is_allowed() {
        let (_folder, address) = site();
        assert!(ask(&address, "POST /").starts_with("HTTP/1.1 405"));
        let head = ask(&address, "HEAD /");
        assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
    }

    #[test]
    fn a_folder_leads_to_its_page_and_a_missing_file_is_named() {
        let (_folder, address) = site();
        let folder = ask(&address, "GET /pkg");
        assert!(folder.starts_with("HTTP/1.1 308"), "{folder}");
        assert!(folder.contains("Location: /pkg/\r\n"), "{folder}");
        assert!(ask(&address, "GET /none.js").ends_with("nothing at /none.js\n"));
    }

    #[test]
    fn a_taken_port_is_refused_with_what_to_do() {
        let folder = Folder::new("taken");
        let first = Server::bind(folder.path(), 0).unwrap();
        let error = Server::bind(folder.path(), first.port).err().unwrap().to_string();
        assert!(error.contains(&first.port.to_string()), "{error}");
        assert!(error.contains("`--port 0` picks a free one"), "{error}");
    }
}
