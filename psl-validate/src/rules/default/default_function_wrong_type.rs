//! `default-function-wrong-type`: a function that does not make values of the type.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::{DefaultFunction, Field},
};

rule!("default-function-wrong-type", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>, value: Node<'_>, scalar: ScalarType) {
    let name = value.text().split('(').next().unwrap_or("").trim_end();
    let in_model = field.model().is_some();
    let message = match in_model || name != "nanoid" {
        true => format!("`{name}()` makes no {} for `{}`", scalar.name(), field.name()),
        false => format!("`{name}()` is not available in a `type`"),
    };
    let scalars = DefaultFunction::named(name).map_or(&[][..], DefaultFunction::scalars);
    let names: Vec<&str> = scalars.iter().map(|it| it.name()).collect();
    let finding = cx.report(&RULE, site.place(), value.range(), message);
    if in_model && !names.is_empty() {
        finding.help(format!("it is for {}", names.join(" and ")));
    }
}
