//! The composed résumé: a tree of nodes in reading order, with meaning and without marks.
//!
//! Numbers stay in the theme: a node names its gap and its text roles, so that fitting a
//! document to its pages changes the theme alone and never the tree.

use std::sync::Arc;

use crate::diagnostic::Span;
use crate::extract::holds_code;
use crate::picture::Picture;
use crate::resume::{ContactKind, Emphasis, SectionKind};
use crate::theme::{Gap, TextRole};

/// A composed document.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// The parts in reading order.
    pub nodes: Vec<Node>,
    /// What goes into a file's properties.
    pub info: Info,
}

/// Properties of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// "Name – headline", or what there is of it.
    pub title: String,
    /// The person's name.
    pub author: Option<String>,
    /// The headline.
    pub subject: Option<String>,
    /// Tags and skills, each once.
    pub keywords: Vec<String>,
    /// BCP 47 tag.
    pub language: String,
    /// The words before the page number at the foot of later pages.
    pub running: Option<String>,
}

/// Number of a node in a flow, from 0 in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// One part of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its number.
    pub id: NodeId,
    /// What it is, for tags and Word styles.
    pub role: Role,
    /// The gap before it; none at the top of a page.
    pub before: Gap,
    /// What must not be torn apart.
    pub keep: Keep,
    /// Where it stands on a page that has a side column.
    pub column: Column,
    /// Where its words were read.
    pub span: Option<Span>,
    /// What it holds.
    pub content: Content,
}

/// The columns of a first page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Column {
    /// The text.
    #[default]
    Main,
    /// The narrow column beside it.
    Side,
}

/// What a rule parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// The head from the sections.
    Head,
    /// One section from another, or a heading from what it heads.
    Section,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Name, headline and contacts together.
    Head,
    /// The person's name: the document's title.
    Name,
    /// What the person is.
    Headline,
    /// The person's picture.
    Photo,
    /// All contacts.
    Contacts,
    /// A section: its heading and what follows.
    Section(Option<SectionKind>),
    /// A section's heading.
    Heading,
    /// An entry: its title and what follows.
    Entry,
    /// An entry's title with its date.
    Title,
    /// A role or project inside an entry, with its date.
    PartTitle,
    /// An organisation on its own line.
    Organization,
    /// Running text.
    Paragraph,
    /// A list of bullets or of numbered items.
    List,
    /// One item of a list.
    Item,
    /// Labelled paragraphs.
    Details,
    /// Metrics of an entry or a section.
    Metrics,
    /// Tags of an entry.
    Tags,
    /// Groups of skills.
    SkillGroups,
    /// One group.
    SkillGroup,
    /// A line across the page.
    Rule,
    /// A part of a letter around its text.
    Letter(LetterPart),
}

/// The parts of a letter around its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LetterPart {
    /// Place and date.
    Date,
    /// Name and address of whom it is to, line by line.
    Recipient,
    /// What it is about: the letter's own heading.
    Subject,
    /// The greeting.
    Salutation,
    /// The words before the signature.
    Closing,
    /// The name under the room for the signature.
    Signature,
    /// What comes with it.
    Enclosures,
}

/// What must not be torn apart at the foot of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// All lines stay on one page.
    pub together: bool,
    /// The next node starts on the page where this one ends.
    pub with_next: bool,
    /// It starts a page, as its author asked.
    pub new_page: bool,
}

/// What stands before the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// The theme's bullet.
    Bullets,
    /// Numbers, from this one on.
    Numbers(u64),
}

