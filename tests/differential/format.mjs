#!/usr/bin/env node
// Compares `psl-format` with the reference formatter on generated, broken and mutated schemas.
//
//   cargo build --release -p psl-format --example format_lines
//   node tests/differential/format.mjs --reference DIR [--rules 7] [--seed 1] [--count 10000] [--worker PATH]
//
// DIR holds the npm packages `psl-oracle-6` and `psl-oracle-7` (aliases of @prisma/prisma-schema-wasm) in node_modules, and
// gen_schemas.mjs, a seeded generator of schemas with the options used below.
//
// For each schema
//   1. our result equals the reference's, line breaks aside, unless a listed deviation touches the schema; then its other
//      blocks do;
//   2. formatting our result again changes nothing, and our edits give our result;
//   3. a schema that was valid still is, and (every tenth) means the same; one that was not becomes valid only through old
//      forms and members over several lines, which are rewritten, or where the reference makes the same text of it;
//   4. what the reference leaves alone, we leave alone (ASCII, no syntax errors, one attribute on an enum value).
// Prints the first differences and a table; the exit code is 1 if there is a difference.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, sides } from './sides.mjs';

const { options, generate, rng, ask, ours, finish } = await sides('format_lines', '5', 'inherit');

const parameters = JSON.stringify({ textDocument: { uri: 'file:/schema' }, options: { tabSize: 2, insertSpaces: true } });

/** Layout only: a second file with an error keeps the reference from completing relations. */
function referenceFormat(text) {
  const answer = ask((it) => it.format(JSON.stringify([['schema.prisma', text], ['other.prisma', '???\n']]), parameters));
  return answer === undefined ? undefined : new Map(JSON.parse(answer)).get('schema.prisma');
}

function isValid(text) {
  const answer = ask((it) => it.lint(JSON.stringify([['schema.prisma', text]])));
  return answer !== undefined && JSON.parse(answer).every((it) => it.is_warning);
}

/** Whether the reference complains of a form that formatting rewrites: `a: Int`, `[Int]`, `Int!`, `@id(map: "a",)`. */
function hasOldForm(text) {
  const errors = JSON.parse(ask((it) => it.lint(JSON.stringify([['schema.prisma', text]]))) ?? '[]');
  return errors.some((it) => /specify a list|Trailing commas|don't require|required by default/.test(it.text));
}

/** What a valid schema means, without documentation, which the reference reads from comments that may move. */
function meaning(text) {
  const drop = (key, value) => (key === 'documentation' ? undefined : value);
  const schema = JSON.stringify({ prismaSchema: [['schema.prisma', text]], noColor: true });
  const answer = ask((it) => JSON.parse(it.get_dmmf(schema), drop).datamodel);
  answer?.indexes.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return JSON.stringify(answer);
}

/** What the reference leaves alone from some run on. */
function fixedPoint(text) {
  for (let run = 0; run < 4; run++) {
    const next = referenceFormat(text);
    if (next === text || next === undefined) return next;
    text = next;
  }
  return undefined;
}

// ---------- inputs ----------

const cases = [];
function collect(dir) {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) collect(path);
    else if (entry.name.endsWith('.prisma')) cases.push(readFileSync(path, 'utf8'));
  }
}
collect(join(root, 'tests/cases'));

const providers = ['postgresql', 'mysql', 'sqlite', 'sqlserver', 'cockroachdb', 'mongodb'];
const pieces = [
  '{', '}', '(', ')', '[', ']', '"', '\\', '\n', '\n\n', '\r\n', '\r', '\t', ' ', '\u00a0', '\u3000', '@', '@@', ':', ',', '.', '?', '!', '=',
  '-', '_', '1', '-1.5', '/', '//', '///', '// note\n', '/*', '*/', '/* c */', '[]', '()', '{}', 'model ', 'model A {\n', 'enum E {\n', '@id',
  '\n  @@index([a])\n', '\n  @@map("x") // m\n', '\n  // note\n', '@default(now())', 'Unsupported("x")', 'é', 'a Int', '\n  a Int?\n', '\n}\n',
];

function mutate(text, random) {
  for (let n = random.int(1, 4); n > 0; n--) {
    const at = random.int(0, text.length);
    const end = Math.min(text.length, at + random.int(0, 12));
    const piece = random.pick(pieces);
    const to = random.int(0, text.length);
    text = random.pick([
      () => text.slice(0, at) + piece + text.slice(at),
      () => text.slice(0, at) + piece + text.slice(at),
      () => text.slice(0, at) + text.slice(end),
      () => text.slice(0, to) + text.slice(at, end) + text.slice(to),
      () => text.slice(0, at) + piece + text.slice(end),
    ])();
  }
  return text;
}

/** Lines of a block in any order, with comments and blank lines between. */
function shuffledBlock(random) {
  const lines = [
    'id Int @id', 'b  String?  @map("b")', 'longer_name DateTime @default(now()) @updatedAt', 'c   Int[]', 'noType', 'noType2 @map("x")',
    'd Unsupported("circle")? @ignore @unique', '@@map("x")', '@@index([id,b])', '@@id([id]) // key', '@@unique([b])', '@@ignore', '// note',
    '/// doc', '// a', '', '', '', '???', 'x Int @x( ]', '@@', 'e Int // trailing', 'f Int /// doc', '@@schema("y")', '/**\n   * doc\n   */',
  ];
  const block = (name) => {
    const kind = random.pick(['model', 'model', 'view', 'type', 'enum']);
    const body = Array.from({ length: random.int(0, 9) }, () => ' '.repeat(random.int(0, 3)) + random.pick(lines) + '\n');
    return `${kind} ${name} {\n${body.join('')}}\n`;
  };
  const between = () => random.pick(['', '', '\n', '\n\n', '// c\n', '/// d\n', '\n// c\n\n', '???\n']);
  return between() + block('A') + between() + (random.chance(0.5) ? block('B') + between() : '');
}

