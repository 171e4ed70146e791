//! The language that a résumé's sentences are in, where nothing else tells it.

use whatlang::Lang;

use crate::resume::{Resume, RichText, SectionBody, Text};

/// Fewer letters are a few names.
const FEWEST_LETTERS: usize = 120;
/// More letters tell no more.
const MOST_LETTERS: usize = 1500;

/// The language of the sentences, if there are enough of them and it is one that documents
/// are printed in; placed at the first sentence.
pub(super) fn of(resume: &Resume) -> Option<Text> {
    let mut sentences: Vec<&RichText> = resume.summary.iter().collect();
    for section in &resume.sections {
        match &section.body {
            SectionBody::Entries(entries) => {
                for entry in entries
                    .iter()
                    .flat_map(|e| std::iter::once(e).chain(&e.parts))
                {
                    sentences.extend(&entry.summary);
                    sentences.extend(entry.highlights.iter().map(|bullet| &bullet.text));
                }
            }
            SectionBody::Text(paragraphs) => sentences.extend(paragraphs),
            SectionBody::Skills(_) | SectionBody::Metrics(_) => {}
        }
    }
    let first = sentences.first()?;
    let mut text = String::new();
    for sentence in &sentences {
        if text.len() > MOST_LETTERS {
            break;
        }
        text.push_str(&sentence.text());
        text.push('\n');
    }
    let tag = of_text(&text)?;
    Some(Text::new(tag.to_owned(), first.span.clone()))
}

/// The language of sentences, as [`of`] tells that of a résumé's.
pub fn of_text(text: &str) -> Option<&'static str> {
    let is_dense = |c: char| matches!(u32::from(c), 0x3040..=0x9fff | 0xac00..=0xd7af);
    // A sign of a script without an alphabet says as much as three letters.
    let letters: usize = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(|c| if is_dense(c) { 3 } else { 1 })
        .sum();
    if letters < FEWEST_LETTERS {
        return None;
    }
    let found = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    tag(found.lang())
}

/// The tag of a language that the vocabulary has.
fn tag(language: Lang) -> Option<&'static str> {
    Some(match language {
        Lang::Eng => "en",
        Lang::Por => "pt",
        Lang::Spa => "es",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Rus => "ru",
        Lang::Jpn => "ja",
        Lang::Cmn => "zh",
        Lang::Kor => "ko",
        Lang::Ara => "ar",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span};

    fn language(text: &str) -> Option<String> {
        let source = Source::new("t", text);
        let resume = Resume {
            summary: Some(RichText::plain(text, Span::whole(&source))),
            ..Resume::default()
        };
        of(&resume).map(|tag| tag.value)
    }

    #[test]
    fn sentences_tell_their_language_and_a_few_names_tell_none() {
        let spanish = "Construyo plataformas de datos que responden en segundos y que un equipo \
            pequeño puede mantener sin ayuda; antes trabajé seis años en sistemas de pagos.";
        assert_eq!(language(spanish).as_deref(), Some("es"));
        let chinese = "负责支付平台的架构设计与实现，将响应时间缩短了一半，并带领五人小组完成迁移，\
            同时维护内部工具与监控系统，保证服务全年稳定运行。";
        assert_eq!(language(chinese).as_deref(), Some("zh"));
        assert_eq!(language("Rust, Kafka, PostgreSQL"), None);
    }
}
