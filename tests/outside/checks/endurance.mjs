// Long runs, large input, idle time, and runs that are to be alike.
import { readdirSync, statSync } from 'node:fs';
import { didOpen, isPublish, pause, positionOf, random, range } from '../client.mjs';
import { header, manyModels, sample } from '../schemas.mjs';

const document = (uri) => ({ textDocument: { uri } });

async function soak(bench) {
  const uri = bench.folder({ 'schema.prisma': sample }).uri('schema.prisma');
  const server = await bench.session();
  server.open(uri, sample);
  const pick = random(29);
  const methods = ['hover', 'completion', 'definition', 'references', 'documentSymbol', 'formatting'];
  let text = sample;
  let early = 0;
  for (let edit = 1; edit <= 10_000; edit++) {
    const long = text.length > sample.length + 500;
    const from = long ? sample.length : pick(text.length);
    const newText = long ? '' : ['x', '\n', ' ', 'é', '@'][pick(5)];
    const to = long ? text.length : from;
    server.change(uri, edit + 1, { range: { start: positionOf(text, from), end: positionOf(text, to) }, text: newText });
    text = text.slice(0, from) + newText + text.slice(to);
    if (edit % 5 === 0) {
      const position = positionOf(text, pick(text.length));
      await server.ask(`textDocument/${methods[pick(methods.length)]}`, { ...document(uri), position, context: { includeDeclaration: true }, options: { tabSize: 2, insertSpaces: true } });
      server.log.length = 0;
    }
    if (edit === 1000) early = server.memory();
  }
  const late = server.memory();
  const seen = `${early.toFixed(0)} MB after 1 000 edits, ${late.toFixed(0)} MB after 10 000 and 2 000 requests`;
  return [late <= early * 1.2 ? 'pass' : 'fail', seen];
}

async function big(bench) {
  const deep = `model A {\n  id Int @id @default(${'['.repeat(10_000)}${']'.repeat(10_000)})\n}\n`;
  const inputs = {
    '10 MB': header + `// ${'x'.repeat(97)}\n`.repeat(100_000) + 'model A {\n  id Int @id\n}\n',
    '20 000 models': header + Array.from({ length: 20_000 }, (_, it) => `model M${it} {\n  id   Int    @id\n  name String\n}\n`).join('\n'),
    'a line of 64 000': `${header}model A {\n  id Int @id @map("${'x'.repeat(64_000)}")\n}\n`,
    'nesting of 10 000': header + deep,
  };
  const seen = [];
  let failed = false;
  for (const [what, text] of Object.entries(inputs)) {
    const uri = bench.folder({ 'schema.prisma': text }).uri('schema.prisma');
    const server = await bench.session();
    const start = performance.now();
    server.open(uri, text);
    let outcome;
    try {
      for (const method of ['hover', 'completion', 'documentSymbol', 'foldingRange', 'semanticTokens/full']) {
        await server.ask(`textDocument/${method}`, { ...document(uri), position: { line: 5, character: 3 } }, 10);
      }
      outcome = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    } catch (error) {
      failed = true;
      outcome = error.message;
    }
    seen.push(`${what}: ${outcome}`);
    server.kill();
  }
  return [failed ? 'fail' : 'pass', seen.join('; ')];
}

async function idle(bench) {
  const folder = bench.folder({ 'schema.prisma': sample });
  const server = await bench.inFolder(folder);
  server.open(folder.uri('schema.prisma'), sample);
  await server.findings(folder.uri('schema.prisma'));
  await server.ask('textDocument/documentSymbol', document(folder.uri('schema.prisma')));
  await pause(1);
  const before = server.ticks();
  await pause(10);
  const used = (server.ticks() - before) * 10;
  return [used <= 20 ? 'pass' : 'fail', `${used} ms of processor time in 10 s`];
}

const findings = (server, uri) => JSON.stringify(server.publishes(uri).at(-1)?.diagnostics);

async function restart(bench) {
  const text = sample.replace('@id\n  text', '@id @nope\n  text');
  const folder = bench.folder({ 'schema.prisma': text });
  const uri = folder.uri('schema.prisma');
  const states = [];
  for (let round = 0; round < 2; round++) {
    const server = await bench.inFolder(folder);
    server.open(uri, text);
    if (!(await server.reports(uri, (list) => list.length))) return ['fail', 'no findings'];
    const symbols = await server.ask('textDocument/documentSymbol', document(uri));
    states.push(findings(server, uri) + JSON.stringify(symbols.result));
    server.write(Buffer.concat(Array.from({ length: 50 }, () => server.request('textDocument/completion', { ...document(uri), position: { line: 8, character: 0 } })[1])));
    server.kill();
    await server.exit;
  }
  return [states[0] === states[1] ? 'pass' : 'fail', states[0] === states[1] ? 'killed while answering; the next one finds the same' : 'the next one finds something else'];
}

function listing(path) {
  return readdirSync(path, { recursive: true }).sort().map((it) => `${it} ${statSync(`${path}/${it}`).mtimeMs}`).join('\n');
}

async function two(bench) {
  const folder = bench.folder({ 'schema.prisma': sample.replace('@id\n  text', '@id @nope\n  text') });
  const uri = folder.uri('schema.prisma');
  const before = listing(folder.path);
  const servers = [await bench.inFolder(folder), await bench.inFolder(folder)];
  const lists = [];
  for (const server of servers) server.open(uri, sample.replace('@id\n  text', '@id @nope\n  text'));
  for (const server of servers) {
    await server.findings(uri, (list) => list.length);
    await server.ask('textDocument/hover', { ...document(uri), position: { line: 7, character: 4 } });
    lists.push(findings(server, uri));
    await server.ask('shutdown', undefined);
  }
  if (lists[0] !== lists[1]) return ['fail', 'the two find different things'];
  return listing(folder.path) === before ? ['pass', 'the same findings, no file written'] : ['fail', 'files were written'];
}

async function determinism(bench) {
  const text = sample.replace('@id\n  text', '@id @nope\n  text');
  const uri = bench.folder({ 'schema.prisma': text }).uri('schema.prisma');
  const transcripts = new Set();
  for (let run = 0; run < 20; run++) {
    const server = await bench.session();
    server.write(didOpen(uri, text));
    await server.findings(uri, (list) => list.length);
    const answers = [];
    for (let version = 2; version < 12; version++) {
      server.change(uri, version, { range: range(version, 0, 0), text: 'oops ' });
      const from = server.log.length;
      await server.wait((it) => isPublish(it) && it.params.uri === uri, 10, 'a report', from);
      answers.push((await server.ask('textDocument/documentSymbol', document(uri))).result);
      answers.push((await server.ask('textDocument/completion', { ...document(uri), position: { line: version, character: 2 } })).result);
    }
    transcripts.add(JSON.stringify([answers, server.publishes()]));
    server.kill();
  }
  return [transcripts.size === 1 ? 'pass' : 'fail', `20 runs, ${transcripts.size} transcript${transcripts.size === 1 ? '' : 's'}`];
}

export default [
  { id: 'P29', title: 'memory after 10 000 edits', run: soak },
  { id: 'P30', title: 'large input', run: big },
  { id: 'P31', title: 'idle time', run: idle },
  { id: 'P32', title: 'killed and started again', run: restart },
  { id: 'P33', title: 'two servers in one folder', run: two },
  { id: 'P34', title: 'the same run twice', run: determinism },
];
