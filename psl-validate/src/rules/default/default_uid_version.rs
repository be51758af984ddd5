//! `default-uid-version`: a version of `uuid` or `cuid` that does not exist.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
};

rule!("default-uid-version", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>, number: Node<'_>, allowed: &[u8]) {
    let name = value.text().split('(').next().unwrap_or("").trim_end();
    let message = format!("`{name}()` has no version {}", number.text());
    let versions: Vec<String> = allowed.iter().map(u8::to_string).collect();
    let finding = cx.report(&RULE, site.place(), number.range(), message);
    finding.help(format!("versions are {}", versions.join(" and ")));
    for version in versions {
        finding.fix(SpanFix::unsafe_(format!("Use version {version}"), site.span(number), version));
    }
}
