//! `native-type-argument-invalid`: an argument of a native type that is no number.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("native-type-argument-invalid", Error, ALL, Check::ScalarField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    super::report_problem(cx, &RULE, field, Problem::Invalid);
}
