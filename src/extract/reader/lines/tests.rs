//! Whole pages to lines.

use super::*;
use crate::extract::reader::{Fields, Gap};
use crate::extract::vocabulary::vocabulary;
use crate::read::{Body, page_of};

fn read(name: &str, text: &str) -> Lines {
    let page = page_of(name, text);
    let Body::Document(dom) = &page.body else {
        panic!("a document");
    };
    lines(
        &Sheet::new(&page, dom, vocabulary()),
        crate::extract::reader::lexicon(),
    )
}

pub(super) fn html(body: &str) -> Lines {
    read("p.html", body)
}

pub(super) fn markdown(text: &str) -> Lines {
    read("p.md", text)
}

pub(super) fn texts(lines: &[Rc<Line>]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

fn parts(line: &Line) -> Vec<(&str, Gap)> {
    let run = |run: &super::super::Run| (run.at.clone(), run.gap);
    let runs = line.runs.iter().map(run);
    runs.map(|(at, gap)| (&line.text[at], gap)).collect()
}

pub(super) fn unread(lines: &Lines) -> Vec<(&str, Why)> {
    let told = lines.unread.iter();
    told.map(|unread| (unread.text.as_str(), unread.why))
        .collect()
}

#[test]
fn siblings_without_text_between_are_parts_and_never_one_word() {
    let found = html(
        "<h1><span>Ana</span><span>Reis</span></h1><div><strong>85%</strong><small>fewer calls</small></div><p><b>Acme</b><i>Berlin</i></p><p><b>Acme</b> <i>Berlin</i></p><p>OneTrust<span class=year>2023</span></p>",
    );
    assert_eq!(
        texts(&found.lines),
        [
            "Ana Reis",
            "85% fewer calls",
            "Acme Berlin",
            "Acme Berlin",
            "OneTrust 2023"
        ]
    );
    assert_eq!(
        parts(&found.lines[0]),
        [("Ana", Gap::None), ("Reis", Gap::Part)]
    );
    assert_eq!(found.lines[0].heading, 1);
    assert_eq!(parts(&found.lines[1])[1].1, Gap::Part);
    assert_eq!(parts(&found.lines[2])[1].1, Gap::Part);
    assert_eq!(parts(&found.lines[3])[1].1, Gap::Style);
    assert_eq!(parts(&found.lines[4])[1].1, Gap::Part);
}

#[test]
fn a_link_or_span_after_text_is_a_gap_and_text_after_it_reads_on() {
    let found = html("<p>Clerk at <a href=/x>Acme</a>, Berlin</p>");
    assert_eq!(
        parts(&found.lines[0]),
        [
            ("Clerk at", Gap::None),
            ("Acme", Gap::Link),
            (", Berlin", Gap::None)
        ]
    );
    assert_eq!(found.lines[0].runs[1].href.as_deref(), Some("/x"));
    assert_eq!(found.lines[0].text, "Clerk at Acme, Berlin");
}

#[test]
fn a_name_broken_in_its_heading_is_one_line_and_two_facts_are_two() {
    let found = html("<h1>Ana<br>Reis</h1><h2>Hi, I'm <br><span>Ana Reis</span></h2><p>a<br>b</p>");
    assert_eq!(
        texts(&found.lines),
        ["Ana Reis", "Hi, I'm", "Ana Reis", "a", "b"]
    );
    assert_eq!(parts(&found.lines[0])[1].1, Gap::Part);
}

#[test]
fn lists_terms_and_rows_are_known_by_their_first_lines() {
    let found = html(
        "<ul><li>a<br>b<ul><li>c</ul><li></li></ul><p>d</p><dl><dt>e<dd>f</dl><table><tr><td>g<td>h</table>",
    );
    let opens: Vec<(&str, u8, u8, bool, bool)> = found
        .lines
        .iter()
        .map(|line| {
            let opens = line.opens;
            (
                line.text.as_str(),
                line.depth,
                opens.item,
                opens.term,
                opens.row,
            )
        })
        .collect();
    assert_eq!(
        opens,
        [
            ("a", 1, 1, false, false),
            ("b", 1, 0, false, false),
            ("c", 2, 2, false, false),
            ("d", 0, 0, false, false),
            ("e", 0, 0, true, false),
            ("f", 0, 0, false, false),
            ("g h", 0, 0, false, true),
        ]
    );
    let tags: Vec<&str> = found.lines.iter().map(|line| line.tag).collect();
    assert_eq!(tags, ["li", "li", "li", "p", "dt", "dd", "tr"]);
}

#[test]
fn cells_with_lines_of_their_own_are_lines() {
    let found = html("<table><tr><td>2021</td><td><b>Clerk</b><br>Acme</td></tr></table>");
    assert_eq!(texts(&found.lines), ["2021", "Clerk", "Acme"]);
    assert_eq!(found.lines[1].tag, "td");
    assert!(found.lines[0].opens.row && !found.lines[1].opens.row);
}

#[test]
fn headings_are_known_by_element_and_by_role() {
    let found =
        html("<h3>a</h3><div role=heading aria-level=4>b</div><span role=heading>c</span>d");
    let levels: Vec<u8> = found.lines.iter().map(|line| line.heading).collect();
    assert_eq!(levels, [3, 4, 2, 0]);
}

#[test]
fn classes_and_properties_name_the_fields_of_runs() {
    let found = html(
        "<div class=experience-card><div class=company>Acme</div><p><span itemprop=jobTitle>Clerk</span> <time>2020</time></p></div><p itemscope itemtype='https://schema.org/Person'><span itemprop=name>Ana</span></p>",
    );
    let fields: Vec<Fields> = found
        .lines
        .iter()
        .flat_map(|line| line.runs.iter().map(|run| run.fields))
        .collect();
    let card = Fields::CARD;
    assert_eq!(
        fields,
        [
            Fields::ORGANIZATION.or(card),
            Fields::TITLE.or(card),
            Fields::PERIOD.or(card),
            Fields::PERSON
        ]
    );
    assert_eq!(&*found.lines[0].class, "company");
}

#[test]
fn a_long_block_names_no_field_of_its_lines_but_a_card_does() {
    let long = "kept the books of the harbour and told everyone ".repeat(5);
    let found = html(&format!("<div class='role job-card'><p>{long}</p></div>"));
    assert_eq!(found.lines[0].runs[0].fields, Fields::CARD);
}

#[test]
fn emphasis_and_marks_are_those_of_the_elements_around() {
    let found = html(
        "<p><span class=big>a <b>b</b></span> <code>c</code> <span style='font-weight:600'>d</span></p>",
    );
    let runs = &found.lines[0].runs;
    assert_eq!(runs[0].mark.as_deref(), Some("big"));
    assert!(runs[1].emphasis.strong && runs[1].mark.as_deref() == Some("big"));
    assert!(runs[2].emphasis.code && runs[2].mark.is_none());
    assert!(runs[3].emphasis.strong);
}

#[test]
fn stars_in_html_are_bold() {
    let found = markdown("<div>\n<p>**Clerk**, Acme **2020**</p>\n</div>\n");
    let strong: Vec<bool> = found.lines[0]
        .runs
        .iter()
        .map(|run| run.emphasis.strong)
        .collect();
    assert_eq!(found.lines[0].text, "Clerk, Acme 2020");
    assert_eq!(strong, [true, false, true]);
}

#[test]
fn line_ends_of_markdown_are_breaks_and_those_of_html_are_blanks() {
    let text = "Acme Ltd\n**Clerk**\n*Berlin*\n";
    assert_eq!(
        texts(&markdown(text).lines),
        ["Acme Ltd", "Clerk", "Berlin"]
    );
    assert_eq!(
        texts(&html("<p>Acme Ltd\n<b>Clerk</b>\nBerlin").lines),
        ["Acme Ltd Clerk Berlin"]
    );
    let inner = markdown("<div>\n<p>Acme Ltd\nBerlin</p>\n\nAcme Ltd\nBerlin\n\n</div>\n");
    assert_eq!(
        texts(&inner.lines),
        ["Acme Ltd Berlin", "Acme Ltd", "Berlin"]
    );
    let items = markdown("- Clerk\n  Acme\n  - x\n- Cook  \n  Bistro\n");
    assert_eq!(
        texts(&items.lines),
        ["Clerk", "Acme", "x", "Cook", "Bistro"]
    );
}

#[test]
fn typed_text_keeps_its_lines() {
    let found = html("<pre>Ana Reis\n  Clerk\n\nAcme</pre>");
    assert_eq!(texts(&found.lines), ["Ana Reis", "Clerk", "Acme"]);
}

#[test]
fn typed_bullets_are_items() {
    let found = html("<p>• Hired nine<br>– Planned shifts<br>plain</p>");
    let lines: Vec<(&str, u8, u8)> = found
        .lines
        .iter()
        .map(|line| (line.text.as_str(), line.depth, line.opens.item))
        .collect();
    assert_eq!(
        lines,
        [
            ("Hired nine", 1, 1),
            ("Planned shifts", 1, 1),
            ("plain", 0, 0)
        ]
    );
}

#[test]
fn every_line_knows_its_place_in_the_source() {
    let found = html("<p>a\nb\n<b>c</b><br>\nd</p>\n<nav>x\ny</nav>\n<p\n>e</p>");
    let sources: Vec<usize> = found.lines.iter().map(|line| line.source).collect();
    assert_eq!(sources, [1, 4, 8]);
    let found = markdown("---\na: b\n---\n\n# A\n\nB\nC\n\n- d\n");
    let sources: Vec<usize> = found.lines.iter().map(|line| line.source).collect();
    assert_eq!(sources, [5, 7, 8, 10]);
}

#[test]
fn lines_of_the_foot_follow_in_number() {
    let found = html(
        "<p>a</p><footer>b</footer><article><p>c</p><footer>2020</footer></article><div class=cta-section>d</div><p>© 2024 Ana</p>",
    );
    assert_eq!(texts(&found.lines), ["a", "c", "2020"]);
    assert_eq!(texts(&found.foot), ["b", "d", "© 2024 Ana"]);
    let numbers: Vec<usize> = found
        .lines
        .iter()
        .chain(&found.foot)
        .map(|line| line.index)
        .collect();
    assert_eq!(numbers, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn what_is_left_out_is_told_with_its_reason() {
    let found = html(
        "<nav><a href=/a>Home</a></nav><div class='top-menu'>Menu</div><form>Write <label>Name</label></form><p>kept <a class='btn btn-primary' href=/x>Read it</a></p><p class=d-none>secret</p><section class=testimonials>Great!</section><p>Your Name</p><span class=material-icons>mail</span><ul><li><a href='#a'>A</a><li><a href='#b'>B</a></ul>",
    );
    assert_eq!(texts(&found.lines), ["kept"]);
    assert_eq!(
        unread(&found),
        [
            ("Home", Why::Navigation),
            ("Menu", Why::Navigation),
            ("Write Name", Why::Control),
            ("Read it", Why::Call),
            ("secret", Why::Unseen),
            ("Great!", Why::Elsewhere),
            ("Your Name", Why::Template),
            ("mail", Why::Unseen),
            ("A", Why::Navigation),
            ("B", Why::Navigation),
        ]
    );
}

#[test]
fn a_wrapper_with_a_menus_class_is_the_page_itself() {
    let long = "<p>Kept the books of the harbour and told everyone.</p>".repeat(12);
    let found = html(&format!("<div class=menu-wrapper>{long}</div>"));
    assert_eq!(found.lines.len(), 12);
    let found =
        html("<header class=navbar><h1>Ana Reis</h1><ul class=nav-menu><li>x</ul></header>");
    assert_eq!(texts(&found.lines), ["Ana Reis"]);
}

#[test]
fn a_tag_on_a_buttons_ground_is_no_button() {
    let found =
        html("<p><span class='btn btn-sm'>Rust</span> <span class='btn btn-sm'>Go</span></p>");
    assert_eq!(texts(&found.lines), ["Rust Go"]);
}

#[test]
fn links_without_words_keep_their_addresses() {
    let found = html(
        "<div class=social-icons><a href='https://github.com/ana'><i class='fab fa-github'></i></a><a href='mailto:a@b.org'><span class=sr-only>Mail</span></a></div><nav><a href='/x'>X</a><a href='https://x.com/ana'>@ana</a></nav><p>Tide <a class=btn href='https://t.org'>Demo</a></p>",
    );
    let hrefs = |lines: &[Rc<Line>]| -> Vec<(String, Vec<String>)> {
        let of = |line: &Rc<Line>| {
            let hrefs = line.runs.iter().filter_map(|run| run.href.as_deref());
            (line.text.clone(), hrefs.map(str::to_owned).collect())
        };
        lines.iter().map(of).collect()
    };
    assert_eq!(
        hrefs(&found.lines),
        [
            (
                String::new(),
                vec![
                    "https://github.com/ana".to_owned(),
                    "mailto:a@b.org".to_owned()
                ]
            ),
            ("Tide".to_owned(), vec!["https://t.org".to_owned()]),
        ]
    );
    assert_eq!(
        hrefs(&found.foot),
        [(String::new(), vec!["https://x.com/ana".to_owned()])]
    );
}

#[test]
fn what_some_screen_or_click_shows_is_content() {
    let found = html(
        "<p class='hidden md:block'>a</p><div class='tab-pane hidden'>b</div><p class='d-none d-lg-flex'>c</p><p class='sm:hidden'>d</p>",
    );
    assert_eq!(texts(&found.lines), ["a", "b", "c", "d"]);
    let twins = html(
        "<p><span class='hidden md:inline'>January 2020</span><span class='md:hidden'>2020</span></p>",
    );
    assert_eq!(texts(&twins.lines), ["January 2020"]);
    assert_eq!(unread(&twins), [("2020", Why::Repeated)]);
}

#[test]
fn of_twins_in_two_languages_that_of_the_page_is_read() {
    let page = |lang: &str| {
        format!(
            "<html lang={lang}><body><h2><span data-de>Beruf</span> <span data-en>Work</span></h2><p>Apr 2021 - <span data-de>heute</span><span data-en>Present</span></p><p data-de>eins</p><p data-en>one</p><p data-de>zwei</p><p data-en>two</p>"
        )
    };
    assert_eq!(
        texts(&html(&page("de")).lines),
        ["Beruf", "Apr 2021 - heute", "eins", "zwei"]
    );
    assert_eq!(
        texts(&html(&page("en")).lines),
        ["Work", "Apr 2021 - Present", "one", "two"]
    );
    assert_eq!(
        texts(&html(&page("fr")).lines),
        ["Beruf", "Apr 2021 - heute", "eins", "zwei"]
    );
    let found = html(&page("de"));
    assert!(found.unread.iter().all(|told| told.why == Why::Repeated));
    assert_eq!(found.unread.len(), 4);
}

#[test]
fn a_text_in_another_language_without_a_twin_is_content() {
    let found = html(
        "<html lang=en><body><p lang=de>Allein</p><div data-id=3>x</div><div data-id=4>y</div><p><span lang=ja>船</span> is a ship</p>",
    );
    assert_eq!(texts(&found.lines), ["Allein", "x", "y", "船 is a ship"]);
}

#[test]
fn signs_that_nobody_sees_are_gone() {
    let found = html(
        "<p>so\u{ad}ft\u{200b} \u{f0e0} cafe\u{301} <b>\u{f001}</b></p><h2>Skills <a href='#skills'>¶</a></h2>",
    );
    assert_eq!(texts(&found.lines), ["soft café", "Skills"]);
}

#[test]
fn labels_without_a_templates_values_are_told() {
    let found =
        markdown("Email: {{ site.email }}\n\nKept the books of all harbours for {{ x }} years\n");
    assert_eq!(
        texts(&found.lines),
        ["Kept the books of all harbours for years"]
    );
    assert_eq!(unread(&found), [("Email:", Why::Template)]);
}

#[test]
fn what_is_left_out_between_two_texts_does_not_join_them() {
    let found =
        html("<div>Clerk<nav>Menu</nav>Acme</div><p>one<span class=sr-only>!</span>self</p>");
    assert_eq!(texts(&found.lines), ["Clerk", "Acme", "oneself"]);
}

#[test]
fn letters_without_blanks_between_words_get_none_at_a_line_end() {
    let found = html("<p>船の\n時刻表\nfor ships</p>");
    assert_eq!(found.lines[0].text, "船の時刻表 for ships");
}

#[test]
fn the_title_is_kept_apart() {
    let found = html("<head><title>Ana  Reis</title></head><p>a</p>");
    assert_eq!(found.title.as_deref(), Some("Ana Reis"));
    assert_eq!(texts(&found.lines), ["a"]);
}

#[test]
fn every_word_of_a_page_is_in_a_line_or_told() {
    let page = "<html lang=en><body><nav>n1</nav><h1>h1a<br>h1b</h1><div>d1<p>p1 <b>b1</b><span hidden>x</span></p>d2<table><tr><th>t1</th><td>t2</td></tr></table><a href=x>a1<div>a2</div></a></div><p lang=de>l1</p><p lang=en>l2</p><ul><li>i1<p>i2</p></ul><footer>f1</footer><p class=hide>u1</p><figure><figcaption>c1</figcaption></figure><blockquote>q1</blockquote><address>ad1</address><details><summary>s1</summary>s2</details><pre>pr1\npr2</pre>text";
    let found = html(page);
    let mut words: Vec<String> = found
        .lines
        .iter()
        .chain(&found.foot)
        .map(|line| line.text.clone())
        .chain(found.unread.iter().map(|told| told.text.clone()))
        .flat_map(|text| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    words.sort();
    let mut expected = vec![
        "n1", "h1a", "h1b", "d1", "p1", "b1", "d2", "t1", "t2", "a1", "a2", "l1", "l2", "i1", "i2",
        "f1", "u1", "c1", "q1", "ad1", "s1", "s2", "pr1", "pr2", "text",
    ];
    expected.sort_unstable();
    assert_eq!(words, expected);
}

#[test]
fn runs_ascend_and_cover_all_but_blanks() {
    let found = html(
        "<p>  İa <b> 船 </b>\u{301}é<i></i><a href=x> y</a><span>z</span>, (<small>q</small>) </p><table><tr><td>a<td> b <td><td>c</table>",
    );
    for line in &found.lines {
        let mut at = 0;
        for run in &line.runs {
            assert!(line.text[at..run.at.start].trim().is_empty(), "{line:?}");
            assert_eq!(line.text[run.at.clone()].trim(), &line.text[run.at.clone()]);
            at = run.at.end;
        }
        assert_eq!(at, line.text.len());
        assert_eq!(line.text, crate::extract::fold::spaced(&line.text));
    }
}

fn dates_of_row(row: &str) -> Vec<String> {
    let mut lines = html(&format!("<table>{row}<tr><td>a<td>b<td>c</table>")).lines;
    let line = Rc::make_mut(&mut lines[0]);
    crate::extract::reader::annotate::annotate(crate::extract::reader::lexicon(), line);
    let dates = line.notes.dates.iter();
    dates
        .map(|date| {
            format!(
                "{}{}",
                date.at.len(),
                if date.is_range { " range" } else { "" }
            )
        })
        .collect()
}

#[test]
fn cells_side_by_side_are_one_date() {
    assert_eq!(dates_of_row("<tr><td>2018<td>01<td>Mill school"), ["7"]);
    assert_eq!(dates_of_row("<tr><td>Mill<td>2018<td>4月"), ["9"]);
    assert_eq!(dates_of_row("<tr><td>2018<td>40<td>Mill"), ["4"]);
    assert_eq!(dates_of_row("<tr><td>2018<td>2021<td>Mill"), ["9 range"]);
    assert_eq!(dates_of_row("<tr><td>2021<td>2018<td>Mill"), ["4", "4"]);
    assert_eq!(dates_of_row("<tr><td>2018<td>Mill<td>2021"), ["4", "4"]);
}
