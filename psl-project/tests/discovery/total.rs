//! Any text whatsoever: nothing panics, and nothing takes long.

use psl_project::{Options, discover, facts};

use crate::support::{DB, at, repository};

/// A small generator of numbers; the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

const CONFIGS: [&str; 4] = [
    "import 'dotenv/config'\nimport path from 'node:path'\n// export default { schema: 'a' }\nexport default defineConfig({\n  schema: path.join(__dirname, `prisma`, \"x\"),\n  tables: { external: ['a', 'b'] },\n} satisfies PrismaConfig)\n",
    "const a = /[/]'/g; const dir: A<{ b: 1 }> = `x${ {a: `}`} }`;\nmodule.exports = { ...x, get schema() { return 'é' }, ['k']: 1, schema: ('b' as const)! }",
    "export { config as default }; const config = { schema: { kind: 'multi', folderPath: resolve(process.cwd(), 'ü') } }",
    "import '@prisma/orm-pg/config'; export default definePrismaConfig({ contract: ['a.prisma'] })",
];

const SCHEMAS: [&str; 3] = [
    "// use prisma-next\n/* é\n*/ datasource db { x\r\n  url = env(\"A\") /* c\n */ }\n",
    "generator g {\n  output = \"../\\\\x\\\"ü\" // c\n}\rmodel A {\n  id Int @id @default(\"}\") /*\n*/ } enum B {\n}\n",
    "{\"scripts\": {\"a\": \"prisma generate --schema=\\\"x y\\\" && cd z; prisma --schema ü\"}, \"prisma\": {\"schema\": \"s\"}, \"dependencies\": {\"prisma\": \">=6 <8 || npm:x@^7\"}}",
];

const PIECES: [&str; 30] = [
    "\"",
    "'",
    "`",
    "${",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "/*",
    "*/",
    "//",
    "/",
    "\\",
    "\n",
    "\r",
    ",",
    ":",
    ";",
    "...",
    "=",
    "const ",
    "export default ",
    "schema",
    "\u{feff}",
    "é",
    "🧱",
    " as ",
    "!",
];

fn mutate(numbers: &mut Numbers, seed: &str) -> String {
    let mut text: Vec<char> = seed.chars().collect();
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(text.len() + 1);
        match numbers.below(4) {
            0 if at < text.len() => {
                text.remove(at);
            }
            1 => text.truncate(at),
            2 => {
                let end = at + numbers.below(text.len() + 1 - at);
                let copy: Vec<char> = text[at..end].to_vec();
                let to = numbers.below(text.len() + 1);
                text.splice(to..to, copy);
            }
            _ => {
                text.splice(at..at, PIECES[numbers.below(PIECES.len())].chars());
            }
        }
    }
    text.into_iter().collect()
}

#[test]
fn survives_mutated_configs_packages_and_schemas() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for round in 0..4_000 {
        let config = mutate(&mut numbers, CONFIGS[round % CONFIGS.len()]);
        let schema = mutate(&mut numbers, SCHEMAS[round % SCHEMAS.len()]);
        let files = repository(&[
            ("prisma.config.ts", &config),
            ("package.json", &schema),
            ("prisma/schema.prisma", DB),
            ("prisma/x/other.prisma", &schema),
        ]);
        let found = discover(&files, &at("prisma/schema.prisma"), &Options::default());
        assert!(found.files.contains(&at("prisma/schema.prisma")), "{config}");
        for computed in &found.config_not_static {
            assert!(config.get(computed.range.clone()).is_some(), "{config}");
        }
        facts(schema.as_bytes());
        facts(config.as_bytes());
    }
}

#[test]
fn survives_texts_of_one_piece_and_their_pairs() {
    for first in PIECES {
        for second in PIECES {
            let text = format!("export default {{ schema: {first}{second}");
            let files =
                repository(&[("prisma.config.ts", &text), ("package.json", &text), ("a.prisma", &text)]);
            discover(&files, &at("a.prisma"), &Options::default());
            let text = format!("{first}{second}");
            let files =
                repository(&[("prisma.config.ts", &text), ("package.json", &text), ("a.prisma", &text)]);
            discover(&files, &at("a.prisma"), &Options::default());
        }
    }
}

#[test]
fn survives_deep_nesting_and_long_lists() {
    let depth = 100_000;
    let many = |open: &str, close: &str| format!("{}'a'{}", open.repeat(depth), close.repeat(depth));
    let expressions = [
        many("(", ")"),
        many("[", "]"),
        many("{a:", "}"),
        many("path.join(", ")"),
        many("`${", "}`"),
        "(".repeat(depth),
        "`${".repeat(depth),
        "a as ".repeat(depth),
        "'a'!".repeat(depth),
        format!("path.join({}'a')", "x,".repeat(depth)),
    ];
    for expression in expressions {
        let config = format!("const x = {expression};\nexport default {{ schema: {expression} }}");
        let files = repository(&[("prisma.config.ts", &config), ("a.prisma", DB)]);
        assert_eq!(discover(&files, &at("a.prisma"), &Options::default()).files, [at("a.prisma")]);
    }
    let package = "[".repeat(depth);
    let files = repository(&[("package.json", &package), ("a.prisma", &"/*{\"".repeat(depth))]);
    assert_eq!(discover(&files, &at("a.prisma"), &Options::default()).files, [at("a.prisma")]);
}
