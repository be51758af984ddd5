//! Every name in a block, and what it stands for.
//!
//! Definition, references, highlights and hover start here. Nothing is found by searching text: a name counts because of
//! its place in the tree, and means what the schema says it means there.

use psl_parser::{
    FileId, Node, Segment, SyntaxKind, TextRange, TextSize, Token,
    ast::{self, Member, Value},
};
use psl_validate::{
    ScalarType, Schema,
    schema::{FieldType, SegmentId, Top},
};

use crate::{FilePosition, FileRange, Snapshot};

/// What a name stands for. Two names mean the same exactly when these are equal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Entity {
    /// A model, view, type or enum. Several blocks of one name are one entity.
    Type(String),
    /// A field or an enum value: its block, and its name.
    Member {
        block: SegmentId,
        name: String,
    },
    /// The name of a relation, between two blocks in this order.
    Relation {
        blocks: (SegmentId, SegmentId),
        name: String,
    },
    /// The name that the client gives a key of several fields: its block, and its name.
    Key {
        block: SegmentId,
        name: String,
    },
    /// A schema of the database.
    DatabaseSchema(String),
    /// A variable of the environment.
    Variable(String),
    Datasource(String),
    Generator(String),
}

impl Entity {
    pub(crate) fn name(&self) -> &str {
        match self {
            Entity::Type(name)
            | Entity::Member { name, .. }
            | Entity::Relation { name, .. }
            | Entity::Key { name, .. }
            | Entity::DatabaseSchema(name)
            | Entity::Variable(name)
            | Entity::Datasource(name)
            | Entity::Generator(name) => name,
        }
    }

    /// Whether its name is written as a string.
    pub(crate) fn is_string(&self) -> bool {
        use Entity::{DatabaseSchema, Key, Relation, Variable};
        matches!(self, Relation { .. } | Key { .. } | DatabaseSchema(_) | Variable(_))
    }
}

/// A name at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Occurrence {
    pub(crate) entity: Entity,
    /// Relative to the segment.
    pub(crate) range: TextRange,
    pub(crate) is_declaration: bool,
}

/// The name under the cursor, which touches a word at its start, inside it, and right behind it.
pub(crate) fn occurrence_at(snapshot: &Snapshot, at: FilePosition) -> Option<(SegmentId, Occurrence)> {
    let schema = snapshot.schema();
    let behind = schema.segment_at(at.file, at.offset);
    let before = at.offset.checked_sub(1).and_then(|it| schema.segment_at(at.file, it));
    [behind, before].into_iter().flatten().find_map(|id| {
        let local = local_offset(schema, at.file, id, at.offset)?;
        let mut names = occurrences(schema, id);
        let index = names.iter().position(|it| it.range.touches(local))?;
        Some((id, names.swap_remove(index)))
    })
}

fn local_offset(schema: &Schema, file: FileId, id: SegmentId, offset: TextSize) -> Option<TextSize> {
    let (own, range) = whole(schema, id);
    (own == file).then_some(offset.checked_sub(range.start)?)
}

/// The file of a segment and its bytes there.
pub(crate) fn whole(schema: &Schema, id: SegmentId) -> (FileId, TextRange) {
    let len = schema.segment(id).text().len() as TextSize;
    schema.absolute(psl_validate::schema::Span::new(id, TextRange::new(0, len)))
}

/// An occurrence's place in its file.
pub(crate) fn file_range(schema: &Schema, id: SegmentId, range: TextRange) -> FileRange {
    let (file, range) = schema.absolute(psl_validate::schema::Span::new(id, range));
    FileRange { file, range }
}

/// All names of a segment, in text order.
pub(crate) fn occurrences(schema: &Schema, id: SegmentId) -> Vec<Occurrence> {
    let mut cx = Names { schema, id, found: Vec::new() };
    if let Some(block) = ast::Block::of(schema.segment(id)) {
        cx.block(block);
    }
    cx.found.sort_by_key(|it| it.range);
    cx.found
}

struct Names<'s> {
    schema: &'s Schema,
    id: SegmentId,
    found: Vec<Occurrence>,
}

impl<'s> Names<'s> {
    fn push(&mut self, entity: Entity, range: TextRange, is_declaration: bool) {
        self.found.push(Occurrence { entity, range, is_declaration });
    }

    fn use_of(&mut self, entity: Entity, range: TextRange) {
        self.push(entity, range, false);
    }

