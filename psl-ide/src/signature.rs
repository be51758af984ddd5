//! Signature help: the whole form of what the cursor stands in the parentheses of, and the part that is being written.

use psl_parser::{SyntaxKind, TextRange, TextSize, ast};
use psl_validate::{
    Schema,
    attributes::{self, ArgumentRow, AttributeRow, Level},
    connectors::Args,
    schema::DefaultFunction,
};

use crate::{
    FilePosition, Snapshot,
    completion::{
        argument::{fits, list_options},
        default_value::SEQUENCE_ARGUMENTS,
    },
    cursor::{Edited, is_cursor_word},
    hover,
};

/// The form of an attribute, a native type or a function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// `@default(value, [map:])`
    pub label: String,
    pub doc: String,
    pub parameters: Vec<Parameter>,
    /// The index of the one at the cursor; `None` when what is written there is none of them.
    pub active: Option<usize>,
}

/// A part of a [`Signature`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameter {
    pub name: String,
    /// Its bytes in the label.
    pub range: TextRange,
    pub doc: String,
    /// It may be given without its name.
    is_positional: bool,
}

/// The form of the innermost thing in whose parentheses a position lies.
pub fn signature_help(snapshot: &Snapshot, at: FilePosition) -> Option<Signature> {
    let edited = Edited::new(snapshot, at)?;
    let token = edited.token()?;
    let schema = snapshot.schema();
    for node in token.parent().ancestors() {
        let Some(arguments) = ast::Arguments::cast(node) else { continue };
        let Some(mut signature) = form_of(schema, arguments) else { continue };
        let argument = token.parent().ancestors().filter_map(ast::Argument::cast);
        let argument = argument.into_iter().find(|it| it.list() == Some(node))?;
        let written = edited.replaced.slice(snapshot.text(at.file));
        signature.active = active(&signature, arguments, argument, written);
        return Some(signature);
    }
    None
}

/// The parameter an argument is for: by its name, else the first one that goes without, else what is not yet written.
/// `written` is what stands in the place of the cursor's word.
fn active(
    signature: &Signature,
    arguments: ast::Arguments<'_>,
    argument: ast::Argument<'_>,
    written: &str,
) -> Option<usize> {
    let index_of = |name: &str| signature.parameters.iter().position(|it| it.name == name);
    if let Some(name) = argument.name() {
        return index_of(if is_cursor_word(name.text()) { written } else { name.text() });
    }
    let is_before = |it: &ast::Argument<'_>| it.range().end <= argument.range().start;
    let before = arguments.iter().filter(is_before).filter(|it| it.name().is_none()).count();
    let mut positional = (0..signature.parameters.len()).filter(|it| signature.parameters[*it].is_positional);
    let is_used = |index: usize| {
        let name = &signature.parameters[index].name;
        arguments.iter().filter_map(|it| it.name()).any(|it| it.text() == name)
    };
    positional
        .nth(before)
        .filter(|it| !is_used(*it))
        .or_else(|| (before..signature.parameters.len()).find(|it| !is_used(*it)))
}

fn form_of(schema: &Schema, arguments: ast::Arguments<'_>) -> Option<Signature> {
    let owner = arguments.node().parent()?;
    if let Some(call) = ast::Call::cast(owner) {
        let name = call.path()?.text();
        let is_in_list = owner.parent().is_some_and(|it| it.kind() == SyntaxKind::LIST);
        let attribute = owner.ancestors().find_map(ast::Attribute::cast);
        return match attribute.filter(|_| is_in_list) {
            Some(attribute) => of_list_item(schema, row_of(attribute)?, name),
            None => of_function(name),
        };
    }
    let attribute = ast::Attribute::cast(owner)?;
    if let Some((_, name)) = attribute.path()?.text().split_once('.') {
        return of_native_type(schema, attribute.path()?.text(), name);
    }
    let row = row_of(attribute)?;
    let is_known = |it: &&ArgumentRow| it.rule_sets.contains(schema.rules());
    Some(of_row(row, row.arguments.iter().filter(is_known).filter(|it| fits(schema, attribute, row, it))))
}

fn row_of(attribute: ast::Attribute<'_>) -> Option<&'static AttributeRow> {
    let level = if attribute.is_block_level() { Level::Block } else { Level::Field };
    attributes::attribute(attribute.path()?.text(), level)
}

/// How a parameter is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `value`
    Required,
    /// `[value]`
    Optional,
    /// `[value:]`
    Named,
}

