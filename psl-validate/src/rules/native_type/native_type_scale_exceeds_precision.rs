//! `native-type-scale-exceeds-precision`: more digits behind the point than digits at all.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("native-type-scale-exceeds-precision", Error, ALL, Check::ScalarField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    super::report_problem(cx, &RULE, field, Problem::Scale);
}
