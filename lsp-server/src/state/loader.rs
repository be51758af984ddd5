//! The thread that reads the disk: finds the projects of documents and the texts of their files.

use std::{
    path::PathBuf,
    sync::{Arc, mpsc},
};

use psl_parser::SourceFile;
use psl_project::{Disk, Files, Limits, Options, Overlay, Project, Rules, Stamp, Surroundings};

use super::document::MAX_ANALYSED;
use crate::{main_loop::Event, workers::Pool};

/// A document whose project is wanted.
pub(crate) struct Wanted {
    pub(crate) path: PathBuf,
    pub(crate) workspace_folder: Option<PathBuf>,
    pub(crate) schemas: Vec<PathBuf>,
    pub(crate) rules: Rules,
}

/// A known answer, and the state of the disk it was made from.
pub(crate) struct Stamped {
    pub(crate) project: Arc<Project>,
    pub(crate) stamps: Vec<Option<Stamp>>,
}

/// What to find out.
pub(crate) struct LoadRequest {
    pub(crate) number: u64,
    pub(crate) wanted: Vec<Wanted>,
    /// All open files.
    pub(crate) open: Vec<(PathBuf, Arc<SourceFile>)>,
    /// When these are all as they were, there is nothing to do. Empty: find out in any case.
    pub(crate) unless_unchanged: Vec<Stamped>,
}

/// What was found.
pub(crate) struct LoadAnswer {
    pub(crate) number: u64,
    /// `None`: the disk is as it was.
    pub(crate) projects: Option<Vec<FoundProject>>,
}

/// A project with the texts of its files.
pub(crate) struct FoundProject {
    pub(crate) project: Arc<Project>,
    pub(crate) surroundings: Arc<Surroundings>,
    pub(crate) stamps: Vec<Option<Stamp>>,
    pub(crate) workspace_folder: Option<PathBuf>,
    /// The documents it was found for.
    pub(crate) documents: Vec<PathBuf>,
    /// In the order of the project's files.
    pub(crate) texts: Vec<Text>,
}

/// The contents of a file.
pub(crate) enum Text {
    /// The editor has it open.
    Open,
    Disk(Arc<str>),
    /// It is not looked at, and why.
    Problem(Arc<str>),
}

/// Where requests go; answers come back as events.
pub(crate) struct Loader {
    thread: Pool,
    events: mpsc::Sender<Event>,
}

impl Loader {
    pub(crate) fn new(events: mpsc::Sender<Event>) -> Loader {
        Loader { thread: Pool::new("psl-disk", 1), events }
    }

    pub(crate) fn load(&self, request: LoadRequest) {
        self.run("load", request.number, Event::Loaded, || load(request));
    }

    /// Finds all schemas in folders; their paths are what is wanted.
    pub(crate) fn load_folders(&self, number: u64, folders: Vec<Wanted>) {
        self.run("load folders", number, Event::LoadedFolders, || {
            Some(folders.into_iter().flat_map(projects_in).collect())
        });
    }

    fn run(
        &self,
        name: &'static str,
        number: u64,
        event: fn(LoadAnswer) -> Event,
        find: impl FnOnce() -> Option<Vec<FoundProject>> + Send + 'static,
    ) {
        let events = self.events.clone();
        self.thread.run(name, move || {
            // A panic while loading must not leave the session waiting for the answer.
            let mut answer = Pending { number, event, events, projects: Some(Vec::new()) };
            answer.projects = find();
        });
    }
}

/// An answer that is sent when it is dropped, so in any case.
struct Pending {
    number: u64,
    event: fn(LoadAnswer) -> Event,
    events: mpsc::Sender<Event>,
    projects: Option<Vec<FoundProject>>,
}

impl Drop for Pending {
    fn drop(&mut self) {
        let answer = LoadAnswer { number: self.number, projects: self.projects.take() };
        let _ = self.events.send((self.event)(answer));
    }
}

fn load(request: LoadRequest) -> Option<Vec<FoundProject>> {
    let disk = Disk::new();
    let known = &request.unless_unchanged;
    if !known.is_empty() && known.iter().all(|it| it.project.stamps(&disk) == it.stamps) {
        return None;
    }
    let open: Vec<PathBuf> = request.open.iter().map(|it| it.0.clone()).collect();
    let mut files = Overlay::new(&disk);
    for (path, file) in &request.open {
        files.set(path, file.text());
    }
    let mut found: Vec<FoundProject> = Vec::new();
    for wanted in request.wanted {
        let member = |it: &&mut FoundProject| {
            it.workspace_folder == wanted.workspace_folder && it.project.files.contains(&wanted.path)
        };
        if let Some(known) = found.iter_mut().find(member) {
            known.documents.push(wanted.path);
            continue;
        }
        let options = Options {
            workspace_folder: wanted.workspace_folder.clone(),
            schemas: wanted.schemas,
            rules: wanted.rules,
            open: open.clone(),
            limits: Limits::default(),
        };
        let project = psl_project::discover(&files, &wanted.path, &options);
        let stamps = project.stamps(&disk);
        let text = |path: &PathBuf| if open.contains(path) { Text::Open } else { read(&disk, path) };
        found.push(FoundProject {
            texts: project.files.iter().map(text).collect(),
            surroundings: Arc::new(psl_project::surroundings(&disk, &project)),
            project: Arc::new(project),
            stamps,
            workspace_folder: wanted.workspace_folder,
            documents: vec![wanted.path],
        });
    }
    Some(found)
}

fn projects_in(folder: Wanted) -> Vec<FoundProject> {
    let disk = Disk::new();
    let options = Options {
        workspace_folder: folder.workspace_folder.clone(),
        schemas: folder.schemas,
        rules: folder.rules,
        open: Vec::new(),
        limits: Limits::default(),
    };
    let paths = [folder.path.clone()];
    let found = psl_project::projects_of(&disk, &folder.path, &paths, &options).projects.into_iter();
    let found = found.map(|project| FoundProject {
        stamps: project.stamps(&disk),
        texts: project.files.iter().map(|it| read(&disk, it)).collect(),
        surroundings: Arc::new(psl_project::surroundings(&disk, &project)),
        project: Arc::new(project),
        workspace_folder: folder.workspace_folder.clone(),
        documents: Vec::new(),
    });
    found.collect()
}

fn read(files: &dyn Files, path: &std::path::Path) -> Text {
    match files.read(path) {
        Err(error) => Text::Problem(error.to_string().into()),
        Ok(bytes) if bytes.len() > MAX_ANALYSED => Text::Problem("it is larger than 20 MB".into()),
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Text::Disk(text.into()),
            Err(_) => Text::Problem("it is not UTF-8".into()),
        },
    }
}
