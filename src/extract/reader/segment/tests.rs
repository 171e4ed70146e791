//! What must hold of sections that are cut.

use super::sample::{
    Few, bold, date, dated, deep_item, heading, item, labelled, lines, linked, plain, prose,
    spanned, within,
};
use super::*;
use crate::resume::{Month, Within};

/// The sections' entries by the text of their first line, of the best reading.
fn opened(kind: Kind, list: Vec<Line>) -> Vec<String> {
    opened_in(kind, list, &Boxes::default())
}

fn opened_in(kind: Kind, list: Vec<Line>, boxes: &Boxes) -> Vec<String> {
    let best = best_of(kind, list, boxes);
    let first = |segment: &Segment| segment.lines[0].text.clone();
    best.segments.iter().map(first).collect()
}

fn best_of(kind: Kind, list: Vec<Line>, boxes: &Boxes) -> Segmentation {
    let list = lines(list);
    let found = segment_with(&Few::default(), kind, &list, boxes);
    let best = found
        .options
        .into_iter()
        .next()
        .expect("a section with lines has a reading");
    let mut places = Vec::new();
    for line in best.before.iter().chain(&best.between) {
        places.push(line.index);
    }
    for part in &best.segments {
        places.extend(part.lines.iter().chain(&part.shared).map(|line| line.index));
    }
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), list.len(), "a line has no place: {best:?}");
    best
}

fn job(title: Line, years: &str) -> Vec<Line> {
    vec![
        title,
        date(years),
        item("Kept the books."),
        item("Closed the year."),
    ]
}

fn jobs(title: impl Fn(&str) -> Line) -> Vec<Line> {
    let mut list = job(title("Clerk, Northwind"), "2015 – 2017");
    list.extend(job(title("Cook, Harbour Inn"), "2017 – 2019"));
    list.extend(job(title("Midwife, Fenwick Hall"), "2019 – 2021"));
    list
}

const JOBS: [&str; 3] = [
    "Clerk, Northwind",
    "Cook, Harbour Inn",
    "Midwife, Fenwick Hall",
];

#[test]
fn headings_bold_lines_and_plain_lines_open_alike_entries() {
    assert_eq!(
        opened(Kind::EXPERIENCE, jobs(|text| heading(3, text))),
        JOBS
    );
    assert_eq!(opened(Kind::EXPERIENCE, jobs(bold)), JOBS);
    assert_eq!(
        opened(Kind::EXPERIENCE, jobs(|text| linked(text, "/x"))),
        JOBS
    );
    assert_eq!(
        opened(Kind::EXPERIENCE, jobs(|text| spanned(text, "role"))),
        JOBS
    );
}

#[test]
fn a_section_without_marks_is_cut_at_its_dated_lines() {
    let mut list = Vec::new();
    for (text, years) in [
        ("Clerk", (2015, 2017)),
        ("Cook", (2017, 2019)),
        ("Smith", (2019, 2020)),
    ] {
        list.push(dated(plain(text), &[(years.0, Some(years.1))]));
        list.push(prose("I did a great deal of work there, and I liked it."));
    }
    assert_eq!(opened(Kind::EXPERIENCE, list), ["Clerk", "Cook", "Smith"]);
}

#[test]
fn no_sentence_opens_a_job() {
    let list = vec![
        prose("I have worked in many places, and in most of them for long."),
        bold("Clerk"),
        date("2015 – 2017"),
        prose("I kept the books, and I closed the year."),
        bold("Cook"),
        date("2017 – 2019"),
        prose("I made the soup, and I made the bread."),
    ];
    let best = best_of(Kind::EXPERIENCE, list, &Boxes::default());
    assert_eq!(best.before.len(), 1);
    assert_eq!(best.segments.len(), 2);
}

#[test]
fn a_period_is_not_averaged_away_by_good_siblings() {
    // By `h3` one entry holds three periods; by bold lines each has one.
    let mut list = Vec::new();
    for (at, year) in [2001, 2003, 2005, 2007, 2009].into_iter().enumerate() {
        if at % 4 == 0 {
            list.push(heading(
                3,
                if at == 0 {
                    "Early years"
                } else {
                    "Later years"
                },
            ));
        }
        list.push(bold(["Clerk", "Cook", "Smith", "Baker", "Mason"][at]));
        list.push(date(&format!("{year} – {}", year + 1)));
        list.push(item("Did the work."));
    }
    let best = best_of(Kind::EXPERIENCE, list, &Boxes::default());
    assert_eq!(best.segments.len(), 5, "{}", best.opener);
}

