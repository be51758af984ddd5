//! Files that are one schema: trees of open documents and of files from the disk.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
    sync::Arc,
};

use psl_ide::RuleSet;
use psl_ide::Workspace;
use psl_parser::{FileId, SourceFile};
use psl_project::{Project, Stamp, Surroundings};
use tower_lsp::lsp_types::Url;

use super::{Document, FoundProject, Key, Text};
use crate::{
    client::Client,
    query::{View, ViewFile},
    settings::Settings,
};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct ProjectId(pub(crate) u32);

/// A schema with at least one open document.
pub(crate) struct LoadedProject {
    pub(crate) info: Arc<Project>,
    surroundings: Arc<Surroundings>,
    pub(crate) stamps: Vec<Option<Stamp>>,
    pub(crate) workspace_folder: Option<PathBuf>,
    pub(crate) settings: Arc<Settings>,
    /// Counts every change.
    pub(crate) revision: u64,
    /// The revision whose findings were last asked for.
    pub(crate) asked: Option<u64>,
    /// Findings are being computed.
    pub(crate) is_busy: bool,
    files: Vec<ProjectFile>,
    /// The files by their keys.
    ids: Arc<HashMap<Key, FileId>>,
    workspace: Workspace,
    view: Option<Arc<View>>,
}

/// A file of a schema; its index is its [`FileId`].
struct ProjectFile {
    key: Key,
    /// Unless an editor spells it differently.
    url: Url,
    problem: Option<Arc<str>>,
}

impl LoadedProject {
    /// A project of what was found on the disk.
    pub(crate) fn new(
        found: FoundProject,
        documents: &BTreeMap<Key, Document>,
        settings: Arc<Settings>,
    ) -> LoadedProject {
        let mut project = LoadedProject {
            info: Arc::clone(&found.project),
            surroundings: Arc::default(),
            stamps: Vec::new(),
            workspace_folder: found.workspace_folder.clone(),
            settings: Arc::clone(&settings),
            revision: 0,
            asked: None,
            is_busy: false,
            files: Vec::new(),
            ids: Arc::default(),
            workspace: Workspace::new(RuleSet::V7),
            view: None,
        };
        project.update(found, documents, settings);
        project
    }

    /// A project of one document that is no file.
    pub(crate) fn alone(key: Key, document: &Document, settings: Arc<Settings>) -> LoadedProject {
        let options = psl_project::Options { rules: settings.rules, ..psl_project::Options::default() };
        let path = PathBuf::from(document.url.path());
        let info = psl_project::alone(&path, document.file().text().as_bytes(), &options);
        let mut workspace = Workspace::new(rule_set(info.rule_set));
        workspace.set_files(vec![Arc::clone(document.file())]);
        LoadedProject {
            info: Arc::new(info),
            surroundings: Arc::default(),
            stamps: Vec::new(),
            workspace_folder: None,
            settings,
            revision: 0,
            asked: None,
            is_busy: false,
            ids: Arc::new(HashMap::from([(key.clone(), FileId(0))])),
            files: vec![ProjectFile { key, url: document.url.clone(), problem: document.problem() }],
            workspace,
            view: None,
        }
    }

    /// Takes over what was found. Files whose text is as before keep their trees.
    pub(crate) fn update(
        &mut self,
        found: FoundProject,
        documents: &BTreeMap<Key, Document>,
        settings: Arc<Settings>,
    ) {
        let mut files = Vec::with_capacity(found.texts.len());
        let mut trees = Vec::with_capacity(found.texts.len());
        for (path, text) in found.project.files.iter().zip(found.texts) {
            let key = Key::File(path.clone());
            let Some(url) = key.url() else { continue };
            let old = self.file_id(&key).and_then(|it| self.workspace.file(it)).cloned();
            let (tree, problem) = match (documents.get(&key), text) {
                (Some(document), _) => (Arc::clone(document.file()), document.problem()),
                (None, Text::Disk(text)) => (tree_of(old, &text), None),
                // It was open when the disk was read. The next answer brings its text.
                (None, Text::Open) => (old.unwrap_or_else(|| tree_of(None, "")), None),
                (None, Text::Problem(problem)) => (tree_of(None, ""), Some(problem)),
            };
            files.push(ProjectFile { key, url, problem });
            trees.push(tree);
        }
        let keys = files.iter().enumerate().map(|(index, it)| (it.key.clone(), FileId(index as u32)));
        self.ids = Arc::new(keys.collect());
        self.files = files;
        self.workspace.set_files(trees);
        self.workspace.set_rules(rule_set(found.project.rule_set));
        self.workspace.set_surroundings(shown(&found.surroundings, &found.project));
        self.surroundings = found.surroundings;
        self.info = found.project;
        self.stamps = found.stamps;
        self.settings = settings;
        self.touch();
    }

