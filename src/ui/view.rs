//! The state of what is shown: view, selection, open panels and dialogs. Nothing of it belongs to the dossier.

use std::ops::Range;

use super::arrange::{ColumnSets, Options, Sizes};
use super::dialogs::Dialog;
use super::filter_bar::BarState;
use super::finding::FindState;
use super::highlighting::Highlighting;
use super::matrix::MatrixState;
use super::searching::SearchState;
use super::selection::Selection;
use super::side_by_side::SideState;
use super::sources::SourcesState;
use super::toasts::{Toast, ToastKind};
use crate::model::shown::visible;
use crate::model::{Dossier, PositionId, SourceId};

/// The views of the central area.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum View {
    /// Items × parties.
    #[default]
    Matrix,
    /// A panel per party.
    SideBySide,
    /// The articles.
    Sources,
}

/// Everything that is remembered between frames about how the dossier is shown.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "panels and wishes that have nothing to do with each other")]
pub struct ViewState {
    /// Which view fills the middle.
    pub view: View,
    /// What is selected.
    pub selection: Selection,
    /// Whether the inspector is open.
    pub is_inspector_open: bool,
    /// Whether the list of problems is open.
    pub are_problems_open: bool,
    /// The question or list in front of everything, if there is one.
    pub dialog: Option<Dialog>,
    /// Which lines the matrix shows, in which order.
    pub options: Options,
    /// Widths and heights that were chosen.
    pub sizes: Sizes,
    /// Named choices of parties.
    pub column_sets: ColumnSets,
    /// The bar that narrows down what is shown.
    pub filter_bar: BarState,
    /// What is looked for.
    pub find: FindState,
    /// The search through everything.
    pub search: SearchState,
    /// The marks of highlighters.
    pub highlighting: Highlighting,
    /// Scroll position and the editor of the matrix.
    pub matrix: MatrixState,
    /// Which parties stand side by side, and how.
    pub side: SideState,
    /// Which article is shown, and what is selected in it.
    pub sources: SourcesState,
    /// The position of the selected cell that the inspector shows, where there are several.
    pub position: Option<PositionId>,
    /// The keyboard goes from the matrix to what stands around it, or back.
    pub wants_other_area: bool,
    /// Counts the dossiers that came into the place of another. What is being typed belongs to records of one of them
    /// and must not be taken for those that have the same keys in the next.
    pub drafts: u64,
    /// The inspector puts the cursor into its first field.
    pub wants_name_focus: bool,
    /// Width of the inspector in points, once it was shown or remembered.
    pub inspector_width: Option<f32>,
    /// Where the view in the middle stood in the last frame, in points.
    pub middle: Option<egui::Rect>,
    /// Messages at the lower edge.
    pub toasts: Vec<Toast>,
}

impl Default for ViewState {
    fn default() -> Self {
        Self {
            view: View::default(),
            selection: Selection::default(),
            is_inspector_open: true,
            are_problems_open: false,
            dialog: None,
            options: Options::default(),
            sizes: Sizes::default(),
            column_sets: ColumnSets::default(),
            filter_bar: BarState::default(),
            find: FindState::default(),
            search: SearchState::default(),
            highlighting: Highlighting::default(),
            matrix: MatrixState::default(),
            side: SideState::default(),
            sources: SourcesState::default(),
            position: None,
            wants_other_area: false,
            drafts: 0,
            wants_name_focus: false,
            inspector_width: None,
            middle: None,
            toasts: Vec::new(),
        }
    }
}

impl ViewState {
    /// Forgets what belonged to the last dossier and keeps what belongs to the window.
    pub fn for_new_dossier(&mut self) {
        self.selection = Selection::default();
        self.options = Options::default();
        self.sizes = Sizes::default();
        self.column_sets = ColumnSets::default();
        self.filter_bar = BarState::default();
        self.find = FindState::default();
        self.search.for_new_dossier();
        self.highlighting.begin_anew();
        self.position = None;
        self.dialog = None;
        self.wants_name_focus = false;
        self.matrix = MatrixState::default();
        self.side = SideState::default();
        self.sources.begin_anew();
        self.are_problems_open = false;
        // What was done is told of the dossier it was done to; what failed is still to be read.
        self.toasts.retain(|toast| toast.kind == ToastKind::Failed);
        self.drafts += 1;
    }

    /// The article that is shown, in its view or beside another.
    pub fn shown_article(&self, dossier: &Dossier) -> Option<SourceId> {
        let is_shown = self.view == View::Sources || self.sources.is_beside;
        self.sources.shown(dossier).filter(|_| is_shown)
    }

    /// The words that are selected in the article shown, in Unicode scalar values of its text.
    pub fn passage(&self, dossier: &Dossier) -> Option<(SourceId, Range<u32>)> {
        Some((self.shown_article(dossier)?, self.sources.reading.selection()?))
    }

    /// The selected words, as far as one may want to look for them: on one line, and not a whole paragraph.
    pub fn words_to_look_for(&self, dossier: &Dossier) -> Option<String> {
        self.passage(dossier).filter(|(_, range)| range.len() <= 80)?;
        let words = self.sources.reading.selected_words()?;
        Some(words.trim().to_owned()).filter(|words| !words.is_empty() && !words.contains('\n'))
    }

    /// Shows a message for a few seconds; one that failed stays until it is closed. Of messages about steps of the
    /// history the latest is shown.
    pub fn toast(&mut self, kind: ToastKind, text: impl Into<String>) {
        let toast = Toast { kind, text: visible(&text.into()).into_owned(), state: None, shown_since: None };
        self.toasts.retain(|other| other.text != toast.text && !other.gives_way_to(kind));
        self.toasts.push(toast);
        if self.toasts.len() > 4 {
            self.toasts.remove(0);
        }
    }

    /// Takes away what was said about the place that was selected.
    pub fn forget_passing(&mut self) {
        self.toasts.retain(|toast| toast.kind != ToastKind::Passing);
    }
}
