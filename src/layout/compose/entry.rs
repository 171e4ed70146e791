//! Entries: title line, description, bullets, metrics, details, tags.

use super::Composer;
use crate::layout::flow::{Blank, Cell, Content, Keep, Marks, Node, Role, Run};
use crate::resume::{DetailLabel, Entry, EntryKind, Highlight, Metric, Tag};
use crate::theme::{CellLayout, Gap, OrganizationPlace, TagLayout, TextRole};

/// An entry with at most this many bullets is one block.
const BULLETS_OF_ONE_BLOCK: usize = 4;

impl Composer<'_> {
    pub(super) fn entries(&mut self, section: usize, entries: &[Entry]) -> Vec<Node> {
        let mut nodes = Vec::new();
        // With the organisation below, a certificate's two lines are told from the next one's by
        // the gap alone.
        let below = self.theme.arrangement.organization == OrganizationPlace::Below;
        let is_stacked = |entry: &Entry| entry.title.is_some() && entry.organization.is_some();
        let one_line = match below && entries.iter().any(is_stacked) {
            true => Gap::BriefEntry,
            false => Gap::Paragraph,
        };
        for (index, entry) in entries.iter().enumerate() {
            let previous = index.checked_sub(1).map(|before| &entries[before]);
            // Only what is as short on both sides stands closer: a long entry keeps its distance.
            let both = |is: fn(&Entry) -> bool| is(entry) && previous.is_some_and(is);
            let before = match (previous, entry.kind) {
                (None, _) => Gap::None,
                (_, _) if both(is_one_line) => one_line,
                (_, _) if both(is_brief) => Gap::BriefEntry,
                (_, EntryKind::SmallProject) => Gap::SmallEntry,
                (_, _) => Gap::Entry,
            };
            let mut node = self.entry(entry, before, Role::Title);
            node.keep.new_page = self.breaks.is_before(section, Some(index));
            nodes.push(node);
        }
        nodes
    }

    fn entry(&mut self, entry: &Entry, before: Gap, title_role: Role) -> Node {
        let mut nodes = self.title(entry, title_role);
        let small = entry.kind == EntryKind::SmallProject;
        let mut gap = match (nodes.len(), small) {
            (0, _) => Gap::None,
            (1, true) => Gap::AfterSmallTitle,
            (1, false) => Gap::AfterTitle,
            (_, _) => Gap::AfterOrganization,
        };
        if let Some(summary) = &entry.summary {
            nodes.extend(self.prose(summary, TextRole::Body, gap));
            gap = Gap::None;
        }
        let whole = entry.highlights.len() <= BULLETS_OF_ONE_BLOCK;
        let tail = !(entry.details.is_empty() && entry.tags.is_empty() && entry.metrics.is_empty());
        if !entry.highlights.is_empty() {
            let list_gap = if nodes.is_empty() { gap } else { Gap::List };
            let list = self.bullets(&entry.highlights, list_gap, whole, tail);
            nodes.push(list);
        }
        if !entry.metrics.is_empty() {
            let metrics = self.metrics(&entry.metrics);
            nodes.extend(metrics);
        }
        let mut said: Option<&DetailLabel> = None;
        for detail in &entry.details {
            let mut runs = Vec::new();
            // The second paragraph of a detail stands below the label of the first.
            let goes_on = said == Some(&detail.label);
            said = Some(&detail.label);
            let label = match &detail.label {
                DetailLabel::Usual if goes_on => None,
                DetailLabel::Written(label) => Some(label.value.as_str()),
                DetailLabel::Usual => Some(self.words.details()),
                DetailLabel::Without => None,
            };
            let mark = self
                .joints
                .after_label(&self.theme.arrangement.details_mark);
            if let Some(label) = label {
                runs.push(Run::plain(format!("{label}{mark}"), TextRole::DetailsLabel));
                runs.push(match mark.is_empty() {
                    true => Run::blank(" ", TextRole::Details, Blank::Details),
                    false => Run::plain(" ", TextRole::Details),
                });
            }
            runs.extend(self.rich(&detail.text, TextRole::Details));
            let mut node = self.paragraph(Role::Details, Gap::Details, TextRole::Details, runs);
            node.span = Some(detail.text.span.clone());
            nodes.push(node);
        }
        if !entry.tags.is_empty() {
            let tags = self.tags(&entry.tags);
            nodes.push(tags);
        }
        keep_entry(&mut nodes, !entry.parts.is_empty());
        for (index, part) in entry.parts.iter().enumerate() {
            let last = nodes.last().map(|node| node.role);
            let gap = match (index, last) {
                (0, None) => Gap::None,
                // An employer heads its first role as a title heads its text.
                (0, Some(Role::Title | Role::PartTitle | Role::Organization)) => gap,
                (_, _) => Gap::SmallEntry,
            };
            nodes.push(self.entry(part, gap, Role::PartTitle));
        }
        if let Some(first) = nodes.first_mut() {
            first.before = Gap::None;
        }
        let mut node = self.node(Role::Entry, before, Content::Group(nodes));
        node.span = Some(entry.span.clone());
        node
    }

    /// The title's line, and the organisation's where it has one of its own.
    fn title(&mut self, entry: &Entry, role: Role) -> Vec<Node> {
        let title_style = match entry.kind {
            EntryKind::SmallProject => TextRole::SmallTitle,
            EntryKind::Certification
            | EntryKind::Language
            | EntryKind::Publication
            | EntryKind::Award
            | EntryKind::Reference
            | EntryKind::Other
                if is_one_line(entry) =>
            {
                TextRole::SmallTitle
            }
            EntryKind::Position
            | EntryKind::Project
            | EntryKind::Education
            | EntryKind::Certification
            | EntryKind::Language
            | EntryKind::Publication
            | EntryKind::Award
            | EntryKind::Volunteering
            | EntryKind::Reference
            | EntryKind::Other => match role {
                Role::PartTitle => TextRole::SmallTitle,
                _ => TextRole::Title,
            },
        };
        let link = entry.links.first().map(|(_, href)| href.clone());
        let organization = self.organization(entry);
        let right: Vec<Run> = entry
            .period
            .iter()
            .map(|period| Run::plain(self.words.period(period), TextRole::Date).unbroken())
            .collect();
        let (first, second) = match (&entry.title, organization) {
            (Some(title), organization) => (Some(title.value.clone()), organization),
            (None, organization) => (organization, None),
        };
        let Some(first) = first else {
            if right.is_empty() {
                return Vec::new();
            }
            let left = Vec::new();
            let content = Content::Row {
                style: title_style,
                left,
                right,
            };
            return vec![self.node(role, Gap::None, content)];
        };
        let mut left = vec![Run::plain(first.as_str(), title_style).linked(link)];
        let arrangement = &self.theme.arrangement;
        let place = match is_brief(entry) {
            true => arrangement.organization_brief,
            false => arrangement.organization,
        };
        let beside = place == OrganizationPlace::Beside;
        let mut below = None;
        match second {
            Some(text) if beside => {
                let separator = &self.theme.arrangement.organization_separator;
                if separator.is_empty() {
                    let role = TextRole::Organization;
                    left.push(Run::blank(" ", role, Blank::Organization));
                } else {
                    let joint = format!("{separator} ");
                    let joint = self.joints.separator(&joint, &first, &text);
                    left.push(Run::blank(joint, TextRole::Body, Blank::Joint));
                }
                // Where it does not fit beside the title it stands below, whole.
                left.push(Run::plain(text, TextRole::Organization).unbroken());
            }
            Some(text) => below = Some(Run::plain(text, TextRole::Organization)),
            None => {}
        }
        let content = Content::Row {
            style: title_style,
            left,
            right,
        };
        let mut nodes = vec![self.node(role, Gap::None, content)];
        if let Some(run) = below {
            let gap = Gap::None;
            nodes.push(self.paragraph(Role::Organization, gap, TextRole::Organization, vec![run]));
        }
        nodes
    }

    fn bullets(&mut self, highlights: &[Highlight], before: Gap, whole: bool, tail: bool) -> Node {
        let last = highlights.len() - 1;
        let mut items = Vec::new();
        for (index, highlight) in highlights.iter().enumerate() {
            let gap = if index == 0 { Gap::None } else { Gap::Bullet };
            let runs = self.rich(&highlight.text, TextRole::Bullet);
            let mut item = self.paragraph(Role::Item, gap, TextRole::Bullet, runs);
            item.span = Some(highlight.text.span.clone());
            // Two bullets stay on either side of a break; the last ones hold what follows.
            item.keep = Keep {
                new_page: false,
                together: true,
                with_next: match index {
                    _ if whole => index < last || tail,
                    0 => true,
                    _ if index + 1 == last => true,
                    _ if index == last => tail,
                    _ => false,
                },
            };
            items.push(item);
        }
        self.node(
            Role::List,
            before,
            Content::Items {
                marks: Marks::Bullets,
                items,
            },
        )
    }

    /// Metrics as the theme sets them: a row of columns, or phrases in a line.
    pub(super) fn metrics(&mut self, metrics: &[Metric]) -> Vec<Node> {
        let cells = &self.theme.arrangement.metrics;
        let (layout, columns, separator) = (cells.layout, cells.columns, cells.separator.clone());
        let mut nodes = Vec::new();
        match layout {
            CellLayout::Columns | CellLayout::Side => {
                let row = match layout {
                    CellLayout::Columns | CellLayout::Line => columns,
                    CellLayout::Side => metrics.len(),
                };
                for row in metrics.chunks(row) {
                    let cells = row
                        .iter()
                        .map(|metric| Cell {
                            icon: None,
                            runs: metric_runs(metric),
                        })
                        .collect();
                    nodes.push(self.node(Role::Metrics, Gap::Metrics, Content::Cells(cells)));
                }
            }
            CellLayout::Line => {
                let mut runs = Vec::new();
                for (index, metric) in metrics.iter().enumerate() {
                    if index > 0 {
                        let role = TextRole::MetricLabel;
                        runs.push(Run::blank(separator.as_str(), role, Blank::Metrics));
                    }
                    runs.extend(metric_runs(metric));
                }
                let style = TextRole::MetricLabel;
                nodes.push(self.paragraph(Role::Metrics, Gap::Metrics, style, runs));
            }
        }
        nodes
    }

    fn tags(&mut self, tags: &[Tag]) -> Node {
        let arrangement = &self.theme.arrangement.tags;
        match arrangement.layout {
            TagLayout::Chips => {
                let chips = tags
                    .iter()
                    .map(|tag| Run::plain(tag.as_str(), TextRole::Tags).unbroken())
                    .collect();
                self.node(Role::Tags, Gap::Tags, Content::Chips(chips))
            }
            TagLayout::List => {
                let mut runs = Vec::new();
                if arrangement.label {
                    let label = format!("{}{}", self.words.technologies(), self.joints.colon());
                    runs.push(Run::plain(label, TextRole::TagsLabel));
                    runs.push(Run::plain(" ", TextRole::Tags));
                }
                runs.extend(self.listed(tags, &arrangement.separator, TextRole::Tags));
                self.paragraph(Role::Tags, Gap::Tags, TextRole::Tags, runs)
            }
        }
    }

    /// Tags one after another; none is torn apart.
    pub(super) fn listed(&self, tags: &[Tag], separator: &str, role: TextRole) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut before: Option<&str> = None;
        for tag in tags {
            if let Some(before) = before.replace(tag.as_str()) {
                let separator = self.joints.separator(separator, before, tag.as_str());
                runs.push(Run::plain(separator, role));
            }
            runs.push(Run::plain(tag.as_str(), role).unbroken());
        }
        runs
    }

    /// An organisation with whom the work was for, and where; the place alone where no organisation
    /// is told.
    fn organization(&self, entry: &Entry) -> Option<String> {
        let Some(organization) = &entry.organization else {
            return entry
                .location
                .as_ref()
                .map(|location| location.value.clone());
        };
        let mut text = organization.value.clone();
        if let Some(via) = &entry.via
            && !text.contains(via.value.as_str())
        {
            text.push_str(&format!(" ({})", via.value));
        }
        if let Some(location) = &entry.location {
            let comma = self.joints.comma(&text, &location.value);
            text.push_str(&format!("{comma}{}", location.value));
        }
        Some(text)
    }
}

