//! The examples at the end of the help.

pub(super) const FMT: &str = "\
Examples:
  psl fmt                all schema files below this folder
  psl fmt --check        for CI: exit code 1 if a file is not laid out
  psl fmt - < a.prisma   standard input, laid out on standard output";

pub(super) const VALIDATE: &str = "\
Examples:
  psl validate                         the schema here, as Prisma finds it
  psl validate a/schema.prisma         the whole schema this file belongs to
  psl validate --fix                   repair what is certain
  psl validate --fix --unsafe --diff   all repairs, as a diff
  psl validate --format human --format sarif=psl.sarif";

pub(super) const EXPLAIN: &str = "\
Examples:
  psl explain                the list of all codes
  psl explain type-unknown   the page of one";

pub(super) const DIAGRAM: &str = "\
Examples:
  psl diagram --output schema.svg
  psl diagram packages/db --format mermaid";
