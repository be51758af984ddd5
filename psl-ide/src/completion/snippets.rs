//! Several fields at once, at the start of a line of a model: an id, time stamps, a relation with its key, its index and
//! its other end.
//!
//! What belongs elsewhere is inserted there by the same item, so that accepting one makes no error.

use psl_parser::{FileId, SyntaxKind, TextEdit, ast};
use psl_validate::{
    connectors::Autoincrement,
    schema::{Field, Model, ReferentialAction, RelationMode, SegmentId, Span, Top},
};

use super::{CompletionKind, Cx};
use crate::{
    edit,
    words::{lower_first, upper_first},
};

/// They come behind everything else.
const GROUP: u8 = 9;

/// So many other models are offered.
const MOST: usize = 20;

pub(super) fn fields(cx: &mut Cx<'_>, block: ast::Block<'_>) {
    let is_new = cx.edited.behind.is_none() && cx.edited.signs() == 0;
    let Some(id) = cx.block() else { return };
    let Some(Top::Model(model)) = cx.schema().top(id) else { return };
    if !is_new || block.kind() != SyntaxKind::MODEL || model.is_view() || !model.is_closed() {
        return;
    }
    // The line of the cursor is no field yet.
    let written: Vec<&str> = block.fields().filter_map(|it| Some(it.name()?.text())).collect();
    let own = Own { model, id, written };
    ids(cx, &own);
    time_stamps(cx, &own);
    let file = cx.at.file;
    let is_near = |it: &Model<'_>| {
        *it != model && cx.schema().absolute(it.span()).0 == file && !it.is_view() && it.is_closed()
    };
    let others: Vec<Model<'_>> = cx.schema().models().filter(is_near).take(MOST).collect();
    for other in &others {
        relation(cx, &own, *other);
    }
    for other in others {
        join_model(cx, &own, other);
    }
    tree(cx, &own);
}

/// The model of the cursor.
struct Own<'s> {
    model: Model<'s>,
    id: SegmentId,
    /// Its fields without the line of the cursor.
    written: Vec<&'s str>,
}

impl Own<'_> {
    fn is_free(&self, name: &str) -> bool {
        !self.written.contains(&name)
    }
}

fn add(cx: &mut Cx<'_>, label: &str, detail: &str, text: String, additional: Vec<TextEdit>) {
    let item = cx.add(GROUP, CompletionKind::Snippet, label);
    item.text(text).detail(detail).additional = additional;
}

fn ids(cx: &mut Cx<'_>, own: &Own<'_>) {
    let connector = cx.schema().capabilities();
    if own.model.primary_key().is_some() || !own.is_free("id") {
        return;
    }
    let prefix = cx.schema().datasource().map_or("db", |it| it.name());
    let id = match connector.autoincrement {
        _ if connector.has_auto => format!("id String @id @default(auto()) @map(\"_id\") @{prefix}.ObjectId"),
        Autoincrement::BigIntOnly => "id BigInt @id @default(autoincrement())".to_owned(),
        _ => "id Int @id @default(autoincrement())".to_owned(),
    };
    let map = if connector.has_auto { " @map(\"_id\")" } else { "" };
    add(cx, "id", "an id that the database counts or makes", id, Vec::new());
    add(cx, "uuid", "an id that is a UUID", format!("id String @id @default(uuid()){map}"), Vec::new());
}

fn time_stamps(cx: &mut Cx<'_>, own: &Own<'_>) {
    if own.is_free("createdAt") && own.is_free("updatedAt") {
        let text = "createdAt DateTime @default(now())\n  updatedAt DateTime @updatedAt";
        add(cx, "timestamps", "when a row was made and changed", text.to_owned(), Vec::new());
    }
}

/// A key: the field it refers to, with its type and native type as written.
struct Key<'s> {
    field: Field<'s>,
    ty: String,
}

fn key_of(model: Model<'_>) -> Option<Key<'_>> {
    let field = model.single_id_field().filter(|it| it.is_scalar() && it.composite_type().is_none())?;
    let native = field.native_type().and_then(|it| field.attribute(it.attribute));
    let native = native.map(|it| it.trimmed_range().slice(it.node().tree().text()));
    let native = native.map_or_else(String::new, |it| format!(" {it}"));
    Some(Key { field, ty: format!("{}${native}", field.type_name()) })
}

impl Key<'_> {
    /// The type of a field that refers to it.
    fn with_modifier(&self, modifier: &str) -> String {
        self.ty.replacen('$', modifier, 1)
    }
}

/// Whether fields of the two models could be ends of another relation between them.
fn are_related(a: Model<'_>, b: Model<'_>) -> bool {
    a.relation_fields().any(|it| it.related_model() == Some(b))
        || b.relation_fields().any(|it| it.related_model() == Some(a))
}

fn absolute(cx: &Cx<'_>, segment: SegmentId, edit: TextEdit) -> Option<TextEdit> {
    let (file, range): (FileId, _) = cx.schema().absolute(Span::new(segment, edit.range));
    (file == cx.at.file).then_some(TextEdit::replace(range, edit.new_text))
}

/// A field behind the last one of a model.
fn new_field(cx: &Cx<'_>, model: Model<'_>, line: &str) -> Option<TextEdit> {
    let segment = model.span().segment;
    let fields = model.root().children().filter(|it| it.kind() == SyntaxKind::FIELD);
    let end = fields.last()?.range().end;
    absolute(cx, segment, TextEdit::insert(end, format!("\n  {line}")))
}

