//! The spellings of names: `created_at`, `createdAt`, `CreatedAt`.

/// `createdAt` → `created_at`
pub(crate) fn snake_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for char in name.chars() {
        if char.is_uppercase() && was_small {
            out.push('_');
        }
        was_small = char.is_lowercase() || char.is_numeric();
        out.extend(char.to_lowercase());
    }
    out
}

/// `created_at` → `CreatedAt`. Words of capitals only lose them: `ROOM_ID` → `RoomId`.
pub(crate) fn pascal_case(name: &str) -> String {
    let is_loud = !name.chars().any(char::is_lowercase);
    let word = |it: &str| upper_first(&if is_loud { it.to_lowercase() } else { it.to_owned() });
    name.split(['_', '-']).map(word).collect()
}

/// `created_at` → `createdAt`
pub(crate) fn camel_case(name: &str) -> String {
    lower_first(&pascal_case(name))
}

pub(crate) fn upper_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |it| it.to_uppercase().chain(chars).collect())
}

pub(crate) fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |it| it.to_lowercase().chain(chars).collect())
}

/// The first of `name`, `name2`, `name3` … that is free.
pub(crate) fn free_name(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    let numbered = (2u32..).map(|it| format!("{name}{it}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|it| is_free(it)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_the_spelling_of_names() {
        assert_eq!(snake_case("createdAt2X"), "created_at2_x");
        assert_eq!(pascal_case("created_at"), "CreatedAt");
        assert_eq!(pascal_case("ROOM_ID"), "RoomId");
        assert_eq!(camel_case("Room_id"), "roomId");
        assert_eq!(camel_case("_id"), "id");
        assert_eq!(free_name("a", |it| it != "a" && it != "a2"), "a3");
    }
}
