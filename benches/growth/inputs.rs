//! The inputs: each a way to write a page of about so many bytes that asks more of a reader than honest pages do.

/// A kind of input.
pub(crate) struct Kind {
    /// What it is called in the table.
    pub(crate) name: &'static str,
    /// How many bytes it has at 64 times.
    pub(crate) bytes: usize,
    /// Whether it is plain text.
    pub(crate) plain: bool,
    make: Make,
}

enum Make {
    /// So often one after the other.
    Repeat(&'static str),
    /// The same with a number in it, at `{}`, so that no two are alike.
    Numbered(&'static str),
    /// So often within each other: opening and closing tags.
    Nest(&'static str, &'static str),
    /// One thing made of many: what stands before, each part with its number at `{}`, and what stands behind.
    One(&'static str, &'static str, &'static str),
}

use Make::{Nest, Numbered, One, Repeat};

const MEGABYTE: usize = 1 << 20;

const fn html(name: &'static str, bytes: usize, make: Make) -> Kind {
    Kind { name, bytes, plain: false, make }
}

const fn text(name: &'static str, bytes: usize, make: Make) -> Kind {
    Kind { name, bytes, plain: true, make }
}

#[rustfmt::skip]
pub(crate) const KINDS: &[Kind] = &[
    // Nesting; at 64 times 100,000 deep and more.
    html("nested div", 1_100_000, Nest("<div>", "</div>")),
    html("nested div, never closed", 1_000_000, Nest("<div>", "")),
    html("nested ul li", 2_000_000, Nest("<ul><li>", "</li></ul>")),
    html("nested ul li, never closed", MEGABYTE, Nest("<ul><li>", "")),
    html("nested blockquote p", 2_500_000, Nest("<blockquote><p>rain", "</blockquote>")),
    html("nested table, never closed", 2 * MEGABYTE, Nest("<table><tr><td>rain", "")),
    html("nested span", 1_300_000, Nest("<span>", "</span>")),
    html("nested sup", MEGABYTE, Nest("<sup>1", "</sup>")),
    html("nested q", MEGABYTE, Nest("<q>rain", "</q>")),
    html("nested section h2", 2 * MEGABYTE, Nest("<section><h2>Rain</h2>fell", "</section>")),
    html("nested svg", MEGABYTE, Nest("<svg>", "</svg>")),
    html("nested select option", MEGABYTE, Nest("<select><option>", "")),
    html("nested template", MEGABYTE, Nest("<template>", "")),
    html("parts that come late", 4 * MEGABYTE, Numbered("<template id='B:{}'></template><p id='S:{}'>rain</p>")),
    html("places that are never closed", 4 * MEGABYTE, Numbered("<!--$?--><template id='B:{}'></template><p id='S:{}'>rain</p>")),
    // Misnesting.
    html("b and i, misnested", 2 * MEGABYTE, Repeat("<b>rain<i>fell</b>on</i>")),
    html("b and i, never closed", MEGABYTE, Repeat("<b>rain<i>fell")),
    html("b in every p, never closed", MEGABYTE, Repeat("<p><b>rain")),
    html("fonts, each of its own, never closed", MEGABYTE, Numbered("<p><font size={}>rain")),
    html("a in a", 2 * MEGABYTE, Repeat("<a href=/x>rain<div><a href=/y>fell</div>")),
    html("a link without an end over paragraphs", MEGABYTE, One("<a href=/", "{}", ">rain<p>fell<p>on<p>the<p>road")),
    html("end tags of nothing", 2 * MEGABYTE, Repeat("</p></b></div>rain</table></li>")),
    // Tables and lists.
    html("tables, never closed", MEGABYTE, Repeat("<table><tr><td>rain")),
    html("words thrown out of tables", MEGABYTE, Repeat("<table>rain<tr>fell")),
    html("one table of many rows", 4 * MEGABYTE, One("<table>", "<tr><td>rain<td>{}", "</table>")),
    html("one row of many cells", 4 * MEGABYTE, One("<table><tr>", "<td>{} mm", "</table>")),
    html("one list of many items", 4 * MEGABYTE, One("<ul>", "<li>Rain {} fell.", "</ul>")),
    // Attributes.
    html("one element of many attributes", 4 * MEGABYTE, One("<p", " a{}=1", ">rain")),
    html("one class of many words", 4 * MEGABYTE, One("<p class='", "comment{} ", "'>rain")),
    html("elements of many classes", 4 * MEGABYTE, Numbered("<p class='share nav byline comment caption c{}'>rain</p>")),
    html("elements of their own names", 4 * MEGABYTE, Numbered("<leaf-of-rain-{}>rain</leaf-of-rain-{}>")),
    html("one address of megabytes", 4 * MEGABYTE, One("<p>rain <a href='/x", "?a{}=1&", "'>fell</a>")),
    html("ids and notes", 4 * MEGABYTE, Numbered("<p>Rain<sup><a href=#n{}>1</a></sup> fell.<p id=n{}>A note on rain.")),
    html("metas", 4 * MEGABYTE, Numbered("<meta property=og:title content='Rain {}'><meta name=author content='Ada {}'>")),
    html("one JSON-LD of many objects", 4 * MEGABYTE, One("<script type=application/ld+json>[", "{\"@type\":\"Person\",\"@id\":\"{}\",\"name\":\"Ada\"},", "]</script><p>rain")),
    html("one JSON-LD author of many", 4 * MEGABYTE, One("<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[", "{\"@id\":\"{}\"},", "]}</script><p>rain")),
    // Characters.
    html("character references", 4 * MEGABYTE, Repeat("&amp;&lt;&nbsp;&#8220;&CounterClockwiseContourIntegral;&notanentity ")),
    html("one text of ten megabytes", 10 * MEGABYTE, Repeat("Rain fell on the valley for most of the night, and by the morning the road was closed. ")),
    html("one word of ten megabytes", 10 * MEGABYTE, Repeat("rain")),
    html("ten megabytes of blanks", 10 * MEGABYTE, Repeat(" \n")),
    html("comments", 4 * MEGABYTE, Repeat("<!-- rain --><!---->rain")),
    html("one comment", 10 * MEGABYTE, One("rain<!--", "- > {}", "")),
    html("one script", 10 * MEGABYTE, One("rain<script>", "var a{} = '</';", "</script>")),
    // Many of one thing.
    html("a million empty p", 7_000_000, Repeat("<p></p>")),
    html("a million empty b", 7_000_000, Repeat("<b></b>")),
    html("a million br", 4_000_000, Repeat("<br>")),
    html("a million p, never closed", 3_000_000, Repeat("<p>")),
    html("p of a word", 5 * MEGABYTE, Repeat("<p>rain")),
    html("the same paragraph", 10 * MEGABYTE, Repeat("<p>Rain fell on the valley for most of the night, and by the morning the lower road was closed to all traffic.</p>")),
    html("headings", 4 * MEGABYTE, Numbered("<h2>Rain {}</h2>")),
    html("pictures with captions", 4 * MEGABYTE, Numbered("<figure><img src=/{}.jpg alt=Rain><figcaption>Rain, photo: Ada {}</figcaption></figure>")),
    html("pictures and lines", 4 * MEGABYTE, Numbered("<img src=/{}.jpg><p>Photo: Ada {}</p>")),
    html("links", 4 * MEGABYTE, Numbered("<a href=/{}>Rain {}</a> ")),
    html("links in a list", 4 * MEGABYTE, Numbered("<li><a href=/{}>Rain {} fell on the road</a>")),
    html("blocks of few words", 4 * MEGABYTE, Numbered("<div class=post><div>Ada, {} May</div><div>Rain fell on it.</div></div>")),
    html("lines of code", 4 * MEGABYTE, One("<pre><code>", "let rain_{} = 1;\n", "</code></pre>")),
    html("spans in code", 4 * MEGABYTE, One("<pre><code>", "<span class=k>let</span> <span>r{}</span>\n", "</code></pre>")),
    html("quotations in q", 4 * MEGABYTE, Repeat("<q>rain</q> said Ada. ")),
    html("breaks between words", 4 * MEGABYTE, Repeat("rain<br>fell<br><br>")),
    html("no-break spaces between tags", 4 * MEGABYTE, Repeat("&nbsp;<b>&nbsp;</b> ")),
    // Marks, as plain text.
    text("double quote marks", 2 * MEGABYTE, Repeat("\"")),
    text("quote marks that open", 3 * MEGABYTE, Repeat("“")),
    text("quote marks and words", 2 * MEGABYTE, Repeat("“rain” ‘fell’ \"on\" ")),
    text("quote marks within each other", 2 * MEGABYTE, Nest("“rain ‘fell ", "on’ it” ")),
    text("apostrophes", 2 * MEGABYTE, Repeat("rain's 'n' ")),
    text("who said what", 4 * MEGABYTE, Numbered("“Rain {} fell,” said Ada Moss. ")),
    text("said", 4 * MEGABYTE, Repeat("said ")),
    text("he said", 4 * MEGABYTE, Repeat("“It rains,” he said, she said. ")),
    text("one digit after another", 4 * MEGABYTE, Repeat("7")),
    text("digits apart", 4 * MEGABYTE, Repeat("7 ")),
    text("digits and commas", 4 * MEGABYTE, Repeat("7,")),
    text("commas", 4 * MEGABYTE, Repeat(",")),
    text("full stops", 4 * MEGABYTE, Repeat(". ")),
    text("hyphens and digits", 4 * MEGABYTE, Repeat("7-")),
    text("digits and slashes", 4 * MEGABYTE, Repeat("7/")),
    text("colons and digits", 4 * MEGABYTE, Repeat("07:")),
    text("number words", 4 * MEGABYTE, Repeat("one hundred million and ")),
    text("hyphened number words", 4 * MEGABYTE, Repeat("twenty-")),
    text("amounts of money", 4 * MEGABYTE, Repeat("$5 million to €7.5bn, ")),
    text("currency signs", 4 * MEGABYTE, Repeat("$")),
    text("dates", 4 * MEGABYTE, Repeat("4 May 2023 to 5 June, last Friday ")),
    text("months", 4 * MEGABYTE, Repeat("May ")),
    text("fractions", 4 * MEGABYTE, Repeat("1/2 ½ two thirds of ")),
    text("capitalised words", 4 * MEGABYTE, Repeat("Rain ")),
    text("capitalised words, each of its own", 4 * MEGABYTE, Numbered("Rain{} Moss ")),
    text("names", 4 * MEGABYTE, Repeat("Ada Moss met Ben Poe in London. ")),
    text("names, each of its own", 4 * MEGABYTE, Numbered("Mr. Ada{} Moss{} of the Bank of Rain{} spoke. ")),
    text("one surname of many", 4 * MEGABYTE, Numbered("Ada{} Moss spoke. Mr. Moss left. ")),
    text("initials", 4 * MEGABYTE, Repeat("A. B. C. ")),
    text("capitals", 4 * MEGABYTE, Repeat("RAIN FELL ")),
    text("of and the", 4 * MEGABYTE, Repeat("Bank of the ")),
    text("parentheses", 4 * MEGABYTE, Nest("(", ")")),
    text("lines of one letter", 4 * MEGABYTE, Repeat("a\n")),
    text("labels of an interview", 4 * MEGABYTE, Repeat("Q: Rain?\nA: Rain.\n")),
    text("bullets", 4 * MEGABYTE, Repeat("- rain\n")),
    text("marks on a letter", 4 * MEGABYTE, Repeat("\u{301}")),
    text("Chinese", 4 * MEGABYTE, Repeat("雨下了一整夜。")),
    text("emoji", 4 * MEGABYTE, Repeat("👩\u{200d}👩\u{200d}👧")),
    text("direction marks", 4 * MEGABYTE, Repeat("\u{202e}\u{200b}")),
];

impl Kind {
    /// The input at so many parts of 64.
    pub(crate) fn at(&self, times: usize) -> String {
        let bytes = self.bytes / 64 * times;
        let mut out = String::with_capacity(bytes + 256);
        if !self.plain {
            out.push_str("<!doctype html><title>Rain</title><body>");
        }
        let many = |out: &mut String, part: &str| {
            let most = out.len() + bytes;
            let mut number = 0_u32;
            while out.len() < most {
                number += 1;
                out.push_str(&part.replace("{}", &number.to_string()));
            }
        };
        match self.make {
            Repeat(part) => {
                let count = bytes.div_ceil(part.len());
                (0..count).for_each(|_| out.push_str(part));
            }
            Numbered(part) => many(&mut out, part),
            Nest(open, close) => {
                let count = bytes.div_ceil(open.len() + close.len());
                (0..count).for_each(|_| out.push_str(open));
                out.push_str("Rain fell on the valley for most of the night.");
                (0..count).for_each(|_| out.push_str(close));
            }
            One(before, part, behind) => {
                out.push_str(before);
                many(&mut out, part);
                out.push_str(behind);
            }
        }
        out
    }
}
