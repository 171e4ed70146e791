//! Whether two sources are about one person: nothing of one person's page completes another's.
//!
//! A name that differs is no proof: people have titles, second names, married names, and a page may
//! hide its name from whoever reads it. An address or number that both have is one. Where nothing
//! can be compared, sources lie together because their owner put them together.

use deunicode::deunicode;

use super::fold::words;
use super::networks;
use super::person::{Facts, host, same_address};
use super::reader::lexicon;
use crate::diagnostic::Diagnostic;
use crate::resume::Text;

/// Numbers with fewer digits may be alike by chance.
const DIGITS: usize = 7;

/// What two sources are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    /// An address, a number or a name agrees.
    Same,
    /// One of them does not say whom it is about.
    Unknown,
    /// Two names, but a family name or a profile agrees.
    Kin,
    /// Two people.
    Other,
}

/// Whom a source is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Identity {
    /// The name, where it is no guess.
    pub(super) name: Option<Text>,
    /// The same, though it may be a guess or its words no name.
    written: Option<Text>,
    emails: Vec<Text>,
    /// Signs of numbers: `+` where the country stands before, digits without the zeros that open
    /// a number at home.
    phones: Vec<String>,
    profiles: Vec<String>,
}

impl Identity {
    /// `is_weak` where the name of the facts is a guess.
    pub(super) fn of(facts: &Facts, is_weak: bool) -> Self {
        let emails = facts.emails.iter().chain(&facts.more_emails);
        let phones = facts.phones.iter().chain(&facts.more_phones);
        let of_network = |address: &str| {
            host(address).is_some_and(|host| networks::of_host(&host).is_some())
                && address.trim_end_matches('/').matches('/').count() > 2
        };
        let profiles = facts.links.iter().filter(|link| !link.is_account);
        Identity {
            name: facts
                .name
                .clone()
                .filter(|name| !is_weak && is_name(&name.value)),
            written: facts.name.clone(),
            emails: emails.cloned().collect(),
            phones: phones.filter_map(|text| signs(&text.value)).collect(),
            profiles: profiles
                .map(|link| link.address.value.clone())
                .filter(|address| of_network(address))
                .collect(),
        }
    }

    /// True where it says neither a name nor how to reach anybody.
    fn is_silent(&self) -> bool {
        self.name.is_none() && self.emails.is_empty() && self.phones.is_empty()
    }

    /// What the person is known by.
    pub(super) fn label(&self) -> Option<&Text> {
        self.name.as_ref().or_else(|| self.emails.first())
    }

    /// What another source is to this one.
    pub(super) fn kinship(&self, other: &Identity) -> Kinship {
        let is_same = |own: &Text, its: &Text| own.value.eq_ignore_ascii_case(&its.value);
        let share_email = self
            .emails
            .iter()
            .any(|own| other.emails.iter().any(|its| is_same(own, its)));
        if share_email {
            return Kinship::Same;
        }
        if self.is_silent() || other.is_silent() {
            return Kinship::Unknown;
        }
        let share_phone = self
            .phones
            .iter()
            .any(|own| other.phones.iter().any(|its| is_same_number(own, its)));
        let share_profile = self
            .profiles
            .iter()
            .any(|own| other.profiles.iter().any(|its| same_address(own, its)));
        let (Some(own), Some(its)) = (&self.name, &other.name) else {
            // Two sources that are reached in two ways, and are called otherwise or not at all.
            let is_called_otherwise = match (&self.written, &other.written) {
                (None, None) => true,
                (Some(own), Some(its)) => {
                    matches!(
                        compare(&own.value, &its.value),
                        Names::Differ | Names::Incomparable
                    )
                }
                (Some(_), None) | (None, Some(_)) => false,
            };
            let differ = is_called_otherwise
                && !self.emails.is_empty()
                && !other.emails.is_empty()
                && !share_phone
                && !share_profile;
            return match differ {
                true => Kinship::Other,
                false => Kinship::Unknown,
            };
        };
        match compare(&own.value, &its.value) {
            Names::Agree => Kinship::Same,
            Names::Incomparable if share_phone || share_profile => Kinship::Same,
            // Whoever writes in two scripts is reached in one way.
            Names::Incomparable if !self.emails.is_empty() && !other.emails.is_empty() => {
                Kinship::Other
            }
            Names::Incomparable => Kinship::Unknown,
            Names::Differ if share_phone || share_profile => Kinship::Kin,
            Names::Family => Kinship::Kin,
            Names::Differ => Kinship::Other,
        }
    }
}

