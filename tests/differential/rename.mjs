#!/usr/bin/env node
// Asks the reference what renames did to real schemas.
//
//   PSL_KEEP_RENAMES=DIR cargo test --release -p psl-ide --test real
//   node tests/differential/rename.mjs --reference PACKAGES --renames DIR
//
// PACKAGES holds the npm packages `psl-oracle-6` and `psl-oracle-7` (aliases of @prisma/prisma-schema-wasm) in
// node_modules. Each schema is valid before and after its rename, by the same rules, and tables, columns, enums, keys and
// relations have the names in the database that they had. Prints what does not hold; the exit code is 1 if there is some.
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const options = {};
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].replace(/^--/, '')] = process.argv[i + 1];
if (!options.reference || !options.renames) {
  console.error('rename.mjs: --reference PACKAGES and --renames DIR are needed');
  process.exit(2);
}
const require = createRequire(resolve(options.reference, 'package.json'));
const engines = ['psl-oracle-6', 'psl-oracle-7'].map((it) => require(it));

function read(dir) {
  const paths = readdirSync(dir, { recursive: true }).filter((it) => statSync(join(dir, it)).isFile());
  return paths.sort().map((it) => [it, readFileSync(join(dir, it), 'utf8')]);
}

const isValid = (engine, files) => JSON.parse(engine.lint(JSON.stringify(files))).every((it) => it.is_warning);

/** The schema as the database sees it, in the order of the text. */
function database(engine, files) {
  const { datamodel } = JSON.parse(engine.get_dmmf(JSON.stringify({ prismaSchema: files, noColor: true })));
  const own = (it) => it.dbName ?? it.name;
  const models = new Map([...datamodel.models, ...datamodel.types].map((it) => [it.name, it]));
  const enums = new Map(datamodel.enums.map((it) => [it.name, it]));
  const column = (model, name) => own(model.fields.find((it) => it.name === name) ?? { name });
  const field = (it, model) => {
    if (it.kind !== 'object') return [own(it), it.kind === 'enum' ? own(enums.get(it.type)) : it.type, it.isList, it.isRequired];
    const target = models.get(it.type);
    const isTable = datamodel.models.includes(target);
    if (!isTable) return [own(it), 'type', it.isList, it.isRequired];
    const keys = [(it.relationFromFields ?? []).map((key) => column(model, key)), (it.relationToFields ?? []).map((key) => column(target, key))];
    const other = target.fields.find((back) => back.relationName === it.relationName && back.type === model.name && back !== it);
    return ['relation', own(target), keys, it.isList && other?.isList ? it.relationName : '', it.relationOnDelete ?? ''];
  };
  return JSON.stringify([
    datamodel.models.map((model) => [own(model), model.schema, model.fields.map((it) => field(it, model))]),
    datamodel.types.map((type) => type.fields.map((it) => field(it, type))),
    datamodel.enums.map((it) => [own(it), it.values.map(own)]),
    (datamodel.indexes ?? [])
      .map((it) => [own(models.get(it.model)), it.type, it.dbName, it.fields.map((key) => column(models.get(it.model), key.name))])
      .map((it) => JSON.stringify(it))
      .sort(),
  ]);
}

const counts = { pairs: 0, wrong: 0, 'not valid before': 0 };
for (const pair of readdirSync(options.renames).sort()) {
  const [before, after] = ['before', 'after'].map((it) => read(join(options.renames, pair, it)));
  const engine = engines.find((it) => isValid(it, before));
  counts.pairs++;
  if (!engine) {
    counts['not valid before']++;
    continue;
  }
  const problem = !isValid(engine, after) ? 'not valid' : database(engine, before) !== database(engine, after) ? 'another database' : undefined;
  if (problem) {
    counts.wrong++;
    console.log(`${pair} (${before[0][0]}): ${problem}`);
  }
}
console.table(counts);
process.exitCode = counts.wrong ? 1 : 0;
