//! Elements that nest too deeply, flattened as browsers do it: the tags go, the text stays.
//!
//! An HTML parser looks through all open elements at most tags, so that a page of unclosed
//! tags costs the square of its length. With a cap on the depth the cost is the length.

use std::borrow::Cow;
use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::dom::lower_case;

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose content is no markup.
const RAW: [&str; 8] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];
/// Elements whose start ends an open paragraph.
const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
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
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];
/// An element, the starts that end it, and its walls.
type Optional = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// Elements whose end tag may be left out: the starts that end them, and the elements through
/// which those do not reach.
const OPTIONAL: [Optional; 10] = [
    (
        "p",
        &BLOCKS,
        &["table", "td", "th", "caption", "button", "html"],
    ),
    ("li", &["li"], &ITEM_HOLDERS),
    ("dt", &["dt", "dd"], &ITEM_HOLDERS),
    ("dd", &["dt", "dd"], &ITEM_HOLDERS),
    (
        "td",
        &["td", "th", "tr", "tbody", "thead", "tfoot"],
        &["table"],
    ),
    (
        "th",
        &["td", "th", "tr", "tbody", "thead", "tfoot"],
        &["table"],
    ),
    ("tr", &["tr", "tbody", "thead", "tfoot"], &["table"]),
    ("tbody", &["tbody", "thead", "tfoot"], &["table"]),
    ("thead", &["tbody", "thead", "tfoot"], &["table"]),
    ("option", &["option", "optgroup"], &["select"]),
];
/// Elements through which no item ends an item.
const ITEM_HOLDERS: [&str; 30] = [
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "details",
    "dl",
    "fieldset",
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
    "html",
    "main",
    "nav",
    "ol",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements that say what their text is and rarely hold one another: they are kept for some
/// levels more, so that below a hundred forgotten end tags a page still has headings and lists.
const LEAVES: [&str; 10] = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd"];
/// How many levels leaves may lie deeper than other elements.
const LEAF_LEVELS: usize = 16;

/// A document whose elements are at most `most` deep, but for some leaves, with the byte of
/// the first tag that was taken out of it. Its lines are those of `html`.
pub(super) fn flattened(html: &str, most: usize) -> (Cow<'_, str>, Option<usize>) {
    let mut open = Open::new(most);
    let mut dropped: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        at += found;
        let Some(tag) = Tag::at(html, at) else {
            at += 1;
            continue;
        };
        at = tag.range.end;
        let is_kept = match tag.sort {
            Sort::Start => open.start(&tag),
            Sort::End => open.end(&tag.name),
            Sort::Other => true,
        };
        if !is_kept {
            dropped.push(tag.range.clone());
        } else if matches!(tag.sort, Sort::Start) && RAW.contains(&tag.name.as_str()) {
            match end_of_raw(&html[at..], &tag.name) {
                Some(end) => at += end,
                None => break,
            }
        }
    }
    let Some(first) = dropped.first().map(|range| range.start) else {
        return (Cow::Borrowed(html), None);
    };
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for range in dropped {
        out.push_str(&html[from..range.start]);
        // Words on both sides of a tag stay two words, and lines keep their numbers.
        out.push(' ');
        out.extend(html[range.clone()].chars().filter(|&c| c == '\n'));
        from = range.end;
    }
    out.push_str(&html[from..]);
    (Cow::Owned(out), Some(first))
}

/// What is known of an element's name.
struct Named {
    name: CompactString,
    /// How often it is open.
    open: usize,
    /// Its starts are kept whatever is open: it holds nothing, or no markup.
    is_bare: bool,
    is_leaf: bool,
    is_heading: bool,
    /// The elements of [`OPTIONAL`] of which it is one, that its start ends, and to which it is
    /// a wall; a bit for each.
    own: u16,
    ends: u16,
    walls: u16,
}