/// Value and label as one unit; a value without a digit makes a plain phrase.
fn metric_runs(metric: &Metric) -> Vec<Run> {
    let label = match (metric.value.is_empty(), metric.label.is_empty()) {
        (false, false) => format!(" {}", metric.label),
        (_, _) => metric.label.clone(),
    };
    if !metric.is_figure() {
        let phrase = format!("{}{label}", metric.value);
        return vec![Run::plain(phrase, TextRole::MetricLabel).unbroken()];
    }
    vec![
        Run::plain(metric.value.as_str(), TextRole::MetricValue).unbroken(),
        Run::plain(label, TextRole::MetricLabel).unbroken(),
    ]
}

/// True for an entry of nothing but its title's line, such as a certificate.
fn is_one_line(entry: &Entry) -> bool {
    entry.metrics.is_empty() && has_no_text(entry)
}

/// True for an entry of its title's line and metrics.
fn is_brief(entry: &Entry) -> bool {
    !entry.metrics.is_empty() && has_no_text(entry)
}

fn has_no_text(entry: &Entry) -> bool {
    entry.summary.is_none()
        && entry.highlights.is_empty()
        && entry.details.is_empty()
        && entry.tags.is_empty()
        && entry.parts.is_empty()
}

/// Title, organisation and description hold what follows, tags what they follow; where there
/// are `parts`, an entry without bullets of its own holds the first.
fn keep_entry(nodes: &mut [Node], parts: bool) {
    let last = nodes.len().saturating_sub(1);
    for (index, node) in nodes.iter_mut().enumerate() {
        // A list says for each bullet where it may be torn.
        let list = node.role == Role::List;
        let opens = matches!(
            node.role,
            Role::Title | Role::PartTitle | Role::Organization | Role::Paragraph
        );
        node.keep.together = !list;
        node.keep.with_next = !list && (index < last || parts && opens);
    }
}
