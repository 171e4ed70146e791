//! What must hold for the words, and what pages say with them.

use std::collections::{BTreeSet, HashMap as Seen};

use super::table::Meaning;
use super::*;
use crate::diagnostic::{Source, Span};
use crate::extract::fold::fold;
use crate::read::{OwnWord, WordList};
use crate::resume::{Month, Season, Text};

/// The languages' tags by their bits.
fn tags() -> Vec<&'static str> {
    let languages = table().languages.iter();
    languages.map(|(tag, _)| *tag).collect()
}

/// The phrases of a language that say something.
fn of_language(bit: usize, says: impl Fn(Says) -> bool) -> usize {
    let all = table().all();
    let has = |meaning: &Meaning| meaning.languages & 1 << bit != 0 && says(meaning.says);
    let found = all.iter().filter(|(_, meanings)| meanings.iter().any(has));
    found.count()
}

#[test]
fn every_list_of_every_file_is_known() {
    assert_eq!(table().unknown(), 0);
    assert!(tags().len() >= 27 && tags()[0] == "en");
}

#[test]
fn every_language_has_what_pages_are_read_by() {
    for (bit, tag) in tags().into_iter().enumerate() {
        let has = |wanted: Says| of_language(bit, |says| says == wanted) > 0;
        for kind in [
            Kind::Summary,
            Kind::SKILLS,
            Kind::EXPERIENCE,
            Kind::EDUCATION,
            Kind::LANGUAGES,
            Kind::Contact,
        ] {
            assert!(has(Says::Topic(kind)), "{tag}: {kind:?}");
        }
        for sense in [
            Senses::ROLE,
            Senses::SCHOOL,
            Senses::DEGREE,
            Senses::SPOKEN,
            Senses::LEVEL,
            Senses::UNIT,
        ] {
            assert!(has(Says::Sense(sense)), "{tag}: {sense:?}");
        }
        assert!(has(Says::Date(DateWord::Present)), "{tag}");
        for label in [
            LabelRole::Name,
            LabelRole::Email,
            LabelRole::Phone,
            LabelRole::Location,
            LabelRole::Period,
            LabelRole::Organization,
            LabelRole::Title,
        ] {
            assert!(has(Says::Label(label)), "{tag}: {label:?}");
        }
        let names_months = !["ja", "zh", "ko", "vi"].contains(&tag);
        for number in 1..=12 {
            let month = Month::new(number).expect("a month");
            assert_eq!(
                has(Says::Date(DateWord::Month(month))),
                names_months,
                "{tag}"
            );
        }
    }
}

#[test]
fn every_word_stands_in_the_form_of_comparison() {
    for (phrase, _) in table().all() {
        // The sign stands for the word.
        assert!(phrase == "@" || fold(phrase) == phrase, "{phrase}");
    }
}

#[test]
fn every_word_is_found_and_no_other() {
    let all = table().all();
    assert!(all.len() > 10_000);
    let different: BTreeSet<&str> = all.iter().map(|(phrase, _)| *phrase).collect();
    assert_eq!(different.len(), all.len());
    assert!(all.iter().all(|(_, meanings)| !meanings.is_empty()));
    for other in ["", "engineerr", "zzz", &"a".repeat(5000)] {
        assert_eq!(table().find(other).count(), 0, "{other}");
    }
}

/// Fails where a phrase says two things of one family in two languages.
#[test]
fn a_phrase_has_one_meaning_in_all_languages() {
    for (phrase, meanings) in table().all() {
        let mut seen: Seen<&str, Says> = Seen::new();
        for meaning in meanings {
            // Croatian leaves fall a month before Czech and Polish ones; the page's own language
            // is heard first.
            if matches!(phrase, "listopad" | "listopada") {
                continue;
            }
            let family = match meaning.says {
                Says::Topic(_) => "topic",
                Says::Label(_) => "label",
                Says::Date(_) => "date",
                Says::TopicWord(_) | Says::Sense(_) => continue,
            };
            let first = *seen.entry(family).or_insert(meaning.says);
            assert_eq!(first, meaning.says, "{phrase} has two meanings");
        }
    }
}

