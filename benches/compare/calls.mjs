// In process: the same calls of our crates and of the reference's WASM build, from the text to the answer.
import { fileURLToPath } from 'node:url';
import { mb, median, ms, p99, ratio, table } from './numbers.mjs';
import { startWorker } from './worker.mjs';

const OPS = ['parse', 'lint', 'validate', 'format', 'edit_lint', 'completion', 'hover', 'references', 'code_actions'];
const NAMES = { lint: 'findings', edit_lint: 'edit → findings', code_actions: 'code actions' };
const AT_SITES = new Set(['completion', 'hover', 'references', 'code_actions']);
/** Answers of the reference that say nothing are shorter: `{"isIncomplete":false,"items":[]}`. */
const EMPTY_JSON = 40;

export async function measureCalls(inputs, { reference, worker, budget }) {
  const script = fileURLToPath(new URL('reference_worker.mjs', import.meta.url));
  const results = [];
  for (const input of inputs) {
    console.error(`calls: ${input.models} models, ${input.layout}`);
    // A process each, so that the highest memory is that of this input.
    const ours = await measure(startWorker(worker), input, budget);
    const theirs = await measure(startWorker(process.execPath, [script, reference]), input, budget);
    results.push({ models: input.models, layout: input.layout, bytes: input.bytes, ours, theirs });
  }
  print(results);
  return results;
}

async function measure(process, input, budget) {
  const { ops } = await process.ask({ cmd: 'hello' });
  const names = (files) => files.map(({ path, uri }) => ({ path, uri }));
  await process.ask({ cmd: 'load', files: names(input.files), sites: input.sites });
  const found = {};
  for (const op of OPS.filter((it) => ops.includes(it))) {
    if (op === 'code_actions') {
      const { files, site } = input.broken;
      await process.ask({ cmd: 'load', files: names(files), sites: { code_actions: [site] } });
    }
    const first = await process.ask({ cmd: 'run', op, n: 1 });
    let answer = first;
    // What takes very long is measured once.
    if (first.wall_ns[0] < budget * 4e6) {
      const n = Math.min(200, Math.max(4, Math.floor((budget * 1e6) / first.wall_ns[0])));
      // Code of the engine is compiled while it warms up.
      await process.ask({ cmd: 'run', op, n: Math.min(20, Math.ceil(n / 4)) });
      answer = await process.ask({ cmd: 'run', op, n });
    }
    const { cpu_ns, size } = answer;
    const cpu = cpu_ns.map((it) => it / 1e6);
    found[op] = { median: median(cpu), p99: p99(cpu), n: cpu.length, size };
  }
  found.memory_kb = (await process.ask({ cmd: 'mem' })).hwm_kb;
  process.stop();
  return found;
}

function print(results) {
  console.log('## Calls in one process\n\nCPU time in ms, median (99th percentile).\n');
  const rows = [];
  for (const op of OPS) {
    for (const { models, layout, ours, theirs } of results) {
      const cell = (it, least) => {
        if (!it) return '–';
        return `${ms(it.median)} (${ms(it.p99)})${it.size < least && AT_SITES.has(op) ? ' empty' : ''}`;
      };
      rows.push([
        NAMES[op] ?? op,
        `${models}, ${layout}`,
        cell(ours[op], 1),
        cell(theirs[op], EMPTY_JSON),
        ratio(theirs[op]?.median, ours[op].median),
      ]);
    }
  }
  for (const { models, layout, ours, theirs } of results) {
    const bound = ratio(theirs.memory_kb, ours.memory_kb);
    rows.push(['highest memory', `${models}, ${layout}`, mb(ours.memory_kb), mb(theirs.memory_kb), bound]);
  }
  console.log(table(['call', 'models', 'psl', 'WASM', 'ratio'], rows));
  const single = results.filter((it) => it.layout === 'one file');
  const small = single.find((it) => it.models === 100);
  const large = single.at(-1);
  if (!small || large === small) return;
  console.log(`\nGrowth exponents from 100 to ${large.models} models, one file: 1 is proportional.\n`);
  const exponent = (it, op) => {
    if (!small[it][op]) return '–';
    return (Math.log(large[it][op].median / small[it][op].median) / Math.log(large.bytes / small.bytes)).toFixed(2);
  };
  const lines = OPS.map((op) => [NAMES[op] ?? op, '', exponent('ours', op), exponent('theirs', op)]);
  console.log(`${table(['call', '', 'psl', 'WASM'], lines)}\n`);
}
