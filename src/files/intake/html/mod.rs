//! Web pages: which part is the article, its words as blocks, and what the page says about itself.

mod around;
mod dom;
mod metadata;
mod weight;
mod words;

use super::{Draft, Form, Note, Unreadable};
use dom::Page;

pub(super) fn read(text: &str) -> Result<Draft, Unreadable> {
    let page = Page::parse(text)
        .ok_or_else(|| Unreadable::broken(Form::Html, "its elements stand inside each other without end"))?;
    let article = around::article(&page);
    let blocks = words::blocks(&page, &article);
    let mut draft = Draft::of(Form::Html, blocks.text());
    metadata::describe(&mut draft, &page, &article);
    if article.has_left_out_words {
        draft.notes.push(Note::LeftOutAroundArticle);
    }
    Ok(draft)
}
