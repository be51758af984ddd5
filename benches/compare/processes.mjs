// Whole processes: from the shell's command to the exit code.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, ms, ratio, table } from './numbers.mjs';

// Prisma looks for an engine it does not need for these commands, for updates, and for somewhere to send telemetry.
const ENVIRONMENT = {
  ...process.env,
  PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  NO_COLOR: '1',
};

export async function measureProcesses(inputs, { reference, psl }, dir) {
  const prisma = [process.execPath, join(reference, 'node_modules/prisma/build/index.js')];
  const results = [];
  const add = (name, models, ours, theirs) => results.push({ name, models, ours, theirs });
  const empty = emptyProgram(dir);
  const start = run([psl, '--version'], dir, 200);
  if (empty) add('start, beside an empty Rust program', '', start, run([empty], dir, 200));
  add('`--version`', '', start, run([...prisma, '--version'], dir, 5));
  for (const input of inputs) {
    console.error(`processes: ${input.models} models, ${input.layout}`);
    const label = `${input.models}, ${input.layout}`;
    // Formatted first, by each tool itself, so that the check finds nothing to do.
    const rounds = input.models > 500 ? 20 : 60;
    const theirRounds = 5;
    const schema = ['--schema', 'prisma'];
    add('validate', label, run([psl, 'validate', 'prisma'], input.dir, rounds), run([...prisma, 'validate', ...schema], input.dir, theirRounds));
    execFileSync(psl, ['fmt', 'prisma'], { cwd: input.dir, stdio: 'ignore' });
    const ours = run([psl, 'fmt', '--check', 'prisma'], input.dir, rounds);
    execFileSync(prisma[0], [prisma[1], 'format', ...schema], { cwd: input.dir, env: ENVIRONMENT, stdio: 'ignore' });
    const theirs = run([...prisma, 'format', '--check', ...schema], input.dir, theirRounds);
    add('format --check', label, ours, theirs);
    for (const { path, text } of input.files) writeFileSync(path, text);
  }
  print(results);
  return results;
}

function emptyProgram(dir) {
  const source = join(dir, 'empty.rs');
  writeFileSync(source, 'fn main() {}\n');
  try {
    execFileSync('rustc', ['-O', '-o', join(dir, 'empty'), source], { stdio: 'ignore' });
    return join(dir, 'empty');
  } catch {
    return undefined; // There is no compiler; the row is left out.
  }
}

/** Runs a command many times from one shell; medians of wall time and the mean of CPU time, in ms. */
function run(command, cwd, rounds) {
  const script = `
    cd "$1"; n=$2; shift 2
    "$@" >/dev/null 2>&1; echo "code $?"
    for ((i = 0; i < n; i++)); do
      s=$EPOCHREALTIME; "$@" >/dev/null 2>&1; e=$EPOCHREALTIME
      echo "wall $(( (\${e/./} - \${s/./}) ))"
    done
    times`;
  const output = execFileSync('bash', ['-c', script, 'bash', cwd, String(rounds), ...command], {
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  const code = Number(/code (\d+)/.exec(output)[1]);
  if (code !== 0) throw new Error(`${command.join(' ')} in ${cwd} ends with ${code}`);
  const wall = [...output.matchAll(/wall (\d+)/g)].map((it) => Number(it[1]) / 1000);
  // The last line of \`times\` is that of the children; one more run than was timed.
  const [user, system] = output.trim().split('\n').at(-1).split(' ').map(seconds);
  return { wall: median(wall), cpu: ((user + system) * 1000) / (rounds + 1) };
}

function seconds(text) {
  const [, minutes, rest] = /(\d+)m([\d.]+)s/.exec(text);
  return Number(minutes) * 60 + Number(rest);
}

function print(results) {
  console.log('## Whole processes\n\nms: median of wall time, mean of CPU time.\n');
  const rows = results.map(({ name, models, ours, theirs }) => [
    name,
    models,
    ms(ours.wall),
    ms(theirs.wall),
    ms(ours.cpu),
    ms(theirs.cpu),
    ratio(theirs.wall, ours.wall),
    ratio(theirs.cpu, ours.cpu),
  ]);
  const head = ['command', 'models', 'psl wall', 'other wall', 'psl CPU', 'other CPU', 'ratio wall', 'ratio CPU'];
  console.log(`${table(head, rows)}\n`);
}
