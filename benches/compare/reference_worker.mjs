// The reference behind the protocol of ../bench_worker.rs: node reference_worker.mjs DIR
//
// CPU time is that of the whole process, so it includes the engine's compiler and garbage collector threads.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const engine = createRequire(join(process.argv[2], 'package.json'))('@prisma/prisma-schema-wasm');
const FORMAT = JSON.stringify({ textDocument: { uri: 'file:///x' }, options: { tabSize: 2, insertSpaces: true } });

let files = [];
let sites = {};
let edits = 0;

const commands = {
  hello: () => ({ name: 'reference', ops: Object.keys(ops) }),
  load(request) {
    files = request.files.map(({ path, uri }) => [uri ?? path, readFileSync(path, 'utf8')]);
    sites = {};
    for (const [op, list] of Object.entries(request.sites ?? {})) sites[op] = list.map((it) => prepared(op, it));
    return { ok: true };
  },
  run({ op, n }) {
    const wall_ns = [];
    const cpu_ns = [];
    let size = 0;
    for (let index = 0; index < n; index += 1) {
      const call = ops[op](index);
      const wall = process.hrtime.bigint();
      const cpu = process.cpuUsage();
      size = call().length;
      const used = process.cpuUsage(cpu);
      wall_ns.push(Number(process.hrtime.bigint() - wall));
      cpu_ns.push((used.user + used.system) * 1000);
    }
    return { wall_ns, cpu_ns, size };
  },
  mem() {
    const status = readFileSync('/proc/self/status', 'utf8');
    const field = (name) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)[1]);
    return { rss_kb: field('VmRSS'), hwm_kb: field('VmHWM') };
  },
};

// Each gives the call to be measured. Turning the files into JSON belongs to it: that is how the engine is called.
const ops = {
  lint: () => () => engine.lint(JSON.stringify(files)),
  validate: () => () => (engine.validate(JSON.stringify({ prismaSchema: files, noColor: true })), 'valid'),
  format: () => () => engine.format(JSON.stringify(files), FORMAT),
  edit_lint() {
    edits += 1;
    const [uri, text] = files[0];
    const at = text.indexOf(' String', Math.floor(text.length / 2));
    files[0] = [uri, `${text.slice(0, at)}${edits % 2 ? 'x' : 'y'}${text.slice(at)}`];
    return ops.lint();
  },
  completion: (index) => atSite('completion', index, engine.text_document_completion),
  hover: (index) => atSite('hover', index, engine.hover),
  references: (index) => atSite('references', index, engine.references),
  code_actions: (index) => atSite('code_actions', index, engine.code_actions),
};

function atSite(op, index, call) {
  const { files, params } = sites[op][index % sites[op].length];
  return () => call(JSON.stringify(files), params);
}

/** The files after the deletion, and the parameters as an editor would send them. */
function prepared(op, { uri, line, character, remove = 0 }) {
  const changed = files.map(([name, text]) => {
    if (name !== uri || remove === 0) return [name, text];
    const lines = text.split('\n');
    lines[line] = lines[line].slice(0, character) + lines[line].slice(character + remove);
    return [name, lines.join('\n')];
  });
  const position = { line, character };
  const params = { textDocument: { uri }, position, context: { includeDeclaration: true, triggerKind: 1 } };
  if (op === 'code_actions') {
    params.range = { start: position, end: position };
    params.context = { diagnostics: diagnostics(changed, uri) };
  }
  return { files: changed, params: JSON.stringify(params) };
}

function diagnostics(changed, uri) {
  const text = changed.find(([name]) => name === uri)[1];
  const position = (offset) => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1).length };
  };
  const own = JSON.parse(engine.lint(JSON.stringify(changed))).filter((it) => it.file_name === uri);
  return own.map((it) => ({
    range: { start: position(it.start), end: position(it.end) },
    message: it.text,
    severity: it.is_warning ? 2 : 1,
  }));
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = commands[request.cmd](request);
  } catch (error) {
    answer = { error: String(error.message ?? error).slice(0, 1000) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
