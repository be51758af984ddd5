#!/usr/bin/env node
// Compares `psl-validate` with the reference engines on generated and mutated schemas.
//
//   cargo build --release -p psl-validate --example validate_lines
//   node tests/differential/validate.mjs --reference DIR [--rules 7] [--seed 1] [--count 10000] [--input small] [--worker PATH]
//
// DIR holds the npm packages `psl-oracle-6` and `psl-oracle-7` (aliases of @prisma/prisma-schema-wasm) in node_modules, and
// gen_schemas.mjs, a seeded generator of schemas.
//
// For each schema the verdict is the same, nothing panics, and each error and warning of the reference is found by ours too,
// with the same code at the same place (codes.mjs), but for the echoes that tests/conformance/deviations.toml gives the
// reasons for. Where the reference has no error, ours finds nothing it does not, but for advice. All connectors, several
// files, CR LF and non-ASCII names take part.
//
// The schemas are recorded cases and generated ones with words changed; `--input small` makes a few blocks whose attributes
// and arguments are plausible, and often wrong in one way (small.mjs).
// Prints the first differences and a table; the exit code is 1 if there is a difference.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isEcho, learn, unmet } from './codes.mjs';
import { small } from './small.mjs';
import { root, sides } from './sides.mjs';

const { options, generate, rng, ask, ours, finish } = await sides('validate_lines', '10', 'ignore');

/** The findings of the reference with byte offsets, or undefined when it crashed. */
function reference(files) {
  const named = files.map((text, index) => [`f${index}.prisma`, text]);
  const found = ask((it) => JSON.parse(it.lint(JSON.stringify(named))));
  return found?.map((it) => {
    const file = Number(/f(\d+)\.prisma/.exec(it.file_name ?? 'f0.prisma')[1]);
    const offset = (at) => Buffer.byteLength(files[file].slice(0, at));
    return { file, start: offset(it.start), end: offset(it.end), isError: !it.is_warning, text: it.text };
  });
}

const codesOf = learn(join(root, 'tests/cases'), options.rules, reference);

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
for (const suite of ['core', 'relations', 'connectors', 'variants']) collect(join(root, 'tests/cases', suite));

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
  if (options.input === 'small') {
    text = small(seed, rng, options.rules);
    if (random.chance(0.9)) return random.chance(0.1) ? split(text, random) : [text];
  } else if (random.chance(0.5)) {
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

const table = { schemas: 0, valid: 0, 'reference crashes': 0, 'verdict differs': 0, 'first error elsewhere': 0, 'finding missing': 0, 'finding of ours only': 0, echoes: 0, 'finding without code': 0, panics: 0 };
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
  const found = reference(files);
  if (found === undefined) {
    table['reference crashes']++;
    continue;
  }
  const expected = found.filter((it) => it.isError);
  const errors = answer.findings.filter((it) => it.isError);
  if (expected.length === 0) table.valid++;
  if ((expected.length === 0) !== (errors.length === 0)) {
    show('verdict differs', files, { seed, expected: expected.slice(0, 3), ours: errors.slice(0, 3) });
    continue;
  }
  const isMet = (it) => errors.some((to) => it.file === to.file && it.start === to.start);
  if (expected.length > 0 && !expected.some(isMet)) {
    show('first error elsewhere', files, { seed, expected: expected.slice(0, 3), ours: errors.slice(0, 3) });
  }
  const all = found.map((it) => ({ ...it, codes: [...codesOf(it.text)] }));
  if (expected.length === 0) {
    // Nothing ended their checks early, so ours says no more than theirs, but for advice of our own.
    const coded = all.flatMap((it) => it.codes.map((code) => ({ ...it, code })));
    const same = answer.findings.filter((it) => codesOf.known.has(it.code)).map((it) => ({ ...it, codes: [it.code] }));
    for (const it of unmet(files, same, coded)) show('finding of ours only', files, { seed, expected: found, ours: it });
  }
  for (const it of unmet(files, all, answer.findings)) {
    if (isEcho(it, all, files, answer.findings)) {
      table.echoes++;
      continue;
    }
    show(it.codes.length === 0 ? 'finding without code' : 'finding missing', files, { seed, expected: it, ours: answer.findings });
  }
}
finish();
console.table(table);
const differences = ['verdict differs', 'first error elsewhere', 'finding missing', 'finding of ours only', 'finding without code', 'panics'];
process.exit(differences.some((it) => table[it] > 0) ? 1 : 0);
