//! Word files as pages: what their reader sees is read, whatever wrote them.

mod bad;
mod file;
mod own;

use serde_json::Value;
use vitae::resume::to_json;
use vitae::{extract, read};

use file::{File, TAB, bold, field, item, p, run, styled};

/// The résumé in a file as JSON Resume.
fn read(bytes: Vec<u8>) -> Value {
    let sources = read::sources_in_memory("cv.docx", bytes).expect("a page");
    let (resume, _) = extract::resume(&sources).expect("a résumé");
    serde_json::from_str(&to_json(&resume)).expect("JSON")
}

/// The names of headings that programs give in their languages, by the levels of the outline.
const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"Überschrift 1\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"Own\"/><w:pPr>\
    <w:outlineLvl w:val=\"1\"/></w:pPr></w:style>";

/// Two jobs and a degree, each with its dates behind a tab.
fn body() -> String {
    [
        styled("T", &run("Runa Falk")),
        p(&run("runa@example.org | +46 555 010 204 | Lund, Sweden")),
        styled("H1", &run("Experience")),
        p(&[
            &bold("Ferry Dispatcher"),
            &run(", Sundlinjen"),
            TAB,
            &run("2019 – 2023"),
        ]
        .concat()),
        item("Ran the timetable of nine ferries"),
        item("Cut waiting from 40 to 12 minutes"),
        p(&[
            &bold("Deckhand"),
            &run(", Havsbolaget"),
            TAB,
            &run("2015 – 2019"),
        ]
        .concat()),
        item("Moored ships in every weather"),
        styled("H1", &run("Education")),
        p(&[
            &bold("BSc Nautical Science"),
            &run(", Chalmers"),
            TAB,
            &run("2012 – 2015"),
        ]
        .concat()),
    ]
    .concat()
}

#[test]
fn styles_tabs_bold_leads_and_lists_are_read() {
    let found = read(File::new(&body()).styles(STYLES).bytes());
    assert_eq!(found["basics"]["name"], "Runa Falk");
    assert_eq!(found["basics"]["email"], "runa@example.org");
    let work = &found["work"];
    assert_eq!(work[0]["position"], "Ferry Dispatcher");
    assert_eq!(work[0]["name"], "Sundlinjen");
    assert_eq!(work[0]["startDate"], "2019");
    assert_eq!(
        work[0]["highlights"][1],
        "Cut waiting from 40 to 12 minutes"
    );
    assert_eq!(work[1]["position"], "Deckhand");
    assert_eq!(found["education"][0]["institution"], "Chalmers");
}

#[test]
fn without_styles_the_look_tells_what_titles_a_part() {
    let large = |size: u16, text: &str| {
        p(&format!(
            "<w:r><w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr><w:t>{text}</w:t></w:r>"
        ))
    };
    let body = body()
        .replace(&styled("T", &run("Runa Falk")), &large(40, "Runa Falk"))
        .replace(&styled("H1", &run("Experience")), &large(28, "Experience"))
        .replace(&styled("H1", &run("Education")), &large(28, "Education"));
    let found = read(File::new(&body).bytes());
    assert_eq!(found["basics"]["name"], "Runa Falk");
    assert_eq!(found["work"][1]["position"], "Deckhand");
    assert_eq!(found["education"][0]["institution"], "Chalmers");
}

#[test]
fn what_was_inserted_counts_and_what_was_deleted_hidden_or_commented_does_not() {
    let deleted = "<w:del w:id=\"1\"><w:r><w:delText>Untrue </w:delText></w:r></w:del>";
    let inserted = format!("<w:ins w:id=\"2\">{}</w:ins>", run(" and pilots"));
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t> Unseen</w:t></w:r>";
    let struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t> Struck</w:t></w:r>";
    let remark = "<w:r><w:commentReference w:id=\"0\"/></w:r>";
    let joined = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr>\
        <w:del w:id=\"3\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">Moored ships </w:t></w:r></w:p>";
    let body = body()
        .replace(
            &run("Ran the timetable of nine ferries"),
            &[
                deleted,
                &run("Ran nine ferries"),
                &inserted,
                hidden,
                struck,
                remark,
            ]
            .concat(),
        )
        .replace(
            &item("Moored ships in every weather"),
            &[joined, &item("in every weather")].concat(),
        );
    let file = File::new(&body).styles(STYLES).part(
        "comments",
        "comments",
        &format!(
            "<w:comment w:id=\"0\">{}</w:comment>",
            p(&run("Is this so?"))
        ),
    );
    let found = read(file.bytes());
    assert_eq!(
        found["work"][0]["highlights"][0],
        "Ran nine ferries and pilots"
    );
    assert_eq!(
        found["work"][1]["highlights"][0],
        "Moored ships in every weather"
    );
    let all = found.to_string();
    for unseen in ["Untrue", "Unseen", "Struck", "Is this so"] {
        assert!(!all.contains(unseen), "{unseen}");
    }
}

#[test]
fn links_and_fields_are_shown_by_their_results() {
    let own = format!(
        "<w:hyperlink r:id=\"site\">{}</w:hyperlink>",
        run("runafalk.example")
    );
    let computed = field(" HYPERLINK \"https://github.com/runafalk\" ", "GitHub");
    let line = p(&[&run("Lund | "), &*own, &run(" | "), &computed].concat());
    let body = body()
        .replace(
            &styled("H1", &run("Experience")),
            &[line, styled("H1", &run("Experience"))].concat(),
        )
        .replace(
            &run("2015 – 2019"),
            &[run("2015 – "), field(" DATE ", "2019")].concat(),
        );
    let file = File::new(&body)
        .styles(STYLES)
        .link("site", "https://runafalk.example");
    let found = read(file.bytes());
    let basics = found["basics"].to_string();
    assert!(basics.contains("https://runafalk.example"), "{basics}");
    assert!(basics.contains("https://github.com/runafalk"), "{basics}");
    assert_eq!(found["work"][1]["endDate"], "2019");
    assert!(!found.to_string().contains("HYPERLINK"));
}

