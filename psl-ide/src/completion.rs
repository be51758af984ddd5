//! What can stand at the cursor.

mod allow;
pub(crate) mod argument;
mod attribute;
mod config;
pub(crate) mod default_value;
mod field_type;
mod snippets;
mod top_level;

use psl_parser::{FileId, TextEdit, TextRange, ast};
use psl_validate::{
    ScalarType, Schema,
    schema::{FieldType, PreviewFeature, SegmentId, Top},
};

use crate::{
    FilePosition, FileRange, Snapshot,
    cursor::{Cursor, Edited},
};

/// Something to insert.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    pub label: String,
    pub kind: CompletionKind,
    /// A few words on what it is.
    pub detail: Option<String>,
    pub doc: Option<String>,
    /// The file of what it names, when that is another one.
    pub file: Option<FileId>,
    /// What takes the place of [`Completion::replaced`].
    pub text: String,
    /// The same with places to fill in, as `$1` and `${1:word}`.
    pub snippet: Option<String>,
    /// The word at the cursor with the signs that belong to it.
    pub replaced: FileRange,
    /// What is inserted elsewhere in the file as well.
    pub additional: Vec<TextEdit>,
    /// Lower ones come first; equal ones stay in their order.
    pub group: u8,
    pub is_deprecated: bool,
    /// What comes next is again one of a few words.
    pub continues: bool,
}

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum CompletionKind {
    Keyword,
    Snippet,
    Scalar,
    NativeType,
    Model,
    View,
    CompositeType,
    Enum,
    /// A value of an enum, an action, a sort order, an index type.
    EnumMember,
    Field,
    Attribute,
    /// An argument or a key of a configuration block.
    Argument,
    Function,
    Value,
    /// A provider, a preview feature and other values of configuration.
    Constant,
}

/// The items at a position, the best first.
pub fn completion(snapshot: &Snapshot, at: FilePosition) -> Vec<Completion> {
    let Some(edited) = Edited::new(snapshot, at) else {
        return allow::codes(snapshot, at).unwrap_or_default();
    };
    let Some(cursor) = edited.cursor() else { return Vec::new() };
    let mut cx = Cx { snapshot, at, edited: &edited, items: Vec::new() };
    match (cursor, edited.is_in_string) {
        (Cursor::ConfigValue(property, node), _) => config::values(&mut cx, property, node),
        (Cursor::Argument(argument), _) => argument::complete(&mut cx, argument),
        (_, true) => {}
        (Cursor::TopLevel, _) => top_level::blocks(&mut cx),
        (Cursor::BlockName, _) => top_level::names(&mut cx),
        (Cursor::MemberStart(block), _) => {
            field_type::names_like_models(&mut cx, block);
            attribute::of_block(&mut cx, block);
            snippets::fields(&mut cx, block);
        }
        (Cursor::ConfigKey(block), _) => config::keys(&mut cx, block),
        (Cursor::FieldType(block), _) => field_type::complete(&mut cx, block),
        (Cursor::FieldAttribute(member), _) => attribute::of_member(&mut cx, member),
        (Cursor::NativeType(field), _) => attribute::native_types(&mut cx, field),
    }
    let mut items = cx.items;
    if !edited.is_in_string {
        items.iter_mut().for_each(|it| it.leave_out(edited.behind));
    }
    items.sort_by_key(|it| it.group);
    items
}

/// What every context gets.
pub(crate) struct Cx<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) at: FilePosition,
    pub(crate) edited: &'a Edited,
    pub(crate) items: Vec<Completion>,
}

impl<'a> Cx<'a> {
    pub(crate) fn schema(&self) -> &'a Schema {
        self.snapshot.schema()
    }

    /// The block of the cursor as the schema knows it.
    pub(crate) fn block(&self) -> Option<SegmentId> {
        let schema = self.schema();
        let ids = [Some(self.at.offset), self.at.offset.checked_sub(1)];
        let ids = ids.into_iter().flatten().filter_map(|it| schema.segment_at(self.at.file, it));
        ids.into_iter().find(|it| schema.segment(*it).is_block())
    }

    pub(crate) fn has_preview(&self, feature: PreviewFeature) -> bool {
        self.schema().preview_features().contains(feature)
    }

    /// The attributes of the member at the cursor as they are in the real text, where none is cut off by the cursor.
    pub(crate) fn written_attributes(&self) -> Vec<&'a str> {
        let member = || {
            let placed = self.snapshot.file(self.at.file)?.segment_at(self.at.offset.checked_sub(1)?)?;
            let token = placed.segment.tree().token_at(self.at.offset - 1 - placed.start)?;
            token.parent().ancestors().find_map(ast::Member::cast)
        };
        let attributes = match member() {
            Some(ast::Member::Field(it)) => it.attributes().collect(),
            Some(ast::Member::EnumValue(it)) => it.attributes().collect(),
            _ => Vec::new(),
        };
        let is_behind = |it: &ast::Attribute<'a>| {
            let start = self.edited.replaced.start;
            let placed = self.snapshot.file(self.at.file).and_then(|file| file.segment_at(start));
            placed.is_some_and(|placed| it.range().start + placed.start >= start)
        };
        attributes.into_iter().filter(is_behind).filter_map(|it| Some(it.path()?.text())).collect()
    }

    /// The word at the cursor as it is written.
    pub(crate) fn written_word(&self) -> &'a str {
        self.edited.replaced.slice(self.snapshot.text(self.at.file))
    }

    /// Adds an item that is inserted as it is called.
    pub(crate) fn add(&mut self, group: u8, kind: CompletionKind, label: &str) -> &mut Completion {
        let replaced = FileRange { file: self.at.file, range: self.edited.replaced };
        let item = Completion::new(group, kind, label, replaced);
        let index = self.items.len();
        self.items.push(item);
        &mut self.items[index]
    }

    /// Adds a string: with quotes, unless the cursor stands between some.
    pub(crate) fn add_string(&mut self, group: u8, kind: CompletionKind, value: &str) -> &mut Completion {
        let text = match self.edited.is_in_string {
            true => value.to_owned(),
            false => format!("\"{value}\""),
        };
        let item = self.add(group, kind, &text);
        item.label = value.to_owned();
        item
    }
}

