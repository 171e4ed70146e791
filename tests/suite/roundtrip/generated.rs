//! Models that nobody wrote: every kind of value in every place, in texts that YAML would take
//! for something else.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use vitae::diagnostic::{Source, Span};
use vitae::resume::{
    Arranged, Contact, ContactKind, Detail, DetailLabel, Emphasis, Entry, EntryKind, Highlight,
    Metric, Month, PartialDate, Period, PeriodEnd, Person, Resume, RichText, Season, Section,
    SectionBody, SectionKind, SkillGroup, Tag, Text, Within, Year,
};

use super::faults;

/// Texts that mean something else to one of the formats, and some that mean nothing.
const TEXTS: [&str; 34] = [
    "Pilot",
    "Kestrel Line: night mail",
    "C# and F #",
    "- a hyphen leads",
    "? or not",
    "* star",
    "&anchor",
    "!tag",
    "| bar",
    "> quote",
    "% of it",
    "@home",
    "`code`",
    "'single'",
    "\"double\" \\ back",
    "{ braces: [brackets] }",
    "null",
    "~",
    "true",
    "no",
    "1984",
    "2019-06",
    "1e3",
    "0x1f",
    "Ærøskøbing · Ñandú",
    "日本語の文",
    "עברית",
    "🚢 ship",
    "a\u{a0}b",
    "a\u{2028}b",
    "---",
    "...",
    "a, b, c",
    "vitae: resume",
];

fn span() -> Span {
    Span::whole(&Source::new("generated", ""))
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(&TEXTS[..]).prop_map(str::to_owned),
        1 => "[a-zA-Zäß€]([a-zA-Z0-9 :#,.'\"{}&*!|>%@`~=+<>/?-]{0,40}[a-z.!])?",
    ]
}

fn text() -> impl Strategy<Value = Text> {
    words().prop_map(|words| Text::new(words, span()))
}

fn address() -> impl Strategy<Value = String> {
    let addresses = [
        "https://ana.example.org",
        "http://www.ana.example.org/a/?b=c&d#e",
        "mailto:ana@example.org",
        "tel:+351555010203",
    ];
    prop::sample::select(addresses.to_vec()).prop_map(str::to_owned)
}

fn emphasis() -> impl Strategy<Value = Emphasis> {
    any::<(bool, bool, bool)>().prop_map(|(strong, emphasized, code)| Emphasis {
        strong,
        emphasized,
        code,
    })
}

/// A text in runs, with blanks at their ends and paragraphs in it.
fn rich() -> impl Strategy<Value = RichText> {
    let plain = words().prop_map(|words| RichText::plain(words, span()));
    let ends = prop::sample::select(vec!["", " ", "\n", "\n\n"]);
    let runs = vec((words(), ends, emphasis(), option::of(address())), 1..4);
    let runs = runs.prop_map(|runs| {
        let mut rich = RichText::new(span());
        let last = runs.len() - 1;
        for (n, (words, end, emphasis, link)) in runs.into_iter().enumerate() {
            let end = if n == last { "" } else { end };
            rich.push(format!("{words}{end}"), emphasis, link);
        }
        rich
    });
    prop_oneof![plain, runs]
}

fn tags() -> impl Strategy<Value = Vec<Tag>> {
    vec(words().prop_map(|words| Tag::new(words, span())), 0..4)
}

fn date() -> impl Strategy<Value = PartialDate> {
    let year = prop_oneof![
        (1000_u16..2100).prop_map(Year::Known),
        prop_oneof![10_u16..30, 190_u16..210].prop_map(Year::Masked),
    ];
    let month = (1_u8..13).prop_map(|number| Within::Month(Month::new(number).expect("a month")));
    let season = prop::sample::select(Season::ALL.to_vec()).prop_map(Within::Season);
    let within = option::of(prop_oneof![month, season]);
    (year, within, option::of(1_u8..29)).prop_map(|(year, within, day)| PartialDate {
        year,
        within,
        day: day.filter(|_| matches!(within, Some(Within::Month(_)))),
    })
}

fn period() -> impl Strategy<Value = Period> {
    let end = prop_oneof![
        Just(PeriodEnd::Present),
        date().prop_map(PeriodEnd::On),
        date().prop_map(PeriodEnd::On),
    ];
    let written = prop_oneof![words(), Just(String::new())];
    (option::of(date()), option::of(end), any::<bool>(), written).prop_map(
        |(start, end, expected, written)| Period {
            start,
            end,
            expected,
            written,
            span: span(),
        },
    )
}

fn metric() -> impl Strategy<Value = Metric> {
    (words(), prop_oneof![words(), Just(String::new())]).prop_map(|(value, label)| Metric {
        value,
        label,
        span: span(),
    })
}

