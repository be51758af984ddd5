//! The same on a real file system.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use psl_project::{Disk, Files, Kind, Options, RuleSet, SkippedBecause, discover};

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn write(path: PathBuf, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text)
}

#[test]
fn discovers_on_disk() {
    let root = folder("discovers_on_disk");
    write(root.join(".git/HEAD"), "").unwrap();
    write(root.join("package.json"), r#"{ "dependencies": { "prisma": "^6.0.0" } }"#).unwrap();
    write(root.join("prisma/schema.prisma"), "datasource db {\n}\n").unwrap();
    write(root.join("prisma/models/room.prisma"), "model Room {\n}\n").unwrap();
    let found = discover(&Disk::new(), &root.join("prisma/models/room.prisma"), &Options::default());
    assert_eq!(found.files, [root.join("prisma/models/room.prisma"), root.join("prisma/schema.prisma")]);
    assert_eq!((found.root, found.rule_set), (root.join("prisma"), RuleSet::V6));
}

#[cfg(unix)]
#[test]
fn follows_links_on_disk() {
    use std::os::unix::fs::symlink;

    let root = folder("follows_links_on_disk");
    write(root.join(".git/HEAD"), "").unwrap();
    write(root.join("db/schema.prisma"), "datasource db {\n}\n").unwrap();
    write(root.join("shared/room.prisma"), "model Room {\n}\n").unwrap();
    symlink("../shared", root.join("db/shared")).unwrap();
    symlink("nowhere.prisma", root.join("db/broken.prisma")).unwrap();
    symlink("..", root.join("db/loop")).unwrap();
    let files = Disk::new();
    let found = discover(&files, &root.join("db/schema.prisma"), &Options::default());
    assert_eq!(found.files, [root.join("db/schema.prisma"), root.join("db/shared/room.prisma")]);
    let broken = found.skipped.iter().find(|it| it.path == root.join("db/broken.prisma")).unwrap();
    assert_eq!(broken.why, SkippedBecause::BrokenLink);
    assert_eq!(files.kind(&root.join("db/shared")).unwrap(), Kind::Folder);
}
