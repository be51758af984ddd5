//! `native-type-incompatible`: a native type that does not hold the type of the field.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("native-type-incompatible", Error, ALL, Check::ScalarField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    super::report_problem(cx, &RULE, field, Problem::Incompatible);
}
