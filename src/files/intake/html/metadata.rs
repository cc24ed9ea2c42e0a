//! What a page says about its article: linked data (JSON-LD), meta elements, `OpenGraph`, times, links.

use serde_json::Value;

use super::super::{Draft, calendar};
use super::around::Article;
use super::dom::{Id, Page};
use crate::model::{Address, Date};

pub(super) fn describe(draft: &mut Draft, page: &Page, article: &Article) {
    let linked = Linked::of(page);
    let meta = Meta::of(page);
    draft.title = first([
        linked.text("headline"),
        headline(page, article),
        meta.value(&["og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"]),
        page.first("title").map(|id| page.text(id)),
    ]);
    draft.publisher = first([
        linked.names("publisher"),
        meta.value(&["og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "application-name"]),
    ]);
    draft.author = first([
        linked.names("author"),
        meta.value(&["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"])
            .filter(|author| Address::of(author).is_err()),
        marked(page, |id| {
            page.attribute(id, "itemprop") == Some("author") || page.attribute(id, "rel") == Some("author")
        }),
    ]);
    draft.published = published(page, article, &linked, &meta);
    draft.language = first([
        page.first("html")
            .and_then(|id| page.attribute(id, "lang").or_else(|| page.attribute(id, "xml:lang")))
            .map(str::to_owned),
        linked.text("inLanguage"),
        meta.value(&["content-language", "dc.language", "language", "og:locale"]),
    ])
    .replace('_', "-");
    draft.url = address(page, &linked, &meta);
}

/// The first that says something.
fn first<const COUNT: usize>(texts: [Option<String>; COUNT]) -> String {
    texts.into_iter().flatten().map(|text| text.trim().to_owned()).find(|text| !text.is_empty()).unwrap_or_default()
}

fn headline(page: &Page, article: &Article) -> Option<String> {
    let inside = || page.elements_in(article.root).find(|id| page.name(*id) == "h1" && !article.is_left_out[*id]);
    article.headline.or_else(inside).map(|id| page.text(id))
}

fn marked(page: &Page, is_marked: impl Fn(Id) -> bool) -> Option<String> {
    page.elements().find(|id| is_marked(*id)).map(|id| match page.attribute(id, "content") {
        Some(content) => content.to_owned(),
        None => page.text(id),
    })
}

fn published(page: &Page, article: &Article, linked: &Linked, meta: &Meta) -> Option<Date> {
    let names = [
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "dcterms.created",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
        "citation_date",
    ];
    let is_published =
        |id: &Id| page.attribute(*id, "itemprop") == Some("datePublished") || page.attribute(*id, "pubdate").is_some();
    let when = |id: Id| {
        let given = page.attribute(id, "datetime").or_else(|| page.attribute(id, "content")).map(str::to_owned);
        calendar::date_of(&given.unwrap_or_else(|| page.text(id)))
    };
    let is_time = |id: &Id| page.name(*id) == "time" && !article.is_left_out[*id];
    linked
        .text("datePublished")
        .and_then(|text| calendar::date_of(&text))
        .or_else(|| names.iter().find_map(|name| calendar::date_of(&meta.value(&[name])?)))
        .or_else(|| page.elements().filter(is_published).find_map(when))
        .or_else(|| page.elements_in(article.root).filter(is_time).find_map(when))
        .or_else(|| page.elements().filter(is_time).find_map(when))
}

fn address(page: &Page, linked: &Linked, meta: &Meta) -> String {
    let canonical = page.elements().find(|id| {
        page.name(*id) == "link" && page.attribute(*id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
    });
    // Browsers write where a page was saved from into a comment: `saved from url=(0027)https://…`.
    let saved = page.comments().find_map(|text| {
        let (_, rest) = text.split_once("saved from url=(")?;
        rest.split_once(')')?.1.split_whitespace().next().map(str::to_owned)
    });
    let found = [
        canonical.and_then(|id| page.attribute(id, "href")).map(str::to_owned),
        meta.value(&["og:url", "twitter:url"]),
        linked.text("mainEntityOfPage").or_else(|| linked.text("url")),
        saved,
    ];
    let is_page = |text: &String| Address::of(text).is_ok_and(|address| !address.is_mail());
    found.into_iter().flatten().map(|text| text.trim().to_owned()).find(is_page).unwrap_or_default()
}

/// The meta elements of a page, by name in lower case.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn of(page: &Page) -> Self {
        let metas = page.elements().filter(|id| page.name(*id) == "meta");
        let pair = |id: Id| {
            let name =
                ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|key| page.attribute(id, key))?;
            Some((name.trim().to_ascii_lowercase(), page.attribute(id, "content")?.trim().to_owned()))
        };
        Self(metas.filter_map(pair).collect())
    }

    fn value(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|sought| {
            self.0.iter().find(|(name, value)| name == sought && !value.is_empty()).map(|(_, value)| value.clone())
        })
    }
}

/// What linked data says about articles on the page; the first article is the one of the page.
struct Linked(Option<Value>);

impl Linked {
    fn of(page: &Page) -> Self {
        let scripts = page.elements().filter(|id| {
            page.name(*id) == "script"
                && page
                    .attribute(*id, "type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
        });
        let values: Vec<Value> = scripts.filter_map(|id| serde_json::from_str(page.text(id).trim()).ok()).collect();
        Self(values.iter().find_map(about_article).cloned())
    }

    fn text(&self, name: &str) -> Option<String> {
        let value = self.0.as_ref()?.get(name)?;
        value.as_str().or_else(|| value.get("@id")?.as_str()).map(str::to_owned)
    }

    /// The names of persons or organisations.
    fn names(&self, name: &str) -> Option<String> {
        let value = self.0.as_ref()?.get(name)?;
        let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let names = list.iter().filter_map(|one| one.as_str().or_else(|| one.get("name")?.as_str()));
        let names: Vec<_> = names.map(str::trim).filter(|name| !name.is_empty()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

/// The first object that is an article, among those of a list or a graph.
fn about_article(value: &Value) -> Option<&Value> {
    if let Some(list) = value.as_array() {
        return list.iter().find_map(about_article);
    }
    let kinds = value.get("@type").map(|kinds| kinds.as_array().map_or(std::slice::from_ref(kinds), Vec::as_slice));
    let is_article = kinds.unwrap_or_default().iter().filter_map(Value::as_str).any(|kind| {
        kind.ends_with("Article") || kind.ends_with("Posting") || kind.ends_with("Report") || kind == "PressRelease"
    });
    if is_article { Some(value) } else { about_article(value.get("@graph")?) }
}
