//! The named styles: every look of a document is one of them.

use docx_rs::{
    Indent, IndentLevel, LineSpacing, LineSpacingType, NumberingId, ParagraphProperty, Shading,
    ShdType, SpecialIndentType, Style, StyleType, Tab, TabValueType, TextBorder,
};

use super::block::{Block, Place};
use super::faces::{self, Faces};
use super::look::{Look, hex, named};
use super::numbering::BULLETS;
use super::sheet::Sheet;
use super::spacing::{Spaces, line_height};
use crate::font::Face;
use crate::layout::{LetterPart, Role};
use crate::resume::Emphasis;
use crate::theme::{HeadAlign, TextRole, Theme};
use crate::units::{Pt, finite};

/// A paragraph style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ParagraphStyle {
    Name,
    Headline,
    Contact,
    Heading,
    Entry,
    SmallEntry,
    Part,
    Organization,
    Body,
    Bullet,
    Number,
    Details,
    Metrics,
    Tags,
    Skills,
    Footer,
    /// Of a cover letter.
    Letter(LetterPart),
}

impl ParagraphStyle {
    pub(super) const ALL: [ParagraphStyle; 23] = [
        ParagraphStyle::Name,
        ParagraphStyle::Headline,
        ParagraphStyle::Contact,
        ParagraphStyle::Heading,
        ParagraphStyle::Entry,
        ParagraphStyle::SmallEntry,
        ParagraphStyle::Part,
        ParagraphStyle::Organization,
        ParagraphStyle::Body,
        ParagraphStyle::Bullet,
        ParagraphStyle::Number,
        ParagraphStyle::Details,
        ParagraphStyle::Metrics,
        ParagraphStyle::Tags,
        ParagraphStyle::Skills,
        ParagraphStyle::Footer,
        ParagraphStyle::Letter(LetterPart::Date),
        ParagraphStyle::Letter(LetterPart::Recipient),
        ParagraphStyle::Letter(LetterPart::Subject),
        ParagraphStyle::Letter(LetterPart::Salutation),
        ParagraphStyle::Letter(LetterPart::Closing),
        ParagraphStyle::Letter(LetterPart::Signature),
        ParagraphStyle::Letter(LetterPart::Enclosures),
    ];

    /// The style of a node set in a text role.
    pub(super) fn of(role: Role, text: TextRole) -> Self {
        match role {
            Role::Name => ParagraphStyle::Name,
            Role::Headline => ParagraphStyle::Headline,
            Role::Contacts => ParagraphStyle::Contact,
            Role::Heading => ParagraphStyle::Heading,
            Role::Title if text == TextRole::SmallTitle => ParagraphStyle::SmallEntry,
            Role::Title => ParagraphStyle::Entry,
            Role::PartTitle => ParagraphStyle::Part,
            Role::Organization => ParagraphStyle::Organization,
            Role::Item => ParagraphStyle::Bullet,
            Role::Details => ParagraphStyle::Details,
            Role::Metrics => ParagraphStyle::Metrics,
            Role::Tags => ParagraphStyle::Tags,
            Role::SkillGroups | Role::SkillGroup => ParagraphStyle::Skills,
            Role::Letter(part) => ParagraphStyle::Letter(part),
            Role::Head
            | Role::Photo
            | Role::Section(_)
            | Role::Entry
            | Role::Paragraph
            | Role::List
            | Role::Rule => ParagraphStyle::Body,
        }
    }

