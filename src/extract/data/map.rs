//! What a map is, by its content: a person, a section with its heading, a wrapper of either.

use super::fields::{Fact, Slot, fields};
use super::leaf::Leaf;
use super::{betrayed, prose, shape};
use crate::extract::text;
use crate::extract::vocabulary::Topic;
use crate::resume::{EntryKind, RichText, SectionKind, Text};
use crate::yaml::{Node, Value};

/// True for a map with something in it.
pub(super) fn is_map(node: &Node) -> bool {
    !node.entries().is_empty()
}

fn is_list(node: &Node) -> bool {
    !node.items().is_empty()
}

/// True for a list of single words, as formats write the order of their sections.
pub(super) fn is_list_of_keys(node: &Node) -> bool {
    let is_word = |item: &Node| {
        item.text()
            .is_some_and(|text| !text.contains(char::is_whitespace))
    };
    is_list(node) && node.items().iter().all(is_word)
}

/// True for a list with maps in it.
pub(super) fn is_list_of_maps(node: &Node) -> bool {
    node.items().iter().any(is_map)
}

fn has_slot(node: &Node, wanted: &[Slot]) -> bool {
    node.entries().iter().any(|(key, value)| {
        value.text().is_some()
            && fields()
                .slot(&key.value)
                .is_some_and(|slot| wanted.contains(&slot))
    })
}

/// True for a map with an e-mail address and something else that a person has.
pub(super) fn is_person(node: &Node) -> bool {
    let mut has_email = false;
    let mut others = 0;
    for (key, value) in node.entries() {
        match fields().fact(&key.value) {
            Some(Fact::Email) => has_email |= value.text().is_some() || is_list(value),
            Some(Fact::Name | Fact::Phone | Fact::Location | Fact::Headline) => others += 1,
            Some(Fact::Website | Fact::Photo | Fact::Summary | Fact::Country) => {}
            None if fields().holds_profiles(&key.value) => others += 1,
            None => {}
        }
    }
    has_email && others > 0
}

fn has_both_names(item: &Node) -> bool {
    let has = |is: &dyn Fn(&str) -> bool| {
        item.entries()
            .iter()
            .any(|(key, value)| is(&key.value) && value.text().is_some())
    };
    has(&|key| fields().is_given(key)) && has(&|key| fields().is_family(key))
}

/// True for the rows of one person's own fields: one with both names, or addresses alone.
pub(super) fn are_of_person(items: &[Node]) -> bool {
    let reaches = |item: &Node| {
        let has = item.entries().iter().any(|(key, value)| {
            let fact = fields().fact(&key.value);
            value.text().is_some() && matches!(fact, Some(Fact::Email | Fact::Phone))
        });
        let says_more = has_slot(
            item,
            &[Slot::Name, Slot::Title, Slot::Role, Slot::Organization],
        );
        has && !says_more && !has_both_names(item)
    };
    // With a firm beside the names it is somebody whom the person knows.
    let names = |item: &Node| has_both_names(item) && !has_slot(item, &[Slot::Organization]);
    match items {
        [] => false,
        [one] => names(one) || reaches(one),
        several => several.iter().all(reaches),
    }
}

/// The rows of addresses that are in use: the first ones, where a field tells them from others.
pub(super) fn in_use(items: &[Node]) -> Vec<&Node> {
    let is_first = |item: &&Node| {
        item.entries().iter().any(|(key, value)| {
            fields().is_first_of_several(&key.value) && value.text().is_some_and(shape::is_yes)
        })
    };
    let first: Vec<&Node> = items.iter().filter(is_first).collect();
    match first.is_empty() {
        true => items.iter().collect(),
        false => first,
    }
}

/// True for a list of people: contacts, who recommended somebody.
pub(super) fn list_people(items: &[Node]) -> bool {
    !items.is_empty() && items.iter().all(has_both_names)
}

/// True for a map that says who the person is, or names two sections: a list beside them is a
/// section, too.
pub(super) fn is_beside_person(leaf: Leaf<'_>, map: &Node) -> bool {
    let mut sections = 0;
    let mut is_about_site = false;
    let mut is_person = false;
    for (key, value) in map.entries() {
        let key = &key.value;
        is_about_site |= fields().is_about_site(key);
        let says = matches!(
            fields().fact(key),
            Some(Fact::Name | Fact::Email | Fact::Phone)
        );
        is_person |= says && value.text().is_some() || fields().holds_person(key) && is_map(value);
        let is_section = matches!(fields().topic(leaf.words, key), Some(Topic::Section(_)));
        sections += usize::from(is_section && value.text().is_none());
    }
    !is_about_site && (is_person || sections > 1)
}