#[test]
fn a_repeated_label_opens_no_entry_in_any_language() {
    let mut list = Vec::new();
    for (title, years) in [("Clerk", "2015 – 2017"), ("Cook", "2017 – 2019")] {
        list.push(heading(3, title));
        list.push(date(years));
        list.push(heading(4, "Úspěchy"));
        list.push(item("Did the work."));
    }
    let all = lines(list.clone());
    let found = segment_with(&Few::default(), Kind::EXPERIENCE, &all, &Boxes::default());
    assert_eq!(found.labels.len(), 2);
    assert!(found.labels.values().all(|role| *role == LabelRole::Part));
    assert_eq!(opened(Kind::EXPERIENCE, list), ["Clerk", "Cook"]);
}

#[test]
fn one_dated_project_does_not_make_dates_the_opener() {
    let list = vec![
        heading(3, "Weather station"),
        prose("It measures the wind, and it tells the harbour."),
        heading(3, "Tide tables"),
        date("2019"),
        prose("They are printed, and they are read aloud."),
        heading(3, "Bread oven"),
        prose("It is built of clay, and it stands in the yard."),
    ];
    let titles = ["Weather station", "Tide tables", "Bread oven"];
    assert_eq!(opened(Kind::PROJECTS, list), titles);
}

#[test]
fn items_open_entries_where_each_is_dated_and_bullets_where_none_is() {
    let list = vec![
        dated(item("Clerk, Northwind, 2015 – 2017"), &[(2015, Some(2017))]),
        deep_item(2, "Kept the books"),
        dated(
            item("Cook, Harbour Inn, 2017 – 2019"),
            &[(2017, Some(2019))],
        ),
        deep_item(2, "Made the soup"),
    ];
    let titles = [
        "Clerk, Northwind, 2015 – 2017",
        "Cook, Harbour Inn, 2017 – 2019",
    ];
    assert_eq!(opened(Kind::EXPERIENCE, list), titles);
}

#[test]
fn a_bullet_that_names_a_year_dates_no_entry() {
    let mut list = jobs(|text| heading(3, text));
    list[2] = dated(item("Best clerk of 2016"), &[(2016, None)]);
    assert_eq!(opened(Kind::EXPERIENCE, list), JOBS);
}

#[test]
fn bullets_with_periods_date_no_entry_below_a_head_that_has_its_date() {
    let firm = |name: &str| heading(3, name);
    let role = |title: &str, years: &str| vec![bold(title), date(years)];
    let mut list = vec![firm("Northwind")];
    list.extend(role("Clerk", "2018 – 2021"));
    list.push(item("Moved the books, 2018 – 2019"));
    list.push(item("Closed the branch, 2020 – 2021"));
    list.extend(role("Cook", "2015 – 2018"));
    list.push(item("Fed the harbour, 2016 – 2017"));
    list.push(firm("Fenwick Hall"));
    list.extend(role("Midwife", "2012 – 2015"));
    list.push(item("Taught two years, 2013 – 2015"));
    assert_eq!(opened(Kind::EXPERIENCE, list), ["Clerk", "Cook", "Midwife"]);
}

fn two_roles(employer: Line, years: [u16; 3]) -> Vec<Line> {
    let role = |name: &str, at: usize| dated(plain(name), &[(years[at], Some(years[at + 1]))]);
    vec![
        employer,
        plain("Lisbon"),
        role("Senior clerk", 1),
        item("Led the office."),
        role("Clerk", 0),
        item("Kept the books."),
    ]
}

fn two_employers(employer: impl Fn(&str) -> Line) -> Vec<Line> {
    let mut list = two_roles(employer("Northwind"), [2013, 2015, 2017]);
    list.extend(two_roles(employer("Harbour Inn"), [2017, 2019, 2021]));
    list
}

#[test]
fn several_roles_at_one_employer_share_its_lines() {
    let list = two_employers(|text| heading(3, text));
    let best = best_of(Kind::EXPERIENCE, list, &Boxes::default());
    assert_eq!(best.opener, "h3 > dated line");
    let first = |lines: &[Rc<Line>]| lines[0].text.clone();
    let shared: Vec<String> = best.segments.iter().map(|s| first(&s.shared)).collect();
    assert_eq!(
        shared,
        ["Northwind", "Northwind", "Harbour Inn", "Harbour Inn"]
    );
    let roles: Vec<String> = best.segments.iter().map(|s| first(&s.lines)).collect();
    assert_eq!(roles, ["Senior clerk", "Clerk", "Senior clerk", "Clerk"]);
    assert_eq!(best.segments[3].shared.len(), 2);
}