fn detail() -> impl Strategy<Value = Detail> {
    let label = prop_oneof![
        text().prop_map(DetailLabel::Written),
        Just(DetailLabel::Usual),
        Just(DetailLabel::Without),
    ];
    (label, rich()).prop_map(|(label, text)| Detail { label, text })
}

fn highlight() -> impl Strategy<Value = Highlight> {
    (rich(), tags()).prop_map(|(text, tags)| Highlight { text, tags })
}

fn leaf() -> impl Strategy<Value = Entry> {
    let names = (
        option::of(text()),
        option::of(text()),
        option::of(text()),
        option::of(text()),
    );
    let lists = (
        vec(highlight(), 0..3),
        vec(metric(), 0..3),
        tags(),
        vec(detail(), 0..3),
        vec((text(), address()), 0..3),
    );
    let kind = prop::sample::select(EntryKind::ALL.to_vec());
    (kind, names, option::of(period()), option::of(rich()), lists).prop_map(
        |(kind, names, period, summary, lists)| {
            let mut entry = Entry::new(kind, span());
            (entry.title, entry.organization, entry.via, entry.location) = names;
            entry.period = period;
            entry.summary = summary;
            (
                entry.highlights,
                entry.metrics,
                entry.tags,
                entry.details,
                entry.links,
            ) = lists;
            entry
        },
    )
}

fn entry() -> impl Strategy<Value = Entry> {
    leaf().prop_recursive(2, 6, 3, |inner| {
        (leaf(), vec(inner, 0..3)).prop_map(|(mut entry, parts)| {
            entry.parts = parts;
            entry
        })
    })
}

fn body() -> impl Strategy<Value = SectionBody> {
    let items = vec(words().prop_map(|words| Tag::new(words, span())), 1..4);
    let group = (option::of(text()), items).prop_map(|(name, items)| SkillGroup { name, items });
    prop_oneof![
        3 => vec(entry(), 1..4).prop_map(SectionBody::Entries),
        1 => vec(group, 1..4).prop_map(SectionBody::Skills),
        1 => vec(metric(), 1..4).prop_map(SectionBody::Metrics),
        1 => vec(rich(), 1..3).prop_map(SectionBody::Text),
    ]
}

fn section() -> impl Strategy<Value = Section> {
    let kind = prop::sample::select(SectionKind::ALL.to_vec());
    (kind, option::of(text()), body()).prop_map(|(kind, title, body)| Section {
        id: String::new(),
        title,
        kind,
        body,
    })
}

fn contact() -> impl Strategy<Value = Contact> {
    let kind = prop_oneof![
        Just(ContactKind::Email),
        Just(ContactKind::Phone),
        Just(ContactKind::Website),
        words().prop_map(ContactKind::Profile),
        Just(ContactKind::Profile(String::new())),
    ];
    let text = prop_oneof![
        text(),
        prop::sample::select(vec![
            "ana@example.org",
            "+351 555 010 203",
            "github.com/ana"
        ])
        .prop_map(|words| Text::new(words.to_owned(), span())),
    ];
    (kind, text, option::of(address())).prop_map(|(kind, text, href)| Contact { kind, text, href })
}

fn person() -> impl Strategy<Value = Person> {
    (
        option::of(text()),
        option::of(text()),
        option::of(text()),
        vec(contact(), 0..5),
        option::of(text()),
    )
        .prop_map(|(name, headline, location, contacts, photo)| Person {
            // What is the name is no headline.
            headline: headline.filter(|headline| Some(headline) != name.as_ref()),
            name,
            location,
            contacts,
            photo,
            picture: None,
        })
}

/// A model as reading leaves it: sections that hold something, numbered, in a language.
fn resume() -> impl Strategy<Value = Resume> {
    (
        person(),
        option::of(rich()),
        vec(section(), 1..5),
        any::<bool>(),
        prop::sample::select(vec!["en", "pt-BR", "de"]),
    )
        .prop_map(|(person, summary, mut sections, is_own, language)| {
            for n in 0..sections.len() {
                let (before, rest) = sections.split_at_mut(n);
                let section = &mut rest[0];
                let earlier = before.iter().filter(|one| one.kind == section.kind).count();
                section.id = match earlier {
                    0 => section.kind.name().to_owned(),
                    more => format!("{}-{}", section.kind.name(), more + 1),
                };
            }
            Resume {
                person,
                summary,
                sections,
                arranged: match is_own {
                    true => Arranged::ByAuthor,
                    false => Arranged::ByKind,
                },
                language: Some(Text::new(language.to_owned(), span())),
                page_breaks: Vec::new(),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_of_a_model_is_read_as_that_model(resume in resume()) {
        let faults = faults("generated", &resume);
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
