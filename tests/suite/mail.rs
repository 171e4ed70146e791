//! Drafts of mails: whole messages that other people's parsers read, the same in every run.

use std::fs;
use std::path::Path;
use std::process::Command;

use mail_parser::{MessageParser, MimeHeaders};

use crate::fixture::{self, run, told};

fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(
        fixture::sample("backend.md"),
        folder.path().join("backend.md"),
    )
    .expect("copied");
    folder
}

fn export(folder: &Path, options: &[&str]) {
    let mut arguments = vec!["export", "backend.md"];
    arguments.extend(options);
    let output = run(folder, &arguments);
    assert!(output.status.success(), "{}", told(&output));
}

const STEM: &str = "Ines-Valadares-Senior-Backend-Engineer";

/// What the draft of the sample says, written down by hand.
const BODY: &str = "Hello,

My résumé as Senior Backend Engineer is attached to this message.

You can see more of my work at https://example.org/ines and reach me at ines@example.org or \
+351 22 555 01 47.

Kind regards,
Ines Valadares
";

#[test]
fn a_draft_is_a_whole_message_with_the_pdf_attached() {
    let folder = sample();
    let options = [
        "--mail",
        "Harbour jobs <jobs@example.org>",
        "--date",
        "2026-03-31",
        "--url",
        "https://example.org/ines",
    ];
    export(folder.path(), &options);
    let written = fs::read(folder.path().join(format!("{STEM}.eml"))).expect("a draft");
    let message = MessageParser::default().parse(&written).expect("a message");
    assert_eq!(
        message.subject(),
        Some("Senior Backend Engineer – Ines Valadares")
    );
    let from = message
        .from()
        .and_then(|from| from.first())
        .expect("a sender");
    assert_eq!(from.name(), Some("Ines Valadares"));
    assert_eq!(from.address(), Some("ines@example.org"));
    let to = message.to().and_then(|to| to.first()).expect("a recipient");
    assert_eq!(to.name(), Some("Harbour jobs"));
    assert_eq!(to.address(), Some("jobs@example.org"));
    let unsent = message.header("X-Unsent").and_then(|value| value.as_text());
    assert_eq!(unsent, Some("1"));
    let date = message.date().expect("a date").to_rfc3339();
    assert!(date.starts_with("2026-03-31T00:00:00"), "{date}");
    let id = message.message_id().expect("an identifier");
    assert!(id.ends_with("@example.org"), "{id}");
    let body = message.body_text(0).expect("a text").replace("\r\n", "\n");
    assert_eq!(body.trim_end(), BODY.trim_end());
    assert_eq!(message.attachment_count(), 1);
    let attached = message.attachment(0).expect("an attachment");
    assert_eq!(
        attached.attachment_name(),
        Some(format!("{STEM}.pdf").as_str())
    );
    let pdf = fs::read(folder.path().join(format!("{STEM}.pdf"))).expect("a PDF");
    assert_eq!(attached.contents(), pdf);
    assert!(folder.path().join(format!("{STEM}.docx")).exists());
}

#[test]
fn python_reads_the_same() {
    let script = "
import email, email.policy, json, sys
message = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
body = message.get_body(('plain',))
attached = list(message.iter_attachments())
print(json.dumps({
    'defects': [str(d) for part in message.walk() for d in part.defects]
        + [str(d) for value in message.values() for d in value.defects],
    'subject': message['subject'], 'from': message['from'].addresses[0].display_name,
    'to': str(message['to']), 'unsent': message['x-unsent'], 'date': message['date'],
    'body': body.get_content(), 'names': [part.get_filename() for part in attached],
    'types': [part.get_content_type() for part in attached],
    'starts': attached[0].get_content()[:5].decode('ascii'),
}))
";
    let folder = sample();
    let options = [
        "--name",
        "Zoë Đurić-Ångström",
        "--headline",
        "Développeuse de données — Lyon",
        "--mail",
        "jobs@example.org",
        "-o",
        "Zoë.pdf",
        "--location",
        "Lyon",
    ];
    export(folder.path(), &options);
    let path = folder.path().join("Zoë.eml");
    let python = Command::new("python3")
        .args(["-c", script])
        .arg(&path)
        .output();
    let Ok(output) = python else {
        println!("skipped: there is no python3");
        return;
    };
    assert!(output.status.success(), "{}", told(&output));
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(read["defects"], serde_json::json!([]));
    assert_eq!(
        read["subject"],
        "Développeuse de données — Lyon – Zoë Đurić-Ångström"
    );
    assert_eq!(read["from"], "Zoë Đurić-Ångström");
    assert_eq!(read["to"], "jobs@example.org");
    assert_eq!(read["unsent"], "1");
    assert_eq!(read["date"], serde_json::Value::Null, "no clock is read");
    let body = read["body"].as_str().expect("a text");
    assert!(body.starts_with("Hello,\n\nMy résumé as Développeuse de données — Lyon is attached"));
    assert!(
        body.trim_end()
            .ends_with("Kind regards,\nZoë Đurić-Ångström")
    );
    assert_eq!(read["names"], serde_json::json!(["Zoë.pdf"]));
    assert_eq!(read["types"], serde_json::json!(["application/pdf"]));
    assert_eq!(read["starts"], "%PDF-");
    // Mail is ASCII in lines of CR LF; RFC 5322 (2.1.1) allows 998 signs in one.
    let raw = fs::read(&path).expect("a draft");
    assert!(raw.is_ascii());
    for line in raw.split(|byte| *byte == b'\n') {
        assert!(line.len() <= 999);
        assert!(line.is_empty() || line.ends_with(b"\r"), "a bare line feed");
    }
}

