//! Writing files so that a failure leaves the old one whole.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Makes `text` the content of `path`, be there a file or not.
pub(crate) fn create_or_replace(path: &Path, text: &str) -> io::Result<()> {
    if path.try_exists()? {
        return replace(path, text);
    }
    fs::rename(write_beside(path, None, text)?, path)
}

/// Replaces the content of `path`: a new file beside it, then a rename. Permissions stay, links are followed. Where the
/// folder cannot be written or the rename fails (a single mounted file), the file is written directly.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let metadata = fs::metadata(&path)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    // Opening it tells whether it may be written at all, before anything is touched.
    fs::OpenOptions::new().write(true).open(&path)?;
    match write_beside(&path, Some(metadata.permissions()), text) {
        Ok(beside) => fs::rename(&beside, &path).or_else(|_| {
            let _ = fs::remove_file(&beside);
            write_directly(&path, text)
        }),
        Err(error) if error.kind() == io::ErrorKind::StorageFull => Err(error),
        Err(_) => write_directly(&path, text),
    }
}

/// Creates a file of its own name in the same folder, complete and on the disk.
fn write_beside(path: &Path, permissions: Option<fs::Permissions>, text: &str) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.psl-{}", std::process::id()));
    let written = (|| {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
        file.write_all(text.as_bytes())?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        file.sync_all()
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.map(|()| beside)
}

fn write_directly(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.set_len(text.len() as u64)?;
    file.sync_all()
}
