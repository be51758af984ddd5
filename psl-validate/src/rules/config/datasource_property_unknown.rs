//! `datasource-property-unknown`: a datasource has a property it does not know.

use crate::{
    config::DATASOURCE_PROPERTIES,
    connectors::Connector,
    read::config::{Property, properties},
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("datasource-property-unknown", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, property: Property<'_>, connector: &Connector) {
    let key = Span::new(id, property.key_range());
    let rules = cx.schema.rules();
    let known = DATASOURCE_PROPERTIES.iter().filter(|it| it.rule_sets.contains(rules));
    let known = known.filter(|it| it.connectors.is_empty() || it.connectors.contains(&connector.name));
    let given: Vec<&str> = properties(cx, id).iter().map(|it| it.key).collect();
    let near = cx.closest(property.key, known.map(|it| it.key).filter(|it| !given.contains(it)));
    let elsewhere = DATASOURCE_PROPERTIES.iter().any(|it| it.key == property.key);
    let message = match elsewhere {
        true => format!("{} has no `{}`", connector.display_name, property.key),
        false => format!("a datasource has no property `{}`", property.key),
    };
    let finding = cx.report(&RULE, property.place(id), key.range, message);
    if let Some(near) = near {
        finding.fix(match near.eq_ignore_ascii_case(property.key) {
            true => SpanFix::safe(format!("Use `{near}`"), key, near),
            false => SpanFix::unsafe_(format!("Use `{near}`"), key, near),
        });
    }
}
