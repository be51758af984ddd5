//! What the configs and packages of a folder say about where its schema is.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::claim::{Claim, Trail, claim, covers};
use crate::config::Schema;
use crate::cx::{ConfigFile, Cx};
use crate::package::Entry;
use crate::path::{folder_of, resolve};
use crate::project::{About, ClaimedBy, ConfigNotStatic, Reason};

/// A path someone named as a schema.
struct Hint {
    /// A file or folder, which need not exist.
    target: PathBuf,
    by: ClaimedBy,
    reason: Reason,
    config: Option<Rc<ConfigFile>>,
}

/// Walks up to `top` until a hint names the document. Hints inside an ignored folder have no say.
pub(crate) fn claim_by_hint(
    cx: &mut Cx<'_>,
    trail: &mut Trail,
    document: &Path,
    top: &Path,
    ignored: Option<&Path>,
) -> Option<Claim> {
    let start = ignored.map_or(folder_of(document), folder_of);
    for folder in start.ancestors() {
        let (hints, not_static) = hints(cx, folder);
        trail.not_static.extend(not_static);
        for hint in hints {
            if let Some(members) = covers(cx, trail, &hint.target, document, &hint.reason) {
                let claim = claim(cx, trail, members, hint.by, hint.reason);
                return Some(Claim { config: hint.config, ..claim });
            }
        }
        if folder == top {
            break;
        }
    }
    None
}

/// The hints of one folder, strongest first, and the config that would have to be run.
fn hints(cx: &mut Cx<'_>, folder: &Path) -> (Vec<Hint>, Option<ConfigNotStatic>) {
    let mut hints = Vec::new();
    let mut not_static = None;
    if let Some(file) = cx.config(folder) {
        match config_hint(cx, folder, &file) {
            Ok(hint) => hints.extend(hint),
            Err(computed) => not_static = Some(computed),
        }
    }
    if let Some(package) = cx.package(folder) {
        let path = folder.join("package.json");
        let hint = |entry: &Entry| Hint {
            target: resolve(folder, Path::new(&entry.value)),
            by: ClaimedBy::Package,
            reason: Reason::new(About::Files, &entry.text).at(&path, entry.line),
            config: None,
        };
        hints.extend(package.schema.iter().chain(&package.script_schema).map(hint));
    }
    (hints, not_static)
}

fn config_hint(
    cx: &mut Cx<'_>,
    folder: &Path,
    file: &Rc<ConfigFile>,
) -> Result<Option<Hint>, ConfigNotStatic> {
    let (target, line, text) = match &file.config.schema {
        Schema::At { path, line, text } => (path.clone(), *line, text.clone()),
        // What such a config leaves out says nothing about the older language.
        Schema::Absent | Schema::Unknown { .. } if file.config.is_prisma_8 => return Ok(None),
        Schema::Unknown { range, line } => {
            return Err(ConfigNotStatic { file: file.path.clone(), range: range.clone(), line: *line });
        }
        Schema::Absent => {
            let Some(target) = default_schema(cx, folder_of(&file.path), folder) else { return Ok(None) };
            (target, 1, "no schema, so the default place".to_owned())
        }
    };
    let reason = Reason::new(About::Files, text).at(&file.path, line);
    Ok(Some(Hint { target, by: ClaimedBy::Config, reason, config: Some(Rc::clone(file)) }))
}

/// `schema.prisma`, then `prisma/schema.prisma`: beside the config, and for `.config/prisma.ts` also in the folder
/// above, where Prisma is started.
fn default_schema(cx: &mut Cx<'_>, beside: &Path, working: &Path) -> Option<PathBuf> {
    let folders = [beside, working];
    let folders = if beside == working { &folders[..1] } else { &folders[..] };
    let places = folders.iter().flat_map(|it| [it.join("schema.prisma"), it.join("prisma/schema.prisma")]);
    places.into_iter().find(|it| cx.kind(it).is_some())
}
