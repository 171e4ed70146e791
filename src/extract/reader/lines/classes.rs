//! What the classes, roles and properties of an element say.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::super::Fields;
use super::Why;
use crate::extract::vocabulary::{Concept, Vocabulary};
use crate::yaml;

/// `classes.yaml` as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    words: FxHashMap<Concept, Vec<String>>,
    pairs: FxHashMap<Concept, Vec<[String; 2]>>,
    around: Vec<String>,
    properties: FxHashMap<Concept, Vec<String>>,
    name: String,
    types: Types,
    navigation: Reason,
    control: Reason,
    call: Reason,
    repeated: Reason,
    elsewhere: Reason,
    unseen: Reason,
    icons: Icons,
    foot: Reason,
    panels: Vec<String>,
    panel_roles: Vec<String>,
    widths: Vec<String>,
    displays: Vec<String>,
    hiders: Vec<String>,
    wide: Vec<String>,
    narrow: Vec<String>,
    tongues: Vec<String>,
    tongue_classes: Vec<String>,
    templates: Vec<String>,
    waiting: Vec<String>,
    rights: Vec<String>,
    labels: Vec<String>,
    brands: Vec<String>,
    spaces: Vec<String>,
    sided_spaces: Vec<String>,
    togglers: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Types {
    person: Vec<String>,
    organization: Vec<String>,
}

/// By which classes and roles something is left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Reason {
    words: Vec<String>,
    classes: Vec<String>,
    roles: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Icons {
    classes: Vec<String>,
    prefixes: Vec<String>,
}

/// `classes.yaml`, indexed.
#[derive(Debug)]
pub(super) struct Classes {
    words: FxHashMap<String, Fields>,
    pairs: Vec<([String; 2], Fields)>,
    around: FxHashSet<String>,
    properties: FxHashMap<String, Fields>,
    name: String,
    types: Types,
    by_word: FxHashMap<String, Says>,
    by_class: FxHashMap<String, Says>,
    by_role: FxHashMap<String, Says>,
    icon_prefixes: Vec<String>,
    displays: FxHashSet<String>,
    hiders: FxHashSet<String>,
    widths: Vec<String>,
    wide: Vec<String>,
    narrow: Vec<String>,
    /// `(code, attribute)`: `de`, `data-de`.
    tongues: Vec<(String, String)>,
    tongue_classes: Vec<String>,
    pub(super) templates: Vec<String>,
    pub(super) waiting: Vec<String>,
    pub(super) rights: Vec<String>,
    labels: FxHashSet<String>,
    brands: Vec<String>,
    pub(super) spaces: Vec<String>,
    pub(super) sided_spaces: Vec<String>,
    pub(super) togglers: Vec<String>,
}

/// What an element's classes and role say besides fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Says {
    /// Why it is no part of a résumé.
    pub(super) why: Option<Why>,
    /// Its letters are drawn as pictures.
    pub(super) icon: bool,
    /// The page's foot.
    pub(super) foot: bool,
    /// A part that its reader opens.
    pub(super) panel: bool,
}

/// On which screens an element is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum View {
    /// On all.
    #[default]
    Always,
    /// On none.
    Never,
    /// From a width on; the width's number.
    Wide(u8),
    /// Below a width.
    Narrow(u8),
}

/// What the `class` attribute of an element says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The fields that it names.
    pub(super) fields: Fields,
    /// What else it says.
    pub(super) says: Says,
    /// Who sees it.
    pub(super) view: View,
}

/// Whose properties an element's inner ones are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Thing {
    /// No known one's.
    #[default]
    Other,
    /// A person's.
    Person,
    /// A firm's or school's.
    Organization,
}

/// The program's table.
pub(super) fn classes() -> &'static Classes {
    static CLASSES: OnceLock<Classes> = OnceLock::new();
    CLASSES.get_or_init(|| Classes::new(yaml::table!("src/extract/reader/lines/classes.yaml")))
}