    pub(super) fn id(self) -> &'static str {
        match self {
            ParagraphStyle::Name => "Title",
            // Not Word's own "Subtitle": pandoc takes that for metadata and drops it.
            ParagraphStyle::Headline => "Headline",
            ParagraphStyle::Contact => "Contact",
            ParagraphStyle::Heading => "Heading1",
            ParagraphStyle::Entry => "Heading2",
            ParagraphStyle::SmallEntry => "SmallTitle",
            ParagraphStyle::Part => "Heading3",
            ParagraphStyle::Organization => "Organization",
            ParagraphStyle::Body => "BodyText",
            ParagraphStyle::Bullet => "ListBullet",
            ParagraphStyle::Number => "ListNumber",
            ParagraphStyle::Details => "Details",
            ParagraphStyle::Metrics => "Metrics",
            ParagraphStyle::Tags => "Tags",
            ParagraphStyle::Skills => "Skills",
            ParagraphStyle::Footer => "Footer",
            ParagraphStyle::Letter(LetterPart::Date) => "Date",
            ParagraphStyle::Letter(LetterPart::Recipient) => "InsideAddress",
            ParagraphStyle::Letter(LetterPart::Subject) => "SubjectLine",
            ParagraphStyle::Letter(LetterPart::Salutation) => "Salutation",
            ParagraphStyle::Letter(LetterPart::Closing) => "Closing",
            ParagraphStyle::Letter(LetterPart::Signature) => "Signature",
            ParagraphStyle::Letter(LetterPart::Enclosures) => "Enclosures",
        }
    }

    /// The name that Word shows; it knows its own styles by it.
    fn name(self) -> &'static str {
        match self {
            ParagraphStyle::Name => "Title",
            ParagraphStyle::Headline => "Headline",
            ParagraphStyle::Contact => "Contact",
            ParagraphStyle::Heading => "heading 1",
            ParagraphStyle::Entry => "heading 2",
            ParagraphStyle::SmallEntry => "Small Title",
            ParagraphStyle::Part => "heading 3",
            ParagraphStyle::Organization => "Organization",
            ParagraphStyle::Body => "Body Text",
            ParagraphStyle::Bullet => "List Bullet",
            ParagraphStyle::Number => "List Number",
            ParagraphStyle::Details => "Details",
            ParagraphStyle::Metrics => "Metrics",
            ParagraphStyle::Tags => "Tags",
            ParagraphStyle::Skills => "Skills",
            ParagraphStyle::Footer => "footer",
            ParagraphStyle::Letter(LetterPart::Date) => "Date",
            ParagraphStyle::Letter(LetterPart::Recipient) => "Inside Address",
            ParagraphStyle::Letter(LetterPart::Subject) => "Subject Line",
            ParagraphStyle::Letter(LetterPart::Salutation) => "Salutation",
            ParagraphStyle::Letter(LetterPart::Closing) => "Closing",
            ParagraphStyle::Letter(LetterPart::Signature) => "Signature",
            ParagraphStyle::Letter(LetterPart::Enclosures) => "Enclosures",
        }
    }

    /// True for styles that are no part of Word.
    pub(super) fn is_own(self) -> bool {
        match self {
            ParagraphStyle::Headline
            | ParagraphStyle::Contact
            | ParagraphStyle::SmallEntry
            | ParagraphStyle::Organization
            | ParagraphStyle::Details
            | ParagraphStyle::Metrics
            | ParagraphStyle::Tags
            | ParagraphStyle::Skills
            | ParagraphStyle::Letter(
                LetterPart::Recipient | LetterPart::Subject | LetterPart::Enclosures,
            ) => true,
            ParagraphStyle::Name
            | ParagraphStyle::Heading
            | ParagraphStyle::Entry
            | ParagraphStyle::Part
            | ParagraphStyle::Body
            | ParagraphStyle::Bullet
            | ParagraphStyle::Number
            | ParagraphStyle::Footer
            | ParagraphStyle::Letter(
                LetterPart::Date
                | LetterPart::Salutation
                | LetterPart::Closing
                | LetterPart::Signature,
            ) => false,
        }
    }

    /// The text role whose style it shows.
    pub(super) fn role(self) -> TextRole {
        match self {
            ParagraphStyle::Name => TextRole::Name,
            ParagraphStyle::Headline => TextRole::Headline,
            ParagraphStyle::Contact => TextRole::Contact,
            ParagraphStyle::Heading => TextRole::Heading,
            ParagraphStyle::Entry => TextRole::Title,
            ParagraphStyle::SmallEntry | ParagraphStyle::Part => TextRole::SmallTitle,
            ParagraphStyle::Organization => TextRole::Organization,
            ParagraphStyle::Body => TextRole::Body,
            ParagraphStyle::Bullet | ParagraphStyle::Number => TextRole::Bullet,
            ParagraphStyle::Details => TextRole::Details,
            ParagraphStyle::Metrics => TextRole::MetricLabel,
            ParagraphStyle::Tags => TextRole::Tags,
            ParagraphStyle::Skills => TextRole::Skills,
            ParagraphStyle::Footer => TextRole::Foot,
            ParagraphStyle::Letter(LetterPart::Subject) => TextRole::Title,
            ParagraphStyle::Letter(LetterPart::Enclosures) => TextRole::Details,
            ParagraphStyle::Letter(
                LetterPart::Date
                | LetterPart::Recipient
                | LetterPart::Salutation
                | LetterPart::Closing
                | LetterPart::Signature,
            ) => TextRole::Body,
        }
    }

    fn based_on(self) -> Option<ParagraphStyle> {
        match self {
            ParagraphStyle::SmallEntry | ParagraphStyle::Part => Some(ParagraphStyle::Entry),
            ParagraphStyle::Name
            | ParagraphStyle::Headline
            | ParagraphStyle::Contact
            | ParagraphStyle::Heading
            | ParagraphStyle::Entry
            | ParagraphStyle::Organization
            | ParagraphStyle::Body
            | ParagraphStyle::Bullet
            | ParagraphStyle::Number
            | ParagraphStyle::Details
            | ParagraphStyle::Metrics
            | ParagraphStyle::Tags
            | ParagraphStyle::Skills
            | ParagraphStyle::Footer
            | ParagraphStyle::Letter(_) => None,
        }
    }

    fn next(self) -> ParagraphStyle {
        match self {
            ParagraphStyle::Name => ParagraphStyle::Headline,
            ParagraphStyle::Headline => ParagraphStyle::Contact,
            ParagraphStyle::Heading => ParagraphStyle::Entry,
            ParagraphStyle::Entry
            | ParagraphStyle::SmallEntry
            | ParagraphStyle::Part
            | ParagraphStyle::Organization
            | ParagraphStyle::Letter(LetterPart::Subject | LetterPart::Salutation) => {
                ParagraphStyle::Body
            }
            ParagraphStyle::Contact
            | ParagraphStyle::Body
            | ParagraphStyle::Bullet
            | ParagraphStyle::Number
            | ParagraphStyle::Details
            | ParagraphStyle::Metrics
            | ParagraphStyle::Tags
            | ParagraphStyle::Skills
            | ParagraphStyle::Footer
            | ParagraphStyle::Letter(
                LetterPart::Date
                | LetterPart::Recipient
                | LetterPart::Closing
                | LetterPart::Signature
                | LetterPart::Enclosures,
            ) => self,
        }
    }

    fn outline(self) -> Option<usize> {
        match self {
            ParagraphStyle::Heading | ParagraphStyle::Letter(LetterPart::Subject) => Some(0),
            ParagraphStyle::Entry | ParagraphStyle::SmallEntry => Some(1),
            ParagraphStyle::Part => Some(2),
            ParagraphStyle::Name
            | ParagraphStyle::Headline
            | ParagraphStyle::Contact
            | ParagraphStyle::Organization
            | ParagraphStyle::Body
            | ParagraphStyle::Bullet
            | ParagraphStyle::Number
            | ParagraphStyle::Details
            | ParagraphStyle::Metrics
            | ParagraphStyle::Tags
            | ParagraphStyle::Skills
            | ParagraphStyle::Footer
            | ParagraphStyle::Letter(
                LetterPart::Date
                | LetterPart::Recipient
                | LetterPart::Salutation
                | LetterPart::Closing
                | LetterPart::Signature
                | LetterPart::Enclosures,
            ) => None,
        }
    }

    /// True for styles in the face that Word's "Fonts" menu gives headings.
    fn is_of_headings(self) -> bool {
        self == ParagraphStyle::Name || self.outline().is_some()
    }

    /// True for headings and titles: the gap above them is theirs.
    pub(super) fn carries_space(self) -> bool {
        self.outline().is_some()
    }

    /// True where the style itself keeps a paragraph with the next one.
    pub(super) fn keeps_with_next(self) -> bool {
        self.outline().is_some()
    }

    fn in_head(self) -> bool {
        matches!(
            self,
            ParagraphStyle::Name | ParagraphStyle::Headline | ParagraphStyle::Contact
        )
    }

    /// What is written in the style beside its text.
    fn priority(self) -> usize {
        match self {
            ParagraphStyle::Heading | ParagraphStyle::Entry | ParagraphStyle::Part => 9,
            ParagraphStyle::Name => 10,
            ParagraphStyle::Headline => 11,
            ParagraphStyle::Contact
            | ParagraphStyle::SmallEntry
            | ParagraphStyle::Organization
            | ParagraphStyle::Details
            | ParagraphStyle::Metrics
            | ParagraphStyle::Tags
            | ParagraphStyle::Skills => 12,
            ParagraphStyle::Body | ParagraphStyle::Bullet | ParagraphStyle::Number => 1,
            ParagraphStyle::Letter(_) => 12,
            ParagraphStyle::Footer => 99,
        }
    }

    /// True where the style's first line starts in the column of dates, if there is one.
    pub(super) fn hangs(self) -> bool {
        matches!(self, ParagraphStyle::Entry | ParagraphStyle::Part)
    }

    /// The indent of a paragraph at a place; `None` for none.
    pub(super) fn indent(
        self,
        place: Place,
        hangs: bool,
        theme: &Theme,
        sheet: &Sheet,
    ) -> Option<Indent> {
        let bullet = &theme.arrangement.bullet;
        let indent = |left: Pt, hanging: Pt| {
            // A style takes from its base what it does not say, hanging lines too.
            let first = match hanging > Pt::ZERO {
                true => SpecialIndentType::Hanging(hanging.twips()),
                false => SpecialIndentType::FirstLine(0),
            };
            Some(Indent::new(Some(left.twips()), Some(first), None, None))
        };
        match (self, place, sheet.dates) {
            (ParagraphStyle::Footer, _, _) | (_, Place::Label { .. }, _) => None,
            (ParagraphStyle::Bullet | ParagraphStyle::Number, _, _) => {
                indent(sheet.indent + bullet.text, bullet.text - bullet.indent)
            }
            (_, Place::Body, Some(dates)) if hangs => {
                indent(sheet.indent, sheet.indent - dates.start)
            }
            // A heading that is too long for its column.
            (ParagraphStyle::Heading, Place::Margin, _) if sheet.label > Pt::ZERO => {
                indent(-sheet.label, Pt::ZERO)
            }
            (_, Place::Margin, _) => {
                let head = sheet.head(theme);
                indent(head, Pt::ZERO).filter(|_| head != Pt::ZERO)
            }
            (_, Place::Body, _) => {
                indent(sheet.indent, Pt::ZERO).filter(|_| sheet.indent > Pt::ZERO)
            }
        }
    }

    /// The place that the style itself sets.
    pub(super) fn own_place(self) -> Place {
        if self.in_head() {
            Place::Margin
        } else {
            Place::Body
        }
    }

    /// Paragraph properties of the style.
    pub(super) fn property(
        self,
        spaces: &Spaces,
        theme: &Theme,
        sheet: &Sheet,
    ) -> ParagraphProperty {
        let mut property = ParagraphProperty::new().line_spacing(spacing(spaces));
        property.indent = self.indent(self.own_place(), self.hangs(), theme, sheet);
        if self.keeps_with_next() {
            property = property.keep_next(true).keep_lines(true);
        }
        if let Some(level) = self.outline() {
            property = property.outline_lvl(level);
            if level > 0 {
                for stop in title_stops(sheet) {
                    property = property.add_tab(stop);
                }
            }
        }
        if self == ParagraphStyle::Bullet {
            property = property.numbering(NumberingId::new(BULLETS), IndentLevel::new(0));
        }
        let head = matches!(
            self,
            ParagraphStyle::Name | ParagraphStyle::Headline | ParagraphStyle::Contact
        );
        if head && theme.arrangement.head == HeadAlign::Center {
            property = property.align(docx_rs::AlignmentType::Center);
        }
        if self == ParagraphStyle::Footer {
            property = property.align(docx_rs::AlignmentType::Right);
        }
        property
    }

    /// What most paragraphs of the style have, so that few need to say it themselves.
    pub(super) fn usual(self, blocks: &[Block], theme: &Theme) -> Spaces {
        let mut seen: Vec<((i32, i32, i32), Spaces, usize)> = Vec::new();
        for block in blocks.iter().filter(|block| block.style == self) {
            let key = twips(&block.spaces);
            match seen.iter_mut().find(|(known, _, _)| *known == key) {
                Some((_, _, count)) => *count += 1,
                None => seen.push((key, block.spaces, 1)),
            }
        }
        // The first of equals: the order of the document, never that of a hash.
        let mut usual: Option<(Spaces, usize)> = None;
        for (_, spaces, count) in seen {
            if usual.is_none_or(|(_, most)| count > most) {
                usual = Some((spaces, count));
            }
        }
        usual.map_or_else(
            || Spaces {
                line: line_height(self.role(), theme),
                ..Spaces::default()
            },
            |(spaces, _)| Spaces {
                border: None,
                rule: None,
                bar: None,
                ..spaces
            },
        )
    }

    fn build(self, blocks: &[Block], theme: &Theme, sheet: &Sheet, faces: Faces) -> Style {
        let look = Look::of(theme.style(self.role()), Emphasis::NONE, faces);
        let base = self.based_on().map_or(TextRole::Body, ParagraphStyle::role);
        let base = Look::of(theme.style(base), Emphasis::NONE, faces);
        let parent = self.based_on().map_or("Normal", ParagraphStyle::id);
        let mut style = Style::new(self.id(), StyleType::Paragraph)
            .name(self.name())
            .based_on(parent)
            .next(self.next().id())
            .ui_priority(self.priority());
        style.q_format = self != ParagraphStyle::Footer;
        style.run_property = look.beyond(&base);
        let major = faces.name(faces::MAJOR, theme);
        if self.is_of_headings() && look.face_name().is_none_or(|name| name == major) {
            style.run_property.fonts = Some(faces::major(theme, faces));
        }
        style.paragraph_property = self.property(&self.usual(blocks, theme), theme, sheet);
        style
    }
}

