// Language servers over their pipes, as an editor has them.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Editor } from './editor.mjs';
import { mb, median, ms, p99, ratio, table } from './numbers.mjs';

const STEPS = [
  'start → initialized',
  'open → findings',
  'keystroke → findings',
  '50 edits at once → findings',
  'completion',
  'hover',
  'references',
  'rename',
  'formatting',
  'code action',
];

export async function measureServers(inputs, { reference, psl }) {
  const server = join(reference, 'node_modules/@prisma/language-server/dist/bin.js');
  const results = [];
  for (const input of inputs) {
    console.error(`servers: ${input.models} models, ${input.layout}`);
    const ours = await session(() => new Editor(psl, ['lsp'], input.dir), input, 30);
    const theirs = await session(() => new Editor(process.execPath, [server, '--stdio'], input.dir), input, 5);
    results.push({ models: input.models, layout: input.layout, ours, theirs });
  }
  print(results);
  return results;
}

async function session(start, input, rounds) {
  const times = Object.fromEntries(STEPS.map((it) => [it, []]));
  const cpu = {};
  const add = async (step, run) => {
    const before = editor.cpu();
    const begun = performance.now();
    const answer = await run();
    times[step].push(performance.now() - begun);
    (cpu[step] ??= []).push((editor.cpu() - before) / 1e6);
    return answer;
  };
  for (let round = 0; round < 4; round += 1) {
    const editor = await initialized(start, input);
    times['start → initialized'].push(editor.initializedAfter);
    await editor.stop();
  }
  const editor = await initialized(start, input);
  // The file in the middle: what an editor shows is one of many.
  const file = input.files[Math.floor(input.files.length / 2) % input.files.length];
  const document = new Document(editor, file);
  await add('open → findings', () => document.open());
  for (let round = 0; round < rounds + 2; round += 1) {
    const run = () => document.edit(1);
    await (round < 2 ? run() : add('keystroke → findings', run)); // The first ones warm up.
  }
  for (let round = 0; round < Math.ceil(rounds / 5); round += 1) {
    await add('50 edits at once → findings', () => document.edit(50));
  }
  const site = (kind) => input.sites[kind].find((it) => it.uri === file.uri) ?? input.sites[kind][2];
  const at = ({ uri, line, character }) => ({ textDocument: { uri }, position: { line, character } });
  for (const uri of new Set([site('hover').uri, site('references').uri])) {
    if (uri !== file.uri) await new Document(editor, input.files.find((it) => it.uri === uri)).open();
  }
  const requests = {
    hover: ['textDocument/hover', at(site('hover'))],
    references: ['textDocument/references', { ...at(site('references')), context: { includeDeclaration: true } }],
    rename: ['textDocument/rename', { ...at(site('references')), newName: 'Renamed' }],
    formatting: [
      'textDocument/formatting',
      { textDocument: { uri: file.uri }, options: { tabSize: 2, insertSpaces: true } },
    ],
  };
  const repeat = async (step, method, params) => {
    const begun = performance.now();
    await add(step, () => editor.ask(method, params));
    // What takes very long is measured once; otherwise the first time was to warm up.
    if (performance.now() - begun > 10_000) return;
    times[step].pop();
    cpu[step].pop();
    for (let round = 0; round < rounds; round += 1) {
      const answer = await add(step, () => editor.ask(method, params));
      if (!answer || answer.length === 0 || answer.items?.length === 0) cpu[`${step} is empty`] = true;
    }
  };
  for (const [step, [method, params]] of Object.entries(requests)) await repeat(step, method, params);
  const completion = await document.typeAttribute();
  await repeat('completion', 'textDocument/completion', completion);
  await document.undoAttribute();
  const action = await document.breakRelation();
  await repeat('code action', 'textDocument/codeAction', action);
  const memory = editor.memoryKb();
  await editor.stop();
  const of = (lists, pick) =>
    Object.fromEntries(Object.entries(lists).map(([key, it]) => [key, Array.isArray(it) ? pick(it) : it]));
  return { wall: of(times, median), p99: of(times, p99), cpu: of(cpu, median), memory_kb: memory };
}