/// An index behind the block attributes, or before `}`. The line of the cursor is left alone.
fn new_index(cx: &Cx<'_>, own: &Own<'_>, column: &str) -> Option<TextEdit> {
    let text = format!("@@index([{column}])");
    let root = own.model.root();
    let is_attribute = |it: &psl_parser::Node<'_>| it.kind() == SyntaxKind::BLOCK_ATTRIBUTE;
    let edit = match root.children().any(|it| is_attribute(&it)) {
        true => edit::last_block_attribute(cx.schema().segment(own.id), &text)?,
        false => {
            let brace = root.token(SyntaxKind::R_BRACE)?.range().start;
            TextEdit::insert(brace, format!("\n  {text}\n"))
        }
    };
    absolute(cx, own.id, edit)
}

/// The field and its key; the index stands with the block attributes, the other end in the other model.
fn relation(cx: &mut Cx<'_>, own: &Own<'_>, other: Model<'_>) {
    let item = || {
        let key = key_of(other)?;
        let (name, back) = (lower_first(other.name()), format!("{}s", lower_first(own.model.name())));
        let column = format!("{name}{}", upper_first(key.field.name()));
        let is_free = own.is_free(&name) && own.is_free(&column) && other.find_field(&back).is_none();
        if !is_free || are_related(own.model, other) || own.model.is_ignored() || other.is_ignored() {
            return None;
        }
        let mut additional = vec![new_field(cx, other, &format!("{back} {}[]", own.model.name()))?];
        let makes_index = cx.schema().connector().is_some_and(|it| it.is("mysql"))
            && cx.schema().relation_mode() == RelationMode::ForeignKeys;
        if !makes_index {
            additional.push(new_index(cx, own, &column)?);
        }
        let text = format!(
            "{name} {} @relation(fields: [{column}], references: [{}])\n  {column} {}",
            other.name(),
            key.field.name(),
            key.with_modifier("")
        );
        Some((text, additional))
    };
    if let Some((text, additional)) = item() {
        let label = format!("relation {}", other.name());
        let detail = format!("one `{}`, with key, index and other end", other.name());
        add(cx, &label, &detail, text, additional);
    }
}

/// A model between the two, so that a row of each can have many of the other.
fn join_model(cx: &mut Cx<'_>, own: &Own<'_>, other: Model<'_>) {
    let item = || {
        let (a, b) = (key_of(own.model)?, key_of(other)?);
        let name = format!("{}{}", own.model.name(), other.name());
        let back = format!("{}s", lower_first(&name));
        let is_free = own.is_free(&back) && other.find_field(&back).is_none();
        if !is_free || cx.schema().find(&name).is_some() || own.model.is_ignored() || other.is_ignored() {
            return None;
        }
        let mut lines = String::new();
        let mut columns = Vec::new();
        for (model, key) in [(own.model, a), (other, b)] {
            let field = lower_first(model.name());
            let column = format!("{field}{}", upper_first(key.field.name()));
            lines += &format!(
                "  {field} {} @relation(fields: [{column}], references: [{}])\n  {column} {}\n",
                model.name(),
                key.field.name(),
                key.with_modifier("")
            );
            columns.push(column);
        }
        let prefix = cx.schema().datasource().map_or("db", |it| it.name());
        let (id, key) = match cx.schema().capabilities().has_auto {
            true => {
                (format!("  id String @id @default(auto()) @map(\"_id\") @{prefix}.ObjectId\n"), "unique")
            }
            false => (String::new(), "id"),
        };
        let place = own.model.database_schema().map(|it| format!("  @@schema(\"{}\")\n", it.name));
        let text = format!(
            "\n\nmodel {name} {{\n{id}{lines}\n  @@{key}([{}])\n  @@index([{}])\n{}}}",
            columns.join(", "),
            columns.last()?,
            place.unwrap_or_default()
        );
        let end = own.model.root().range().end;
        let additional = vec![
            new_field(cx, other, &format!("{back} {name}[]"))?,
            absolute(cx, own.id, TextEdit::insert(end, text))?,
        ];
        Some((format!("{back} {name}[]"), additional))
    };
    if let Some((text, additional)) = item() {
        let label = format!("m2m {}", other.name());
        let detail = format!("many `{}`, by a model in between", other.name());
        add(cx, &label, &detail, text, additional);
    }
}

/// A relation of the model with itself.
fn tree(cx: &mut Cx<'_>, own: &Own<'_>) {
    let Some(key) = key_of(own.model) else { return };
    let column = format!("parent{}", upper_first(key.field.name()));
    let is_related = own.model.relation_fields().any(|it| it.related_model() == Some(own.model));
    if is_related || !["parent", "children", column.as_str()].iter().all(|it| own.is_free(it)) {
        return;
    }
    let allowed = cx.schema().referential_actions();
    let quiet = if allowed.contains(&ReferentialAction::NoAction) { "NoAction" } else { "Restrict" };
    let is_checked = cx.schema().connector().is_some_and(|it| it.is("sqlserver") || it.is("mongodb"))
        || cx.schema().relation_mode() == RelationMode::Prisma;
    let actions = match is_checked {
        true => format!(", onDelete: {quiet}, onUpdate: {quiet}"),
        false => String::new(),
    };
    let name = own.model.name();
    let text = format!(
        "parent {name}? @relation(\"{name}Tree\", fields: [{column}], references: [{}]{actions})\n  {column} {}\n  children {name}[] @relation(\"{name}Tree\")",
        key.field.name(),
        key.with_modifier("?")
    );
    add(cx, "self", "a parent and children of the same model", text, Vec::new());
}