#[test]
fn the_same_document_makes_the_same_draft_and_another_one_another() {
    let folder = sample();
    let draft = |out: &str, options: &[&str]| {
        let mut all = vec!["--mail", "--out", out];
        all.extend(options);
        export(folder.path(), &all);
        fs::read_to_string(folder.path().join(out).join(format!("{STEM}.eml"))).expect("a draft")
    };
    let (one, same) = (draft("a", &[]), draft("b", &[]));
    assert_eq!(one, same);
    assert!(!one.contains("\r\nDate:") && !one.contains("\r\nTo:"));
    let other = draft("c", &["--theme", "compact"]);
    let id = |draft: &str| {
        let at = draft.find("Message-ID: ").expect("an identifier");
        draft[at..].lines().next().map(str::to_owned)
    };
    assert_ne!(id(&one), id(&other));
}

#[test]
fn a_draft_speaks_the_language_of_its_document() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(
        fixture::sample("pages/zeitraum.md"),
        folder.path().join("backend.md"),
    )
    .expect("copied");
    export(
        folder.path(),
        &["--mail", "--name", "Jo Li", "-o", "cv.pdf"],
    );
    let written = fs::read(folder.path().join("cv.eml")).expect("a draft");
    let message = MessageParser::default().parse(&written).expect("a message");
    let body = message.body_text(0).expect("a text");
    assert!(body.starts_with("Guten Tag,"), "{body}");
    assert!(body.contains("Mit freundlichen Grüßen\r\nJo Li") || body.contains("Grüßen\nJo Li"));
}

#[test]
fn a_template_says_it_in_the_users_words() {
    let folder = sample();
    let template = "---\nsubject: '{role}, {{open}}'\n---\n\nDear all,\n\n{name} ({email}) sends \
                    {file} from {location}.\nMore: {link}\n";
    fs::write(folder.path().join("mail.txt"), template).expect("written");
    let options = ["--mail", "--mail-template", "mail.txt", "-o", "cv.docx"];
    let mut arguments = vec!["export", "backend.md"];
    arguments.extend(options);
    let output = run(folder.path(), &arguments);
    assert!(output.status.success(), "{}", told(&output));
    // Nobody gave an address on the web.
    assert!(
        told(&output).contains("nothing is known for `{link}`"),
        "{}",
        told(&output)
    );
    assert!(told(&output).contains("mail.txt:8:7"), "{}", told(&output));
    let written = fs::read(folder.path().join("cv.eml")).expect("a draft");
    let message = MessageParser::default().parse(&written).expect("a message");
    assert_eq!(message.subject(), Some("Senior Backend Engineer, {open}"));
    let body = message.body_text(0).expect("a text").replace("\r\n", "\n");
    let expected = "Dear all,\n\nInes Valadares (ines@example.org) sends cv.pdf from Porto, \
                    Portugal.\nMore:";
    assert_eq!(body.trim_end(), expected);
    // The PDF is attached although only Word was asked for, and is not written.
    assert!(
        message
            .attachment(0)
            .expect("one")
            .contents()
            .starts_with(b"%PDF-")
    );
    assert!(!folder.path().join("cv.pdf").exists());
    assert!(folder.path().join("cv.docx").exists());
}

