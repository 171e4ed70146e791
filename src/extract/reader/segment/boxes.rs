//! Which elements may be the box around an entry.

use std::collections::{HashMap, HashSet};

use crate::extract::sheet::Sheet;
use crate::extract::vocabulary::Concept;
use crate::read::{Dom, Id};

/// What makes two elements alike: name, first class, and whether classes call it a card.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct BoxSign {
    /// "div.job".
    pub(crate) name: String,
    /// Classes say that it holds a whole entry.
    pub(crate) is_card: bool,
}

/// The signs of a page's elements.
#[derive(Clone, Debug, Default)]
pub(crate) struct Boxes {
    signs: Vec<BoxSign>,
    /// Where a sign stands above.
    known: HashMap<BoxSign, usize>,
    /// Where an element's sign stands.
    of: HashMap<Id, usize>,
}

/// Elements that hold lines of an entry and never the entry, whatever their class.
const PARTS: [&str; 10] = ["p", "ul", "ol", "span", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements that have marks of their own: a box only where classes call them cards.
const MARKED: [&str; 5] = ["td", "dd", "tbody", "th", "li"];

/// List items that hold headings: no items that tell, but boxes.
fn headed_items(dom: &Dom) -> HashSet<Id> {
    let is_heading = |id: Id| matches!(dom.name(id).as_bytes(), [b'h', b'1'..=b'6']);
    let mut seen = HashSet::new();
    let mut out = HashSet::new();
    for id in dom.all().filter(|id| is_heading(*id)) {
        let mut above = dom.parent(id);
        while let Some(id) = above.filter(|id| seen.insert(*id)) {
            if dom.name(id) == "li" {
                out.insert(id);
            }
            above = dom.parent(id);
        }
    }
    out
}

impl Boxes {
    /// Those of a page.
    pub(crate) fn new(sheet: &Sheet) -> Boxes {
        let mut boxes = Boxes::default();
        let headed = headed_items(sheet.dom);
        for id in sheet.dom.all() {
            let Some(element) = sheet.dom.element(id) else {
                continue;
            };
            let is_card = matches!(
                sheet.concept(id),
                Some(Concept::Card) | Some(Concept::SmallCard)
            );
            let name = match headed.contains(&id) {
                true => "headed item",
                false => &element.name,
            };
            boxes.add(id, name, element.classes().next(), is_card);
        }
        boxes
    }

    /// Notes an element; what cannot be a box has no sign.
    pub(super) fn add(&mut self, id: Id, name: &str, class: Option<&str>, is_card: bool) {
        if PARTS.contains(&name) || MARKED.contains(&name) && !is_card {
            return;
        }
        let sign = BoxSign {
            name: match class {
                Some(class) => format!("{name}.{class}"),
                None => name.to_owned(),
            },
            is_card,
        };
        let at = *self.known.entry(sign).or_insert_with_key(|sign| {
            self.signs.push(sign.clone());
            self.signs.len() - 1
        });
        self.of.insert(id, at);
    }

    /// The sign of an element, as a number that alike elements share.
    pub(super) fn sign(&self, id: Id) -> Option<usize> {
        self.of.get(&id).copied()
    }

    /// What a number stands for.
    pub(super) fn at(&self, number: usize) -> &BoxSign {
        &self.signs[number]
    }
}
