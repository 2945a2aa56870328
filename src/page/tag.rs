//! Element names and attribute names as small numbers.

use crate::hash;
use crate::map::Map;
use std::sync::LazyLock;

/// Makes an enumeration of names with its table, so that a name is written once.
macro_rules! names {
    ($(#[$doc:meta])* $kind:ident, $other:ident, { $($(#[$item_doc:meta])* $item:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[allow(missing_docs)]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $kind {
            /// Any name that is not in this table.
            $other,
            $($(#[$item_doc])* $item),+
        }

        impl $kind {
            /// The one for a lower-case name; what is not in the table is the catch-all.
            #[must_use]
            pub fn of(name: &str) -> Self {
                static KINDS: LazyLock<Map<$kind>> = LazyLock::new(|| {
                    let mut kinds = Map::default();
                    for kind in [$($kind::$item),+] {
                        kinds.insert(hash::of_word(kind.name()), kind);
                    }
                    kinds
                });
                KINDS.get(hash::of_word(name)).copied().unwrap_or(Self::$other)
            }

            /// The name as it is written in HTML; empty for the catch-all.
            #[must_use]
            pub const fn name(self) -> &'static str {
                // Made once; built where it is asked for, it would be three kilobytes of code.
                const NAMES: &[&str] = &["", $($name),+];
                NAMES[self as usize]
            }
        }
    };
}

names! {
    /// What a node is: one of the elements that Plainleaf knows by name, any other element, or a text node.
    Tag, Other, {
        Document = "#document", Text = "#text",
        A = "a", Abbr = "abbr", Address = "address", Amp = "amp-img", Area = "area", Article = "article", Aside = "aside",
        Audio = "audio", B = "b", Base = "base", Bdi = "bdi", Bdo = "bdo", Big = "big", Blockquote = "blockquote",
        Body = "body", Br = "br", Button = "button", Canvas = "canvas", Caption = "caption", Center = "center",
        Cite = "cite", Code = "code", Col = "col", Colgroup = "colgroup", Data = "data", Datalist = "datalist",
        Dd = "dd", Del = "del", Details = "details", Dfn = "dfn", Dialog = "dialog", Dir = "dir", Div = "div", Dl = "dl",
        Dt = "dt", Em = "em", Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure",
        Font = "font", Footer = "footer", Form = "form", Frame = "frame", Frameset = "frameset", H1 = "h1", H2 = "h2",
        H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head", Header = "header", Hgroup = "hgroup", Hr = "hr",
        Html = "html", I = "i", Iframe = "iframe", Img = "img", Input = "input", Ins = "ins", Kbd = "kbd",
        Label = "label", Legend = "legend", Li = "li", Link = "link", Main = "main", Map = "map", Mark = "mark",
        Math = "math", Menu = "menu", Meta = "meta", Meter = "meter", Nav = "nav", Noscript = "noscript",
        Object = "object", Ol = "ol", Optgroup = "optgroup", Option = "option", Output = "output", P = "p",
        Picture = "picture", Pre = "pre", Progress = "progress", Q = "q", Rp = "rp", Rt = "rt", Ruby = "ruby", S = "s",
        Samp = "samp", Script = "script", Search = "search", Section = "section", Select = "select", Slot = "slot",
        Small = "small", Source = "source", Span = "span", Strike = "strike", Strong = "strong", Style = "style",
        Sub = "sub", Summary = "summary", Sup = "sup", Svg = "svg", Table = "table", Tbody = "tbody", Td = "td",
        Template = "template", Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time",
        Title = "title", Tr = "tr", Track = "track", Tt = "tt", U = "u", Ul = "ul", Var = "var", Video = "video",
        Wbr = "wbr",
        Annotation = "annotation", Mfrac = "mfrac", Mi = "mi", Mn = "mn", Mo = "mo", Mover = "mover",
        Mpadded = "mpadded", Mphantom = "mphantom", Mroot = "mroot", Mrow = "mrow", Mspace = "mspace", Msqrt = "msqrt",
        Mstyle = "mstyle", Msub = "msub", Msubsup = "msubsup", Msup = "msup", Mtable = "mtable", Mtd = "mtd",
        Mtext = "mtext", Mtr = "mtr", Munder = "munder", Munderover = "munderover", Semantics = "semantics",
    }
}

impl Tag {
    /// What an element of a page is, by its lower-case name.
    ///
    /// MathJax draws formulas with elements that it calls after those of MathML (`mjx-msup`), groups of its own among them;
    /// what they are drawn from (`mjx-box`) is none of these. Source: MathJax 3 and 4, output as CommonHTML.
    pub(super) fn of_element(name: &str) -> Self {
        let Some(drawn) = name.strip_prefix("mjx-") else {
            // Texts are no elements, whatever a snapshot calls one: what a text carries are bytes.
            return Some(Self::of(name)).filter(|&tag| tag != Self::Text).unwrap_or(Self::Other);
        };
        match (Self::of(drawn), drawn) {
            (tag, _) if tag.is_mathml() => tag,
            (_, "container") => Self::Semantics,
            (_, "mlabeledtr") => Self::Mtr,
            // The sign of a root, which its element says already.
            (_, "surd") => Self::Annotation,
            (_, "texatom" | "sqrt") => Self::Mrow,
            _ if drawn.starts_with('m') => Self::Mrow,
            _ => Self::Other,
        }
    }

    /// Whether the element is one of MathML.
    #[must_use]
    pub fn is_mathml(self) -> bool {
        (Self::Mfrac..=Self::Munderover).contains(&self) || self == Self::Math
    }

    /// 1 to 6 for `h1` to `h6`.
    #[must_use]
    pub const fn heading_level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }

    /// The heading of a level as `aria-level` gives it; of the second where it gives none.
    pub(super) fn heading(level: &str) -> Self {
        match level.as_bytes() {
            [b'1'] => Self::H1,
            [b'3'] => Self::H3,
            [b'4'] => Self::H4,
            [b'5'] => Self::H5,
            [b'6'] => Self::H6,
            _ => Self::H2,
        }
    }

    /// Whether the element starts and ends a line of its own by HTML's default rendering.
    #[must_use]
    pub const fn is_block(self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Article
                | Self::Aside
                | Self::Blockquote
                | Self::Body
                | Self::Caption
                | Self::Center
                | Self::Dd
                | Self::Details
                | Self::Dialog
                | Self::Dir
                | Self::Div
                | Self::Dl
                | Self::Document
                | Self::Dt
                | Self::Fieldset
                | Self::Figcaption
                | Self::Figure
                | Self::Footer
                | Self::Form
                | Self::H1
                | Self::H2
                | Self::H3
                | Self::H4
                | Self::H5
                | Self::H6
                | Self::Header
                | Self::Hgroup
                | Self::Hr
                | Self::Html
                | Self::Legend
                | Self::Li
                | Self::Main
                | Self::Menu
                | Self::Nav
                | Self::Ol
                | Self::P
                | Self::Pre
                | Self::Search
                | Self::Section
                | Self::Summary
                | Self::Table
                | Self::Tbody
                | Self::Td
                | Self::Tfoot
                | Self::Th
                | Self::Thead
                | Self::Tr
                | Self::Ul
        )
    }

    /// Whether the element never has content.
    #[must_use]
    pub const fn is_void(self) -> bool {
        matches!(
            self,
            Self::Area
                | Self::Base
                | Self::Br
                | Self::Col
                | Self::Embed
                | Self::Hr
                | Self::Img
                | Self::Input
                | Self::Link
                | Self::Meta
                | Self::Source
                | Self::Track
                | Self::Wbr
        )
    }

    /// Whether text inside is never shown as text: scripts, styles, templates, form values.
    #[must_use]
    pub const fn is_silent(self) -> bool {
        matches!(
            self,
            Self::Datalist | Self::Head | Self::Script | Self::Select | Self::Style | Self::Template | Self::Textarea
        )
    }
}
