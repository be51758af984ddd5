// What the comparisons share: their options, the engine of the reference, and the worker of ours.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');

/** Both sides. `example` is our worker: it answers each line of JSON with one; `show` how many differences are printed. */
export async function sides(example, show, stderr) {
  const options = { reference: process.env.PSL_REFERENCE_PACKAGES, rules: '7', seed: '1', count: '10000', show };
  options.worker = join(root, 'target/release/examples', example);
  for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].replace(/^--/, '')] = process.argv[i + 1];
  if (!options.reference) {
    console.error(`${basename(process.argv[1])}: --reference DIR is missing`);
    process.exit(2);
  }
  const { generate, rng } = await import(pathToFileURL(resolve(options.reference, 'gen_schemas.mjs')).href);

  const require = createRequire(resolve(options.reference, 'package.json'));
  const entry = require.resolve(`psl-oracle-${options.rules}`);
  let engine = require(entry);

  /** The result of `call`, or undefined when the engine crashed. */
  function ask(call) {
    try {
      return call(engine);
    } catch {
      delete require.cache[entry];
      engine = require(entry);
      return undefined;
    }
  }

  const worker = spawn(options.worker, { stdio: ['pipe', 'pipe', stderr] });
  const answers = createInterface({ input: worker.stdout })[Symbol.asyncIterator]();

  /** The answer of our worker. */
  async function ours(request) {
    worker.stdin.write(JSON.stringify(request) + '\n');
    const { value, done } = await answers.next();
    if (done) throw new Error(`no answer for ${JSON.stringify(request)}`);
    return JSON.parse(value);
  }

  return { options, generate, rng, ask, ours, finish: () => worker.stdin.end() };
}