impl Named {
    fn new(name: &CompactString) -> Self {
        let bits = |test: &dyn Fn(&Optional) -> bool| {
            let places = OPTIONAL.iter().enumerate();
            places.fold(0, |bits, (place, element)| {
                bits | u16::from(test(element)) << place
            })
        };
        let text = name.as_str();
        Named {
            name: name.clone(),
            open: 0,
            is_bare: VOID.contains(&text) || RAW.contains(&text),
            is_leaf: LEAVES.contains(&text),
            is_heading: matches!(text.as_bytes(), [b'h', b'1'..=b'6']),
            own: bits(&|(own, _, _)| *own == text),
            ends: bits(&|(_, starts, _)| starts.contains(&text)),
            walls: bits(&|(_, _, walls)| walls.contains(&text)),
        }
    }
}

/// The open elements.
struct Open {
    /// Every name that was met.
    names: Vec<Named>,
    places: FxHashMap<CompactString, usize>,
    /// Each element by its name, and whether it is kept.
    stack: Vec<(usize, bool)>,
    /// The elements of [`OPTIONAL`] of which one is open.
    optional: u16,
    /// Open drawings, whose elements may close themselves.
    drawings: usize,
    kept: usize,
    most: usize,
}

impl Open {
    fn new(most: usize) -> Self {
        Open {
            names: Vec::new(),
            places: FxHashMap::default(),
            stack: Vec::new(),
            optional: 0,
            drawings: 0,
            kept: 0,
            most,
        }
    }

    /// The place of a name.
    fn place(&mut self, name: &CompactString) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        self.names.push(Named::new(name));
        self.places.insert(name.clone(), self.names.len() - 1);
        self.names.len() - 1
    }

    /// Opens an element; true if its tag is kept.
    fn start(&mut self, tag: &Tag) -> bool {
        let place = self.place(&tag.name);
        if self.names[place].is_bare || self.drawings > 0 && tag.closes_itself {
            return true;
        }
        self.close_optional(place);
        let named = &mut self.names[place];
        let extra = if named.is_leaf { LEAF_LEVELS } else { 0 };
        let is_kept = self.kept < self.most + extra;
        self.kept += usize::from(is_kept);
        named.open += 1;
        self.optional |= named.own;
        self.drawings += usize::from(is_drawing(&named.name));
        self.stack.push((place, is_kept));
        is_kept
    }

    /// Ends what the start of a name ends without a tag of its own.
    fn close_optional(&mut self, place: usize) {
        for bit in (0..OPTIONAL.len()).map(|place| 1 << place) {
            if self.names[place].ends & self.optional & bit == 0 {
                continue;
            }
            let mut last = None;
            // Below the cap lie elements that the parser never sees.
            let looked_through = self.most + LEAF_LEVELS;
            for (n, (open, _)) in self.stack.iter().enumerate().rev().take(looked_through) {
                if self.names[*open].own & bit != 0 {
                    last = Some(n);
                    break;
                }
                if self.names[*open].walls & bit != 0 {
                    break;
                }
            }
            if let Some(n) = last {
                self.truncate(n);
            }
        }
        let is_heading = |place: usize| self.names[place].is_heading;
        if is_heading(place) && self.stack.last().is_some_and(|(open, _)| is_heading(*open)) {
            self.truncate(self.stack.len() - 1);
        }
    }

    /// Ends an element; true if its tag is kept.
    fn end(&mut self, name: &CompactString) -> bool {
        let place = self.place(name);
        if self.names[place].open == 0 {
            return true;
        }
        match self.stack.iter().rposition(|(open, _)| *open == place) {
            Some(n) => {
                let is_kept = self.stack[n].1;
                self.truncate(n);
                is_kept
            }
            None => true,
        }
    }

    fn truncate(&mut self, to: usize) {
        for (place, is_kept) in self.stack.drain(to..) {
            let named = &mut self.names[place];
            self.kept -= usize::from(is_kept);
            named.open -= 1;
            self.drawings -= usize::from(is_drawing(&named.name));
            if named.open == 0 {
                self.optional &= !named.own;
            }
        }
    }
}

