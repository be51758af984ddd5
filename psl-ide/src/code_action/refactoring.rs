//! Refactorings: changes that need no finding. Each is one function from a place to what is offered there.

mod composite_type;
mod convention;
mod doc_comment;
mod enum_type;
mod environment;
mod join_model;
mod key_level;
mod key_order;
mod modifier;
mod move_block;
mod relation_index;
mod spelled_out;
mod time_stamps;

use psl_parser::{Segment, SyntaxKind, TextEdit, TextRange, Token, ast};
use psl_validate::{
    FileEdit, Schema,
    schema::{Field, Model, SegmentId, Top},
};

use super::{ActionKind, CodeAction, Destination, by_file};
use crate::{Edits, FileRange, Snapshot, change::Layout, edit, names};

type Refactoring = fn(&Cx<'_>) -> Vec<Draft>;

/// All of them, in the order they are offered.
const ALL: &[Refactoring] = &[
    relation_index::add,
    join_model::to_explicit,
    join_model::to_implicit,
    enum_type::from_string,
    enum_type::to_string,
    key_level::to_block,
    key_level::to_field,
    key_order::sort,
    modifier::change,
    spelled_out::write,
    spelled_out::remove,
    convention::map_names,
    convention::rename,
    composite_type::extract,
    time_stamps::add,
    environment::read,
    environment::usual_provider,
    doc_comment::turn,
    move_block::to_file,
    move_block::to_new_file,
];

/// What is offered at a place.
pub(super) fn all(snapshot: &Snapshot, at: FileRange) -> Vec<CodeAction> {
    let Some(cx) = Cx::new(snapshot, at) else { return Vec::new() };
    ALL.iter().flat_map(|it| it(&cx)).map(Draft::finish).collect()
}

/// Something to offer.
struct Draft {
    title: String,
    kind: ActionKind,
    /// The edits, or why it cannot be done.
    edits: Result<Vec<FileEdit>, String>,
    layout: Layout,
    destination: Option<Destination>,
    /// Makes the edits when they are wanted, because they are many.
    whole: Option<fn(&Snapshot) -> Edits>,
}

impl Draft {
    fn new(kind: ActionKind, title: impl Into<String>, edits: Vec<FileEdit>) -> Draft {
        Draft {
            title: title.into(),
            kind,
            edits: Ok(edits),
            layout: Layout::Block,
            destination: None,
            whole: None,
        }
    }

    fn refused(kind: ActionKind, title: impl Into<String>, reason: impl Into<String>) -> Draft {
        Draft { edits: Err(reason.into()), ..Draft::new(kind, title, Vec::new()) }
    }

    fn finish(self) -> CodeAction {
        let (edits, disabled) = match self.edits {
            Ok(edits) => (edits, None),
            Err(reason) => (Vec::new(), Some(reason)),
        };
        CodeAction {
            title: self.title,
            kind: self.kind,
            diagnostics: Vec::new(),
            is_preferred: false,
            disabled,
            destination: self.destination,
            edits: by_file(edits),
            whole: self.whole,
            layout: self.layout,
        }
    }
}

/// The place refactorings are asked for at. Ranges are relative to its segment.
struct Cx<'s> {
    snapshot: &'s Snapshot,
    schema: &'s Schema,
    at: FileRange,
    id: SegmentId,
    range: TextRange,
    /// What the range starts on.
    token: Token<'s>,
}

impl<'s> Cx<'s> {
    fn new(snapshot: &'s Snapshot, at: FileRange) -> Option<Cx<'s>> {
        let schema = snapshot.schema();
        let behind = schema.segment_at(at.file, at.range.start);
        let before = at.range.start.checked_sub(1).and_then(|it| schema.segment_at(at.file, it));
        let mut found = None;
        for id in [behind, before].into_iter().flatten() {
            let start = names::whole(schema, id).1.start;
            let Some(local) = at.range.start.checked_sub(start) else { continue };
            let tree = schema.segment(id).tree();
            let tokens = [tree.token_at(local), local.checked_sub(1).and_then(|it| tree.token_at(it))];
            let touched = tokens.into_iter().flatten().filter(|it| it.range().touches(local));
            let is_blank = |it: SyntaxKind| matches!(it, SyntaxKind::BLANK | SyntaxKind::NEWLINE);
            for token in touched.filter(|it| !is_blank(it.kind())) {
                let range = TextRange::new(local, at.range.end.saturating_sub(start));
                let cx = Cx { snapshot, schema, at, id, range, token };
                // A word says more than the sign beside it.
                match token.kind() {
                    SyntaxKind::WORD | SyntaxKind::PATH => return Some(cx),
                    _ => found = found.or(Some(cx)),
                }
            }
        }
        found
    }

    fn segment(&self) -> &'s Segment {
        self.schema.segment(self.id)
    }

