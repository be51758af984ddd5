// The editor's side of a session with any language server: frames over pipes, a log of everything, nothing hidden.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Something that was waited for did not come. */
export class Silence extends Error {}

/** Lasts for the whole run: what no single check looks at. */
export const totals = { sessions: 0, frames: 0, junk: [], stderr: [], logMessages: 0, progress: [] };

export class Server {
  constructor(command, { cwd, env = {}, args = [], patience = 1 } = {}) {
    const [program, ...rest] = command.split(' ').filter(Boolean);
    const { PSL_LOG: _, ...clean } = process.env;
    this.patience = patience;
    // A group of its own, so that launchers end together with what they launched.
    this.child = spawn(program, [...rest, ...args], { cwd, env: { ...clean, ...env }, detached: true, stdio: 'pipe' });
    this.log = [];
    this.waiters = new Set();
    this.nextId = 1;
    this.answers = { 'workspace/configuration': (params) => params.items.map(() => null) };
    this.buffer = Buffer.alloc(0);
    this.exit = new Promise((done) => {
      this.child.on('error', (error) => done({ error }));
      this.child.on('exit', (code, signal) => done((this.ended = { code, signal })));
    });
    this.exit.then(() => this.wake());
    this.child.stdin.on('error', () => {});
    this.child.stdout.on('data', (data) => this.read(data));
    this.child.stderr.on('data', (data) => totals.stderr.push(data.toString()));
    totals.sessions++;
  }

  read(data) {
    this.buffer = this.buffer.length ? Buffer.concat([this.buffer, data]) : data;
    for (;;) {
      const end = this.buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /^(?:[\w-]+: [^\r]*\r\n)*?Content-Length: (\d+)(?:\r\n[\w-]+: [^\r]*)*$/.exec(this.buffer.toString('latin1', 0, end));
      if (!length) {
        totals.junk.push(this.buffer.toString('latin1', 0, Math.min(end, 100)));
        this.buffer = this.buffer.subarray(end + 4);
        continue;
      }
      const to = end + 4 + Number(length[1]);
      if (this.buffer.length < to) return;
      const message = JSON.parse(this.buffer.toString('utf8', end + 4, to));
      this.buffer = this.buffer.subarray(to);
      this.take(message);
    }
  }

  take(message) {
    totals.frames++;
    message.at = performance.now();
    if (message.method === 'window/logMessage') totals.logMessages++;
    if (message.method === '$/progress') totals.progress.push(message.params.token);
    this.log.push(message);
    if (message.method !== undefined && message.id !== undefined) {
      const answer = this.answers[message.method];
      const result = answer ? answer(message.params) : null;
      if (result instanceof Error) this.send({ id: message.id, error: { code: -32603, message: result.message } });
      else if (result !== undefined) this.send({ id: message.id, result });
    }
    this.wake();
  }

  wake() {
    for (const waiter of this.waiters) waiter();
  }

  // ---------- sending ----------

  write(bytes) {
    this.child.stdin.write(bytes);
  }

  send(message) {
    this.write(frame(message));
  }

  notify(method, params) {
    this.send({ method, params });
  }

  request(method, params) {
    const id = this.nextId++;
    return [id, frame({ id, method, params })];
  }

  async ask(method, params, seconds = 30) {
    const [id, bytes] = this.request(method, params);
    this.write(bytes);
    return this.answer(id, seconds, method);
  }

  answer(id, seconds = 30, what = `request ${id}`) {
    return this.wait((it) => it.id === id && it.method === undefined, seconds, `an answer to ${what}`);
  }

  // ---------- waiting ----------

  /** The first message from `from` on that `wanted` accepts. */
  async wait(wanted, seconds, what, from = 0) {
    let next = from;
    const found = await this.until(() => {
      for (; next < this.log.length; next++) if (wanted(this.log[next])) return this.log[next];
    }, seconds);
    if (found) return found;
    if (this.ended) throw new Silence(`the server ended (${this.ended.code ?? this.ended.signal}) before ${what}`);
    throw new Silence(`no ${what.replace(/^an? /, '')} within ${seconds} s`);
  }

