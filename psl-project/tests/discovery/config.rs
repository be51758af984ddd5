//! The forms of config that can be read without running it, and those that cannot.

use psl_project::ClaimedBy;

use crate::support::{DB, at, project, reasons, repository};

/// The path the config names, relative to `/r`; `None` when the config has no say.
fn schema_of(config: &str) -> Option<String> {
    let files = repository(&[("prisma.config.ts", config)]);
    let found = project(&files, "document.prisma");
    // A hint that leads nowhere is noted with its path.
    found.skipped.first().map(|it| it.path.strip_prefix("/r").unwrap_or(&it.path).display().to_string())
}

/// The expression that would have to be run.
fn not_static(config: &str) -> Option<String> {
    let files = repository(&[("prisma.config.ts", config)]);
    let found = project(&files, "document.prisma");
    let [computed] = &*found.config_not_static else { return None };
    assert_eq!(computed.file, at("prisma.config.ts"));
    Some(config[computed.range.clone()].to_owned())
}

#[test]
fn reads_these_forms() {
    let rows = [
        // Ways to export.
        ("export default { schema: 'db' }", "db"),
        ("export default { schema: \"db\" };", "db"),
        ("export default { 'schema': `db`, }", "db"),
        ("module.exports = { schema: 'db' }", "db"),
        ("module.exports.default = { schema: 'db' }", "db"),
        ("exports.default = { schema: 'db' }", "db"),
        ("export = { schema: 'db' }", "db"),
        ("const config = { schema: 'db' };\nexport { config as default };", "db"),
        // Ways to wrap.
        (
            "import { defineConfig } from 'prisma/config'\nexport default defineConfig({\n  schema: 'db',\n})\n",
            "db",
        ),
        ("export default prisma.defineConfig({ schema: 'db' })", "db"),
        ("export default ({ schema: 'db' })", "db"),
        ("export default (({ schema: 'db' }))", "db"),
        ("export default { schema: 'db' } satisfies PrismaConfig", "db"),
        ("export default { schema: 'db' } as PrismaConfig;\nfoo()", "db"),
        ("export default { schema: ('db' as const)! }", "db"),
        ("export default defineConfig({ schema: 'db' } satisfies PrismaConfig<Env>) as X", "db"),
        // One constant.
        ("const config = { schema: 'db' }\nexport default config", "db"),
        (
            "const config: PrismaConfig<{ a: 1 }> = defineConfig({ schema: 'db' });\nexport default config;",
            "db",
        ),
        ("const config = { schema: 'db' };\nexport default defineConfig(config)", "db"),
        ("export const schema = 'db'\nexport default { schema }", "db"),
        ("const dir = 'db';\nexport default { schema: dir }", "db"),
        ("const dir = 'db';\nexport default { schema: path.join(dir, 'x') }", "db/x"),
        // Paths.
        ("export default { schema: path.join('db', 'schema.prisma') }", "db/schema.prisma"),
        ("export default { schema: path.join(__dirname, '..', 'r', 'db') }", "db"),
        ("export default { schema: join(import.meta.dirname, 'db') }", "db"),
        ("export default { schema: path.resolve('db') }", "db"),
        ("export default { schema: resolve(process.cwd(), './db') }", "db"),
        ("export default { schema: path.resolve('/x', '/r', 'db') }", "db"),
        ("export default { schema: path.join('a', '/b') }", "a/b"),
        ("export default { schema: path.join(path.resolve(__dirname, 'a'), 'b') }", "a/b"),
        ("export default { schema: './a/../db/' }", "db"),
        ("export default { schema: '/elsewhere/db' }", "/elsewhere/db"),
        // The older form.
        ("export default { schema: { kind: 'single', filePath: 'a.prisma' } }", "a.prisma"),
        ("export default { schema: { kind: 'multi', folderPath: path.join('a', 'b') } }", "a/b"),
        // The last definition counts, and nested ones do not.
        ("export default { schema: 'a', schema: 'db' }", "db"),
        ("export default { ...base, schema: 'db' }", "db"),
        ("export default { migrations: { schema: 'a' }, schema: 'db' }", "db"),
        ("export default { schema: 'db', migrations: { path: 'a', schema: 'b' } }", "db"),
        // Comments, and what looks like them.
        ("// export default { schema: 'a' }\nexport default { /* schema: 'b' */ schema: 'db' } // c", "db"),
        ("/*\nexport default { schema: 'a' }\n*/\nexport default { schema: 'db' }", "db"),
        (
            "const a = 'http://x'; const b = /[/'\"]/; const c = `${`//`}'`;\nexport default { schema: 'db' }",
            "db",
        ),
        ("const a = 4 / 2; const b = \"it's\" / 1\nexport default { schema: 'db' }", "db"),
        ("#!/usr/bin/env node\nexport default { schema: 'db' }", "db"),
        ("\u{feff}export default { schema: 'db' }", "db"),
        ("const s = \"export default { schema: 'a' }\"; export default { schema: 'db' }", "db"),
        ("function f() { const x = '}' }\nexport default { schema: 'db' }", "db"),
    ];
    for (config, expected) in rows {
        assert_eq!(schema_of(config).as_deref(), Some(expected), "{config}");
        assert_eq!(not_static(config), None, "{config}");
    }
}

