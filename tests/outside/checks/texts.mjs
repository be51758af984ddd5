// Positions, edits, and documents of every spelling.
import { applyEdits, isError, positionOf, random, range } from '../client.mjs';
import { header, sample } from '../schemas.mjs';

const document = (uri) => ({ textDocument: { uri } });

async function encodings(bench) {
  const text = `${header}model A {\n  id   Int    @id\n  name String @map("🧱") @nope\n}\n`;
  const line = text.split('\n').findIndex((it) => it.includes('@nope'));
  const before = '  name String @map("🧱") @';
  const seen = [];
  for (const offered of [['utf-8', 'utf-16'], ['utf-16']]) {
    const server = await bench.session({ general: { positionEncodings: offered } });
    const chosen = server.capabilities.positionEncoding ?? 'utf-16';
    const at = chosen === 'utf-8' ? Buffer.byteLength(before) : before.length;
    const uri = bench.folder({ 'schema.prisma': text }).uri('schema.prisma');
    server.open(uri, text);
    const errors = (await server.findings(uri, (list) => list.some(isError)))?.filter(isError) ?? [];
    const starts = errors.map((error) => error.range.start);
    if (!starts.some((start) => start.line === line && [at - 1, at].includes(start.character))) {
      return ['fail', `${chosen}: the finding behind the emoji is at ${JSON.stringify(starts)}, not at ${line}:${at}`];
    }
    server.change(uri, 2, { range: range(line, at, at + 4), text: 'unique' });
    if (!(await server.findings(uri, (list) => !list.some(isError)))) return ['fail', `${chosen}: an edit behind the emoji hit another place`];
    const hover = await server.ask('textDocument/hover', { ...document(uri), position: { line, character: at + 2 } });
    const place = hover.result?.range;
    if (place && (place.start.line !== line || place.start.character < at - 1)) return ['fail', `${chosen}: hover behind the emoji answers for ${JSON.stringify(place)}`];
    seen.push(`${offered.join(' or ')} offered: ${chosen}`);
  }
  if (!seen[0].endsWith('utf-8')) return ['n/a', 'utf-16 only, which the protocol allows; places behind an emoji are right'];
  return ['pass', seen.join('; ')];
}

const pieces = [
  'model X {\n  id Int @id\n}\n', '  name String?\n', '\n', '\n\n', '{', '}', '@', '@@index([', '])', '"', '// note 🧱\n', '/// é\n', '🧱', 'é', '한', ' ',
  '\t', 'enum E {\n  A\n  B\n}\n', '  x X @relation(fields: [a], references: [id])\n', '@default(now())', '1', '\r\n', ':', ',',
];

async function manyEdits(bench) {
  const pick = random(20);
  const uri = bench.folder({ 'schema.prisma': sample }).uri('schema.prisma');
  const server = await bench.session();
  let text = sample;
  server.open(uri, text);
  let version = 1;
  const compare = async () => {
    const fresh = await bench.session();
    fresh.open(uri, text);
    const answers = [];
    for (const it of [server, fresh]) {
      const symbols = await it.ask('textDocument/documentSymbol', document(uri), 60);
      const edits = await it.ask('textDocument/formatting', { ...document(uri), options: { tabSize: 2, insertSpaces: true } }, 60);
      answers.push(JSON.stringify([symbols.result, edits.result]));
    }
    fresh.kill();
    return answers[0] === answers[1];
  };
  for (let edit = 0; edit < 5000; ) {
    const changes = [];
    for (let n = 1 + pick(4); n > 0; n--, edit++) {
      const shrink = text.length > 4000;
      let from = pick(text.length + 1);
      let to = Math.min(text.length, from + (shrink ? pick(400) : pick(3) ? pick(8) : 0));
      // Clients never cut a pair of surrogates, nor the two halves of a line break.
      const splits = (at) => /[\udc00-\udfff]/.test(text[at] ?? '') || (text[at] === '\n' && text[at - 1] === '\r');
      while (splits(from)) from--;
      while (splits(to)) to++;
      const newText = shrink ? '' : pieces[pick(pieces.length)];
      changes.push({ range: { start: positionOf(text, from), end: positionOf(text, to) }, text: newText });
      text = text.slice(0, from) + newText + text.slice(to);
    }
    server.change(uri, ++version, ...changes);
    if (edit % 1000 < 4 && edit > 900 && !(await compare())) return ['fail', `after ${edit} edits the answers are others than for a fresh document`];
  }
  return (await compare()) ? ['pass', '5 000 edits; symbols and layout as for a fresh document'] : ['fail', 'after 5 000 edits the answers are others'];
}

