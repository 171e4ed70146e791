//! What `extract --explain` says: no text of a source is passed over in silence, and none
//! that the résumé holds is called left out.

use std::path::Path;

use vitae::extract::{self, Explanation};
use vitae::read::{self, Request};

fn explained(path: &Path) -> Explanation {
    let request = Request::new(path.to_str().expect("an ASCII path"));
    let (sources, mut findings) = read::sources(&request).expect("readable sources");
    let (resume, told) = extract::resume(&sources).expect("a résumé");
    findings.append(told);
    extract::explain(&sources, &resume, &findings)
}

/// Explains one file of a name.
fn of(name: &str, text: &str) -> Explanation {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("written");
    explained(&path)
}

/// What was left out with its reason, in order.
fn left(told: &Explanation) -> Vec<(&str, &str)> {
    told.left
        .iter()
        .map(|left| (left.text.as_str(), left.why.as_str()))
        .collect()
}

#[test]
fn every_value_of_a_data_file_is_taken_or_listed() {
    let told = of(
        "cv.yml",
        "name: Ana Reis\nemail: ana@example.org\ncolour: teal\ntheme:\n  a: 1\n  b: 2\n  c: 3\n  d: x\n\
         experience:\n  - position: Pilot\n    company: Harbour of Bergen\n    start: 2019\n    end: 2021\n    \
         boat: Elsa\nskills:\n  - name: Radar\n    level: 90\n",
    );
    assert_eq!(
        left(&told),
        [
            ("teal", "a setting of the site"),
            ("`theme:` and 4 values below it", "a setting of the site"),
            ("90", "the level of a skill"),
        ]
    );
    assert_eq!(told.left[2].span.position(), (17, 12));
    let by = |value: &str| {
        let taken = told.taken.iter().find(|taken| taken.value == value);
        taken.expect(value).by.clone()
    };
    assert_eq!(by("Harbour of Bergen"), "the key `company`");
    assert_eq!(by("ana@example.org"), "the key `email`");
}

#[test]
fn text_in_another_language_is_listed_as_that() {
    let told = of(
        "cv.yml",
        "name: Ana Reis\nskills:\n  - { en: Sailing, fr: La voile }\n  - { en: Knots, fr: Les nœuds }\n",
    );
    assert_eq!(
        left(&told),
        [
            ("La voile", "another language of the same text"),
            ("Les nœuds", "another language of the same text"),
        ]
    );
}

#[test]
fn a_front_matter_is_explained_like_a_data_file() {
    let told = of(
        "page.md",
        "---\nlayout: page\ntitle: Pilot | Harbours and Rivers\nlang: en\nmood: calm\n---\n\n# Ana Reis\n\nana@example.org\n\n## Skills\n\n- Radar\n",
    );
    assert_eq!(
        left(&told),
        [
            ("page", "a setting of the site"),
            ("Harbours and Rivers", "the rest of `title` is not used"),
            ("calm", "no field of a résumé is called `mood`"),
        ]
    );
    let title = told.taken.iter().find(|taken| taken.field == "headline");
    assert_eq!(
        title.expect("a headline").by,
        "the key `title` of the front matter"
    );
}

#[test]
fn what_is_left_out_is_quoted_as_it_was_written() {
    let told = of(
        "page.html",
        "<h1>Ana Reis</h1><p>ana@example.org</p>\n<h2>Experience</h2>\n<h3>Pilot</h3>\n<p>Port of Bergen</p>\n\
         <p>Jan 2009 – Jan 2012 (3 years)</p>\n<h2>Skills</h2>\n<ul><li>RADAR</li>\n<li>ISO-Charts</li></ul>\n\
         <p>Radar</p>\n",
    );
    let told = left(&told);
    assert!(
        told.contains(&("(3 years)", "a length of time that the dates tell")),
        "{told:?}"
    );
    assert!(told.contains(&("Radar", "said before")), "{told:?}");
    assert!(
        !told.iter().any(|(text, _)| text.contains("Charts")),
        "{told:?}"
    );
}

#[test]
fn the_words_of_a_link_that_is_kept_are_not_left_out() {
    let told = of(
        "page.html",
        "<h1>Ana Reis</h1>\n<p><a href='mailto:ana@example.org?subject=Hi'>Write to me</a> · \
         <a href='https://github.com/anareis'>GitHub</a></p>\n<h2>Skills</h2>\n\
         <p><span>Radar</span><span>Charts</span></p>\n",
    );
    assert_eq!(left(&told), []);
}