    /// Takes over the tree of an open document.
    pub(crate) fn set_document(&mut self, key: &Key, document: &Document) {
        if let Some(id) = self.file_id(key) {
            self.workspace.set_file(id, Arc::clone(document.file()));
            if let Some(file) = self.files.get_mut(id.0 as usize) {
                file.problem = document.problem();
            }
            self.touch();
        }
    }

    pub(crate) fn set_settings(&mut self, settings: Arc<Settings>) {
        if self.settings != settings {
            self.settings = settings;
            self.touch();
        }
    }

    /// Notes a change that only the view shows, say a version.
    pub(crate) fn touch(&mut self) {
        self.revision += 1;
        self.view = None;
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.files.iter().map(|it| &it.key)
    }

    pub(crate) fn contains(&self, key: &Key) -> bool {
        self.file_id(key).is_some()
    }

    /// Whether this project has `key`, and the text of `document` leads discovery to the same answer as the text here.
    pub(crate) fn is_like_on_disk(&self, key: &Key, document: &Document) -> bool {
        let Some(old) = self.file_id(key).and_then(|it| self.workspace.file(it)) else { return false };
        psl_project::facts(old.text().as_bytes()).decide_like(document.facts())
    }

    /// Whether a change of `path` on disk can matter.
    pub(crate) fn depends_on(&self, path: &Path) -> bool {
        self.info.depends_on(path) || self.info.files.iter().any(|it| it == path)
    }

    /// The present state, for queries.
    pub(crate) fn view(
        &mut self,
        client: &Arc<Client>,
        rule_pages: Option<&Arc<str>>,
        documents: &BTreeMap<Key, Document>,
    ) -> Arc<View> {
        if let Some(view) = &self.view {
            return Arc::clone(view);
        }
        let files = self.files.iter().map(|file| {
            let document = documents.get(&file.key);
            ViewFile {
                key: file.key.clone(),
                url: document.map_or(&file.url, |it| &it.url).clone(),
                version: document.map(|it| it.version),
                sent_tokens: document.map(|it| Arc::clone(&it.sent_tokens)),
                problem: file.problem.clone(),
            }
        });
        let view = Arc::new(View {
            client: Arc::clone(client),
            settings: Arc::clone(&self.settings),
            rule_pages: rule_pages.cloned(),
            project: Arc::clone(&self.info),
            surroundings: Arc::clone(&self.surroundings),
            files: files.collect(),
            ids: Arc::clone(&self.ids),
            snapshot: self.workspace.snapshot(),
        });
        self.view = Some(Arc::clone(&view));
        view
    }

    fn file_id(&self, key: &Key) -> Option<FileId> {
        self.ids.get(key).copied()
    }
}

fn tree_of(old: Option<Arc<SourceFile>>, text: &str) -> Arc<SourceFile> {
    match old {
        Some(old) if old.text() == text => old,
        Some(old) => Arc::new(old.edited(text)),
        None => Arc::new(SourceFile::parse(text)),
    }
}

/// What lies near a project, with paths as people are shown them.
fn shown(surroundings: &Surroundings, project: &Project) -> psl_ide::Surroundings {
    let shown = |path: &Path| {
        let base = project.root.ancestors().find(|it| path.starts_with(it)).unwrap_or(Path::new(""));
        path.strip_prefix(base).unwrap_or(path).display().to_string().replace('\\', "/")
    };
    psl_ide::Surroundings {
        variables: surroundings.variables.iter().map(|it| (it.name.clone(), shown(&it.file))).collect(),
        generators: surroundings.generators.clone(),
    }
}

fn rule_set(rules: psl_project::RuleSet) -> RuleSet {
    match rules {
        psl_project::RuleSet::V6 => RuleSet::V6,
        psl_project::RuleSet::V7 => RuleSet::V7,
    }
}
