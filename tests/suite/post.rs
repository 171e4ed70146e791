//! What goes out with the résumés of a batch: the letters of roles, and drafts of mails.

use std::fs;

use mail_parser::{MessageParser, MimeHeaders};

use crate::batch::{Site, names, said, summary};
use crate::fixture::run;

const SETTINGS: &str = "\
person: { email: tove@example.org }
roles:
  backend:
    pages: backend.md
    letter: harbour.md
    mail: { to: jobs@example.com, subject: 'Berths: {name}', body: 'Read {name}, {email}.' }
  platform: { pages: platform.md, with: cv.md }
";
const LETTER: &str = "\
---
subject: Senior Backend Engineer
salutation: Dear Ms Sandvik,
closing: Kind regards,
---

I would like to build the service that your pilots trust, and to keep it running in winter.
";

fn site() -> Site {
    let site = Site::new();
    site.write("vitae.yaml", SETTINGS);
    site.write("harbour.md", LETTER);
    site
}

#[test]
fn a_roles_letter_is_made_with_its_résumé_and_left_alone_after() {
    let site = site();
    let arguments = ["--out", "out", "--theme", "modern,classic"];
    let first = site.done(&arguments);
    assert_eq!(
        summary(&first),
        "6 documents: 6 written, 0 unchanged",
        "{first}"
    );
    let found = names(&site.path("out"));
    let letters: Vec<&String> = found
        .iter()
        .filter(|name| name.contains("Letter"))
        .collect();
    assert_eq!(
        letters,
        [
            "Tove-Almeida-Krantz-Letter-classic.docx",
            "Tove-Almeida-Krantz-Letter-classic.pdf",
            "Tove-Almeida-Krantz-Letter-modern.docx",
            "Tove-Almeida-Krantz-Letter-modern.pdf",
        ]
    );
    let again = site.done(&arguments);
    assert_eq!(summary(&again), "6 documents: 0 written, 6 unchanged");
    // It is of one language, and asked for by it.
    site.run(&["--out", "pt", "--lang", "pt", "--format", "pdf"]);
    assert!(!site.path("pt").exists(), "nothing is written in it");
    site.done(&["--out", "en", "--lang", "en", "--format", "pdf"]);
    assert!(
        names(&site.path("en"))
            .iter()
            .any(|name| name.contains("Letter"))
    );
    // A letter that changes is made anew, and no résumé with it.
    site.write("harbour.md", &LETTER.replace("winter", "every winter"));
    let changed = site.done(&arguments);
    assert_eq!(summary(&changed), "6 documents: 2 written, 4 unchanged");
    // Alone, the letter is the same to the byte.
    let alone = [
        "letter", "--role", "backend", "--theme", "classic", "-o", "l.pdf",
    ];
    let output = run(&site.path("."), &alone);
    assert!(output.status.success(), "{}", said(&output));
    let one = fs::read(site.path("l.pdf")).expect("a letter");
    let batch = fs::read(site.path("out/Tove-Almeida-Krantz-Letter-classic.pdf"));
    assert!(one == batch.expect("a letter"));
}

#[test]
fn a_letter_that_is_not_there_stops_no_résumé() {
    let site = site();
    fs::remove_file(site.path("harbour.md")).expect("removed");
    let output = site.run(&["--out", "out", "--format", "pdf"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("there is no letter `harbour.md`"), "{said}");
    assert!(said.contains("vitae.yaml:5:13"), "{said}");
    assert_eq!(
        summary(&said),
        "3 documents: 2 written, 0 unchanged, 1 failed"
    );
}

#[test]
fn drafts_stand_beside_their_résumés_with_the_pdf_in_them() {
    let site = site();
    let arguments = [
        "--out", "out", "--format", "docx", "--mail", "--redact", "email",
    ];
    site.done(&arguments);
    let found = names(&site.path("out"));
    let drafts: Vec<&String> = found.iter().filter(|name| name.ends_with(".eml")).collect();
    assert_eq!(drafts.len(), 2, "a letter has none: {found:?}");
    assert!(
        !found.iter().any(|name| name.ends_with(".pdf")),
        "{found:?}"
    );
    let named = |word: &str| drafts.iter().find(|name| name.contains(word));
    let backend = named("Backend").expect("the role's draft");
    let bytes = fs::read(site.path("out").join(backend)).expect("readable");
    let mail = MessageParser::default().parse(&bytes).expect("a mail");
    assert_eq!(mail.subject(), Some("Berths: Tove Almeida-Krantz"));
    let to = mail.to().and_then(|to| to.first()).expect("an address");
    assert_eq!(to.address(), Some("jobs@example.com"));
    let body = mail.body_text(0).expect("a text");
    assert!(!body.contains("tove@example.org"), "{body}");
    let attached = mail.attachment(0).expect("the PDF");
    let name = backend.replace(".eml", ".pdf");
    assert_eq!(attached.attachment_name(), Some(name.as_str()));
    assert!(attached.contents().starts_with(b"%PDF-"));
    // As it was: left alone. Gone: made again, and nothing else.
    let again = site.done(&arguments);
    assert_eq!(summary(&again), "3 documents: 0 written, 3 unchanged");
    fs::remove_file(site.path("out").join(backend)).expect("removed");
    let once_more = site.done(&arguments);
    assert_eq!(summary(&once_more), "3 documents: 1 written, 2 unchanged");
    assert!(fs::read(site.path("out").join(backend)).expect("readable") == bytes);
    // Other words make other drafts.
    site.write("vitae.yaml", &SETTINGS.replace("Read", "Please read"));
    let reworded = site.done(&arguments);
    assert_eq!(summary(&reworded), "3 documents: 1 written, 2 unchanged");
}