#[test]
fn no_word_has_senses_that_exclude_each_other() {
    let pairs = [
        (Senses::ROLE, Senses::SCHOOL),
        (Senses::ROLE, Senses::SPOKEN),
        (Senses::ROLE, Senses::COUNTRY),
        (Senses::ROLE, Senses::CITY),
        (Senses::ROLE, Senses::FUNCTION),
        (Senses::SCHOOL, Senses::DEGREE),
        (Senses::SCHOOL, Senses::FUNCTION),
        (Senses::DEGREE, Senses::FUNCTION),
        (Senses::COUNTRY, Senses::CITY),
        (Senses::DOCUMENT_WORD, Senses::ROLE),
    ];
    for (phrase, meanings) in table().all() {
        let has = |wanted| meanings.iter().any(|m| m.says == Says::Sense(wanted));
        for (one, other) in pairs {
            assert!(!(has(one) && has(other)), "{phrase}: {one:?} and {other:?}");
        }
    }
}

#[test]
fn titles_are_known_whole_by_phrase_and_by_word() {
    let all = lexicon();
    for (title, kind) in [
        ("work experience", Kind::EXPERIENCE),
        ("beruflicher werdegang", Kind::EXPERIENCE),
        ("工作经历", Kind::EXPERIENCE),
        ("ऐसा कुछ नहीं", Kind::OTHER),
        ("शिक्षा", Kind::EDUCATION),
        ("pengalaman kerja", Kind::EXPERIENCE),
        ("কাজের অভিজ্ঞতা", Kind::EXPERIENCE),
        ("persönliche daten", Kind::Personal),
        ("leadership", Kind::OTHER),
        ("grants", Kind::OTHER),
    ] {
        let found = all.topic_phrase(title);
        let is_known = title != "ऐसा कुछ नहीं";
        assert_eq!(found, is_known.then_some(kind), "{title}");
    }
    assert_eq!(all.topic_word("experience"), Some(Kind::EXPERIENCE));
    assert_eq!(all.topic_word("berufserfahrung"), Some(Kind::EXPERIENCE));
    assert_eq!(all.topic_word("skills"), Some(Kind::SKILLS));
    // A word of titles for which no section is says nothing by itself.
    assert_eq!(all.topic_word("leadership"), None);
    assert_eq!(all.topic_word("relevant"), None);
}

#[test]
fn what_people_are_is_known_in_both_genders_and_in_compounds() {
    let all = lexicon();
    for role in [
        "engineer",
        "midwife",
        "hebamme",
        "infirmière",
        "enfermeiro",
        "kok",
        "spawacz",
        "сварщик",
        "看護師",
        "电工",
        "간호사",
        "ممرضة",
        "kuchařka",
        "sjuksköterska",
        "tømrer",
        "snekker",
        "kirvesmies",
        "aşçı",
        "кухар",
        "szakács",
        "bucătar",
        "חשמלאי",
        "शिक्षक",
        "guru",
        "শিক্ষক",
        "sommelier",
        "librarian",
        "welder",
        "bibliothekarin",
        "student",
        "volunteer",
    ] {
        assert!(all.is_role(role), "{role}");
    }
    for other in [
        "cook", "docker", "member", "head", "baker", "arts", "software", "tata",
    ] {
        assert!(!all.is_role(other), "{other}");
    }
    assert!(all.ends_in_role("chorleiterin"));
    assert!(all.ends_in_role("高级软件工程师"));
    assert!(!all.ends_in_role("leiterin"));
    assert!(!all.ends_in_role("hagen"));
}