/// An attribute with some of its arguments.
pub(crate) fn of_row<'a>(
    row: &AttributeRow,
    arguments: impl IntoIterator<Item = &'a ArgumentRow>,
) -> Signature {
    let mut signature = Signature::new(row.label(), row.doc);
    for argument in arguments {
        let form = match (argument.is_required, argument.is_default) {
            (true, _) => Form::Required,
            (false, true) => Form::Optional,
            (false, false) => Form::Named,
        };
        signature.push(form, argument.name, argument.doc);
    }
    match signature.parameters.is_empty() {
        true => signature,
        false => signature.closed(),
    }
}

fn of_list_item(schema: &Schema, row: &AttributeRow, name: &str) -> Option<Signature> {
    let mut signature = Signature::new(name.to_owned(), "A field of the list.");
    for option in list_options(schema, row) {
        signature.push(Form::Named, option, hover::of_list_option(option)?);
    }
    Some(signature.closed())
}

fn of_native_type(schema: &Schema, path: &str, name: &str) -> Option<Signature> {
    let native_type = schema.capabilities().native_type(name)?;
    let mut signature = Signature::new(format!("@{path}"), native_type.doc);
    let forms: &[(&str, Form)] = match native_type.args {
        Args::None => &[],
        Args::Number { is_required: true, .. } | Args::Bits => &[("n", Form::Required)],
        Args::Number { .. } | Args::NumberOrMax { .. } => &[("n", Form::Optional)],
        Args::PrecisionScale { .. } => &[("p", Form::Optional), ("s", Form::Optional)],
    };
    let defaults = default_numbers(schema.capabilities().name, native_type.name);
    for (index, ((name, form), doc)) in forms.iter().zip(ranges(native_type.args)).enumerate() {
        let default = defaults.get(index).map(|it| format!("; {it} when it is left out"));
        signature.push(*form, name, format!("{doc}{}", default.unwrap_or_default()));
    }
    Some(signature.closed())
}

/// What a database takes for numbers that a column type is written without, where its manual says so.
fn default_numbers(connector: &str, native_type: &str) -> &'static [&'static str] {
    match (connector, native_type) {
        ("postgresql" | "cockroachdb", "Char" | "Bit") => &["1"],
        ("postgresql" | "cockroachdb", "VarChar" | "VarBit" | "String") => &["no limit"],
        ("postgresql" | "cockroachdb", "Decimal") => &["no limit", "no limit"],
        ("postgresql" | "cockroachdb", "Timestamp" | "Timestamptz" | "Time" | "Timetz") => &["6"],
        ("mysql", "Time" | "DateTime" | "Timestamp") => &["0"],
        ("mysql", "Decimal") => &["10", "0"],
        ("sqlserver", "Float") => &["53"],
        ("sqlserver", "Decimal") => &["18", "0"],
        ("sqlserver", "Char" | "NChar" | "VarChar" | "NVarChar" | "Binary" | "VarBinary") => &["1"],
        _ => &[],
    }
}

/// What the arguments of a native type are, in their order.
pub(crate) fn ranges(args: Args) -> impl Iterator<Item = String> {
    let (first, second) = match args {
        Args::None => (None, None),
        Args::Number { min, max, .. } => (Some(format!("{min} to {max}")), None),
        Args::NumberOrMax { min, max } => (Some(format!("{min} to {max}, or `Max`")), None),
        Args::PrecisionScale { precision: (min, max), scale } => (
            Some(format!("precision, {min} to {max}")),
            Some(format!("scale, {} to {}, at most the precision", scale.0, scale.1)),
        ),
        Args::Bits => (Some("the number of bits".to_owned()), None),
    };
    first.into_iter().chain(second)
}

fn of_function(name: &str) -> Option<Signature> {
    let (doc, parameter) = match name {
        "env" => ("The value of an environment variable.", Some((Form::Required, "name", "Its name."))),
        "raw" => ("A piece of SQL that is passed on as it is.", Some((Form::Required, "sql", "The text."))),
        _ => {
            let function = DefaultFunction::named(name)?;
            let parameter = match function {
                DefaultFunction::Uuid => Some(("version", "4, the default, or 7, which sorts by time.")),
                DefaultFunction::Cuid => Some(("version", "1, the default, or 2.")),
                DefaultFunction::Nanoid => {
                    Some(("length", "The number of characters, 2 to 255; 21 by default."))
                }
                DefaultFunction::DbGenerated => Some(("expression", "What the database evaluates.")),
                _ => None,
            };
            (function.doc(), parameter.map(|(name, doc)| (Form::Optional, name, doc)))
        }
    };
    let mut signature = Signature::new(name.to_owned(), doc);
    if let Some((form, name, doc)) = parameter {
        signature.push(form, name, doc);
    }
    if name == "sequence" {
        for (name, doc) in SEQUENCE_ARGUMENTS {
            signature.push(Form::Named, name, doc);
        }
    }
    Some(signature.closed())
}