function schema(seed) {
  const random = rng(seed);
  const kind = random.pick(['tidy', 'messy', 'messy', 'wild', 'broken', 'mutated', 'mutated', 'shuffled', 'shuffled']);
  if (kind === 'shuffled') return [kind, shuffledBlock(random)];
  if (kind === 'mutated' && random.chance(0.6)) return [kind, mutate(random.pick(cases), random)];
  const style = kind === 'tidy' || kind === 'messy' || kind === 'wild' ? kind : random.pick(['tidy', 'messy', 'wild']);
  const text = generate({
    seed,
    style,
    models: random.int(1, 6),
    fields: random.int(1, 8),
    comments: random.pick([0, 0.1, 0.25, 0.5]),
    provider: random.pick(providers),
    broken: kind === 'broken' ? random.int(1, 3) : 0,
    fixable: random.chance(0.1) ? 1 : 0,
    eol: random.pick(['lf', 'lf', 'lf', 'crlf', 'mixed']),
    views: random.chance(0.2),
    config: random.chance(0.8),
    rules: random.chance(0.2) ? '6' : '7',
  }).files[0][1];
  return [kind, kind === 'mutated' ? mutate(text, random) : text];
}

// ---------- the comparison ----------

const unify = (text) => text.replace(/\r\n?/g, '\n');
/** Values in braces, which rules 6 leave as they are. */
const hasObject = /[:=(,[][ \t]*\{/;
const isAscii = (text) => !/[^\x00-\x7f]/.test(text);
const table = new Map();
const excuses = new Map();
let shown = 0;

function count(map, key, column) {
  const row = map.get(key) ?? {};
  row[column] = (row[column] ?? 0) + 1;
  map.set(key, row);
}

/** Reports a difference: the schema when it is short, and where `left` and `right` part. */
function fail(what, seed, schema, left, right) {
  process.exitCode = 1;
  if (shown++ >= Number(options.show)) return;
  console.log(`--- seed ${seed}: ${what}`);
  if (schema.length < 1500) console.log(JSON.stringify(schema));
  const [leftLines, rightLines] = [left, right].map((it) => unify(it).split('\n'));
  let at = leftLines.findIndex((it, index) => it !== rightLines[index]);
  at = at < 0 ? leftLines.length : at;
  for (const lines of [leftLines, rightLines]) console.log(lines.slice(Math.max(0, at - 3), at + 4).map((it) => `  | ${it}`).join('\n') + '\n');
}

const first = Number(options.seed);
for (let seed = first; seed < first + Number(options.count); seed++) {
  const [kind, generated] = schema(seed);
  const text = generated.toWellFormed(); // an edit may have cut a pair of surrogates
  const answer = await ours(text);
  const column = (name) => count(table, kind, name);
  column('all');
  if (!answer.isStable) fail('not stable', seed, text, answer.text, (await ours(answer.text)).text);
  const expected = referenceFormat(text);
  if (expected === undefined) {
    column('reference crashed');
    continue;
  }
  const valid = isValid(text);
  if (valid) column('valid');
  const changed = answer.text !== text;
  if (valid && changed && !isValid(answer.text)) fail('no longer valid', seed, text, text, answer.text);
  // What is wrong stays wrong, but for old forms that are rewritten.
  if (!valid && changed && isValid(answer.text)) {
    column('became valid');
    const isListed = answer.deviations.includes('open-brackets') || hasOldForm(text);
    if (unify(expected) !== unify(answer.text) && !isListed) fail('became valid', seed, text, text, answer.text);
  }
  // Every tenth only: it takes longer than all the rest.
  if (valid && changed && seed % 10 === 0 && meaning(text) !== meaning(answer.text)) fail('another meaning', seed, text, text, answer.text);
  if (unify(expected) === unify(answer.text)) {
    column('equal');
    continue;
  }
  if (options.rules === '6' && hasObject.test(text)) {
    column('objects');
    continue;
  }
  if (answer.deviations.length === 0) {
    column('different');
    fail('different', seed, text, expected, answer.text);
    continue;
  }
  column('deviation');
  for (const block of answer.untouchedBlocks) {
    column('their blocks');
    if (!unify(expected).includes(unify(block))) fail('block different', seed, text, expected, block);
  }
  count(excuses, answer.deviations.join(' + '), 'schemas');
  const fixed = answer.hasErrors || !isAscii(text) ? undefined : fixedPoint(expected);
  if (fixed === undefined) continue;
  const kept = await ours(fixed);
  if (kept.hasErrors || kept.deviations.includes('enum-attributes')) continue;
  column('fixed points');
  if (unify(kept.text) !== unify(fixed)) fail('fixed point changed', seed, text, fixed, kept.text);
}
finish();
console.table(Object.fromEntries([...table].sort()));
if (options.excuses) console.table(Object.fromEntries([...excuses].sort((a, b) => b[1].schemas - a[1].schemas).slice(0, Number(options.excuses))));