/// The fields that a concept of the vocabulary or of a user's selector names.
pub(super) fn fields_of_concept(concept: Concept) -> Fields {
    match concept {
        Concept::Card | Concept::SmallCard => Fields::CARD,
        Concept::Call => Fields::CALL,
        Concept::Meta => Fields::META,
        Concept::Organization => Fields::ORGANIZATION,
        Concept::Title => Fields::TITLE,
        Concept::Period => Fields::PERIOD,
        Concept::Location => Fields::LOCATION,
        Concept::Description => Fields::DESCRIPTION,
        Concept::Tag => Fields::TAG,
        Concept::Metric => Fields::METRIC,
        Concept::MetricValue => Fields::METRIC_VALUE,
        Concept::MetricLabel => Fields::METRIC_LABEL,
        Concept::Details => Fields::DETAILS,
        Concept::Subtitle => Fields::SUBTITLE,
        Concept::Tags => Fields::TAGS,
        Concept::Person => Fields::PERSON,
        Concept::Article
        | Concept::Link
        | Concept::Control
        | Concept::Ignored
        | Concept::Unseen => Fields::NONE,
    }
}

impl Classes {
    /// True if the words of a class attribute say that the text is a label.
    pub(super) fn is_label(&self, class: &str) -> bool {
        let mut words = class.split([' ', '-', '_']);
        words.any(|word| self.labels.contains(word))
    }

    /// True if a word of a class attribute says that the element holds what the site is called.
    pub(super) fn is_brand(&self, class: &str) -> bool {
        let class = class.to_lowercase();
        let mut all = class.split(' ').map(|class| class.replace(['-', '_'], " "));
        all.any(|class| {
            let joined = class.replace(' ', "");
            let is_known =
                |known: &String| class.split(' ').any(|word| word == known) || joined == *known;
            self.brands.iter().any(is_known)
        })
    }

    fn new(file: File) -> Classes {
        let mut all = Classes {
            words: by_field(file.words),
            pairs: Vec::new(),
            around: file.around.into_iter().collect(),
            properties: by_field(file.properties),
            name: file.name,
            types: file.types,
            by_word: FxHashMap::default(),
            by_class: FxHashMap::default(),
            by_role: FxHashMap::default(),
            icon_prefixes: file.icons.prefixes,
            displays: file.displays.into_iter().collect(),
            hiders: file.hiders.into_iter().collect(),
            widths: file.widths,
            wide: file.wide,
            narrow: file.narrow,
            tongues: Vec::new(),
            tongue_classes: file.tongue_classes,
            templates: file.templates,
            waiting: file.waiting,
            rights: file.rights,
            labels: file.labels.into_iter().collect(),
            brands: file.brands,
            spaces: file.spaces,
            sided_spaces: file.sided_spaces,
            togglers: file.togglers,
        };
        for (concept, pairs) in file.pairs {
            let fields = fields_of_concept(concept);
            all.pairs
                .extend(pairs.into_iter().map(|pair| (pair, fields)));
        }
        let why = |why| Says {
            why: Some(why),
            ..Says::default()
        };
        for (reason, says) in [
            (file.navigation, why(Why::Navigation)),
            (file.control, why(Why::Control)),
            (file.call, why(Why::Call)),
            (file.repeated, why(Why::Repeated)),
            (file.elsewhere, why(Why::Elsewhere)),
            (file.unseen, why(Why::Unseen)),
        ] {
            all.add(reason, says);
        }
        let foot = Says {
            foot: true,
            ..Says::default()
        };
        all.add(file.foot, foot);
        let icon = Says {
            icon: true,
            ..Says::default()
        };
        let icons = Reason {
            classes: file.icons.classes,
            ..Reason::default()
        };
        all.add(icons, icon);
        let panel = Says {
            panel: true,
            ..Says::default()
        };
        let panels = Reason {
            words: file.panels,
            roles: file.panel_roles,
            ..Reason::default()
        };
        all.add(panels, panel);
        all.tongues = file
            .tongues
            .into_iter()
            .map(|code| (code.clone(), format!("data-{code}")))
            .collect();
        all
    }

    fn add(&mut self, reason: Reason, says: Says) {
        for (names, map) in [
            (reason.words, &mut self.by_word),
            (reason.classes, &mut self.by_class),
            (reason.roles, &mut self.by_role),
        ] {
            for name in names {
                map.entry(name).or_default().hear(says);
            }
        }
    }