    fn line_break(&self) -> &'static str {
        edit::line_break(self.snapshot.text(self.at.file))
    }

    fn top(&self) -> Option<Top<'s>> {
        let kind = self.segment().kind();
        let is_type = kind.is_block() && !kind.is_config_block();
        self.schema.top(self.id).filter(|it| is_type && it.segment() == self.id)
    }

    /// The model at the place, unless it is a view.
    fn model(&self) -> Option<Model<'s>> {
        match self.top()? {
            Top::Model(model) if !model.is_view() && !model.is_poisoned() => Some(model),
            _ => None,
        }
    }

    /// The model whose header the place is on.
    fn model_of_header(&self) -> Option<Model<'s>> {
        self.model().filter(|_| self.is_on_header())
    }

    fn is_on_header(&self) -> bool {
        let block = ast::Block::of(self.segment());
        block.is_some_and(|it| it.header_range().touches(self.range.start))
    }

    /// The field at the place.
    fn field(&self) -> Option<Field<'s>> {
        let field = self.token.parent().ancestors().find_map(ast::Field::cast)?;
        let found = names::field_of(self.schema, self.id, field.name()?.text())?;
        (found.node() == field.node() && !found.is_poisoned() && !found.is_lost()).then_some(found)
    }

    /// The attribute at the place.
    fn attribute(&self) -> Option<ast::Attribute<'s>> {
        self.token.parent().ancestors().find_map(ast::Attribute::cast)
    }

    fn is_on_type(&self) -> bool {
        self.token.parent().kind() == SyntaxKind::TYPE_REF
    }

    /// An edit of the block at the place.
    fn edit(&self, edit: TextEdit) -> FileEdit {
        self.edit_of(self.id, edit)
    }

    /// An edit of another block.
    fn edit_of(&self, id: SegmentId, edit: TextEdit) -> FileEdit {
        let at = names::file_range(self.schema, id, edit.range);
        FileEdit { file: at.file, edit: TextEdit::replace(at.range, edit.new_text) }
    }

    /// A block behind the one at the place.
    fn block_behind(&self, text: &str) -> FileEdit {
        let end = self.segment().root().range().end;
        let line_break = self.line_break();
        let text = text.replace('\n', line_break);
        self.edit(TextEdit::insert(end, format!("{line_break}{line_break}{text}")))
    }
}

/// `value` of the argument `name` of an attribute.
fn argument<'s>(attribute: ast::Attribute<'s>, name: &str) -> Option<ast::Argument<'s>> {
    attribute.arguments()?.iter().find(|it| it.name().is_some_and(|it| it.text() == name))
}

/// Takes arguments away from an attribute, and its parentheses when nothing is left in them.
fn without_arguments(attribute: ast::Attribute<'_>, goes: impl Fn(&ast::Argument<'_>) -> bool) -> TextEdit {
    let Some(arguments) = attribute.arguments() else {
        return TextEdit::delete(TextRange::empty(attribute.trimmed_range().end));
    };
    let kept: Vec<&str> = arguments.iter().filter(|it| !goes(it)).map(|it| it.text().trim()).collect();
    let text = if kept.is_empty() { String::new() } else { format!("({})", kept.join(", ")) };
    TextEdit::replace(arguments.range(), text)
}

/// Behind the last field of a model.
fn behind_fields(model: Model<'_>) -> Option<psl_parser::TextSize> {
    let last = model.root().children().filter(|it| it.kind() == SyntaxKind::FIELD).last()?;
    Some(edit::trimmed_end(last.range(), last.text()))
}

#[cfg(test)]
mod tests;
