//! Parts of a file to show greyed out: what `@ignore` and `@@ignore` take out of the generated client, and what the
//! configuration calls external.

use psl_parser::{FileId, TextRange, ast};
use psl_validate::schema::{Mapping, Span};

use crate::{Snapshot, names};

/// A part to show greyed out, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    pub file: FileId,
    pub range: TextRange,
    pub message: String,
}

/// The greyed parts of all files, by file and position.
pub fn hints(snapshot: &Snapshot) -> Vec<Hint> {
    let mut hints = Vec::new();
    for (file, source) in snapshot.file_ids().zip(snapshot.files()) {
        for placed in source.segments().iter() {
            let Some(block) = ast::Block::of(placed.segment) else { continue };
            let mut push = |range: TextRange, name: &str| {
                let message = format!("`{name}` is left out of the generated client");
                hints.push(Hint { file, range: range.shifted(placed.start), message });
            };
            if let Some(attribute) = block.attributes().find(|it| is_ignore(*it))
                && let Some(name) = block.name()
            {
                push(name.range(), name.text());
                push(attribute.trimmed_range(), name.text());
            }
            for field in block.fields() {
                if let Some(attribute) = field.attributes().find(|it| is_ignore(*it))
                    && let Some(name) = field.name()
                {
                    let last = field.attributes().last().unwrap_or(attribute).trimmed_range();
                    push(name.range().cover(last), name.text());
                }
            }
        }
    }
    hints.sort_by_key(|it| (it.file, it.range));
    hints
}

/// The names of tables and enums that are looked after elsewhere, as in the database; of one in a named schema of the
/// database that name comes first: `billing.invoice`.
#[derive(Clone, Copy, Debug)]
pub struct External<'a> {
    pub tables: &'a [String],
    pub enums: &'a [String],
}

/// The names of the blocks that stand for something external, by file and position.
pub fn external_hints(snapshot: &Snapshot, external: External<'_>) -> Vec<Hint> {
    let schema = snapshot.schema();
    let mut hints = Vec::new();
    let mut push = |span: Span, name: &str| {
        let at = names::file_range(schema, span.segment, span.range);
        let message = format!("the configuration says that `{name}` is external: migrations leave it alone");
        hints.push(Hint { file: at.file, range: at.range, message });
    };
    for model in schema.models().filter(|it| !it.is_view()) {
        if is_listed(external.tables, model.database_schema(), model.database_name()) {
            push(model.name_span(), model.name());
        }
    }
    for enum_ in schema.enums() {
        if is_listed(external.enums, enum_.database_schema(), enum_.database_name()) {
            push(enum_.name_span(), enum_.name());
        }
    }
    hints.sort_by_key(|it| (it.file, it.range));
    hints
}

/// A block that names no schema of the database is in the only one, whatever that is called.
fn is_listed(list: &[String], schema: Option<&Mapping>, name: &str) -> bool {
    list.iter().any(|it| match (it.rsplit_once('.'), schema) {
        (Some((own, rest)), Some(schema)) => own == &*schema.name && rest == name,
        (Some((_, rest)), None) => rest == name || it == name,
        (None, Some(_)) => false,
        (None, None) => it == name,
    })
}

fn is_ignore(attribute: ast::Attribute<'_>) -> bool {
    attribute.path().is_some_and(|it| it.text() == "ignore")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_fixture::fixture_with_rules;

    #[test]
    fn greys_ignored_models_and_fields() {
        let text =
            "model A {\n  id Int @id\n  b Int @ignore // x\n}\nmodel B {\n  id Int @id\n  @@ignore\n}\n";
        let (snapshot, _) = fixture_with_rules(text, psl_validate::RuleSet::V7);
        let parts: Vec<&str> = hints(&snapshot).iter().map(|it| it.range.slice(text)).collect();
        assert_eq!(parts, ["b Int @ignore", "B", "@@ignore"]);
    }

    #[test]
    fn greys_the_names_of_what_is_external() {
        let text = "datasource db {\n  provider = \"postgresql\"\n  schemas = [\"auth\", \"shop\"]\n}\n\
                    model User {\n  id Int @id\n  @@map(\"users\")\n  @@schema(\"auth\")\n}\n\
                    model Order {\n  id Int @id\n  @@map(\"users\")\n  @@schema(\"shop\")\n}\n\
                    model Lamp {\n  id Int @id\n}\nenum Kind {\n  A\n  @@schema(\"auth\")\n}\n";
        let (snapshot, _) = fixture_with_rules(text, psl_validate::RuleSet::V7);
        let greyed = |tables: &[&str], enums: &[&str]| -> Vec<&str> {
            let [tables, enums] = [tables, enums].map(|it| it.iter().map(|it| (*it).to_owned()).collect());
            let (tables, enums): (Vec<String>, Vec<String>) = (tables, enums);
            let hints = external_hints(&snapshot, External { tables: &tables, enums: &enums });
            hints.iter().map(|it| it.range.slice(text)).collect()
        };
        assert_eq!(greyed(&["auth.users", "public.Lamp"], &["auth.Kind"]), ["User", "Lamp", "Kind"]);
        assert_eq!(greyed(&["users", "Lamp", "User", "auth.Kind"], &["Kind"]), ["Lamp"]);
    }
}