#[test]
fn a_level_above_must_be_stronger_than_the_one_below() {
    // A bold line and a dated one are as strong: neither tells that it stands above.
    let list = two_employers(bold);
    let best = best_of(Kind::EXPERIENCE, list, &Boxes::default());
    assert_eq!(best.opener, "dated line");
    assert!(
        best.segments
            .iter()
            .all(|segment| segment.shared.is_empty())
    );
}

fn certificates(item: impl Fn(&str, u16) -> Line) -> Vec<Line> {
    vec![
        heading(3, "Security"),
        item("Locks and keys", 2011),
        item("Doors", 2012),
        item("Walls", 2013),
        heading(3, "Kitchen"),
        item("Clean hands", 2014),
        item("Sharp knives", 2015),
        item("Hot pans", 2016),
    ]
}

#[test]
fn headings_over_lists_of_certificates_are_groups_and_no_entries() {
    let list = certificates(|text, year| dated(item(text), &[(year, None)]));
    let best = best_of(Kind::CERTIFICATIONS, list, &Boxes::default());
    assert_eq!(best.opener, "h3 > li plain");
    assert_eq!(best.segments.len(), 6);
    assert!(
        best.segments
            .iter()
            .all(|segment| segment.shared.is_empty())
    );
    assert_eq!(best.before[0].text, "Security");
    assert_eq!(best.between[0].text, "Kitchen");
}

/// The scores of a section's readings, by opener.
fn scores(kind: Kind, list: Vec<Line>) -> Vec<(String, f32)> {
    let list = lines(list);
    let found = segment_with(&Few::default(), kind, &list, &Boxes::default());
    let told = found
        .options
        .into_iter()
        .map(|option| (option.opener, option.score));
    told.collect()
}

fn assert_scores(found: &[(String, f32)], wanted: &[(&str, f32)]) {
    assert_eq!(found.len(), wanted.len(), "{found:?}");
    for ((opener, score), (name, figure)) in found.iter().zip(wanted) {
        assert_eq!(opener, name, "{found:?}");
        assert!((score - figure).abs() < 0.006, "{found:?}");
    }
}

#[test]
fn scores_are_those_that_the_weights_were_measured_with() {
    // The figures of the trial that the first weights come from, for the same lines, moved by what
    // each weight was moved since (`item`, `one_period`) and by what headings only group is worth.
    let undated = certificates(|text, _| item(text));
    let wanted = [("h3 > li plain", 2.79), ("h3", 2.55)];
    assert_scores(&scores(Kind::CERTIFICATIONS, undated), &wanted);
    let by_year = certificates(|text, year| dated(item(text), &[(year, None)]));
    let wanted = [("h3 > li plain", 3.538)];
    assert_scores(&scores(Kind::CERTIFICATIONS, by_year), &wanted);
    let roles = scores(Kind::EXPERIENCE, two_employers(|text| heading(3, text)));
    assert_scores(&roles, &[("h3 > dated line", 2.7)]);
}

fn boxed() -> (Vec<Line>, Boxes) {
    let mut boxes = Boxes::default();
    let mut list = Vec::new();
    for (id, title) in [
        (1, "Weather station"),
        (2, "Tide tables"),
        (3, "Bread oven"),
    ] {
        boxes.add(id, "div", Some("work"), false);
        let inside = [
            plain("Wood, Clay"),
            heading(3, title),
            prose("It stands in the yard, and it is read aloud."),
        ];
        list.extend(inside.map(|line| within(&[0, id], line)));
    }
    (list, boxes)
}

#[test]
fn a_box_that_encloses_one_heading_is_the_entry_with_the_tags_above_it() {
    let (list, boxes) = boxed();
    let best = best_of(Kind::PROJECTS, list.clone(), &boxes);
    assert_eq!(best.opener, "box div.work");
    assert_eq!(best.segments.len(), 3);
    assert!(best.segments.iter().all(|segment| segment.lines.len() == 3));
    // Without the boxes they lead the headings in.
    assert_eq!(
        best_of(Kind::PROJECTS, list, &Boxes::default()).opener,
        "h3 led in"
    );
}

