//! `duplicate-field-db-name`: two fields of a model have the same column.

use crate::{
    rule::{Check, Cx},
    schema::{Field, Mapping},
};

rule!("duplicate-field-db-name", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, field: Field<'_>, map: &Mapping, other: Field<'_>) {
    let message = format!("field `{}` has the same column as `{}`", field.name(), other.name());
    cx.report(&RULE, field.place(), map.value, message)
        .label(other.name_span(), format!("column `{}` too", map.name));
}
