//! What must hold of pages that are cut.

use super::sample::Few;
use super::*;
use crate::extract::reader::LabelRole;
use crate::extract::reader::segment::sample::{
    bold, date, dated, heading, item, labelled, lines, plain, prose, spanned, within,
};
use crate::extract::reader::segment::{self, Segment};

fn page(list: Vec<Line>) -> Lines {
    Lines {
        lines: lines(list),
        ..Lines::default()
    }
}

fn outlined(list: Vec<Line>) -> Outline {
    let page = page(list);
    let outline = outline_with(&Few::default(), &page, &Outside::default());
    all_lines_have_a_place(&page, &outline);
    outline
}

/// No line of the page is lost but the name's.
fn all_lines_have_a_place(page: &Lines, outline: &Outline) {
    let mut places = outline.subtitles.clone();
    places.extend(outline.head.iter().map(|line| line.index));
    for section in &outline.sections {
        places.push(section.title.index);
        places.extend(section.lines.iter().map(|line| line.index));
    }
    if let Some(at) = outline.names.first().and_then(|name| name.at.as_ref()) {
        places.push(at.index);
    }
    places.sort_unstable();
    places.dedup();
    assert_eq!(
        places,
        (0..page.lines.len()).collect::<Vec<_>>(),
        "{outline:?}"
    );
}

/// Titles with their kinds and the number of their lines.
fn told(outline: &Outline) -> Vec<(&str, Option<Kind>, usize)> {
    let sections = outline.sections.iter();
    let told = sections.map(|s| (s.title.text.as_str(), s.kind, s.lines.len()));
    told.collect()
}

fn name(outline: &Outline) -> Option<&str> {
    outline.names.first().map(|name| name.name.as_str())
}

/// A line with an e-mail address.
fn mailed(text: &str, address: &str) -> Line {
    let mut line = plain(text);
    let at = text.find(address).expect("the address stands in the line");
    line.notes.emails.push(at..at + address.len());
    line
}

fn job(title: &str) -> Vec<Line> {
    vec![
        heading(3, title),
        date("2019 – 2020"),
        item("Kept the books"),
    ]
}

fn resume() -> Vec<Line> {
    let mut list = vec![
        heading(1, "Ana Reis"),
        plain("Potter"),
        mailed("ana.reis@example.org | Faro", "ana.reis@example.org"),
        heading(2, "Work Experience"),
    ];
    list.extend(job("Marine Clerk"));
    list.extend(job("Harbour Clerk"));
    list.push(heading(2, "Education"));
    list.push(heading(3, "Bachelor of Arts"));
    list.push(heading(2, "Skills"));
    list.push(plain("Clay, Glaze, Fire"));
    list
}

#[test]
fn the_level_of_known_titles_cuts_the_page_and_not_the_name() {
    let outline = outlined(resume());
    assert_eq!(name(&outline), Some("Ana Reis"));
    assert_eq!(
        told(&outline),
        [
            ("Work Experience", Some(Kind::EXPERIENCE), 6),
            ("Education", Some(Kind::EDUCATION), 1),
            ("Skills", Some(Kind::SKILLS), 1),
        ]
    );
    assert_eq!(outline.head.len(), 2);
    assert_eq!(outline.marks[0].0, "h2");
    assert!(outline.sections.iter().all(|section| section.is_titled));
}

#[test]
fn a_lone_first_heading_is_the_pages_title_and_no_section() {
    let mut list = resume();
    list.insert(0, heading(1, "Work Experience"));
    list[1] = plain("Ana Reis");
    let outline = outlined(list);
    let titles: Vec<&str> = outline
        .sections
        .iter()
        .map(|s| s.title.text.as_str())
        .collect();
    assert_eq!(titles.last(), Some(&"Skills"), "{titles:?}");
    assert_eq!(outline.marks[0].0, "h2");
}

