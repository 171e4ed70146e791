//! For paper: the addresses of links beside the words that lead there.

use crate::resume::{
    Detail, DetailLabel, Emphasis, Entry, Resume, RichText, SectionBody, bare_address,
};

/// A copy of a résumé whose links show where they lead: in brackets after linked words, and in
/// a line of its own below an entry whose title is linked. Words that are an address stay alone.
pub fn with_addresses(resume: &Resume) -> Resume {
    let mut shown = resume.clone();
    if let Some(summary) = &mut shown.summary {
        show(summary);
    }
    for section in &mut shown.sections {
        match &mut section.body {
            SectionBody::Entries(entries) => entries.iter_mut().for_each(show_all),
            SectionBody::Text(paragraphs) => paragraphs.iter_mut().for_each(show),
            SectionBody::Skills(_) | SectionBody::Metrics(_) => {}
        }
    }
    shown
}

fn show_all(entry: &mut Entry) {
    if let Some(summary) = &mut entry.summary {
        show(summary);
    }
    for highlight in &mut entry.highlights {
        show(&mut highlight.text);
    }
    for detail in &mut entry.details {
        show(&mut detail.text);
    }
    // The first link is the title's; the others are not printed without this.
    for (text, target) in &entry.links {
        let address = bare_address(target);
        let title = entry.title.as_ref().map(|title| title.value.as_str());
        if is_address(title.unwrap_or_default(), &address) {
            continue;
        }
        let mut line = RichText::new(text.span.clone());
        line.push(address, Emphasis::NONE, Some(target.clone()));
        entry.details.push(Detail {
            label: DetailLabel::Without,
            text: line,
        });
    }
    entry.parts.iter_mut().for_each(show_all);
}

fn show(text: &mut RichText) {
    let mut shown = RichText::new(text.span.clone());
    let mut linked = String::new();
    for (index, run) in text.runs.iter().enumerate() {
        shown.push(&run.text, run.emphasis, run.link.clone());
        let Some(target) = &run.link else {
            continue;
        };
        linked.push_str(&run.text);
        // Words of one link that differ in emphasis are several runs.
        let next = text.runs.get(index + 1);
        if next.is_some_and(|next| next.link.as_ref() == Some(target)) {
            continue;
        }
        let address = bare_address(target);
        if !is_address(&linked, &address) {
            shown.push(" (", Emphasis::NONE, None);
            shown.push(address, Emphasis::NONE, Some(target.clone()));
            shown.push(")", Emphasis::NONE, None);
        }
        linked.clear();
    }
    *text = shown;
}

/// True for words that are the address already, however written.
fn is_address(words: &str, address: &str) -> bool {
    let plain = |text: &str| {
        let bare = bare_address(text.trim());
        bare.trim_start_matches("www.").to_lowercase()
    };
    plain(words) == plain(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span, Spanned};
    use crate::resume::{EntryKind, Section, SectionKind};

    fn linked(parts: &[(&str, Option<&str>)]) -> RichText {
        let mut text = RichText::new(Span::whole(&Source::new("t", "t")));
        for (words, link) in parts {
            text.push(words, Emphasis::NONE, link.map(str::to_owned));
        }
        text
    }

    fn shown(parts: &[(&str, Option<&str>)]) -> String {
        let mut text = linked(parts);
        show(&mut text);
        text.text()
    }

    #[test]
    fn an_address_stands_after_the_words_that_lead_there() {
        let target = Some("https://demo.example.org/a/");
        assert_eq!(
            shown(&[("see the ", None), ("demo", target), (", then", None)]),
            "see the demo (demo.example.org/a), then"
        );
        assert_eq!(
            shown(&[("write to ", None), ("Ana", Some("mailto:ana@example.org"))]),
            "write to Ana (ana@example.org)"
        );
    }

    #[test]
    fn words_that_are_an_address_stay_alone() {
        for words in ["https://www.example.org/", "example.org", "Example.org"] {
            assert_eq!(shown(&[(words, Some("https://example.org"))]), words);
        }
    }

    #[test]
    fn words_of_one_link_show_it_once() {
        let mut text = linked(&[]);
        let target = Some("https://example.org/x".to_owned());
        let strong = Emphasis {
            strong: true,
            ..Emphasis::NONE
        };
        text.push("the ", Emphasis::NONE, target.clone());
        text.push("demo", strong, target);
        show(&mut text);
        assert_eq!(text.text(), "the demo (example.org/x)");
    }

    #[test]
    fn a_linked_title_has_its_address_below() {
        let span = Span::whole(&Source::new("t", "t"));
        let text = |value: &str| Spanned::new(value.to_owned(), span.clone());
        let mut entry = Entry::new(EntryKind::Project, span.clone());
        entry.title = Some(text("Ferry"));
        entry.links = vec![(text("Ferry"), "https://ferry.example.org".to_owned())];
        let resume = Resume {
            sections: vec![Section {
                id: "projects".to_owned(),
                title: None,
                kind: SectionKind::Projects,
                body: SectionBody::Entries(vec![entry]),
            }],
            ..Resume::default()
        };
        let shown = with_addresses(&resume);
        let SectionBody::Entries(entries) = &shown.sections[0].body else {
            panic!("entries stay entries");
        };
        let texts: Vec<String> = entries[0].details.iter().map(|d| d.text.text()).collect();
        assert_eq!(texts, ["ferry.example.org"]);
    }
}
