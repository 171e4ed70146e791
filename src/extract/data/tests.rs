//! Files of other builders and themes, written here by their published shapes about invented
//! people, and what is read from each.

use super::*;
use crate::extract::vocabulary::vocabulary;
use crate::read::{Body, page_of};
use crate::resume::to_yaml;

/// A file as the listing of what it says, without the places.
fn listing(name: &str, text: &str) -> String {
    let mut page = page_of(name, text);
    page.stem = name.split('.').next().unwrap_or(name).to_owned();
    let leaf = Leaf::new(&page, vocabulary());
    let mut findings = Diagnostics::new();
    let own;
    let root = match &page.body {
        Body::Data(root) => root,
        Body::JsonResume | Body::Model(_) => {
            own = crate::resume::json_tree(&page.source, 0..text.len()).expect("JSON");
            &own
        }
        Body::Document(_) => panic!("a data file"),
    };
    let found = read(leaf, root, None, &mut findings);
    let facts = found.facts;
    let resume = crate::resume::Resume {
        person: crate::resume::Person {
            name: facts.name,
            headline: facts.headline,
            location: facts.location,
            ..Default::default()
        },
        summary: found.summary,
        sections: found.sections,
        ..Default::default()
    };
    let contacts: Vec<String> = facts
        .emails
        .iter()
        .chain(&facts.more_emails)
        .chain(&facts.phones)
        .chain(&facts.more_phones)
        .chain(&facts.website)
        .chain(facts.links.iter().map(|link| &link.address))
        .map(|text| text.value.clone())
        .collect();
    let lines = to_yaml(&resume);
    let lines = lines
        .lines()
        .filter(|line| !line.trim().starts_with("from:"));
    let lines: Vec<&str> = lines.filter(|line| !line.contains("id: ''")).collect();
    format!("{}\n{}", contacts.join(", "), lines.join("\n"))
}

/// Every one of `wanted` stands in the listing, none of `unwanted`.
fn holds(listing: &str, wanted: &[&str], unwanted: &[&str]) {
    for text in wanted {
        assert!(listing.contains(text), "no {text:?} in\n{listing}");
    }
    for text in unwanted {
        assert!(!listing.contains(text), "{text:?} in\n{listing}");
    }
}

#[test]
fn lists_under_names_of_the_authors_own_are_sections_and_values_under_them_details() {
    let text = "name: Ana Reis
email: ana@example.org
experience:
  - {company: Cais Digital, role: Clerk, start: 2020, end: present, team: 9 people, wins: [Halved the queue at the pier]}
leadership:
  - {title: Captain, organization: Harbour Rowing Club, start: 2015, end: 2018}
memberships:
  - Queue Guild, since 2016
menu:
  - {title: Home, url: /}
colors: ['#fff', '#000']
";
    let wanted = [
        "Clerk",
        "label: Team\n      text: 9 people",
        "Halved the queue at the pier",
        "title: Leadership",
        "title: Captain",
        "Queue Guild, since 2016",
    ];
    holds(&listing("a.yaml", text), &wanted, &["Home", "#fff", "Menu"]);
}

#[test]
fn what_wraps_persons_and_sections_is_looked_into() {
    let text = r##"{"theme": {"color": "#222", "font": "Inter"},
 "payload": {"who": {"fullName": "Ana Reis", "emailAddress": "ana@example.org", "city": "Porto"},
  "blocks": {"work_history": {"heading": "Work", "visible": true, "rows": [
    {"employer": "Cais Digital", "job_title": "Clerk", "date_start": "2019-03", "date_end": "", "is_current": true},
    {"employer": "Moinho", "job_title": "Cook", "date_start": "2015", "date_end": "2018", "hidden": true}]}}}}"##;
    let found = listing("a.json", text);
    let wanted = [
        "ana@example.org",
        "name: Ana Reis",
        "title: Clerk",
        "2019-03",
        "Porto",
    ];
    holds(&found, &wanted, &["Inter", "Moinho", "#222"]);
}

