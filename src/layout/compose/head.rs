//! Name, headline and contacts.

use std::ops::Range;
use std::sync::Arc;

use super::Composer;
use crate::layout::flow::{Blank, Cell, Column, ContactIcon, Content, Image, Node, Role, Run};
use crate::resume::{Contact, Person};
use crate::theme::{CellLayout, DatePlace, Gap, HeadAlign, Paper, PhotoPlace, TextRole};
use crate::units::Pt;

impl Composer<'_> {
    /// The head of the first page. Without a name the headline stands in its place.
    pub(super) fn head(&mut self, person: &Person) -> Node {
        let mut nodes = Vec::new();
        let (first, second) = match &person.name {
            Some(name) => (Some(name), person.headline.as_ref()),
            None => (person.headline.as_ref(), None),
        };
        if let Some(text) = first {
            let runs = vec![Run::plain(text.value.as_str(), TextRole::Name)];
            let mut node = self.paragraph(Role::Name, Gap::None, TextRole::Name, runs);
            node.span = Some(text.span.clone());
            nodes.push(node);
        }
        if let Some(text) = second {
            let runs = vec![Run::plain(text.value.as_str(), TextRole::Headline)];
            let mut node = self.paragraph(Role::Headline, Gap::None, TextRole::Headline, runs);
            node.span = Some(text.span.clone());
            nodes.push(node);
        }
        nodes.extend(self.photo(person));
        nodes.extend(self.contacts(person));
        for node in &mut nodes {
            node.keep.with_next = true;
            node.keep.together = true;
        }
        self.node(Role::Head, Gap::None, Content::Group(nodes))
    }

    /// The picture, where there is one and the theme sets it.
    fn photo(&mut self, person: &Person) -> Option<Node> {
        let arrangement = &self.theme.arrangement;
        let has_side = arrangement.side.width > Pt::ZERO;
        let column = match arrangement.photo.place {
            PhotoPlace::None => return None,
            PhotoPlace::Side if has_side => Column::Side,
            PhotoPlace::Left | PhotoPlace::Right | PhotoPlace::Side => Column::Main,
        };
        let name = person.name.as_ref().map(|name| name.value.as_str());
        let image = Image {
            picture: Arc::clone(person.picture.as_ref()?),
            alt: self.words.photo(name).into(),
        };
        let mut node = self.node(Role::Photo, Gap::None, Content::Image(image));
        node.column = column;
        node.span = person.photo.as_ref().map(|photo| photo.span.clone());
        Some(node)
    }

    fn contacts(&mut self, person: &Person) -> Vec<Node> {
        let cells = self.contact_cells(person);
        if cells.is_empty() {
            return Vec::new();
        }
        let contacts = &self.theme.arrangement.contacts;
        let (layout, columns, separator) = (
            contacts.layout,
            contacts.columns,
            contacts.separator.clone(),
        );
        match layout {
            CellLayout::Side => {
                let node = self.node(Role::Contacts, Gap::None, Content::Cells(cells));
                let heading = self.words.contact().to_owned();
                let mut nodes = self.section(None, heading, None, vec![node], true);
                for node in &mut nodes {
                    node.column = Column::Side;
                }
                nodes
            }
            CellLayout::Columns => {
                vec![self.node(Role::Contacts, Gap::Contacts, Content::Cells(cells))]
            }
            CellLayout::Line => {
                let mut rows = Vec::new();
                let measure = self.contact_measure(person);
                let mut count = balanced(cells.len(), columns);
                while count > 1 && !self.rows_fit(&cells, count, &separator, measure) {
                    count = fewer(cells.len(), count);
                }
                for (index, row) in rows_of(cells.len(), count).enumerate() {
                    let mut runs = Vec::new();
                    for (place, cell) in cells[row].iter().enumerate() {
                        if place > 0 {
                            runs.push(Run::blank(
                                separator.as_str(),
                                TextRole::Contact,
                                Blank::Contacts,
                            ));
                        }
                        runs.extend(cell.runs.iter().cloned());
                    }
                    let before = if index == 0 {
                        Gap::Contacts
                    } else {
                        Gap::ContactRows
                    };
                    rows.push(self.paragraph(Role::Contacts, before, TextRole::Contact, runs));
                }
                rows
            }
        }
    }

    /// What contacts in lines may fill; the measure is the same on every paper.
    fn contact_measure(&self, person: &Person) -> Pt {
        let (arrangement, margins) = (&self.theme.arrangement, self.theme.margins);
        let indent = match (arrangement.head, arrangement.date) {
            (HeadAlign::Text, DatePlace::Label) => arrangement.label_column.total(),
            (HeadAlign::Text, DatePlace::Right) | (HeadAlign::Page | HeadAlign::Center, _) => {
                Pt::ZERO
            }
        };
        let photo = match (&person.picture, arrangement.photo.place) {
            (Some(picture), PhotoPlace::Left | PhotoPlace::Right) => {
                picture.within(arrangement.photo.room()).width + arrangement.photo.gap
            }
            (Some(_), PhotoPlace::None | PhotoPlace::Side) | (None, _) => Pt::ZERO,
        };
        Paper::A4.size().width - margins.left - margins.right - indent - photo
    }

    /// True if rows of so many contacts each stand on one line: a row that is broken leaves one
    /// of them alone. Kerning is left out, which is less than a letter.
    fn rows_fit(&self, cells: &[Cell], count: usize, separator: &str, measure: Pt) -> bool {
        let style = self.theme.style(TextRole::Contact);
        let gutter = self
            .theme
            .arrangement
            .contacts
            .gutter
            .max(style.advance(" "));
        let between = gutter * 2.0 + style.advance(separator.trim());
        rows_of(cells.len(), count).all(|row| {
            let texts = cells[row].iter().flat_map(|cell| &cell.runs);
            let text: Pt = texts.clone().map(|run| style.advance(&run.text)).sum();
            text + between * texts.count().saturating_sub(1) as f32 <= measure
        })
    }

    /// Contacts in the person's order, the place after mail and telephone.
    fn contact_cells(&self, person: &Person) -> Vec<Cell> {
        let icons = self.theme.arrangement.contacts.icons;
        let cell = |icon: ContactIcon, run: Run| Cell {
            icon: icons.then_some(icon),
            runs: vec![run.unbroken()],
        };
        let of = |contact: &Contact| {
            cell(
                ContactIcon::of(&contact.kind),
                Run::plain(contact.text.value.as_str(), TextRole::Contact)
                    .linked(contact.href.clone()),
            )
        };
        let direct = |contact: &&Contact| {
            matches!(
                ContactIcon::of(&contact.kind),
                ContactIcon::Email | ContactIcon::Phone
            )
        };
        let mut cells: Vec<Cell> = person.contacts.iter().filter(direct).map(of).collect();
        if let Some(place) = &person.location {
            let run = Run::plain(place.value.as_str(), TextRole::Contact);
            cells.push(cell(ContactIcon::Place, run));
        }
        cells.extend(
            person
                .contacts
                .iter()
                .filter(|contact| !direct(contact))
                .map(of),
        );
        cells
    }
}