  /** What `look` returns once it returns something; undefined after some time or the end of the server. */
  until(look, seconds) {
    return new Promise((done) => {
      const finish = (value) => {
        this.waiters.delete(waiter);
        clearTimeout(timer);
        done(value);
      };
      const waiter = () => {
        const value = look();
        if (value !== undefined || this.ended) finish(value);
      };
      const timer = setTimeout(() => finish(undefined), seconds * 1000 * this.patience);
      this.waiters.add(waiter);
      waiter();
    });
  }

  // ---------- the usual ----------

  async initialize(capabilities = {}, more = {}) {
    const params = { processId: null, rootUri: null, capabilities, ...more };
    this.started = performance.now();
    const answer = await this.ask('initialize', params);
    this.capabilities = answer.result?.capabilities ?? {};
    this.notify('initialized', {});
    return answer;
  }

  open(uri, text, version = 1) {
    this.write(didOpen(uri, text, version));
  }

  change(uri, version, ...changes) {
    this.write(didChange(uri, version, ...changes));
  }

  close(uri) {
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  publishes(uri, from = 0) {
    return this.log.slice(from).filter((it) => isPublish(it) && (uri === undefined || it.params.uri === uri)).map((it) => it.params);
  }

  /** Waits until the latest list for a document is as wanted; false when it does not become so. */
  async reports(uri, wanted, seconds = 10) {
    const look = () => {
      const last = this.publishes(uri).at(-1);
      return last && wanted(last.diagnostics, last) ? last : undefined;
    };
    return (await this.until(look, seconds)) ?? false;
  }

  /** The list for a document: pushed, or asked for where the server does not push. */
  async findings(uri, wanted = () => true, seconds = 10) {
    const report = await this.reports(uri, wanted, seconds);
    if (report) return report.diagnostics;
    if (this.ended) throw new Silence(`the server ended (${this.ended.code ?? this.ended.signal})`);
    return undefined;
  }

  async isAlive(uri = 'file:///nowhere/alive.prisma') {
    if (this.ended) return false;
    try {
      this.open(uri, 'model Alive {\n  id Int @id\n}\n');
      const answer = await this.ask('textDocument/documentSymbol', { textDocument: { uri } }, 5);
      return answer.result?.[0]?.name === 'Alive';
    } catch {
      return false;
    }
  }

  /** The process that speaks: launchers have it as their child. */
  get pid() {
    let pid = this.child.pid;
    for (;;) {
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
      if (children.length !== 1) return pid;
      pid = Number(children[0]);
    }
  }

  memory() {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))[1]) / 1024;
  }

  /** Hundredths of a second of processor time. */
  ticks() {
    const fields = readFileSync(`/proc/${this.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return Number(fields[11]) + Number(fields[12]);
  }

  kill() {
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
}

export const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

export function rawFrame(body) {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

export const frame = (message) => rawFrame(JSON.stringify({ jsonrpc: '2.0', ...message }));

export const didOpen = (uri, text, version = 1) =>
  frame({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'prisma', version, text } } });

export const didChange = (uri, version, ...contentChanges) =>
  frame({ method: 'textDocument/didChange', params: { textDocument: { uri, version }, contentChanges } });

export const isPublish = (message) => message.method === 'textDocument/publishDiagnostics';

export const isError = (diagnostic) => diagnostic.severity === undefined || diagnostic.severity === 1;

export const range = (line, from, to, endLine = line) => ({
  start: { line, character: from },
  end: { line: endLine, character: to },
});

/** Where a UTF-16 index is. */
export function positionOf(text, index) {
  const before = text.slice(0, index).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
}

export function applyEdits(text, edits) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const index = ({ line, character }) => {
    if (line >= starts.length) return text.length;
    const end = line + 1 < starts.length ? starts[line + 1] - 1 : text.length;
    return Math.min(starts[line] + character, end);
  };
  const spans = edits.map((it) => [index(it.range.start), index(it.range.end), it.newText]);
  spans.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
  for (const [from, to, newText] of spans) text = text.slice(0, from) + newText + text.slice(to);
  return text;
}

/** A seeded generator of numbers below a limit. */
export function random(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = Math.imul(state ^ (state >>> 15), 1 | state);
    z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z;
    return ((z ^ (z >>> 14)) >>> 0) % limit;
  };
}