#[test]
fn every_paragraph_of_a_part_has_the_reason_of_the_part() {
    let told = of(
        "page.html",
        "<h1>Ana Reis</h1><p>ana@example.org</p>\n<h2>About</h2>\n<p>I pilot ships into narrow harbours at night.</p>\n\
         <section class=testimonials>\n<h3>Words</h3>\n<p>\nShe never\ntouched a quay.\n</p>\n</section>\n<h2>Skills</h2>\n<p>Radar</p>\n",
    );
    let of_words: Vec<&str> = told
        .left
        .iter()
        .filter(|left| left.text.contains("Words") || left.text.contains("quay"))
        .map(|left| left.why.as_str())
        .collect();
    assert_eq!(of_words, ["a part that no résumé holds"; 2]);
}

#[test]
fn of_a_folder_the_page_that_was_taken_is_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("written");
    };
    write("a.md", "# Notes\n\nNothing of note.\n");
    write(
        "b.md",
        "# Ana Reis\n\nana@example.org\n\n## Skills\n\n- Radar\n- Charts\n\n## Experience\n\n### Pilot\n\n2019 – 2020\n\n- Piloted ships.\n\n<p class=\"hidden\">Draft</p>\n",
    );
    let told = explained(folder.path());
    let last = told.left.last().expect("the other page");
    assert!(last.text.ends_with("a.md`"), "{told}");
    assert_eq!(last.why, "a page of the folder that was not read");
    let name = told
        .taken
        .iter()
        .find(|taken| taken.field == "name")
        .expect("a name");
    assert_eq!(name.by, "a heading, read as name");
    assert!(
        told.left
            .iter()
            .all(|left| !left.text.contains("Nothing of note")),
        "{told}"
    );
}

#[test]
fn samples_of_data_leave_nothing_unexplained() {
    for file in ["experience.yml", "portfolio.json", "resume.toml"] {
        let told = explained(&Path::new("samples/data").join(file));
        assert_eq!(left(&told), [], "{file}");
        for taken in &told.taken {
            assert!(taken.by.starts_with("the key `"), "{file}: {taken:?}");
        }
    }
}

#[test]
fn what_the_style_hides_is_not_taken_from_marks_either() {
    let told = of(
        "page.html",
        "<main itemscope itemtype='http://schema.org/Person'><h1 itemprop=name>Ana Reis</h1>\n\
         <p><span itemprop=email>ana@example.org</span></p>\n\
         <p><span class='contact hide' itemprop=telephone>+47 555 01 234</span></p>\n\
         <h2>Skills</h2>\n<p>Radar</p></main>\n",
    );
    assert_eq!(
        left(&told),
        [("+47 555 01 234", "the page's style hides it")]
    );
    assert!(
        told.taken.iter().all(|taken| !taken.value.contains("555")),
        "{told}"
    );
}

#[test]
fn a_templates_placeholders_go_with_one_note_and_are_listed() {
    let page = "<h1>Ana Reis</h1><p>ana@example.org</p>\n<h2>Experience</h2>\n<h3>Employer Name</h3>\n<p>Job Title</p>\n\
         <p>Lorem ipsum dolor sit amet, consectetur adipiscing elit.</p>\n<h2>Skills</h2>\n<ul><li>Lorem Ipsum Generators</li></ul>\n";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    std::fs::write(&path, page).expect("written");
    let request = Request::new(path.to_str().expect("an ASCII path"));
    let (sources, _) = read::sources(&request).expect("a page");
    let (resume, findings) = extract::resume(&sources).expect("a résumé");
    let notes: Vec<_> = findings
        .iter()
        .filter(|finding| finding.message.contains("placeholder"))
        .collect();
    assert_eq!(notes.len(), 1, "{findings:?}");
    assert_eq!(
        notes[0].message,
        "3 placeholders of the template are left out"
    );
    assert_eq!(notes[0].span.as_ref().expect("placed").position().0, 3);
    let told = extract::explain(&sources, &resume, &findings);
    let listed = told
        .left
        .iter()
        .filter(|left| left.why == "a template's placeholder");
    assert_eq!(listed.count(), 3, "{told}");
    assert!(
        told.taken
            .iter()
            .any(|taken| taken.value == "Lorem Ipsum Generators")
    );
    assert!(
        told.taken
            .iter()
            .all(|taken| !taken.value.contains("Employer Name"))
    );
}

#[test]
fn a_page_of_placeholders_alone_holds_nothing() {
    for (name, text) in [
        (
            "page.md",
            "# Your Name\n\n## Experience\n\n### Job Title\n\nCompany Name\n\n- Lorem ipsum dolor sit amet, consectetur.\n",
        ),
        (
            "cv.yml",
            "name: Your Name\nexperience:\n  - title: Job title\n    company: Company name\n",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        let request = Request::new(path.to_str().expect("an ASCII path"));
        let (sources, _) = read::sources(&request).expect("readable");
        let refused = extract::resume(&sources).expect_err(name);
        assert!(refused.has_errors());
        assert!(
            refused
                .iter()
                .any(|finding| finding.message.contains("placeholders"))
        );
    }
}
