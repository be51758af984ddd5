// The inputs: generated schemas on disk, in one file and in one file per model, and the places that are asked about.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startWorker } from './worker.mjs';

/** For every size: { models, layout, dir, files: [{path, uri, text}], sites, broken }. */
export async function schemas(sizes, layouts, workerPath, dir) {
  const worker = startWorker(workerPath);
  const inputs = [];
  for (const models of sizes) {
    const { text } = await worker.ask({ cmd: 'generate', models, seed: 7, provider: 'postgresql' });
    for (const layout of layouts) {
      const parts = layout === 'one file' ? [text] : blocks(text);
      inputs.push(input(models, layout, parts, join(dir, `${models}-${layout.replaceAll(' ', '-')}`)));
    }
  }
  worker.stop();
  return inputs;
}

/** The text cut behind every model; what stands before the first model is the last part. */
function blocks(text) {
  const [head, ...models] = text.split(/(?<=\n}\n)(?=\n\/\/\/ What is known)/);
  return [...models, head];
}

function input(models, layout, parts, dir) {
  mkdirSync(join(dir, 'prisma'), { recursive: true });
  writeFileSync(join(dir, 'package.json'), '{ "prisma": { "schema": "prisma" }, "devDependencies": { "prisma": "^7.0.0" } }\n');
  writeFileSync(join(dir, 'prisma.config.ts'), 'export default { schema: "prisma" };\n');
  const files = parts.map((text, index) => {
    const path = join(dir, 'prisma', `part${String(index).padStart(5, '0')}.prisma`);
    writeFileSync(path, text);
    return { path, uri: pathToFileURL(path).href, text };
  });
  const bytes = files.reduce((sum, it) => sum + Buffer.byteLength(it.text), 0);
  return { models, layout, dir, files, bytes, sites: sites(files), broken: broken(dir, files) };
}

/** Five places of each kind, spread over the schema. The value behind `onDelete: ` is deleted before completing there. */
function sites(files) {
  const relations = [];
  const names = [];
  for (const { uri, text } of files) {
    text.split('\n').forEach((content, line) => {
      const value = content.indexOf('onDelete: ');
      if (value > 0) {
        const type = content.trimStart().indexOf(' ') + content.length - content.trimStart().length + 1;
        relations.push({ uri, line, type, character: value + 'onDelete: '.length, remove: 'Cascade'.length });
      }
      if (content.startsWith('model ')) names.push({ uri, line, character: 8 });
    });
  }
  const spread = (all) => [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => all[Math.floor(all.length * part)]);
  return {
    completion: spread(relations).map(({ uri, line, character, remove }) => ({ uri, line, character, remove })),
    hover: spread(relations).map(({ uri, line, type }) => ({ uri, line, character: type + 1 })),
    references: spread(names),
  };
}

/** The same files with a model at the end of the first whose relation has no other side, and where that is. */
function broken(dir, files) {
  const addition = `
model Broken {
  id     Int   @id
  roomId Int
  room   Room0 @relation(fields: [roomId], references: [id])
}
`;
  const [first, ...rest] = files;
  const text = first.text + addition;
  const line = text.split('\n').length - 3;
  const path = `${dir}-broken.txt`; // A name that servers do not take for a part of the project.
  writeFileSync(path, text);
  return { files: [{ ...first, path, text }, ...rest], site: { uri: first.uri, line, character: 4 } };
}
