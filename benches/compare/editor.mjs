// An editor at the other end of a language server: requests, edits, and what the server used meanwhile.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export class Editor {
  constructor(command, args, cwd) {
    this.started = performance.now();
    this.child = spawn(command, args, { cwd, stdio: ['pipe', 'pipe', 'ignore'] });
    this.buffer = Buffer.alloc(0);
    this.waiting = [];
    this.next = 1;
    this.child.stdout.on('data', (chunk) => this.read(chunk));
  }

  read(chunk) {
    this.buffer = this.buffer.length === 0 ? chunk : Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const end = this.buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.buffer.toString('latin1', 0, end))[1]);
      if (this.buffer.length < end + 4 + length) return;
      const message = JSON.parse(this.buffer.toString('utf8', end + 4, end + 4 + length));
      this.buffer = this.buffer.subarray(end + 4 + length);
      this.receive(message);
    }
  }

  receive(message) {
    if (message.method && message.id !== undefined) {
      const result = message.method === 'workspace/configuration' ? message.params.items.map(() => ({})) : null;
      this.send({ id: message.id, result });
      return;
    }
    const index = this.waiting.findIndex(({ wanted }) => wanted(message));
    if (index >= 0) this.waiting.splice(index, 1)[0].resolve(message);
  }

  send(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  notify(method, params) {
    this.send({ method, params });
  }

  wait(wanted, what) {
    const error = new Error(`${what} has not come in 15 minutes`);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(error), 900_000);
      this.waiting.push({ wanted, resolve: (it) => (clearTimeout(timer), resolve(it)) });
    });
  }

  async ask(method, params) {
    const id = this.next++;
    const answer = this.wait((it) => it.id === id && !it.method, `the answer to ${method}`);
    this.send({ id, method, params });
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  }

  /** Nanoseconds of CPU time of all threads so far. */
  cpu() {
    const dir = `/proc/${this.child.pid}/task`;
    const own = (task) => Number(readFileSync(`${dir}/${task}/schedstat`, 'utf8').split(' ')[0]);
    return readdirSync(dir).reduce((sum, it) => sum + own(it), 0);
  }

  memoryKb() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s*(\d+)/.exec(status)[1]);
  }

  async stop() {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    await this.ask('shutdown', null);
    this.notify('exit', undefined);
    this.child.stdin.end();
    const timer = setTimeout(() => this.child.kill(), 2000);
    await ended;
    clearTimeout(timer);
  }
}
