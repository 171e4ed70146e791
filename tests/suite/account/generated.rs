//! Small pages of random blocks: whatever is read of them, no word is lost in silence.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{Eye, unowned};

/// A piece of a line.
#[derive(Clone, Debug)]
enum Piece {
    /// So many words that no list knows.
    Words(u8),
    /// One of [`KNOWN`].
    Known(u8),
    /// One of [`SIGNS`].
    Sign(u8),
}

/// A piece with how it is set: plain, bold, italic, code, linked.
type Run = (Piece, u8);

/// A block of a page.
#[derive(Clone, Debug)]
enum Block {
    /// One of [`TITLES`], or words of its own, on a level.
    Heading(u8, Option<u8>),
    Lines(Vec<Vec<Run>>),
    List(Vec<(bool, Vec<Run>)>),
    Table(Vec<[Vec<Run>; 3]>),
    Terms(Vec<(Vec<Run>, Vec<Run>)>),
    Quote(Vec<Run>),
}

const TITLES: [&str; 9] = [
    "Experience",
    "Education",
    "Skills",
    "Projects",
    "Languages",
    "Awards",
    "Contact",
    "About me",
    "Publications",
];
const KNOWN: [&str; 12] = [
    "2019 – 2021",
    "May 2014",
    "since 2022",
    "Engineer",
    "Midwife",
    "Harbour Works Ltd.",
    "University of Aldermoor",
    "Porto, Portugal",
    "Remote",
    "Tech: Rust, Kafka",
    "40 %",
    "Grade: 1.3",
];
const SIGNS: [&str; 6] = [" | ", " · ", " – ", ", ", ": ", " / "];

fn run() -> impl Strategy<Value = Run> {
    let piece = prop_oneof![
        4 => (1u8..5).prop_map(Piece::Words),
        2 => (0u8..12).prop_map(Piece::Known),
        2 => (0u8..6).prop_map(Piece::Sign),
    ];
    (piece, prop_oneof![5 => Just(0u8), 2 => 1u8..5])
}

fn line() -> impl Strategy<Value = Vec<Run>> {
    prop::collection::vec(run(), 1..6)
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        4 => (2u8..5, prop::option::of(0u8..9)).prop_map(|(level, title)| Block::Heading(level, title)),
        4 => prop::collection::vec(line(), 1..4).prop_map(Block::Lines),
        3 => prop::collection::vec((any::<bool>(), line()), 1..5).prop_map(Block::List),
        1 => prop::collection::vec([line(), line(), line()], 1..4).prop_map(Block::Table),
        1 => prop::collection::vec((line(), line()), 1..4).prop_map(Block::Terms),
        1 => line().prop_map(Block::Quote),
    ]
}

/// Writes pages; every word of its own stands once.
#[derive(Default)]
struct Writer {
    count: usize,
    is_html: bool,
    out: String,
}

impl Writer {
    fn page(mut self, blocks: &[Block]) -> String {
        match self.is_html {
            true => self
                .out
                .push_str("<body><h1>Ana Reis</h1>\n<p>ana@example.org</p>\n"),
            false => self.out.push_str("# Ana Reis\n\nana@example.org\n\n"),
        }
        for block in blocks {
            self.block(block);
        }
        self.out
    }

    /// A word that no list holds and no other word contains.
    fn word(&mut self) -> String {
        const SOUNDS: [&str; 10] = ["ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru"];
        self.count += 1;
        let mut word = String::from("Zy");
        for digit in format!("{:03}", self.count).bytes() {
            word.push_str(SOUNDS[usize::from(digit - b'0')]);
        }
        word.push('x');
        word
    }

