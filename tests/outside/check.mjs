#!/usr/bin/env node
// Checks a language server for Prisma schemas from outside, over its pipes.
//
//   node tests/outside/check.mjs --server "psl lsp" [--only P3,P7] [--patience 2] [--json results.json]
//   node tests/outside/check.mjs --compare ours.json theirs.json     a table of two runs
//
// Needs Node 20 on Linux and nothing else. Prints a line for each check: its number, pass, fail or n/a (the server does
// not claim what the check is about), and what was seen. All limits of time are multiplied by --patience. The exit code is
// 1 when a check fails, 2 when the run is not possible.
import { readFileSync, writeFileSync } from 'node:fs';
import { Server, Silence, totals } from './client.mjs';
import { Folder } from './schemas.mjs';
import texts from './checks/texts.mjs';
import schedule from './checks/schedule.mjs';
import projects from './checks/projects.mjs';
import wire from './checks/wire.mjs';
import manners from './checks/manners.mjs';
import endurance from './checks/endurance.mjs';

const checks = [...texts, ...schedule, ...projects, ...wire, ...endurance, ...manners];
const number = (it) => Number(it.id.slice(1));

/** What a check works with. Servers and folders go away with it. */
class Bench {
  constructor(command, patience) {
    Object.assign(this, { command, patience, servers: [], folders: [] });
  }

  start(options) {
    const server = new Server(this.command, { patience: this.patience, ...options });
    this.servers.push(server);
    return server;
  }

  /** A session with a client that has few abilities, unless others are named. */
  async session(capabilities, more, options) {
    const server = this.start(options);
    await server.initialize(capabilities, more);
    return server;
  }

  /** A session with a workspace folder. */
  inFolder(folder, capabilities = {}) {
    const workspaceFolders = [{ uri: folder.uri(), name: 'check' }];
    const workspace = { workspaceFolders: true, ...capabilities.workspace };
    return this.session({ ...capabilities, workspace }, { rootUri: folder.uri(), workspaceFolders }, { cwd: folder.path });
  }

  folder(files) {
    const folder = new Folder(files);
    this.folders.push(folder);
    return folder;
  }

  end() {
    for (const server of this.servers) server.kill();
    for (const folder of this.folders) folder.remove();
  }
}

async function run(check, options) {
  const bench = new Bench(options.server, Number(options.patience));
  try {
    const [verdict, seen] = await check.run(bench);
    return { verdict, seen };
  } catch (error) {
    if (!(error instanceof Silence)) return { verdict: 'fail', seen: `the check broke: ${error.stack}` };
    return { verdict: 'fail', seen: error.message };
  } finally {
    bench.end();
  }
}

function compare(paths) {
  const [ours, theirs] = paths.map((it) => JSON.parse(readFileSync(it, 'utf8')));
  const cell = (it) => `${it.verdict === 'fail' ? '**fail**' : it.verdict}: ${it.seen.replaceAll('|', '\\|')}`;
  console.log(`| | what is checked | \`${ours.name}\` | \`${theirs.name}\` |\n|---|---|---|---|`);
  for (const { id, title } of [...checks].sort((a, b) => number(a) - number(b))) {
    console.log(`| ${id} | ${title} | ${cell(ours.results[id])} | ${cell(theirs.results[id])} |`);
  }
}

const options = { patience: '1' };
const words = process.argv.slice(2);
if (words[0] === '--compare') {
  compare(words.slice(1));
  process.exit(0);
}
for (let it = 0; it < words.length; it += 2) options[words[it].replace(/^--/, '')] = words[it + 1];
if (!options.server) {
  console.error('check.mjs: --server "COMMAND" is missing');
  process.exit(2);
}
const wanted = options.only?.split(',');
const results = {};
for (const check of checks.filter((it) => !wanted || wanted.includes(it.id))) {
  const result = await run(check, options);
  results[check.id] = result;
  console.log(`${check.id.padEnd(4)} ${result.verdict.padEnd(4)} ${check.title}: ${result.seen}`);
}
const count = (verdict) => Object.values(results).filter((it) => it.verdict === verdict).length;
console.log(`\n${count('pass')} pass, ${count('fail')} fail, ${count('n/a')} n/a; ${totals.sessions} sessions, ${totals.frames} messages`);
if (options.json) writeFileSync(options.json, JSON.stringify({ name: options.name ?? options.server, results }, null, 1));
process.exit(count('fail') ? 1 : 0);
