//! Heads in which words, places, brackets and links decide.

use super::tests::{head, heads, line, link, plain, read, read_with_words, told};
use super::*;
use crate::extract::reader::lexicon;

#[test]
fn a_place_of_the_page_is_a_place() {
    let heads = heads(&["Oxbow | Gaffer | Northwind", "Gaffer | Northwind | Oxbow"]);
    let context = Context {
        places: HashSet::from(["oxbow".to_owned()]),
        ..Context::default()
    };
    let assignment = assign(&Lexicon::default(), Kind::EXPERIENCE, &heads[1..], &context);
    assert_eq!(
        told(&heads[1..], &assignment),
        ["title Gaffer; organization Northwind; place Oxbow"]
    );
}

#[test]

fn employers_named_like_trades_are_employers() {
    let heads = heads(&[
        "Captain Foods | Sales Manager | {2019–2020}",
        "Northwind Ltd | Engineer | {2017–2019}",
    ]);
    assert_eq!(
        read_with_words(Kind::EXPERIENCE, &heads),
        [
            "organization Captain Foods; title Sales Manager",
            "organization Northwind Ltd; title Engineer",
        ]
    );
}

#[test]

fn a_weak_word_does_not_cut_a_degree() {
    let heads = heads(&[
        "Laurea in Chimica, Università di Bologna {2015–2018}",
        "Master in Fisica, Università di Pisa {2018–2020}",
    ]);
    assert_eq!(
        read_with_words(Kind::EDUCATION, &heads),
        [
            "title Laurea in Chimica; organization Università di Bologna",
            "title Master in Fisica; organization Università di Pisa",
        ]
    );
}

#[test]

fn words_between_a_role_and_its_employer_cut() {
    for text in [
        "Gaffer at Northwind {2019–2020}",
        "Éclairagiste chez Northwind {2019–2020}",
        "Beleuchter bei Northwind {2019–2020}",
    ] {
        let heads = heads(&[text]);
        let title = text.split(' ').next().expect("a first word");
        assert_eq!(
            read_with_words(Kind::EXPERIENCE, &heads),
            [format!("title {title}; organization Northwind")]
        );
    }
}

#[test]

fn what_is_no_field_is_told_as_what_it_is() {
    let heads = heads(&[
        "Gaffer, Northwind, Full-time, Lisbon (Remote) {2019–2020}",
        "Grip, Sedge, Part-time, London (Hybrid) {2017–2019}",
    ]);
    assert_eq!(
        read_with_words(Kind::EXPERIENCE, &heads),
        [
            "title Gaffer; organization Northwind; employment Full-time; place Lisbon; mode Remote",
            "title Grip; organization Sedge; employment Part-time; place London; mode Hybrid",
        ]
    );
    let linked = [head(&[
        line(vec![plain("Northwind Exam")]),
        line(vec![link("Show credential")]),
    ])];
    assert_eq!(
        read_with_words(Kind::CERTIFICATIONS, &linked),
        ["title Northwind Exam; call Show credential"]
    );
}

#[test]

fn a_role_places_a_trade_that_no_list_knows() {
    let heads = heads(&[
        "Northwind, Engineer {2019–2020}",
        "Portoluce, Bibliotecaria {2017–2019}",
        "Fenwick Ltd, Manager {2015–2017}",
    ]);
    assert_eq!(
        read_with_words(Kind::EXPERIENCE, &heads)[1],
        "organization Portoluce; title Bibliotecaria"
    );
}

#[test]
fn what_says_how_stands_aside() {
    let all = heads(&[
        "Weaver (part-time), Acme Inc. {2019–2020}",
        "Clerk, Mill Ltd. {2017–2019}",
    ]);
    assert_eq!(
        read_with_words(Kind::EXPERIENCE, &all),
        [
            "title Weaver; employment part-time; organization Acme Inc.",
            "title Clerk; organization Mill Ltd.",
        ]
    );
    let school = heads(&["BSc in Physics (Grade 110/110), University of Crete {2014}"]);
    assert_eq!(
        read_with_words(Kind::EDUCATION, &school),
        ["title BSc in Physics; employment Grade 110/110; organization University of Crete"]
    );
}