#[test]
fn bold_lines_capitals_and_classes_title_sections_where_no_heading_does() {
    let title_lines: [fn(&str) -> Line; 3] = [
        bold,
        |text| plain(&text.to_uppercase()),
        |text| Line {
            class: "head".into(),
            tag: "div",
            ..plain(text)
        },
    ];
    for (number, title) in title_lines.into_iter().enumerate() {
        let mut list = vec![plain("Ana Reis"), title("Work Experience")];
        list.push(dated(plain("Clerk, Northwind"), &[(2019, Some(2020))]));
        list.push(title("Education"));
        list.push(dated(plain("Bachelor, Kelda"), &[(2016, Some(2018))]));
        list.push(title("Skills"));
        list.push(item("Clay"));
        let outline = outlined(list);
        let kinds: Vec<_> = outline
            .sections
            .iter()
            .map(|section| section.kind)
            .collect();
        let wanted = [Kind::EXPERIENCE, Kind::EDUCATION, Kind::SKILLS].map(Some);
        assert_eq!(kinds, wanted, "{number}");
    }
}

#[test]
fn a_title_repeated_under_entries_titles_no_section() {
    let mut list = vec![heading(1, "Ana Reis"), heading(2, "Work Experience")];
    for title in ["Clerk", "Potter"] {
        list.push(bold(title));
        list.push(date("2019 – 2020"));
        list.push(bold("Projects"));
        list.push(item("Kept the books"));
    }
    list.push(heading(2, "Education"));
    list.push(plain("Bachelor of Arts"));
    let outline = outlined(list);
    let titles: Vec<&str> = outline
        .sections
        .iter()
        .map(|s| s.title.text.as_str())
        .collect();
    assert_eq!(titles, ["Work Experience", "Education"]);
}

#[test]
fn a_known_title_under_another_mark_is_one_if_its_kind_is_new() {
    let mut list = resume();
    list.push(bold("Languages"));
    list.push(plain("English, fluent"));
    list.push(bold("Awards"));
    list.push(item("Best pot"));
    let outline = outlined(list);
    // Languages below skills are a group of them.
    let kinds: Vec<_> = outline.sections.iter().skip(2).map(|s| s.kind).collect();
    assert_eq!(kinds, [Some(Kind::SKILLS), Some(Kind::AWARDS)]);
}

#[test]
fn unknown_titles_before_the_first_known_one_belong_to_the_head() {
    let mut list = resume();
    list.insert(1, heading(2, "Pots that hold water"));
    let outline = outlined(list);
    assert_eq!(outline.sections[0].title.text, "Work Experience");
    assert!(
        outline
            .head
            .iter()
            .any(|line| line.text.starts_with("Pots"))
    );
}

#[test]
fn an_employer_on_the_sections_level_is_an_entry() {
    let list = vec![
        heading(1, "Ana Reis"),
        heading(2, "Work Experience"),
        heading(2, "Northwind"),
        date("2019 – 2020"),
        item("Kept the books"),
        heading(2, "Harbour Inn"),
        date("2017 – 2019"),
        heading(2, "Skills"),
        plain("Clay, Glaze, Fire"),
    ];
    let outline = outlined(list);
    assert_eq!(
        told(&outline),
        [
            ("Work Experience", Some(Kind::EXPERIENCE), 5),
            ("Skills", Some(Kind::SKILLS), 1)
        ]
    );
}

#[test]
fn an_eyebrow_and_the_heading_below_it_are_one_title() {
    let eyebrow = |text: &str| spanned(text, "eyebrow");
    let mut list = vec![heading(1, "Ana Reis"), eyebrow("Work Experience")];
    list.push(heading(2, "Where I have been"));
    list.extend(job("Clerk"));
    list.extend([eyebrow("Skills"), heading(2, "What I can do"), item("Clay")]);
    list.extend([
        eyebrow("Education"),
        heading(2, "What I learned"),
        item("Arts"),
    ]);
    let outline = outlined(list);
    assert_eq!(
        told(&outline),
        [
            ("Work Experience", Some(Kind::EXPERIENCE), 3),
            ("Skills", Some(Kind::SKILLS), 1),
            ("Education", Some(Kind::EDUCATION), 1),
        ]
    );
    assert_eq!(outline.subtitles.len(), 3);
}

