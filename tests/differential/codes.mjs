// Our code for each finding of the reference.
//
// The reference has no codes, only sentences, and no sentence of its own stands in this project. The recorded cases give the
// code at a place, the engine gives the sentence there; names, numbers and quoted words taken out of it, the two make a table.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// Quoted words that tell one rule from another; every other quoted word is a name of the schema.
const TELLING = new Set('@id @@id @unique @@unique @@index @relation @default fields references name map onDelete onUpdate url provider'.split(' '));

/** A sentence without what differs from schema to schema. */
function shape(text) {
  return text
    .replace(/[`"']([^`"'\n]*)[`"']|\([^()]*\)|\{[^{}]*\}/gu, (_, word) => (TELLING.has(word) ? word : '_'))
    .replace(/\b(fields?:?) [\p{L}\d_., ]+?\.(?= |$)/gu, '$1 _.')
    .replace(/\b(?:postgresql|postgres|mysql|sqlite|sqlserver|mongodb|cockroachdb)\b/giu, '_')
    .replace(/[-\d.]*\d/gu, '_')
    .replace(/\s+/gu, ' ');
}

function filesOf(path) {
  if (!path.endsWith('/')) return [['', readFileSync(path, 'utf8')]];
  const names = readdirSync(path).filter((it) => it.endsWith('.prisma')).sort();
  return names.map((it) => [it, readFileSync(join(path, it), 'utf8')]);
}

/** A function from a sentence to the codes it may stand for. `lint` gives the findings of the engine for some files. */
export function learn(dir, rules, lint) {
  const seen = new Map();
  for (const suite of ['core', 'relations', 'connectors', 'variants']) {
    for (const line of readFileSync(join(dir, `${suite}.expected.jsonl`), 'utf8').split('\n')) {
      if (line === '') continue;
      const record = JSON.parse(line);
      let files = filesOf(join(dir, suite, record.file));
      if (suite !== 'core' && rules === '6') files = files.map(([name, text]) => [name, text.replace('// url = env(', '   url = env(')]);
      const recorded = record[rules].diagnostics;
      const fileOf = (it) => Math.max(0, files.findIndex((file) => file[0] === it.file));
      for (const it of lint(files.map((file) => file[1])) ?? []) {
        const here = recorded.filter((to) => to.start === it.start && to.end === it.end && fileOf(to) === it.file);
        const codes = here.filter((to) => (to.severity === 'error') === it.isError).map((to) => to.code);
        if (codes.length === 0) continue;
        seen.set(shape(it.text), [...(seen.get(shape(it.text)) ?? []), codes]);
      }
    }
  }
  const table = new Map([...seen].map(([shape, places]) => [shape, fewest(places)]));
  const shapes = [...table].map(([shape, codes]) => ({ words: new Set(shape.split(' ')), codes }));
  const codesOf = (text) => {
    const known = table.get(shape(text));
    if (known !== undefined) return known;
    const words = new Set(shape(text).split(' '));
    const near = shapes.map((it) => ({ ...it, score: likeness(it.words, words) })).sort((a, b) => b.score - a.score)[0];
    const codes = near.score > 0.7 ? near.codes : new Set();
    table.set(shape(text), codes);
    return codes;
  };
  codesOf.known = new Set([...table.values()].flatMap((it) => [...it]));
  return codesOf;
}

/** The few codes that explain all `places`: at some of them several findings stand. */
function fewest(places) {
  const codes = new Set();
  while (places.length > 0) {
    const counts = [...new Set(places.flat())].map((code) => [code, places.filter((it) => it.includes(code)).length]);
    const most = Math.max(...counts.map((it) => it[1]));
    for (const [code, count] of counts) if (count === most) codes.add(code);
    places = places.filter((it) => !it.some((code) => codes.has(code)));
  }
  return codes;
}

function likeness(a, b) {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return common / (a.size + b.size - common);
}

/** The findings of the reference, `codes` being what each may stand for, that ours lacks. */
export function unmet(files, theirs, ours) {
  const bytes = files.map((it) => Buffer.from(it));
  const end = (it) => trimmedEnd(bytes[it.file], it.start, it.end);
  const isAt = (a, b) => a.file === b.file && a.start === b.start && end(a) === end(b);
  return theirs.filter((it) => !ours.some((to) => it.isError === to.isError && (it.codes.length === 0 || it.codes.includes(to.code)) && isAt(it, to)));
}

const LINE_ERRORS = new Set(
  'syntax-toplevel-junk syntax-unknown-block syntax-model-junk syntax-enum-junk syntax-config-junk legacy-type-alias'.split(' '),
);
const HEADER = /^\s*(?:model|view|type|enum|datasource|generator)\b.*\{/u;
const LOST_FIELDS = new Set(
  'syntax-toplevel-junk syntax-unknown-block syntax-enum-junk syntax-config-junk syntax-model-junk field-type-missing legacy-field-colon legacy-required-bang legacy-list-brackets optional-list type-unknown type-unknown-case'.split(' '),
);
const PARTNERS = {
  'argument-missing': ['map-on-relation-field'],
  'attribute-unknown': ['composite-attribute'],
  'value-type-mismatch': ['extension-argument-not-string', 'extension-argument-unknown', 'extension-argument-duplicate', 'where-not-raw-or-object', 'where-raw-argument'],
};

/** Whether `missing` is one of the echoes that tests/conformance/deviations.toml gives the reasons for. */
export function isEcho(missing, all, files, ours) {
  const has = (codes) => missing.codes.some(codes);
  const text = Buffer.from(files[missing.file]);
  const bytesOf = (it) => Buffer.from(files[it.file]).toString('utf8', it.start, it.end);
  const here = ours.filter((it) => it.file === missing.file);
  // Lines behind a missing brace: the first line in error is ours too, and from there on the two read different blocks.
  const lines = all.filter((it) => it.codes.some((code) => LINE_ERRORS.has(code)));
  const isOurs = (it) => ours.some((to) => to.file === it.file && to.start === it.start && LINE_ERRORS.has(to.code));
  if (lines.some((it) => !isOurs(it) || HEADER.test(bytesOf(it)))) {
    const before = lines.filter((it) => it.file === missing.file && it.start < missing.start);
    return before.length > 0 || !has((code) => LINE_ERRORS.has(code));
  }
  // A property that is lost is not missing.
  if (has((code) => /-(?:provider|url)-missing$/.test(code))) {
    return here.some((it) => /^(?:syntax-config-junk|duplicate-config-key)$/.test(it.code) && missing.start < it.start && it.end < missing.end);
  }
  const rowOf = (it) => {
    const upTo = Buffer.from(files[it.file]).toString('utf8', 0, it.start);
    return upTo.slice(upTo.search(/[^\n\r]*$/u)) + bytesOf(it);
  };
  // What names a field, type or value that is lost.
  if (has((code) => /-fields-(?:unknown|relation|not-scalar)$|^relation-references-|^where-field-|^type-unknown|^default-enum-value-unknown$|^argument-unknown$|^field-list-duplicate$/.test(code))) {
    const named = new Set(rowOf(missing).match(/[\p{L}\d_-]+/gu));
    const lost = ours.filter((it) => LOST_FIELDS.has(it.code)).flatMap((it) => rowOf(it).match(/[\p{L}\d_-]+/gu) ?? []);
    if (lost.some((it) => named.has(it))) return true;
  }
  // Fields whose type is a lost block.
  const isBlock = (it) => /^syntax-(?:unknown-block|toplevel-junk)$/.test(it.code);
  if (has((code) => /-fields-(?:relation|not-scalar)$|^where-field-relation$/.test(code)) && ours.some(isBlock)) return true;
  const isOnLine = (it) => it.file === missing.file && !/[\n\r]/u.test(text.toString('utf8', Math.min(it.start, missing.start), Math.max(it.start, missing.start)));
  // Arguments after an early end.
  if (has((code) => code === 'argument-unknown')) {
    const isSecondId = (it) => it.code === 'id-multiple-fields' && it.start < missing.start && missing.end < it.end;
    return here.some((it) => (it.isError && isOnLine(it)) || isSecondId(it));
  }
  return has((code) => PARTNERS[code]?.some((partner) => ours.some((it) => it.code === partner && isOnLine(it))));
}

/** The end of a span without blanks, line breaks and a comment: the reference is not consistent about them. */
function trimmedEnd(bytes, start, end) {
  for (let last = Math.min(end, bytes.length); ; ) {
    const text = bytes.toString('utf8', start, last);
    const shorter = withoutComment(text.trimEnd());
    if (shorter.length === text.length) return last;
    last = start + Buffer.byteLength(shorter);
  }
}

function withoutComment(text) {
  for (const it of text.matchAll(/"(?:\\.|[^"\\])*"?|\/\/[^\n\r]*|\/\*[^]*?\*\//gu)) {
    if (it[0].startsWith('/') && it.index + it[0].length === text.length) return text.slice(0, it.index);
  }
  return text;
}
