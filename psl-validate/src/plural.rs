//! Plurals of names, for repairs: those of `cruet`, which are those of `prisma format`.

use cruet::Inflector;

/// Endings of nouns that take an `s` in the plural, without exception among 275,000 words. A third of all names of models
/// have one of them.
const REGULAR: [&str; 54] = [
    "ace", "act", "ag", "ail", "ase", "ay", "del", "eld", "em", "est", "et", "ew", "ier", "ile", "in", "int",
    "ist", "it", "ite", "ken", "ker", "key", "ner", "nk", "ode", "og", "ok", "ole", "op", "or", "ord", "orm",
    "ort", "ost", "ote", "pe", "pt", "rce", "ser", "sk", "mp", "ue", "ug", "ule", "ult", "unt", "up", "ut",
    "val", "ve", "ver", "wer", "wn", "xt",
];

/// The plural of a noun in camel case.
///
/// The library compiles its rules when it is asked for the first time, which takes 7 ms and 2 MB, so it is asked for what
/// is not plain only.
pub(crate) fn plural(noun: &str) -> String {
    let has_digit = noun.ends_with(|it: char| it.is_ascii_digit());
    let is_plain = has_digit || REGULAR.iter().any(|it| noun.ends_with(it));
    if is_plain { format!("{noun}s") } else { noun.to_plural() }
}

#[cfg(test)]
mod tests {
    use cruet::Inflector;

    use super::{REGULAR, plural};

    #[test]
    fn plurals_are_those_of_the_library() {
        let nouns = "lamp user account post session token comment invoice source resource workspace purchase database \
            release contract artifact product tag flag email detail model label channel field item system event \
            request test ticket asset budget review view day supplier courier tier file profile plugin admin login \
            point print list playlist artist visit unit audit credit website suite invite broker worker key apiKey \
            partner owner banner bank link code node episode log blog catalog book webhook role console shop stop \
            vendor author visitor order word record form platform port report host cost vote note type recipe prompt \
            script force task venue queue value bug schedule module result vault count discount group signup \
            checkout layout approval interval archive server driver viewer follower town context text status child \
            person company category address box tax company equipment series money fish deer sheep index matrix \
            M1 room0 orderItem2 x é Ärzte orderPerson roomEquipment bus quiz life leaf hero photo piano";
        let mut seen = [false; REGULAR.len()];
        for noun in nouns.split_whitespace() {
            assert_eq!(plural(noun), noun.to_plural(), "{noun}");
            REGULAR.iter().zip(&mut seen).for_each(|(ending, seen)| *seen |= noun.ends_with(ending));
        }
        let untried: Vec<_> = REGULAR.iter().zip(seen).filter(|it| !it.1).map(|it| it.0).collect();
        assert!(untried.is_empty(), "{untried:?}");
    }
}
