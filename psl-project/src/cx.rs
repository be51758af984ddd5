//! What one run of discovery knows so far.
//!
//! Every path is read at most once per run, however many documents ask. What is asked is written down as an input
//! of the project under construction.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::config::{self, Config, Place};
use crate::expand::{Style, Tree};
use crate::files::{Entry, Files, Kind, reason};
use crate::neighbours::Partition;
use crate::options::Options;
use crate::package::{self, Package};
use crate::path::{PathMap, PathSet, folder_of, is_prisma, normal};
use crate::project::{About, Reason, Skipped, SkippedBecause};
use crate::scan::{self, Facts};

/// The tree, the options, and everything read so far.
pub(crate) struct Cx<'f> {
    pub(crate) files: &'f dyn Files,
    pub(crate) options: &'f Options,
    /// By style.
    pub(crate) trees: [PathMap<Rc<Tree>>; Style::COUNT],
    pub(crate) partitions: PathMap<Rc<Partition>>,
    /// What the project under construction looked at.
    pub(crate) inputs: PathSet,
    /// Configs and packages that exist and cannot be read.
    pub(crate) unreadable: BTreeSet<Skipped>,
    workspace: Option<PathBuf>,
    facts: PathMap<Rc<Facts>>,
    listings: PathMap<Rc<io::Result<Vec<Entry>>>>,
    configs: PathMap<Option<Rc<ConfigFile>>>,
    packages: PathMap<Option<Rc<Package>>>,
    canonicals: PathMap<PathBuf>,
    kinds: PathMap<Option<Kind>>,
    git: PathMap<bool>,
}

/// A config and where it stands.
pub(crate) struct ConfigFile {
    pub(crate) path: PathBuf,
    pub(crate) config: Config,
}

