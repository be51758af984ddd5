//! Real schemas: they come out as the reference writes them, byte for byte.

use serde_json::Value;
use test_support::reference_dir;

use crate::{checks::check_invariants, sha256::sha256};

/// Files that come out differently on purpose.
const BETTER: &[(&str, &str)] = &[(
    "corpus/real/jrmatherly__AutoGPT/autogpt_platform.backend.prisma",
    "a comment between block attributes stays between them",
)];

#[test]
fn formats_real_schemas_as_the_reference_does() {
    let Some(dir) = reference_dir() else {
        println!("skipped: no folder with reference data");
        return;
    };
    let read = |name: &str| std::fs::read_to_string(dir.join("corpus").join(name)).unwrap();
    let lines = |name: &str| -> Vec<Value> {
        read(name).lines().map(|it| serde_json::from_str(it).unwrap()).collect()
    };
    let (mut equal, mut better) = (0, Vec::new());
    for line in lines("real.expected.6.jsonl") {
        let path = line["path"].as_str().unwrap();
        for (file, sum) in line["format"]["sha256"].as_object().unwrap() {
            let full = if path.ends_with(".prisma") { dir.join(path) } else { dir.join(path).join(file) };
            let name = if path.ends_with(".prisma") { path.to_owned() } else { format!("{path}/{file}") };
            let output = check_invariants(&name, &std::fs::read_to_string(full).unwrap());
            match sha256(output.as_bytes()) == *sum {
                true => equal += 1,
                false => better.push(name),
            }
        }
    }
    let listed: Vec<&str> = BETTER.iter().map(|it| it.0).collect();
    assert_eq!(better, listed);
    assert_eq!(equal, 482);
}