    /// What a `class` attribute says.
    pub(super) fn meaning(&self, vocabulary: &Vocabulary, attribute: &str) -> Meaning {
        let mut meaning = Meaning::default();
        let (mut is_hidden, mut from, mut below) = (false, None, None);
        let lower = attribute.to_lowercase();
        for class in lower.split_whitespace() {
            let concept = vocabulary.concept(std::iter::once(class));
            is_hidden |= concept == Some(Concept::Unseen) || class == "invisible";
            let named = concept.map_or(Fields::NONE, fields_of_concept);
            meaning.fields = meaning.fields.or(named).or(self.fields_of_words(class));
            meaning.says.hear(self.says(class));
            match self.width_of(class) {
                View::Wide(width) => from = from.or(Some(width)),
                View::Narrow(width) => below = below.or(Some(width)),
                View::Always | View::Never => {}
            }
        }
        meaning.view = match (is_hidden, from, below) {
            (true, Some(width), _) => View::Wide(width),
            (true, None, _) if meaning.says.panel => View::Always,
            (true, None, _) => View::Never,
            (false, None, Some(width)) => View::Narrow(width),
            (false, Some(width), _) if self.is_only_wide(&lower) => View::Wide(width),
            (false, _, _) => View::Always,
        };
        if meaning.view != View::Never && meaning.says.why == Some(Why::Unseen) && from.is_some() {
            meaning.says.why = None;
        }
        meaning
    }

    /// What a `role` attribute says.
    pub(super) fn role(&self, role: &str) -> Says {
        self.by_role.get(role).copied().unwrap_or_default()
    }

    fn fields_of_words(&self, class: &str) -> Fields {
        let mut fields = Fields::NONE;
        let mut before = "";
        for word in class.split(['-', '_']).filter(|word| !word.is_empty()) {
            if self.around.contains(word) {
                return Fields::NONE;
            }
            if let Some(named) = self.words.get(word) {
                fields = fields.or(*named);
            }
            for ([first, second], named) in &self.pairs {
                if first == before && second == word {
                    fields = fields.or(*named);
                }
            }
            before = word;
        }
        fields
    }

    fn says(&self, class: &str) -> Says {
        let mut says = self.by_class.get(class).copied().unwrap_or_default();
        says.icon |= self
            .icon_prefixes
            .iter()
            .any(|start| class.starts_with(start.as_str()));
        for word in class.split(['-', '_']) {
            if let Some(more) = self.by_word.get(word) {
                says.hear(*more);
            }
        }
        says
    }

    /// `md:block` and `d-md-block` show from a width on, `md:hidden` and `d-md-none` below it.
    fn width_of(&self, class: &str) -> View {
        if self.wide.iter().any(|known| known == class) {
            return View::Wide(u8::MAX);
        }
        if self.narrow.iter().any(|known| known == class) {
            return View::Narrow(u8::MAX);
        }
        let parts = match class.split_once(':') {
            Some(parts) => Some(parts),
            None => class
                .strip_prefix("d-")
                .and_then(|rest| rest.split_once('-')),
        };
        let Some((width, display)) = parts else {
            return View::Always;
        };
        let (reversed, width) = match width.strip_prefix("max-") {
            Some(width) => (true, width),
            None => (false, width),
        };
        let number = self.widths.iter().position(|known| known == width);
        let Some(number) = number.and_then(|at| u8::try_from(at).ok()) else {
            return View::Always;
        };
        match (
            self.displays.contains(display),
            self.hiders.contains(display),
        ) {
            (true, _) if !reversed => View::Wide(number),
            (_, true) if reversed => View::Wide(number),
            (_, true) => View::Narrow(number),
            (_, false) => View::Always,
        }
    }

    /// True for classes that hide below a width without a class that hides at all widths.
    fn is_only_wide(&self, classes: &str) -> bool {
        classes
            .split_whitespace()
            .any(|class| class.starts_with("max-") || self.wide.iter().any(|known| known == class))
    }

    /// What a property of microdata names.
    pub(super) fn property(&self, property: &str, thing: Thing) -> Fields {
        let property = property.to_ascii_lowercase();
        if property == self.name {
            return match thing {
                Thing::Person => Fields::PERSON,
                Thing::Organization => Fields::ORGANIZATION,
                Thing::Other => Fields::NONE,
            };
        }
        self.properties.get(&property).copied().unwrap_or_default()
    }

    /// What an `itemtype` is.
    pub(super) fn thing(&self, kind: &str) -> Thing {
        let kind = kind.trim_end_matches('/').to_ascii_lowercase();
        let ends = |ends: &[String]| ends.iter().any(|end| kind.ends_with(end.as_str()));
        if ends(&self.types.person) {
            Thing::Person
        } else if ends(&self.types.organization) {
            Thing::Organization
        } else {
            Thing::Other
        }
    }

    /// The number of a language by its code.
    pub(super) fn tongue(&self, tag: &str) -> Option<u8> {
        let primary = tag.split(['-', '_']).next().unwrap_or("");
        let is_it = |(code, _): &(String, String)| code.eq_ignore_ascii_case(primary);
        let at = self.tongues.iter().position(is_it)?;
        u8::try_from(at).ok()
    }