#[test]
fn what_stands_behind_the_last_box_is_no_part_of_it() {
    let (mut list, boxes) = boxed();
    list.push(within(
        &[0],
        prose("More of them lie in the attic, and they wait."),
    ));
    let best = best_of(Kind::PROJECTS, list.clone(), &boxes);
    assert_eq!(best.segments[2].lines.len(), 3);
    assert_eq!(best.between.len(), 1);
    // Unless other entries also have lines outside theirs.
    list.insert(
        3,
        within(&[0], prose("This one is mine, and I am proud of it.")),
    );
    let best = best_of(Kind::PROJECTS, list, &boxes);
    assert_eq!(best.between.len(), 0);
}

#[test]
fn cards_open_entries_though_there_is_only_one() {
    let mut boxes = Boxes::default();
    boxes.add(1, "li", Some("card"), true);
    let list = vec![
        within(
            &[0],
            prose("Here is what I have built, and I am proud of it."),
        ),
        within(&[0, 1], plain("Bread oven")),
        within(
            &[0, 1],
            prose("It is built of clay, and it stands in the yard."),
        ),
    ];
    assert_eq!(opened_in(Kind::PROJECTS, list, &boxes), ["Bread oven"]);
}

#[test]
fn items_cells_and_paragraphs_are_no_boxes_unless_cards() {
    let mut boxes = Boxes::default();
    for (id, name) in ["p", "ul", "h3", "li", "td"].into_iter().enumerate() {
        boxes.add(id, name, None, false);
        assert_eq!(boxes.sign(id), None, "{name}");
    }
    boxes.add(7, "li", Some("card"), true);
    boxes.add(8, "div", Some("job"), false);
    boxes.add(9, "div", Some("job"), false);
    assert!(boxes.sign(7).is_some_and(|sign| boxes.at(sign).is_card));
    assert_eq!(boxes.sign(8), boxes.sign(9));
}

#[test]
fn labels_of_employers_open_entries() {
    let mut list = Vec::new();
    for (title, years) in [("Northwind", "2015 – 2017"), ("Harbour Inn", "2017 – 2019")] {
        list.push(labelled(
            &format!("Employer: {title}"),
            Some(LabelRole::Organization),
        ));
        list.push(labelled("Role: Clerk", Some(LabelRole::Title)));
        list.push(date(years));
        list.push(prose("I kept the books, and I closed the year."));
    }
    let titles = ["Employer: Northwind", "Employer: Harbour Inn"];
    assert_eq!(opened(Kind::EXPERIENCE, list), titles);
}

#[test]
fn close_readings_are_kept_and_never_more_than_three() {
    let list = lines(jobs(|text| heading(3, text)));
    let found = segment_with(&Few::default(), Kind::EXPERIENCE, &list, &Boxes::default());
    let scores: Vec<f32> = found.options.iter().map(|option| option.score).collect();
    assert!((1..=3).contains(&scores.len()));
    assert!(scores.is_sorted_by(|a, b| a >= b));
    assert!(
        scores
            .iter()
            .all(|score| *score > scores[0] - weights().segment.near)
    );
}

#[test]
fn nothing_to_cut_is_no_entry() {
    let words = Few::default();
    let none = segment_with(&words, Kind::EXPERIENCE, &[], &Boxes::default());
    assert!(none.options.is_empty());
    let labels = Few {
        labels: &[("technologies", LabelRole::Tags)],
        ..Few::default()
    };
    let list = lines(vec![heading(3, "Technologies")]);
    let found = segment_with(&labels, Kind::EXPERIENCE, &list, &Boxes::default());
    assert!(found.options[0].segments.is_empty());
    assert_eq!(found.options[0].before.len(), 1);
}

#[test]
fn twenty_thousand_lines_are_cut_in_time() {
    let mut list = Vec::new();
    let mut boxes = Boxes::default();
    for number in 0..4_000_usize {
        boxes.add(number + 1, "div", Some(&format!("c{}", number % 40)), false);
        let years = [(
            1950 + (number % 90) as u16,
            Some(1951 + (number % 90) as u16),
        )];
        let entry = [
            heading(3 + (number % 3) as u8, "Clerk"),
            dated(bold("Northwind"), &years),
            linked("Lisbon", "/lisbon"),
            spanned("Full time", &format!("s{}", number % 20)),
            item("Kept the books."),
        ];
        list.extend(entry.map(|line| within(&[0, number + 1], line)));
    }
    let list = lines(list);
    let words = Few::default();
    let cost = |count: usize| {
        let start = std::time::Instant::now();
        segment_with(&words, Kind::EXPERIENCE, &list[..count], &boxes);
        start.elapsed()
    };
    cost(500);
    let (few, many) = (cost(2_000), cost(20_000));
    // Ten times the lines; a square would be a hundred times.
    assert!(
        many < few * 40,
        "{few:?} for 2,000 lines, {many:?} for 20,000"
    );
}

