// A process that answers one JSON object a line with one JSON object a line: the protocol of ../bench_worker.rs.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export function startWorker(command, args = []) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`no answer to ${JSON.stringify(request).slice(0, 200)}`);
    const answer = JSON.parse(value);
    if (answer.error) throw new Error(answer.error);
    return answer;
  };
  return { ask, stop: () => child.stdin.end() };
}
