//! What a rule is, and how it reports.

use psl_parser::{FileId, TextEdit, TextRange};

use crate::{
    diagnostic::{Code, Diagnostic, FileEdit, Fix, Label, Severity},
    rule_set::RuleSets,
    schema::{
        CompositeType, Datasource, DefaultValue, Enum, Field, Index, Model, Relation, Schema, SegmentId, Span,
    },
    suggest,
};

/// A rule: its name, its page and its check. Rules never see other rules.
#[derive(Debug)]
pub struct Rule {
    pub code: Code,
    pub severity: Severity,
    pub rule_sets: RuleSets,
    /// Markdown: what it means, a failing and a passing example, the fix.
    pub page: &'static str,
    pub(crate) check: Check,
    /// Whether the check is worth running on a schema, as its configuration says.
    pub(crate) applies: fn(&Schema) -> bool,
}

impl Rule {
    /// Whether it is about the form of the text alone, so that it holds for a file without its neighbours.
    pub fn is_about_form(&self) -> bool {
        crate::rules::syntax::is_about_form(self)
    }

    /// Whether it says that a part of the schema could not be understood; datasources and generators apart.
    pub fn is_about_reading(&self) -> bool {
        matches!(self.check, Check::Reading)
    }

    /// Whether it is found before the meaning of the schema is looked at, so that it hides what depends on the place.
    pub fn is_found_early(&self) -> bool {
        matches!(self.check, Check::Reading | Check::Configuration)
    }

    /// Whether the language server reports it, about something other than the meaning of a schema.
    pub fn is_of_the_server(&self) -> bool {
        matches!(self.check, Check::Server)
    }

    /// The first paragraph of the page.
    pub fn summary(&self) -> &'static str {
        let body = self.page.split_once('\n').map_or("", |it| it.1).trim_start();
        body.split("\n\n").next().unwrap_or("").trim_end()
    }
}