/// What two paragraphs of a style may differ in, in Word's units.
pub(super) fn twips(spaces: &Spaces) -> (i32, i32, i32) {
    (
        spaces.line.twips(),
        spaces.before.twips(),
        spaces.after.twips(),
    )
}

pub(super) fn spacing(spaces: &Spaces) -> LineSpacing {
    let (line, before, after) = twips(spaces);
    LineSpacing::new()
        .line(line)
        .line_rule(LineSpacingType::Exact)
        .before(before.unsigned_abs())
        .after(after.unsigned_abs())
}

/// Where the date of a title ends: at the right, or in the column of dates, with the title
/// behind it.
fn title_stops(sheet: &Sheet) -> Vec<Tab> {
    let stop = |kind: TabValueType, at: Pt| {
        let at = at.twips().max(0).unsigned_abs() as usize;
        Tab::new().val(kind).pos(at)
    };
    match sheet.dates {
        Some(dates) => vec![
            stop(TabValueType::Right, dates.end),
            stop(TabValueType::Left, sheet.indent),
        ],
        None => vec![stop(TabValueType::Right, sheet.indent + sheet.text_width())],
    }
}

/// A character style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum CharacterStyle {
    Strong,
    Emphasis,
    Hyperlink,
    Organization,
    Date,
    MetricValue,
    Chip,
}