async function oddUris(bench) {
  const text = `${header}model A {\n  id Int @id\n  b  B\n}\n`;
  const folder = bench.folder({
    'with space/schema.prisma': text,
    'with#hash/schema.prisma': text,
    'caf\u00e9/schema.prisma': text,
    'cafe\u0301/schema.prisma': text,
  });
  const root = folder.uri();
  const uris = [
    'file:///C%3A/x/schema.prisma',
    'file:///c:/x/schema.prisma',
    `${root}/with%20space/schema.prisma`,
    `${root}/with%23hash/schema.prisma`,
    `${root}/caf%C3%A9/schema.prisma`,
    `${root}/cafe%CC%81/schema.prisma`,
    `${root}/caf\u00e9/schema.prisma`,
  ];
  const wrong = [];
  for (const uri of uris) {
    const server = await bench.session();
    server.open(uri, text);
    const short = uri.replace(root, '…');
    const first = await server.until(() => server.publishes().find((it) => it.diagnostics.length), 5);
    if (server.ended) wrong.push(`${short}: the server ended`);
    else if (!first) wrong.push(`${short}: no findings`);
    else if (first.uri !== uri) wrong.push(`${short}: findings for ${first.uri.replace(root, '…')}`);
    server.kill();
  }
  return wrong.length ? ['fail', `${wrong.length} of ${uris.length}: ${wrong.join('; ')}`] : ['pass', `${uris.length} spellings come back as they were sent`];
}

async function schemes(bench) {
  const wrong = [];
  for (const uri of ['untitled:Untitled-1', 'vscode-vfs://github/a/b.prisma']) {
    const server = await bench.session();
    server.open(uri, 'model A {\n  id Int @id\n  b  B\n}\n');
    const first = await server.until(() => server.publishes().find((it) => it.diagnostics.length), 5);
    if (server.ended) wrong.push(`${uri}: the server ended`);
    else if (first?.uri !== uri) wrong.push(`${uri}: ${first ? `findings for ${first.uri}` : 'no findings'}`);
    server.kill();
  }
  return wrong.length ? ['fail', wrong.join('; ')] : ['pass', 'findings for the same URI'];
}

async function smallEdits(bench) {
  const blocks = Array.from({ length: 20 }, (_, it) => `model M${it} {\n  id   Int    @id\n  name String\n}\n`);
  const good = header + blocks.join('\n');
  const text = good.replace('model M9 {\n  id   Int    @id', 'model M9 {\n  id   Int @id');
  const line = text.split('\n').findIndex((it) => it === '  id   Int @id');
  const uri = bench.folder({ 'schema.prisma': text }).uri('schema.prisma');
  const server = await bench.session();
  server.open(uri, text);
  const ask = () => server.ask('textDocument/formatting', { ...document(uri), options: { tabSize: 2, insertSpaces: true } });
  const edits = (await ask()).result ?? [];
  if (applyEdits(text, edits) !== good) return ['fail', 'the layout is not the expected one'];
  // The beginning of the next line is the end of this one.
  const lastLine = ({ end }) => (end.character === 0 ? end.line - 1 : end.line);
  const lines = edits.map((it) => `${it.range.start.line} to ${lastLine(it.range)}`).join(', ');
  if (!edits.every((it) => it.range.start.line === line && lastLine(it.range) <= line)) return ['fail', `line ${line} is wrong, lines ${lines} are replaced`];
  server.change(uri, 2, { text: good });
  const again = (await ask()).result ?? [];
  return again.length ? ['fail', 'formatting again gives edits'] : ['pass', 'one edit on the one line; formatting again gives none'];
}

export default [
  { id: 'P1', title: 'encoding of positions', run: encodings },
  { id: 'P2', title: 'edits equal a fresh document', run: manyEdits },
  { id: 'P14', title: 'spellings of URIs', run: oddUris },
  { id: 'P15', title: 'other schemes', run: schemes },
  { id: 'P28', title: 'smallest edits', run: smallEdits },
];
