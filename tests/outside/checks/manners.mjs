// What a client gets that announced little, and what nobody asked for. The last two look at all checks before them.
import { pause, totals } from '../client.mjs';
import { sample } from '../schemas.mjs';

const lines = sample.split('\n');
const end = { line: lines.length - 1, character: 0 };

/** Every request at every word of the sample. */
async function everything(server, uri, text = sample) {
  const answers = [];
  const ask = async (method, params) => {
    const answer = await server.ask(`textDocument/${method}`, { textDocument: { uri }, ...params });
    answers.push([method, answer.result]);
  };
  const options = { tabSize: 2, insertSpaces: true };
  const whole = { start: { line: 0, character: 0 }, end };
  for (const method of ['documentSymbol', 'foldingRange', 'semanticTokens/full', 'documentLink', 'codeLens', 'diagnostic']) await ask(method, {});
  await ask('formatting', { options });
  await ask('rangeFormatting', { options, range: whole });
  await ask('inlayHint', { range: whole });
  await ask('codeAction', { range: whole, context: { diagnostics: server.publishes(uri).at(-1)?.diagnostics ?? [] } });
  for (const [line, content] of text.split('\n').entries()) {
    for (const word of content.matchAll(/[\w@.]+|^\s*$/g)) {
      const position = { line, character: word.index + (word[0].length > 1 ? 1 : 0) };
      for (const method of ['hover', 'completion', 'definition', 'typeDefinition', 'declaration', 'references', 'documentHighlight', 'signatureHelp', 'prepareRename']) {
        await ask(method, { position, context: { includeDeclaration: true } });
      }
      await ask('rename', { position, newName: 'renamed' });
      await ask('selectionRange', { positions: [position] });
      await ask('codeAction', { range: { start: position, end: position }, context: { diagnostics: [] } });
    }
  }
  return answers;
}

function* objects(value) {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value;
  for (const it of Object.values(value)) yield* objects(it);
}

const unsupported = {
  snippet: (it) => it.insertTextFormat === 2,
  'insert and replace': (it) => it.textEdit?.insert !== undefined,
  markdown: (it) => it.kind === 'markdown',
  'symbols with children': (it) => it.selectionRange !== undefined && it.kind !== undefined && it.targetUri === undefined,
  documentChanges: (it) => it.documentChanges !== undefined,
  'links for locations': (it) => it.targetUri !== undefined,
  'actions that are no commands': (it) => it.title !== undefined && it.command === undefined && (it.edit !== undefined || it.kind !== undefined),
  'change annotations': (it) => it.changeAnnotations !== undefined,
  'related information': (it) => it.relatedInformation !== undefined,
  'code descriptions': (it) => it.codeDescription !== undefined,
  tags: (it) => it.tags !== undefined,
};

async function abilities(bench) {
  const text = sample.replace('  text     String // any length', '  text     String @nope // any length');
  const uri = bench.folder({ 'schema.prisma': text }).uri('schema.prisma');
  const server = await bench.session({});
  server.open(uri, text);
  await server.findings(uri, (list) => list.length);
  const answers = await everything(server, uri, text);
  answers.push(['publishDiagnostics', server.publishes()]);
  const found = new Map();
  for (const [method, result] of answers) {
    for (const it of objects(result)) {
      for (const [name, test] of Object.entries(unsupported)) if (test(it)) found.set(`${name} (${method})`, true);
    }
  }
  if (server.log.some((it) => it.method === 'client/registerCapability')) found.set('registration', true);
  if (server.log.some((it) => it.method === 'workspace/configuration')) found.set('question for settings', true);
  return found.size ? ['fail', `sent without being announced: ${[...found.keys()].join(', ')}`] : ['pass', `${answers.length} answers hold nothing that was not announced`];
}

async function unsolicited(bench) {
  const folder = bench.folder({ 'schema.prisma': sample });
  const server = await bench.inFolder(folder);
  server.open(folder.uri('schema.prisma'), sample);
  await server.findings(folder.uri('schema.prisma'));
  await pause(1);
  const requests = server.log.filter((it) => it.method !== undefined && it.id !== undefined).map((it) => it.method);
  return requests.length ? ['fail', `requests: ${requests.join(', ')}`] : ['pass', 'no request in the first second'];
}

async function progress() {
  return totals.progress.length ? ['fail', `${totals.progress.length} messages of progress nobody asked for`] : ['pass', `none in ${totals.frames} messages`];
}

async function quiet() {
  const stderr = totals.stderr.join('');
  const seen = `${totals.junk.length} bytes of junk on stdout, ${stderr.length} bytes on stderr, ${totals.logMessages} × window/logMessage`;
  const first = stderr.trim().split('\n')[0]?.slice(0, 100);
  return totals.junk.length || stderr ? ['fail', `${seen}${first ? `, first \`${first}\`` : ''}`] : ['pass', seen];
}

export default [
  { id: 'P23', title: 'abilities of the client', run: abilities },
  { id: 'P24', title: 'requests nobody expects', run: unsolicited },
  { id: 'P25', title: 'progress only when asked for', run: progress },
  { id: 'P26', title: 'quiet on stdout and stderr', run: quiet },
];