impl<'f> Cx<'f> {
    pub(crate) fn new(files: &'f dyn Files, options: &'f Options) -> Cx<'f> {
        Cx {
            files,
            options,
            trees: Default::default(),
            partitions: PathMap::default(),
            inputs: PathSet::default(),
            unreadable: BTreeSet::new(),
            workspace: options.workspace_folder.as_deref().map(normal),
            facts: PathMap::default(),
            listings: PathMap::default(),
            configs: PathMap::default(),
            packages: PathMap::default(),
            canonicals: PathMap::default(),
            kinds: PathMap::default(),
            git: PathMap::default(),
        }
    }

    /// Writes down that the names in a folder matter.
    pub(crate) fn look_at(&mut self, folder: &Path) {
        self.inputs.insert(folder);
    }

    /// The entries of a folder, sorted.
    pub(crate) fn listing(&mut self, folder: &Path) -> Rc<io::Result<Vec<Entry>>> {
        self.look_at(folder);
        if let Some(known) = self.listings.get(folder) {
            return Rc::clone(known);
        }
        let listing = self.files.read_dir(folder).map(|mut entries| {
            entries.sort_unstable();
            entries
        });
        let listing = Rc::new(listing);
        self.listings.insert(folder, Rc::clone(&listing));
        listing
    }

    /// Tells whether a folder lists a schema file.
    pub(crate) fn lists_schema(&mut self, folder: &Path) -> bool {
        let is_schema = |it: &Entry| it.kind != Kind::Folder && is_prisma(Path::new(&it.name));
        self.listing(folder).as_ref().as_ref().is_ok_and(|it| it.iter().any(is_schema))
    }

    /// The schema files a folder lists, for looking at them without adopting them.
    pub(crate) fn listed_schemas(&mut self, folder: &Path) -> Vec<PathBuf> {
        let listing = self.listing(folder);
        let entries = listing.as_ref().as_ref().map_or(&[][..], Vec::as_slice);
        let files = entries.iter().filter(|it| it.kind == Kind::File).map(|it| folder.join(&it.name));
        files.filter(|it| is_prisma(it)).collect()
    }

    /// The facts about a schema file; those of an empty file when it cannot be read.
    pub(crate) fn facts(&mut self, file: &Path) -> Rc<Facts> {
        if let Some(known) = self.facts.get(file) {
            return Rc::clone(known);
        }
        let facts = Rc::new(self.files.read(file).map(|it| scan::facts(&it)).unwrap_or_default());
        self.facts.insert(file, Rc::clone(&facts));
        facts
    }

    /// The config in a folder or in the `.config` beside it.
    pub(crate) fn config(&mut self, folder: &Path) -> Option<Rc<ConfigFile>> {
        self.look_at(folder);
        let found = match self.configs.get(folder) {
            Some(known) => known.clone(),
            None => {
                let found = self.read_config(folder).map(Rc::new);
                self.configs.insert(folder, found.clone());
                found
            }
        };
        if let Some(file) = &found {
            self.look_at(&file.path);
        }
        found
    }

    fn read_config(&mut self, folder: &Path) -> Option<ConfigFile> {
        let inner = folder.join(".config");
        let has_inner =
            self.may_list(folder, ".config") && self.files.kind(&inner).is_ok_and(|it| it == Kind::Folder);
        let beside = config::NAMES.iter().map(|it| folder.join(it));
        let inside = config::NAMES_IN_DOT_CONFIG.iter().map(|it| inner.join(it)).filter(|_| has_inner);
        for path in beside.chain(inside) {
            if folder_of(&path) == folder && !path.file_name().is_some_and(|it| self.may_list(folder, it)) {
                continue;
            }
            let Some(bytes) = self.read(&path) else { continue };
            let text = String::from_utf8_lossy(&bytes);
            let place = Place { folder: folder_of(&path), working: folder };
            let config = config::read(&text, place);
            return Some(ConfigFile { path, config });
        }
        None
    }

    /// The config that is nearest to the files of a folder.
    fn nearest_config(&mut self, folder: &Path) -> Option<Rc<ConfigFile>> {
        for folder in folder.ancestors() {
            if let Some(config) = self.config(folder) {
                return Some(config);
            }
            if self.is_boundary(folder) {
                break;
            }
        }
        None
    }

    /// The `package.json` in a folder.
    pub(crate) fn package(&mut self, folder: &Path) -> Option<Rc<Package>> {
        let path = folder.join("package.json");
        let found = match self.packages.get(folder) {
            Some(known) => known.clone(),
            None => {
                let bytes = if self.may_list(folder, "package.json") { self.read(&path) } else { None };
                let found = bytes.map(|it| Rc::new(package::read(&it)));
                self.packages.insert(folder, found.clone());
                found
            }
        };
        if found.is_some() {
            self.look_at(&path);
        }
        found
    }

    /// What a path stands for after following links; `None` when nothing is there.
    pub(crate) fn kind(&mut self, path: &Path) -> Option<Kind> {
        if let Some(known) = self.kinds.get(path) {
            return *known;
        }
        let kind = self.files.kind(path).ok();
        self.kinds.insert(path, kind);
        kind
    }

    /// Tells whether a folder is the root of a repository; in a worktree `.git` is a file.
    pub(crate) fn has_git(&mut self, folder: &Path) -> bool {
        if let Some(known) = self.git.get(folder) {
            return *known;
        }
        let has_git = self.may_list(folder, ".git") && self.files.kind(&folder.join(".git")).is_ok();
        self.git.insert(folder, has_git);
        has_git
    }

    /// Tells whether looking upwards ends at this folder.
    pub(crate) fn is_boundary(&mut self, folder: &Path) -> bool {
        match &self.workspace {
            Some(workspace) if folder.starts_with(workspace) => folder == workspace,
            _ => self.has_git(folder),
        }
    }

    /// Resolves links; of a path that does not exist, those of the part that does.
    pub(crate) fn canonical(&mut self, path: &Path) -> PathBuf {
        if let Some(known) = self.canonicals.get(path) {
            return known.clone();
        }
        let canonical = match (self.files.canonicalize(path), path.parent(), path.file_name()) {
            (Ok(canonical), _, _) => canonical,
            (Err(_), Some(folder), Some(name)) => self.canonical(folder).join(name),
            _ => path.to_owned(),
        };
        self.canonicals.insert(path, canonical.clone());
        canonical
    }

    /// Remembers the canonical form of a path that was found while listing folders.
    pub(crate) fn set_canonical(&mut self, path: &Path, canonical: &Path) {
        self.canonicals.insert(path, canonical.to_owned());
    }

    /// Why a document is in the language of Prisma 8, if it is: it says so itself, or the nearest config names
    /// it as its contract. Other documents beside such a config are not, because repositories migrate file by
    /// file.
    pub(crate) fn prisma_8(&mut self, document: &Path) -> Option<Reason> {
        if let Some(line) = self.facts(document).prisma_next {
            return Some(Reason::new(About::Standing, "// use prisma-next").at(document, line));
        }
        let file = self.nearest_config(folder_of(document))?;
        if !file.config.is_prisma_8 {
            return None;
        }
        for contract in &file.config.contracts {
            let contract = self.canonical(contract);
            if self.canonical(document).starts_with(&contract) {
                let reason = Reason::new(About::Standing, "the contract of a Prisma 8 config");
                return Some(reason.at(&file.path, file.config.contract_line));
            }
        }
        None
    }

    /// Saves a look at the disk where a listing already tells that a name is not there.
    fn may_list(&self, folder: &Path, name: impl AsRef<OsStr>) -> bool {
        let Some(listing) = self.listings.get(folder) else { return true };
        let Ok(entries) = listing.as_ref() else { return true };
        entries.binary_search_by(|it| it.name.as_os_str().cmp(name.as_ref())).is_ok()
    }

    /// Reads a file that need not be there.
    fn read(&mut self, path: &Path) -> Option<Vec<u8>> {
        let error = match self.files.read(path) {
            Ok(bytes) => return Some(bytes),
            Err(error) => error,
        };
        let is_absent = matches!(
            error.kind(),
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory
        );
        if !is_absent {
            let why = SkippedBecause::Unreadable(reason(&error));
            self.unreadable.insert(Skipped { path: path.to_owned(), why });
        }
        None
    }
}