#[test]
fn of_an_unknown_eyebrow_and_a_known_heading_the_heading_titles() {
    let eyebrow = plain("Since 2010");
    let mut section = Section {
        title: lines(vec![eyebrow]).remove(0),
        kind: None,
        is_titled: false,
        lines: Vec::new(),
    };
    let below = Rc::new(Line {
        index: 1,
        ..heading(2, "Skills")
    });
    assert_eq!(section.join(&below, Some(Kind::SKILLS)), 0);
    assert_eq!(section.title.text, "Skills");
    assert!(section.is_titled);
}

fn content(list: Vec<Line>) -> Option<Kind> {
    content::kind_of_content(&Few::default(), &lines(list), true)
}

#[test]
fn content_chooses_for_titles_that_no_list_knows() {
    let period = [(2019, Some(2020))];
    assert_eq!(content(vec![]), None);
    assert_eq!(
        content(vec![mailed("a@b.org", "a@b.org"), plain("Faro")]),
        Some(Kind::Contact)
    );
    assert_eq!(
        content(vec![
            labelled("Phone: 1", Some(LabelRole::Phone)),
            plain("Faro")
        ]),
        Some(Kind::Contact)
    );
    assert_eq!(
        content(vec![dated(plain("Clerk, Northwind"), &period)]),
        Some(Kind::EXPERIENCE)
    );
    assert_eq!(
        content(vec![dated(plain("Kelda University"), &period)]),
        Some(Kind::EDUCATION)
    );
    assert_eq!(
        content(vec![plain("English"), plain("Portuguese")]),
        Some(Kind::LANGUAGES)
    );
    let quote = prose("“She keeps the books, and she keeps them well.”");
    assert_eq!(content(vec![quote, plain("A friend")]), Some(Kind::Ignored));
    assert_eq!(
        content(vec![
            heading(3, "Oven"),
            prose("It is built of clay, and it works.")
        ]),
        Some(Kind::PROJECTS)
    );
    assert_eq!(
        content(vec![item("Clay"), item("Glaze")]),
        Some(Kind::SKILLS)
    );
    assert_eq!(
        content(vec![
            plain("Clay, Glaze, Fire, Water, Wood, Ash, Salt"),
            item("Iron")
        ]),
        Some(Kind::SKILLS)
    );
    assert_eq!(
        content(vec![prose("I have made pots, and I like it.")]),
        Some(Kind::Summary)
    );
}

#[test]
fn what_no_rule_tells_is_other_or_plain_lines() {
    let period = [(2019, Some(2020))];
    assert_eq!(
        content(vec![dated(plain("Chair, Rowing"), &period)]),
        Some(Kind::OTHER)
    );
    assert_eq!(
        content(vec![
            heading(3, "Rowing"),
            item("Sings in a quartet"),
            item("Runs in the rain")
        ]),
        Some(Kind::OTHER)
    );
    assert_eq!(
        content(vec![item("Sings in a quartet"), item("Runs in the rain")]),
        None
    );
}

#[test]
fn content_never_overrules_a_known_title() {
    let mut list = resume();
    list.push(heading(2, "Projects"));
    list.push(dated(plain("Clerk, Northwind"), &[(2019, Some(2020))]));
    let outline = outlined(list);
    assert_eq!(outline.sections[3].kind, Some(Kind::PROJECTS));
}

#[test]
fn an_unknown_section_keeps_its_title_place_and_lines() {
    let mut list = resume();
    let before = list
        .iter()
        .position(|line| line.text == "Skills")
        .expect("skills");
    list.insert(before, heading(2, "Rowing & Harbour"));
    list.insert(before + 1, heading(3, "Captain"));
    list.insert(before + 2, date("2015 – 2018"));
    let outline = outlined(list);
    let section = &outline.sections[2];
    assert_eq!(section.title.text, "Rowing & Harbour");
    assert_eq!(
        (section.kind, section.is_titled),
        (Some(Kind::OTHER), false)
    );
    assert_eq!(section.lines.len(), 2);
    assert_eq!(outline.sections[3].title.text, "Skills");
}

