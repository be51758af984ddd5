//! English plurals, for the names of fields that repairs add.
//!
//! The names are those that `prisma format` gives, so that both lead to one schema; that is all these rules are for. They
//! look at the end of a word as it is spelt: `salesPerson` is no `person`.

/// Nouns that are one and many alike.
const UNCOUNTED: &str = "\
    accommodation adulthood advertising advice aggression aid air aircraft alcohol anger applause arithmetic \
    assistance athletics bacon baggage beef biology blood botany bread butter carbon cardboard cash chalk chaos \
    chess countryside crossroads dancing deer dignity dirt dust economics education electricity engineering \
    enjoyment envy equipment ethics evidence evolution fame fiction flour flu food fuel fun furniture gallows \
    garbage garlic genetics gold golf gossip grammar gratitude grief guilt gymnastics happiness hardware harm \
    hate hatred health heat help homework honesty honey hospitality housework humour hunger hydrogen ice \
    importance inflation information innocence iron irony jam jewelry judo karate knowledge lack laughter lava \
    leather leisure lightning linguine linguini linguistics literature litter livestock logic loneliness luck \
    luggage macaroni machinery magic management mankind marble mathematics mayonnaise measles methane milk money \
    mud mumps music nature news nitrogen nonsense nurture nutrition obedience obesity oxygen pasta patience \
    physics poetry pollution poverty pride psychology publicity punctuation quartz racism relaxation reliability \
    research respect revenge rice rubbish rum safety scenery seafood seaside series shame sheep shopping sleep \
    smoke smoking snow soap software soil spaghetti species steam stuff stupidity sunshine symmetry tennis \
    thirst thunder timber traffic transportation trust underwear unemployment unity validity veal vegetarianism \
    vegetation vengeance violence vitality warmth wealth weather welfare wheat wildlife wisdom yoga zinc zoology";

const IRREGULAR: [(&str, &str); 10] = [
    ("ox", "oxen"),
    ("man", "men"),
    ("woman", "women"),
    ("die", "dice"),
    ("yes", "yeses"),
    ("foot", "feet"),
    ("eave", "eaves"),
    ("goose", "geese"),
    ("tooth", "teeth"),
    ("quiz", "quizzes"),
];

/// How words end: a stem, one of several endings, and what the plural has in the place of the ending. The first rule that
/// fits counts. In stems `[ab]` is one letter of these, `[^ab]` any other.
const RULES: [(&str, &str, &str); 24] = [
    ("eaux", "", ""),
    ("child", " ren", "ren"),
    ("pe", "rson ople", "ople"),
    ("m l", "ice ouse", "ice"),
    ("matr cod mur sil vert ind append", "ix ex", "ices"),
    ("x ch ss sh zz", "", "es"),
    ("xes ches sses shes zzes", "", ""),
    ("[^ch][ieo][ln]", "ey", "ies"),
    ("[^aeiouy] qu", "y", "ies"),
    ("ar l ea eo oa hoo", "f", "ves"),
    ("kni wi li", "fe", "ves"),
    ("", "sis", "ses"),
    ("apheli hyperbat periheli asyndet noumen phenomen criteri organ prolegomen hedr automat", "a on", "a"),
    (
        "agend addend millenni dat extrem bacteri desiderat strat candelabr errat ov symposi curricul automat quor",
        "a um",
        "a",
    ),
    ("her at gr", "o", "oes"),
    ("seraph cherub", " im", "im"),
    ("alumn alg vertebr", "a ae", "ae"),
    ("alumn syllab octop vir radi nucle fung cact stimul termin bacill foc uter loc strat", "us i", "i"),
    ("[^l]ias [aeiou]las [emjzr]as [iu]am", "", ""),
    ("e[mn]u", " s", "s"),
    ("alias [^aou]us tlas gas ris", "", "es"),
    ("ax test", "is", "es"),
    ("[^aeiou]ese", "", ""),
    ("s", "", ""),
];

/// `room` → `rooms`, `category` → `categories`.
pub(crate) fn plural(noun: &str) -> String {
    if UNCOUNTED.split(' ').any(|it| it == noun) {
        return noun.to_owned();
    }
    if let Some((_, plural)) = IRREGULAR.iter().find(|it| it.0 == noun) {
        return (*plural).to_owned();
    }
    let fitting = |(stems, endings, plural): &(&str, &str, &str)| {
        let mut rests = endings.split(' ').filter_map(|it| noun.strip_suffix(it));
        let stem = rests.find(|rest| stems.split(' ').any(|it| ends_like(rest, it)))?;
        Some(format!("{stem}{plural}"))
    };
    RULES.iter().find_map(fitting).unwrap_or_else(|| format!("{noun}s"))
}

/// Whether `word` ends with the letters of `pattern`, which may have classes.
fn ends_like(word: &str, pattern: &str) -> bool {
    let mut letters = word.chars().rev();
    let mut pattern = pattern;
    while let Some(last) = pattern.chars().next_back() {
        let (rest, class) = match pattern.strip_suffix(']').and_then(|it| it.rsplit_once('[')) {
            Some(split) => split,
            None => pattern.split_at(pattern.len() - last.len_utf8()),
        };
        let Some(letter) = letters.next() else { return false };
        let fits = match class.strip_prefix('^') {
            Some(others) => !others.contains(letter),
            None => class.contains(letter),
        };
        if !fits {
            return false;
        }
        pattern = rest;
    }
    true
}

#[cfg(test)]
mod tests {
    use cruet::Inflector;

    use super::*;

    #[test]
    fn plurals_are_those_of_the_reference() {
        let of_rule = |(stems, endings, _): &(&str, &'static str, &str)| -> Vec<String> {
            let stems: Vec<String> = stems.split(' ').flat_map(spelt_out).collect();
            let with_ending = |ending| stems.iter().map(move |stem| format!("{stem}{ending}"));
            endings.split(' ').flat_map(with_ending).collect()
        };
        let built = RULES.iter().flat_map(of_rule).flat_map(|it| [format!("salesP{it}"), it]);
        let listed =
            UNCOUNTED.split(' ').chain(IRREGULAR.iter().flat_map(|it| [it.0, it.1])).map(str::to_owned);
        let common = "guest category orderStatus day journey photo roof news data media lens bus class schema menu alias"
            .split(' ')
            .map(str::to_owned);
        for word in built.chain(listed).chain(common).filter(|it| !it.is_empty()) {
            assert_eq!(plural(&word), word.to_plural(), "{word}");
        }
    }

    /// A stem with each of the letters that stand in or beside its classes.
    fn spelt_out(stem: &str) -> Vec<String> {
        let Some((before, rest)) = stem.split_once('[') else { return vec![stem.to_owned()] };
        let (_, behind) = rest.split_once(']').expect("an end");
        let letters = "abcehijlmnortuxyzQ1".chars();
        letters
            .flat_map(|it| spelt_out(behind).into_iter().map(move |rest| format!("{before}{it}{rest}")))
            .collect()
    }
}