#[test]
fn lines_above_the_opener_are_its_entrys_where_the_section_begins_with_them() {
    let mut list = Vec::new();
    for (employer, role, years) in [
        ("Northwind", "Clerk", "2015 – 2017"),
        ("Harbour Inn", "Cook", "2017 – 2019"),
        ("Fenwick Hall", "Midwife", "2019 – 2021"),
    ] {
        list.push(plain(employer));
        list.push(dated(
            bold(role),
            &[(years[..4].parse().expect("a year"), None)],
        ));
        list.push(item("Did the work."));
    }
    assert_eq!(
        opened(Kind::EXPERIENCE, list),
        ["Northwind", "Harbour Inn", "Fenwick Hall"]
    );
}

#[test]
fn a_sentence_above_the_first_entry_leads_in_none() {
    let mut list = vec![prose(
        "I have worked in many places, and in most of them for long.",
    )];
    list.extend(jobs(bold));
    assert_eq!(opened(Kind::EXPERIENCE, list), JOBS);
}

/// Lines of one paragraph.
fn paragraph(id: usize, list: Vec<Line>) -> Vec<Line> {
    list.into_iter()
        .map(|line| Line {
            chain: Rc::from([0, id]),
            ..line
        })
        .collect()
}

#[test]
fn no_entry_begins_within_a_paragraph_whose_first_line_is_anothers() {
    let mut list = Vec::new();
    for (n, (title, years)) in [
        ("Clerk, Northwind", "2015 – 2017"),
        ("Cook, Harbour Inn", "2017 – 2019"),
        ("Midwife, Fenwick Hall", "2019 – 2021"),
    ]
    .into_iter()
    .enumerate()
    {
        list.extend(paragraph(n + 1, vec![plain(title), date(years)]));
    }
    assert_eq!(opened(Kind::EXPERIENCE, list), JOBS);
}

#[test]
fn a_year_and_a_day_of_it_are_one_period() {
    let mut day = date("2000");
    for date in &mut day.notes.dates {
        let start = date.start.as_mut().expect("a year");
        start.within = Month::new(7).ok().map(Within::Month);
        start.day = Some(20);
    }
    let numbers = |list: Vec<Line>| {
        let list = lines(list);
        let facts = facts::Facts::new(&Few::default(), &list);
        [facts.period(0), facts.period(2)]
    };
    let [one, other] = numbers(vec![date("2000"), plain("Physician"), day.clone()]);
    assert_eq!(one, other);
    let [one, other] = numbers(vec![date("2001"), plain("Physician"), day]);
    assert_ne!(one, other);
}

#[test]
fn headings_above_lists_of_named_items_are_captions() {
    let list = || {
        vec![
            heading(3, "Looms"),
            linked_item("Warp reader"),
            deep_item(2, "Counts threads."),
            linked_item("Shuttle log"),
            heading(3, "Dyes"),
            linked_item("Vat table"),
            linked_item("Madder notes"),
        ]
    };
    let best = best_of(Kind::PROJECTS, list(), &Boxes::default());
    let names: Vec<&str> = best
        .segments
        .iter()
        .map(|segment| segment.lines[0].text.as_str())
        .collect();
    assert_eq!(
        names,
        ["Warp reader", "Shuttle log", "Vat table", "Madder notes"]
    );
    // An employer above his projects is one.
    assert_eq!(opened(Kind::EXPERIENCE, list()), ["Looms", "Dyes"]);
    let told = vec![
        heading(3, "Warp reader"),
        item("Counts threads."),
        heading(3, "Vat table"),
        item("Names what dyes."),
        item("Prints it."),
    ];
    assert_eq!(opened(Kind::PROJECTS, told), ["Warp reader", "Vat table"]);
}

fn linked_item(text: &str) -> Line {
    let link = linked(text, "https://example.org");
    Line {
        runs: link.runs,
        ..item(text)
    }
}