#[test]
fn a_page_without_titled_jobs_has_them_in_its_dated_sections() {
    let mut list = resume();
    list.retain(|line| line.text != "Work Experience");
    let mut first = vec![heading(1, "Ana Reis"), heading(2, "Erwerbsleben")];
    for (text, years) in [("Captain", (2015, 2018)), ("Miner", (2018, 2020))] {
        first.push(dated(plain(text), &[(years.0, Some(years.1))]));
    }
    first.extend([heading(2, "Skills"), plain("Clay, Glaze, Fire")]);
    let page = page(first);
    let outline = outline_with(&Few::default(), &page, &Outside::default());
    assert_eq!(outline.sections[0].kind, Some(Kind::EXPERIENCE));
    assert!(!outline.sections[0].is_titled);
}

#[test]
fn languages_without_a_spoken_one_are_skills() {
    let section = |text: &str, lines_of: Vec<Line>| {
        let mut list = resume();
        list.push(heading(2, text));
        list.extend(lines_of);
        outlined(list).sections[3].kind
    };
    assert_eq!(
        section("Languages", vec![plain("Rust, Go")]),
        Some(Kind::SKILLS)
    );
    assert_eq!(
        section("Languages", vec![plain("English")]),
        Some(Kind::LANGUAGES)
    );
    assert_eq!(
        section("Languages", vec![plain("Rust, fluent")]),
        Some(Kind::LANGUAGES)
    );
}

#[test]
fn personal_details_that_are_addresses_are_contacts() {
    let kind = |list: Vec<Line>| {
        let mut all = resume();
        all.push(heading(2, "Personal Details"));
        all.extend(list);
        outlined(all).sections[3].kind
    };
    let birth = || plain("Born: 1 May 1980");
    assert_eq!(kind(vec![birth(), plain("Married")]), Some(Kind::Personal));
    assert_eq!(
        kind(vec![birth(), mailed("a@b.org", "a@b.org")]),
        Some(Kind::Contact)
    );
}

fn section(kind: Kind, list: Vec<Line>) -> Section {
    Section {
        title: lines(vec![heading(2, "Background")]).remove(0),
        kind: Some(kind),
        is_titled: true,
        lines: lines(list),
    }
}

#[test]
fn headings_that_are_topics_make_sections_of_a_section() {
    let mut list = vec![
        heading(3, "Projects"),
        plain("Oven"),
        heading(3, "Education"),
    ];
    list.extend([plain("Bachelor"), heading(3, "Rowing"), plain("Captain")]);
    let parts = sections::subsections(&Few::default(), &section(Kind::EXPERIENCE, list.clone()));
    let kinds: Vec<_> = parts.iter().map(|part| part.kind).collect();
    assert_eq!(
        kinds,
        [Kind::PROJECTS, Kind::EDUCATION, Kind::EXPERIENCE].map(Some)
    );
    assert!(parts.iter().all(|part| part.lines.len() == 1));
    // Entries are none, nor what is repeated below them, nor one heading.
    let none = |list: Vec<Line>| {
        let section = section(Kind::EXPERIENCE, list);
        sections::subsections(&Few::default(), &section).is_empty()
    };
    list[2] = dated(heading(3, "Education"), &[(2019, None)]);
    assert!(none(list));
    let job = || [heading(3, "Projects"), plain("Oven")];
    assert!(none(job().into_iter().chain(job()).collect()));
    assert!(none(job().into()));
    assert!(none(vec![
        plain("First"),
        heading(3, "Projects"),
        heading(3, "Education")
    ]));
    let label = [
        heading(3, "Achievements"),
        plain("a"),
        heading(3, "Projects"),
    ];
    assert!(none(vec![
        label[0].clone(),
        label[1].clone(),
        heading(3, "Rowing")
    ]));
}

