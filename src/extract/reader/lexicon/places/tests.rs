use super::layout::{KINDS, number_of};
use super::*;
use crate::extract::fold::fold;

const LIST: &str = include_str!("places.txt");

#[test]
fn every_name_of_the_list_is_found_with_what_it_is() {
    let mut last = "";
    let mut numbers = std::collections::HashSet::new();
    for line in LIST.lines() {
        let (name, marks) = line.split_once('\t').expect("a name and its marks");
        assert!(last < name, "{name} stands out of order, or twice");
        assert_eq!(fold(name), name, "names are folded");
        assert!(numbers.insert(number_of(name.as_bytes())), "{name}");
        for (bit, (mark, kind)) in KINDS.into_iter().enumerate() {
            let found = find(name).has(Place(1 << bit));
            assert_eq!(found, marks.contains(mark), "{name}: {kind}");
        }
        last = name;
    }
    assert!(numbers.len() > 30_000);
}

#[test]
fn the_table_is_small() {
    assert!(STARTS.len() + NAMES.len() < 700_000);
}

#[test]
fn cities_are_known_in_their_own_and_in_other_languages() {
    for city in [
        "München",
        "Munich",
        "Мюнхен",
        "ミュンヘン",
        "Köln",
        "Nuremberg",
        "Kraków",
        "Łódź",
        "Lodz",
        "Харків",
        "Новосибирск",
        "東京",
        "Curitiba",
        "Kansas City",
    ] {
        assert!(find(&fold(city)).is_city(), "{city}");
    }
    for town in ["Schwäbisch Gmünd", "Hoboken", "Winterthur", "Lleida"] {
        assert!(find(&fold(town)).is_likely(), "{town}");
    }
}

#[test]
fn nations_and_regions_are_no_towns() {
    for nation in ["Germany", "Deutschland", "Україна", "भारत", "日本"] {
        assert!(find(&fold(nation)).has(Place::NATION), "{nation}");
    }
    for region in ["Bavaria", "California", "New South Wales"] {
        assert!(find(&fold(region)).has(Place::REGION), "{region}");
    }
    for code in ["wa", "nsw", "sp", "zh"] {
        assert!(find(code).is_code() && !find(code).is_likely(), "{code}");
    }
}

#[test]
fn words_and_names_of_people_are_no_cities() {
    for other in [
        "Mobile",
        "Enterprise",
        "Cook",
        "Baker",
        "Reading list",
        "Captain Foods",
        "Mobile developer",
        "Anna",
        "Lincoln",
        "Jackson",
        "Northwind",
        "Summary",
        "Skills",
        "Java",
        "Python",
        "Manager",
        "Independence",
        "Projects",
        "Present",
        "2019",
        "",
    ] {
        let place = find(&fold(other));
        assert!(!place.is_city() && !place.has(Place::NATION), "{other}");
    }
    // A town of this size may be meant, where something else says so too.
    assert!(find("reading").is_likely() && find("reading").is_weak());
}
