//! The gaps of a theme: space on top of the pitch.

use crate::units::Pt;

/// Declares the gaps with their names in theme files.
macro_rules! gaps {
    ($( $(#[doc = $doc:literal])* $variant:ident = $name:literal ),* $(,)?) => {
        /// A gap between two things; all but the fixed ones give way when a document is fitted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Gap { $( $(#[doc = $doc])* $variant, )* }

        impl Gap {
            /// Every gap.
            pub const ALL: [Gap; [$( Gap::$variant ),*].len()] = [$( Gap::$variant ),*];

            /// The name in theme files.
            pub fn name(self) -> &'static str {
                match self { $( Gap::$variant => $name, )* }
            }

            /// What it is between, for people who write theme files.
            pub(super) fn description(self) -> &'static str {
                match self { $( Gap::$variant => concat!($( $doc ),*), )* }
            }
        }
    };
}

gaps! {
    /// No gap at all.
    None = "none",
    /// Before the contacts.
    Contacts = "contacts",
    /// Between two rows of contacts.
    ContactRows = "contact_rows",
    /// Between the head and the rule over the first section.
    AfterHead = "after_head",
    /// Before a heading.
    BeforeHeading = "before_heading",
    /// Between a heading, or its rule, and the section's first line.
    AfterHeading = "after_heading",
    /// Before the rule over a section.
    BeforeRule = "before_rule",
    /// After the rule over a section.
    AfterRule = "after_rule",
    /// Before every entry but a section's first.
    Entry = "entry",
    /// Before every small project but a section's first.
    SmallEntry = "small_entry",
    /// Before an entry of a title and metrics alone, but a section's first.
    BriefEntry = "brief_entry",
    /// Between an entry's title and what follows.
    AfterTitle = "after_title",
    /// Between a small project's title and what follows.
    AfterSmallTitle = "after_small_title",
    /// Between an organisation's own line and what follows.
    AfterOrganization = "after_organization",
    /// Before the first bullet.
    List = "list",
    /// Between two bullets.
    Bullet = "bullet",
    /// Before details.
    Details = "details",
    /// Before metrics.
    Metrics = "metrics",
    /// Before tags.
    Tags = "tags",
    /// Between two rows of chips.
    TagRows = "tag_rows",
    /// Between two groups of skills.
    SkillGroups = "skill_groups",
    /// Between a group's name and its skills below; may be negative.
    SkillItems = "skill_items",
    /// Between two paragraphs.
    Paragraph = "paragraph",
    /// Between the head of a letter, or the rule under it, and its first line.
    LetterHead = "letter_head",
    /// Before a letter's recipient.
    LetterRecipient = "letter_recipient",
    /// Before a letter's subject.
    LetterSubject = "letter_subject",
    /// Before a letter's salutation.
    LetterSalutation = "letter_salutation",
    /// Before every paragraph and list of a letter's text.
    LetterParagraph = "letter_paragraph",
    /// Between two items of a list in a letter.
    LetterItem = "letter_item",
    /// Before a letter's closing words.
    LetterClosing = "letter_closing",
    /// Between the closing words and the name: room for a signature.
    LetterSignature = "letter_signature",
    /// Before the list of enclosures.
    LetterEnclosures = "letter_enclosures",
}

impl Gap {
    /// True for gaps that belong to the head or to a mark, and keep their length when a
    /// document is fitted.
    pub fn is_fixed(self) -> bool {
        matches!(
            self,
            Gap::None
                | Gap::Contacts
                | Gap::ContactRows
                | Gap::AfterHead
                | Gap::AfterHeading
                | Gap::TagRows
        )
    }
}

/// The length of every gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Spacing([Pt; Gap::ALL.len()]);

impl Spacing {
    /// Collects lengths; gaps not named are zero.
    pub(crate) fn new(lengths: impl IntoIterator<Item = (Gap, Pt)>) -> Self {
        let mut all = [Pt::ZERO; Gap::ALL.len()];
        for (gap, length) in lengths {
            all[gap as usize] = length;
        }
        Spacing(all)
    }

    /// The length of a gap.
    pub fn of(&self, gap: Gap) -> Pt {
        self.0[gap as usize]
    }
}
