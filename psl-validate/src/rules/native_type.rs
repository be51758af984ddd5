//! Rules about native types.

pub(crate) mod native_type_argument_count;
pub(crate) mod native_type_argument_invalid;
pub(crate) mod native_type_argument_out_of_range;
pub(crate) mod native_type_incompatible;
pub(crate) mod native_type_not_id;
pub(crate) mod native_type_not_indexable;
pub(crate) mod native_type_not_unique;
pub(crate) mod native_type_prefix;
pub(crate) mod native_type_scale_exceeds_precision;
pub(crate) mod native_type_unknown;
pub(crate) mod sqlserver_bytes_id;

use psl_parser::{Node, SyntaxKind, TextRange};

use crate::{
    connectors::{Args, Keys, NativeType},
    rule::{Cx, Rule, SpanFix},
    scalar::ScalarType,
    schema::{Field, IndexField, Model, Span},
};

/// What is wrong with the arguments or the use of a native type; the first one ends the looking.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Problem {
    Count,
    Incompatible,
    Invalid,
    Scale,
    Range,
}

/// The values of the arguments; names are ignored, and arguments without a value too.
fn arguments(field: Field<'_>) -> Vec<Node<'_>> {
    let attribute = field.native_type().and_then(|it| field.attribute(it.attribute));
    let arguments = attribute.and_then(|it| it.arguments());
    let arguments = arguments.into_iter().flat_map(|it| it.iter().collect::<Vec<_>>());
    arguments.filter_map(|it| it.node().children().find(|it| it.kind().is_value())).collect()
}

/// The row of the native type a field is written with.
pub(crate) fn row(field: Field<'_>) -> Option<&'static NativeType> {
    field.schema().capabilities().native_type(field.native_type_name()?)
}

/// The native type of a field as indexes see it: one that is unknown or does not fit the field counts, one whose arguments
/// cannot be read does not.
pub(crate) fn name_for_index(field: Field<'_>) -> Option<&str> {
    let can_be_read = |native: &NativeType| {
        let arguments = arguments(field);
        let texts: Vec<&str> = arguments.iter().map(|it| it.text()).collect();
        accepts_text(native, &texts)
    };
    field.native_type_name().filter(|_| row(field).is_none_or(can_be_read))
}

/// A number of decimal digits that fits 32 bits.
fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|it| it.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// Whether the arguments parse, given as texts; ranges do not matter. For `Unsupported("VarChar(10)")`.
pub(crate) fn accepts_text(native: &NativeType, arguments: &[&str]) -> bool {
    match native.args {
        Args::None => true,
        Args::Number { is_required, .. } => match arguments {
            [] => !is_required,
            [one] => number(one).is_some(),
            _ => false,
        },
        Args::NumberOrMax { .. } => match arguments {
            [] => true,
            [one] => {
                one.eq_ignore_ascii_case("max") || number(one).is_some_and(|it| it <= u32::from(u16::MAX))
            }
            _ => false,
        },
        Args::PrecisionScale { .. } => match arguments {
            [] => true,
            [precision, scale] => number(precision).is_some() && number(scale).is_some(),
            _ => false,
        },
        Args::Bits => matches!(arguments, [one] if number(one).is_some()),
    }
}

/// The first problem of a field's native type, and the argument it lies in.
fn problem<'s>(
    field: Field<'s>,
    native: &NativeType,
    arguments: &[Node<'s>],
) -> Option<(Problem, Option<Node<'s>>)> {
    let (fewest, most) = match native.args {
        Args::None => (0, 0),
        Args::Number { is_required: true, .. } | Args::Bits => (1, 1),
        Args::Number { .. } | Args::NumberOrMax { .. } => (0, 1),
        Args::PrecisionScale { .. } => (0, 2),
    };
    if arguments.len() < fewest || arguments.len() > most {
        return Some((Problem::Count, arguments.get(most).copied()));
    }
    let scalar = field.scalar_type()?;
    if !native.scalars.contains(&scalar) {
        return Some((Problem::Incompatible, None));
    }
    let numbers: Vec<Option<u32>> = arguments
        .iter()
        .map(|it| if it.kind() == SyntaxKind::NUMBER_VALUE { number(it.text()) } else { None })
        .collect();
    let outside = |value: u32, (min, max): (u32, u32), at: usize| {
        (value < min || max < value).then(|| (Problem::Range, arguments.get(at).copied()))
    };
    match (native.args, numbers.as_slice()) {
        (Args::None, _) | (_, []) => None,
        (Args::NumberOrMax { .. }, _) if is_max(arguments) => None,
        (Args::NumberOrMax { .. }, [Some(value)]) if *value > u32::from(u16::MAX) => {
            Some((Problem::Invalid, arguments.first().copied()))
        }
        (Args::Number { min, max, .. } | Args::NumberOrMax { min, max }, [Some(value)]) => {
            outside(*value, (min, max), 0)
        }
        (Args::Bits, [Some(value)]) => {
            let max = if scalar == ScalarType::Boolean { 1 } else { 64 };
            outside(*value, (1, max), 0)
        }
        (Args::PrecisionScale { precision, scale }, [Some(digits), Some(behind)]) => {
            if behind > digits {
                return Some((Problem::Scale, arguments.get(1).copied()));
            }
            outside(*digits, precision, 0).or_else(|| outside(*behind, scale, 1))
        }
        (Args::PrecisionScale { .. }, [Some(_)]) => Some((Problem::Invalid, arguments.first().copied())),
        (_, numbers) => {
            let bad = numbers.iter().position(Option::is_none).unwrap_or(0);
            Some((Problem::Invalid, arguments.get(bad).copied()))
        }
    }
}

fn is_max(arguments: &[Node<'_>]) -> bool {
    matches!(arguments, [one] if one.kind() == SyntaxKind::NAME_VALUE && one.text().eq_ignore_ascii_case("max"))
}

/// Reports the first problem of a field's native type, under the rule that is about it.
fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let (Some(used), Some(native)) = (field.native_type(), row(field)) else { return };
    // Most native types are written without arguments and fit.
    let may_lack_arguments = !matches!(native.args, Args::Number { is_required: true, .. } | Args::Bits);
    let fits = field.scalar_type().is_some_and(|it| native.scalars.contains(&it));
    let has_arguments = field.attribute(used.attribute).is_some_and(|it| it.arguments().is_some());
    if fits && may_lack_arguments && !has_arguments {
        return;
    }
    let arguments = arguments(field);
    let Some((problem, argument)) = problem(field, native, &arguments) else { return };
    let rule: &'static Rule = match problem {
        Problem::Count => &native_type_argument_count::RULE,
        Problem::Incompatible => &native_type_incompatible::RULE,
        Problem::Invalid => &native_type_argument_invalid::RULE,
        Problem::Scale => &native_type_scale_exceeds_precision::RULE,
        Problem::Range => &native_type_argument_out_of_range::RULE,
    };
    let place = field.attribute_span(used.attribute);
    let form = form(native);
    let name = native.name;
    let message = match problem {
        Problem::Count => format!("`{name}` takes {}", count(native)),
        Problem::Incompatible => {
            let holds: Vec<&str> = native.scalars.iter().map(|it| it.name()).collect();
            format!("`{name}` holds {}, and `{}` is {}", holds.join(" or "), field.name(), field.type_name())
        }
        Problem::Invalid => format!("an argument of `{name}` is a whole number"),
        Problem::Scale => format!("`{name}` cannot have more digits behind the point than digits at all"),
        Problem::Range => format!("an argument of `{name}` is out of range"),
    };
    let range = argument.map_or(used.name, |it| it.range());
    let schema = field.schema();
    let finding = cx.report(rule, place, range, message);
    if problem != Problem::Incompatible {
        finding.help(form);
        finding.fixes.extend(with_nearest_arguments(field, native, &arguments));
    }
    if problem == Problem::Incompatible
        && let [only] = native.scalars
    {
        finding.fix(SpanFix::unsafe_(format!("Use `{}`", only.name()), field.type_name_span(), only.name()));
    }
    if problem == Problem::Incompatible
        && let Some(scalar) = field.scalar_type()
        && let Some(default) = schema.capabilities().default_type(scalar)
        && schema.capabilities().native_type(default.split('(').next().unwrap_or("")).is_some()
        && let Some(attribute) = field.attribute(used.attribute)
    {
        let prefix = schema.text(place.with(used.prefix)).to_owned();
        let text = format!("@{prefix}.{}", default.replace("(3)", "").replace("(65, 30)", ""));
        finding.fix(SpanFix::unsafe_(format!("Use `{text}`"), place.with(attribute.trimmed_range()), text));
    }
}

/// The native type with the legal arguments that are nearest to those given.
fn with_nearest_arguments(field: Field<'_>, native: &NativeType, arguments: &[Node<'_>]) -> Option<SpanFix> {
    let attribute = field.attribute(field.native_type()?.attribute)?;
    let digits = |it: &Node<'_>| it.text().trim_matches('"').trim().to_owned();
    let given: Vec<u64> = arguments.iter().map(|it| digits(it).parse().ok()).collect::<Option<_>>()?;
    let nearest = |value: u64, (min, max): (u32, u32)| value.clamp(u64::from(min), u64::from(max));
    let scalar = field.scalar_type()?;
    let usual = if scalar == ScalarType::String { 191 } else { 255 };
    let first = given.first().copied();
    let numbers = match native.args {
        Args::None => Vec::new(),
        Args::Number { min, max, is_required } => {
            let first = first.or(is_required.then_some(usual));
            first.map(|it| nearest(it, (min, max))).into_iter().collect()
        }
        Args::NumberOrMax { min, max } => first.map(|it| nearest(it, (min, max))).into_iter().collect(),
        Args::PrecisionScale { precision, scale } => {
            let (digits, behind) = (first?, given.get(1).copied().unwrap_or(0));
            let digits = nearest(digits, precision);
            vec![digits, nearest(behind, scale).min(digits)]
        }
        Args::Bits if scalar == ScalarType::Boolean => vec![1],
        Args::Bits => vec![nearest(first.unwrap_or(8), (1, 64))],
    };
    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
    let list = if numbers.is_empty() { String::new() } else { format!("({})", numbers.join(", ")) };
    let path = attribute.path()?;
    let behind = TextRange::new(path.range().end, attribute.trimmed_range().end);
    let title = format!("Use `{}{list}`", native.name);
    Some(SpanFix::unsafe_(title, field.name_span().with(behind), list))
}