async function initialized(start, input) {
  const editor = start();
  const uri = pathToFileURL(input.dir).href;
  await editor.ask('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'compare' }],
    capabilities: {
      textDocument: {
        publishDiagnostics: { versionSupport: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
        hover: { contentFormat: ['markdown'] },
      },
    },
  });
  editor.initializedAfter = performance.now() - editor.started;
  editor.notify('initialized', {});
  return editor;
}

class Document {
  constructor(editor, { uri, text }) {
    Object.assign(this, { editor, uri, text, version: 1 });
    const lines = text.split('\n');
    const from = lines.length > 200 ? lines.length >> 1 : 0;
    // A word is typed behind the name of a plain field.
    this.line = lines.findIndex((it, index) => index >= from && it.startsWith('  displayName '));
    this.column = '  displayName'.length;
  }

  open() {
    const item = { uri: this.uri, languageId: 'prisma', version: 1, text: this.text };
    const report = this.report(1, 1);
    this.editor.notify('textDocument/didOpen', { textDocument: item });
    return report;
  }

  /** The report of this version; of a server that does not tell versions, the one with this number. */
  report(version, count) {
    let seen = 0;
    return this.editor.wait((it) => {
      if (it.method !== 'textDocument/publishDiagnostics' || it.params.uri !== this.uri) return false;
      seen += 1;
      return it.params.version === undefined ? seen === count : it.params.version === version;
    }, `report ${version} of ${this.uri}`);
  }

  change(line, from, to, text) {
    this.version += 1;
    const range = { start: { line, character: from }, end: { line, character: to } };
    const textDocument = { uri: this.uri, version: this.version };
    this.editor.notify('textDocument/didChange', { textDocument, contentChanges: [{ range, text }] });
  }

  /** Types letters one by one without waiting in between. */
  edit(count) {
    const report = this.report(this.version + count, count);
    for (let index = 0; index < count; index += 1) this.change(this.line, this.column, this.column, 'x');
    return report;
  }

  /** Adds a line with a lone `@`; the parameters to complete there with. */
  async typeAttribute() {
    const report = this.report(this.version + 1, 1);
    this.change(this.line + 1, 0, 0, '  extra String @\n');
    await report;
    const position = { line: this.line + 1, character: '  extra String @'.length };
    return { textDocument: { uri: this.uri }, position, context: { triggerKind: 1 } };
  }

  async undoAttribute() {
    const report = this.report(this.version + 1, 1);
    this.change(this.line + 1, 0, '  extra String @'.length, '  extra String ');
    await report;
  }

  /** Adds a model whose relation has no other side; the parameters to ask for its repair with. */
  async breakRelation() {
    const line = this.text.split('\n').length; // A line was added.
    const addition = '\nmodel Broken {\n  id Int @id\n  roomId Int\n  room Room0 @relation(fields: [roomId], references: [id])\n}\n';
    const report = this.report(this.version + 1, 1);
    this.change(line, 0, 0, addition);
    const { params } = await report;
    const at = { line: line + 4, character: 3 };
    const diagnostics = params.diagnostics.filter((it) => it.range.start.line === at.line);
    return { textDocument: { uri: this.uri }, range: { start: at, end: at }, context: { diagnostics, only: ['quickfix'] } };
  }
}

function print(results) {
  console.log('## Language servers\n\nms from the message to the answer, median (99th percentile, or the greatest of fewer than 100),');
  console.log('and the CPU time of the server, median.\n');
  const rows = [];
  const cell = ({ wall, p99, cpu }, step) => {
    const empty = cpu[`${step} is empty`] ? ' (empty)' : '';
    return `${ms(wall[step])} (${ms(p99[step])})${cpu[step] === undefined ? '' : `, ${ms(cpu[step])}`}${empty}`;
  };
  for (const step of STEPS) {
    for (const { models, layout, ours, theirs } of results) {
      const bound = ratio(theirs.wall[step], ours.wall[step]);
      rows.push([step, `${models}, ${layout}`, cell(ours, step), cell(theirs, step), bound]);
    }
  }
  for (const { models, layout, ours, theirs } of results) {
    const bound = ratio(theirs.memory_kb, ours.memory_kb);
    rows.push(['highest memory', `${models}, ${layout}`, mb(ours.memory_kb), mb(theirs.memory_kb), bound]);
  }
  console.log(`${table(['step', 'models', 'psl lsp', '@prisma/language-server', 'ratio'], rows)}\n`);
}
