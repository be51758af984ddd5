// Files on disk: schemas of several files, folders, links, and files that cannot be read.
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { isError } from '../client.mjs';
import { header } from '../schemas.mjs';

const clean = (list) => !list.some(isError);
const broken = (list) => list.some(isError);
const a = `${header}model A {\n  id Int @id\n  bs B[]\n}\n`;
const b = 'model B {\n  id  Int @id\n  aId Int\n  a   A   @relation(fields: [aId], references: [id])\n}\n';
const watched = (server, folder, name, type) =>
  server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uri(name), type }] });

async function unsaved(bench) {
  const folder = bench.folder({ 'a.prisma': a, 'b.prisma': b });
  const server = await bench.inFolder(folder);
  server.open(folder.uri('b.prisma'), b);
  server.open(folder.uri('a.prisma'), a);
  if (!(await server.reports(folder.uri('b.prisma'), clean))) return ['fail', 'a good schema of two files has errors'];
  server.change(folder.uri('a.prisma'), 2, { text: a.replace('model A', 'model Other') });
  if (!(await server.reports(folder.uri('b.prisma'), broken))) return ['fail', 'an edit in one file does not show in the other'];
  server.close(folder.uri('a.prisma'));
  if (!(await server.reports(folder.uri('b.prisma'), clean))) return ['fail', 'after closing without saving, the text on disk does not count again'];
  return ['pass', 'an unsaved edit shows in the other file, closing takes it back'];
}

async function unopened(bench) {
  const lone = (name) => `model ${name} {\n  id Int @id\n  x  Nope${name}\n}\n`;
  const folder = bench.folder({ 'a.prisma': `${header}model A {\n  id Int @id\n}\n`, 'b.prisma': lone('B'), 'c.prisma': lone('C') });
  const server = await bench.inFolder(folder);
  server.open(folder.uri('a.prisma'), `${header}model A {\n  id Int @id\n}\n`);
  const missing = [];
  for (const name of ['b.prisma', 'c.prisma']) if (!(await server.reports(folder.uri(name), broken, 5))) missing.push(name);
  return missing.length ? ['fail', `nothing about ${missing.join(' and ')}, which are not open`] : ['pass', 'findings for both files that are not open'];
}

async function watching(bench) {
  const wrong = [];
  for (const announced of [true, false]) {
    const folder = bench.folder({ 'a.prisma': a });
    const server = await bench.inFolder(folder, announced ? { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } : {});
    const uri = folder.uri('a.prisma');
    server.open(uri, a);
    if (!(await server.reports(uri, broken))) return ['fail', 'a missing model is not found'];
    const steps = [
      ['created', 1, clean, () => folder.write('b.prisma', b)],
      ['changed', 2, broken, () => folder.write('b.prisma', b.replace('model B', 'model Other'))],
      ['changed back', 2, clean, () => folder.write('b.prisma', b)],
      ['deleted', 3, broken, () => rmSync(folder.at('b.prisma'))],
    ];
    for (const [what, type, wanted, act] of steps) {
      act();
      if (announced) watched(server, folder, 'b.prisma', type);
      else server.notify('textDocument/didSave', { textDocument: { uri } });
      if (!(await server.reports(uri, wanted, 3))) wrong.push(`${what}${announced ? '' : ' (client does not watch, but saves)'}`);
    }
  }
  return wrong.length ? ['fail', `not seen: ${wrong.join(', ')}`] : ['pass', 'created, changed, deleted files are seen, by event and, where the client does not watch, on save'];
}

