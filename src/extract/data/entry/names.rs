//! What an entry is called and whose it is.

use super::super::fields::{Slot, fields, heading as heading_of};
use super::super::person::place;
use super::super::prose::{prose, title};
use super::super::rest::{self, Rest};
use super::{Named, Reader, is_sentence, slots};
use crate::extract::line;
use crate::resume::{Detail, DetailLabel, EntryKind, RichText, Text};
use crate::yaml::{Node, Value};

impl Reader<'_> {
    /// Employer or school: a name, a map with a name and more, or a list of either.
    fn organization(&mut self) -> Option<Named> {
        // Whoever gives an award is more to it than where it was given.
        if self.entry.kind == EntryKind::Award
            && let Some(giver) = self.giver()
        {
            return Some(giver);
        }
        for at in self.numbers(Slot::Organization) {
            let node = self.fields[at].node;
            let found = match &node.value {
                Value::Scalar(_) => match title(self.leaf, node) {
                    Some((text, link)) => {
                        if let Some(link) = link {
                            self.link(link, &text);
                        }
                        Some(text)
                    }
                    None => None,
                },
                Value::Sequence(list) => {
                    let mut all: Vec<Text> = Vec::new();
                    for item in list {
                        all.extend(self.named(item));
                    }
                    let names: Vec<&str> = all.iter().map(|text| text.value.as_str()).collect();
                    (!names.is_empty()).then(|| Text::new(names.join(", "), node.span.clone()))
                }
                Value::Mapping(_) => {
                    for (slot, value) in slots(node) {
                        if slot == Slot::Location {
                            self.entry.location = place(value);
                        } else if slot == Slot::Summary {
                            self.told.extend(prose(self.leaf, value).summary());
                        } else if slot == Slot::Link {
                            self.address(value);
                        }
                    }
                    for (key, value) in node.entries() {
                        let is_known = fields().slot(&key.value).is_some();
                        if value.text().is_none() || is_known {
                            continue;
                        }
                        if let Rest::Detail(text) = rest::of(self.leaf, None, &key.value, value) {
                            self.detail(&key.value, text);
                        }
                    }
                    self.named(node)
                }
            };
            if let Some(text) = found {
                return Some(Named { text, at: vec![at] });
            }
        }
        self.giver()
    }

    /// `from: City of Porto` is no date: it says who gave an award.
    fn giver(&mut self) -> Option<Named> {
        let at = self.numbers(Slot::Start).into_iter().find(|&at| {
            let text = self.fields[at].node.text();
            text.is_some_and(|text| {
                !text.contains(|c: char| c.is_numeric()) && !self.leaf.words.is_present(text)
            })
        })?;
        let (text, _) = title(self.leaf, self.fields[at].node)?;
        self.fields[at].slot = Some(Slot::Organization);
        Some(Named { text, at: vec![at] })
    }

    /// The name of a map, or a text itself.
    fn named(&self, node: &Node) -> Option<Text> {
        if let Some((text, _)) = title(self.leaf, node) {
            return Some(text);
        }
        let wanted = [Slot::Name, Slot::Title, Slot::Organization];
        let slots = slots(node);
        let (_, value) = slots.iter().find(|(slot, _)| wanted.contains(slot))?;
        Some(title(self.leaf, value)?.0)
    }

    /// Degree and subject as one.
    fn degree(&mut self) -> Option<Named> {
        let degree = self.title(Slot::Degree);
        let area = self.title(Slot::Area);
        match (degree, area) {
            (Some(mut degree), Some(area)) => {
                let words = format!("{}, {}", degree.text.value, area.text.value);
                degree.text = Text::new(words, degree.text.span);
                degree.at.extend(area.at);
                Some(degree)
            }
            (degree, area) => degree.or(area),
        }
    }

    /// Title and organisation, as the kind tells them apart.
    pub(super) fn names(&mut self) {
        let organization = self.organization();
        let role = self.title(Slot::Role);
        let name = self.title(Slot::Name);
        let heading = self.title(Slot::Title);
        // A sentence below a title tells of it.
        let below = self
            .title(Slot::Subtitle)
            .filter(|below| !is_sentence(&below.text.value));
        let degree = self.degree();
        let mut of_role = None;
        let (what, mut whose) = match self.entry.kind {
            EntryKind::Position | EntryKind::Volunteering | EntryKind::Education => {
                let own = match self.entry.kind {
                    EntryKind::Education => degree.or(role),
                    _ => role.or(degree),
                };
                match (own, heading, below) {
                    // Below an employer a name is that of the work.
                    (own, heading, below) if self.is_part && organization.is_none() => {
                        (own.or(name).or(heading).or(below), None)
                    }
                    // The heading names the place where another field names the work.
                    (Some(own), heading, _) => (Some(own), organization.or(heading).or(name)),
                    (None, Some(heading), Some(below)) if organization.is_none() => {
                        (Some(below), Some(heading))
                    }
                    (None, heading, below) => {
                        let own = heading.or(below);
                        match own {
                            Some(own) => (Some(own), organization.or(name)),
                            None if organization.is_some() => (name, organization),
                            None => (None, name),
                        }
                    }
                }
            }
            EntryKind::Language => {
                let language = self.title(Slot::Language);
                (language.or(name).or(heading), None)
            }
            EntryKind::Project
            | EntryKind::SmallProject
            | EntryKind::Certification
            | EntryKind::Publication
            | EntryKind::Award
            | EntryKind::Reference
            | EntryKind::Other => {
                let title = name.or(heading).or(degree);
                if title.is_some() {
                    of_role = role;
                    (title, organization.or(below))
                } else {
                    (role.or(below), organization)
                }
            }
        };
        let is_named_by_whose = what.is_none()
            && matches!(
                self.entry.kind,
                EntryKind::Project | EntryKind::Other | EntryKind::Certification
            );
        let what = if is_named_by_whose {
            whose.take()
        } else {
            what
        };
        self.entry.title = what.map(|named| self.take(named));
        if let Some(named) = whose {
            let organization = self.take(named);
            line::set_organization(self.leaf.words, &mut self.entry, organization);
        }
        if let Some(named) = of_role {
            let label = named.at.first().map(|&at| {
                let field = &self.fields[at];
                Text::new(heading_of(&field.key.value), field.node.span.clone())
            });
            let role = self.take(named);
            self.entry.details.push(Detail {
                label: label.map_or(DetailLabel::Without, DetailLabel::Written),
                text: RichText::plain(role.value, role.span),
            });
        }
        self.place_of_organization();
    }

    /// "Brinkpay, Malmö", "Ferry Lines — Lisbon": a town behind the employer's name, where no
    /// field has one.
    fn place_of_organization(&mut self) {
        let has_place = self.entry.location.is_some() || !self.all(Slot::Location).is_empty();
        let is_held = matches!(
            self.entry.kind,
            EntryKind::Position | EntryKind::Volunteering
        );
        let Some(name) = self
            .entry
            .organization
            .as_ref()
            .filter(|_| is_held && !has_place)
        else {
            return;
        };
        let cut = [" — ", " – ", ", "]
            .iter()
            .find_map(|joint| name.value.split_once(joint))
            .map(|(name, place)| (name.trim().to_owned(), place.trim().to_owned()));
        if let Some((before, place)) = cut.filter(|(_, place)| is_place(place)) {
            let span = name.span.clone();
            self.entry.location = Some(Text::new(place, span.clone()));
            self.entry.organization = Some(Text::new(before, span));
        }
    }
}

/// True for the name of a town, a region or a country.
pub(super) fn is_place(text: &str) -> bool {
    let lexicon = crate::extract::reader::lexicon();
    let first = text.split(',').next().unwrap_or(text);
    lexicon
        .place(&crate::extract::fold::fold(first))
        .is_likely()
}
