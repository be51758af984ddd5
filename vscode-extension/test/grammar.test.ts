import assert from "node:assert/strict";
import * as fs from "node:fs";
import { before, test } from "node:test";

import { INITIAL, type IGrammar } from "vscode-textmate";

import { loadGrammar, tokenize } from "./grammar";

let prisma: IGrammar;

before(async () => {
  prisma = await loadGrammar("source.prisma");
});

/** The innermost scope of `text` in the last line, without the language's name at the end. */
function scopeOf(text: string, lines: string): string | undefined {
  const last = tokenize(prisma, lines).at(-1) ?? [];
  return last.find((token) => token.text === text)?.scopes.at(-1)?.replace(/\.prisma$/, "");
}

// UPDATE_EXPECT=1 rewrites the expectations; the difference is reviewed like code.
for (const name of ["blocks", "odd"]) {
  test(`colours of ${name}.prisma`, () => {
    const source = fs.readFileSync(`test/grammar/${name}.prisma`, "utf8");
    const lines = source.split("\n");
    const actual = tokenize(prisma, source)
      .flatMap((tokens, at) => [
        `| ${lines[at]}`.trimEnd(),
        ...tokens.map(({ text, scopes }) => `    ${text.trim()}  ${scopes.join(" ").replaceAll(".prisma", "")}`.trimEnd()),
      ])
      .join("\n");
    const file = `test/grammar/${name}.scopes`;
    if (process.env["UPDATE_EXPECT"] === "1") {
      fs.writeFileSync(file, `${actual}\n`);
    }
    assert.equal(actual, fs.readFileSync(file, "utf8").trimEnd());
  });
}

test("every block keyword", () => {
  const kinds = { model: "type.class", enum: "type.enum", view: "type.interface", type: "type.struct", datasource: "section", generator: "section" };
  for (const [keyword, kind] of Object.entries(kinds)) {
    assert.equal(scopeOf(keyword, `${keyword} Room {`), "keyword.declaration", keyword);
    assert.equal(scopeOf("Room", `${keyword} Room {`), `entity.name.${kind}`, keyword);
    assert.equal(scopeOf(keyword, `model A {\n  ${keyword} String`), "variable.other.property", `${keyword} as a field`);
    assert.equal(scopeOf(keyword, `enum A {\n  ${keyword}`), "variable.other.enummember", `${keyword} as a value`);
    assert.equal(scopeOf(keyword, `generator a {\n  ${keyword} = "x"`), "variable.other.property", `${keyword} as a key`);
  }
});

test("every scalar", () => {
  for (const scalar of ["String", "Boolean", "Int", "BigInt", "Float", "Decimal", "DateTime", "Json", "Bytes"]) {
    assert.equal(scopeOf(scalar, `  x ${scalar}?`), "support.type", scalar);
    assert.equal(scopeOf(`${scalar}s`, `  x ${scalar}s`), "entity.name.type", `${scalar}s`);
  }
});

test("every attribute", () => {
  for (const name of ["id", "unique", "default", "updatedAt", "map", "relation", "ignore", "shardKey", "db.VarChar"]) {
    assert.equal(scopeOf(name, `  x Int @${name}`), "entity.name.function.decorator", name);
  }
  for (const name of ["id", "unique", "index", "fulltext", "map", "ignore", "schema", "shardKey"]) {
    assert.equal(scopeOf(name, `  @@${name}`), "entity.name.function.decorator", name);
  }
});

test("every function", () => {
  for (const name of ["now", "uuid", "cuid", "ulid", "nanoid", "auto", "autoincrement", "sequence", "dbgenerated"]) {
    assert.equal(scopeOf(name, `  x Int @default(${name}())`), "support.function", name);
  }
  assert.equal(scopeOf("env", '  url = env("A")'), "support.function");
});

