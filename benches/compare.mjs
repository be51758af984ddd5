#!/usr/bin/env node
// Measures psl beside Prisma's own tools on the same generated schemas, and prints markdown tables.
//
//   cargo build --release --bin psl --example bench_worker
//   node benches/compare.mjs --reference DIR [--parts calls,processes,servers] [--sizes 10,100,1000,5000] [--json FILE]
//     [--layouts 'one file,file per model'] [--budget MS]
//
// DIR is a folder in which somebody ran
//   npm install --ignore-scripts prisma @prisma/language-server @prisma/prisma-schema-wasm
// Nothing is taken from the network here. Options --psl and --worker name other builds of ours.
//
// Linux only: CPU time and memory of servers are read from /proc.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureCalls } from './compare/calls.mjs';
import { measureProcesses } from './compare/processes.mjs';
import { schemas } from './compare/schemas.mjs';
import { measureServers } from './compare/servers.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const options = {
  parts: 'calls,processes,servers',
  sizes: '10,100,1000,5000',
  layouts: 'one file,file per model',
  budget: 2500, // of wall time for each call that is measured
  psl: join(root, 'target/release/psl'),
  worker: join(root, 'target/release/examples/bench_worker'),
};
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].replace(/^--/, '')] = process.argv[i + 1];
if (!options.reference) {
  console.error('compare.mjs: --reference DIR is missing');
  process.exit(2);
}
options.reference = resolve(options.reference);
options.sizes = options.sizes.split(',').map(Number);

const version = (name) => {
  const path = join(options.reference, 'node_modules', name, 'package.json');
  return `${name} ${JSON.parse(readFileSync(path, 'utf8')).version}`;
};
const packages = ['prisma', '@prisma/language-server', '@prisma/prisma-schema-wasm'].map(version);
console.log(`${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}; ${packages.join(', ')}\n`);

const measures = { calls: measureCalls, processes: measureProcesses, servers: measureServers };
const dir = mkdtempSync(join(tmpdir(), 'psl-compare-'));
const results = {};
try {
  const inputs = await schemas(options.sizes, options.layouts.split(','), options.worker, dir);
  for (const part of options.parts.split(',')) results[part] = await measures[part](inputs, options, dir);
} finally {
  rmSync(dir, { recursive: true });
}
if (options.json) writeFileSync(options.json, JSON.stringify(results, undefined, 1));
