//! Parts of a file to show greyed out: what `@ignore` and `@@ignore` take out of the generated client.

use psl_parser::{FileId, TextRange, ast};

use crate::Snapshot;

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
        for placed in source.segments() {
            let Some(block) = ast::Block::of(&placed.segment) else { continue };
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
}
