//! The examples of `docs/format.md`.

use test_support::workspace;

use crate::checks::check;

/// A fence of the page: what stands behind its opening marks, and its text.
struct Example {
    info: String,
    text: String,
    line: usize,
}

fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut is_inside = false;
    for (line, content) in page.lines().enumerate() {
        match content.strip_prefix("```") {
            Some(_) if is_inside => is_inside = false,
            Some(info) => {
                examples.push(Example { info: info.to_owned(), text: String::new(), line: line + 1 });
                is_inside = true;
            }
            None => {
                if let Some(example) = examples.last_mut().filter(|_| is_inside) {
                    example.text.push_str(&visible(content));
                    example.text.push('\n');
                }
            }
        }
    }
    examples
}

/// Puts in the characters that cannot be seen.
fn visible(line: &str) -> String {
    line.replace('␠', " ").replace('␉', "\t").replace('␍', "\r").replace('⊙', "\u{feff}")
}

#[test]
fn formats_the_examples_of_the_page() {
    let page = std::fs::read_to_string(workspace().join("docs/format.md")).unwrap();
    let examples = examples(&page);
    let mut rest = examples.iter();
    while let Some(example) = rest.next() {
        let name = format!("docs/format.md:{}", example.line);
        match example.info.as_str() {
            "prisma unchanged" => check(&name, &example.text, &example.text),
            "prisma before" => {
                let after =
                    rest.next().filter(|it| it.info == "prisma after").expect("an example has an end");
                check(&name, &example.text, &after.text);
                check(&name, &after.text, &after.text);
            }
            info => panic!("{name}: {info}"),
        }
    }
    assert!(examples.len() > 70);
}
