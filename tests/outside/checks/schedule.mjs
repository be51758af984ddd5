// What happens when much arrives at once: order, waiting, cancelling, and answers that are out of date.
import { applyEdits, didChange, isError, isPublish, range } from '../client.mjs';
import { header, manyModels } from '../schemas.mjs';

const document = (uri) => ({ textDocument: { uri } });
const options = { tabSize: 2, insertSpaces: true };
const small = `${header}model A1 {\n  id Int @id\n}\n`;
const nameLine = small.split('\n').findIndex((it) => it.startsWith('model'));

async function order(bench) {
  const uri = bench.folder({ 'schema.prisma': small }).uri('schema.prisma');
  const server = await bench.session();
  server.open(uri, small);
  let version = 1;
  for (let round = 1; round <= 100; round++) {
    const bytes = [];
    for (let it = 0; it < 200; it++) {
      version++;
      const end = 6 + `A${version - 1}`.length;
      bytes.push(didChange(uri, version, { range: range(nameLine, 6, end), text: `A${version}` }));
    }
    const [id, request] = server.request('textDocument/documentSymbol', document(uri));
    server.write(Buffer.concat([...bytes, request]));
    const names = (await server.answer(id, 120)).result?.map((it) => it.name) ?? [];
    if (!names.includes(`A${version}`)) return ['fail', `round ${round}: the answer is for ${names.join(', ')}, not A${version}`];
  }
  return ['pass', '100 rounds of 200 edits and a request: always answered for the last text'];
}

async function headOfLine(bench) {
  const text = manyModels(2000);
  const uri = bench.folder({ 'schema.prisma': text }).uri('schema.prisma');
  const server = await bench.session({ textDocument: { semanticTokens: { requests: { full: true }, tokenTypes: [], tokenModifiers: [], formats: ['relative'] } } });
  server.open(uri, text);
  await server.ask('textDocument/documentSymbol', document(uri), 60);
  await server.findings(uri, () => true, 60);
  const position = { line: text.split('\n').findIndex((it) => it.startsWith('model Hub')), character: 7 };
  await server.ask('textDocument/hover', { ...document(uri), position }, 60);
  // Colours are what editors ask for most; references are what every server has.
  const slow = ['references', ...(server.capabilities.semanticTokensProvider ? ['semanticTokens/full'] : [])];
  const params = { ...document(uri), position, context: { includeDeclaration: true } };
  const slowBytes = slow.flatMap((it) => Array.from({ length: 20 }, () => server.request(`textDocument/${it}`, params)[1]));
  const [id, bytes] = server.request('textDocument/hover', { ...document(uri), position });
  const start = performance.now();
  server.write(Buffer.concat([...slowBytes, bytes]));
  const ms = Math.round((await server.answer(id, 120)).at - start);
  const seen = `2 000 models, hover behind ${slow.map((it) => `20 × ${it.split('/')[0]}`).join(' and ')}: ${ms} ms`;
  return [ms <= 100 * bench.patience ? 'pass' : 'fail', seen];
}

async function cancel(bench) {
  const text = manyModels(2000);
  const uri = bench.folder({ 'schema.prisma': text }).uri('schema.prisma');
  const server = await bench.session();
  server.open(uri, text);
  await server.ask('textDocument/documentSymbol', document(uri), 60);
  const position = { line: text.split('\n').findIndex((it) => it.startsWith('model Hub')), character: 7 };
  const requests = Array.from({ length: 64 }, () => server.request('textDocument/references', { ...document(uri), position, context: { includeDeclaration: true } }));
  const cancels = requests.map(([id]) => Buffer.from(rawCancel(id)));
  const start = performance.now();
  server.write(Buffer.concat([...requests.map((it) => it[1]), ...cancels]));
  const answers = [];
  for (const [id] of requests) answers.push(await server.answer(id, 120));
  const ms = Math.round(Math.max(...answers.map((it) => it.at)) - start);
  const cancelled = answers.filter((it) => it.error?.code === -32800).length;
  const odd = answers.filter((it) => it.error && it.error.code !== -32800).length;
  const seen = `64 requests and their cancellations: answered after ${ms} ms, ${cancelled} as cancelled${odd ? `, ${odd} with other errors` : ''}`;
  return [ms <= 100 * bench.patience && !odd ? 'pass' : 'fail', seen];
}