/// "no arguments", "one number", for messages.
fn count(native: &NativeType) -> &'static str {
    match native.args {
        Args::None => "no arguments",
        Args::Number { is_required: true, .. } | Args::Bits => "one number",
        Args::Number { .. } => "at most one number",
        Args::NumberOrMax { .. } => "at most one number, or `Max`",
        Args::PrecisionScale { .. } => "no arguments or two",
    }
}

/// The forms a native type can have, for help lines.
fn form(native: &NativeType) -> String {
    let name = native.name;
    let upto = |max: u32| if max == u32::MAX { String::new() } else { format!(" to {max}") };
    match native.args {
        Args::None => format!("write `{name}` without arguments"),
        Args::Number { is_required, min, max } => {
            let bare = if is_required { String::new() } else { format!("`{name}` or ") };
            format!("write {bare}`{name}(n)` with n from {min}{}", upto(max))
        }
        Args::NumberOrMax { min, max } => {
            format!("write `{name}`, `{name}(n)` with n from {min} to {max}, or `{name}(Max)`")
        }
        Args::PrecisionScale { precision, scale } => format!(
            "write `{name}` or `{name}(p, s)` with p from {} to {} and s from {} to {}, at most p",
            precision.0, precision.1, scale.0, scale.1
        ),
        Args::Bits => format!("write `{name}(1)` for Boolean, `{name}(n)` with n from 1 to 64 for Bytes"),
    }
}