#[test]
fn what_cannot_be_mailed_is_refused_before_anything_is_written() {
    let folder = sample();
    let cases = [
        (
            vec!["export", "backend.md", "--mail", "jobs@example"],
            "--mail:1:1",
        ),
        (
            vec!["export", "backend.md", "--mail", "-o", "-"],
            "beside a stream",
        ),
        (
            vec!["export", "backend.md", "--mail-template", "x.txt"],
            "--mail",
        ),
    ];
    for (arguments, expected) in cases {
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(told(&output).contains(expected), "{}", told(&output));
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

/// The draft that a role's mail makes, with what the run told.
fn of_role(folder: &Path, mail: &str, options: &[&str]) -> (Vec<u8>, String) {
    let settings = format!("roles:\n  berths:\n    pages: backend.md\n{mail}");
    fs::write(folder.join("vitae.yaml"), settings).expect("written");
    let mut arguments = vec!["export", "-v", "--role", "berths", "-o", "cv.pdf", "--mail"];
    arguments.extend(options);
    let output = run(folder, &arguments);
    assert!(output.status.success(), "{}", told(&output));
    (
        fs::read(folder.join("cv.eml")).expect("a draft"),
        told(&output),
    )
}

#[test]
fn a_roles_mail_has_its_address_subject_and_text() {
    let folder = sample();
    let mail = "    headline: Harbour Engineer\n    mail:\n      to: Crew <crew@example.org>\n      \
                subject: '{role} for your port'\n      body: |\n        Ahoy,\n\n        {name} \
                is {role}.\n";
    let (written, _) = of_role(folder.path(), mail, &[]);
    let message = MessageParser::default().parse(&written).expect("a message");
    assert_eq!(message.subject(), Some("Harbour Engineer for your port"));
    let to = message.to().and_then(|to| to.first()).expect("a recipient");
    assert_eq!(to.address(), Some("crew@example.org"));
    let body = message.body_text(0).expect("a text").replace("\r\n", "\n");
    assert_eq!(
        body.trim_end(),
        "Ahoy,\n\nInes Valadares is Harbour Engineer."
    );
    // The command line goes before the role.
    fs::write(folder.path().join("mine.txt"), "Mine, {name}\n").expect("written");
    let options = ["other@example.org", "--mail-template", "mine.txt"];
    let (written, _) = of_role(folder.path(), mail, &options);
    let message = MessageParser::default().parse(&written).expect("a message");
    let to = message.to().and_then(|to| to.first()).expect("a recipient");
    assert_eq!(to.address(), Some("other@example.org"));
    let body = message.body_text(0).expect("a text");
    assert_eq!(body.trim_end(), "Mine, Ines Valadares");
}

#[test]
fn a_roles_text_may_be_a_file_and_its_subject_goes_before_the_files() {
    let folder = sample();
    fs::create_dir(folder.path().join("mails")).expect("made");
    let text = "---\nsubject: Of the file\n---\n\nFrom the file, {name}\n";
    fs::write(folder.path().join("mails/port.md"), text).expect("written");
    for (subject, expected) in [("", "Of the file"), ("subject: Own, ", "Own")] {
        let mail = format!("    mail: {{ {subject}body: mails/port.md }}\n");
        let (written, _) = of_role(folder.path(), &mail, &[]);
        let message = MessageParser::default().parse(&written).expect("a message");
        assert_eq!(message.subject(), Some(expected));
        let body = message.body_text(0).expect("a text");
        assert_eq!(body.trim_end(), "From the file, Ines Valadares");
    }
}

#[test]
fn what_is_wrong_in_a_roles_mail_is_told_at_its_place() {
    let folder = sample();
    let cases = [
        ("to: crew@example", "no host", "vitae.yaml:4:17"),
        ("body: mails/none.txt", "cannot be read", "vitae.yaml:4:19"),
        ("subject: 'For {nam}'", "`{nam}`", "vitae.yaml:4:27"),
    ];
    for (mail, fault, place) in cases {
        let settings =
            format!("roles:\n  berths:\n    pages: backend.md\n    mail: {{ {mail} }}\n");
        fs::write(folder.path().join("vitae.yaml"), settings).expect("written");
        let output = run(folder.path(), &["export", "--role", "berths", "--mail"]);
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));
        assert!(told(&output).contains(fault), "{}", told(&output));
        assert!(told(&output).contains(place), "{}", told(&output));
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
}

#[test]
fn what_is_redacted_is_not_in_the_users_own_words_either() {
    let folder = sample();
    let text = "---\nsubject: '{role} | +351 22 555 01 47'\n---\n\nDear all,\n\nMy résumé is \
                attached. Call +351 22 555 01 47, or write to {email}. I look forward to it.\n\n\
                Kind regards,\n{name}\n00351 225 550 147\n";
    fs::write(folder.path().join("mail.txt"), text).expect("written");
    let mail = "    redact: [phone, email]\n    mail: { body: mail.txt }\n";
    let (written, told) = of_role(folder.path(), mail, &[]);
    let message = MessageParser::default().parse(&written).expect("a message");
    assert_eq!(message.subject(), Some("Senior Backend Engineer"));
    let body = message.body_text(0).expect("a text").replace("\r\n", "\n");
    assert_eq!(
        body.trim_end(),
        "Dear all,\n\nMy résumé is attached. I look forward to it.\n\nKind regards,\nInes \
         Valadares"
    );
    // Each cut is told at its paragraph, without the value.
    for place in ["mail.txt:7:1", "mail.txt:9:1"] {
        assert!(told.contains(place), "{told}");
    }
    // The same on the command line.
    let (same, _) = of_role(
        folder.path(),
        "    mail: { body: mail.txt }\n",
        &["--redact", "phone,email"],
    );
    assert_eq!(written, same);
}