    fn line(&mut self, runs: &[Run]) -> String {
        let mut out = String::new();
        for (piece, style) in runs {
            let text = match piece {
                Piece::Words(count) => {
                    let words: Vec<String> = (0..*count).map(|_| self.word()).collect();
                    words.join(" ")
                }
                Piece::Known(n) => KNOWN[usize::from(*n)].to_owned(),
                Piece::Sign(n) => {
                    out.push_str(SIGNS[usize::from(*n)]);
                    continue;
                }
            };
            let (open, close) = match (self.is_html, style) {
                (_, 0) => ("", ""),
                (true, 1) => ("<strong>", "</strong>"),
                (true, 2) => ("<em>", "</em>"),
                (true, 3) => ("<span class=\"x\">", "</span>"),
                (true, _) => ("<a href=\"https://a.example.org/b\">", "</a>"),
                (false, 1) => ("**", "**"),
                (false, 2) => ("*", "*"),
                (false, 3) => ("`", "`"),
                (false, _) => ("[", "](https://a.example.org/b)"),
            };
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            out.push_str(&format!("{open}{text}{close}"));
        }
        out.trim().to_owned()
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, title) => {
                let text = match title {
                    Some(n) => TITLES[usize::from(*n)].to_owned(),
                    None => self.line(&[(Piece::Words(2), 0)]),
                };
                match self.is_html {
                    true => self.put(&format!("<h{level}>{text}</h{level}>\n")),
                    false => self.put(&format!("{} {text}\n\n", "#".repeat(usize::from(*level)))),
                }
            }
            Block::Lines(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| self.line(line)).collect();
                match self.is_html {
                    true => self.put(&format!("<p>{}</p>\n", lines.join("<br>\n"))),
                    false => self.put(&format!("{}\n\n", lines.join("  \n"))),
                }
            }
            Block::List(items) => {
                let mut text = String::new();
                for (is_deep, line) in items {
                    let line = self.line(line);
                    let (html, markdown) = match *is_deep && !text.is_empty() {
                        true => (format!("<li><ul><li>{line}</li></ul></li>"), "  - "),
                        false => (format!("<li>{line}</li>"), "- "),
                    };
                    match self.is_html {
                        true => text.push_str(&html),
                        false => writeln!(text, "{markdown}{line}").expect("written"),
                    }
                }
                match self.is_html {
                    true => self.put(&format!("<ul>{text}</ul>\n")),
                    false => self.put(&format!("{text}\n")),
                }
            }
            Block::Table(rows) => self.table(rows),
            Block::Terms(terms) => {
                let mut text = String::new();
                for (term, line) in terms {
                    let (term, line) = (self.line(term), self.line(line));
                    match self.is_html {
                        true => write!(text, "<dt>{term}</dt><dd>{line}</dd>").expect("written"),
                        false => write!(text, "{term}\n: {line}\n\n").expect("written"),
                    }
                }
                match self.is_html {
                    true => self.put(&format!("<dl>{text}</dl>\n")),
                    false => self.put(&text),
                }
            }
            Block::Quote(line) => {
                let line = self.line(line);
                match self.is_html {
                    true => self.put(&format!("<blockquote><p>{line}</p></blockquote>\n")),
                    false => self.put(&format!("> {line}\n\n")),
                }
            }
        }
    }

    fn table(&mut self, rows: &[[Vec<Run>; 3]]) {
        let mut text = String::new();
        for (n, row) in rows.iter().enumerate() {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| self.line(cell).replace('|', "·"))
                .collect();
            if self.is_html {
                let cells = cells.iter().map(|cell| format!("<td>{cell}</td>"));
                write!(text, "<tr>{}</tr>", cells.collect::<String>()).expect("written");
                continue;
            }
            writeln!(text, "| {} |", cells.join(" | ")).expect("written");
            if n == 0 {
                text.push_str("|---|---|---|\n");
            }
        }
        match self.is_html {
            true => self.put(&format!("<table>{text}</table>\n")),
            false => self.put(&format!("{text}\n")),
        }
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_generated_page_is_lost(
        blocks in prop::collection::vec(block(), 1..9),
        is_html in any::<bool>(),
    ) {
        let writer = Writer { is_html, ..Writer::default() };
        let page = writer.page(&blocks);
        let file = if is_html { "page.html" } else { "page.md" };
        let lost = unowned(&Eye::new(), file, &page);
        prop_assert_eq!(lost.unwrap_or_default(), Vec::<String>::new(), "{}", page);
    }
}