impl CharacterStyle {
    pub(super) const ALL: [CharacterStyle; 7] = [
        CharacterStyle::Strong,
        CharacterStyle::Emphasis,
        CharacterStyle::Hyperlink,
        CharacterStyle::Organization,
        CharacterStyle::Date,
        CharacterStyle::MetricValue,
        CharacterStyle::Chip,
    ];

    pub(super) fn id(self) -> &'static str {
        match self {
            CharacterStyle::Strong => "Strong",
            CharacterStyle::Emphasis => "Emphasis",
            CharacterStyle::Hyperlink => "Hyperlink",
            CharacterStyle::Organization => "EntryOrganization",
            CharacterStyle::Date => "EntryDate",
            CharacterStyle::MetricValue => "MetricValue",
            CharacterStyle::Chip => "Tag",
        }
    }

    fn name(self) -> &'static str {
        match self {
            CharacterStyle::Strong => "Strong",
            CharacterStyle::Emphasis => "Emphasis",
            CharacterStyle::Hyperlink => "Hyperlink",
            CharacterStyle::Organization => "Entry Organization",
            CharacterStyle::Date => "Entry Date",
            CharacterStyle::MetricValue => "Metric Value",
            CharacterStyle::Chip => "Tag",
        }
    }

    /// True for styles that are no part of Word.
    pub(super) fn is_own(self) -> bool {
        match self {
            CharacterStyle::Strong | CharacterStyle::Emphasis | CharacterStyle::Hyperlink => false,
            CharacterStyle::Organization
            | CharacterStyle::Date
            | CharacterStyle::MetricValue
            | CharacterStyle::Chip => true,
        }
    }

    /// The look of text in this style inside a paragraph of a look.
    ///
    /// Bold and italic of a character style *switch* what the paragraph's style says.
    pub(super) fn on(self, paragraph: Look, theme: &Theme, faces: Faces) -> Look {
        let of = |role| Look::of(theme.style(role), Emphasis::NONE, faces);
        let face = match self.own_face(theme, faces) {
            Some(face) => Some(face),
            None => paragraph.face,
        };
        let paragraph = Look { face, ..paragraph };
        match self {
            CharacterStyle::Strong => Look {
                bold: !paragraph.bold,
                ..paragraph
            },
            CharacterStyle::Emphasis => Look {
                italic: !paragraph.italic,
                ..paragraph
            },
            CharacterStyle::Hyperlink => paragraph,
            CharacterStyle::Organization => Look {
                size: of(TextRole::Organization).size,
                color: of(TextRole::Organization).color,
                ..paragraph
            },
            CharacterStyle::Date => Look {
                size: of(TextRole::Date).size,
                color: of(TextRole::Date).color,
                ..paragraph
            },
            CharacterStyle::MetricValue => Look {
                bold: paragraph.bold != of(TextRole::MetricValue).bold,
                color: of(TextRole::MetricValue).color,
                ..paragraph
            },
            CharacterStyle::Chip => Look {
                size: of(TextRole::Tags).size,
                color: of(TextRole::Tags).color,
                ..paragraph
            },
        }
    }

    /// What text the style is for.
    fn role(self) -> Option<TextRole> {
        match self {
            CharacterStyle::Strong | CharacterStyle::Emphasis | CharacterStyle::Hyperlink => None,
            CharacterStyle::Organization => Some(TextRole::Organization),
            CharacterStyle::Date => Some(TextRole::Date),
            CharacterStyle::MetricValue => Some(TextRole::MetricValue),
            CharacterStyle::Chip => Some(TextRole::Tags),
        }
    }

    /// The face that the style says, where it is not that of body text.
    fn own_face(self, theme: &Theme, faces: Faces) -> Option<&'static Face> {
        let of = |role| Look::of(theme.style(role), Emphasis::NONE, faces);
        let look = of(self.role()?);
        look.face
            .filter(|_| look.face_name() != of(TextRole::Body).face_name())
    }

    fn build(self, theme: &Theme, faces: Faces) -> Style {
        let of = |role| Look::of(theme.style(role), Emphasis::NONE, faces);
        let mut style = Style::new(self.id(), StyleType::Character)
            .name(self.name())
            .based_on("DefaultParagraphFont");
        style.q_format = self != CharacterStyle::Hyperlink;
        style = match self {
            CharacterStyle::Strong => style.bold().ui_priority(22),
            CharacterStyle::Emphasis => style.italic().ui_priority(20),
            CharacterStyle::Hyperlink => style.ui_priority(99).unhide_when_used(),
            CharacterStyle::Organization => {
                let look = of(TextRole::Organization);
                style.size(look.size).color(hex(look.color)).ui_priority(13)
            }
            CharacterStyle::Date => {
                let look = of(TextRole::Date);
                style.size(look.size).color(hex(look.color)).ui_priority(13)
            }
            CharacterStyle::MetricValue => {
                let look = of(TextRole::MetricValue);
                let style = style.color(hex(look.color)).ui_priority(13);
                if look.bold { style.bold() } else { style }
            }
            CharacterStyle::Chip => {
                let look = of(TextRole::Tags);
                let fill = hex(theme.arrangement.tags.chip.fill);
                let mut style = style.size(look.size).color(hex(look.color)).ui_priority(13);
                let ground = Shading::new().shd_type(ShdType::Clear).fill(fill.as_str());
                style.run_property.shading = Some(ground);
                let chip = &theme.arrangement.tags.chip;
                style.text_border(if chip.line > Pt::ZERO {
                    TextBorder::new()
                        .size(eighths(chip.line))
                        .space(CHIP_BORDER.0 as usize)
                        .color(hex(chip.line_color))
                } else {
                    TextBorder::new()
                        .size(CHIP_BORDER_EIGHTHS)
                        .color(fill.as_str())
                })
            }
        };
        if let Some(face) = self.own_face(theme, faces) {
            style.run_property.fonts = Some(named(&face.linked().family));
        }
        style
    }
}

/// A border of the ground's own colour is a chip's padding. More than this, in eighths of
/// a point, and the grounds of two lines meet.
const CHIP_BORDER_EIGHTHS: usize = 18;

/// A line's thickness as borders are measured: eighths of a point, a quarter point at least.
pub(super) fn eighths(thickness: Pt) -> usize {
    finite(thickness.0 * 8.0).round().max(2.0) as usize
}

/// The padding that the border makes on each side.
pub(super) const CHIP_BORDER: Pt = Pt(CHIP_BORDER_EIGHTHS as f32 / 8.0);

/// All styles of a document.
pub(super) fn styles(blocks: &[Block], theme: &Theme, sheet: &Sheet, faces: Faces) -> Vec<Style> {
    // The styles of letters are part of letters alone.
    let is_used = |style: &ParagraphStyle| {
        !matches!(style, ParagraphStyle::Letter(_))
            || blocks.iter().any(|block| block.style == *style)
    };
    let paragraphs = ParagraphStyle::ALL
        .into_iter()
        .filter(is_used)
        .map(|style| style.build(blocks, theme, sheet, faces));
    let characters = CharacterStyle::ALL
        .into_iter()
        .map(|style| style.build(theme, faces));
    paragraphs.chain(characters).collect()
}