/// Whether the native type of a field keeps it out of indexes and uniques.
fn is_refused(field: Field<'_>, key: &IndexField) -> bool {
    let Some(native) = row(field) else { return false };
    match native.keys {
        Keys::All => false,
        Keys::IdOnly | Keys::Never => {
            !field.schema().capabilities().is("sqlserver") || is_heap(field, native)
        }
        Keys::WithLength => key.length().is_none(),
        Keys::ExceptMax => is_max(&arguments(field)),
    }
}

/// SQL Server keeps these outside the row.
fn is_heap(field: Field<'_>, native: &NativeType) -> bool {
    matches!(native.name, "Text" | "NText" | "Image" | "Xml") || is_max(&arguments(field))
}

/// The first field of an index that cannot be in it.
fn first_refused<'s, 'k>(model: Model<'s>, keys: &'k [IndexField]) -> Option<(&'k IndexField, Field<'s>)> {
    let fields = keys.iter().map(|it| (it, Field::new(model.schema(), it.field())));
    fields.into_iter().find(|(key, field)| is_refused(*field, key))
}

/// The same for an id, where SQL Server also refuses `Bytes`.
fn first_refused_in_id<'s, 'k>(
    model: Model<'s>,
    keys: &'k [IndexField],
) -> Option<(&'k IndexField, Field<'s>)> {
    let is_sqlserver = model.schema().connector().is_some_and(|it| it.is("sqlserver"));
    let fields = keys.iter().map(|it| (it, Field::new(model.schema(), it.field())));
    fields.into_iter().find(|(key, field)| {
        is_refused(*field, key) || (is_sqlserver && field.scalar_type() == Some(ScalarType::Bytes))
    })
}

