//! The account: every byte of visible text has one owner, a claim or a reason.

use std::ops::Range;
use std::rc::Rc;

use super::super::{Line, Slice};

/// Which value a claim is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    /// The person's name.
    Name,
    /// What the person does.
    Headline,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Where the person is.
    Location,
    /// A page or profile.
    Link,
    /// The opening paragraph.
    Summary,
    /// A section's title.
    SectionTitle,
    /// A section's own text.
    SectionText,
    /// A group of skills.
    SkillGroup,
    /// A skill.
    Skill,
    /// A figure of the page.
    Figure,
    /// An entry's role, degree or name.
    Title,
    /// An entry's employer, client or school.
    Organization,
    /// An entry's place.
    Place,
    /// An entry's dates.
    Period,
    /// An entry's text.
    Description,
    /// A bullet.
    Highlight,
    /// A tag.
    Tag,
    /// A figure with its label.
    Metric,
    /// A labelled paragraph, a grade, a kind of employment.
    Detail,
}

impl Target {
    /// The name that the explanation prints.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Target::Name => "name",
            Target::Headline => "headline",
            Target::Email => "e-mail",
            Target::Phone => "phone",
            Target::Location => "location",
            Target::Link => "link",
            Target::Summary => "summary",
            Target::SectionTitle => "section",
            Target::SectionText => "text",
            Target::SkillGroup => "skill group",
            Target::Skill => "skill",
            Target::Figure => "figure",
            Target::Title => "title",
            Target::Organization => "organization",
            Target::Place => "place",
            Target::Period => "period",
            Target::Description => "description",
            Target::Highlight => "bullet",
            Target::Tag => "tag",
            Target::Metric => "metric",
            Target::Detail => "detail",
        }
    }
}

/// Why bytes inside a line make no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reason {
    /// Words that only join others: "at", "from", "and".
    Joint,
    /// A label whose value is kept in its field: "Employer:".
    Label,
    /// A call to action or the words of a link that is kept: "Show credential".
    Call,
    /// Letters of degrees behind the name.
    Letters,
    /// A heading's second title.
    Subtitle,
    /// A stretch of time that the dates say already: "3 yrs 2 mos".
    Duration,
    /// Said elsewhere in the résumé.
    Repeated,
    /// No field takes it, and it is not to be printed.
    Unplaced,
    /// Outside any section.
    Outside,
    /// At the page's foot.
    Foot,
    /// A section that no résumé holds.
    Elsewhere,
    /// An article whose link leads nowhere.
    Dead,
    /// A title of nothing that is kept.
    Bare,
    /// A date that cannot be.
    Impossible,
    /// Place, day and name by which the page is signed.
    Signature,
}

impl Reason {
    /// What the explanation says.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Reason::Joint => "joins its neighbours",
            Reason::Label => "labels what is kept",
            Reason::Call => "words of a link or a call to action",
            Reason::Letters => "letters of degrees behind the name",
            Reason::Subtitle => "a second title of its section",
            Reason::Duration => "a length of time that the dates tell",
            Reason::Repeated => "said before",
            Reason::Unplaced => "no field takes it",
            Reason::Outside => "outside any section",
            Reason::Foot => "the page's footer",
            Reason::Impossible => "a date that cannot be",
            Reason::Signature => "signs the page",
            Reason::Elsewhere => "a part that no résumé holds",
            Reason::Dead => "an article without an address",
            Reason::Bare => "titles nothing that is kept",
        }
    }
}

/// A value and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// Which value.
    pub(crate) target: Target,
    /// The value as it was made.
    pub(crate) value: String,
    /// The words that it was made of; known when the page is explained.
    pub(crate) text: String,
    /// The line of the source, from 1; likewise.
    pub(crate) source: usize,
    pub(crate) at: Slice,
}

impl Claim {
    /// With the words and the source of the page's line.
    pub(crate) fn told(mut self, lines: &[&Rc<Line>]) -> Claim {
        if let Some(line) = lines.get(self.at.index) {
            self.text = line.text.get(self.at.at.clone()).unwrap_or("").to_owned();
            self.source = line.source;
        }
        self
    }
}

/// Who owns which bytes of the page's lines.
#[derive(Debug, Default)]
pub(crate) struct Account {
    owned: Vec<Vec<Range<usize>>>,
    /// All claims in the order in which they were made.
    pub(crate) claims: Vec<Claim>,
    /// What was set aside, with the reason.
    pub(crate) aside: Vec<(Slice, Reason)>,
    /// Text that no field took and that was printed with its entry or section.
    pub(crate) unplaced: Vec<Slice>,
    /// What was decided, with what came next, for the explanation.
    pub(crate) decisions: Vec<String>,
}

impl Account {
    /// An empty account of a page with so many lines.
    pub(crate) fn new(lines: usize) -> Self {
        Account {
            owned: vec![Vec::new(); lines],
            ..Account::default()
        }
    }

    /// Notes a value.
    pub(crate) fn claim(&mut self, target: Target, value: impl Into<String>, at: Slice) {
        self.own(&at);
        let value = value.into();
        self.claims.push(Claim {
            target,
            value,
            text: String::new(),
            source: 0,
            at,
        });
    }

    /// Notes why bytes make no value.
    pub(crate) fn set_aside(&mut self, at: Slice, reason: Reason) {
        self.own(&at);
        self.aside.push((at, reason));
    }

    fn own(&mut self, at: &Slice) {
        if let Some(owned) = self.owned.get_mut(at.index) {
            owned.push(at.at.clone());
        }
    }

    /// The parts of a line that have no owner and hold a letter or digit, trimmed, in order.
    pub(crate) fn free(&self, line: &Line) -> Vec<Range<usize>> {
        let mut owned = self.owned.get(line.index).cloned().unwrap_or_default();
        owned.sort_by_key(|at| (at.start, at.end));
        let end = line.offset + line.text.len();
        let mut out = Vec::new();
        let mut from = line.offset;
        for at in owned {
            if at.start > from && from < end {
                push(line, from..at.start.min(end), &mut out);
            }
            from = from.max(at.end);
        }
        if from < end {
            push(line, from..end, &mut out);
        }
        out
    }
}

/// Adds a free range of the page's line as a range of this line, if it says something.
fn push(line: &Line, free: Range<usize>, out: &mut Vec<Range<usize>>) {
    let at = free.start - line.offset..free.end - line.offset;
    let Some(text) = line.text.get(at.clone()) else {
        return;
    };
    if !text.contains(char::is_alphanumeric) {
        return;
    }
    let start = at.start + (text.len() - text.trim_start().len());
    let end = at.start + text.trim_end().len();
    out.push(start..end);
}