fn is_drawing(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

enum Sort {
    Start,
    End,
    /// A comment, a document type, an instruction.
    Other,
}

struct Tag {
    sort: Sort,
    name: CompactString,
    range: Range<usize>,
    closes_itself: bool,
}

impl Tag {
    /// The tag that starts at a `<`; `None` where it is a mere sign or is never closed.
    fn at(html: &str, at: usize) -> Option<Tag> {
        let rest = &html[at..];
        let other = |end: usize| Tag {
            sort: Sort::Other,
            name: CompactString::default(),
            range: at..at + end,
            closes_itself: false,
        };
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").map_or(rest.len(), |end| end + 7);
            return Some(other(end));
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            return Some(other(end));
        }
        let (sort, from) = match rest.strip_prefix("</") {
            Some(_) => (Sort::End, 2),
            None => (Sort::Start, 1),
        };
        if !rest[from..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
        let length = rest.as_bytes()[from..].iter().position(is_end);
        let name = length.map_or(&rest[from..], |length| &rest[from..from + length]);
        let end = end_of_tag(rest.as_bytes(), from + name.len());
        Some(Tag {
            sort,
            name: lower_case(name),
            closes_itself: rest[..end].ends_with("/>"),
            range: at..at + end,
        })
    }
}

/// One past the `>` that ends a tag; a quoted value may hold others.
fn end_of_tag(tag: &[u8], from: usize) -> usize {
    let mut quote = None;
    let mut after_sign = false;
    for (n, &c) in tag.iter().enumerate().skip(from) {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return n + 1,
            (None, b'"' | b'\'') if after_sign => quote = Some(c),
            (None, _) => {}
        }
        after_sign = c == b'=' || after_sign && c.is_ascii_whitespace();
    }
    tag.len()
}

/// Where the end tag of an element without markup begins.
fn end_of_raw(rest: &str, name: &str) -> Option<usize> {
    rest.match_indices("</").map(|(at, _)| at).find(|&at| {
        rest.as_bytes()
            .get(at + 2..at + 2 + name.len())
            .is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_beyond_the_cap_go_and_their_text_stays() {
        let html = "<div>a\n<div>b\n<div\nid=x>c</div>d</div>e</div><p>f";
        let (flat, first) = flattened(html, 2);
        assert_eq!(flat, "<div>a\n<div>b\n \nc d</div>e</div><p>f");
        assert_eq!(first, html.find("<div\n"));
        assert_eq!(flattened(html, 3), (Cow::Borrowed(html), None));
    }

    #[test]
    fn headings_and_items_below_the_cap_are_kept() {
        let html = format!("{}<h2>a</h2><li>b<b>c</b><li>d", "<div>".repeat(9));
        let (flat, _) = flattened(&html, 5);
        assert!(flat.ends_with("<h2>a</h2><li>b c <li>d"), "{flat}");
        let deep = "<h1><li>".repeat(90);
        assert_eq!(flattened(&deep, 5).0.matches('<').count(), 5 + LEAF_LEVELS);
    }

    #[test]
    fn elements_whose_end_is_left_out_do_not_nest() {
        for html in [
            "<p>a".repeat(9),
            format!("<ul>{}</ul>", "<li>a<p>b".repeat(9)),
            format!("<table>{}</table>", "<tr><td>a<th>b".repeat(9)),
            format!("<dl>{}</dl>", "<dt>a<dd>b".repeat(9)),
            format!("<ul>{}</ul>", "<li><div>a".repeat(9)),
            "<h2>a".repeat(9),
            "<br><img src=x><hr>".repeat(9),
            format!("<svg>{}</svg>", "<path d='M'/>".repeat(9)),
        ] {
            assert_eq!(flattened(&html, 4), (Cow::Borrowed(html.as_str()), None));
        }
    }

    #[test]
    fn what_only_looks_like_a_tag_does_not_count() {
        let html = "<!-- <b><b><b> --><script>'<b><b><b>'</script><a title='<b><b><b>'>1 < 2</a>";
        assert_eq!(flattened(html, 1), (Cow::Borrowed(html), None));
    }
}