function rawCancel(id) {
  const body = JSON.stringify({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id } });
  return `Content-Length: ${body.length}\r\n\r\n${body}`;
}

async function stale(bench) {
  const text = `${header}model A {\nid Int @id\n}\n`;
  const uri = bench.folder({ 'schema.prisma': text }).uri('schema.prisma');
  const server = await bench.session();
  server.open(uri, text);
  await server.ask('textDocument/documentSymbol', document(uri));
  const after = `// One more line.\n${text}`;
  const good = after.replace('\nid Int', '\n  id Int');
  const outcomes = new Set();
  for (let round = 0; round < 20; round++) {
    const [id, bytes] = server.request('textDocument/formatting', { ...document(uri), options });
    const edit = didChange(uri, 2 * round + 2, { range: range(0, 0, 0), text: '// One more line.\n' });
    server.write(Buffer.concat([bytes, edit]));
    const answer = await server.answer(id);
    if (answer.error) outcomes.add(answer.error.code === -32801 ? 'refused' : `error ${answer.error.code}`);
    else outcomes.add(applyEdits(after, answer.result ?? []) === good ? 'for the new text' : 'for the old text');
    server.change(uri, 2 * round + 3, { text });
  }
  const seen = `formatting, then an edit in the same write, 20 times: ${[...outcomes].join(', ')}`;
  return [[...outcomes].every((it) => it === 'refused' || it === 'for the new text') ? 'pass' : 'fail', seen];
}

async function coalesce(bench) {
  const uri = bench.folder({ 'schema.prisma': small }).uri('schema.prisma');
  const server = await bench.session({ textDocument: { publishDiagnostics: { versionSupport: true } } });
  server.open(uri, small);
  await server.findings(uri);
  const from = server.log.length;
  server.write(Buffer.concat(Array.from({ length: 30 }, (_, it) => didChange(uri, it + 2, { range: range(nameLine + 1, 2, 2), text: 'x' }))));
  await server.ask('textDocument/documentSymbol', document(uri));
  await server.until(() => server.publishes(uri, from).find((it) => it.version === 31), 3);
  const lists = server.publishes(uri, from);
  const last = lists.at(-1)?.version;
  const seen = `30 edits in one write: ${lists.length} reports, the last for version ${last ?? 'unknown'}`;
  return [lists.length <= 3 && last === 31 ? 'pass' : 'fail', seen];
}

const broken = `${header}model A {\n  id Int @id\n  b  B\n}\n`;

async function clearing(bench) {
  const wrong = [];
  const folder = bench.folder({ 'one/a.prisma': broken, 'two/a.prisma': broken, 'three/a.prisma': broken, 'four/a.prisma': header, 'four/b.prisma': 'model A {\n  id Int @id\n  b  B\n}\n' });
  const server = await bench.inFolder(folder, { textDocument: { publishDiagnostics: { versionSupport: true } } });
  const has = (list) => list.some(isError);
  const cleared = async (what, uri) => {
    if (!(await server.reports(uri, (list) => !list.length, 3))) wrong.push(what);
  };
  const opened = async (name, text = broken) => {
    server.open(folder.uri(name), text, 7);
    return server.reports(folder.uri(name), has, 10);
  };
  const first = await opened('one/a.prisma');
  if (first.version !== 7) wrong.push('no version');
  server.close(folder.uri('one/a.prisma'));
  folder.write('one/a.prisma', header);
  await cleared('closed', folder.uri('one/a.prisma'));

  await opened('two/a.prisma');
  server.close(folder.uri('two/a.prisma'));
  (await import('node:fs')).rmSync(folder.at('two/a.prisma'));
  server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uri('two/a.prisma'), type: 3 }] });
  await cleared('deleted', folder.uri('two/a.prisma'));

  await opened('three/a.prisma');
  server.close(folder.uri('three/a.prisma'));
  (await import('node:fs')).renameSync(folder.at('three/a.prisma'), folder.at('three/b.prisma'));
  server.open(folder.uri('three/b.prisma'), broken);
  server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uri('three/a.prisma'), type: 3 }, { uri: folder.uri('three/b.prisma'), type: 1 }] });
  await cleared('renamed', folder.uri('three/a.prisma'));
  server.close(folder.uri('three/b.prisma'));

  server.open(folder.uri('four/a.prisma'), header);
  await server.reports(folder.uri('four/b.prisma'), has, 10);
  server.close(folder.uri('four/a.prisma'));
  server.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [{ uri: folder.uri(), name: 'check' }] } });
  await cleared('folder removed', folder.uri('four/b.prisma'));
  return wrong.length ? ['fail', `stays or is missing: ${wrong.join(', ')}`] : ['pass', 'versions are there; lists are emptied after close, delete, rename, removal of the folder'];
}

