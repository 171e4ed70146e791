//! What an author's layout says: captions, boxes, indentation, breaks within words.

use super::tests::{html, markdown, texts, unread};
use super::*;

/// Lines with their depth and what they open.
fn depths(lines: &[Rc<Line>]) -> Vec<(&str, u8, u8)> {
    let told = lines.iter();
    told.map(|line| (line.text.as_str(), line.depth, line.opens.item))
        .collect()
}

#[test]
fn words_before_the_first_item_of_a_list_are_its_caption() {
    let found =
        html("<ul>Career<hr><li>Clerk</li></ul><ul><center>Skills</center><li>Rust</li></ul>");
    let tags: Vec<&str> = found.lines.iter().map(|line| line.tag).collect();
    assert_eq!(texts(&found.lines), ["Career", "Clerk", "Skills", "Rust"]);
    assert_eq!(tags, ["caption", "li", "caption", "li"]);
}

#[test]
fn a_few_words_in_the_header_of_a_part_are_its_caption() {
    let found = html("<article><header>Career</header><p>Clerk</p></article>");
    assert_eq!(found.lines[0].tag, "caption");
    // A page's own header holds the person.
    let found = html("<body><header>Ana Reis</header><p>Clerk</p></body>");
    assert_ne!(found.lines[0].tag, "caption");
}

#[test]
fn an_item_with_headings_is_a_box_and_no_item() {
    let found = html("<ul><li><h3>Clerk</h3><p>Acme</p><ul><li>filed</li></ul></li></ul>");
    assert_eq!(
        depths(&found.lines),
        [("Clerk", 0, 0), ("Acme", 0, 0), ("filed", 1, 1)]
    );
}

#[test]
fn a_list_among_the_items_of_another_is_below_the_item_above_it() {
    let found = html("<ul><li>School</li><ul><li>Degree</li></ul><li>Other</li></ul>");
    assert_eq!(
        depths(&found.lines),
        [("School", 1, 1), ("Degree", 2, 2), ("Other", 1, 1)]
    );
}

#[test]
fn bullets_typed_in_html_begin_lines() {
    let found = html("<p>\n• filed letters\n• kept books\n  and stamps\n</p>");
    assert_eq!(
        depths(&found.lines),
        [("filed letters", 1, 1), ("kept books and stamps", 1, 1)]
    );
    let found = html("<p>a - b\n- c - d\n- e</p>");
    assert_eq!(texts(&found.lines).len(), 1);
}

#[test]
fn an_indented_paragraph_is_text_and_a_block_of_code_none() {
    let found = markdown("# A\n\n    Kept the books.\n\n    - filed\n");
    assert_eq!(texts(&found.lines), ["A", "Kept the books.", "filed"]);
    assert!(found.lines.iter().all(|line| !line.is_code()));
    let found = markdown("# A\n\n```yaml\njobs: 3\n```\n");
    assert_eq!(texts(&found.lines), ["A"]);
    assert_eq!(unread(&found), [("jobs: 3", Why::Code)]);
}

#[test]
fn a_break_at_a_hyphen_parts_no_word() {
    let found = html("<dt>Work-<br>experience</dt><dd>Clerk -<br>Acme</dd>");
    assert_eq!(texts(&found.lines), ["Workexperience", "Clerk -", "Acme"]);
}

#[test]
fn a_dash_on_a_line_of_its_own_joins_two_dates() {
    let found = html("<p>2016<br>—<br>2020</p>");
    assert_eq!(texts(&found.lines), ["2016 — 2020"]);
}
