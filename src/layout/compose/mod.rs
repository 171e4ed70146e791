//! A résumé and a theme become a flow: what is said, in which order, with which words.

mod body;
mod breaks;
mod contents;
mod entry;
mod head;
mod headings;
mod letter;
mod marks;
mod order;

pub use contents::{ContentsLine, compose_contents};
pub(crate) use head::{balanced, fewer, rows_of};
pub use letter::compose_letter;
pub(crate) use marks::Joints;

use breaks::PageBreaks;
use headings::SectionTitles;
use order::{Printed, printed};

use super::flow::{Column, Content, Flow, Info, Keep, Node, NodeId, Role, RuleKind, Run};
use crate::diagnostic::Span;
use crate::extract::Words;
use crate::read::Headings;
use crate::resume::{Emphasis, Resume, RichText, SectionKind};
use crate::theme::{Gap, HeadingPlace, RuleSide, SectionName, TextRole, Theme};
use crate::units::Pt;

/// Composes a document.
///
/// `words` are those of the document's language.
pub fn compose(resume: &Resume, theme: &Theme, words: &Words, headings: Headings) -> Flow {
    let info = info(resume);
    let mut composer = Composer {
        theme,
        words,
        joints: Joints::of(&info.language),
        next: 0,
        breaks: PageBreaks::of(resume),
    };
    let mut nodes = vec![composer.head(&resume.person)];
    if theme.arrangement.head_rule > Pt::ZERO {
        let mut rule = composer.node(Role::Rule, Gap::AfterHead, Content::Rule(RuleKind::Head));
        rule.keep.with_next = true;
        nodes.push(rule);
    }
    nodes.extend(composer.sections(resume, headings));
    Flow { nodes, info }
}

fn info(resume: &Resume) -> Info {
    let name = resume.person.name.as_ref().map(|name| name.value.clone());
    let headline = resume
        .person
        .headline
        .as_ref()
        .map(|headline| headline.value.clone());
    let title = [name.as_deref(), headline.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" – ");
    Info {
        title,
        running: name.clone().or_else(|| headline.clone()),
        author: name,
        subject: headline,
        keywords: resume.keywords().into_iter().map(str::to_owned).collect(),
        language: resume
            .language
            .as_ref()
            .map_or_else(|| "en".to_owned(), |language| language.value.clone()),
    }
}

/// Hands out node numbers and knows theme and words.
struct Composer<'a> {
    theme: &'a Theme,
    words: &'a Words,
    joints: Joints,
    next: u32,
    breaks: PageBreaks,
}

impl Composer<'_> {
    fn node(&mut self, role: Role, before: Gap, content: Content) -> Node {
        let id = NodeId(self.next);
        self.next += 1;
        Node {
            id,
            role,
            before,
            keep: Keep::default(),
            column: Column::default(),
            span: None,
            content,
        }
    }

    fn paragraph(&mut self, role: Role, before: Gap, style: TextRole, runs: Vec<Run>) -> Node {
        self.node(role, before, Content::Paragraph { style, runs })
    }

    /// The author's paragraphs in a style, the first of them behind `before`.
    fn prose(&mut self, text: &RichText, style: TextRole, before: Gap) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (index, paragraph) in text.paragraphs().iter().enumerate() {
            let gap = if index == 0 { before } else { Gap::Paragraph };
            let runs = self.rich(paragraph, style);
            let mut node = self.paragraph(Role::Paragraph, gap, style, runs);
            node.span = Some(text.span.clone());
            nodes.push(node);
        }
        nodes
    }

    /// The author's words in a style, with the emphasis that the theme prints.
    fn rich(&self, text: &RichText, role: TextRole) -> Vec<Run> {
        text.runs
            .iter()
            .map(|run| Run {
                emphasis: if self.theme.arrangement.emphasis {
                    run.emphasis
                } else {
                    Emphasis::NONE
                },
                ..Run::plain(run.text.replace('\n', " "), role).linked(run.link.clone())
            })
            .collect()
    }

    fn sections(&mut self, resume: &Resume, headings: Headings) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut titles = SectionTitles::new(self.words, headings, resume.arranged);
        for part in printed(resume, &self.theme.arrangement.sections, headings) {
            let first = nodes.is_empty();
            let (name, mut section) = match part {
                Printed::Summary(summary) => {
                    let text = self.prose(summary, TextRole::Summary, Gap::None);
                    let heading = self.words.summary().to_owned();
                    let section = self.section(None, heading, None, text, first);
                    (SectionName::Summary, section)
                }
                Printed::Section(number, section) => {
                    let heading = titles.next(section);
                    let body = self.body(number, section);
                    let span = section.title.as_ref().map(|title| title.span.clone());
                    let mut nodes = self.section(Some(section.kind), heading, span, body, first);
                    if let Some(start) = nodes.first_mut().filter(|_| !first) {
                        start.keep.new_page = self.breaks.is_before(number, None);
                    }
                    (SectionName::Kind(section.kind), nodes)
                }
            };
            let column = if self.theme.arrangement.side.sections.contains(&name) {
                Column::Side
            } else {
                Column::Main
            };
            for node in &mut section {
                node.column = column;
            }
            nodes.extend(section);
        }
        nodes
    }

    /// A section as the theme arranges it: heading above, or in the label column.
    pub(super) fn section(
        &mut self,
        kind: Option<SectionKind>,
        heading: String,
        span: Option<Span>,
        body: Vec<Node>,
        first: bool,
    ) -> Vec<Node> {
        let arrangement = &self.theme.arrangement;
        let (place, side) = (arrangement.heading, arrangement.rule.side);
        let runs = vec![Run::plain(heading, TextRole::Heading)];
        let before = match side {
            RuleSide::None | RuleSide::Below => Gap::BeforeHeading,
            RuleSide::Above => Gap::AfterRule,
        };
        let mut heading = self.paragraph(Role::Heading, before, TextRole::Heading, runs);
        heading.keep = Keep {
            together: true,
            with_next: true,
            new_page: false,
        };
        heading.span = span;
        let mut nodes = Vec::new();
        if side == RuleSide::Above {
            let before = if first {
                Gap::AfterHead
            } else {
                Gap::BeforeRule
            };
            let mut rule = self.node(Role::Rule, before, Content::Rule(RuleKind::Section));
            rule.keep.with_next = true;
            nodes.push(rule);
        }
        let section = match place {
            HeadingPlace::Above => {
                let mut parts = vec![heading];
                if side == RuleSide::Below {
                    let mut rule =
                        self.node(Role::Rule, Gap::None, Content::Rule(RuleKind::Section));
                    rule.keep.with_next = true;
                    parts.push(rule);
                }
                let mut body = body;
                if let Some(first) = body.first_mut() {
                    first.before = Gap::AfterHeading;
                }
                parts.extend(body);
                self.node(Role::Section(kind), Gap::None, Content::Group(parts))
            }
            HeadingPlace::Label => {
                heading.before = Gap::None;
                let content = Content::Labelled {
                    label: Box::new(heading),
                    body,
                };
                self.node(Role::Section(kind), before, content)
            }
        };
        nodes.push(section);
        nodes
    }
}