test("nothing on a line changes what follows", () => {
  const lines = [
    '  x String @default("} model X { // /* @")',
    '  x String @default("never closed',
    '  x String @default("ends with a backslash \\',
    "  // } model B { \" /* @",
    "  /// } model B { \" /* @",
    "  /* } model B { \" // @ */",
    "  x Int @default(((([[[[{{{{",
    "  }}}}]]]])))) @@@ @",
    "model A {",
    "}",
    "model",
    "  x Unsupported(\"",
  ];
  const unchanged = prisma.tokenizeLine("", INITIAL).ruleStack;
  for (const line of lines) {
    assert.deepEqual(prisma.tokenizeLine(line, INITIAL).ruleStack, unchanged, line);
  }
});

test("a block comment, and only that, goes on", () => {
  const [, inside, after] = tokenize(prisma, "  x Int /* one\n model B { \" // @id\n */ y Int");
  assert.deepEqual(inside?.map(({ scopes }) => scopes), [["comment.block.prisma"]]);
  assert.deepEqual(after?.map(({ text }) => text.trim()), ["*/", "y", "Int"]);
});

test("a block without its brace ends at the next header", () => {
  assert.equal(scopeOf("model", "model A {\n  id Int\n\nmodel B {"), "keyword.declaration");
});

test("a very long line is tokenised in time linear to its length", () => {
  const long = (n: number) => [
    `  x String @default("${"a".repeat(n)}")`,
    `  ${"a".repeat(n)}`,
    `  x Int @@index([${"a, ".repeat(n / 3)}])`,
    " ".repeat(n),
    `  x Int @default(${"(".repeat(n)}`,
    `  ${"a.".repeat(n / 2)}`,
    `  x Int ${"@db.A ".repeat(n / 6)}`,
    `  x Int ${"1 ".repeat(n / 2)}`,
  ];
  long(100_000).forEach((line, at) => {
    const started = process.cpuUsage();
    const { stoppedEarly } = prisma.tokenizeLine(line, INITIAL, 10_000);
    const spent = process.cpuUsage(started);
    assert.equal(stoppedEarly, false, `line ${at}: ${(spent.user + spent.system) / 1000} ms`);
  });
});

test("fences in Markdown", async () => {
  const markdown = await loadGrammar("text.html.markdown");
  const text = "text\n```prisma\nmodel A {\n  /* never closed\n```\nmodel B {\n\n~~~ prisma title\nmodel C {\n~~~\n```js\nmodel D {\n```";
  const coloured = tokenize(markdown, text).flatMap((tokens) => tokens.filter(({ scopes }) => scopes.includes("meta.embedded.block.prisma")));
  const keywords = coloured.filter(({ scopes }) => scopes.includes("keyword.declaration.prisma")).length;
  assert.equal(keywords, 2);
  assert.ok(coloured.some(({ text }) => text === "A") && coloured.some(({ text }) => text === "C"));
  assert.ok(!coloured.some(({ text }) => text.includes("B") || text.includes("D")));
});

test("marked templates in JavaScript", async () => {
  const script = await loadGrammar("source.ts");
  const text = 'a = /* prisma */ `model A {\n  id Int @default(${b}) // c\n}` + a\n/* prisma */ `model B { // c }` + a\n"/* prisma */ `model C {`"\n`model D {`';
  const tokens = tokenize(script, text);
  const inner = tokens.flat().filter(({ scopes }) => scopes.includes("meta.embedded.block.prisma"));
  assert.deepEqual(inner.filter(({ scopes }) => scopes.includes("entity.name.type.class.prisma")).map(({ text }) => text), ["A", "B"]);
  assert.deepEqual(inner.filter(({ scopes }) => scopes.includes("variable.ts")).map(({ text }) => text), ["b"]);
  // The code after each template is the script's again.
  assert.deepEqual(tokens[2]?.at(-1)?.scopes, ["variable.ts"]);
  assert.deepEqual(tokens[3]?.at(-1)?.scopes, ["variable.ts"]);
});
