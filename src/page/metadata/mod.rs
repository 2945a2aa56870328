//! What a page says about itself: title, byline, dates, site, language.
//!
//! One walk collects every node that says something ([`sweep`]); each field then asks its sources in
//! order of trust: JSON-LD, `meta` tags, microdata, and last what the page shows.

mod bylines;
mod json;
mod json_ld;
mod language;
mod sweep;
mod text;
mod times;
mod titles;

use super::Page;
use super::url;
use json_ld::JsonLd;
use sweep::Sweep;
use text::some;

/// What a page says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The article's title without the site's name.
    pub title: Option<String>,
    /// The authors' names.
    pub byline: Option<String>,
    /// The site's name.
    pub site: Option<String>,
    /// When it was first published, ISO 8601.
    pub published: Option<String>,
    /// When it was last changed, ISO 8601.
    pub modified: Option<String>,
    /// The page's language, a BCP 47 tag.
    pub language: Option<String>,
    /// `ltr` or `rtl`.
    pub direction: Option<String>,
    /// A sentence or two about the piece, as the page gives it.
    pub excerpt: Option<String>,
    /// The lead picture's absolute address.
    pub image: Option<String>,
    /// The page's own address, absolute.
    pub canonical: Option<String>,
}

/// `meta` keys, in order of trust, with spaces between them.
const SITE: &str = "og:site_name";
const APPLICATION: &str = "application-name apple-mobile-web-app-title";
const PUBLISHER: &str = "dc:publisher citation_journal_title";
const EXCERPT: &str =
    "dc:description og:description weibo:article:description description twitter:description sailthru.description";
const IMAGE: &str = "og:image:secure_url og:image og:image:url twitter:image twitter:image:src parsely-image-url \
     sailthru.image.full image thumbnail";
const LANGUAGE: &str = "content-language og:locale dc:language language inlanguage";
const ADDRESS: &str = "og:url parsely-link twitter:url";

impl Metadata {
    /// Reads a page's metadata. `url` is where the page was found, for relative addresses.
    #[must_use]
    pub fn of(page: &Page, url: Option<&str>) -> Self {
        let sweep = Sweep::of(page);
        let json_ld = JsonLd::of(page, &sweep);
        let base = url::resolve(url.unwrap_or_default(), sweep.base.unwrap_or_default());
        let web = |address: &str| {
            url::resolve(base.as_deref().unwrap_or_default(), address)
                .filter(|address| address.starts_with("http://") || address.starts_with("https://"))
        };
        let canonical = [sweep.linked("canonical"), sweep.first(ADDRESS), json_ld.url.as_deref(), url]
            .into_iter()
            .flatten()
            .find_map(web);
        let image = [sweep.first(IMAGE), json_ld.image.as_deref(), sweep.linked("image_src")]
            .into_iter()
            .flatten()
            .find_map(web);
        let site = sweep
            .first(SITE)
            .and_then(some)
            .or_else(|| json_ld.site.clone())
            .or_else(|| sweep.first(APPLICATION).or_else(|| sweep.first(PUBLISHER)).and_then(some));
        // "Leaf" and "Leaf - all the news": the shorter is the name.
        let site = match (site, &json_ld.site) {
            (Some(site), Some(name)) if site.starts_with(name.as_str()) => Some(name.clone()),
            (site, _) => site,
        };
        let host = canonical.as_deref().and_then(url::host).map(|host| host.strip_prefix("www.").unwrap_or(host));
        // A site is also called by its host, with and without what stands behind the name.
        let host_name = host.and_then(|host| host.rsplit('.').nth(1)).filter(|name| name.len() > 3);
        let sites: Vec<&str> = [site.as_deref(), json_ld.site.as_deref(), sweep.first(APPLICATION), host, host_name]
            .into_iter()
            .flatten()
            .collect();
        let language = sweep
            .language
            .and_then(language::tag)
            .or_else(|| LANGUAGE.split(' ').flat_map(|key| sweep.all(key)).find_map(language::tag))
            .or_else(|| json_ld.language.as_deref().and_then(language::tag));
        let address = canonical.as_deref().or(url);
        Self {
            title: titles::title(page, &sweep, &json_ld, &sites),
            byline: bylines::byline(page, &sweep, &json_ld),
            published: times::published(page, &sweep, &json_ld, address),
            modified: times::modified(page, &sweep, &json_ld),
            direction: language::direction(page, sweep.direction, language.as_deref()),
            excerpt: json_ld.description.clone().or_else(|| sweep.first(EXCERPT).and_then(some)),
            site,
            language,
            image,
            canonical,
        }
    }
}