#[test]
fn an_opener_that_is_a_topic_is_no_entry() {
    let opened = |list: Vec<Line>| {
        let segment = Segment {
            shared: Vec::new(),
            lines: lines(list),
        };
        sections::titled_apart(&Few::default(), Kind::EXPERIENCE, &segment)
    };
    assert_eq!(
        opened(vec![heading(3, "Summary"), prose("I made pots.")]),
        Some(Kind::Summary)
    );
    assert_eq!(
        opened(vec![heading(3, "Education"), plain("Bachelor")]),
        Some(Kind::EDUCATION)
    );
    assert_eq!(opened(vec![heading(3, "Education")]), None);
    assert_eq!(opened(vec![heading(3, "Experience"), plain("Clerk")]), None);
    assert_eq!(
        opened(vec![heading(3, "Project Skills"), plain("Clerk")]),
        None
    );
    assert_eq!(
        opened(vec![heading(3, "Education"), date("2019 – 2020")]),
        None
    );
}

#[test]
fn the_name_is_found_in_headings_labels_and_contact_lines() {
    let first = |list: Vec<Line>| {
        let mut list = list;
        list.extend(resume().into_iter().skip(3));
        name(&outlined(list)).map(str::to_owned)
    };
    let found = |line: Line| first(vec![line]);
    assert_eq!(found(heading(1, "Ana Reis")).as_deref(), Some("Ana Reis"));
    assert_eq!(
        found(heading(1, "Résumé of Ana Reis")).as_deref(),
        Some("Ana Reis")
    );
    assert_eq!(
        found(heading(1, "Ana Reis – Potter")).as_deref(),
        Some("Ana Reis")
    );
    assert_eq!(
        found(heading(1, "Hi, I'm Ana Reis!")).as_deref(),
        Some("Ana Reis")
    );
    assert_eq!(found(bold("Ana Reis")).as_deref(), Some("Ana Reis"));
    assert_eq!(
        found(labelled("Name: Ana Reis", Some(LabelRole::Name))).as_deref(),
        Some("Ana Reis")
    );
    let contact = mailed(
        "Ana Reis | ana.reis@example.org | Faro",
        "ana.reis@example.org",
    );
    assert_eq!(found(contact).as_deref(), Some("Ana Reis"));
    assert_eq!(
        first(vec![heading(1, "Curriculum Vitae"), heading(2, "Ana Reis")]).as_deref(),
        Some("Ana Reis")
    );
}

#[test]
fn slogans_documents_and_topics_name_nobody() {
    for text in [
        "Building calm systems",
        "Curriculum Vitae",
        "Projects",
        "42 Ways",
    ] {
        let mut list = vec![heading(1, text)];
        list.extend(resume().into_iter().skip(3));
        let outline = outlined(list);
        assert_eq!(name(&outline), None, "{text}");
    }
}

#[test]
fn one_of_many_alike_headings_is_no_name() {
    let mut list = vec![heading(2, "Work Experience")];
    list.extend(["Marta Ide", "Rui Costa", "Eva Lind"].map(|text| heading(2, text)));
    let outline = outlined(list);
    assert_eq!(name(&outline), None);
}

#[test]
fn a_title_of_the_page_is_never_a_name_alone() {
    let with = |address: &str| {
        let lines = Lines {
            title: Some("Ana Reis – Pots".to_owned()),
            ..page(vec![
                mailed(address, address),
                heading(2, "Skills"),
                plain("Clay, Glaze"),
            ])
        };
        let outline = outline_with(&Few::default(), &lines, &Outside::default());
        name(&outline).map(str::to_owned)
    };
    assert_eq!(with("info@example.org"), None);
    assert_eq!(with("ana.reis@example.org").as_deref(), Some("Ana Reis"));
}

#[test]
fn the_page_beats_the_maker_of_a_template() {
    let outside = Outside {
        front: vec![("author".to_owned(), "Themes R Us".to_owned())],
    };
    let outline = outline_with(&Few::default(), &page(resume()), &outside);
    assert_eq!(name(&outline), Some("Ana Reis"));
    let front = Outside {
        front: vec![("name".to_owned(), "Ana Reis".to_owned())],
    };
    let nameless = page(resume().into_iter().skip(1).collect());
    let outline = outline_with(&Few::default(), &nameless, &front);
    assert_eq!(name(&outline), Some("Ana Reis"));
    assert!(outline.names[0].at.is_none());
    // A name of the front matter that the page shows is taken out of the page.
    let outline = outline_with(&Few::default(), &page(resume()), &front);
    assert!(outline.names[0].at.is_some());
    assert!(outline.head.iter().all(|line| line.text != "Ana Reis"));
}

