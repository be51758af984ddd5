//! `default-type-mismatch`: a default of the wrong kind for the type.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::Field,
};

rule!("default-type-mismatch", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>, scalar: ScalarType, value: Node<'_>) {
    let message = format!(
        "`{}` is no default for {} `{}`",
        super::shortened(value.text()),
        scalar.name(),
        field.name()
    );
    let finding = cx.report(&RULE, site.place(), value.range(), message);
    finding.help(super::expected(scalar));
    finding.fixes.extend(super::convert(scalar, site.span(value), value));
}
