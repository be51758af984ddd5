//! `constraint-name-not-unique`: two constraints have one name in the database.

use crate::{
    rule::{Check, Cx},
    rules::attributes,
    schema::Schema,
};

rule!("constraint-name-not-unique", Error, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    for clash in super::names::clashes(schema) {
        let message = match clash.is_written {
            true => format!("the database would have two constraints called `{}`", clash.name),
            false => format!(
                "the database would have two constraints called `{}`, the name it gets by default",
                clash.name
            ),
        };
        let written = clash.place.with(clash.range);
        let fix = attributes::remove_argument_with_value(cx, written).filter(|_| clash.is_written);
        let finding = cx.report(&RULE, clash.place, clash.range, message);
        finding.help("give one of them a name of its own with `map`");
        finding.fixes.extend(fix);
        if let Some(other) = clash.other {
            finding.label(other, "the other one");
        }
    }
}
