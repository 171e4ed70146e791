//! What is known of every node before the walk: one pass from the last node to the first, each
//! adding to the node above it.

use crate::read::{Content, Dom, Id};

/// What lies in a node, itself included.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fact {
    /// It is a block or holds one.
    pub(super) block: bool,
    /// It holds a block. A row of cells that hold none may be one line.
    pub(super) holds_block: bool,
    /// It holds a `br`.
    pub(super) holds_break: bool,
    /// It is or holds a heading.
    pub(super) heading: bool,
    /// It is or holds an `h1`.
    pub(super) first_heading: bool,
    /// It is or holds a link.
    pub(super) link: bool,
    /// It is or holds a `td`.
    pub(super) cell: bool,
    /// Kramdown's `**` stands in its text.
    pub(super) stars: bool,
    /// Words stand in it that no icon spells.
    pub(super) words: bool,
    /// Its characters, blanks collapsed.
    pub(super) length: u32,
    /// Its letters and digits.
    pub(super) letters: u32,
    /// Those of them that are links to parts of this page.
    pub(super) letters_here: u32,
    /// How many such links it holds.
    pub(super) links_here: u32,
}

/// Facts by node.
#[derive(Debug)]
pub(super) struct Facts(Vec<Fact>);

/// Words of a menu are few; a longer link is a card that leads to its own text.
const LONGEST_MENU_WORDS: u32 = 40;

impl Facts {
    /// Looks at every node once.
    pub(super) fn of(dom: &Dom) -> Facts {
        let mut facts = vec![Fact::default(); dom.all().len()];
        for id in dom.all().rev() {
            let mut fact = facts[id];
            match &dom.node(id).content {
                Content::Text(text) => fact.add_text(text),
                Content::Element(element) => {
                    let to = element.attribute("href").unwrap_or_default();
                    fact.add_element(&element.name, to);
                }
            }
            facts[id] = fact;
            if let Some(parent) = dom.parent(id) {
                let is_break = dom.name(id) == "br";
                facts[parent].add_child(&fact, is_break);
            }
        }
        Facts(facts)
    }

    /// What is known of a node.
    pub(super) fn of_node(&self, id: Id) -> &Fact {
        &self.0[id]
    }
}

impl Fact {
    fn add_text(&mut self, text: &str) {
        self.words |= has_words(text);
        for word in text.split_whitespace() {
            let (mut length, mut letters) = (1, 0);
            for c in word.chars() {
                length += 1;
                letters += u32::from(c.is_alphanumeric());
            }
            self.length = self.length.saturating_add(length);
            self.letters = self.letters.saturating_add(letters);
        }
        self.stars = text.contains("**");
    }

    fn add_element(&mut self, name: &str, to: &str) {
        self.holds_block = self.block;
        self.block |= is_block(name);
        match name {
            "a" => {
                self.link = true;
                // A lone "#" leads nowhere; "#skills" leads down this page.
                let leads_here = to.len() > 1 && to.starts_with('#');
                let is_short = !self.block && self.letters <= LONGEST_MENU_WORDS;
                if leads_here && is_short && self.letters > 0 {
                    self.letters_here = self.letters;
                    self.links_here = 1;
                }
            }
            "td" => self.cell = true,
            "h1" => {
                self.heading = true;
                self.first_heading = true;
            }
            "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = true,
            _ => {}
        }
    }

    fn add_child(&mut self, child: &Fact, is_break: bool) {
        self.block |= child.block;
        self.holds_break |= child.holds_break || is_break;
        self.heading |= child.heading;
        self.first_heading |= child.first_heading;
        self.link |= child.link;
        self.cell |= child.cell;
        self.stars |= child.stars;
        self.words |= child.words;
        self.length = self.length.saturating_add(child.length);
        self.letters = self.letters.saturating_add(child.letters);
        self.letters_here = self.letters_here.saturating_add(child.letters_here);
        self.links_here = self.links_here.saturating_add(child.links_here);
    }

    /// True for a row of links down this page and nothing else.
    pub(super) fn is_menu(&self) -> bool {
        self.links_here > 1 && self.letters == self.letters_here && !self.heading
    }
}

/// True for what no icon spells: several words, an address, letters beyond those of icons' names.
fn has_words(text: &str) -> bool {
    /// Fewer letters of another script may be a sign.
    const FEWEST: usize = 3;
    let has_letters = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let others = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii());
    text.split_whitespace().filter(has_letters).count() > 1
        || text.contains('@')
        || others.take(FEWEST).count() == FEWEST
}

/// Elements that stand on lines of their own, in alphabetical order.
const BLOCKS: [&str; 50] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// True for elements that stand on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

/// The name of an element that is open around a line; `div` for a page's own.
pub(super) fn block_name(name: &str) -> &'static str {
    /// Elements that are blocks only where they hold one.
    const OTHERS: [&str; 7] = ["a", "b", "em", "label", "small", "span", "strong"];
    let other = || OTHERS.into_iter().find(|known| *known == name);
    match BLOCKS.binary_search(&name) {
        Ok(at) => BLOCKS[at],
        Err(_) => other().unwrap_or("div"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_found() {
        assert!(BLOCKS.is_sorted());
        assert!(is_block("figcaption") && is_block("td") && !is_block("span"));
        assert_eq!(block_name("my-card"), "div");
    }
}