#[test]
fn schools_degrees_and_tongues_are_known() {
    let all = lexicon();
    for school in [
        "university",
        "rijksuniversiteit",
        "universitätsklinikum",
        "東京大学",
        "школа",
    ] {
        assert!(all.is_school(school), "{school}");
    }
    assert!(!all.is_school("mit") && !all.is_school("ui"));
    for degree in ["bachelor", "b.sc", "laurea", "магистр", "硕士", "স্নাতক"] {
        assert!(all.is_degree(degree), "{degree}");
    }
    assert!(!all.is_degree("med") && !all.is_degree("university"));
    assert!(all.is_spoken("german") && all.is_spoken("英語") && !all.is_spoken("native"));
    for level in [
        "Fluent",
        "B2",
        "native speaker",
        "verhandlungssicher",
        "85 %",
        "母语",
        "N1",
    ] {
        assert!(all.has_level(level), "{level}");
    }
    assert!(!all.has_level("Berlin"));
}

#[test]
fn employers_are_known_by_how_their_names_end_or_begin() {
    let all = lexicon();
    for firm in [
        "Acme GmbH",
        "Muster & Co. KG",
        "Smith & Sons",
        "Firma Sp. z o.o.",
        "Kreiskrankenhaus",
        "Hospital São João",
        "ООО Ромашка",
        "株式会社サンプル",
        "테스트 주식회사",
        "Acme Inc.",
        "PT Maju Jaya",
        "Örebro kommun",
        "Novo A/S",
        "Bakkerij De Molen",
    ] {
        assert!(all.has_firm_ending(firm), "{firm}");
    }
    for other in ["Software Engineer", "Berlin", "Head of Logistics"] {
        assert!(!all.has_firm_ending(other), "{other}");
    }
}

#[test]
fn places_and_modes_are_known() {
    let all = lexicon();
    for country in [
        "Germany",
        "Deutschland",
        "UK",
        "Україна",
        "भारत",
        "日本",
        "U.S.A.",
    ] {
        assert!(all.place(&fold(country)).is_sure(), "{country}");
    }
    for city in ["São Paulo", "東京", "(St. Gallen)"] {
        assert!(all.place(&fold(city)).is_city(), "{city}");
    }
    assert!(!all.place("nowhere").is_likely() && all.ends_as_place("横須賀市"));
    assert!(all.is_remote("remote") && all.is_remote("télétravail") && !all.is_remote("в"));
    for kind in [
        "Full-time",
        "Teilzeit",
        "(Contract)",
        "Full-time, Permanent",
        "正社員",
    ] {
        assert!(all.is_employment(kind), "{kind}");
    }
    assert!(!all.is_employment("Full-time Engineer") && !all.is_employment(""));
}

#[test]
fn a_stop_behind_an_abbreviation_ends_no_sentence() {
    let all = lexicon();
    for text in [
        "Acme Inc.",
        "Kofi A.",
        "Muster e.V.",
        "Foo U.S.",
        "usw.",
        "Firma s.r.o.",
    ] {
        assert!(all.ends_in_abbreviation(text), "{text}");
    }
    for text in ["We built it.", "Acme Inc", "", "."] {
        assert!(!all.ends_in_abbreviation(text), "{text}");
    }
}

#[test]
fn calls_documents_and_networks_are_no_content() {
    let all = lexicon();
    for call in [
        "Read more →",
        "View project",
        "↗",
        "Weiterlesen",
        "GitHub",
        "Show credential",
    ] {
        assert!(all.is_call(call), "{call}");
    }
    assert!(!all.is_call("Viewpoint Media") && !all.is_call("Les Échos"));
    for document in [
        "Curriculum Vitae",
        "CV",
        "Lebenslauf",
        "My Resume",
        "Resume / CV",
        "Full CV",
    ] {
        assert!(all.is_document(document), "{document}");
    }
    assert!(!all.is_document("Ana Reis") && !all.is_document(""));
    assert!(all.is_document_word("curiculum") && !all.is_document_word("circular"));
    assert!(all.is_network("LinkedIn") && all.is_profile_host("de.linkedin.com"));
    assert!(!all.is_profile_host("notlinkedin.com"));
}

