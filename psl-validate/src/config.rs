//! The tables of the configuration blocks: providers, properties, preview features.
//!
//! Validation, completion, hover and the reference pages read the same rows.

use crate::rule_set::{RuleSet, RuleSets};

/// A property of a `datasource` or `generator` block that has a meaning of its own.
#[derive(Debug)]
pub struct PropertyRow {
    pub key: &'static str,
    /// The rule sets that accept it.
    pub rule_sets: RuleSets,
    /// The connectors that accept it; empty for all.
    pub connectors: &'static [&'static str],
    /// What to insert as its value.
    pub example: &'static str,
    pub doc: &'static str,
}

/// What a datasource may say.
pub static DATASOURCE_PROPERTIES: &[PropertyRow] = &[
    PropertyRow {
        key: "provider",
        rule_sets: RuleSets::ALL,
        connectors: &[],
        example: "\"postgresql\"",
        doc: "The database: postgresql, mysql, sqlite, sqlserver, mongodb or cockroachdb.",
    },
    PropertyRow {
        key: "url",
        rule_sets: RuleSets::V6,
        connectors: &[],
        example: "env(\"DATABASE_URL\")",
        doc: "Where the database is. Prisma 7 reads it from `prisma.config.ts` instead.",
    },
    PropertyRow {
        key: "directUrl",
        rule_sets: RuleSets::V6,
        connectors: &[],
        example: "env(\"DIRECT_URL\")",
        doc: "An address for migrations that bypasses a connection pool.",
    },
    PropertyRow {
        key: "shadowDatabaseUrl",
        rule_sets: RuleSets::V6,
        connectors: &[],
        example: "env(\"SHADOW_DATABASE_URL\")",
        doc: "A second, empty database in which migrations are tried out.",
    },
    PropertyRow {
        key: "relationMode",
        rule_sets: RuleSets::ALL,
        connectors: &[],
        example: "\"foreignKeys\"",
        doc: "Whether the database keeps relations intact (`foreignKeys`) or the client does (`prisma`).",
    },
    PropertyRow {
        key: "schemas",
        rule_sets: RuleSets::ALL,
        connectors: &["postgresql", "cockroachdb", "sqlserver"],
        example: "[\"public\"]",
        doc: "The database schemas that models and enums choose from with `@@schema`.",
    },
    PropertyRow {
        key: "extensions",
        rule_sets: RuleSets::ALL,
        connectors: &["postgresql"],
        example: "[citext]",
        doc: "PostgreSQL extensions to install; needs the preview feature `postgresqlExtensions`.",
    },
];

/// What a generator of Prisma's own may say. Other keys are free.
pub static GENERATOR_PROPERTIES: &[PropertyRow] = &[
    PropertyRow {
        key: "provider",
        rule_sets: RuleSets::ALL,
        connectors: &[],
        example: "\"prisma-client\"",
        doc: "The program that generates the client.",
    },
    PropertyRow {
        key: "output",
        rule_sets: RuleSets::ALL,
        connectors: &[],
        example: "\"../generated/prisma\"",
        doc: "The folder the client is written to, relative to this file.",
    },
    PropertyRow {
        key: "previewFeatures",
        rule_sets: RuleSets::ALL,
        connectors: &[],
        example: "[]",
        doc: "Features that are not yet on for everyone.",
    },
    PropertyRow {
        key: "engineType",
        rule_sets: RuleSets::ALL,
        connectors: &[],
        example: "\"library\"",
        doc: "How the query engine runs: library, binary or client.",
    },
    PropertyRow {
        key: "binaryTargets",
        rule_sets: RuleSets::ALL,
        connectors: &[],
        example: "[\"native\"]",
        doc: "The platforms engines are fetched for.",
    },
];

/// What has become of a preview feature.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PreviewState {
    /// Can be switched on, and is offered.
    Active,
    /// Can be switched on, but is not offered.
    Hidden,
    /// Goes away; naming it is a warning.
    Deprecated,
    /// Is always on; naming it is a warning.
    Stabilized,
}

/// A preview feature.
#[derive(Debug)]
pub struct PreviewFeatureRow {
    pub name: &'static str,
    /// Its state under rules 6; `None` when they do not know it.
    pub v6: Option<PreviewState>,
    pub v7: Option<PreviewState>,
    /// Whether it exists on postgresql only.
    pub postgresql_only: bool,
    /// On postgresql it is called otherwise.
    pub renamed_on_postgresql: Option<&'static str>,
    pub doc: &'static str,
}

impl PreviewFeatureRow {
    /// Its state for a rule set and a provider (`""` when unknown); `None` when it does not exist there.
    pub fn state(&self, rules: RuleSet, provider: &str) -> Option<PreviewState> {
        if self.postgresql_only && provider != "postgresql" {
            return None;
        }
        match rules {
            RuleSet::V6 => self.v6,
            RuleSet::V7 => self.v7,
        }
    }
}