async function folders(bench) {
  const text = (name) => `${header}model A {\n  id Int @id\n}\n\nmodel ${name} {\n  id Int @id\n}\n`;
  const folder = bench.folder({ 'one/schema.prisma': text('One'), 'two/schema.prisma': text('Two'), 'three/schema.prisma': text('Three') });
  const named = (name) => ({ uri: folder.uri(name), name });
  const server = await bench.session({ workspace: { workspaceFolders: true } }, { workspaceFolders: [named('one'), named('two')], rootUri: folder.uri('one') }, { cwd: folder.path });
  const seen = async (name) => {
    server.open(folder.uri(`${name}/schema.prisma`), text(name[0].toUpperCase() + name.slice(1)));
    return server.reports(folder.uri(`${name}/schema.prisma`), clean, 5);
  };
  for (const name of ['one', 'two']) if (!(await seen(name))) return ['fail', `equal names in two folders clash in ${name}`];
  server.notify('workspace/didChangeWorkspaceFolders', { event: { added: [named('three')], removed: [named('one')] } });
  if (!(await seen('three'))) return ['fail', 'a folder that is added clashes'];
  if (server.publishes().some((it) => broken(it.diagnostics))) return ['fail', 'errors on the way'];
  return ['pass', 'equal names in two folders, one added, one removed: no findings'];
}

async function links(bench) {
  const wrong = [];
  const cases = {
    loop: (folder) => symlinkSync('..', folder.at('db/loop')),
    'broken link': (folder) => symlinkSync('nowhere.prisma', folder.at('db/gone.prisma')),
    'link to a folder': (folder) => {
      folder.write('shared/b.prisma', b);
      rmSync(folder.at('db/b.prisma'));
      symlinkSync('../shared', folder.at('db/linked'));
    },
    'same file twice': (folder) => symlinkSync('b.prisma', folder.at('db/again.prisma')),
  };
  for (const [what, make] of Object.entries(cases)) {
    const folder = bench.folder({ 'db/a.prisma': a, 'db/b.prisma': b });
    make(folder);
    const server = await bench.inFolder(folder);
    server.open(folder.uri('db/a.prisma'), a);
    const report = await server.reports(folder.uri('db/a.prisma'), clean, 5);
    if (server.ended) wrong.push(`${what}: the server ended`);
    else if (!report) wrong.push(`${what}: ${server.publishes().length ? 'errors in a good schema' : 'no report'}`);
    server.kill();
  }
  return wrong.length ? ['fail', wrong.join('; ')] : ['pass', 'loop, broken link, linked folder, the same file twice: the schema is clean'];
}

async function unreadable(bench) {
  const wrong = [];
  const cases = { 'latin-1': (folder) => folder.write('b.prisma', Buffer.from('// caf\xe9\nmodel B {\n  id Int @id\n}\n', 'latin1')) };
  if (process.getuid() !== 0) {
    cases['no permission'] = (folder) => {
      folder.write('b.prisma', b);
      chmodSync(folder.at('b.prisma'), 0);
    };
  }
  const own = `${header}model A {\n  id Int @id\n  x  Nope\n}\n`;
  for (const [what, make] of Object.entries(cases)) {
    const folder = bench.folder({ 'a.prisma': own });
    make(folder);
    const server = await bench.inFolder(folder);
    server.open(folder.uri('a.prisma'), own);
    const report = await server.reports(folder.uri('a.prisma'), broken, 5);
    if (server.ended) wrong.push(`${what}: the server ended`);
    else if (!report) wrong.push(`${what}: no report for the other file`);
    else if (!(await server.reports(folder.uri('b.prisma'), (list) => list.length === 1, 3))) wrong.push(`${what}: nothing says that the file was not understood`);
    server.kill();
  }
  const tried = Object.keys(cases).join(' and ') + (cases['no permission'] ? '' : ' (root may read everything)');
  return wrong.length ? ['fail', wrong.join('; ')] : ['pass', `${tried}: one finding on the file, the other one is checked`];
}

export default [
  { id: 'P10', title: 'unsaved text across files', run: unsaved },
  { id: 'P11', title: 'files that are not open', run: unopened },
  { id: 'P12', title: 'changes on disk', run: watching },
  { id: 'P13', title: 'workspace folders', run: folders },
  { id: 'P16', title: 'links', run: links },
  { id: 'P17', title: 'files that cannot be read', run: unreadable },
];