async function pull(bench) {
  const a = `${header}model A {\n  id Int @id\n}\n`;
  const b = 'model B {\n  id  Int @id\n  aId Int\n  a   A   @relation(fields: [aId], references: [id])\n}\n';
  const folder = bench.folder({ 'a.prisma': a.replace('@id', '@id\n  bs B[]'), 'b.prisma': b });
  const textDocument = { diagnostic: { dynamicRegistration: false } };
  const workspaceFolders = [{ uri: folder.uri(), name: 'check' }];
  const server = await bench.session(
    { textDocument, workspace: { workspaceFolders: true, diagnostics: { refreshSupport: true }, diagnostic: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } } },
    { initializationOptions: { diagnostics: 'pull' }, rootUri: folder.uri(), workspaceFolders },
    { cwd: folder.path },
  );
  if (!server.capabilities.diagnosticProvider) return ['n/a', 'offers no pulling'];
  server.open(folder.uri('a.prisma'), a.replace('@id', '@id\n  bs B[]'));
  server.open(folder.uri('b.prisma'), b);
  const ask = async (previousResultId) => (await server.ask('textDocument/diagnostic', { ...document(folder.uri('b.prisma')), ...(previousResultId && { previousResultId }) })).result;
  const first = await ask();
  if (first?.kind !== 'full' || first.items.some(isError)) return ['fail', `the first report is ${JSON.stringify(first)}`];
  if ((await ask(first.resultId))?.kind !== 'unchanged') return ['fail', 'the same text is reported again in full'];
  server.change(folder.uri('a.prisma'), 2, { text: header });
  const second = await ask(first.resultId);
  if (second?.kind !== 'full' || !second.items.some(isError)) return ['fail', 'a change in one file does not show in the other'];
  folder.write('c.prisma', 'model A {\n  id Int @id\n  bs B[]\n}\n');
  const from = server.log.length;
  server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uri('c.prisma'), type: 1 }] });
  await server.wait((it) => it.method === 'workspace/diagnostic/refresh', 10, 'a workspace/diagnostic/refresh', from);
  const third = await ask(second.resultId);
  if (third?.kind !== 'full' || third.items.some(isError)) return ['fail', 'a file that was made does not show'];
  if (server.log.some(isPublish)) return ['fail', 'lists are pushed as well'];
  return ['pass', 'unchanged and full reports across files, a refresh after a change on disk, nothing pushed'];
}

export default [
  { id: 'P3', title: 'edits in order', run: order },
  { id: 'P4', title: 'quick requests behind slow ones', run: headOfLine },
  { id: 'P5', title: 'cancelling', run: cancel },
  { id: 'P6', title: 'answers that are out of date', run: stale },
  { id: 'P7', title: 'reports for many edits', run: coalesce },
  { id: 'P8', title: 'versions; lists that are emptied', run: clearing },
  { id: 'P9', title: 'pull or push', run: pull },
];