#[test]
fn labels_are_known_whole_or_by_their_noun() {
    let all = lexicon();
    for (label, role) in [
        ("E-Mail", LabelRole::Email),
        ("Phone:", LabelRole::Phone),
        ("Telefonnummer", LabelRole::Phone),
        ("氏名", LabelRole::Name),
        ("Technologies used", LabelRole::Tags),
        ("Outils clés", LabelRole::Tags),
        ("Key achievements", LabelRole::Highlights),
        ("Arbeitgeber", LabelRole::Organization),
        ("GPA", LabelRole::Details),
        ("Stanowisko", LabelRole::Title),
        // Signs that stand apart to fill the line, blanks of taste, compounds.
        ("이 름", LabelRole::Name),
        ("姓   名", LabelRole::Name),
        ("사용툴", LabelRole::Tags),
        ("업무기간", LabelRole::Period),
    ] {
        assert_eq!(all.label(label), Some(role), "{label}");
    }
    assert_eq!(all.label("그해기온"), None);
    assert_eq!(all.label("Lead engineer tools"), None);
    assert_eq!(all.label_exactly("Outils clés"), None);
}

#[test]
fn words_of_dates_are_known() {
    let all = lexicon();
    let month = |number| Month::new(number).ok().map(DateWord::Month);
    for (word, number) in [
        ("sept", 9),
        ("sept.", 9),
        ("stycznia", 1),
        ("мая", 5),
        ("januar", 1),
        ("março", 3),
        ("आगस्त", 0),
        ("अगस्त", 8),
        ("desember", 12),
        ("মার্চ", 3),
        ("ledna", 1),
    ] {
        assert_eq!(all.date_word(word), month(number), "{word}");
    }
    assert_eq!(
        all.date_word("summer"),
        Some(DateWord::Season(Season::Summer))
    );
    assert_eq!(all.date_word("heute"), Some(DateWord::Present));
    assert_eq!(all.date_word("seit"), Some(DateWord::Since));
    assert_eq!(all.date_word("led"), None);
}

#[test]
fn words_of_the_user_are_heard_first() {
    let source = Source::new("vitae.yaml", "");
    let own = |list, meaning: &str, word: &str| OwnWord {
        list,
        meaning: Text::new(meaning.to_owned(), Span::whole(&source)),
        word: Text::new(word.to_owned(), Span::whole(&source)),
    };
    let all = lexicon().with(&[
        own(WordList::Headings, "experience", "Trail"),
        own(WordList::Labels, "email", "Pidgeon"),
        own(WordList::Months, "9", "Vresen"),
        own(WordList::Dates, "present", "bez konca"),
        own(WordList::Words, "roles", "Zvonar"),
        own(WordList::Words, "at", "for old"),
        own(WordList::Words, "calls", "Poslushaj"),
        own(WordList::Words, "via", "skrz"),
        own(WordList::Months, "13", "Nix"),
    ]);
    assert!(all.is_call("Poslushaj") && all.is_via("skrz"));
    assert_eq!(all.topic_phrase("trail"), Some(Kind::EXPERIENCE));
    assert_eq!(all.topic_word("trail"), Some(Kind::EXPERIENCE));
    assert_eq!(all.label("Pidgeon"), Some(LabelRole::Email));
    assert_eq!(
        all.date_word("vresen"),
        Month::new(9).ok().map(DateWord::Month)
    );
    assert_eq!(all.date_word("bez konca"), Some(DateWord::Present));
    assert!(all.is_role("zvonar") && !lexicon().is_role("zvonar"));
    assert!(all.at_words().contains(&"for old".to_owned()));
    assert_eq!(all.date_word("nix"), None);
}
