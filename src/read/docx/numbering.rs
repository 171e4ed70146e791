//! The document's lists: whether an item has a sign or a number.

use std::collections::HashMap;

use super::xml::{Damage, Element, Event, Xml};

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Nothing: the paragraph is only indented.
    None,
    /// A bullet.
    Bullet,
    /// A number or letter.
    Number,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Signs by depth, of each definition.
    definitions: HashMap<u32, Vec<Sign>>,
    /// The definition of each list.
    lists: HashMap<u32, u32>,
}

impl Lists {
    /// Reads the part of the numberings.
    pub(super) fn read(part: &str) -> Result<Lists, Damage> {
        let mut lists = Lists::default();
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.name == "abstractNum" => {
                    let element = xml.element(tag)?;
                    if let Some(id) = number(&element, "abstractNumId") {
                        lists.definitions.insert(id, signs(&element));
                    }
                }
                Event::Start(tag) if tag.name == "num" => {
                    let element = xml.element(tag)?;
                    let of = element.number("abstractNumId");
                    if let Some((id, of)) = number(&element, "numId").zip(of) {
                        lists.lists.insert(id, of);
                    }
                }
                Event::Done => return Ok(lists),
                Event::Start(_) | Event::End | Event::Text(_) => {}
            }
        }
    }

    /// What stands before an item of a list, at a depth from 0. A list that is not defined has
    /// bullets.
    pub(super) fn sign(&self, list: u32, depth: u8) -> Sign {
        if list == 0 {
            return Sign::None;
        }
        let signs = self
            .lists
            .get(&list)
            .and_then(|of| self.definitions.get(of));
        let sign = signs.and_then(|signs| signs.get(usize::from(depth)));
        sign.copied().unwrap_or(Sign::Bullet)
    }
}

fn number(element: &Element, key: &str) -> Option<u32> {
    element.tag.get(key)?.trim().parse().ok()
}

fn signs(definition: &Element) -> Vec<Sign> {
    let levels = definition
        .children
        .iter()
        .filter(|child| child.tag.name == "lvl");
    levels
        .map(|level| {
            let text = level.val("lvlText").unwrap_or_default();
            match level.val("numFmt").unwrap_or("decimal") {
                "none" => Sign::None,
                "bullet" if text.is_empty() && level.child("lvlPicBulletId").is_none() => {
                    Sign::None
                }
                "bullet" => Sign::Bullet,
                _ if text.is_empty() => Sign::None,
                _ => Sign::Number,
            }
        })
        .collect()
}