#[test]
fn a_theme_of_an_online_cv_is_read_whole() {
    let text = "sidebar:
  about: False
  name: Ana Reis
  tagline: Clerk of Piers
  email: ana@example.org
  citizenship: Portuguese
  languages:
    - {idiom: Portuguese, level: Native}
career-profile:
  title: Career Profile
  summary: Keeps piers in order.
projects:
  title: Projects
  intro: >
    Small ones.
  assignments:
    - {title: Pier Board, link: '#', tagline: Shows who lies at which pier.}
";
    let wanted = [
        "headline: Clerk of Piers",
        "summary: Keeps piers in order.",
        "title: Portuguese",
        "Citizenship: Portuguese",
        "summary: Shows who lies at which pier.",
    ];
    holds(&listing("data.yml", text), &wanted, &["False", "'#'"]);
}

#[test]
fn sections_of_years_hold_an_entry_a_line() {
    let text = "- title: Honors
  type: time_table
  contents:
    - {year: 2021, items: [Pier Prize, Rope Medal]}
";
    let found = listing("cv.yml", text);
    holds(
        &found,
        &["title: Pier Prize", "title: Rope Medal", "2021"],
        &[],
    );
}

#[test]
fn values_and_periods_in_maps_of_their_own_are_read() {
    let text = r#"{"person": {"firstName": "Ana", "lastName": "Reis", "email": "ana@example.org"},
 "jobs": [{"organisation": {"name": "Cais Digital", "location": {"city": "Porto"}},
   "period": {"from": {"year": 2019, "month": 3}, "current": true}, "position": {"code": 7, "label": "Clerk"},
   "duties": "<ul><li>Kept the <b>ropes</b></li></ul>"}]}"#;
    let wanted = [
        "name: Ana Reis",
        "title: Clerk",
        "organization: Cais Digital",
        "location: Porto",
        "- - 'Kept the '\n      - text: ropes",
        "present",
    ];
    holds(&listing("cv.json", text), &wanted, &["<b>", "code"]);
}

#[test]
fn the_rows_of_a_table_are_entries_and_other_people_are_never_read() {
    let text = "Company Name,Title,Description,Location,Started On,Finished On
Cais Digital,Clerk,Kept the ropes,Porto,May 2021,
";
    let wanted = [
        "title: Clerk",
        "organization: Cais Digital",
        "location: Porto",
    ];
    holds(&listing("Positions.csv", text), &wanted, &[]);
    let text = "First Name,Last Name,Email Address,Company,Position
Bo,Lind,bo@example.org,Moinho,Cook
Eva,Sol,eva@example.org,Moinho,Baker
";
    holds(
        &listing("Connections.csv", text),
        &[],
        &["Moinho", "Cook", "Bo"],
    );
}

#[test]
fn the_schema_of_json_resume_and_more_of_its_fields_are_read_whole() {
    let text = r#"{"basics": {"name": "Ana Reis", "email": "ana@example.org", "location": {"city": "Porto", "region": "Norte", "countryCode": "PT"}},
 "work": [{"name": "Cais Digital", "position": "Clerk", "startDate": "March 2018", "summary": "Kept [ropes](https://ropes.example.org) & *knots*."}],
 "education": [{"institution": "Escola do Mar", "studyType": "BSc", "area": "CS", "honors": "with praise", "courses": [{"name": "Knots", "mark": "18/20"}]}],
 "publications": [{"name": "Ropes", "publisher": "Mar", "journal": "Journal of Piers", "authors": ["Ana Reis", "Bo Lind"], "doi": "10.5555/a"}],
 "presentations": [{"name": "Piers at night", "event": "PierConf", "date": "2022"}]}"#;
    let wanted = [
        "location: Porto, Norte",
        "title: BSc, CS",
        "2018",
        "- 'Kept '\n    - text: ropes",
        "- text: knots",
        "label: Honors\n      text: with praise",
        "Knots (18/20)",
        "label: Journal\n      text: Journal of Piers",
        "Ana Reis, Bo Lind",
        "doi.org/10.5555/a",
        "organization: PierConf",
    ];
    holds(&listing("cv.json", text), &wanted, &["[ropes]", "PT"]);
}
