//! Which structure element each word belongs to: the roles of the composition become
//! standard structure types.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::elements::{ElementId, Elements, Figure, Tag};
use super::links;
use crate::layout::{Document, LetterPart, Line, NodeId, Part, Role, Segment};
use crate::theme::TextRole;

/// Elements for the words of a node.
#[derive(Clone, Copy, Debug)]
enum Leaf {
    /// One element for all words.
    Whole(ElementId),
    /// A title is a heading; the organisation and date beside it are not.
    Row { title: ElementId, rest: ElementId },
    /// A bullet with its mark, a group of skills with its name.
    Labelled { label: ElementId, body: ElementId },
    /// Pieces of one rank; the one being written.
    Pieces {
        list: ElementId,
        piece: Option<ElementId>,
    },
}

/// A link that may go on in the next line.
struct OpenLink {
    block: ElementId,
    target: Arc<str>,
    element: ElementId,
}

/// Gives words to elements.
pub(super) struct Tagger {
    pub elements: Elements,
    leaves: BTreeMap<NodeId, Leaf>,
    link: Option<OpenLink>,
}

impl Tagger {
    pub(super) fn new(document: &Document) -> Self {
        let mut tagger = Tagger {
            elements: Elements::new(document.pages.len()),
            leaves: BTreeMap::new(),
            link: None,
        };
        // Without a name or a headline the sections are the top of the tree.
        let top = if has_name(&document.structure) { 2 } else { 1 };
        tagger.parts(&document.structure, Elements::ROOT, top);
        tagger
    }

    /// The elements of a line's segments.
    pub(super) fn line(&mut self, node: NodeId, line: &Line) -> Vec<ElementId> {
        let mut owners: Vec<Option<ElementId>> = Vec::with_capacity(line.segments.len());
        let mut block: Option<ElementId> = None;
        // A line of pieces starts a new one, and so does what follows a blank between pieces.
        let mut starts_piece = true;
        for segment in &line.segments {
            // Blanks and separators belong to what stands before them.
            if segment.is_blank() || segment.parting {
                starts_piece |= segment.parting;
                owners.push(block.map(|block| self.linked(block, segment)));
                continue;
            }
            let of_segment = self.block(node, segment, starts_piece);
            starts_piece = false;
            block = Some(of_segment);
            owners.push(Some(self.linked(of_segment, segment)));
        }
        let first = owners.iter().flatten().next().copied();
        let fallback = first.unwrap_or(Elements::ROOT);
        owners
            .into_iter()
            .map(|owner| owner.unwrap_or(fallback))
            .collect()
    }

    /// The element of a picture, which is told what it shows.
    pub(super) fn figure(&mut self, node: NodeId, figure: Figure) -> ElementId {
        let Some(Leaf::Whole(element)) = self.leaves.get(&node) else {
            return Elements::ROOT;
        };
        self.elements.describe(*element, figure);
        *element
    }

    /// The element of a word by its node and what it is there.
    fn block(&mut self, node: NodeId, segment: &Segment, starts_piece: bool) -> ElementId {
        let Some(leaf) = self.leaves.get_mut(&node) else {
            return Elements::ROOT;
        };
        match leaf {
            Leaf::Whole(element) => *element,
            Leaf::Row { title, rest } => match segment.role {
                TextRole::Organization | TextRole::Date => *rest,
                TextRole::Body
                | TextRole::Name
                | TextRole::Headline
                | TextRole::Contact
                | TextRole::Heading
                | TextRole::Summary
                | TextRole::Title
                | TextRole::SmallTitle
                | TextRole::Bullet
                | TextRole::Mark
                | TextRole::Details
                | TextRole::DetailsLabel
                | TextRole::Tags
                | TextRole::TagsLabel
                | TextRole::MetricValue
                | TextRole::MetricLabel
                | TextRole::SkillGroup
                | TextRole::Skills
                | TextRole::Foot => *title,
            },
            Leaf::Labelled { label, body } => match segment.role {
                TextRole::Mark | TextRole::SkillGroup => *label,
                TextRole::Body
                | TextRole::Name
                | TextRole::Headline
                | TextRole::Contact
                | TextRole::Heading
                | TextRole::Summary
                | TextRole::Title
                | TextRole::SmallTitle
                | TextRole::Organization
                | TextRole::Date
                | TextRole::Bullet
                | TextRole::Details
                | TextRole::DetailsLabel
                | TextRole::Tags
                | TextRole::TagsLabel
                | TextRole::MetricValue
                | TextRole::MetricLabel
                | TextRole::Skills
                | TextRole::Foot => *body,
            },
            Leaf::Pieces { list, piece } => match piece {
                Some(piece) if !starts_piece => *piece,
                Some(_) | None => {
                    let item = self.elements.add(Tag::Item, *list);
                    let body = self.elements.add(Tag::ItemBody, item);
                    *piece = Some(body);
                    body
                }
            },
        }
    }

    /// The link of a segment inside its block, or the block.
    fn linked(&mut self, block: ElementId, segment: &Segment) -> ElementId {
        let Some(target) = segment.link.as_ref().filter(|link| links::is_safe(link)) else {
            if !segment.is_blank() {
                self.link = None;
            }
            return block;
        };
        if let Some(open) = &self.link
            && open.block == block
            && open.target == *target
        {
            return open.element;
        }
        let element = self.elements.add(Tag::Link, block);
        self.link = Some(OpenLink {
            block,
            target: Arc::clone(target),
            element,
        });
        element
    }

