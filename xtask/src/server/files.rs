//! From a request's path to a file of the site, and from a file to its type.

use std::path::{Path, PathBuf};

/// What a request's path leads to.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Found {
    File(PathBuf),
    /// A folder asked for without its closing slash: the address that has it.
    Folder(String),
    Nothing,
}

/// Finds what a request asks for under a folder, and never outside it.
pub(super) fn find(folder: &Path, request: &str) -> Found {
    let path = request.split(['?', '#']).next().unwrap_or_default();
    let Some(relative) = decode(path).as_deref().and_then(inside) else {
        return Found::Nothing;
    };
    let mut file = folder.join(relative);
    if file.is_dir() {
        if !path.is_empty() && !path.ends_with('/') {
            // One slash before it: two would make a browser take what follows for a host.
            return Found::Folder(format!("/{}/", path.trim_start_matches('/')));
        }
        file.push("index.html");
    }
    // A link in the folder may lead out of it.
    match (file.canonicalize(), folder.canonicalize()) {
        (Ok(file), Ok(folder)) if file.is_file() && file.starts_with(&folder) => Found::File(file),
        _ => Found::Nothing,
    }
}

/// Puts the bytes that `%41` and the like stand for in their place; `None` where that is no text.
fn decode(path: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            if digits.starts_with('+') {
                return None;
            }
            decoded.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

/// The path as one below a folder, or `None` where any part of it could lead elsewhere.
fn inside(path: &str) -> Option<PathBuf> {
    let mut below = PathBuf::new();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        below.push(part);
    }
    Some(below)
}

/// The type to send a file as, by the end of its name.
pub(super) fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        "xml" => "text/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    #[test]
    fn a_path_is_found_however_it_is_written() {
        let folder = Folder::new("files");
        let page = folder.write("a b/é.html", "").canonicalize().unwrap();
        let front = folder.write("index.html", "").canonicalize().unwrap();
        for path in ["/a%20b/%C3%A9.html", "//a%20b//é.html", "/a%20b/é.html?x=/../#/.."] {
            assert_eq!(find(folder.path(), path), Found::File(page.clone()), "{path}");
        }
        assert_eq!(find(folder.path(), "/"), Found::File(front.clone()));
        assert_eq!(find(folder.path(), ""), Found::File(front));
        assert_eq!(find(folder.path(), "/a%20b"), Found::Folder("/a%20b/".into()));
        assert_eq!(find(folder.path(), "//a%20b"), Found::Folder("/a%20b/".into()));
        assert_eq!(find(folder.path(), "/a%20b/"), Found::Nothing);
    }

    #[test]
    fn no_way_leads_out_or_to_hidden_files() {
        let folder = Folder::new("traversal");
        folder.write("secret.txt", "");
        folder.write("www/.hidden", "");
        let site = folder.path().join("www");
        let ways = [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/%2E%2E%2Fsecret.txt",
            "/..%5Csecret.txt",
            "/....//secret.txt",
            "/%00",
            "/%",
            "/%zz",
            "/%+1",
            "/%ff",
            "/C:/secret.txt",
            "/.hidden",
        ];
        for way in ways {
            assert_eq!(find(&site, way), Found::Nothing, "{way}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_not_followed() {
        let folder = Folder::new("link");
        let secret = folder.write("secret.txt", "");
        folder.write("www/index.html", "");
        std::os::unix::fs::symlink(secret, folder.path().join("www/way-out.txt")).unwrap();
        assert_eq!(find(&folder.path().join("www"), "/way-out.txt"), Found::Nothing);
    }

    #[test]
    fn types_are_those_that_browsers_insist_on() {
        let types = [
            ("plainleaf_bg.wasm", "application/wasm"),
            ("reader.js", "text/javascript; charset=utf-8"),
            ("reader.css", "text/css; charset=utf-8"),
            ("index.html", "text/html; charset=utf-8"),
            ("picture.svg", "image/svg+xml"),
            ("plainleaf_names.bin", "application/octet-stream"),
            ("none", "application/octet-stream"),
        ];
        for (name, kind) in types {
            assert_eq!(content_type(Path::new(name)), kind);
        }
    }
}
