//! A cover letter: the head of the résumé, and below it the letter in one column.
//!
//! Everything stands at the left edge of the text ("full block"): date, recipient, subject,
//! salutation, text, closing, name. The subject is the letter's own heading; what the theme
//! has around sections (a rule under the head, a column for labels or contacts) stays, so that
//! letter and résumé are one set.

use super::breaks::PageBreaks;
use super::{Composer, Joints};
use crate::extract::Words;
use crate::layout::flow::{
    Blank, Content, Flow, Info, LetterPart, Marks, Node, Role, RuleKind, Run,
};
use crate::letter::{self, Block, Letter, LetterDate, LetterWords};
use crate::resume::{Person, RichText, Text};
use crate::theme::{Gap, RuleSide, TextRole, Theme};
use crate::units::Pt;

/// Composes a letter of a person.
///
/// `language` is the letter's own, `words` those of that language.
pub fn compose_letter(
    letter: &Letter,
    person: &Person,
    theme: &Theme,
    words: &Words,
    language: &str,
) -> Flow {
    let mut composer = Composer {
        theme,
        words,
        joints: Joints::of(language),
        next: 0,
        breaks: PageBreaks::default(),
    };
    let own = letter::words(language);
    let mut nodes = vec![composer.head(person)];
    nodes.extend(composer.letter_rule());
    nodes.extend(composer.letter(letter, person, own));
    Flow {
        nodes,
        info: info(letter, person, own, language),
    }
}

fn info(letter: &Letter, person: &Person, own: &LetterWords, language: &str) -> Info {
    let name = person.name.as_ref().map(|name| name.value.clone());
    let about = letter.subject.as_ref().map(|subject| subject.value.clone());
    let first = about.clone().unwrap_or_else(|| own.file().to_owned());
    let title = match &name {
        Some(name) => format!("{first} – {name}"),
        None => first,
    };
    Info {
        title,
        running: name.clone().or_else(|| {
            person
                .headline
                .as_ref()
                .map(|headline| headline.value.clone())
        }),
        author: name,
        subject: about,
        keywords: Vec::new(),
        language: language.to_owned(),
    }
}