impl Signature {
    fn new(label: String, doc: &str) -> Signature {
        Signature { label, doc: doc.to_owned(), parameters: Vec::new(), active: None }
    }

    fn push(&mut self, form: Form, name: &str, doc: impl Into<String>) {
        self.label.push_str(if self.parameters.is_empty() { "(" } else { ", " });
        let start = self.label.len() as TextSize;
        self.label.push_str(&match form {
            Form::Required => name.to_owned(),
            Form::Optional => format!("[{name}]"),
            Form::Named => format!("[{name}:]"),
        });
        self.parameters.push(Parameter {
            name: name.to_owned(),
            range: TextRange::new(start, self.label.len() as TextSize),
            doc: doc.into(),
            is_positional: form != Form::Named,
        });
    }

    fn closed(mut self) -> Signature {
        self.label.push_str(if self.parameters.is_empty() { "()" } else { ")" });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_fixture::fixture;

    /// Checks the label, with the active parameter in `<` and `>`.
    fn check(input: &str, expected: &str) {
        let input = input.replace("DB", "datasource db {\n  provider = \"postgresql\"\n}\n");
        let (snapshot, at) = fixture(&input);
        let shown = signature_help(&snapshot, at).map(|it| {
            let mut label = it.label;
            if let Some(active) = it.active {
                let range = it.parameters[active].range;
                label.insert(range.end as usize, '>');
                label.insert(range.start as usize, '<');
            }
            label
        });
        assert_eq!(shown.as_deref().unwrap_or("nothing"), expected, "{input}");
    }

    fn check_field(field: &str, expected: &str) {
        check(&format!("DBmodel A {{\n  id Int @id\n  {field}\n}}\n"), expected);
    }

    #[test]
    fn l90_shows_the_argument_at_the_cursor_by_its_name() {
        let relation = "@relation([name], [fields:], [references:], [onDelete:], [onUpdate:], [map:])";
        let active = |it: &str| {
            relation
                .replace(&format!("[{it}"), &format!("<[{it}"))
                .replace(&format!("{it}]"), &format!("{it}]>"))
        };
        check_field("a A @relation($0)", &active("name"));
        check_field("a A @relation(\"x\", $0)", &active("fields:"));
        check_field("a A @relation(references: [id], fields: [$0])", &active("fields:"));
        check_field("a A @relation(fields: [id], ref$0erences: [id])", &active("references:"));
        check_field("a A @relation(onDelete: Cas$0cade", &active("onDelete:"));
        check_field("a A @relation(nothing: $0)", relation);
        check_field("a A[] @relation($0)", "@relation(<[name]>, [map:])");
    }

    #[test]
    fn l90_knows_functions_native_types_and_options_of_lists() {
        check_field("a String @default($0uuid(7))", "@default(<value>)");
        check_field("a String @default(uuid($0))", "uuid(<[version]>)");
        check_field("a Int @default(autoincrement($0))", "autoincrement()");
        check_field(
            "a Int @default(sequence(start: 1, c$0ache: 2))",
            "sequence([virtual:], [minValue:], [maxValue:], <[cache:]>, [increment:], [start:])",
        );
        check_field("a Decimal @db.Decimal(10, $0)", "@db.Decimal([p], <[s]>)");
        check_field("a String @db.VarChar($0)", "@db.VarChar(<[n]>)");
        check_field("@@index([id(s$0ort: Desc)])", "id(<[sort:]>, [ops:])");
        check_field("@@index([id(sort: Desc), $0])", "@@index(<fields>, [map:], [type:])");
        check("datasource db {\n  url = env(\"$0\")\n}\n", "env(<name>)");
    }

    #[test]
    fn l90_says_what_a_number_that_is_left_out_is() {
        let text = "datasource db {\n  provider = \"postgresql\"\n}\nmodel A {\n  id Int @id\n  a DateTime @db.Timestamp($0)\n}\n";
        let (snapshot, at) = fixture(text);
        let help = signature_help(&snapshot, at).unwrap();
        assert_eq!(help.parameters[0].doc, "0 to 6; 6 when it is left out");
    }

    #[test]
    fn shows_nothing_outside_of_parentheses() {
        check_field("a String @default(uuid())$0", "nothing");
        check_field("a $0String @default(uuid())", "nothing");
        check_field("a String // @default($0)", "nothing");
        check_field("a String @unknown($0)", "nothing");
    }
}
