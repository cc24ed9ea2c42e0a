//! Which part of a page is the article, and what in it is not of it: navigation, running heads and feet, consent banners,
//! lists of other articles, buttons. Where it is not clear, it is kept: a passage that is missing is worse than a line too
//! many.

use super::dom::{Id, Page};
use super::weight::{Weight, weights};

/// The article of a page.
pub(super) struct Article {
    /// The node in which it is.
    pub(super) root: Id,
    /// A headline that stands before the root.
    pub(super) headline: Option<Id>,
    /// By node: not of the article.
    pub(super) is_left_out: Vec<bool>,
    /// Something that a reader of the page sees was left out.
    pub(super) has_left_out_words: bool,
}

/// Never words of an article.
const NEVER: [&str; 22] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video",
    "map", "button", "select", "input", "textarea", "label", "datalist", "dialog", "head", "menu",
];
/// What surrounds an article.
const AROUND: [&str; 3] = ["nav", "aside", "footer"];
const ROLES_AROUND: [&str; 9] =
    ["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "toolbar"];
/// Words in class and id that sites use for what surrounds an article.
const WORDS_AROUND: [&str; 43] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "editsection",
    "footer",
    "gdpr",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pagination",
    "popup",
    "promo",
    "promoted",
    "readmore",
    "recirculation",
    "recommendations",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "toolbar",
];

pub(super) fn article(page: &Page) -> Article {
    let mut is_left_out = vec![false; page.nodes.len()];
    for id in page.elements() {
        is_left_out[id] = is_unseen(page, id);
    }
    let seen = weights(page, &is_left_out)[0];
    leave_out_around(page, &mut is_left_out);
    leave_out_lists_of_links(page, &mut is_left_out);
    let weights = weights(page, &is_left_out);
    let root = root(page, &is_left_out, &weights);
    let headline = headline(page, root, &is_left_out);
    let taken = weights[root].letters + headline.map_or(0, |id| weights[id].letters);
    Article { root, headline, has_left_out_words: taken < seen.letters, is_left_out }
}

/// True for what a browser does not show as text.
fn is_unseen(page: &Page, id: Id) -> bool {
    let style = page.attribute(id, "style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    NEVER.contains(&page.name(id))
        || page.attribute(id, "hidden").is_some()
        || page.attribute(id, "aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Leaves out what surrounds an article by its element, its role, or how the site calls it – unless much of the page is in
/// it, which is then no surrounding.
fn leave_out_around(page: &Page, is_left_out: &mut [bool]) {
    let before = weights(page, is_left_out);
    let all = before[0].prose();
    for id in page.elements() {
        let share = before[id].prose();
        let is_small = share.saturating_mul(100) <= all.saturating_mul(40);
        is_left_out[id] = is_left_out[id] || (is_small && (is_element_around(page, id) || is_called_around(page, id)));
    }
}

fn is_element_around(page: &Page, id: Id) -> bool {
    let name = page.name(id);
    let is_in_article = || page.ancestors(id).any(|around| matches!(page.name(around), "article" | "main"));
    AROUND.contains(&name)
        || page.attribute(id, "role").is_some_and(|role| ROLES_AROUND.contains(&role.trim()))
        || (name == "header" && !is_in_article() && !has_headline(page, id))
}

fn has_headline(page: &Page, id: Id) -> bool {
    page.elements_in(id).any(|inner| page.name(inner) == "h1")
}

fn is_called_around(page: &Page, id: Id) -> bool {
    if matches!(page.name(id), "html" | "body" | "main" | "article" | "p" | "h1") {
        return false;
    }
    ["class", "id"].into_iter().filter_map(|name| page.attribute(id, name)).any(|names| {
        names.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
            let word = word.to_ascii_lowercase();
            WORDS_AROUND.contains(&word.as_str())
        })
    })
}

/// Leaves out lists and boxes that are little more than links to elsewhere.
fn leave_out_lists_of_links(page: &Page, is_left_out: &mut [bool]) {
    let before = weights(page, is_left_out);
    for id in page.elements() {
        let weight = before[id];
        let is_list = matches!(page.name(id), "ul" | "ol" | "dl" | "div" | "section" | "table");
        // Long links are sentences, and few links may be sources.
        let is_links = weight.links >= 3 && weight.linked.saturating_mul(5) >= weight.letters.saturating_mul(4);
        is_left_out[id] = is_left_out[id] || (is_list && is_links && weight.letters / weight.links < 120);
    }
}

/// The node in which the article is: what calls itself so and holds much of the prose, or else the smallest node with
/// nearly all of it.
fn root(page: &Page, is_left_out: &[bool], weights: &[Weight]) -> Id {
    let body = page.first("body").unwrap_or(0);
    let all = weights[body].prose();
    let largest = |is_one: &dyn Fn(Id) -> bool| {
        let ids = page.elements().filter(|id| !is_left_out[*id] && is_one(*id));
        // Of two that say the same the outer one, which comes first.
        let largest = ids.fold(None, |best: Option<Id>, id| match best {
            Some(best) if weights[best].prose() >= weights[id].prose() => Some(best),
            _ => Some(id),
        });
        largest.filter(|id| weights[*id].prose() > 0 && weights[*id].prose().saturating_mul(2) >= all)
    };
    let named = largest(&|id| page.name(id) == "article" || page.attribute(id, "role") == Some("article"))
        .or_else(|| largest(&|id| page.name(id) == "main" || page.attribute(id, "role") == Some("main")))
        .or_else(|| largest(&|id| page.attribute(id, "itemprop").is_some_and(|names| names.contains("articleBody"))));
    if let Some(named) = named {
        return named;
    }
    let mut root = body;
    while let Some(inner) = page.children(root).find(|child| {
        !is_left_out[*child] && !page.name(*child).is_empty() && weights[*child].prose() * 10 >= all * 9 && all > 0
    }) {
        root = inner;
    }
    root
}

/// The headline of the page, where it stands outside the root.
fn headline(page: &Page, root: Id, is_left_out: &[bool]) -> Option<Id> {
    if has_headline(page, root) {
        return None;
    }
    let is_out = |id: Id| is_left_out[id] || page.ancestors(id).any(|around| is_left_out[around]);
    page.elements().find(|id| page.name(*id) == "h1" && !is_out(*id))
}