    fn block(&mut self, block: ast::Block<'s>) {
        if let Some(name) = block.name() {
            let text = name.text().to_owned();
            let entity = match block.kind() {
                SyntaxKind::DATASOURCE => Entity::Datasource(text),
                SyntaxKind::GENERATOR => Entity::Generator(text),
                _ => Entity::Type(text),
            };
            self.push(entity, name.range(), true);
        }
        for member in block.members() {
            match member {
                Member::Field(field) => self.field(field),
                Member::EnumValue(value) => {
                    self.declaration(value.name());
                    value.attributes().for_each(|it| self.variables(it.node()));
                }
                Member::Property(property) => self.property(property, block.kind()),
                Member::Attribute(attribute) => self.block_attribute(attribute),
                Member::Junk(_) => {}
            }
        }
    }

    fn declaration(&mut self, name: Option<Token<'s>>) {
        if let Some(name) = name {
            let entity = Entity::Member { block: self.id, name: name.text().to_owned() };
            self.push(entity, name.range(), true);
        }
    }

    fn field(&mut self, field: ast::Field<'s>) {
        self.declaration(field.name());
        let type_name = field.type_ref().filter(|it| !it.is_unsupported()).and_then(|it| it.name());
        let top = type_name.and_then(|it| self.schema.find(it.text()));
        if let Some(name) = type_name
            && (top.is_some() || ScalarType::named(name.text()).is_none())
        {
            self.use_of(Entity::Type(name.text().to_owned()), name.range());
        }
        for attribute in field.attributes() {
            self.field_attribute(attribute, top);
        }
    }

    fn field_attribute(&mut self, attribute: ast::Attribute<'s>, top: Option<Top<'s>>) {
        self.variables(attribute.node());
        let Some(path) = attribute.path() else { return };
        match path.text() {
            "default" => {
                if let Some(Top::Enum(enum_)) = top {
                    for argument in arguments(attribute).filter(|it| is_named(*it, None, "value")) {
                        self.values_of(argument.value(), enum_.segment());
                    }
                }
            }
            "relation" => self.relation(attribute, top),
            "id" | "unique" => self.filter(attribute),
            text => {
                if let Some((prefix, _)) = text.split_once('.') {
                    let range =
                        TextRange::new(path.range().start, path.range().start + prefix.len() as TextSize);
                    self.use_of(Entity::Datasource(prefix.to_owned()), range);
                }
            }
        }
    }

    /// Names in a value that are values of an enum.
    fn values_of(&mut self, value: Option<Value<'s>>, enum_: SegmentId) {
        for item in value.into_iter().flat_map(|it| it.items()) {
            if let Some(name) = item.as_name() {
                self.use_of(Entity::Member { block: enum_, name: name.text().to_owned() }, name.range());
            }
        }
    }

    fn relation(&mut self, attribute: ast::Attribute<'s>, top: Option<Top<'s>>) {
        let Some(target) = top.map(Top::segment) else { return };
        for argument in arguments(attribute) {
            let name = argument.name().map(|it| it.text());
            match (name, argument.value()) {
                (Some("fields"), value) => self.fields_of(value, self.id),
                (Some("references"), value) => self.fields_of(value, target),
                (None | Some("name"), Some(Value::String(string))) => {
                    let blocks = (self.id.min(target), self.id.max(target));
                    let entity = Entity::Relation { blocks, name: string.value().into_owned() };
                    self.use_of(entity, string.content_range());
                }
                _ => {}
            }
        }
    }

    /// Names in a list that are fields of a block.
    fn fields_of(&mut self, value: Option<Value<'s>>, block: SegmentId) {
        for item in value.into_iter().flat_map(|it| it.items()) {
            let name = match item {
                Value::Name(name) => name,
                Value::Call(call) => match call.path() {
                    Some(path) => path,
                    None => continue,
                },
                _ => continue,
            };
            self.path(name, block);
        }
    }

    /// `a.b.c`: a field, and the fields of composite types it leads through.
    fn path(&mut self, path: Token<'s>, block: SegmentId) {
        let mut start = path.range().start;
        let mut block = Some(block);
        for step in path.text().split('.') {
            let range = TextRange::new(start, start + step.len() as TextSize);
            start = range.end + 1;
            let Some(own) = block.filter(|_| !step.is_empty()) else { return };
            self.use_of(Entity::Member { block: own, name: step.to_owned() }, range);
            block = field_type(self.schema, own, step).and_then(|ty| match ty {
                FieldType::CompositeType(id) => {
                    Some(psl_validate::schema::CompositeType::new(self.schema, id).segment())
                }
                _ => None,
            });
        }
    }