#[test]
fn what_the_names_line_says_besides_is_kept() {
    let mut list = resume();
    list[0] = heading(1, "Ana Reis – Potter (m/w/d)");
    let lines = page(list.clone());
    let outline = outline_with(&Few::default(), &lines, &Outside::default());
    let rest = outline.names[0]
        .rest
        .clone()
        .expect("a role follows the name");
    assert_eq!(&list[0].text[rest.at], "Potter (m/w/d)");
    // Addresses beside it belong to the head.
    let mut list = resume();
    let text = "Ana Reis | Potter | ana.reis@example.org";
    list[0] = mailed(text, "ana.reis@example.org");
    let outline = outlined(list);
    assert_eq!(outline.names[0].rest, None);
    assert_eq!(outline.head[0].text, "Potter | ana.reis@example.org");
    assert_eq!(outline.head[0].offset, "Ana Reis | ".len());
    let mut list = resume();
    list[0] = plain("Ana Reis | Northern shore");
    let outline = outlined(list);
    assert_eq!(outline.head[0].text, "Northern shore");
}

#[test]
fn lines_of_the_names_heading_title_nothing() {
    let mut list = resume();
    list[0] = within(&[7], heading(1, "Ana Reis"));
    list.insert(0, within(&[7], heading(1, "Hi there,")));
    list.insert(2, within(&[7], heading(1, "Making pots")));
    let outline = outlined(list);
    assert_eq!(name(&outline), Some("Ana Reis"));
    assert_eq!(outline.head[0].text, "Making pots");
    assert_eq!(outline.subtitles, [0]);
    assert_eq!(outline.sections[0].title.text, "Work Experience");
}

#[test]
fn the_margin_to_the_next_name_is_kept() {
    let outline = outlined(resume());
    assert!(outline.margin > 1.0, "{:?}", outline.names);
    let mut list = resume();
    list.insert(1, heading(1, "Rui Costa"));
    list.retain(|line| line.notes.emails.is_empty());
    assert!(outlined(list).margin < 1.0);
}

#[test]
fn an_empty_page_has_no_sections() {
    let outline = outlined(Vec::new());
    assert!(outline.names.is_empty() && outline.sections.is_empty());
    let outline = outlined(vec![plain("—"), plain("日本語")]);
    assert!(outline.sections.is_empty());
}

#[test]
fn periods_before_any_title_are_entries() {
    let outline = outlined(vec![
        heading(1, "Ana Reis"),
        date("2015 – 2017"),
        date("2017 – 2019"),
        heading(2, "Skills"),
        plain("Rust"),
    ]);
    let told = told(&outline);
    assert_eq!(told[0], ("", Some(Kind::EXPERIENCE), 2), "{told:?}");
    assert_eq!(told[1].0, "Skills");
}

#[test]
fn sections_of_the_foot_are_the_pages_and_its_menus_are_not() {
    let mut page = page(vec![
        heading(1, "Ana Reis"),
        heading(2, "Experience"),
        plain("Clerk"),
    ]);
    let linked = |text: &str| segment::sample::linked(text, "/x");
    page.foot = lines(vec![
        bold("Skills"),
        plain("Rust"),
        plain("Go"),
        heading(3, "Projects"),
        linked("One"),
        linked("Two"),
    ]);
    foot::take_sections(&Few::default(), &mut page);
    let texts = |lines: &[Rc<Line>]| -> Vec<String> {
        lines.iter().map(|line| line.text.clone()).collect()
    };
    assert_eq!(texts(&page.lines)[3..], ["Skills", "Rust", "Go"]);
    assert_eq!(texts(&page.foot), ["Projects", "One", "Two"]);
}