const fn feature(
    name: &'static str,
    v6: Option<PreviewState>,
    v7: Option<PreviewState>,
    doc: &'static str,
) -> PreviewFeatureRow {
    PreviewFeatureRow { name, v6, v7, postgresql_only: false, renamed_on_postgresql: None, doc }
}

const fn active(name: &'static str, doc: &'static str) -> PreviewFeatureRow {
    feature(name, Some(PreviewState::Active), Some(PreviewState::Active), doc)
}

const fn stabilized(name: &'static str) -> PreviewFeatureRow {
    const STATE: Option<PreviewState> = Some(PreviewState::Stabilized);
    feature(name, STATE, STATE, "Always on; no longer has to be named.")
}

/// All preview features, those that can be switched on first.
pub static PREVIEW_FEATURES: &[PreviewFeatureRow] = &[
    active("nativeDistinct", "Lets the database remove duplicates for `distinct`."),
    feature(
        "partialIndexes",
        None,
        Some(PreviewState::Active),
        "Indexes over the rows that meet a condition: `where` on `@@index`, `@@unique` and `@unique`.",
    ),
    active("postgresqlExtensions", "Lists PostgreSQL extensions in the datasource."),
    active("relationJoins", "Loads relations with joins where the database can."),
    active("schemaEngineDriverAdapters", "Runs migrations through a driver adapter."),
    active("shardKeys", "Marks the shard key of a table: `@shardKey`, `@@shardKey`."),
    active("strictUndefinedChecks", "Refuses `undefined` as a value in queries."),
    active("views", "Declares database views with `view` blocks."),
    feature(
        "reactNative",
        Some(PreviewState::Hidden),
        Some(PreviewState::Hidden),
        "A client for React Native.",
    ),
    feature(
        "typedSql",
        Some(PreviewState::Hidden),
        Some(PreviewState::Active),
        "Typed functions from SQL files.",
    ),
    PreviewFeatureRow {
        name: "fullTextSearchPostgres",
        v6: Some(PreviewState::Active),
        v7: Some(PreviewState::Active),
        postgresql_only: true,
        renamed_on_postgresql: None,
        doc: "Full text search on PostgreSQL.",
    },
    feature(
        "metrics",
        Some(PreviewState::Deprecated),
        None,
        "Numbers on queries and connections; gone in Prisma 7.",
    ),
    PreviewFeatureRow {
        name: "fullTextSearch",
        v6: Some(PreviewState::Stabilized),
        v7: Some(PreviewState::Stabilized),
        postgresql_only: false,
        renamed_on_postgresql: Some("fullTextSearchPostgres"),
        doc: "Always on, except on PostgreSQL, where it is called `fullTextSearchPostgres`.",
    },
    stabilized("aggregateApi"),
    stabilized("atomicNumberOperations"),
    stabilized("clientExtensions"),
    stabilized("cockroachdb"),
    stabilized("connectOrCreate"),
    stabilized("createMany"),
    stabilized("dataProxy"),
    stabilized("deno"),
    stabilized("distinct"),
    stabilized("driverAdapters"),
    stabilized("extendedIndexes"),
    stabilized("extendedWhereUnique"),
    stabilized("fieldReference"),
    stabilized("filterJson"),
    stabilized("filteredRelationCount"),
    stabilized("fullTextIndex"),
    stabilized("groupBy"),
    stabilized("improvedQueryRaw"),
    stabilized("interactiveTransactions"),
    stabilized("jsonProtocol"),
    stabilized("microsoftSqlServer"),
    stabilized("middlewares"),
    stabilized("mongoDb"),
    stabilized("multiSchema"),
    stabilized("nApi"),
    stabilized("namedConstraints"),
    stabilized("nativeTypes"),
    stabilized("omitApi"),
    stabilized("orderByAggregateGroup"),
    stabilized("orderByNulls"),
    stabilized("orderByRelation"),
    stabilized("prismaSchemaFolder"),
    stabilized("queryCompiler"),
    stabilized("referentialActions"),
    stabilized("referentialIntegrity"),
    stabilized("selectRelationCount"),
    stabilized("tracing"),
    stabilized("transactionApi"),
    stabilized("uncheckedScalarInputs"),
];

/// The preview feature called `name`, ignoring ASCII case.
pub fn preview_feature(name: &str) -> Option<&'static PreviewFeatureRow> {
    PREVIEW_FEATURES.iter().find(|it| it.name.eq_ignore_ascii_case(name))
}

/// Names no model, view or enum may have, because the generated client needs them.
pub static RESERVED_NAMES: &[&str] = &[
    "PrismaClient",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "using",
    "var",
    "void",
    "while",
    "with",
    "yield",
];
