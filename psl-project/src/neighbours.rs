//! Which files belong together when nobody says so.
//!
//! Files that lie beside or below each other are one schema, until there is more than one `datasource` among
//! them: then each datasource takes what is nearest to it. A file that someone names is not up for sharing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::claim::Trail;
use crate::cx::Cx;
use crate::discover::claim_by_name;
use crate::expand::{Found, Style, Tree, tree};
use crate::path::{folder_of, shown};
use crate::project::{About, Reason, Skipped, SkippedBecause};

/// The files below a root, shared out among projects.
pub(crate) struct Partition {
    pub(crate) root: PathBuf,
    pub(crate) tree: Rc<Tree>,
    pub(crate) groups: Vec<Group>,
    /// The files that belong to someone else.
    pub(crate) named: Vec<Skipped>,
    /// By canonical path.
    group_of: HashMap<PathBuf, usize>,
}

/// Files that are one schema.
pub(crate) struct Group {
    pub(crate) root: PathBuf,
    pub(crate) files: Vec<PathBuf>,
    pub(crate) reason: Reason,
    /// The file was left over.
    pub(crate) is_alone: bool,
}

impl Partition {
    /// The index of the group a file is in.
    pub(crate) fn group_of(&self, canonical: &Path) -> Option<usize> {
        self.group_of.get(canonical).copied()
    }
}

/// Shares out the files around a document.
pub(crate) fn around(cx: &mut Cx<'_>, document: &Path) -> Rc<Partition> {
    let (root, style) = root_of(cx, document);
    if let Some(known) = cx.partitions.get(&root) {
        return Rc::clone(known);
    }
    let tree = tree(cx, &root, style);
    let partition = Rc::new(share_out(cx, &root, tree));
    cx.partitions.insert(&root, Rc::clone(&partition));
    partition
}

/// The highest folder reached by going up while the folder above directly holds a schema file. A folder that is
/// the root of something is not left.
fn root_of(cx: &mut Cx<'_>, document: &Path) -> (PathBuf, Style) {
    let mut folder = folder_of(document);
    loop {
        if is_package_root(cx, folder) {
            return (folder.to_owned(), Style::PackageRoot);
        }
        if cx.config(folder).is_some() || cx.is_boundary(folder) {
            return (folder.to_owned(), Style::Found);
        }
        let above = folder.parent().filter(|it| cx.lists_schema(it));
        let Some(above) = above else { return (folder.to_owned(), Style::Found) };
        // The root of a package only takes in its folder `prisma`; going there would lose the document.
        if !folder.ends_with("prisma") && is_package_root(cx, above) {
            return (folder.to_owned(), Style::Found);
        }
        folder = above;
    }
}

fn is_package_root(cx: &mut Cx<'_>, folder: &Path) -> bool {
    cx.package(folder).is_some() || cx.has_git(folder)
}

fn share_out(cx: &mut Cx<'_>, root: &Path, tree: Rc<Tree>) -> Partition {
    let mut owners: HashMap<&Path, Vec<(&Found, u32)>> = HashMap::new();
    let mut n_owners = 0;
    let mut files = Vec::with_capacity(tree.files.len());
    let mut named = Vec::new();
    for file in &tree.files {
        if let Some(claim) = claim_by_name(cx, &mut Trail::default(), &file.path) {
            let why = SkippedBecause::Named(claim.reason);
            named.push(Skipped { path: file.path.clone(), why });
            continue;
        }
        files.push(file);
        if let Some(line) = cx.facts(&file.path).datasource {
            owners.entry(folder_of(&file.path)).or_default().push((file, line));
            n_owners += 1;
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of = HashMap::with_capacity(tree.files.len());
    let mut group_of_owner: HashMap<&Path, usize> = HashMap::new();
    for file in files {
        let owner = if n_owners < 2 { Owner::Root } else { owner(&owners, root, file) };
        let key = match owner {
            Owner::Root => Some(root),
            Owner::File(owner, _) => Some(owner.path.as_path()),
            Owner::Nobody => None,
        };
        let known = key.and_then(|it| group_of_owner.get(it).copied());
        let idx = known.unwrap_or_else(|| {
            groups.push(new_group(&owner, root, file, &owners));
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(idx) {
            group.files.push(file.path.clone());
        }
        if let Some(key) = key {
            group_of_owner.insert(key, idx);
        }
        group_of.insert(file.canonical.clone(), idx);
    }
    Partition { root: root.to_owned(), groups, named, group_of, tree: Rc::clone(&tree) }
}

/// Who takes a file.
enum Owner<'t> {
    /// The whole tree is one project.
    Root,
    /// The file with this datasource, which stands on this line.
    File(&'t Found, u32),
    Nobody,
}

fn owner<'t>(owners: &HashMap<&Path, Vec<(&'t Found, u32)>>, root: &Path, file: &Found) -> Owner<'t> {
    for folder in folder_of(&file.path).ancestors() {
        match owners.get(folder).map(Vec::as_slice) {
            Some([(only, line)]) => return Owner::File(only, *line),
            Some(several) => {
                let own = several.iter().find(|(it, _)| it.path == file.path);
                return own.map_or(Owner::Nobody, |(it, line)| Owner::File(it, *line));
            }
            None if folder == root => break,
            None => {}
        }
    }
    Owner::Nobody
}

fn new_group(
    owner: &Owner<'_>,
    root: &Path,
    file: &Found,
    owners: &HashMap<&Path, Vec<(&Found, u32)>>,
) -> Group {
    let folder = folder_of(&file.path);
    let below = shown(root, folder_of(root));
    let (root, reason) = match owner {
        Owner::Root => (root, Reason::new(About::Files, format!("all schema files below {below}"))),
        Owner::File(owner, line) => {
            let folder = folder_of(&owner.path);
            let shared = owners.get(folder).is_some_and(|it| it.len() > 1);
            let text = match shared {
                true => "datasource; others in this folder have their own, so this file is one schema",
                false => "datasource; the nearest one to these files",
            };
            (folder, Reason::new(About::Files, text).at(&owner.path, *line))
        }
        Owner::Nobody => {
            let text = format!("several datasources below {below} and none of them is nearest to this file");
            (folder, Reason::new(About::Files, text))
        }
    };
    Group { root: root.to_owned(), files: Vec::new(), reason, is_alone: matches!(owner, Owner::Nobody) }
}
