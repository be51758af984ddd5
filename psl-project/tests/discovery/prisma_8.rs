//! Documents in the language of Prisma 8.

use psl_project::{ClaimedBy, Options, Standing, alone};

use crate::support::{DB, MODEL, at, files_of, project, reasons, repository, skipped};

#[test]
fn stands_down_for_a_document_that_says_so() {
    let rows = [
        ("// use prisma-next\nmodel A {}", true),
        ("//use prisma-next", true),
        ("//   use prisma-next   \r\n", true),
        ("\n\n  \t// use prisma-next\n", true),
        ("\u{feff}// use prisma-next\n", true),
        ("// use prisma-next-generation\n", false),
        ("// use prisma-next.\n", false),
        ("/// use prisma-next\n", false),
        ("/* use prisma-next */\n", false),
        ("// please use prisma-next\n", false),
        ("model A {\n}\n// use prisma-next\n", false),
        ("// first\n// use prisma-next\n", false),
    ];
    for (text, expected) in rows {
        let files = repository(&[("db/a.prisma", text)]);
        assert_eq!(project(&files, "db/a.prisma").standing == Standing::Prisma8, expected, "{text:?}");
        let untitled = alone("Untitled-1".as_ref(), text.as_bytes(), &Options::default());
        assert_eq!(untitled.standing == Standing::Prisma8, expected, "{text:?}");
    }
}

#[test]
fn keeps_such_documents_out_of_other_projects() {
    let files = repository(&[("db/a.prisma", DB), ("db/b.prisma", "\n// use prisma-next\n")]);
    let found = project(&files, "db/a.prisma");
    assert_eq!((found.files.len(), &*skipped(&found)), (1, "db/b.prisma"));
    assert_eq!(reasons(&project(&files, "db/b.prisma"))[0], "db/b.prisma:2 // use prisma-next");
}

#[test]
fn stands_down_for_the_contract_of_a_prisma_8_config() {
    let configs = [
        "import { x } from '@prisma/cli-engine'\nexport default x({ contract: './db/next.prisma' })",
        "import x from \"@prisma/orm-postgres/config\"\nexport default x({ contract: 'db/next.prisma' })",
        "import '@prisma/cli-engine'\nexport default { contract: ['db/next.prisma'] }",
        "const x = require('@prisma/cli-engine')\nmodule.exports = x({ contract: 'db/next.prisma' })",
        "export default definePrismaConfig({ contract: path.join(__dirname, 'db', 'next.prisma') })",
        "export default definePrismaConfig({ schema: process.env.X, contract: 'db/next.prisma' })",
    ];
    for config in configs {
        let files =
            repository(&[("prisma.config.ts", config), ("db/next.prisma", MODEL), ("db/classic.prisma", DB)]);
        assert_eq!(project(&files, "db/next.prisma").standing, Standing::Prisma8, "{config}");
        let classic = project(&files, "db/classic.prisma");
        assert_eq!(
            (classic.standing, classic.claimed_by),
            (Standing::Schema, ClaimedBy::Neighbours),
            "{config}"
        );
        assert_eq!(files_of(&files, "db/classic.prisma"), "db/classic.prisma", "{config}");
        assert!(classic.config_not_static.is_empty(), "{config}");
    }
}

#[test]
fn takes_a_config_for_what_it_is() {
    let rows = [
        "import { defineConfig } from 'prisma/config'\nexport default defineConfig({ contract: 'a.prisma' })",
        "// import '@prisma/cli-engine'\nexport default { contract: 'a.prisma' }",
        "const text = '@prisma/cli-engine'\nexport default { contract: 'a.prisma' }",
    ];
    for config in rows {
        let files = repository(&[("prisma.config.ts", config), ("a.prisma", DB)]);
        assert_eq!(project(&files, "a.prisma").standing, Standing::Schema, "{config}");
    }
}

#[test]
fn only_the_nearest_config_counts() {
    let files = repository(&[
        ("prisma.config.ts", "export default definePrismaConfig({ contract: 'in/a.prisma' })"),
        ("in/prisma.config.ts", "export default {}"),
        ("in/a.prisma", DB),
    ]);
    assert_eq!(project(&files, "in/a.prisma").standing, Standing::Schema);
    assert_eq!(project(&files, "in/a.prisma").root, at("in"));
}
