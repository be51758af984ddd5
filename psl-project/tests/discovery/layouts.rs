//! One test for each layout that goes wrong in Prisma's own server.

use psl_project::{ClaimedBy, Options, Standing, discover};

use crate::support::{DB, MODEL, at, files_of, names, project, reasons, repository, skipped};

const GENERATOR: &str =
    "datasource db {\n  provider = \"sqlite\"\n}\ngenerator client {\n  output = \"./client\"\n}\n";

#[test]
fn keeps_copies_in_node_modules_out_of_a_schema_in_the_repository_root() {
    let files = repository(&[
        ("package.json", "{}"),
        ("schema.prisma", DB),
        ("node_modules/.prisma/client/schema.prisma", DB),
        ("dist/schema.prisma", DB),
    ]);
    assert_eq!(files_of(&files, "schema.prisma"), "schema.prisma");
    assert_eq!(project(&files, "node_modules/.prisma/client/schema.prisma").standing, Standing::Ignored);
}

#[test]
fn keeps_a_generated_copy_below_the_schema_folder_out() {
    let files = repository(&[
        ("prisma/schema.prisma", GENERATOR),
        ("prisma/room.prisma", MODEL),
        ("prisma/client/schema.prisma", GENERATOR),
    ]);
    let found = project(&files, "prisma/room.prisma");
    assert_eq!(names(&found.files), "prisma/room.prisma prisma/schema.prisma");
    assert_eq!(skipped(&found), "prisma/client");
    let copy = project(&files, "prisma/client/schema.prisma");
    assert_eq!(
        (copy.standing, names(&copy.files).as_str()),
        (Standing::Ignored, "prisma/client/schema.prisma")
    );
    assert_eq!(reasons(&copy)[0], "prisma/schema.prisma:5 output = \"./client\"");
}

#[test]
fn parts_two_independent_schemas_in_one_folder() {
    let files = repository(&[("db/billing.prisma", DB), ("db/support.prisma", DB)]);
    assert_eq!(files_of(&files, "db/billing.prisma"), "db/billing.prisma");
    assert_eq!(files_of(&files, "db/support.prisma"), "db/support.prisma");
}

#[test]
fn loads_the_folder_a_config_names_and_not_its_parent() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: \"prisma\" };"),
        ("prisma/schema.prisma", DB),
        ("prisma/models/room.prisma", MODEL),
        ("other/schema.prisma", DB),
    ]);
    assert_eq!(files_of(&files, "prisma/schema.prisma"), "prisma/models/room.prisma prisma/schema.prisma");
}

#[test]
fn gives_another_package_its_own_project_although_the_root_has_a_config() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: \"prisma/schema.prisma\" };"),
        ("prisma/schema.prisma", DB),
        ("packages/b/package.json", "{}"),
        ("packages/b/prisma/schema.prisma", DB),
    ]);
    let found = project(&files, "packages/b/prisma/schema.prisma");
    assert_eq!(names(&found.files), "packages/b/prisma/schema.prisma");
    assert_eq!((found.standing, found.claimed_by), (Standing::Schema, ClaimedBy::Neighbours));
}

#[test]
fn sees_the_config_of_a_package_when_the_editor_is_open_at_the_root() {
    let files = repository(&[
        ("packages/db/prisma.config.ts", "export default {\n  schema: \"schema\",\n};"),
        ("packages/db/schema/a.prisma", DB),
        ("packages/db/schema/deep/b.prisma", MODEL),
    ]);
    let options = Options { workspace_folder: Some(at("")), ..Options::default() };
    let found = discover(&files, &at("packages/db/schema/deep/b.prisma"), &options);
    assert_eq!(names(&found.files), "packages/db/schema/a.prisma packages/db/schema/deep/b.prisma");
    assert_eq!(reasons(&found)[0], "packages/db/prisma.config.ts:2 schema: \"schema\"");
}

#[test]
fn reads_the_schema_of_a_package_json() {
    let files = repository(&[
        ("package.json", "{\n  \"prisma\": {\n    \"schema\": \"db/main.prisma\"\n  }\n}"),
        ("db/main.prisma", DB),
        ("db/old.prisma", MODEL),
    ]);
    let found = project(&files, "db/main.prisma");
    assert_eq!((names(&found.files).as_str(), found.claimed_by), ("db/main.prisma", ClaimedBy::Package));
    assert_eq!(reasons(&found)[0], "package.json:3 prisma.schema: \"db/main.prisma\"");
}

#[test]
fn relates_sub_folders_whose_parent_holds_no_schema_file_when_a_hint_says_so() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: \"prisma\" };"),
        ("prisma/rooms/room.prisma", MODEL),
        ("prisma/tickets/ticket.prisma", MODEL),
    ]);
    assert_eq!(
        files_of(&files, "prisma/rooms/room.prisma"),
        "prisma/rooms/room.prisma prisma/tickets/ticket.prisma"
    );
}

#[test]
fn survives_a_broken_link_and_a_link_loop() {
    let files = repository(&[
        ("prisma/schema.prisma", DB),
        ("prisma/gone.prisma", "-> nowhere.prisma"),
        ("prisma/again", "-> ."),
        ("prisma/snake", "-> snake"),
    ]);
    let found = project(&files, "prisma/schema.prisma");
    assert_eq!(names(&found.files), "prisma/schema.prisma");
    assert_eq!(skipped(&found), "prisma/again prisma/gone.prisma prisma/snake");
}
