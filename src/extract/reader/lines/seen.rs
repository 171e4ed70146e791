//! Who sees an element, and what is left out for which reason.

use rustc_hash::FxHashMap;

use super::super::Fields;
use super::Why;
use super::classes::{Meaning, View, classes, fields_of_concept};
use super::facts::Facts;
use crate::extract::sheet::Sheet;
use crate::extract::vocabulary::{Concept, vocabulary};
use crate::read::{Content, Element, Id};

/// The element siblings that were met so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Siblings {
    /// The last one, where no text came after it.
    pub(super) last: Option<Id>,
    /// How many there were.
    pub(super) count: usize,
    /// The languages of those right before that say one thing in several.
    tongues: Vec<u8>,
}

impl Siblings {
    /// A text stands between.
    pub(super) fn text(&mut self) {
        self.last = None;
        self.tongues.clear();
    }

    /// A break or picture stands between: what follows is no part beside what was before.
    pub(super) fn part(&mut self) {
        self.last = None;
    }
}

/// Asks about elements; each `class` attribute is understood once.
pub(super) struct Seen<'a> {
    sheet: &'a Sheet<'a>,
    facts: &'a Facts,
    meanings: FxHashMap<&'a str, Meaning>,
    /// The page's language.
    tongue: Option<u8>,
    /// Characters of the whole page.
    whole: u32,
}

/// A menu is short; a wrapper with a menu's class may hold the page.
const LONGEST_MENU: u32 = 400;
/// A form with so much text is the page in a form.
const LONGEST_FORM: u32 = 1000;
/// More languages are no twins.
const MOST_TONGUES: usize = 8;

