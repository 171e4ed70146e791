//! In which order the parts of a résumé are printed.

use crate::read::Headings;
use crate::resume::{Arranged, Resume, RichText, Section, SectionKind};
use crate::theme::SectionName;

/// A part with a heading of its own.
#[derive(Debug)]
pub(super) enum Printed<'a> {
    /// The opening paragraph.
    Summary(&'a RichText),
    /// A section, with its number in the résumé.
    Section(usize, &'a Section),
}

/// What is printed of a résumé, in order: the author's, or `named`, the theme's, completed by the
/// kinds that it does not name.
pub(super) fn printed<'a>(
    resume: &'a Resume,
    named: &[SectionName],
    headings: Headings,
) -> Vec<Printed<'a>> {
    let summary = resume.summary.as_ref().map(Printed::Summary);
    let sections = resume
        .sections
        .iter()
        .enumerate()
        .filter(|(_, section)| !section.body.is_empty());
    let sections = sections.map(|(number, section)| Printed::Section(number, section));
    let parts: Vec<Printed<'a>> = summary.into_iter().chain(sections).collect();
    if resume.arranged == Arranged::ByAuthor && headings != Headings::Kind {
        return parts;
    }
    let usual = SectionKind::ALL.map(SectionName::Kind);
    let place = |part: &Printed<'_>| {
        let name = match part {
            Printed::Summary(_) => SectionName::Summary,
            Printed::Section(_, section) => SectionName::Kind(section.kind),
        };
        named.iter().chain(&usual).position(|of| *of == name)
    };
    // What has no place is the summary of a theme that prints none.
    let mut placed: Vec<(usize, Printed<'a>)> = parts
        .into_iter()
        .filter_map(|part| Some((place(&part)?, part)))
        .collect();
    // The sort is stable: sections of a kind stay in the author's order.
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, part)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    fn parts(page: &str, headings: Headings) -> Vec<&'static str> {
        let sources = crate::read::sources_in_memory("cv.html", page.as_bytes().to_vec());
        let (resume, _) = crate::extract::resume(&sources.expect("read")).expect("a résumé");
        let theme = Theme::embedded("modern").expect("the usual theme");
        let named = &theme.arrangement.sections;
        let printed = printed(&resume, named, headings);
        let names = printed.iter().map(|part| match part {
            Printed::Summary(_) => "summary",
            Printed::Section(_, section) => section.kind.name(),
        });
        names.collect()
    }

    const HEAD: &str = "<h1>Rui Tanaka</h1><p>rui@example.org</p>\
        <h2>Education</h2><h3>BSc Biology, University of Algarve</h3><p>2012 – 2015</p>";

    #[test]
    fn a_resume_keeps_its_order_unless_the_kinds_are_asked_for() {
        let page = format!(
            "{HEAD}<h2>Experience</h2><h3>Diver, Kestrel Line</h3><p>2015 – 2023</p>\
             <h2>Skills</h2><ul><li>Welding<li>Sonar</ul>"
        );
        let own = ["education", "experience", "skills"];
        assert_eq!(parts(&page, Headings::Page), own);
        assert_eq!(parts(&page, Headings::Author), own);
        let kinds = parts(&page, Headings::Kind);
        assert_eq!(kinds.len(), own.len());
        assert_ne!(kinds, own);
    }

    #[test]
    fn a_portfolio_of_cards_has_the_themes_order() {
        let card = "<div class=project-card><h3>Reef map</h3><p>Kestrel Line | 2015-2023</p>\
            <p>Mapped forty kilometres of reef with sonar.</p></div>";
        let page = format!(
            "<h1>Rui Tanaka</h1><p>rui@example.org</p><h2>Projects</h2>{card}{card}\
             <h2>Skills</h2><ul><li>Welding<li>Sonar</ul>"
        );
        assert_eq!(parts(&page, Headings::Page), parts(&page, Headings::Kind));
    }
}