impl Composer<'_> {
    /// What parts the head from the letter, as it parts it from the sections of a résumé.
    fn letter_rule(&mut self) -> Option<Node> {
        let arrangement = &self.theme.arrangement;
        let kind = if arrangement.head_rule > Pt::ZERO {
            RuleKind::Head
        } else if arrangement.rule.side == RuleSide::Above {
            RuleKind::Section
        } else {
            return None;
        };
        let mut rule = self.node(Role::Rule, Gap::AfterHead, Content::Rule(kind));
        rule.keep.with_next = true;
        Some(rule)
    }

    fn letter(&mut self, letter: &Letter, person: &Person, own: &LetterWords) -> Vec<Node> {
        let mut nodes = Vec::new();
        if let Some(date) = dated(letter, own) {
            nodes.push(self.letter_line(LetterPart::Date, Gap::LetterHead, &date));
        }
        if !letter.recipient.is_empty() {
            let lines: Vec<Node> = letter
                .recipient
                .iter()
                .map(|line| self.letter_line(LetterPart::Recipient, Gap::None, line))
                .collect();
            let role = Role::Letter(LetterPart::Recipient);
            let mut address = self.node(role, Gap::LetterRecipient, Content::Group(lines));
            address.keep.together = true;
            nodes.push(address);
        }
        if let Some(subject) = &letter.subject {
            let runs = vec![Run::plain(subject.value.as_str(), TextRole::Title)];
            let role = Role::Letter(LetterPart::Subject);
            let mut node = self.paragraph(role, Gap::LetterSubject, TextRole::Title, runs);
            node.span = Some(subject.span.clone());
            nodes.push(node);
        }
        if let Some(salutation) = &letter.salutation {
            let gap = match letter.subject {
                Some(_) => Gap::LetterSalutation,
                None => Gap::LetterSubject,
            };
            nodes.push(self.letter_line(LetterPart::Salutation, gap, salutation));
        }
        // What stands above the text never stands alone at the foot of a page.
        for node in &mut nodes {
            node.keep.with_next = true;
        }
        for block in &letter.body {
            let blocks = self.letter_block(block);
            nodes.extend(blocks);
        }
        if let Some(last) = nodes.last_mut() {
            last.keep.with_next = true;
        }
        nodes.extend(self.signed(letter, person));
        if let Some(enclosures) = self.enclosures(&letter.enclosures, own) {
            nodes.push(enclosures);
        }
        if let Some(first) = nodes.first_mut() {
            first.before = Gap::LetterHead;
        }
        nodes
    }

    fn letter_line(&mut self, part: LetterPart, before: Gap, text: &Text) -> Node {
        let runs = vec![Run::plain(text.value.as_str(), TextRole::Body)];
        let mut node = self.paragraph(Role::Letter(part), before, TextRole::Body, runs);
        node.span = Some(text.span.clone());
        node.keep.together = true;
        node
    }

    fn letter_block(&mut self, block: &Block) -> Vec<Node> {
        match block {
            Block::Paragraph(text) => self.letter_text(text, Gap::LetterParagraph),
            Block::Bullets(items) => vec![self.letter_list(Marks::Bullets, items)],
            Block::Numbered(first, items) => vec![self.letter_list(Marks::Numbers(*first), items)],
        }
    }

    fn letter_list(&mut self, marks: Marks, items: &[RichText]) -> Node {
        let mut nodes = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let gap = if index == 0 {
                Gap::None
            } else {
                Gap::LetterItem
            };
            let runs = self.rich(&one_line(item), TextRole::Bullet);
            let mut node = self.paragraph(Role::Item, gap, TextRole::Bullet, runs);
            node.span = Some(item.span.clone());
            node.keep.together = true;
            nodes.push(node);
        }
        let items = Content::Items {
            marks,
            items: nodes,
        };
        self.node(Role::List, Gap::LetterParagraph, items)
    }

    /// The lines of a text that their author broke, each a paragraph without a gap.
    fn letter_text(&mut self, text: &RichText, before: Gap) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (index, line) in text.paragraphs().iter().enumerate() {
            let gap = if index == 0 { before } else { Gap::None };
            let runs = self.rich(line, TextRole::Body);
            let mut node = self.paragraph(Role::Paragraph, gap, TextRole::Body, runs);
            node.span = Some(text.span.clone());
            nodes.push(node);
        }
        nodes
    }

    /// Closing words, room for a signature, and the name.
    fn signed(&mut self, letter: &Letter, person: &Person) -> Vec<Node> {
        let mut nodes = Vec::new();
        if let Some(closing) = &letter.closing {
            nodes.push(self.letter_line(LetterPart::Closing, Gap::LetterClosing, closing));
        }
        if let Some(name) = letter.signature.as_ref().or(person.name.as_ref()) {
            let name = self.letter_line(LetterPart::Signature, Gap::LetterSignature, name);
            nodes.push(name);
        }
        if let Some((_, before)) = nodes.split_last_mut() {
            for node in before {
                node.keep.with_next = true;
            }
        }
        nodes
    }

    /// "Enclosures: résumé, certificates", as details are set in the résumé.
    fn enclosures(&mut self, enclosures: &[Text], own: &LetterWords) -> Option<Node> {
        let first = enclosures.first()?;
        let mark = self
            .joints
            .after_label(&self.theme.arrangement.details_mark);
        let label = format!("{}{mark}", own.enclosures(enclosures.len()));
        let mut runs = vec![Run::plain(label, TextRole::DetailsLabel)];
        runs.push(match mark.is_empty() {
            true => Run::blank(" ", TextRole::Details, Blank::Details),
            false => Run::plain(" ", TextRole::Details),
        });
        let mut before: Option<&Text> = None;
        for enclosure in enclosures {
            if let Some(before) = before.replace(enclosure) {
                let comma = self.joints.comma(&before.value, &enclosure.value);
                runs.push(Run::plain(comma, TextRole::Details));
            }
            runs.push(Run::plain(enclosure.value.as_str(), TextRole::Details));
        }
        let role = Role::Letter(LetterPart::Enclosures);
        let mut node = self.paragraph(role, Gap::LetterEnclosures, TextRole::Details, runs);
        node.span = Some(first.span.clone());
        node.keep.together = true;
        Some(node)
    }
}

/// Place and date in one line.
fn dated(letter: &Letter, own: &LetterWords) -> Option<Text> {
    let place = letter.place.as_ref();
    let Some(date) = &letter.date else {
        return place.cloned();
    };
    let (date, span) = match date {
        LetterDate::On(day) => (own.date(day.value), &day.span),
        LetterDate::Written(text) => (text.value.clone(), &text.span),
    };
    let line = match place {
        Some(place) => own.place(&place.value, &date),
        None => date,
    };
    Some(Text::new(line, span.clone()))
}

/// An item's lines in one.
fn one_line(item: &RichText) -> RichText {
    let mut line = RichText::new(item.span.clone());
    for run in &item.runs {
        line.push(run.text.replace('\n', " "), run.emphasis, run.link.clone());
    }
    line
}
