//! Which rules a project follows: those of Prisma 6 or those of Prisma 7.

use std::path::{Path, PathBuf};

use crate::cx::Cx;
use crate::project::{About, Reason};
use crate::version::{lowest_major, major};

/// The rules of one generation of Prisma.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleSet {
    /// Prisma 6 and older.
    V6,
    /// Prisma 7 and newer.
    V7,
}

/// The setting `psl.rules` and the flag `--rules`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rules {
    /// Decided per project.
    #[default]
    Auto,
    /// Always those of Prisma 6.
    V6,
    /// Always those of Prisma 7.
    V7,
}

/// Decides for a project with these files, looking upwards from each of `folders` in turn.
pub(crate) fn detect(cx: &mut Cx<'_>, folders: &[&Path], files: &[PathBuf]) -> (RuleSet, Reason) {
    if let Some(fixed) = fixed(cx.options.rules) {
        return fixed;
    }
    let versions = folders.iter().find_map(|it| installed(cx, it));
    if let Some(found) = versions.or_else(|| folders.iter().find_map(|it| required(cx, it))) {
        return found;
    }
    for file in files {
        if let Some(line) = cx.facts(file).url {
            let reason = Reason::new(About::RuleSet, "url in the datasource").at(file, line);
            return (RuleSet::V6, reason);
        }
    }
    from_text(false)
}

/// Decides for a text that has no folder.
pub(crate) fn detect_text(rules: Rules, has_url: bool) -> (RuleSet, Reason) {
    fixed(rules).unwrap_or_else(|| from_text(has_url))
}

fn fixed(rules: Rules) -> Option<(RuleSet, Reason)> {
    let (rule_set, text) = match rules {
        Rules::Auto => return None,
        Rules::V6 => (RuleSet::V6, "rules: \"6\""),
        Rules::V7 => (RuleSet::V7, "rules: \"7\""),
    };
    Some((rule_set, Reason::new(About::RuleSet, text)))
}

fn from_text(has_url: bool) -> (RuleSet, Reason) {
    match has_url {
        true => (RuleSet::V6, Reason::new(About::RuleSet, "url in the datasource")),
        false => {
            (RuleSet::V7, Reason::new(About::RuleSet, "no Prisma version found and no url in a datasource"))
        }
    }
}

/// The version of the nearest installed package.
fn installed(cx: &mut Cx<'_>, folder: &Path) -> Option<(RuleSet, Reason)> {
    for folder in folder.ancestors() {
        cx.look_at(folder);
        for name in ["prisma", "@prisma/client"] {
            let package_folder = folder.join("node_modules").join(name);
            let Some(version) = cx.package(&package_folder).and_then(|it| it.version.clone()) else {
                continue;
            };
            let Some(rule_set) = major(&version.value).and_then(rules_of) else { continue };
            let text = format!("{name} {} is installed", version.text);
            let reason = Reason::new(About::RuleSet, text);
            return Some((rule_set, reason.at(&package_folder.join("package.json"), version.line)));
        }
    }
    None
}

/// The version the nearest `package.json` asks for.
fn required(cx: &mut Cx<'_>, folder: &Path) -> Option<(RuleSet, Reason)> {
    for folder in folder.ancestors() {
        let Some(package) = cx.package(folder) else { continue };
        for range in &package.ranges {
            let Some(rule_set) = lowest_major(&range.value).and_then(rules_of) else { continue };
            let reason = Reason::new(About::RuleSet, &range.text);
            return Some((rule_set, reason.at(&folder.join("package.json"), range.line)));
        }
    }
    None
}

fn rules_of(major: u32) -> Option<RuleSet> {
    match major {
        0 => None, // A placeholder in a repository that builds the package; never a release.
        1..=6 => Some(RuleSet::V6),
        7.. => Some(RuleSet::V7),
    }
}