/// Parts sources by person: the numbers of those that belong together, in their order. One that
/// does not say whom it is about belongs to the only person there is; beside several it stands
/// alone.
pub(super) fn groups(all: &[&Identity]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut silent: Vec<usize> = Vec::new();
    for (number, identity) in all.iter().enumerate() {
        if identity.is_silent() {
            silent.push(number);
            continue;
        }
        let fits = |group: &&mut Vec<usize>| {
            let is = |wanted: &[Kinship]| {
                group
                    .iter()
                    .any(|own| wanted.contains(&all[*own].kinship(identity)))
            };
            is(&[Kinship::Same]) || !is(&[Kinship::Other, Kinship::Kin])
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(number),
            None => groups.push(vec![number]),
        }
    }
    match groups.as_mut_slice() {
        [] if silent.is_empty() => {}
        [] => groups.push(silent),
        [only] => {
            only.append(&mut silent);
            only.sort_unstable();
        }
        _ => groups.extend(silent.into_iter().map(|number| vec![number])),
    }
    groups
}

/// The signs of a number that are compared. `None` where they are too few.
fn signs(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let (country, rest) = match digits.strip_prefix("00") {
        Some(abroad) => ("+", abroad.trim_start_matches('0')),
        None if number.trim_start().starts_with('+') => ("+", digits.as_str()),
        None => ("", digits.trim_start_matches('0')),
    };
    (rest.len() >= DIGITS).then(|| format!("{country}{rest}"))
}

/// True where two numbers, as [`signs`] gives them, reach one person: one may lack its country.
fn is_same_number(own: &str, its: &str) -> bool {
    match (own.strip_prefix('+'), its.strip_prefix('+')) {
        (Some(long), None) => long.ends_with(its),
        (None, Some(long)) => long.ends_with(own),
        (Some(_), Some(_)) | (None, None) => own == its,
    }
}

/// What names are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    Agree,
    Family,
    Differ,
    /// In two scripts.
    Incomparable,
}

/// True for words that may be a name: none of them says what somebody does.
fn is_name(text: &str) -> bool {
    let lexicon = lexicon();
    let all = words(text);
    let is_trade = |word: &String| {
        lexicon.is_role(word) || lexicon.is_work(word) || lexicon.topic_word(word).is_some()
    };
    let first = all.first();
    // "Baker" and "Cook" are family names, too.
    all.len() > 1 && first.is_some_and(|word| !is_trade(word)) && !all.iter().all(is_trade)
        || all.len() == 1 && first.is_some_and(|word| !is_trade(word))
}

