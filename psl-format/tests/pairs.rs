//! Our own pairs: `name.prisma` and `name.formatted.prisma`.

use std::path::Path;

use test_support::prisma_files;

use crate::checks::check;

#[test]
fn formats_all_pairs() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut count = 0;
    for path in prisma_files(&dir) {
        let name = path.file_name().unwrap().to_string_lossy();
        let Some(name) = name.strip_suffix(".formatted.prisma") else { continue };
        let read = |path: &Path| std::fs::read_to_string(path).unwrap();
        check(name, &read(&dir.join(format!("{name}.prisma"))), &read(&path));
        count += 1;
    }
    assert_eq!(count * 2, prisma_files(&dir).len());
}
