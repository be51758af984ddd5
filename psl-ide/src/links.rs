//! Folders that a file names: where generators write.

use psl_parser::{FileId, SyntaxKind, TextRange, ast};

use crate::Snapshot;

/// A path in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The string without its quotes.
    pub range: TextRange,
    /// Relative to the folder of the file.
    pub path: String,
}

/// The folders that the generators of a file write to.
pub fn document_links(snapshot: &Snapshot, file: FileId) -> Vec<Link> {
    let mut links = Vec::new();
    for placed in snapshot.file(file).into_iter().flat_map(|it| it.segments().iter()) {
        let block = ast::Block::of(placed.segment).filter(|it| it.kind() == SyntaxKind::GENERATOR);
        for property in block.into_iter().flat_map(|it| it.properties()) {
            let is_output = property.key().is_some_and(|it| it.text() == "output");
            if let Some(string) = property.value().filter(|_| is_output).and_then(|it| it.as_string())
                && !string.raw().is_empty()
            {
                let range = string.content_range().shifted(placed.start);
                links.push(Link { range, path: string.value().into_owned() });
            }
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_fixture::fixture_with_rules;

    #[test]
    fn finds_where_generators_write() {
        let text = "datasource db {\n  output = \"no\"\n}\ngenerator a {\n  output = \"../made\"\n}\ngenerator b {\n  output = env(\"X\")\n}\n";
        let (snapshot, _) = fixture_with_rules(text, psl_validate::RuleSet::V7);
        let links = document_links(&snapshot, FileId(0));
        assert_eq!(links.len(), 1);
        assert_eq!((links[0].range.slice(text), links[0].path.as_str()), ("../made", "../made"));
    }
}