    /// Elements for nodes that stand one after another under `parent`; `level` is that of
    /// the headings among them.
    fn parts(&mut self, parts: &[Part], parent: ElementId, level: u8) {
        let mut list: Option<(Role, ElementId)> = None;
        for part in parts {
            let Some(role) = listed(part) else {
                if part.role != Role::Rule {
                    list = None;
                }
                self.part(part, parent, level);
                continue;
            };
            // Rows of contacts, metrics or skills are one list.
            let element = match list {
                Some((open, element)) if open == role => element,
                Some(_) | None => self.elements.add(Tag::List, parent),
            };
            list = Some((role, element));
            self.list_part(part, element);
        }
    }

    fn part(&mut self, part: &Part, parent: ElementId, level: u8) {
        let tag = match part.role {
            Role::Head => {
                self.parts(&part.parts, parent, level);
                return;
            }
            Role::Section(_) | Role::Entry => {
                let section = self.elements.add(Tag::Section, parent);
                if let Some(language) = &part.language {
                    self.elements.speak(section, Arc::clone(language));
                }
                self.parts(&part.parts, section, level);
                return;
            }
            Role::List => {
                let tag = match part.numbered {
                    true => Tag::Numbers,
                    false => Tag::Bullets,
                };
                let list = self.elements.add(tag, parent);
                for item in &part.parts {
                    self.labelled(item, list);
                }
                return;
            }
            Role::Title | Role::PartTitle => {
                let deeper = if part.role == Role::Title { 1 } else { 2 };
                let title = self.elements.add(Tag::Heading(level + deeper), parent);
                let rest = self.elements.add(Tag::Paragraph, parent);
                self.leaves.insert(part.id, Leaf::Row { title, rest });
                return;
            }
            // Each line of an address is read on its own.
            Role::Letter(LetterPart::Recipient) if !part.parts.is_empty() => {
                self.parts(&part.parts, parent, level);
                return;
            }
            Role::Rule => return,
            Role::Photo => Tag::Figure,
            Role::Name => Tag::Heading(1),
            Role::Heading | Role::Letter(LetterPart::Subject) => Tag::Heading(level),
            Role::Letter(
                LetterPart::Date
                | LetterPart::Recipient
                | LetterPart::Salutation
                | LetterPart::Closing
                | LetterPart::Signature
                | LetterPart::Enclosures,
            ) => Tag::Paragraph,
            Role::Headline
            | Role::Organization
            | Role::Paragraph
            | Role::Item
            | Role::Details
            | Role::Contacts
            | Role::Metrics
            | Role::Tags
            | Role::SkillGroups
            | Role::SkillGroup => Tag::Paragraph,
        };
        let element = self.elements.add(tag, parent);
        self.leaves.insert(part.id, Leaf::Whole(element));
    }

    /// A part of a list of pieces or of skills.
    fn list_part(&mut self, part: &Part, list: ElementId) {
        if part.in_pieces {
            let leaf = Leaf::Pieces { list, piece: None };
            self.leaves.insert(part.id, leaf);
            return;
        }
        match part.role {
            Role::SkillGroups => {
                for group in &part.parts {
                    self.list_part(group, list);
                }
            }
            Role::SkillGroup if !part.parts.is_empty() => {
                let item = self.elements.add(Tag::Item, list);
                let label = self.elements.add(Tag::Label, item);
                let body = self.elements.add(Tag::ItemBody, item);
                for node in &part.parts {
                    let element = if node.role == Role::SkillGroup {
                        label
                    } else {
                        body
                    };
                    self.leaves.insert(node.id, Leaf::Whole(element));
                }
            }
            Role::SkillGroup
            | Role::Head
            | Role::Name
            | Role::Headline
            | Role::Photo
            | Role::Contacts
            | Role::Section(_)
            | Role::Heading
            | Role::Entry
            | Role::Title
            | Role::PartTitle
            | Role::Organization
            | Role::Paragraph
            | Role::List
            | Role::Item
            | Role::Details
            | Role::Metrics
            | Role::Tags
            | Role::Rule
            | Role::Letter(_) => self.labelled(part, list),
        }
    }

    fn labelled(&mut self, part: &Part, list: ElementId) {
        let item = self.elements.add(Tag::Item, list);
        let label = self.elements.add(Tag::Label, item);
        let body = self.elements.add(Tag::ItemBody, item);
        self.leaves.insert(part.id, Leaf::Labelled { label, body });
    }
}

fn has_name(parts: &[Part]) -> bool {
    parts
        .iter()
        .any(|part| part.role == Role::Name || has_name(&part.parts))
}

/// The role whose parts make one list with their neighbours; `None` for other parts.
fn listed(part: &Part) -> Option<Role> {
    match part.role {
        Role::SkillGroups | Role::SkillGroup => Some(Role::SkillGroups),
        Role::Contacts | Role::Metrics | Role::Tags if part.in_pieces => Some(part.role),
        Role::Contacts
        | Role::Metrics
        | Role::Tags
        | Role::Head
        | Role::Name
        | Role::Headline
        | Role::Photo
        | Role::Section(_)
        | Role::Heading
        | Role::Entry
        | Role::Title
        | Role::PartTitle
        | Role::Organization
        | Role::Paragraph
        | Role::List
        | Role::Item
        | Role::Details
        | Role::Rule
        | Role::Letter(_) => None,
    }
}