#[test]
fn a_label_inside_a_line_announces_a_field() {
    let all = heads(&["{2019–2020} | Position: Loomer | Employer: Teacher"]);
    assert_eq!(
        read_with_words(Kind::EXPERIENCE, &all),
        ["label Position:; title Loomer; label Employer:; organization Teacher"]
    );
    let agency = heads(&["Mill Agency: Looms {2019–2020}"]);
    assert!(!read_with_words(Kind::EXPERIENCE, &agency)[0].contains("label"));
}

#[test]
fn what_counts_a_name_is_of_it() {
    let all = heads(&["Case 01 — Ten looms", "Case 02 — A mill"]);
    assert_eq!(
        read_with_words(Kind::PROJECTS, &all),
        ["title Case 01 — Ten looms", "title Case 02 — A mill"]
    );
}

#[test]
fn what_the_user_says_outweighs_the_order_of_siblings_and_is_one_piece() {
    let mut all = heads(&[
        "Chemist, Acme {2019}",
        "Baker of Fenwick, Hall and Sons, Porter {2018}",
        "Painter, Globex {2017}",
    ]);
    for (n, head) in all.iter_mut().enumerate() {
        Rc::make_mut(&mut head.lines[0]).index = n;
    }
    let name = "Baker of Fenwick, Hall and Sons";
    let context = Context {
        decided: Rc::new(Decided::told(1, 0..name.len(), ReadAs::Organization)),
        ..Context::default()
    };
    // Where words say which of two names a role is, one entry that has them the other way round
    // turns no other.
    let read = assign(lexicon(), Kind::EXPERIENCE, &all, &context);
    assert_eq!(
        told(&all, &read),
        [
            "title Chemist; organization Acme",
            "organization Baker of Fenwick, Hall and Sons; title Porter",
            "title Painter; organization Globex"
        ]
    );
}

#[test]
fn a_short_word_before_the_only_link_leads_to_an_employer_in_any_language() {
    let suukur = |role, employer| {
        head(&[line(vec![
            plain(role),
            link(employer),
            plain(" | {2019–2020}"),
        ])])
    };
    let all = [
        suukur("Kudur ühes ", "Northwind"),
        suukur("Värvija ühes ", "Fenwick Hall"),
    ];
    assert_eq!(
        read(Kind::EXPERIENCE, &all),
        [
            "title Kudur; organization Northwind",
            "title Värvija; organization Fenwick Hall",
        ]
    );
}

#[test]
fn what_a_name_is_short_as_stays_with_it() {
    let all = heads(&[
        "Dyer, Guild of Northern Dyers (GND) {2019–2020}",
        "Clerk, Mill of Ostler Yard (MOY) {2017–2019}",
    ]);
    assert_eq!(
        read(Kind::EXPERIENCE, &all),
        [
            "title Dyer; organization Guild of Northern Dyers (GND)",
            "title Clerk; organization Mill of Ostler Yard (MOY)",
        ]
    );
}

#[test]
fn an_amount_is_no_employer() {
    let all = heads(&[
        "Flat patterns – Needle School – 40 h/a – {2018}",
        "Cutting – Mill School – 16 h/a – {2017}",
    ]);
    let read = read_with_words(Kind::EDUCATION, &all);
    assert!(
        read.iter().all(|told| told.contains("employment")),
        "{read:?}"
    );
}

#[test]
fn an_employer_before_a_known_town_is_no_place() {
    let all = heads(&[
        "Dyer | Northwind | Leeds, England | {2019–2020}",
        "Clerk | Fenwick Hall | Porto, Portugal | {2017–2019}",
        "Porter | Ostler Yard, Berlin | {2015–2017}",
    ]);
    assert_eq!(
        read_with_words(Kind::EXPERIENCE, &all)[2],
        "title Porter; organization Ostler Yard; place Berlin"
    );
}
