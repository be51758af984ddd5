//! `native-type-argument-out-of-range`: an argument of a native type outside its range.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("native-type-argument-out-of-range", Error, ALL, Check::ScalarField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    super::report_problem(cx, &RULE, field, Problem::Range);
}
