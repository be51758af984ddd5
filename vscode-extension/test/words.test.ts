// The grammar lists keywords, scalar types and functions. They have to be those the binary knows, so everything its
// completion offers there, under any database, is coloured here, and nothing else is listed. Needs the real binary.

import assert from "node:assert/strict";
import * as fs from "node:fs";
import { after, before, test } from "node:test";

import type { IGrammar } from "vscode-textmate";

import { serverArguments } from "../src/binary";
import { loadGrammar, tokenize } from "./grammar";
import { builtBinary, startServer, type Server } from "./server";

const DATABASES = ["postgresql", "mysql", "sqlite", "sqlserver", "mongodb", "cockroachdb"];
const GENERATOR = 'generator g {\n  provider = "prisma-client"\n  previewFeatures = ["views"]\n}\n';
const HEADS = DATABASES.map((it) => `datasource db {\n  provider = "${it}"\n}\n${GENERATOR}`);

let prisma: IGrammar;
let server: Server;

before(async () => {
  prisma = await loadGrammar("source.prisma");
  server = await startServer(builtBinary(), serverArguments(process.pid), process.cwd());
});

after(() => server.stop());

let documents = 0;

/** The words offered where the text ends, behind any of the heads: `now` for `now()`, `id` for `@id`. */
async function offered(text: string, heads = HEADS): Promise<string[]> {
  const labels = new Set<string>();
  for (const head of heads) {
    const whole = head + text;
    const lines = whole.split("\n");
    documents += 1;
    const uri = `untitled:words-${documents}.prisma`;
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "prisma", version: 1, text: whole } });
    const position = { line: lines.length - 1, character: lines.at(-1)?.length };
    const answer = await server.request("textDocument/completion", { textDocument: { uri }, position });
    const { items } = answer as { items: { label: string }[] };
    items.forEach(({ label }) => labels.add(label.replace(/^@+|\(.*$/g, "")));
    server.notify("textDocument/didClose", { textDocument: { uri } });
  }
  return [...labels].sort();
}

/** The scope of `word` in the last line, without the language's name at the end. */
function scopeOf(word: string, text: string): string | undefined {
  const last = tokenize(prisma, text).at(-1) ?? [];
  return last.find((token) => token.text === word)?.scopes.at(-1)?.replace(/\.prisma$/, "");
}

/** The words of every `(one|two|three)` in the grammar of which `known` is one. */
function listed(known: string): string[] {
  const grammar = fs.readFileSync("syntaxes/prisma.tmLanguage.json", "utf8");
  const lists = [...grammar.matchAll(/\((\w+(?:\|\w+)+)\)/g)].map(([, words = ""]) => words.split("|"));
  return [...new Set(lists.filter((words) => words.includes(known)).flat())].sort();
}

test("keywords", async () => {
  const keywords = await offered("", ["", ...HEADS]);
  assert.deepEqual(keywords, listed("model"));
  for (const keyword of keywords) {
    assert.equal(scopeOf(keyword, `${keyword} A {`), "keyword.declaration", keyword);
    assert.equal(scopeOf(keyword, keyword), "keyword.declaration", `${keyword}, not yet more`);
  }
});

test("scalar types", async () => {
  const types = (await offered("model A {\n  x ")).filter((it) => it !== "A");
  assert.deepEqual(types.filter((it) => it !== "Unsupported"), listed("Boolean"));
  for (const type of types) {
    assert.equal(scopeOf(type, `  x ${type}${type === "Unsupported" ? '("a")' : "[]"}`), "support.type", type);
  }
});

test("functions", async () => {
  const fields = ["Int @id", "BigInt", "String @id", "String @id @db.ObjectId", "DateTime", "Json"];
  const places = [...fields.map((it) => `model A {\n  x ${it} @default(`), "model A {\n  x String\n  @@index([x(ops: "];
  const words = new Set<string>(await offered("datasource db {\n  url = ", [""]));
  for (const place of places) {
    (await offered(place)).forEach((word) => words.add(word));
  }
  const functions = [...words].filter((it) => /^[a-z]+$/.test(it)).sort();
  assert.deepEqual(functions, listed("now"));
  for (const name of functions) {
    assert.equal(scopeOf(name, `  x Int @default(${name}())`), "support.function", name);
  }
});

test("attributes and native types", async () => {
  const scalars = listed("Boolean");
  const names = new Set<string>();
  for (const type of [...scalars, "B", "B[]"]) {
    const field = `model B {\n  id Int @id\n}\nmodel A {\n  x ${type} @`;
    (await offered(field)).forEach((name) => names.add(name));
    (await offered(`${field}db.`)).forEach((name) => names.add(`db.${name}`));
  }
  for (const name of await offered("model A {\n  x Int\n  @@")) {
    assert.equal(scopeOf(name, `  @@${name}`), "entity.name.function.decorator", name);
  }
  assert.ok(names.has("relation") && names.has("updatedAt") && names.has("db.ObjectId") && names.has("db.VarChar"));
  for (const name of names) {
    assert.equal(scopeOf(name, `  x Int @${name}`), "entity.name.function.decorator", name);
  }
});
