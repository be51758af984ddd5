//! The recorded cases: inputs with the output of the reference, or with a better one.

use test_support::workspace;

use crate::checks::check;

#[test]
fn lays_out_all_recorded_cases() {
    let dir = workspace().join("tests/cases/format");
    let notes = std::fs::read_to_string(dir.join("NOTES.tsv")).unwrap();
    let mut count = 0;
    for line in notes.lines().skip(1) {
        let mut columns = line.split('\t');
        let (name, mode) = (columns.next().unwrap(), columns.next().unwrap());
        if mode == "layout" {
            let read = |file: &str| std::fs::read_to_string(dir.join(name).join(file)).unwrap();
            check(name, &read("in.prisma"), &read("out.prisma"));
            count += 1;
        }
    }
    assert_eq!(count, 223);
}
