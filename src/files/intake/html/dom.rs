//! The tree of a web page as `html5ever` builds it, in one list of nodes. Nothing here goes by recursion: pages may be
//! nested as deep as their bytes allow.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, parse_document};

/// The place of a node in its page.
pub(super) type Id = usize;

/// The document itself, which is the first node.
const DOCUMENT: Id = 0;
/// The parser looks back at elements that are open; where it does so more often than this for each byte, the page is nested
/// to make it slow.
const LOOKS_FOR_EACH_BYTE: u64 = 30;

#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    parent: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
    before: Option<Id>,
    after: Option<Id>,
}

#[derive(Debug, Default)]
pub(super) enum NodeKind {
    #[default]
    Document,
    Text(String),
    Comment(String),
    Element {
        /// In lower case, without prefix.
        name: String,
        attributes: Vec<(String, String)>,
    },
}

/// Coming to a node, or leaving it after everything in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Enter(Id),
    Leave(Id),
}

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) nodes: Vec<Node>,
}

impl Page {
    /// Reads a page. None when it is made to take longer than pages do.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let allowed =
            LOOKS_FOR_EACH_BYTE.saturating_mul(u64::try_from(text.len()).unwrap_or(u64::MAX)).saturating_add(5_000_000);
        let looks = Rc::new(Cell::new(0));
        let mut parser = parse_document(Sink::new(Rc::clone(&looks)), ParseOpts::default());
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, others) = rest.split_at(rest.floor_char_boundary(8192));
            parser.process(StrTendril::from_slice(piece));
            if looks.get() > allowed {
                return None;
            }
            rest = others;
        }
        Some(parser.finish())
    }

    /// Every step through a node and what is in it.
    pub(super) fn walk(&self, from: Id) -> impl Iterator<Item = Step> {
        let mut next = Some(Step::Enter(from));
        std::iter::from_fn(move || {
            let step = next?;
            next = self.step_after(step, from);
            Some(step)
        })
    }

    fn step_after(&self, step: Step, root: Id) -> Option<Step> {
        match step {
            Step::Enter(id) => Some(self.nodes[id].first.map_or(Step::Leave(id), Step::Enter)),
            Step::Leave(id) if id == root => None,
            Step::Leave(id) => self.after(id),
        }
    }

    /// The step that comes after a node was left.
    pub(super) fn after(&self, id: Id) -> Option<Step> {
        let node = &self.nodes[id];
        node.after.map(Step::Enter).or(node.parent.map(Step::Leave))
    }

    /// Every step through a node, without what is in nodes that are left out.
    pub(super) fn walk_without(&self, from: Id, is_left_out: impl Fn(Id) -> bool) -> impl Iterator<Item = Step> {
        let mut next = Some(Step::Enter(from));
        std::iter::from_fn(move || {
            let mut step = next?;
            while let Step::Enter(id) = step
                && is_left_out(id)
            {
                step = if id == from { return None } else { self.after(id)? };
            }
            next = self.step_after(step, from);
            Some(step)
        })
    }

    /// Every element, in the order of the page.
    pub(super) fn elements(&self) -> impl Iterator<Item = Id> {
        self.elements_in(DOCUMENT)
    }

    pub(super) fn elements_in(&self, from: Id) -> impl Iterator<Item = Id> {
        self.walk(from).filter_map(|step| match step {
            Step::Enter(id) if matches!(self.nodes[id].kind, NodeKind::Element { .. }) => Some(id),
            _ => None,
        })
    }

    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.nodes[id].first, |child| self.nodes[*child].after)
    }

    /// The nodes around a node, the nearest first.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.nodes[id].parent, |parent| self.nodes[*parent].parent)
    }

    /// The name of an element; empty for other nodes.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].kind {
            NodeKind::Element { name, .. } => name,
            _ => "",
        }
    }

    pub(super) fn attribute(&self, id: Id, sought: &str) -> Option<&str> {
        match &self.nodes[id].kind {
            NodeKind::Element { attributes, .. } => {
                attributes.iter().find(|(name, _)| name == sought).map(|(_, value)| value.as_str())
            }
            _ => None,
        }
    }

    /// All text in a node, as it stands.
    pub(super) fn text(&self, from: Id) -> String {
        let mut text = String::new();
        for step in self.walk(from) {
            if let Step::Enter(id) = step
                && let NodeKind::Text(piece) = &self.nodes[id].kind
            {
                text.push_str(piece);
            }
        }
        text
    }

    /// The first element of a name.
    pub(super) fn first(&self, name: &str) -> Option<Id> {
        self.elements().find(|id| self.name(*id) == name)
    }

    pub(super) fn comments(&self) -> impl Iterator<Item = &str> {
        self.nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::Comment(text) => Some(text.as_str()),
            _ => None,
        })
    }
}