/// True where a word of one name may be how the other's is spelled in its script: "Ольга" and
/// "Olha". How Chinese signs are spelled depends on who bears them.
fn may_be_spelled(own: &[String], its: &[String]) -> bool {
    /// Of two spellings of a word so much is the same, at least.
    const LIKENESS: f64 = 0.6;
    let is_sign = |c: char| matches!(u32::from(c), 0x3400..=0x9fff);
    if own.iter().chain(its).any(|word| word.contains(is_sign)) {
        return true;
    }
    let spelled = |word: &String| -> String {
        let latin = deunicode(word).to_lowercase();
        latin.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    own.iter().any(|one| {
        let is_like = |other: &String| {
            strsim::normalized_levenshtein(&spelled(one), &spelled(other)) >= LIKENESS
        };
        its.iter().any(is_like)
    })
}

fn compare(own: &str, its: &str) -> Names {
    let (own, its) = (words(own), words(its));
    let is_latin = |all: &[String]| all.iter().any(|word| word.is_ascii());
    if is_latin(&own) != is_latin(&its) {
        return match may_be_spelled(&own, &its) {
            true => Names::Incomparable,
            false => Names::Differ,
        };
    }
    let fits = |one: &String, other: &String| {
        // "A." for "Ana".
        let is_initial = |short: &String, long: &String| {
            short.chars().count() == 1 && short.is_ascii() && long.starts_with(short.as_str())
        };
        one == other || is_initial(one, other) || is_initial(other, one)
    };
    let (short, long) = match own.len() <= its.len() {
        true => (&own, &its),
        false => (&its, &own),
    };
    let whole = short.iter().filter(|word| long.contains(word)).count();
    if !short.is_empty()
        && whole > 0
        && short
            .iter()
            .all(|word| long.iter().any(|other| fits(word, other)))
    {
        return Names::Agree;
    }
    // The family's name stands last, or first in the east of Asia and in Hungary.
    let ends = |all: &[String]| [all.first().cloned(), all.last().cloned()];
    let shares = ends(&own)
        .iter()
        .flatten()
        .any(|word| word.chars().count() > 1 && ends(&its).iter().flatten().any(|it| it == word));
    match shares {
        true => Names::Family,
        false => Names::Differ,
    }
}

/// True where a name's words stand in an e-mail address.
pub(super) fn has_address(name: &str, emails: &[Text]) -> bool {
    const SHORTEST: usize = 2;
    let local = |email: &Text| {
        let (local, _) = email.value.split_once('@')?;
        Some(words(local).join(""))
    };
    let names = words(name);
    emails.iter().filter_map(local).any(|local| {
        names
            .iter()
            .any(|name| name.chars().count() >= SHORTEST && local.contains(name.as_str()))
    })
}

/// What to say of a page that is to complete another's, and is about somebody else.
pub(super) fn told(own: &Identity, its: &Identity) -> Option<Diagnostic> {
    let kinship = own.kinship(its);
    let (own, its) = (own.label()?, its.label()?);
    let finding = match kinship {
        Kinship::Same | Kinship::Unknown => return None,
        Kinship::Kin => Diagnostic::warning(format!(
            "a page of `{}` completes one of `{}`: one person?",
            its.value, own.value
        )),
        Kinship::Other => Diagnostic::error(format!(
            "a page of `{}` is to complete one of `{}`",
            its.value, own.value
        )),
    };
    Some(
        finding
            .at(its.span.clone())
            .label("this page is about somebody else")
            .also(own.span.clone(), "than this one")
            .hint(format!(
                "if both are one person, say so in `vitae.yaml`: `person: {{ name: '{}' }}`",
                own.value.replace('\'', "''")
            )),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span};

    fn text(value: &str) -> Text {
        Text::new(value.to_owned(), Span::whole(&Source::new("a.md", value)))
    }

    fn of(name: &str, email: &str) -> Identity {
        let some = |value: &str| (!value.is_empty()).then(|| text(value));
        Identity::of(
            &Facts {
                name: some(name),
                emails: some(email).into_iter().collect(),
                ..Facts::default()
            },
            false,
        )
    }

    #[test]
    fn people_are_told_apart_by_name_and_address() {
        for (own, its, kinship) in [
            (
                ("Ana Reis", "ana@x.example"),
                ("Bo Ek", "bo@x.example"),
                Kinship::Other,
            ),
            (("Ana Reis", ""), ("Bo Ek", ""), Kinship::Other),
            (
                ("Ana Reis", "ana@x.example"),
                ("Ana Lopes", "Ana@x.example"),
                Kinship::Same,
            ),
            (
                ("Ana Reis", "a@x.example"),
                ("Dr. Ana M. Reis", "b@x.example"),
                Kinship::Same,
            ),
            (("A. Reis", ""), ("Ana Reis", ""), Kinship::Same),
            (
                ("Ana Reis", "a@x.example"),
                ("Rui Reis", "r@x.example"),
                Kinship::Kin,
            ),
            (
                ("Ana Reis", "a@x.example"),
                ("", "b@x.example"),
                Kinship::Unknown,
            ),
            (("", "a@x.example"), ("", "b@x.example"), Kinship::Other),
            (("Ana Reis", ""), ("", ""), Kinship::Unknown),
            (("Hanako Yamada", ""), ("山田 花子", ""), Kinship::Unknown),
            (
                ("Ana Reis", ""),
                ("Software Engineer", ""),
                Kinship::Unknown,
            ),
        ] {
            let found = of(own.0, own.1).kinship(&of(its.0, its.1));
            assert_eq!(found, kinship, "{own:?} {its:?}");
            let back = of(its.0, its.1).kinship(&of(own.0, own.1));
            assert_eq!(back, kinship, "{its:?} {own:?}");
        }
    }

    #[test]
    fn numbers_are_compared_with_their_countries() {
        let reach = |own: &str, its: &str| {
            let (own, its) = (signs(own).expect("digits"), signs(its).expect("digits"));
            is_same_number(&own, &its)
        };
        assert!(reach("+49 (0)30 555 0142", "030 5550142"));
        assert!(reach("0049 30 5550142", "+49 30 555 0142"));
        assert!(reach("(212) 555-0142", "+1 212 555 0142"));
        assert!(!reach("+353 1 555 0142", "+49 30 555 0142"));
        assert!(!reach("030 555 0142", "040 555 0142"));
        assert_eq!(signs("0000 000 000"), None);
        assert_eq!(signs("12 34 56"), None);
    }

    #[test]
    fn a_name_stands_in_its_address() {
        assert!(has_address("Bo Ferrand", &[text("bo@example.org")]));
        assert!(has_address("Ana Reis", &[text("a.reis@example.org")]));
        assert!(!has_address("Backend Work", &[text("bo@example.org")]));
    }
}