impl<'a> Seen<'a> {
    pub(super) fn new(sheet: &'a Sheet<'a>, facts: &'a Facts) -> Seen<'a> {
        let dom = sheet.dom;
        let root = dom.all().next();
        let body = dom.all().find(|&id| dom.name(id) == "body");
        let declared = [root, body].into_iter().flatten().find_map(|id| {
            let element = dom.element(id)?;
            element.attribute("lang").filter(|tag| !tag.is_empty())
        });
        let tongue = declared.and_then(|tag| classes().tongue(tag)).or_else(|| {
            let front = sheet.page.front("lang");
            classes().tongue(&front?.value)
        });
        Seen {
            sheet,
            facts,
            meanings: FxHashMap::default(),
            tongue,
            whole: body.map_or(0, |id| facts.of_node(id).length),
        }
    }

    /// What the classes of an element say, a selector of the user's before them.
    pub(super) fn meaning(&mut self, id: Id) -> Meaning {
        let Some(element) = self.sheet.dom.element(id) else {
            return Meaning::default();
        };
        let attribute = element.attribute("class").unwrap_or_default();
        let words = self.sheet.words;
        let mut meaning = if attribute.is_empty() {
            Meaning::default()
        } else {
            *self
                .meanings
                .entry(attribute)
                .or_insert_with(|| classes().meaning(words, attribute))
        };
        // So are the user's own classes.
        if !std::ptr::eq(words, vocabulary()) {
            let own = element.classes().find_map(|class| {
                let concept = words.concept(std::iter::once(class));
                concept.filter(|_| concept != vocabulary().concept(std::iter::once(class)))
            });
            meaning = own.map_or(meaning, chosen);
        }
        if !words.selectors().is_empty()
            && let Some(concept) = self.sheet.concept(id)
            && words.concept(element.classes()) != Some(concept)
        {
            meaning = chosen(concept);
        }
        meaning
    }

    /// Why an element makes no line; `None` for what a reader sees.
    pub(super) fn why(&mut self, id: Id, meaning: Meaning, siblings: &mut Siblings) -> Option<Why> {
        let dom = self.sheet.dom;
        let element = dom.element(id)?;
        let name = element.name.as_str();
        if matches!(name, "html" | "body" | "main") {
            return None;
        }
        // A language that is not shown is noted with its family all the same.
        let is_twin = self.is_other_tongue(id, element, siblings);
        if meaning.view == View::Never {
            return Some(Why::Unseen);
        }
        let fact = *self.facts.of_node(id);
        let role = element.attribute("role").unwrap_or_default();
        let says = match name {
            "nav" => Some(Why::Navigation),
            "form" => Some(Why::Control),
            _ => classes().role(role).why.or(meaning.says.why),
        };
        // What opens and closes a part is its title, where it is in a heading.
        let says = says.filter(|_| !self.titles_panel(id, element));
        let is_page = fact.length > LONGEST_MENU && fact.length > self.whole / 2;
        let is_left = match says {
            None => false,
            Some(Why::Navigation) => !is_page && !fact.first_heading,
            Some(Why::Control) if name == "form" => fact.length < LONGEST_FORM,
            Some(Why::Control) => !is_page && !fact.first_heading,
            // A word on a button's ground that leads nowhere is a tag.
            Some(Why::Call) => name == "a" && !fact.block || role == "button",
            Some(
                Why::Template
                | Why::Repeated
                | Why::Unseen
                | Why::Elsewhere
                | Why::Column
                | Why::Code
                | Why::Number,
            ) => !is_page,
        };
        if is_left {
            return says;
        }
        // What an item or a paragraph says stands beside the icon that its class paints.
        let says_words = fact.words || matches!(name, "li" | "p" | "dd" | "td");
        let is_icon = meaning.says.icon && !says_words;
        if is_icon && !fact.link && !fact.heading && fact.length < LONGEST_MENU {
            return Some(Why::Unseen);
        }
        if is_twin || self.is_narrow_twin(id, meaning.view, siblings) {
            return Some(Why::Repeated);
        }
        (matches!(name, "ul" | "ol" | "menu" | "p" | "div") && fact.is_menu())
            .then_some(Why::Navigation)
    }

    /// True for a link in a heading that opens and closes what the heading titles.
    fn titles_panel(&self, id: Id, element: &Element) -> bool {
        let above = self
            .sheet
            .dom
            .parent(id)
            .map(|above| self.sheet.dom.name(above));
        let is_heading = above.is_some_and(|above| matches!(above.as_bytes(), [b'h', b'1'..=b'6']));
        let mut togglers = classes().togglers.iter();
        is_heading && togglers.any(|key| element.attribute(key).is_some())
    }

    /// The fields that an element names; none where it names none.
    pub(super) fn fields(&self, element: &Element, meaning: Meaning) -> Fields {
        match element.name.as_str() {
            "time" => Fields::PERIOD,
            _ => meaning.fields,
        }
    }

    /// True for one of several siblings that say the same in several languages, if it is not in
    /// the page's.
    fn is_other_tongue(&self, id: Id, element: &Element, siblings: &mut Siblings) -> bool {
        let Some(own) = self.tongue_of(element) else {
            siblings.tongues.clear();
            return false;
        };
        let is_beside = siblings
            .last
            .is_some_and(|last| self.sheet.dom.name(last) == element.name);
        if !is_beside || siblings.tongues.contains(&own) || siblings.tongues.len() >= MOST_TONGUES {
            siblings.tongues.clear();
        }
        siblings.tongues.push(own);
        let before = siblings.tongues.len() - 1;
        let mut family = siblings.tongues.clone();
        let mut at = id;
        while family.len() < MOST_TONGUES
            && let Some(next) = self.next_sibling(at)
            && let Some(other) = self.sheet.dom.element(next)
            && other.name == element.name
            && let Some(tongue) = self.tongue_of(other)
            && !family.contains(&tongue)
        {
            family.push(tongue);
            at = next;
        }
        if family.len() < 2 {
            return false;
        }
        match self.tongue.filter(|tongue| family.contains(tongue)) {
            Some(shown) => own != shown,
            None => before > 0,
        }
    }

    fn tongue_of(&self, element: &Element) -> Option<u8> {
        let all = classes();
        if element.data().next().is_some() {
            let has = |name: &str| element.attribute(name).is_some();
            if let Some(tongue) = all.tongue_of_data(has) {
                return Some(tongue);
            }
        }
        element
            .attribute("lang")
            .and_then(|tag| all.tongue(tag))
            .or_else(|| {
                element
                    .classes()
                    .find_map(|class| all.tongue_of_class(class))
            })
    }

    /// True for what stands beside a copy of itself for wider screens.
    fn is_narrow_twin(&mut self, id: Id, view: View, siblings: &Siblings) -> bool {
        /// A much longer text says more than its twin.
        const MOST_TIMES: u32 = 2;
        let View::Narrow(width) = view else {
            return false;
        };
        let length = self.facts.of_node(id).length;
        [siblings.last, self.next_sibling(id)]
            .into_iter()
            .flatten()
            .any(|other| {
                self.meaning(other).view == View::Wide(width)
                    && length <= MOST_TIMES * self.facts.of_node(other).length
            })
    }

    /// The element right behind a node, where only blanks lie between.
    fn next_sibling(&self, id: Id) -> Option<Id> {
        let dom = self.sheet.dom;
        let mut at = dom.end(id);
        while dom.all().contains(&at) && dom.shares_parent(id, at) {
            match &dom.node(at).content {
                Content::Element(_) => return Some(at),
                Content::Text(text) if text.trim().is_empty() => at = dom.end(at),
                Content::Text(_) => return None,
            }
        }
        None
    }
}

/// What a selector of the user's says.
fn chosen(concept: Concept) -> Meaning {
    let mut meaning = Meaning {
        fields: fields_of_concept(concept),
        ..Meaning::default()
    };
    match concept {
        Concept::Unseen => meaning.view = View::Never,
        Concept::Ignored => meaning.says.why = Some(Why::Elsewhere),
        Concept::Control => meaning.says.why = Some(Why::Control),
        Concept::Card
        | Concept::SmallCard
        | Concept::Article
        | Concept::Call
        | Concept::Link
        | Concept::Meta
        | Concept::Organization
        | Concept::Title
        | Concept::Period
        | Concept::Location
        | Concept::Description
        | Concept::Tag
        | Concept::Metric
        | Concept::MetricValue
        | Concept::MetricLabel
        | Concept::Details
        | Concept::Subtitle
        | Concept::Tags
        | Concept::Person => {}
    }
    meaning
}