/// How many pieces stand in a row at most: one more than the theme says where that leaves no
/// second row, else as few as the same number of rows needs. A theme that says one means it.
pub(crate) fn balanced(pieces: usize, columns: usize) -> usize {
    if columns > 1 && pieces <= columns + 1 {
        return pieces.max(1);
    }
    fewest(pieces, columns)
}

/// The next smaller number of pieces in a row, where a row of `count` is too wide.
pub(crate) fn fewer(pieces: usize, count: usize) -> usize {
    fewest(pieces, count.saturating_sub(1).max(1))
}

fn fewest(pieces: usize, columns: usize) -> usize {
    pieces.div_ceil(pieces.div_ceil(columns).max(1)).max(1)
}

/// Rows of at most `count` pieces that differ by no more than one: seven in threes stand as
/// three, two and two, as one alone in a row looks lost.
pub(crate) fn rows_of(pieces: usize, count: usize) -> impl Iterator<Item = Range<usize>> {
    let rows = pieces.div_ceil(count.max(1));
    (0..rows).map(move |row| {
        // The longer rows come first.
        let start = |row: usize| pieces / rows * row + row.min(pieces % rows);
        start(row)..start(row + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(pieces: usize, count: usize) -> Vec<usize> {
        rows_of(pieces, count).map(|row| row.len()).collect()
    }

    #[test]
    fn no_piece_stands_alone_in_a_row() {
        assert_eq!(lengths(4, 3), [2, 2]);
        assert_eq!(lengths(5, 3), [3, 2]);
        assert_eq!(lengths(6, 3), [3, 3]);
        assert_eq!(lengths(7, 3), [3, 2, 2]);
        assert_eq!(lengths(10, 3), [3, 3, 2, 2]);
        assert_eq!(lengths(3, 1), [1, 1, 1]);
        assert_eq!(lengths(4, 4), [4]);
    }

    #[test]
    fn rows_that_are_too_wide_get_shorter_together() {
        assert_eq!(balanced(4, 3), 4);
        assert_eq!(fewer(4, 4), 2);
        assert_eq!(fewer(4, 2), 1);
        assert_eq!(balanced(6, 3), 3);
        assert_eq!(fewer(6, 3), 2);
        assert_eq!(fewer(5, 3), 2);
        assert_eq!(balanced(7, 3), 3);
    }
}