#[test]
fn names_and_contacts_in_the_head_of_pages_count_and_their_numbers_do_not() {
    let body = body().replace(&styled("T", &run("Runa Falk")), "").replace(
        &p(&run("runa@example.org | +46 555 010 204 | Lund, Sweden")),
        "",
    );
    let number = [
        run("Runa Falk | Page "),
        field(" PAGE ", "1"),
        run(" of "),
        field(" NUMPAGES ", "3"),
    ];
    let file = File::new(&body)
        .styles(STYLES)
        .margin("header", "default", &styled("T", &run("Runa Falk")))
        .margin(
            "footer",
            "default",
            &[
                p(&number.concat()),
                p(&run("runa@example.org · +46 555 010 204")),
            ]
            .concat(),
        );
    let found = read(file.bytes());
    assert_eq!(found["basics"]["name"], "Runa Falk");
    assert_eq!(found["basics"]["email"], "runa@example.org");
    assert_eq!(found["basics"]["phone"], "+46 555 010 204");
    assert!(!found.to_string().contains("Page"), "{found}");
}

#[test]
fn tables_that_lay_out_and_boxes_of_text_are_parts_of_the_page() {
    let side = [
        styled("H1", &run("Skills")),
        item("Radar"),
        item("Radio"),
        item("Knots"),
    ]
    .concat();
    let row = |cells: &[String]| {
        let cells: String = cells
            .iter()
            .map(|cell| format!("<w:tc>{cell}</w:tc>"))
            .collect();
        format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    };
    let table = row(&[side.clone(), body()]);
    let found = read(File::new(&table).styles(STYLES).bytes());
    let check = |found: &Value| {
        assert_eq!(found["basics"]["name"], "Runa Falk");
        assert_eq!(found["work"][0]["name"], "Sundlinjen");
        assert_eq!(
            found["work"][1]["highlights"][0],
            "Moored ships in every weather"
        );
        let skills = found["skills"].to_string();
        assert!(
            skills.contains("Radar") && skills.contains("Knots"),
            "{skills}"
        );
    };
    check(&found);
    // The same text stands twice: as a shape, and for programs that know none.
    let shape = format!(
        "<w:p><w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:drawing><wps:txbx \
         xmlns:wps=\"s\"><w:txbxContent>{side}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><w:txbxContent>{side}</w:txbxContent></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r></w:p>"
    );
    let found = read(File::new(&[body(), shape].concat()).styles(STYLES).bytes());
    check(&found);
    assert_eq!(found.to_string().matches("Radar").count(), 1);
}

#[test]
fn a_table_of_dates_and_jobs_is_read_by_its_rows() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(&run(text)));
    let rows: String = [
        ["2019 – 2023", "Ferry Dispatcher", "Sundlinjen"],
        ["2015 – 2019", "Deckhand", "Havsbolaget"],
        ["2012 – 2015", "Ticket Seller", "Lundabussen"],
    ]
    .iter()
    .map(|row| {
        format!(
            "<w:tr>{}</w:tr>",
            row.iter().map(|text| cell(text)).collect::<String>()
        )
    })
    .collect();
    let body = [
        styled("T", &run("Runa Falk")),
        p(&run("runa@example.org")),
        styled("H1", &run("Experience")),
        format!("<w:tbl>{rows}</w:tbl>"),
    ];
    let found = read(File::new(&body.concat()).styles(STYLES).bytes());
    assert_eq!(found["work"][2]["position"], "Ticket Seller", "{found}");
    assert_eq!(found["work"][2]["name"], "Lundabussen");
    assert_eq!(found["work"][0]["startDate"], "2019");
}

#[test]
fn signs_of_picture_fonts_and_soft_hyphens_are_no_letters() {
    let sign = "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F028\"/></w:r>";
    let bullet = "<w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>\u{b7}</w:t></w:r>";
    let soft = "<w:r><w:t>Moored sh</w:t><w:softHyphen/><w:t>ips in every weather</w:t></w:r>";
    let body = body()
        .replace(
            "runa@example.org",
            &format!("</w:t></w:r>{sign}<w:r><w:t> runa@example.org"),
        )
        .replace(
            &item("Moored ships in every weather"),
            &p(&[bullet, TAB, soft].concat()),
        );
    let found = read(File::new(&body).styles(STYLES).bytes());
    assert_eq!(found["basics"]["email"], "runa@example.org");
    assert_eq!(
        found["work"][1]["highlights"][0],
        "Moored ships in every weather"
    );
}

#[test]
fn findings_name_the_paragraph() {
    let body = body().replace("2015 – 2019", "2019 – 2015");
    let file = File::new(&body).styles(STYLES).bytes();
    let sources = read::sources_in_memory("cv.docx", file).expect("a page");
    let (_, findings) = extract::resume(&sources).expect("a résumé");
    let places: Vec<String> = findings
        .iter()
        .filter_map(|finding| finding.span.as_ref().map(ToString::to_string))
        .collect();
    assert!(
        places.contains(&"cv.docx, paragraph 7".to_owned()),
        "{places:?}"
    );
}
