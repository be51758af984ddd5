// Small schemas: a few blocks whose attributes, arguments and values are each plausible, and often wrong in one way.
//
// A generator of valid schemas with words swapped rarely gets two arguments right and a third wrong; this one starts from the
// arguments. Most values suit their place, some come from any other.

const split = (words) => words.trim().split(/\s+/u);

const PROVIDERS = split('postgresql postgresql mysql sqlite sqlserver cockroachdb mongodb mongodb');
const SCALARS = split('String Boolean Int BigInt Float Decimal DateTime Json Bytes');
const FEATURES = split('views partialIndexes shardKeys postgresqlExtensions partialIndexes views shardKeys');
const OTHER_FEATURES = split('fullTextSearchPostgres fullTextSearch metrics typedSql reactNative createMany nope Views relationJoins driverAdapters multiSchema');
const FUNCTIONS = split('autoincrement() now() uuid() uuid(4) uuid(7) uuid(1) uuid(4,7) uuid("4") cuid() cuid(2) cuid(3) cuid("x",1) nanoid() nanoid(21) nanoid(1) nanoid(255) nanoid(256) nanoid("a") ulid() ulid(1) now(1) auto() auto(1) dbgenerated() dbgenerated("x") dbgenerated("") dbgenerated(1) dbgenerated("a","b") sequence() sequence(start:1) sequence(foo:1) sequence(1) sequence(virtual:true) sequence(virtual:1) sequence(cache:"a") sequence(minValue:1.5,maxValue:2) foo() env("X") Autoincrement() autoincrement(1) uuid(4,) cuid(length:) now(a:) uuid(version:4)');
const LITERALS = split('1 0 -5 1.5 -0 007 1.0 2147483648 9223372036854775808 -9223372036854775809 1e3 true false null yes Red Green red "" "a" "1" "1.5" "AQ==" "AQ" "{}" "[1]" "{oops" "null" "2020-01-01T00:00:00Z" "2020-01-01" "10:00" "TRUE" [] [1] [1,2] ["a"] ["a",1] [Red] [Red,Blue] [Red,"Red"] [true] [[1]] [now()] [uuid(),"a"] {} {a:1} "\\n" "é" "🚀"');
const OPS = split('raw("x") raw("") raw() raw(1) raw("a","b") InetOps JsonbOps JsonbPathOps ArrayOps TextOps BitMinMaxOps BpcharBloomOps ByteaMinMaxOps DateMinMaxOps Float8BloomOps Int4MinMaxOps Int4MinMaxMultiOps NumericBloomOps TextMinMaxOps TimestampMinMaxOps UuidBloomOps UuidMinMaxOps InetMinMaxOps textOps "TextOps" [TextOps] 1');
const NATIVE = split('SmallInt Integer BigInt Decimal Decimal(5,2) Decimal(5) Decimal(2,5) Decimal(2000,1) Money Inet Oid Citext Real DoublePrecision VarChar VarChar(10) VarChar(0) VarChar(-1) VarChar(100000) VarChar("a") VarChar(1,2) Char Char(5) Char(300) Text ByteA Timestamp Timestamp(3) Timestamp(9) Timestamptz(6) Date Time Time(3) Time(7) Timetz Boolean Bit Bit(1) Bit(5) Bit(0) VarBit VarBit(8) Uuid Xml Json JsonB Int TinyInt TinyInt(1) UnsignedInt UnsignedBigInt MediumInt Year Float Double Binary Binary(5) VarBinary(16) VarBinary(max) VarBinary(Max) TinyBlob Blob MediumBlob LongBlob TinyText MediumText LongText DateTime DateTime(3) DateTime2 DateTime2(7) DateTimeOffset SmallDateTime NVarChar(100) NVarChar(Max) NVarChar(5000) NChar(10) NText Image UniqueIdentifier SmallMoney Float(53) Float(54) Int2 Int4 Int8 Float4 Float8 Bool Bytes String String(5) CatalogSingleChar ObjectId BinData Bool Long Array(Int) Nope text Timestamp(a:3) VarChar(10,) VarChar(length:5)');
const STRINGS = split('"x" "y" "m" "a" "t" "_id" "" "a.b" "$a" "a_b" "größe" "a-b" "pk" "Item_a_idx" "Item_pkey" "Other_a_idx" "x\\"y"');
const ACTIONS = split('Cascade Restrict NoAction SetNull SetDefault');
const NAMES = split('a b c d e');