    /// The language of a class such as `lang-de`.
    pub(super) fn tongue_of_class(&self, class: &str) -> Option<u8> {
        let code = self
            .tongue_classes
            .iter()
            .find_map(|start| class.strip_prefix(start.as_str()))?;
        self.tongue(code)
    }

    /// The one language whose `data-` attribute an element has; `None` where it has several,
    /// which hold texts for a script.
    pub(super) fn tongue_of_data(&self, has: impl Fn(&str) -> bool) -> Option<u8> {
        let mut found = (0u8..)
            .zip(&self.tongues)
            .filter(|(_, (_, name))| has(name));
        let (number, _) = found.next()?;
        found.next().is_none().then_some(number)
    }
}

impl Says {
    /// Takes what another class says; the first reason is kept.
    fn hear(&mut self, other: Says) {
        self.why = self.why.or(other.why);
        self.icon |= other.icon;
        self.foot |= other.foot;
        self.panel |= other.panel;
    }
}

fn by_field(lists: FxHashMap<Concept, Vec<String>>) -> FxHashMap<String, Fields> {
    let mut map: FxHashMap<String, Fields> = FxHashMap::default();
    for (concept, words) in lists {
        for word in words {
            let fields = map.entry(word).or_default();
            *fields = fields.or(fields_of_concept(concept));
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::vocabulary::vocabulary;

    fn meaning(attribute: &str) -> Meaning {
        classes().meaning(vocabulary(), attribute)
    }

    #[test]
    fn words_of_a_class_name_a_field_and_containers_none() {
        assert_eq!(meaning("entry-Company").fields, Fields::ORGANIZATION);
        assert_eq!(meaning("job__title").fields, Fields::TITLE);
        assert_eq!(meaning("dt-start").fields, Fields::PERIOD);
        assert_eq!(meaning("role-section").fields, Fields::NONE);
        let both = Fields::TITLE.or(Fields::LOCATION);
        assert_eq!(meaning("degree big city").fields, both);
    }

    #[test]
    fn what_some_screen_shows_is_content() {
        assert_eq!(meaning("hidden").view, View::Never);
        assert_eq!(meaning("d-none").view, View::Never);
        assert_eq!(meaning("hidden md:block").view, View::Wide(2));
        assert_eq!(meaning("d-none d-md-inline-flex").view, View::Wide(2));
        assert_eq!(meaning("md:hidden").view, View::Narrow(2));
        assert_eq!(meaning("d-block d-lg-none").view, View::Narrow(3));
        assert_eq!(meaning("max-sm:hidden").view, View::Wide(1));
        assert_eq!(meaning("tab-pane hidden").view, View::Always);
        assert_eq!(meaning("hidden print:block").view, View::Never);
        assert_eq!(meaning("md:flex").view, View::Always);
        assert_eq!(meaning("sr-only").view, View::Never);
    }

    #[test]
    fn classes_give_the_reason_for_which_a_part_is_left_out() {
        let why = |attribute| meaning(attribute).says.why;
        assert_eq!(why("top-nav dark"), Some(Why::Navigation));
        assert_eq!(why("modal-body"), Some(Why::Control));
        assert_eq!(why("btn-rounded"), Some(Why::Call));
        assert_eq!(why("portfolio-item filter-app"), None);
        assert_eq!(why("service-item"), None);
        assert!(meaning("material-symbols-outlined").says.icon);
    }

    #[test]
    fn a_property_named_name_is_that_of_its_thing() {
        let all = classes();
        assert_eq!(all.property("jobTitle", Thing::Other), Fields::TITLE);
        assert_eq!(all.property("name", Thing::Person), Fields::PERSON);
        let org = all.thing("https://schema.org/EducationalOrganization/");
        assert_eq!(all.property("name", org), Fields::ORGANIZATION);
        assert_eq!(all.property("name", Thing::Other), Fields::NONE);
    }

    #[test]
    fn several_attributes_of_languages_on_one_element_are_no_twin() {
        let all = classes();
        let of = |names: &[&str]| all.tongue_of_data(|name| names.contains(&name));
        assert_eq!(of(&["data-de"]), all.tongue("de-AT"));
        assert_eq!(of(&["data-de", "data-en"]), None);
        assert_eq!(of(&["data-category"]), None);
    }
}
