//! What a page's JSON-LD says, in schema.org's words.

use super::json::{self, Value};
use super::sweep::Sweep;
use super::text::some;
use crate::page::{Page, dates};
use crate::table::listed;

/// schema.org types of pieces that are read.
const ARTICLES: &str = "AdvertiserContentArticle AnalysisNewsArticle APIReference Article AskPublicNewsArticle BackgroundNewsArticle \
     Blog BlogPosting DiscussionForumPosting LiveBlogPosting MedicalScholarlyArticle NewsArticle OpinionNewsArticle \
     Report ReportageNewsArticle ReviewNewsArticle SatiricalArticle ScholarlyArticle SocialMediaPosting TechArticle";

/// The most objects that are looked at.
const OBJECTS: usize = 5000;

/// What was said of the piece.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    pub(super) headline: Option<String>,
    pub(super) name: Option<String>,
    pub(super) authors: Vec<String>,
    /// Whose account it was made with: often a person's, and often not.
    pub(super) creators: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) site: Option<String>,
    pub(super) language: Option<String>,
    pub(super) description: Option<String>,
    pub(super) image: Option<String>,
    pub(super) url: Option<String>,
}

impl JsonLd {
    pub(super) fn of(page: &Page, sweep: &Sweep<'_>) -> Self {
        let scripts: Vec<Value> = sweep
            .json_ld
            .iter()
            .flat_map(|&script| page.children(script))
            .flat_map(|text| json::read(page.text(text)))
            .collect();
        let mut objects = Vec::new();
        for value in &scripts {
            collect(value, &mut objects);
        }
        let mut found = Self::default();
        if let Some(article) = objects.iter().find(|object| is_a(object, ARTICLES)) {
            found.take(article, &objects);
        }
        // A page's own object fills in what its article's leaves out.
        if let Some(page) = objects.iter().find(|object| is_a(object, "WebPage ItemPage AboutPage FAQPage")) {
            found.published = found.published.take().or_else(|| date(page, "datePublished"));
            found.modified = found.modified.take().or_else(|| date(page, "dateModified"));
            found.language = found.language.take().or_else(|| text(page, "inLanguage"));
            found.description = found.description.take().or_else(|| text(page, "description"));
        }
        if let Some(site) = objects.iter().find(|object| is_a(object, "WebSite")) {
            found.site = found.site.take().or_else(|| text(site, "name"));
        }
        found
    }

    fn take(&mut self, article: &Value, objects: &[&Value]) {
        self.headline = text(article, "headline");
        self.name = text(article, "name");
        self.authors = names(article.get("author"), objects);
        self.creators = names(article.get("creator"), objects);
        self.published = date(article, "datePublished").or_else(|| date(article, "dateCreated"));
        self.modified = date(article, "dateModified");
        self.site = names(article.get("publisher"), objects).into_iter().next();
        self.language = text(article, "inLanguage");
        self.description = text(article, "description");
        self.image = article.get("image").and_then(|image| address(image, objects, 0));
        self.url =
            article.get("mainEntityOfPage").and_then(|page| address(page, &[], 0)).or_else(|| text(article, "url"));
    }
}

/// Every object in a value, outer before inner, lists and `@graph` gone through; other members are not.
fn collect<'a>(value: &'a Value, objects: &mut Vec<&'a Value>) {
    for value in value.each() {
        if objects.len() >= OBJECTS {
            return;
        }
        match value {
            Value::Object(_) => {
                objects.push(value);
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"] {
                    if let Some(inner) = value.get(key) {
                        collect(inner, objects);
                    }
                }
            }
            Value::List(_) => collect(value, objects),
            _ => {}
        }
    }
}

fn is_a(object: &Value, types: &str) -> bool {
    let kinds = object.get("@type").map(Value::each).unwrap_or_default();
    kinds.iter().filter_map(Value::text).any(|kind| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        listed(types, kind)
    })
}

fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key)?.each().iter().find_map(Value::text).and_then(some)
}

fn date(object: &Value, key: &str) -> Option<String> {
    dates::parse(&text(object, key)?)
}

/// Names of people or organisations: as text, as objects, or as references to objects elsewhere.
fn names(value: Option<&Value>, objects: &[&Value]) -> Vec<String> {
    let mut names = Vec::new();
    for value in value.map(Value::each).unwrap_or_default() {
        let value = resolved(value, objects);
        let given = match value {
            Value::Object(_) => value.get("name").map(Value::each).unwrap_or_default(),
            other => std::slice::from_ref(other),
        };
        names.extend(given.iter().filter_map(Value::text).filter_map(some));
    }
    names
}

/// The object that a bare reference stands for, or the value itself.
fn resolved<'a>(value: &'a Value, objects: &[&'a Value]) -> &'a Value {
    if value.get("name").is_none()
        && value.get("url").is_none()
        && let Some(id) = value.get("@id").and_then(Value::text)
    {
        let same = |object: &&&Value| {
            object.get("name").or_else(|| object.get("url")).is_some()
                && object.get("@id").and_then(Value::text) == Some(id)
        };
        return objects.iter().find(same).copied().unwrap_or(value);
    }
    value
}

/// An address: as text, or as the `url` or `@id` of an object.
fn address(value: &Value, objects: &[&Value], depth: usize) -> Option<String> {
    let value = resolved(value.each().first()?, objects);
    match value {
        Value::Text(_) => value.text().map(|text| text.trim().to_owned()),
        Value::Object(_) if depth < 4 => {
            let inner = ["url", "contentUrl", "@id"].iter().find_map(|key| value.get(key))?;
            address(inner, objects, depth + 1)
        }
        _ => None,
    }
}