impl Completion {
    /// An item that is inserted as it is called.
    fn new(group: u8, kind: CompletionKind, label: &str, replaced: FileRange) -> Completion {
        Completion {
            label: label.to_owned(),
            kind,
            detail: None,
            doc: None,
            file: None,
            text: label.to_owned(),
            snippet: None,
            replaced,
            additional: Vec::new(),
            group,
            is_deprecated: false,
            continues: false,
        }
    }

    pub(crate) fn doc(&mut self, doc: impl Into<String>) -> &mut Completion {
        self.doc = Some(doc.into());
        self
    }

    pub(crate) fn detail(&mut self, detail: impl Into<String>) -> &mut Completion {
        self.detail = Some(detail.into());
        self
    }

    /// The text to insert, with places to fill in; without them it is the text for clients that know none.
    pub(crate) fn snippet(&mut self, snippet: &str) -> &mut Completion {
        self.text = without_places(snippet);
        self.snippet = Some(snippet.to_owned());
        self
    }

    /// Text to insert in which there is nothing to fill in.
    pub(crate) fn text(&mut self, text: impl Into<String>) -> &mut Completion {
        self.text = text.into();
        self
    }

    pub(crate) fn continues(&mut self) -> &mut Completion {
        self.continues = true;
        self
    }

    /// Leaves out what is written behind the word already: `: value`, `= value` or arguments.
    fn leave_out(&mut self, behind: Option<char>) {
        let has_arguments = matches!(
            self.kind,
            CompletionKind::Attribute | CompletionKind::Function | CompletionKind::NativeType
        );
        let is_there = match behind {
            Some(':' | '=') => self.kind == CompletionKind::Argument,
            Some('(') => has_arguments,
            _ => false,
        };
        if is_there {
            let end = self.text.find([':', ' ', '(']).unwrap_or(self.text.len());
            self.text.truncate(end);
            self.snippet = None;
            self.continues = false;
        }
    }

    /// Replaces so many bytes before the word as well.
    pub(crate) fn with_signs(&mut self, signs: u32) -> &mut Completion {
        let range = self.replaced.range;
        self.replaced.range = TextRange::new(range.start - signs, range.end);
        self
    }
}

/// A snippet without its places: `$1` is nothing, `${1:word}` is the word.
fn without_places(snippet: &str) -> String {
    let mut out = String::with_capacity(snippet.len());
    let mut rest = snippet;
    while let Some(at) = rest.find('$') {
        let (before, place) = rest.split_at(at);
        out.push_str(before);
        let place = &place[1..];
        rest = match place.strip_prefix('{').and_then(|it| it.split_once('}')) {
            Some((inside, behind)) => {
                out.push_str(inside.split_once(':').map_or("", |it| it.1));
                behind
            }
            None => place.trim_start_matches(|it: char| it.is_ascii_digit()),
        };
    }
    out.push_str(rest);
    out
}

/// The type a field is written with, also when its line is broken.
#[derive(Clone, Copy)]
pub(crate) struct WrittenType<'s> {
    pub(crate) ty: FieldType,
    pub(crate) top: Option<Top<'s>>,
    pub(crate) is_list: bool,
    pub(crate) is_optional: bool,
}

impl<'s> WrittenType<'s> {
    pub(crate) fn of(schema: &'s Schema, field: ast::Field<'_>) -> WrittenType<'s> {
        let type_ref = field.type_ref();
        let name = type_ref.and_then(|it| it.name()).map_or("", |it| it.text());
        let top = schema.find(name);
        let ty = match top {
            _ if type_ref.is_some_and(|it| it.is_unsupported()) => FieldType::Unsupported,
            Some(Top::Model(it)) => FieldType::Model(it.id()),
            Some(Top::Enum(it)) => FieldType::Enum(it.id()),
            Some(Top::CompositeType(it)) => FieldType::CompositeType(it.id()),
            None => ScalarType::named(name).map_or(FieldType::Unknown, FieldType::Scalar),
        };
        let modifier = type_ref.map_or(ast::TypeModifier::None, |it| it.modifier());
        WrittenType {
            ty,
            top,
            is_list: matches!(modifier, ast::TypeModifier::List | ast::TypeModifier::Brackets),
            is_optional: modifier == ast::TypeModifier::Optional,
        }
    }

    pub(crate) fn scalar(self) -> Option<ScalarType> {
        match self.ty {
            FieldType::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    pub(crate) fn is_relation(self) -> bool {
        matches!(self.ty, FieldType::Model(_))
    }
}

#[cfg(test)]
mod tests;
