//! `attribute-unknown`: an attribute that does not exist, or not here.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
};

rule!("attribute-unknown", Error, ALL, Check::Reading);

/// `known` are the attributes that may stand here; `has_other_level` says that one with another number of `@` exists.
pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, known: &[&'static str], has_other_level: bool) {
    let name = site.name();
    let label = site.label();
    let (sign, other) = if site.attribute.is_block_level() { ("@@", "@") } else { ("@", "@@") };
    let near = cx.closest(name, known.iter().copied());
    let exists = crate::attributes::ATTRIBUTES.iter().any(|it| it.name == name) || name.contains('.');
    let message = if exists {
        format!("`{label}` cannot stand here")
    } else {
        format!("attribute `{label}` does not exist")
    };
    let place = site.place();
    let finding = cx.report(&RULE, place, site.name_range(), message);
    if has_other_level && !known.contains(&name) {
        finding.help(format!(
            "`{other}{name}` stands on {}",
            if other == "@@" { "a line of its own" } else { "a field" }
        ));
    }
    if let Some(near) = near {
        let span = place.with(site.name_range());
        let text = format!("{sign}{near}");
        finding.fix(match near.eq_ignore_ascii_case(name) {
            true => SpanFix::safe(format!("Use `{text}`"), span, text),
            false => SpanFix::unsafe_(format!("Use `{text}`"), span, text),
        });
    }
    cx.add_fix(super::remove_attribute(site));
}
