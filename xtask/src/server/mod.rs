//! A server for the site's files, on this machine only.

mod files;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Method, Request, Response};

use files::Found;

/// How many requests are answered at once; a page asks for a handful of files.
const ANSWERING: usize = 4;

/// A server that has its port, and answers once it is told to serve.
pub(crate) struct Server {
    http: Arc<tiny_http::Server>,
    folder: Arc<Path>,
    port: u16,
}

impl Server {
    /// Takes a port of 127.0.0.1 for a folder; port 0 takes any that is free.
    pub(crate) fn bind(folder: &Path, port: u16) -> Result<Self> {
        let http = tiny_http::Server::http(("127.0.0.1", port))
            .map_err(|error| anyhow!("cannot serve on port {port} ({error}); `--port 0` picks a free one"))?;
        let port = http.server_addr().to_ip().map_or(port, |address| address.port());
        Ok(Self { http: Arc::new(http), folder: folder.into(), port })
    }

    /// The address to open in a browser.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers until the program ends.
    pub(crate) fn serve(&self) {
        let threads: Vec<_> = (0..ANSWERING).map(|_| self.answering()).collect();
        for thread in threads {
            // A thread that fell takes only its own requests along.
            drop(thread.join());
        }
    }

    /// Answers until the program ends, without waiting for it; gives the address.
    pub(crate) fn serve_in_background(self) -> String {
        for _ in 0..ANSWERING {
            drop(self.answering());
        }
        self.address()
    }

    fn answering(&self) -> thread::JoinHandle<()> {
        let (http, folder) = (Arc::clone(&self.http), Arc::clone(&self.folder));
        thread::spawn(move || {
            while let Ok(request) = http.recv() {
                // A browser that went away meanwhile needs no answer.
                drop(answer(&folder, request));
            }
        })
    }
}

fn answer(folder: &Path, request: Request) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        let refusal = words(405, "Only GET and HEAD are answered here.\n");
        return request.respond(refusal.with_header(header("Allow", "GET, HEAD")));
    }
    match files::find(folder, request.url()) {
        Found::File(path) => send(&path, request),
        Found::Folder(address) => request.respond(words(308, "").with_header(header("Location", &address))),
        Found::Nothing => {
            let missing = format!("There is nothing at {}\n", request.url());
            request.respond(words(404, &missing))
        }
    }
}

fn send(path: &PathBuf, request: Request) -> std::io::Result<()> {
    let Ok(file) = File::open(path) else {
        return request.respond(words(404, "The file cannot be read.\n"));
    };
    let response = Response::from_file(file)
        .with_header(header("Content-Type", files::content_type(path)))
        .with_header(header("X-Content-Type-Options", "nosniff"))
        // A reload always shows what was last built.
        .with_header(header("Cache-Control", "no-store"));
    request.respond(response)
}

fn words(status: u16, text: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    Response::from_string(text)
        .with_status_code(status)
        .with_header(header("Content-Type", "text/plain; charset=utf-8"))
        .with_header(header("Cache-Control", "no-store"))
}

/// A header; one whose value is not ASCII is sent empty.
fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value)
        .or_else(|()| Header::from_bytes(name, ""))
        .unwrap_or_else(|()| unreachable!("the names of headers are written here, in ASCII"))
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