#[test]
fn points_at_what_would_have_to_be_run() {
    let rows = [
        ("export default { schema: process.env.SCHEMA }", "process.env.SCHEMA"),
        ("export default { schema: process.env.SCHEMA ?? 'db' }", "process.env.SCHEMA ?? 'db'"),
        ("export default { schema: 'a' + 'b' }", "'a' + 'b'"),
        ("export default { schema: x ? 'a' : 'b' }", "x ? 'a' : 'b'"),
        ("export default { schema: `${dir}/a` }", "`${dir}/a`"),
        ("export default { schema: find('db') }", "find('db')"),
        ("export default { schema: path.join(dir, 'a') }", "path.join(dir, 'a')"),
        ("export default { schema: parts.join('/') }", "parts.join('/')"),
        ("export default { schema: { kind: 'many' } }", "{ kind: 'many' }"),
        ("let dir = 'a';\nexport default { schema: dir }", "dir"),
        ("const a = 'x';\nconst b = a;\nexport default { schema: b }", "b"),
        ("const a = b;\nconst b = a;\nexport default { schema: a }", "a"),
        ("export default { schema() { return 'a' } }", "schema() { return 'a' }"),
        ("export default { get schema() { return 'a' } }", "get schema() { return 'a' }"),
        ("export default { ...base }", "...base"),
        ("export default { schema: 'a', ...base }", "...base"),
        ("export default { ['sche' + 'ma']: 'a' }", "['sche' + 'ma']: 'a'"),
        ("export default defineConfig(() => ({ schema: 'a' }))", "defineConfig(() => ({ schema: 'a' }))"),
        ("export default wrap(defineConfig({ schema: 'a' }))", "wrap(defineConfig({ schema: 'a' }))"),
        ("export default await load()", "await load()"),
        ("export default imported\nconst x = 1", "imported"),
        ("const x = { schema: 'a' }", ""),
        ("", ""),
        ("export default", ""),
        ("export default {", "{"),
    ];
    for (config, expected) in rows {
        assert_eq!(not_static(config).as_deref(), Some(expected), "{config}");
        assert_eq!(schema_of(config), None, "{config}");
    }
}

#[test]
fn behaves_as_if_such_a_config_had_no_say() {
    let files = repository(&[
        ("prisma.config.ts", "export default {\n  schema: process.env.X,\n}"),
        ("package.json", r#"{ "prisma": { "schema": "schema.prisma" } }"#),
        ("schema.prisma", DB),
        ("db/a.prisma", DB),
    ]);
    let found = project(&files, "schema.prisma");
    assert_eq!(found.claimed_by, ClaimedBy::Package);
    assert_eq!(found.config_not_static[0].line, 2);
    assert_eq!(project(&files, "db/a.prisma").claimed_by, ClaimedBy::Neighbours);
}

#[test]
fn leaves_the_default_place_to_a_config_without_schema() {
    for config in
        ["export default {}", "export default defineConfig({})", "export default { schema: undefined, a: 1 }"]
    {
        let files = repository(&[("prisma.config.ts", config), ("schema.prisma", DB)]);
        assert_eq!(project(&files, "schema.prisma").claimed_by, ClaimedBy::Config, "{config}");
    }
}

#[test]
fn resolves_paths_of_a_config_in_the_dot_config_folder() {
    let rows = [
        ("'../db'", "/r/db"),
        ("path.join(__dirname, 'db')", "/r/.config/db"),
        ("path.join(process.cwd(), 'db')", "/r/db"),
        ("path.resolve('db')", "/r/db"),
    ];
    for (expression, expected) in rows {
        let config = format!("export default {{ schema: {expression} }}");
        let files = repository(&[(".config/prisma.ts", &config)]);
        let found = project(&files, "document.prisma");
        assert_eq!(found.skipped[0].path.to_str(), Some(expected), "{expression}");
    }
}

#[test]
fn takes_what_else_is_literal() {
    let config = "export default defineConfig({
        schema: 'schema.prisma',
        experimental: { externalTables: true, adapter: true },
        tables: { external: ['public.users', `auth.sessions`, computed] },
        enums: { external: ['public.role'] },
        datasource: { url: env('DATABASE_URL') },
    })";
    let files = repository(&[("prisma.config.ts", config), ("schema.prisma", DB)]);
    let facts = project(&files, "schema.prisma").config.unwrap();
    assert_eq!(facts.file, at("prisma.config.ts"));
    assert_eq!(facts.external_tables, ["public.users", "auth.sessions"]);
    assert_eq!(facts.external_enums, ["public.role"]);
    assert!(facts.external_tables_enabled && facts.datasource_url);

    let files = repository(&[("prisma.config.ts", "export default {}"), ("schema.prisma", DB)]);
    let facts = project(&files, "schema.prisma").config.unwrap();
    assert!(facts.external_tables.is_empty() && !facts.external_tables_enabled && !facts.datasource_url);
}

#[test]
fn shows_where_the_schema_was_named() {
    let config = "import { defineConfig } from 'prisma/config';\n\nexport default defineConfig({\n  schema:\n    \"db\",\n});";
    let files = repository(&[("prisma.config.ts", config), ("db/a.prisma", DB)]);
    assert_eq!(reasons(&project(&files, "db/a.prisma"))[0], "prisma.config.ts:4 schema: \"db\"");
}
