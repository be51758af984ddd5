//! The names that keys, indexes and defaults have in the database: as written, else as they are made.

use super::{Field, Index, IndexKind, Model, Relation, Schema};

impl Model<'_> {
    /// The name of the primary key, where the database gives it one.
    pub fn primary_key_name(self) -> Option<String> {
        let id = self.primary_key()?;
        Some(id.map.as_ref().map_or_else(|| self.usual_primary_key_name(), |it| it.name.to_string()))
    }

    /// The name of a primary key that says none.
    pub fn usual_primary_key_name(self) -> String {
        generated_name(self.schema(), self.database_name(), std::iter::empty(), "_pkey")
    }
}

impl Index<'_> {
    pub fn database_name(self) -> String {
        self.map().map_or_else(|| self.usual_name(), |it| it.name.to_string())
    }

    /// The name it has when it says none.
    pub fn usual_name(self) -> String {
        let ending = if self.kind() == IndexKind::Unique { "_key" } else { "_idx" };
        let fields = self.fields().iter().flat_map(|it| it.path().iter());
        let columns = fields.map(|it| Field::new(self.schema(), *it).database_name());
        generated_name(self.schema(), self.model().database_name(), columns, ending)
    }
}

impl Field<'_> {
    /// The name of the constraint that is its `@default`, where the database gives it one.
    pub fn default_name(self) -> Option<String> {
        let (default, table) = (self.default()?, self.model()?.database_name());
        let column = std::iter::once(self.database_name());
        let made = || generated_name(self.schema(), table, column, "_df");
        Some(default.map.as_ref().map_or_else(made, |it| it.name.to_string()))
    }
}

impl Relation<'_> {
    /// The name of the foreign key: table and columns of the side that holds it.
    pub fn foreign_key_name(self) -> String {
        let map = self.forward().and_then(|it| it.relation_arguments()).and_then(|it| it.map.as_ref());
        map.map_or_else(|| self.usual_foreign_key_name(), |it| it.name.to_string())
    }

    /// The name of a foreign key that says none.
    pub fn usual_foreign_key_name(self) -> String {
        let fields = self.forward().and_then(|it| it.key_fields()).unwrap_or_default();
        let nameless = fields.is_empty().then_some("");
        let columns = fields.iter().map(|it| it.database_name()).chain(nameless);
        generated_name(self.schema(), self.referencing_model().database_name(), columns, "_fkey")
    }
}

/// `Item_title_key`: table, columns and ending, with the part before the ending cut to what the database takes.
fn generated_name<'a>(
    schema: &Schema,
    table: &str,
    columns: impl Iterator<Item = &'a str>,
    ending: &str,
) -> String {
    const USUAL: usize = 48;
    let mut name = String::with_capacity(USUAL);
    name.push_str(table);
    for column in columns {
        name.push('_');
        name.push_str(column);
    }
    // The reference keeps these many bytes for the ending.
    let reserved = match ending {
        "_pkey" | "_fkey" => 5,
        "_key" | "_idx" => 4,
        _ => 3,
    };
    if let Some(longest) = schema.capabilities().longest_name {
        let longest = longest.saturating_sub(reserved);
        if name.len() >= longest {
            let mut end = longest.min(name.len());
            while !name.is_char_boundary(end) {
                end -= 1;
            }
            name.truncate(end);
        }
    }
    name.push_str(ending);
    name
}
