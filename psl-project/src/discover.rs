//! A document → its project.
//!
//! In order: a document of Prisma 8 is left alone; a setting decides; the nearest config or `package.json` that
//! names the document decides; a document inside an ignored folder stands alone; else its neighbours decide.

use std::ffi::OsStr;
use std::mem;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::build::build;
use crate::claim::{Claim, Members, Trail, claim, covers, single};
use crate::cx::Cx;
use crate::expand::{is_hidden, is_never_entered, output_folder};
use crate::files::Files;
use crate::hint::claim_by_hint;
use crate::neighbours::around;
use crate::options::Options;
use crate::path::{folder_of, is_prisma, normal, resolve};
use crate::project::{About, ClaimedBy, Project, Reason, Standing};
use crate::rule_set::detect_text;
use crate::scan;

/// Finds the project of a document.
///
/// The path is absolute; the document need not exist, but then it is known by its place only. A server passes an
/// [`Overlay`](crate::Overlay) so that unsaved text counts.
pub fn discover(files: &dyn Files, document: &Path, options: &Options) -> Project {
    let cx = &mut Cx::new(files, options);
    let document = normal(document);
    let claim = claim_of(cx, &document);
    build(cx, claim, &document)
}

/// Makes a project of one text that has no place on disk, such as an untitled document or standard input.
///
/// Only the text and the setting decide; nothing is read.
pub fn alone(document: &Path, text: &[u8], options: &Options) -> Project {
    let facts = scan::facts(text);
    let (rule_set, rules_reason) = detect_text(options.rules, facts.url.is_some());
    let mut reasons = vec![Reason::new(About::Files, "the document is not a file in a folder"), rules_reason];
    if let Some(line) = facts.prisma_next {
        reasons.push(Reason::new(About::Standing, "// use prisma-next").at(document, line));
    }
    Project {
        root: folder_of(document).to_owned(),
        files: vec![document.to_owned()],
        rule_set,
        claimed_by: ClaimedBy::Alone,
        standing: if facts.prisma_next.is_some() { Standing::Prisma8 } else { Standing::Schema },
        reasons,
        skipped: Vec::new(),
        config: None,
        config_not_static: Vec::new(),
        limit: None,
        inputs: Vec::new(),
    }
}

/// Decides which project a document is in.
pub(crate) fn claim_of(cx: &mut Cx<'_>, document: &Path) -> Claim {
    cx.inputs.clear();
    let mut claim = decide(cx, document);
    claim.trail.inputs = mem::take(&mut cx.inputs);
    claim
}

fn decide(cx: &mut Cx<'_>, document: &Path) -> Claim {
    let trail = &mut Trail::default();
    if let Some(reason) = cx.prisma_8(document) {
        return single(cx, trail, document, Standing::Prisma8, reason);
    }
    if let Some(claim) = claim_by_name(cx, trail, document) {
        return claim;
    }
    let (top, is_known_top) = top_of(cx, document);
    let ignored = outermost(document, &top, is_never_entered);
    let hidden = if is_known_top { outermost(document, &top, is_hidden) } else { None };
    let inside = ignored.or(hidden).map(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        Reason::new(About::Standing, format!("inside {name}"))
    });
    if let Some(reason) = inside.or_else(|| generated(cx, trail, document, &top)) {
        return single(cx, trail, document, Standing::Ignored, reason);
    }
    if !is_prisma(document) {
        let reason = Reason::new(About::Files, "the name does not end in .prisma and nothing names the file");
        return single(cx, trail, document, Standing::Schema, reason);
    }
    claim_by_neighbours(cx, trail, document)
}

/// Finds who names the document: a setting, else a config or package above it.
pub(crate) fn claim_by_name(cx: &mut Cx<'_>, trail: &mut Trail, document: &Path) -> Option<Claim> {
    if let Some(claim) = claim_by_setting(cx, trail, document) {
        return Some(claim);
    }
    let (top, _) = top_of(cx, document);
    let ignored = outermost(document, &top, is_never_entered);
    claim_by_hint(cx, trail, document, &top, ignored.as_deref())
}

fn claim_by_setting(cx: &mut Cx<'_>, trail: &mut Trail, document: &Path) -> Option<Claim> {
    let options = cx.options;
    for schema in &options.schemas {
        let base = options.workspace_folder.as_deref().unwrap_or(Path::new(""));
        let reason = Reason::new(About::Files, format!("psl.schemas: \"{}\"", schema.display()));
        let target = resolve(base, schema);
        if let Some(members) = covers(cx, trail, &target, document, &reason) {
            return Some(claim(cx, trail, members, ClaimedBy::Setting, reason));
        }
    }
    None
}

fn claim_by_neighbours(cx: &mut Cx<'_>, trail: &mut Trail, document: &Path) -> Claim {
    let partition = around(cx, document);
    trail.trees.push(Rc::clone(&partition.tree));
    let canonical = cx.canonical(document);
    if let Some((idx, group)) =
        partition.group_of(&canonical).and_then(|idx| Some((idx, partition.groups.get(idx)?)))
    {
        let by = if group.is_alone { ClaimedBy::Alone } else { ClaimedBy::Neighbours };
        let reason = group.reason.clone();
        return claim(cx, trail, Members::Group(partition, idx), by, reason);
    }
    if let Some(reason) = partition.tree.generated(document, &canonical).cloned() {
        return single(cx, trail, document, Standing::Ignored, reason);
    }
    let reason = Reason::new(About::Files, "the folder does not list the file");
    single(cx, trail, document, Standing::Schema, reason)
}

/// The last folder that is looked at on the way up, and whether it is known to be the top of something.
fn top_of(cx: &mut Cx<'_>, document: &Path) -> (PathBuf, bool) {
    let mut last = folder_of(document);
    for folder in folder_of(document).ancestors() {
        if cx.is_boundary(folder) {
            return (folder.to_owned(), true);
        }
        last = folder;
    }
    (last.to_owned(), false)
}

/// The outermost folder between `top` and the document whose name `wanted` accepts.
fn outermost(document: &Path, top: &Path, wanted: impl Fn(&OsStr) -> bool) -> Option<PathBuf> {
    let below = folder_of(document).strip_prefix(top).ok()?;
    let mut folder = top.to_owned();
    for name in below {
        folder.push(name);
        if wanted(name) {
            return Some(folder);
        }
    }
    None
}

/// Why a document that nobody claims is generated code: a schema in one of the usual places above it has a
/// generator that writes there.
fn generated(cx: &mut Cx<'_>, trail: &Trail, document: &Path, top: &Path) -> Option<Reason> {
    let canonical = cx.canonical(document);
    if let Some(reason) = trail.trees.iter().find_map(|it| it.generated(document, &canonical)) {
        return Some(reason.clone());
    }
    for folder in folder_of(document).ancestors() {
        let mut files = vec![folder.join("schema.prisma")];
        files.extend(cx.listed_schemas(&folder.join("prisma")));
        files.extend(cx.listed_schemas(&folder.join("prisma/schema")));
        for file in files.iter().filter(|it| *it != document) {
            for output in &cx.facts(file).outputs {
                let writes_to = output_folder(file, &output.path);
                if writes_to.is_some_and(|it| document.starts_with(it)) {
                    let reason = Reason::new(About::Standing, format!("output = \"{}\"", output.path));
                    return Some(reason.at(file, output.line));
                }
            }
        }
        if folder == top {
            break;
        }
    }
    None
}