/// True for a map whose keys name sections or hold a person's map: it is no section itself.
pub(super) fn is_wrapper(leaf: Leaf<'_>, of: Option<Topic>, map: &Node) -> bool {
    /// Formats wrap what they hold once or twice.
    const MOST_DEPTH: usize = 2;
    wraps(leaf, of, map, MOST_DEPTH)
}

fn wraps(leaf: Leaf<'_>, of: Option<Topic>, map: &Node, depth: usize) -> bool {
    let is_section = |key: &str, value: &Node| {
        let names = match fields().topic(leaf.words, key) {
            // Languages may stand among the skills.
            Some(Topic::Section(SectionKind::Languages))
                if of == Some(Topic::Section(SectionKind::Skills)) =>
            {
                false
            }
            same if same == of => false,
            Some(Topic::Section(_)) => is_list_of_maps(value) || is_map(value),
            Some(Topic::Summary | Topic::Contact) => is_map(value),
            Some(Topic::Ignored) | None => false,
        };
        // Fields of entries are called as sections are.
        names && fields().own_slot(key).is_none()
    };
    let has_person =
        |key: &str, value: &Node| is_map(value) && fields().holds_person(key) && is_person(value);
    let names_entry = has_slot(
        map,
        &[Slot::Organization, Slot::Role, Slot::Period, Slot::Start],
    );
    let holds = |key: &str, value: &Node| {
        let is_wrapped = depth > 0
            && is_map(value)
            && !fields().is_machinery(key)
            && fields().topic(leaf.words, key).is_none()
            && wraps(leaf, None, value, depth - 1);
        is_section(key, value) || has_person(key, value) || is_wrapped
    };
    let mut entries = map.entries().iter();
    !names_entry && entries.any(|(key, value)| holds(&key.value, value))
}

/// True for a list that is worth a section: maps that name something and tell of it, or lines of
/// more than a word.
pub(super) fn is_section_of_its_own(node: &Node) -> bool {
    const NAMES: [Slot; 5] = [
        Slot::Name,
        Slot::Title,
        Slot::Role,
        Slot::Degree,
        Slot::Organization,
    ];
    const TELLS: [Slot; 8] = [
        Slot::Organization,
        Slot::Role,
        Slot::Period,
        Slot::Start,
        Slot::End,
        Slot::Summary,
        Slot::Location,
        Slot::Subtitle,
    ];
    let tells = |item: &Node| {
        let lists = item.entries().iter().any(|(key, value)| {
            fields().slot(&key.value) == Some(Slot::Highlights) && is_list(value)
        });
        has_slot(item, &NAMES) && (has_slot(item, &TELLS) || lists)
    };
    let is_line = |item: &Node| {
        item.text().is_some_and(|text| {
            text.contains(char::is_whitespace) && super::rest::says_something(text)
        })
    };
    if is_map(node) {
        let lists = node.entries().iter().map(|(_, value)| value);
        return has_slot(node, &[Slot::Title, Slot::Name])
            && lists.clone().any(is_list_of_maps)
            && lists.clone().any(|list| list.items().iter().any(tells));
    }
    is_list(node) && node.items().iter().all(|item| tells(item) || is_line(item))
}

/// `{name: Awards, items: []}`: a section that its builder left empty.
pub(super) fn is_empty_section(node: &Node) -> bool {
    let is_empty = |(key, value): &(Text, Node)| match &value.value {
        Value::Scalar(_) => !matches!(fields().slot(&key.value), Some(Slot::Summary)),
        Value::Sequence(items) => items.is_empty(),
        Value::Mapping(entries) => entries.is_empty(),
    };
    let has_list = node.entries().iter().any(|(_, value)| match &value.value {
        Value::Sequence(items) => items.is_empty(),
        Value::Scalar(_) | Value::Mapping(_) => false,
    });
    has_list && betrayed(node).is_none() && node.entries().iter().all(is_empty)
}