impl Marks {
    /// The number of an item, from 0, as it is printed; `None` for a bullet.
    pub(crate) fn number(self, index: usize) -> Option<String> {
        match self {
            Marks::Bullets => None,
            Marks::Numbers(first) => Some(format!("{}.", first.saturating_add(index as u64))),
        }
    }
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Text that is broken into lines.
    Paragraph {
        /// The style of the paragraph as a whole: its pitch.
        style: TextRole,
        /// The text.
        runs: Vec<Run>,
    },
    /// A line with something at its right end.
    Row {
        /// The style of the line as a whole: its pitch.
        style: TextRole,
        /// From the left; broken into lines where it is too long.
        left: Vec<Run>,
        /// At the right end of the first line.
        right: Vec<Run>,
    },
    /// Paragraphs with marks before them.
    Items {
        /// The marks.
        marks: Marks,
        /// The paragraphs.
        items: Vec<Node>,
    },
    /// Short pieces in columns: contacts or metrics.
    Cells(Vec<Cell>),
    /// Groups of skills side by side; each node is a group of two paragraphs.
    Grid {
        /// How many columns share the measure; the last row may fill fewer.
        columns: usize,
        /// The groups of one row.
        groups: Vec<Node>,
    },
    /// Tags, each on its ground.
    Chips(Vec<Run>),
    /// A rule.
    Rule(RuleKind),
    /// A picture.
    Image(Image),
    /// Nodes one after another.
    Group(Vec<Node>),
    /// A heading in the label column beside what it heads.
    Labelled {
        /// The heading.
        label: Box<Node>,
        /// What stands beside it.
        body: Vec<Node>,
    },
}

/// A picture, with what is said where it cannot be seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// The picture.
    pub picture: Arc<Picture>,
    /// The words that stand for it.
    pub alt: Arc<str>,
}

/// A short piece of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The drawing before it.
    pub icon: Option<ContactIcon>,
    /// Its text, never broken.
    pub runs: Vec<Run>,
}

/// The drawings before contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContactIcon {
    /// An envelope.
    Email,
    /// A telephone.
    Phone,
    /// A pin on a map.
    Place,
    /// A globe.
    Website,
    /// Angle brackets, for places where code is kept.
    Code,
    /// A person, for other profiles.
    Profile,
}

impl ContactIcon {
    /// The drawing for a kind of contact.
    pub fn of(kind: &ContactKind) -> Self {
        match kind {
            ContactKind::Email => ContactIcon::Email,
            ContactKind::Phone => ContactIcon::Phone,
            ContactKind::Website => ContactIcon::Website,
            ContactKind::Profile(network) if holds_code(network) => ContactIcon::Code,
            ContactKind::Profile(_) => ContactIcon::Profile,
        }
    }
}

/// Text of one role, emphasis and link.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// What the text is.
    pub role: TextRole,
    /// The author's emphasis, as far as the theme prints it.
    pub emphasis: Emphasis,
    /// Where it leads.
    pub link: Option<String>,
    /// No line ends inside it.
    pub unbroken: bool,
    /// Set if this is a space or separator of a width the theme gives; it vanishes where a
    /// line ends.
    pub blank: Option<Blank>,
}

/// Spaces and separators whose width the theme gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blank {
    /// Between a title and the organisation beside it.
    Organization,
    /// The mark that joins an organisation to the title before it, and the space after the
    /// mark: no line ends with a mark that joins nothing.
    Joint,
    /// Between the label of details and the text.
    Details,
    /// Between contacts in a line.
    Contacts,
    /// Between metrics in a line.
    Metrics,
}

impl Run {
    /// Text without emphasis and link.
    pub fn plain(text: impl Into<String>, role: TextRole) -> Self {
        Run {
            text: text.into(),
            role,
            emphasis: Emphasis::NONE,
            link: None,
            unbroken: false,
            blank: None,
        }
    }

    /// A space, or a separator with space on both sides.
    pub fn blank(text: impl Into<String>, role: TextRole, blank: Blank) -> Self {
        Run {
            blank: Some(blank),
            ..Run::plain(text, role)
        }
    }

    /// True for what stands between a title and the organisation beside it.
    pub(crate) fn is_before_organization(&self) -> bool {
        matches!(self.blank, Some(Blank::Organization | Blank::Joint))
    }

