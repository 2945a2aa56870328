//! A reading as a complete HTML document, safe to open: nothing in it runs, and only pictures load.

use plainleaf::Reading;
use plainleaf::page::GENERATOR;

/// What a browser may do with the document; the hash is that of [`STYLE`].
const POLICY: &str = "default-src 'none'; img-src http: https: data:; style-src 'sha256-sCO+rJrT1YfrPvoApdxbw3OTZBHT4+s1v08ITW4WFSE='; base-uri 'none'; form-action 'none'";

const STYLE: &str = "
:root { color-scheme: light dark; font: 1.125rem/1.6 Georgia, 'Times New Roman', serif; }
body { max-width: 38rem; margin: 3rem auto; padding: 0 1.25rem; overflow-wrap: break-word; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; text-wrap: balance; }
header p { margin: 0 0 2rem; opacity: .75; }
img, video { max-width: 100%; height: auto; }
figure { margin: 1.5rem 0; }
figcaption, caption { font-size: .875rem; opacity: .75; }
pre { overflow-x: auto; font-size: .875rem; }
table { border-collapse: collapse; }
td, th { padding: .25rem .75rem; border-bottom: 1px solid; text-align: start; }
a, bdi { unicode-bidi: isolate; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid; }
mark { color: inherit; background: none; border-bottom: 2px solid; }
mark[data-kind=quote] { border-color: #b8860b; }
mark[data-kind=figure] { border-color: #2e8b57; }
mark[data-kind=name] { border-color: #4682b4; }
";

/// The document. `body` is safe HTML, as the library writes it.
pub(crate) fn document(reading: &Reading, body: &str) -> String {
    let mut out = String::with_capacity(body.len() + 4096);
    out.push_str("<!doctype html>\n<html");
    attribute(&mut out, "lang", reading.language.as_deref());
    attribute(&mut out, "dir", reading.direction.as_deref());
    out.push_str(">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"");
    attribute(&mut out, "content", Some(POLICY));
    out.push_str(">\n<meta name=\"generator\"");
    attribute(&mut out, "content", Some(GENERATOR));
    out.push_str(">\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    let title = reading.title.as_deref().or(reading.site.as_deref()).unwrap_or("Reading");
    escape(&mut out, title);
    out.push_str("</title>\n<style>");
    out.push_str(STYLE);
    out.push_str("</style>\n</head>\n<body>\n");
    header(&mut out, reading);
    out.push_str("<article>");
    out.push_str(body);
    out.push_str("</article>\n</body>\n</html>\n");
    out
}

/// Title, byline and date.
fn header(out: &mut String, reading: &Reading) {
    let Reading { title, byline, published, site, .. } = reading;
    if title.is_none() && byline.is_none() && published.is_none() {
        return;
    }
    out.push_str("<header>\n");
    if let Some(title) = title {
        out.push_str("<h1>");
        escape(out, title);
        out.push_str("</h1>\n");
    }
    let start = out.len();
    for text in [byline, site].into_iter().flatten() {
        out.push_str(if out.len() == start { "<p><bdi>" } else { " · <bdi>" });
        escape(out, text);
        out.push_str("</bdi>");
    }
    if let Some(published) = published {
        out.push_str(if out.len() == start { "<p>" } else { " · " });
        out.push_str("<time");
        attribute(out, "datetime", Some(published));
        out.push('>');
        escape(out, published.get(..10).unwrap_or(published));
        out.push_str("</time>");
    }
    if out.len() > start {
        out.push_str("</p>\n");
    }
    out.push_str("</header>\n");
}

fn attribute(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(out, value);
        out.push('"');
    }
}

fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}