export function small(seed, rng, rules) {
  const r = rng(seed * 7 + 3);
  // How much is wrong: in many schemas little, so that checks behind the first ones are reached.
  const wild = r.pick([0, 0.05, 0.05, 0.3, 1]);
  const odd = (p) => r.chance(p * wild);
  const provider = r.chance(0.06) ? undefined : r.pick(PROVIDERS);
  const dbName = r.chance(0.95) ? 'db' : 'pg';
  const is = (...names) => names.includes(provider) || odd(0.3);
  const any = () => r.pick(r.pick([LITERALS, FUNCTIONS, STRINGS, NAMES, OPS, ACTIONS, SCALARS]));
  const mostly = (words, p = 0.04) => (odd(p) ? any() : r.pick(odd(0.5) ? words : words.slice(0, Math.max(1, words.length - (wild < 0.3 && words.length > 3 ? 2 : 0)))));
  const few = (p, make) => (r.chance(p) ? make() : undefined);
  const list = (items) => (odd(0.03) ? (items[0] ?? 'x') : `[${items.join(r.chance(0.1) ? ',' : ', ')}]`);
  const call = (name, args) => {
    const given = args.filter((it) => it !== undefined);
    if (odd(0.02)) given.push(`${r.pick(split('foo name map fields sort length'))}: ${any()}`);
    if (odd(0.015) && given.length > 0) given.push(r.pick(given));
    if (odd(0.01)) given.push(any());
    if (odd(0.01)) given.push(`${r.pick(split('map name length where'))}:`);
    if (r.chance(0.06)) r.shuffle(given);
    if (given.length === 0) return r.chance(0.05) ? `${name}()` : name;
    return `${name}(${given.join(', ')}${odd(0.01) ? ',' : ''})`;
  };

  const schemas = is('postgresql', 'cockroachdb', 'sqlserver') && r.chance(0.15);
  const modelNames = split('Item Other Third Item_b').slice(0, r.int(1, 3));
  const viewNames = r.chance(0.12) && (odd(0.3) || r.chance(0.7)) ? ['Report'] : [];
  const enumNames = r.chance(is('postgresql', 'mysql', 'cockroachdb', 'mongodb', 'sqlite') ? 0.35 : 0) ? (r.chance(0.2) ? ['Color', 'Kind'] : ['Color']) : [];
  const typeNames = r.chance(provider === 'mongodb' ? 0.5 : 0.08 * wild) ? (r.chance(0.4) ? ['Box', 'Lid'] : ['Box']) : [];
  if (odd(0.05)) modelNames.push(r.pick([...modelNames, ...enumNames, ...viewNames, ...typeNames]));
  const targets = [...modelNames, ...viewNames];

  const arity = () => r.pick(['', '', '', '', '', '?', '?', is('postgresql', 'cockroachdb', 'mongodb') ? '[]' : '']);
  const typeOf = () => {
    const odds = r.next();
    if (wild < 0.3 && r.chance(0.5)) return r.pick(['String', 'Int']);
    if (odds < 0.66 || enumNames.length + typeNames.length === 0) return r.pick(SCALARS);
    if (odds < 0.8 && enumNames.length > 0) return r.pick(enumNames);
    if (odds < 0.95 && typeNames.length > 0) return r.pick(typeNames);
    return r.pick(['Unsupported("x")', 'Unsupported("Text")', 'Unsupported("")', ...(odd(0.5) ? ['int', 'Nope', 'color'] : []), 'String']);
  };
  const indexArgs = (isId, isField) => [
    few(0.25, () => `map: ${mostly(STRINGS)}`),
    few(isField ? 0.02 * wild : 0.15, () => `name: ${mostly(STRINGS)}`),
    few(is('sqlserver') ? 0.1 : 0, () => `clustered: ${mostly(['true', 'false'])}`),
    isField ? few(!isId || is('sqlserver') ? 0.12 : 0, () => `sort: ${odd(0.2) ? 'desc' : mostly(['Asc', 'Desc', 'Desc', 'Asc'])}`) : undefined,
    isField ? few(is('mysql') ? 0.12 : 0, () => `length: ${mostly(['5', '10', '0', '-1', '5'])}`) : undefined,
    isId || rules === '6' ? undefined : few(is('postgresql', 'sqlite', 'sqlserver', 'cockroachdb') ? 0.08 : 0, () => `where: ${where()}`),
  ];
  const scalarValue = () => r.pick(split('1 "a" true false null 1.5 Red [1] now() {} { not: 1 } { not: null }').concat(['{ not: "a" }', '{ not: 1 }', '{ not: null }', '{ gt: 1 }', '{ not: { not: 1 } }', '{ not: 1, gt: 2 }']));
  const where = () => r.pick([
    () => 'raw("a > 1")', () => 'raw("")', () => 'raw()', () => 'raw(1)', () => 'raw("a", 1)', () => 'Raw("x")', () => '"x"', () => '{}', () => '[raw("x")]',
    () => `{ ${r.pick([...NAMES, 'id', 'zz', 'other'])}: ${scalarValue()} }`,
    () => `{ ${r.pick(NAMES)}: ${scalarValue()}, ${r.pick(NAMES)}: ${scalarValue()} }`,
  ])();
  const listItem = (names) => {
    let name = odd(0.1) ? r.pick(['zz', 'other', 'a.b', 'b.c.d', '"a"', '1', 'A']) : r.pick(names);
    if (typeNames.length > 0 && r.chance(0.15)) name += `.${r.pick(NAMES)}`;
    const args = [few(0.1, () => `sort: ${odd(0.3) ? 'desc' : mostly(['Asc', 'Desc'])}`), few(is('mysql') ? 0.2 : 0, () => `length: ${mostly(['5', '1', '-1'])}`), few(is('postgresql', 'cockroachdb') ? 0.12 : 0, () => `ops: ${odd(0.3) ? r.pick(OPS) : r.pick(OPS.filter((it) => /Ops$/.test(it)))}`)];
    return args.some((it) => it !== undefined) ? call(name, args) : name;
  };
  const fieldList = (names) => {
    const count = r.pick([1, 1, 1, 1, 2, 2, 2, 3, 3, odd(0.5) ? 0 : 1]);
    const chosen = odd(0.2) ? Array.from({ length: count }, () => r.pick(names)) : r.shuffle([...names]).slice(0, count);
    return list(chosen.map((it) => listItem([it])));
  };
  const defaultOf = (type) => {
    const fitting = {
      String: split('"a" uuid() cuid() dbgenerated("x") nanoid() ulid() auto()'), Boolean: split('true false'), Int: split('1 -5 autoincrement() autoincrement() sequence()'), BigInt: split('1 autoincrement()'),
      Float: split('1.5 2'), Decimal: split('1.5 "1.5"'), DateTime: split('now() "2020-01-01T00:00:00Z"'), Json: split('"{}" "[1]"'), Bytes: ['"AQ=="'], Color: ['Red', 'Green'], Kind: ['Big'],
    }[type];
    return fitting !== undefined && !odd(0.7) ? r.pick(fitting) : r.pick(r.chance(0.5) ? LITERALS : FUNCTIONS);
  };
  const fieldAttributes = (type, names, isRelation) => {
    const out = [];
    const p = isRelation ? 0.05 * wild : wild < 0.3 ? 0.6 : 1;
    if (r.chance(0.2 * p)) out.push(call('@default', [(r.chance(0.04) ? 'value: ' : '') + defaultOf(type), few(is('sqlserver') ? 0.15 : 0.02 * wild, () => `map: ${mostly(STRINGS)}`)]));
    if (r.chance(0.1 * p)) out.push(call('@unique', indexArgs(false, true)));
    if (r.chance(wild < 0.3 ? 0.003 : 0.07 * p)) out.push(call('@id', indexArgs(true, true)));
    if (r.chance(0.13 * p)) out.push(call('@map', [(r.chance(0.1) ? 'name: ' : '') + mostly(STRINGS)]));
    if (r.chance(wild < 0.3 ? 0.02 : 0.12 * p)) out.push(`@${odd(0.1) ? r.pick(['db', 'x']) : dbName}.${r.pick(NATIVE)}`);
    if (r.chance((type === 'DateTime' ? 0.3 : 0.02 * wild) * p)) out.push(call('@updatedAt', []));
    if (r.chance(0.05)) out.push(call('@ignore', []));
    if (is('mysql') && r.chance(0.02 * p)) out.push(call('@shardKey', []));
    if (odd(0.03)) out.push(call(r.pick(['@foo', '@Id', '@relation', '@db', '@index', '@fulltext', '@a.b.c', '@1x', '@a-b']), [few(0.5, any)]));
    if (odd(0.02) && out.length > 0) out.push(r.pick(out));
    return r.shuffle(out);
  };
  const relationOf = (names, name, isForward, own) => {
    const args = [
      name,
      isForward || odd(0.1) ? `fields: ${list(own !== undefined ? [own] : r.chance(0.8) ? [r.pick(names)] : [r.pick(names), r.pick([...names, ...(odd(1) ? ['zz', 'other'] : [])])])}` : undefined,
      isForward ? few(0.97, () => `references: ${list(own !== undefined ? ['id'] : r.chance(0.8) ? [r.pick(['id', 'id', 'id', 'a', 'b'])] : ['id', r.pick([...NAMES, 'zz', 'other'])])}`) : few(0.02, () => 'references: [id]'),
      few(isForward ? 0.25 : 0.02, () => `onDelete: ${mostly(ACTIONS)}`),
      few(isForward ? 0.25 : 0.02, () => `onUpdate: ${mostly(ACTIONS)}`),
      few(isForward ? 0.12 : 0.01, () => `map: ${mostly(STRINGS)}`),
    ];
    return args.some((it) => it !== undefined) || r.chance(0.1) ? call('@relation', args) : undefined;
  };

  const rows = new Map();
  const fieldNames = new Map();
  for (const name of [...targets, ...typeNames]) {
    const isType = typeNames.includes(name);
    const names = NAMES.slice(0, r.int(isType ? 0 : 1, 4));
    const out = [];
    if (viewNames.includes(name) && !odd(0.5)) {
      out.push('id Int @unique');
      names.push('id');
    } else if (!isType && !odd(0.15)) {
      const mongo = provider === 'mongodb' && r.chance(0.9);
      out.push(r.pick(mongo
        ? ['id String @id @default(auto()) @map("_id") @db.ObjectId', 'id String @id @map("_id")', 'id Int @id @map("_id")', ...(odd(0.5) ? ['id String @id @default(auto()) @db.ObjectId'] : [])]
        : ['id Int @id', 'id Int @id', 'id Int @id @default(autoincrement())', 'id BigInt @id', 'id String @id', 'id Int @unique', ...(odd(0.7) ? ['id Int', 'id String?', 'id Int @id(map: "pk")', 'id Bytes @id'] : [])]));
      names.push('id');
    }
    for (const field of names.filter((it) => it !== 'id')) {
      const type = typeOf();
      const text = `${odd(0.03) ? r.pick(NAMES) : field} ${type}${arity()}`;
      out.push([text, ...fieldAttributes(type, names, false)].join(' '));
    }
    rows.set(name, out);
    fieldNames.set(name, names.length > 0 ? names : ['a']);
  }
  // Relations: both sides, then with a small chance one of them is lost or another.
  for (let n = r.pick([0, 0, 1, 1, 1, 2, 3]); n > 0; n--) {
    const from = r.pick(targets);
    const to = r.pick(targets);
    const relationName = few(n > 1 || from === to ? 1 - 0.2 * wild : 0.15, () => (r.chance(0.1) ? 'name: ' : '') + (odd(0.1) ? r.pick(['"r"', '""']) : ['"r"', '"s"', '"t"'][n - 1]));
    const side = (own, other, label, kinds, isForward) => {
      let key;
      const kind = r.pick(kinds);
      if (isForward && !odd(0.3)) {
        key = `${label}Id`;
        const id = /^id (\w+)/u.exec(rows.get(other).find((it) => it.startsWith('id ')) ?? '')?.[1] ?? 'Int';
        const native = provider === 'mongodb' && id === 'String' && /ObjectId/u.test(rows.get(other).join()) ? ' @db.ObjectId' : '';
        rows.get(own).push(`${key} ${id}${kind === '?' || odd(0.1) ? '?' : ''}${r.chance(0.5) ? ' @unique' : ''}${native}`);
      }
      const attribute = relationOf(fieldNames.get(own), relationName, odd(0.05) ? !isForward : isForward, key);
      return [`${label} ${other}${kind}`, attribute, ...fieldAttributes(other, fieldNames.get(own), true)].filter((it) => it !== undefined).join(' ');
    };
    const manyToMany = r.chance(0.2);
    const label = ['other', 'more', 'last'][n - 1];
    if (!odd(0.1)) rows.get(from).push(side(from, to, label, manyToMany ? ['[]'] : ['', '?', '?', ''], !manyToMany));
    if (!odd(0.2)) rows.get(to).push(side(to, from, `${label}Back`, manyToMany ? ['[]'] : ['[]', '[]', '?', '?', odd(0.3) ? '' : '?'], false));
  }
  if (typeNames.length > 0 && r.chance(0.03)) rows.get(typeNames[0]).push(`other ${r.pick(targets)}${arity()}`);

  for (const name of targets) {
    const names = fieldNames.get(name);
    const out = rows.get(name);
    for (let n = r.pick([0, 0, 0, 1, 1, 2]); n > 0; n--) {
      const kind = r.pick(['@@index', '@@index', '@@unique', '@@unique', is('mysql', 'mongodb') ? '@@fulltext' : '@@unique']);
      const type = kind === '@@index' ? few(is('postgresql', 'cockroachdb') ? 0.25 : 0, () => `type: ${odd(0.1) ? 'hash' : mostly(split('BTree Hash Gist Gin SpGist Brin Gin Hash Brin'))}`) : undefined;
      out.push(call(kind, [(r.chance(0.06) ? 'fields: ' : '') + fieldList(names), type, ...indexArgs(kind === '@@fulltext', false)]));
    }
    if (r.chance(wild < 0.3 ? 0.01 : 0.1)) out.push(call('@@id', [fieldList(names), ...indexArgs(true, false)]));
    if (r.chance(0.12)) out.push(call('@@map', [mostly(STRINGS)]));
    if (schemas || odd(0.1)) out.push(call('@@schema', [mostly(['"a"', '"a"', '"a"'])]));
    if (r.chance(0.06)) out.push(call('@@ignore', []));
    if (is('mysql') && r.chance(0.05)) out.push(call('@@shardKey', [fieldList(names)]));
    if (odd(0.03)) out.push(call(r.pick(['@@foo', '@@default', '@@db.Text', '@@relation', '@@Index']), [few(0.5, any)]));
  }
  const block = (keyword, name, out) => `${keyword} ${name} {\n${out.map((it) => `  ${it}\n`).join('')}}\n`;
  const blocks = [
    ...modelNames.map((it) => block('model', it, rows.get(it))),
    ...viewNames.map((it) => block('view', it, rows.get(it))),
    ...typeNames.map((it) => block('type', it, rows.get(it).concat(r.chance(0.03) ? ['@@map("x")'] : []))),
    ...enumNames.map((it) => {
      const values = (it === 'Kind' ? ['Big', 'Small'] : ['Red', 'Green', 'Blue']).slice(r.chance(0.03) ? 9 : 0);
      const out = values.map((value) => [value, few(0.15, () => call('@map', [mostly(STRINGS)])), few(0.01, () => r.pick(['@id', '@ignore', '@default(1)', '@foo()']))].filter((row) => row !== undefined).join(' '));
      if (r.chance(0.03)) out.push('Red');
      if (r.chance(0.15)) out.push(call('@@map', [mostly(STRINGS)]));
      if (schemas || odd(0.1)) out.push(call('@@schema', [mostly(['"a"', '"z"'])]));
      if (r.chance(0.02)) out.push(call(r.pick(['@@ignore', '@@id', '@@unique']), [few(0.5, () => '[Red]')]));
      return block('enum', it, out);
    }),
  ];
  if (r.chance(0.1)) r.shuffle(blocks);
  if (provider !== undefined || r.chance(0.2)) {
    const url = mostly(['env("URL")', 'env("URL")', 'env("URL")', '"x"', '""', 'env()', 'env("A","B")', 'env(name: "A")'], 0.02);
    const rest = [
      rules === '6' ? few(1 - 0.05 * wild, () => `url = ${url}`) : few(0.05 * wild, () => `url = ${url}`),
      few(0.2, () => `relationMode = ${mostly(['"prisma"', provider === 'mongodb' ? '"prisma"' : '"foreignKeys"', '"prisma"', '"none"'])}`),
      few(0.02, () => `referentialIntegrity = ${mostly(['"prisma"', '"foreignKeys"', '"none"'])}`),
      few(schemas ? 1 : 0.05 * wild, () => `schemas = ${mostly(['["a"]', '["a"]', '["a", "b"]', '[]', '["a", "b", "a"]', '"a"', '[a]', '["a", 1]'])}`),
      few(provider === 'postgresql' ? 0.2 : 0.1 * wild, () => `extensions = ${mostly(['[citext]', '[citext, pg_trgm(map: "x")]', '[uuid-ossp]', '[a("b")]', '[a(foo: "b")]', '[a(map: "b", map: "c")]', '[a(version: 2)]', '[]', 'citext', '["citext"]', '[a(schema: "s", version: "1.0")]', '[a()]'])}`),
      few(rules === '6' ? 0.04 : 0.02 * wild, () => `${r.pick(['directUrl', 'shadowDatabaseUrl'])} = ${url}`),
      few(rules === '6' ? 0.04 : 0.02 * wild, () => `shadowDatabaseUrl = env("URL")`),
      few(rules === '6' ? 0.04 : 0.02 * wild, () => `directUrl = env("D")`),
      few(0.05 * wild, () => `${r.pick(['foo', 'previewFeatures', 'Provider', 'extension'])} = ${any()}`),
      few(0.02 * wild, () => `${r.pick(['foo', 'url', 'relationMode'])} =`),
    ];
    const written = provider === undefined ? undefined : `provider = ${mostly([`"${provider === 'postgresql' && r.chance(0.2) ? 'postgres' : provider}"`], 0.02)}`;
    blocks.unshift(block('datasource', dbName, [written, ...rest].filter((it) => it !== undefined)));
    if (r.chance(0.01)) blocks.push(block('datasource', 'db2', ['provider = "sqlite"', rules === '6' ? 'url = "x"' : '// none']));
  }
  if (viewNames.length > 0 || r.chance(0.55)) {
    const features = Array.from({ length: r.int(1, 3) }, () => `"${r.pick(!odd(0.2) ? FEATURES : OTHER_FEATURES)}"`);
    if (viewNames.length > 0 && !odd(0.2)) features.push('"views"');
    blocks.unshift(block('generator', 'gen', [
      few(1 - 0.05 * wild, () => `provider = ${mostly(['"x"', 'env("P")', '"prisma-client-js"'], 0.03)}`),
      `previewFeatures = ${odd(0.03) ? any() : list(features)}`,
      few(0.1, () => `${r.pick(['output', 'engineType', 'binaryTargets', 'foo', 'runtime'])} = ${mostly(['"x"', '["x"]', 'env("O")', 'env()', 'env(name: "B")', 'env(name:)', '[env("X")]', 'env("a", "b")'])}`),
    ].filter((it) => it !== undefined)));
  }
  return blocks.join('\n');
}
