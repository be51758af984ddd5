//! `native-type-argument-count`: a native type with too many or too few arguments.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("native-type-argument-count", Error, ALL, Check::ScalarField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    super::report_problem(cx, &RULE, field, Problem::Count);
}