    fn block_attribute(&mut self, attribute: ast::Attribute<'s>) {
        self.variables(attribute.node());
        match attribute.path().map(|it| it.text()) {
            Some("id" | "unique" | "index" | "fulltext" | "shardKey") => {
                for argument in arguments(attribute).filter(|it| is_named(*it, None, "fields")) {
                    self.fields_of(argument.value(), self.id);
                }
                self.filter(attribute);
                self.key_name(attribute);
            }
            Some("schema") => {
                for string in arguments(attribute).filter_map(|it| it.value()?.as_string()) {
                    let entity = Entity::DatabaseSchema(string.value().into_owned());
                    self.use_of(entity, string.content_range());
                }
            }
            _ => {}
        }
    }

    /// `name` of `@@id` and `@@unique`; on `@@index` it is the old spelling of `map`.
    fn key_name(&mut self, attribute: ast::Attribute<'s>) {
        if attribute.path().is_none_or(|it| !matches!(it.text(), "id" | "unique")) {
            return;
        }
        let mut names = arguments(attribute).filter(|it| is_named(*it, Some("name"), "name"));
        if let Some(string) = names.find_map(|it| it.value()?.as_string()) {
            let entity = Entity::Key { block: self.id, name: string.value().into_owned() };
            self.push(entity, string.content_range(), true);
        }
    }

    /// The keys of `where: { … }`.
    fn filter(&mut self, attribute: ast::Attribute<'s>) {
        for argument in arguments(attribute).filter(|it| is_named(*it, Some("where"), "where")) {
            let Some(Value::Object(object)) = argument.value() else { continue };
            for entry in object.entries() {
                let Some(key) = entry.key() else { continue };
                self.use_of(Entity::Member { block: self.id, name: key.text().to_owned() }, key.range());
                if let Some(FieldType::Enum(id)) = field_type(self.schema, self.id, key.text()) {
                    let enum_ = Top::new(self.schema, psl_validate::schema::TopId::Enum(id));
                    self.values_of(entry.value(), enum_.segment());
                }
            }
        }
    }

    fn property(&mut self, property: ast::Property<'s>, kind: SyntaxKind) {
        self.variables(property.node());
        let is_schemas =
            kind == SyntaxKind::DATASOURCE && property.key().is_some_and(|it| it.text() == "schemas");
        if is_schemas {
            for string in
                property.value().into_iter().flat_map(|it| it.items()).filter_map(|it| it.as_string())
            {
                let entity = Entity::DatabaseSchema(string.value().into_owned());
                self.push(entity, string.content_range(), true);
            }
        }
    }

    /// `env("X")` anywhere in `node`.
    fn variables(&mut self, node: Node<'s>) {
        for call in node.descendants().filter_map(ast::Call::cast) {
            if call.path().is_none_or(|it| it.text() != "env") {
                continue;
            }
            let strings = call.arguments().into_iter().flat_map(|it| it.iter());
            if let Some(string) = strings.filter_map(|it| it.value()?.as_string()).next() {
                self.use_of(Entity::Variable(string.value().into_owned()), string.content_range());
            }
        }
    }
}

fn arguments(attribute: ast::Attribute<'_>) -> impl Iterator<Item = ast::Argument<'_>> {
    attribute.arguments().into_iter().flat_map(|it| it.iter())
}

/// Whether an argument is called `name`, or has no name and that means `name` as well.
fn is_named(argument: ast::Argument<'_>, only: Option<&str>, name: &str) -> bool {
    match argument.name() {
        Some(it) => it.text() == name,
        None => only.is_none(),
    }
}

/// The type of the field `name` of a block.
pub(crate) fn field_type(schema: &Schema, block: SegmentId, name: &str) -> Option<FieldType> {
    Some(field_of(schema, block, name)?.ty())
}

/// The field `name` of a block.
pub(crate) fn field_of<'s>(
    schema: &'s Schema,
    block: SegmentId,
    name: &str,
) -> Option<psl_validate::schema::Field<'s>> {
    match schema.top(block)? {
        Top::Model(it) => it.find_field(name),
        Top::CompositeType(it) => it.find_field(name),
        Top::Enum(_) => None,
    }
}

/// The node of the member called `name` in a block: `None` when there is none.
pub(crate) fn members_called<'t>(segment: &'t Segment, name: &str) -> Vec<(Node<'t>, Token<'t>)> {
    let Some(block) = ast::Block::of(segment) else { return Vec::new() };
    let with_name = |member: Member<'t>| {
        let token = match member {
            Member::Field(it) => it.name(),
            Member::EnumValue(it) => it.name(),
            _ => None,
        };
        token.filter(|it| it.text() == name).map(|it| (member.node(), it))
    };
    block.members().filter_map(with_name).collect()
}