/// Reports a key over a native type that cannot be in one.
fn report_refused(
    cx: &mut Cx<'_>,
    rule: &'static Rule,
    model: Model<'_>,
    place: Span,
    key: &IndexField,
    field: Field<'_>,
    message: String,
) {
    let on_field = place == field.place();
    let in_list = !on_field && model.root().tree().node(key.node).kind() != SyntaxKind::ATTRIBUTE;
    let native = field.native_type();
    let range = match native {
        Some(native) if on_field => native.name,
        _ if in_list => model.node_span(key.node).range,
        _ => TextRange::new(place.range.start, place.range.start + 1 + u32::from(in_list))
            .cover(crate::rules::key::attribute_name(model, key.node)),
    };
    let needs_length = row(field).is_some_and(|it| it.keys == Keys::WithLength);
    let plain = model.root().tree().node(key.node).kind() == SyntaxKind::NAME_VALUE;
    let finding = cx.report(rule, place, range, message);
    if let Some(native) = native {
        finding.label(field.name_span().with(native.name), "this native type");
    }
    if needs_length && plain {
        let end = model.node_span(key.node).end();
        finding.fix(SpanFix::unsafe_("Index the first 191 characters", end, "(length: 191)"));
    } else if needs_length
        && !in_list
        && let Some(attribute) = model.attribute(key.node)
    {
        let (at, text) = match attribute.arguments() {
            Some(list) => (TextRange::empty(list.range().end - 1), ", length: 191"),
            None => (TextRange::empty(attribute.trimmed_range().end), "(length: 191)"),
        };
        finding.fix(SpanFix::unsafe_("Index the first 191 characters", model.span().with(at), text));
    } else if needs_length {
        let key = if in_list { field.name() } else { range.slice(model.root().text()) };
        finding.help(format!("give a `length`, as in `{key}(length: 100)`"));
    }
    // The type a column gets without a native type can be indexed, where it has an end.
    if let Some(attribute) = native.and_then(|it| field.attribute(it.attribute)).filter(|_| !needs_length)
        && field.scalar_type() == Some(ScalarType::String)
    {
        let text = attribute.trimmed_range().slice(attribute.node().tree().text()).to_owned();
        let before = &attribute.node().tree().text()[..attribute.range().start as usize];
        let start = before.trim_end_matches([' ', '\t']).len() as u32;
        let span = field.name_span().with(TextRange::new(start, attribute.trimmed_range().end));
        cx.add_fix(SpanFix::unsafe_(format!("Remove `{text}`"), span, ""));
    }
}
