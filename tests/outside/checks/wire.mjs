// Settings that are not there, messages that are no messages, and the beginning and end of a session.
import { spawn } from 'node:child_process';
import { frame, isError, pause, rawFrame } from '../client.mjs';
import { header, sample } from '../schemas.mjs';

const document = (uri) => ({ textDocument: { uri } });

async function settings(bench) {
  const text = `${header}model A {\n  id Int @id\n  x  Nope\n}\n`;
  const wrong = [];
  const answers = {
    null: () => null,
    '[null]': (params) => params.items.map(() => null),
    '[]': () => [],
    'an error': () => new Error('no'),
    'wrong types': (params) => params.items.map(() => ({ rules: 7, schemas: 'x', diagnostics: [], enableDiagnostics: 'x', completion: 3, trace: 5 })),
    'no answer': () => undefined,
  };
  for (const [what, answer] of Object.entries(answers)) {
    const uri = bench.folder({ 'schema.prisma': text }).uri('schema.prisma');
    const server = bench.start();
    server.answers['workspace/configuration'] = answer;
    await server.initialize({ workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } });
    server.notify('workspace/didChangeConfiguration', { settings: null });
    server.open(uri, text);
    const report = await server.reports(uri, (list) => list.some(isError), 15);
    const hover = await server.ask('textDocument/hover', { ...document(uri), position: { line: 5, character: 3 } }, 15).catch(() => undefined);
    if (server.ended) wrong.push(`${what}: the server ended`);
    else if (!report || !hover) wrong.push(`${what}: no ${report ? 'hover' : 'findings'}`);
    server.kill();
  }
  return wrong.length ? ['fail', wrong.join('; ')] : ['pass', `${Object.keys(answers).join(', ')}: defaults hold`];
}

async function malformed(bench) {
  const wrong = [];
  const message = (it) => frame({ ...it });
  const inputs = {
    'no JSON': [rawFrame('nonsense')],
    'a list': [rawFrame('[]')],
    'another version of JSON-RPC': [rawFrame('{"jsonrpc":"1.0","id":70,"method":"shutdown"}')],
    'an id that is a string': [message({ id: 'text', method: 'no/such' }), (it) => it.id === 'text'],
    'an id with a fraction': [rawFrame('{"jsonrpc":"2.0","id":1.5,"method":"no/such"}')],
    'no parameters': [message({ id: 71, method: 'textDocument/hover' }), (it) => it.id === 71 && it.error],
    'parameters of another type': [message({ id: 72, method: 'textDocument/hover', params: 'x' }), (it) => it.id === 72 && it.error],
    'an edit without text': [message({ method: 'textDocument/didChange', params: {} })],
    'a bad header': [Buffer.from('Content-Length: many\r\n\r\n{}\r\n')],
    '1 MB of noise': [Buffer.concat([Buffer.alloc(1 << 20, 'x'), Buffer.from('\r\n')])],
  };
  for (const [what, [bytes, answer]] of Object.entries(inputs)) {
    const server = await bench.session();
    server.write(bytes);
    if (answer && !(await server.until(() => server.log.find(answer), 5))) wrong.push(`${what}: not answered${server.ended ? ', the server ended' : ''}`);
    else if (!(await server.isAlive())) wrong.push(`${what}: ${server.ended ? 'the server ended' : 'the server answers nothing more'}`);
    server.kill();
  }
  const count = Object.keys(inputs).length;
  return wrong.length ? ['fail', `${wrong.length} of ${count}: ${wrong.join('; ')}`] : ['pass', `${count} kinds are survived, requests among them answered`];
}

async function lifeCycle(bench) {
  const wrong = [];
  const expect = (what, actual, wanted) => {
    if (actual !== wanted) wrong.push(`${what}: ${actual ?? 'none'} instead of ${wanted}`);
  };
  const code = async (server, method, params = {}) => {
    const answer = await server.ask(method, params, 5).catch(() => undefined);
    if (!answer) return 'no answer';
    return answer.error?.code ?? 'a result';
  };
  const ended = async (server, seconds) => {
    const end = await Promise.race([server.exit, pause(seconds * bench.patience).then(() => undefined)]);
    return end ? (end.code ?? end.signal) : 'still there';
  };
  let server = bench.start();
  expect('request before initialize', await code(server, 'textDocument/hover', { ...document('file:///a.prisma'), position: { line: 0, character: 0 } }), -32002);
  await server.initialize();
  const again = await code(server, 'initialize', { processId: null, rootUri: null, capabilities: {} });
  if (typeof again !== 'number') wrong.push(`second initialize: ${again} instead of an error`);
  expect('unknown request', await code(server, 'no/such'), -32601);
  expect('unknown $/ request', await code(server, '$/noSuch'), -32601);
  server.notify('no/such', {});
  server.notify('$/noSuch', {});
  if (!(await server.isAlive())) wrong.push('unknown notifications are not ignored');
  await server.ask('shutdown', undefined, 5);
  expect('request after shutdown', await code(server, 'textDocument/documentSymbol', document('file:///a.prisma')), -32600);
  server.notify('exit');
  expect('exit after shutdown', await ended(server, 1), 0);
  server = await bench.session();
  server.notify('exit');
  expect('exit without shutdown', await ended(server, 1), 1);
  server = await bench.session();
  server.child.stdin.end();
  expect('end of input', await ended(server, 1), 1);
  return wrong.length ? ['fail', wrong.join('; ')] : ['pass', 'error codes before initialize, after shutdown, for the unknown; exit codes 0 and 1'];
}

async function parent(bench) {
  const editor = spawn('sleep', ['600']);
  const server = await bench.session({}, { processId: editor.pid });
  editor.kill('SIGKILL');
  const start = performance.now();
  const end = await Promise.race([server.exit, pause(8)]);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (!end) return ['fail', 'the editor is gone, the server still there after 8 s'];
  return [seconds <= 3.5 * bench.patience ? 'pass' : 'fail', `the server ends ${seconds} s after its editor`];
}

async function panic(bench) {
  const server = await bench.session();
  const uri = bench.folder({ 'schema.prisma': sample }).uri('schema.prisma');
  server.open(uri, sample);
  const answer = await server.ask('psl/panic', document(uri));
  if (answer.error?.code === -32601) return ['n/a', 'no request that fails on purpose (ours has one in builds for tests)'];
  const alive = await server.isAlive();
  return [answer.error?.code === -32603 && alive ? 'pass' : 'fail', `answered with ${answer.error?.code}, the next request ${alive ? 'works' : 'does not work'}`];
}

async function trace(bench) {
  const uri = bench.folder({ 'schema.prisma': sample }).uri('schema.prisma');
  const server = await bench.session();
  server.open(uri, sample);
  const traced = async (value) => {
    server.notify('$/setTrace', { value });
    const from = server.log.length;
    await server.ask('textDocument/documentSymbol', document(uri));
    await pause(0.2);
    return server.log.slice(from).filter((it) => it.method === '$/logTrace').length;
  };
  const [on, off] = [await traced('verbose'), await traced('off')];
  if (!on && !off) return ['n/a', 'sends no trace'];
  return [off === 0 ? 'pass' : 'fail', `verbose: ${on}, off: ${off} for one request`];
}

export default [
  { id: 'P18', title: 'settings that are not there', run: settings },
  { id: 'P19', title: 'malformed messages', run: malformed },
  { id: 'P20', title: 'beginning and end', run: lifeCycle },
  { id: 'P21', title: 'an editor that was killed', run: parent },
  { id: 'P22', title: 'a panic costs one answer', run: panic },
  { id: 'P27', title: 'trace', run: trace },
];