/// What a rule looks at. The runner calls it once for each item of that kind that is not poisoned.
///
/// All but `Schema` look at the item, at the blocks its types name, and at the configuration only, so that their
/// findings can be kept while those stay the same.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Check {
    /// Reported while the text is read into the schema, by the reader that finds it, through `report` in the rule's file.
    Reading,
    /// Like `Reading`, but about datasources and generators.
    Configuration,
    /// Reported by the check of another rule of its family, which finds out which of them is broken.
    Together,
    /// Reported by the language server, which meets what it is about.
    Server,
    /// Everything at once, for rules about names and paths across the schema.
    Schema(fn(&Schema, &mut Cx<'_>)),
    /// Each block, configuration included, whatever is wrong with it.
    Block(fn(SegmentId, &mut Cx<'_>)),
    Datasource(fn(Datasource<'_>, &mut Cx<'_>)),
    /// Models and views.
    Model(fn(Model<'_>, &mut Cx<'_>)),
    CompositeType(fn(CompositeType<'_>, &mut Cx<'_>)),
    Enum(fn(Enum<'_>, &mut Cx<'_>)),
    /// Fields of models, views and types that are no relation fields.
    ScalarField(fn(Field<'_>, &mut Cx<'_>)),
    /// Those of them with a `@default`.
    Default(fn(Field<'_>, &DefaultValue, &mut Cx<'_>)),
    /// Those of them with a native type.
    NativeType(fn(Field<'_>, &mut Cx<'_>)),
    /// Fields whose type is a model or view.
    RelationField(fn(Field<'_>, &mut Cx<'_>)),
    /// Those of them that share models and name with another one.
    AmbiguousField(fn(Field<'_>, &mut Cx<'_>)),
    /// Each `@unique`, `@@unique`, `@@index`, `@@fulltext` of a model or view.
    Index(fn(Index<'_>, &mut Cx<'_>)),
    /// Those of them that say more than their fields and names.
    IndexWithOptions(fn(Index<'_>, &mut Cx<'_>)),
    /// `@@fulltext`.
    Fulltext(fn(Index<'_>, &mut Cx<'_>)),
    Relation(fn(Relation<'_>, &mut Cx<'_>)),
    OneToOne(fn(Relation<'_>, &mut Cx<'_>)),
    OneToMany(fn(Relation<'_>, &mut Cx<'_>)),
    ImplicitManyToMany(fn(Relation<'_>, &mut Cx<'_>)),
    EmbeddedManyToMany(fn(Relation<'_>, &mut Cx<'_>)),
}

/// A finding whose places are still relative to segments.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) rule: &'static Rule,
    pub(crate) place: Span,
    pub(crate) range: TextRange,
    pub(crate) message: String,
    pub(crate) labels: Vec<(Span, String)>,
    pub(crate) help: Option<String>,
    pub(crate) fixes: Vec<SpanFix>,
}

/// A repair whose places are still relative to segments.
#[derive(Clone, Debug)]
pub(crate) struct SpanFix {
    pub(crate) title: String,
    pub(crate) is_safe: bool,
    pub(crate) edits: Vec<(Span, String)>,
}

impl SpanFix {
    /// A repair that leaves the meaning to the database as it is, with certain intent.
    pub(crate) fn safe(title: impl Into<String>, span: Span, text: impl Into<String>) -> SpanFix {
        SpanFix { title: title.into(), is_safe: true, edits: vec![(span, text.into())] }
    }

    /// A repair that somebody has to agree with.
    pub(crate) fn unsafe_(title: impl Into<String>, span: Span, text: impl Into<String>) -> SpanFix {
        SpanFix { title: title.into(), is_safe: false, edits: vec![(span, text.into())] }
    }

    pub(crate) fn and(mut self, span: Span, text: impl Into<String>) -> SpanFix {
        self.edits.push((span, text.into()));
        self
    }
}

impl Finding {
    pub(crate) fn label(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        self.labels.push((span, message.into()));
        self
    }

    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Finding {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn fix(&mut self, fix: SpanFix) -> &mut Finding {
        self.fixes.push(fix);
        self
    }

    /// The finding with absolute places.
    pub(crate) fn resolve(&self, schema: &Schema) -> Diagnostic {
        let place = schema.absolute(self.place);
        let (file, range) = schema.absolute(Span { segment: self.place.segment, range: self.range });
        let label = |(span, message): &(Span, String)| {
            let (file, range) = schema.absolute(*span);
            Label { file, range, message: message.clone() }
        };
        Diagnostic {
            rule: self.rule,
            severity: self.rule.severity,
            file,
            range,
            place: place.1,
            message: self.message.clone(),
            labels: self.labels.iter().map(label).collect(),
            help: self.help.clone(),
            fixes: self.fixes.iter().map(|it| it.resolve(schema)).collect(),
        }
    }
}

impl SpanFix {
    /// The repair with absolute places.
    fn resolve(&self, schema: &Schema) -> Fix {
        let edit = |(span, new_text): &(Span, String)| {
            let (file, range): (FileId, TextRange) = schema.absolute(*span);
            FileEdit { file, edit: TextEdit { range, new_text: new_text.clone() } }
        };
        Fix { title: self.title.clone(), is_safe: self.is_safe, edits: self.edits.iter().map(edit).collect() }
    }
}

/// What a check gets: the schema, and where to report.
pub(crate) struct Cx<'s> {
    pub(crate) schema: &'s Schema,
    pub(crate) findings: Vec<Finding>,
    suggestions: suggest::Budget,
}

impl<'s> Cx<'s> {
    pub(crate) fn new(schema: &'s Schema) -> Cx<'s> {
        Cx { schema, findings: Vec::new(), suggestions: suggest::Budget::new(schema.segments.len()) }
    }

    /// Reports a finding. `place` is the span the catalogue gives the rule; `range` is what to underline in it.
    // Most schemas have few findings.
    #[cold]
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        place: Span,
        range: TextRange,
        message: impl Into<String>,
    ) -> &mut Finding {
        debug_assert!(place.range.start <= range.start);
        let finding = Finding {
            rule,
            place,
            range,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            fixes: Vec::new(),
        };
        let index = self.findings.len();
        self.findings.push(finding);
        &mut self.findings[index]
    }

    /// Adds a repair to the finding reported last.
    pub(crate) fn add_fix(&mut self, fix: SpanFix) {
        if let Some(finding) = self.findings.last_mut() {
            finding.fixes.push(fix);
        }
    }

    /// The candidate that `word` most probably is a misspelling of.
    pub(crate) fn closest<'a>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        self.suggestions.closest(word, candidates)
    }
}
