//! A claim → the project people see.

use std::collections::BTreeSet;
use std::mem;
use std::path::{Path, PathBuf};

use crate::claim::{Claim, Members};
use crate::cx::{ConfigFile, Cx};
use crate::path::{folder_of, normal};
use crate::project::{ConfigFacts, Project, Skipped, SkippedBecause, Standing};
use crate::rule_set::{RuleSet, detect};
use crate::surroundings::env_files;

/// Builds the project of a claim, as seen from one of its documents.
pub(crate) fn build(cx: &mut Cx<'_>, claim: Claim, document: &Path) -> Project {
    let mut inputs = claim.trail.inputs.into_sorted();
    let (root, files, tree) = match &claim.members {
        Members::File(file) => (folder_of(file).to_owned(), vec![file.clone()], None),
        Members::Folder(folder, tree) => {
            let files = tree.files.iter().map(|it| it.path.clone()).collect();
            (folder.clone(), files, Some(tree))
        }
        Members::Group(partition, idx) => match partition.groups.get(*idx) {
            Some(group) => (group.root.clone(), group.files.clone(), Some(&partition.tree)),
            None => (folder_of(document).to_owned(), vec![document.to_owned()], None),
        },
    };
    let (files, renamed) = prefer_open(cx, files, document);
    let mut reasons = vec![claim.reason];
    let (rule_set, reason) = match claim.standing {
        Standing::Prisma8 => (RuleSet::V7, None),
        _ => {
            let mut folders = vec![root.as_path()];
            // A config may name a schema that lies elsewhere; then its own packages come second.
            let hinted = reasons.first().and_then(|it| it.file.as_deref()).map(folder_of);
            folders.extend(hinted.filter(|it| !root.starts_with(it)));
            let (rule_set, reason) = detect(cx, &folders, &files);
            (rule_set, Some(reason))
        }
    };
    reasons.extend(reason);
    inputs.append(&mut mem::take(&mut cx.inputs).into_sorted());
    for tree in &claim.trail.trees {
        inputs.extend(tree.inputs.iter().cloned());
    }
    let mut skipped: BTreeSet<Skipped> = claim.trail.missing.into_iter().chain(renamed).collect();
    if let Members::Group(partition, _) = &claim.members {
        skipped.extend(partition.named.iter().cloned());
    }
    if let Some(tree) = tree {
        inputs.extend(tree.inputs.iter().cloned());
        skipped.extend(tree.skipped.iter().filter(|it| !files.contains(&it.path)).cloned());
    }
    skipped.extend(cx.unreadable.iter().filter(|it| inputs.contains(folder_of(&it.path))).cloned());
    let config = claim.config.as_deref().map(config_facts);
    inputs.extend(env_files(&root, config.as_ref().map(|it| &*it.file), &inputs));
    Project {
        root,
        files,
        rule_set,
        claimed_by: claim.by,
        standing: claim.standing,
        reasons,
        skipped: skipped.into_iter().collect(),
        config,
        config_not_static: claim.trail.not_static,
        limit: tree.and_then(|it| it.limit),
        inputs: inputs.into_iter().collect(),
    }
}

/// Names each file as the editor does, where that differs from how the folder was walked; also returns the
/// names this replaces.
fn prefer_open(cx: &mut Cx<'_>, files: Vec<PathBuf>, document: &Path) -> (Vec<PathBuf>, Vec<Skipped>) {
    let mut open: Vec<PathBuf> = cx.options.open.iter().map(|it| normal(it)).collect();
    open.push(document.to_owned());
    let mut files: BTreeSet<PathBuf> = files.into_iter().collect();
    let mut replaced = Vec::new();
    for open in open {
        if files.contains(&open) {
            continue;
        }
        let canonical = cx.canonical(&open);
        let Some(other) = files.iter().find(|it| cx.canonical(it) == canonical).cloned() else { continue };
        files.remove(&other);
        replaced.push(Skipped { path: other, why: SkippedBecause::SameAs(open.clone()) });
        files.insert(open);
    }
    (files.into_iter().collect(), replaced)
}

fn config_facts(file: &ConfigFile) -> ConfigFacts {
    let config = &file.config;
    ConfigFacts {
        file: file.path.clone(),
        external_tables: config.external_tables.clone(),
        external_enums: config.external_enums.clone(),
        external_tables_enabled: config.external_tables_enabled,
        datasource_url: config.datasource_url,
    }
}