/// A node while the page is read. The parser asks for names all the time, so that they are at hand.
#[derive(Debug, Clone)]
struct Handle {
    id: Id,
    name: Rc<QualName>,
}

/// Takes what the parser finds.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// The name of nodes that are no elements.
    no_name: Rc<QualName>,
    looks: Rc<Cell<u64>>,
}

impl Sink {
    fn new(looks: Rc<Cell<u64>>) -> Self {
        let no_name = Rc::new(QualName::new(None, html5ever::ns!(), html5ever::local_name!("")));
        Self { nodes: RefCell::new(vec![Node::default()]), no_name, looks }
    }

    fn add(&self, kind: NodeKind) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { kind, ..Node::default() });
        nodes.len() - 1
    }

    fn nameless(&self, id: Id) -> Handle {
        Handle { id, name: Rc::clone(&self.no_name) }
    }

    /// Puts a node or text into a parent, before one of its children or at the end.
    fn put(&self, parent: Id, before: Option<Id>, child: NodeOrText<Handle>) {
        let neighbour = before.map_or_else(|| self.nodes.borrow()[parent].last, |id| self.nodes.borrow()[id].before);
        let id = match child {
            NodeOrText::AppendNode(handle) => {
                self.detach(handle.id);
                handle.id
            }
            NodeOrText::AppendText(text) => {
                if let Some(neighbour) = neighbour
                    && let NodeKind::Text(known) = &mut self.nodes.borrow_mut()[neighbour].kind
                {
                    known.push_str(&text);
                    return;
                }
                self.add(NodeKind::Text(text.to_string()))
            }
        };
        let nodes = &mut *self.nodes.borrow_mut();
        let neighbour = before.map_or(nodes[parent].last, |id| nodes[id].before);
        nodes[id].parent = Some(parent);
        nodes[id].before = neighbour;
        nodes[id].after = before;
        match neighbour {
            Some(neighbour) => nodes[neighbour].after = Some(id),
            None => nodes[parent].first = Some(id),
        }
        match before {
            Some(before) => nodes[before].before = Some(id),
            None => nodes[parent].last = Some(id),
        }
    }

    fn detach(&self, id: Id) {
        let nodes = &mut *self.nodes.borrow_mut();
        let Some(parent) = nodes[id].parent.take() else { return };
        let (before, after) = (nodes[id].before.take(), nodes[id].after.take());
        match before {
            Some(before) => nodes[before].after = after,
            None => nodes[parent].first = after,
        }
        match after {
            Some(after) => nodes[after].before = before,
            None => nodes[parent].last = before,
        }
    }

    fn look(&self) {
        self.looks.set(self.looks.get().saturating_add(1));
    }
}

fn pairs(attributes: Vec<Attribute>) -> Vec<(String, String)> {
    attributes.into_iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect()
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Page;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Page {
        Page { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.nameless(DOCUMENT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.look();
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let id = self.add(NodeKind::Element { name: name.local.to_string(), attributes: pairs(attributes) });
        Handle { id, name: Rc::new(name) }
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.nameless(self.add(NodeKind::Comment(text.to_string())))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.nameless(self.add(NodeKind::Comment(String::new())))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent.id, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.nodes.borrow()[element.id].parent.is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What is in a template is not shown. It hangs on no node of the page.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.nameless(target.id)
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        self.look();
        one.id == other.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[sibling.id].parent;
        if let Some(parent) = parent {
            self.put(parent, Some(sibling.id), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        if let NodeKind::Element { attributes: known, .. } = &mut self.nodes.borrow_mut()[target.id].kind {
            for (name, value) in pairs(attributes) {
                if !known.iter().any(|(other, _)| *other == name) {
                    known.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let first = self.nodes.borrow()[node.id].first;
            let Some(first) = first else { return };
            self.put(new_parent.id, None, NodeOrText::AppendNode(self.nameless(first)));
        }
    }
}