    /// The same text, never broken.
    #[must_use]
    pub fn unbroken(mut self) -> Self {
        self.unbroken = true;
        self
    }

    /// The same text with a link.
    #[must_use]
    pub fn linked(mut self, link: Option<String>) -> Self {
        self.link = link;
        self
    }
}

impl Flow {
    /// Moves the last section of the side column into the text; its heading, or `None` where
    /// there is no such section.
    pub(crate) fn widen_last_side_section(&mut self) -> Option<String> {
        let last = self
            .nodes
            .iter()
            .rposition(|node| node.column == Column::Side && node.role != Role::Rule);
        if let Some(last) = last {
            // The rule of the section goes with it.
            let rule = last.checked_sub(1).filter(|at| {
                let node = &self.nodes[*at];
                node.role == Role::Rule && node.column == Column::Side
            });
            for at in rule.into_iter().chain([last]) {
                self.nodes[at].column = Column::Main;
            }
            return Some(self.nodes[last].heading());
        }
        for node in &mut self.nodes {
            let Content::Group(nodes) = &mut node.content else {
                continue;
            };
            let mut heading = None;
            for node in nodes.iter_mut().filter(|node| node.column == Column::Side) {
                node.column = Column::Main;
                heading = Some(node.heading());
            }
            if heading.is_some() {
                return heading;
            }
        }
        None
    }
}

impl Node {
    /// The words of the heading in it; empty without one.
    fn heading(&self) -> String {
        if self.role == Role::Heading {
            return self.runs().iter().map(|run| run.text.as_str()).collect();
        }
        let inside = self.children().into_iter().map(Node::heading);
        inside
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// The title lines of the entries inside that have text, with their styles, where they
    /// hold an organisation: those of one style and role are one list.
    pub(crate) fn title_lines(&self) -> Vec<(&Node, TextRole)> {
        let mut found = Vec::new();
        self.add_title_lines(&mut found);
        found
    }

    fn add_title_lines<'a>(&'a self, found: &mut Vec<(&'a Node, TextRole)>) {
        let children = self.children();
        // A certificate is nothing but its line: no text tells where its title ends.
        if self.role == Role::Entry && children.len() < 2 {
            return;
        }
        for child in children {
            if let (Content::Row { style, left, .. }, Role::Title | Role::PartTitle) =
                (&child.content, child.role)
                && left.iter().any(Run::is_before_organization)
            {
                found.push((child, *style));
            }
            // Titles stand in no list, grid or row of cells.
            if let Content::Group(_) | Content::Labelled { .. } = child.content {
                child.add_title_lines(found);
            }
        }
    }

    /// The nodes inside, in reading order.
    pub fn children(&self) -> Vec<&Node> {
        match &self.content {
            Content::Paragraph { .. }
            | Content::Row { .. }
            | Content::Cells(_)
            | Content::Chips(_)
            | Content::Rule(_)
            | Content::Image(_) => Vec::new(),
            Content::Items { items: nodes, .. }
            | Content::Grid { groups: nodes, .. }
            | Content::Group(nodes) => nodes.iter().collect(),
            Content::Labelled { label, body } => {
                std::iter::once(label.as_ref()).chain(body).collect()
            }
        }
    }

    /// The runs of this node itself, in reading order.
    pub fn runs(&self) -> Vec<&Run> {
        match &self.content {
            Content::Paragraph { runs, .. } | Content::Chips(runs) => runs.iter().collect(),
            Content::Row { left, right, .. } => left.iter().chain(right).collect(),
            Content::Cells(cells) => cells.iter().flat_map(|cell| &cell.runs).collect(),
            Content::Items { .. }
            | Content::Grid { .. }
            | Content::Rule(_)
            | Content::Image(_)
            | Content::Group(_)
            | Content::Labelled { .. } => Vec::new(),
        }
    }
}
