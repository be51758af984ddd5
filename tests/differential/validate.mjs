#!/usr/bin/env node
// Compares `psl-validate` with the reference engines on generated and mutated schemas.
//
//   cargo build --release -p psl-validate --example validate_lines
//   node tests/differential/validate.mjs --reference DIR [--rules 7] [--seed 1] [--count 10000] [--worker PATH]
//
// DIR holds the npm packages `psl-oracle-6` and `psl-oracle-7` (aliases of @prisma/prisma-schema-wasm) in node_modules, and
// gen_schemas.mjs, a seeded generator of schemas.
//
// For each schema the verdict is the same, nothing panics, and where the reference is invalid, its first error starts where
// one of ours does. All connectors, several files, CR LF and non-ASCII names take part.
// Prints the first differences and a table; the exit code is 1 if a verdict differs or something panics.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, sides } from './sides.mjs';

const { options, generate, rng, ask, ours, finish } = await sides('validate_lines', '10', 'ignore');

/** The errors of the reference, or undefined when it crashed. */
function reference(files) {
  const named = files.map((text, index) => [`f${index}.prisma`, text]);
  return ask((it) => JSON.parse(it.lint(JSON.stringify(named))).filter((it) => !it.is_warning));
}

// ---------- inputs ----------

const providers = ['postgresql', 'mysql', 'sqlite', 'sqlserver', 'cockroachdb', 'mongodb'];

const cases = [];
function collect(dir) {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) collect(path);
    else if (entry.name.endsWith('.prisma')) cases.push(readFileSync(path, 'utf8'));
  }
}
for (const suite of ['core', 'relations', 'connectors']) collect(join(root, 'tests/cases', suite));

// Words to put in the place of others: most results are well-formed and wrong in one way.
const words = (
  'String Boolean Int BigInt Float Decimal DateTime Json Bytes Unsupported("x") id unique default relation map updatedAt ignore ' +
  'index fulltext schema shardKey db fields references onDelete onUpdate name map sort length ops type clustered where Asc Desc ' +
  'Cascade Restrict NoAction SetNull SetDefault BTree Hash Gin Gist SpGist Brin autoincrement() now() uuid() cuid() nanoid() ulid() ' +
  'auto() dbgenerated("x") dbgenerated() sequence() true false null 1 0 -5 1.5 255 "a" "" "x" [] [1] ["a"] raw("x") VarChar Text ' +
  'VarChar(10) Decimal(5,2) ObjectId Uuid Date Timestamp(3) Inet TextOps InetOps JsonbOps model view type enum prisma foreignKeys ' +
  'postgresql mysql sqlite sqlserver mongodb cockroachdb views partialIndexes shardKeys provider url relationMode previewFeatures ' +
  'schemas extensions env("X") größe 名前 _id'
).split(' ');
const lines = [
  '  extra Int', '  extra String?', '  extra Int[]', '  extra Json @default("{}")', '  @@index([id])', '  @@unique([id])', '  @@id([id])', '  @@map("t")',
  '  @@ignore', '  @@fulltext([id])', '  @@schema("a")', '  @@shardKey([id])', '  extra Unsupported("x")', '  id Int @id', '  // note', '',
  '  extra BigInt @default(autoincrement())', '  extra DateTime @updatedAt @default(now())',
];
const WORD = /[\p{L}\d_-]+(?:\([^()\n]*\))?|"[^"\n]*"|\[[^\][\n]*\]|[?@]+/gu;

function mutate(text, random) {
  for (let n = random.int(1, 3); n > 0; n--) {
    const found = [...text.matchAll(WORD)];
    if (found.length === 0) return text;
    const target = random.pick(found);
    const other = random.chance(0.6) ? random.pick(found)[0] : random.pick(words);
    const end = target.index + target[0].length;
    const row = text.split('\n');
    const at = random.int(0, row.length - 1);
    text = random.pick([
      () => text.slice(0, target.index) + other + text.slice(end),
      () => text.slice(0, target.index) + other + text.slice(end),
      () => text.slice(0, target.index) + text.slice(end),
      () => row.toSpliced(at, 1).join('\n'),
      () => row.toSpliced(at, 0, random.pick(row)).join('\n'),
      () => row.toSpliced(at, 0, random.pick(lines)).join('\n'),
      () => text.slice(0, end) + random.pick(['?', '[]', ' @unique', ' @id', ' @ignore', ' @map("m")', '(sort: Desc)']) + text.slice(end),
    ])();
  }
  return text.toWellFormed();
}

/** Puts each block into one of two files. */
function split(text, random) {
  const files = ['', ''];
  for (const block of text.split(/(?<=^\}\n)/mu)) files[random.int(0, 1)] += block;
  return files;
}

function input(seed) {
  const random = rng(seed);
  let text;
  if (random.chance(0.5)) {
    text = random.pick(cases);
    if (options.rules === '6') text = text.replace('// url = env(', '   url = env(');
  } else {
    const provider = random.pick(providers);
    const style = random.pick(['tidy', 'messy', 'wild']);
    text = generate({ models: random.int(1, 5), seed, provider, style, rules: options.rules });
    if (typeof text !== 'string') text = text.files?.map((it) => it[1]).join('\n') ?? String(text.text ?? text);
  }
  if (random.chance(0.85)) text = mutate(text, random);
  if (random.chance(0.1)) text = text.replace(/\r?\n/g, '\r\n');
  return random.chance(0.15) ? split(text, random) : [text];
}

// ---------- comparison ----------

const table = { schemas: 0, valid: 0, 'reference crashes': 0, 'verdict differs': 0, 'first error elsewhere': 0, panics: 0 };
let shown = 0;
function show(what, files, detail) {
  table[what]++;
  if (shown++ < Number(options.show)) console.log(`--- ${what}\n${files.join('\n=== next file ===\n')}\n${JSON.stringify(detail)}`);
}

const first = Number(options.seed);
for (let seed = first; seed < first + Number(options.count); seed++) {
  const files = input(seed);
  table.schemas++;
  const answer = await ours({ rules: options.rules, files });
  if (answer.panic) {
    show('panics', files, { seed });
    continue;
  }
  const expected = reference(files);
  if (expected === undefined) {
    table['reference crashes']++;
    continue;
  }
  const errors = answer.findings.filter((it) => it.isError);
  if (expected.length === 0) table.valid++;
  if ((expected.length === 0) !== (errors.length === 0)) {
    show('verdict differs', files, { seed, expected: expected.slice(0, 3), ours: errors.slice(0, 3) });
  } else if (expected.length > 0) {
    const starts = expected.map((it) => {
      const file = Number(/f(\d+)\.prisma/.exec(it.file_name ?? 'f0.prisma')[1]);
      return [file, Buffer.byteLength(files[file].slice(0, it.start))];
    });
    const isMet = starts.some(([file, start]) => errors.some((it) => it.file === file && it.start === start));
    if (!isMet) show('first error elsewhere', files, { seed, expected: expected.slice(0, 3), ours: errors.slice(0, 3) });
  }
}
finish();
console.table(table);
process.exit(table['verdict differs'] + table.panics > 0 ? 1 : 0);