/// `{year: 2022, items: [...]}`, of kinds whose entries are lines.
pub(super) fn is_dated_list(item: &Node, kind: EntryKind) -> bool {
    let is_of_lines = match kind {
        EntryKind::Certification | EntryKind::Publication | EntryKind::Award | EntryKind::Other => {
            true
        }
        EntryKind::Position
        | EntryKind::Project
        | EntryKind::SmallProject
        | EntryKind::Education
        | EntryKind::Language
        | EntryKind::Volunteering
        | EntryKind::Reference => false,
    };
    let is_part = |(key, value): &(Text, Node)| {
        value.text().is_some() && fields().slot(&key.value) == Some(Slot::Period) || is_list(value)
    };
    is_of_lines
        && item.entries().iter().all(is_part)
        && has_slot(item, &[Slot::Period])
        && item
            .entries()
            .iter()
            .filter(|(_, value)| is_list(value))
            .count()
            == 1
}

/// A section under its heading.
pub(super) struct Titled {
    pub(super) title: Option<Text>,
    /// The items of all its lists.
    pub(super) list: Node,
}

/// `{title, stages: [...]}`: lists with their heading, under whatever names.
pub(super) fn section(leaf: Leaf<'_>, node: &Node) -> Option<Titled> {
    let own: Vec<&(Text, Node)> = node
        .entries()
        .iter()
        .filter(|(key, _)| !fields().is_machinery(&key.value) || fields().is_list(&key.value))
        .collect();
    let (lists, others): (Vec<_>, Vec<_>) = own.into_iter().partition(|(_, value)| is_list(value));
    let is_scalar = |(_, value): &&(Text, Node)| matches!(value.value, Value::Scalar(_));
    if lists.is_empty() || !others.iter().all(is_scalar) {
        return None;
    }
    let holds = |key: &Text| fields().is_list(&key.value);
    let is_entry = has_slot(
        node,
        &[Slot::Organization, Slot::Role, Slot::Start, Slot::Period],
    ) || lists.iter().all(|(key, _)| !holds(key)) && betrayed_by_text(node);
    if is_entry {
        return None;
    }
    let title = others
        .iter()
        .filter(|(key, _)| matches!(fields().slot(&key.value), Some(Slot::Title | Slot::Name)))
        .find_map(|(_, value)| prose::title(leaf, value))
        .map(|(text, _)| text);
    // Several lists of words are groups, each under its key.
    let has_maps = lists.iter().any(|(_, list)| is_list_of_maps(list));
    let is_one_list = lists.len() == 1 && (holds(&lists[0].0) || title.is_some() && has_maps);
    let is_section = is_one_list
        || lists.iter().all(|(key, _)| holds(key))
        || has_maps
            && lists
                .iter()
                .all(|(key, list)| is_list_of_maps(list) || is_told(key));
    if !is_section {
        return None;
    }
    let items: Vec<Node> = lists
        .iter()
        .flat_map(|(_, list)| list.items())
        .cloned()
        .collect();
    Some(Titled {
        title,
        list: Node {
            value: Value::Sequence(items),
            span: node.span.clone(),
        },
    })
}

/// True for the fields in which lists tell of what other lists name.
fn is_told(key: &Text) -> bool {
    matches!(
        fields().slot(&key.value),
        Some(Slot::Highlights | Slot::Summary)
    )
}

/// True where a scalar field says what entry this is.
fn betrayed_by_text(node: &Node) -> bool {
    node.entries()
        .iter()
        .any(|(key, value)| value.text().is_some() && fields().hint(&key.value).is_some())
}

/// The text of a value: of a map, of the fields that tell.
pub(super) fn told(leaf: Leaf<'_>, node: &Node) -> Option<RichText> {
    if !is_map(node) {
        return prose::rich(leaf, node);
    }
    let texts: Vec<RichText> = node
        .entries()
        .iter()
        .filter(|(key, _)| {
            let slot = fields().slot(&key.value);
            matches!(slot, Some(Slot::Summary | Slot::Highlights))
                || fields().is_list(&key.value)
                || slot.is_none() && !fields().is_machinery(&key.value) && betrayed(node).is_none()
        })
        .filter(|(_, value)| {
            value
                .text()
                .is_none_or(|text| text.split_whitespace().count() > 1)
        })
        .filter_map(|(_, value)| told(leaf, value))
        .collect();
    text::join_paragraphs(texts)
}
