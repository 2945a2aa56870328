//! As much of HTTP/1.1 as handing out files takes: requests without a body in, answers with their length out.

use std::io::{self, Read, Write};

/// The longest head of a request, in bytes.
const LONGEST: usize = 32 << 10;
/// The most headers that a request may have.
const HEADERS: usize = 100;

/// What is asked for.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    /// Whether more may follow on the same connection.
    pub(super) keep_open: bool,
}

impl Request {
    /// What stands for bytes that are no request.
    fn unreadable() -> Self {
        Self { method: String::new(), path: String::new(), keep_open: false }
    }

    pub(super) fn is_unreadable(&self) -> bool {
        self.method.is_empty()
    }
}

/// The requests that come over a connection.
pub(super) struct Requests<R> {
    from: R,
    bytes: Vec<u8>,
}

impl<R: Read> Requests<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from, bytes: Vec::new() }
    }

    /// The next request; `None` when the other side is done.
    pub(super) fn next(&mut self) -> io::Result<Option<Request>> {
        loop {
            let mut headers = [httparse::EMPTY_HEADER; HEADERS];
            let mut head = httparse::Request::new(&mut headers);
            match head.parse(&self.bytes) {
                Ok(httparse::Status::Complete(length)) => {
                    let request = read(&head);
                    self.bytes.drain(..length);
                    return Ok(Some(request));
                }
                Ok(httparse::Status::Partial) if self.bytes.len() < LONGEST => {}
                _ => return Ok(Some(Request::unreadable())),
            }
            let mut piece = [0; 4096];
            let length = self.from.read(&mut piece)?;
            if length == 0 {
                return Ok(None);
            }
            self.bytes.extend_from_slice(&piece[..length]);
        }
    }
}

fn read(head: &httparse::Request<'_, '_>) -> Request {
    let has = |name: &str, value: &str| {
        head.headers
            .iter()
            .any(|header| header.name.eq_ignore_ascii_case(name) && header.value.eq_ignore_ascii_case(value.as_bytes()))
    };
    let method = head.method.unwrap_or_default().to_owned();
    // A body is not read, so nothing behind one could be understood.
    let keep_open = head.version == Some(1) && !has("connection", "close") && matches!(method.as_str(), "GET" | "HEAD");
    Request { method, path: head.path.unwrap_or_default().to_owned(), keep_open }
}

/// What is sent back.
pub(super) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    pub(super) fn new(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        let headers = vec![
            ("Content-Type", content_type.to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            // A reload always shows what was last built.
            ("Cache-Control", "no-store".to_owned()),
        ];
        Self { status, headers, body }
    }

    pub(super) fn words(status: u16, words: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", words.into())
    }

    /// With another header; a value that could not stand in one is sent empty.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        let fits = value.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
        self.headers.push((name, if fits { value.to_owned() } else { String::new() }));
        self
    }

    pub(super) fn write(self, mut to: impl Write, request: &Request) -> io::Result<()> {
        write!(to, "HTTP/1.1 {} {}\r\n", self.status, reason(self.status))?;
        for (name, value) in &self.headers {
            write!(to, "{name}: {value}\r\n")?;
        }
        let connection = if request.keep_open { "keep-alive" } else { "close" };
        write!(to, "Content-Length: {}\r\nConnection: {connection}\r\n\r\n", self.body.len())?;
        if request.method != "HEAD" {
            to.write_all(&self.body)?;
        }
        to.flush()
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_without_end_is_not_read_for_ever() {
        let endless = format!("GET /{}", "x".repeat(10 * LONGEST));
        let mut requests = Requests::new(endless.as_bytes());
        assert!(requests.next().unwrap().unwrap().is_unreadable());
    }

    #[test]
    fn nothing_is_made_of_half_a_head() {
        assert!(Requests::new(&b"GET / HTTP/1.1\r\nHost"[..]).next().unwrap().is_none());
    }
}
